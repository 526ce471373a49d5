"""A health page without a date of its own."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.dates import months_between
from auditor.checks.absence import absence
from auditor.model import Confidence, Severity
from auditor.rules import Context, Verdict, rule

MODEL = "Last reviewed March 3, 2026"


@rule(
    "DIS007",
    "missing-date",
    check="disclosures",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("disclosures",),
    references=(
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC6194721/table/Tab7",
        "https://schema.org/dateModified",
    ),
    examples=(
        "[[]]A 2019 survey found that naltrexone lowers craving. Nausea is a common side effect of the "
        "medicine.\n\n© 2025 Example Health",
        "Last updated March 3, 2026\n\nNaltrexone is a medicine for alcohol use disorder. It lowers "
        "craving. Nausea is a side effect.",
    ),
)
def missing_date(ctx: Context) -> Iterator[Verdict]:
    """A health page does not say when it was written, updated or reviewed.

    ## Why it matters
    Medicines, laws and helplines change. Without a date nobody can tell whether a page still holds. Currency is
    one of the JAMA benchmarks and of the HONcode principles.

    ## How to fix it
    Show when the page was published and last reviewed, in the text and in the metadata. A copyright year or the
    date of a study says nothing about the page.

    ## What it cannot see
    A date that a script writes into the page, or that the supplied file lacks. Whether a page is too old is told only
    if the configuration gives the day to count from: `as-of` under `[site]`, with `stale-after-months`.
    """
    yield from absence(
        ctx,
        "date",
        "No date of publication, update or review was found in the supplied text or metadata.",
        f"Add a dated line, such as: “{MODEL}”",
    )
    yield from staleness(ctx)


def staleness(ctx: Context) -> Iterator[Verdict]:
    """Yield a finding if the newest date of the page is older than the configuration allows."""
    found, site = ctx.facts.disclosures["date"].evidence, ctx.config.site
    if found is None or found.when is None or not site.as_of:
        return
    age = months_between(found.when, site.as_of)
    if age > site.stale_after_months:
        yield ctx.flag(
            found.span,
            f"The newest date of the page, {found.when.isoformat()}, is {age} months before {site.as_of}.",
            evidence={"stale": found.when.isoformat(), "months": age, "limit": site.stale_after_months},
            suggestion="Review the page, bring it up to date, and date it anew.",
        )
