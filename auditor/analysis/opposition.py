"""Say whether two sentences about the same thing can both be true."""

from __future__ import annotations

from functools import cache

from auditor.analysis.conflicts import conflicting_pairs
from auditor.analysis.facts import Analysis, Resources, load_resources
from auditor.analysis.measurements import find_measurements
from auditor.analysis.mirror import Half, mirrored
from auditor.analysis.numbers import conflicting_numbers
from auditor.analysis.pair_model import probability
from auditor.analysis.pair_words import Reading, read, signs, vectors
from auditor.analysis.scopes import voice_of
from auditor.analysis.vetoes import vetoes
from auditor.config import Config
from auditor.model import Anchor, Block, Kind, Page, Role, Span

STATED, NUMBERED, TURNED = 0.95, 0.85, 0.8
"""Scores of a clash of statements, of a clash of numbers, and the most that words alone can give."""

SURE = 0.93
"""Probability from which on the network alone finds a conflict. On 2,723 pairs of topics, public sets and cases that it
never learnt from it then found 53 conflicts that nothing else finds, and called none of the other pairs one."""

DOUBT = 0.07
"""Probability below which the network takes back what numbers or words alone seem to oppose: on 900 pairs of topics
that it never learnt from that ended 25 of 59 wrong verdicts and none of 61 right ones."""

UNSURE = 0.49

APART = frozenset({"drug", "route", "population", "setting"})
"""Differences with which two sentences speak of two things, whatever else they say."""


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
    chance = judged(read(a, shared.substances.find(a)), read(b, shared.substances.find(b)), shared)
    found = max(opposed_by_words(a, b, facts), 0.5 / SURE * chance if alike(a, b, shared) else 0.0)
    return found if chance >= DOUBT else min(found, UNSURE)


def opposed_by_words(a: str, b: str, facts: Analysis) -> float:
    """Return how surely the numbers of two sentences, or their mere words, exclude each other."""
    shared = facts.resources
    numbers = conflicting_numbers(find_measurements(facts))
    if any(facts.sentences[m.sentence].block != facts.sentences[n.sentence].block for m, n in numbers):
        return NUMBERED
    if not alike(a, b, shared) or any(voice_of(t, shared.lexicons["scopes"]) for t in (a, b)):
        return 0.0
    one, two = (Half(shared.reader.read(t), shared.opposites.denials(t)) for t in (a, b))
    found = mirrored(one, two, shared.opposites)
    return found.score * TURNED if found else 0.0


def alike(a: str, b: str, shared: Resources) -> bool:
    """Say whether two sentences can be about one thing: no other medicine, route, group of people or setting."""
    return not APART & set(vetoes(shared.reader.read(a), shared.reader.read(b), shared.substances))


def judged(a: Reading, b: Reading, shared: Resources) -> float:
    """Return from 0 to 1 how surely two sentences exclude each other, by the network of word pairs."""
    sides, names = shared.opposites.sides, shared.substances
    return probability(vectors(a), signs(a, b, sides, names), vectors(b), signs(b, a, sides, names))


def page_of(a: str, b: str) -> Page:
    """Return a page of two paragraphs."""
    a, b = a.strip(), b.strip()
    text = f"{a}\n\n{b}"
    spans = (Span(0, len(a)), Span(len(a) + 2, len(text)))
    blocks = tuple(Block(s, Kind.PARAGRAPH, Role.MAIN, Anchor(n, 1)) for n, s in enumerate(spans, 1))
    return Page("pair", "text", text, blocks, "")
