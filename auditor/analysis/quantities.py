"""Read numbers with their units from a sentence: times, doses, money, shares, head counts, ages and rates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from auditor.analysis.quantities_people import aged, ages, counted, in_parts, may_call, people, phones, shares
from auditor.analysis.quantities_words import COUNT, ONE, RANGE, SCALE, Quantity, bound_of, ends, number
from auditor.terms import TEXTS, word_set

HOURS = {
    "second": 1 / 3600,
    "minute": 1 / 60,
    "min": 1 / 60,
    "hour": 1.0,
    "hr": 1.0,
    "day": 24.0,
    "night": 24.0,
    "week": 168.0,
    "month": 730.0,
    "year": 8760.0,
    "decade": 87600.0,
}
MILLIGRAMS = {
    "mcg": 0.001,
    "µg": 0.001,
    "μg": 0.001,
    "microgram": 0.001,
    "mg": 1.0,
    "milligram": 1.0,
    "g": 1000.0,
    "gram": 1000.0,
}
SPAN_TIME = re.compile(
    rf"{RANGE}(?:\s(?P<open>(?:or|and) (?:more|longer|less|fewer)))?"
    r"(?:\s(?:full|whole|entire|short|consecutive|more|additional|straight))?[\s-]"
    r"(?P<unit>seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|months?|years?|decades?)\b"
    r"(?P<half>\sand a half\b)?(?P<after>\s(?:or|and) (?:more|longer|less|fewer|over))?(?!\s(?:old|of age|ago))",
    re.IGNORECASE,
)
UNITS = r"(?P<unit>mcg|µg|μg|micrograms?|mg|milligrams?|g|grams?)"
DOSE = re.compile(rf"{RANGE}[\s-]?{UNITS}\b(?!/m?[lL])", re.IGNORECASE)
MONEY = re.compile(
    r"[$£€]\s?(?P<low>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?:\s?(?:to|[-–—]|"
    r"and)\s?[$£€]?(?P<high>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?))?(?:\s?(?P<scale>thousand|million|"
    r"billion))?(?P<per>[\s/]{1,3}(?:a|an|per|each|every|mo|month|day|week)?\b[\s/]?(?:month|mo|day|week|year|"
    r"session|visit|dose|pill|tablet|bottle|night)?)?",
    re.IGNORECASE,
)
MONEY_WORDS = re.compile(
    rf"(?P<low>{ONE})(?P<high>)(?:\s(?P<scale>hundred|thousand|million))?\s(?:US |U\.S\. )?(?:dollars|"
    rf"pounds sterling|euros)\b"
    r"(?P<per>\s(?:a|an|per|each|every)\s(?:month|day|week|year|session|visit|dose|pill|tablet|bottle|night))?",
    re.IGNORECASE,
)
DAY_POINT = re.compile(
    rf"\b(?P<unit>hour|day|week|month)s?\s(?P<low>{COUNT})(?:\s?(?:to|[-–—]|or|and)\s?(?P<high>{COUNT}))?"
    r"(?!\s(?:hour|day|week|month|year|mg|percent|\d))",
    re.IGNORECASE,
)
"""A point of time: "before day 45"."""

TO = r"\s?(?:to|or|[-–—])\s?"
OFTEN = rf"(?:once|twice|{COUNT}(?:{TO}{COUNT})? times?)"
RATE = re.compile(
    rf"(?<!\w)(?:(?P<count>{OFTEN}(?:{TO}{OFTEN})?)\s(?:a|per|each|"
    rf"every)?\s?(?P<unit>day|week|month|daily|weekly|monthly|year)\b|every\s(?:(?P<step>other|"
    rf"(?:{ONE})(?:{TO}(?:{ONE}))?)\s)?"
    + r"(?P<unit2>hours?|days?|weeks?|months?|day|week|month)|(?P<unit3>daily|weekly|monthly)(?=[\s.,;:)]))",
    re.IGNORECASE,
)
COUNTS = re.compile(rf"once|twice|{COUNT}", re.IGNORECASE)
STEPS = re.compile(ONE, re.IGNORECASE)
TIMES = {"once": 1.0, "twice": 2.0}
DIGIT = re.compile(r"\d")
DOSE_UNIT = re.compile(r"[\d\s-](?:mc|m|µ|μ)?g\b|gram", re.IGNORECASE)
TIME_WORDS = frozenset(
    "second seconds minute minutes min mins hour hours hr hrs day days night nights week weeks month months "
    "year years decade decades".split()
)
RATE_WORDS = frozenset("once twice time times every daily weekly monthly".split())
# What stands in every match of a reader's expressions: a sentence without it is not searched.


@lru_cache(TEXTS)
def sorts_of(text: str) -> frozenset[str]:
    """Return the sorts of quantity that the words of the text allow; it holds none of another sort."""
    return frozenset(sort for sort, _, may in READERS if may(text))


@lru_cache(TEXTS)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a sentence, in order of place; none overlap."""
    found: list[Quantity] = []
    taken = bytearray(len(text))
    sorts = sorts_of(text)
    for sort, reader, _ in READERS:
        for q in reader(text) if sort in sorts else ():
            if not any(taken[q.start : q.end]):
                taken[q.start : q.end] = bytes([1]) * (q.end - q.start)
                found.append(q)
    return tuple(joined(text, sorted(found, key=lambda q: q.start)))


def joined(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities, two that are the ends of a range as one: "5 mg to 10 mg", "one in four to one in three"."""
    last: Quantity | None = None
    for q in found:
        if last is not None and spans(text, last, q):
            last = replace(last, end=q.end, low=min(last.low, q.low), high=max(last.high, q.high))
            continue
        if last is not None:
            yield last
        last = q
    if last is not None:
        yield last


def spans(text: str, one: Quantity, two: Quantity) -> bool:
    """Say whether two quantities are the ends of one range."""
    if one.sort != two.sort or one.sort not in RANGED or one.unit != two.unit or one.bound or two.bound:
        return False
    between = text[one.end : two.start]
    return TO_HIGHER.fullmatch(between) is not None or (
        between == " and " and text[: one.start].lower().endswith("between ")
    )


RANGED = frozenset({"dose", "time", "share"})
TO_HIGHER = re.compile(r"\s?(?:to|[-–—])\s?(?:about |around )?", re.IGNORECASE)


def times(text: str) -> Iterator[Quantity]:
    """Yield lengths of time, in hours."""
    for m in SPAN_TIME.finditer(text):
        unit = m.group("unit").lower().rstrip("s") or "second"
        low, high, bound = ends(text, m, HOURS[unit])
        if m.group("half"):
            low, high = low + HOURS[unit] / 2, high + HOURS[unit] / 2
        opened = m.group("after") or m.group("open")
        if opened and not bound:
            bound = "max" if "less" in opened or "fewer" in opened else "min"
        yield Quantity(m.start("low"), m.end(), "time", low, high, bound)
    for m in DAY_POINT.finditer(text):
        low, high, bound = ends(text, m, HOURS[m.group("unit").lower()])
        yield Quantity(m.start(), m.end(), "time", low, high, bound)


def doses(text: str) -> Iterator[Quantity]:
    """Yield doses, in milligrams."""
    for m in DOSE.finditer(text):
        unit = m.group("unit").lower()
        factor = MILLIGRAMS.get(unit, MILLIGRAMS.get(unit.rstrip("s"), 1.0))
        low, high, bound = ends(text, m, factor)
        yield Quantity(m.start("low"), m.end(), "dose", low, high, bound)


def money(text: str) -> Iterator[Quantity]:
    """Yield sums of money; the unit is what they are paid for."""
    for m in (*MONEY.finditer(text), *(MONEY_WORDS.finditer(text) if "dollars" in word_set(text) else ())):
        factor = SCALE.get((m.group("scale") or "").lower(), 1.0)
        low, high, bound = ends(text, m, factor)
        per = re.sub(r"[^a-z]", " ", (m.group("per") or "").lower()).split()
        yield Quantity(
            m.start(),
            m.end("scale") if m.group("scale") else m.end("high") if m.group("high") else m.end("low"),
            "money",
            low,
            high,
            bound,
            (per[-1] if per else "").replace("mo", "month").replace("monthnth", "month"),
        )


def rates(text: str) -> Iterator[Quantity]:
    """Yield how often, in times a day."""
    for m in RATE.finditer(text):
        unit = (m.group("unit") or m.group("unit2") or m.group("unit3")).lower().rstrip("s")
        unit = {"daily": "day", "weekly": "week", "monthly": "month", "dai": "day"}.get(unit, unit)
        if unit not in HOURS:
            continue
        a_day = 24 / HOURS[unit]
        if m.group("unit2"):
            step = (m.group("step") or "one").lower()
            counts = [0.5] if step == "other" else [1 / number(n.group()) for n in STEPS.finditer(step)]
        else:
            told = COUNTS.findall((m.group("count") or "once").lower())
            counts = [TIMES.get(n) or number(n) for n in told]
        bound = bound_of(text, m.start(), m.end())
        yield Quantity(m.start(), m.end(), "rate", min(counts) * a_day, max(counts) * a_day, bound)


READERS: tuple[tuple[str, Callable[[str], Iterator[Quantity]], Callable[[str], bool]], ...] = (
    ("phone", phones, may_call),
    ("rate", rates, lambda text: not word_set(text).isdisjoint(RATE_WORDS)),
    ("dose", doses, lambda text: DOSE_UNIT.search(text) is not None),
    ("money", money, lambda text: "$" in text or "£" in text or "€" in text or "dollars" in text),
    ("share", shares, in_parts),
    ("age", ages, aged),
    ("time", times, lambda text: not word_set(text).isdisjoint(TIME_WORDS)),
    ("people", people, counted),
)
"""Who reads each sort, in the order in which they take their words, and what a text must hold before they look."""
