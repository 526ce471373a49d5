"""What editors see of statements and numbers that contradict each other, and what must stay silent."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path

import pytest

from auditor import audit_text, conflict
from auditor.analysis import Resources
from auditor.analysis.facts import Analysis
from auditor.analysis.gates import same_circumstances, same_question, same_subject, strong_enough
from auditor.analysis.quantities import find_quantities
from auditor.checks.conflicting_numbers import conflicting_numbers
from auditor.checks.contradicting_statements import contradicting_statements
from auditor.checks.misattributed_authority import misattributed_authority
from auditor.config import Config
from auditor.load import load_text
from auditor.model import Confidence, Finding, Span, Statement
from auditor.report import render
from auditor.rules import Context, Rule

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "contradictions.toml").read_text(encoding="utf-8"))
RULES = (contradicting_statements, conflicting_numbers, misattributed_authority)
NEUTRAL = "Bring a list of your medicines to every visit. A quiet room helps many people sleep."


def findings(text: str, resources: Resources, rules: tuple[Rule, ...] = RULES) -> list[Finding]:
    """Return what the rules say of a text."""
    page = load_text(text, "page", format="html" if text.startswith("<") else "text", config=Config())
    facts = Analysis(page, Config(), resources)
    verdicts = [v for r in rules for v in r.check(Context(page, facts, Config(), resources.lexicons, r.info))]
    return [v for v in verdicts if isinstance(v, Finding)]


def pairs(text: str, resources: Resources) -> set[frozenset[str]]:
    """Return the pairs of quotes that are shown side by side."""
    return {frozenset({f.quote or "", r.quote}) for f in findings(text, resources) for r in f.related}


@pytest.mark.parametrize(("a", "b"), TABLE["conflict"], ids=lambda s: s[:40])
def test_two_sentences_that_cannot_both_be_true_are_shown_side_by_side(a: str, b: str, resources: Resources) -> None:
    assert frozenset({a, b}) in pairs(f"{a}\n\n{b}", resources)


@pytest.mark.xfail(strict=True, reason="no lexicon and no pair of opposite words tells it yet")
@pytest.mark.parametrize(("a", "b"), TABLE["unseen"], ids=lambda s: s[:40])
def test_contradictions_that_are_not_seen_yet(a: str, b: str, resources: Resources) -> None:
    assert frozenset({a, b}) in pairs(f"{a}\n\n{b}", resources)


@pytest.mark.parametrize(("a", "b"), TABLE["silent"], ids=lambda s: s[:40])
def test_two_sentences_that_can_both_be_true_stay_silent(a: str, b: str, resources: Resources) -> None:
    assert findings(f"{a}\n\n{b}", resources) == []


@pytest.mark.parametrize(("a", "b"), TABLE["conflict"][::4], ids=lambda s: s[:40])
def test_neither_order_nor_neutral_text_between_changes_the_verdict(a: str, b: str, resources: Resources) -> None:
    assert frozenset({a, b}) in pairs(f"{b}\n\n{a}", resources)
    assert frozenset({a, b}) in pairs(f"{a}\n\n{NEUTRAL}\n\n{b}", resources)


def test_this_use_stands_for_the_illness_named_before(resources: Resources) -> None:
    told = "Naltrexone helps people with alcohol use disorder. It is FDA-approved for this use."
    denied = "Naltrexone is not FDA-approved for alcohol use disorder."
    assert pairs(f"{told}\n\n{denied}", resources) == {frozenset({"It is FDA-approved for this use.", denied})}


def test_a_pair_of_opposite_words_is_never_more_than_medium(resources: Resources) -> None:
    found = findings("Clonidine comes from a plant.\n\nClonidine is a synthetic compound.", resources)
    assert [f.confidence for f in found] == [Confidence.MEDIUM]


SIDES = (
    ("{} is not addictive.", "Many people become addicted to {}."),
    ("{} causes no withdrawal.", "Stopping {} often brings on withdrawal."),
    ("{} is not a controlled substance.", "{} is a Schedule IV drug."),
    ("Never drink alcohol while you take {}.", "A glass of wine is fine with {}."),
    ("{} is sold over the counter.", "{} requires a prescription."),
)


@pytest.mark.parametrize(("a", "b"), SIDES)
def test_a_brand_and_its_generic_are_the_same_medicine(a: str, b: str, resources: Resources) -> None:
    one, two = a.format("Xanax"), b.format("alprazolam")
    assert frozenset({one, two[0].upper() + two[1:]}) in pairs(f"{one}\n\n{two[0].upper() + two[1:]}", resources)


@pytest.mark.parametrize(("a", "b"), SIDES)
def test_another_medicine_on_one_side_ends_the_contradiction(a: str, b: str, resources: Resources) -> None:
    assert findings(f"{a.format('Xanax')}\n\n{b.format('Gabapentin')}", resources) == []


@pytest.mark.parametrize("side", [s for pair in SIDES for s in pair])
def test_saying_the_same_thing_twice_is_no_contradiction(side: str, resources: Resources) -> None:
    text = side.format("Xanax")
    assert findings(f"{text}\n\nAs we said, {text[0].lower()}{text[1:]}", resources) == []


@pytest.mark.parametrize(
    "frame",
    [
        "Myth: {}", "Many people believe that {}", "It is not true that {}", "Some sellers claim that {}",
        "You may have heard that {}",
        "Is it true that {}?", "In the 1990s, it was said that {}", "If it were true that {}",
        "Contrary to popular belief, {}",
    ],
)  # fmt: skip
def test_what_is_not_the_authors_own_word_contradicts_nothing(frame: str, resources: Resources) -> None:
    said = frame.format("Xanax is not addictive.").replace(".?", "?")
    assert findings(f"{said}\n\nMany people become addicted to Xanax.", resources) == []


def test_a_pronoun_is_read_as_the_medicine_named_before(resources: Resources) -> None:
    text = "Kratom is a leaf from Asia. It is not addictive.\n\nMany users become addicted to kratom."
    assert frozenset({"It is not addictive.", "Many users become addicted to kratom."}) in pairs(text, resources)


def test_one_card_shows_all_that_one_statement_clashes_with(resources: Resources) -> None:
    opposed = ("Many become addicted to kratom.", "Kratom is highly addictive.", "People get hooked on kratom.")
    text = "\n\n".join(("Kratom is not addictive.", *opposed))
    (card,) = findings(text, resources)
    assert card.quote == "Kratom is not addictive."
    assert len(card.related) == 3


def test_the_card_marks_the_words_that_clash(resources: Resources) -> None:
    text = "Kratom is not addictive.\n\nMany people become addicted to kratom."
    (card,) = findings(text, resources)
    read = load_text(text, "page", format="text", config=Config())
    assert [read.quote(m) for m in card.marks] == ["not addictive", "addicted"]
    assert "“not addictive” here, but “addicted” in line 3" in card.message
    assert card.evidence["topic"] == "addictiveness"
    assert card.evidence["subject"] == "kratom"


def test_scheduling_is_no_finding_on_addictiveness(resources: Resources) -> None:
    (found,) = findings("According to the DEA, baclofen is not addictive.", resources, (misattributed_authority,))
    assert "no finding of its own" in found.message
    assert findings("According to the DEA, heroin is addictive.", resources, (misattributed_authority,)) == []


def statement(
    value: str, *conditions: str, subject: str = "baclofen", strength: str = "generic", slots: tuple[str, ...] = ()
) -> Statement:
    """Return a statement on addictiveness, or on approval where there are slots."""
    topic = "approval" if slots else "addictiveness"
    return Statement(0, subject, topic, value, strength, Span(0, 1), conditions, slots=slots)


def test_gate_subject(resources: Resources) -> None:
    names = resources.substances
    assert same_subject(statement("x"), statement("y"), names)
    assert not same_subject(statement("x"), statement("y", subject="tizanidine"), names)
    whole = statement("y", subject="benzodiazepines", strength="universal")
    assert same_subject(statement("x", subject="alprazolam"), whole, names)
    most = statement("y", subject="benzodiazepines")
    assert not same_subject(statement("x", subject="alprazolam"), most, names)


def test_gate_question() -> None:
    pain, anxiety = statement("approved", slots=("pain",)), statement("not approved", slots=("anxiety",))
    assert not same_question(pain, anxiety)
    assert same_question(pain, statement("not approved", slots=("pain",)))


def test_gate_strength() -> None:
    never, can = statement("not addictive", strength="universal"), statement("addictive", strength="possible")
    assert strong_enough(never, can)
    rarely = statement("not addictive", strength="weak")
    assert not strong_enough(rarely, can)
    assert strong_enough(rarely, statement("addictive", strength="strong"))


@pytest.mark.parametrize(
    ("one", "two", "passes"),
    [
        ((), (), True),
        (("form:oral",), ("form:injected",), False),
        (("people:children",), ("people:older adults",), False),
        (("time:past",), (), False),
        (("use:as prescribed",), (), False),
        ((), ("use:misused",), True),
        ((), ("length:long use",), True),
        (("species:animals",), (), False),
    ],
)
def test_gate_circumstances(one: tuple[str, ...], two: tuple[str, ...], passes: bool) -> None:
    assert same_circumstances(statement("not addictive", *one), statement("addictive", *two)) is passes


@pytest.mark.parametrize(
    ("text", "sort", "low", "high", "bound"),
    [
        ("no more than 14 days", "time", 336, 336, "max"),
        ("between 8 and 59 hours", "time", 8, 59, ""),
        ("at least half an hour", "time", 0.5, 0.5, "min"),
        ("1,998 mg", "dose", 1998, 1998, ""),
        ("50 mcg", "dose", 0.05, 0.05, ""),
        ("$99/mo.", "money", 99, 99, ""),
        ("one in twenty people", "share", 0.05, 0.05, ""),
        ("40 to 60 percent", "share", 0.4, 0.6, ""),
        ("28.9 million people", "people", 28.9e6, 28.9e6, ""),
        ("every four weeks", "rate", 1 / 28, 1 / 28, ""),
    ],
)
def test_quantities_are_read_in_one_unit(text: str, sort: str, low: float, high: float, bound: str) -> None:
    found = [q for q in find_quantities(text) if q.sort == sort]
    assert [(q.low, q.high, q.bound) for q in found] == [(pytest.approx(low), pytest.approx(high), bound)]


def test_conflict_judges_any_two_sentences() -> None:
    assert conflict("Kratom is not addictive.", "Many people become addicted to kratom.") > 0.5
    assert conflict("Visitors are never charged for parking.", "Visitors are charged for parking.") > 0.5
    assert conflict("Kratom is not addictive.", "Kratom is a leaf.") < 0.5


def test_time_grows_with_the_length_of_the_page(resources: Resources) -> None:
    def seconds(paragraphs: int) -> float:
        filler = "\n\n".join(f"The nurse on ward {n} wrote down a pulse of {n} and went on." for n in range(paragraphs))
        text = f"Kratom is not addictive.\n\n{filler}\n\nMany people become addicted to kratom."
        start = time.process_time()
        assert pairs(text, resources)
        return time.process_time() - start

    seconds(100)
    assert seconds(4_000) < 15 * seconds(800) + 0.5


def test_the_report_tells_the_circumstances_of_the_two_sides_apart() -> None:
    page = (
        "Baclofen does not cause physical dependence.\n\nTaking baclofen for months can bring on physical dependence."
    )
    report = audit_text(page)
    (finding,) = (f for f in report.pages[0].findings if f.code == "CON001")
    here, there = finding.evidence["conditions"]
    assert not here
    assert there
    assert finding.related[0].note.endswith(f"({', '.join(c.split(':', 1)[-1] for c in there)})")
    html = render(report, "html")
    assert f"here: none, there: {', '.join(there)}" in re.sub(r"<[^>]+>", "", html)
