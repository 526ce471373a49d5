"""DUP001: the same sentence stands on the page more than once."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Confidence, Finding, Severity
from auditor.rules import Context, rule


@rule(
    "DUP001",
    "repeated-sentence",
    check="duplicates",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("rewording", "standing"),
    examples=(
        "Craving tends to come in waves and to pass within half an hour.\n\nWalk, or phone a friend.\n\n"
        "- [[Craving tends to come in waves and to pass within half an hour.]]",
        "The patch is changed every morning.\n\nThe spray is used as needed.",
    ),
)
def repeated_sentence(ctx: Context) -> Iterator[Finding]:
    """A sentence stands on the page twice, word for word.

    Paragraphs, list items, table cells and full-sentence headings are compared with one another.

    ## Why it matters
    A reader who meets a sentence again wonders what was missed. Copies are the mark of pages put together from parts,
    and of edits that moved a sentence without deleting it.

    ## How to fix it
    Keep the sentence where it does most good and delete the other, or say there what is new. A warning that must stand
    in two places can be allowed by a comment that gives the reason.

    ## What it cannot see
    Copies of fewer than five words, and lines that repeat by design: legal notices, telephone numbers, calls to action,
    cells of a table. Copies on other pages of the site are another check.
    """
    for repeat in ctx.facts.repeats:
        if repeat.tier != "exact":
            continue
        *earlier, last = (ctx.facts.sentences[i] for i in repeat.sentences)
        times = "twice" if len(earlier) == 1 else f"{len(earlier) + 1} times"
        yield ctx.flag(
            last,
            f"This sentence stands on the page {times}.",
            related=[ctx.related(s.span, "the same words" if n else "first copy") for n, s in enumerate(earlier)],
            marks=[last.span],
            evidence={"tier": repeat.tier, "copies": len(earlier) + 1},
            suggestion="Delete this copy, or the earlier one if this is the better place.",
        )
