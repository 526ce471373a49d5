"""Comments that allow what is not there."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Confidence, Finding, Severity
from auditor.rules import Context, rule


@rule(
    "SUP001",
    "unused-suppression",
    check="suppressions",
    severity=Severity.INFO,
    confidence=Confidence.HIGH,
    since="0.1",
    examples=(
        "[[]]<!-- auditor: allow stigmatising-words the title of the book --><p>Many people ask for help late.</p>",
        "<!-- auditor: allow-file unused-suppression we keep the old comments --><p>Many people ask for help late.</p>",
        "<!-- the editor: allow two days for the review --><p>Many people ask for help late.</p>",
    ),
)
def unused_suppression(ctx: Context) -> Iterator[Finding]:
    """A comment allows a finding that is not there.

    ## Why it matters
    A comment that allows nothing today can hide a real fault tomorrow: somebody rewrites the passage, the fault comes
    back, and the old comment keeps it out of sight. A misspelled name allows nothing from the start.

    ## How to fix it
    Remove the comment, or correct the name of the rule in it. `auditor rules` lists the names. For a finding about the
    whole page, such as a missing date, write `allow-file` in place of `allow`.

    ## What it cannot see
    Comments for rules that did not run: those left out by the options, and those that broke on this page.
    """
    for one in ctx.allowances:
        if one.idle:
            yield ctx.flag(
                None,
                f"The comment on line {one.line} allows “{one.name}”, but {one.idle}.",
                evidence={"rule": one.name, "line": one.line},
                suggestion="Remove the comment, or correct the name of the rule in it.",
            )
