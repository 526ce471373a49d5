"""Report → Markdown: a summary for a pull request or a ticket."""

from __future__ import annotations

import re

from auditor.model import Finding, PageReport, Report, Severity
from auditor.report.plain import one_line
from auditor.report.verdict import (
    CAVEAT,
    LABELS,
    by_weight,
    certain,
    doubtful,
    grade,
    limits,
    number,
    tally,
    total,
    verdict,
    worst_first,
)

ROWS = 50
"""So many findings of a page are listed; the rest are counted. Job summaries are cut at a megabyte."""
PAGES = 50
QUOTE = 140

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&@])")


def as_markdown(report: Report) -> str:
    """Return the verdict, a table of pages where there are several, and a table of findings for each page."""
    ranked = worst_first(report)
    head = verdict(total(report)) if len(ranked) != 1 else verdict(tally(ranked[0][1]))
    parts = ["# Content audit", f"**{head}**"]
    if len(ranked) > 1:
        parts.append(index(ranked[:PAGES]))
    for _, page in ranked[:PAGES]:
        parts += section(page)
    if len(ranked) > PAGES:
        parts.append(f"… and {number(len(ranked) - PAGES, 'more page')}.")
    if report.skipped:
        lines = "\n".join(f"- {escaped(s.source)}: {escaped(s.reason)}" for s in report.skipped)
        parts.append(f"## Not audited\n\n{lines}")
    parts.append(CAVEAT)
    return "\n\n".join(parts) + "\n"


def index(ranked: list[tuple[int, PageReport]]) -> str:
    """Return the table of pages, worst first."""
    rows = ["| page | errors | warnings | remarks | to review |", "|---|--:|--:|--:|--:|"]
    for _, page in ranked:
        t = tally(page)
        rows.append(f"| {escaped(page.source)} | {t.errors} | {t.warnings} | {t.remarks} | {t.review} |")
    return "\n".join(rows)


def section(page: PageReport) -> list[str]:
    """Return one page: verdict, grade and findings."""
    t = tally(page)
    said = f"{verdict(t)} {grade(page.readability).capitalize()}. {limits(t)}".strip()
    parts = [f"## {escaped(page.title or page.source)}", f"{escaped(page.source)}: {said}"]
    findings = [*sorted(certain(page.findings), key=by_weight), *doubtful(page.findings)]
    if findings:
        rows = ["| | line | what | words |", "|---|--:|---|---|", *(row(f) for f in findings[:ROWS])]
        parts.append("\n".join(rows))
    if len(findings) > ROWS:
        parts.append(f"… and {number(len(findings) - ROWS, 'more finding')}.")
    return parts


def row(f: Finding) -> str:
    """Return a finding as a table row."""
    sign = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}[f.severity]
    level = LABELS[f.severity] if f in certain([f]) else "Review"
    quotes = " ↔ ".join(f"“{escaped(one_line(q, QUOTE))}”" for q in [f.quote, *(r.quote for r in f.related)] if q)
    line = "" if f.line is None else str(f.line)
    return f"| {sign} {level} | {line} | `{f.code}` {escaped(f.message)} | {quotes} |"


def escaped(text: str) -> str:
    """Return `text` on one line, with nothing in it that Markdown or an HTML reader of it would act on."""
    return SPECIAL.sub(r"\\\1", one_line(text))
