"""Say whether two sentences about the same thing can both be true."""

from __future__ import annotations

from functools import cache

from auditor.analysis.conflicts import conflicting_pairs
from auditor.analysis.facts import Analysis, Resources, load_resources
from auditor.analysis.measurements import find_measurements
from auditor.analysis.mirror import Half, mirrored
from auditor.analysis.numbers import conflicting_numbers
from auditor.analysis.vetoes import vetoes
from auditor.config import Config
from auditor.model import Anchor, Block, Kind, Page, Role, Span

STATED, NUMBERED, TURNED = 0.95, 0.85, 0.8
"""Scores of a clash of statements, of a clash of numbers, and the most that words alone can give."""


@cache
def resources() -> Resources:
    """Return the words and the model, read once a process."""
    return load_resources(Config())


def conflict(a: str, b: str) -> float:
    """Return from 0 to 1 how surely two sentences about the same thing cannot both be true."""
    shared = resources()
    facts = Analysis(page_of(a, b), Config(), shared)
    pairs = conflicting_pairs(facts.statements, shared.topics, shared.substances)
    if any(facts.sentences[x.sentence].block != facts.sentences[y.sentence].block for x, y in pairs):
        return STATED
    numbers = conflicting_numbers(find_measurements(facts))
    if any(facts.sentences[m.sentence].block != facts.sentences[n.sentence].block for m, n in numbers):
        return NUMBERED
    return turned(a, b, shared)


def turned(a: str, b: str, shared: Resources) -> float:
    """Return how surely one sentence is the other turned round, by their words alone."""
    opposites = shared.opposites
    one, two = (Half(shared.reader.read(t), opposites.denials(t)) for t in (a, b))
    if {"drug", "route", "population", "setting"} & set(vetoes(one.gist, two.gist, shared.substances)):
        return 0.0
    found = mirrored(one, two, opposites)
    return found.score * TURNED if found else 0.0


def page_of(a: str, b: str) -> Page:
    """Return a page of two paragraphs."""
    a, b = a.strip(), b.strip()
    text = f"{a}\n\n{b}"
    spans = (Span(0, len(a)), Span(len(a) + 2, len(text)))
    blocks = tuple(Block(s, Kind.PARAGRAPH, Role.MAIN, Anchor(n, 1)) for n, s in enumerate(spans, 1))
    return Page("pair", "text", text, blocks, "")
