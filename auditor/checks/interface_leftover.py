"""SPL002: words of the page's interface stand in its text."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.lexicon import Hit, Lexicon
from auditor.model import Confidence, Finding, Kind, Page, Sentence, Severity
from auditor.rules import Context, rule

SHARE = 0.6
"""Part of a line that the phrase must make up: a sentence that merely contains "leave a reply" has it below a half."""

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
        "<p>[[We use cookies to improve your experience.]]</p><p>Naloxone is given into the nose.</p>",
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
    if about_websites(ctx.page, lexicon):
        return
    for index in ctx.facts.main:
        sentence = ctx.facts.sentences[index]
        hit = leftover(sentence, lexicon)
        if hit is None or ctx.page.blocks[sentence.block].kind in {Kind.CODE, Kind.CELL, Kind.TERM}:
            continue
        short = len(sentence.text.split()) <= AMBIGUOUS and ctx.page.blocks[sentence.block].kind is Kind.ITEM
        yield ctx.flag(
            sentence,
            f"This line looks like {hit.term.message}, not like part of the text.",
            marks=[sentence.span],
            evidence={"lexicon": lexicon.cite(hit.term.id), "words": hit.text},
            suggestion="Delete the line, or move it out of the article in the page's template.",
            confidence=Confidence.MEDIUM if short else None,
        )


def leftover(sentence: Sentence, lexicon: Lexicon) -> Hit | None:
    """Return the interface words that make up the line, or None."""
    whole = len(sentence.text.strip(" \t.:!*|»›→…"))
    return next((h for h in lexicon.find(sentence.text, "line") if h.end - h.start >= SHARE * whole), None)


def about_websites(page: Page, lexicon: Lexicon) -> bool:
    """Say whether the title or first heading announces a page about privacy, cookies or terms."""
    heading = next((page.quote(b.span) for b in page.blocks if b.kind is Kind.HEADING), "")
    return any(True for text in (page.title, heading) for _ in lexicon.find(text, "topic"))
