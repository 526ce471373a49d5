"""Read HTML into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bs4 import Tag

from auditor.load.elements import attribute
from auditor.load.markup import mask, parse
from auditor.load.reading import Reading
from auditor.load.regions import region_of
from auditor.load.tables import Table, survey
from auditor.load.writer import Frame, Mark
from auditor.model import Kind

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form head header hgroup hr html label legend li main menu nav ol p pre search section summary table "
    "tbody td tfoot th thead tr ul xmp listing".split()
)
LISTS = frozenset({"ul", "ol", "menu", "dir"})
UNSHOWN = frozenset(
    "script style template noscript svg math textarea select datalist object applet canvas audio video map meta link "
    "title base input img picture source track progress meter rp rt param embed iframe noembed noframes".split()
)
CONCEALED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
FOR_READERS_OF_SCREENS = frozenset(
    "sr-only screen-reader-text visually-hidden visuallyhidden screen-reader-only show-for-sr usa-sr-only".split()
)
"""Classes by which the common frameworks hide text from sight: WordPress, Bootstrap, Foundation, USWDS."""

FOOTNOTE = "auditor-footnote"
"""The element in which the Markdown reader hands over a footnote; its `data-number` is the footnote's number."""

PANEL_WORDS = 3
"""A button that opens a menu says "Menu" or "Main menu"; one that opens an answer says the question."""

WHOLE = frozenset({"html", "body", "main", "article"})


@dataclass(frozen=True)
class Context:
    """Where the walk is: what text here would be."""

    kind: Kind | None = None
    level: int = 0
    region: int = 0
    item: Frame | None = None
    quote: bool = False
    pre: bool = False
    depth: int = 0
    table: Table | None = None


@dataclass
class Counter:
    """The list that is open: its number on the page and what its next item shows."""

    group: int
    ordered: bool
    next: int
    step: int


def read_html(source: str) -> Reading:
    """Return the blocks, links, targets, comments and metadata of HTML. Raises LoadError without a source's name."""
    masked = mask(source)
    soup = parse(masked)
    breaks: Any = soup.breaks
    walker = Walker(survey(soup), breaks)
    walker.walk(soup)
    reading = walker.reading
    reading.comments = masked.comments
    reading.facts.data += masked.data
    reading.title = reading.facts.page_title()
    return reading


class Walker:
    """Goes through the tree once, in document order, without recursion."""

    def __init__(self, tables: dict[int, Table], breaks: list[int]) -> None:
        """Begin with nothing read; `breaks` are the offsets at which the parser's lines begin."""
        self.reading = Reading()
        self.writer = self.reading.writer
        self.tables = tables
        self.breaks = breaks
        self.groups = 0
        self.lists: list[Counter] = []
        self.last_level = 1

    def walk(self, soup: Any) -> None:
        """Read the whole tree."""
        stack: list[tuple[Iterator[Any], Context, Any]] = [(iter(soup.contents), Context(), None)]
        self.writer.frame = self.frame(stack[0][1])
        while stack:
            children, context, leave = stack[-1]
            node = next(children, None)
            if node is None:
                stack.pop()
                if leave is not None:
                    leave(stack[-1][1])
            elif isinstance(node, Tag):
                inner, done = self.enter(node, context)
                if inner is not None:
                    stack.append((iter(node.contents), inner, done))
            else:
                self.string(node.pieces, context)
        self.writer.flush()

    def string(self, pieces: list[tuple[str, int]], context: Context) -> None:
        """Write one string of the tree."""
        for data, place in pieces:
            if not context.pre:
                self.writer.text(data, place)
                continue
            for number, line in enumerate(data.split("\n")):
                if number:
                    self.line_break(place - 1, context)
                self.writer.text(line, place)
                place += len(line) + 1

    def line_break(self, place: int, context: Context) -> None:
        """End a line; the second break in a row ends the block, except in code and headings."""
        if self.writer.newline is not None and context.kind not in {Kind.CODE, Kind.HEADING}:
            self.writer.flush()
            self.writer.frame = self.frame(context)
        self.writer.soft_break(place)

    def enter(self, tag: Tag, context: Context) -> tuple[Context | None, Any]:
        """Go into an element: return the context of its inside, or None to stay out, and what to do on leaving."""
        name = tag.name
        attrs = tag.attrs
        place = self.place(tag)
        if name in UNSHOWN or ((attrs or name == "dialog") and name not in WHOLE and concealed(tag)):
            self.reading.facts.gather(tag)
            return None, None
        if attrs:
            self.note(tag, name, place)
        if name == "br":
            self.line_break(place, context)
            return None, None
        if name == "a" and "href" in attrs:
            return context, self.mark(Mark(attribute(tag, "href"), attribute(tag, "rel")))
        if name == "sup":
            return context, self.mark(Mark())
        if name == "q":
            self.writer.emit("“", place, False)
            return context, self.end_quotation
        role = attribute(tag, "role").lower() if "role" in attrs else ""
        if name not in BLOCKS and role != "heading" and name != FOOTNOTE:
            return context, self.fresh() if "-" in name else None
        if name in {"button", "label"} and context.kind in {Kind.HEADING, Kind.TERM}:
            return context, None
        if name == "button" and opens_panel(tag):
            name, role = "summary", ""
        self.writer.flush()
        inner = self.inside(tag, name, role, context)
        self.writer.frame = self.frame(inner)
        if name in LISTS:
            return inner, self.leave_list
        return inner, self.leave

    def place(self, tag: Tag) -> int:
        """Return the offset of an element's start tag in the source."""
        return self.breaks[(tag.sourceline or 1) - 1] + (tag.sourcepos or 0)

    def note(self, tag: Tag, name: str, place: int) -> None:
        """Keep what links can point at and what the element says as metadata."""
        attrs = tag.attrs
        for key in ("id", "name") if name == "a" else ("id",):
            if attrs.get(key):
                self.reading.targets.append((attribute(tag, key), place))
        if "itemprop" in attrs or (name == "a" and "rel" in attrs) or (name == "time" and "datetime" in attrs):
            self.reading.facts.gather(tag)
        if name == "html" and "lang" in attrs:
            self.reading.language = attribute(tag, "lang").split("-")[0].lower()

    def mark(self, mark: Mark) -> Any:
        """Open a link or superscript; return what closes it."""
        self.writer.begin(mark)
        return lambda _: self.writer.finish(mark)

    def end_quotation(self, context: Context) -> None:
        """Write the mark that a browser shows at the end of a quotation."""
        if self.writer.open is not None:
            last = self.writer.runs[-1]
            source = last.source + (self.writer.length - 1 - last.text if last.linear else 0)
            self.writer.emit("”", source, False)

    def fresh(self) -> Any:
        """Treat a custom element as a block if it begins one; return what ends it."""
        if self.writer.open is not None:
            return None
        return self.leave

    def leave(self, context: Context) -> None:
        """End a block and go on in the context around it."""
        self.writer.flush()
        self.writer.frame = self.frame(context)

    def leave_list(self, context: Context) -> None:
        """End a list."""
        self.lists.pop()
        self.leave(context)

    def inside(self, tag: Tag, name: str, role: str, context: Context) -> Context:
        """Return the context inside a block element."""
        names = f"{tag.attrs.get('class', '')} {tag.attrs.get('id', '')}" if tag.attrs else ""
        regions = self.reading.regions
        found = region_of(context.region, name, role, names.strip(), regions[context.region], context.quote)
        if found is not None:
            regions.append(found)
            context = replace(context, region=len(regions) - 1)
        if name in HEADINGS or role == "heading":
            return self.heading(tag, name, context)
        if name in LISTS:
            return self.list(tag, name, context)
        if name == "li":
            return self.item(tag, context)
        if name == FOOTNOTE:
            shown = number(attribute(tag, "data-number"), 0)
            return replace(context, item=Frame(Kind.FOOTNOTE, ordinal=shown, region=context.region), kind=None)
        if name in {"td", "th", "table", "tr"}:
            return self.table(tag, name, context)
        simple = {"dt": Kind.TERM, "figcaption": Kind.CAPTION, "caption": Kind.CAPTION}.get(name)
        if name == "summary":
            return replace(context, kind=Kind.HEADING, level=min(6, self.last_level + 1), item=None)
        if simple is not None:
            return replace(context, kind=simple, item=None)
        if name in {"dd", "dl"}:
            return replace(context, kind=None, item=None)
        if name == "blockquote":
            return replace(context, quote=True)
        if name in {"pre", "xmp", "listing"}:
            code = tag.find("code", recursive=False) is not None
            return replace(context, pre=True, kind=Kind.CODE if code else context.kind)
        return context

    def heading(self, tag: Tag, name: str, context: Context) -> Context:
        """Return the context inside a heading; ARIA gives `role=heading` without a level the level 2."""
        stated = attribute(tag, "aria-level")
        level = int(name[1]) if name in HEADINGS else 2
        if stated.isdecimal() and len(stated) == 1 and 1 <= int(stated) <= 6:
            level = int(stated)
        self.last_level = level
        return replace(context, kind=Kind.HEADING, level=level)

    def list(self, tag: Tag, name: str, context: Context) -> Context:
        """Return the context inside a list."""
        self.groups += 1
        step = -1 if "reversed" in tag.attrs else 1
        count = sum(1 for child in tag.contents if isinstance(child, Tag) and child.name == "li") if step < 0 else 1
        self.lists.append(Counter(self.groups, name == "ol", number(attribute(tag, "start"), count), step))
        return replace(context, depth=context.depth + 1, item=None, kind=None)

    def item(self, tag: Tag, context: Context) -> Context:
        """Return the context inside a list item; one outside of any list is a list of its own."""
        if not self.lists:
            self.groups += 1
            frame = Frame(Kind.ITEM, 1, self.groups, region=context.region)
            return replace(context, item=frame, kind=None)
        counter = self.lists[-1]
        shown = number(attribute(tag, "value"), counter.next) if counter.ordered else None
        if shown is not None:
            counter.next = shown + counter.step
        frame = Frame(Kind.ITEM, max(1, context.depth), counter.group, ordinal=shown, region=context.region)
        return replace(context, item=frame, kind=None)

    def table(self, tag: Tag, name: str, context: Context) -> Context:
        """Return the context inside a table or one of its cells; a table that only lays out is not there."""
        if name == "table":
            self.groups += 1
            known = self.tables.get(id(tag))
            if known is not None:
                known.group = self.groups
            return replace(context, table=known, item=None, kind=None)
        spot = self.tables_cell(tag, context)
        if spot is None:
            return replace(context, item=None, kind=None)
        return replace(context, item=spot, kind=Kind.CELL)

    def tables_cell(self, tag: Tag, context: Context) -> Frame | None:
        """Return the frame of a cell of a table of data."""
        table = context.table
        if table is None or not table.data or id(tag) not in table.cells:
            return None
        row, column, header = table.cells[id(tag)]
        return Frame(Kind.CELL, 0, table.group, row, column, header_cell=header, region=context.region)

    def frame(self, context: Context) -> Frame:
        """Return what text in this context is."""
        if context.kind is Kind.CELL and context.item is not None:
            return context.item
        if context.kind is not None:
            return Frame(context.kind, context.level, region=context.region)
        if context.item is not None and not context.item.used:
            context.item.region = context.region
            return context.item
        return Frame(Kind.QUOTE if context.quote else Kind.PARAGRAPH, region=context.region)


def opens_panel(tag: Tag) -> bool:
    """Say whether a button is the heading of a part of the text that it opens, as a question of a list of questions."""
    return "aria-expanded" in tag.attrs and len(tag.get_text().split()) >= PANEL_WORDS


def number(text: str, default: int) -> int:
    """Return a whole number given as text, or `default`."""
    bare = text.strip().removeprefix("-")
    return int(text) if bare.isdecimal() and bare.isascii() and len(bare) <= 6 else default


def concealed(tag: Tag) -> bool:
    """Say whether an element is hidden by its own attributes or by a framework's class for screen readers."""
    attrs = tag.attrs
    if "hidden" in attrs and str(attrs["hidden"]).lower() != "until-found":
        return True
    if str(attrs.get("aria-hidden", "")).strip().lower() == "true":
        return True
    style = attrs.get("style")
    if style and CONCEALED.search(str(style)):
        return True
    if tag.name == "dialog" and "open" not in attrs:
        return True
    names = attrs.get("class")
    return bool(names) and not FOR_READERS_OF_SCREENS.isdisjoint(str(names).lower().split())
