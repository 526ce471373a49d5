"""Pages that are too hard to read."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Confidence, Severity
from auditor.rules import Context, NotApplicable, Verdict, rule


@rule(
    "RDB001",
    "reading-grade",
    check="readability",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1",
    references=(
        "https://www.ahrq.gov/health-literacy/patient-education/pemat.html",
        "https://www.cms.gov/outreach-and-education/outreach/writtenmaterialstoolkit",
    ),
    examples=(
        "[[]]"
        + "Pharmacological interventions facilitate neurobiological stabilization following prolonged dependence. "
        * 14,
        "A nurse will call you the next day. She will ask how you feel. You can ask her what you like. " * 6,
        "Short pages get no grade at all.",
    ),
)
def reading_grade(ctx: Context) -> Iterator[Verdict]:
    """A page needs more years of school than its readers may have.

    ## Why it matters
    Half of adults read below the eighth grade, and people who are ill, tired or frightened read less well than usual.
    The American Medical Association and the NIH ask for the sixth to eighth grade.

    ## How to fix it
    Start with the hardest sentences, which the report lists with what makes each one hard. Cut them in two, and put a
    short word where a long one adds nothing. Names of medicines must stay: the grade without them is what counts.

    ## What it cannot see
    Order, layout, pictures and whether the words are the reader's own. Formulas differ by up to five grades on the same
    text, so this is never an error, and a grade that was reached by chopping sentences proves nothing.
    """
    read = ctx.facts.readability
    if read.status != "ok" or read.grade is None or read.range is None:
        yield NotApplicable(f"too short to grade: {read.words} words in {read.sentences} whole sentences")
        return
    target = ctx.config.readability.target_grade
    plain = read.scores["grade_without_drug_names"]
    if plain <= target:
        return
    low, high = read.range
    yield ctx.flag(
        None,
        f"The text reads at about grade {read.grade:.0f} (formulas say {low:.0f} to {high:.0f}); "
        f"the target is {target:g}.",
        evidence={
            "grade": read.grade,
            "range": [low, high],
            "grade without drug names": round(plain, 1),
            "target": target,
        },
        suggestion="Shorten the hardest sentences, listed with the page, and replace long words that are no names.",
    )
