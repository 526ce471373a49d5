"""Say what a page speaks of, as far as it decides which notices the page needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.notices import lookup, vocabulary
from auditor.analysis.substances import Mention
from auditor.lexicon import Lexicon
from auditor.model import Kind, Sentence, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

HEALTH_WORDS = 3
"""Clinical words and named substances that the shortest page about health has."""

HEALTH_DENSITY = 0.012
"""Clinical words and named substances per word of main text. Pages about eligibility and forms have 0.002 to 0.010,
the health pages of the reading corpus 0.015 and more."""

ADMINISTRATIVE = 3
"""Words of health for each word of forms and fees that a page without claims must have: a service page of the labelled
set has five, advertisements for jobs and notices of meetings have one."""

OFTEN = 2
"""Sentences in which a weak word must stand before it is a topic: one alone is an aside."""

YOU = re.compile(r"\b(?:you|your|yourself|at home)\b", re.I)
WITHDRAWING = re.compile(r"\b(?:detox(?:es|ing|ification)?|withdrawal)\b", re.I)

MILD = frozenset({"nicotine", "tobacco", "caffeine", "cigarettes", "e-cigarettes", "cannabis", "varenicline", "coffee"})
"""Substances whose withdrawal is no emergency by itself."""

AFFILIATE = re.compile(
    r"[?&](?:tag|aff|affid|affiliate|ref|partner|clickid|subid)=|/(?:affiliate|go|out|recommends)/|"
    r"amzn\.to|shareasale|awin1|go\.redirectingat",
    re.I,
)
DENIED_USE = re.compile(
    r"\b(?:should not|must not|cannot|not be used|do not use|does not (?:treat|help|work)|worsen\w*|"
    r"interact\w*|avoid|misus\w+|abus\w+)\b",
    re.I,
)


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
        return Topics(
            False, selling=selling(facts, sentences, lexicon) if speaks_of_use(facts, sentences, lexicon) else None
        )
    return Topics(
        True,
        help_wanted(facts, sentences, lexicon),
        trigger(sentences, lexicon, "danger") or withdrawal(facts, sentences, lexicon),
        stopping(facts, lexicon),
        tuple(off_label(facts, lexicon)),
        selling(facts, sentences, lexicon),
    )


def is_health(facts: Analysis, sentences: Sequence[Sentence], lexicon: Lexicon) -> bool:
    """Say whether the page is about somebody's health, and not about benefits, jobs, meetings or a walk in the park.

    It must speak of health often enough, and more than of forms and fees; where it claims next to nothing, far more.
    """
    words = sum(len(s.text.split()) for s in sentences)
    named = sum(len(facts.mentions[i]) for i in facts.main)
    named += sum(len(vocabulary(lexicon, t).findall(s.text)) for s in sentences for t in ("addiction", "use"))
    clinical = sum(len(vocabulary(lexicon, "clinical").findall(s.text)) for s in sentences)
    forms = sum(len(vocabulary(lexicon, "administrative").findall(s.text)) for s in sentences)
    if named + clinical < max(HEALTH_WORDS, HEALTH_DENSITY * words, forms):
        return False
    return len(facts.claims) > 1 or ADMINISTRATIVE * forms <= named + clinical


def speaks_of_use(facts: Analysis, sentences: Sequence[Sentence], lexicon: Lexicon) -> bool:
    """Say whether a page that is not about health still names a substance or addiction, as a shop does."""
    named = any(facts.mentions[i] for i in facts.main)
    return named or any(vocabulary(lexicon, "addiction").search(s.text) for s in sentences)


def trigger(sentences: Sequence[Sentence], lexicon: Lexicon, term_id: str) -> Trigger | None:
    """Return the first place of a word list and the number of sentences that have it, or None."""
    found = [(s, m) for s in sentences if (m := lookup(lexicon, term_id, s.text))]
    if not found:
        return None
    first, m = found[0]
    return Trigger(m.group(), len(found), Span(first.span.start + m.start(), first.span.start + m.end()))


def withdrawal(facts: Analysis, sentences: Sequence[Sentence], lexicon: Lexicon) -> Trigger | None:
    """Return withdrawal as a danger: if the page calls it severe or comes back to it, and not that of nicotine."""
    named = {m.id for i in facts.main for m in facts.mentions[i]}
    if not named or all(any(facts.resources.substances.is_a(n, mild) for mild in MILD) for n in named):
        return None
    found = trigger(sentences, lexicon, "withdrawal")
    if found is None or found.count >= OFTEN or is_headed(facts, lexicon, "withdrawal"):
        return found
    return found if trigger(sentences, lexicon, "severe") else None


def is_headed(facts: Analysis, lexicon: Lexicon, term_id: str) -> bool:
    """Say whether the title or a heading of the page has a word of the list."""
    headings = (facts.page.quote(b.span) for b in facts.page.blocks if b.kind is Kind.HEADING)
    return any(lookup(lexicon, term_id, text) for text in (facts.page.title, *headings))


def help_wanted(facts: Analysis, sentences: Sequence[Sentence], lexicon: Lexicon) -> Trigger | None:
    """Return addiction as a topic of the page; of use, craving and quitting it must speak more than once."""
    strong = trigger(sentences, lexicon, "addiction")
    if strong:
        return strong
    weak = trigger(sentences, lexicon, "use")
    return weak if weak and (weak.count >= OFTEN or is_headed(facts, lexicon, "use")) else None


def stopping(facts: Analysis, lexicon: Lexicon) -> Trigger | None:
    """Return the first place where the page speaks of stopping something that must not be stopped at once.

    Of alcohol that holds for heavy drinking, and not for a month without.
    """
    found: list[tuple[str, Span]] = []
    before: list[Mention] = []
    block = -1
    for i in facts.main:
        sentence = facts.sentences[i]
        if sentence.block != block:
            before, block = headline(facts), sentence.block
        m = lookup(lexicon, "stopping", sentence.text)
        named = facts.mentions[i]
        if m is None and (YOU.search(sentence.text) or facts.page.blocks[sentence.block].kind is Kind.HEADING):
            m = WITHDRAWING.search(sentence.text)
        if m:
            after = [n for n in named if n.start >= m.start()]
            meant = after[:1] or list(named[-1:]) or before[-1:]
            if meant and must_taper(facts, meant[0], sentence, lexicon):
                place = Span(sentence.span.start + m.start(), sentence.span.start + m.end())
                found.append((f"{m.group()} … {meant[0].surface}", place))
        before = list(named) or before
    return Trigger(found[0][0], len(found), found[0][1]) if found else None


def headline(facts: Analysis) -> list[Mention]:
    """Return the substances that the title names: what "it" means in the first sentences."""
    return list(facts.resources.substances.find(facts.page.title))


def must_taper(facts: Analysis, mention: Mention, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Say whether a substance must not be stopped at once, in the way in which the sentence speaks of it."""
    if not facts.resources.substances.terms[mention.id].data.get("stop_abruptly"):
        return False
    if not facts.resources.substances.is_a(mention.id, "alcohol"):
        return True
    nearby = (s.text for s in facts.sentences if s.block == sentence.block)
    return any(lookup(lexicon, "heavy-drinking", text) for text in nearby)


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
