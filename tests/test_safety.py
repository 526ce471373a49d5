"""What editors see of unsafe advice, wrong and outdated facts, wrong numbers and promotion."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from auditor.analysis.facts import Analysis, Resources, load_resources
from auditor.analysis.helplines import near
from auditor.checks.cure_promise import cure_promise
from auditor.checks.outdated_fact import outdated_fact
from auditor.checks.promotional_claim import promotional_claim
from auditor.checks.unsafe_advice import unsafe_advice
from auditor.checks.wrong_drug_fact import wrong_drug_fact
from auditor.checks.wrong_helpline import wrong_helpline
from auditor.config import Config
from auditor.load import load_text
from auditor.model import Finding
from auditor.rules import Context, Rule

CASES = Path(__file__).parent / "cases"
SAFETY = (unsafe_advice, wrong_drug_fact, outdated_fact, wrong_helpline)
PROMOTION = (cure_promise, promotional_claim)


@cache
def resources() -> Resources:
    return load_resources(Config())


def findings(page: str, rules: tuple[Rule, ...]) -> list[Finding]:
    config, loaded = Config(), resources()
    kind = "html" if page.lstrip().startswith("<") else "text"
    read = load_text(page, "page", format=kind, config=config)
    facts = Analysis(read, config, loaded)
    verdicts = [v for r in rules for v in r.check(Context(read, facts, config, loaded.lexicons, r.info))]
    return [v for v in verdicts if isinstance(v, Finding)]


def cases(name: str) -> list[dict[str, object]]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", cases("safety"), ids=lambda c: str(c["page"])[:50])
def test_safety_of_a_page(case: dict[str, object]) -> None:
    found = findings(str(case["page"]), SAFETY)
    assert sorted({f.code for f in found}) == case["found"]
    assert [f.quote for f in found] == case["quotes"]


@pytest.mark.parametrize("case", cases("promotion"), ids=lambda c: str(c["page"])[:50])
def test_promotion_on_a_page(case: dict[str, object]) -> None:
    found = findings(str(case["page"]), PROMOTION)
    assert sorted({f.code for f in found}) == case["found"]
    assert [f.quote for f in found] == case["quotes"]


@pytest.mark.parametrize(
    "page",
    [
        "Xanax is a Schedule II drug.",
        "You can quit Xanax cold turkey.",
        "Doctors need an X-waiver to prescribe buprenorphine.",
        "Poison Help: 1-800-222-1221.",
    ],
)
def test_a_finding_names_an_opened_source_with_its_date(page: str) -> None:
    (finding,) = findings(page, SAFETY)
    sources = finding.evidence["sources"]
    assert sources
    assert all(s["url"].startswith("http") and s["accessed"] for s in sources)
    assert re.fullmatch(r"[a-z-]+@[\d.+]+#[\w-]+", finding.evidence["lexicon"])
    assert finding.suggestion


def test_facts_without_an_opened_source_are_not_judged() -> None:
    book = resources().lexicons["drugs"]
    unsure = next(t for t in book.terms if t.data.get("schedule") == "none" and not book.source_of(t, "schedule"))
    assert findings(f"{unsure.data['names'][0].capitalize()} is a Schedule II drug.", SAFETY) == []


def test_every_danger_has_a_message_a_remedy_and_an_opened_source() -> None:
    for name in ("safety", "drug-facts", "outdated"):
        lexicon = resources().lexicons[name]
        for term in lexicon.of_kind("advice", "claim", "order", "fact"):
            assert term.message, term.id
            assert lexicon.seen(term), term.id
            assert term.prefer or name == "drug-facts", term.id


def test_every_need_is_a_cue_that_exists() -> None:
    for name in ("safety", "drug-facts", "outdated", "promotion"):
        lexicon = resources().lexicons[name]
        for term in lexicon.terms:
            wanted = [o for n in term.data.get("needs", ()) for o in n.split("|") if term.kind != "approvals"]
            for option in wanted:
                if not option.startswith("@"):
                    assert option.lstrip("#!") in lexicon.by_id, f"{term.id} needs {option}"


@pytest.mark.parametrize(
    ("given", "right", "alike"),
    [
        ("8006624753", "8006624357", True),
        ("8886624357", "8006624357", True),
        ("998", "988", True),
        ("8006624357", "8006624357", False),
        ("5552013344", "8006624357", False),
        ("911", "988", False),
    ],
)
def test_look_alike_numbers(given: str, right: str, alike: bool) -> None:
    assert near(given, right) is alike


def test_words_repeated_on_a_page_are_one_finding() -> None:
    page = (
        "Heroin is an opioid.\n\nCall our admissions team now.\n\nIt slows breathing.\n\nCall our admissions team now."
    )
    (finding,) = findings(page, PROMOTION)
    assert [r.quote for r in finding.related] == ["Call our admissions team now."]


@pytest.mark.parametrize("word", ["Xanax ", "call now ", "if you stop, ", "Schedule II ", "1-800-", '"'])
def test_long_hostile_text_is_read_in_time(word: str) -> None:
    assert isinstance(findings(word * 3000, SAFETY + PROMOTION), list)
