"""SPL003: more than one organisation says "we" on the page."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Confidence, Finding, Severity
from auditor.rules import Context, rule


@rule(
    "SPL003",
    "foreign-voice",
    check="splicing",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("splicing",),
    examples=(
        "At Maple House, we keep groups small.\n\nSleep returns slowly.\n\n"
        "[[Here at Northgate Recovery, our nurses are on call all night.]]",
        "At Maple House, we keep groups small. Nurses from Northgate Hospital visit twice a week.",
        'Ana Lim, Pier Clinic: "We see more people."\n\nJo Bell, Elm House: "Our waiting list is shorter."',
    ),
)
def foreign_voice(ctx: Context) -> Iterator[Finding]:
    """Two or more organisations speak in the first person.

    ## Why it matters
    The reader cannot tell who is giving the advice or offering the treatment, and whom a telephone number would reach.
    Sentences in which another organisation says "we" were copied from its site.

    ## How to fix it
    Delete the foreign sentences, or speak of the other organisation in the third person and link to it.

    ## What it cannot see
    Quotations and interviews are left out, and so are partners named in the third person. A foreign "we" without a
    name beside it cannot be told from the page's own.
    """
    groups = ctx.facts.voices
    if len(groups) < 2 or not any(v.strong for g in groups for v in g):
        return
    own = max(groups, key=lambda g: (sum(v.strong for v in g), -g[0].sentence))
    first = ctx.facts.sentences[own[0].sentence]
    for group in groups:
        if group is own:
            continue
        strong = any(v.strong for v in group) and any(v.strong for v in own)
        voice = next((v for v in group if v.strong), group[0])
        yield ctx.flag(
            ctx.facts.sentences[voice.sentence],
            f"{voice.name} speaks here in its own voice, and {own[0].name} does elsewhere on the page.",
            related=[ctx.related(first.span, f"{own[0].name} speaks")],
            marks=[ctx.facts.sentences[voice.sentence].span],
            evidence={"organisation": voice.name, "other": own[0].name},
            suggestion="Delete the sentence, or speak of the other organisation in the third person.",
            confidence=Confidence.HIGH if strong else Confidence.MEDIUM,
        )
