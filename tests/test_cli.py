"""The command line inside one process: options, outputs, exit codes, messages. test_cli_process.py runs a real one."""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor import engine
from auditor.cli import main
from auditor.cli.settings import STARTER
from auditor.config import Config, load_config
from auditor.errors import LoadError
from auditor.model import Report
from auditor.version import VERSION

RULES = "--select=LNG001,DUP001,suppressions"
"""Few and steady rules: these tests are about the command, and not about what the rules find."""

CLEAN = "Many people ask for help late. It is good to ask early.\n"
REPEAT = "Many people with an alcohol use disorder ask for help only very late in life."
WARNING = f"{REPEAT} It is good to ask early. {REPEAT}\n"
SPANISH = (
    "El baclofeno es un relajante muscular que se usa para tratar la espasticidad. Muchas personas se preguntan si es "
    "adictivo. Hable con su médico antes de dejar de tomarlo, ya que la retirada brusca puede causar convulsiones.\n"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder with no configuration above it that would count."""
    (tmp_path / "auditor.toml").write_text("", encoding="utf-8")
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return place


def auditor(*arguments: str, stdin: bytes | None = None) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, arguments, input=stdin, prog_name="auditor")


def write(name: str, text: str | bytes = CLEAN) -> str:
    """Write a page and return its name."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


def read(result: Result) -> Report:
    """Return the JSON report on standard output."""
    return Report.from_json(result.stdout)


# Exit codes


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (CLEAN, (), 0),
        (WARNING, (), 0),
        (WARNING, ("--fail-on", "warning"), 1),
        (WARNING, ("--fail-on", "info"), 1),
        (WARNING, ("--fail-on", "never"), 0),
        (CLEAN, ("--fail-on", "info"), 0),
        (f"<!-- auditor: allow-file repeated-sentence a refrain -->\n<p>{WARNING}</p>", ("--fail-on", "info"), 0),
    ],
)
def test_the_exit_code_follows_the_fail_level(text: str, options: tuple[str, ...], code: int) -> None:
    result = auditor(
        "check", write("page.html" if text.startswith("<") else "page.txt", text), RULES, "-f", "json", *options
    )
    assert result.exit_code == code, result.output
    assert len(read(result).pages) == 1


def test_a_skipped_input_wins_over_findings_and_the_rest_goes_on() -> None:
    pages = [
        write("good.txt", WARNING),
        write("empty.html", ""),
        write("image.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    ]
    pages += ["missing.html", write("es.txt", SPANISH), write("line.txt", CLEAN + "word " * 100_000)]
    Path("folder").mkdir()
    result = auditor("check", *pages, "folder", RULES, "-f", "json", "--fail-on", "warning")
    assert result.exit_code == 3
    report = read(result)
    assert [p.source for p in report.pages] == ["good.txt", "line.txt"]
    assert [f.code for f in report.pages[0].findings] == ["DUP001"]
    reasons = {s.source: s.reason for s in report.skipped}
    assert set(reasons) == {"empty.html", "image.html", "missing.html", "es.txt", "folder"}
    assert all(reasons.values())
    assert "another language (es)" in reasons["es.txt"]
    for source, reason in reasons.items():
        assert f"error: {source}: {reason}" in result.stderr.splitlines()


def test_nothing_to_audit_is_incomplete() -> None:
    Path("folder").mkdir()
    write("folder/data.csv", "a,b")
    result = auditor("check", "folder", "-f", "json")
    assert result.exit_code == 3
    assert "error: folder: " in result.stderr


def test_a_check_that_breaks_is_incomplete(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = engine.broken_plugin(1, "mine", "plug-in mine (x:y): ImportError: no x")
    monkeypatch.setattr(engine, "plugins", lambda: (broken,))
    result = auditor("check", write("page.txt"), "--select=LNG001,plugins", "-f", "json")
    assert result.exit_code == 3
    assert "error: page.txt: the check PLG001 broke: plug-in mine (x:y): ImportError: no x" in result.stderr
    assert "mine" in auditor("rules").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Missing argument"),
        (("page.txt", "-f", "pdf"), "error: no format is called 'pdf'; there are "),
        (("page.txt", "--output", "report.json"), "error: --output report.json: write FORMAT:PATH"),
        (("page.txt", "--output", "json:"), "error: --output json:: write FORMAT:PATH"),
        (("page.txt", "--output", "json:none/report.json"), "error: none/report.json: there is no folder none"),
        (("page.txt", "--output", "json:."), "error: .: is a folder"),
        (("page.txt", "--output", "json:a", "--output", "html:./a"), "error: two outputs go to a"),
        (("page.txt", "-f", "json", "--output", "html:-"), "error: two outputs go to standard output"),
        (("page.txt", "--output", "text:page.txt"), "error: page.txt: is among the pages to audit"),
        (
            ("page.txt", "--select", "CTI"),
            "error: select: no rule has the code, name or family 'CTI'; did you mean CIT",
        ),
        (("page.txt", "--ignore", "repeated-sentense"), "did you mean repeated-sentence?"),
        (("page.txt", "--fail-on", "fatal"), "Invalid value for '--fail-on'"),
        (("page.txt", "--config", "none.toml"), "error: none.toml: there is no such file"),
        (("page.txt", "--config", "bad.toml"), "error: bad.toml: unknown key 'selct'; did you mean 'select'?"),
        (("page.txt", "--config", "bad.toml", "--isolated"), "exclude each other"),
        (("page.txt", "--config", "words.toml"), "no such folder of lexicons"),
        (("page.txt", "--nonsense"), "No such option"),
    ],
)
def test_wrong_usage_ends_before_the_audit(
    arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("page.txt")
    write("bad.toml", 'selct = ["CIT"]')
    write("words.toml", 'lexicons = ["none"]')
    monkeypatch.setattr(engine, "audit_sources", lambda *rest: pytest.fail("the audit has begun"))
    result = auditor("check", *arguments)
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""
    assert not Path("auditor-report.html").exists()


@pytest.mark.skipif("os.geteuid() == 0", reason="root may write anywhere")
def test_a_folder_without_permission_is_wrong_usage() -> None:
    Path("closed").mkdir(mode=0o500)
    result = auditor("check", write("page.txt"), "--output", "json:closed/report.json")
    assert result.exit_code == 2
    assert "no permission" in result.stderr


def test_a_fault_of_the_program_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "prepare", lambda config: 1 / 0)
    result = auditor("check", write("page.txt"))
    assert result.exit_code == 3
    assert "error: the program broke (ZeroDivisionError)" in result.stderr


def test_an_interruption_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(config: Config) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "prepare", interrupted)
    result = auditor("check", write("page.txt"), "--output", "json:report.json")
    assert result.exit_code == 130
    assert result.stderr == "error: interrupted; nothing was written\n"
    assert sorted(p.name for p in Path().iterdir()) == ["page.txt"]


# Where the report goes


def test_without_format_and_output_there_is_a_summary_and_an_html_report() -> None:
    result = auditor("check", write("page.txt", WARNING), RULES)
    assert result.exit_code == 0, result.output
    assert "DUP001" in result.stdout
    assert Path("auditor-report.html").read_text(encoding="utf-8").startswith("<!")
    assert "note: the html report is in auditor-report.html" in result.stderr


def test_quiet_says_nothing_but_errors() -> None:
    result = auditor("check", write("page.txt", WARNING), RULES, "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert Path("auditor-report.html").is_file()
    result = auditor("check", "none.txt", RULES, "--quiet")
    assert result.exit_code == 3
    assert result.stderr.startswith("error: none.txt: ")
    assert len(result.stderr.splitlines()) == 1


def test_several_outputs_in_one_run_say_the_same(here: Path) -> None:
    write("page.txt", WARNING)
    outputs = [o for f in ("json", "html", "text", "markdown") for o in ("--output", f"{f}:report.{f}")]
    result = auditor("check", "page.txt", RULES, *outputs, "-f", "json")
    assert result.exit_code == 0
    assert Path("report.json").read_text(encoding="utf-8") == result.stdout
    for name in ("report.html", "report.text", "report.markdown"):
        assert "DUP001" in Path(name).read_text(encoding="utf-8")
    assert sorted(p.name for p in here.iterdir()) == ["page.txt", *sorted(o.partition(":")[2] for o in outputs[1::2])]


def test_an_output_keeps_mode_and_link_of_the_file_it_replaces() -> None:
    write("store/report.json", "old")
    Path("store/report.json").chmod(0o640)
    Path("report.json").symlink_to("store/report.json")
    auditor("check", write("page.txt"), RULES, "--output", "json:report.json", "--output", "text:new.log")
    assert Path("report.json").is_symlink()
    assert Report.from_json(Path("store/report.json").read_text(encoding="utf-8"))
    assert Path("store/report.json").stat().st_mode & 0o777 == 0o640
    assert Path("new.log").stat().st_mode & 0o044 == 0o044 & ~__import__("os").umask(0o022)


def test_nothing_is_written_if_one_output_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    from auditor.cli import outputs

    def full(*rest: object) -> None:
        raise OSError(28, "No space left on device", "b.html")

    monkeypatch.setattr(outputs.os, "replace", full)
    result = auditor("check", write("page.txt"), RULES, "--output", "json:a.json", "--output", "html:b.html")
    assert result.exit_code == 2
    assert "error: b.html: No space left on device" in result.stderr
    assert sorted(p.name for p in Path().iterdir()) == ["page.txt"]


def test_a_device_is_written_in_place() -> None:
    result = auditor("check", write("page.txt"), RULES, "--output", "json:/dev/null", "-f", "text")
    assert result.exit_code == 0
    assert Path("/dev/null").is_char_device()


def test_reports_of_ours_are_not_audited(here: Path) -> None:
    write("page.txt", WARNING)
    auditor("check", ".", RULES)
    again = auditor("check", ".", RULES, "-f", "json")
    assert [Path(p.source).name for p in read(again).pages] == ["page.txt"]
    assert again.exit_code == 0
    assert "auditor-report.html is a report of auditor and is left out" in again.stderr
    by_name = auditor("check", "page.txt", "auditor-report.html", RULES)
    assert by_name.exit_code == 0


def test_a_name_that_is_no_utf_8_reads_back() -> None:
    name = b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    try:
        write(name)
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    result = auditor("check", name, RULES, "--output", "json:report.json", "--output", "html:report.html", "-f", "text")
    assert result.exit_code == 0, result.output
    assert Report.from_json(Path("report.json").read_text(encoding="utf-8")).pages[0].source == name


# What is read


def test_standard_input_is_read_and_named() -> None:
    page = b"<h1>Help</h1><p>Many people ask for help late.</p>"
    report = read(auditor("check", "-", RULES, "-f", "json", stdin=page))
    assert [(p.source, p.title or p.text.split("\n")[0]) for p in report.pages] == [("-", "Help")]
    report = read(
        auditor("check", "-", RULES, "-f", "json", "--stdin-filename", "draft.md", stdin=b"# Help\n\nAsk *early*.\n")
    )
    assert report.pages[0].source == "draft.md"
    assert report.pages[0].text == "Help\nAsk early."


def test_empty_standard_input_is_incomplete() -> None:
    result = auditor("check", "-", RULES, "-f", "json", stdin=b"")
    assert result.exit_code == 3
    assert [s.source for s in read(result).skipped] == ["-"]


def test_folders_patterns_and_files_are_read_once_each() -> None:
    for name in ("site/a.md", "site/deep/b.html", "site/old/c.txt", "other/d.txt"):
        write(name, f"<p>{CLEAN}</p>" if name.endswith("html") else CLEAN)
    write("site/data.csv", "a,b")
    result = auditor("check", "site", "site/a.md", "oth*/*.txt", RULES, "-f", "json", "--exclude", "old/**")
    assert result.exit_code == 0, result.output
    assert [p.source for p in read(result).pages] == ["other/d.txt", "site/a.md", "site/deep/b.html"]


def test_a_page_that_is_too_large_is_skipped() -> None:
    Path("small.toml").write_text("max-bytes = 100\n", encoding="utf-8")
    result = auditor(
        "check", write("big.txt", CLEAN * 9), "-", "--config", "small.toml", "-f", "json", stdin=CLEAN.encode() * 9
    )
    assert result.exit_code == 3
    assert ["max-bytes" in s.reason for s in read(result).skipped] == [True, True]


def test_an_address_is_handed_to_the_loader(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: str, *, config: Config) -> None:
        raise LoadError(f"{source}: the server did not answer")

    monkeypatch.setattr("auditor.load.load_source", refuse)
    result = auditor("check", "https://example.org/page.html", RULES, "-f", "json")
    assert result.exit_code == 3
    assert [(s.source, s.reason) for s in read(result).skipped] == [
        ("https://example.org/page.html", "the server did not answer")
    ]


# Configuration


def test_the_command_line_goes_on_top_of_the_file() -> None:
    write("auditor.toml", 'select = ["LNG"]\nignore = ["DUP001"]\nexclude = ["a"]\nfail-on = "never"\n')
    shown = json.loads(auditor("config", "-f", "json", "--select", "DUP", "--exclude", "b", "--fail-on", "info").stdout)
    assert shown["file"].endswith("work/auditor.toml")
    assert shown["options"]["select"] == ["DUP"]
    assert shown["options"]["exclude"] == ["a", "b"]
    assert shown["options"]["fail-on"] == "info"
    assert "DUP002" in shown["rules"]
    assert "DUP001" not in shown["rules"]
    assert json.loads(auditor("config", "-f", "json", "--isolated").stdout)["file"] is None


def test_what_config_shows_is_a_configuration_that_says_the_same(tmp_path: Path) -> None:
    text = 'select = ["LNG", "DUP"]\nmin-confidence = "high"\n[per-file-ignores]\n"a *.md" = ["LNG001"]\n'
    text += "[readability]\ntarget-grade = 6\n"
    write("auditor.toml", text)
    shown = auditor("config").stdout
    copy = tmp_path / "copy" / "auditor.toml"
    write(str(copy), shown)
    assert load_config(copy) == load_config(Path("auditor.toml"))
    assert 'min-confidence = "high"  # set' in shown
    assert 'fail-on = "error"\n' in shown


def test_config_refuses_what_check_refuses() -> None:
    write("auditor.toml", 'ignore = ["LNG01"]')
    result = auditor("config")
    assert result.exit_code == 2
    assert "did you mean LNG001?" in result.stderr


def test_init_writes_a_file_that_changes_nothing_and_never_overwrites() -> None:
    result = auditor("init")
    assert result.exit_code == 0
    assert load_config(Path("auditor.toml")) == Config()
    Path("auditor.toml").write_text("# mine", encoding="utf-8")
    result = auditor("init")
    assert result.exit_code == 2
    assert "exists already" in result.stderr
    assert Path("auditor.toml").read_text(encoding="utf-8") == "# mine"


def test_the_starter_shows_every_option_with_its_default(tmp_path: Path) -> None:
    lines = [line.removeprefix("# ") for line in STARTER.splitlines()]
    options = "\n".join(t for t in lines if t.startswith("[") or " = " in t)
    table = tomllib.loads(options)
    assert set(table) == {f.name.replace("_", "-") for f in fields(Config)}
    table.pop("per-file-ignores")
    site = table.pop("site")
    assert set(site) == {f.name.replace("_", "-") for f in fields(Config().site)}
    shown = json.loads(auditor("config", "-f", "json").stdout)["options"]
    assert {k: shown[k] for k in table} == table


# The manual


def test_explain_takes_code_and_name_in_any_case() -> None:
    by_code = auditor("explain", "sup001")
    assert by_code.exit_code == 0
    assert by_code.stdout == auditor("explain", "unused-suppression").stdout
    for part in (
        "SUP001 unused-suppression",
        "Why it matters",
        "How to fix it",
        "What it cannot see",
        "Examples",
        "not flagged",
    ):
        assert part in by_code.stdout
    assert "SUP002" in auditor("explain", "suppressions").stdout


@pytest.mark.parametrize(("asked", "near"), [("SUP01", "SUP001"), ("unused-supression", "unused-suppression")])
def test_explain_names_the_nearest_rule(asked: str, near: str) -> None:
    result = auditor("explain", asked)
    assert result.exit_code == 2
    assert f"did you mean {near}?" in result.stderr
    assert result.stdout == ""


def test_rules_are_listed_for_people_and_programs() -> None:
    text = auditor("rules").stdout
    listed = json.loads(auditor("rules", "--format", "json").stdout)
    assert {"code", "name", "check", "severity", "confidence", "summary", "help", "references"} <= set(listed[0])
    assert all(f"{r['code']}  {r['name']}" in text and r["summary"] in text for r in listed)


def test_the_version_is_told() -> None:
    assert auditor("--version").stdout == f"auditor {VERSION}\n"


# Rendering again


@pytest.fixture
def old_report() -> str:
    """Write a JSON report of a page that is gone by now."""
    auditor("check", write("page.txt", f"{WARNING}\nMany addicts ask.\n"), RULES, "--output", "json:old.json")
    Path("page.txt").unlink()
    return "old.json"


def test_a_report_is_rendered_again_without_its_page(old_report: str) -> None:
    assert auditor("report", old_report, "-f", "json").stdout == Path(old_report).read_text(encoding="utf-8")
    result = auditor("report", old_report)
    assert result.exit_code == 0
    assert "repeated-sentence" in result.stdout
    assert "repeated-sentence" in Path("auditor-report.html").read_text(encoding="utf-8")
    assert auditor("report", "-", "-f", "text", stdin=Path(old_report).read_bytes()).exit_code == 0


def test_a_report_is_filtered_and_judged_like_a_run(old_report: str) -> None:
    assert auditor("report", old_report, "-f", "json", "--fail-on", "warning").exit_code == 1
    part = auditor("report", old_report, "-f", "json", "--select", "LNG", "--fail-on", "warning")
    assert {f.code for f in read(part).pages[0].findings} == {"LNG001"}
    assert [r.code for r in read(part).rules] == ["LNG001"]
    none = auditor("report", old_report, "-f", "json", "--ignore", "DUP001,LNG001", "--fail-on", "info")
    assert (none.exit_code, read(none).pages[0].findings) == (0, ())
    wrong = auditor("report", old_report, "--select", "LGN001")
    assert wrong.exit_code == 2
    assert "did you mean LNG001?" in wrong.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"[]", "not a report of schema 1"),
        (b'{"schema": 2}', "not a report of schema 1 (found 2)"),
        (b'{"schema": 1}', "report"),
        (b'{"schema": 1, "tool": 5, "rules": [], "pages": []}', "report.tool"),
        (b"\xff\xfe\x00", "no UTF-8"),
        (b"[" * 100_000, "not "),
    ],
)
def test_what_is_no_report_is_refused_with_the_reason(content: bytes, said: str) -> None:
    Path("odd.json").write_bytes(content)
    result = auditor("report", "odd.json", "-f", "text")
    assert result.exit_code == 3
    assert result.stderr.startswith("error: odd.json: ")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_missing_report_is_incomplete() -> None:
    result = auditor("report", "none.json")
    assert result.exit_code == 3
    assert result.stderr == "error: none.json: No such file or directory\n"
