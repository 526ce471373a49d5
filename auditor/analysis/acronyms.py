"""Find acronyms that the page uses without ever saying what they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.syllables import easy_words
from auditor.model import Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

ACRONYM = re.compile(r"(?<![\w&/@.#$-])[A-Z]{2,6}(?:s|’s|'s)?(?![\w&/@-]|\.\w|[’']\w{2})")
ROMAN = re.compile(r"[IVXLC]+")
STATES = frozenset(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
    "PA RI SC SD TN TX UT VT VA WA WV WI WY DC".split()
)
PLACED = re.compile(r"[A-Z][a-z]+, $")
"""What stands before the code of a state: "Adel, IA"."""

DIALLED = re.compile(r"\d\)?[\s.-]{0,2}(?:[A-Z]+[\s-])?$")
"""What stands before letters that are dialled: "(855) QUIT VET"."""

CAMEL = re.compile(r"\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b")
SHOUTED = 0.6
"""Share of capitals among the letters of a sentence from which on it is shouted and its words are no acronyms."""

EXPLAINED = re.compile(
    r"\b(?:stands? for|short for|abbreviated (?:as|to)|known as|called|or|abbreviation (?:of|for)|"
    r"acronym (?:of|for))\W*$",
    re.I,
)
EXPLAINS = re.compile(
    r"[’'\"”]?,? (?:stands? for|is short for|means|which (?:stands for|is short for)|or the|is "
    r"the (?:short|abbreviat))",
    re.I,
)
LONGEST_FORM = 90
"""Characters of a long form before or after its acronym."""

SMALL = frozenset("of and the for in on to a an with by or".split())


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym at its first use in the prose; `later` says that the page explains it further down."""

    name: str
    span: Span
    uses: int
    later: bool


def find_acronyms(facts: Analysis) -> tuple[Acronym, ...]:
    """Return the acronyms of the prose that are unexplained at first use, in order of place."""
    known = {m.casefold() for t in facts.resources.lexicons["acronyms"].terms for m in t.match}
    own = {"".join(c for c in m.group() if c.isupper()) for m in CAMEL.finditer(site_name(facts))}
    first: dict[str, Span] = {}
    uses: dict[str, int] = {}
    for sentence in facts.prose:
        if sentence.block in facts.references.blocks:
            continue
        found = list(ACRONYM.finditer(sentence.text))
        if not found or is_shouted(sentence.text):
            continue
        for m in found:
            name = m.group().rstrip("s").rstrip("’'")
            if (
                len(name) < 2
                or name.casefold() in known
                or ROMAN.fullmatch(name)
                or is_word(name)
                or is_substance(facts, name)
                or name in own
                or name[:-1] in first  # a kind of what is named already: GABA and GABAB
                or is_code(name, sentence.text[max(0, m.start() - LONGEST_FORM) : m.start()])
            ):
                continue
            uses[name] = uses.get(name, 0) + 1
            start = sentence.span.start + m.start()
            first.setdefault(name, Span(start, start + len(name)))
    unexplained = []
    for name, span in first.items():
        places = definitions(facts.page.text, name)
        if not any(p <= span.end + LONGEST_FORM for p in places):
            unexplained.append(Acronym(name, span, uses[name], bool(places)))
    return tuple(unexplained)


def site_name(facts: Analysis) -> str:
    """Return what the page calls itself and its site."""
    return " ".join((facts.page.title, *(c.name for c in facts.page.metadata.publishers)))


def is_code(name: str, before: str) -> bool:
    """Say whether the letters are the code of a state behind a place, or are dialled."""
    return (name in STATES and PLACED.search(before) is not None) or DIALLED.search(before) is not None


def is_shouted(text: str) -> bool:
    """Say whether a sentence is written in capitals."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > SHOUTED * len(letters)


def is_word(name: str) -> bool:
    """Say whether capitals only stress a common word ("do NOT stop")."""
    return name.lower() in easy_words()


def is_substance(facts: Analysis, name: str) -> bool:
    """Say whether the letters are the usual name of a medicine or substance."""
    return facts.resources.substances.canonical(name) is not None


def definitions(text: str, name: str) -> list[int]:
    """Return where the page says what an acronym stands for: by brackets, a dash or in words."""
    places = []
    for m in re.finditer(rf"(?<![\w-]){re.escape(name)}s?(?![\w-])", text):
        before, after = text[max(0, m.start() - LONGEST_FORM) : m.start()], text[m.end() : m.end() + LONGEST_FORM]
        opened = re.search(r"[(\[“\"][^()\[\]]{0,20}$", before)
        inside = re.match(r"s?\s*[(:–—-]\s*([^()]{4,80})", after)
        bracketed = opened is not None and spells(name, before[: opened.start()], last=True)
        follows = inside is not None and spells(name, inside.group(1), last=False)
        said = EXPLAINED.search(before) or re.search(r"[,–—:-]\s*$", before)
        if bracketed or follows or EXPLAINS.match(after) or (said and spells(name, before, last=True)):
            places.append(m.start())
    return places


def spells(name: str, words: str, *, last: bool) -> bool:
    """Say whether the words next to an acronym have its letters as initials, or nearly so.

    `last` says that the long form ends there, else it begins there. One letter may have no word of its own.
    """
    tokens = re.findall(r"[^\W_]+", words)
    reach = tokens[-len(name) - 4 :] if last else tokens[: len(name) + 4]
    initials = "".join(t[0].lower() for t in reach if t.lower() not in SMALL or t[0].lower() in name.lower())
    wanted = name.lower()
    if common(wanted, initials) >= len(wanted) - (1 if len(wanted) > 2 else 0):
        return True
    joined = "".join(reach).lower()
    return len(reach) >= 1 and common(wanted, joined) == len(wanted) and joined[:1] == wanted[:1]


def common(wanted: str, letters: str) -> int:
    """Return how many of the wanted letters stand in `letters` in this order, taken greedily."""
    place = count = 0
    for letter in wanted:
        found = letters.find(letter, place)
        if found >= 0:
            place, count = found + 1, count + 1
    return count
