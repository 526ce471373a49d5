"""Spliced text as an editor would see it: the foreign words exactly, and silence on honest prose."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import auditor

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "splicing.toml").read_text(encoding="utf-8"))
CONFIG = auditor.Config(select=("splicing",))
STITCHED = """Sleep after quitting

At Maple House, we keep groups small and quiet.

Naps should be what does crack smell like short in the first week.

Here at Northgate Recovery, our nurses are on call all night.

Leave a Reply
"""


def found(page: str) -> list[auditor.Finding]:
    """Return what counts: findings of medium or high confidence."""
    format = "html" if page.startswith("<") else "text"
    report = auditor.audit_text(page, format=format, config=CONFIG)
    return [f for p in report.pages for f in p.findings if f.confidence is not auditor.Confidence.LOW]


@pytest.mark.parametrize("case", TABLE["injected"], ids=lambda c: c["words"])
def test_foreign_words_are_quoted_exactly_and_the_sentence_is_repaired(case: dict[str, Any]) -> None:
    (finding,) = found(case["page"])
    assert (finding.code, finding.quote) == ("SPL001", case["words"])
    assert case["words"] not in finding.suggestion
    assert len(finding.evidence["signs"]) >= 2


@pytest.mark.xfail(strict=True, reason="known fault: the quote takes the first words of the honest text along")
@pytest.mark.parametrize("case", TABLE["too-long"], ids=lambda c: c["words"])
def test_foreign_words_before_a_noun_are_quoted_exactly(case: dict[str, Any]) -> None:
    (finding,) = found(case["page"])
    assert (finding.code, finding.quote) == ("SPL001", case["words"])


@pytest.mark.parametrize("case", TABLE["leftover"], ids=lambda c: c["words"])
def test_interface_words_are_found_in_the_text(case: dict[str, Any]) -> None:
    (finding,) = found(case["page"])
    assert (finding.code, finding.quote) == ("SPL002", case["words"])


@pytest.mark.parametrize("case", TABLE["opener"], ids=lambda c: c["words"])
def test_an_opener_that_points_at_nothing_is_found(case: dict[str, Any]) -> None:
    (finding,) = found(case["page"])
    assert (finding.code, finding.quote) == ("SPL004", case["words"])


@pytest.mark.parametrize("case", TABLE["silent"], ids=lambda c: c["page"][:50])
def test_honest_prose_stays_silent(case: dict[str, Any]) -> None:
    assert [(f.code, f.quote) for f in found(case["page"])] == []


def test_a_keyword_without_the_shape_of_a_search_is_told_by_words_that_the_long_page_has_nowhere_else() -> None:
    ward = "\n\n".join(f"The windows of ward {n} are opened at {n} minutes past six." for n in range(1, 41))
    sentence = "Several old complaints {}can be traced to the valve in the cellar."
    (finding,) = found(f"{ward}\n\n{sentence.format('famous singers ketamine collapse ')}")
    assert "famous singers ketamine" in (finding.quote or "")
    assert "words found only here" in finding.evidence["signs"]
    assert found(f"{ward}\n\n{sentence.format('about ketamine vapour ')}") == []


def test_furniture_is_left_alone() -> None:
    page = (
        "<main><h1>Sleep</h1><p>Rest helps most people within a week or two of quitting.</p></main>"
        "<footer><p>This site uses cookies to remember your visit.</p><p>Leave a Reply</p></footer>"
    )
    assert found(page) == []


def test_a_page_about_cookies_is_left_alone() -> None:
    assert found("<h1>Cookie policy</h1><p>We use cookies to remember your language.</p>") == []


def test_three_kinds_of_sign_make_a_stitched_page() -> None:
    by_code = {f.code: f for f in found(STITCHED)}
    assert {"SPL001", "SPL002", "SPL003", "SPL100"} <= set(by_code)
    assert by_code["SPL100"].quote is None
    assert len(by_code["SPL100"].evidence["signs"]) >= 3
    assert "Northgate Recovery" in by_code["SPL003"].message


def test_two_kinds_of_sign_do_not() -> None:
    assert "SPL100" not in {f.code for f in found(STITCHED.replace("Leave a Reply\n", ""))}
