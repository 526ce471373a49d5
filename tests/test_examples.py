"""Every rule keeps what its declaration promises: its examples, its texts, its code and its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from auditor.analysis import Resources
from auditor.checks import RULES
from auditor.config import Config
from auditor.engine import audit_page
from auditor.load import load_text
from auditor.model import Finding, Page, PageReport, Status
from auditor.rules import Example, Rule

FAMILIES = {
    "duplicates": "DUP",
    "citations": "CIT",
    "contradictions": "CON",
    "disclosures": "DIS",
    "readability": "RDB",
    "language": "LNG",
    "splicing": "SPL",
    "safety": "SAF",
    "promotion": "PRO",
    "suppressions": "SUP",
}
"""The families in report order, and how their codes begin."""

REFERENCE = re.compile(r"([\w-]+)@([\w.+-]+)#(\S+)")
SENTENCE_END = re.compile(r"[.!?][”’\")]*\Z")
CASES = [pytest.param(r, e, id=f"{r.info.code}-{n}") for r in RULES for n, e in enumerate(r.examples, 1)]
BY_CODE = [pytest.param(r, id=r.info.code) for r in RULES]


def audited(one: Rule, example: Example, resources: Resources) -> tuple[Page, PageReport]:
    """Return what this rule alone says of an example."""
    config = Config()
    page = load_text(example.source, "example", format=example.format, config=config)
    return page, audit_page(page, (one,), config, resources)


def strings(value: Any) -> Iterator[str]:
    """Yield every text in a finding's evidence."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)


@pytest.mark.parametrize(("one", "example"), CASES)
def test_example_is_flagged_exactly_where_it_is_marked(one: Rule, example: Example, resources: Resources) -> None:
    _, report = audited(one, example, resources)
    (outcome,) = report.outcomes
    assert outcome.status is not Status.ERROR, outcome.reason
    found = [f.quote or "" for f in report.findings if f.suppressed is None]
    assert found == list(example.flagged), example.source


@pytest.mark.parametrize(("one", "example"), CASES)
def test_finding_of_an_example_helps_the_editor(one: Rule, example: Example, resources: Resources) -> None:
    page, report = audited(one, example, resources)
    for finding in report.findings:
        assert (finding.code, finding.name, finding.check) == (one.info.code, one.info.name, one.info.check)
        assert SENTENCE_END.search(finding.message), finding.message
        assert "\n" not in finding.message
        assert finding.suggestion.strip(), finding.message
        assert_places(page, finding)
        assert_references(one, finding, resources)


def assert_places(page: Page, finding: Finding) -> None:
    """Assert that quotes are what stands on the page there, and that marks lie in one of them."""
    if finding.quote is None:
        assert (finding.start, finding.end, finding.line, finding.column) == (None, None, None, None)
        spans = []
    else:
        assert finding.start is not None
        assert finding.end is not None
        assert finding.line is not None
        assert page.text[finding.start : finding.end] == finding.quote
        spans = [(finding.start, finding.end)]
    for related in finding.related:
        assert page.text[related.start : related.end] == related.quote
        spans.append((related.start, related.end))
    for mark in finding.marks:
        assert any(start <= mark.start and mark.end <= end for start, end in spans), mark


def assert_references(one: Rule, finding: Finding, resources: Resources) -> None:
    """Assert that every term that the evidence names exists, in a lexicon that the rule declares."""
    for text in strings(finding.evidence):
        m = REFERENCE.fullmatch(text)
        if m is None:
            continue
        lexicon = resources.lexicons[m[1]]
        assert lexicon.version == m[2], text
        assert m[3] in lexicon.by_id, text
        assert m[1] in one.lexicons, f"{text}: the rule does not declare the lexicon"


@pytest.mark.parametrize("one", BY_CODE)
def test_rule_shows_what_it_flags_and_what_it_leaves_alone(one: Rule) -> None:
    assert any(e.flagged for e in one.examples), "no example with marked words"
    assert any(not e.flagged for e in one.examples), "no silent example"
    assert len({e.source for e in one.examples}) == len(one.examples)


@pytest.mark.parametrize("one", BY_CODE)
def test_rule_says_what_it_is(one: Rule, resources: Resources) -> None:
    info = one.info
    assert info.code.startswith(FAMILIES[info.check])
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", info.name)
    assert info.summary.endswith(".")
    assert len(info.summary) <= 120
    assert not re.search(r"\n\n\n|TODO|[\t ]\Z", info.help)
    assert set(one.lexicons) <= set(resources.lexicons)
    assert all(url.startswith("https://") for url in info.references)


def test_codes_and_names_are_unique_and_no_name_is_a_family() -> None:
    said = Counter(n for r in RULES for n in (r.info.code, r.info.name)) + Counter(set(FAMILIES))
    assert {n: count for n, count in said.items() if count > 1} == {}


def test_rules_stand_in_report_order() -> None:
    order = list(FAMILIES)
    places = [(order.index(r.info.check), r.info.code) for r in RULES]
    assert places == sorted(places)
