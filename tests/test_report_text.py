"""What people and programs read without a browser: summary, text, Markdown and CSV."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
import report_fixture
from markdown_it import MarkdownIt

from auditor.model import Report, Span
from auditor.report import FORMATS, render
from auditor.report.plain import one_line

REPORT = report_fixture.report()
HOSTILE = report_fixture.hostile()
EMPTY = Report(report_fixture.tool(), (), ())


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("report", [REPORT, HOSTILE, EMPTY], ids=["full", "hostile", "empty"])
def test_every_format_ends_its_lines_and_repeats_itself(format: str, report: Report) -> None:
    text = render(report, format)
    assert text.endswith("\n")
    assert "\r" not in text
    assert text == render(report, format) == FORMATS[format](report)
    text.encode("utf-8")


def test_unknown_format_is_an_error() -> None:
    with pytest.raises(KeyError):
        render(REPORT, "pdf")


def test_text_has_a_line_for_every_finding_that_grep_can_take_apart() -> None:
    lines = render(REPORT, "text").splitlines()
    levels = "error|warning|info|review|allowed|broken"
    line = re.compile(rf"pages/tremadol\.html(?::(\d+):(\d+))?: ({levels}) ([A-Z]{{3}}\d{{3}})")
    found = [m.groups() for m in map(line.match, lines) if m]
    page = REPORT.pages[0]
    assert len(found) == len(page.findings) + 2
    assert ("3", "1", "error", "CON001") in found
    assert (None, None, "error", "DIS003") in found
    assert ("8", "1", "review", "SPL003") in found
    assert ("7", "41", "allowed", "PRO001") in found
    assert (None, None, "broken", "SAF001") in found
    assert [f[2] for f in found if f[2] != "broken"][:2] == ["error", "error"]
    assert any("↔ 5:1 “Many people become addicted to tremadol within weeks.”" in x for x in lines)
    assert "broken.html: skipped — the file is empty" in lines


def test_summary_is_short_and_says_what_it_leaves_out() -> None:
    text = render(report_fixture.long_list(), "summary")
    assert len(text.splitlines()) < 25
    assert "CIT001 uncited-claim × 80" in text
    assert "and 77 more; see the HTML report" in text
    assert "80 more" not in text


@pytest.mark.parametrize("width", [40, 60, 100, 200])
def test_summary_keeps_to_the_width(width: int) -> None:
    report = report_fixture.report()
    lines = render(report, "summary", width=width).splitlines()
    bodies = [x for x in lines if x.startswith("    ")]
    assert bodies
    assert max(map(len, bodies)) <= max(width, 50)


def test_colour_comes_only_when_asked_for() -> None:
    for format in ("summary", "text"):
        assert "\x1b" not in render(REPORT, format)
        coloured = render(REPORT, format, color=True)
        assert "\x1b[31m" in coloured
        assert re.sub(r"\x1b\[\d+m", "", coloured) == render(REPORT, format)


@pytest.mark.parametrize("format", ["summary", "text", "markdown", "csv"])
def test_page_words_cannot_steer_a_terminal(format: str) -> None:
    text = render(HOSTILE, format)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200f]", text)
    assert "U+202E" in text


def test_markdown_shows_hostile_words_and_makes_nothing_of_them() -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).render(render(HOSTILE, "markdown"))
    assert "<script" not in html
    assert "<img" not in html
    assert "<svg" not in html
    assert "<a " not in html
    assert html.count("<table>") == 3


def test_markdown_has_the_findings_in_a_table() -> None:
    text = render(REPORT, "markdown")
    rows = [x for x in text.splitlines() if x.startswith("| ") and "`" in x]
    assert len(rows) == 11
    assert "`CON001`" in rows[0] or "`DIS003`" in rows[0]
    assert "Review" in rows[-1]
    assert "the words of the label" not in text


def test_csv_has_a_row_for_every_finding_and_runs_nothing() -> None:
    rows = list(csv.DictReader(io.StringIO(render(REPORT, "csv"))))
    assert len(rows) == len(REPORT.pages[0].findings)
    one = next(r for r in rows if r["code"] == "CON001")
    assert (one["line"], one["column"], one["related_line"]) == ("3", "1", "5")
    hostile = list(csv.DictReader(io.StringIO(render(HOSTILE, "csv"))))
    assert any(r["quote"] == "'=cmd|' /C calc'!A0" for r in hostile)
    assert not any(v.startswith(("=", "+", "-", "@")) for r in hostile for v in r.values())


def test_one_line_cuts_at_a_word() -> None:
    assert one_line("a few\n  words here", 11) == "a few…"
    assert one_line("x" * 30, 10) == "x" * 9 + "…"
    assert one_line("short") == "short"


def test_summary_shows_the_words_that_matter_of_a_long_quote() -> None:
    page = report_fixture.page()
    first = page.findings[1]
    text = "Nobody knew for how many years it had been given before " * 4 + "doctors wrote that tremadol is harmless."
    mark = Span(text.index("harmless"), text.index("harmless") + 8)
    made = replace(first, quote=text, start=0, end=len(text), marks=(mark,))
    report = Report(report_fixture.tool(), report_fixture.RULES, (replace(page, findings=(made,)),))
    line = next(x for x in render(report, "summary").splitlines() if "“" in x)
    assert "tremadol is harmless" in line
    assert len(line) <= 100
