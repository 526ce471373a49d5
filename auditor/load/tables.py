"""Tell tables of data from tables that only lay out a page, and number their cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bs4 import Tag

from auditor.load.elements import attribute

MAX_SPAN = 1000
"""The largest colspan that HTML allows."""

LONG_CELL = 600
"""Characters; a cell of data without a header is shorter."""

LONG_PROSE = 1500
"""Characters; a cell that holds more is a column of text, header or not."""

FLOW = frozenset("div h1 h2 h3 h4 h5 h6 ul ol dl blockquote form table section article".split())


@dataclass
class Table:
    """One table: its cells by the identity of their tags, as (row, column, is header)."""

    group: int = 0
    data: bool = False
    cells: dict[int, tuple[int, int, bool]] = field(default_factory=dict)
    headed: bool = False
    flowing: int = 0
    row: int = -1
    column: int = 0
    width: int = 0
    rowspans: dict[int, int] = field(default_factory=dict)
    presentation: bool = False
    longest: int = 0
    chars: int = 0

    def begin_row(self) -> None:
        """Go to the next row; cells that reach down from above take their columns."""
        self.row += 1
        self.column = 0
        self.rowspans = {c: n - 1 for c, n in self.rowspans.items() if n > 1}

    def add(self, tag: Tag) -> None:
        """Place a cell."""
        if self.row < 0:
            self.begin_row()
        while self.column in self.rowspans:
            self.column += 1
        self.chars = 0
        header = tag.name == "th" or attribute(tag, "role") in {"columnheader", "rowheader"}
        self.headed = self.headed or header
        self.cells[id(tag)] = (self.row, self.column, header)
        across, down = spans(tag, "colspan"), spans(tag, "rowspan")
        if down > 1:
            self.rowspans.update(dict.fromkeys(range(self.column, self.column + min(across, 50)), down))
        self.column += across
        self.width = max(self.width, self.column)

    def judge(self) -> bool:
        """Say whether this is a table of data: headed, or several rows and columns of short cells without structure."""
        if self.presentation or not self.cells or self.longest > LONG_PROSE:
            return False
        if self.headed and len(self.cells) > 1:
            return True
        return self.row >= 1 and self.width >= 2 and not self.flowing and self.longest <= LONG_CELL


def spans(tag: Tag, name: str) -> int:
    """Return how many columns or rows a cell covers."""
    value = attribute(tag, name)
    return min(MAX_SPAN, max(1, int(value))) if value.isdecimal() and value.isascii() and len(value) < 6 else 1


def survey(soup: Any) -> dict[int, Table]:
    """Return the tables by the identity of their tags, in one pass over the tree; an outer table never holds data."""
    found: dict[int, Table] = {}
    if not soup.seen_table:
        return found
    stack: list[tuple[Any, Table | None]] = [(iter(soup.contents), None)]
    while stack:
        children, table = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
            continue
        if not isinstance(node, Tag):
            if table is not None:
                table.chars += len(node)
                table.longest = max(table.longest, table.chars)
            continue
        stack.append((iter(node.contents), visit(node, table, found)))
    for one in found.values():
        one.data = one.judge()
    return found


def visit(node: Tag, table: Table | None, found: dict[int, Table]) -> Table | None:
    """Take note of one element; return the table that its children belong to."""
    name = node.name
    if table is not None and name in FLOW:
        table.flowing += name != "div"
        table.presentation = table.presentation or name == "table"
    if name == "table":
        inner = Table(presentation=attribute(node, "role") in {"presentation", "none"})
        found[id(node)] = inner
        return inner
    if table is not None:
        if name == "tr":
            table.begin_row()
        elif name in {"td", "th"}:
            table.add(node)
        elif name == "caption":
            table.headed = True
    return table
