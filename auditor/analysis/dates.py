"""Read the dates of the page itself: published, updated, reviewed; never those of studies, laws or copyrights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DATE = (
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -](?P<m1>{MONTH})[, -]{{1,2}}(?P<y1>(?:19|20)\d\d)|"
    rf"(?P<m2>{MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>(?:19|20)\d\d)|"
    rf"(?P<m3>{MONTH}),? (?P<y3>(?:19|20)\d\d)|"
    r"(?P<y4>(?:19|20)\d\d)[-/.](?P<m4>\d{1,2})[-/.](?P<d4>\d{1,2})|(?P<y7>(?:19|20)\d\d)-(?P<m7>0[1-9]|"
    r"1[0-2])|(?P<m8>0?[1-9]|1[0-2])/(?P<y8>(?:19|20)\d\d)|"
    r"(?P<m5>\d{1,2})[/.-](?P<d5>\d{1,2})[/.-](?P<y5>(?:19|20)\d\d|\d\d)|"
    r"(?:spring|summer|fall|autumn|winter|Q[1-4]),? (?:of )?(?P<y6>(?:19|20)\d\d))"
)
POSSIBLE = re.compile(r"(?:19|20)\d\d|\d[/.-]\d")
"""What every date holds; most numbers on a page are none."""

ANY = re.compile(rf"(?<![\w/.-]){DATE}(?![\w/-])", re.I)
CUE = re.compile(
    r"\b(?:(?:date|dates|last|first|originally|most recently|recently|page|article|content|medically|"
    r"clinically|fact|this page|latest|next|web page|site|document|information)[\s-]{1,2}){0,3}"
    r"(?P<cue>published|posted|updated?|revised|revision|reviewed|review(?: date| due)?|checked|"
    r"looked over|looked at|look|seen|touched|edit|change|check|read|went over|gone over|fact[- "
    r"]checked|modified|edited|changed|written|"
    r"created|issued|released|verified|amended|refreshed|rev\.|"
    r"edition|version [\w.]{1,6}|issue|current (?:as of|to|through)|as of|correct (?:as of|at)|"
    r"effective|dated?|publication date|date of (?:publication|review|last (?:review|update))|"
    r"accurate as of)\b"
    r"(?:\s*(?:on|in|at|as of|date|:|[-–—|]|the|by|,|\s|this page|the page|this article|it|due|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day){1,6})?\s*",
    re.I,
)
EDITION = re.compile(rf"^\W*{DATE} (?:edition|version|update|issue|revision)\b", re.I)
BEHIND = 300
"""Characters before a cue in which the words that lead to it stand; a block may be a whole page on one line."""

SEGMENT = re.compile(r"(?:^|[.|·•;:—–\n/()\[\]*~>]|\band|,|[ \u00a0]{2,}|\s-)\s*$")
PAGE = re.compile(
    r"\b(?:we(?: have)?(?: last)? $|we last $)|\b(?:this|the|our|it)(?: (?:web ?)?(?:site|article|"
    r"page|post|guide|content|information|text|story|material|leaflet|fact sheet|handout|overview|"
    r"entry|piece|document|version|edition|summary))?(?: (?:above|here))?\s+"
    r"(?:was|is|were|has been|have been|are)\s+(?:\w+ly )?$",
    re.I,
)
CLAUSE = re.compile(
    r",?\s+(?:the|a|an|this|these|it|its|that|those|and|but|which|when|to|for|by the|in the|under|"
    r"after|who|he|she|they)\b",
    re.I,
)
"""What follows the date in "Published in March 2020, the study …", and not in a line about the page."""

YEAR = re.compile(r"((?:19|20)\d\d)(?=\s*(?:$|[.|·•;,)\n]))")
COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b|&copy;|all rights reserved", re.I)
WHOLE = re.compile(
    rf"\W*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?{DATE}(?:[\s,|·•at-]*\d{{1,2}}:\d\d(?:\s?[ap]"
    rf"\.?m\.?)?(?:\s?[A-Z]{{2,4}})?)?(?:\W+\d+\s?min(?:ute)?s?(?: read)?)?\W*",
    re.I,
)
OTHER_DATE = re.compile(r"\b(?:study|survey|trial|since|born|©|copyright|in|until|from)\W*$", re.I)
"""What stands before a date that is none of the page's own."""

STANDING = re.compile(
    r"\b(?:valid|correct|right|current|stood|stands?|status|edition|printed|online|put together|went|looked|checked|"
    r"facts|text|version|page|sheet|leaflet|guide)\b",
    re.I,
)
"""Words of a short line that gives the state of the page."""

LONGEST_ROW = 200
ROW = re.compile(r"(?:[^|·•—–;()/]|(?<=\d)/(?=\d)|/(?! )(?<! /))+")
"""The parts of a row of facts under a title: "Ann Lee, RN | 5 min read | May 3, 2025"."""

LONGEST_LINE = 300
"""Characters of a byline or date line; a longer block is prose."""


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date of the page at `start:end` of its block; `when` is None where only a season or nothing exact is given."""

    start: int
    end: int
    when: date | None


def page_dates(text: str, *, byline: bool, opening: bool) -> Iterator[PageDate]:
    """Yield the dates that one block gives the page.

    `byline` says that the block names an author or reviewer, `opening` that it stands at the page's head: there a
    date needs no word before it.
    """
    if not POSSIBLE.search(text):
        return
    renewed = re.search(r"\b(?:updated|reviewed|modified|revised)\b", text, re.I)
    if COPYRIGHT.search(text) and len(text) <= LONGEST_LINE and not renewed:
        return
    edition = EDITION.match(text)
    if edition:
        yield PageDate(0, edition.end(), parsed(edition))
    yield from announced(text)
    if opening and len(text) <= LONGEST_ROW:
        yield from row_dates(text)
    alone = WHOLE.fullmatch(text) if opening and len(text) <= LONGEST_LINE else None
    if alone:
        yield PageDate(0, len(text), parsed(alone))
    elif byline and len(text) <= LONGEST_LINE:
        for m in ANY.finditer(text):
            if not OTHER_DATE.search(text[: m.start()]):
                yield PageDate(m.start(), m.end(), parsed(m))


def announced(text: str) -> Iterator[PageDate]:
    """Yield the dates after a word that announces one: "Last updated 3 March 2025"."""
    for cue in CUE.finditer(text):
        before = text[max(0, cue.start() - BEHIND) : cue.start()]
        about_page = PAGE.search(before) is not None
        if not about_page and not SEGMENT.search(before):
            continue
        found = ANY.match(text, cue.end()) or dated_by(text, cue)
        if found and (about_page or not CLAUSE.match(text, found.end())):
            yield PageDate(cue.start(), found.end(), parsed(found))
        elif not found:
            year = YEAR.match(text, cue.end())
            if year and re.search(r"last|updat|review|revis|publish", cue.group(), re.I):
                yield PageDate(cue.start(), year.end(), date(int(year.group(1)), 12, 31))


def row_dates(text: str) -> Iterator[PageDate]:
    """Yield the dates that are a part of their own in a row of facts: "Ann Lee, RN | 5 min read | May 3, 2025"."""
    for segment in ROW.finditer(text):
        m = WHOLE.fullmatch(segment.group().strip())
        if m and len(segment.group()) < len(text):
            yield PageDate(segment.start(), segment.end(), parsed(m))


def is_cue(text: str) -> bool:
    """Say whether a short line announces a date that it does not spell out ("Last checked on Valentine's Day")."""
    for cue in CUE.finditer(text[: 2 * LONGEST_LINE]):
        if SEGMENT.search(text[: cue.start()]) or PAGE.search(text[: cue.start()]):
            named = re.match(r"\W*by\b", text[cue.end("cue") :], re.I)
            if not named and len(text) <= LONGEST_LINE and not COPYRIGHT.search(text):
                return True
    return False


def dated_by(text: str, cue: re.Match[str]) -> re.Match[str] | None:
    """Return the date of "Reviewed by Ana Lee, MD, on June 9, 2024", with the name between cue and date."""
    m = ANY.search(text, cue.end(), cue.end() + 90)
    if m is None or not re.search(r"\bby\b", text[cue.start() : m.start()]):
        return None
    between = text[cue.end() : m.start()]
    return (
        m
        if re.search(r"\b(?:on|:)\W*$|[,|·•(–—-]\s*$", between) and not re.search(r"[.!?]\s+[A-Z][a-z]+ [a-z]", between)
        else None
    )


def parsed(m: re.Match[str]) -> date | None:
    """Return the day of a match of DATE; the first of the month where no day is given."""
    groups = m.groupdict()
    for n in "12345678":
        year = groups.get(f"y{n}")
        if not year:
            continue
        month, day = groups.get(f"m{n}"), groups.get(f"d{n}")
        full = int(year) + (2000 if len(year) == 2 else 0)
        number = (int(month) if month and month.isdigit() else MONTHS.get((month or "")[:3].lower(), 1)) if month else 1
        number, last = (int(day), number) if day and number > 12 else (number, int(day or 1))
        try:
            return date(full, number, last)
        except ValueError:
            return None
    return None


def iso(text: str) -> date | None:
    """Return the day at the start of an ISO 8601 date, or None."""
    m = re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?", text.strip())
    try:
        return date(int(m.group(1)), int(m.group(2)), int(m.group(3) or 1)) if m else None
    except ValueError:
        return None


def months_between(earlier: date, later: str) -> int:
    """Return the whole months from a day to an ISO date; 0 if the date cannot be read or lies before."""
    until = iso(later)
    if until is None or until < earlier:
        return 0
    return 12 * (until.year - earlier.year) + until.month - earlier.month - (until.day < earlier.day)
