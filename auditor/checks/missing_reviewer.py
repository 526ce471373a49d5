"""A health page that names nobody who checked it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.checks.absence import absence
from auditor.model import Confidence, Severity
from auditor.rules import Context, Verdict, rule

MODEL = "Medically reviewed by Sam Example, MD, on March 3, 2026."


@rule(
    "DIS006",
    "missing-reviewer",
    check="disclosures",
    severity=Severity.INFO,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("authorities", "disclosures"),
    references=(
        "https://schema.org/reviewedBy",
        "https://bjsm.bmj.com/highwire/markup/87754/expansion",
    ),
    examples=(
        "[[]]Medically reviewed by our experts.\n\nNaltrexone is a medicine for alcohol use disorder. It "
        "lowers craving. Nausea is a side effect.",
        "Medically reviewed by Sam Example, MD\n\nNaltrexone is a medicine for alcohol use disorder. It "
        "lowers craving. Nausea is a side effect.",
    ),
)
def missing_reviewer(ctx: Context) -> Iterator[Verdict]:
    """A health page does not name the clinician who reviewed it.

    ## Why it matters
    A second, qualified pair of eyes finds what the author missed. “Medically reviewed” without a name cannot be
    verified, and reads like a seal that nobody gave.

    ## How to fix it
    Name the reviewer with credentials, in the text and as `reviewedBy` in the metadata. If nobody has reviewed
    the page, have it reviewed rather than say so.

    ## What it cannot see
    Whether the review took place.
    """
    yield from absence(
        ctx,
        "reviewer",
        "No named reviewer was found in the supplied text or metadata.",
        f"Add the reviewer's name and credentials, such as: “{MODEL}”",
    )
