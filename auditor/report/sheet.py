"""Words of a page as HTML that cannot act, and the whole text of it: written here since no template is as quick."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from auditor.report.layout import Highlight, Piece, TextBlock
from auditor.report.plain import UNSEEN, name_of, one_line, plain

WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def web(address: str) -> bool:
    """Say whether an address may be linked: http and https only."""
    return WEB.fullmatch(address) is not None


def escaped(text: str) -> str:
    """Return text that opens no tag and closes no attribute, as the templates write it."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    if "'" in text or '"' in text:
        text = text.replace("'", "&#39;").replace('"', "&#34;")
    return text


def attribute(text: str) -> str:
    """Return text fit for an attribute: what would hide in it is shown by its code point."""
    return escaped(plain(text))


def words(text: str | None) -> str:
    """Return page text escaped, with characters that hide or turn the text round shown by their code point."""
    if not text:
        return ""
    if text.isprintable():  # no line break, and nothing that hides
        return escaped(text)
    safe = escaped(text).replace("\n", "&#10;")
    return UNSEEN.sub(lambda m: f'<span class="ctl">{name_of(m[0])}</span>', safe)


def shown(text: Any) -> Markup:
    """Return page text as `words` has it, for a template."""
    return Markup(words("" if text is None else str(text)))


def sheet(blocks: Iterable[TextBlock]) -> Markup:
    """Return blocks of the page, each a paragraph with its line in the margin; the words of the page are escaped."""
    return Markup("\n".join([paragraph(b) for b in blocks]))


def paragraph(b: TextBlock) -> str:
    """Return one block."""
    level = f" l{min(b.level, 6)}" if b.level else ""
    text = "".join([piece(p) for p in b.pieces])
    beside = " mended" if b.repairs else ""
    return (
        f'<p class="b b-{b.kind}{level}{beside}" id="{b.id}"><span class="ln" aria-hidden="true">{b.line}</span>'
        f'<span class="bt" dir="auto">{text}</span>{repairs(b.repairs)}</p>'
    )


def repairs(found: Iterable[Highlight]) -> str:
    """Return the sentences without the words from elsewhere, each under the number of its finding; or nothing."""
    notes = [
        f'<span class="mend"><a class="ref {h.level}" href="#{h.href}"><span class="vh">finding </span>{h.label}</a>'
        f'<span class="mend-title" lang="en">Repaired</span> <ins dir="auto">{words(h.repaired)}</ins></span>'
        for h in found
    ]
    return f'<span class="mends">{"".join(notes)}</span>' if notes else ""


def piece(p: Piece) -> str:
    """Return the numbers of the findings that begin here, and the words, marked or not."""
    if p.level is None:
        return words(p.text)
    before = "".join([reference(h) for h in p.marks]) if p.marks else ""
    key = " key" if p.strong and not p.struck else ""
    seam = " seam" if p.seam else ""
    text = f"<del>{words(p.text)}</del>" if p.struck else words(p.text)
    return f'{before}<mark class="hl {p.level}{hue(p.hue)}{key}{seam}" data-card="{p.href}">{text}</mark>'


def reference(h: Highlight) -> str:
    """Return the number of a finding, with the way to its card."""
    kinds = f"{h.level}{hue(h.hue)}{' seam' if h.seam else ''}"
    return (
        f'<a class="ref {kinds}" id="{h.id}" href="#{h.href}" title="{escaped(one_line(h.title))}">'
        f'<span class="vh">finding </span>{h.label}</a>'
    )


def hue(number: int | None) -> str:
    """Return the class of a pair's colour."""
    return "" if number is None else f" hue-{number}"
