"""Words of a page as HTML that cannot act, and the whole text of it: written here since no template is as quick."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

from auditor.report.layout import Highlight, Piece, TextBlock
from auditor.report.plain import UNSEEN, name_of, one_line


def shown(text: Any) -> Markup:
    """Return page text escaped, with characters that hide or turn the text round shown by their code point."""
    said = "" if text is None else str(text)
    if said.isprintable():  # no line break, and nothing that hides
        return escape(said)
    safe = str(escape(said)).replace("\n", "&#10;")
    return Markup(UNSEEN.sub(lambda m: f'<span class="ctl">{name_of(m[0])}</span>', safe))


def sheet(blocks: Iterable[TextBlock]) -> Markup:
    """Return blocks of the page, each a paragraph with its line in the margin; the words of the page are escaped."""
    return Markup("\n".join([paragraph(b) for b in blocks]))


def paragraph(b: TextBlock) -> str:
    """Return one block."""
    level = f" l{min(b.level, 6)}" if b.level else ""
    text = "".join([part for p in b.pieces for part in piece(p)])
    return (
        f'<p class="b b-{b.kind}{level}" id="{b.id}"><span class="ln" aria-hidden="true">{b.line}</span>'
        f'<span class="bt" dir="auto">{text}</span></p>'
    )


def piece(p: Piece) -> list[str]:
    """Return the numbers of the findings that begin here, and the words, marked or not."""
    parts = [reference(h) for h in p.marks]
    if p.level is None:
        return [*parts, shown(p.text)]
    key = " key" if p.strong else ""
    return [*parts, f'<mark class="hl {p.level}{hue(p.hue)}{key}" data-card="{p.href}">', shown(p.text), "</mark>"]


def reference(h: Highlight) -> str:
    """Return the number of a finding, with the way to its card."""
    return (
        f'<a class="ref {h.level}{hue(h.hue)}" id="{h.id}" href="#{h.href}" title="{escape(one_line(h.title))}">'
        f'<span class="vh">finding </span>{h.label}</a>'
    )


def hue(number: int | None) -> str:
    """Return the class of a pair's colour."""
    return "" if number is None else f" hue-{number}"
