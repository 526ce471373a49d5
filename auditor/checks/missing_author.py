"""A health page that does not say who wrote it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.checks.absence import absence
from auditor.model import Confidence, Severity
from auditor.rules import Context, Verdict, rule

MODEL = "By Ana Example, RN. Last updated March 3, 2026."


@rule(
    "DIS005",
    "missing-author",
    check="disclosures",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("authorities", "disclosures"),
    references=(
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC6194721/table/Tab7",
        "https://schema.org/author",
    ),
    examples=(
        "[[]]Naltrexone is a medicine for alcohol use disorder. “It lowers craving,” says Dr. Lee "
        "Example. Nausea is a side effect.",
        "By Ana Example, RN\n\nNaltrexone is a medicine for alcohol use disorder. It lowers craving. "
        "Nausea is a side effect.",
    ),
)
def missing_author(ctx: Context) -> Iterator[Verdict]:
    """A health page does not say who wrote it.

    ## Why it matters
    Readers and search engines judge a health page by who stands behind it. Authorship is the first of the four
    JAMA benchmarks, and the HONcode asks for the author's qualifications.

    ## How to fix it
    Name a person and what qualifies them, in a byline and in the page's metadata. “Editorial Staff” or “Admin”
    names nobody who could be asked.

    ## What it cannot see
    A byline that was left out of the supplied file; whether the person exists and wrote the page.
    """
    yield from absence(
        ctx,
        "author",
        "No named author was found in the supplied text or metadata.",
        f"Add a byline with a name and credentials, such as: “{MODEL}”",
    )
