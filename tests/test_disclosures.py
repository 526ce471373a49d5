"""What editors see of missing disclosures: asked for where they are needed, found wherever they stand."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.analysis import Analysis, Resources
from auditor.analysis.contacts import find_line
from auditor.analysis.dates import page_dates
from auditor.analysis.notices import emergency_help, lookup, medical_disclaimer, see_clinician
from auditor.analysis.people import Standing, authors, reviewers
from auditor.checks.missing_author import missing_author
from auditor.checks.missing_date import missing_date
from auditor.config import Config, Site
from auditor.lexicon import Lexicon
from auditor.load import load_text
from auditor.model import Confidence, Finding, Severity
from auditor.rules import Context, Rule

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "disclosures.toml").read_text(encoding="utf-8"))
PARTS = {
    "author": "<p>By Lena Ortiz, MSW</p>",
    "reviewer": "<p>Medically reviewed by Paul Grant, MD</p>",
    "date": "<p>Updated March 3, 2025</p>",
    "body": "<p>Naltrexone helps some people with alcohol use disorder drink less. Nausea is common.</p>",
    "see-clinician": "<p>Ask your doctor.</p>",
    "medical-disclaimer": "<p>This page is not medical advice.</p>",
    "helpline": "<p>SAMHSA answers at 1-800-662-4357.</p>",
    "references": "<h2>References</h2><ol><li>Naltrexone. SAMHSA. 2023.</li></ol>",
}
PERSON = (
    '{"@type":"Article","author":{"@type":"Person","name":"Ann Lee"},"reviewedBy":{"@type":"Person","name":"Bo Ray"}}'
)
TABLED = "<table><tr><th>Author</th><td>Lena Ortiz, MSW</td></tr><tr><th>Updated</th><td>5 May 2024</td></tr></table>"


def page(head: str = "", before: str = "", after: str = "", **parts: str) -> str:
    """Return a page with every disclosure, but for the parts given."""
    named = {k.replace("_", "-"): v for k, v in parts.items()}
    body = "".join((PARTS | named)[k] for k in PARTS)
    return (
        f"<!DOCTYPE html><html lang=en><head><title>Naltrexone</title>{head}</head><body>{before}"
        f"<main><h1>Naltrexone</h1>{body}</main>{after}</body></html>"
    )


def missing(source: str, resources: Resources, config: Config | None = None) -> set[str]:
    """Return the items that the page needs and lacks, but for the doubtful ones."""
    options = config or Config()
    read = load_text(source, "page", format="html", config=options)
    found = Analysis(read, options, resources).disclosures
    return {item for item, d in found.items() if d.missing and not d.doubtful}


def given(kind: str, text: str, lexicon: Lexicon) -> bool:
    """Say whether a sentence gives the notice."""
    finders = {
        "medical-disclaimer": medical_disclaimer,
        "see-clinician": see_clinician,
        "emergency-help": emergency_help,
    }
    if kind in finders:
        return finders[kind](text, lexicon) is not None
    if kind == "helpline":
        return find_line(text, lexicon, "helpline") is not None
    return lookup(lexicon, kind, text) is not None


def signed(kind: str, text: str, lexicon: Lexicon) -> bool:
    """Say whether a line names an author or reviewer, or dates the page."""
    named = [*authors(text, lexicon)], [*reviewers(text, lexicon)]
    if kind == "date":
        return any(page_dates(text, byline=any(named), opening=True))
    return any(b.standing is Standing.PERSON for b in named[kind == "reviewer"])


@pytest.mark.parametrize("row", TABLE["notice"], ids=lambda r: str(r["kind"]))
def test_a_notice_is_told_by_its_meaning(row: dict[str, object], resources: Resources) -> None:
    lexicon = resources.lexicons["disclosures"]
    assert [s for s in row["given"] if not given(str(row["kind"]), s, lexicon)] == []
    assert [s for s in row["absent"] if given(str(row["kind"]), s, lexicon)] == []


@pytest.mark.parametrize("row", TABLE["line"], ids=lambda r: str(r["kind"]))
def test_a_line_signs_or_dates_the_page(row: dict[str, object], resources: Resources) -> None:
    lexicon = resources.lexicons["disclosures"]
    assert [s for s in row["given"] if not signed(str(row["kind"]), s, lexicon)] == []
    assert [s for s in row["absent"] if signed(str(row["kind"]), s, lexicon)] == []


@pytest.mark.parametrize("row", TABLE["unusual"], ids=lambda r: str(r["kind"]))
def test_a_notice_in_unusual_words_is_not_called_missing(row: dict[str, object], resources: Resources) -> None:
    item = str(row["kind"])

    def lacks(words: str) -> bool:
        body = words if words.startswith("<") else f"<p>{words}</p>"
        return item in missing(page(**{item.replace("-", "_"): body}), resources)

    assert [s for s in row["given"] if lacks(s)] == []
    assert [s for s in row["absent"] if not lacks(s)] == []


@pytest.mark.parametrize(
    "words", ["911, now.", "Ring triple zero.", "No breathing: 112.", "Shaking fits are a 999 matter."]
)
def test_an_emergency_number_in_few_words_is_not_called_missing(words: str, resources: Resources) -> None:
    body = PARTS["body"] + "<p>An opioid overdose turns the lips blue.</p>"
    assert "emergency-help" in missing(page(body=body), resources)
    assert "emergency-help" not in missing(page(body=f"{body}<p>{words}</p>"), resources)


def findings_of(rule: Rule, source: str, resources: Resources, config: Config | None = None) -> list[Finding]:
    """Return what one rule finds on a page."""
    options = config or Config()
    read = load_text(source, "page", format="html", config=options)
    context = Context(read, Analysis(read, options, resources), options, resources.lexicons, rule.info)
    return [f for f in rule.check(context) if isinstance(f, Finding)]


def test_a_page_of_an_authority_is_asked_for_an_author_only_in_doubt(resources: Resources) -> None:
    unsigned = page(author="")
    assert [f.confidence for f in findings_of(missing_author, unsigned, resources)] == [Confidence.MEDIUM]
    config = replace(Config(), site=Site(authority=True))
    (found,) = findings_of(missing_author, unsigned, resources, config)
    assert found.confidence is Confidence.LOW
    assert "authority" in found.message


def test_the_last_work_of_a_list_is_no_signature_of_an_authority(resources: Resources) -> None:
    works = "<h2>References</h2><p>1. Naltrexone. National Institute on Drug Abuse. 2024.</p>"
    (found,) = findings_of(missing_author, page(author="", references=works), resources)
    assert found.confidence is not Confidence.LOW


def test_the_name_of_a_detox_center_is_no_word_on_stopping(resources: Resources) -> None:
    body = "<p>You may look for an alcohol detox center in town. Heavy drinking harms the liver and the brain.</p>"
    assert "stop-abruptly" not in missing(page(body=PARTS["body"] + body), resources)


NO_LINK = "<p>Nicotine raises the heart rate. It acts within seconds. Nausea is a side effect.</p>"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (
            f"<p>Naltrexone lowers craving. Nausea is a side effect.</p>{NO_LINK}<p>NIH: National Eye Institute</p>",
            "NIH",
        ),
        (
            '<p>Hepatitis C damages the liver; <a href="https://www.publichealth.va.gov/a">blood tests</a> find it. '
            'Ask at a VA medical center, or <a href="https://www.hepatitis.va.gov/b">a VA health care provider</a>. '
            '<a href="https://www.va.gov/c">Medicines</a> cure most people. <a href="/disability/">Benefits</a></p>',
            "VA",
        ),
        (f'<head><meta name="generator" content="MediaWiki 1.43"></head>{NO_LINK}', "MediaWiki"),
        (f"{NO_LINK}<footer><p>This page was last edited on 4 May 2026.</p></footer>", "wiki"),
    ],
)
def test_who_answers_for_a_page_by_its_nature_leaves_the_author_to_a_person(
    source: str, name: str, resources: Resources
) -> None:
    (found,) = findings_of(missing_author, f"<html lang=en>{source}</html>", resources)
    assert found.confidence is Confidence.LOW or found.severity is Severity.INFO
    assert "a person may judge" in found.message
    assert name in found.message


def test_a_page_that_only_cites_an_authority_is_not_its_own(resources: Resources) -> None:
    cited = "".join(f'<p>The CDC counts <a href="https://www.cdc.gov/{n}">deaths from alcohol</a>.</p>' for n in "abcd")
    own = '<p>Liver disease can be treated. <a href="/programs/detox">Our programs</a> help.</p>'
    (found,) = findings_of(missing_author, f"<html lang=en>{cited}{own}</html>", resources)
    assert found.confidence is not Confidence.LOW


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ("Heavy drinking adds to deaths from crashes, homicide and suicide. It harms the liver.", False),
        ("In 2019 there were 13 overdose deaths for every 100,000 residents. Naltrexone can help.", False),
        ("Coffee holds caffeine. An overdose of caffeine brings a racing heart. Caffeine lifts the mood.", False),
        ("Heroin slows breathing. An overdose can follow a pause in use. Naloxone reverses heroin.", True),
        ("Low mood after cocaine can turn into suicidal thoughts. Sleep helps. The brain adapts.", True),
    ],
)
def test_a_death_that_is_only_counted_calls_for_no_number(body: str, asked: bool, resources: Resources) -> None:
    source = f"<html lang=en><h1>Notes</h1><p>{body}</p><p>The dose matters, and so does the liver.</p></html>"
    assert ("emergency-help" in missing(source, resources)) is asked


def test_the_finding_says_when_the_supplied_text_has_no_header_or_footer(resources: Resources) -> None:
    (found,) = findings_of(missing_author, page(author=""), resources)
    assert found.message.endswith("in the supplied text or metadata, which has no header or footer.")
    (whole,) = findings_of(missing_author, page(author="", after="<footer>Contact us</footer>"), resources)
    assert whole.confidence is Confidence.HIGH
    assert whole.message.endswith("in the supplied text or metadata.")


def test_a_page_with_everything_lacks_nothing(resources: Resources) -> None:
    assert missing(page(), resources) == set()


@pytest.mark.parametrize("item", [k for k in PARTS if k != "body"])
def test_what_is_left_out_is_missed(item: str, resources: Resources) -> None:
    assert missing(page(**{item.replace("-", "_"): ""}), resources) == {item}


@pytest.mark.parametrize(
    ("source", "item"),
    [
        (page(head=f'<script type="application/ld+json">{PERSON}</script>', author=""), "author"),
        (page(head=f'<script type="application/ld+json">{PERSON}</script>', reviewer=""), "reviewer"),
        (page(head='<meta name="author" content="Priya Solano, MD">', author=""), "author"),
        (page(head='<meta property="article:modified_time" content="2025-03-18">', date=""), "date"),
        (page(date='<p>Last checked <time datetime="2025-02-14">in winter</time>.</p>'), "date"),
        (page(author="<div><div>Written by</div><div>Lena Ortiz</div></div>"), "author"),
        (page(author=TABLED, date=""), "author"),
        (page(author=TABLED, date=""), "date"),
        (page(date="", after="<footer><p>Page last updated: May 5, 2024</p></footer>"), "date"),
        (
            page(
                medical_disclaimer="", after="<footer><p>This site does not replace medical advice. © 2024</p></footer>"
            ),
            "medical-disclaimer",
        ),
        (page(helpline='<p><a href="tel:+18006624357">Free, confidential help</a></p>'), "helpline"),
        (page(helpline="", before="<header><p>In crisis? Call or text 988.</p></header>"), "helpline"),
        (page(references="<h2>What we read</h2><ul><li>Naltrexone label. FDA. 2013.</li></ul>"), "references"),
    ],
)
def test_a_disclosure_counts_wherever_it_stands(source: str, item: str, resources: Resources) -> None:
    assert item not in missing(source, resources)


@pytest.mark.parametrize(
    ("source", "item"),
    [
        (page(date="", after="<footer>© 2025 Desert Health</footer>"), "date"),
        (page(author="<p>“It works,” says Dr. Imani Fields.</p>"), "author"),
        (page(author="<p>By Editorial Staff</p>"), "author"),
        (page(reviewer="<p>Medically reviewed by our experts</p>"), "reviewer"),
        (page(helpline="<p>Call our hotline at (888) 555-0143.</p>"), "helpline"),
        (page(see_clinician="<p>Call our admissions team.</p>"), "see-clinician"),
        (page(references="<h2>Related articles</h2><ul><li>How to sleep</li></ul>"), "references"),
        (
            page(medical_disclaimer="<p>What you read here is medical advice you can count on.</p>"),
            "medical-disclaimer",
        ),
    ],
)
def test_what_looks_like_a_disclosure_does_not_count(source: str, item: str, resources: Resources) -> None:
    assert item in missing(source, resources)


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Nurse wanted</h1><p>Our detox unit is hiring a nurse. Apply with a resume. The job pays well.</p>",
        "<h1>Recovery walk</h1><p>Join us in the park on Saturday. Bring water and a hat. The walk starts at nine.</p>",
        "<h1>County votes</h1><p>The county board voted to fund a treatment center. Work begins in June.</p>",
    ],
)
def test_nothing_is_asked_of_a_page_that_is_not_about_health(body: str, resources: Resources) -> None:
    assert missing(f"<html><body><main>{body}</main></body></html>", resources) == set()


def test_conditional_items_are_asked_for_only_where_they_arise(resources: Resources) -> None:
    kinds = {"emergency-help", "ad-disclosure", "off-label", "stop-abruptly"}
    assert missing(page(), resources).isdisjoint(kinds)
    wants = {
        "emergency-help": "<p>An opioid overdose slows breathing, and lips turn blue.</p>",
        "off-label": "<p>Topiramate helps people with alcohol use disorder drink less.</p>",
        "stop-abruptly": "<p>Many people decide to quit alprazolam after a year. Anxiety may return.</p>",
        "ad-disclosure": "<p>Nicotine gum eases craving. Buy the gum through our link.</p>",
    }
    for item, body in wants.items():
        assert item in missing(page(body=PARTS["body"] + body), resources)


@pytest.mark.parametrize("row", TABLE["trigger"], ids=lambda r: str(r["kind"]))
def test_a_sentence_calls_for_a_notice(row: dict[str, object], resources: Resources) -> None:
    item = str(row["kind"])
    rest = "This medicine can cause nausea. It acts on receptors in the brain. Ask about it."

    def lacks(sentence: str) -> bool:
        source = f"<html><body><h1>Notes</h1><p>{sentence}</p><p>{rest}</p></body></html>"
        return item in missing(source, resources)

    assert [s for s in row["needs"] if not lacks(s)] == []
    assert [s for s in row["spares"] if lacks(s)] == []


def test_a_line_of_the_site_counts_on_every_page(resources: Resources) -> None:
    config = replace(Config(), site=Site(lines=("This site does not give medical advice.",)))
    bare = page(medical_disclaimer="")
    assert missing(bare, resources) == {"medical-disclaimer"}
    assert missing(bare, resources, config) == set()


@pytest.mark.parametrize(("as_of", "stale"), [("", False), ("2026-11-24", False), ("2029-01-01", True)])
def test_a_page_is_stale_only_by_the_day_that_the_configuration_gives(
    as_of: str, stale: bool, resources: Resources
) -> None:
    config = replace(Config(), site=Site(as_of=as_of))
    found = findings_of(missing_date, page(), resources, config)
    assert [f.quote for f in found] == (["Updated March 3, 2025"] if stale else [])
