"""Claims that lean on "studies" and "experts" that nobody could look up."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.advice import fitting_source
from auditor.analysis.claims import DOUBTFUL
from auditor.analysis.sources import first_hand
from auditor.model import Confidence, Severity, Span
from auditor.rules import Context, NotApplicable, Verdict, rule


@rule(
    "CIT002",
    "vague-attribution",
    check="citations",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("claims", "authorities"),
    references=("https://www.nlm.nih.gov/medlineplus/criteria.html",),
    examples=(
        "[[Studies show that exercise lowers the risk of relapse.]]",
        "[[Experts agree that methadone saves lives.]]",
        "A 2014 Cochrane review found that methadone keeps people in treatment.",
        "Experts on our team meet every Monday.",
    ),
)
def vague_attribution(ctx: Context) -> Iterator[Verdict]:
    """A claim leans on studies or experts that nobody could look up.

    ## Why it matters
    "Studies show" sounds like a source and is none: the reader cannot find the study, and neither can the editor who
    has to check it.

    ## How to fix it
    Name the study, the body or the guideline, and link it. If you cannot find it, say what you know in your own name.

    ## What it cannot see
    Whether a study that is named exists, or says so.
    """
    if not ctx.facts.claims:
        yield NotApplicable("the page makes no medical claim")
        return
    own = first_hand(ctx.page, ctx.config.site, ctx.lexicons["authorities"])
    attribution = ctx.facts.resources.attribution
    for claim in ctx.facts.claims:
        if claim.support != "vague":
            continue
        text = ctx.page.quote(claim.span)
        words, term = attribution.vague(text)
        at = claim.span.start + text.find(words) if words else None
        said = (
            f"“{words}” names no source that a reader could look up."
            if words
            else "The words above the list name no source."
        )
        evidence = {"kind": claim.kind, "reason": claim.reason}
        if term:
            evidence["term"] = ctx.lexicons["claims"].cite(term)
        yield ctx.flag(
            claim.span,
            said,
            marks=[Span(at, at + len(words))] if at is not None else [],
            evidence=evidence,
            suggestion=f"Name and link the source: {fitting_source(claim.kind)}.",
            severity=Severity.INFO if own else None,
            confidence=Confidence.LOW if claim.score < DOUBTFUL else Confidence.MEDIUM if not words else None,
        )
