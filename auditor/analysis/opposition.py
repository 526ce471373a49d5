"""Say whether two sentences about the same thing can both be true."""

from __future__ import annotations

from functools import cache

from auditor.analysis.conflicts import conflicting_pairs
from auditor.analysis.facts import Analysis, Resources, load_resources
from auditor.analysis.questions import Topics
from auditor.config import Config
from auditor.model import Anchor, Block, Kind, Page, Role, Span


@cache
def resources() -> Resources:
    """Return the words and the model, read once a process."""
    return load_resources(Config())


def conflict(a: str, b: str) -> float:
    """Return from 0 to 1 how surely two sentences about the same thing cannot both be true."""
    shared = resources()
    facts = Analysis(page_of(a, b), Config(), shared)
    topics = Topics.of(shared.lexicons["topics"])
    pairs = conflicting_pairs(facts.statements, topics, shared.substances)
    across = [p for p in pairs if facts.sentences[p[0].sentence].block != facts.sentences[p[1].sentence].block]
    return 0.95 if across else 0.0


def page_of(a: str, b: str) -> Page:
    """Return a page of two paragraphs."""
    a, b = a.strip(), b.strip()
    text = f"{a}\n\n{b}"
    spans = (Span(0, len(a)), Span(len(a) + 2, len(text)))
    blocks = tuple(Block(s, Kind.PARAGRAPH, Role.MAIN, Anchor(n, 1)) for n, s in enumerate(spans, 1))
    return Page("pair", "text", text, blocks, "")
