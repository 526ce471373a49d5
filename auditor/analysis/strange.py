"""Name the signs, beside a broken grammar, that words inside a sentence come from elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from auditor.analysis.similarity import FUNCTION, TOKEN
from auditor.analysis.stems import stem
from auditor.analysis.suspicion import REPEATED, Named, lower_name, repetitions
from auditor.analysis.syntax import FINITE, Parse
from auditor.lexicon import Lexicon

SHORTEST = 2
"""Words of a foreign phrase: search queries of one word exist but cannot be told from a slip of the pen."""

WORTH = {
    "query": 8.0,
    "search word": 8.0,
    "name in small letters": 8.0,
    "repeated words": 16.0,
    "link to another site": 10.0,
    "neighbours belong together": 6.0,
    "medicine named only here": 5.0,
    "words found only here": 11.0,
    "most words found only here": 6.0,
}
"""What each sign adds, in bits."""

UNSEEN = 3
"""Words with matter, a medicine among them, that no other sentence has; one more may be known. On 172 real pages no
run of words of an honest sentence looks like that and saves what is asked for, as 160 of 273 made-up intrusions do."""

ONCE = "found only here"
FEWEST, MANY = 8, 40
"""Sentences of the page below which it says nothing that a word comes once, and from which it says all it can."""

STRANDED, ASKING = frozenset({"of", "for", "like", "with", "from"}), frozenset({"what", "who", "which"})
"""A question may end with its preposition: "what is it made of"."""

ARTICLES = frozenset({"the", "a", "an"})

ECHO = 10
"""Words within which a keyword pile repeats itself."""


@dataclass(frozen=True)
class Memory:
    """What the page speaks of: how many sentences use each stem, which stems stand side by side, in how many texts."""

    stems: Counter[str]
    pairs: Counter[tuple[str, str]]
    size: int

    @staticmethod
    def of(texts: Sequence[str]) -> Memory:
        """Count over sentences and headings."""
        stems: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            words = [stem(m.group().lower()) for m in TOKEN.finditer(text)]
            stems.update(set(words))
            pairs.update(set(pairwise(words)))
        return Memory(stems, pairs, len(texts))


@dataclass(frozen=True)
class Place:
    """A sentence under suspicion: its words and classes, and what is known of the page."""

    text: str
    parse: Parse
    kinds: tuple[str, ...]
    memory: Memory
    links: tuple[tuple[int, int], ...]
    drugs: tuple[Named, ...]
    asking: Lexicon


def worth(sign: str, memory: Memory) -> float:
    """Return what a sign adds, in bits: that words come once says more the longer the page is."""
    return WORTH[sign] * (min(1.0, memory.size / MANY) if sign.endswith(ONCE) else 1.0)


def joined(place: Place, start: int, end: int) -> bool:
    """Say whether the words on either side stand side by side in another sentence of the page."""
    words = place.parse.lower
    if start == 0 or end >= len(words) or words[start - 1] in FUNCTION or words[end] in FUNCTION:
        return False
    return place.memory.pairs[stem(words[start - 1]), stem(words[end])] >= 1


def signs_of(place: Place, start: int, end: int, opener: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the signs, beside the broken grammar, that the words at `start:end` are foreign."""
    parse = place.parse
    a, b = parse.starts[start], parse.starts[end - 1] + len(parse.words[end - 1])
    signs = [opener] if opener else []
    if any(h.text.islower() for h in lexicon.find(place.text[a:b], "query-word")):
        signs.append("search word")
    inside = [d for d in place.drugs if a <= d.start and d.end <= b]
    lonely = any(d.lonely for d in inside)
    if lower_name(place.text, a, b, lexicon) or any(d.brand and d.start > 0 for d in inside):
        signs.append("name in small letters")
    if (
        end - start <= ECHO
        and not {"and", "or"} & set(parse.lower[end - 1 : end + 1])
        and place.text[a:b].islower()
        and echoes(parse, start, end)
    ):
        signs.append("repeated words")
    if place.text[a:b].islower() and any(abs(x - a) <= 1 and abs(y - b) <= 1 for x, y in place.links):
        signs.append("link to another site")
    if signs and joined(place, start, end):
        signs.append("neighbours belong together")
    if lonely and place.memory.size >= FEWEST and (new := unseen(place, start, end)):
        signs.append(new)
    if signs and lonely:
        signs.append("medicine named only here")
    return tuple(signs)


def unseen(place: Place, start: int, end: int) -> str:
    """Return the sign that the words, in small letters and no list, are in no other sentence, all or most; or ""."""
    parse = place.parse
    words = parse.lower[start:end]
    a, b = parse.starts[start], parse.starts[end - 1] + len(words[-1])
    around = {*words, *parse.lower[max(0, start - 1) : start], *parse.lower[end : end + 1]}
    if not place.text[a:b].islower() or {"and", "or"} & around or ARTICLES & set(words):
        return ""
    matter = [stem(w) for w in words if w not in FUNCTION and w.isalpha()]
    new = sum(place.memory.stems[s] <= 1 for s in matter)
    if new < UNSEEN or len(matter) > new + 1:
        return ""
    return "words found only here" if len(matter) == new else "most words found only here"


def echoes(parse: Parse, start: int, end: int) -> bool:
    """Say whether two nouns or adjectives come twice in words without a verb."""
    inside = range(start, end)
    tags = [parse.tags[i] for i in inside]
    if not FINITE.isdisjoint(tags) or "TO" in tags or tags.count("IN") > 1:
        return False
    if repetitions([parse.lower[i] for i in inside if parse.tags[i][0] in "NJV"]) < REPEATED:
        return False
    counts = Counter(stem(parse.lower[i]) for i in inside)
    beside = {i + step for i in inside if parse.lower[i] in {"and", "or"} for step in (-1, 1)}
    return all(counts[stem(parse.lower[i])] == 1 for i in beside if i in inside)
