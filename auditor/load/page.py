"""Turn what a reader saw into a Page."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.errors import LoadError
from auditor.load.boilerplate import assign_roles
from auditor.load.reading import Reading
from auditor.load.writer import (
    Draft,
    blocks_of,
    compose,
    line_starts,
    links_of,
    placed_comments,
    placed_targets,
    raised,
)
from auditor.model import Kind, Page, Run

INTRODUCING = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM, Kind.TERM, Kind.HEADING, Kind.CAPTION})


def make_page(reading: Reading, text: str, *, source: str, format: str, sha256: str, under: Sequence[Run] = ()) -> Page:
    """Return the Page; `under` leads from what the reader read on to the decoded source `text`, if they differ."""
    writer = reading.writer
    if not writer.drafts:
        raise LoadError("there is no text in it; check that the file holds the page and not only scripts or frames")
    content = "".join(writer.parts)
    lines = line_starts(text)
    assign_roles(reading, content, text if format == "html" else "")
    set_stems(writer.drafts, content)
    runs = tuple(writer.runs)
    targets = placed_targets(reading.targets, runs, writer.length)
    comments = placed_comments(reading.comments, runs, writer.length, lines)
    if under:
        runs = compose(runs, under)
    blocks = blocks_of(writer.drafts, content, runs, lines)
    return Page(
        source, format, content, blocks, sha256,
        title=reading.title or first_heading(writer.drafts, content),
        language=reading.language,
        links=links_of(writer.done, writer.drafts),
        targets=targets,
        comments=comments,
        superscripts=raised(writer.done),
        metadata=reading.facts.metadata(),
        runs=runs,
        lines=lines,
    )  # fmt: skip


def first_heading(drafts: Sequence[Draft], content: str) -> str:
    """Return the words of the first heading of the main text, of the highest level that there is."""
    found = [d for d in drafts if d.frame.kind is Kind.HEADING and d.role == "main"]
    best = min(found, key=lambda d: (d.frame.level, d.start), default=None)
    return "" if best is None else content[best.start : best.end].replace("\n", " ")


def set_stems(drafts: Sequence[Draft], content: str) -> None:
    """Say which block introduces each list and table: the one before it, if it ends like an introduction."""
    stems: dict[int, int | None] = {}
    for index, draft in enumerate(drafts):
        group = draft.frame.group
        if group is None:
            continue
        if group not in stems:
            stems[group] = index - 1 if index and introduces(drafts[index - 1], draft, content) else None
        draft.frame.stem = stems[group]


def introduces(before: Draft, first: Draft, content: str) -> bool:
    """Say whether a block leads on to the list or table after it."""
    f = before.frame
    if f.kind not in INTRODUCING or before.role is not first.role:
        return False
    if f.kind in {Kind.HEADING, Kind.CAPTION, Kind.TERM}:
        return True
    if f.kind is Kind.ITEM and f.group is not None and first.frame.kind is Kind.ITEM and f.level >= first.frame.level:
        return False
    return content[before.start : before.end].rstrip("\"'”’)] ")[-1:] not in {".", "!", "?"}
