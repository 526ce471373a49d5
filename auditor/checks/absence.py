"""Report that a page lacks a disclosure: what the eleven checks on disclosures have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.analysis.publishers import carer, open_wiki, signature
from auditor.analysis.sources import first_hand, signed
from auditor.model import Confidence, Page, Role, Severity
from auditor.rules import Context, NotApplicable, Verdict

SIGNED = frozenset({"author", "reviewer", "references"})
"""What a publisher that is itself the authority on its facts answers for by its name."""

SHARED = frozenset({"medical-disclaimer", "see-clinician", "author", "reviewer"})
"""What a page of an open wiki seldom has: it describes and advises nobody, and has as many authors as readers."""

FURNITURE = frozenset({"medical-disclaimer", "author", "reviewer", "date", "references", "ad-disclosure"})
"""What often stands in the header or footer of a page, which an extracted text has lost."""


def is_extract(page: Page) -> bool:
    """Say whether the supplied text is the body of a page only, as drafts and the files of site generators are."""
    return all(b.role is Role.MAIN for b in page.blocks)


def excused(ctx: Context, item: str) -> str:
    """Say why a page of its kind may do without `item`, for a person to judge; nothing for other pages."""
    authorities = ctx.facts.resources.lexicons["authorities"]
    if item in SIGNED:
        own = first_hand(ctx.page, ctx.config.site, authorities)
        if ctx.facts.references.entries and own == signed(ctx.page, authorities):
            own = ""  # the last work of a list is no signature
        if own:
            return own
    return open_wiki(ctx.page, authorities) if item in SHARED else ""


def official(ctx: Context, item: str) -> str:
    """Say which public body the page seems to be by, where that bears on `item`; nothing for other pages.

    Unlike a stated publisher this is read from the words. The standards ask for names and sources here as well, so that
    the finding stays, as a remark.
    """
    if item not in SIGNED:
        return ""
    authorities = ctx.facts.resources.lexicons["authorities"]
    return signature(ctx.page, authorities) or carer(ctx.page, authorities)


def absence(ctx: Context, item: str, message: str, suggestion: str) -> Iterator[Verdict]:
    """Yield a finding about the whole page if it needs `item` and does not give it, or why it does not need it.

    A stand-in for a person ("Editorial Staff") is said in the message, and its place is the related quote. What calls
    for the item is in the evidence and not among the related quotes: the finding stays the same when that word moves.
    """
    found = ctx.facts.disclosures[item]
    if not found.needed:
        yield NotApplicable(found.reason)
        return
    if not found.missing:
        return
    evidence: dict[str, Any] = {"missing": item, "needed because": found.reason}
    related = []
    if found.because:
        evidence["line"] = ctx.page.position(found.because.start)[0]
    if found.weak and found.evidence:
        message = f"{message[:-1]}: {found.weak}."
        evidence["found"] = found.evidence.words
        if found.evidence.span:
            note = "may be it" if found.doubtful else "names nobody who could be asked"
            related.append(ctx.related(found.evidence.span, note))
    confidence = Confidence.LOW if found.doubtful else ctx.rule.confidence
    severity = None
    own = excused(ctx, item) if not found.doubtful else ""
    if own:
        message = f"{message[:-1]}; a person may judge whether one is needed, since {own}."
        confidence, evidence["first-hand"] = Confidence.LOW, own
    elif not found.doubtful and (body := official(ctx, item)):
        message = f"{message[:-1]}; a person may judge whether one is needed, since {body}."
        severity, evidence["first-hand"] = Severity.INFO, body
        confidence = min(confidence, Confidence.MEDIUM, key=lambda c: c.rank)
    elif item in FURNITURE and not found.doubtful and is_extract(ctx.page):
        message = f"{message[:-1]}, which has no header or footer."
        confidence = min(confidence, Confidence.MEDIUM, key=lambda c: c.rank)
    yield ctx.flag(
        None,
        message,
        related=related,
        evidence=evidence,
        suggestion=suggestion,
        severity=severity,
        confidence=confidence,
    )
