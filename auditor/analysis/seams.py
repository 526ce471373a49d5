"""Gather the signs that a page was put together from pieces of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.model import Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

REPEATS = 2
STRAYS = 2
ORPHANS = 3
OPENERS = 2
JUMPS = 2
"""How many repeats, pasted references, marks without a source, dangling openers and jumps of register it takes to
count as a sign: one of each is found on honest pages."""


@dataclass(frozen=True, slots=True)
class Seam:
    """One kind of sign, in words, with the places where it shows."""

    kind: str
    words: str
    places: tuple[Span, ...]


def find_seams(facts: Analysis) -> tuple[Seam, ...]:
    """Return the kinds of sign that the page shows, each independent of the others."""
    found = []
    if facts.intrusions:
        found.append(
            Seam("injected phrases", "search queries inside sentences", tuple(i.span for i in facts.intrusions))
        )
    repeats = [r for r in facts.repeats if len(r.sentences) > 1]
    if len(repeats) >= REPEATS:
        found.append(Seam("repeats", "sentences said twice", tuple(place(facts, r.sentences[-1]) for r in repeats)))
    said = facts.voices
    if len(said) > 1 and any(v.strong for g in said for v in g):
        found.append(
            Seam("voices", "several organisations that say “we”", tuple(place(facts, g[0].sentence) for g in said))
        )
    if facts.leftovers:
        found.append(Seam("interface", "words of a page's interface", tuple(x.span for x in facts.leftovers)))
    if len(facts.openers) >= OPENERS:
        found.append(
            Seam(
                "openers",
                "paragraphs that point back at nothing",
                tuple(o.words for o in facts.openers),
            )
        )
    found += breaks(facts)
    strays = facts.references.stray
    orphans = tuple(c.span for c in facts.citations if c.kind in {"numeric", "superscript"} and not c.resolved)
    if len(strays) >= STRAYS or (len(orphans) >= ORPHANS and (not facts.references.entries or falling(facts))):
        found.append(Seam("references", "reference entries or marks without their list", (*strays, *orphans)))
    return tuple(found)


def breaks(facts: Analysis) -> Iterator[Seam]:
    """Yield the kinds of break between parts: of subject, of register, of the numbers of headings."""
    topics = tuple(b.span for b in facts.breaks if b.kind in {"subject", "heading"})
    if topics:
        yield Seam("topics", "parts about something else", topics)
    jumps = tuple(b.span for b in facts.breaks if b.kind == "register")
    if len(jumps) >= JUMPS:
        yield Seam("register", "journal prose among advice to readers", jumps)
    steps = tuple(b.span for b in facts.breaks if b.kind == "numbering" and b.before is not None)
    if steps:
        yield Seam("numbering", "headings numbered backwards", steps)


def place(facts: Analysis, sentence: int) -> Span:
    """Return where a sentence stands."""
    return facts.sentences[sentence].span


def falling(facts: Analysis) -> bool:
    """Say whether the numbers of the marks run backwards somewhere, as no author counts them."""
    numbers = [int(c.label) for c in facts.citations if c.kind == "numeric" and c.label.isdigit() and not c.resolved]
    return sum(b < a for a, b in pairwise(numbers)) >= ORPHANS - 1
