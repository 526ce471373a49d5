"""What a run promises: selection, isolation of failures, plug-ins, fingerprints, the same report for the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import auditor
from auditor import engine
from auditor.analysis import Resources
from auditor.checks import RULES
from auditor.config import Config
from auditor.errors import ConfigError
from auditor.load import find_pages, load_source, load_text
from auditor.model import Confidence, Finding, Page, PageReport, Report, Severity, Status
from auditor.rules import Context, NeedsReview, NotApplicable, Rule, rule

MANUAL = "It says.\n\n## Why it matters\nW.\n\n## How to fix it\nH.\n\n## What it cannot see\nN.\n"
CONFIG = Config()


def made(
    code: str, name: str, check: Any, *, severity: Severity = Severity.ERROR, confidence: Confidence = Confidence.HIGH
) -> Rule:
    """Return a rule around a function."""
    check.__doc__ = MANUAL
    declare = rule(
        code, name, check="testing", severity=severity, confidence=confidence, since="0.1", examples=("[[a]]", "b")
    )
    return declare(check)


def word_rule(word: str = "addict", confidence: Confidence = Confidence.HIGH) -> Rule:
    """Return a rule that flags every sentence with a word in it."""

    def check(ctx: Context) -> Iterator[Finding]:
        for sentence in ctx.facts.sentences:
            if word in sentence.text.lower():
                yield ctx.flag(sentence, "It is here.", suggestion="Take it out.")

    return made("TST001", "some-word", check, confidence=confidence)


def breaking(error: BaseException) -> Rule:
    """Return a rule that breaks."""

    def check(ctx: Context) -> Iterator[Finding]:
        raise error
        yield

    return made("TST002", "broken-rule", check)


def run(text: str, *rules: Rule, resources: Resources, config: Config = CONFIG, format: str = "text") -> PageReport:
    """Return what these rules say of a text."""
    return engine.audit_page(load_text(text, "page", format=format, config=config), rules, config, resources)


@pytest.mark.parametrize("error", [ValueError("odd"), RecursionError(), MemoryError(), KeyError("x")])
def test_a_rule_that_breaks_takes_nothing_along(error: Exception, resources: Resources) -> None:
    report = run("An addict asks.", breaking(error), word_rule(), resources=resources)
    assert [(o.code, o.status) for o in report.outcomes] == [("TST002", Status.ERROR), ("TST001", Status.FINDINGS)]
    assert type(error).__name__ in report.outcomes[0].reason
    assert [f.quote for f in report.findings] == ["An addict asks."]


@pytest.mark.parametrize("verdict", ["a text", None, 7])
def test_what_is_no_verdict_is_an_error(verdict: object, resources: Resources) -> None:
    report = run("Words.", made("TST003", "odd-rule", lambda ctx: iter([verdict])), resources=resources)
    assert report.outcomes[0].status is Status.ERROR


@pytest.mark.parametrize("value", [object(), float("nan"), {1: b"bytes"}])
def test_evidence_that_no_report_can_carry_is_an_error(value: object, resources: Resources) -> None:
    def check(ctx: Context) -> Iterator[Finding]:
        yield ctx.flag(None, "It is here.", evidence={"value": value})

    assert run("Words.", made("TST003", "odd-rule", check), resources=resources).outcomes[0].status is Status.ERROR


def test_the_four_quiet_answers_differ(resources: Resources) -> None:
    rules = (
        made("TST003", "silent-rule", lambda ctx: iter(())),
        made("TST004", "absent-rule", lambda ctx: iter([NotApplicable("no medicine is named")])),
        made("TST005", "unsure-rule", lambda ctx: iter([NeedsReview("two readings")])),
        breaking(ValueError("odd")),
    )
    report = run("An addict asks.", *rules, resources=resources)
    assert [(o.status.value, o.reason) for o in report.outcomes] == [
        ("pass", ""),
        ("not-applicable", "no medicine is named"),
        ("needs-review", "two readings"),
        ("error", "ValueError: odd"),
    ]


def test_low_confidence_needs_review_and_can_be_hidden(resources: Resources) -> None:
    unsure = word_rule(confidence=Confidence.LOW)
    shown = run("An addict asks.", unsure, resources=resources)
    assert shown.outcomes[0].status is Status.NEEDS_REVIEW
    assert len(shown.findings) == 1
    hidden = run("An addict asks.", unsure, resources=resources, config=Config(min_confidence="medium"))
    assert hidden.findings == ()
    assert "1 of 1 findings hidden" in hidden.outcomes[0].reason


def test_fingerprints_survive_text_added_above_and_are_unique_for_repeats(resources: Resources) -> None:
    text = "An addict asks.\n\nThe addict answers.\n\nAn addict asks.\n"
    before = run(text, word_rule(), resources=resources).findings
    after = run("A new paragraph of several words.\n\n" + text, word_rule(), resources=resources).findings
    assert [f.fingerprint for f in before] == [f.fingerprint for f in after]
    assert len({f.fingerprint for f in before}) == 3
    assert before[0].start != after[0].start


def test_fingerprints_ignore_blanks_case_and_the_name_of_the_file(resources: Resources) -> None:
    one = run("<p>An <b>addict</b> asks.</p>", word_rule(), resources=resources, format="html")
    page = load_text("An  ADDICT\nasks.", "elsewhere", config=CONFIG)
    other = engine.audit_page(page, (word_rule(),), CONFIG, resources)
    assert one.findings[0].fingerprint == other.findings[0].fingerprint


def test_selection_by_code_prefix_name_and_family() -> None:
    rules = (
        word_rule(),
        breaking(ValueError()),
        replace(word_rule(), info=replace(word_rule().info, code="ABC001", name="x-y")),
    )
    pick = lambda **options: [r.info.code for r in engine.select(rules, Config(**options))]
    assert pick() == ["TST001", "TST002", "ABC001"]
    assert pick(select=("TST",)) == ["TST001", "TST002"]
    assert pick(select=("tst002", "x-y")) == ["TST002", "ABC001"]
    assert pick(select=("testing",), ignore=("some-word",)) == ["TST002", "ABC001"]


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"select": ("TST009",)}, "did you mean TST00"),
        ({"ignore": ("some-wrd",)}, "did you mean some-word?"),
        ({"per_file_ignores": {"a.md": ("tesing",)}}, "per-file-ignores of 'a.md'.*did you mean testing?"),
        ({"select": ("quite another thing",)}, "`auditor rules` lists them"),
        ({"ignore": ("TST",)}, "leave no rule"),
    ],
)
def test_a_name_that_no_rule_has_is_a_configuration_error(options: dict[str, Any], hint: str) -> None:
    with pytest.raises(ConfigError, match=hint):
        engine.select((word_rule(), breaking(ValueError())), Config(**options))


def test_rules_are_ignored_in_the_files_that_the_configuration_names(resources: Resources) -> None:
    config = Config(per_file_ignores={"glossary/*.md": ("some-word",)})
    for source, expected in (("site/glossary/a.md", Status.NOT_APPLICABLE), ("site/glossary.md", Status.FINDINGS)):
        page = load_text("An addict asks.", source, config=config)
        assert engine.audit_page(page, (word_rule(),), config, resources).outcomes[0].status is expected


# Plug-ins


def offer(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    """Pretend that installed packages offer these rules."""
    entries = EntryPoints(EntryPoint(name, value, engine.GROUP) for name, value in values.items())
    monkeypatch.setattr(engine.metadata, "entry_points", lambda group: entries.select(group=group))


offered = word_rule("plug")
not_a_rule = "text"


def test_a_plug_in_rule_runs_and_its_name_can_be_selected(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, mine=f"{__name__}:offered")
    report = auditor.audit_text("A plug. And more.", config=Config(select=("some-word",)))
    assert [f.quote for f in report.pages[0].findings] == ["A plug."]
    assert [r.code for r in report.rules] == ["TST001"]


@pytest.mark.parametrize(
    "value", ["no_such_module:rule", f"{__name__}:not_a_rule", f"{__name__}:missing", "auditor.checks:RULES"]
)
def test_a_broken_plug_in_is_an_error_outcome(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, broken=value)
    page = auditor.audit_text("Words of a page.", config=Config(select=("plugins", "LNG"))).pages[0]
    (broken,) = (o for o in page.outcomes if o.status is Status.ERROR)
    assert "plug-in broken" in broken.reason
    assert value in broken.reason


def test_a_plug_in_cannot_take_the_code_of_another_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, first=f"{__name__}:offered", second=f"{__name__}:offered")
    found = engine.plugins()
    assert [r.info.code for r in found] == ["TST001", "PLG002"]
    assert "already the code or name" in found[1].info.summary


# Runs


def test_a_page_that_breaks_the_program_does_not_end_the_run(resources: Resources) -> None:
    def broken() -> Page:
        raise RecursionError("too deep")

    run_ = engine.Run(CONFIG, (word_rule(),), resources)
    good = lambda: load_text("An addict asks.", "good.txt", config=CONFIG)
    report = engine.audit_sources([("bad.html", broken), ("good.txt", good)], (), run_)
    assert [p.source for p in report.pages] == ["good.txt"]
    assert [s.source for s in report.skipped] == ["bad.html"]
    assert "RecursionError: too deep" in report.skipped[0].reason


def test_a_fact_that_breaks_is_told_even_if_no_rule_asks_for_it(
    resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "claim_entries", lambda facts, sources: 1 / 0)
    good = lambda: load_text("An addict asks.", "page.txt", config=CONFIG)
    report = engine.audit_sources([("page.txt", good)], (), engine.Run(CONFIG, (word_rule(),), resources))
    assert report.pages == ()
    assert "ZeroDivisionError" in report.skipped[0].reason
    rules = (word_rule(), breaking(ZeroDivisionError()))
    report = engine.audit_sources([("page.txt", good)], (), engine.Run(CONFIG, rules, resources))
    assert [f.quote for f in report.pages[0].findings] == ["An addict asks."]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with some pages, one of them empty."""
    place = tmp_path_factory.mktemp("pages")
    (place / "a.txt").write_text("Baclofen is not addictive. Many people become addicted to baclofen.\n", "utf-8")
    (place / "b.md").write_text("# Help\n\nMany addicts never ask for help. It is late.\n", "utf-8")
    (place / "c.html").write_text("<p>Naloxone reverses an opioid overdose.<sup>4</sup></p>", "utf-8")
    (place / "d.txt").write_text("", "utf-8")
    return place


@settings(max_examples=8, deadline=None)
@given(order=st.permutations(["a.txt", "b.md", "c.html", "d.txt"]))
def test_the_order_of_the_inputs_changes_nothing(folder: Path, order: list[str], resources: Resources) -> None:
    def report(names: list[str]) -> str:
        rules = tuple(r for r in RULES if r.info.check in {"language", "citations"})
        sources, skipped = find_pages([str(folder / name) for name in names], CONFIG)
        loaders = [(source, partial(load_source, source, config=CONFIG)) for source in sources]
        return engine.audit_sources(loaders, skipped, engine.Run(CONFIG, rules, resources)).to_json()

    assert report(order) == report(sorted(order))
    assert [Path(s.source).name for s in Report.from_json(report(order)).skipped] == ["d.txt"]


def test_the_same_bytes_give_the_same_json_and_it_reads_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    first = auditor.audit("a.txt")
    assert first.to_json() == auditor.audit("a.txt").to_json()
    assert Report.from_json(first.to_json()) == first
    assert str(folder) not in first.to_json()
    moved = folder / "moved"
    moved.mkdir(exist_ok=True)
    (moved / "a.txt").write_bytes((folder / "a.txt").read_bytes())
    monkeypatch.chdir(moved)
    assert auditor.audit("a.txt").to_json() == first.to_json()


WORDS = st.sampled_from(
    "the patient takes baclofen . is not addictive and can cause withdrawal ! ( 15 ) , seizures ? 20 mg <b> é".split()
)
TEXTS = st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=300))


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, format=st.sampled_from(["text", "html", "markdown"]))
def test_any_text_gives_a_report_that_reads_back(text: str, format: str, resources: Resources) -> None:
    load = partial(load_text, text, "text", format=format, config=CONFIG)
    report = engine.audit_sources([("text", load)], (), engine.Run(CONFIG, RULES, resources))
    assert Report.from_json(report.to_json()) == report
    assert len(report.pages) + len(report.skipped) == 1
    assert not any("broke" in s.reason for s in report.skipped), report.skipped
    for page in report.pages:
        assert [o for o in page.outcomes if o.status is Status.ERROR] == []
        for finding in page.findings:
            assert finding.quote is None or page.text[finding.start : finding.end] == finding.quote


SPUN = (
    "# Opilax\n\nOpilax is not addictive. Opilax can be abused. "
    "The drug tramadol is taken every day. The drug tramadol is taken every day. Addicts should never stop it.\n"
)


def test_a_fast_run_says_what_it_leaves_out_and_finds_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = auditor.audit_text(SPUN, format="markdown")

    def missing() -> str:
        raise AssertionError("a fast run asked for the model")

    monkeypatch.setattr(engine, "model_version", missing)
    monkeypatch.setattr("auditor.analysis.syntax.load_model", missing)
    fast = auditor.audit_text(SPUN, format="markdown", config=Config(fast=True))
    left = {r.info.code for r in RULES if r.thorough}
    assert {"CON001", "SPL001"} <= left
    outcomes = {o.code: o for o in fast.pages[0].outcomes}
    assert all((outcomes[c].status, outcomes[c].reason) == (Status.NEEDS_REVIEW, engine.LEFT_OUT) for c in left)
    assert fast.tool.models == {}
    kept = [(f.code, f.quote) for f in whole.pages[0].findings if f.code not in left]
    assert {"DUP001", "LNG001"} <= {code for code, _ in kept}
    assert [(f.code, f.quote) for f in fast.pages[0].findings] == kept


def test_a_comment_for_a_rule_that_a_fast_run_leaves_out_is_not_called_unused() -> None:
    page = "<!-- auditor: allow contradicting-statements said by two experts -->\n\nOpilax is safe.\n"
    report = auditor.audit_text(page, format="markdown", config=Config(fast=True))
    assert [f.code for f in report.pages[0].findings if f.code == "SUP001"] == []
