"""Read Markdown: write it as HTML that knows where each character came from, and read that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from auditor.load.front_matter import front_matter
from auditor.load.html import read_html
from auditor.load.inline import install
from auditor.load.reading import Reading
from auditor.model import Run

TEMPLATE = re.compile(
    r"\{%[^\n]{0,500}?%\}|\{\{[<%][^\n]{0,500}?[>%]\}\}|\{:[^{}\n]{0,200}\}|(?<=\S)[ \t]*\{#[\w-]{1,80}\}"
)
"""Tags of site generators (Liquid, Hugo) and attributes of kramdown, which never show on the page."""

UNSEEN = "\u200b"
"""A zero-width space: the parser leaves it alone, and the writer drops it."""

BLANKS = " \t"
"""White space in Markdown; str.strip() takes more."""

NESTING = 100
"""Levels of quotes and lists, beyond which a line of ">" marks is no text any more."""


@cache
def parser() -> MarkdownIt:
    """Return the parser: CommonMark with tables, strikethrough and footnotes, and with positions in inline text."""
    md = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable(["table", "strikethrough"])
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    install(md)
    return md


class Output:
    """HTML that is being written, and the way from it to the source."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.parts: list[str] = []
        self.length = 0
        self.runs: list[Run] = []

    def tag(self, markup: str, place: int) -> None:
        """Write markup of our own, which as a whole stands for `place`."""
        self.runs.append(Run(self.length, place, False))
        self.parts.append(markup)
        self.length += len(markup)

    def copy(self, text: str, place: int) -> None:
        """Write a stretch of the source that stands at `place` as it is."""
        if text:
            self.runs.append(Run(self.length, place, True))
            self.parts.append(text)
            self.length += len(text)

    def text(self, text: str, place: int) -> None:
        """Write text that stands at `place` character for character, with markup escaped."""
        start = 0
        for m in re.finditer(r"[&<>]", text):
            self.copy(text[start : m.start()], place + start)
            self.tag(escape(m.group()), place + m.start())
            start = m.end()
        self.copy(text[start:], place + start)


def read_markdown(source: str) -> tuple[Reading, tuple[Run, ...]]:
    """Return what was read, and the way from what it was read from to the source. Raises LoadError."""
    facts, begin = front_matter(source)
    body = TEMPLATE.sub(lambda m: UNSEEN * len(m.group()), source[begin:].replace("\0", UNSEEN))
    out = Output()
    Renderer(body, begin, out).render(parser().parse(unified(body)))
    reading = read_html("".join(out.parts))
    if facts is not None:
        reading.title = facts.title
        reading.language = facts.language
        reading.facts.front = facts.fields
    return reading, tuple(out.runs) or (Run(0, 0, True),)


def unified(body: str) -> str:
    """Return the text as the parser wants it; only line ends differ, and positions are kept by line."""
    return re.sub(r"\r\n?", "\n", body)


class Renderer:
    """Writes the parser's tokens as HTML."""

    def __init__(self, body: str, begin: int, out: Output) -> None:
        """Remember the lines of the body and where each begins in the source."""
        self.out = out
        self.lines: list[tuple[str, int]] = []
        place = begin
        for line in re.split(r"(\r\n|\r|\n)", body):
            if line in {"\r\n", "\r", "\n"}:
                place += len(line)
                continue
            self.lines.append((line, place))
            place += len(line)
        self.numeric = True
        self.labels: dict[str, str] = {}
        self.notes = 0
        self.cells: list[list[tuple[int, int]]] = []
        self.slugs: dict[str, int] = {}

    def place(self, token: Token) -> int:
        """Return where the first line of a token begins in the source."""
        if not token.map or token.map[0] >= len(self.lines):
            return self.out.runs[-1].source if self.out.runs else 0
        return self.lines[token.map[0]][1]

    def render(self, tokens: Sequence[Token]) -> None:
        """Write all tokens."""
        self.name_notes(tokens)
        for index, token in enumerate(tokens):
            if token.type == "inline":
                self.inline(token, tokens[index - 1])
            elif token.type == "html_block":
                self.raw(token)
            elif token.type in {"fence", "code_block"}:
                self.code(token)
            elif token.type.startswith("footnote_reference"):
                self.note(token)
            else:
                self.block(token, tokens, index)

    def block(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        """Write the start or end tag of a block."""
        if token.type == "tr_open":
            self.cells = split_cells(*self.line(token))
        if token.hidden:
            return
        slash = "/" if token.nesting < 0 else ""
        attrs = "".join(f' {k}="{escape(str(v))}"' for k, v in token.attrs.items() if k == "start")
        if token.type == "heading_open":
            attrs = f' id="{escape(self.slug(tokens[index + 1].content))}"'
        self.out.tag(f"<{slash}{token.tag}{attrs}>", self.place(token))

    def slug(self, heading: str) -> str:
        """Return the name by which links on GitHub and most site generators point at a heading."""
        words = re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")[:100]
        self.slugs[words] = self.slugs.get(words, -1) + 1
        return f"{words}-{self.slugs[words]}" if self.slugs[words] else words

    def line(self, token: Token) -> tuple[str, int]:
        """Return the first line of a token and where it begins."""
        first = token.map[0] if token.map else 0
        return self.lines[first] if first < len(self.lines) else ("", self.place(token))

    def inline(self, token: Token, opened: Token) -> None:
        """Write inline content: find where each of its lines stands, then write its tokens."""
        if opened.type in {"td_open", "th_open"}:
            starts = self.cells.pop(0) if self.cells else [(0, self.place(token))]
        elif opened.type == "heading_open" and opened.markup.startswith("#"):
            text, place = self.line(token)
            lead = re.match(r"[\s>]*(?:(?:[-+*]|\d{1,9}[.)])[\s>]+)*", text)
            mark = text.find(opened.markup, lead.end() if lead else 0) + len(opened.markup)
            blanks = len(text[mark:]) - len(text[mark:].lstrip())
            starts = [(0, place + mark + blanks)]
        else:
            starts = self.aligned(token)
        Inline(self, token.content, starts).render(token.children or [])

    def aligned(self, token: Token) -> list[tuple[int, int]]:
        """Return (offset in the content, offset in the source) of each line: content is what ends a source line."""
        first, behind = token.map or [0, 1]
        opening = token.content.partition("\n")[0].strip()
        while first + 1 < min(behind, len(self.lines)) and not self.lines[first][0].rstrip().endswith(opening):
            first += 1  # the parser drops leading lines of white space that is none in Markdown, such as U+0085
        starts: list[tuple[int, int]] = []
        offset = 0
        for number, line in enumerate(token.content.split("\n")):
            raw, place = self.lines[min(first + number, len(self.lines) - 1)]
            bare = line.strip(BLANKS)
            blanks = len(line) - len(line.lstrip(BLANKS))
            ended = raw.rstrip(BLANKS)
            begin = len(ended if ended.endswith(bare) else raw.rstrip()) - len(bare)
            starts.append((offset, place + max(0, begin) - blanks))
            offset += len(line) + 1
        return starts

    def raw(self, token: Token) -> None:
        """Write a block of HTML as it stands."""
        first = token.map[0] if token.map else 0
        for number, line in enumerate(token.content.split("\n")):
            raw, place = self.lines[min(first + number, len(self.lines) - 1)]
            self.out.copy(line, place + max(0, len(raw) - len(line)))
            self.out.tag("\n", place + len(raw))

    def code(self, token: Token) -> None:
        """Write a block of code."""
        first = (token.map[0] if token.map else 0) + (token.type == "fence")
        self.out.tag("<pre><code>", self.place(token))
        for number, line in enumerate(token.content.split("\n")):
            raw, place = self.lines[min(first + number, len(self.lines) - 1)]
            self.out.text(line, place + max(0, len(raw) - len(line)))
            self.out.tag("\n", place + len(raw))
        self.out.tag("</code></pre>", self.place(token))

    def name_notes(self, tokens: Sequence[Token]) -> None:
        """Choose what footnotes are called: by their own numbers if all have one, else in order of mention."""
        names: list[str] = []
        for token in tokens:
            if token.type == "footnote_reference_open":
                names.append(token.meta["label"])
            names += [c.meta["label"] for c in token.children or [] if c.type == "footnote_ref"]
        numeric = all(n.isdecimal() and n.isascii() and len(n) <= 4 for n in names)
        unique = dict.fromkeys(names)
        self.labels = {n: str(int(n)) if numeric else str(i) for i, n in enumerate(unique, 1)}

    def note(self, token: Token) -> None:
        """Write the start or end of a footnote."""
        if token.type.endswith("close"):
            self.out.tag("</auditor-footnote>", self.out.runs[-1].source if self.out.runs else 0)
            return
        label = self.labels[token.meta["label"]]
        self.out.tag(f'<auditor-footnote id="fn{label}" data-number="{label}">', self.place(token))


class Inline:
    """Writes the inline tokens of one block."""

    def __init__(self, renderer: Renderer, content: str, starts: list[tuple[int, int]]) -> None:
        """Remember the content and where its lines stand in the source."""
        self.renderer = renderer
        self.out = renderer.out
        self.content = content
        self.starts = starts
        self.line = 0

    def source(self, offset: int) -> int:
        """Return where the character of the content at `offset` stands in the source; offsets mostly grow."""
        while self.line and self.starts[self.line][0] > offset:
            self.line -= 1
        while self.line + 1 < len(self.starts) and self.starts[self.line + 1][0] <= offset:
            self.line += 1
        start, place = self.starts[self.line]
        return place + offset - start

    def render(self, tokens: Sequence[Token]) -> None:
        """Write all tokens in order."""
        for token in tokens:
            at = int(token.meta.get("at", 0))
            place = self.source(at)
            kind = token.type
            if kind in {"text", "code_inline", "html_inline", "text_special"}:
                self.words(token, at)
            elif kind == "softbreak":
                self.out.tag("\n", place)
            elif kind == "hardbreak":
                self.out.tag("<br>", place)
            elif kind == "footnote_ref":
                self.mark(token, at)
            elif kind == "link_open":
                href = escape(str(token.attrs.get("href", "")))
                self.out.tag(f'<a href="{href}">', place)
            elif kind != "image" and token.tag:
                self.out.tag(f"<{'/' if token.nesting < 0 else ''}{token.tag}>", place)

    def words(self, token: Token, at: int) -> None:
        """Write a token that holds text."""
        content = token.content
        if token.type == "html_inline":
            self.copied(content, at, self.out.copy)
        elif token.type == "text_special":
            if token.info == "escape" and len(content) == 1:
                self.out.text(content, self.source(at + 1))
            else:
                self.out.tag(escape(content), self.source(at))
        elif token.type == "code_inline":
            skip = len(token.markup)
            inner = self.content[at + skip :]
            skip += inner.startswith((" ", "\n")) and not content.startswith(" ")
            self.out.tag("<code>", self.source(at))
            self.copied(content, at + skip, self.out.text)
            self.out.tag("</code>", self.source(at))
        elif self.content.startswith(content, at):
            self.copied(content, at, self.out.text)
        elif self.content.startswith(content, at + 1):
            self.copied(content, at + 1, self.out.text)
        else:
            self.out.tag(escape(content), self.source(at))

    def copied(self, content: str, at: int, write: Any) -> None:
        """Write text of the content, stretch by stretch, since each stands elsewhere in the source."""
        done = 0
        while done < len(content):
            place = self.source(at + done)
            behind = self.starts[self.line + 1][0] - at if self.line + 1 < len(self.starts) else len(content)
            write(content[done:behind], place)
            done = behind

    def mark(self, token: Token, at: int) -> None:
        """Write a mark that points at a footnote: "[^3]" becomes a raised "[3]"."""
        label = token.meta["label"]
        shown = self.renderer.labels.get(label, label)
        self.out.tag(f'<sup><a href="#fn{escape(shown)}">', self.source(at))
        self.out.text("[", self.source(at))
        if shown == label:
            self.out.text(shown, self.source(at + 2))
        else:
            self.out.tag(escape(shown), self.source(at + 2))
        self.out.text("]", self.source(at + 2 + len(label)))
        self.out.tag("</a></sup>", self.source(at))


def split_cells(line: str, place: int) -> list[list[tuple[int, int]]]:
    """Return, for each cell of a table's row, (offset in the cell, offset in the source) of its stretches.

    Cells part where the parser parts them; it drops the backslash of an escaped bar, which begins a new stretch.
    """
    lead = re.match(r"[\s>]*", line)
    begin = lead.end() if lead else 0
    end = len(line.rstrip())
    begin += line.startswith("|", begin)
    cuts = [begin - 1, *(m.start() for m in re.finditer(r"(?<!\\)\|", line[:end]) if m.start() >= begin), end]
    cells: list[list[tuple[int, int]]] = []
    for left, right in pairwise(cuts):
        cell = line[left + 1 : right]
        start = left + 1 + len(cell) - len(cell.lstrip())
        stretches = [(0, place + start)]
        for number, m in enumerate(re.finditer(r"\\\|", line[start:right])):
            stretches.append((m.start() - number, place + start + m.start() + 1))
        cells.append(stretches)
    return cells
