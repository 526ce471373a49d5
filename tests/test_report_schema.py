"""The JSON report: what the published schema says is what is written, and reading it back loses nothing."""

from __future__ import annotations

import json
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

import html5lib
import pytest
import report_fixture
from jsonschema import Draft202012Validator

from auditor import audit, model
from auditor.model import Report
from auditor.report import render

SCHEMA: dict[str, Any] = json.loads((files("auditor.report") / "report-schema-1.json").read_text(encoding="utf-8"))

SAMPLES = Path(__file__).parents[1] / "samples"

REPORTS = {
    "full": report_fixture.report(),
    "clean": report_fixture.clean(),
    "hostile": report_fixture.hostile(),
    "many": report_fixture.many(3),
    "empty": Report(report_fixture.tool(), (), ()),
}


def closed(node: Any) -> Any:
    """Return the schema with every object closed, so that a key that it does not name is an error."""
    if isinstance(node, list):
        return [closed(n) for n in node]
    if not isinstance(node, dict):
        return node
    out = {k: closed(v) for k, v in node.items()}
    if isinstance(out.get("properties"), dict) and "type" in out:
        out.setdefault("additionalProperties", False)
    return out


def faults(written: Any) -> list[str]:
    """Return where a report breaks the schema, or has a key that the schema does not name."""
    return [f"{e.json_path}: {e.message[:200]}" for e in Draft202012Validator(closed(SCHEMA)).iter_errors(written)]


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", [n for n in REPORTS if n != "hostile"])
def test_report_follows_the_schema(name: str) -> None:
    written = json.loads(REPORTS[name].to_json())
    assert faults(written) == []


@pytest.mark.parametrize("name", REPORTS)
def test_reading_back_loses_nothing(name: str) -> None:
    report = REPORTS[name]
    again = Report.from_json(report.to_json())
    assert again == report
    assert again.to_json() == report.to_json()
    assert render(again, "html") == render(report, "html")


@pytest.mark.parametrize("sample", ["spun-baclofen.html", "draft.md"])
def test_report_of_a_real_page_follows_the_schema(sample: str) -> None:
    report = audit(SAMPLES / sample)
    assert report.pages
    text = report.to_json()
    assert Report.from_json(text) == report
    assert faults(json.loads(text)) == []
    html5lib.HTMLParser(strict=True).parse(render(report, "html"))


def test_reader_ignores_keys_of_later_versions() -> None:
    raw = json.loads(report_fixture.report().to_json())
    raw["later"] = raw["pages"][0]["later"] = raw["pages"][0]["findings"][0]["later"] = {"x": 1}
    assert Report.from_json(json.dumps(raw)) == report_fixture.report()
    assert Draft202012Validator(SCHEMA).is_valid(raw)


def test_every_field_is_in_the_schema_with_a_meaning() -> None:
    nouns = {
        "Tool": model.Tool, "Rule": model.RuleInfo, "Page": model.PageReport, "Readability": model.Readability,
        "HardSentence": model.HardSentence, "Claim": model.ClaimEntry, "Reference": model.ReferenceEntry,
        "Outcome": model.Outcome,
        "Finding": model.Finding, "Related": model.Related, "Span": model.Span,
        "Scorecard": model.Scorecard, "ScorecardItem": model.ScorecardItem,
        "Block": model.BlockEntry, "Skipped": model.Skipped,
    }  # fmt: skip
    for name, noun in nouns.items():
        node = SCHEMA["$defs"][name]
        names = {f.name for f in fields(noun)} - {"scores"}
        assert names <= set(node["properties"]), name
        assert names <= set(node["required"]), name
        assert all(p.get("description") for p in node["properties"].values()), name


def test_report_says_no_clock_and_ends_its_lines_with_lf() -> None:
    text = report_fixture.report().to_json()
    assert text.endswith("}\n")
    assert "\r" not in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "nonsense",
        '{"schema": 2}',
        '{"schema": 1}',
        '{"schema": 1, "tool": 3, "rules": [], "pages": []}',
    ],
)
def test_other_json_is_a_load_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"JSON|report"):
        Report.from_json(text)
