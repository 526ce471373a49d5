"""Find statements that were true once: each term of the lexicon says since when they are not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.contacts import numbers
from auditor.analysis.safety import find_unsafe
from auditor.analysis.voice import set_apart
from auditor.lexicon import Source, Term

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

OLD_LIFELINE = "8002738255"
NEW_LIFELINE = "988"
NEAR = 2
"""Sentences on either side in which the new number makes the old one a matter of history."""


@dataclass(frozen=True, slots=True)
class Outdated:
    """A sentence that has been overtaken: the term, the words, and for a brand its name and the source of its end."""

    sentence: int
    term: Term
    start: int
    end: int
    subject: str = ""
    source: Source | None = None


def find_outdated(facts: Analysis) -> tuple[Outdated, ...]:
    """Return the outdated statements of the main text, in order of place."""
    out = [
        Outdated(f.sentence, f.term, f.marks[0][0], f.marks[-1][1], f.subject) for f in find_unsafe(facts, "outdated")
    ]
    named = {o.sentence for o in out if o.term.id == "old-lifeline-name"}
    out = [o for o in out if o.sentence not in named or not lifeline_told(facts, o.sentence)]
    out += [o for o in old_numbers(facts) if o.sentence not in {x.sentence for x in out}]
    out += discontinued(facts)
    return tuple(sorted(out, key=lambda o: (o.sentence, o.start)))


def lifeline_told(facts: Analysis, index: int) -> bool:
    """Say whether the sentences around give the new number."""
    around = range(max(0, index - NEAR), min(len(facts.sentences), index + NEAR + 1))
    return any(NEW_LIFELINE in facts.sentences[i].text for i in around)


def old_numbers(facts: Analysis) -> list[Outdated]:
    """Return the sentences that give the old number of the lifeline where the new one is not near."""
    lexicon = facts.resources.lexicons["outdated"]
    term = lexicon.by_id["old-lifeline-number"]
    out: list[Outdated] = []
    if not lexicon.seen(term):
        return out
    for i in facts.main:
        text = facts.sentences[i].text
        if "273" not in text or lifeline_told(facts, i) or set_apart(facts.page, facts.sentences, i) == "quotation":
            continue
        out += [Outdated(i, term, a, b) for digits, a, b in numbers(text) if digits == OLD_LIFELINE][:1]
    return out


def discontinued(facts: Analysis) -> list[Outdated]:
    """Return the sentences that offer a brand which is no longer sold, as far as an opened source says so."""
    book = facts.resources.lexicons["drugs"]
    term = facts.resources.lexicons["outdated"].by_id["discontinued-brand"]
    out = []
    for i in facts.main:
        for m in facts.mentions[i]:
            entry = book.by_id[m.id]
            gone = {b.lower(): b for b in entry.data.get("discontinued", ())}
            text = facts.sentences[i].text
            if (brand := gone.get(m.surface.lower())) is None or (term.exceptions and term.exceptions.search(text)):
                continue
            offered = facts.resources.lexicons["outdated"].index.first(term, text, m.end)
            source = book.source_of(entry, "discontinued", brand)
            if offered and source and offered.start() - m.end < 40 and not set_apart(facts.page, facts.sentences, i):
                out.append(Outdated(i, term, m.start, offered.end(), m.surface, source))
                break
    return out
