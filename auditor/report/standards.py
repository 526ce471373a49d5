"""Scorecards → what the templates lay out: each item with the anchor of the block that shows it."""

from __future__ import annotations

from auditor.model import PageReport, Scorecard, ScorecardItem
from auditor.report.inventory import block_of

Card = tuple[Scorecard, tuple[tuple[ScorecardItem, str], ...]]


def standards(page: PageReport, prefix: str) -> tuple[Card, ...]:
    """Return the scorecards of a page, each item with its anchor, which is empty where no words show it."""
    return tuple((card, tuple((item, anchor(page, item, prefix)) for item in card.items)) for card in page.scorecards)


def anchor(page: PageReport, item: ScorecardItem, prefix: str) -> str:
    """Return the anchor of the block that an item's words stand in."""
    return "" if item.start is None else block_of(page, item.start, prefix)
