"""Read plain text into blocks: paragraphs, headings and lists by the look of their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from auditor.load.reading import Reading
from auditor.load.writer import AMP, FILL, LT, Frame
from auditor.model import Kind

WRAP = 100
"""Characters; prose that was wrapped by hand or by a mail program is no wider."""

RAGGED = 0.85
"""Share of the width that a wrapped line and the next word together exceed, or the word would have stood on it."""

HEADING_WORDS = 12
HEADING_CHARS = 90
"""A line with more is prose without its full stop."""

RUN = 3
"""So many short lines in a row are a list, an address or a menu, and no headings."""

LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|$)")
HASH = re.compile(r"(#{1,6})[ \t]+(?=\S)")
RULE = re.compile(r"[ \t]*([=\-_*~#])[ \t]*(?:\1[ \t]*){2,}")
BULLET = re.compile(r"(?:[-*+•–·◦▪‣●○]|o(?= {2,}))[ \t]+(?=\S)")
NUMBER = re.compile(r"\(?(\d{1,3})[.)][ \t]+(?=\S)")
LETTER = re.compile(r"\(?[a-z]\)[ \t]+(?=\S)")
TERMINAL = re.compile(r"[.!…][\"'”’)\]]{0,3}(?:\s?[\[(]\d{1,3}[\])])?$")
NOT_A_HEADING = re.compile(
    r"https?://|www\.|@|\d{3}[-. ]\d{4}|^\W*(?:by|written by|author|reviewed by|medically reviewed|updated|"
    r"last updated|"
    r"published|posted|copyright|©|source|tel|phone|fax|email|call)\b|^\W*(?:\d{1,2}[/.-]){2}|"
    r"^\d+ [A-Z]\w+ (?:St|Ave|Rd|Blvd|Dr|Ln)\b|"
    r"^\W*\d[\d,.% ]*$|\b[A-Z]{2} \d{5}\b",
    re.IGNORECASE,
)
BYLINE_DATE = re.compile(
    r"^\W*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2},? \d{4}\W*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Line:
    """One line: its text without the blanks around it, where that begins, and how far it is indented."""

    text: str
    offset: int
    indent: int


def read_text(source: str) -> Reading:
    """Return the blocks of a plain text."""
    for mark in (AMP, LT, FILL):
        source = source.replace(mark, "\ufffd")
    reading = Reading()
    state = State(reading)
    chunk: list[Line] = []
    for line in lines_of(source):
        if line.text:
            chunk.append(line)
            continue
        state.chunk(chunk)
        chunk = []
    state.chunk(chunk)
    reading.writer.flush()
    return reading


def lines_of(source: str) -> Iterator[Line]:
    """Yield the lines of a text, the last one followed by an empty one."""
    place = 0
    while place < len(source):
        m = LINE.match(source, place)
        if m is None or m.end() == place:
            return
        raw = m.group(1)
        bare = raw.strip()
        lead = len(raw) - len(raw.lstrip())
        yield Line(bare, place + lead, len(raw[:lead].expandtabs(4)))
        place = m.end()


class State:
    """Writes the chunks of lines that blank lines part."""

    def __init__(self, reading: Reading) -> None:
        """Begin before the first line."""
        self.writer = reading.writer
        self.groups = 0
        self.indents: list[tuple[int, int]] = []
        self.count = 0

    def chunk(self, lines: Sequence[Line]) -> None:
        """Write the lines between two blank ones."""
        width = max((len(line.text) for line in lines), default=0)
        wrapped = width <= WRAP and is_wrapped(lines, width)
        index = 0
        while index < len(lines):
            line = lines[index]
            underline = lines[index + 1].text if index + 1 < len(lines) else ""
            if RULE.fullmatch(line.text):
                index += 1
            elif re.fullmatch(r"=+|-{3,}", underline) and len(underline) >= 3 and not BULLET.match(line.text):
                self.write(Frame(Kind.HEADING, 1 if underline[0] == "=" else 2), [line])
                index += 2
            elif m := HASH.match(line.text):
                self.write(Frame(Kind.HEADING, len(m.group(1))), [cut(line, m.end())])
                index += 1
            elif marker(line.text):
                end = item_end(lines, index, wrapped)
                self.item(lines[index:end])
                index = end
            elif self.indents and index == 0 and line.indent > self.indents[-1][0]:
                self.write(Frame(), lines[:1])
                index += 1
            else:
                end = prose_end(lines, index)
                self.prose(lines[index:end], width, wrapped)
                index = end

    def prose(self, lines: Sequence[Line], width: int, wrapped: bool) -> None:
        """Write lines without list marks: wrapped paragraphs, paragraphs of a line each, headings."""
        if wrapped:
            start = 0
            for i in range(1, len(lines) + 1):
                if i == len(lines) or not runs_on(lines[i - 1], lines[i], width):
                    self.paragraph(lines[start:i])
                    start = i
            return
        start = 0
        while start < len(lines):
            end = start
            while end < len(lines) and is_short(lines[end].text):
                end += 1
            if end - start >= RUN:
                self.write(Frame(), lines[start:end])
            else:
                end = end or 1
                for line in lines[start : max(end, start + 1)]:
                    self.paragraph([line])
                end = max(end, start + 1)
            start = end

    def paragraph(self, lines: Sequence[Line]) -> None:
        """Write one paragraph, or a heading if it looks like one."""
        if len(lines) == 1 and is_heading(lines[0].text):
            self.write(Frame(Kind.HEADING, 2 if self.count else 1), lines)
        else:
            self.write(Frame(), lines)

    def item(self, lines: Sequence[Line]) -> None:
        """Write one list item with the lines that continue it."""
        first = lines[0]
        m = marker(first.text)
        assert m is not None
        while self.indents and self.indents[-1][0] > first.indent:
            self.indents.pop()
        if not self.indents or self.indents[-1][0] < first.indent:
            self.groups += 1
            self.indents.append((first.indent, self.groups))
        shown = NUMBER.match(first.text)
        group = self.indents[-1][1]
        frame = Frame(Kind.ITEM, len(self.indents), group, ordinal=int(shown.group(1)) if shown else None)
        self.write(frame, [cut(first, m.end()), *lines[1:]], ends_list=False)

    def write(self, frame: Frame, lines: Sequence[Line], *, ends_list: bool = True) -> None:
        """Write a block of lines."""
        if ends_list:
            self.indents = []
        self.writer.flush()
        self.writer.frame = frame
        for number, line in enumerate(lines):
            if number:
                self.writer.soft_break(line.offset - line.indent - 1 if line.offset > line.indent else line.offset)
            self.writer.text(line.text, line.offset)
        self.writer.flush()
        self.count += 1


def cut(line: Line, length: int) -> Line:
    """Return a line without its first characters."""
    return Line(line.text[length:], line.offset + length, line.indent)


def marker(text: str) -> re.Match[str] | None:
    """Return the bullet or number that a line begins with."""
    return BULLET.match(text) or NUMBER.match(text) or LETTER.match(text)


def item_end(lines: Sequence[Line], index: int, wrapped: bool) -> int:
    """Return the index behind the lines that continue the item at `index`: indented under it, or wrapped."""
    first = lines[index]
    end = index + 1
    while end < len(lines) and not marker(lines[end].text) and not RULE.fullmatch(lines[end].text):
        before, line = lines[end - 1], lines[end]
        hangs = line.indent > first.indent
        wraps = wrapped and not TERMINAL.search(before.text) and not is_heading(line.text)
        small = line.text[0].islower() and not TERMINAL.search(before.text)
        if not (hangs or wraps or small):
            break
        end += 1
    return end


def prose_end(lines: Sequence[Line], index: int) -> int:
    """Return the index of the next line that is no plain prose."""
    end = index + 1
    while end < len(lines):
        text = lines[end].text
        following = lines[end + 1].text if end + 1 < len(lines) else ""
        if marker(text) or HASH.match(text) or RULE.fullmatch(text) or re.fullmatch(r"={3,}|-{3,}", following):
            break
        end += 1
    return end


def is_wrapped(lines: Sequence[Line], width: int) -> bool:
    """Say whether most line ends of a chunk come from wrapping."""
    pairs = [(a, b) for a, b in pairwise(lines) if not marker(b.text)]
    return bool(pairs) and 2 * sum(runs_on(a, b, width) for a, b in pairs) >= len(pairs)


def runs_on(line: Line, following: Line, width: int) -> bool:
    """Say whether a line was ended by wrapping: the next word did not fit, or goes on in the middle of a sentence."""
    word = following.text.split(None, 1)[0]
    if following.text[0].islower() and not TERMINAL.search(line.text):
        return True
    return len(line.text) + 1 + len(word) > RAGGED * width and width >= 40


def is_short(text: str) -> bool:
    """Say whether a line is short and no sentence."""
    return (
        len(text) <= HEADING_CHARS and len(text.split()) <= HEADING_WORDS and not re.search(r"[.!?:;,…]\W{0,2}$", text)
    )


def is_heading(text: str) -> bool:
    """Say whether a line that stands alone reads as a heading."""
    if len(text) > HEADING_CHARS or len(text.split()) > HEADING_WORDS or TERMINAL.search(text) or text[-1] in ",;:":
        return False
    first = text.lstrip("\"'“‘(¿¡")[:1]
    return (
        (first.isupper() or first.isdigit())
        and re.search(r"[^\W\d_]{2}", text) is not None
        and not NOT_A_HEADING.search(text)
        and not BYLINE_DATE.match(text)
    )
