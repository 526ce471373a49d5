"""Write text block by block, remembering where every character came from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from html.entities import html5

from auditor.model import Anchor, Block, Comment, Kind, Link, Role, Run, Span, Target

AMP = "\ufdd0"
"""Stands for "&" in masked markup, so that the parser leaves entities to us."""

LT = "\ufdd1"
"""Stands for a "<" that opens nothing."""

FILL = "\ufdd2"
"""Stands for a character that is not shown: the inside of a comment or script."""

INVISIBLE = "\ufdd2\u0000-\u0008\u000e-\u001b\u007f\u00ad\u200b\u2060\ufeff\ufffc"
"""Characters that a reader does not see and that would part a word: soft hyphen, zero-width space and the like."""

SPECIAL = re.compile(rf"[^\S ]\s*| \s+|[{INVISIBLE}]+|{AMP}|{LT}")
ENTITY = re.compile(rf"{AMP}(#[0-9]{{1,10}};?|#[xX][0-9a-fA-F]{{1,8}};?|[A-Za-z][A-Za-z0-9]{{1,31}};?)")
VOID = re.compile(rf"[{INVISIBLE}]*")


@dataclass(eq=False)
class Frame:
    """What the next text is: set by a reader as it goes in and out of its markup."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    group: int | None = None
    row: int | None = None
    column: int | None = None
    ordinal: int | None = None
    header_cell: bool = False
    region: int = 0
    stem: int | None = None
    used: bool = False


@dataclass(eq=False)
class Draft:
    """A block that is being written; `start` and `end` are offsets in the text."""

    start: int
    end: int
    frame: Frame
    role: Role = Role.MAIN


@dataclass(eq=False)
class Mark:
    """A stretch that begins with the next visible character: a link or a superscript."""

    href: str | None = None
    rel: str = ""
    start: int | None = None
    pieces: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass
class Writer:
    """The text so far. White space is collapsed as it is written; a block begins with its first visible character."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[Run] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    open: Draft | None = None
    frame: Frame = field(default_factory=Frame)
    space: int | None = None
    newline: int | None = None
    marks: list[Mark] = field(default_factory=list)
    done: list[Mark] = field(default_factory=list)

    def text(self, data: str, source: int) -> None:
        """Write `data`, which stands at `source`; entities are decoded, white space collapses."""
        place = 0
        size = len(data)
        while place < size:
            m = SPECIAL.search(data, place)
            end = m.start() if m else size
            if end > place:
                self.words(data[place:end], source + place)
            if m is None:
                return
            place = m.end()
            first = data[end]
            if first == AMP:
                place = end + self.entity(data, end, source)
            elif first == LT:
                self.emit("<", source + end, False)
            elif first.isspace():
                self.blank(source + end)

    def words(self, data: str, source: int) -> None:
        """Write a stretch without special characters; single spaces at its ends may yet collapse."""
        if data[0] == " ":
            self.blank(source)
            data, source = data[1:], source + 1
        if not data:
            return
        if data[-1] == " ":
            self.emit(data[:-1], source, True)
            self.blank(source + len(data) - 1)
        else:
            self.emit(data, source, True)

    def entity(self, data: str, place: int, source: int) -> int:
        """Write the character that the entity at `place` stands for; return how much of `data` it took."""
        decoded, used = decode_entity(data, place)
        if decoded.isspace():
            self.blank(source + place)
        elif not VOID.fullmatch(decoded):
            self.emit(decoded, source + place, False)
        return used

    def blank(self, source: int) -> None:
        """Note white space; it becomes one space if words follow in the same block."""
        if self.space is None:
            self.space = source

    def soft_break(self, source: int) -> None:
        """Note a line break inside the block; it becomes a line break in the text if words follow."""
        if self.open is not None and self.newline is None:
            self.newline = source

    def emit(self, chars: str, source: int, linear: bool) -> None:
        """Write visible characters, with the separator that is due before them."""
        if self.open is None:
            if self.drafts:
                last = self.runs[-1]
                self.put("\n", last.source + (self.length - 1 - last.text if last.linear else 0), False)
            self.open = Draft(self.length, self.length, self.frame)
            self.frame.used = True
            self.drafts.append(self.open)
        elif self.newline is not None:
            self.put("\n", self.newline, False)
        elif self.space is not None:
            self.put(" ", self.space, True)
        self.space = self.newline = None
        for mark in self.marks:
            if mark.start is None:
                mark.start = self.length
        self.put(chars, source, linear)
        self.open.end = self.length

    def put(self, chars: str, source: int, linear: bool) -> None:
        """Append characters and say where they come from."""
        last = self.runs[-1] if self.runs else None
        if not (last and linear and last.linear and last.source + self.length - last.text == source):
            self.runs.append(Run(self.length, source, linear))
        self.parts.append(chars)
        self.length += len(chars)

    def flush(self) -> None:
        """End the block."""
        if self.open is not None:
            for mark in self.marks:
                self.end_piece(mark)
        self.open = None
        self.space = self.newline = None

    def begin(self, mark: Mark) -> None:
        """Open a link or a superscript."""
        self.marks.append(mark)

    def finish(self, mark: Mark) -> None:
        """Close a link or a superscript; a link around nothing keeps its place."""
        self.end_piece(mark)
        self.marks.remove(mark)
        if not mark.pieces and mark.href is not None:
            mark.pieces.append((self.length, self.length, max(0, len(self.drafts) - 1)))
        self.done.append(mark)

    def end_piece(self, mark: Mark) -> None:
        """End what a mark covers of the open block."""
        if mark.start is not None and self.length > mark.start:
            mark.pieces.append((mark.start, self.length, len(self.drafts) - 1))
        mark.start = None


def decode_entity(data: str, place: int) -> tuple[str, int]:
    """Return what the masked entity at `place` stands for, and the number of characters that it takes."""
    m = ENTITY.match(data, place)
    if m is None:
        return "&", 1
    name = m.group(1)
    if name[0] == "#":
        return unescape(f"&{name}"), m.end() - place
    for end in range(len(name), 1, -1):
        if name[:end] in html5:
            return html5[name[:end]], end + 1
    return "&", 1


def line_starts(source: str) -> tuple[int, ...]:
    """Return the offsets at which the lines of the source begin; LF, CR LF and CR end a line."""
    return (0, *(m.end() for m in re.finditer(r"\r\n|\r|\n", source)))


def compose(runs: Sequence[Run], under: Sequence[Run]) -> tuple[Run, ...]:
    """Return the way from a text to a source by way of a text between them: `runs` lead there, `under` on from it."""
    starts = [r.text for r in under]
    out: list[Run] = []
    for index, run in enumerate(runs):
        at = max(0, bisect_right(starts, run.source) - 1)
        length = (runs[index + 1].text if index + 1 < len(runs) else run.text + 1_000_000_000) - run.text
        first = under[at]
        shift = run.source - first.text if first.linear else 0
        out.append(Run(run.text, first.source + shift, run.linear and first.linear))
        while run.linear and at + 1 < len(under) and under[at + 1].text < run.source + length:
            at += 1
            out.append(Run(run.text + under[at].text - run.source, under[at].source, under[at].linear))
    return tuple(out)


def text_offset(runs: Sequence[Run], sources: Sequence[int], place: int, length: int) -> int:
    """Return the offset in the text of the first character that stands at or after `place` in the source."""
    index = bisect_left(sources, place)
    if index and runs[index - 1].linear:
        before = runs[index - 1]
        end = runs[index].text if index < len(runs) else length
        offset = before.text + place - before.source
        if offset < end:
            return offset
    return runs[index].text if index < len(runs) else length


def blocks_of(drafts: Sequence[Draft], text: str, runs: Sequence[Run], lines: Sequence[int]) -> tuple[Block, ...]:
    """Return the finished blocks, each with its place in the source and the nearest heading."""
    out: list[Block] = []
    heading: str | None = None
    starts = [r.text for r in runs]
    for draft in drafts:
        f = draft.frame
        if f.kind is Kind.HEADING:
            heading = text[draft.start : draft.end]
        run = runs[bisect_right(starts, draft.start) - 1]
        place = run.source + (draft.start - run.text if run.linear else 0)
        line = bisect_right(lines, place)
        anchor = Anchor(line, place - lines[line - 1] + 1, heading)
        out.append(
            Block(
                Span(draft.start, draft.end), f.kind, draft.role, anchor,
                f.level, f.group, f.row, f.column, f.stem, f.ordinal, f.header_cell,
            )
        )  # fmt: skip
    return tuple(out)


def links_of(marks: Sequence[Mark], drafts: Sequence[Draft]) -> tuple[Link, ...]:
    """Return the links, one for each block that a link covers."""
    found = [
        Link(Span(start, end), mark.href, mark.rel, drafts[index].role if drafts else Role.MAIN)
        for mark in marks
        if mark.href is not None
        for start, end, index in mark.pieces
    ]
    return tuple(sorted(found, key=lambda link: link.span))


def raised(marks: Sequence[Mark]) -> tuple[Span, ...]:
    """Return what stood raised."""
    return tuple(sorted(Span(start, end) for mark in marks if mark.href is None for start, end, _ in mark.pieces))


def placed_targets(found: Sequence[tuple[str, int]], runs: Sequence[Run], length: int) -> tuple[Target, ...]:
    """Return the link targets at the first character that stands at or after each in the source."""
    sources = [r.source for r in runs]
    return tuple(Target(name, text_offset(runs, sources, place, length)) for name, place in found)


def placed_comments(
    found: Sequence[tuple[str, int]], runs: Sequence[Run], length: int, lines: Sequence[int]
) -> tuple[Comment, ...]:
    """Return the comments at the first character that stands at or after each in the source."""
    sources = [r.source for r in runs]
    return tuple(Comment(t, text_offset(runs, sources, p, length), bisect_right(lines, p)) for t, p in found)
