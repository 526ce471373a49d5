"""Honour the comments by which an author allows a finding, and nothing beyond what they say.

`<!-- auditor: allow NAME reason -->` speaks for the next block, `<!-- auditor: allow-file NAME reason -->` for the
whole page. NAME is a rule's name or code. A list or a table that begins at the comment counts as one block.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from auditor.model import Comment, Finding, Page, RuleInfo, Span

ALLOW = re.compile(r"\s*auditor:\s*(allow|allow-file)\s+([\w-]+)(.*)", re.IGNORECASE | re.DOTALL)
NO_REASON = "allowed in the page, without a reason"
FAMILY = "suppressions"
"""The rules of this family judge the comments themselves, after all other rules."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """One comment: which rule it allows, why, and where; `scope` is None for the whole page.

    `idle` says in words why the comment does nothing; it is empty for one that does something, and for one that
    cannot be judged since its rule did not run to the end.
    """

    name: str
    reason: str
    scope: Span | None
    line: int
    idle: str = ""


def allowances(page: Page) -> tuple[Allowance, ...]:
    """Return what the page's comments allow, in order of place."""
    out = []
    for comment in page.comments:
        m = ALLOW.match(comment.text)
        if m is None:
            continue
        reason = " ".join(m[3].strip(" \t\r\n:—–-").split())
        scope = None if m[1].lower() == "allow-file" else scope_of(page, comment)
        out.append(Allowance(m[2], reason, scope, comment.line))
    return tuple(out)


def scope_of(page: Page, comment: Comment) -> Span:
    """Return the block that a comment stands in the middle of, else the next one, or the list or table it begins."""
    number = bisect_right(page.blocks, comment.offset, key=lambda b: b.span.end)
    if number == len(page.blocks):
        return Span(comment.offset, comment.offset)
    block = page.blocks[number]
    inside = block.span.start < comment.offset
    if inside or block.group is None or (number and page.blocks[number - 1].group == block.group):
        return block.span
    last = number
    while last + 1 < len(page.blocks) and page.blocks[last + 1].group == block.group:
        last += 1
    return Span(block.span.start, page.blocks[last].span.end)


def apply_suppressions(allowed: Sequence[Allowance], findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, those that the page allows marked with the author's reason."""
    out = []
    for finding in findings:
        first = next((a for a in allowed if allows(a, finding)), None)
        out.append(finding if first is None else replace(finding, suppressed=first.reason or NO_REASON))
    return out


def allows(one: Allowance, finding: Finding) -> bool:
    """Say whether a comment speaks for a finding: by its words or by those that they are held against."""
    if one.name.lower() not in {finding.name, finding.code.lower()}:
        return False
    if one.scope is None:
        return True
    starts = (finding.start, *(r.start for r in finding.related))
    return any(s is not None and one.scope.start <= s < one.scope.end for s in starts)


def judged(
    allowed: Sequence[Allowance], findings: Sequence[Finding], ran: Iterable[RuleInfo], known: Mapping[str, RuleInfo]
) -> tuple[Allowance, ...]:
    """Return the allowances, each with the reason why it does nothing.

    `ran` are the rules that ran to the end on this page, `known` all rules by name and by code in lower case.
    """
    finished = {r.code for r in ran}
    return tuple(replace(a, idle=idle(a, findings, finished, known)) for a in allowed)


def idle(one: Allowance, findings: Sequence[Finding], finished: set[str], known: Mapping[str, RuleInfo]) -> str:
    """Return why a comment does nothing, or an empty text."""
    rule = known.get(one.name.lower())
    if rule is None:
        near = get_close_matches(one.name.lower(), known, 1)
        return f"no rule has this name{f' (the nearest is {known[near[0]].name})' if near else ''}"
    if rule.code not in finished or rule.check == FAMILY or any(allows(one, f) for f in findings):
        return ""
    whole = replace(one, scope=None)
    if any(allows(whole, f) and f.start is None for f in findings):
        return "this rule speaks of the whole page, for which the word is allow-file"
    place = "on this page" if one.scope is None else "in the block after it"
    return f"the rule finds nothing {place}"
