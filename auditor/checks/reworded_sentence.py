"""DUP002: the page says the same thing again in other words."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.repeats import shared_words
from auditor.model import Confidence, Finding, Severity
from auditor.rules import Context, rule

LIKELY = 0.54
"""Score of a rewording from which on an editor would mostly agree; on 63 pages of public bodies and wikis most pairs
between 0.5 and this say two different things of one subject."""


@rule(
    "DUP002",
    "reworded-sentence",
    check="duplicates",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1",
    thorough=True,
    lexicons=("rewording", "standing"),
    examples=(
        "Long-term misuse of lorazepam can lead to physical dependence and memory problems.\n\n"
        "Ask about a taper.\n\n[[Chronic abuse of lorazepam may cause physical dependence and trouble with memory.]]",
        "Methadone is taken at the clinic in the first weeks.\n\nBuprenorphine is taken at home from the first weeks.",
        "Naltrexone lowers the urge to drink.\n\nNaltrexone does not lower the urge to smoke.",
    ),
)
def reworded_sentence(ctx: Context) -> Iterator[Finding]:
    """A sentence says again, in other words, what the page has already said.

    ## Why it matters
    Software that "spins" text leaves the same fact twice with the synonyms changed, and the reader reads everything
    twice. Where the two wordings drift apart, one of them is soon wrong.

    ## How to fix it
    Keep the better wording and delete the other. If the second adds something, keep only what it adds.

    ## What it cannot see
    It does not report sentences that differ in a medicine, a number, a negation, a direction, a route or a group of
    people, questions beside their answers, items of one list, or summaries marked as such. It compares sentences,
    so that a paragraph told again in three other sentences can pass.
    """
    for repeat in ctx.facts.repeats:
        if repeat.tier == "exact":
            continue
        *earlier, last = (ctx.facts.sentences[i] for i in repeat.sentences)
        near = repeat.tier == "near"
        likely = repeat.tier == "reworded" and repeat.score >= LIKELY
        what = "almost the same words" if near else "other words"
        yield ctx.flag(
            last,
            f"This says again, in {what}, what the page has already said."
            if len(earlier) == 1
            else f"This says again, in {what}, what {len(earlier)} earlier sentences say.",
            related=[ctx.related(s.span, "said first" if not n else "said again") for n, s in enumerate(earlier)],
            marks=shared_words(ctx.facts, repeat),
            evidence={"tier": repeat.tier, "score": round(repeat.score, 2), "copies": len(earlier) + 1},
            suggestion="Keep the better wording and delete the other, or keep only what this one adds.",
            confidence=Confidence.HIGH if near else Confidence.MEDIUM if likely else Confidence.LOW,
        )
