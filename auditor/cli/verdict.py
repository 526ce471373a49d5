"""From a report to an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from auditor.cli.failures import CLEAN, FINDINGS, INCOMPLETE
from auditor.cli.outputs import Output
from auditor.cli.streams import message
from auditor.model import Confidence, Report, Severity, Status


def exit_code(report: Report, fail_on: str) -> int:
    """Return the exit code; a finding that the page allows, or of low confidence, fails nothing."""
    broken = any(o.status is Status.ERROR for p in report.pages for o in p.outcomes)
    if broken or report.skipped or not report.pages:
        return INCOMPLETE
    if fail_on == "never":
        return CLEAN
    least = Severity(fail_on).rank
    counting = (f for p in report.pages for f in p.findings if f.suppressed is None)
    failing = any(f.severity.rank >= least and f.confidence is not Confidence.LOW for f in counting)
    return FINDINGS if failing else CLEAN


def complain(report: Report, planned: Sequence[Output]) -> None:
    """Say on standard error what makes the report incomplete, unless the same terminal has just shown it."""
    if sys.stdout.isatty() and any(o.path is None and o.format in {"summary", "text"} for o in planned):
        return
    for lost in report.skipped:
        message("error", f"{lost.source}: {lost.reason}")
    for page in report.pages:
        for outcome in page.outcomes:
            if outcome.status is Status.ERROR:
                message("error", f"{page.source}: the check {outcome.code} broke: {outcome.reason}")
    if not report.pages and not report.skipped:
        message("error", "there was nothing to audit")
