"""SPL001: a search query or keyword from elsewhere stands inside a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Confidence, Finding, Severity
from auditor.rules import Context, rule

STRONG = 3
"""Signs from which on the finding is of high confidence."""


@rule(
    "SPL001",
    "injected-phrase",
    check="splicing",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1",
    thorough=True,
    lexicons=("queries", "asking"),
    examples=(
        "Group therapy gives people a place [[what does crack smell like]] to share their experience.",
        "Pack a list of phone numbers [[cheap rehab centers in texas no insurance]] and addresses.",
        "Many callers ask how long the medicine stays in the body, and what happens after a missed dose.",
        "Unlike ketamine, esketamine is given as a nasal spray under supervision.",
    ),
)
def injected_phrase(ctx: Context) -> Iterator[Finding]:
    """Words from elsewhere, often a search query, were pushed into a sentence.

    ## Why it matters
    The sentence no longer makes sense, and the reader meets a drug or a claim that has nothing to do with the page. It
    is how link farms hide keywords in copied text, and a sure sign that nobody read the page.

    ## How to fix it
    Delete the words; the suggestion shows the sentence without them. Then look for where the text was copied from.

    ## What it cannot see
    It needs two signs of different kinds, so a short phrase that fits the grammar passes. The name of a drug that
    the page mentions only once is no sign by itself.
    """
    for intrusion in ctx.facts.intrusions:
        yield ctx.flag(
            intrusion.span,
            "These words do not belong to the sentence; they look like a search query or link text from elsewhere.",
            marks=[intrusion.span],
            evidence={
                "signs": list(intrusion.signs),
                "sentence": ctx.facts.sentences[intrusion.sentence].text,
                "repaired": intrusion.repaired,
            },
            suggestion=f"Without them: {intrusion.repaired}" if intrusion.repaired else "Delete these words.",
            confidence=Confidence.HIGH if len(intrusion.signs) >= STRONG else Confidence.MEDIUM,
        )
