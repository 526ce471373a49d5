"""Say whether one sentence is the other turned round: the same words, but for a denial, an opposite or a number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from auditor.analysis.similarity import Gist, containment, jaccard
from auditor.analysis.stems import stem
from auditor.lexicon import Lexicon

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
SHARED = 2
"""Fewest stems that two sentences must share to be about the same thing."""

ALIKE = 0.55
"""Part of the shorter sentence's matter that the longer one must hold, opposites not counted."""

ALIKE_BOTH = 0.3
HEDGE = re.compile(
    r"\b(?:may|might|could|some|sometimes|often|usually|generally|typically|many|few|certain|occasionally|"
    r"probably|possibly|perhaps|others?|if|unless|when|whether|although|though|while|but|however|except|"
    r"depending)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Opposites:
    """The words that exclude each other, by stem."""

    sides: Mapping[str, frozenset[str]]
    denial: re.Pattern[str]
    exempt: re.Pattern[str]

    @staticmethod
    def of(lexicon: Lexicon) -> Opposites:
        """Prepare the opposites of the lexicon."""
        sides: dict[str, set[str]] = {}
        for term in lexicon.of_kind("opposite"):
            for pair in term.data["opposes"]:
                one, two = ([base(w) for w in side.split(",")] for side in pair.split("|"))
                for a in one:
                    sides.setdefault(a, set()).update(two)
                for b in two:
                    sides.setdefault(b, set()).update(one)
        denial = lexicon.by_id["denials"]
        if denial.pattern is None or denial.exceptions is None:
            return Opposites({}, re.compile(r"(?!)"), re.compile(r"(?!)"))
        return Opposites({k: frozenset(v) for k, v in sides.items()}, denial.pattern, denial.exceptions)

    def denials(self, text: str) -> int:
        """Return how often the text denies."""
        found = [m.start() for m in self.denial.finditer(text)]
        exempt = [m.span() for m in self.exempt.finditer(text)] if found else []
        return sum(not any(a <= start < b for a, b in exempt) for start in found)


@dataclass(frozen=True)
class Half:
    """One sentence as it is held against another."""

    gist: Gist
    denials: int

    @cached_property
    def bases(self) -> frozenset[str]:
        """Return the stems of all words, grammar included: "all" and "with" have opposites too."""
        return frozenset(base(m.group().lower()) for m in WORD.finditer(self.gist.text))

    def written(self, wanted: str) -> str:
        """Return the word of the sentence that has this stem, as it is written."""
        return next((m.group() for m in WORD.finditer(self.gist.text) if base(m.group()) == wanted), "")


@dataclass(frozen=True, slots=True)
class Mirror:
    """How two sentences exclude each other: `score` from 0 to 1, and the `reason`: denial, opposite or number."""

    score: float
    reason: str
    words: tuple[str, str] = ("", "")


def base(word: str) -> str:
    """Return the stem of a word in lower case."""
    return stem(word.lower())


def mirrored(a: Half, b: Half, opposites: Opposites) -> Mirror | None:
    """Return how the two exclude each other, or None if they do not, by their words alone."""
    shared = a.gist.content & b.gist.content
    if len(shared) < SHARED or a.gist.question or b.gist.question:
        return None
    left, right = a.bases - b.bases, b.bases - a.bases
    sides = opposites.sides
    turned = [(x, y) for x in sorted(left - DENIERS) for y in sorted((sides.get(x, frozenset()) & right) - DENIERS)]
    rest = 2 * len({x for x, _ in turned})
    inside = containment(a.gist.content, b.gist.content)
    smaller = min(len(a.gist.content), len(b.gist.content))
    alike = min(1.0, len(shared) / max(1, smaller - rest // 2))
    if alike < ALIKE or jaccard(a.gist.content, b.gist.content) < ALIKE_BOTH * (0.7 if turned else 1.0):
        return None
    denied = (a.denials - b.denials) % 2 == 1
    flips = int(denied) + len({x for x, _ in turned})
    if flips % 2 == 1:
        reason = "opposite" if turned else "denial"
        words = (a.written(turned[0][0]), b.written(turned[0][1])) if turned else ("", "")
        return Mirror(min(1.0, 0.35 + 0.35 * alike + 0.3 * inside), reason, words)
    if not flips and numbers_turned(a, b) and alike >= 0.75:
        return Mirror(min(1.0, 0.3 + 0.35 * alike + 0.3 * inside), "number")
    return None


def numbers_turned(a: Half, b: Half) -> bool:
    """Say whether each sentence has one number and the two differ."""
    one, two = a.gist.numbers, b.gist.numbers
    return bool(one) and bool(two) and not one & two and len(one) == len(two)


DENIERS = frozenset(
    stem(w) for w in "no not never none nobody nothing neither nor cannot without hardly barely lack".split()
)
"""Words that are counted as denials, and so neither as opposites nor as matter."""

CLOSE = 0.6
"""Part of all matter that two sentences of a page must share, opposites not counted, before one is taken for the
other's opposite. On 7,106 sentences of real pages, 36 pairs with less in common looked opposed, and none was."""

HELD = 0.85
"""Part of the shorter sentence's matter that the longer one must hold."""

FEWEST = 2
ROUNDING = 1e-9


NOT_ALL = re.compile(r"\bnot (?:all|every|everyone|everybody|each|always)\b", re.IGNORECASE)
ALL = re.compile(r"\b(?:all|every|everyone|everybody|each|always)\b", re.IGNORECASE)


def close_enough(a: Gist, b: Gist) -> bool:
    """Say whether two sentences may share as much as `close_mirror` asks for: it leaves out two words at most."""
    return len(a.content & b.content) >= CLOSE * (len(a.content | b.content) - 2) - ROUNDING


def close_mirror(a: Half, b: Half, opposites: Opposites) -> Mirror | None:
    """Return how two sentences exclude each other if they are nearly the same but for that, else None."""
    mirror = mirrored(a, b, opposites)
    if mirror is None or mirror.reason == "number":
        return None
    if any(NOT_ALL.search(x.gist.text) and not ALL.search(y.gist.text) for x, y in ((a, b), (b, a))):
        return None  # "not all clinics" leaves room for some
    gone = {base(w) for w in mirror.words if w}
    one, two = a.gist.content - gone - DENIERS, b.gist.content - gone - DENIERS
    if one - two and two - one:
        return None  # each has a word that the other lacks: two things, not one
    if len(one & two) < FEWEST or jaccard(one, two) < CLOSE or containment(one, two) < HELD:
        return None
    return mirror
