"""A health page without a list of its sources."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.checks.absence import absence
from auditor.model import Confidence, Severity
from auditor.rules import Context, Verdict, rule

MODEL = "Sources"


@rule(
    "DIS008",
    "missing-references",
    check="disclosures",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("authorities", "disclosures"),
    references=(
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC6194721/table/Tab7",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC10367510/table/T1",
    ),
    examples=(
        "[[]]Naltrexone is a medicine for alcohol use disorder. It lowers craving. Nausea is a side effect.",
        "Naltrexone is a medicine for alcohol use disorder. It lowers craving. Nausea is a side "
        "effect.\n\nReferences\n\n1. Naltrexone. SAMHSA. 2024. https://www.samhsa.gov",
    ),
)
def missing_references(ctx: Context) -> Iterator[Verdict]:
    """A health page has no list of sources.

    ## Why it matters
    Readers must be able to check what a page claims. Attribution is one of the JAMA benchmarks, and DISCERN
    asks whether the sources are clear.

    ## How to fix it
    End the page with a list of the sources that the text rests on, each with title, publisher, year and link,
    and mark in the text what comes from where.

    ## What it cannot see
    Whether the sources say what the page says. A list of related articles is not a list of sources.
    """
    yield from absence(
        ctx,
        "references",
        "No list of sources was found in the supplied text or metadata.",
        f"Add a section “{MODEL}” that lists what the text rests on, with title, publisher, year and link.",
    )
