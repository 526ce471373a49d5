"""`auditor fix --language`: the patch says what it does, touches nothing else, and a second run finds nothing to do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli import main
from auditor.load.originals import original

LONG = "Nurses at the clinic listen first and ask what a person needs before they talk about any treatment at all. "
"""Enough English for the language to be told."""

BOMLESS = {"utf-8": b"", "utf-8-sig": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "cp1252": b""}


def fix(*arguments: str | Path) -> Result:
    """Run `auditor fix --language` without a configuration file."""
    return CliRunner().invoke(main, ["fix", "--language", "--isolated", *map(str, arguments)])


def written(path: Path, text: str, codec: str = "utf-8") -> Path:
    """Write a page as bytes, so that line ends stay."""
    path.write_bytes(text.encode(codec))
    return path


def rewritten(path: Path) -> str:
    """Fix a file in place and return what it says now; a second run must change nothing."""
    done = fix("--write", path)
    assert done.exit_code == 0, done.output
    now = path.read_bytes()
    again = fix("--diff", path)
    assert again.exit_code == 0
    assert again.stdout == ""
    assert path.read_bytes() == now
    return now.decode("utf-8")


def test_the_patch_is_shown_and_the_file_stays(tmp_path: Path) -> None:
    page = written(tmp_path / "page.txt", f"{LONG}\n\nMany addicts wait for years.\n")
    before = page.read_bytes()
    shown = fix(page)
    assert shown.exit_code == 0
    assert (
        "\n-Many addicts wait for years.\n+Many people with substance use disorders wait for years.\n" in shown.stdout
    )
    assert "1 replacement" in shown.stderr
    assert page.read_bytes() == before


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs the program patch")
def test_the_patch_can_be_applied(tmp_path: Path) -> None:
    page = written(
        tmp_path / "page.txt", f"{LONG}\r\n\r\nSubstance abuse is common.\r\nAlcoholism, too, caf\xe9.", "cp1252"
    )
    shown = fix(page)
    subprocess.run(["patch", "--binary", "-s", "-p0", str(page)], input=shown.stdout_bytes, check=True, timeout=20)
    assert page.read_bytes().endswith(b"Substance misuse is common.\r\nAlcohol use disorder, too, caf\xe9.")


def test_html_keeps_its_markup_entities_and_attributes(tmp_path: Path) -> None:
    body = (
        f"<h1>Help for addicts</h1><p title='drug abuse'>{LONG}</p>"
        "<p>R&amp;D on drug <b>abuse</b> &mdash; and <em>an ad</em>dict. He is an&nbsp;alcoholic.</p>"
        "<p><code>drug abuse</code> <a href='/drug-abuse'>drug abuse</a> “Addicts lie”, said one. "
        "The National Institute on Alcohol Abuse and Alcoholism met.</p><p>Heroin\nusers come at nine.</p>"
    )
    got = rewritten(written(tmp_path / "page.html", body))
    want = body.replace("drug <b>abuse</b>", "drug <b>misuse</b>")
    assert got in {want, want.replace("Heroin\nusers", "People who use drugs")}


def test_what_stays_is_told_with_its_place_and_reason(tmp_path: Path) -> None:
    page = written(tmp_path / "page.html", f"<p>{LONG}</p>\n<p>We met <em>an ad</em>dict who is an al&shy;coholic.</p>")
    shown = fix(page)
    assert shown.stdout == ""
    assert f"{page}:2:" in shown.stderr
    assert "stays" in shown.stderr


def test_markdown_keeps_front_matter_code_links_and_headings(tmp_path: Path) -> None:
    text = (
        f"---\ntitle: Drug abuse\n---\n\n# For addicts\n\n{LONG}\n\n"
        "Run `drug abuse` or read [drug abuse](drug-abuse.md).\n\n> Addicts lie.\n\n```\ndrug abuse\n```\n\n"
        "- **Drug abuse** hurts families.\n- Alcoholics are *not* weak.\n"
    )
    got = rewritten(written(tmp_path / "page.md", text))
    assert got == text.replace("**Drug abuse**", "**Drug misuse**").replace(
        "Alcoholics are", "People with alcohol use disorder are"
    )


def test_what_the_page_allows_stays(tmp_path: Path) -> None:
    text = (
        f"<p>{LONG}</p><!-- auditor: allow stigmatizing-term the family chose it --><p>Drug addicts came.</p>"
        "<p>Alcoholism hurts.</p>"
    )
    got = rewritten(written(tmp_path / "page.html", text))
    assert got == text.replace("Alcoholism", "Alcohol use disorder")


@pytest.mark.parametrize("codec", BOMLESS)
def test_encoding_mark_and_line_ends_are_kept(codec: str, tmp_path: Path) -> None:
    text = f"{LONG}\r\n\r\nAt the caf\xe9, alcoholics meet.\r\nA second line.\rA third."
    body = text.encode(codec) if codec != "utf-16-le" else BOMLESS[codec] + text.encode(codec)
    page = tmp_path / "page.txt"
    page.write_bytes(body)
    assert fix("--write", page).exit_code == 0
    want = text.replace("alcoholics", "people with alcohol use disorder")
    assert page.read_bytes() == (want.encode(codec) if codec != "utf-16-le" else BOMLESS[codec] + want.encode(codec))


def test_a_stray_byte_comes_through(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(LONG.encode() + "Na\xefve \u2014 ".encode() + b"\x93drug\x94 trade? Substance abuse hurts.\n")
    before = page.read_bytes()
    assert fix("--write", page).exit_code == 0
    assert page.read_bytes() == before.replace(b"Substance abuse", b"Substance misuse")


@pytest.mark.parametrize("data", [b"plain", "caf\xe9".encode("cp1252"), "\ufeffcaf\xe9".encode(), b"a\x81b \xe2\x82"])
def test_every_text_goes_back_to_its_bytes(data: bytes) -> None:
    found = original(data)
    assert found is not None
    assert found.encode(found.text) == data


def test_nothing_to_do_says_nothing_and_exits_with_0(tmp_path: Path) -> None:
    done = fix("--write", written(tmp_path / "page.txt", LONG))
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")


def test_a_missing_file_does_not_stop_the_others(tmp_path: Path) -> None:
    page = written(tmp_path / "page.txt", f"{LONG}\n\nAlcoholism hurts.\n")
    done = fix("--write", tmp_path / "none.txt", page)
    assert done.exit_code == 3
    assert "none.txt" in done.stderr
    assert "Alcohol use disorder hurts." in page.read_text(encoding="utf-8")


def test_what_to_fix_must_be_said_and_be_switched_on(tmp_path: Path) -> None:
    page = written(tmp_path / "page.txt", LONG)
    assert CliRunner().invoke(main, ["fix", str(page)]).exit_code == 2
    (tmp_path / "auditor.toml").write_text('ignore = ["LNG001"]\n', encoding="utf-8")
    off = CliRunner().invoke(main, ["fix", "--language", "--config", str(tmp_path / "auditor.toml"), str(page)])
    assert off.exit_code == 2
    assert "LNG001" in off.stderr


def test_a_rule_ignored_for_the_file_is_not_fixed(tmp_path: Path) -> None:
    page = written(tmp_path / "glossary.txt", f"{LONG}\n\nAlcoholism hurts.\n")
    (tmp_path / "auditor.toml").write_text('[per-file-ignores]\n"glossary.txt" = ["LNG"]\n', encoding="utf-8")
    done = CliRunner().invoke(main, ["fix", "--language", "--config", str(tmp_path / "auditor.toml"), str(page)])
    assert (done.exit_code, done.stdout) == (0, "")
