"""A page about addiction that names no independent place to turn to."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.checks.absence import absence
from auditor.model import Confidence, Severity
from auditor.rules import Context, Verdict, rule

MODEL = (
    "Free, confidential help is available day and night from SAMHSA's National Helpline, 1-800-662-HELP "
    "(4357), or at FindTreatment.gov."
)


@rule(
    "DIS004",
    "missing-helpline",
    check="disclosures",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("disclosures",),
    references=(
        "https://www.samhsa.gov/find-help/national-helpline",
        "https://findtreatment.gov/",
    ),
    examples=(
        "[[]]Heroin addiction can be treated with medicine and counseling. Call our 24/7 hotline at (555)"
        " 201-3344 to start detox.",
        "Heroin addiction can be treated with medicine and counseling. SAMHSA answers day and night at "
        "1-800-662-HELP (4357).",
    ),
)
def missing_helpline(ctx: Context) -> Iterator[Verdict]:
    """A page about addiction gives no independent helpline or treatment locator.

    ## Why it matters
    Readers who look for help often meet sales lines that look like helplines. A public line refers them without
    an interest of its own, and DISCERN asks for additional sources of support.

    ## How to fix it
    Name a line or locator that belongs to no provider, such as SAMHSA's National Helpline, FindTreatment.gov,
    988 or 1-800-QUIT-NOW. Your own number may stand beside it.

    ## What it cannot see
    Local lines that its lexicon does not know; add them to a lexicon of your own under the name `disclosures`.
    """
    yield from absence(
        ctx,
        "helpline",
        "No independent helpline or treatment locator was found in the supplied text.",
        f"Add a public line, for example: “{MODEL}”",
    )
