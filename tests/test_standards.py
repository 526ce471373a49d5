"""Scorecards: each item is evidenced with its words, told to be missing, or left to a person; nothing is scored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import auditor
from auditor.checks import RULES
from auditor.cli import main
from auditor.config import Config
from auditor.lexicon import Lexicon, load_lexicons
from auditor.model import PageReport, Scorecard, ScorecardItem, Standing
from auditor.report import render

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
COUNTS = {
    "honcode": 8,
    "discern": 16,
    "jama": 4,
    "quest": 6,
    "pemat-p": 24,
    "cdc-cci": 20,
    "words-matter": 7,
    "ftc-legitscript": 10,
}
"""Items of each instrument: its own number, but for the last two, which are guidance without numbered items."""

POOR = (
    "<h1>Baclofen</h1><p>Baclofen cures alcoholism in nine of ten addicts. Our program is the best in the nation. "
    "Studies show that it has no side effects. The drug is taken by addicts who want to stop drinking.</p>"
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """Return the instruments."""
    return load_lexicons()["instruments"]


@pytest.fixture(scope="module")
def good() -> PageReport:
    """Audit the good sample."""
    return auditor.audit(str(SAMPLES / "good-naltrexone.html"), config=Config()).pages[0]


@pytest.fixture(scope="module")
def poor() -> PageReport:
    """Audit a page that evidences next to nothing."""
    return auditor.audit_text(POOR, format="html").pages[0]


def card(page: PageReport, name: str) -> Scorecard:
    """Return the card of one instrument."""
    return next(c for c in page.scorecards if c.instrument == name)


def item(page: PageReport, name: str) -> ScorecardItem:
    """Return one item."""
    return next(i for c in page.scorecards for i in c.items if i.id == name)


def test_every_instrument_is_there_with_all_its_items(good: PageReport) -> None:
    assert {c.instrument: len(c.items) for c in good.scorecards} == COUNTS


def test_every_item_leans_on_rules_that_exist_or_says_what_a_person_judges(lexicon: Lexicon) -> None:
    codes = {r.info.code for r in RULES}
    kinds = {t.kind for t in load_lexicons()["language"].terms}
    for term in lexicon.terms:
        assert lexicon.seen(term), term.id
        needs = [part for need in term.data.get("needs", ()) for part in need.split("|")]
        assert term.kind == "instrument" or needs or term.note, term.id
        for need in needs:
            name, _, part = need.partition(":")
            assert name in codes | {"words", "link", "sections", "list", "claims"}, term.id
            assert name != "LNG001" or part in kinds, term.id
            assert name not in {"words", "link"} or term.match, term.id


def test_the_good_sample_leaves_nothing_open_but_what_a_person_judges(good: PageReport) -> None:
    open_items = [
        (i.id, i.standing.value, i.reason)
        for c in good.scorecards
        for i in c.items
        if i.standing not in {Standing.EVIDENCED, Standing.PERSON}
    ]
    assert open_items == []


def test_the_counts_are_those_of_the_items(good: PageReport, poor: PageReport) -> None:
    for one in (*good.scorecards, *poor.scorecards):
        standing = [i.standing for i in one.items]
        assert one.evidenced == standing.count(Standing.EVIDENCED)
        assert one.checkable == one.evidenced + standing.count(Standing.NOT_EVIDENCED)


def test_evidence_is_the_words_on_the_page(good: PageReport) -> None:
    shown = [i for c in good.scorecards for i in c.items if i.quote is not None]
    assert shown
    for one in shown:
        assert one.start is not None
        assert good.text[one.start : one.end] == one.quote
        assert one.line is not None
    assert "help everyone" in (item(good, "discern-8").quote or "")
    assert "Delgado" in (item(good, "jama-authorship").quote or "")


def test_every_item_says_why_it_stands_so(good: PageReport, poor: PageReport) -> None:
    assert all(i.reason for page in (good, poor) for c in page.scorecards for i in c.items)


def test_a_poor_page_is_told_what_is_missing(poor: PageReport) -> None:
    for name in ("jama-authorship", "discern-5", "honcode-complementarity", "quest-tone", "words-matter-person-first"):
        assert item(poor, name).standing is Standing.NOT_EVIDENCED, name
    assert "addicts" in (item(poor, "words-matter-person-first").quote or "")
    assert item(poor, "words-matter-newborn").standing is Standing.EVIDENCED
    assert item(poor, "pemat-p-cues").standing is Standing.NOT_EVIDENCED


def test_having_no_side_effects_is_no_description_of_risks() -> None:
    page = auditor.audit_text("<p>Naltrexone is not addictive. Naltrexone blocks opioids.</p>", format="html").pages[0]
    assert item(page, "discern-11").standing is Standing.NOT_EVIDENCED


def test_the_overall_rating_is_always_left_to_a_person(good: PageReport, poor: PageReport) -> None:
    for page in (good, poor):
        assert item(page, "discern-16").standing is Standing.PERSON


def test_a_rule_that_did_not_run_evidences_nothing() -> None:
    page = auditor.audit_text(POOR, format="html", config=Config(select=("LNG",))).pages[0]
    assert item(page, "jama-authorship").standing is Standing.UNCHECKED
    assert "DIS005" in item(page, "jama-authorship").reason
    assert item(page, "words-matter-misuse").standing is not Standing.UNCHECKED


def test_what_the_page_allows_is_no_fault() -> None:
    page = auditor.audit_text(
        "<!-- auditor: allow-file stigmatizing-term their own word --><h1>Help</h1><p>Addicts meet here daily.</p>",
        format="html",
    ).pages[0]
    assert item(page, "words-matter-person-first").standing is Standing.EVIDENCED


def test_plain_text_is_not_blamed_for_what_it_cannot_show() -> None:
    page = auditor.audit_text("Baclofen relaxes muscles. Ask your doctor about baclofen.").pages[0]
    assert item(page, "pemat-p-chunks").standing is Standing.PERSON
    assert item(page, "honcode-privacy").standing is Standing.PERSON


def test_lines_of_the_site_count(poor: PageReport) -> None:
    from auditor.config import Site

    config = Config(site=Site(lines=("This site is funded by the county.",)))
    page = auditor.audit_text(POOR, format="html", config=config).pages[0]
    assert item(poor, "honcode-funding").standing is Standing.NOT_EVIDENCED
    assert item(page, "honcode-funding").standing is Standing.EVIDENCED


def test_the_reports_show_the_counts(good: PageReport) -> None:
    report = auditor.audit(str(SAMPLES / "good-naltrexone.html"))
    shown = card(good, "discern")
    html = render(report, "html")
    assert f"{shown.evidenced} of {shown.checkable} checkable items evidenced" in html
    assert f"DISCERN {shown.evidenced} of {shown.checkable}" in " ".join(render(report, "summary").split())
    assert auditor.Report.from_json(report.to_json()) == report


@pytest.mark.parametrize("format", ["text", "json", "markdown"])
def test_standards_lists_every_item(format: str, lexicon: Lexicon) -> None:
    run = CliRunner().invoke(main, ["standards", "--format", format])
    assert run.exit_code == 0
    flat = " ".join(run.stdout.split())
    if format == "json":
        cards = json.loads(run.stdout)
        assert {c["instrument"]: len(c["items"]) for c in cards} == COUNTS
        assert all(i["evidence"] or i["person"] for c in cards for i in c["items"])
    else:
        assert "DIS005 missing-author" in flat
        assert all(t.message in flat for t in lexicon.terms if t.kind == "instrument")
