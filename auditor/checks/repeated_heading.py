"""DUP003: two sections of one level carry the same heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.model import Block, Confidence, Finding, Kind, Page, Role, Severity
from auditor.rules import Context, rule

WORDS = re.compile(r"\w+")
FEWEST_WORDS = 3
"""Shorter headings ("Dosage") recur under different subjects, also where a flat page does not show the subject."""


@rule(
    "DUP003",
    "repeated-heading",
    check="duplicates",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    since="0.1",
    examples=(
        "<h2>How long does detox take?</h2><p>About a week.</p><h2>[[How long does detox take?]]</h2><p>It varies.</p>",
        "<h2>Methadone</h2><h3>How it is taken</h3><p>Daily.</p><h2>Acamprosate</h2><h3>How it is taken</h3>",
    ),
)
def repeated_heading(ctx: Context) -> Iterator[Finding]:
    """Two sections under the same parent have the same heading.

    ## Why it matters
    A reader who scans the headings, or uses a screen reader to jump between them, cannot tell the sections apart. It is
    often a sign that one section was pasted in twice.

    ## How to fix it
    Merge the sections, or name each by what only it holds.

    ## What it cannot see
    Headings of one or two words, and the same heading under different parents, which is a normal way to
    lay out a page about several medicines.
    """
    first: dict[tuple[str, ...], Block] = {}
    for block, parents in headings(ctx.page):
        words = tuple(WORDS.findall(ctx.page.quote(block.span).lower()))
        if len(words) < FEWEST_WORDS:
            continue
        earlier = first.setdefault((*parents, "/", *words), block)
        if earlier is not block:
            yield ctx.flag(
                block.span,
                "Two sections have this heading.",
                related=[ctx.related(earlier.span, "first use")],
                marks=[block.span],
                evidence={"level": block.level},
                suggestion="Merge the two sections, or name each by what only it holds.",
            )


def headings(page: Page) -> Iterator[tuple[Block, tuple[str, ...]]]:
    """Yield the headings of the main text with the words of those above them."""
    above: list[Block] = []
    for block in page.blocks:
        if block.kind is not Kind.HEADING or block.role is not Role.MAIN:
            continue
        above = [b for b in above if b.level < block.level]
        yield block, tuple(page.quote(b.span).lower() for b in above)
        above.append(block)
