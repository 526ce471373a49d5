"""PRO002: advertising inside medical content."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.promotion import Promotion, is_medical
from auditor.model import Confidence, Finding, Severity, Span
from auditor.rules import Context, NotApplicable, Verdict, rule

STRONG = frozenset({"success-rate", "superlative", "easy-detox"})
"""Signals that an editor would nearly always call advertising; a call to action or a price may be a plain service
fact."""


@rule(
    "PRO002",
    "promotional-claim",
    check="promotion",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("promotion",),
    references=("https://www.ftc.gov/business-guidance/resources/health-products-compliance-guidance",),
    examples=(
        "Opioids slow breathing. [[With a 95% success rate, our program leads the field.]]",
        "Alcohol withdrawal can be dangerous. [[Call our admissions team today.]]",
        "Heroin is an opioid. [[Choose Palm Bay, the nation's leading luxury rehab.]]",
        "Opioids slow breathing. In one trial, 40% of patients on methadone stayed in treatment.",
        "Alcohol withdrawal can be dangerous. Call your doctor today.",
        "Heroin is an opioid. The clinic follows best practices.",
    ),
)
def promotional_claim(ctx: Context) -> Iterator[Verdict]:
    """Advertising stands in the middle of medical content.

    ## Why it matters
    Readers trust a medical text. A superlative, a success rate without a source, a price or “call now” in the middle
    of it uses that trust to sell, often to people in a crisis.

    ## How to fix it
    Take it out, or move it to a part of the page that is plainly an offer. A success rate needs its source, its
    definition and its
    time frame.

    ## What it cannot see
    Whether a praise is deserved. Plain service facts (hours, beds, accepted insurance) and public helplines are left
    alone.
    """
    if not is_medical(ctx.facts):
        yield NotApplicable("the page speaks of no medicine, substance or disorder")
        return
    for claim in ctx.facts.promotions:
        if claim.first.term.kind == "promotion":
            yield finding(ctx, claim)


def finding(ctx: Context, claim: Promotion) -> Finding:
    """Return the finding for one piece of advertising."""
    lexicon = ctx.lexicons["promotion"]
    sentence = ctx.facts.sentences[claim.first.sentence]
    term = claim.first.term
    return ctx.flag(
        sentence,
        f"The sentence {term.message}.",
        related=[ctx.related(ctx.facts.sentences[i].span, "the same again") for i in claim.again],
        marks=[Span(sentence.span.start + a, sentence.span.start + b) for a, b in claim.first.marks],
        evidence={"signal": term.id, "lexicon": lexicon.cite(term.id)},
        suggestion=term.prefer,
        confidence=Confidence.HIGH if term.id in STRONG else Confidence.MEDIUM,
    )
