"""Read single numbers, in digits and words, and the bounds that the words around them set."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS: dict[str, float] = {
    "a": 1, "an": 1, "hundred": 100, "one hundred": 100, "half": 0.5, "a couple": 2, "a dozen": 12, "half a": 0.5,
    "half an": 0.5,
    **{w: n for n, w in enumerate(UNITS, 1)},
    **{w: n for n, w in enumerate(TEENS, 10)},
    **{w: n * 10 for n, w in enumerate(TENS, 2)},
    **{f"{t}-{u}": n * 10 + m for n, t in enumerate(TENS, 2) for m, u in enumerate(UNITS, 1)},
}  # fmt: skip
SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "k": 1e3, "m": 1e6}

COUNT = rf"(?:\d{{1,3}}\b|\b(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(UNITS)}))?|{'|'.join((*TEENS, *UNITS))})\b)"
HALF = r"(?:½|1/2(?![\d/]))"
ONE = (
    rf"\b(?:\d{{1,3}}|{'|'.join((*TEENS, *UNITS))}) and a half\b|\b\d{{1,3}} ?{HALF}|{HALF}|"
    r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\b(?:half an?|a couple(?: of)?|a dozen|one hundred|"
    rf"(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(UNITS)}))?|{'|'.join((*TEENS, *UNITS))}|hundred|half|an|a)\b"
)
RANGE = rf"(?P<low>{ONE})(?:\s?(?:to|[-–—]|or|and)\s?(?P<high>{ONE}))?"

UPPER = re.compile(
    r"\b(?:up to|(?:no|not|never) (?:more|longer|later|higher)(?: often)? than|at (?:the )?(?:most|latest)|less "
    r"than|under|fewer than|within|inside|a maximum of|as (?:much|many|long) as|as late as|below|shorter than|not "
    r"exceed(?:ing)?|nor exceed)\s(?:about |around |the |a |an )?(?:(?:hour|day|week|month) )?$",
    re.IGNORECASE,
)
LOWER = re.compile(
    r"\b(?:at (?:the very |very )?least|more than|over|longer than|a minimum of|(?:no|not|never) "
    r"(?:less|fewer|sooner|shorter|earlier) than|upwards? of|beyond|above|greater than|exceeding|minimum of|"
    r"as (?:little|few|low|early|short) as)\s"
    r"(?:about |around |the |a |an )?(?:(?:hour|day|week|month) )?$",
    re.IGNORECASE,
)
AFTER_UPPER = re.compile(
    r"\s(?:at (?:the )?(?:very )?(?:latest|most|maximum)|or (?:less|fewer|sooner|under|shorter|earlier)|tops|max)\b",
    re.IGNORECASE,
)
AFTER_LOWER = re.compile(
    r"\s(?:at (?:the )?(?:very )?(?:earliest|least|minimum)|(?:or|and) (?:more|longer|over|later|up|upwards?))\b",
    re.IGNORECASE,
)
REACH = 28
LONG_REACH = 60
DENIED_MORE = re.compile(
    r"\b(?:no(?:body| one)?|not|never|n[’']t|neither)\b[^.;,]{0,40}\b(?:more|longer|higher|above|over|"
    r"exceed(?:ing)?|beyond|past) (?:(?:often |frequently )?than )?(?:about |around |a total of )?$",
    re.IGNORECASE,
)
""""No one should take more than" sets an upper bound; "more than" alone would set a lower one."""

DENIED_BEFORE = re.compile(
    r"\b(?:no(?:body|ne| one)?|not|never|n[’']t|neither)\b[^.;,]{0,50}\bbefore (?:the end of )?"
    r"(?:(?:day|week|month) )?$",
    re.IGNORECASE,
)
""""Nobody leaves before day 30" sets a lower bound."""


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
    whole, half, _ = low.replace("1/2", "½").replace(" and a half", "½").partition("½")
    if half:
        return number(whole) + 0.5 if whole else 0.5
    if low in WORDS:
        return float(WORDS[low])
    if low.replace(" ", "-") in WORDS:
        return float(WORDS[low.replace(" ", "-")])
    return float(low.replace(",", ""))


def ends(text: str, m: re.Match[str], factor: float) -> tuple[float, float, str]:
    """Return the lower and upper end of a range, and the bound that the words around it set."""
    low = number(m.group("low")) * factor
    given = m.group("high")
    high = number(given) * factor if given else low
    bound = bound_of(text, m.start("low"), m.end())
    if bound:
        return low, max(low, high), bound
    return min(low, high), max(low, high), ""


def bound_of(text: str, start: int, end: int) -> str:
    """Return "max" or "min" where the words around a number make it a bound, else nothing."""
    before, wide = text[max(0, start - REACH) : start], text[max(0, start - LONG_REACH) : start]
    if DENIED_MORE.search(wide):
        return "max"
    if DENIED_BEFORE.search(wide):
        return "min"
    if UPPER.search(before) or AFTER_UPPER.match(text, end):
        return "max"
    if LOWER.search(before) or AFTER_LOWER.match(text, end):
        return "min"
    return ""
