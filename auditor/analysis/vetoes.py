"""Say why two sentences that share their words still say different things."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.analysis.similarity import CONTRASTS, Gist
from auditor.analysis.substances import Substances


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
    if differ(a.names, b.names):
        yield "name"


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
