"""A health page without the word that it informs and does not treat."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.checks.absence import absence
from auditor.model import Confidence, Severity
from auditor.rules import Context, Verdict, rule

MODEL = "This page is for general information. It does not replace advice from a health professional who knows you."


@rule(
    "DIS001",
    "missing-medical-disclaimer",
    check="disclosures",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("authorities", "disclosures"),
    references=(
        "https://bjsm.bmj.com/highwire/markup/87754/expansion",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC6194721/table/Tab7",
    ),
    examples=(
        "[[]]Naltrexone is a medicine for alcohol use disorder. It lowers craving. Nausea is a common side effect.",
        "Naltrexone is a medicine for alcohol use disorder. It lowers craving. Nausea is a common side "
        "effect. This leaflet is for general information and does not replace advice from your doctor.",
    ),
)
def missing_medical_disclaimer(ctx: Context) -> Iterator[Verdict]:
    """A health page does not say that it is no substitute for medical advice.

    ## Why it matters
    Readers who are ill, or in withdrawal, may act on a page as if it were written for them. The HONcode and
    QUEST ask every health page to say that it supports the relation between patient and clinician and does not
    replace it.

    ## How to fix it
    Add one plain sentence near the top or in the footer. If it stands in the footer of your site and the file
    lacks it, give it once under `lines` in `[site]` of the configuration.

    ## What it cannot see
    A disclaimer in a template, a pop-up or an image that is not part of the supplied file.
    """
    yield from absence(
        ctx,
        "medical-disclaimer",
        "No statement that the page is no substitute for medical advice was found in the supplied text.",
        f"Add a sentence such as: “{MODEL}”",
    )
