"""SPL006: a paragraph in the prose of a journal stands on a page that speaks to its readers."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Confidence, Finding, Severity
from auditor.rules import Context, rule

SHOWN = 6


@rule(
    "SPL006",
    "register-jump",
    check="splicing",
    severity=Severity.INFO,
    confidence=Confidence.LOW,
    since="0.1",
    lexicons=("registers",),
    examples=(
        "You may sleep badly. Your doctor can help you. Drink when you are thirsty. Call if you feel faint. You will "
        "mend.\n\n[[Chronic ethanol exposure attenuates dopaminergic signalling in the nucleus accumbens and "
        "potentiates cue-induced reinstatement in rodents.]]\n\nRest. Walk. Eat well. Sleep long. Read a book.",
        "You may sleep badly. Your doctor can help you. Drink when you are thirsty. Call if you feel faint. You will "
        "mend.\n\nDrinking for years dulls the part of the brain that gives pleasure, and a bar or a song can bring "
        "the craving back at once.\n\nRest. Walk. Eat well. Sleep long. Read a book.",
    ),
)
def register_jump(ctx: Context) -> Iterator[Finding]:
    """A paragraph is written for scientists, on a page that speaks to its readers.

    ## Why it matters
    Whoever can read the rest of the page cannot read this. Such a jump is a mark of text taken over from a paper, often
    without its limits: what held for rats is now said of people.

    ## How to fix it
    Say in the page's own words what the study found and in whom, and cite it; or delete the paragraph.

    ## What it cannot see
    It counts words of journals in long sentences, and spares sections whose heading announces science. An author may
    have chosen the tone: a person must look.
    """
    for found in ctx.facts.breaks:
        if found.kind == "register":
            yield ctx.flag(
                found.span,
                "Journal prose on a page that speaks to its readers.",
                evidence={"words": list(found.words[:SHOWN])},
                suggestion="Say it in the page's own words and cite the study, or delete it.",
            )
