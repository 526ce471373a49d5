"""What users see of the age of facts: a list of what to read again, and a warning on the day that they give."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.cli import main

OLD = "You need an X-waiver to prescribe buprenorphine.\n"


def test_the_command_lists_every_lexicon_with_its_age() -> None:
    run = CliRunner().invoke(main, ["lexicons"])
    assert run.exit_code == 0
    assert "drug-facts" in run.stdout
    assert "to be read again after 12 months" in run.stdout


def test_the_command_lists_what_is_due_with_the_address_to_open() -> None:
    late = CliRunner().invoke(main, ["lexicons", "--due", "2099-01-01"])
    assert "https://" in late.stdout
    assert "outdated:" in late.stdout
    assert CliRunner().invoke(main, ["lexicons", "--due", "2020-01-01"]).stdout == "nothing is due on 2020-01-01\n"
    assert CliRunner().invoke(main, ["lexicons", "--due", "soon"]).exit_code == 2


@pytest.mark.parametrize(("as_of", "warned"), [("2099-01-01", True), ("2026-11-25", False), ("", False)])
def test_a_check_warns_of_facts_that_are_due_on_the_given_day(as_of: str, warned: bool, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "auditor.toml").write_text(f'[site]\nas-of = "{as_of}"\n', encoding="utf-8")
    options = ["--config", str(tmp_path / "auditor.toml"), "--format", "text", "--select", "SAF003"]
    run = CliRunner().invoke(main, ["check", str(tmp_path / "page.txt"), *options])
    assert "SAF003" in run.stdout
    assert ("due to be read again" in run.stdout) is warned
    assert (f"auditor lexicons --due {as_of}" in run.stderr) is warned
