"""Claims that no source supports."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.advice import called, fitting_source
from auditor.analysis.citations import weak_links
from auditor.analysis.claims import DOUBTFUL
from auditor.analysis.sources import first_hand
from auditor.model import Claim, Confidence, Finding, Severity, Span
from auditor.rules import Context, NotApplicable, Verdict, rule

BACKGROUND = frozenset({"mechanism"})
"""Kinds that a reader can find in any textbook: a source helps, its lack is no fault."""


@rule(
    "CIT001",
    "uncited-claim",
    check="citations",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1",
    lexicons=("claims", "authorities"),
    references=(
        "https://www.nlm.nih.gov/medlineplus/criteria.html",
        "https://www.ftc.gov/business-guidance/resources/health-products-compliance-guidance",
    ),
    examples=(
        "[[Naltrexone cut the number of heavy drinking days by a quarter.]] Ask your doctor whether it suits you.",
        "<p>[[About one in five people with chronic pain misuses opioids.]]</p>",
        "According to the CDC, about one in five people with chronic pain misuses opioids.",
        "Detox means the body clearing a drug. Talk with your doctor before you stop any medicine.",
        "Does naltrexone cut the number of heavy drinking days?",
    ),
)
def uncited_claim(ctx: Context) -> Iterator[Verdict]:
    """A medical claim has no source.

    ## Why it matters
    Readers act on what a health page says. A claim without a source cannot be checked by them, by you, or by the next
    editor who has to update it. HONcode, the JAMA benchmarks and DISCERN all ask where each fact comes from.

    ## How to fix it
    Add a source of the kind that the finding names: a link, a numbered reference that stands in the list, or the name
    of the body in words. One source at the end of a paragraph or above a list speaks for all of it. If there is no
    source, say less, or take the claim out. Never delete a safety warning for want of a source: those are not reported.

    ## What it cannot see
    Whether the source says what the page says. Claims in images and videos. On a page whose publisher is itself the
    authority (a health agency, a medical society) the finding is only a remark of low confidence.
    """
    claims = [c for c in ctx.facts.claims if c.support == "none" and not c.safety]
    if not ctx.facts.claims:
        yield NotApplicable("the page makes no medical claim")
        return
    own = first_hand(ctx.page, ctx.config.site, ctx.lexicons["authorities"])
    weak = weak_links(ctx.page, ctx.facts.sentences, ctx.facts.hosts) if claims else {}
    for claim in claims:
        yield report(ctx, claim, own, [k.span for k in weak.get(claim.sentence, ())])


def report(ctx: Context, claim: Claim, own: str, weak: list[Span]) -> Finding:
    """Return the finding for one claim; `own` says why the publisher speaks first-hand, `weak` are links in it."""
    minor = bool(own) or claim.kind in BACKGROUND
    message = f"This sentence {called(claim.kind)}, without a source."
    if weak:
        message = f"This sentence {called(claim.kind)}, and the page it links to is no source for that."
    evidence = {"kind": claim.kind, "reason": claim.reason, "score": round(claim.score, 2)}
    if own:
        message += f" It is only a remark, since {own}."
        evidence["first-hand"] = own
    return ctx.flag(
        claim.span,
        message,
        marks=weak,
        evidence=evidence,
        suggestion=f"Cite {fitting_source(claim.kind)}, or say less.",
        severity=Severity.INFO if minor else None,
        confidence=Confidence.LOW if own or claim.score < DOUBTFUL else None,
    )
