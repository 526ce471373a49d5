"""Find the organisations that speak in the first person on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.lexicon import Lexicon

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

NAME = r"(?P<name>[A-Z][\w&’'-]*(?: (?:of|the|and|[A-Z][\w&’'.-]*)){0,5})"
FIRST = r"(?:we|our|us|we['’](?:re|ve|ll))\b"
PEOPLE = (
    r"(?:team|staff|doctors|physicians|nurses|counsell?ors|therapists|clinicians|experts|editors|specialists|writers)"
)
PLACE = r"(?:program|facility|center|clinic|campus|practice)"
FOUNDED = r"(?:opened|founded|launched|established|started|created|built|run|operate|own|are|became)"
STRONG = (
    re.compile(rf"^\W*(?:Here )?[Aa]t {NAME},? (?:\w+ ){{0,6}}?{FIRST}"),
    re.compile(rf"\bhere at {NAME},? (?:\w+ ){{0,4}}?{FIRST}"),
    re.compile(rf"\b[Ww]e at {NAME},? [a-z]"),
    re.compile(
        rf"\b(?:[Ww]e|I) (?:first )?{FOUNDED} {NAME}(?=[.,;]| (?:in|to|so|with|because|as|after|over|for|and|from)\b)"
    ),
    re.compile(rf"\b[Ww]elcome to {NAME}(?=[.,!]|$| where\b)"),
    re.compile(rf"\b(?:contact|call|join|choose|visit|reach|trust) us at {NAME}(?=[.,! ])"),
    re.compile(rf"\b[Oo]ur (?:\w+ ){{0,2}}(?:{PEOPLE}|{PLACE}) (?:here )?at {NAME}"),
    re.compile(rf"^\W*(?:With|Through|In|From) {NAME}, {FIRST}"),
    re.compile(rf"^\W*{NAME} is (?:our|where we)\b"),
)
"""Forms in which the organisation named is the one that says "we"."""

WEAK = (
    re.compile(rf"^\W*(?:The )?(?:\w+ )?{PEOPLE} (?:here )?at {NAME} [a-z]"),
    re.compile(rf"^\W*(?:The )?{NAME} (?:editorial )?{PEOPLE} (?:has|have|is|are|put|can|will|offers?|compiled)\b"),
    re.compile(
        rf"^\W*{NAME} (?:aims|strives|offers|provides|fact-checks|uses|believes|is|works|serves|treats|has)\b"
        r"[^.]{0,160}\b(?:our|we|us)\b"
    ),
)
"""Forms in which the organisation speaks of itself by name; they only count beside one that says "we"."""

SMALL = frozenset("of the and".split())
PRONOUNS = frozenset("our the we this my your their its a an these all both each every".split())
GENERIC = frozenset(
    "center centre clinic hospital recovery treatment rehab detox the health wellness team inc llc of and".split()
)
QUOTED = re.compile(r"^\W{0,3}[\"“]|[\"”]\W{0,3}$")
SPEAKER = re.compile(r"^[A-Z][\w.’' -]{2,60}(?:, [\w’' -]{2,60})?:\s")


@dataclass(frozen=True, slots=True)
class Voice:
    """An organisation that speaks for itself in a sentence; `strong` if it says "we" there."""

    sentence: int
    name: str
    strong: bool


def find_voices(facts: Analysis) -> tuple[tuple[Voice, ...], ...]:
    """Return the organisations that speak for themselves, each with its sentences, in order of first place."""
    lexicon = facts.resources.lexicons["splicing"]
    groups: list[list[Voice]] = []
    for index in facts.main:
        text = facts.sentences[index].text
        if QUOTED.search(text) or SPEAKER.match(text):
            continue
        for voice in voices_in(text, index, lexicon):
            own = next((g for g in groups if any(same(voice.name, v.name) for v in g)), None)
            if own is None:
                groups.append([voice])
            else:
                own.append(voice)
    return tuple(tuple(g) for g in groups)


def voices_in(text: str, index: int, lexicon: Lexicon) -> Iterator[Voice]:
    """Yield the organisation that speaks in this sentence, at most one."""
    for strong, patterns in ((True, STRONG), (False, WEAK)):
        for pattern in patterns:
            found = pattern.search(text)
            if found is None:
                continue
            name = trimmed(found.group("name"))
            capitals = [w for w in name.split() if w not in SMALL]
            if (
                capitals
                and capitals[0].lower() not in PRONOUNS
                and not any(h.start == 0 for h in lexicon.find(name, "no-organisation"))
            ):
                yield Voice(index, name, strong)
                return


def trimmed(name: str) -> str:
    """Return the name without small words and marks at its end and without a possessive."""
    words = name.rstrip(".,’'").split()
    while words and words[-1] in SMALL:
        words.pop()
    return re.sub(r"['’]s$", "", " ".join(words))


def same(one: str, other: str) -> bool:
    """Say whether two names can mean one organisation: the particular words of one are all in the other."""
    if "".join(one.split()).lower() == "".join(other.split()).lower():
        return True
    a, b = ({w.lower() for w in n.split()} - GENERIC for n in (one, other))
    return not a or not b or a <= b or b <= a
