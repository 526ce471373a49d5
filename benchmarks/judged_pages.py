"""Let the network of word pairs look for contradictions on whole pages: tried, measured, and not part of the program.

It sees few pairs: both sentences must be the author's own present word, name the same medicine, substance or illness,
be near in meaning, and one of them must deny, oppose or count what the other does not. auditor/models/README.md says
what came of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from auditor.analysis import Analysis, scopes
from auditor.analysis.opposition import judged
from auditor.analysis.pair_words import Reading, differing, read
from auditor.analysis.statements import body_of
from auditor.analysis.subjects import Surroundings, look_back, points
from auditor.model import Kind

SHORTEST, LONGEST = 4, 40
NEAR = 0.33
"""Cosine of two sentences' meanings from which on they are judged: all of 33 contradictions of our own cases that name
one subject reach it, and a quarter of the pairs beside them."""

TOGETHER = 150
"""Sentences on one subject among which pairs are looked for: a longer page is read in parts, and time stays linear."""

REPORTED = 0.85
"""Score from which on a pair is reported."""

PER_HUNDRED = 12
"""Pairs judged for each hundred sentences on a page, those nearest in meaning first."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Two sentences, by index, that exclude each other: the score, their subject, and the words that clash."""

    first: int
    second: int
    score: float
    subject: str
    words: tuple[str, str]


def near_pairs(facts: Analysis) -> Iterator[tuple[int, int, str]]:
    """Yield the pairs of sentences near enough to be judged, with their subject: the nearest first, up to the limit."""
    by_subject = subjects(facts)
    found: dict[tuple[int, int], tuple[float, str]] = {}
    for subject, members in sorted(by_subject.items()):
        for start in range(0, len(members), TOGETHER):
            part = members[start : start + TOGETHER]
            if len(part) < 2:
                continue
            meanings = np.stack([facts.gist(i).meaning for i in part])
            close = np.triu(meanings @ meanings.T, 1)
            for one, other in np.argwhere(close >= NEAR):
                found.setdefault((part[one], part[other]), (-float(close[one, other]), subject))
    limit = 1 + PER_HUNDRED * len(facts.main) // 100
    ranked = sorted(found, key=lambda p: (found[p][0], p))
    for pair in ranked:
        if limit == 0:
            return
        if opposable(facts, *pair):
            limit -= 1
            yield (*pair, found[pair][1])


def subjects(facts: Analysis) -> dict[str, list[int]]:
    """Return the sentences that can be held against others, by each medicine, substance or illness they are about."""
    body = body_of(facts)
    page, words = facts.page, facts.resources.lexicons["scopes"]
    headings = {
        facts.sentences[i].text: facts.mentions[i]
        for i in body
        if page.blocks[facts.sentences[i].block].kind is Kind.HEADING
    }
    around = Surroundings.of(page, facts.sentences, body, facts.mentions, headings)
    found: dict[str, list[int]] = {}
    for place, i in enumerate(body):
        text = facts.sentences[i].text
        size = len(text.split(None, LONGEST))
        if not (facts.sentences[i].complete and SHORTEST <= size < LONGEST):
            continue
        names = named(facts, i, around)
        if names and scopes.speaks(body, place, facts.sentences, words):
            for name in names:
                found.setdefault(name, []).append(i)
    return {k: v for k, v in found.items() if len(v) > 1}


def named(facts: Analysis, index: int, around: Surroundings) -> set[str]:
    """Return the ids of what a sentence is about: the names in it, or what a pointer in it stands for."""
    text = facts.sentences[index].text
    own = {m.id for m in facts.mentions[index]}
    if not own and points(text, (0, len(text))):
        meant = look_back(index, len(text), around, ())
        own = {meant.id} if meant is not None else own
    return own | {m.id for m in facts.resources.illnesses.find(text)}


def opposable(facts: Analysis, one: int, other: int) -> bool:
    """Say whether one of two sentences denies, opposes or counts what the other does not."""
    a, b = facts.gist(one), facts.gist(other)
    if a.key == b.key:
        return False
    return bool(differing(reading(facts, one), reading(facts, other), facts.resources.opposites.sides))


def reading(facts: Analysis, index: int) -> Reading:
    """Return the words of a sentence."""
    return read(facts.sentences[index].text, facts.mentions[index])


def find_judged(facts: Analysis, threshold: float = REPORTED) -> Sequence[Judged]:
    """Return the pairs that reach the threshold, in order of place."""
    found = []
    for one, other, subject in near_pairs(facts):
        a, b = reading(facts, one), reading(facts, other)
        score = judged(a, b, facts.resources)
        if score >= threshold:
            words = differing(a, b, facts.resources.opposites.sides)
            found.append(Judged(one, other, score, subject, words[0]))
    return sorted(found, key=lambda j: (j.first, j.second))
