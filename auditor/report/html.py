"""Report → HTML: one file that opens offline, works without a script, and lets nothing of a page act."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from auditor.model import Report, RuleInfo
from auditor.report.cards import manual, rule_anchor
from auditor.report.entries import badge, listings, quoted
from auditor.report.ledger import cell, claims, counts, outcomes, rule_link, sources
from auditor.report.plain import UNSEEN, name_of, one_line, plain
from auditor.report.sheet import sheet, shown, web
from auditor.report.standards import standing
from auditor.report.verdict import CAVEAT, level, total, verdict
from auditor.report.view import PageView, frequent, index_rows, known_rules, page_views

OPEN_PAGES = 5
"""A report of more pages shows the verdict of each, and folds the rest of it."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def as_html(report: Report) -> str:
    """Return the whole report as one HTML document: no request, no inline style, scripts and styles by their hash."""
    style, script = asset("report.css"), asset("report.js")
    text = (
        environment()
        .get_template("report.html")
        .render(
            report=report,
            pages=page_views(report),
            rules=list(known_rules(report).values()),
            index=index_rows(report),
            frequent=frequent(report),
            folded=len(report.pages) > OPEN_PAGES,
            total=total(report),
            verdict=verdict(total(report)),
            caveat=CAVEAT,
            style=Markup(style),
            script=Markup(script),
            csp=policy(style, script),
            title=title(report),
        )
    )
    return tight(text) + "\n"


def tight(text: str) -> str:
    """Return `text` without empty lines; line breaks of a page's own text are written as `&#10;` and stay."""
    return "\n".join([stripped for line in text.split("\n") if (stripped := line.rstrip())])


def title(report: Report) -> str:
    """Return the title of the document."""
    if len(report.pages) == 1:
        return f"Audit of {report.pages[0].title or report.pages[0].source}"
    return f"Audit of {len(report.pages)} pages"


def policy(style: str, script: str) -> str:
    """Return a content security policy that lets this style and this script act, and nothing else."""
    return (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """Return the hash by which a policy names a text."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def read(name: str) -> str:
    """Return one file of the templates, without a final line break."""
    return (files("auditor.report") / "templates" / name).read_text(encoding="utf-8").rstrip("\n")


@cache
def asset(name: str) -> str:
    """Return a style or a script as the report carries it."""
    return tight(read(name))


@cache
def environment() -> Environment:
    """Return the templates, compiled once: everything is escaped, an unknown name is an error."""
    env = Environment(
        loader=FunctionLoader(read),
        autoescape=True,
        finalize=finished,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(shown=shown, line=one_line, prose=prose, web=web, lang=lang, level=level, at=at)
    env.filters.update(
        anchor=rule_anchor, sections=sections, kinds=kinds, manual=manual_page, sheet=sheet, standing=standing
    )
    env.filters.update(badge=badge, listings=listings, quoted=quoted)
    env.filters.update(cell=cell, claims=claims, counts=counts, outcomes=outcomes, rule_link=rule_link, sources=sources)
    return env


def finished(value: Any) -> Any:
    """Return what a template writes; whatever no filter made safe has no control character in it."""
    if isinstance(value, str) and not isinstance(value, Markup) and not value.isprintable():
        return plain(value)
    return value


@cache
def markdown() -> MarkdownIt:
    """Return a reader of manual pages: plain CommonMark, no HTML, no images, no headings of its own."""
    return MarkdownIt("commonmark", {"html": False}).disable(
        ["image", "heading", "lheading", "html_block", "html_inline"]
    )


@lru_cache(maxsize=1024)
def prose(text: str) -> Markup:
    """Return Markdown of a manual page as HTML; only web addresses become links."""
    tokens = markdown().parse(UNSEEN.sub(lambda m: name_of(m[0]), text))
    for token in tokens:
        for child in token.children or []:
            if child.type == "link_open":
                href = str(child.attrGet("href") or "")
                child.attrs = {"href": href, "rel": "noreferrer"} if web(href) else {}
    return Markup(markdown().renderer.render(tokens, markdown().options, {}))


def lang(code: str) -> str:
    """Return a language code fit for a `lang` attribute, or `und`."""
    return code if LANGUAGE.fullmatch(code) else "und"


@lru_cache(maxsize=1024)
def manual_page(rule: RuleInfo) -> Markup:
    """Return the manual page of a rule, which is the same in every report."""
    return Markup(environment().get_template("rule.html").render(rule=rule))


def sections(help: str) -> list[tuple[str, str]]:
    """Return the headings of a manual page with their text."""
    return list(manual(help).items())


def kinds(pages: list[PageView]) -> list[tuple[str, str]]:
    """Return the families in which something is shown, with their titles, for the filter."""
    found = {row.name: row.title for v in pages for row in v.kinds if row.tally.found or row.tally.review}
    return list(found.items())


def at(grade: float) -> float:
    """Return where a reading grade stands on the drawn scale of 260 units, from grade 1 to 18."""
    return 260 * (min(max(grade, 1.0), 18.0) - 1) / 17
