"""The claims, the sources, the outcomes and the counts of a page as HTML rows, which no template writes as quickly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from auditor.model import ClaimEntry, Outcome, RuleInfo
from auditor.report.cards import rule_anchor
from auditor.report.inventory import SUPPORTS, ClaimRow, SourceRow
from auditor.report.sheet import attribute, web, words
from auditor.report.view import Row

SUPPORTED = ("cited", "attributed")
UNSURE_KINDS = ("commercial", "open platform")
"""Kinds of source that an editor should look at twice."""


def claims(rows: Iterable[ClaimRow], language: str) -> Markup:
    """Return the claims with the sources that they lean on; `language` is the code of the page's language."""
    return Markup("\n".join([claim(row, language) for row in rows]))


def claim(row: ClaimRow, language: str) -> str:
    """Return one claim."""
    c = row.claim
    known = f" is-{c.support}" if c.support in SUPPORTS else ""
    look = c.support if c.support in SUPPORTED else "none"
    sources = "".join([leaned_on(*source) for source in row.sources])
    return (
        f'<li class="row claim{known}" id="{row.id}"><span class="no">C{row.number}</span>\n'
        f'<p class="stated"><q><bdi lang="{language}">{words(c.quote)}</bdi></q></p>\n<div class="backing">\n'
        f'<p class="under"><span>{words(c.kind)}</span> <span class="support s-{look}">{words(row.called)}</span>'
        f" {place(c.line, row.block)}</p>\n{sources}{remarks(c)}</div></li>"
    )


def leaned_on(called: str, kind: str, href: str) -> str:
    """Return a source beside a claim."""
    tag = f' <span class="tag">{words(kind)}</span>' if kind else ""
    return f'<p class="small"><a href="#{href}">{words(called)}</a>{tag}</p>\n'


def remarks(c: ClaimEntry) -> str:
    """Return why a claim has its support, and what an editor should do about it."""
    lines = ""
    if c.reason and c.support not in ("none", "orphan") and not c.reason.startswith("the sentence "):
        lines += f'<p class="small muted">{words(c.reason)}</p>\n'
    if c.support in SUPPORTED:
        return lines
    if c.safety:
        lines += '<p class="small"><b>Safety warning</b>: keep it, with or without a source.</p>\n'
    if c.fits:
        lines += f'<p class="small"><b>Would fit</b>: {words(c.fits)}</p>\n'
    return lines


def place(line: int, block: str) -> Markup:
    """Return a line of the file, linked to its block where the report shows the text."""
    return Markup(f'<a href="#{block}">line {line}</a>' if block else f"<span>line {line}</span>")


def sources(rows: Iterable[SourceRow], language: str) -> Markup:
    """Return the sources of one form with the claims that lean on them."""
    return Markup("\n".join([source(row, language) for row in rows]))


def source(row: SourceRow, language: str) -> str:
    """Return one source."""
    s = row.source
    bare = "" if s.quote or s.url else " bare"
    mark = f'<span class="no">{words(row.mark)}</span>' if row.mark else ""
    stated = f'<bdi lang="{language}">{words(s.quote)}</bdi>' if s.quote else words(s.url)
    text = "" if bare else f'<p class="stated">{stated}</p>\n'
    doubt = " t-warning" if s.kind in UNSURE_KINDS else ""
    kind = f'<b class="kind{doubt}">{words(s.kind)}</b>' if s.kind else ""
    remark = f'<span class="t-warning">{words(row.remark)}</span>' if row.remark else ""
    way = f' <a href="{attribute(s.url)}" rel="noreferrer">open</a>' if web(s.url) else ""
    leaning = ""
    if row.claims:
        lean = "claim leans" if len(row.claims) == 1 else "claims lean"
        links = ", ".join([f'<a href="#{href}">C{number}</a>' for number, href in row.claims])
        leaning = f'<p class="small">{len(row.claims)} {lean} on it: {links}</p>\n'
    return (
        f'<li class="row source-row{bare}" id="{row.id}">{mark}\n{text}<div class="backing">\n'
        f'<p class="under">{kind} {remark} {place(s.line, row.block)}{way}</p>\n{leaning}</div></li>'
    )


def outcomes(found: Iterable[Outcome], rules: Mapping[str, RuleInfo]) -> Markup:
    """Return what checks answered, each with the way to its rule."""
    lines = []
    for o in found:
        reason = f" <span>{words(o.reason)}</span>" if o.reason else ""
        lines.append(f"<li>{rule_link(o.code, rules)}{reason}</li>")
    return Markup("\n".join(lines))


def rule_link(code: str, rules: Mapping[str, RuleInfo]) -> Markup:
    """Return the code and the name of a rule, with the way to it if the report has it."""
    if code not in rules:
        return Markup(f'<span class="code">{words(code)}</span>')
    return Markup(f'<a class="code" href="#{rule_anchor(code)}">{words(code)} {words(rules[code].name)}</a>')


def counts(rows: Iterable[Row]) -> Markup:
    """Return the lines of the table of families."""
    return Markup("\n".join([family(row) for row in rows]))


def family(row: Row) -> str:
    """Return the counts of one family, or what it means that it has none."""
    title = attribute(row.title)
    name = f'<a href="#{row.href}">{title}</a>' if row.href else title
    broken = ' <span class="small t-error">a check broke</span>' if row.broken else ""
    head = f'<tr><th scope="row">{name}{broken}</th>'
    if row.note:
        return f'{head}<td colspan="4" class="num muted">{row.note}</td></tr>'
    t = row.tally
    cells = ((t.errors, "error"), (t.warnings, "warning"), (t.remarks, "info"), (t.review, "review"))
    return f"{head}{''.join([cell(n, level) for n, level in cells])}</tr>"


def cell(n: int, level: str) -> Markup:
    """Return one count of a table."""
    body = f'<b class="t-{level}">{n:,}</b>' if n else '<span class="muted">0</span>'
    return Markup(f'<td class="num">{body}</td>')
