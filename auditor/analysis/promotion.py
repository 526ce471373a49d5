"""Find promises and advertising in medical content: what is said, once for each wording."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.safety import UnsafeAdvice, find_unsafe
from auditor.analysis.support import Ground

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

FEWEST_WORDS = 4
"""A shorter call to action is a button, which the page shows as such."""

RATES = frozenset({"success-rate", "success-rate-of-clients"})
"""Terms that are advertising only for want of a source: a rate with its study can be checked."""

HEALTH = re.compile(
    r"\b(?:recover(?:y|ing)|sober|sobriety|detox\w*|rehab\w*|drinking|drugs?|symptoms?|sleep|"
    r"pain)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Promotion:
    """A promise or an advertisement, and the sentences that repeat it word for word."""

    first: UnsafeAdvice
    again: tuple[int, ...]


def find_promotion(facts: Analysis) -> tuple[Promotion, ...]:
    """Return the sentences of the main text that promise a cure (kind `cure`) or sell, in order of place."""
    found = [
        f
        for f in find_unsafe(facts, "promotion", "cure", "promotion")
        if len(facts.sentences[f.sentence].text.split()) >= FEWEST_WORDS
    ]
    rates = {f.sentence for f in found if f.term.id in RATES}
    sourced = {i for i in rates if has_source(facts, i)}
    return grouped(facts, (f for f in found if f.sentence not in sourced or f.term.id not in RATES))


def has_source(facts: Analysis, index: int) -> bool:
    """Say whether a sentence leads to a source: by a mark, a link or a name."""
    ground = Ground(facts.page, facts.sentences, facts.citations, facts.resources.attribution)
    return ground.direct(index).status in {"cited", "attributed"}


def grouped(facts: Analysis, found: Iterable[UnsafeAdvice]) -> tuple[Promotion, ...]:
    """Return each wording once, with its repeats."""
    wordings: dict[str, list[UnsafeAdvice]] = {}
    for one in found:
        key = " ".join(facts.sentences[one.sentence].text.lower().split())
        wordings.setdefault(key, []).append(one)
    return tuple(Promotion(same[0], tuple(o.sentence for o in same[1:])) for same in wordings.values())


def is_medical(facts: Analysis) -> bool:
    """Say whether the page speaks of medicines, substances or health at all."""
    if any(facts.mentions[i] for i in facts.main):
        return True
    if any(HEALTH.search(facts.sentences[i].text) for i in facts.main):
        return True
    words, disorders = facts.resources.lexicons["claims"], facts.resources.lexicons["disorders"]
    texts = [facts.sentences[i].text for i in facts.main]
    return any(next(words.find(t, "health"), None) or next(disorders.find(t), None) for t in texts)
