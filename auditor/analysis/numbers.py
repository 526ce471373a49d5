"""Say which numbers that measure the same thing cannot both be right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from auditor.analysis.frames import framed_apart
from auditor.analysis.gates import FRAMED
from auditor.analysis.quantities_people import IMPLIED
from auditor.analysis.quantities_words import Quantity

if TYPE_CHECKING:
    from auditor.analysis.measurements import Measurement

OPEN = re.compile(
    r"\b(?:depend(?:s|ing)|vary|varies|varying|range of|options?|either|some (?:people|patients|programs)|for "
    r"some|in some|can be as|differs?|individual|case by case|tailored|longer stays?|extended)\b",
    re.IGNORECASE,
)
"""Words by which a number is no fixed one."""

GAP = 1.5
"""Two ranges must lie apart by this factor: sources round, and bodies differ."""

CLOSE_GAP = 1.2
"""The same, where both numbers are given as those that hold, with no "about"."""

SPAN_GAP = 0.1
SHARE_GAP = 0.15
REACH = 3.0
"""An upper or lower bound alone ("up to 48 hours") is taken to speak of values within this factor of it."""

HEADCOUNT_GAP = 1.15
LIMITS = frozenset({"maximum-dose"})
SHARES = frozenset({"success-rate", "completion-rate", "relapse-rate", "addiction-share", "overall-share"})
OF_A_PROGRAM = frozenset({"success-rate", "completion-rate", "beds"})
"""Counts and shares of one place's clients, whom no words need to tell from others."""

SHARED_STEMS = 2
"""Counts and shares are of the same people only if so many content words are shared."""

LOOSE, CLOSE = 0.25, 0.5
"""Part of the shorter sentence's content words that must be shared, with the same illness named and without."""

SILENT_ALONE = frozenset(
    {
        "people",
        "place",
        "species",
        "time",
        "sex",
        "setting",
        "period",
        "pattern",
        "phase",
        "product",
        "use",
        "sample",
        "form",
        "release",
        "severity",
        "stage",
        "line",
        "channel",
        "priced",
        "age-group",
        "clients",
        "formulation",
        "insurance",
        "effect",
    }
)


def conflicting_numbers(found: Sequence[Measurement]) -> list[tuple[Measurement, Measurement]]:
    """Return the pairs of measurements that cannot both hold; only those of one measure and subject are compared."""
    groups: dict[tuple[str, str], list[Measurement]] = {}
    for m in found:
        groups.setdefault((family(m.measure), m.subject), []).append(m)
    pairs = []
    for group in groups.values():
        distinct: dict[tuple[object, ...], Measurement] = {}
        for m in group:
            distinct.setdefault(
                (m.measure, m.quantity.low, m.quantity.high, m.quantity.bound, m.conditions, m.sentence), m
            )
        members = list(distinct.values())
        if len(members) > MOST:
            continue
        pairs += [(a, b) for i, a in enumerate(members) for b in members[i + 1 :] if clash(a, b)]
    return pairs


HOME = frozenset({"United States"})
MOST = 60
"""Measurements of one thing from which on a page is a table of studies, where numbers are meant to differ."""


def family(measure: str) -> str:
    """Return what is compared with each other: a usual dose must stay below the largest."""
    return "dose" if measure in {"usual-dose", "maximum-dose"} else measure


def clash(a: Measurement, b: Measurement) -> bool:
    """Say whether two measurements pass every gate and their values exclude each other."""
    return opposed(a, b) and same_circumstances(a, b)


def opposed(a: Measurement, b: Measurement) -> bool:
    """Say whether the values of two measurements exclude each other, if their circumstances are the same."""
    if (
        a.sentence == b.sentence
        or a.quantity.sort != b.quantity.sort
        or (a.quantity.sort == "money" and not same_price(a, b))
        or not same_place(a, b)
    ):
        return False
    return same_people(a, b) and apart(a, b)


def same_place(a: Measurement, b: Measurement) -> bool:
    """Say whether two numbers may be of one place: all of its name in both, or whose own words they are."""
    if a.names and b.names:
        return a.names <= b.names or b.names <= a.names
    return bool(a.names) == bool(b.names) or (a.own if b.names else b.own)


def same_price(a: Measurement, b: Measurement) -> bool:
    """Say whether two sums are for the same quantity and length of time."""
    return a.package == b.package and same_spans(a.times, b.times) and a.years == b.years


def same_spans(one: frozenset[float], two: frozenset[float]) -> bool:
    """Say whether the same lengths of time are named, a month being as good as thirty days."""
    return len(one) == len(two) and all(
        abs(a - b) <= SPAN_GAP * max(a, b) for a, b in zip(sorted(one), sorted(two), strict=True)
    )


def by_sort(conditions: Sequence[str]) -> Mapping[str, frozenset[str]]:
    """Return circumstances by sort."""
    out: dict[str, set[str]] = {}
    for c in conditions:
        sort, _, name = c.partition(":")
        out.setdefault(sort, set()).add(name)
    return {k: frozenset(v) for k, v in out.items()}


def same_circumstances(a: Measurement, b: Measurement) -> bool:
    """Say whether form, people, sample, pattern of use, place and the rest agree."""
    first, second = by_sort(a.conditions), by_sort(b.conditions)
    for sort in first.keys() | second.keys():
        if sort == "length" or (sort == "per" and "per" not in (first if sort not in first else second)):
            continue
        if sort == "place" and (first.get(sort) or second.get(sort)) == HOME:
            continue
        one, two = first.get(sort), second.get(sort)
        if sort == FRAMED:
            if one and two and framed_apart("".join(one), "".join(two)):
                return False
            continue
        if one and two:
            if one != two and not (one & two and sort in {"form", "place"}):
                return False
        elif sort in SILENT_ALONE:
            return False
    return True


def same_people(a: Measurement, b: Measurement) -> bool:
    """Say whether counts and shares are of the same people, year and event."""
    if a.quantity.sort not in {"share", "people"}:
        return a.years == b.years or not (a.years and b.years)
    if a.measure in OF_A_PROGRAM:
        return a.years == b.years and same_spans(a.times, b.times)
    if a.years != b.years or a.events != b.events or a.times != b.times:
        return False
    if is_vague(a.quantity) != is_vague(b.quantity) and a.surface != b.surface:
        return False
    if a.quantity.sort == "people" and not same_heads(a, b):
        return False
    shared = len(a.stems & b.stems)
    share = shared / max(1, min(len(a.stems), len(b.stems)))
    if a.surface and a.surface == b.surface:
        return shared >= SHARED_STEMS and share >= LOOSE
    return shared > SHARED_STEMS and share >= CLOSE


def is_vague(q: Quantity) -> bool:
    """Say whether a share is given in words such as "most"."""
    return q.sort == "share" and q.high - q.low >= SHARE_GAP


HEADS = frozenset({"people", "americans", "adults"})


def same_heads(a: Measurement, b: Measurement) -> bool:
    """Say whether the same is counted: deaths are no patients."""
    one, two = a.quantity.unit, b.quantity.unit
    return one == two or (one in HEADS and two in HEADS)


def apart(a: Measurement, b: Measurement) -> bool:
    """Say whether the two values exclude each other."""
    one, two = a.quantity, b.quantity
    if a.measure != b.measure:
        top, usual = (one, two) if a.measure in LIMITS else (two, one)
        return usual.bound != "min" and usual.low > top.high * GAP
    if a.measure in LIMITS:
        return max(one.high, two.high) > 1.05 * min(one.high, two.high)
    if a.measure == "course-length":
        return (
            beyond(one, two)
            or beyond(two, one)
            or (fixed(a, b) and far(one, two, GAP))
            or (a.firm and b.firm and far(reach(one), reach(two), CLOSE_GAP))
        )
    if a.measure in SHARES:
        return share_apart(one, two)
    if a.measure == "headcount":
        return far(one, two, HEADCOUNT_GAP if a.years else GAP)
    if a.measure == "age-limit":
        return age_apart(one, two)
    if a.measure == "price" and a.firm and b.firm:
        return far(reach(one), reach(two), CLOSE_GAP)
    if a.measure in EXACT:
        return one.unit == two.unit and one.low != two.low
    return far(reach(one), reach(two), GAP)


EXACT = frozenset({"phone", "beds"})
"""What has one value, which is not rounded."""


def age_apart(one: Quantity, two: Quantity) -> bool:
    """Say whether two limits of age differ; "adults" as such sets none above eighteen."""
    if one.bound != two.bound:
        return False
    if IMPLIED in {one.unit, two.unit}:
        implied, told = (one, two) if one.unit == IMPLIED else (two, one)
        return told.low < implied.low
    return one.low != two.low


def beyond(limit: Quantity, other: Quantity) -> bool:
    """Say whether `other` goes past an upper limit."""
    return limit.bound == "max" and other.bound != "max" and other.low > limit.high * GAP


def fixed(a: Measurement, b: Measurement) -> bool:
    """Say whether both numbers are given as the one that holds."""
    return not a.quantity.bound and not b.quantity.bound


def reach(q: Quantity) -> Quantity:
    """Return the range that a bound alone speaks of."""
    if q.bound == "max":
        return Quantity(q.start, q.end, q.sort, q.high / REACH, q.high, "", q.unit)
    if q.bound == "min":
        return Quantity(q.start, q.end, q.sort, q.low, q.low * REACH, "", q.unit)
    return q


def far(one: Quantity, two: Quantity, gap: float) -> bool:
    """Say whether two ranges lie apart by a factor."""
    low, high = (one, two) if one.high <= two.high else (two, one)
    return high.low > low.high * gap


def share_apart(one: Quantity, two: Quantity) -> bool:
    """Say whether two shares lie apart."""
    low, high = (one, two) if one.high <= two.high else (two, one)
    if low.bound == "min" or high.bound == "max":
        return False
    return high.low - low.high >= SHARE_GAP or (high.low > 2 * low.high and high.low - low.high > 0.05)


def settled(text: str) -> bool:
    """Say whether a sentence gives its number as a fixed one."""
    return OPEN.search(text) is None
