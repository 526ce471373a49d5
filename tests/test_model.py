"""The nouns: spans and positions, and the report's way to JSON and back."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import auditor
from auditor.config import Config
from auditor.load import load_text
from auditor.model import (
    ClaimEntry,
    Confidence,
    Finding,
    Outcome,
    PageReport,
    Readability,
    ReferenceEntry,
    Related,
    Report,
    RuleInfo,
    Severity,
    Skipped,
    Span,
    Status,
    Tool,
)
from auditor.model.codec import SCHEMA, plain, written

TEXT = st.text(max_size=30)
NUMBER = st.integers(0, 10_000)
SPANS = st.tuples(NUMBER, NUMBER).map(lambda p: Span(min(p), max(p)))
EVIDENCE = st.dictionaries(TEXT, TEXT | NUMBER | st.booleans() | st.lists(TEXT, max_size=2), max_size=3)
RELATED = st.builds(Related, TEXT, NUMBER, NUMBER, NUMBER, NUMBER, TEXT, st.none() | TEXT)
FINDINGS = st.builds(
    Finding, TEXT, TEXT, TEXT, st.sampled_from(Severity), st.sampled_from(Confidence), TEXT,
    quote=st.none() | TEXT, start=st.none() | NUMBER, related=st.lists(RELATED, max_size=2).map(tuple),
    marks=st.lists(SPANS, max_size=2).map(tuple), evidence=EVIDENCE, suppressed=st.none() | TEXT,
)  # fmt: skip
READABILITY = st.builds(
    Readability, st.sampled_from(["ok", "too-short"]), st.none() | st.floats(0, 30),
    st.none() | st.tuples(st.floats(0, 30), st.floats(0, 30)),
    st.dictionaries(st.sampled_from(["flesch_kincaid_grade", "smog_index"]), st.floats(-50, 150)),
)  # fmt: skip
CLAIMS = st.builds(
    ClaimEntry, TEXT, NUMBER, NUMBER, NUMBER, NUMBER, TEXT, TEXT,
    reason=TEXT, sources=st.lists(NUMBER, max_size=2).map(tuple), fits=TEXT, safety=st.booleans(),
)  # fmt: skip
REFERENCES = st.builds(
    ReferenceEntry, TEXT, TEXT, TEXT, TEXT, TEXT, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER,
    st.lists(NUMBER, max_size=2).map(tuple),
)  # fmt: skip
PAGES = st.builds(
    PageReport, TEXT, TEXT, TEXT, TEXT, NUMBER, NUMBER, READABILITY,
    claims=st.lists(CLAIMS, max_size=2).map(tuple), references=st.lists(REFERENCES, max_size=2).map(tuple),
    outcomes=st.lists(st.builds(Outcome, TEXT, st.sampled_from(Status), TEXT), max_size=2).map(tuple),
    findings=st.lists(FINDINGS, max_size=3).map(tuple), text=TEXT,
)  # fmt: skip
RULES = st.builds(RuleInfo, TEXT, TEXT, TEXT, st.sampled_from(Severity), st.sampled_from(Confidence), TEXT, TEXT)
REPORTS = st.builds(
    Report, st.builds(Tool, TEXT), st.lists(RULES, max_size=2).map(tuple), st.lists(PAGES, max_size=2).map(tuple),
    st.lists(st.builds(Skipped, TEXT, TEXT), max_size=2).map(tuple),
)  # fmt: skip


@given(REPORTS)
def test_a_report_goes_to_json_and_back(report: Report) -> None:
    text = report.to_json()
    assert Report.from_json(text) == report
    assert Report.from_json(text).to_json() == text
    assert "\r" not in text
    assert text.endswith("}\n")


@given(REPORTS)
def test_a_report_is_written_as_the_json_module_would_write_it(report: Report) -> None:
    raw = {"schema": SCHEMA, **plain(report)}
    assert report.to_json() == json.dumps(raw, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


@pytest.mark.parametrize(
    "value",
    [True, 1.5, 10**30, 'a"\u2028\ud800', [], {}, (), [[], {}], {"b": (1, None), "a": {2: 3}}, {"b", "a"}, Span(1, 2)],
)
def test_any_evidence_is_written_as_the_json_module_would_write_it(value: object) -> None:
    assert written(value, 0) == json.dumps(plain(value), ensure_ascii=False, indent=1)


@pytest.mark.parametrize(("value", "error"), [(float("nan"), ValueError), (object(), TypeError)])
def test_what_json_cannot_say_is_refused(value: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        written([value], 0)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "{}", '{"schema": 2}', '{"schema": 1}', '{"schema": 1, "tool": 3}']
)
def test_what_is_no_report_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        Report.from_json(text)
    assert str(caught.value)


def test_a_key_of_a_later_version_is_ignored() -> None:
    raw = json.loads(Report(Tool("1"), (), ()).to_json())
    raw["later"] = {"a": 1}
    raw["tool"]["later"] = True
    assert Report.from_json(json.dumps(raw)) == Report(Tool("1"), (), ())


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_runs_forward_from_the_start(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_a_span_knows_what_lies_inside() -> None:
    assert Span(2, 4) in Span(1, 4)
    assert Span(0, 2) not in Span(1, 4)
    assert len(Span(2, 5)) == 3


def test_a_page_is_plain_data_and_travels() -> None:
    page = load_text("<h1>Help</h1><p>Call <a href='tel:988'>988</a>.</p>", "page", format="html", config=Config())
    assert pickle.loads(pickle.dumps(page)) == page


def test_a_character_belongs_to_at_most_one_block() -> None:
    page = load_text("<p>One.</p><p>Two.</p>", "page", format="html", config=Config())
    owners = [page.block_at(i) for i in range(len(page.text))]
    assert owners[0] == 0
    assert owners[-1] == 1
    assert [o for o in owners if o is not None] == sorted(o for o in owners if o is not None)


def test_the_public_names_are_all_there_and_no_others() -> None:
    assert len(set(auditor.__all__)) == len(auditor.__all__)
    for name in auditor.__all__:
        assert hasattr(auditor, name), name
    promised = {"audit", "audit_text", "load_page", "rewording", "conflict", "Report", "RULES", "Config"}
    assert promised <= set(auditor.__all__)
