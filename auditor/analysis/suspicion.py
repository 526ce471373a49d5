"""Tell by their words alone which sentences may hold a phrase from elsewhere, before any grammar is looked at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.analysis.similarity import FUNCTION, TOKEN
from auditor.analysis.stems import stem
from auditor.analysis.substances import Mention
from auditor.lexicon import Hit, Lexicon
from auditor.model import Kind, Sentence

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

LETTERS = re.compile(r"[^\W\d_]+")
PILE_WORDS = 5
RUN = 10
"""Words within which a pile of keywords repeats itself."""

REPEATED = 2
"""Different words that come again in a pile of keywords, at least."""

QUESTION = 60
"""Characters; a shorter question has its own reason to look like a query."""

QUOTED = re.compile(r"[\"“”]([^\"“”\n]{1,100})[\"“”]")
"""Words in quotation marks, as long as a title or a search: they are spoken of, and need not fit the grammar."""

SMALL = 8
"""Sentences of the page from which on a medicine that comes once is worth a look (measured in `strange`)."""

BODY = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.CELL, Kind.CAPTION})


@dataclass(frozen=True, slots=True)
class Named:
    """A medicine or substance at `start:end` of a sentence: a brand in small letters, named in no other sentence."""

    start: int
    end: int
    brand: bool
    lonely: bool


def suspects(facts: Analysis, lexicon: Lexicon) -> tuple[int, ...]:
    """Return the sentences whose words alone let a phrase from elsewhere be in them."""
    named = named_in(facts) if len(facts.main) >= SMALL else Counter()
    return tuple(i for i in facts.main if suspicious(facts, i, lexicon, named))


def named_in(facts: Analysis) -> Counter[str]:
    """Return in how many sentences of the main text each medicine or substance is named."""
    return Counter(d for i in facts.main for d in {m.id for m in facts.mentions[i]})


def quotations(text: str) -> list[tuple[int, int]]:
    """Return where short quotations stand in the text, without their marks."""
    return [m.span(1) for m in QUOTED.finditer(text)] if '"' in text or "“" in text else []


def suspicious(facts: Analysis, index: int, lexicon: Lexicon, named: Counter[str]) -> bool:
    """Say whether the words alone give a reason to look at the grammar of a sentence.

    `named` counts the sentences that name each medicine; it is empty for a page too short to tell.
    """
    sentence = facts.sentences[index]
    block = facts.page.blocks[sentence.block]
    if block.kind not in BODY or sentence.block in facts.references.blocks or len(sentence.text.split()) < PILE_WORDS:
        return False
    if any(s.start < sentence.span.end and sentence.span.start < s.end for s in facts.references.stray):
        return False
    text = sentence.text
    if text.rstrip().endswith("?") and len(text) < QUESTION:
        return False
    hits = list(lexicon.find(text))
    if any(h.term.kind in {"query", "query-word"} or (h.term.kind == "lower-name" and h.text.islower()) for h in hits):
        return True
    if brand_in_small_letters(facts, index) or links(facts, sentence):
        return True
    if any(named[m.id] == 1 and text[m.start].islower() for m in facts.mentions[index]):
        return True
    about_drug = bool(facts.mentions[index]) and any(h.term.kind == "drug-query" for h in hits)
    return (about_drug or echo(text)) and promising(text, facts.mentions[index], lexicon)


def promising(text: str, drugs: Sequence[Mention], lexicon: Lexicon) -> bool:
    """Say whether the words can give any of the signs that must join a broken grammar, so that it is worth a parse."""
    if repetitions(LETTERS.findall(text.lower())) >= REPEATED or queries(text, drugs, lexicon):
        return True
    possible = (lexicon.by_id[term] for term in lexicon.index.possible(text))
    return any(term.kind in {"query-word", "lower-name"} for term in possible)


def repetitions(words: Sequence[str]) -> int:
    """Return how many different words with matter come more than once."""
    counts = Counter(stem(w) for w in words if w.isalpha() and w not in FUNCTION)
    return sum(n > 1 for n in counts.values())


def brand_in_small_letters(facts: Analysis, index: int) -> bool:
    """Say whether the sentence writes a brand without its capital."""
    return any(m.surface.islower() and is_brand(facts, m) for m in facts.mentions[index])


def is_brand(facts: Analysis, mention: Mention) -> bool:
    """Say whether a medicine is called by a brand."""
    data = facts.resources.substances.terms[mention.id].data
    return any(mention.surface == b.lower() for key in ("brands", "discontinued") for b in data.get(key, ()))


def drugs(facts: Analysis, index: int, elsewhere: Counter[str]) -> tuple[Named, ...]:
    """Return the medicines and substances that the sentence names; `elsewhere` counts sentences that name each."""
    return tuple(
        Named(m.start, m.end, m.surface.islower() and is_brand(facts, m), elsewhere[m.id] <= 1)
        for m in facts.mentions[index]
    )


def echo(text: str) -> bool:
    """Say whether two words with matter come twice close together, in small letters."""
    words = [m.group() for m in TOKEN.finditer(text)]
    last: dict[str, int] = {}
    again: list[int] = []
    for place, word in enumerate(words):
        if word.islower() and len(word) > 3 and word not in FUNCTION:
            base = stem(word)
            if place - last.get(base, -RUN) < RUN and base in last:
                again.append(place)
            last[base] = place
    return any(b - a < RUN for a, b in pairwise(again))


def links(facts: Analysis, sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Return where links to other hosts stand inside the sentence, neither at its beginning nor at its end."""
    out = []
    for link in facts.page.links:
        if (
            link.href.startswith("http")
            and facts.page.quote(link.span)[:1].islower()
            and sentence.span.start < link.span.start
            and link.span.end < sentence.span.end - 1
        ):
            out.append((link.span.start - sentence.span.start, link.span.end - sentence.span.start))
    return tuple(out)


def queries(text: str, drugs: Sequence[Named | Mention], lexicon: Lexicon) -> list[Hit]:
    """Return the search queries in the text; some shapes count only where they name a medicine or substance."""
    named = (h for h in lexicon.find(text, "drug-query") if any(d.start < h.end and h.start < d.end for d in drugs))
    return sorted((*lexicon.find(text, "query"), *named), key=lambda h: h.start)


def lower_name(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether a place is written in small letters between the two offsets."""
    return any(h.text.islower() for h in lexicon.find(text[start:end], "lower-name"))
