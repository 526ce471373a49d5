"""Honour the comments by which an author allows a finding, and nothing beyond what they say.

`<!-- auditor: allow NAME reason -->` speaks for the next block, `<!-- auditor: allow-file NAME reason -->` for the
whole page. NAME is a rule's name or code.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from auditor.model import Finding, Page, Span

ALLOW = re.compile(r"\s*auditor:\s*(allow|allow-file)\s+([\w-]+)\s*[:—–-]?\s*(.*?)\s*", re.IGNORECASE | re.DOTALL)
NO_REASON = "allowed in the page, without a reason"


@dataclass(frozen=True, slots=True)
class Allowance:
    """One comment: which rule it allows, why, and where; `scope` is None for the whole page."""

    name: str
    reason: str
    scope: Span | None


def allowances(page: Page) -> list[Allowance]:
    """Return what the page's comments allow, in order of place."""
    starts = [b.span.start for b in page.blocks]
    out = []
    for comment in page.comments:
        m = ALLOW.fullmatch(comment.text)
        if m is None:
            continue
        following = bisect_left(starts, comment.offset)
        block = page.blocks[following].span if following < len(page.blocks) else Span(comment.offset, comment.offset)
        out.append(Allowance(m[2], m[3] or NO_REASON, None if m[1].lower() == "allow-file" else block))
    return out


def apply_suppressions(page: Page, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, those that the page allows marked with the author's reason."""
    allowed = allowances(page)
    return [replace(f, suppressed=reason_for(f, allowed)) for f in findings]


def reason_for(finding: Finding, allowed: Sequence[Allowance]) -> str | None:
    """Return the reason of the first comment that allows the finding, or None."""
    for one in allowed:
        if one.name not in {finding.name, finding.code}:
            continue
        if one.scope is None or (finding.start is not None and one.scope.start <= finding.start < max(one.scope.end, 1)):
            return one.reason
    return None
