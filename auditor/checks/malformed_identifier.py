"""DOIs, PubMed and trial numbers that cannot exist."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.identifiers import faults
from auditor.model import Confidence, Finding, Severity, Span
from auditor.rules import Context, rule


@rule(
    "CIT006",
    "malformed-identifier",
    check="citations",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1",
    references=("https://www.doi.org/the-identifier/resources/handbook/", "https://clinicaltrials.gov/"),
    examples=(
        "Deaths fell by half in treatment ([[PMID: 99999999999]]).",
        "The trial is registered as [[NCT01234]].",
        "Deaths fell by half in treatment (doi:10.1136/bmj.j1550).",
    ),
)
def malformed_identifier(ctx: Context) -> Iterator[Finding]:
    """A DOI, PubMed number or trial number cannot be right.

    ## Why it matters
    Readers who follow it find nothing. Made-up references often show by identifiers that cannot exist.

    ## How to fix it
    Look the work up and copy its identifier again.

    ## What it cannot see
    Whether a well-formed identifier exists, or belongs to the work beside it.
    """
    for block in ctx.page.blocks:
        for fault in faults(ctx.page.quote(block.span)):
            span = Span(block.span.start + fault.start, block.span.start + fault.end)
            yield ctx.flag(
                span,
                f"This {fault.kind} {fault.why}.",
                evidence={"identifier": fault.kind},
                suggestion="Look the work up and copy its identifier again.",
            )
