"""SPL005: a paragraph is about something that the page, or its section, does not speak of."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Confidence, Finding, Severity
from auditor.rules import Context, rule


@rule(
    "SPL005",
    "topic-break",
    check="splicing",
    severity=Severity.INFO,
    confidence=Confidence.LOW,
    since="0.1",
    lexicons=("drugs",),
    examples=(
        "<h1>Coming off nicotine gum</h1><h2>Gum and naltrexone</h2><p>[[Ketamine is given in a chair.]] Ketamine "
        "wears off by noon, and nobody who had ketamine may drive.</p><h2>Later</h2><p>Rest.</p>",
        "<h1>Coming off nicotine gum</h1><h2>Gum and naltrexone</h2><p>Ketamine is given in a chair. Naltrexone is "
        "a tablet, and nobody who had ketamine may drive.</p><h2>Later</h2><p>Rest.</p>",
    ),
)
def topic_break(ctx: Context) -> Iterator[Finding]:
    """A paragraph speaks of something else than the page, or than the heading above it.

    ## Why it matters
    Readers take what stands under a heading for an answer to it. Where the text is about something else, it came from
    another page, and its doses and warnings belong to another medicine.

    ## How to fix it
    Say how the paragraph belongs here, give it a heading of its own, or delete it.

    ## What it cannot see
    Breaks that show neither in the names of medicines and substances nor in the words of a long paragraph. A page that
    goes through several medicines has no subject to break with, and a comparison that names both sides is none. A
    person must look: an aside can be meant.
    """
    for found in ctx.facts.breaks:
        if found.kind == "heading":
            heading, other = found.words
            said = (
                f"The heading “{heading}” names a medicine or substance that its section never does; it is on {other}."
            )
        elif found.kind == "subject":
            said = f"This paragraph is about {found.words[0]}, which nothing else on the page speaks of."
        elif found.kind == "matter":
            said = "This paragraph shares hardly a word with the rest of the page."
        else:
            continue
        yield ctx.flag(
            found.span,
            said,
            related=[ctx.related(found.before, "the heading")] if found.kind == "heading" and found.before else (),
            evidence={"break": found.kind},
            suggestion="Say how the paragraph belongs here, give it a heading of its own, or delete it.",
        )
