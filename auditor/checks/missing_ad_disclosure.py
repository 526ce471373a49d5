"""A page that sells or passes callers on, and does not say who pays."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.checks.absence import absence
from auditor.model import Confidence, Severity
from auditor.rules import Context, Verdict, rule

MODEL = "We may earn a commission when you buy through links on this page. It does not affect what we write."


@rule(
    "DIS009",
    "missing-ad-disclosure",
    check="disclosures",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1",
    lexicons=("disclosures",),
    references=(
        "https://www.ftc.gov/business-guidance/resources/health-products-compliance-guidance",
        "https://www.hon.ch/HONcode/Guidelines/hc_p8.html",
    ),
    examples=(
        "[[]]Nicotine gum can ease withdrawal and craving. Buy the starter pack through our link and save ten dollars.",
        "Nicotine gum can ease withdrawal and craving. Buy the starter pack through our link. We earn a "
        "small commission on each sale.",
    ),
)
def missing_ad_disclosure(ctx: Context) -> Iterator[Verdict]:
    """A health page sells something or refers callers, and does not say who pays for it.

    ## Why it matters
    Readers weigh advice differently when they know that somebody is paid for it. The FTC and the HONcode ask
    for a clear statement next to the offer.

    ## How to fix it
    Say in plain words who pays whom, close to the link or the telephone number: commission, paid listing,
    sponsor, or who answers the call.

    ## What it cannot see
    Payments that leave no trace in the text or the links.
    """
    yield from absence(
        ctx,
        "ad-disclosure",
        "The page sells or refers, and no statement of who pays for it was found in the supplied text.",
        f"Say who pays, for example: “{MODEL}”",
    )
