"""Say why two sentences that share their words still say different things."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from auditor.analysis.similarity import CONTRASTS, Gist
from auditor.analysis.substances import Substances

COMPARING = re.compile(r"\b(?:than|compared|comparison|versus|unlike)\b|\b(?:times|twice|half) as\b", re.I)
DEFINING = re.compile(r"\b(?:means|(?:is|are) (?:called|defined|known as|termed)|refers? to|stands? for)\b", re.I)
OPINION = re.compile(r"^\W*(?:He|She|[A-Z]\w+ [A-Z]\w+) (?:believes|hopes|thinks|fears|feels|argues|wonders)\b")
KINDS_OF_SAYING = (COMPARING, DEFINING, OPINION)
"""A comparison, a definition and somebody's opinion: what is none of these does not say the same as one."""

REACH = 3
"""Words behind a direction among which stands what rises or falls: "a drop in sleep latency"."""


def vetoes(a: Gist, b: Gist, substances: Substances) -> tuple[str, ...]:
    """Return the reasons for which two sentences cannot be a restatement of one another, by name."""
    return tuple(_reasons(a, b, substances))


def vetoed(a: Gist, b: Gist, substances: Substances) -> bool:
    """Say whether there is any reason for which two sentences cannot be a restatement of one another."""
    return any(True for _ in _reasons(a, b, substances))


def _reasons(a: Gist, b: Gist, substances: Substances) -> Iterable[str]:
    """Yield each difference in what a restatement must keep."""
    if a.question != b.question:
        yield "question"
    if differ(a.numbers, b.numbers):
        yield "number"
    if different_drugs(a, b, substances):
        yield "drug"
    denied, affirmed = (a, b) if a.negations >= b.negations else (b, a)
    if (a.negations - b.negations) % 2 and affirmed.implied <= denied.implied:
        yield "polarity"
    for kind in CONTRASTS:
        one, other = ({v for k, v in g.sides if k == kind} for g in (a, b))
        if one and other and not one & other:
            yield kind
    if told_twice(a) - b.content and told_twice(b) - a.content:
        yield "subject"
    if turned_round(moves(a), moves(b)):
        yield "direction"
    if differ(a.names, b.names):
        yield "name"


def other_kind(a: Gist, b: Gist) -> bool:
    """Say whether one of two sentences compares, defines or gives an opinion, and the other does not."""
    return any((p.search(a.text) is None) != (p.search(b.text) is None) for p in KINDS_OF_SAYING)


def moves(gist: Gist) -> Mapping[str, str]:
    """Return which way each thing goes that stands behind a word of direction, by its stem."""
    if len(gist.sides) < 2:
        return {}
    found: dict[str, str] = {}
    for hit in gist.contrasts.find(gist.text, "direction"):
        behind = [t for t in gist.tokens if t.start >= hit.end][:REACH]
        found |= {t.stem: hit.term.id for t in behind if t.content}
    return found


def told_twice(gist: Gist) -> frozenset[str]:
    """Return the matter that a sentence names more than once: what it is about."""
    return frozenset(s for s, n in Counter(gist.matter).items() if n > 1)


def turned_round(a: Mapping[str, str], b: Mapping[str, str]) -> bool:
    """Say whether most things that go one way in one sentence go the other way in the other."""
    both = a.keys() & b.keys()
    return 2 * sum(a[k] != b[k] for k in both) > len(both) > 0


def differ(a: frozenset[str], b: frozenset[str]) -> bool:
    """Say whether each of two sets has what the other lacks."""
    return bool(a - b) and bool(b - a)


def different_drugs(a: Gist, b: Gist, substances: Substances) -> bool:
    """Say whether each sentence names a medicine that is neither named nor covered by its class in the other.

    Two long lists that share most of their medicines are not told apart by the rest.
    """

    def alone(mine: frozenset[str], other: frozenset[str]) -> bool:
        return any(not any(related(m, o, substances) for o in other) for m in mine)

    if len(a.drugs & b.drugs) > len(a.drugs ^ b.drugs):
        return False
    return bool(a.drugs and b.drugs) and alone(a.drugs, b.drugs) and alone(b.drugs, a.drugs)


def related(one: str, other: str, substances: Substances) -> bool:
    """Say whether two ids are the same medicine, or a medicine and its class."""
    return substances.is_a(one, other) or substances.is_a(other, one)
