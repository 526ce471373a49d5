"""Find sentences of a page that are the opposite of another one, nearly word for word, whatever they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from auditor.analysis import scopes
from auditor.analysis.frames import frame_of, framed_apart
from auditor.analysis.mirror import HEDGE, Half, Mirror, close_enough, close_mirror
from auditor.analysis.vetoes import vetoes
from auditor.model import Kind

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

BY_MIRROR = frozenset({"polarity", "direction"})
"""Differences that make the opposite; any other (medicine, number, route, people …) makes another statement."""

SHORTEST, LONGEST = 3, 40
"""Words of a sentence that can be held against another: shorter ones are labels, longer ones share words by chance."""


@dataclass(frozen=True, slots=True)
class Turned:
    """Two sentences, by index, and how they exclude each other."""

    first: int
    second: int
    mirror: Mirror


ALIKE = 0.45
"""Part of the shorter sentence's words that must be shared before two sentences are read at all."""

COMMON = 25
"""Sentences that may share a word before it finds no candidates any more: keeps the work near-linear."""

WORD = re.compile(r"[a-z]{4,}")
BEGINNING = 6
"""Letters by which words are first compared: the ending of a plural or a tense mostly falls away."""


def find_turned(facts: Analysis) -> tuple[Turned, ...]:
    """Return the pairs in the author's own voice and under the same circumstances, in order of place."""
    lexicons, names = facts.resources.lexicons, facts.resources.substances
    close = alike({i: beginnings(facts.sentences[i].text) for i in fit(facts)})
    if not close:
        return ()
    opposites = facts.resources.opposites
    close = [(i, j) for i, j in close if close_enough(facts.gist(i), facts.gist(j))]
    halves = {}
    for i in sorted({i for pair in close for i in pair}):
        halves[i] = Half(facts.gist(i), opposites.denials(facts.sentences[i].text))
    place = {i: n for n, i in enumerate(facts.main)}
    limits = lexicons["scopes"]

    def plain(index: int) -> bool:
        return scopes.speaks(facts.main, place[index], facts.sentences, limits)

    found = []
    for i, j in close:
        mirror = close_mirror(halves[i], halves[j], opposites)
        if mirror is None or set(vetoes(halves[i].gist, halves[j].gist, names)) - BY_MIRROR:
            continue
        a, b = halves[i].gist.text, halves[j].gist.text
        if framed_apart(frame_of(a), frame_of(b)) or (" than " in a) != (" than " in b):
            continue
        if plain(i) and plain(j) and scopes.conditions_of(a, limits) == scopes.conditions_of(b, limits):
            found.append(Turned(i, j, mirror))
    return tuple(found)


def fit(facts: Analysis) -> Iterator[int]:
    """Yield the sentences that can be held against another: complete, of fair length, unhedged, and no question."""
    for i in facts.main:
        sentence = facts.sentences[i]
        words = len(sentence.text.split(None, LONGEST))
        prose = sentence.complete and facts.page.blocks[sentence.block].kind is not Kind.CODE
        if prose and SHORTEST <= words < LONGEST and not HEDGE.search(sentence.text):
            yield i


def beginnings(text: str) -> frozenset[str]:
    """Return how the words of a text begin, so that "doctor" meets "doctors" before any stem is looked for."""
    return frozenset(word[:BEGINNING] for word in WORD.findall(text.lower()))


def alike(words: Mapping[int, frozenset[str]]) -> list[tuple[int, int]]:
    """Return the pairs of sentences that share enough of their rarer words."""
    holders: dict[str, list[int]] = {}
    for i, own in words.items():
        for word in own:
            holders.setdefault(word, []).append(i)
    pairs: set[tuple[int, int]] = set()
    for group in holders.values():
        if len(group) <= COMMON:
            pairs.update(combinations(group, 2))
    enough = (p for p in pairs if len(words[p[0]] & words[p[1]]) >= ALIKE * min(len(words[p[0]]), len(words[p[1]])))
    return sorted(enough)
