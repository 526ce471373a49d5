"""Report → CSV: one row a finding, for a spreadsheet or a data frame."""

from __future__ import annotations

import csv
import io
import json

from auditor.model import Finding, PageReport, Report
from auditor.report.plain import plain

COLUMNS = (
    "source", "title", "code", "name", "check", "severity", "confidence", "line", "column", "heading",
    "message", "quote", "related_line", "related_quote", "suggestion", "evidence", "fingerprint", "suppressed",
)  # fmt: skip

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula, and page text must not be run (OWASP, CSV injection)."""


def as_csv(report: Report) -> str:
    """Return one row a finding, with a header row. A cell that a spreadsheet would run begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for page in report.pages:
        for f in page.findings:
            writer.writerow([safe(v) for v in row(page, f)])
    return out.getvalue()


def row(page: PageReport, f: Finding) -> list[str | int | None]:
    """Return the cells of one finding, in the order of COLUMNS."""
    evidence = json.dumps({k: f.evidence[k] for k in sorted(f.evidence)}, ensure_ascii=False) if f.evidence else ""
    return [
        page.source, page.title, f.code, f.name, f.check, f.severity.value, f.confidence.value, f.line, f.column,
        f.heading, f.message, f.quote,
        " | ".join(str(r.line) for r in f.related), " | ".join(r.quote for r in f.related),
        f.suggestion, evidence, f.fingerprint, f.suppressed,
    ]  # fmt: skip


def safe(value: str | int | None) -> str | int | None:
    """Return a cell that no spreadsheet runs."""
    if not isinstance(value, str):
        return value
    shown = plain(value)
    return f"'{shown}" if shown.startswith(FORMULA) else shown
