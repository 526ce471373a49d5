"""Pair the statements that cannot both be true, and gather the pairs that share one into one case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.analysis.gates import passes
from auditor.analysis.questions import CROSS, Topics
from auditor.analysis.substances import Substances
from auditor.model import Statement


@dataclass(frozen=True, slots=True)
class Conflict:
    """One statement and those that contradict it."""

    hub: Statement
    others: tuple[Statement, ...]


def opposed(a: Statement, b: Statement, topics: Topics) -> bool:
    """Say whether the answers exclude each other, on one topic or across two that mislead together."""
    if a.topic == b.topic:
        return topics.clash(a.topic, a.value, b.value)
    return any(
        CROSS.get((x.topic, x.value)) == (y.topic, y.value) and y.strength != "weak" and not y.term.startswith("bound-")
        for x, y in ((a, b), (b, a))
    )


def conflicting_pairs(
    statements: Sequence[Statement], topics: Topics, names: Substances
) -> list[tuple[Statement, Statement]]:
    """Return the pairs that cannot both be true, of statements on one topic or on two that mislead together."""
    crossing = {t for (t, _), (u, _) in CROSS.items() for t in (t, u)}
    groups: dict[str, list[Statement]] = {}
    for s in statements:
        groups.setdefault("crossing" if s.topic in crossing else s.topic, []).append(s)
    found = []
    for group in groups.values():
        for one, other in split(group):
            found += [(a, b) for a in one for b in other if opposed(a, b, topics) and passes(a, b, names)]
    return found


def split(group: Sequence[Statement]) -> Iterable[tuple[list[Statement], list[Statement]]]:
    """Yield the statements of a group by pairs of values, so that agreeing ones are never compared."""
    by_value: dict[tuple[str, str], list[Statement]] = {}
    for s in group:
        by_value.setdefault((s.topic, s.value), []).append(s)
    keys = sorted(by_value)
    for i, a in enumerate(keys):
        for b in keys[i + 1 :]:
            yield by_value[a], by_value[b]


def clustered(pairs: Sequence[tuple[Statement, Statement]]) -> list[Conflict]:
    """Return the pairs as cases: the statement that clashes with most others first, each pair in one case."""
    left = list(dict.fromkeys(pairs))
    cases = []
    while left:
        partners: dict[Statement, list[Statement]] = {}
        for a, b in left:
            partners.setdefault(a, []).append(b)
            partners.setdefault(b, []).append(a)
        hub = min(partners, key=lambda s: (-len({p.sentence for p in partners[s]}), s.span.start, s.topic))
        cases.append(Conflict(hub, tuple(sorted(partners[hub], key=lambda s: s.span.start))))
        left = [(a, b) for a, b in left if not same_case(hub, a, b, partners[hub])]
    return cases


def same_case(hub: Statement, a: Statement, b: Statement, partners: Sequence[Statement]) -> bool:
    """Say whether a pair is told by the case: it holds the hub's sentence and a sentence of a partner."""
    told = {p.sentence for p in partners}
    return (a.sentence == hub.sentence and b.sentence in told) or (b.sentence == hub.sentence and a.sentence in told)
