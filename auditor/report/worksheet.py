"""Report → worksheets of the claims: what each says, what it leans on, and room for the editor's own notes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from auditor.model import ClaimEntry, PageReport, ReferenceEntry, Report
from auditor.model.codec import SCHEMA
from auditor.model.codec import plain as as_data
from auditor.report.markdown import escaped
from auditor.report.plain import one_line
from auditor.report.table import safe

COLUMNS = (
    "page", "line", "column", "heading", "claim", "kind", "support", "where the support is", "sources",
    "kinds of the sources", "suggested kind of source", "source found", "checked by",
)  # fmt: skip
"""The last two are empty: they are for the editor to fill in."""

OWN = 2
"""Columns at the end for the editor."""

SHOWN = 120
"""Characters of a source in a Markdown table; CSV has the whole entry."""


def name_of_source(r: ReferenceEntry, limit: int | None = None) -> str:
    """Return a source on one line: the number by which marks point at it, its words, its address unless written out."""
    mark = f"[{r.label}]" if r.form in {"listed", "missing"} else r.label
    if r.form == "missing":
        return f"{mark} (no entry)"
    words = one_line(r.quote, limit)
    address = "" if not r.url or r.url in r.quote else f"<{r.url}>"
    return " ".join(part for part in (mark, words, address) if part)


def sources_of(page: PageReport, c: ClaimEntry) -> list[ReferenceEntry]:
    """Return what a claim leans on; a report that was cut by hand may lack an entry."""
    return [page.references[i] for i in c.sources if 0 <= i < len(page.references)]


def claims_csv(report: Report) -> str:
    """Return one row a claim, with a header row. A cell that a spreadsheet would run begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for page in report.pages:
        for c in page.claims:
            found = sources_of(page, c)
            cells: list[str | int | None] = [
                page.source, c.line, c.column, c.heading, c.quote, c.kind, c.support, c.reason,
                "\n".join(name_of_source(r) for r in found), "\n".join(r.kind for r in found), c.fits, *[""] * OWN,
            ]  # fmt: skip
            writer.writerow([safe(v) for v in cells])
    return out.getvalue()


def claims_json(report: Report) -> str:
    """Return the claims and sources of each page, with the keys of the JSON report, LF line ends and a final one."""
    pages = [
        {
            "source": p.source,
            "title": p.title,
            "sha256": p.sha256,
            "claims": as_data(p.claims),
            "references": as_data(p.references),
        }
        for p in report.pages
    ]
    data = {"schema": SCHEMA, "tool": as_data(report.tool), "pages": pages, "skipped": as_data(report.skipped)}
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def claims_markdown(report: Report) -> str:
    """Return a table of claims and a list of sources for each page."""
    parts = ["# Claims and sources"]
    for page in report.pages:
        parts += [f"## {escaped(page.title or page.source)}", f"{escaped(page.source)}: {summary(page)}"]
        if page.claims:
            parts.append(table(page))
        if page.references:
            parts.append("### Sources\n\n" + "\n".join(line_of(r) for r in page.references))
    if report.skipped:
        lines = "\n".join(f"- {escaped(s.source)}: {escaped(s.reason)}" for s in report.skipped)
        parts.append(f"## Not read\n\n{lines}")
    return "\n\n".join(parts) + "\n"


def summary(page: PageReport) -> str:
    """Return how many claims there are, by support."""
    if not page.claims:
        return "no sentence was read as a medical or public-health claim."
    supports = sorted({c.support for c in page.claims})
    counts = ", ".join(f"{sum(c.support == s for c in page.claims)} {escaped(s)}" for s in supports)
    return f"{len(page.claims)} claims ({counts})."


def table(page: PageReport) -> str:
    """Return the claims of a page as a table."""
    heads = ["place", "claim", "kind", "support", "source", "suggested kind of source", "source found", "checked by"]
    rows = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    for c in page.claims:
        heading = f", {escaped(c.heading)}" if c.heading else ""
        found = "; ".join(escaped(name_of_source(r, SHOWN)) for r in sources_of(page, c)) or "none"
        cells = [f"{c.line}:{c.column}{heading}", escaped(c.quote), escaped(c.kind), escaped(c.support), found,
                 escaped(c.fits), "", ""]  # fmt: skip
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def line_of(r: ReferenceEntry) -> str:
    """Return a source as a line of a list: what it is, its kind and what leans on it."""
    return f"- {escaped(name_of_source(r))}: {escaped(r.kind or 'leads nowhere')}, {leaning(r)}, line {r.line}"


def leaning(r: ReferenceEntry) -> str:
    """Return in words what leans on a source."""
    if r.claims:
        return "1 claim" if len(r.claims) == 1 else f"{len(r.claims)} claims"
    if r.form == "listed" and not r.marks:
        return "never cited"
    return "no claim leans on it"


WORKSHEETS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {"csv": claims_csv, "json": claims_json, "markdown": claims_markdown}
)
"""Every form of the worksheet by name, and the function that writes it."""
