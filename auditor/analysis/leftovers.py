"""Find lines of the main text that are made of a page's interface words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.lexicon import Hit, Lexicon
from auditor.model import Kind, Page

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

SHARE = 0.6
"""Part of a line that the phrase must make up: a sentence that merely contains "leave a reply" has it below a half."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A sentence that is interface, with the term that says which."""

    sentence: int
    term: str
    words: str


def find_leftovers(facts: Analysis) -> tuple[Leftover, ...]:
    """Return the interface lines of the main text; none for a page about privacy, cookies or terms."""
    lexicon = facts.resources.lexicons["interface"]
    if about_websites(facts.page, lexicon):
        return ()
    found = []
    for index in facts.main:
        sentence = facts.sentences[index]
        hit = interface(sentence.text, lexicon)
        if hit is not None and facts.page.blocks[sentence.block].kind not in {Kind.CODE, Kind.CELL, Kind.TERM}:
            found.append(Leftover(index, hit.term.id, hit.text))
    return tuple(found)


def interface(text: str, lexicon: Lexicon) -> Hit | None:
    """Return the interface words that make up the line, or None."""
    whole = len(text.strip(" \t.:!*|»›→…"))
    return next((h for h in lexicon.find(text, "line") if h.end - h.start >= SHARE * whole), None)


def about_websites(page: Page, lexicon: Lexicon) -> bool:
    """Say whether the title or first heading announces a page about privacy, cookies or terms."""
    heading = next((page.quote(b.span) for b in page.blocks if b.kind is Kind.HEADING), "")
    return any(True for text in (page.title, heading) for _ in lexicon.find(text, "topic"))
