"""Words that reduce people to an illness."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.stigma import Stigma, find_stigma
from auditor.model import Confidence, Finding, Severity
from auditor.rules import Context, rule

LISTED = 3
"""Sources named in a finding; the lexicon has them all."""


@rule(
    "LNG001",
    "stigmatizing-term",
    check="language",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("language",),
    references=(
        "https://nida.nih.gov/research-topics/addiction-science/words-matter-preferred-language-talking-about-addiction",
        "https://www.nih.gov/nih-style-guide/alcohol-substance-use",
    ),
    examples=(
        "The clinic sees many [[heroin addicts]] who also have hepatitis.",
        "Nurses ask about [[substance abuse]] at every visit.",
        "He has [[been clean]] since last winter.",
        "Alcoholics Anonymous meets on Mondays, and “I am an addict” is how some people open.",
        "The van hands out clean needles. Say “person with alcohol use disorder” rather than alcoholic.",
    ),
)
def stigmatizing_term(ctx: Context) -> Iterator[Finding]:
    """A word or phrase stigmatizes people with addiction.

    ## Why it matters
    Readers who see themselves called addicts or abusers seek help later, and clinicians who read such words judge
    patients more harshly. NIDA and the NIH ask for person-first language.

    ## How to fix it
    Name the person first, then what they have or do: "a person with opioid use disorder". Words in a direct quotation,
    in the name of an organisation or law, and what people call themselves stay as they are.

    ## What it cannot see
    Tone. A page can use every right word and still talk down to its readers.
    """
    for found in find_stigma(ctx.facts):
        yield one_term(ctx, found)


def one_term(ctx: Context, found: Stigma) -> Finding:
    """Return the finding about one term, at its first place, with the others as related quotes."""
    lexicon = ctx.lexicons["language"]
    first, others = found.spans[0], found.spans[1:]
    words = ctx.page.quote(first)
    message = found.term.message.replace("{words}", words) or f"“{words}” is a stigmatizing term."
    if others:
        message += f" The page uses it {len(found.spans)} times."
    sources = [lexicon.sources[k] for k in found.term.sources if lexicon.sources[k].seen]
    return ctx.flag(
        first,
        message,
        related=[ctx.related(span, "also here") for span in others],
        evidence={
            "term": lexicon.cite(found.term.id),
            "times": len(found.spans),
            "sources": [s.url for s in sources[:LISTED]],
        },
        suggestion=f"Write “{found.term.prefer}” or name the person and the substance.",
        severity=Severity(found.term.severity or ctx.rule.severity),
        confidence=Confidence.MEDIUM if found.term.note else ctx.rule.confidence,
    )
