"""Profiles: each kind of page is held to what its readers need; the default and the user's own choice stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import auditor
from auditor.checks import RULES
from auditor.cli import main
from auditor.config import Config, load_config
from auditor.errors import ConfigError
from auditor.lexicon import load_lexicons
from auditor.model import Finding, PageReport, Severity, Status
from auditor.profiles import DEFAULT, PROFILES

PROVIDER_PAGE = """Alcohol withdrawal can be dangerous, so detox is done under the eyes of nurses.

Opioids slow breathing. Call our admissions team today to reserve a bed.

Heroin is an opioid. Our program cures addiction in 30 days.

Alcohol harms the liver. With a 97% success rate, our program leads the field.
"""

GUIDE = """Heroin is an opioid, and so is fentanyl. Many addicts use alone, and too many die of an overdose.

If you snort OxyContin, crush the tablet first and use your own straw.
"""

ARTICLE = """Deaths from opioid overdose fell last year, according to the county.

Buprenorphine cuts the risk of death from overdose by half. Studies show that it works better than detox alone.
"""


def audited(text: str, profile: str = DEFAULT, **options: object) -> PageReport:
    """Audit a text under a profile."""
    return auditor.audit_text(text, config=Config(profile=profile, **options)).pages[0]  # type: ignore[arg-type]


def found(page: PageReport, code: str) -> list[Finding]:
    """Return the findings of one rule."""
    return [f for f in page.findings if f.code == code]


def severities(page: PageReport, code: str) -> set[Severity]:
    """Return how grave the findings of one rule are."""
    return {f.severity for f in found(page, code)}


def test_the_default_switches_nothing() -> None:
    assert PROFILES[DEFAULT].switches == ()
    assert Config().profile == DEFAULT
    assert audited(PROVIDER_PAGE) == auditor.audit_text(PROVIDER_PAGE).pages[0]


@pytest.mark.parametrize("name", PROFILES)
def test_every_switch_names_a_rule_and_signs_that_exist(name: str) -> None:
    codes = {r.info.code for r in RULES}
    lexicons = load_lexicons()
    signs = {t.id for key in ("promotion", "safety") for t in lexicons[key].terms}
    for switch in PROFILES[name].switches:
        assert switch.code in codes
        assert switch.why
        assert set(switch.signals) <= signs
        assert not switch.signals or switch.code in {"PRO001", "PRO002", "SAF001"}


def test_a_provider_may_name_its_services_but_promise_nothing() -> None:
    usual, own = audited(PROVIDER_PAGE), audited(PROVIDER_PAGE, "provider-page")
    assert any("admissions" in (f.quote or "") for f in found(usual, "PRO002"))
    assert not any("admissions" in (f.quote or "") for f in found(own, "PRO002"))
    assert any("97%" in (f.quote or "") for f in found(own, "PRO002"))
    assert severities(own, "PRO001") == {Severity.ERROR}
    assert severities(own, "DIS005") == {Severity.INFO}


def test_news_needs_an_author_and_a_date_and_gives_no_advice() -> None:
    page = audited(ARTICLE, "news")
    assert severities(page, "DIS005") == severities(page, "DIS007") == {Severity.ERROR}
    assert severities(page, "DIS002") <= {Severity.INFO}
    (outcome,) = (o for o in page.outcomes if o.code == "DIS006")
    assert outcome.status is Status.NOT_APPLICABLE
    assert "news" in outcome.reason


def test_research_is_strict_on_sources_and_lenient_on_style() -> None:
    usual, paper = audited(ARTICLE), audited(ARTICLE, "research")
    assert Severity.ERROR not in severities(usual, "CIT001") | severities(usual, "CIT002")
    assert Severity.ERROR in severities(paper, "CIT001") | severities(paper, "CIT002")
    assert severities(paper, "RDB001") <= {Severity.INFO}
    assert not found(paper, "RDB002")


def test_a_remark_stays_a_remark_where_its_rule_warns() -> None:
    text = ARTICLE * 3
    minor = {f.fingerprint for f in found(audited(text), "CIT001") if f.severity is Severity.INFO}
    strict = {f.fingerprint for f in found(audited(text, "research"), "CIT001") if f.severity is Severity.INFO}
    assert minor == strict


def test_harm_reduction_speaks_plainly_and_stays_respectful() -> None:
    usual, guide = audited(GUIDE), audited(GUIDE, "harm-reduction")
    assert any(f.evidence.get("danger") == "tampering" for f in found(usual, "SAF001"))
    assert not found(guide, "SAF001")
    assert found(guide, "LNG001") == found(usual, "LNG001") != []
    assert severities(guide, "DIS004") == {Severity.ERROR}


def test_the_user_wins_over_the_profile() -> None:
    assert found(audited(GUIDE * 2, "news", select=("DIS006",)), "DIS006")
    page = audited(GUIDE, "harm-reduction", ignore=("DIS004",))
    assert not found(page, "DIS004")
    assert "DIS004" not in {o.code for o in page.outcomes}


def test_an_unknown_profile_is_an_error_that_names_the_known(tmp_path: Path) -> None:
    path = tmp_path / "auditor.toml"
    path.write_text('profile = "blog"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="patient-page"):
        load_config(path)


@pytest.mark.parametrize("name", PROFILES)
def test_config_shows_what_a_profile_switches(name: str) -> None:
    run = CliRunner().invoke(main, ["config", "--isolated", "--profile", name])
    assert run.exit_code == 0
    assert f"# profile {name}: " in run.stdout
    for switch in PROFILES[name].switches:
        assert f"{switch.effect}: {switch.why}" in run.stdout
    raw = CliRunner().invoke(main, ["config", "--isolated", "--profile", name, "--format", "json"])
    shown = json.loads(raw.stdout)
    assert shown["options"]["profile"] == name
    assert len(shown["profile"]["switches"]) == len(PROFILES[name].switches)


def test_the_command_line_wins_over_the_file(tmp_path: Path) -> None:
    path = tmp_path / "auditor.toml"
    path.write_text('profile = "news"\n', encoding="utf-8")
    assert 'profile = "news"' in CliRunner().invoke(main, ["config", "--config", str(path)]).stdout
    over = CliRunner().invoke(main, ["config", "--config", str(path), "--profile", "research"])
    assert 'profile = "research"' in over.stdout
