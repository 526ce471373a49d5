"""Compare the federal schedules that a page gives with those of the knowledge base."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.analysis.knowledge import UNJUDGED, FactError, sourced, spoken, subject
from auditor.analysis.stance import conditional, reported
from auditor.analysis.substances import Mention, Substances
from auditor.lexicon import Lexicon

NUMERALS = {
    "i": "I",
    "ii": "II",
    "iii": "III",
    "iv": "IV",
    "v": "V",
    "1": "I",
    "2": "II",
    "3": "III",
    "4": "IV",
    "5": "V",
    "one": "I",
    "two": "II",
    "three": "III",
    "four": "IV",
    "five": "V",
}
SCHEDULE = re.compile(r"\b(?:schedules?|class|C)[ -](I{1,3}|IV|V|[1-5]|one|two|three|four|five)\b(?!\w)", re.IGNORECASE)
ALTERNATIVE = re.compile(r"^\W*(?:or|and|to|through|–|-|,)\W*(?:schedule )?(I{1,3}|IV|V|[1-5])\b", re.IGNORECASE)
LISTED = re.compile(
    r"^[^.;]{0,60}?\b(?:such as|like|including|includes?|are|is|namely|for example|e\.g\.|contains?|covers?|"
    r"lists?|example)\b|^[^.;\w]{0,3}:|^[ ]*\(",
    re.IGNORECASE,
)
LIKENED = re.compile(
    r"\b(?:like|unlike|similar to|same (?:as|schedule)|than|compared (?:to|with)|instead of|rather than|not|"
    r"n[’']t|never|neither|nor|except|contains?)\b",
    re.IGNORECASE,
)
UNCONTROLLED = re.compile(
    r"\b(?:is|are)(?: not|n[’']t)(?: \w+){0,2} (?:a |an )?(?:federally )?(?:controlled(?: substances?| drugs?)?|"
    r"scheduled)\b|\b(?:is|are) (?:an? )?(?:unscheduled|uncontrolled|non-?controlled)\b|"
    r"\bhas no (?:DEA )?schedule\b",
    re.IGNORECASE,
)
CONTROLLED = re.compile(
    r"\b(?:is|are) (?:a |an |also |federally |classified as a |"
    r"considered a )*(?:federally )?controlled (?:substances?|drugs?|medications?|medicines?)\b",
    re.IGNORECASE,
)
ITSELF = re.compile(r"\W*(?:it|this (?:drug|medicine|medication)|the (?:drug|medicine|medication))\b", re.IGNORECASE)
AHEAD = re.compile(r"\bit(?: is|[’']s)\b[^,;]{0,30}$", re.IGNORECASE)
"""A pronoun before its name: "because it is a Schedule II drug, oxycodone …"."""


def schedules(
    index: int, text: str, mentions: tuple[Mention, ...], ids: tuple[str, ...], book: Lexicon
) -> Iterator[FactError]:
    """Yield wrong schedules, each tied to the names of its own part of the sentence."""
    marks = [m for m in SCHEDULE.finditer(text) if m.group(0)[0] in "sSC"]
    for n, m in enumerate(marks):
        stated = {NUMERALS[m.group(1).lower()]}
        if other := ALTERNATIVE.match(text[m.end() :]):
            stated.add(NUMERALS.get(other.group(1).lower(), ""))
        low = marks[n - 1].end() if n else 0
        high = marks[n + 1].start() if n + 1 < len(marks) else len(text)
        for i in scheduled(text, m, (low, high), mentions, ids):
            if (error := schedule_error(index, i, stated, m, book)) is not None:
                yield error


def scheduled(
    text: str, m: re.Match[str], part: tuple[int, int], mentions: tuple[Mention, ...], ids: tuple[str, ...]
) -> list[str]:
    """Return the ids that the schedule at `m` is given for, within its part of the sentence."""
    low, high = part
    about = [x for x in mentions if low <= x.start and x.end <= m.start() and ";" not in text[x.end : m.start()]]
    if low and about and LISTED.match(text[low:]):
        about = [x for x in about if re.search(r"\b(?:is|are)\b", text[x.end : m.start()])]
    if LIKENED.search(text[about[-1].end if about else low : m.start()]):
        return []
    if about:
        return [x.id for x in about]
    if AHEAD.search(text[low : m.start()]) and (later := [x.id for x in mentions if x.start >= m.end()]):
        return later[:1]
    if LISTED.match(text[m.end() :]):
        after = [x for x in mentions if m.end() <= x.start and x.end <= high]
        plain = [re.sub(r"\blike\b|\bcontains?\b", "", text[m.end() : x.start]) for x in after]
        return [x.id for x, words in zip(after, plain, strict=True) if not LIKENED.search(words)]
    return list(ids) if not mentions and len(ids) == 1 and ITSELF.match(text) else []


def schedule_error(index: int, term_id: str, stated: set[str], m: re.Match[str], book: Lexicon) -> FactError | None:
    """Return the error if none of the schedules stated is the one of the entry."""
    term = book.by_id.get(term_id)
    if term is None or term_id in UNJUDGED or (term.kind == "class" and term_id != "benzodiazepines"):
        return None
    right = term.data.get("schedule", "")
    source = book.source_of(term, "schedule")
    if not source or right in ("", "varies") or right in stated or (term_id == "hydrocodone" and "III" in stated):
        return None
    said = "Schedule " + " or ".join(sorted(stated))
    known = "not scheduled federally" if right == "none" else f"Schedule {right}"
    return FactError(
        index,
        "schedule",
        term_id,
        said,
        known,
        source,
        m.start(),
        m.end(),
        f"Write: {spoken(term_id)} is {'in ' if right != 'none' else ''}{known}.",
    )


def control(
    index: int, text: str, mentions: tuple[Mention, ...], ids: tuple[str, ...], book: Lexicon, kinds: Substances
) -> Iterator[FactError]:
    """Yield medicines wrongly called controlled, or wrongly called free of control."""
    for pattern, says in ((UNCONTROLLED, False), (CONTROLLED, True)):
        m = pattern.search(text)
        who = subject(text, m.start(), mentions, ids) if m else None
        if m is None or who is None or who in UNJUDGED or reported(text, m.start()) or conditional(text, m.start()):
            continue
        found = sourced(who, "schedule", book, kinds)
        if found is None:
            continue
        right = found[0].data["schedule"]
        if right != "varies" and (right != "none") != says:
            known = f"Schedule {right}" if right != "none" else "not controlled federally"
            yield FactError(
                index,
                "schedule",
                who,
                m.group(),
                known,
                found[1],
                m.start(),
                m.end(),
                f"Write: {spoken(who)} is {'in ' if right != 'none' else ''}{known}.",
            )
