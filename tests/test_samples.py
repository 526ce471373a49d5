"""The sample pages and what an editor expects of them, as samples/SOURCES.toml says it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import auditor

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
ENTRIES: list[dict[str, Any]] = tomllib.loads((SAMPLES / "SOURCES.toml").read_text(encoding="utf-8"))["sample"]
SURE = {"high", "medium"}
PAGE_SUFFIXES = {".html", ".md"}


def cases(key: str) -> list[Any]:
    """Return one test parameter for each `[[sample.KEY]]` of every sample."""
    return [
        pytest.param(entry["file"], case, id=f"{entry['file']}-{case['code']}-{number}")
        for entry in ENTRIES
        for number, case in enumerate(entry.get(key, ()), 1)
    ]


@pytest.fixture(scope="module")
def audited() -> dict[str, Any]:
    """Audit every sample once, with the default configuration."""
    pages = {}
    for entry in ENTRIES:
        report = auditor.audit(str(SAMPLES / entry["file"]))
        assert not report.skipped, f"{entry['file']} could not be audited: {report.skipped}"
        assert len(report.pages) == 1
        pages[entry["file"]] = report.pages[0]
    return pages


def places(page: Any, quote: str) -> list[range]:
    """Find where the words stand in the page's text; any run of blanks may part them. At least one place."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    found = [range(match.start(), match.end()) for match in re.finditer(pattern, page.text)]
    assert found, f"the page no longer says: {quote}"
    return found


def touched(finding: Any, where: list[range]) -> set[int]:
    """Return the starts of the places that the finding, or a related place of it, overlaps."""
    spans = [(item.start, item.end) for item in (finding, *finding.related) if item.start is not None]
    return {place.start for place in where for start, end in spans if start < place.stop and place.start < end}


def joins(page: Any, finding: Any, quote: str, partner: str) -> bool:
    """Say whether the finding holds both quotes against each other; a repeat has to show two places."""
    first = touched(finding, places(page, quote))
    second = touched(finding, places(page, partner))
    return bool(first and second and len(first | second) > 1)


def shows(page: Any, finding: Any, case: dict[str, Any]) -> bool:
    """Say whether a finding is the one that the case speaks of."""
    if finding.code != case["code"]:
        return False
    if "missing" in case:
        return bool(finding.evidence.get("missing") == case["missing"])
    if "quote" not in case:
        return True
    partners = case.get("partners", [case["partner"]] if "partner" in case else [])
    if partners:
        return any(joins(page, finding, case["quote"], partner) for partner in partners)
    return bool(touched(finding, places(page, case["quote"])))


def told(finding: Any) -> str:
    """Describe a finding for the message of a failed test."""
    related = "".join(f" <> {item.quote!r}" for item in finding.related)
    return f"{finding.code} ({finding.confidence}) line {finding.line}: {finding.quote!r}{related}: {finding.message}"


@pytest.mark.parametrize(("file", "case"), cases("expected"))
def test_expected_fault_is_reported(audited: dict[str, Any], file: str, case: dict[str, Any]) -> None:
    page = audited[file]
    same_code = [finding for finding in page.findings if finding.code == case["code"]]
    assert any(shows(page, finding, case) for finding in same_code), "\n".join(
        [f"nothing reported for {case}", "reported under this code:", *map(told, same_code)]
    )


@pytest.mark.parametrize(("file", "case"), cases("silent"))
def test_honest_passage_stays_silent(audited: dict[str, Any], file: str, case: dict[str, Any]) -> None:
    page = audited[file]
    alarms = [told(finding) for finding in page.findings if finding.confidence in SURE and shows(page, finding, case)]
    assert not alarms, "\n".join(alarms)


@pytest.mark.parametrize("file", [entry["file"] for entry in ENTRIES if entry["clean"]])
def test_clean_page_has_no_sure_finding(audited: dict[str, Any], file: str) -> None:
    alarms = [told(finding) for finding in audited[file].findings if finding.confidence in SURE]
    assert not alarms, "\n".join(alarms)


@pytest.mark.parametrize("file", [entry["file"] for entry in ENTRIES])
def test_no_check_breaks_on_a_sample(audited: dict[str, Any], file: str) -> None:
    broken = [outcome for outcome in audited[file].outcomes if outcome.status == "error"]
    assert not broken, broken


@pytest.mark.parametrize("file", [entry["file"] for entry in ENTRIES])
def test_every_quote_is_on_the_page(audited: dict[str, Any], file: str) -> None:
    entry = next(entry for entry in ENTRIES if entry["file"] == file)
    named = [*entry["faults"], *entry.get("expected", ()), *entry.get("silent", ())]
    quotes = [quote for case in named for quote in (case.get("quote"), case.get("partner"), *case.get("partners", ()))]
    assert all(places(audited[file], quote) for quote in quotes if quote)


def test_every_expectation_names_a_rule() -> None:
    codes = {rule.info.code for rule in auditor.RULES}
    named = {case["code"] for entry in ENTRIES for key in ("expected", "silent") for case in entry.get(key, ())}
    assert not named - codes


def test_every_sample_is_described_and_every_description_has_its_file() -> None:
    on_disk = {path.name for path in SAMPLES.iterdir() if path.suffix in PAGE_SUFFIXES}
    assert {entry["file"] for entry in ENTRIES} == on_disk
    for entry in ENTRIES:
        missing = [key for key in ("title", "kind", "purpose", "written", "licence", "date") if not entry.get(key)]
        assert not missing, f"{entry['file']} lacks {missing}"
