"""Say for each claim what supports it: a source that can be found, nobody in particular, or a mark that leads nowhere.

A mark speaks for its own sentence; at the end of a paragraph, for the paragraph; in the stem of a list, for the items;
in the caption or the row of a table, for the cells. Whatever adds a source can only add support.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from auditor.analysis.attribution import PERSON, Attribution, speaker
from auditor.analysis.claims import find_assertions
from auditor.analysis.continuing import goes_on
from auditor.model import Citation, Claim, Kind, Page, Sentence

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

END = 4
"""Characters; a mark so near to the end of a paragraph stands at its end (a full stop, a quote, a bracket)."""

SHORT_LINK = 6
"""Words; a longer link at the end of a paragraph is part of its last sentence and speaks for that alone."""

BACK = 4
"""Sentences; a report that goes on for longer names its source again."""

SOURCE_LINE = re.compile(
    r"^\W{0,3}(?:(?:data |data from |text |figure )?sources?|data|figures?|statistics|numbers|adapted from|references?|"
    r"credit|citation)(?: (?:for|of|on|behind|used (?:for|in|here)|above|below)\b[^:–—.]{0,50})?\W{0,2}[:–—]\s",
    re.IGNORECASE,
)
INTRODUCING = re.compile(r"\b(?:from|by|in|per|list(?:s|ed)?|says?|source)\b", re.IGNORECASE)
SIGNED = re.compile(r"^\s{0,3}(?:[—–-]{1,2}|by\b)\s?[A-Z]")
DASHED = re.compile(r"^\W{0,3}[—–-]{1,2}\s?[A-Z]")
WORK = re.compile(
    r"(?:[A-Z][\w&’'-]{1,24}(?: (?:of|for|on|and|the|in|&)){0,3} ){1,8}[A-Z][\w&’'-]{1,24}[^.;]{0,60}\b(?:19|20)\d\d\b"
)
"""A name of several words and a year: enough to look it up."""

ANNOUNCING = re.compile(
    r"\b(?:below|following|here|this list|this table|these (?:facts|figures|numbers|findings|tips))\b", re.IGNORECASE
)
"""What a paragraph says that speaks for the list or table after it."""


@dataclass(frozen=True, slots=True)
class Support:
    """What supports a sentence, where that stands in words, and the source itself as the page names it."""

    status: str
    reason: str = ""
    source: str = ""


NOTHING = Support("none", "nothing in the sentence or around it points at a source")


class Ground:
    """Where the sources of a page stand, ready to be asked for each sentence."""

    def __init__(
        self, page: Page, sentences: Sequence[Sentence], citations: Sequence[Citation], attribution: Attribution
    ) -> None:
        """Gather marks by sentence and sentences by block."""
        self.page = page
        self.sentences = sentences
        self.attribution = attribution
        self.marks: dict[int, list[Citation]] = {}
        for citation in citations:
            self.marks.setdefault(citation.sentence, []).append(citation)
        self.members: dict[int, list[int]] = {}
        for index, sentence in enumerate(sentences):
            self.members.setdefault(sentence.block, []).append(index)
        self.rows = self.read_tables()
        self.own: dict[int, Support] = {}

    def read_tables(self) -> Mapping[tuple[int, int], Support]:
        """Return the support that a cited cell gives its row; row -1 stands for the caption and the whole table."""
        found: dict[tuple[int, int], Support] = {}
        blocks = self.page.blocks
        for index, block in enumerate(blocks):
            if block.kind is Kind.CAPTION:
                near = next((blocks[k].group for k in (index + 1, index - 1) if self.is_cell(k)), None)
                support = self.cited_in(index, "the caption of the table has a source")
                if near is not None and support:
                    found[near, -1] = support
            elif block.kind is Kind.CELL and block.group is not None and self.source_line(index):
                found[block.group, -1] = self.source_line(index) or NOTHING
            elif block.kind is Kind.CELL and block.group is not None and block.row is not None:
                support = self.cited_in(index, "another cell of the row has a source")
                if support:
                    found.setdefault((block.group, block.row), support)
        return found

    def is_cell(self, index: int) -> bool:
        """Say whether there is a block `index` and it is a cell of a table."""
        return 0 <= index < len(self.page.blocks) and self.page.blocks[index].kind is Kind.CELL

    def cited_in(self, block: int, reason: str) -> Support | None:
        """Return the support that a mark anywhere in a block gives, or None."""
        for index in self.members.get(block, ()):
            for mark in self.marks.get(index, ()):
                if mark.resolved:
                    return Support("cited", reason, mark.target or mark.label)
        return None

    def direct(self, index: int) -> Support:
        """Return what the sentence itself says of its source."""
        if index not in self.own:
            self.own[index] = self.read(index)
        return self.own[index]

    def read(self, index: int) -> Support:
        """Look at the marks and the words of one sentence."""
        marks = self.marks.get(index, ())
        good = next((m for m in marks if m.resolved), None)
        if good is not None:
            return Support("cited", f"the sentence has a source ({good.kind})", good.target or good.label)
        text = self.sentences[index].text
        name = self.attribution.named(text)
        if name:
            return Support("attributed", "the sentence names its source", name)
        dead = [m.label for m in marks if not m.resolved]
        if dead:
            return Support("orphan", f"the mark {', '.join(dead)} leads to no entry on this page")
        vague, _ = self.attribution.vague(text)
        return Support("vague", f"“{vague}” names no source") if vague else NOTHING

    def around(self, index: int) -> Support | None:
        """Return the support that comes from elsewhere, or None."""
        block = self.sentences[index].block
        return (
            self.from_speaker(block)
            or self.from_neighbours(index, self.members[block])
            or self.from_paragraph_end(block)
            or self.from_stem(block)
            or self.from_table(block)
            or self.from_source_line(block)
            or self.from_source_sentence(index, block)
            or self.from_heading(block)
            or self.for_page
        )

    @cached_property
    def sections(self) -> Mapping[int, Support]:
        """Return the support of headings that say where what stands below them comes from, by block below."""
        found: dict[int, Support] = {}
        current: Support | None = None
        for index, block in enumerate(self.page.blocks):
            if block.kind is Kind.HEADING:
                name = self.attribution.heads(self.page.quote(block.span))
                current = Support("attributed", "the heading names the source", name) if name else None
            elif current is not None:
                found[index] = current
        return found

    def from_heading(self, block: int) -> Support | None:
        """Return the support of the heading above, if it names a source."""
        return self.sections.get(block)

    @cached_property
    def for_page(self) -> Support | None:
        """Return the support of a sentence that says where all that stands on the page comes from."""
        for sentence in self.sentences:
            if " this " not in sentence.text:
                continue
            name = self.attribution.speaks_for_page(sentence.text)
            if name:
                return Support("attributed", "the page says where its facts come from", name)
        return None

    def from_neighbours(self, index: int, members: Sequence[int]) -> Support | None:
        """Return the support of the sentence before, if this one goes on reporting, or of the next, if it names it."""
        place = index - members[0]
        if place + 1 < len(members):
            following = members[place + 1]
            if self.attribution.points_back(self.sentences[following].text):
                return Support("attributed", "the next sentence names its source", self.sentences[following].text)
        at = index
        for _ in range(BACK):
            text = self.sentences[at].text
            earlier = " ".join(self.sentences[i].text for i in range(max(members[0], at - BACK), at))
            on = at > members[0] and goes_on(text, earlier)
            if at == 0 or not (on or self.attribution.continues(text)) or not self.is_near(at - 1, at):
                return None
            at -= 1
            before = self.direct(at)
            if before.status in {"cited", "attributed"}:
                return Support(before.status, "it goes on reporting the source of the sentence before", before.source)
        return None

    def from_speaker(self, block: int) -> Support | None:
        """Return the support of an expert's name that stands before the words of the block, as in an interview."""
        name = speaker(self.sentences[self.members[block][0]].text)
        return Support("attributed", "the paragraph is what a named expert says", name) if name else None

    def is_near(self, first: int, second: int) -> bool:
        """Say whether two neighbouring sentences stand in one block or in two paragraphs in a row."""
        a, b = self.sentences[first].block, self.sentences[second].block
        kinds = {self.page.blocks[a].kind, self.page.blocks[b].kind}
        return a == b or (b == a + 1 and kinds <= {Kind.PARAGRAPH, Kind.QUOTE})

    def from_paragraph_end(self, block: int) -> Support | None:
        """Return the support of a resolved mark at the end of the block, which speaks for all of it."""
        end = self.page.blocks[block].span.end
        for mark in self.marks.get(self.members[block][-1], ()):
            short = mark.kind != "link" or len(self.page.quote(mark.span).split()) <= SHORT_LINK
            if mark.resolved and short and mark.span.end >= end - END:
                return Support("cited", "a source stands at the end of the paragraph", mark.target or mark.label)
        return None

    def from_stem(self, block: int) -> Support | None:
        """Return the support of the words that introduce the list or table."""
        stem = self.page.blocks[block].stem
        if stem is None:
            stem = self.announcing(block)
        if stem is None or stem not in self.members:
            return None
        last = self.members[stem][-1]
        found, text = self.direct(last), self.sentences[last].text
        if found.status in {"cited", "attributed"}:
            return Support(found.status, f"the words that introduce the list: {found.reason}", found.source)
        bodies = self.attribution.bodies(text) if INTRODUCING.search(text) else []
        if bodies:
            return Support("attributed", "the words that introduce the list name the source", text[slice(*bodies[0])])
        return Support("vague", found.reason) if found.status == "vague" else None

    def announcing(self, block: int) -> int | None:
        """Return the paragraph above a list or table that says where what follows comes from."""
        group = self.page.blocks[block].group
        above = block - 1
        while above >= 0 and group is not None and self.page.blocks[above].group == group:
            above -= 1
        if group is None or above not in self.members:
            return None
        last = self.sentences[self.members[above][-1]].text
        return above if ANNOUNCING.search(last) else None

    def from_table(self, block: int) -> Support | None:
        """Return the support of the row or the caption of a cell."""
        it = self.page.blocks[block]
        if it.group is None or it.kind is not Kind.CELL:
            return None
        return self.rows.get((it.group, it.row if it.row is not None else -1)) or self.rows.get((it.group, -1))

    def from_source_line(self, block: int) -> Support | None:
        """Return the support of a line "Source: …" below the block, its list or its table."""
        blocks = self.page.blocks
        group = blocks[block].group
        below = block + 1
        while below < len(blocks) and group is not None and blocks[below].group == group:
            below += 1
        if below not in self.members:
            return None
        quoted = blocks[block].kind is Kind.QUOTE or self.page.quote(blocks[block].span)[:1] in '“"'
        return self.source_line(below, quoted)

    def from_source_sentence(self, index: int, block: int) -> Support | None:
        """Return the support of a last sentence of the block that only says "Source: …" or signs what stands before."""
        last = self.members[block][-1]
        text = self.sentences[last].text
        if last == index:
            return None
        quoted = self.page.blocks[block].kind is Kind.QUOTE and not self.sentences[last].complete
        if not (SOURCE_LINE.match(text) or DASHED.match(text) or quoted):
            return None
        return self.named_in(text)

    def named_in(self, text: str) -> Support | None:
        """Return the support of a source line that names a body, a person, or a work with its year."""
        bodies, person, work = self.attribution.bodies(text), PERSON.search(text), WORK.search(text)
        name = text[slice(*bodies[0])] if bodies else person.group() if person else work.group() if work else ""
        return Support("attributed", "a line below names the source", name) if name else None

    def source_line(self, block: int, quoted: bool = False) -> Support | None:
        """Return the support of a block that only says "Source: …", or signs the quotation above it."""
        if block not in self.members:
            return None
        text = self.sentences[self.members[block][0]].text
        if self.is_mark_alone(block):
            return self.cited_in(block, "the line below is its source")
        signature = (
            quoted
            and self.page.blocks[block].kind is Kind.QUOTE
            and not self.sentences[self.members[block][0]].complete
        )
        if not SOURCE_LINE.match(text) and not signature and not (quoted and SIGNED.match(text)):
            return None
        return self.cited_in(block, "a line below names the source") or self.named_in(text)

    def is_mark_alone(self, block: int) -> bool:
        """Say whether a block holds marks and nothing else."""
        whole = self.page.blocks[block].span
        covered = sum(len(m.span) for i in self.members[block] for m in self.marks.get(i, ()) if m.resolved)
        return covered >= len(whole) - END and self.page.blocks[block].kind is Kind.PARAGRAPH


def find_claims(facts: Analysis) -> tuple[Claim, ...]:
    """Return the claims of the main text, each with its kind and what supports it."""
    assertions = find_assertions(facts)
    if not assertions:
        return ()
    ground = Ground(facts.page, facts.sentences, facts.citations, facts.resources.attribution)
    found = []
    for a in assertions:
        support = decide(ground.direct(a.sentence), ground.around(a.sentence))
        span = facts.sentences[a.sentence].span
        found.append(Claim(a.sentence, span, a.kind, support.status, a.score, support.reason, support.source, a.safety))
    return tuple(found)


RANK: Mapping[str, int] = {"cited": 4, "attributed": 3, "orphan": 2, "vague": 1, "none": 0}


def decide(own: Support, around: Support | None) -> Support:
    """Return the stronger of what the sentence says itself and what comes from around it."""
    if around is None or RANK[own.status] >= RANK[around.status]:
        return own
    return around
