"""Which marks lead nowhere, which numbers are no marks, where a source may stand, and what no identifier can be."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.facts import Analysis, Resources
from auditor.analysis.identifiers import faults
from auditor.analysis.marks import numbers_of
from auditor.analysis.sources import Hosts, kind_of_source
from auditor.checks.broken_numbering import broken_numbering
from auditor.checks.malformed_identifier import malformed_identifier
from auditor.checks.orphan_citation import orphan_citation
from auditor.checks.stray_reference import stray_reference
from auditor.checks.uncited_reference import uncited_reference
from auditor.checks.weak_source import weak_source
from auditor.config import Config
from auditor.load import load_text
from auditor.model import Finding
from auditor.rules import Context, Rule

CASES = tomllib.loads((Path(__file__).parent / "cases" / "citations.toml").read_text(encoding="utf-8"))
LINEAR = 4.0
"""Twice the input may cost so many times as much, at most: 2 is linear, and a busy machine wavers."""


def read(page: str, resources: Resources) -> Analysis:
    kind = "html" if page.lstrip().startswith("<") else "text"
    return Analysis(load_text(page, "page", format=kind, config=Config()), Config(), resources)


def findings(facts: Analysis, *rules: Rule) -> list[Finding]:
    lexicons = facts.resources.lexicons
    found = [v for r in rules for v in r.check(Context(facts.page, facts, facts.config, lexicons, r.info))]
    return [v for v in found if isinstance(v, Finding)]


@pytest.mark.parametrize(("page", "labels"), CASES["orphans"].items())
def test_marks_that_lead_nowhere(resources: Resources, page: str, labels: list[str]) -> None:
    found = findings(read(page, resources), orphan_citation)
    assert sorted(x for f in found for x in f.evidence["labels"]) == sorted(labels)


@pytest.mark.parametrize("page", CASES["clean"]["pages"])
def test_marks_that_are_answered_and_numbers_that_are_none(resources: Resources, page: str) -> None:
    assert [f.message for f in findings(read(page, resources), orphan_citation, stray_reference)] == []


@pytest.mark.parametrize(("page", "quote"), CASES["stray"]["found"])
def test_entries_in_the_text(resources: Resources, page: str, quote: str) -> None:
    assert [f.quote for f in findings(read(page, resources), stray_reference)] == [quote]


@pytest.mark.parametrize("page", CASES["stray"]["silent"])
def test_works_that_stand_where_they_may(resources: Resources, page: str) -> None:
    assert [f.quote for f in findings(read(page, resources), stray_reference)] == []


@pytest.mark.parametrize(("page", "words", "support"), CASES["support"]["pages"])
def test_where_a_source_stands(resources: Resources, page: str, words: str, support: str) -> None:
    facts = read(page, resources)
    found = {facts.page.quote(c.span): c.support for c in facts.claims}
    assert [v for quote, v in found.items() if quote.startswith(words)] == [support], found


@pytest.mark.parametrize("page", CASES["lists"]["pages"])
def test_lists_in_the_author_date_style(resources: Resources, page: str) -> None:
    facts = read(page, resources)
    assert [f.message for f in findings(facts, orphan_citation, stray_reference)] == []
    assert all(c.resolved for c in facts.citations)
    assert len(facts.references.entries) == 3


@pytest.mark.parametrize(("page", "left", "said"), CASES["numbering"]["pages"])
def test_entries_that_nobody_cites_and_numbers_that_do_not_go_on(
    resources: Resources, page: str, left: list[str], said: list[str]
) -> None:
    facts = read(page, resources)
    assert [x for f in findings(facts, uncited_reference) for x in f.evidence["labels"]] == left
    assert [f.message for f in findings(facts, broken_numbering)] == said


@pytest.mark.parametrize(
    ("page", "label"),
    [
        ("# N\n\nNaltrexone cut heavy drinking days by a quarter.[^1]\n\n[^1]: Ruiz D, et al. JAMA. 2014.\n", "cited"),
        ("# N\n\nNaltrexone cut heavy drinking days by a quarter [1].\n\n## References\n\n1. Ruiz. 2014.\n", "cited"),
        ("# N\n\nNaltrexone [cut heavy drinking days](https://pubmed.ncbi.nlm.nih.gov/1/) by a quarter.\n", "cited"),
    ],
)
def test_sources_in_markdown(resources: Resources, page: str, label: str) -> None:
    facts = Analysis(load_text(page, "page.md", format="markdown", config=Config()), Config(), resources)
    assert [c.support for c in facts.claims] == [label]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("doi:10.1136/bmj.j1550 and PMID: 22339370 and PMC1234567 and NCT01234567", []),
        ("doi:11.1136/bmj.j1550", ["DOI"]),
        ("https://doi.org/10.xxxx/yyyy", ["DOI"]),
        ("PMID: 99999999999", ["PMID"]),
        ("PMID: PMC1234567", ["PMID"]),
        ("NCT0123", ["trial number"]),
        ("the DOI of the paper, and the NCT number", []),
    ],
)
def test_identifiers_that_cannot_be(text: str, kinds: list[str]) -> None:
    assert [f.kind for f in faults(text)] == kinds


@given(st.text(max_size=400))
def test_any_text_can_be_searched_for_identifiers(text: str) -> None:
    for fault in faults(text):
        assert 0 <= fault.start < fault.end <= len(text)


def test_a_malformed_identifier_is_quoted_exactly(resources: Resources) -> None:
    (finding,) = findings(read("<p>Deaths fell (PMID: 99999999999).</p>", resources), malformed_identifier)
    assert finding.quote == "PMID: 99999999999"


def test_a_weak_source_is_told_from_a_good_one(resources: Resources) -> None:
    page = (
        "<p>Naloxone reverses an overdose [1,2].</p><h2>References</h2><ol>"
        "<li>Naloxone. Wikipedia. 2023. https://en.wikipedia.org/wiki/Naloxone</li>"
        "<li>Naloxone. NIDA. 2023. https://nida.nih.gov/naloxone</li></ol>"
    )
    (finding,) = findings(read(page, resources), weak_source)
    assert "wikipedia" in (finding.quote or "")


@pytest.mark.parametrize(
    ("text", "href", "kind"),
    [
        ("Vivitrol prescribing information", "https://dailymed.nlm.nih.gov/x", "label"),
        ("Methadone maintenance. Cochrane Database Syst Rev. 2009.", "", "systematic review"),
        ("A randomized trial of naltrexone. JAMA. 2019;3(1):2.", "", "trial"),
        ("Ruiz A. Drinking. Addiction. 2019;3(1):2-9.", "", "journal article"),
        ("Drinking", "https://www.cdc.gov/x", "government page"),
        ("Drinking", "https://www.nytimes.com/x", "news"),
        ("Drinking", "https://www.sunny-rehab.com/x", "commercial"),
    ],
)
def test_kinds_of_source(resources: Resources, text: str, href: str, kind: str) -> None:
    facts = read("<p>Hello there.</p>", resources)
    hosts = Hosts.of(resources.lexicons["authorities"], facts.page, Config().site)
    assert kind_of_source(text, href, hosts) == kind


def test_marks_above_999_are_marks_where_the_list_goes_so_far(resources: Resources) -> None:
    count = 1_100
    body = "".join(f"<p>Naltrexone cut heavy drinking by {n % 80 + 5} percent [{n}].</p>" for n in (7, 1_000, 1_099))
    works = "".join(f"<li>Ruiz A. Study {n}. JAMA. 2014;{n}:1-9.</li>" for n in range(1, count + 1))
    long = read(f"{body}<h2>References</h2><ol>{works}</ol>", resources)
    assert [(c.label, c.resolved) for c in long.citations] == [("7", True), ("1000", True), ("1099", True)]
    short = read(f"{body}<h2>References</h2><ol>{works[: works.index('<li>Ruiz A. Study 9.')]}</ol>", resources)
    assert [(c.label, c.resolved) for c in short.citations] == [("7", True)]


def test_ranges_name_each_number() -> None:
    assert numbers_of("1,3–5") == ["1", "3", "4", "5"]
    assert numbers_of("2;2") == ["2"]


def seconds(page: str, resources: Resources) -> float:
    facts = read(page, resources)
    _ = facts.sentences
    start = time.perf_counter()
    findings(facts, orphan_citation, stray_reference, weak_source)
    return time.perf_counter() - start


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "<p>" + " ".join(f"Alcohol harms the liver [{k % 900 + 1}]." for k in range(n)) + "</p>",
        lambda n: (
            "<p>Alcohol harms the liver [1].</p><h2>References</h2><ol>"
            + "".join(f"<li>Ruiz A, Chen B. Work {k}. BMJ. 2019;{k}:1.</li>" for k in range(n // 2))
            + "</ol>"
        ),
        lambda n: "".join(
            f"<p>Harm (Ruiz et al., {1950 + k % 70}).<sup><a href='#r{k}'>{k % 900}</a></sup></p>"
            for k in range(n // 2)
        ),
        lambda n: "<p>Alcohol" + "<sup>" * (n // 50) + "7" + "</sup>" * (n // 50) + " harms the liver.</p>",
        lambda n: (
            "<table>" + "".join(f"<tr><td>Alcohol harms [{k % 900}]</td></tr>" for k in range(n // 4)) + "</table>"
        ),
        lambda n: (
            "".join(f"<p>Alcohol harms the liver [AB{k:05d}].</p>" for k in range(n // 4))
            + "<h2>References</h2>"
            + "".join(f"<p>[AB{k:05d}] Ruiz A, Chen B. Work. 2019.</p>" for k in range(n // 4))
        ),
    ],
    ids=["marks", "entries", "author-year and links", "nested superscripts", "cells", "keys"],
)
def test_time_is_linear(resources: Resources, make: object) -> None:
    small, large = (min(seconds(make(n), resources) for _ in range(2)) for n in (5_000, 10_000))  # type: ignore[operator]
    assert large <= LINEAR * small + 0.2
