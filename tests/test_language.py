"""Which pages count as English: those in another language are skipped, and no English page is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import auditor
from auditor.analysis.language import detect
from auditor.config import Config
from auditor.load import load_text

TEXTS = tomllib.loads((Path(__file__).parent / "data" / "languages.toml").read_text(encoding="utf-8"))
SPANISH = TEXTS["other"]["es"] + " "
ENGLISH = TEXTS["english"]["prose"] + " "
MIXED = {
    "with a Spanish paragraph": f"{ENGLISH}\n\n{ENGLISH}\n\n{SPANISH}",
    "with Chinese names": f"{ENGLISH} 北京 上海 广州 深圳 成都",
}


def language(text: str) -> str:
    """Return the language that a text is taken to be in."""
    return detect(load_text(text, "page", config=Config()))


@pytest.mark.parametrize(("code", "text"), TEXTS["other"].items())
def test_another_language_is_told(code: str, text: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize("text", [*TEXTS["english"].values(), *MIXED.values()], ids=[*TEXTS["english"], *MIXED])
def test_english_stays_english(text: str) -> None:
    assert language(text) == "en"


def test_a_page_that_is_mostly_in_another_language_is_told_by_its_body() -> None:
    call = "If you or someone you love is struggling with addiction, call us today and get the help that you need. "
    assert language(SPANISH * 6 + "\n\n" + call * 2) == "es"
    menu = "".join(f'<li><a href="/{n}">Help and contact for you {n}</a></li>' for n in range(30))
    html = f"<nav><ul>{menu}</ul></nav><main><p>{SPANISH}</p><p>{SPANISH}</p></main>"
    assert detect(load_text(html, "page", format="html", config=Config())) == "es"


def test_a_page_in_another_language_is_skipped_and_not_called_full_of_faults() -> None:
    report = auditor.audit_text(SPANISH)
    assert report.pages == ()
    (skipped,) = report.skipped
    assert skipped.reason == "the text is in another language (es); only English can be audited"
