"""The whole text of a page laid out again, each finding marked in its place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from auditor.model import BlockEntry, Kind, PageReport, Role, Severity, Span

REVIEW = "review"
RANK = {Severity.ERROR.value: 3, Severity.WARNING.value: 2, Severity.INFO.value: 1, REVIEW: 0}


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch of the text that belongs to a finding.

    `id` is the anchor of the place in the text, `href` that of the card. `label` is what is shown there: the
    finding's number, and the letter that joins the halves of a pair. `level` is a severity or `review`; `hue` is
    the colour of the pair, or None. `seam` says that it marks where text was put together: a repeat, or words from
    elsewhere. `repaired` is the sentence without the words, which are struck through then.
    """

    start: int
    end: int
    id: str
    href: str
    label: str
    level: str
    title: str
    hue: int | None = None
    seam: bool = False
    repaired: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Running text between two changes of its marking; `marks` are the highlights that begin here."""

    text: str
    level: str | None
    href: str | None
    hue: int | None
    strong: bool
    marks: tuple[Highlight, ...]
    seam: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One block of the page with its pieces, and the highlights in it whose sentence is shown repaired beside it."""

    id: str
    role: Role
    kind: Kind
    level: int
    line: int
    pieces: tuple[Piece, ...]
    repairs: tuple[Highlight, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """Blocks in a row that are all the author's own text, or all not."""

    main: bool
    blocks: tuple[TextBlock, ...]

    @property
    def roles(self) -> list[str]:
        """Return the parts of the page that it holds, each once."""
        return list(dict.fromkeys(b.role.value for b in self.blocks))

    @property
    def marked(self) -> bool:
        """Say whether a finding stands in it."""
        return any(p.level for b in self.blocks for p in b.pieces)


def regions(page: PageReport, highlights: Iterable[Highlight], strong: Iterable[Span], prefix: str) -> list[Region]:
    """Return the text in regions, the author's own and the rest by turns; highlights may overlap and cross blocks."""
    blocks = page.blocks or (BlockEntry(0, len(page.text), Kind.PARAGRAPH, Role.MAIN, 1),)
    shares = shared_out(blocks, sorted(highlights, key=lambda h: (h.start, -h.end, h.id)))
    words = merged(strong)
    laid = [laid_out(page.text, b, shares[n], words, f"{prefix}b{n}") for n, b in enumerate(blocks)]
    return [Region(main, tuple(row)) for main, row in groupby(laid, key=lambda b: b.role is Role.MAIN)]


def laid_out(
    text: str, b: BlockEntry, found: list[tuple[Highlight, bool]], words: list[Span], anchor: str
) -> TextBlock:
    """Return one block with its highlights; `found` says of each whether it begins here."""
    repairs = tuple([h for h, first in found if first and h.repaired])
    return TextBlock(anchor, b.role, b.kind, b.level, b.line, cut(text, b, found, words), repairs)


def shared_out(blocks: Sequence[BlockEntry], highlights: Sequence[Highlight]) -> list[list[tuple[Highlight, bool]]]:
    """Return for each block the highlights in it, and whether each is seen there for the first time."""
    starts = [b.start for b in blocks]
    out: list[list[tuple[Highlight, bool]]] = [[] for _ in blocks]
    for h in highlights:
        first = True
        index = max(0, bisect_right(starts, h.start) - 1)
        while index < len(blocks) and blocks[index].start < h.end:
            if h.start < blocks[index].end and h.start < h.end:
                out[index].append((h, first))
                first = False
            index += 1
    return out


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that touch made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def cut(text: str, block: BlockEntry, found: list[tuple[Highlight, bool]], words: list[Span]) -> tuple[Piece, ...]:
    """Return a block's text cut wherever its marking changes."""
    low, high = block.start, min(block.end, len(text))
    if not found and low < high:
        return (Piece(text[low:high], None, None, None, False, ()),)
    inner = words[bisect_left(words, low, key=lambda s: s.end) : bisect_left(words, high, key=lambda s: s.start)]
    stretches: list[Highlight | Span] = [*(h for h, _ in found), *inner]
    ends = [at for s in stretches for at in (s.start, s.end)]
    edges = {low, high, *[min(max(at, low), high) for at in ends]}
    places = sorted(edges)
    if len(places) == 1:
        return ()
    opening: dict[int, list[tuple[Highlight, bool]]] = {}
    closing = set()
    for h, first in found:
        opening.setdefault(max(h.start, low), []).append((h, first))
        closing.add(min(h.end, high))
    begins = [s.start for s in inner]
    active: list[Highlight] = []
    pieces = []
    for a, b in pairwise(places):
        begun = opening.get(a, [])
        if a in closing:
            active = [h for h in active if h.end > a]
        active += [h for h, _ in begun]
        if not active:
            pieces.append(Piece(text[a:b], None, None, None, False, ()))
            continue
        top = active[0] if len(active) == 1 else max(active, key=weight)
        near = bisect_right(begins, a) - 1
        strong = near >= 0 and b <= inner[near].end
        pieces.append(Piece(
            text[a:b], top.level, top.href, hue_of(active, top), strong, tuple([h for h, first in begun if first]),
            any(h.seam for h in active), any(h.repaired for h in active),
        ))  # fmt: skip
    return tuple(pieces)


def weight(h: Highlight) -> tuple[int, bool, int]:
    """Sort what stands on top last: the worst, then a half of a pair, then what begins later."""
    return RANK[h.level], h.hue is not None, h.start


def hue_of(active: Sequence[Highlight], top: Highlight) -> int | None:
    """Return the colour of a pair that stands here: of the highlight on top, else of any."""
    if top.hue is not None:
        return top.hue
    return next((h.hue for h in active if h.hue is not None), None)


def within(text: str, start: int, marks: Iterable[Span], limit: int) -> list[tuple[str, bool]]:
    """Return a quote in parts, each with whether its words matter most, cut to about `limit` characters.

    `text` is the quote and `start` its offset on the page; `marks` are spans of the page. A quote that is longer
    is shown from a little before its first mark.
    """
    end = start + len(text)
    inner = [Span(max(s.start, start), min(s.end, end)) for s in marks if s.start < end and s.end > start]
    spans = [s for s in merged(inner) if s.start < s.end]
    low, high = start, end
    if len(text) > limit:
        if spans and spans[0].end - start > limit:
            low = max(start, spans[0].start - limit // 4)
        high = min(end, low + limit)
    parts: list[tuple[str, bool]] = [("… ", False)] if low > start else []
    at = low
    for span in spans:
        if span.start >= high:
            break
        parts += [(text[at - start : span.start - start], False)]
        parts += [(text[max(span.start, at) - start : min(span.end, high) - start], True)]
        at = min(span.end, high)
    parts.append((text[at - start : high - start], False))
    if high < end:
        parts.append((f" … ({end - high:,} more characters)", False))
    return [(words, marked) for words, marked in parts if words]
