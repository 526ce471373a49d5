"""Rewrite stigmatizing words in person-first language, where that keeps the sentence whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.stigma import places
from auditor.lexicon import Hit
from auditor.model import Kind, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

BY_HAND = frozenset({"drunk", "slur", "bare-user", "lush", "problem-drinker", "drug-seeking", "mentally-ill"})
"""Terms whose right replacement depends on what is meant."""

CLOSED = re.compile(
    r"\s*[.,;:!?)\]]|\s*$|\s+(?:who|whose|is|are|was|were|has|have|had|and|or|but|in|at|with|may|"
    r"might|can|could|will|would|"
    r"do|does|did|to|for|from|because|if|when|as|on|needs?|often|should|must|that|than|after|before|among|by|about|"
    r"without|during|through|while)\b"
)
"""What follows a noun that stands for itself, and not before another noun ("addict behavior")."""

LEAD = re.compile(r"(an?|the|every|each|this|that|another|any|no|or|becomes?|became)\s+", re.I)
WITH_ARTICLE = {"an": "a", "become": "become a", "becomes": "becomes a", "became": "became a"}
ARTICLE = re.compile(r"\b(an?)\s+$", re.I)
DETERMINED = re.compile(r"\b(?:the|this|that|every|each|another|any|no|one|my|your|his|her|their|our)\s+$", re.I)
RECOVERING = re.compile(r"(?:\w+\s+)?(?:former|reformed|recovering|recovered|ex)\b", re.I)
ABUSE = re.compile(r"(ab)(us(?:e[sd]?|ing))\b", re.I)


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words that can be put in the place of others without breaking the sentence, and the term they replace."""

    span: Span
    words: str
    term: str


def replacements(facts: Analysis) -> tuple[Replacement, ...]:
    """Return the safe replacements of a page, in order; never in quotations, code, links or headings."""
    linked = [link.span for link in facts.page.links]
    found: list[Replacement] = []
    for sentence, hit in places(facts):
        start = sentence.span.start
        span = Span(start + hit.start, start + hit.end)
        heading = facts.page.blocks[sentence.block].kind is Kind.HEADING
        if heading or any(s.start < span.end and span.start < s.end for s in linked):
            continue
        made = condition(hit) if hit.term.kind == "condition" else person(sentence.text, hit)
        if made:
            first, last, words = made
            found.append(Replacement(Span(start + first, start + last), words, hit.term.id))
    return tuple(found)


def person(text: str, hit: Hit) -> tuple[int, int, str] | None:
    """Return (start, end, words) for the label of a person, or None where the sentence must be written anew."""
    plural, after = hit.text.lower().endswith("s"), text[hit.end :]
    if hit.term.kind != "person" or hit.term.id in BY_HAND or after[:1] in {"’", "'", "-"}:
        return None
    if plural:
        return hit.start, hit.end, cased(people(hit), hit.text)
    if not CLOSED.match(after):
        return None
    words = "person in recovery" if RECOVERING.match(hit.text) else hit.term.prefer
    lead = LEAD.match(hit.text)
    if lead:
        first = lead.group(1).lower()
        words = f"{WITH_ARTICLE.get(first, first)} {words}"
        return hit.start, hit.end, cased(words, hit.text)
    article = ARTICLE.search(text[: hit.start])
    if article:
        return article.start(), hit.end, cased(f"a {words}", article.group(1))
    return (hit.start, hit.end, cased(words, hit.text)) if DETERMINED.search(text[: hit.start]) else None


def people(hit: Hit) -> str:
    """Return the preferred words for several people."""
    if RECOVERING.match(hit.text):
        return "people in recovery"
    words = hit.term.prefer.replace("person who uses", "people who use").replace("person", "people")
    return words.replace("a substance use disorder", "substance use disorders")


def condition(hit: Hit) -> tuple[int, int, str] | None:
    """Return "misuse" for "abuse" in the same form, and the diagnosis for its old name."""
    if hit.term.id == "alcoholism":
        return hit.start, hit.end, cased(hit.term.prefer, hit.text)
    if hit.term.id == "habit" or re.search(r"\bof abuse$", hit.text, re.I):
        return None
    changed = ABUSE.sub(lambda m: cased("mis", m.group(1)) + m.group(2), hit.text)
    return (hit.start, hit.end, changed) if changed != hit.text else None


def cased(words: str, model: str) -> str:
    """Return the words with a capital first letter if the model has one."""
    return words[0].upper() + words[1:] if model[:1].isupper() else words
