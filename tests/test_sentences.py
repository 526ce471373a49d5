"""Where sentences end: a labelled set of hard boundaries with a floor, and what must hold on any text."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.sentences import split
from auditor.config import Config
from auditor.load import load_text
from auditor.model import Anchor, Block, Kind, Page, Role, Sentence, Span

CASES = tomllib.loads((Path(__file__).parent / "data" / "sentences.toml").read_text(encoding="utf-8"))
LABELLED = [(group, case) for group, table in CASES.items() for case in table["cases"]]
FLOOR = 0.97
"""F1 over all labelled boundaries, as the project promises."""


def page_of(text: str, superscripts: tuple[Span, ...] = (), kind: Kind = Kind.PARAGRAPH) -> Page:
    """Return a page of one block."""
    block = Block(Span(0, len(text)), kind, Role.MAIN, Anchor(1, 1))
    return Page("page", "text", text, (block,), "0" * 64, superscripts=superscripts)


def read(case: str) -> tuple[str, tuple[Span, ...], set[int]]:
    """Return a labelled text without its labels, its raised marks, and the ends of its sentences but the last."""
    text, raised, ends = "", [], set()
    for part in re.split(r"(\||⟨[^⟩]*⟩)", case):
        if part == "|":
            ends.add(len(text.rstrip()))
        elif part.startswith("⟨"):
            raised.append(Span(len(text), len(text) + len(part) - 2))
            text += part[1:-1]
        else:
            text += part
    return text, tuple(raised), ends


def found_ends(sentences: tuple[Sentence, ...]) -> set[int]:
    """Return the ends of all sentences but the last."""
    return {s.span.end for s in sentences[:-1]}


def tally() -> tuple[int, int, int, list[str]]:
    """Return hits, false boundaries, missed boundaries, and each error in words."""
    right = wrong = missed = 0
    errors = []
    for group, case in LABELLED:
        text, raised, gold = read(case)
        found = found_ends(split(page_of(text, raised)))
        right, wrong, missed = right + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
        for place in sorted(gold ^ found):
            sign = "cut" if place in found else "glued"
            errors.append(f"{group}: {sign} at …{text[max(0, place - 25) : place]}‖{text[place : place + 25]}…")
    return right, wrong, missed, errors


def test_labelled_boundaries_are_many() -> None:
    assert sum(len(read(case)[2]) for _, case in LABELLED) >= 150


def test_labelled_boundaries_are_found() -> None:
    right, wrong, missed, errors = tally()
    score = 2 * right / (2 * right + wrong + missed)
    assert score >= FLOOR, f"F1 {score:.3f} ({right} right, {wrong} wrong, {missed} missed)\n" + "\n".join(errors)


@given(st.text(alphabet=st.sampled_from('ab AB.!?…\n\t(1)[]“”’"0%:;,-•é😀'), max_size=200))
def test_sentences_hold_every_character_and_never_overlap(text: str) -> None:
    page = page_of(text)
    sentences = split(page)
    last = 0
    for sentence in sentences:
        assert page.quote(sentence.span) == sentence.text == sentence.text.strip() != ""
        assert not page.text[last : sentence.span.start].strip()
        last = sentence.span.end
    assert not page.text[last:].strip()


@pytest.mark.parametrize("kind", [Kind.HEADING, Kind.CODE])
def test_headings_and_code_are_one_piece(kind: Kind) -> None:
    assert [s.text for s in split(page_of("Stop. Think? Ask!", kind=kind))] == ["Stop. Think? Ask!"]


def test_a_sentence_never_crosses_a_block() -> None:
    page = load_text(
        "<h2>How it works</h2><p>It acts on</p><p>the brain. Ask.</p>", "page", format="html", config=Config()
    )
    assert [s.text for s in split(page)] == ["How it works", "It acts on", "the brain.", "Ask."]


def test_what_is_no_sentence_is_said_to_be_none() -> None:
    page = load_text(
        "<h2>Side effects</h2><ul><li>Dry mouth</li><li>The drug can make you sleepy.</li></ul><p>It eases pain.</p>",
        "page", format="html", config=Config(),
    )  # fmt: skip
    assert [(s.text, s.complete) for s in split(page)] == [
        ("Side effects", False),
        ("Dry mouth", False),
        ("The drug can make you sleepy.", True),
        ("It eases pain.", True),
    ]


@pytest.mark.parametrize("unit", ["a. ", "Dr. ", "(1) ", "1.", "? ", "U.S. ", "x\n", "[1]", "...", "”", "e.g. A"])
def test_one_endless_line_takes_time_in_proportion(unit: str) -> None:
    def seconds(size: int) -> float:
        page = page_of(unit * (size // len(unit)))
        start = process_time()
        split(page)
        return process_time() - start

    seconds(20_000)
    small, large = seconds(100_000), seconds(400_000)
    assert large < 12 * small + 0.2, f"{large:.2f} s for four times what takes {small:.2f} s"
