"""What a report amounts to: counts, the verdict in words, the worst first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from auditor.model import Confidence, Finding, PageReport, Readability, Report, Severity, Status

WORST = 3
"""So many findings are named beside the verdict: what a reader can hold in mind at a glance."""

CAVEAT = "No program can certify that a page is medically accurate; this one looks for faults in the words."

FAMILIES = {
    "duplicates": "Repeats",
    "citations": "Claims and sources",
    "contradictions": "Contradictions",
    "disclosures": "Missing information",
    "readability": "Reading level",
    "language": "Words about people",
    "splicing": "Text that does not belong",
    "safety": "Unsafe or wrong statements",
    "promotion": "Promotion",
    "suppressions": "Comments that allow findings",
    "plugins": "Plug-ins",
}
"""The families in words that an editor uses; one that is not here is shown by its own name."""

HARM = ("safety", "contradictions", "disclosures", "promotion", "splicing", "citations", "duplicates", "language")
"""Families by what a fault of theirs can do to a reader who believes the page."""

LABELS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Remark"}


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a page, a family or a report. `review` is what a person must look at, `broken` are checks."""

    errors: int = 0
    warnings: int = 0
    remarks: int = 0
    review: int = 0
    suppressed: int = 0
    broken: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.errors + other.errors,
            self.warnings + other.warnings,
            self.remarks + other.remarks,
            self.review + other.review,
            self.suppressed + other.suppressed,
            self.broken + other.broken,
        )

    @property
    def found(self) -> int:
        """Return how many findings count: of medium or high confidence and not allowed by the author."""
        return self.errors + self.warnings + self.remarks


def certain(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that count: of medium or high confidence and not allowed by the author."""
    return [f for f in findings if f.suppressed is None and f.confidence is not Confidence.LOW]


def doubtful(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that a person must look at."""
    return [f for f in findings if f.suppressed is None and f.confidence is Confidence.LOW]


def allowed(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that the author allowed."""
    return [f for f in findings if f.suppressed is not None]


def count(findings: Iterable[Finding]) -> Tally:
    """Return the counts of `findings` alone."""
    every = list(findings)
    levels = [f.severity for f in certain(every)]
    return Tally(
        levels.count(Severity.ERROR),
        levels.count(Severity.WARNING),
        levels.count(Severity.INFO),
        len(doubtful(every)),
        len(allowed(every)),
    )


def tally(page: PageReport) -> Tally:
    """Return the counts of a page; a check that cannot tell and shows nothing counts as one thing to look at."""
    shown = {f.code for f in page.findings}
    unsure = sum(o.status is Status.NEEDS_REVIEW and o.code not in shown for o in page.outcomes)
    broken = sum(o.status is Status.ERROR for o in page.outcomes)
    return count(page.findings) + Tally(review=unsure, broken=broken)


def total(report: Report) -> Tally:
    """Return the counts of all pages together."""
    return sum((tally(p) for p in report.pages), Tally())


def number(n: int, one: str, many: str = "") -> str:
    """Return a count with its noun: "1 error", "12 errors", "2,217 words"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def listed(parts: Iterable[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    *head, last = parts
    return f"{', '.join(head)} and {last}" if head else last


def counts(t: Tally) -> str:
    """Return the findings that count in words, the empty kinds left out."""
    kinds = [(t.errors, "error"), (t.warnings, "warning"), (t.remarks, "remark")]
    return listed([number(n, noun) for n, noun in kinds if n] or ["no faults found"])


def verdict(t: Tally) -> str:
    """Return one sentence that an editor understands."""
    said = counts(t)
    if t.review:
        other = " more" if t.found else ""
        said += f"; {number(t.review, f'{other} thing'.strip(), f'{other} things'.strip())} for a person to look at"
    return said[0].upper() + said[1:] + "."


def level(t: Tally) -> str:
    """Return what the verdict looks like: the worst severity, `review`, or `good`."""
    if t.errors or t.broken:
        return "error"
    if t.warnings:
        return "warning"
    return "info" if t.remarks else "review" if t.review else "good"


def limits(t: Tally) -> str:
    """Return what keeps the verdict from being complete, or nothing."""
    return f"{number(t.broken, 'check')} broke and said nothing of this page." if t.broken else ""


def by_weight(finding: Finding) -> tuple[int, int, int, int]:
    """Sort the worst first: by severity, then by what can harm a reader, by confidence, and by place."""
    harm = HARM.index(finding.check) if finding.check in HARM else len(HARM)
    return -finding.severity.rank, harm, -finding.confidence.rank, finding.start or 0


def worst(page: PageReport) -> list[Finding]:
    """Return the findings to name beside the verdict: the weightiest, each of another rule."""
    first: dict[str, Finding] = {}
    for f in sorted(certain(page.findings), key=by_weight):
        first.setdefault(f.code, f)
    return list(first.values())[:WORST]


def badness(page: PageReport) -> tuple[int, int, int, int, int]:
    """Sort key of pages, worst first."""
    t = tally(page)
    return -t.errors, -t.warnings, -t.broken, -t.remarks, -t.review


def worst_first(report: Report) -> list[tuple[int, PageReport]]:
    """Return the pages with their place in the report (from 1), worst first."""
    return sorted(enumerate(report.pages, 1), key=lambda p: (*badness(p[1]), p[0]))


def family_title(check: str) -> str:
    """Return the name of a family for a heading."""
    return FAMILIES.get(check, check.replace("-", " ").capitalize())


def grade(r: Readability) -> str:
    """Return the reading grade in words."""
    if r.status != "ok" or r.grade is None:
        return "no reading grade: too little running text" if r.status == "too-short" else "no reading grade"
    spread = f" ({r.range[0]:.1f} to {r.range[1]:.1f} by formula)" if r.range else ""
    return f"reading grade {r.grade:.1f}{spread}"


def stage(value: float) -> str:
    """Return the American school stage of a reading grade."""
    if value < 6:
        return "primary school"
    if value < 9:
        return "middle school"
    return "high school" if value < 13 else "college"


def place(line: int | None, column: int | None, heading: str | None = None) -> str:
    """Return where something stands, in words."""
    if line is None or column is None:
        return "about the whole page"
    under = f", under “{heading}”" if heading else ""
    return f"line {line}, column {column}{under}"
