"""Report → text, pure: no file is read but the templates, no clock, nothing is written.

A report carries what every rule says of itself, so the JSON of an older version still renders.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from auditor.model import Report
from auditor.report.markdown import as_markdown
from auditor.report.table import as_csv
from auditor.report.terminal import WIDTH, as_summary, as_text
from auditor.report.worksheet import WORKSHEETS

__all__ = ["FORMATS", "WORKSHEETS", "render"]


def as_html(report: Report) -> str:
    """Return the report as HTML; templates and Markdown are read only where HTML is asked for."""
    from auditor.report import html

    return html.as_html(report)


FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {
        "summary": as_summary,
        "text": as_text,
        "html": as_html,
        "json": Report.to_json,
        "markdown": as_markdown,
        "csv": as_csv,
    }
)
"""Every format by name, and the function that writes it."""


def render(report: Report, format: str, *, width: int = WIDTH, color: bool = False) -> str:
    """Return `report` in one of FORMATS, with LF line ends and a final one. Raises KeyError for another name.

    `width` (columns) and `color` (ANSI escapes) speak to the two terminal formats only.
    """
    if format == "summary":
        return as_summary(report, width=width, color=color)
    if format == "text":
        return as_text(report, color=color)
    return FORMATS[format](report)
