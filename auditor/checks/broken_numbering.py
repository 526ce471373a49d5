"""Reference lists and marks whose numbers do not go on as they should."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.numbering import breaks
from auditor.model import Confidence, Severity
from auditor.rules import Context, NotApplicable, Verdict, rule


@rule(
    "CIT008",
    "broken-numbering",
    check="citations",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    since="0.1",
    lexicons=("references",),
    references=("https://www.nlm.nih.gov/bsd/uniform_requirements.html",),
    examples=(
        "<p>Sleep gets worse first [1]. Then it mends [2].</p><h2>References</h2><p>1. Ruiz A. Sleep. 2019.</p>"
        "<p>2. Chen D. Rest. 2020.</p><p>[[4. Okoye M. Dreams. 2021.]]</p>",
        "<p>Sleep gets worse first [1]. Then it mends [2].</p><h2>References</h2><p>1. Ruiz A. Sleep. 2019.</p>"
        "<p>2. Chen D. Rest. 2020.</p><p>3. Okoye M. Dreams. 2021.</p>",
    ),
)
def broken_numbering(ctx: Context) -> Iterator[Verdict]:
    """The numbers of the reference list leave one out, or the marks stand in another order than the list.

    ## Why it matters
    A hole means that an entry was lost, and every mark after it may point at the wrong work. Marks that run in another
    order show that paragraphs were moved, or pasted with their marks from elsewhere.

    ## How to fix it
    Number the list again in the order in which the text cites it, and follow each mark to its entry.

    ## What it cannot see
    Whether a mark points at the right work. The order of marks is not judged where the list is in alphabetical order,
    and marks in tables and captions are left out.
    """
    if not ctx.facts.references.entries:
        yield NotApplicable("the page has no list of references")
        return
    for it in breaks(ctx.facts):
        yield ctx.flag(
            it.span,
            it.said,
            evidence={"what": "order of marks" if it.mark else "hole in the list"},
            suggestion="Number the list again in the order in which the text cites it.",
            confidence=Confidence.LOW if it.mark else None,
        )
