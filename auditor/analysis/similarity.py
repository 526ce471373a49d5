"""Reduce a sentence to what can be compared, and measure how much two of them share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import log
from typing import NamedTuple

import numpy as np

from auditor.analysis.stems import stem
from auditor.analysis.substances import Mention, Substances
from auditor.analysis.wordpairs import synonyms
from auditor.analysis.wordvectors import WIDTH, Floats, vector, weight
from auditor.lexicon import Lexicon

TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
CONTRASTS = ("direction", "order", "duration", "route", "population", "setting")
"""Kinds of the lexicon's contrasts: two sentences that name different sides speak of different things."""

DENIALS = ("negation", "implied-negation")
QUOTED_WHOLE = re.compile(r"\W*[\"“][^\"“”]*\?\W*$")

FUNCTION = frozenset(
    "a an the this that these those and or but so as if than then of in on at to for from by with into onto over "
    "under about "
    "between through during within upon per via i you he she it we they me him her us them my your his its our "
    "their who whom "
    "whose which what when where why how be have do can could may might will would shall should must there here "
    "also too very "
    "just even though although while because since however therefore thus yet still both either such own same "
    "other another "
    "any some please more most much many each one up out off down again only not no nor s t d ll ve re m etc eg ie "
    "whereas".split()
)
"""Words that carry grammar and no matter; negation is read from the lexicon instead."""

NUMBERS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50",
    "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100", "thousand": "1000", "dozen": "12",
    "half": "0.5", "twice": "2", "double": "2", "triple": "3", "million": "1000000", "billion": "1000000000",
    "once": "1", "first": "1", "second": "2", "third": "3",
}  # fmt: skip
VAGUE = frozenset({"one", "once", "first", "second", "third", "hundred", "thousand"})
"""Number words that often count nothing; alone they tell two sentences apart no more than other words do."""

NO_COUNT = frozenset({"first", "second", "third", "once", "twice", "double", "triple", "half", "decade"})
COUNT = "|".join(sorted(NUMBERS.keys() - NO_COUNT, key=lambda w: (-len(w), w)))
DURATION = re.compile(
    rf"\b(half an?|an?|\d[\d,.]*|{COUNT})[ -]{{1,2}}"
    r"(minutes?|hours?|days?|weeks?|months?|years?|decades?|fortnights?)\b",
    re.I,
)
HOURS = {
    "minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "fortnight": 336.0, "month": 720.0, "year": 8_760.0,
    "decade": 87_600.0,
}  # fmt: skip
STEP = 0.04
UNCOUNTED = frozenset({"decade", "fortnight"})
FRACTIONS = {"half": 50.0, "halve": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
COUNTED = frozenset(NUMBERS) - {"first", "second", "once"} | {u + s for u in (*HOURS, *FRACTIONS) for s in ("", "s")}
"""Words without any of which, and without a digit, a sentence has no number."""

SHARE = re.compile(
    rf"(?P<percent>\d[\d.]*|\b(?:{COUNT}))[ -]?(?:%|percent\b|per cent\b)"
    rf"|\b(?P<part>\d+|{COUNT}) (?:in|out of|of every|in every) (?P<whole>\d+|{COUNT})\b"
    r"|\b(?:(?P<count>one|two|three|an?)[ -])?(?P<fraction>half|thirds?|quarters?|fifths?|tenths?)\b"
    r"(?! (?:an?|hour|year|party|step|time))",
    re.I,
)

SHARED = ("%", "percent", "per cent", " in ", " out of ", " of every ", *FRACTIONS)
"""What a sentence that names a share holds, in small letters, as it holds a unit where it names a length of time."""

IDF_DEFAULT = 4.0
"""Weight of a stem where there is no page to count in: about that of a word in 1 of 50 sentences."""

SYNONYM = 0.8
"""What a synonym counts for beside the same word."""


class Token(NamedTuple):
    """One word: its stem after synonyms, its place in the sentence, and whether it carries matter."""

    stem: str
    start: int
    end: int
    content: bool


FORMS = 20_000
"""Different words whose forms a reader remembers: those of some hundred pages."""


@dataclass(frozen=True, eq=False)
class Gist:
    """A sentence as it is compared: its words as written and as tokens, and what only a closer look asks for.

    Numbers, names and contrasts are read when two sentences share enough to be told apart by them: few do.
    """

    text: str
    written: tuple[str, ...]
    tokens: tuple[Token, ...]
    mentions: Sequence[Mention]
    contrasts: Lexicon

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Return the numbers, lengths of time and shares."""
        counts = any(w[0].isdigit() or not COUNTED.isdisjoint(w.split("'")) for w in self.written)
        return numbers_of(self.text) if counts else frozenset()

    @cached_property
    def drugs(self) -> frozenset[str]:
        """Return the ids of the medicines and substances."""
        return frozenset(m.id for m in self.mentions)

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the words with a capital inside the sentence."""
        return names_of(self.text)

    @cached_property
    def turns(self) -> tuple[tuple[str, str], ...]:
        """Return the kind and id of each word that denies or names a side of a contrast."""
        return tuple((h.term.kind, h.term.id) for h in self.contrasts.find(self.text))

    @cached_property
    def sides(self) -> frozenset[tuple[str, str]]:
        """Return the sides of contrasts that are named, each with its kind."""
        return frozenset(t for t in self.turns if t[0] not in DENIALS)

    @cached_property
    def negations(self) -> int:
        """Return how often the sentence denies."""
        return sum(kind == "negation" for kind, _ in self.turns)

    @cached_property
    def implied(self) -> int:
        """Return how often the sentence denies by the meaning of a word ("lack", "fail")."""
        return sum(kind == "implied-negation" for kind, _ in self.turns)

    @cached_property
    def question(self) -> bool:
        """Say whether the sentence asks; a question that it quotes at its end, such as a title, is another's."""
        return self.text.rstrip("'’) ").endswith("?") or bool(QUOTED_WHOLE.match(self.text))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return every stem in order."""
        return tuple(t.stem for t in self.tokens)

    @cached_property
    def key(self) -> str:
        """Return the words as written, in lower case: equal for exact copies only."""
        return " ".join(self.written)

    @cached_property
    def content(self) -> frozenset[str]:
        """Return the stems that carry matter."""
        return frozenset(t.stem for t in self.tokens if t.content)

    @cached_property
    def matter(self) -> tuple[str, ...]:
        """Return the stems that carry matter, in order and with repetition."""
        return tuple(t.stem for t in self.tokens if t.content)

    @cached_property
    def surfaces(self) -> tuple[str, ...]:
        """Return the words that carry matter as written, in lower case."""
        return tuple(self.text[t.start : t.end].lower() for t in self.tokens if t.content)

    @cached_property
    def weights(self) -> Floats:
        """Return the weights of the words that carry matter."""
        return np.array([weight(s) for s in self.surfaces], dtype=np.float32)

    @cached_property
    def vectors(self) -> Floats:
        """Return the vectors of the words that carry matter, one a row."""
        return np.stack([vector(s) for s in self.surfaces]) if self.surfaces else np.zeros((0, WIDTH), np.float32)

    @cached_property
    def meaning(self) -> Floats:
        """Return the weighted mean of the vectors, of length 1."""
        total = (self.vectors * self.weights[:, None]).sum(axis=0)
        result: Floats = total / (np.linalg.norm(total) + np.float32(1e-9))
        return result

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Return every word as written, in lower case."""
        return frozenset(self.key.split())

    @cached_property
    def trigrams(self) -> frozenset[str]:
        """Return the character trigrams of the words that carry matter."""
        grams: set[str] = set()
        for word in self.content:
            padded = f" {word} "
            grams.update(padded[i : i + 3] for i in range(len(padded) - 2))
        return frozenset(grams)


class Reader:
    """Turns sentences into gists with one lexicon of synonyms and contrasts and one of medicines."""

    def __init__(self, lexicon: Lexicon, substances: Substances) -> None:
        """Prepare the synonyms: single stems, and phrases by their first stem."""
        self.contrasts = replace(lexicon, terms=lexicon.of_kind(*DENIALS, *CONTRASTS))
        self.substances = substances
        self.single: dict[str, str] = {}
        phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for term in lexicon.of_kind("synonym"):
            for spelling in term.match:
                stems = tuple(stem(m.group().lower()) for m in TOKEN.finditer(spelling))
                if len(stems) == 1:
                    self.single.setdefault(stems[0], term.id)
                else:
                    phrases.setdefault(stems[0], []).append((stems, term.id))
        self.phrases = {k: sorted(v, key=lambda p: -len(p[0])) for k, v in phrases.items()}
        self.form = lru_cache(maxsize=FORMS)(self.formed)

    def read(self, text: str, mentions: Sequence[Mention] | None = None) -> Gist:
        """Return the gist of a sentence; `mentions` are its medicines and substances, if somebody has found them."""
        named = self.substances.find(text) if mentions is None else mentions
        places = [m.span() for m in TOKEN.finditer(text)]
        written = tuple([text[a:b].lower().replace("’", "'") for a, b in places])
        tokens = tuple(self.tokens(places, written, {m.start: (m.end, m.id) for m in named}))
        return Gist(text, written, tokens, named, self.contrasts)

    def formed(self, word: str) -> tuple[str, str, bool]:
        """Return a word's stem, the stem that stands for it among its synonyms, and whether it carries matter."""
        plain = stem(word.removesuffix("'s"))
        number = NUMBERS.get(word, "") if word not in VAGUE else ""
        meaning = self.single.get(plain)
        base = number or (f"={meaning}" if meaning else plain)
        return plain, base, bool(number or meaning) or not (word in FUNCTION or plain in FUNCTION or "'" in word)

    def tokens(
        self, places: Sequence[tuple[int, int]], words: Sequence[str], drugs: Mapping[int, tuple[int, str]]
    ) -> Iterator[Token]:
        """Yield the words as stems; a phrase or the name of a medicine becomes one token."""
        forms = [self.form(w) for w in words]
        i = 0
        while i < len(places):
            start, end = places[i]
            if start in drugs:
                end, name = drugs[start]
                yield Token(f"#{name}", start, end, True)
                while i < len(places) and places[i][0] < end:
                    i += 1
                continue
            plain, base, content = forms[i]
            if plain in self.phrases:
                following = tuple(f[0] for f in forms[i : i + len(self.phrases[plain][0][0])])
                phrase = next((p for p in self.phrases[plain] if following[: len(p[0])] == p[0]), None)
                if phrase is not None:
                    size = len(phrase[0])
                    yield Token(f"={phrase[1]}", start, places[i + size - 1][1], True)
                    i += size
                    continue
            yield Token(base, start, end, content)
            i += 1


def numbers_of(text: str) -> frozenset[str]:
    """Return the numbers of a sentence, so that "90 days" meets "three months" and "half" meets "50 percent".

    A length of time is given in steps of 4 percent, a share in whole percent, any other number as it is.
    """
    found: set[str] = set()
    taken: list[tuple[int, int]] = []
    low = text.lower()
    for pattern, read, cues in ((DURATION, duration, HOURS), (SHARE, share, SHARED)):
        if not any(cue in low for cue in cues):
            continue
        for m in pattern.finditer(text):
            value = read(m)
            if value and not any(x < m.end() and m.start() < y for x, y in taken):
                taken.append(m.span())
                found.add(value)
    for m in TOKEN.finditer(text):
        word = m.group().lower()
        if any(x <= m.start() < y for x, y in taken):
            continue
        if word in HOURS and word in UNCOUNTED:
            found.add(f"~{round(log(HOURS[word]) / STEP)}")
        elif word[0].isdigit():
            found.add(word.replace(",", ""))
        elif word in NUMBERS and word not in VAGUE:
            found.add(NUMBERS[word])
    return frozenset(found)


def duration(m: re.Match[str]) -> str:
    """Return a length of time as a step on a scale of 4 percent, or nothing if the number is not known."""
    word = m.group(1).lower()
    number = {"a": 1.0, "an": 1.0, "half an": 0.5, "half a": 0.5, "a half": 0.5}.get(word) or numeral(word)
    hours = HOURS.get(m.group(2).lower().rstrip("s"), 0.0)
    return f"~{round(log(number * hours) / STEP)}" if number and hours else ""


def share(m: re.Match[str]) -> str:
    """Return a part of a whole in percent, or nothing if its numbers are not known."""
    if m.group("percent"):
        value = numeral(m.group("percent").lower())
    elif m.group("part"):
        part, whole = numeral(m.group("part").lower()), numeral(m.group("whole").lower())
        value = 100 * part / whole if part and whole and part < whole else None
    else:
        said = (m.group("count") or "a").lower()
        count = 1.0 if said in {"a", "an"} else numeral(said)
        value = count * FRACTIONS[m.group("fraction").lower().rstrip("s")] if count else None
    return f"%{round(value)}" if value is not None else ""


def numeral(word: str) -> float | None:
    """Return the number that a word or a row of digits says, or None."""
    text = NUMBERS.get(word, word.replace(",", ""))
    return float(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None


LOOKED_BACK = 8
"""Characters before a word in which the mark before it is looked for: a few blanks stand between at most."""


def names_of(text: str) -> frozenset[str]:
    """Return the words with a capital that do not begin the sentence or a quotation: mostly names."""
    found = set()
    for m in TOKEN.finditer(text):
        if not m.group()[0].isupper():
            continue
        before = text[max(0, m.start() - LOOKED_BACK) : m.start()].rstrip(" ")[-1:]
        if before and before not in '.!?:"“”(—–-•':
            found.add(m.group().lower())
    return frozenset(found)


def weights(gists: list[Gist]) -> dict[str, float]:
    """Return the inverse document frequency of every stem among these sentences."""
    counts = Counter(s for g in gists for s in g.content)
    return {s: log(1 + len(gists) / n) for s, n in counts.items()}


def kindred(a: Gist, b: Gist) -> tuple[tuple[str, str], ...]:
    """Return the words that only one sentence has beside a synonym that only the other has, each at most once."""
    free = set(b.content - a.content)
    pairs = []
    for one in sorted(a.content - b.content):
        found = min(synonyms().get(one, frozenset()) & free, default=None)
        if found is not None:
            free.discard(found)
            pairs.append((one, found))
    return tuple(pairs)


def shared_weight(a: Gist, b: Gist, alike: Sequence[tuple[str, str]], idf: Mapping[str, float]) -> float:
    """Return the weighted overlap of two sentences' matter (0…1): shared weight by all weight."""
    total = sum(idf.get(s, IDF_DEFAULT) for s in a.content | b.content)
    shared = sum(idf.get(s, IDF_DEFAULT) for s in a.content & b.content)
    double = sum((idf.get(x, IDF_DEFAULT) + idf.get(y, IDF_DEFAULT)) / 2 for x, y in alike)
    return (shared + SYNONYM * double) / max(total - double, 1e-6) if total else 0.0


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the shared part of two sets (0…1)."""
    union = len(a | b)
    return len(a & b) / union if union else 0.0


def containment(a: frozenset[str], b: frozenset[str], alike: int = 0) -> float:
    """Return the part of the smaller set that the larger has (0…1); `alike` words have a synonym in it."""
    smaller = min(len(a), len(b))
    return (len(a & b) + SYNONYM * alike) / smaller if smaller else 0.0


def in_order(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Return the longest common subsequence by the mean length (0…1).

    The words of `a` are bits of one number, so that each word of `b` takes one step (H. Hyyrö, 2004).
    """
    if not a or not b:
        return 0.0
    places: dict[str, int] = {}
    for i, word in enumerate(a):
        places[word] = places.get(word, 0) | 1 << i
    whole = free = (1 << len(a)) - 1
    for word in b:
        met = free & places.get(word, 0)
        free = (free + met | free - met) & whole
    return 2 * (len(a) - free.bit_count()) / (len(a) + len(b))
