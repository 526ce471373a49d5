"""The command line as a process of its own: pipes, terminals, signals, and how long it takes to start."""

from __future__ import annotations

import json
import os
import pty
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "auditor"]
RULES = "--select=LNG001,DUP001"
REPEAT = "Many people with an alcohol use disorder ask for help only very late in life."
PAGE = f"{REPEAT} It is good to ask early. {REPEAT}\n"

VERSION_SECONDS = 0.5
RULES_SECONDS = 1.0
AUDIT_SECONDS = 3.0
"""What the program promises, in seconds of processor time on a warm machine."""

SLACK = 2.0
"""How much slower than that a busy or small machine may be before the test calls it a fault."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder, with an empty configuration above it."""
    (tmp_path / "auditor.toml").write_text("", encoding="utf-8")
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return place


def auditor(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program with everything piped."""
    return subprocess.run([*COMMAND, *arguments], input=stdin, capture_output=True, text=True, check=False)


def on_terminal(*arguments: str) -> tuple[int, str]:
    """Run the program on a terminal; return its exit code and all that the terminal was sent."""
    master, slave = pty.openpty()
    with subprocess.Popen([*COMMAND, *arguments], stdin=slave, stdout=slave, stderr=slave) as process:
        os.close(slave)
        seen = b""
        while True:
            try:
                part = os.read(master, 4096)
            except OSError:  # Linux says so when the last writer has gone
                break
            if not part:
                break
            seen += part
    os.close(master)
    return process.returncode, seen.decode()


def test_a_page_goes_in_and_a_report_comes_out() -> None:
    done = auditor(
        "check", "-", "--stdin-filename", "draft.txt", RULES, "-f", "json", "--fail-on", "warning", stdin=PAGE
    )
    assert (done.returncode, done.stderr) == (1, "")
    (page,) = json.loads(done.stdout)["pages"]
    assert page["source"] == "draft.txt"
    assert [f["code"] for f in page["findings"]] == ["DUP001"]


def test_good_and_bad_inputs_in_one_run_end_with_three(here: Path) -> None:
    (here / "good.txt").write_text(PAGE, encoding="utf-8")
    (here / "image.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    done = auditor("check", ".", "missing.html", RULES, "--output", "json:out.json", "--output", "html:out.html")
    assert done.returncode == 3
    assert done.stdout == ""
    assert "\x1b" not in done.stderr
    report = json.loads((here / "out.json").read_text(encoding="utf-8"))
    assert [Path(p["source"]).name for p in report["pages"]] == ["good.txt"]
    assert {Path(s["source"]).name for s in report["skipped"]} == {"image.html", "missing.html"}
    assert {p.name for p in here.iterdir()} == {"good.txt", "image.html", "out.json", "out.html"}


def test_a_reader_that_goes_away_is_no_fault() -> None:
    with subprocess.Popen([*COMMAND, "rules", "-f", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_nothing_half_written(here: Path, number: signal.Signals, code: int) -> None:
    (here / "report.json").write_text("the old report", encoding="utf-8")
    for page in range(400):
        (here / f"{page}.txt").write_text(f"Page {page}. {PAGE * 20}", encoding="utf-8")
    before = {p.name for p in here.iterdir()}
    arguments = [
        "check",
        *sorted(before - {"report.json"}),
        "--verbose",
        "--output",
        "json:report.json",
        "--output",
        "html:new.html",
    ]
    with subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "400 pages" in process.stderr.readline()  # the audit begins
        process.send_signal(number)
        rest = process.stderr.read()
    assert process.returncode == code, rest
    assert "Traceback" not in rest
    assert {p.name for p in here.iterdir()} == before
    assert (here / "report.json").read_text(encoding="utf-8") == "the old report"


def test_a_terminal_gets_a_bar_and_colors_and_may_refuse_them(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for page in range(3):
        (here / f"{page}.txt").write_text(PAGE, encoding="utf-8")
    code, seen = on_terminal("check", ".", RULES)
    assert code == 0
    bar, _, after = seen.rpartition("\r\x1b[2K")
    assert "] 1/3 " in bar
    assert "\x1b[" in after
    assert "\x1b[" not in on_terminal("check", ".", RULES, "--no-color")[1].rpartition("\r\x1b[2K")[2]
    monkeypatch.setenv("NO_COLOR", "1")
    code, seen = on_terminal("check", ".", RULES, "--quiet")
    assert (code, seen) == (0, "")


def seconds(*arguments: str) -> float:
    """Return the processor seconds that a command takes when its files are warm: the better of two runs."""
    taken = []
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        auditor(*arguments, stdin=PAGE)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)


def test_start_up_is_short() -> None:
    assert seconds("--version") < VERSION_SECONDS * SLACK
    assert seconds("rules") < RULES_SECONDS * SLACK
    assert seconds("check", "-", "-f", "json") < AUDIT_SECONDS * SLACK


def imported(among: set[str], *arguments: str) -> list[str]:
    """Return the exit code of a command, and which of some modules it imports."""
    program = (
        "import sys; from auditor.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as e: code = e.code\n"
        f"print(code, *sorted({among} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], input=PAGE, capture_output=True, text=True, check=False
    )
    return done.stderr.splitlines()[-1].split()


@pytest.mark.parametrize("arguments", [["--version"], ["rules"], ["explain", "LNG001"], ["init"]])
def test_what_needs_no_page_imports_no_reader_and_no_model(arguments: list[str]) -> None:
    heavy = {"spacy", "trafilatura", "textstat", "py3langid", "jinja2", "markdown_it", "bs4", "yaml"}
    assert imported(heavy, *arguments) == ["0"]


def test_plain_text_is_read_and_told_without_the_parsers_and_templates() -> None:
    parts = {"auditor.load.html", "auditor.load.markdown", "auditor.report.html"}
    assert imported(parts, "check", "-", "-f", "text", "--fail-on", "never") == ["0"]
    assert imported(parts, "check", "-", "-f", "html", "--fail-on", "never") == ["0", "auditor.report.html"]
