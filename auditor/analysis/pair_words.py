"""Read two sentences as rows of words, each with signs of what it has to do with the words of the other sentence.

The signs are what a small network cannot learn from few sentences: that a word stands in the other sentence too, that
its opposite does, that a name means the same medicine there. Names are shown to the network as names only, so that it
learns nothing of single medicines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from auditor.analysis.similarity import NUMBERS
from auditor.analysis.stems import stem
from auditor.analysis.substances import Mention, Substances
from auditor.analysis.wordpairs import antonyms, synonyms
from auditor.analysis.wordvectors import Floats, vector

TOKEN = re.compile(r"[A-Za-z]+(?:n['’]t)?|\d[\d,.]*\d|\d|[^\w\s]")
NAME = "#name"
LONGEST = 60
"""Words read of a sentence."""

NEGATORS = frozenset(
    "no not never nobody none nothing neither nor without cannot hardly lack lacks free impossible absent unable fails "
    "fail denies deny non zero".split()
)
HEDGES = frozenset(
    "may might could some sometimes often usually generally typically many few certain rarely seldom occasionally "
    "probably possibly perhaps can most if unless when while although though but however except".split()
)
SIGNS = (
    "name of the same", "name of another", "shared", "opposite there", "synonym there", "negator", "hedge", "number",
    "another number", "mark", "name",
)  # fmt: skip
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence's words in lower case (a name as `#name`), their stems, and the id of the name or nothing."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    names: tuple[str, ...]


@lru_cache(maxsize=20_000)
def word_stem(word: str) -> str:
    """Return the stem of a word in lower case."""
    return stem(word)


def read(text: str, mentions: Sequence[Mention]) -> Reading:
    """Return the words of a sentence in which these names stand."""
    begins = {m.start: m for m in mentions}
    words, stems, names, end = [], [], [], 0
    for m in TOKEN.finditer(text):
        if m.start() < end:
            continue
        named = begins.get(m.start())
        if named is not None:
            end = named.end
        word = NAME if named is not None else m.group().lower().replace("’", "'")
        words.append(word)
        stems.append("" if named is not None else word_stem(word))
        names.append(named.id if named is not None else "")
        if len(words) == LONGEST:
            break
    if not words:
        return Reading((".",), (".",), ("",))
    return Reading(tuple(words), tuple(stems), tuple(names))


def vectors(reading: Reading) -> Floats:
    """Return a vector for each word."""
    return np.stack([vector(w) for w in reading.words])


def signs(a: Reading, b: Reading, sides: Mapping[str, frozenset[str]], substances: Substances) -> Floats:
    """Return the signs of each word of `a` beside `b`, one row a word; `sides` are the lexicon's opposites by stem."""
    stems = {s for s in b.stems if s}
    opposed = {o for s in stems for o in antonyms().get(s, NONE) | sides.get(s, NONE)}
    alike = {o for s in stems for o in synonyms().get(s, NONE)}
    named = {n for n in b.names if n}
    above = {c for n in named for c in substances.classes_of(n)}
    numbers = {w for w in b.words if w[0].isdigit() or w in NUMBERS}
    rows = np.zeros((len(a.words), len(SIGNS)), np.float32)
    for row, word, own, name in zip(rows, a.words, a.stems, a.names, strict=True):
        if name:
            kin = name in above or bool(substances.classes_of(name) & named)
            row[0], row[1], row[10] = name in named, name not in named and not kin, 1
            continue
        shared, number = own in stems, word[0].isdigit() or word in NUMBERS
        row[2], row[3], row[4] = shared, own in opposed and not shared, own in alike and not shared
        row[5], row[6], row[7] = word in NEGATORS or word.endswith("n't"), word in HEDGES, number
        row[8], row[9] = number and bool(numbers) and word not in numbers, not word[0].isalnum()
    return rows


def differing(a: Reading, b: Reading, sides: Mapping[str, frozenset[str]]) -> tuple[tuple[str, str], ...]:
    """Return the words in which two sentences oppose each other: opposites, then numbers, then a lone denial.

    An empty word stands for what the other sentence does not say.
    """
    left, right = set(a.stems) - set(b.stems), set(b.stems) - set(a.stems)
    found = []
    for word, own in zip(a.words, a.stems, strict=True):
        if own in left:
            against = (antonyms().get(own, NONE) | sides.get(own, NONE)) & right
            found += [(word, w) for w, s in zip(b.words, b.stems, strict=True) if s in against]
    one, two = numbers(a), numbers(b)
    if one and two and not set(one) & set(two):
        found.append((one[0], two[0]))
    denied, affirmed = denials(a), denials(b)
    if len(denied) != len(affirmed):
        found.append((denied[0], "") if len(denied) > len(affirmed) else ("", affirmed[0]))
    return tuple(dict.fromkeys(found))


def numbers(reading: Reading) -> tuple[str, ...]:
    """Return the numbers of a sentence, in order."""
    return tuple(w for w in reading.words if w[0].isdigit() or w in NUMBERS)


def denials(reading: Reading) -> tuple[str, ...]:
    """Return the words that deny, in order."""
    return tuple(w for w in reading.words if w in NEGATORS or w.endswith("n't"))
