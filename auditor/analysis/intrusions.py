"""Find phrases that were pushed into a sentence from elsewhere: search queries, keyword piles, foreign link texts.

A phrase is only called foreign when at least two signs of different kinds agree: the grammar breaks at its ends and is
whole without it, it has the shape of a search, it repeats its own head word, it names in small letters what has a
capital, it is a link to somewhere else, or the words around it belong together elsewhere on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.grammar import AUXILIARY, OUTSIDE, Grammar, classes, load
from auditor.analysis.similarity import FUNCTION, TOKEN
from auditor.analysis.stems import stem
from auditor.analysis.strange import ASKING, SHORTEST, STRANDED, Memory, Place, signs_of, worth
from auditor.analysis.suspicion import REPEATED, drugs, links, lower_name, named_in, queries, quotations, repetitions
from auditor.analysis.syntax import FINITE, Parse
from auditor.lexicon import Lexicon
from auditor.model import Kind, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

LONGEST = 14
"""Words of a foreign phrase."""

BROKEN = 5.0
"""Bits of surprise that deleting the phrase must save at its two ends, whatever else speaks against it."""

ENOUGH = 25.0
"""Bits that the saved surprise and the signs must come to together. Set by hand on made-up intrusions and on pages of
MedQuAD, the Department of Veterans Affairs and two wikis, where nothing may be found."""

WHOLE = 22.0
"""Bits of surprise that the sentence may have where it is joined again (two words; the average is 2 x 5)."""

FOREIGN_WORD = 1.0
OWN_WORD = 0.5
OPENING = 3.0
LENGTH = 0.7
TO_THE_END = 4.0
DRUG_INSIDE, DRUG_LAST = 4.0, 2.0
"""Bits that a choice of ends gains by a word that no other sentence has, loses by one that another sentence has, gains
by beginning with the word that gave the phrase away, loses by each word and by leaving nothing behind it, and gains by
a medicine that only it names and by ending with one. Set by hand on made-up intrusions."""

STRANGER, WITHIN, CUT = 5.0, 0.5, 8.0
"""Bits that a word inside a foreign phrase is expected to surprise by, so that honest words are not taken along, what
the difference counts for, and bits that a choice of ends loses by cutting a search in two. Of 478 searches put into
sentences of real pages 273 are found; 175 are quoted exactly with these numbers, 171 without."""

QUESTIONS = frozenset({"question", "drug-question"})
QUESTION_WORDS = 5
"""A question whose verb comes by then is the sentence's own: "But what is a safe dose?"."""

QUESTION_TAGS = frozenset({"WRB", "WP", "WDT", "MD", "VBZ", "VBP", "VBD"})
QUESTION_OPENING = 3
ADVERBS = frozenset({"RB", "JJ"})
QUESTION_WORD_TAGS = frozenset({"WRB", "WP", "WDT"})
TURNING = frozenset(
    "only never nor neither not rarely seldom so under no what which how why when where who whose".split()
)
BEFORE_DRUG = 7
"""Words before a medicine that no other sentence names, at which the phrase around it may begin."""

OPEN_LINK, LINKED = 2.0, 17.0
"""What stands for `BROKEN` and `ENOUGH` where the words are the whole text of a link to another site, name a medicine
that no other sentence names and have no word of the page: such a keyword may happen to fit the grammar."""


@dataclass(frozen=True, slots=True)
class Intrusion:
    """A foreign phrase at `span` of the page, the signs that gave it away, and the sentence without it."""

    sentence: int
    span: Span
    signs: tuple[str, ...]
    repaired: str


def find_intrusions(facts: Analysis) -> tuple[Intrusion, ...]:
    """Return the foreign phrases of the main text, in order of place."""
    lexicon = facts.resources.lexicons["queries"]
    asking = facts.resources.lexicons["asking"]
    if not facts.suspects:
        return ()
    memory = Memory.of([facts.sentences[i].text for i in facts.main])
    named = named_in(facts)
    grammar = load()
    found = []
    for index, parse in facts.parses(facts.suspects).items():
        if parse is None:
            continue
        sentence = facts.sentences[index]
        place = Place(
            sentence.text, parse, classes(parse), memory, links(facts, sentence), drugs(facts, index, named), asking
        )
        best = pile(place, facts, index, lexicon) or phrase(place, grammar, lexicon)
        if best is not None:
            start, end, signs = best
            span = Span(sentence.span.start + start, sentence.span.start + end)
            found.append(Intrusion(index, span, signs, repaired(sentence.text, start, end)))
    return tuple(found)


def phrase(place: Place, grammar: Grammar, lexicon: Lexicon) -> tuple[int, int, tuple[str, ...]] | None:
    """Return the likeliest foreign phrase inside the sentence, with its signs, or None."""
    best: tuple[float, int, int, tuple[str, ...]] | None = None
    queried = [
        (place.parse.at(h.start), place.parse.at(h.end - 1) + 1) for h in queries(place.text, place.drugs, lexicon)
    ]
    for start, opener, bonus in starts(place, lexicon):
        for end in ends(place, start):
            saved, joint = seams(place.kinds, start, end, grammar)
            link = linked(place, start, end)
            if saved < (OPEN_LINK if link else BROKEN) or joint > WHOLE:
                continue
            signs = signs_of(place, start, end, opener, lexicon)
            total = saved + sum(worth(s, place.memory) for s in signs)
            value = total + bonus + preference(place, start, end) + inside(place.kinds, start, end, grammar)
            value -= CUT * sum(a < end and start < b and not start <= a < b <= end for a, b in queried)
            if signs and total >= (LINKED if link else ENOUGH) and (best is None or value > best[0]):
                best = (value, start, end, ("grammar", *signs))
    if best is None:
        return None
    _, start, end, signs = best
    return place.parse.starts[start], place.parse.starts[end - 1] + len(place.parse.words[end - 1]), signs


def starts(place: Place, lexicon: Lexicon) -> Iterator[tuple[int, str, float]]:
    """Yield the words at which a foreign phrase may begin, with the sign that points at each and what that is worth."""
    parse = place.parse
    seen: set[int] = set()
    quoted = {w for a, b in quotations(place.text) for w in range(parse.at(a), parse.at(b) + 1)}

    def fresh(word: int) -> bool:
        new = word > 0 and word not in seen and word not in quoted
        seen.add(word)
        return new

    for hit in queries(place.text, place.drugs, lexicon):
        word = parse.at(hit.start)
        if not (hit.term.id in QUESTIONS and (asked(place, word) or turned(place, word))) and fresh(word):
            yield word, "query", OPENING
    for a, b in place.links:
        if only_here(place, a, b) and fresh(parse.at(a)):
            yield parse.at(a), "", OPENING
    marks = [parse.at(h.start) for h in lexicon.find(place.text, "query-word", "lower-name") if h.text.islower()]
    for mark in marks:
        for word in range(mark, max(0, mark - 6), -1):
            if not asked(place, word) and fresh(word):
                yield word, "", OPENING if word == mark else 0.0
    for word in (*repeated_starts(place), *drug_starts(place)):
        if fresh(word):
            yield word, "", 0.0


def repeated_starts(place: Place) -> Iterator[int]:
    """Yield words with matter that come again within the length of a phrase."""
    last: dict[str, int] = {}
    for i, word in enumerate(place.parse.lower):
        if len(word) > 3 and word.isalpha() and word not in FUNCTION:
            base = stem(word)
            if base in last and last[base] > 0 and i - last[base] < LONGEST:
                yield last[base]
            last[base] = i


def drug_starts(place: Place) -> Iterator[int]:
    """Yield the words before a medicine that only this sentence names, nearest first, and its own."""
    for drug in place.drugs:
        if drug.lonely and place.text[drug.start].islower():
            last = place.parse.at(drug.start)
            yield from range(last, max(0, last - BEFORE_DRUG), -1)


def asked(place: Place, word: int) -> bool:
    """Say whether a question at `word` is part of the sentence: after a verb of asking, a mark or a quotation."""
    parse = place.parse
    before = parse.lower[word - 1] if word else ""
    close = place.text[: parse.starts[word]].rstrip()[-1:]
    if not before or not any(c.isalnum() for c in before) or not close.isalnum():
        return True
    if parse.tags[word - 1] == "IN" and parse.tags[word] in QUESTION_WORD_TAGS:
        return True
    behind = next((i for i in range(word - 1, 0, -1) if parse.tags[i] not in ADVERBS), 0)
    if parse.tags[word] in QUESTION_WORD_TAGS and parse.tags[behind][:1] == "V" and not inverted(parse, word):
        return True
    first = 0 if parse.tags[word - 1] == "CC" else max(0, word - 4)
    window = place.text[parse.starts[first] : parse.starts[word]]
    return any(True for _ in place.asking.find(window))


def inverted(parse: Parse, word: int) -> bool:
    """Say whether the question at `word` has its verb before its subject, as no clause inside a sentence has."""
    after = next((i for i in range(word + 1, len(parse.words)) if parse.tags[i] not in ADVERBS), word)
    return parse.lower[after] in AUXILIARY or parse.tags[after] == "MD"


def linked(place: Place, start: int, end: int) -> bool:
    """Say whether the words are the text of a link to another site, with a medicine that no other sentence names."""
    a, b = place.parse.starts[start], place.parse.starts[end - 1] + len(place.parse.words[end - 1])
    alone = any(d.lonely and a <= d.start and d.end <= b for d in place.drugs)
    return alone and any(abs(x - a) <= 1 and abs(y - b) <= 1 and only_here(place, x, y) for x, y in place.links)


def turned(place: Place, word: int) -> bool:
    """Say whether the whole sentence is a question, or turns its verb round after "only", "never" and the like."""
    first = place.parse.lower[0]
    asks = place.text.rstrip("\"'”’) ").endswith("?")
    opens = any(t in QUESTION_TAGS for t in place.parse.tags[:QUESTION_OPENING])
    return first in TURNING or (asks and (word < QUESTION_WORDS or opens))


def only_here(place: Place, start: int, end: int) -> bool:
    """Say whether no other sentence has any of the words with matter between two offsets."""
    words = [m.group().lower() for m in TOKEN.finditer(place.text[start:end])]
    matter = [w for w in words if w not in FUNCTION]
    return len(matter) >= SHORTEST and all(w.isalpha() and place.memory.stems[stem(w)] <= 1 for w in matter)


def ends(place: Place, start: int) -> Iterator[int]:
    """Yield where a phrase that begins at `start` may end: behind a word with matter, before any mark."""
    words = place.parse.lower
    for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
        word = words[end - 1]
        if not any(c.isalnum() for c in word) and word not in {"-", "–"}:
            return
        stranded = word in STRANDED and words[start] in ASKING
        if end - start >= SHORTEST and (word not in FUNCTION or stranded) and end < len(words):
            yield end


def seams(kinds: Sequence[str], start: int, end: int, grammar: Grammar) -> tuple[float, float]:
    """Return the bits that deleting the words saves at both ends, and the bits that the new joint costs."""
    padded = (OUTSIDE, OUTSIDE, *kinds, OUTSIDE)
    a, b = start + 2, end + 2

    def costs(row: Sequence[str], places: Sequence[int]) -> float:
        return sum(grammar.cost(row[i - 2], row[i - 1], row[i]) for i in places if i < len(row))

    joined = padded[:a] + padded[b:]
    joint = costs(joined, (a, a + 1))
    return costs(padded, (a, a + 1, b, b + 1)) - joint, joint


def inside(kinds: Sequence[str], start: int, end: int, grammar: Grammar) -> float:
    """Return the bits by which the words between the ends surprise more, or less, than a foreign word would."""
    padded = (OUTSIDE, OUTSIDE, *kinds, OUTSIDE)
    costs = (grammar.cost(*padded[i - 2 : i + 1]) for i in range(start + 4, end + 2))
    return WITHIN * (sum(costs) - STRANGER * (end - start))


def preference(place: Place, start: int, end: int) -> float:
    """Return the bits by which a choice of ends is likelier: foreign words inside, words of the page outside."""
    words = place.parse.lower
    value = 0.0
    for word in words[start:end]:
        if word in FUNCTION or not word.isalpha():
            continue
        value += FOREIGN_WORD if place.memory.stems[stem(word)] <= 1 else -OWN_WORD
    a, b = place.parse.starts[start], place.parse.starts[end - 1] + len(words[end - 1])
    for drug in place.drugs:
        value += DRUG_INSIDE if drug.lonely and a <= drug.start and drug.end <= b else 0.0
        value += DRUG_LAST if drug.end == b else 0.0
    tail = not any(any(c.isalnum() for c in w) for w in words[end:])
    return value - LENGTH * (end - start) - (TO_THE_END if tail else 0.0)


def pile(place: Place, facts: Analysis, index: int, lexicon: Lexicon) -> tuple[int, int, tuple[str, ...]] | None:
    """Return the whole sentence if it is a pile of search words without a verb, beside others in a paragraph."""
    parse = place.parse
    sentence = facts.sentences[index]
    block = facts.page.blocks[sentence.block]
    alone = sentence.span.start == block.span.start and sentence.span.end == block.span.end
    finite = any(t in FINITE for t in parse.tags)
    if block.kind is not Kind.PARAGRAPH or alone or finite or "," in place.text or ":" in place.text:
        return None
    signs = []
    if queries(place.text, place.drugs, lexicon):
        signs.append("query")
    if any(True for _ in lexicon.find(place.text, "query-word")):
        signs.append("search word")
    if repetitions(parse.lower) >= REPEATED:
        signs.append("repeated words")
    if lower_name(place.text, 1, len(place.text), lexicon):
        signs.append("name in small letters")
    if parse.tags[parse.root] == "VB" or not {"DT", "PRP", "PRP$"}.isdisjoint(parse.tags):
        return None
    known = [w for w in parse.lower if len(w) > 3 and w.isalpha() and w not in FUNCTION]
    if any(d.lonely for d in place.drugs):
        signs.append("medicine named only here")
    if len(signs) < REPEATED or any(place.memory.stems[stem(w)] > 1 for w in known if len(w) > 6):
        return None
    return 0, len(place.text), (*signs, "no verb")


def repaired(text: str, start: int, end: int) -> str:
    """Return the sentence without the foreign words."""
    return " ".join((text[:start] + " " + text[end:]).split()).replace(" ,", ",").replace(" .", ".")
