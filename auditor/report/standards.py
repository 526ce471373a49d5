"""Scorecards → what the templates lay out: each item with the anchor of the block that shows it."""

from __future__ import annotations

from collections.abc import Container, Iterable

from markupsafe import Markup

from auditor.model import PageReport, Scorecard, ScorecardItem, Standing
from auditor.report.cards import rule_anchor
from auditor.report.inventory import block_of
from auditor.report.plain import one_line
from auditor.report.sheet import words

Item = tuple[ScorecardItem, str]
Card = tuple[Scorecard, tuple[Item, ...]]

SIGNS = {
    Standing.EVIDENCED: ("✓", "evidenced", ""),
    Standing.NOT_EVIDENCED: ("!", "not evidenced", ""),
    Standing.PERSON: ("?", "for a person", "For a person: "),
    Standing.UNCHECKED: ("–", "not checked", "Not checked: "),
    Standing.NOT_APPLICABLE: ("–", "does not apply", "Does not apply: "),
}
"""The sign of a standing, its name, and the words that come before the reason."""

QUOTED = 140
"""Characters of the words that show an item."""


def standards(page: PageReport, prefix: str) -> tuple[Card, ...]:
    """Return the scorecards of a page, each item with its anchor, which is empty where no words show it."""
    return tuple((card, tuple((item, anchor(page, item, prefix)) for item in card.items)) for card in page.scorecards)


def anchor(page: PageReport, item: ScorecardItem, prefix: str) -> str:
    """Return the anchor of the block that an item's words stand in."""
    return "" if item.start is None else block_of(page, item.start, prefix)


def standing(items: Iterable[Item], everything: bool, language: str, rules: Container[str]) -> Markup:
    """Return items as rows, those that only a person can judge if `everything` is wanted.

    Of an item's checks those link to their page that are in `rules`. A page has a hundred items, so they are written
    here and not in a template.
    """
    return Markup("\n".join([
        laid_out(item, href, language, rules)
        for item, href in items if everything or item.standing is not Standing.PERSON
    ]))  # fmt: skip


def laid_out(item: ScorecardItem, href: str, language: str, rules: Container[str]) -> str:
    """Return an item as a row; `href` is its anchor."""
    sign, name, lead = SIGNS[item.standing]
    reason = item.reason if lead else item.reason[:1].upper() + item.reason[1:]
    lines = [
        f'<li class="std {item.standing}"><span class="std-sign" aria-hidden="true">{sign}</span>',
        f'<p>{words(item.item)} <span class="vh">{name}</span></p>',
    ]
    if item.quote is not None and not lead:
        quote = words(one_line(item.quote, QUOTED))
        lines.append(f'<p class="std-why"><q><bdi lang="{language}">{quote}</bdi></q></p>')
    line = ""
    if item.line is not None:
        line = f' <a href="#{href}">line {item.line}</a>' if href else f" <span>line {item.line}</span>"
    checks = "".join([checked(code) for code in item.checks if code in rules])
    lines.append(f'<p class="under"><span>{lead}{words(reason)}</span>{line}{checks}</p></li>')
    return "\n".join(lines)


def checked(code: str) -> str:
    """Return the way to a rule."""
    return f' <a class="code" href="#{rule_anchor(code)}">{words(code)}</a>'
