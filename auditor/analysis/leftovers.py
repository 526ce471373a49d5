"""Find lines of the main text that are a page's interface, and what a template or a program left in its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.similarity import FUNCTION, TOKEN
from auditor.analysis.stems import stem
from auditor.analysis.suspicion import quotations
from auditor.lexicon import Hit, Lexicon
from auditor.model import Kind, Page, Sentence, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

SHARE = 0.6
"""Part of a line that the phrase must make up: a sentence that merely contains "leave a reply" has it below a half."""

TEASER = 30
"""Characters in which the words before the colon of a teaser stand ("Read more: …")."""

TITLE_WORDS, KNOWN = 3, 0.25
"""Words with matter in the title that a teaser names, and the share of them that the page may have: an author's own
pointer to more on the subject has most of its words in common with the page."""


SLOTS = "{[%<&$"
"""Marks with one of which every slot of a template begins."""

BLANK, FORM = "slot", 3
"""Slots in brackets on a page from which on it is a form that its readers fill."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A sentence that is interface, or the part of it at `span` that a template left, with the term that says which."""

    sentence: int
    term: str
    words: str
    span: Span


def find_leftovers(facts: Analysis) -> tuple[Leftover, ...]:
    """Return the interface lines of the main text; none for a page about privacy, cookies or terms."""
    lexicon = facts.resources.lexicons["interface"]
    known: Counter[str] = Counter()
    if about_websites(facts.page, lexicon):
        return ()
    found = []
    for index in facts.main:
        sentence = facts.sentences[index]
        hit = interface(sentence.text, lexicon)
        if hit is None and ":" in sentence.text[:TEASER] and (hit := next(lexicon.find(sentence.text, "teaser"), None)):
            known = known or words_of(facts)
            hit = hit if strange(sentence.text[hit.end :], known) else None
        kind = facts.page.blocks[sentence.block].kind
        if hit is not None and kind not in {Kind.CODE, Kind.CELL, Kind.TERM}:
            found.append(Leftover(index, hit.term.id, hit.text, sentence.span))
        elif kind is not Kind.CODE:
            found += slots(index, sentence, lexicon)
    blanks = [x for x in found if x.term == BLANK and x.words[:1] == "["]
    return tuple(x for x in found if len(blanks) < FORM or x not in blanks)


def slots(index: int, sentence: Sentence, lexicon: Lexicon) -> Iterator[Leftover]:
    """Yield the slots, choices and visible markup inside a sentence, unless it quotes them."""
    text = sentence.text
    if not any(mark in text for mark in SLOTS):
        return
    quoted = quotations(text)
    for hit in lexicon.find(text, "slot"):
        if not any(a <= hit.start and hit.end <= b for a, b in quoted):
            start = sentence.span.start + hit.start
            yield Leftover(index, hit.term.id, hit.text, Span(start, start + len(hit.text)))


def words_of(facts: Analysis) -> Counter[str]:
    """Return in how many sentences of the main text each stem stands."""
    return Counter(
        s for i in facts.main for s in {stem(m.group().lower()) for m in TOKEN.finditer(facts.sentences[i].text)}
    )


def strange(title: str, known: Counter[str]) -> bool:
    """Say whether a title that a teaser names has hardly a word of the page: it leads somewhere else."""
    matter = {stem(w) for m in TOKEN.finditer(title) if (w := m.group().lower()) not in FUNCTION and w.isalpha()}
    return len(matter) >= TITLE_WORDS and sum(known[s] > 1 for s in matter) <= KNOWN * len(matter)


def interface(text: str, lexicon: Lexicon) -> Hit | None:
    """Return the interface words that make up the line, or None."""
    whole = len(text.strip(" \t.:!*|»›→…"))
    return next((h for h in lexicon.find(text, "line") if h.end - h.start >= SHARE * whole), None)


def about_websites(page: Page, lexicon: Lexicon) -> bool:
    """Say whether the title or first heading announces a page about privacy, cookies or terms."""
    heading = next((page.quote(b.span) for b in page.blocks if b.kind is Kind.HEADING), "")
    return any(True for text in (page.title, heading) for _ in lexicon.find(text, "topic"))
