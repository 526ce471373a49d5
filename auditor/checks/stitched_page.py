"""SPL100: the page was put together from pieces of others."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.seams import find_seams
from auditor.model import Confidence, Finding, Severity
from auditor.rules import Context, rule

KINDS = 3
"""Independent kinds of sign; honest pages of four public sources show at most one."""

SHOWN = 2


@rule(
    "SPL100",
    "stitched-page",
    check="splicing",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("splicing", "queries", "interface", "rewording"),
    examples=(
        "Sleep and opioids\n\nAt Maple House, we keep groups small. Naps are what does crack smell like short."
        "\n\nHere at Northgate Recovery, our nurses are on call.\n\nLeave a Reply\n\n[[]]",
        "Sleep and opioids\n\nAt Maple House, we keep groups small.\n\nLeave a Reply",
    ),
)
def stitched_page(ctx: Context) -> Iterator[Finding]:
    """Several independent signs say that the page was stitched together from other pages.

    ## Why it matters
    Text gathered and reworded by a program carries facts out of their context: a dose of one medicine beside the
    warning of another. No single repair makes such a page safe to publish.

    ## How to fix it
    Do not repair it sentence by sentence. Write the page anew from sources that you have read, or take it down.

    ## What it cannot see
    It asks for three different kinds of sign, so a page cleaned of its seams passes.
    """
    seams = find_seams(ctx.facts)
    if len(seams) < KINDS:
        return
    yield ctx.flag(
        None,
        "This page looks stitched together from several others: " + "; ".join(s.words for s in seams) + ".",
        related=[ctx.related(place, s.kind) for s in seams for place in s.places[:SHOWN]],
        evidence={"signs": {s.kind: len(s.places) for s in seams}},
        suggestion="Write the page anew from sources that you have read, or take it down.",
    )
