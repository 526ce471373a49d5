"""Parse HTML with Beautiful Soup so that every piece of text knows its offset in the source.

Beautiful Soup keeps positions of tags only, and Python's html.parser differs between versions on broken markup and
is slow on some of it. So the markup is masked first, character for character: what is never shown (comments, scripts)
is filled, entities are left for the writer to decode, and a "<" that opens nothing is no longer one.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag
from bs4.builder._htmlparser import BeautifulSoupHTMLParser, HTMLParserTreeBuilder

from auditor.errors import LoadError
from auditor.load.writer import AMP, FILL, LT

MAX_DEPTH = 400
"""Open elements; browsers stop nesting at 512. Deeper tags are ignored and their text is kept."""

MAX_TAGS = 200_000
"""Elements; at 1.3 kB each this bounds memory to about 260 MB. The longest real pages have a tenth of it."""

UNSEEN = re.compile(r"<(?:(!)|(\?)|(script|style|textarea|iframe|noembed|noframes|plaintext)(?=[\s/>]))", re.IGNORECASE)
COMMENT_END = re.compile(r"--!?>")
VOIDS = frozenset("area base br col embed hr img input link meta param source track wbr".split())
CLOSES_P = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr main menu nav ol p pre section summary table ul li dd dt".split()
)
CLOSED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th", "caption"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tbody": frozenset({"thead", "tbody", "tfoot", "tr", "td", "th", "caption"}),
    "thead": frozenset({"thead", "tbody", "tfoot", "tr", "td", "th", "caption"}),
    "tfoot": frozenset({"thead", "tbody", "tfoot", "tr", "td", "th", "caption"}),
    "option": frozenset({"option"}),
    "a": frozenset({"a"}),
}
"""Elements that end where the next of their kind begins, though their end tag may be left out."""

BARRIER = {
    "p": frozenset("button td th table caption html body object template".split()),
    "li": frozenset("ul ol menu dir table td th".split()),
    "dt": frozenset("dl table td th ul ol".split()),
    "dd": frozenset("dl table td th ul ol".split()),
    "option": frozenset({"select", "datalist"}),
    "a": frozenset("table td th object".split()),
}
TABLE = frozenset({"table"})
CELLS = frozenset({"td", "th", "caption"})
TABLE_PARTS = frozenset("table thead tbody tfoot tr td th caption html body".split())
FORMATTING = frozenset("b big code em font i s small span strike strong tt u".split())


@dataclass
class Masked:
    """Markup of the same length as the source, and what was taken out of it."""

    markup: str
    comments: list[tuple[str, int]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)


def mask(source: str) -> Masked:
    """Return the source with everything filled that is never shown, character for character."""
    for mark in (AMP, LT, FILL):
        if mark in source:
            source = source.replace(mark, "\ufffd")
    out = Masked("")
    parts: list[str] = []
    place = 0
    missing: set[str] = set()
    while m := UNSEEN.search(source, place):
        start = m.start()
        end = hidden_end(source, m, out, missing)
        parts += (source[place:start], FILL * (end - start))
        place = end
    parts.append(source[place:])
    markup = "".join(parts)
    last = markup.rfind(">") + 1
    markup = markup[:last] + markup[last:].replace("<", LT)
    out.markup = markup.replace("&", AMP).replace("\0", FILL)
    return out


def hidden_end(source: str, m: re.Match[str], out: Masked, missing: set[str]) -> int:
    """Return where the unseen thing that begins at `m` ends; `missing` remembers ends that do not come any more."""
    start = m.start()
    if m.group(2):
        end = find(source, "?>" if source.startswith(("<?php", "<?="), start) else ">", start + 2, missing)
        return end or start + 2
    if m.group(1):
        return declaration_end(source, start, out, missing)
    name = m.group(3).lower()
    opened = source.find(">", m.end())
    if name == "plaintext" or opened < 0 or source[opened - 1] == "/":
        return opened + 1 or len(source)
    close = None
    if name not in missing:
        close = re.compile(rf"</{name}(?=[\s/>])[^>]*>", re.IGNORECASE).search(source, opened + 1)
    if close is None:
        missing.add(name)
        return len(source) if name in {"script", "style"} else opened + 1
    if name == "script" and "ld+json" in source[start:opened]:
        out.data.append(source[opened + 1 : close.start()])
    return close.end()


def declaration_end(source: str, start: int, out: Masked, missing: set[str]) -> int:
    """Return where a comment, CDATA mark, doctype or other declaration ends; one that does not end hides nothing."""
    if not source.startswith("<!--", start):
        if source.startswith("<![CDATA[", start):
            return start + 9
        return find(source, ">", start + 2, missing) or start + 2
    if source.startswith(("<!-->", "<!--->"), start):
        return source.index(">", start) + 1
    end = None if "-->" in missing else COMMENT_END.search(source, start + 4)
    if end is None:
        missing.add("-->")
        return start + 4
    text = source[start + 4 : end.start()]
    if "auditor" in text[:200].lower():
        out.comments.append((text, start))
    return end.end()


def find(source: str, end: str, start: int, missing: set[str]) -> int | None:
    """Return the offset behind the next `end`, or None; after a None the search is not made again."""
    place = -1 if end in missing else source.find(end, start)
    if place < 0:
        missing.add(end)
        return None
    return place + len(end)


class Soup(BeautifulSoup):
    """A tree whose strings carry `pieces`: what they were made of and at which offsets."""

    pending: list[tuple[str, int]]

    def object_was_parsed(self, o: Any, parent: Any = None, most_recent_element: Any = None) -> None:
        """Hand a finished string the pieces that were gathered for it."""
        if not isinstance(o, Tag):
            o.pieces = self.pending
            self.pending = []
        super().object_was_parsed(o, parent, most_recent_element)


class PositionedParser(BeautifulSoupHTMLParser):
    """html.parser that hands over offsets, supplies end tags that may be left out, and bounds depth and size."""

    soup: Any

    def handle_data(self, data: str) -> None:
        """Note where a piece of text stands."""
        line, column = self.getpos()
        self.soup.pending.append((data, self.soup.breaks[line - 1] + column))
        self.soup.handle_data(data)

    def handle_starttag(self, tag: str, attrs: Any, handle_empty_element: bool = True) -> None:
        """End what the new element ends, and open it unless the tree is too deep."""
        soup = self.soup
        soup.tags += 1
        if soup.tags > MAX_TAGS:
            raise LoadError(f"the page has more than {MAX_TAGS:,} tags; split it, or check that it is really a page")
        counter = soup.open_tag_counter
        if tag == "body" and counter.get("head"):
            self.end_open(tag, frozenset({"head"}), frozenset())
        if tag in CLOSES_P and counter.get("p"):
            self.end_open("p", frozenset({"p"}), BARRIER["p"])
        if tag in CLOSED_BY and any(counter.get(name) for name in CLOSED_BY[tag]):
            self.end_open(tag, CLOSED_BY[tag], BARRIER.get(tag, TABLE))
        if tag == "table":
            soup.seen_table = True
        if len(soup.tagStack) > MAX_DEPTH and tag not in VOIDS:
            soup.endData()
            soup.ignored[tag] += 1
            return
        super().handle_starttag(tag, attrs, True)
        self.already_closed_empty_element.clear()

    def end_open(self, tag: str, names: frozenset[str], barrier: frozenset[str]) -> None:
        """End the outermost open element of `names` inside the nearest barrier."""
        found = None
        for element in reversed(self.soup.tagStack):
            if element.name in barrier:
                break
            if element.name in names:
                found = element
                if tag in {"p", "li", "a", "option"}:
                    break
        if found is not None:
            self.soup.endData()
            while self.soup.tagStack[-1] is not found:
                self.soup.popTag()
            self.soup.popTag()

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        """Open an element and end it at once, as the slash of `<a name="x"/>` means."""
        before = self.soup.ignored[tag]
        self.handle_starttag(tag, attrs)
        if self.soup.ignored[tag] > before:
            self.soup.ignored[tag] = before
        elif self.soup.currentTag.name == tag:
            self.soup.popTag()

    def handle_endtag(self, tag: str, check_already_closed: bool = True) -> None:
        """Close an element; an end tag without a start closes nothing, and none reaches out of its table cell."""
        soup = self.soup
        if tag in VOIDS and not check_already_closed:
            soup.handle_endtag(tag)
            return
        if not soup.ignored.get(tag) and soup.open_tag_counter.get(tag) and self.may_close(tag):
            soup.handle_endtag(tag)
            return
        soup.endData()
        if soup.ignored.get(tag):
            soup.ignored[tag] -= 1

    def may_close(self, tag: str) -> bool:
        """Say whether an end tag reaches its element; a void element has none, since it ended where it began."""
        for element in reversed(self.soup.tagStack):
            if element.name == tag:
                return True
            if (element.name in CELLS and tag not in TABLE_PARTS) or (tag in FORMATTING and element.name in CLOSES_P):
                return False
        return False


class PositionedBuilder(HTMLParserTreeBuilder):
    """Beautiful Soup's html.parser builder, with the parser above."""

    def feed(self, markup: Any, _parser_class: Any = PositionedParser) -> None:
        """Parse the markup."""
        soup: Any = self.soup
        soup.pending = []
        soup.tags = 0
        soup.ignored = Counter()
        soup.seen_table = False
        soup.breaks = [0, *(m.end() for m in re.finditer("\n", markup))]
        super().feed(markup, PositionedParser)


def parse(masked: Masked) -> Soup:
    """Return the tree of masked markup. Raises LoadError, without the source's name, for one that is too large."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return Soup(masked.markup, builder=PositionedBuilder(multi_valued_attributes=None))
