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

WARY = re.compile(
    r"\b(?:walk away|steer clear|stay away|think twice|too good to be true|be (?:wary|careful|suspicious)|"
    r"beware|red flags?|warning signs?|(?:reason|right) to (?:doubt|worry|leave|walk)|should (?:worry|warn|"
    r"alarm) you|(?:do not|don[’']t|never) (?:believe|trust|fall for)|no (?:evidence|proof)|hard to believe|"
    r"nonsense|illegal|banned|fined|misleading)\b",
    re.IGNORECASE,
)
"""What a page says of other people's promises, and not in an advertisement of its own."""

OFFERS = re.compile(
    r"\b(?:a|an|any|some|such|many|those|every) (?:\w+ ){0,2}?(?:brochures?|ads?|adverts?|advertisements?|"
    r"cent(?:er|re)s?|programs?|programmes?|clinics?|rehabs?|websites?|sites?|sellers?|compan(?:y|ies)|"
    r"promises?|claims?)\b",
    re.IGNORECASE,
)
OWN_VOICE = re.compile(r"\b(?:our|ours|we|us)\b", re.IGNORECASE)

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
        if len(facts.sentences[f.sentence].text.split()) >= FEWEST_WORDS and not warns(facts.sentences[f.sentence].text)
    ]
    rates = {f.sentence for f in found if f.term.id in RATES}
    sourced = {i for i in rates if has_source(facts, i)}
    return grouped(facts, (f for f in found if f.sentence not in sourced or f.term.id not in RATES))


def warns(text: str) -> bool:
    """Say whether a sentence warns of what others promise, in nobody's own name."""
    return OWN_VOICE.search(text) is None and OFFERS.search(text) is not None and WARY.search(text) is not None


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
