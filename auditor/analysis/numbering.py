"""Compare a numbered list of works with the marks of the text: what nobody cites, and where the numbers go wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.analysis.marks import marks_in, numbers_of, raised_marks
from auditor.analysis.references import LABEL, Entry
from auditor.model import Citation, Kind, Page, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

NUMBERED = frozenset({"numeric", "superscript", "footnote"})
FEWEST_MARKS = 2
"""Different marks; a page with one has no system that an entry could fall out of."""

FEWEST_ENTRIES = 3
IN_ORDER = 0.8
"""Part of neighbouring entries in order of the alphabet from which a list is sorted by it and numbered afterwards."""

OUT_OF_FLOW = frozenset({Kind.CELL, Kind.CAPTION, Kind.HEADING, Kind.FOOTNOTE, Kind.TERM})
"""Blocks that a layout moves, so that the place of their marks says nothing of an order."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place where numbers do not go on as they should, said in words; `mark` if it is one of the text."""

    span: Span
    said: str
    mark: bool


def numbered_entries(page: Page, entries: Sequence[Entry]) -> dict[int, Entry]:
    """Return the entries of a list of works by number; nothing if one has no number of its own or two have the same."""
    found: dict[int, Entry] = {}
    for entry in entries:
        own = page.blocks[entry.block].ordinal is not None or LABEL.match(entry.text) is not None
        if not own or not entry.label.isdecimal() or int(entry.label) in found:
            return {}
        found[int(entry.label)] = entry
    return found


def uncited(facts: Analysis) -> tuple[tuple[Entry, ...], int]:
    """Return the entries of a numbered list that no mark of a page with numbered marks points at, and how many are.

    Nothing is said of a page that cites fewer than half of its list: the rest was meant as further reading.
    """
    entries = numbered_entries(facts.page, facts.references.entries)
    named = {c.label for c in facts.citations if c.kind in NUMBERED and c.resolved}
    cited = {n for n in entries if str(n) in named}
    if len(cited) < FEWEST_MARKS or 2 * len(cited) < len(entries) or len(cited) == len(entries):
        return (), len(cited)
    elsewhere = {c.target for c in facts.citations if c.kind not in NUMBERED} | outside(facts)
    left = [e for n, e in entries.items() if n not in cited and str(n) not in elsewhere and e.text not in elsewhere]
    return tuple(left), len(cited)


def outside(facts: Analysis) -> set[str]:
    """Return the numbers of the marks that stand outside of the main text, in asides, captions and footers."""
    page = facts.page
    found = {n for m in raised_marks(page) for n in numbers_of(m.text)}
    for index, block in enumerate(page.blocks):
        if index not in facts.references.blocks:
            found |= {n for m in marks_in(page.quote(block.span), 0) for n in numbers_of(m.text)}
    return found


def breaks(facts: Analysis) -> tuple[Break, ...]:
    """Return where the numbers of the list leave one out, and the first mark that comes later than a greater one."""
    entries = numbered_entries(facts.page, facts.references.entries)
    if len(entries) < FEWEST_ENTRIES:
        return ()
    numbers = list(entries)
    if numbers[0] != 1:
        return ()
    found = [
        Break(entries[b].span, f"The list of references goes from {a} to {b}.", False)
        for a, b in pairwise(numbers)
        if b != a + 1
    ]
    if not found and not alphabetical(entries):
        found += late_mark(facts, entries)
    return tuple(found)


def alphabetical(entries: Mapping[int, Entry]) -> bool:
    """Say whether the works stand in order of the alphabet, so that their marks cannot stand in order of number."""
    first = [LABEL.sub("", e.text, count=1).strip("[(“\"' ").lower()[:12] for e in entries.values()]
    pairs = list(pairwise(first))
    return sum(a <= b for a, b in pairs) >= IN_ORDER * len(pairs)


def late_mark(facts: Analysis, entries: Mapping[int, Entry]) -> list[Break]:
    """Return the first mark of the running text whose number comes for the first time after a greater one."""
    marks: dict[Span, list[int]] = {}
    for citation in facts.citations:
        if citation.kind in NUMBERED and citation.label.isdecimal() and in_flow(facts, citation):
            marks.setdefault(citation.span, []).append(int(citation.label))
    seen: set[int] = set()
    for span, labels in marks.items():
        new = {n for n in labels if n not in seen and n in entries}
        behind = sorted(n for n in new if seen and n < max(seen))
        if behind:
            return [Break(span, f"The mark {behind[0]} stands for the first time after the mark {max(seen)}.", True)]
        seen |= new
    return []


def in_flow(facts: Analysis, citation: Citation) -> bool:
    """Say whether a mark stands in the running text."""
    block = facts.page.block_at(citation.span.start)
    return block is not None and facts.page.blocks[block].kind not in OUT_OF_FLOW
