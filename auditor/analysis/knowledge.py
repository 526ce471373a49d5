"""What a statement about a medicine is compared with: the entry, its opened source, and whom a clause speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.analysis.stance import clause_start
from auditor.analysis.substances import Mention, Substances
from auditor.lexicon import Lexicon, Source, Term

PAST = re.compile(
    r"\b(?:was|were|had been|has been (?:moved|changed|rescheduled)|until|before|formerly|previously|originally|"
    r"initially|once|used to|no longer|moved|rescheduled|"
    r"reclassif\w+|changed|propos\w+|petition\w*|consider\w*|would|could be|might be|may be|if|asked|recommend\w*|"
    r"request\w*|history|historically|in (?:19|20)\d\d|"
    r"since (?:19|20)\d\d|temporar\w+|pending|plan(?:s|ned)?|argu\w+|debate\w*|bill|should be)\b",
    re.IGNORECASE,
)
PRONOUN_AHEAD = re.compile(r"\b(?:because|since|as|although|though) (?:it|they)\b", re.IGNORECASE)
UNJUDGED = frozenset(
    {"cannabis", "thc", "delta-8-thc", "cbd", "dronabinol", "codeine", "opium", "alcohol", "tobacco", "nicotine"}
)
"""Their schedule or status depends on the product or is no matter of schedules."""


@dataclass(frozen=True, slots=True)
class FactError:
    """A statement that the knowledge base contradicts; `start:end` are the words in the sentence, `known` is what the
    source has.
    """

    sentence: int
    fact: str
    subject: str
    stated: str
    known: str
    source: Source
    start: int
    end: int
    correction: str


def subject(text: str, at: int, mentions: tuple[Mention, ...], ids: tuple[str, ...]) -> str | None:
    """Return the id that the words before `at` speak of: the last one named in the clause, or what a pronoun points
    back to.
    """
    start = clause_start(text, at)
    before = [m for m in mentions if start <= m.start and m.end <= at]
    if before:
        return (
            before[0].id if not re.search(r"\b(?:and|or)\b", text[before[0].end : before[-1].start]) else before[-1].id
        )
    if later := [m for m in mentions if at <= m.start] if PRONOUN_AHEAD.search(text[start:at]) else []:
        return later[0].id
    if (
        not mentions
        and ids
        and re.search(
            r"\b(?:it|this (?:drug|medicine|medication)|the (?:drug|medicine|medication)|they)\b",
            text[:at],
            re.IGNORECASE,
        )
    ):
        return ids[0] if len(ids) == 1 else None
    return None


def sourced(term_id: str, fact: str, book: Lexicon, kinds: Substances, value: str = "") -> tuple[Term, Source] | None:
    """Return the entry of the id, or of a class above it, that states the fact, and its opened source."""
    own = book.by_id.get(term_id)
    entries = [own, *(book.by_id[g] for g in sorted(kinds.classes_of(term_id)) if g in book.by_id)]
    for term in entries:
        if term is not None and fact in term.data and (source := book.source_of(term, fact, value)):
            return term, source
    return None


def spoken(term_id: str) -> str:
    """Return the id as it reads in a sentence."""
    return term_id.replace("-", " ")
