"""Listed works and links that are no source of medical fact."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.sources import address_in
from auditor.model import Confidence, Finding, Severity, Span
from auditor.rules import Context, NotApplicable, Verdict, rule


@rule(
    "CIT005",
    "weak-source",
    check="citations",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    since="0.1",
    lexicons=("authorities",),
    references=("https://www.nlm.nih.gov/medlineplus/criteria.html",),
    examples=(
        "<p>Naloxone reverses an overdose.<sup>1</sup></p><h2>References</h2><ol>"
        "<li>[[Naloxone. Wikipedia. 2023. https://en.wikipedia.org/wiki/Naloxone]]</li></ol>",
        "<p>Naloxone reverses an overdose.<sup>1</sup></p><h2>References</h2><ol>"
        "<li>Naloxone. National Institute on Drug Abuse. 2023. "
        "https://nida.nih.gov/publications/drugfacts/naloxone</li></ol>",
    ),
)
def weak_source(ctx: Context) -> Iterator[Verdict]:
    """A listed source is itself no source of medical fact.

    ## Why it matters
    An encyclopedia that anyone can edit, a forum, a shop, or the page of a treatment provider that lives on leads says
    what others said, at best. Readers and search engines take the whole page for as good as its sources.

    ## How to fix it
    Follow the page to what it is based on, read that, and cite it instead.

    ## What it cannot see
    The quality of a site that the lexicon does not know. A link inside a sentence is judged with the claim (CIT001).
    """
    entries = ctx.facts.references.entries
    if not entries:
        yield NotApplicable("the page has no list of references")
        return
    for entry in entries:
        yield from judge(ctx, entry.span)


def judge(ctx: Context, span: Span) -> Iterator[Finding]:
    """Yield the finding about one entry, if all that it points at is weak."""
    text = ctx.page.quote(span)
    linked = [k.href for k in ctx.page.links if k.span in span and not k.href.startswith("#")]
    addresses = linked or [a for a in [address_in(text)] if a]
    reasons = [ctx.facts.hosts.weakness(a) for a in addresses]
    if reasons and all(reasons):
        term = ctx.facts.hosts.term(addresses[0])
        evidence = {"address": addresses[0]}
        if term is not None:
            evidence["term"] = ctx.lexicons["authorities"].cite(term.id)
        yield ctx.flag(
            span,
            f"This source is {reasons[0]}.",
            evidence=evidence,
            suggestion="Cite the study, label, guideline or agency page that it is based on.",
        )
