"""PRO001: a promise that no treatment can keep."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.promotion import Promotion
from auditor.model import Confidence, Finding, Severity, Span
from auditor.rules import Context, rule


@rule(
    "PRO001",
    "cure-promise",
    check="promotion",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("promotion",),
    references=("https://www.ftc.gov/business-guidance/resources/health-products-compliance-guidance",),
    examples=(
        "[[Our program cures addiction in 30 days.]]",
        "[[We guarantee lasting sobriety.]]",
        "[[Our graduates stay sober for life.]]",
        "Treatment helps people manage addiction.",
        "There is no cure for addiction, but it can be treated.",
        "No center can guarantee recovery.",
        "Hepatitis C can be cured.",
    ),
)
def cure_promise(ctx: Context) -> Iterator[Finding]:
    """The page promises to cure addiction, or guarantees recovery.

    ## Why it matters
    Addiction can be treated, and many people recover, but no treatment cures it for everyone. A promise misleads
    readers into
    paying for what nobody can deliver, and makes them blame themselves for a relapse. The FTC treats such claims as
    deceptive.

    ## How to fix it
    Say what the treatment has been shown to do, for how many people and over what time, and link to the study.

    ## What it cannot see
    Promises made by pictures, stories or prices. It leaves quotations and warnings about such promises alone.
    """
    for promise in ctx.facts.promotions:
        if promise.first.term.kind == "cure":
            yield finding(ctx, promise)


def finding(ctx: Context, promise: Promotion) -> Finding:
    """Return the finding for one promise."""
    lexicon = ctx.lexicons["promotion"]
    sentence = ctx.facts.sentences[promise.first.sentence]
    term = promise.first.term
    return ctx.flag(
        sentence,
        f"The page {term.message}.",
        related=[ctx.related(ctx.facts.sentences[i].span, "the same promise again") for i in promise.again],
        marks=[Span(sentence.span.start + a, sentence.span.start + b) for a, b in promise.first.marks],
        evidence={"signal": term.id, "lexicon": lexicon.cite(term.id)},
        suggestion=term.prefer,
    )
