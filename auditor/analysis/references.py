"""Find the reference list, and reference entries that stand where they do not belong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.lexicon import Lexicon
from auditor.model import Block, Kind, Page, Role, Sentence, Span

AUTHORS = re.compile(
    r"(?:[A-Z][\w’'-]+(?: (?:de|van|von|der|la|del|di))? [A-Z]{1,3}(?=[,.;])[,;]? ?){2,}"
    r"|[A-Z][\w’'-]+, [A-Z]\.(?: ?[A-Z]\.)?(?:,| &| and|;|\.? ?\()"
)
"""Two or more surnames with initials ("Moreno PA, Lind T,"), or one in the style of APA ("Moreno, P. A., ")."""

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
LABEL = re.compile(r"^\W{0,2}(\d{1,4})[\].):]?\s")
ENTRY_MAX = 700
"""Characters; a longer block is prose, whatever stands in it."""

TITLE_MIN_WORDS = 6
"""Shorter titles cannot be told from a caption or a slogan."""

PROSE_CUES = re.compile(
    r"\b(?:you|your|we|our|us|they|their|it|this|that|these|those|is|are|was|were|has|have|had|can|may|might|should|"
    r"will|would|could|does|do|did|please|call|says|said)\b",
    re.IGNORECASE,
)
"""Words that prose has and the title of a paper has not."""

OPENERS = re.compile(
    r"^(?:[-•*]\s*)?(?:the )?(?:effects?|role|efficacy|association|comparison|prevalence|impact|mechanisms?|predictors|"
    r"influence|evaluation|assessment|characterization|neurobiology|pharmacology|inhibition|modulation|activation|"
    r"involvement|reduction|specific reduction|suppression|attenuation) of\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One work in the reference list: its block, the label by which marks point at it, and its words."""

    block: int
    label: str
    text: str


@dataclass(frozen=True)
class References:
    """The reference list of a page; `blocks` includes its heading. `stray` are entries outside of it."""

    entries: tuple[Entry, ...]
    blocks: frozenset[int]
    stray: tuple[Span, ...] = ()

    def by_label(self) -> Mapping[str, Entry]:
        """Return the entries by label; the first of two with the same label."""
        out: dict[str, Entry] = {}
        for entry in self.entries:
            out.setdefault(entry.label, entry)
        return out


def find_references(page: Page, sentences: Sequence[Sentence], lexicon: Lexicon) -> References:
    """Return the reference list under any of its headings, or an unheaded one, and the stray entries."""
    blocks = section_blocks(page, lexicon) or trailing_list(page, lexicon)
    entries: list[Entry] = []
    for index in sorted(blocks):
        block = page.blocks[index]
        if block.kind is not Kind.HEADING:
            text = page.quote(block.span)
            entries.append(Entry(index, entry_label(block, text, len(entries) + 1), text))
    return References(tuple(entries), frozenset(blocks), tuple(stray_entries(page, sentences, blocks, lexicon)))


def entry_label(block: Block, text: str, position: int) -> str:
    """Return the number that a mark would use for this entry: the printed one, else its place in the list."""
    if block.ordinal is not None:
        return str(block.ordinal)
    printed = LABEL.match(text)
    return printed.group(1) if printed and len(printed.group(1)) < 4 else str(position)


def section_blocks(page: Page, lexicon: Lexicon) -> set[int]:
    """Return the blocks from a reference heading to the next heading, and all footnote blocks."""
    found = {i for i, b in enumerate(page.blocks) if b.kind is Kind.FOOTNOTE}
    inside = False
    for index, block in enumerate(page.blocks):
        text = page.quote(block.span)
        short = len(text) <= 60
        if short and any(True for _ in lexicon.find(text, "heading")) and is_list_ahead(page, index, lexicon):
            inside = True
            found.add(index)
        elif block.kind is Kind.HEADING or block.role in {Role.NAVIGATION, Role.COMMENTS}:
            inside = False
        elif inside:
            if len(text) > ENTRY_MAX or not (block.kind is Kind.ITEM or is_entry(text, lexicon) or LABEL.match(text)):
                inside = False
            else:
                found.add(index)
    return found


def is_list_ahead(page: Page, heading: int, lexicon: Lexicon) -> bool:
    """Say whether the block after a "Sources" heading begins a list of works and not a text about something else."""
    if heading + 1 >= len(page.blocks):
        return False
    block = page.blocks[heading + 1]
    text = page.quote(block.span)
    return is_entry(text, lexicon) or (block.kind is Kind.ITEM and YEAR.search(text) is not None) or bool(
        LABEL.match(text)
    )


def trailing_list(page: Page, lexicon: Lexicon) -> set[int]:
    """Return the last list of the main text if at least half of its items are works (an unheaded list)."""
    groups: dict[int, list[int]] = {}
    for index, block in enumerate(page.blocks):
        if block.kind is Kind.ITEM and block.group is not None and block.role is not Role.NAVIGATION:
            groups.setdefault(block.group, []).append(index)
    if not groups:
        return set()
    last = groups[max(groups, key=lambda g: groups[g][0])]
    works = sum(is_entry(page.quote(page.blocks[i].span), lexicon) or is_work(page, i) for i in last)
    return set(last) if works * 2 >= len(last) and works >= 1 and all(ends_like_work(page, i) for i in last) else set()


def is_work(page: Page, index: int) -> bool:
    """Say whether a list item ends in a year, as "Title of the work. Publisher. 2020." does."""
    return re.search(r"(?:19|20)\d\d\W*$", page.quote(page.blocks[index].span)) is not None


def ends_like_work(page: Page, index: int) -> bool:
    """Say whether an item carries a year, a link or an identifier at all."""
    text = page.quote(page.blocks[index].span)
    return YEAR.search(text) is not None or "http" in text or "doi" in text.lower() or "PMID" in text


def is_entry(text: str, lexicon: Lexicon) -> bool:
    """Say whether a text is a bibliographic entry: authors and year, or year and a journal's or a link's form."""
    if len(text) > ENTRY_MAX:
        return False
    signs = bool(AUTHORS.search(text)) + bool(YEAR.search(text)) + min(2, sum(1 for _ in lexicon.find(text, "journal")))
    return signs >= 2


def stray_entries(page: Page, sentences: Sequence[Sentence], listed: set[int], lexicon: Lexicon) -> list[Span]:
    """Return the entries and titles that stand in body text, neighbours joined into one span."""
    by_block: dict[int, list[Sentence]] = {}
    for s in sentences:
        block = page.blocks[s.block]
        body = block.role is Role.MAIN and block.kind in {Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE}
        if body and s.block not in listed:
            by_block.setdefault(s.block, []).append(s)
    found: list[Span] = []
    for group in by_block.values():
        sure = [stray_strength(s.text, lexicon) for s in group]
        for i, s in enumerate(group):
            near = max(sure[max(0, i - 1) : i + 2])
            if sure[i] >= 2 or (sure[i] == 1 and near >= 2 and i > 0):
                joined = found and found[-1].end + 2 >= s.span.start and page.block_at(found[-1].start) == s.block
                pasted = joined and (is_tail(s.text) or only_authors(page.quote(found[-1])))
                found[-1:] = [Span(found[-1].start, s.span.end)] if pasted else [*found[-1:], s.span]
    return found


def is_tail(text: str) -> bool:
    """Say whether a sentence is the end of the entry before it: journal, year, pages, or a title after authors."""
    return bool(re.search(r"\d{4};|\d\(\d+\):|\bdoi\b", text)) or bool(re.match(r"^[A-Z][\w .]{2,40}\. ?\d{4}", text))


def only_authors(text: str) -> bool:
    """Say whether a text is the run of authors alone, so that what follows is their title."""
    return len(AUTHORS.sub("", text).split()) <= 3 and AUTHORS.search(text) is not None


def stray_strength(text: str, lexicon: Lexicon) -> int:
    """Return 2 for a sure entry or title, 1 for what is one only beside another, 0 for prose.

    A title has no finite verb of prose and carries the vocabulary of papers; a single such word proves nothing.
    """
    bare = text.lstrip("-•* ")
    words = bare.split()
    if AUTHORS.match(bare) and not PROSE_CUES.search(AUTHORS.sub("", bare)[:80]):
        return 2
    if len(words) < 3 or len(text) > ENTRY_MAX or text.rstrip().endswith(("?", "!", ":")):
        return 0
    journal = sum(1 for _ in lexicon.find(bare, "journal"))
    titles = len({h.text.lower() for h in lexicon.find(bare, "title")})
    prose = len(PROSE_CUES.findall(bare))
    if journal >= 2 and prose == 0:
        return 2
    if len(words) < TITLE_MIN_WORDS or not bare.rstrip().endswith("."):
        return 1 if journal and prose == 0 else 0
    if prose == 0 and (titles >= 2 or (titles >= 1 and OPENERS.match(bare))) and verbless(bare):
        return 2
    return 1 if titles >= 2 and prose == 0 else 0


FINITE = re.compile(
    r"\b(?:reduces|increases|causes|leads|helps|affects|produces|shows|makes|works|acts|begins|takes|includes|involves|"
    r"contains|remains|becomes|requires|provides|occurs|develops|improves|prevents|raises|lowers|blocks|binds|"
    r"activates|inhibits|stimulates|slows|appears|seems|tends|comes|goes|gives|gets|keeps|needs|uses|treats|eases|"
    r"relieves|suffers|plays|varies|depends|differs|starts|stops|lasts|stays|means|offers|allows|showed|found|led|"
    r"caused|reduced|increased|lowered|helped|became|began|took|made|gave|came|went)\b",
    re.IGNORECASE,
)


def verbless(text: str) -> bool:
    """Say whether no finite verb of the common ones stands in a title's words before its first colon."""
    return FINITE.search(text.split(":")[0]) is None
