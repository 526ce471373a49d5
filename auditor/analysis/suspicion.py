"""Tell by their words alone which sentences may hold a phrase from elsewhere, before any grammar is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.similarity import FUNCTION, TOKEN
from auditor.lexicon import Hit, Lexicon
from auditor.model import Kind, Sentence

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

PILE_WORDS = 5
RUN = 4
"""Words with matter in a row, in small letters and without a word of grammar, from which on a sentence is parsed."""

QUESTION = 60
"""Characters; a shorter question has its own reason to look like a query."""

BODY = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.CELL, Kind.CAPTION})


@dataclass(frozen=True, slots=True)
class Named:
    """A medicine or substance at `start:end` of a sentence: a brand in small letters, named in no other sentence."""

    start: int
    end: int
    brand: bool
    lonely: bool


def suspicious(facts: Analysis, index: int, lexicon: Lexicon) -> bool:
    """Say whether the words alone give a reason to look at the grammar of a sentence."""
    sentence = facts.sentences[index]
    block = facts.page.blocks[sentence.block]
    if block.kind not in BODY or sentence.block in facts.references.blocks or len(sentence.text.split()) < PILE_WORDS:
        return False
    if any(s.start < sentence.span.end and sentence.span.start < s.end for s in facts.references.stray):
        return False
    text = sentence.text
    if text.rstrip().endswith("?") and len(text) < QUESTION:
        return False
    if queries(text, drugs(facts, index), lexicon) or any(True for _ in lexicon.find(text, "query-word")):
        return True
    if any(d.brand for d in drugs(facts, index)):
        return True
    return lower_name(text, 0, len(text), lexicon) or bool(links(facts, sentence)) or long_run(text)


def drugs(facts: Analysis, index: int) -> tuple[Named, ...]:
    """Return the medicines and substances that the sentence names."""
    out = []
    terms = facts.resources.substances.terms
    for mention in facts.mentions[index]:
        brands = {b.lower() for key in ("brands", "discontinued") for b in terms[mention.id].data.get(key, ())}
        lonely = all(m.id != mention.id for i in facts.main if i != index for m in facts.mentions[i])
        out.append(Named(mention.start, mention.end, mention.surface in brands, lonely))
    return tuple(out)


def long_run(text: str) -> bool:
    """Say whether words with matter follow one another in small letters without a word of grammar or a mark."""
    run = 0
    last = 0
    for m in TOKEN.finditer(text):
        word = m.group()
        joined = text[last : m.start()].strip() == ""
        run = (run + 1 if joined else 1) if word.islower() and word not in FUNCTION and len(word) > 2 else 0
        last = m.end()
        if run >= RUN:
            return True
    return False


def links(facts: Analysis, sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Return where links to other hosts stand inside the sentence, neither at its beginning nor at its end."""
    out = []
    for link in facts.page.links:
        if (
            link.href.startswith("http")
            and sentence.span.start < link.span.start
            and link.span.end < sentence.span.end - 1
        ):
            out.append((link.span.start - sentence.span.start, link.span.end - sentence.span.start))
    return tuple(out)


def queries(text: str, drugs: Sequence[Named], lexicon: Lexicon) -> list[Hit]:
    """Return the search queries in the text; some shapes count only where they name a medicine or substance."""
    found = lexicon.find(text, "query")
    named = (h for h in lexicon.find(text, "drug-query") if any(d.start < h.end and h.start < d.end for d in drugs))
    return sorted((*found, *named), key=lambda h: h.start)


def lower_name(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether a place is written in small letters between the two offsets."""
    return any(h.text.islower() for h in lexicon.find(text[start:end], "lower-name"))
