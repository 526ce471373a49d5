"""Read numbers with their units from a sentence: times, doses, money, shares, head counts, ages and rates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from auditor.terms import TEXTS, word_set

WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18, "twenty": 20, "thirty": 30,
    "forty": 40,
    "forty-five": 45, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
    "half": 0.5,
    "twenty-one": 21, "twenty-four": 24, "twenty-eight": 28, "seventy-two": 72, "forty-eight": 48, "thirty-six": 36,
    "a couple": 2, "a dozen": 12, "half a": 0.5, "half an": 0.5,
}  # fmt: skip
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
SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "k": 1e3, "m": 1e6}

ONE = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\b(?:half an?|a couple(?: of)?|a dozen|"
    + "|".join(sorted((w for w in WORDS if " " not in w), key=len, reverse=True))
    + r")\b"
)
RANGE = rf"(?P<low>{ONE})(?:\s?(?:to|[-–—]|or|and)\s?(?P<high>{ONE}))?"
SPAN_TIME = re.compile(
    rf"{RANGE}(?:\s(?:full|whole|entire|short|consecutive|more|additional|straight))?[\s-]"
    r"(?P<unit>seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|months?|years?|decades?)\b"
    r"(?P<after>\s(?:or|and) (?:more|longer|less|fewer|over))?(?!\s(?:old|of age|ago))",
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
PERCENT = re.compile(rf"{RANGE}\s?(?:%|percent\b|per cent\b)", re.IGNORECASE)
ONE_IN = re.compile(
    rf"\b(?P<low>{ONE})(?:\s(?:to|or)\s(?P<high>{ONE}))?\s(?:in|out of)(?:\severy)?\s(?P<of>{ONE})"
    r"\b(?!\s(?:days?|weeks?|months?|hours?|years?|minutes?|mg))",
    re.IGNORECASE,
)
FRACTION = re.compile(
    r"\b(?P<word>half|one-third|a third|two-thirds|two thirds|a quarter|one-quarter|three-quarters|three "
    r"quarters|one third)\b(?=\s(?:of|the|all))|\babout half\b",
    re.IGNORECASE,
)
FRACTIONS = {
    "half": 0.5,
    "third": 1 / 3,
    "two-thirds": 2 / 3,
    "two thirds": 2 / 3,
    "quarter": 0.25,
    "three-quarters": 0.75,
    "three quarters": 0.75,
}
VAGUE = (
    (re.compile(
        r"\b(?:almost|nearly|virtually|practically) (?:everyone|everybody|all|every)\b|\b(?:everyone|everybody) "
        r"who\b|\bthe vast majority\b", re.I), (0.8, 1.0)),
    (re.compile(
        r"\b(?:most|the majority of|a majority of) (?:people|patients|users|adults|smokers|drinkers|clients|those|"
        r"of|individuals|cases|teens|women|men|individuals|residents|who)\b", re.I), (0.5, 1.0)),
    (re.compile(
        r"\b(?:almost no|hardly any|virtually no|very few|only a (?:tiny|small) (?:share|fraction|number|minority|"
        r"percentage)|a tiny (?:share|fraction|number|minority)|fewer than one in) ?\w*", re.I), (0.0, 0.15)),
)  # fmt: skip
PEOPLE = re.compile(
    rf"{RANGE}(?:\s(?P<scale>thousand|million|billion))?\s(?P<unit>(?:[\w-]+\s){{0,3}}?(?:people|Americans|adults|deaths|patients|teens|teenagers|veterans|adolescents|users|cases|men|women|students|children|residents|emergency|overdoses|babies|births|beds|clients|counselors|locations|staff|rooms))\b",
    re.IGNORECASE,
)
AGE = re.compile(
    r"(?:\b(?P<over>at least|over|aged?|ages|from(?: age)?|minimum age (?:is|of)|under|below|younger than|"
    r"older than|starting at age|from the age of|anyone)\s(?:the age of\s)?)(?:of\s|"
    r"age\s)?(?P<low>\d{1,2})\b(?!\s?(?:mg|%|percent|days?|weeks?|months?|hours?|minutes?|million|"
    r"times))(?P<tail>\s(?:years|and (?:older|up|over|younger|under)|or (?:older|younger|over|under)|and "
    r"above))?",
    re.IGNORECASE,
)
RATE = re.compile(
    r"\b(?:(?P<count>once|twice|three times|four times|one time|two times)\s(?:a|per|each|"
    r"every)?\s?(?P<unit>day|week|month|daily|weekly|monthly|year)|every\s(?:(?P<step>other|"
    + ONE
    + r")\s)?(?P<unit2>hours?|days?|weeks?|months?|day|week|month)|(?P<unit3>daily|weekly|monthly)(?=[\s.,;:)]))",
    re.IGNORECASE,
)
TIMES = {"once": 1, "one time": 1, "twice": 2, "two times": 2, "three times": 3, "four times": 4}
UPPER = re.compile(
    r"\b(?:up to|no (?:more|longer) than|not (?:more|longer) than|never (?:more|longer) than|at most|less "
    r"than|under|fewer than|within|a maximum of|as (?:much|many|long) as|as late as|below|shorter than|not "
    r"exceed(?:ing)?|nor exceed)\s(?:about |around |the |a |an )?$",
    re.IGNORECASE,
)
LOWER = re.compile(
    r"\b(?:at least|more than|over|longer than|a minimum of|no (?:less|fewer|sooner|shorter) than|not less "
    r"than|upwards? of|beyond|above|greater than|exceeding|minimum of)\s(?:about |around |the |a |an )?$",
    re.IGNORECASE,
)
REACH = 28
LONG_REACH = 60
DENIED_MORE = re.compile(
    r"\b(?:no(?:body| one)?|not|never|n[’']t|neither)\b[^.;,]{0,40}\b(?:more|longer|higher|above|over|"
    r"exceed(?:ing)?|beyond|past) (?:than )?(?:about |around |a total of )?$",
    re.IGNORECASE,
)
""""No one should take more than" sets an upper bound; "more than" alone would set a lower one."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or range at `start:end` of a sentence, in the base unit of its sort (hours, milligrams, dollars, years).

    `bound` is "max" or "min" where only one end is given, else nothing. `unit` keeps sorts apart that share a base.
    """

    start: int
    end: int
    sort: str
    low: float
    high: float
    bound: str = ""
    unit: str = ""


def number(text: str) -> float:
    """Return the value of a number in digits or words."""
    low = re.sub(r"\s+", " ", text.lower()).replace(" of", "").strip()
    if low in WORDS:
        return float(WORDS[low])
    return float(low.replace(",", ""))


DIGIT = re.compile(r"\d")
DOSE_UNIT = re.compile(r"[\d\s-](?:mc|m|µ|μ)?g\b|gram", re.IGNORECASE)
TIME_WORDS = frozenset(
    "second seconds minute minutes min mins hour hours hr hrs day days night nights week weeks month months "
    "year years decade decades".split()
)
RATE_WORDS = frozenset("once twice time times every daily weekly monthly".split())
PEOPLE_WORDS = frozenset(
    "people americans adults deaths patients teens teenagers veterans adolescents users cases men women "
    "students children residents emergency overdoses babies births beds clients counselors locations staff "
    "rooms".split()
)
PARTS = frozenset({"in", "out"})
SEVERAL = frozenset(w.partition("-")[0] for w, n in WORDS.items() if n > 1 and " " not in w) | {"dozen", "couple"}
FRACTION_WORDS = frozenset({"half", "third", "thirds", "quarter", "quarters"})
VAGUE_WORDS = frozenset(
    "almost nearly virtually practically everyone everybody majority most hardly very only tiny fewer".split()
)
# What stands in every match of a reader's expressions: a sentence without it is not searched.


def in_percent(text: str) -> bool:
    """Say whether the text can give a percentage."""
    low = text.lower()
    return "%" in low or "percent" in low or "per cent" in low


def one_in_several(text: str) -> bool:
    """Say whether the text can give a share as one in so many."""
    held = word_set(text)
    return not held.isdisjoint(PARTS) and (not held.isdisjoint(SEVERAL) or DIGIT.search(text) is not None)


def counted(text: str) -> bool:
    """Say whether the text can count people: with a number in digits, or with one of millions."""
    held = word_set(text)
    return not held.isdisjoint(PEOPLE_WORDS) and (not held.isdisjoint(SCALE) or DIGIT.search(text) is not None)


def in_parts(text: str) -> bool:
    """Say whether the text can give a share of a whole, in whatever way."""
    held = word_set(text)
    return (
        not held.isdisjoint(FRACTION_WORDS)
        or not held.isdisjoint(VAGUE_WORDS)
        or in_percent(text)
        or one_in_several(text)
    )


@lru_cache(TEXTS)
def sorts_of(text: str) -> frozenset[str]:
    """Return the sorts of quantity that the words of the text allow; it holds none of another sort."""
    return frozenset(sort for sort, _, may in READERS if may(text))


@lru_cache(TEXTS)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a sentence, in order of place; none overlap."""
    found: list[Quantity] = []
    sorts = sorts_of(text)
    for sort, reader, _ in READERS:
        if sort in sorts:
            found += [q for q in reader(text) if not any(k.start < q.end and q.start < k.end for k in found)]
    return tuple(sorted(found, key=lambda q: q.start))


def ends(text: str, m: re.Match[str], factor: float) -> tuple[float, float, str]:
    """Return the lower and upper end of a range, and the bound that the words before it set."""
    low = number(m.group("low")) * factor
    given = m.group("high")
    high = number(given) * factor if given else low
    before = text[max(0, m.start("low") - REACH) : m.start("low")]
    if DENIED_MORE.search(text[max(0, m.start("low") - LONG_REACH) : m.start("low")]):
        return low, max(low, high), "max"
    if UPPER.search(before):
        return low, max(low, high), "max"
    if LOWER.search(before):
        return low, max(low, high), "min"
    return min(low, high), max(low, high), ""


def times(text: str) -> Iterator[Quantity]:
    """Yield lengths of time, in hours."""
    for m in SPAN_TIME.finditer(text):
        unit = m.group("unit").lower().rstrip("s") or "second"
        low, high, bound = ends(text, m, HOURS[unit])
        if m.group("after") and not bound:
            bound = "max" if "less" in m.group("after") or "fewer" in m.group("after") else "min"
        yield Quantity(m.start("low"), m.end(), "time", low, high, bound)


def doses(text: str) -> Iterator[Quantity]:
    """Yield doses, in milligrams."""
    for m in DOSE.finditer(text):
        unit = m.group("unit").lower()
        factor = MILLIGRAMS.get(unit, MILLIGRAMS.get(unit.rstrip("s"), 1.0))
        low, high, bound = ends(text, m, factor)
        yield Quantity(m.start("low"), m.end(), "dose", low, high, bound)


def money(text: str) -> Iterator[Quantity]:
    """Yield sums of money; the unit is what they are paid for."""
    for m in MONEY.finditer(text):
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


def shares(text: str) -> Iterator[Quantity]:
    """Yield shares of a whole, from 0 to 1."""
    for m in PERCENT.finditer(text) if in_percent(text) else ():
        low, high, bound = ends(text, m, 0.01)
        yield Quantity(m.start("low"), m.end(), "share", low, high, bound)
    for m in ONE_IN.finditer(text) if one_in_several(text) else ():
        whole = number(m.group("of"))
        if whole > 1:
            low, high, bound = ends(text, m, 1 / whole)
            yield Quantity(m.start("low"), m.end(), "share", low, high, bound)
    held = word_set(text)
    for m in () if held.isdisjoint(FRACTION_WORDS) else FRACTION.finditer(text):
        word = re.sub(r"^(?:one-|a |one |about )", "", m.group().lower())
        value = FRACTIONS.get(word, 0.5)
        yield Quantity(m.start(), m.end(), "share", value, value)
    for pattern, (low, high) in () if held.isdisjoint(VAGUE_WORDS) else VAGUE:
        for m in pattern.finditer(text):
            yield Quantity(m.start(), m.end(), "share", low, high)


def people(text: str) -> Iterator[Quantity]:
    """Yield head counts and other counts; the unit is the last word of what is counted."""
    for m in PEOPLE.finditer(text):
        if not re.match(r"\d", m.group("low")) and not m.group("scale"):
            continue
        factor = SCALE.get((m.group("scale") or "").lower(), 1.0)
        low, high, bound = ends(text, m, factor)
        unit = m.group("unit").lower().split()[-1]
        yield Quantity(m.start("low"), m.end(), "people", low, high, bound, unit)


def ages(text: str) -> Iterator[Quantity]:
    """Yield limits of age, in years."""
    for m in AGE.finditer(text):
        value = float(m.group("low"))
        under = (
            (m.group("over") or "").lower() in {"under", "below", "younger than"}
            or "younger" in (m.group("tail") or "")
            or "under" in (m.group("tail") or "")
        )
        yield Quantity(m.start(), m.end(), "age", value, value, "max" if under else "min")


def rates(text: str) -> Iterator[Quantity]:
    """Yield how often, in times a day."""
    for m in RATE.finditer(text):
        unit = (m.group("unit") or m.group("unit2") or m.group("unit3")).lower().rstrip("s")
        unit = {"daily": "day", "weekly": "week", "monthly": "month", "dai": "day"}.get(unit, unit)
        if unit not in HOURS:
            continue
        if m.group("unit2"):
            step = m.group("step")
            count = 1 / (2.0 if step and step.lower() == "other" else number(step) if step else 1.0)
        else:
            count = float(TIMES.get((m.group("count") or "once").lower(), 1))
        value = count * 24 / HOURS[unit]
        yield Quantity(m.start(), m.end(), "rate", value, value)


READERS: tuple[tuple[str, Callable[[str], Iterator[Quantity]], Callable[[str], bool]], ...] = (
    ("rate", rates, lambda text: not word_set(text).isdisjoint(RATE_WORDS)),
    ("dose", doses, lambda text: DOSE_UNIT.search(text) is not None),
    ("money", money, lambda text: "$" in text or "£" in text or "€" in text),
    ("share", shares, in_parts),
    ("people", people, counted),
    ("age", ages, lambda text: DIGIT.search(text) is not None),
    ("time", times, lambda text: not word_set(text).isdisjoint(TIME_WORDS)),
)
"""Who reads each sort, in the order in which they take their words, and what a text must hold before they look."""
