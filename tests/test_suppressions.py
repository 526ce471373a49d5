"""Comments that allow findings: what they reach, and that idle ones are found out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from auditor.analysis import Resources
from auditor.checks import RULES
from auditor.config import Config
from auditor.engine import audit_page
from auditor.load import load_text
from auditor.model import Confidence, Finding, PageReport, Severity, Span, Status
from auditor.rules import Context, Verdict, rule

MANUAL = "It says.\n\n## Why it matters\nW.\n\n## How to fix it\nH.\n\n## What it cannot see\nN.\n"


def bad_word(ctx: Context) -> Iterator[Verdict]:
    """Flag every place of a word."""
    for m in re.finditer("addicts?", ctx.page.text, re.IGNORECASE):
        yield ctx.flag(Span(*m.span()), "It is here.", suggestion="Take it out.")


def missing_part(ctx: Context) -> Iterator[Finding]:
    """Flag every page."""
    yield ctx.flag(None, "It is missing.", evidence={"missing": "part"}, suggestion="Put it in.")


bad_word.__doc__ = missing_part.__doc__ = MANUAL
OWN = (
    rule(
        "TST001", "bad-word", check="testing", severity=Severity.ERROR, confidence=Confidence.HIGH, since="0.1",
        examples=("an [[addict]]", "a person"),
    )(bad_word),
    rule(
        "TST002", "missing-part", check="testing", severity=Severity.ERROR, confidence=Confidence.HIGH, since="0.1",
        examples=("[[]]an addict", "a person"),
    )(missing_part),
)  # fmt: skip
CHOSEN = (*OWN, *(r for r in RULES if r.info.check == "suppressions" or r.info.code == "DUP001"))


def audited(text: str, resources: Resources, *, format: str = "html", without: str = "") -> PageReport:
    """Return what the rules for a word, a missing part, repeats and comments say of a page."""
    config = Config()
    rules = tuple(r for r in CHOSEN if r.info.code != without)
    return audit_page(load_text(text, "page", format=format, config=config), rules, config, resources)


def words(report: PageReport) -> list[tuple[str, str | None]]:
    """Return the words that were found, and why each is allowed."""
    return [(f.quote or "", f.suppressed) for f in report.findings if f.code == "TST001"]


def remarks(report: PageReport) -> list[str]:
    """Return what is said of the comments themselves."""
    return [f"{f.code} {f.message}" for f in report.findings if f.check == "suppressions"]


ADDICT = "<p>Many addicts ask for help.</p>"


def test_a_comment_speaks_for_the_next_block_only(resources: Resources) -> None:
    comment = "<!-- auditor: allow bad-word the title of a book -->"
    report = audited(f"{ADDICT}{comment}{ADDICT}{ADDICT}", resources)
    assert words(report) == [("addicts", None), ("addicts", "the title of a book"), ("addicts", None)]
    assert remarks(report) == []


def test_a_comment_speaks_for_the_whole_page(resources: Resources) -> None:
    report = audited(f"{ADDICT}{ADDICT}<!-- auditor: allow-file TST001: old letters -->", resources)
    assert words(report) == [("addicts", "old letters")] * 2
    outcome = next(o for o in report.outcomes if o.code == "TST001")
    assert outcome.status is Status.PASS
    assert "allowed" in outcome.reason


def test_a_comment_before_a_list_speaks_for_all_of_it(resources: Resources) -> None:
    items = "<li>Say person, not addict.</li><li>Say sober, not clean addicts.</li>"
    report = audited(f"<!-- auditor: allow bad-word words to avoid --><ul>{items}</ul>{ADDICT}", resources)
    assert words(report)[0][1] == "words to avoid"
    assert words(report)[-1] == ("addicts", None)
    assert all(reason for _, reason in words(report)[:-1])


def test_a_comment_inside_a_block_speaks_for_that_block(resources: Resources) -> None:
    inside = "<p>Many <!-- auditor: allow bad-word a quotation -->addicts ask.</p>"
    assert words(audited(inside + ADDICT, resources)) == [("addicts", "a quotation"), ("addicts", None)]


def test_markdown_comments_are_read_too(resources: Resources) -> None:
    text = "# Help\n\n<!-- auditor: allow bad-word the title -->\n\nMany addicts ask.\n\nAddicts do not.\n"
    assert words(audited(text, resources, format="markdown")) == [("addicts", "the title"), ("Addicts", None)]


@pytest.mark.parametrize(
    "comment",
    ["<!-- auditor allow bad-word x -->", "<!-- allow bad-word x -->", "<!-- auditor: allow -->"],
)
def test_other_comments_allow_nothing(comment: str, resources: Resources) -> None:
    assert words(audited(f"{comment}{ADDICT}", resources)) == [("addicts", None)]


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("allow bad-wrd x", "no rule has this name (the nearest is bad-word)"),
        ("allow repeated-sentence x", "the rule finds nothing in the block after it"),
        ("allow-file repeated-sentence x", "the rule finds nothing on this page"),
        ("allow missing-part x", "this rule speaks of the whole page, for which the word is allow-file"),
    ],
)
def test_an_idle_comment_is_found_out(comment: str, said: str, resources: Resources) -> None:
    report = audited(f"<p>It is late.</p>\n<!-- auditor: {comment} -->\n<p>Many people ask.</p>", resources)
    (remark,) = remarks(report)
    assert remark.startswith("SUP001 The comment on line 2 allows")
    assert said in remark


def test_a_comment_for_a_rule_that_did_not_run_is_not_judged(resources: Resources) -> None:
    comment = "<!-- auditor: allow repeated-sentence x -->"
    assert remarks(audited(f"{comment}<p>Many people ask.</p>", resources, without="DUP001")) == []
    assert remarks(audited("<!-- auditor: allow reading-grade x --><p>Many people ask.</p>", resources)) == []


def test_a_comment_without_a_reason_allows_and_is_found_out(resources: Resources) -> None:
    report = audited(f"<!-- auditor: allow bad-word -->{ADDICT}", resources)
    assert words(report) == [("addicts", "allowed in the page, without a reason")]
    assert remarks(report) == ["SUP002 The comment on line 1 allows “bad-word” without saying why."]


def test_findings_about_comments_have_fingerprints_of_their_own(resources: Resources) -> None:
    text = "<!-- auditor: allow one-thing x --><!-- auditor: allow another-thing x --><p>Many people ask.</p>"
    report = audited(text, resources)
    assert len({f.fingerprint for f in report.findings}) == len(report.findings) >= 2
