"""A page about overdose, withdrawal or suicide that does not say whom to call."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.checks.absence import absence
from auditor.model import Confidence, Severity
from auditor.rules import Context, Verdict, rule

MODEL = (
    "If someone cannot be woken, has trouble breathing or has a seizure, call 911. If you are "
    "thinking about ending your life, call or text 988."
)


@rule(
    "DIS003",
    "missing-emergency-help",
    check="disclosures",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("disclosures",),
    references=(
        "https://poisonhelp.hrsa.gov/",
        "https://www.cdcr.ca.gov/ccjbh/2022/07/19/dial-988-to-access-24-hour-emotional-support-and-resources/",
    ),
    examples=(
        "[[]]An opioid overdose slows breathing. Lips turn blue. Naloxone reverses the overdose.",
        "An opioid overdose slows breathing. Lips turn blue. Call 911 and give naloxone.",
    ),
)
def missing_emergency_help(ctx: Context) -> Iterator[Verdict]:
    """A page speaks of overdose, withdrawal or suicide and does not say whom to call in an emergency.

    ## Why it matters
    Somebody may read this page beside a person who has stopped breathing. Minutes count, and the number to call
    must be in sight.

    ## How to fix it
    Give the number next to the signs of danger, and repeat it in the footer: 911, 988 for a crisis, Poison Help
    at 1-800-222-1222 in the United States, or the numbers of your readers' country.

    ## What it cannot see
    A banner or footer that is not part of the supplied file; whether the number stands near the signs of
    danger.
    """
    yield from absence(
        ctx,
        "emergency-help",
        "No instruction on whom to call in an emergency was found in the supplied text.",
        f"Add the numbers, for example: “{MODEL}”",
    )
