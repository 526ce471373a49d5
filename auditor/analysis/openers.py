"""Find paragraphs that begin by pointing back at something that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.model import Block, Kind, Role, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

BACK = 4
"""Blocks looked through for the person that "he" or "she" can mean."""

ANSWERED = frozenset({"turning-opener", "pointing-opener"})


@dataclass(frozen=True, slots=True)
class Opener:
    """A sentence that opens a paragraph and points at nothing; `words` are those that point, `term` their entry."""

    sentence: int
    words: Span
    term: str


def find_openers(facts: Analysis) -> tuple[Opener, ...]:
    """Return the dangling openers of the main text, in order of place."""
    return tuple(_openers(facts))


def _openers(facts: Analysis) -> Iterator[Opener]:
    """Yield each first sentence of a paragraph whose opening words have nothing before them to point at."""
    lexicon = facts.resources.lexicons["splicing"]
    blocks = facts.page.blocks
    for index in facts.main:
        sentence = facts.sentences[index]
        block = blocks[sentence.block]
        if block.kind is not Kind.PARAGRAPH or block.span.start != sentence.span.start or not sentence.complete:
            continue
        before = previous(blocks, sentence.block)
        if all(b.kind is Kind.HEADING for b in before) and (up := next(lexicon.find(sentence.text, "above"), None)):
            yield Opener(index, Span(sentence.span.start + up.start, sentence.span.start + up.end), up.term.id)
            continue
        hit = next(lexicon.find(sentence.text, "opener"), None)
        if hit is None:
            continue
        if hit.term.id == "person-opener":
            texts = [facts.page.title, *(facts.page.quote(b.span) for b in before[-BACK:])]
            own = sentence.text[hit.end :]
            dangling = not any(True for t in texts for _ in lexicon.find(t, "person")) and not NAMED.search(own)
        else:
            dangling = heads_section(facts, before)
        if dangling:
            start = sentence.span.start + hit.start
            yield Opener(index, Span(start, start + len(hit.text.rstrip(" ,"))), hit.term.id)


NAMED = re.compile(r"\b(?:Dr|Mr|Mrs|Ms)\.? [A-Z]")


def previous(blocks: tuple[Block, ...], index: int) -> list[Block]:
    """Return the blocks of the main text before this one."""
    return [b for b in blocks[max(0, index - 3 * BACK) : index] if b.role is Role.MAIN]


def heads_section(facts: Analysis, before: list[Block]) -> bool:
    """Say whether only a heading that is no question, or nothing at all, stands before the paragraph."""
    if not before:
        return True
    last = before[-1]
    text = facts.page.quote(last.span)
    return last.kind is Kind.HEADING and "?" not in text and not text.rstrip().endswith((".", ":"))
