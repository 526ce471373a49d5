"""The findings of a rule as HTML, cards or rows: a page has a hundred, and no template writes them as quickly.

What a template escapes is escaped here by `words` and `attribute`; anchors, levels and labels are the report's own.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from markupsafe import Markup

from auditor.report.cards import Card, Group, Half, Listing
from auditor.report.evidence import Said
from auditor.report.layout import REVIEW
from auditor.report.sheet import attribute, hue, web, words

SIGNS = {"error": "✕", "warning": "!", "info": "i", "review": "?"}
OPEN_SIDE = 3
MANY_SIDE = 5
"""A pair of more than so many quotes opens `OPEN_SIDE` of its other side, and folds the rest."""


def badge(level: str, label: str) -> Markup:
    """Return a level as a sign and a word."""
    return Markup(
        f'<span class="badge {level}"><span class="sign" aria-hidden="true">{SIGNS[level]}</span>{label}</span>'
    )


def listings(g: Group, language: str, anchors: Container[str]) -> Markup:
    """Return all findings of a rule; places in `anchors` are linked, `language` is the code of the page's language."""
    return Markup("\n".join([listing(part, g, language, anchors) for part in g.listings]))


def listing(part: Listing, g: Group, language: str, anchors: Container[str]) -> str:
    """Return findings under the words that they share."""
    lines = ['<div class="listing" data-group>']
    if part.message:
        size = f' <span class="n">{part.size}</span>' if len(g.listings) > 1 else ""
        lines.append(f'<p class="message">{words(part.message)}{size}</p>')
    if part.suggestion:
        lines.append(f'<p class="fix"><b>Fix</b> {words(part.suggestion)}</p>')
    if part.evidence and part.size > 1:
        lines.append(evidence(part.evidence))
    lines.append(listed(part.cards, g, part, language, anchors))
    if part.rest:
        folded = listed(part.rest, g, part, language, anchors)
        lines.append(
            f'<details class="more"><summary>{len(part.rest)} more of {part.size}</summary>\n{folded}\n</details>'
        )
    lines.append("</div>")
    return "\n".join(lines)


def listed(cards: Sequence[Card], g: Group, part: Listing, language: str, anchors: Container[str]) -> str:
    """Return the findings as the rule has them, rows or cards."""
    if g.rows:
        rows = "\n".join([row(c, g, part, language, anchors) for c in cards])
        return f'<ul class="rows">\n{rows}\n</ul>'
    return "\n".join([card(c, language, anchors, not part.suggestion) for c in cards])


def row(c: Card, g: Group, part: Listing, language: str, anchors: Container[str]) -> str:
    """Return a finding as a row, without what stands above it for all."""
    f = c.finding
    half = c.halves[0] if c.halves else None
    level = f"{badge(c.level, c.label)} " if c.level != g.level else ""
    body = f"<q>{quoted(half, language)}</q>" if half else f"<span>{words(f.message)}</span>"
    said = f'\n<p class="said">{words(f.message)}</p>' if half and not part.message else ""
    fix = f'\n<p class="said"><b>Fix</b> {words(f.suggestion)}</p>' if f.suggestion and not part.suggestion else ""
    place = f"<span>{where(half, anchors)}</span>" if half else ""
    sure = f"<span>{f.confidence} confidence</span>" if c.level != REVIEW else ""
    own = [e for e in c.evidence if e not in part.evidence] if part.evidence else c.evidence
    return (
        f'<li class="row {c.level}" id="{c.id}" data-level="{c.level}" data-family="{attribute(f.check)}">\n'
        f'<span class="no">{c.number}</span>\n<p>{level}{body}</p>{said}{fix}\n'
        f'<div class="under">{place}{sure}{also(c, anchors)}\n{evidence(own)}</div>\n</li>'
    )


def card(c: Card, language: str, anchors: Container[str], fix: bool) -> str:
    """Return a finding as a card, with what to do only where `fix` says so."""
    f = c.finding
    sure = f'<span class="tag">{f.confidence} confidence</span>' if c.level != REVIEW else ""
    whole = "" if c.halves else '<span class="tag">about the whole page</span>'
    lines = [
        f'<article class="card {c.level}" id="{c.id}" data-level="{c.level}" data-family="{attribute(f.check)}"'
        f' aria-label="Finding {c.number}">',
        f'<p class="meta"><span class="no">{c.number}</span> {badge(c.level, c.label)} {sure} {whole}</p>',
        f'<p class="message">{words(f.message)}</p>',
    ]
    if c.halves:
        lines.append(sides(c, language, anchors))
    if c.also:
        lines.append(f'<p class="under">{also(c, anchors)}</p>')
    if fix and f.suggestion:
        lines.append(f'<p class="fix"><b>Fix</b> {words(f.suggestion)}</p>')
    lines.append(f"{evidence(c.evidence)}</article>")
    return "\n".join(lines)


def sides(c: Card, language: str, anchors: Container[str]) -> str:
    """Return the quotes of a card: its own, and on the other side those to be read with it."""
    first, *others = [quote(half, c.hue, language, anchors) for half in c.halves]
    even = " even" if len(others) == 1 else ""
    if not others:
        return f'<div class="halves">\n<div class="side">\n{first}\n</div>\n</div>'
    opened = OPEN_SIDE if len(c.halves) > MANY_SIDE else len(others)
    other = "\n".join(others[:opened])
    if rest := others[opened:]:
        folded = "\n".join(rest)
        other += f'\n<details class="more"><summary>{len(rest)} more on this side</summary>\n{folded}\n</details>'
    return (
        f'<div class="halves pair{even}">\n<div class="side">\n{first}\n</div>\n'
        f'<div class="side">\n{other}\n</div>\n</div>'
    )


def quote(half: Half, colour: int | None, language: str, anchors: Container[str]) -> str:
    """Return a quote with where it stands."""
    letter = f'<span class="letter" aria-hidden="true">{half.label}</span>' if half.label else ""
    note = f'<span class="note">{words(half.note)}</span> · ' if half.note else ""
    return (
        f'<figure class="half{hue(colour)}">\n<blockquote>{letter}{quoted(half, language)}</blockquote>\n'
        f"<figcaption>{note}{where(half, anchors)}</figcaption>\n</figure>"
    )


def quoted(half: Half, language: str) -> Markup:
    """Return the words of a quote, those that matter most marked."""
    inner = "".join([f"<mark>{words(text)}</mark>" if strong else words(text) for text, strong in half.parts])
    return Markup(f'<bdi lang="{language}">{inner}</bdi>')


def where(half: Half, anchors: Container[str]) -> str:
    """Return the place of a quote."""
    under = f", under “<bdi>{words(half.heading)}</bdi>”" if half.heading else ""
    return linked(half.where, half.href, anchors) + under


def also(c: Card, anchors: Container[str]) -> str:
    """Return the other places that a finding names."""
    return "".join([f"<span>{linked(text, href, anchors)}</span>" for text, href in c.also])


def linked(text: str, href: str, anchors: Container[str]) -> str:
    """Return words that lead to their place in the text if that can be linked to."""
    return f'<a href="#{href}">{words(text)}</a>' if href in anchors else words(text)


def evidence(items: Iterable[Said]) -> str:
    """Return evidence as a list with a line break after it, or nothing."""
    lines = [
        f"<div><dt>{words(item.key)}</dt><dd>{', '.join([value(*v) for v in item.values])}</dd></div>\n"
        for item in items
    ]
    return f'<dl class="evidence">\n{"".join(lines)}</dl>\n' if lines else ""


def value(text: str, address: str) -> str:
    """Return one value of the evidence, linked if it is a web address."""
    if address and web(address):
        return f'<a href="{attribute(address)}" rel="noreferrer">{words(text)}</a>'
    return words(text)
