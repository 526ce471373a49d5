"""Report → terminal: a summary to read, or every finding on a line of its own."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterator

from auditor.model import Confidence, Finding, PageReport, Report, Status
from auditor.report.plain import one_line
from auditor.report.verdict import (
    CAVEAT,
    allowed,
    by_weight,
    certain,
    counts,
    doubtful,
    grade,
    limits,
    number,
    tally,
    total,
    verdict,
    worst_first,
)

WIDTH = 100
PER_RULE = 3
"""So many findings of one rule are shown in the summary; the rest are counted."""
PAGES = 20
"""So many pages, worst first, are shown in the summary of a run."""
QUOTE = 160
"""Longest quote on a line, in characters."""
MOST_LINES = 3
"""Longest message in the summary, in lines."""
NARROWEST = 50
INDENT = " " * 14

COLORS = {"error": "31", "warning": "33", "info": "36", "review": "35", "bold": "1", "dim": "2"}


def painted(text: str, style: str, color: bool) -> str:
    """Return `text` in a style of COLORS if colour is wanted."""
    return f"\x1b[{COLORS[style]}m{text}\x1b[0m" if color else text


def as_summary(report: Report, *, width: int = WIDTH, color: bool = False) -> str:
    """Return a short summary: each page with its verdict, and the first findings of each rule."""
    width = max(NARROWEST, width)
    out: list[str] = []
    shown = worst_first(report)[:PAGES]
    for _, page in shown:
        out += [*page_summary(page, width, color), ""]
    if len(report.pages) > len(shown):
        out += [f"and {number(len(report.pages) - len(shown), 'more page')}; see the HTML report", ""]
    out += [painted(s, "warning", color) for s in skipped(report)]
    if len(report.pages) != 1 or report.skipped:
        out.append(painted(totals(report), "bold", color))
    out.append(painted(CAVEAT, "dim", color) if width > len(CAVEAT) else CAVEAT)
    return "\n".join(out).strip("\n") + "\n"


def totals(report: Report) -> str:
    """Return the last line about a run of several pages."""
    found = counts(total(report)) if report.pages else "nothing could be audited"
    said = f"{number(len(report.pages), 'page')}: {found}"
    return said + (f"; {number(len(report.skipped), 'input')} skipped" if report.skipped else "")


def skipped(report: Report) -> list[str]:
    """Return a line for each input that could not be audited."""
    return [f"{one_line(s.source)}: skipped: {one_line(s.reason)}" for s in report.skipped]


def page_summary(page: PageReport, width: int, color: bool) -> list[str]:
    """Return the lines of one page."""
    t = tally(page)
    title = f" — {one_line(page.title, width // 2)}" if page.title else ""
    out = [painted(f"{one_line(page.source)}{title}", "bold", color)]
    out.append(f"  {verdict(t)} {grade(page.readability)[0].upper()}{grade(page.readability)[1:]}.")
    if limits(t):
        out.append(painted(f"  {limits(t)}", "error", color))
    groups: dict[str, list[Finding]] = defaultdict(list)
    for f in sorted(certain(page.findings), key=by_weight):
        groups[f.code].append(f)
    for members in groups.values():
        out += rule_lines(members, width, color)
    review = doubtful(page.findings)
    if review:
        names = sorted({f"{one_line(f.code)} {one_line(f.name)}" for f in review})
        out.append(painted(f"  needs review: {number(len(review), 'finding')} ({', '.join(names)})", "review", color))
    if allowed(page.findings):
        out.append(f"  allowed by the author: {number(len(allowed(page.findings)), 'finding')}")
    return out + [painted(line, "dim", color) for line in standards(page, width)]


def standards(page: PageReport, width: int) -> list[str]:
    """Return how many of the checkable items of each instrument the page evidences."""
    counts = ", ".join(f"{one_line(c.title)} {c.evidenced} of {c.checkable}" for c in page.scorecards if c.checkable)
    said = f"standards, checkable items evidenced: {counts}"
    return textwrap.wrap(said, width, initial_indent="  ", subsequent_indent="    ") if counts else []


def rule_lines(members: list[Finding], width: int, color: bool) -> list[str]:
    """Return the first findings of one rule, and how many more there are."""
    first = members[0]
    head = f"  {first.severity.value:<7} {one_line(first.code)} {one_line(first.name)}"
    out = [painted(head, first.severity.value, color) + (f" × {len(members)}" if len(members) > 1 else "")]
    room = width - len(INDENT)
    alike = len(members) > 1 and len({f.message for f in members}) == 1
    if alike:
        out += [INDENT + line for line in wrapped(first.message, room)]
    for f in members[:PER_RULE]:
        said = [] if alike else wrapped(f.message, room)
        if f.quote is not None:
            said.append(painted(f"“{excerpt(f, room - 2)}”", "dim", color))
        where = f"{f.line}:{f.column}" if f.line is not None else "page"
        margins = [f"{where:>12}  ", *(INDENT for _ in said)]
        out += [margin + line for margin, line in zip(margins, said, strict=False)]
    if len(members) > PER_RULE:
        out.append(f"{INDENT}and {len(members) - PER_RULE} more; see the HTML report")
    return out


def excerpt(f: Finding, limit: int) -> str:
    """Return a finding's quote on one line, from a little before its first mark if that lies too far on."""
    quote, start = f.quote or "", f.start or 0
    ahead = min((m.start - start for m in f.marks if start <= m.start < start + len(quote)), default=0)
    if len(quote) <= limit or ahead <= limit // 2:
        return one_line(quote, limit)
    return "… " + one_line(quote[ahead - limit // 3 :].partition(" ")[2], limit - 2)


def wrapped(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` characters, the rest cut."""
    return textwrap.wrap(one_line(text), width, max_lines=MOST_LINES, placeholder=" …")


def as_text(report: Report, *, color: bool = False) -> str:
    """Return every finding on a line: `source:line:column: severity CODE name — message “quote”`.

    Findings of low confidence say `review` in place of a severity, those that the author allowed `allowed`. Lines
    that begin with `#` are about a page. Pages stand in the order in which they were given.
    """
    out: list[str] = []
    for page in report.pages:
        t = tally(page)
        out.append(f"# {one_line(page.source)}: {verdict(t)} {grade(page.readability)}")
        out += [finding_line(page, f, color) for f in page_findings(page)]
        out += outcome_lines(page, color)
    out += [f"{one_line(s.source)}: skipped — {one_line(s.reason)}" for s in report.skipped]
    return "\n".join([*out, f"# {totals(report)}"]) + "\n"


def page_findings(page: PageReport) -> Iterator[Finding]:
    """Yield the findings, the worst first, then those to look at, then those allowed."""
    for group in (certain, doubtful, allowed):
        yield from sorted(group(page.findings), key=by_weight)


def finding_line(page: PageReport, f: Finding, color: bool) -> str:
    """Return the line of one finding."""
    where = one_line(page.source) + (f":{f.line}:{f.column}" if f.line is not None else "")
    level, style = f.severity.value, f.severity.value
    if f.suppressed is not None:
        level, style = "allowed", "dim"
    elif f.confidence is Confidence.LOW:
        level, style = "review", "review"
    quote = f" “{one_line(f.quote, QUOTE)}”" if f.quote is not None else ""
    other = "".join(f" ↔ {r.line}:{r.column} “{one_line(r.quote, QUOTE)}”" for r in f.related)
    why = f" (allowed: {one_line(f.suppressed)})" if f.suppressed is not None else ""
    said = f"{one_line(f.code)} {one_line(f.name)} — {one_line(f.message)}"
    return f"{where}: {painted(level, style, color)} {said}{quote}{other}{why}"


def outcome_lines(page: PageReport, color: bool) -> Iterator[str]:
    """Yield a line for each check that broke or cannot tell and shows no finding."""
    shown = {f.code for f in page.findings}
    for o in page.outcomes:
        said = f"{one_line(o.code)} — {one_line(o.reason)}"
        if o.status is Status.ERROR:
            yield f"{one_line(page.source)}: {painted('broken', 'error', color)} {said}"
        elif o.status is Status.NEEDS_REVIEW and o.code not in shown:
            yield f"{one_line(page.source)}: {painted('review', 'review', color)} {said}"
