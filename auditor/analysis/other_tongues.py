"""Find sentences in another language than the page's: left in by a program that translates, or taken over unread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.model import Kind

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

GRAMMAR = {
    "Spanish": "a al el la los las lo un una de del que y en por para con se es son su sus como pero más sin sobre muy",
    "French": "le la les un une des du de que qui et en pour avec est sont dans sur pas plus ce cette vous nous peut",
    "German": "der die das ein eine und oder nicht ist sind mit von für auf dem den des zu im bei wird werden sich",
    "Portuguese": "a o os as um uma de do da dos das que e em para com não se mais por como são ao pela pelo ou",
    "Italian": "a il lo la gli le un una di del della che e in per con non si è sono come più anche da nel alla",
}
"""The commonest words of grammar of each language; an English sentence has few of them ("a", "in", "die", "as")."""

TONGUES = {language: frozenset(words.split()) for language, words in GRAMMAR.items()}
ENGLISH = frozenset("the of and to is are that for with it this be on you your not they have from or by can".split())
FEWEST, SHARE, KINDS = 6, 0.25, 3
"""Words of a sentence, the share of them that are another language's grammar, and how many different ones."""

NAMED = re.compile(
    r"\b(?:spanish|español|espanol|castellano|french|français|german|deutsch|portuguese|português|italian|italiano"
    r"|latin|translat\w+)\b",
    re.I,
)
"""A text that says which language it offers means what it does."""

MANY = 3
"""Such sentences on a page from which on it is written in both languages."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A sentence of the main text in another language."""

    sentence: int
    language: str


def language_of(words: Sequence[str]) -> str | None:
    """Return the language that a sentence's words of grammar belong to, if it is one of five and not English."""
    if len(words) < FEWEST or sum(w in ENGLISH for w in words) > 1:
        return None
    for language, known in TONGUES.items():
        hits = [w for w in words if w in known]
        if len(hits) >= SHARE * len(words) and len(set(hits)) >= KINDS:
            return language
    return None


def find_foreign(facts: Analysis) -> tuple[Foreign, ...]:
    """Return the sentences in another language; none if the page has many, or names the language it offers."""
    found = tuple(read(facts))
    offered = any(NAMED.search(facts.page.quote(b.span)) for b in facts.page.blocks) if found else False
    return () if offered or len(found) >= MANY else found


def read(facts: Analysis) -> Iterator[Foreign]:
    """Yield the complete sentences of the prose that are in another language, without quotations and references."""
    for index in facts.main:
        sentence = facts.sentences[index]
        kind = facts.page.blocks[sentence.block].kind
        if kind in {Kind.QUOTE, Kind.CODE} or sentence.block in facts.references.blocks or not sentence.complete:
            continue
        if '"' in sentence.text or "“" in sentence.text or "«" in sentence.text:
            continue
        language = language_of(facts.gist(index).written)
        if language is not None:
            yield Foreign(index, language)
