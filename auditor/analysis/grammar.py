"""Say how surprising a run of words is, as a sequence of word classes: what a foreign phrase breaks is the grammar.

A trigram model over Penn tags, with the words of grammar ("of", "may", "how") standing for themselves.
`training/grammar.py` counts it over public health pages; the counts ship in auditor/models.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2

from auditor.analysis.syntax import Parse
from auditor.errors import ModelError

FILE = "word-classes.json"
OUTSIDE = "|"
"""Stands before the first word and after the last."""

CLOSED = frozenset({"DT", "IN", "CC", "TO", "MD", "PRP", "PRP$", "WDT", "WP", "WP$", "WRB", "EX", "PDT", "RP"})
"""Tags whose words stand for themselves."""

AUXILIARY = frozenset("be am is are was were been being has have had having do does did done not n't no".split())
NAMES = frozenset({"NNPS", "NNP"})
NUMERALS = frozenset({"CD", "LS"})


@dataclass(frozen=True)
class Grammar:
    """Counts of class trigrams, bigrams and single classes, with how many classes follow each context."""

    triples: Mapping[tuple[str, str, str], int]
    doubles: Mapping[tuple[str, str], int]
    singles: Mapping[str, int]
    after_two: Mapping[tuple[str, str], tuple[int, int]]
    after_one: Mapping[str, tuple[int, int]]
    total: int

    @staticmethod
    def of(triples: Mapping[tuple[str, str, str], int]) -> Grammar:
        """Derive the smaller counts from those of the trigrams."""
        doubles: dict[tuple[str, str], int] = {}
        singles: dict[str, int] = {}
        two: dict[tuple[str, str], tuple[int, int]] = {}
        for (a, b, c), n in triples.items():
            doubles[b, c] = doubles.get((b, c), 0) + n
            singles[c] = singles.get(c, 0) + n
            size, kinds = two.get((a, b), (0, 0))
            two[a, b] = (size + n, kinds + 1)
        one: dict[str, tuple[int, int]] = {}
        for (b, _), n in doubles.items():
            size, kinds = one.get(b, (0, 0))
            one[b] = (size + n, kinds + 1)
        return Grammar(dict(triples), doubles, singles, two, one, sum(singles.values()))

    def cost(self, a: str, b: str, c: str) -> float:
        """Return the surprise (bits) of class `c` after `a b`, smoothed as by Witten and Bell (1991)."""
        base = (self.singles.get(c, 0) + 0.5) / (self.total + 0.5 * (len(self.singles) + 1))
        size, kinds = self.after_one.get(b, (0, 1))
        middle = (self.doubles.get((b, c), 0) + kinds * base) / (size + kinds)
        size, kinds = self.after_two.get((a, b), (0, 1))
        return -log2((self.triples.get((a, b, c), 0) + kinds * middle) / (size + kinds))

    def costs(self, sequence: Sequence[str]) -> tuple[float, ...]:
        """Return the surprise of each class of a whole sentence, and of its end."""
        padded = (OUTSIDE, OUTSIDE, *sequence, OUTSIDE)
        return tuple(self.cost(*padded[i - 2 : i + 1]) for i in range(2, len(padded)))


def classes(parse: Parse) -> tuple[str, ...]:
    """Return the class of each word: itself for a word of grammar or a mark, else its tag."""
    return tuple(word_class(w, t) for w, t in zip(parse.lower, parse.tags, strict=True))


def word_class(word: str, tag: str) -> str:
    """Return the class of a word in lower case that has this tag."""
    if tag in CLOSED or word in AUXILIARY or not any(c.isalnum() for c in word):
        return word
    if tag in NAMES:
        return "NNP"
    return "CD" if tag in NUMERALS else tag


@cache
def load() -> Grammar:
    """Return the shipped counts. Raises ModelError that names the fix."""
    place = files("auditor").joinpath("models").joinpath(FILE)
    try:
        raw = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError) as e:
        raise ModelError(f"{place}: {e}; install the package again, or build the file with training/grammar.py") from e
    names = raw["classes"]
    return Grammar.of({(names[a], names[b], names[c]): n for a, b, c, n in raw["triples"]})
