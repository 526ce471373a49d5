"""What a loader saw: blocks of text with the way back to every character of the source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    QUOTE = "quote"
    CODE = "code"
    TERM = "term"
    FOOTNOTE = "footnote"


class Role(StrEnum):
    """Which part of the page a block belongs to; only `MAIN` is the author's text."""

    MAIN = "main"
    NAVIGATION = "navigation"
    HEADER = "header"
    FOOTER = "footer"
    ASIDE = "aside"
    COMMENTS = "comments"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character range of `Page.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}:{self.end}")

    def __contains__(self, other: object) -> bool:
        return isinstance(other, Span) and self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in the file as the user gave it: 1-based line and column, and the nearest heading."""

    line: int
    column: int
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One run of text that a reader sees as a unit; every character of the text is in at most one.

    `level` is 1-6 for a heading and the nesting depth (from 1) for a list item, else 0. `group` numbers the
    list or table an item or cell belongs to, `row` and `column` place a cell (from 0). `stem` is the index of
    the block that introduces a list or table ("Side effects include:"). `ordinal` is the number that an ordered
    list item shows.
    """

    span: Span
    kind: Kind
    role: Role
    anchor: Anchor
    level: int = 0
    group: int | None = None
    row: int | None = None
    column: int | None = None
    stem: int | None = None
    ordinal: int | None = None
    header_cell: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: the characters it covers (possibly none, as around an image) and where it points."""

    span: Span
    href: str
    rel: str = ""
    role: Role = Role.MAIN


@dataclass(frozen=True, slots=True)
class Target:
    """An `id` or `name` that a link on the page can point at, and the offset where it stands."""

    name: str
    offset: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A source comment that speaks to the auditor (`<!-- auditor: allow … -->`), without its brackets."""

    text: str
    offset: int
    line: int


@dataclass(frozen=True, slots=True)
class Credit:
    """A person or organisation that metadata names, and where (`json-ld`, `meta`, `front-matter`, `rel`)."""

    name: str
    kind: str
    via: str
    credentials: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says about itself outside its text.

    `dates` holds (kind, ISO date, via) with kind `published`, `modified` or `reviewed`, or `shown` for a `time` element
    whose meaning only the words around it tell. `types` are the schema.org types of its JSON-LD. `address` is where the
    page says that it stands (`rel=canonical`, `og:url`), `generator` the program that wrote it, if it says so.
    """

    description: str = ""
    authors: tuple[Credit, ...] = ()
    reviewers: tuple[Credit, ...] = ()
    publishers: tuple[Credit, ...] = ()
    dates: tuple[tuple[str, str, str], ...] = ()
    citations: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    address: str = ""
    generator: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of `Page.text` and where it came from in the decoded source.

    A linear run maps character by character; another (an entity, a collapsed space) maps as a whole to the
    place where it begins.
    """

    text: int
    source: int
    linear: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What a loader saw, with the way back to every character of the source.

    `source` is the path or URL as the user gave it. `lines` are the offsets at which the lines of the decoded
    source begin; LF, CRLF and CR end a line. `superscripts` are spans that were raised in the source.
    """

    source: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    sha256: str
    title: str = ""
    language: str = ""
    links: tuple[Link, ...] = ()
    targets: tuple[Target, ...] = ()
    comments: tuple[Comment, ...] = ()
    superscripts: tuple[Span, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    runs: tuple[Run, ...] = ()
    lines: tuple[int, ...] = (0,)

    def source_offset(self, offset: int) -> int:
        """Return the offset in the decoded source of the character at `offset` of the text."""
        if not self.runs:
            return 0
        run = self.runs[max(0, bisect_right(self.runs, offset, key=lambda r: r.text) - 1)]
        return run.source + (offset - run.text if run.linear and offset > run.text else 0)

    def position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column in the source of the character at `offset` of the text."""
        place = self.source_offset(offset)
        line = bisect_right(self.lines, place)
        return line, place - self.lines[line - 1] + 1

    def block_at(self, offset: int) -> int | None:
        """Return the index of the block that holds the character at `offset`, or None between blocks."""
        index = bisect_right(self.blocks, offset, key=lambda b: b.span.start) - 1
        return index if index >= 0 and offset < self.blocks[index].span.end else None

    def quote(self, span: Span) -> str:
        """Return the words of the page at `span`."""
        return self.text[span.start : span.end]
