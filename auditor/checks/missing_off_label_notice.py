"""A medicine presented for a use that was never approved, without saying so."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.checks.absence import absence
from auditor.model import Confidence, Severity
from auditor.rules import Context, Verdict, rule

MODEL = "This use is off-label: the FDA has not approved the medicine for it."


@rule(
    "DIS010",
    "missing-off-label-notice",
    check="disclosures",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1",
    lexicons=("disclosures",),
    references=(
        "https://www.fda.gov/patients/learn-about-expanded-access-and-other-treatment-options/understanding-unapproved-use-approved-drugs-label",
    ),
    examples=(
        "[[]]Topiramate helps some people with alcohol use disorder to cut down on heavy drinking.",
        "Topiramate helps some people with alcohol use disorder to cut down on heavy drinking. The FDA "
        "has not approved it for this use.",
    ),
)
def missing_off_label_notice(ctx: Context) -> Iterator[Verdict]:
    """A page presents a medicine for an unapproved use and does not say so.

    ## Why it matters
    Many medicines for addiction are prescribed off-label. That is legal and often sensible, but readers should
    know that no agency has weighed benefit and risk for this use.

    ## How to fix it
    Say it where the use is first named.

    ## What it cannot see
    Uses that the lexicon `drugs` does not list as unapproved, and countries other than the United States.
    """
    yield from absence(
        ctx,
        "off-label",
        "No statement that a use is off-label or not approved was found in the supplied text.",
        f"Add a sentence such as: “{MODEL}”",
    )
