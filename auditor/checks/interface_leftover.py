"""SPL002: words of the page's interface stand in its text."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Confidence, Finding, Kind, Severity
from auditor.rules import Context, rule

AMBIGUOUS = 2
"""A line of up to two words ("Tweet", "Loading") can be a label with a meaning of its own inside a table or a list."""


@rule(
    "SPL002",
    "interface-leftover",
    check="splicing",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("interface",),
    examples=(
        "Coming off the medicine\n\nLower the dose in small steps with your prescriber.\n\n[[Leave a Reply]]",
        "<p>[[This site uses cookies to remember your visit.]]</p><p>Naloxone is given into the nose.</p>",
        "If the message hurts, wait a day before you leave a reply. Share this rule with your sponsor.",
        "<p>Cannabis cookies look like any other cookies.</p>",
    ),
)
def interface_leftover(ctx: Context) -> Iterator[Finding]:
    """Words of a form, a share button, a banner or a placeholder were copied into the text.

    ## Why it matters
    "Leave a Reply" between two paragraphs tells the reader that nobody looked at the page, and it is how text
    lifted from another site by a program gives itself away.

    ## How to fix it
    Delete the line. If the words belong to the site's own furniture, keep them out of the article in the template
    (`nav`, `footer`, `aside`, `form`).

    ## What it cannot see
    Only lines made of such words are reported, not sentences that use them; furniture that the page marks as
    such is left alone, and so is a page about privacy or cookies.
    """
    lexicon = ctx.lexicons["interface"]
    for leftover in ctx.facts.leftovers:
        sentence = ctx.facts.sentences[leftover.sentence]
        item = ctx.page.blocks[sentence.block].kind is Kind.ITEM
        yield ctx.flag(
            sentence,
            f"This line looks like {lexicon.by_id[leftover.term].message}, not like part of the text.",
            marks=[sentence.span],
            evidence={"lexicon": lexicon.cite(leftover.term), "words": leftover.words},
            suggestion="Delete the line, or move it out of the article in the page's template.",
            confidence=Confidence.MEDIUM if item and len(sentence.text.split()) <= AMBIGUOUS else None,
        )
