"""The documents are true: derived pages are current, examples run, commands, keys and links exist."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType

import pytest

import auditor
from auditor.analysis import load_resources
from auditor.cli import main as command
from auditor.config import Config, load_config
from auditor.engine import audit_page
from auditor.lexicon import HEADER, SOURCE, TERM, parse_lexicon
from auditor.load import load_text
from auditor.rules import Rule

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("lexicons/*.md")])


def read(name: str) -> str:
    """Return a document of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    """Return the fenced blocks of one language in a document, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```", read(name), re.M | re.S)


def code(name: str) -> str:
    """Return the shell blocks and the inline code of a document."""
    inline = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"```.*?```", "", read(name), flags=re.S))
    return "\n".join(blocks(name, "sh") + inline)


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    """Return the program that writes the derived pages."""
    spec = importlib.util.spec_from_file_location("write_docs", ROOT / "docs" / "write_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def new_rule() -> Rule:
    """Return the rule that CONTRIBUTING teaches, as a reader would have written it down."""
    names: dict[str, object] = {}
    exec(compile(blocks("CONTRIBUTING.md", "python")[0], "shouted_sentence.py", "exec", dont_inherit=True), names)
    (found,) = (value for value in names.values() if isinstance(value, Rule))
    return found


def test_derived_pages_are_current(writer: ModuleType) -> None:
    assert writer.stale(ROOT, writer.derived(ROOT)) == []


def test_a_page_without_a_rule_counts_as_stale(writer: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "docs" / "rules").mkdir(parents=True)
    (tmp_path / "docs" / "rules" / "OLD001.md").write_text("gone", encoding="utf-8")
    assert writer.stale(tmp_path, {}) == [Path("docs/rules/OLD001.md")]


def test_the_taught_rule_keeps_its_promises(new_rule: Rule) -> None:
    config = Config()
    resources = load_resources(config)
    assert len(new_rule.examples) > 1
    for example in new_rule.examples:
        page = load_text(example.source, "example", format=example.format, config=config)
        report = audit_page(page, (new_rule,), config, resources)
        assert tuple(finding.quote for finding in report.findings) == example.flagged


def test_the_taught_rule_gets_a_manual_page(writer: ModuleType, new_rule: Rule) -> None:
    page = writer.rule_page(new_rule)
    assert page.startswith("# RDB900 shouted-sentence\n\nA whole sentence is written in capitals.\n")
    assert "## How to fix it\nWrite the sentence in the usual way" in page
    assert "Flagged: `NEVER TAKE THIS MEDICINE WITH ALCOHOL.`" in page


def test_the_taught_term_is_a_valid_lexicon() -> None:
    term = next(b for b in blocks("CONTRIBUTING.md", "toml") if "[[term]]" in b)
    head = '[lexicon]\nname = "x"\nversion = "1"\nas_of = 2026-11-24\nlanguage = "en"\n'
    lexicon = parse_lexicon(head + term, "CONTRIBUTING.md")
    assert [hit.text for hit in lexicon.find("Two junkies met.")] == ["junkies"]


def test_the_lexicon_manual_names_every_key_and_its_example_is_valid() -> None:
    (example,) = blocks("lexicons/README.md", "toml")
    lexicon = parse_lexicon(example, "lexicons/README.md")
    assert [hit.text for hit in lexicon.find("Addicts avoid the word addicts.")] == ["Addicts"]
    named = set(re.findall(r"`([a-z_]+)`", read("lexicons/README.md")))
    assert {*HEADER, *SOURCE, *TERM} <= named


def test_the_configuration_in_the_readme_is_complete_and_valid(tmp_path: Path) -> None:
    (text,) = (b for b in blocks("README.md", "toml") if "fail-on" in b)
    path = tmp_path / "auditor.toml"
    path.write_text(text, encoding="utf-8")
    config = load_config(path)
    assert config.ignore == ("RDB002",)
    for option in fields(Config):
        assert re.search(rf"^\[?{option.name.replace('_', '-')}\b", text, re.M), option.name
        inner = getattr(config, option.name)
        for part in fields(inner) if is_dataclass(inner) else ():
            assert re.search(rf"^{part.name.replace('_', '-')} =", text, re.M), part.name
    defaults = Config()
    same = ("fail_on", "min_confidence", "max_bytes", "max_words", "readability")
    assert all(getattr(config, name) == getattr(defaults, name) for name in same)


def test_the_python_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.html").write_text("<h1>Baclofen</h1><p>It eases muscle spasms.</p>", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (program,) = blocks("README.md", "python")
    names: dict[str, object] = {}
    exec(compile(program, "README.md", "exec", dont_inherit=True), names)
    report = names["report"]
    assert isinstance(report, auditor.Report)
    assert auditor.Report.from_json(report.to_json()) == report
    assert '"schema": 1' in capsys.readouterr().out


def test_the_comment_of_the_readme_allows_a_finding() -> None:
    (comment,) = blocks("README.md", "html")
    report = auditor.audit_text(f"{comment}<p>Many addicts never ask for help.</p>", format="html")
    found = [f for f in report.pages[0].findings if f.name == "stigmatizing-term"]
    assert [f.suppressed for f in found] == ["the name of the book"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_every_command_that_the_documents_name_exists() -> None:
    named = "\n".join(code(p.relative_to(ROOT).as_posix()) for p in DOCUMENTS)
    subcommands = set(re.findall(r"\bauditor ([a-z]+)\b", named))
    targets = set(re.findall(r"\bmake ([a-z]+)\b", named))
    assert {"check", "explain"} <= subcommands <= set(command.commands)
    assert {"demo", "test"} <= targets <= set(re.findall(r"^([a-z]+):", read("Makefile"), re.M))


def test_every_option_that_the_readme_names_exists() -> None:
    known = {name for sub in command.commands.values() for option in sub.params for name in option.opts}
    named = set(re.findall(r"(?<![\w-])--[a-z-]+", code("README.md")))
    assert {"--fail-on", "--output"} <= named <= known
