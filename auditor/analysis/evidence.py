"""What is looked for in a page's disclosures, and what was found."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from auditor.analysis.notice_gates import may_give
from auditor.analysis.topics import Topics
from auditor.lexicon import Lexicon
from auditor.model import Kind, Role, Sentence, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

Find = Callable[[str, Lexicon], tuple[int, int] | None]
"""Looks for a notice in one sentence and returns its place."""

WORK = re.compile(r"^\W{0,2}\d{1,3}[\].)]?\s|\b(?:19|20)\d\d\b|https?://|\bet al\b|\bdoi\b", re.I)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a disclosure was found: `via` text, link, metadata or site; `span` only for words on the page.

    `when` is the day that it states, for a date that can be read.
    """

    via: str
    span: Span | None = None
    words: str = ""
    when: date | None = None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Whether one disclosure is needed and given.

    `needed` says whether the page calls for it, and `reason` why, or why not. `evidence` is what was found, `weak`
    says what is wrong with it ("only 'Editorial Staff' is named"); a weak disclosure is not a given one.
    `because` is the place on the page that calls for it, and `mentions` how many sentences do. `doubtful` says that
    an editor may well find the weak one enough: an organisation that signs as author.
    """

    item: str
    needed: bool
    reason: str
    evidence: Evidence | None = None
    weak: str = ""
    because: Span | None = None
    mentions: int = 0
    doubtful: bool = False

    @property
    def missing(self) -> bool:
        """Say whether the page needs it and does not give it."""
        return self.needed and (self.evidence is None or self.weak != "")


@dataclass(frozen=True)
class Reader:
    """What the search for every item needs: the sentences to look through, with the different words of each.

    `plain` are the sentences as they read, without marks.
    """

    facts: Analysis
    lexicon: Lexicon
    topics: Topics
    sentences: Sequence[Sentence]
    words: Sequence[frozenset[str]]
    plain: Sequence[str]

    def first(self, find: Find, notice: str = "") -> Evidence | None:
        """Return the first sentence in which `find` finds a place, also among the site's own lines.

        `notice` names the gate of words that a sentence must pass to be looked at.
        """
        for sentence, words, plain in zip(self.sentences, self.words, self.plain, strict=True):
            if (not notice or may_give(notice, words)) and find(plain, self.lexicon):
                return Evidence("text", sentence.span, sentence.text)
        for line in self.facts.config.site.lines:
            if find(line, self.lexicon):
                return Evidence("site", None, line)
        return None


def is_entry(facts: Analysis, index: int) -> bool:
    """Say whether a block is one work of the reference list; what follows the list, such as a footer, is none."""
    block = facts.page.blocks[index]
    if index not in facts.references.blocks or block.role is not Role.MAIN or block.kind is Kind.HEADING:
        return False
    return WORK.search(facts.page.quote(block.span)) is not None
