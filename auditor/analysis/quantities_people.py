"""Read shares, head counts, limits of age and telephone numbers from a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.analysis.quantities_words import (
    COUNT,
    LONG_REACH,
    ONE,
    RANGE,
    SCALE,
    WORDS,
    Quantity,
    bound_of,
    ends,
    number,
)
from auditor.terms import word_set

DIGIT = re.compile(r"\d")
PERCENT = re.compile(rf"{RANGE}\s?(?:%|percent\b|per cent\b)", re.IGNORECASE)
WHO = (
    r"(?:\s(?:people|persons?|adults?|men|man|women|woman|patients?|clients?|residents?|graduates?|users?|smokers?|"
    r"drinkers?|teens?|teenagers?|students?|veterans?|babies|mothers?|participants?|of (?:our|the|them|those)))?"
)
ONE_IN = re.compile(
    rf"\b(?P<low>{ONE})(?:\s(?:to|or)\s(?P<high>{ONE}))?{WHO}\s(?:(?:in|out of)(?:\s(?:every|each))?|of (?:every|each)|"
    rf"of (?=\d0))\s(?P<of>{ONE})\b(?!\s(?:days?|weeks?|months?|hours?|years?|minutes?|mg))",
    re.IGNORECASE,
)
OF_EVERY = re.compile(
    rf"\b(?:out of|of|among|from|for)\s(?:every|each|any|the|our)\s(?P<of>{ONE})\s(?=[a-z])[^.;,\d]{{2,70}},?\s"
    rf"(?:(?:only|just|about|roughly|around|some|nearly|almost|at least|fewer than|more than|over|a mere)\s)?"
    rf"(?P<low>{ONE})(?P<high>)\s(?=(?:are|were|is|will|have|had|do|did|go|went|stay|remain|relapse|finish|"
    rf"complete|drop|"
    r"can|become|became|get|report|say|said|still|of them|never|succeed|quit|return|achieve|reach|keep|make)\w*\b)",
    re.IGNORECASE,
)
"""Of every 100 people who come here, 72 stay."""

FRACTION = re.compile(
    r"\b(?:half|(?:one|two|three|four|five|six|seven|eight|nine|a)[- ](?:third|quarter|fifth|sixth|seventh|eighth|"
    r"ninth|tenth)s?)\b(?=\s(?:of|the|all))|\babout half\b",
    re.IGNORECASE,
)
PART = {
    "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
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
AGE_UNIT = (
    r"(?!\s?(?:mg|mcg|g|%|percent|per cent|days?|weeks?|months?|hours?|minutes?|million|thousand|times|people|miles|"
    r"beds|pounds|dollars|in every|of every|out of|in ten)\b|[%.,]?\d|"
    r"\s?(?:to|[-–—]|or|and)\s?\d+\s?(?:mg|mcg|g|%|percent|days?|weeks?|months?|hours?|minutes?|times|people)\b)"
)
AGE_NUMBER = (
    r"(?P<low>[1-9]\d|\b(?:twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|twenty-one|sixty-five))\b"
)
AGE_TAIL = (
    r"(?P<tail>\+|\s(?:years(?: old| of age)?,? )?(?:and|or|&) (?:older|up|over|above|upwards?|younger|under|below)|"
    r"\s(?:or )?(?:upwards?|up)\b|-plus\b)"
)
AGE = re.compile(
    r"\b(?P<over>at least|over|above|aged?|ages|from(?: the)?(?: ages? of)?(?: ages?)?|minimum age (?:is|of)|"
    r"under|below|"
    r"younger than|older than|starting at(?: age)?|no(?:t)? younger than|anyone|turned|have reached|once they are|"
    r"as young as|up to(?: and including)?)\s"
    rf"(?:the )?(?:ages? )?(?:of )?{AGE_NUMBER}{AGE_UNIT}{AGE_TAIL}?(?:\syears)?|"
    rf"(?<![$\d.,])\b{AGE_NUMBER.replace('low', 'low2')}{AGE_TAIL.replace('tail', 'tail2')}",
    re.IGNORECASE,
)
UNDER = re.compile(r"\b(?:under|below|younger|up to)\b", re.IGNORECASE)
REFUSED = re.compile(r"\b(?:no(?:body|ne| one| \w+)?|not|never|n[’']t|cannot|without)\b[^.;,]{0,45}$", re.IGNORECASE)
REFUSED_AFTER = re.compile(
    r"[^.;,]{0,25}\b(?:(?:are|is|will be|must be)\s(?:not\b|never\b|turned away|refused|referred|excluded|"
    r"sent elsewhere)|"
    r"cannot|can[’']t|may not|must not|are no[tn]e?)",
    re.IGNORECASE,
)
ADULTS = re.compile(r"\b(?:adults[- ]only|only adults|adults alone|adults exclusively)\b", re.IGNORECASE)
OF_AGE = 18.0
IMPLIED = "adults"
"""Unit of a limit that is only meant by "adults": another one may be higher, but not lower."""

PHONE = re.compile(r"(?<![\d.-])(?:\+?1[-. ])?(?:\(?(?P<area>\d{3})\)?[-. ]\s?)?(?P<local>\d{3}[-.]\d{4})(?![\d-])")
PHONE_LIKE = re.compile(r"\d{3}[-.]\d{4}")
TOLL_FREE = "8"
PEOPLE_WORDS = frozenset(
    "people americans adults deaths patients teens teenagers veterans adolescents users cases men women "
    "students children residents emergency overdoses babies births beds clients counselors locations staff "
    "rooms".split()
)
PARTS = frozenset({"in", "out", "every", "each", "of"})
SEVERAL = frozenset(w.partition("-")[0] for w, n in WORDS.items() if n > 1 and " " not in w) | {"dozen", "couple"}
FRACTION_WORDS = frozenset({"half", *PART, *(f"{w}s" for w in PART)})
VAGUE_WORDS = frozenset(
    "almost nearly virtually practically everyone everybody majority most hardly very only tiny fewer".split()
)


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
    return "-bed" in text or (
        not held.isdisjoint(PEOPLE_WORDS)
        and (BEDS in held or not held.isdisjoint(SCALE) or DIGIT.search(text) is not None)
    )


def in_parts(text: str) -> bool:
    """Say whether the text can give a share of a whole, in whatever way."""
    held = word_set(text)
    return (
        not held.isdisjoint(FRACTION_WORDS)
        or not held.isdisjoint(VAGUE_WORDS)
        or in_percent(text)
        or one_in_several(text)
    )


def shares(text: str) -> Iterator[Quantity]:
    """Yield shares of a whole, from 0 to 1."""
    for m in PERCENT.finditer(text) if in_percent(text) else ():
        low, high, bound = ends(text, m, 0.01)
        yield Quantity(m.start("low"), m.end(), "share", low, high, bound)
    for m in (*OF_EVERY.finditer(text), *ONE_IN.finditer(text)) if one_in_several(text) else ():
        whole = number(m.group("of"))
        if whole > 1 and number(m.group("low")) <= whole:
            low, high, bound = ends(text, m, 1 / whole)
            yield Quantity(m.start("low"), m.end(), "share", low, high, bound)
    held = word_set(text)
    for m in () if held.isdisjoint(FRACTION_WORDS) else FRACTION.finditer(text):
        count, _, part = m.group().lower().removeprefix("about ").replace("-", " ").partition(" ")
        value = number(count) / PART[part.rstrip("s")] if part else 0.5
        yield Quantity(m.start(), m.end(), "share", value, value, bound_of(text, m.start(), m.end()))
    for pattern, (low, high) in () if held.isdisjoint(VAGUE_WORDS) else VAGUE:
        for m in pattern.finditer(text):
            yield Quantity(m.start(), m.end(), "share", low, high)


BED = re.compile(rf"(?P<low>{COUNT})(?P<high>)-bed\b", re.IGNORECASE)
BEDS = "beds"
"""The one thing that is counted in words too: a house has few enough of them."""


def people(text: str) -> Iterator[Quantity]:
    """Yield head counts and other counts; the unit is the last word of what is counted."""
    for m in BED.finditer(text):
        low, high, bound = ends(text, m, 1.0)
        yield Quantity(m.start(), m.end(), "people", low, high, bound, BEDS)
    for m in PEOPLE.finditer(text):
        unit = m.group("unit").lower().split()[-1]
        if not re.match(r"\d", m.group("low")) and not m.group("scale") and unit != BEDS:
            continue
        factor = SCALE.get((m.group("scale") or "").lower(), 1.0)
        low, high, bound = ends(text, m, factor)
        yield Quantity(m.start("low"), m.end(), "people", low, high, bound, unit)


def ages(text: str) -> Iterator[Quantity]:
    """Yield limits of age, in years; to refuse whoever is under an age is to set a lower limit."""
    found = False
    for m in AGE.finditer(text):
        found = True
        value = number(m.group("low") or m.group("low2"))
        under = UNDER.search(f"{m.group('over') or ''} {m.group('tail') or m.group('tail2') or ''}") is not None
        denied = REFUSED.search(text, max(0, m.start() - LONG_REACH), m.start())
        refused = denied is not None or REFUSED_AFTER.match(text, m.end()) is not None
        if (m.group("over") or "").lower() in {"no younger than", "not younger than"}:
            under = refused = False
        yield Quantity(m.start(), m.end(), "age", value, value, "max" if under != refused else "min")
    for m in () if found else ADULTS.finditer(text):
        yield Quantity(m.start(), m.end(), "age", OF_AGE, OF_AGE, "min", IMPLIED)


def aged(text: str) -> bool:
    """Say whether the text can set a limit of age."""
    held = word_set(text)
    return DIGIT.search(text) is not None or "adults" in held or not held.isdisjoint(AGE_WORDS)


AGE_WORDS = frozenset("twelve thirteen fourteen fifteen sixteen seventeen eighteen twenty sixty".split())


def phones(text: str) -> Iterator[Quantity]:
    """Yield telephone numbers; the unit says whether the call is free: two ways to one desk are no clash."""
    for m in PHONE.finditer(text):
        area = m.group("area") or ""
        value = float(area + re.sub(r"\D", "", m.group("local")))
        yield Quantity(m.start(), m.end(), "phone", value, value, "", "free" if area.startswith(TOLL_FREE) else area)


def may_call(text: str) -> bool:
    """Say whether the text can hold a telephone number."""
    return PHONE_LIKE.search(text) is not None
