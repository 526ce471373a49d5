"""Two numbers for the same thing that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.measurements import Measurement, find_measurements
from auditor.analysis.numbers import conflicting_numbers as pairs_of
from auditor.analysis.numbers import settled
from auditor.model import Confidence, Finding, Severity
from auditor.rules import Context, rule


@rule(
    "CON002",
    "conflicting-numbers",
    check="contradictions",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1",
    thorough=True,
    lexicons=("measures", "scopes", "drugs", "disorders"),
    examples=(
        "[[The half-life of diazepam is about four hours.]] Dizziness is common. Valium has a half-life of 40 hours.",
        "The half-life of diazepam is 20 to 50 hours. Triazolam has a half-life of about 3 hours.",
        "A single use of cocaine shows up in urine for two days. In hair, cocaine can be found for 90 days.",
    ),
)
def conflicting_numbers(ctx: Context) -> Iterator[Finding]:
    """Two numbers for the same thing cannot both be right.

    ## Why it matters
    A reader may take the wrong dose, wait too short a time or stop too early, and whoever notices loses trust in
    the rest.

    ## How to fix it
    Look the number up, keep the right one with its source, and correct the other. If both hold under different
    circumstances (another form, group of people, sample or year), say so beside each.

    ## What it cannot see
    Numbers whose subject or measure is not plain from the sentence, and pairs that are far apart only in context.
    """
    found = [m for m in find_measurements(ctx.facts) if settled(ctx.facts.sentences[m.sentence].text)]
    told: set[int] = set()
    for a, b in pairs_of(found):
        if a.sentence in told and b.sentence in told:
            continue
        told |= {a.sentence, b.sentence}
        yield report(ctx, a, b)


def report(ctx: Context, a: Measurement, b: Measurement) -> Finding:
    """Return the finding for one pair."""
    term = ctx.lexicons["measures"].by_id[a.measure]
    one, two = ctx.page.quote(a.span), ctx.page.quote(b.span)
    line, _ = ctx.page.position(b.span.start)
    about = term.message.format(subject=a.surface or a.subject)
    return ctx.flag(
        ctx.facts.sentences[a.sentence],
        f"The page gives two numbers for {about}: “{one}” here, but “{two}” in line {line}.",
        related=(ctx.related(ctx.facts.sentences[b.sentence].span, f"says “{two}”"),),
        marks=(a.span, b.span),
        evidence={
            "topic": a.measure,
            "subject": a.subject,
            "values": [one, two],
            "conditions": [list(a.conditions), list(b.conditions)],
            "lexicon": ctx.lexicons["measures"].cite(a.measure),
        },
        suggestion=(
            "Look the number up, keep the right one with its source, and correct the other; if both hold, say when."
        ),
        confidence=Confidence.HIGH if a.measure == "half-life" and a.conditions == b.conditions else None,
    )
