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


def test_a_long_paragraph_that_shares_no_word_with_the_page_is_a_break() -> None:
    about = (
        "Nicotine gum lowers the urge to smoke, and chewing it slowly keeps the taste mild. Most smokers chew a piece "
        "of gum each hour at first, then chew less gum every week until the urge and the taste of smoke are gone."
    )
    other = (
        "Knead flour, yeast and lukewarm water until the dough feels silky, cover it with linen and let it double. "
        "Shape two loaves, slash their crusts, and slide them onto a hot stone; after forty minutes they sound hollow "
        "when tapped underneath with a knuckle."
    )
    pages = ["\n\n".join([*[about] * 4, middle, *[about] * 4]) for middle in (other, about)]
    breaks = [[f for f in auditor.audit_text(page).pages[0].findings if f.code == "SPL005"] for page in pages]
    assert [(f.quote or "")[:11] for f in breaks[0]] == ["Knead flour"]
    assert breaks[0][0].confidence.value == "low"
    assert breaks[1] == []


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


ADVICE = "You may sleep badly at first. Your nurse can help you. Drink when you are thirsty, and rest when you can."
GUM = "".join(f"<p>Nicotine gum number {n} is chewed slowly until the tingle comes, then parked.</p>" for n in range(6))
PAPER = (
    "Chronic ethanol exposure attenuates dopaminergic signalling in the nucleus accumbens, and its withdrawal "
    "potentiates cue-induced reinstatement in rodents."
)
OTHER = (
    "Ayahuasca ceremonies last all night under guidance of a singer. Whoever drinks ayahuasca vomits into a bucket, "
    "sees coloured snakes, and walks home at sunrise with friends from abroad."
)


def breaks(page: str) -> list[tuple[str, str | None]]:
    """Return the breaks between parts that a page shows, of any confidence, with their first words."""
    report = auditor.audit_text(page, format="html", config=CONFIG)
    codes = {"SPL005", "SPL006", "SPL007"}
    return [(f.code, f.quote) for p in report.pages for f in p.findings if f.code in codes]


def test_a_paragraph_about_another_substance_is_shown_for_review() -> None:
    page = f"<h1>Nicotine gum</h1>{GUM}<p>{OTHER}</p>"
    assert breaks(page) == [("SPL005", "Ayahuasca ceremonies last all night under guidance of a singer.")]
    assert found(page) == []
    assert breaks(page.replace(f"<p>{OTHER}", f"<h2>Ayahuasca</h2><p>{OTHER}")) == []
    assert breaks(page.replace("Whoever drinks ayahuasca", "Whoever drinks it after nicotine gum")) == []


def test_a_section_about_another_medicine_than_its_heading_is_shown_for_review() -> None:
    section = "<h2>Can methadone be split?</h2><p>Ketamine is given in a chair. {} may drive after ketamine.</p>"
    assert [c for c, _ in breaks(f"<h1>Doses</h1>{section.format('Nobody on ketamine')}")] == ["SPL005"]
    assert breaks(f"<h1>Doses</h1>{section.format('Nobody on methadone')}") == []


def test_journal_prose_on_a_page_for_readers_is_shown_for_review() -> None:
    page = f"<h1>Evenings</h1><p>{ADVICE} {ADVICE} {ADVICE}</p><h2>Cravings</h2><p>{PAPER}</p>"
    assert breaks(page) == [("SPL006", PAPER)]
    assert breaks(page.replace("<h2>Cravings", "<h2>Pharmacology")) == []
    assert breaks(f"<h1>Abstract</h1><p>{PAPER}</p><p>{PAPER}</p>") == []


def test_numbers_that_fall_are_found_and_those_that_begin_again_are_not() -> None:
    down = "<h1>Taper</h1><h2>Step 1: Ask</h2><p>A.</p><h2>Step 3: Rest</h2><p>B.</p><h2>Step 2: Cut</h2><p>C.</p>"
    again = down.replace("Step 2: Cut", "Step 1: Cut")
    assert breaks(down) == [("SPL007", "Step 2: Cut")]
    assert breaks(again) == []
    marks = "<h1>Mood</h1><p>Mood falls [41]. Sleep breaks up [40]. Hunger goes [39]. Calm comes back later.</p>"
    assert [c for c, _ in breaks(marks)] == ["SPL007"]
    assert breaks(marks.replace("[40]", "[42]")) == []
