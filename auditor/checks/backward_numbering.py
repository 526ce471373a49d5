"""SPL007: numbers of headings or of marks run backwards."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Confidence, Finding, Severity
from auditor.rules import Context, rule


@rule(
    "SPL007",
    "backward-numbering",
    check="splicing",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    since="0.1",
    lexicons=("references",),
    examples=(
        "<h1>A week of tapering</h1><h2>Step 1: Talk</h2><p>Ask.</p><h2>Step 4: Rest</h2><p>Nap.</p>"
        "<h2>[[Step 2: Cut]]</h2><p>Halve.</p>",
        "<h1>A week of tapering</h1><h2>Step 1: Talk</h2><p>Ask.</p><h2>Step 2: Cut</h2><p>Halve.</p>"
        "<h2>Step 4: Rest</h2><p>Nap.</p>",
    ),
)
def backward_numbering(ctx: Context) -> Iterator[Finding]:
    """Headings, or marks without a list, are numbered backwards.

    ## Why it matters
    Nobody counts 41, 40, 39. Numbers that fall show that paragraphs were moved, or pasted with their numbers from
    another page; steps that a reader must follow are then in the wrong order.

    ## How to fix it
    Put the parts in order and number them again, or delete marks that lead nowhere.

    ## What it cannot see
    Numbers that begin again at one, and countdowns without a number before the heading. Lists that a page numbers
    itself are always in order; reference lists have a check of their own.
    """
    for found in ctx.facts.breaks:
        if found.kind != "numbering":
            continue
        low, high = found.words[-1], found.words[0]
        marks = f"The marks run backwards here: {', '.join(found.words)}."
        yield ctx.flag(
            found.span,
            f"Number {low} comes after {high}." if found.before else marks,
            related=[ctx.related(found.before, "the number before")] if found.before else (),
            evidence={"numbers": list(found.words)},
            suggestion="Put the parts in order and number them again."
            if found.before
            else "Find the list that these marks point at, or delete them.",
        )
