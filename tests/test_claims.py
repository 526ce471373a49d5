"""Which sentences are claims, what supports them, and that a source can only ever help."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.analysis.claim_model import load_model
from auditor.analysis.facts import Analysis, Resources
from auditor.checks.orphan_citation import orphan_citation
from auditor.checks.uncited_claim import uncited_claim
from auditor.checks.vague_attribution import vague_attribution
from auditor.config import Config, Site
from auditor.load import load_text
from auditor.model import Claim, Confidence, Finding, Severity
from auditor.rules import Context, NotApplicable

CASES = tomllib.loads((Path(__file__).parent / "cases" / "claims.toml").read_text(encoding="utf-8"))
CHECKS = (uncited_claim, vague_attribution, orphan_citation)


def read(page: str, resources: Resources, config: Config | None = None, source: str = "page") -> Analysis:
    config = config or Config()
    kind = "html" if page.lstrip().startswith("<") else "text"
    return Analysis(load_text(page, source, format=kind, config=config), config, resources)


def findings(facts: Analysis) -> list[Finding]:
    lexicons = facts.resources.lexicons
    found = [v for r in CHECKS for v in r.check(Context(facts.page, facts, facts.config, lexicons, r.info))]
    return [v for v in found if isinstance(v, Finding)]


def paragraphs(sentences: list[str]) -> str:
    return "".join(f"<p>{s}</p>" for s in sentences)


def claims_by_text(facts: Analysis) -> dict[str, Claim]:
    return {facts.sentences[c.sentence].text: c for c in facts.claims}


def test_what_is_a_claim_and_what_is_not(resources: Resources) -> None:
    said = claims_by_text(read(paragraphs(CASES["claim"]), resources))
    assert [s for s in CASES["claim"] if s not in said] == []
    assert list(claims_by_text(read(paragraphs(CASES["nothing"]), resources))) == []


def test_studies_and_experts_are_no_source(resources: Resources) -> None:
    found = findings(read(paragraphs(CASES["vague"]), resources))
    assert {f.quote: f.code for f in found} == dict.fromkeys(CASES["vague"], "CIT002")


def test_a_body_that_can_be_found_is_a_source(resources: Resources) -> None:
    facts = read(paragraphs(CASES["attributed"]), resources)
    assert [f.quote for f in findings(facts)] == []
    assert [c.support for c in facts.claims if c.support != "attributed"] == []
    assert len(facts.claims) >= 0.7 * len(CASES["attributed"])


def test_a_boast_is_no_source(resources: Resources) -> None:
    facts = read(paragraphs(CASES["boasts"]), resources)
    assert [c.support for c in facts.claims] == ["none"] * len(CASES["boasts"])


@pytest.mark.parametrize("page", CASES["named"])
def test_what_only_names_or_explains_is_no_finding_of_weight(resources: Resources, page: str) -> None:
    assert [f.quote for f in findings(read(page, resources)) if f.confidence is not Confidence.LOW] == []


def test_a_label_before_a_fact_makes_no_meaning_of_it(resources: Resources) -> None:
    page = "<p>Onset: alcohol withdrawal begins within eight hours of the last drink, and can cause seizures.</p>"
    assert [f.confidence for f in findings(read(page, resources))] == [Confidence.MEDIUM]


def test_a_warning_is_never_reported(resources: Resources) -> None:
    facts = read(paragraphs(CASES["warning"]), resources)
    assert all(c.safety for c in facts.claims)
    assert findings(facts) == []


def test_a_claim_says_of_what_kind_it_is_and_what_would_fit(resources: Resources) -> None:
    facts = read("<p>The half-life of diazepam is about two days.</p>", resources)
    (finding,) = findings(facts)
    assert facts.claims[0].kind == "dose"
    assert "DailyMed" in finding.suggestion
    assert finding.evidence["kind"] == "dose"


def test_a_page_without_claims_is_not_applicable(resources: Resources) -> None:
    facts = read("<p>The clinic opens at nine. Parking is free.</p>", resources)
    lexicons = facts.resources.lexicons
    verdicts = list(uncited_claim.check(Context(facts.page, facts, facts.config, lexicons, uncited_claim.info)))
    assert [type(v) for v in verdicts] == [NotApplicable]


CLAIM = "<p>About one in five people with chronic pain misuses opioids.</p>"
FIRST_HAND = (
    (
        "<html><head><link rel='canonical' href='https://www.cdc.gov/x'></head><body>" + CLAIM + "</body></html>",
        Config(),
    ),
    (CLAIM, Config(site=Site(authority=True))),
    (
        '<html><head><script type="application/ld+json">{"@type": "MedicalWebPage", "publisher": {"@type": '
        '"Organization", "name": "National Institute on Drug Abuse"}}</script></head><body>' + CLAIM + "</body></html>",
        Config(),
    ),
)


@pytest.mark.parametrize(("page", "config"), FIRST_HAND)
def test_an_authority_speaks_first_hand(resources: Resources, page: str, config: Config) -> None:
    (finding,) = findings(read(page, resources, config))
    assert (finding.severity, finding.confidence) == (Severity.INFO, Confidence.LOW)
    assert finding.evidence["first-hand"]


def test_a_commercial_page_does_not_speak_first_hand(resources: Resources) -> None:
    (finding,) = findings(read(CLAIM, resources, source="https://www.harborpointrecovery.com/opioids"))
    assert (finding.severity, finding.confidence) == (Severity.WARNING, Confidence.MEDIUM)


def test_the_model_says_what_it_was_fitted_on() -> None:
    model = load_model()
    assert re.fullmatch(r"\d{4}\.\d{1,2}\.\d+", model.version)
    assert set(model.stages) == {"surface", "placed", "parsed"}
    assert 0 < model.low < model.threshold < model.high < 1


BODY = (
    "Naltrexone cut the number of heavy drinking days by a quarter.",
    "Studies show that exercise lowers the risk of relapse.",
    "Ask your doctor before you take any new medicine.",
    "Alcohol withdrawal can cause seizures. Most begin within two days of the last drink.",
    "Our counselors are licensed.",
    "According to the CDC, drinking kills 178,000 people each year. The agency adds that most were over 35.",
    "Methadone lowers the risk of death by half [7]. Overdose deaths doubled between 2015 and 2021.",
    "Detox means the body clearing a drug.",
)
SOURCES = (
    " [1]", " (Ruiz et al., 2019)", " (PMID: 22339370)", " doi:10.1136/bmj.j1550", "<sup>1</sup>",
    " (<a href='https://www.cdc.gov/x'>CDC</a>)",
)  # fmt: skip
LIST = "<h2>References</h2><ol><li>Ruiz A, Chen B, et al. Drinking and health. BMJ. 2019.</li></ol>"


def sourced(paragraph: str, source: str, last: bool) -> str:
    """Put a source behind the first or the last sentence of a paragraph."""
    head, dot, rest = paragraph.partition(". ")
    if not rest or last:
        return f"{paragraph[:-1]}{source}."
    return f"{head}{source}{dot}{rest}"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.permutations(BODY),
    number=st.integers(0, len(BODY) - 1),
    source=st.sampled_from(SOURCES),
    last=st.booleans(),
)
def test_a_source_never_adds_a_finding(
    resources: Resources, body: list[str], number: int, source: str, last: bool
) -> None:
    bare = paragraphs(body) + LIST
    cited = paragraphs([*body[:number], sourced(body[number], source, last), *body[number + 1 :]]) + LIST
    assert len(findings(read(cited, resources))) <= len(findings(read(bare, resources)))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_the_order_of_paragraphs_changes_nothing(resources: Resources, seed: int) -> None:
    body = list(BODY)
    random.Random(seed).shuffle(body)

    def said(pieces: tuple[str, ...] | list[str]) -> list[tuple[str | None, str, str]]:
        found = findings(read(paragraphs(list(pieces)) + LIST, resources))
        return sorted((f.quote, f.code, f.message) for f in found)

    assert said(body) == said(BODY)
