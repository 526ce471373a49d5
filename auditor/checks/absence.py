"""Report that a page lacks a disclosure: what the eleven checks on disclosures have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.model import Confidence
from auditor.rules import Context, NotApplicable, Verdict


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
            related.append(ctx.related(found.evidence.span, "names nobody who could be asked"))
    confidence = Confidence.LOW if found.doubtful else ctx.rule.confidence
    yield ctx.flag(None, message, related=related, evidence=evidence, suggestion=suggestion, confidence=confidence)
