"""Find sentences of a page that are the opposite of another one, nearly word for word, whatever they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis import scopes
from auditor.analysis.mirror import Half, Mirror, Opposites, turned_pairs
from auditor.analysis.similarity import Reader
from auditor.analysis.vetoes import vetoes
from auditor.model import Kind

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

BY_MIRROR = frozenset({"polarity", "direction"})
"""Differences that make the opposite; any other (medicine, number, route, people …) makes another statement."""

SHORTEST, LONGEST = 4, 40
"""Words of a sentence that can be held against another: shorter ones are labels, longer ones share words by chance."""


@dataclass(frozen=True, slots=True)
class Turned:
    """Two sentences, by index, and how they exclude each other."""

    first: int
    second: int
    mirror: Mirror


def find_turned(facts: Analysis) -> tuple[Turned, ...]:
    """Return the pairs in the author's own voice and under the same circumstances, in order of place."""
    lexicons, names = facts.resources.lexicons, facts.resources.substances
    reader, opposites = Reader(lexicons["rewording"], names), Opposites.of(lexicons["opposites"])
    halves = {}
    for i in facts.main:
        sentence = facts.sentences[i]
        words = len(sentence.text.split(None, LONGEST))
        if (
            sentence.complete
            and SHORTEST <= words < LONGEST
            and facts.page.blocks[sentence.block].kind is not Kind.CODE
        ):
            halves[i] = Half(reader.read(sentence.text), opposites.denials(sentence.text))
    place = {i: n for n, i in enumerate(facts.main)}
    words_of_scopes = lexicons["scopes"]

    def plain(index: int) -> bool:
        text = facts.sentences[index].text
        taken_back = scopes.rejected(index, facts.main, place[index], facts.sentences, words_of_scopes)
        return not scopes.voice_of(text, words_of_scopes) and not taken_back

    found = []
    for i, j, mirror in turned_pairs(halves, opposites):
        a, b = halves[i].gist, halves[j].gist
        if set(vetoes(a, b, names)) - BY_MIRROR or not (plain(i) and plain(j)):
            continue
        if scopes.conditions_of(a.text, words_of_scopes) == scopes.conditions_of(b.text, words_of_scopes):
            found.append(Turned(i, j, mirror))
    return tuple(found)
