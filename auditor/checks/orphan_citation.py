"""Citation marks that lead to no entry."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Citation, Confidence, Kind, Severity
from auditor.rules import Context, NotApplicable, Verdict, rule


@rule(
    "CIT003",
    "orphan-citation",
    check="citations",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("references",),
    references=("https://www.nlm.nih.gov/bsd/uniform_requirements.html",),
    examples=(
        "[[Craving is tied to dopamine release in the striatum [12].]] Most people feel it for weeks.",
        "<p>[[Wounds heal better when people stop smoking.<sup>7</sup>]]</p>",
        "Do it in order: (1) call 911, (2) give naloxone, and (3) stay.",
        "A common dose is one tablet (50 mg) a day, and staff answer 24/7.",
    ),
)
def orphan_citation(ctx: Context) -> Iterator[Verdict]:
    """A citation mark leads to no entry on the page.

    ## Why it matters
    A number in brackets tells readers that a source stands behind the words. When there is none on the page, the text
    was often pasted from somewhere else, and the claim is as good as unsupported.

    ## How to fix it
    Find the work that the mark stood for and add it to the list of references, or replace the mark by a source that
    supports the sentence. Do not just delete the mark.

    ## What it cannot see
    Marks whose list stands on another page. A number in round brackets counts only where a clause ends, so that doses,
    ages and enumerations are left alone.
    """
    if not ctx.facts.citations:
        yield NotApplicable("the page has no citation marks")
        return
    dead: dict[int, list[Citation]] = {}
    good = {c.sentence for c in ctx.facts.citations if c.resolved}
    for citation in ctx.facts.citations:
        if not citation.resolved:
            dead.setdefault(citation.sentence, []).append(citation)
    entries = len(ctx.facts.references.entries)
    for index, marks in dead.items():
        sentence = ctx.facts.sentences[index]
        if ctx.page.blocks[sentence.block].kind is Kind.HEADING:
            continue
        labels = list(dict.fromkeys(m.label for m in marks))
        spans = list(dict.fromkeys(m.span for m in marks))
        yield ctx.flag(
            spans[0] if index in good else sentence,
            told(marks, entries),
            marks=spans,
            related=[ctx.related(s, "the mark that leads nowhere") for s in spans],
            evidence={"labels": labels, "entries": entries, "forms": sorted({m.kind for m in marks})},
            suggestion="Add the work to the list of references, or cite a source that supports this sentence.",
            confidence=Confidence.MEDIUM if all(m.kind in {"author-year"} for m in marks) else None,
        )


def told(marks: list[Citation], entries: int) -> str:
    """Return what to say of the dead marks of one sentence, on a page whose list has so many entries."""
    labels = list(dict.fromkeys(m.label for m in marks))
    if all(m.kind == "placeholder" for m in marks):
        return f"“{labels[0]}” holds the place of a source that was never put in."
    where = "the page has no list of references"
    if entries:
        where = f"the list of references has {entries} entries and none of that name or number"
    leads = f"s {', '.join(labels)} lead" if len(labels) > 1 else f" {labels[0]} leads"
    return f"The mark{leads} to no entry: {where}."
