"""A page about stopping a substance that must be tapered, without the warning."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.checks.absence import absence
from auditor.model import Confidence, Severity
from auditor.rules import Context, Verdict, rule

MODEL = "Do not stop suddenly. Stopping at once can cause seizures; a doctor can plan a safe taper."


@rule(
    "DIS011",
    "missing-stop-abruptly-warning",
    check="disclosures",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1",
    lexicons=("disclosures",),
    references=(
        "https://www.fda.gov/drugs/fda-drug-safety-podcasts/fda-requiring-boxed-warning-updated-improve-safe-use-benzodiazepine-drug-class",
    ),
    examples=(
        "[[]]Many people decide to quit alprazolam once therapy has taken hold. Anxiety may return for a while.",
        "Many people decide to quit alprazolam once therapy has taken hold. Never stop it suddenly; a "
        "doctor can lower the dose step by step.",
    ),
)
def missing_stop_abruptly_warning(ctx: Context) -> Iterator[Verdict]:
    """A page speaks of stopping a substance that must not be stopped suddenly, and does not warn.

    ## Why it matters
    Sudden withdrawal from benzodiazepines, barbiturates, baclofen or heavy drinking can kill, and from opioids
    it drives people back to use and overdose.

    ## How to fix it
    Warn in the same section, and name the safe way: a plan with the prescriber, in small steps.

    ## What it cannot see
    Whether the warning stands near the advice: one sentence anywhere on the page is enough.
    """
    yield from absence(
        ctx,
        "stop-abruptly",
        "The page speaks of stopping what should be tapered, and no warning against stopping suddenly was found in the "
        "supplied text.",
        f"Add a warning such as: “{MODEL}”",
    )
