"""Acronyms that the page does not explain."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.acronyms import find_acronyms
from auditor.model import Confidence, Finding, Severity
from auditor.rules import Context, rule


@rule(
    "RDB003",
    "undefined-acronym",
    check="readability",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    since="0.1",
    lexicons=("acronyms",),
    references=("https://www.ahrq.gov/health-literacy/patient-education/pemat4.html",),
    examples=(
        "Many people with [[OUD]] do well on buprenorphine, and those with OUD who stop it often return to use.",
        "Many people with opioid use disorder (OUD) do well on buprenorphine, which treats OUD at home.",
        "The FDA says do NOT mix it with alcohol, and a CT scan may follow.",
    ),
)
def undefined_acronym(ctx: Context) -> Iterator[Finding]:
    """An acronym is used without saying what it stands for.

    ## Why it matters
    Readers skip letters that they cannot read as a word, and with them what the sentence was about. PEMAT asks for the
    long form at first use, except for acronyms that everybody knows.

    ## How to fix it
    Write the long form with the acronym in brackets at first use, or the long form throughout if it comes only once or
    twice.

    ## What it cannot see
    Acronyms with digits or small letters, and whether your readers know one that most people do not.
    """
    for found in find_acronyms(ctx.facts):
        later = " before it is explained" if found.later else " and is not explained in the supplied text"
        times = "once" if found.uses == 1 else f"{found.uses} times"
        yield ctx.flag(
            found.span,
            f"“{found.name}” is used {times}{later}.",
            evidence={"acronym": found.name, "times": found.uses},
            suggestion=f"Write the long form and put {found.name} in brackets after it the first time.",
            confidence=Confidence.LOW if found.later else None,
        )
