"""Reference entries and titles of papers inside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.model import Confidence, Finding, Severity
from auditor.rules import Context, rule

FORMED = re.compile(r"\bet al\b|\b(?:19|20)\d\d;\s?\d|\d\(\d{1,4}\):|\bdoi\b", re.IGNORECASE)
"""What only entries have; a bare title is somewhat less sure."""


@rule(
    "CIT004",
    "stray-reference",
    check="citations",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1",
    lexicons=("references",),
    references=("https://www.nlm.nih.gov/bsd/uniform_requirements.html",),
    examples=(
        "<p>Therapy helps. Ask about it.</p><p>[[Ruiz AB, Chen L, Okoye D. Effects of chronic ethanol on striatal "
        "signaling in mice.]]</p>",
        "<p>Talk to someone you trust.</p><h2>References</h2><ol><li>Ruiz AB, Chen L. Chronic ethanol in mice. "
        "2019.</li></ol>",
    ),
)
def stray_reference(ctx: Context) -> Iterator[Finding]:
    """A reference entry or the title of a paper stands in the body text.

    ## Why it matters
    It says nothing to the reader, supports nothing, and shows that text was pasted in with its bibliography.

    ## How to fix it
    Move it to the list of references and point at it from the sentence that it supports, or remove it.

    ## What it cannot see
    Titles of fewer than six words, and titles that read like a sentence.
    """
    for span in ctx.facts.references.stray:
        sure = FORMED.search(ctx.page.quote(span)) is not None
        yield ctx.flag(
            span,
            "This is an entry of a reference list, or the title of a paper, in the middle of the text.",
            suggestion="Move it to the list of references and mark the sentence that it supports, or remove it.",
            confidence=Confidence.HIGH if sure else None,
        )
