"""SPL002: words of the page's interface stand in its text."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.other_tongues import find_foreign
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
        "<p>Our rooms in [[{{city}}]] are warm.</p>",
        "<p>Cannabis cookies look like any other cookies.</p>",
        "<p>She called the drug “the {city} powder”, and ten people [n = 10] agreed.</p>",
    ),
)
def interface_leftover(ctx: Context) -> Iterator[Finding]:
    """Words of a form, a share button, a banner or a placeholder, or the slots of a template, are in the text.

    ## Why it matters
    "Leave a Reply" between two paragraphs tells the reader that nobody looked at the page, and it is how text
    lifted from another site by a program gives itself away.

    ## How to fix it
    Delete the line. If the words belong to the site's own furniture, keep them out of the article in the template
    (`nav`, `footer`, `aside`, `form`).

    ## What it cannot see
    Only lines made of interface words are reported, not sentences that use them; furniture that the page marks as
    such is left alone, and so is a page about privacy or cookies. Of other languages it knows Spanish, French, German,
    Portuguese and Italian, by their words of grammar.
    """
    lexicon = ctx.lexicons["interface"]
    for leftover in ctx.facts.leftovers:
        sentence = ctx.facts.sentences[leftover.sentence]
        item = ctx.page.blocks[sentence.block].kind is Kind.ITEM
        line = leftover.span == sentence.span
        yield ctx.flag(
            sentence if line else leftover.span,
            f"{'This line looks' if line else 'These characters look'} like {lexicon.by_id[leftover.term].message}, "
            "not like part of the text.",
            marks=[leftover.span],
            evidence={"lexicon": lexicon.cite(leftover.term), "words": leftover.words},
            suggestion="Delete the line, or move it out of the article in the page's template."
            if line
            else "Fill it in, or delete it.",
            confidence=Confidence.MEDIUM if (item or not line) and len(sentence.text.split()) <= AMBIGUOUS else None,
        )
    for foreign in find_foreign(ctx.facts):
        yield ctx.flag(
            ctx.facts.sentences[foreign.sentence],
            f"This sentence is in {foreign.language}, on a page in English that offers no other language.",
            evidence={"language": foreign.language},
            suggestion="Translate it, or say that the page offers this language.",
            confidence=Confidence.MEDIUM,
        )
