"""Comments that allow a finding and do not say why."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Confidence, Finding, Severity
from auditor.rules import Context, rule


@rule(
    "SUP002",
    "suppression-without-reason",
    check="suppressions",
    severity=Severity.INFO,
    confidence=Confidence.HIGH,
    since="0.1",
    examples=(
        "[[]]<!-- auditor: allow stigmatizing-term --><p>Many people ask for help late.</p>",
        "[[]]<!-- auditor: allow-file reading-grade: --><p>Many people ask for help late.</p>",
        "<!-- auditor: allow stigmatizing-term the title of the book --><p>Many people ask for help late.</p>",
    ),
)
def suppression_without_reason(ctx: Context) -> Iterator[Finding]:
    """A comment allows a finding without saying why.

    ## Why it matters
    The next editor has to know whether the comment still holds. Without a reason nobody dares to remove it, and
    nobody can check it.

    ## How to fix it
    Write the reason behind the name of the rule: `<!-- auditor: allow stigmatizing-term the title of the book -->`.

    ## What it cannot see
    Whether the reason is a good one.
    """
    for one in ctx.allowances:
        if not one.reason:
            yield ctx.flag(
                None,
                f"The comment on line {one.line} allows “{one.name}” without saying why.",
                evidence={"rule": one.name, "line": one.line},
                suggestion="Write the reason behind the name of the rule, in the same comment.",
            )
