"""Say what a page speaks of, as far as it decides which notices the page needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.contacts import own_number
from auditor.analysis.notices import lookup, vocabulary
from auditor.lexicon import Lexicon
from auditor.model import Kind, Sentence, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

HEALTH_WORDS = 3
"""Clinical words from which on a page that names no substance and no addiction is about health."""

HEALTH_DENSITY = 0.012
"""Clinical words and named substances per word of main text. Pages about eligibility and forms have 0.002 to 0.010,
the health pages of the reading corpus 0.015 and more."""

MILD = frozenset({"nicotine", "tobacco", "caffeine", "cigarettes", "e-cigarettes", "cannabis", "varenicline", "coffee"})
"""Substances whose withdrawal is no emergency by itself."""

AFFILIATE = re.compile(
    r"[?&](?:tag|aff|affid|affiliate|ref|partner|clickid|subid)=|/(?:affiliate|go|out|recommends)/|amzn\.to|shareasale|awin1|go\.redirectingat",
    re.I,
)
DENIED_USE = re.compile(
    r"\b(?:should not|must not|cannot|not be used|do not use|does not (?:treat|help|work)|worsen\w*|interact\w*|avoid|misus\w+|abus\w+)\b",
    re.I,
)
CLEAN_USE = re.compile(r"\balcohol[- ]free\b", re.I)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Why a notice is called for: the words that call for it, how often they stand, and where first."""

    words: str
    count: int
    span: Span


@dataclass(frozen=True)
class Topics:
    """What the page speaks of; a missing trigger means that the notice is not called for."""

    health: bool
    addiction: Trigger | None = None
    danger: Trigger | None = None
    stopping: Trigger | None = None
    off_label: tuple[tuple[str, str, Sentence], ...] = ()
    selling: Trigger | None = None


def find_topics(facts: Analysis, lexicon: Lexicon) -> Topics:
    """Read the main text and the title of the page."""
    sentences = [facts.sentences[i] for i in facts.main if facts.sentences[i].block not in facts.references.blocks]
    if not is_health(facts, sentences, lexicon):
        return Topics(False)
    return Topics(
        True,
        trigger(sentences, lexicon, "addiction"),
        trigger(sentences, lexicon, "danger") or withdrawal(facts, sentences, lexicon),
        stopping(facts, lexicon),
        tuple(off_label(facts, lexicon)),
        selling(facts, sentences, lexicon),
    )


def is_health(facts: Analysis, sentences: Sequence[Sentence], lexicon: Lexicon) -> bool:
    """Say whether the page is about somebody's health, and not about benefits, forms or the weather."""
    words = sum(len(s.text.split()) for s in sentences)
    named = sum(len(facts.mentions[i]) for i in facts.main)
    named += sum(len(vocabulary(lexicon, "addiction").findall(s.text)) for s in sentences)
    clinical = sum(len(vocabulary(lexicon, "clinical").findall(s.text)) for s in sentences)
    return (named >= 1 or clinical >= HEALTH_WORDS) and named + clinical >= HEALTH_DENSITY * words


def trigger(sentences: Sequence[Sentence], lexicon: Lexicon, term_id: str) -> Trigger | None:
    """Return the first place of a word list and the number of sentences that have it, or None."""
    found = [(s, m) for s in sentences if (m := lookup(lexicon, term_id, s.text))]
    if not found:
        return None
    first, m = found[0]
    return Trigger(m.group(), len(found), Span(first.span.start + m.start(), first.span.start + m.end()))


def withdrawal(facts: Analysis, sentences: Sequence[Sentence], lexicon: Lexicon) -> Trigger | None:
    """Return withdrawal as a danger, unless the page names nothing but substances whose withdrawal is none."""
    named = {m.id for i in facts.main for m in facts.mentions[i]}
    if not named or named <= MILD or all(any(facts.resources.substances.is_a(n, mild) for mild in MILD) for n in named):
        return None
    return trigger(sentences, lexicon, "withdrawal")


def stopping(facts: Analysis, lexicon: Lexicon) -> Trigger | None:
    """Return the first place where the page speaks of stopping something that must not be stopped at once."""
    pattern = vocabulary(lexicon, "stopping")
    terms = facts.resources.substances.terms
    found: list[tuple[str, Span]] = []
    for block in sorted({facts.sentences[i].block for i in facts.main}):
        inside = [i for i in facts.main if facts.sentences[i].block == block]
        named = [m for i in inside for m in facts.mentions[i] if terms[m.id].data.get("stop_abruptly")]
        place = next(((facts.sentences[i], m) for i in inside if (m := pattern.search(facts.sentences[i].text))), None)
        if named and place:
            sentence, m = place
            found.append(
                (
                    f"{m.group()} … {named[0].surface}",
                    Span(sentence.span.start + m.start(), sentence.span.start + m.end()),
                )
            )
    return Trigger(found[0][0], len(found), found[0][1]) if found else None


def off_label(facts: Analysis, lexicon: Lexicon) -> Iterator[tuple[str, str, Sentence]]:
    """Yield the medicines that the page presents for a use without approval: (medicine, disorder, sentence)."""
    terms = facts.resources.substances.terms
    disorders = facts.resources.lexicons["disorders"]
    drugs = facts.resources.lexicons["drugs"]
    seen: set[str] = set()
    for i in facts.main:
        sentence = facts.sentences[i]
        for mention in facts.mentions[i]:
            uses = terms[mention.id].data.get("off_label", ())
            if not uses or mention.id in seen or DENIED_USE.search(sentence.text):
                continue
            if not vocabulary(lexicon, "used-for").search(sentence.text):
                continue
            named = {h.term.id for h in disorders.find(sentence.text)}
            if vocabulary(lexicon, "drinking").search(sentence.text):
                named.add("alcohol-use-disorder")
            for use in uses:
                if (
                    use in named
                    and mention.id in drugs.by_id
                    and drugs.source_of(drugs.by_id[mention.id], "off_label", use)
                ):
                    seen.add(mention.id)
                    yield mention.surface, use, sentence
                    break


def selling(facts: Analysis, sentences: Sequence[Sentence], lexicon: Lexicon) -> Trigger | None:
    """Return where the page sells, recommends for money or passes callers on, or None."""
    by_words = trigger(sentences, lexicon, "selling")
    if by_words:
        return by_words
    for link in facts.page.links:
        if "sponsored" in link.rel.split() or "affiliate" in link.rel.split() or AFFILIATE.search(link.href):
            return Trigger(facts.page.quote(link.span) or link.href[:60], 1, link.span)
    return None


__all__ = ["Topics", "Trigger", "find_topics"]
