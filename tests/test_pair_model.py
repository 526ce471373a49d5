"""What the network of word pairs says of two sentences, and what it costs to be without it."""

from __future__ import annotations

import re
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from auditor import conflict
from auditor.analysis import Resources, pair_model
from auditor.analysis.opposition import judged
from auditor.analysis.pair_words import Reading, differing, read
from auditor.errors import ModelError

ROOT = Path(__file__).resolve().parents[1]
MODELS = ROOT / "auditor" / "models"


def score(a: str, b: str, resources: Resources) -> float:
    """Return what the network alone says."""
    return judged(*(reading(t, resources) for t in (a, b)), resources)


def reading(text: str, resources: Resources) -> Reading:
    """Return the words of a sentence."""
    return read(text, resources.substances.find(text))


def test_the_shipped_file_is_the_one_described() -> None:
    described = re.search(r"`conflict-int8\.npz`[^`]*`([0-9a-f]{64})`", (MODELS / "README.md").read_text("utf-8"))
    assert described
    assert sha256((MODELS / pair_model.FILE).read_bytes()).hexdigest() == described.group(1)


def test_a_missing_file_is_an_error_that_names_the_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair_model, "FILE", "gone.npz")
    pair_model.load.cache_clear()
    with pytest.raises(ModelError, match=r"gone\.npz.*training/conflict\.py"):
        pair_model.load()
    pair_model.load.cache_clear()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Clonidine keeps patients awake at night.", "Clonidine puts most patients to sleep within the hour."),
        ("The bus to the clinic is free.", "Every ride on the bus to the clinic costs four dollars."),
        ("Nobody on the ward may keep a phone.", "Phones stay with the clients throughout the program."),
    ],
)
def test_order_and_repetition_change_nothing(a: str, b: str, resources: Resources) -> None:
    assert score(a, b, resources) == score(a, b, resources)
    assert score(a, b, resources) == pytest.approx(score(b, a, resources), abs=1e-5)


def test_a_brand_counts_as_its_medicine(resources: Resources) -> None:
    a, b = "No one has ever felt better on {}.", "Most people feel better on {} within days."
    plain = score(a.format("zolpidem"), b.format("zolpidem"), resources)
    assert score(a.format("Ambien"), b.format("zolpidem"), resources) == plain


def test_another_medicine_ends_the_conflict() -> None:
    a, b = "{} does not harm the liver.", "{} harms the liver."
    assert conflict(a.format("Naltrexone"), b.format("Naltrexone")) > 0.5
    assert conflict(a.format("Naltrexone"), b.format("Acamprosate")) == 0


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("Doses rise over the month.", "Doses fall over the month.", ("rise", "fall")),
        ("The course takes 10 days.", "The course takes 28 days.", ("10", "28")),
        ("Visitors never pay.", "Visitors pay.", ("never", "")),
        ("Visitors pay at the door.", "Visitors pay.", None),
    ],
)
def test_the_words_that_clash_are_named(a: str, b: str, words: tuple[str, str] | None, resources: Resources) -> None:
    found = differing(reading(a, resources), reading(b, resources), resources.opposites.sides)
    assert (found[0] if found else None) == words


@pytest.mark.parametrize("text", ["", "…", "?!", "a" * 5000, "no " * 3000])
def test_any_text_gets_a_score(text: str) -> None:
    assert 0 <= conflict(text, "Kratom is a leaf.") <= 1


def test_the_grammar_draws_the_same_pairs_again_and_more_of_those_in_peace() -> None:
    sys.path.insert(0, str(ROOT / "training"))
    try:
        from conflict_pairs import Maker, held_out, read_topics
    finally:
        sys.path.pop(0)
    topics = read_topics()
    learnt, kept = ([t for t in topics if held_out(t) is side] for side in (False, True))
    assert len(kept) * 7 > len(topics)
    drawn = Maker(learnt, 4).draw(600)
    assert drawn == Maker(learnt, 4).draw(600)
    assert sum(p.conflict for p in drawn) * 2 < sum(not p.conflict for p in drawn)
    assert {p.topic for p in drawn} <= {t.id for t in learnt}
    assert {"same value", "other subject", "other topic", "wrapped"} <= {p.kind for p in drawn}
