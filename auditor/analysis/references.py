"""Find the reference list of a page, under any heading or none."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from auditor.analysis.bibliography import AUTHORS, DATED_ENTRY, ENTRY_MAX, YEAR, is_entry
from auditor.analysis.marks import SUPERSCRIPTS, marks_in, numbers_of, raised_marks
from auditor.analysis.stray import PROSE_CUES, SURE, find_stray, stray_strength
from auditor.lexicon import Lexicon
from auditor.model import Block, Kind, Page, Role, Sentence, Span

LABEL = re.compile(r"\W{0,2}(\d{1,4})[\].):]?\s|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s?(?=\S)")
INLINE = re.compile(
    r"(?:^|\n|(?<=[.!?\])] )|(?<=[.!?\])]))(?:references?|sources?|citations?|notes)\s?:\s", re.IGNORECASE
)
INLINE_LABEL = re.compile(r"\[(\d{1,3})\]|(?:(?<=\s)|^)(\d{1,3})[.)]\s(?=[A-Z])")
LINE = re.compile(r"^", re.MULTILINE)
HEADING_MAX = 60
MOST_CUES = 2
"""Words of prose that the title of a work may have: "Does it work?", "What you can do"."""

POINTER = re.compile(r"\W{0,3}(?:see also|see|cf\.|compare|for (?:more|further)|the following)\b", re.IGNORECASE)
FEWEST_WORKS = 3
"""Works in a row at the end of a page without a heading; fewer may have been pasted there."""

POINTER_MAX = 200
"""Characters; a longer line is prose."""

IDENTIFIED = re.compile(r"https?://|www\.|\bdoi\b|\b10\.\d{4,9}/|\bPMID\b|\bPMC\d{4}", re.IGNORECASE)
UNLISTED = frozenset({Role.NAVIGATION, Role.COMMENTS})
FURNITURE = UNLISTED | {Role.FOOTER}
"""Parts of the page whose lists are of its own links; a footer has works only under a heading of references."""

PROSE = re.compile(r"\b(?:you|your|we|our|us|they|should|please|can help|click|call)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One work in the reference list: its block and place, the label by which marks point at it, and its words."""

    block: int
    label: str
    text: str
    span: Span


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
    blocks = (section_blocks(page, lexicon) or trailing_list(page, lexicon)) | runs_of_works(page, lexicon)
    listed = [i for i in sorted(blocks) if not is_beside(page.blocks[i], page.quote(page.blocks[i].span), lexicon)]
    return References(
        (*entries_of(page, listed), *inline_entries(page, blocks)),
        frozenset(blocks),
        find_stray(page, sentences, blocks, lexicon),
    )


def entries_of(page: Page, listed: Sequence[int]) -> list[Entry]:
    """Return the works in these blocks; one block holds several if its lines are numbered."""
    entries: list[Entry] = []
    printed = ""
    for index in listed:
        block = page.blocks[index]
        if block.kind is Kind.TERM:
            printed = page.quote(block.span).strip("[]().: ")
            continue
        for span in works_in(page, block):
            text = page.quote(span)
            entries.append(Entry(index, printed or entry_label(block, text, len(entries) + 1), text, span))
            printed = ""
    return entries


def inline_entries(page: Page, listed: Collection[int]) -> list[Entry]:
    """Return the works of a list that stands inside a paragraph: "References: [1] … [2] …"."""
    found = []
    for index, block in enumerate(page.blocks):
        head = INLINE.search(page.quote(block.span)) if block.role is Role.MAIN and index not in listed else None
        if head is None:
            continue
        text = page.quote(block.span)
        labels = list(INLINE_LABEL.finditer(text, head.end()))
        ends = [*(m.start() for m in labels[1:]), len(text)]
        for m, end in zip(labels, ends, strict=False):
            span = Span(block.span.start + m.start(), block.span.start + end)
            found.append(Entry(index, m.group(1) or m.group(2), page.quote(span), span))
    return found


def works_in(page: Page, block: Block) -> list[Span]:
    """Return the places of the works of one block: the block itself, or its numbered lines."""
    text = page.quote(block.span)
    starts = [m.start() for m in LINE.finditer(text) if LABEL.match(text, m.start())] if "\n" in text else []
    if len(starts) < 2 or starts[0] != 0:
        return [block.span]
    return [Span(block.span.start + a, block.span.start + b) for a, b in pairwise([*starts, len(text)])]


def entry_label(block: Block, text: str, position: int) -> str:
    """Return the number that a mark would use for this entry: the printed one, else its place in the list."""
    if block.ordinal is not None:
        return str(block.ordinal)
    printed = LABEL.match(text)
    number = (printed.group(1) or printed.group(2)).translate(SUPERSCRIPTS) if printed else ""
    return number if number and not YEAR.fullmatch(number) else str(position)


def is_heading(block: Block, text: str, lexicon: Lexicon) -> bool:
    """Say whether a block is a heading such as "References" or "Sources and further reading"."""
    if len(text) > HEADING_MAX or block.kind is Kind.ITEM:
        return False
    return any(t.pattern is not None and t.pattern.search(text) for t in lexicon.of_kind("heading"))


def section_blocks(page: Page, lexicon: Lexicon) -> set[int]:
    """Return the blocks from a reference heading to the next heading, and all footnote blocks."""
    found = {i for i, b in enumerate(page.blocks) if b.kind is Kind.FOOTNOTE}
    inside = False
    for index, block in enumerate(page.blocks):
        text = page.quote(block.span)
        if is_heading(block, text, lexicon) and is_list_ahead(page, index, lexicon):
            inside = True
            found.add(index)
        elif block.kind is Kind.HEADING or block.role in UNLISTED or enters_footer(page, index):
            inside = False
        elif inside:
            inside = belongs(block, text, lexicon) or (index - 1 in found and points_elsewhere(block, text))
            if inside:
                found.add(index)
    return found


def enters_footer(page: Page, index: int) -> bool:
    """Say whether the footer of the page begins with this block, where a list of works ends at the latest."""
    return page.blocks[index].role is Role.FOOTER and page.blocks[index - 1].role is not Role.FOOTER


def runs_of_works(page: Page, lexicon: Lexicon) -> set[int]:
    """Return the blocks of lists in which every item is a work, and of sections that hold nothing but works.

    A paragraph of works between paragraphs of prose is none of these: it was pasted there.
    """
    runs: dict[tuple[str, int], list[int]] = {}
    section = 0
    for index, block in enumerate(page.blocks):
        if block.kind is Kind.HEADING:
            section += 1
        elif block.role not in FURNITURE and block.kind in {Kind.ITEM, Kind.PARAGRAPH}:
            key = ("list", block.group) if block.group is not None else ("section", section)
            runs.setdefault(key, []).append(index)
    found: set[int] = set()
    for (kind, number), run in runs.items():
        if len(run) < 2 or (kind != "list" and number == 0):
            continue
        if are_works([page.quote(page.blocks[i].span) for i in run], lexicon):
            found.update(run)
    return found


def are_works(texts: Sequence[str], lexicon: Lexicon) -> bool:
    """Say whether half of the texts at least are works, and the others carry a year or a link and are no prose."""
    works = 0
    for text in texts:
        if is_work(text, lexicon):
            works += 1
        elif not is_identified(text) or reads_as_prose(text):
            return False
    return 2 * works >= len(texts)


def reads_as_prose(text: str) -> bool:
    """Say whether a text is too long for a work, speaks to the reader, or has more words of prose than a title."""
    return len(text) > ENTRY_MAX or PROSE.search(text) is not None or len(PROSE_CUES.findall(text)) > MOST_CUES


def is_work(text: str, lexicon: Lexicon) -> bool:
    """Say whether a text is a work beyond doubt: begins with authors or ends in a year, and does not read as prose."""
    if len(text) > ENTRY_MAX:
        return False
    if stray_strength(text, lexicon) >= SURE:
        return True
    formed = AUTHORS.match(text.lstrip("[(0123456789.)] ")) is not None or ends_in_year(text)
    return formed and is_entry(text, lexicon) and len(PROSE_CUES.findall(text)) <= MOST_CUES


def belongs(block: Block, text: str, lexicon: Lexicon) -> bool:
    """Say whether a block below a reference heading is one more work of the list."""
    if len(text) > ENTRY_MAX:
        return False
    if block.kind in {Kind.ITEM, Kind.TERM} or LABEL.match(text) or IDENTIFIED.search(text) or is_entry(text, lexicon):
        return True
    return YEAR.search(text) is not None and not PROSE.search(text)


def is_beside(block: Block, text: str, lexicon: Lexicon) -> bool:
    """Say whether a block of a list of works is its heading or a pointer, and no work."""
    return is_heading(block, text, lexicon) or (points_elsewhere(block, text) and not is_identified(text))


def points_elsewhere(block: Block, text: str) -> bool:
    """Say whether a block is the line that some lists begin with: "See also the entry for opium."."""
    return block.kind is Kind.PARAGRAPH and len(text) <= POINTER_MAX and POINTER.match(text) is not None


def is_list_ahead(page: Page, heading: int, lexicon: Lexicon) -> bool:
    """Say whether the block after a "Sources" heading begins a list of works and not a text about something else."""
    first = heading + 1
    if first < len(page.blocks) and points_elsewhere(page.blocks[first], page.quote(page.blocks[first].span)):
        first += 1
    if first >= len(page.blocks):
        return False
    block = page.blocks[first]
    if block.kind is Kind.TERM and first + 1 < len(page.blocks):
        block = page.blocks[first + 1]
    text = page.quote(block.span)
    if is_entry(text, lexicon) or LABEL.match(text) or (IDENTIFIED.search(text) and len(text) <= ENTRY_MAX):
        return True
    listed = block.kind is Kind.ITEM and not PROSE.search(text)
    return listed and (YEAR.search(text) is not None or block.ordinal is not None or links_out(page, block))


def links_out(page: Page, block: Block) -> bool:
    """Say whether a block holds a link to another site."""
    return any(k.href.startswith(("http", "//")) and k.span in block.span for k in page.links)


def trailing_list(page: Page, lexicon: Lexicon) -> set[int]:
    """Return the last list of the page if it is one of works: an unheaded reference list.

    Half of its items at least have the form of works; or the marks of the text count them, and none reads like advice.
    """
    return next((set(last) for last in last_lists(page) if is_list_of_works(page, last, lexicon)), set())


def is_list_of_works(page: Page, last: Sequence[int], lexicon: Lexicon) -> bool:
    """Say whether these blocks, the last of their kind on the page, are a list of works."""
    entries = entries_of(page, last)
    texts = [e.text for e in entries]
    if not last or any(len(t) > ENTRY_MAX for t in texts):
        return False
    works = sum(is_entry(t, lexicon) or ends_in_year(t) for t in texts)
    if works and works * 2 >= len(entries) and all(is_identified(t) for t in texts):
        return True
    labels = [e.label for e in entries]
    if labels == [str(k + 1) for k in range(len(entries))] and counted(page, last, labels):
        return not any(PROSE.search(t) for t in texts)
    return False


def last_lists(page: Page) -> list[list[int]]:
    """Return the numbered lines at the end of the page and the items of the last list of its text."""
    groups: dict[int, list[int]] = {}
    for index, block in enumerate(page.blocks):
        if block.kind is Kind.ITEM and block.group is not None and block.role not in FURNITURE:
            groups.setdefault(block.group, []).append(index)
    listed = [groups[max(groups, key=lambda g: groups[g][0])]] if groups else []
    return [trailing_lines(page), trailing_works(page), *listed]


def counted(page: Page, listed: Sequence[int], labels: Sequence[str]) -> bool:
    """Say whether marks above a list point at its first and last item and at none beyond it, and nothing follows it."""
    start, end = page.blocks[listed[0]].span.start, page.blocks[listed[-1]].span.end
    if any(b.span.start >= end and b.role is Role.MAIN for b in page.blocks):
        return False
    named = {n for m in raised_marks(page) if m.span.end <= start for n in numbers_of(m.text)}
    for block in page.blocks[: listed[0]]:
        named |= {n for m in marks_in(page.quote(block.span), 0) if m.kind != "footnote" for n in numbers_of(m.text)}
    return labels[0] in named and labels[-1] in named and named <= set(labels)


def trailing_lines(page: Page) -> list[int]:
    """Return the numbered paragraphs at the end of the main text."""
    found: list[int] = []
    for index in range(len(page.blocks) - 1, -1, -1):
        block = page.blocks[index]
        if not found and block.role in FURNITURE:
            continue
        if block.kind is Kind.ITEM or not LABEL.match(page.quote(block.span)):
            break
        found.append(index)
    return found[::-1]


def trailing_works(page: Page) -> list[int]:
    """Return the paragraphs at the end of the main text that are works of the author-date style, if several are."""
    found: list[int] = []
    for index in range(len(page.blocks) - 1, -1, -1):
        block = page.blocks[index]
        if not found and block.role in FURNITURE:
            continue
        text = page.quote(block.span)
        if block.kind is not Kind.PARAGRAPH or len(text) > ENTRY_MAX or not DATED_ENTRY.match(text):
            break
        found.append(index)
    return found[::-1] if len(found) >= FEWEST_WORKS else []


def ends_in_year(text: str) -> bool:
    """Say whether a text ends in a year, as "Title of the work. Publisher. 2020." does."""
    return re.search(r"(?:19|20)\d\d\W{0,3}$", text) is not None


def is_identified(text: str) -> bool:
    """Say whether a text carries a year, a link or an identifier at all."""
    return YEAR.search(text) is not None or IDENTIFIED.search(text) is not None
