"""A health page that never sends its readers to a clinician."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.checks.absence import absence
from auditor.model import Confidence, Severity
from auditor.rules import Context, Verdict, rule

MODEL = "Talk to your doctor or pharmacist before you start, change or stop a medicine."


@rule(
    "DIS002",
    "missing-see-clinician",
    check="disclosures",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("authorities", "disclosures"),
    references=(
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC10367510/table/T1",
        "https://www.ahrq.gov/health-literacy/patient-education/pemat.html",
    ),
    examples=(
        "[[]]Naltrexone is a medicine for alcohol use disorder. It lowers craving. Call our admissions "
        "line to speak with a recovery advisor.",
        "Naltrexone is a medicine for alcohol use disorder. It lowers craving. Ask your doctor whether it suits you.",
    ),
)
def missing_see_clinician(ctx: Context) -> Iterator[Verdict]:
    """A health page does not advise readers to talk to a clinician.

    ## Why it matters
    What is right for one reader can be dangerous for another. DISCERN asks whether a page supports shared
    decisions, and PEMAT whether it names at least one action that the reader can take.

    ## How to fix it
    Say whom to ask and about what. A number of your own admissions line does not count: the person who answers
    it is not the reader's clinician.

    ## What it cannot see
    Whether the advice stands where it is needed: one sentence anywhere on the page is enough.
    """
    yield from absence(
        ctx,
        "see-clinician",
        "No advice to talk to a doctor, pharmacist or other clinician was found in the supplied text.",
        f"Add a sentence such as: “{MODEL}”",
    )
