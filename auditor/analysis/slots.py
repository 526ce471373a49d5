"""Read what narrows a statement: the thing that is priced, the place that is named, the drug that is fought."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.analysis.clauses import clause_head
from auditor.analysis.stems import stem
from auditor.analysis.substances import Mention
from auditor.analysis.syntax import Parse

GOAL = "~"
"""Begins a slot of which two statements must name the same, if both name one."""

HOUSES = frozenset("house center centre clinic recovery treatment lodge home hospital program inc llc".split())
STANDING = re.compile(r"licen[sc]|accredit|certif", re.IGNORECASE)
WHOLE_CARE = frozenset(
    "treatment care help services service program programme center centre clinic facility rehab everything stay "
    "recovery patients clients residents people everyone nobody".split()
)
"""Subjects of which a price speaks for all that a place does."""

SERVICE = re.compile(
    r"\b(?:outpatient|inpatient|residential|sober living|detox\w*|counsel\w*|groups?|medications?|methadone|"
    r"buprenorphine|transport\w*|housing|aftercare|partial hospitalization|telehealth|ambulance|testing|dental)\b",
    re.IGNORECASE,
)
"""Services that an insurer may pay for or not."""


def priced(parse: Parse, word: int) -> tuple[str, ...]:
    """Return what is said to be free or to cost something, or nothing where it is the care as a whole."""
    subject = parse.subject(clause_head(parse, word))
    if subject is None or not parse.tags[subject].startswith("N") or parse.lower[subject] in WHOLE_CARE:
        return site(parse, word)
    return (f"{GOAL}{stem(parse.lower[subject])}",)


def site(parse: Parse, word: int) -> tuple[str, ...]:
    """Return the words of the name that a sentence about a program has for its subject: "Riverbend is closed"."""
    subject = parse.subject(clause_head(parse, word))
    if subject is None or parse.tags[subject] not in {"NNP", "NNPS"}:
        return ()
    low, high = parse.subtree(subject)
    names = {parse.lower[i] for i in range(low, high) if parse.tags[i] in {"NNP", "NNPS"}}
    return tuple(sorted(names - HOUSES))


def goals(mentions: Sequence[Mention], subject: str) -> frozenset[str]:
    """Return the substances that a statement on a treatment is about, besides it: "the craving for alcohol"."""
    return frozenset(f"{GOAL}{m.id}" for m in mentions if m.kind == "substance" and m.id != subject)
