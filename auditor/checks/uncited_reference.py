"""Entries of a numbered reference list at which no mark points."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.numbering import uncited
from auditor.model import Confidence, Severity
from auditor.rules import Context, NotApplicable, Verdict, rule

RELATED_MAX = 5
"""Entries shown beside the first; the numbers of all are in the evidence."""


@rule(
    "CIT007",
    "uncited-reference",
    check="citations",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    since="0.1",
    lexicons=("references",),
    references=("https://www.nlm.nih.gov/bsd/uniform_requirements.html",),
    examples=(
        "<p>Sleep gets worse first [1]. Then it mends [2].</p><h2>References</h2><ol><li>Ruiz A. Sleep. 2019.</li>"
        "<li>Chen D. Rest. 2020.</li><li>[[Okoye M. Dreams. 2021.]]</li></ol>",
        "<p>Sleep gets worse first [1]. Then it mends [2].</p><h2>References</h2><ol><li>Ruiz A. Sleep. 2019.</li>"
        "<li>Chen D. Rest. 2020.</li></ol>",
    ),
)
def uncited_reference(ctx: Context) -> Iterator[Verdict]:
    """No mark of the text points at an entry of the numbered reference list.

    ## Why it matters
    An entry without a mark supports no sentence that a reader could name. Often the sentence was cut, or the list was
    taken over from another page.

    ## How to fix it
    Put the mark behind the sentence that the work supports, move the entry to "Further reading", or remove it.

    ## What it cannot see
    Lists without numbers, and lists of which fewer than half is cited, which are taken for further reading.
    """
    if not ctx.facts.references.entries:
        yield NotApplicable("the page has no list of references")
        return
    left, cited = uncited(ctx.facts)
    if not left:
        return
    labels = [e.label for e in left]
    said = f"entry {labels[0]}" if len(labels) == 1 else f"entries {', '.join(labels)}"
    yield ctx.flag(
        left[0].span,
        f"No mark of the text points at {said} of the list of references.",
        related=[ctx.related(e.span, "another entry without a mark") for e in left[1 : RELATED_MAX + 1]],
        evidence={"labels": labels, "cited": cited},
        suggestion="Mark the sentence that the work supports, or take the entry out of the list.",
    )
