"""SAF002: a statement about a medicine that an opened source contradicts."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.drug_facts import find_fact_errors
from auditor.analysis.fields import find_field_errors
from auditor.analysis.knowledge import FactError
from auditor.analysis.safety import UnsafeAdvice, find_unsafe
from auditor.model import Confidence, Finding, Severity, Span
from auditor.rules import Context, rule


@rule(
    "SAF002",
    "wrong-drug-fact",
    check="safety",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("drug-facts", "drugs", "disorders"),
    references=("https://www.law.cornell.edu/cfr/text/21/1308.12", "https://dailymed.nlm.nih.gov/dailymed/"),
    examples=(
        "[[Methadone is a Schedule IV controlled substance.]]",
        "[[Baclofen is FDA-approved to treat alcohol use disorder.]]",
        "[[Naloxone reverses alcohol poisoning.]]",
        "Methadone is a Schedule II controlled substance.",
        "Baclofen is not FDA-approved for alcohol use disorder.",
        "Naloxone does not reverse alcohol poisoning.",
        "Until 2014 Vicodin was a Schedule III drug.",
    ),
)
def wrong_drug_fact(ctx: Context) -> Iterator[Finding]:
    """The page says something of a medicine that the official sources deny.

    ## Why it matters
    Readers and prescribers act on schedules, approvals, doses and antidotes. A wrong one delays the right help, or
    makes a
    controlled drug look harmless.

    ## How to fix it
    Compare the sentence with the source that the finding names, and write what the source says. If you have a newer
    source,
    say so in the text and update the lexicon.

    ## What it cannot see
    It judges only facts behind which somebody has opened a source. What depends on the product, the state, the
    country or the
    date is left alone, and so is what a page says of the past.
    """
    told: set[int] = set()
    for error in find_fact_errors(ctx.facts):
        told.add(error.sentence)
        yield mistaken(ctx, error)
    for claim in find_unsafe(ctx.facts, "drug-facts"):
        if claim.sentence not in told:
            told.add(claim.sentence)
            yield asserted(ctx, claim)
    for found in find_field_errors(ctx.facts):
        if found.sentence not in told:
            yield mistaken(ctx, found) if isinstance(found, FactError) else asserted(ctx, found)


def mistaken(ctx: Context, error: FactError) -> Finding:
    """Return the finding for a statement that the entry of a medicine contradicts."""
    sentence = ctx.facts.sentences[error.sentence]
    source = error.source
    return ctx.flag(
        sentence,
        f"The page gives {error.subject.replace('-', ' ')} as “{error.stated}”; the source has: {error.known} "
        f"({source.title}, {ctx.lexicons['drugs'].read_on(source, ctx.config.site.as_of)}).",
        marks=[Span(sentence.span.start + error.start, sentence.span.start + error.end)],
        evidence={
            "fact": error.fact,
            "subject": error.subject,
            "stated": error.stated,
            "known": error.known,
            "lexicon": ctx.lexicons["drugs"].cite(error.subject),
            "sources": [{"title": source.title, "url": source.url, "accessed": source.accessed}],
        },
        suggestion=error.correction,
    )


def asserted(ctx: Context, claim: UnsafeAdvice) -> Finding:
    """Return the finding for a statement that the lexicon knows to be false."""
    lexicon = ctx.lexicons["drug-facts"]
    sentence = ctx.facts.sentences[claim.sentence]
    sources = [lexicon.sources[k] for k in claim.term.sources if lexicon.sources[k].seen]
    names = "; ".join(f"{s.title}, {lexicon.read_on(s, ctx.config.site.as_of)}" for s in sources[:1])
    return ctx.flag(
        sentence,
        f"This is not so. {claim.term.message} ({names}).",
        marks=[Span(sentence.span.start + a, sentence.span.start + b) for a, b in claim.marks],
        evidence={
            "fact": claim.term.id,
            "subject": claim.subject,
            "lexicon": lexicon.cite(claim.term.id),
            "sources": [{"title": s.title, "url": s.url, "accessed": s.accessed} for s in sources],
        },
        suggestion=f"Write what the source says: {claim.term.message}",
    )
