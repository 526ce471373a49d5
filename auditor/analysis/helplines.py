"""Find public lines that are given under a number which is not theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.contacts import numbers
from auditor.lexicon import Lexicon, Term
from auditor.model import Kind, Role

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

LONG = 10
"""Digits of a full North American number."""

AFTER = 60
BEFORE = 45
"""Characters between the name of a line and the number that is given for it, after or before the name."""

NAME_WORDS = 5
"""Words of a line's name that stands alone above its number."""

ALIKE = 2
"""Digits by which a look-alike differs: a swap of two neighbours counts as one."""

BROKEN = re.compile(
    r"\b(?:(?<!text )or (?:our|the|your|at|call)|our|clinic|office|center|centre|hospital|admissions|contact us|"
    r"call us|my|outside|abroad|fax|local(?:ly)?|state|county|TTY|TDD|"
    r"in (?:Spanish|Canada|the UK|Australia))\b|[;]|\.\s",
    re.IGNORECASE,
)
SHORT = re.compile(
    r"\b(?:call|dial|text|calling|dialing|texting|phone|ring|number is|lifeline(?: is| at|:)?|line(?: is| at|:)?|"
    r"hotline(?: is| at|:)?)\b(?: or (?:text|call|chat))?(?: at| is|:|,|\W)? ?(9\W?\d\W?\d)\b(?!\W?\d)",
    re.IGNORECASE,
)
CODE = re.compile(r"\bto (\d[\d -]{3,7}\d)\b")
CALLED = re.compile(
    r"^\W*(?:just |so |please |or )?(?:call|dial|text|ring|phone|the number|its number)\b", re.IGNORECASE
)
"""A sentence that goes on with the line that was named before: "Dial … from any phone."."""

KNOWN_SHORT = frozenset({"988", "911", "211", "311", "411", "511", "611", "711", "811", "933", "999", "112", "995"})
PRETENDED = re.compile(
    r"\b(?:fake|scam\w*|impersonat\w+|look-?alike|not (?:the|SAMHSA)|wrong number|old number|former\w*|instead of|"
    r"beware)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """A number given for a line it does not belong to; `right` are the line's numbers, the best known first."""

    sentence: int
    line: Term
    start: int
    end: int
    given: str
    right: tuple[str, ...]
    alike: bool


DIALLABLE = re.compile(r"\d\W{0,3}\d\W{0,3}\d")
"""Three digits that stand together, as in the shortest number of all."""


def find_wrong_numbers(facts: Analysis) -> tuple[WrongNumber, ...]:
    """Return the wrong numbers of the whole page, also of its margins, at most one a sentence."""
    names = facts.resources.lexicons["helplines"]
    lines = facts.resources.lexicons["disclosures"]
    listed = {t.id: t for t in lines.of_kind("helpline", "emergency-line")}
    known = {n: t.id for t in listed.values() for n in t.data.get("numbers", ())}
    out = []
    for i, sentence in enumerate(facts.sentences):
        block = facts.page.blocks[sentence.block]
        if block.role is Role.COMMENTS or block.kind is Kind.CODE or not DIALLABLE.search(sentence.text):
            continue
        text = sentence.text if not PRETENDED.search(sentence.text) else ""
        lead = label(facts, i)
        found = next(judge(lead + text, names, listed, known), None) if text else None
        if found is None and text and not lead and (lead := carried(facts, i, names)):
            found = next((f for f in judge(lead + text, names, listed, known) if f[-1]), None)
        if found is not None and found[1] >= len(lead) and lines.seen(found[0]):
            line, start, end, given, alike = found
            out.append(WrongNumber(i, line, start - len(lead), end - len(lead), given, right_numbers(line), alike))
    return tuple(out)


def label(facts: Analysis, index: int) -> str:
    """Return the cell or term before a cell that holds little but a number, so that a table row reads as one line."""
    sentence = facts.sentences[index]
    block = facts.page.blocks[sentence.block]
    if index == 0 or len(re.sub(r"[\d\W]", "", sentence.text)) > 25:
        return ""
    before = facts.sentences[index - 1]
    other = facts.page.blocks[before.block]
    row = block.row is not None and block.row == other.row and block.group == other.group
    defined = other.kind is Kind.TERM or before.text.rstrip().endswith(":") or other.kind is Kind.HEADING
    named = len(before.text.split()) <= NAME_WORDS and before.block != sentence.block
    close = sentence.block - before.block <= 1
    return f"{before.text.rstrip('. ')}: " if row or (close and (defined or named)) else ""


def carried(facts: Analysis, index: int, names: Lexicon) -> str:
    """Return the name of the line that the sentence before speaks of, where this one tells to call and names none."""
    text = facts.sentences[index].text
    if index == 0 or CALLED.search(text) is None or next(iter(names.find(text)), None) is not None:
        return ""
    before = facts.sentences[index - 1]
    hits = sorted(names.find(before.text), key=lambda h: (h.term.kind != "line", h.start))
    if facts.sentences[index].block - before.block > 1 or not hits:
        return ""
    name = before.text[hits[0].start : hits[0].end]
    return "" if any(c.isdigit() for c in before.text.replace(name, "")) else f"{name}: "


def right_numbers(line: Term) -> tuple[str, ...]:
    """Return the numbers of a line as people write them."""
    numbers_listed: tuple[str, ...] = line.data.get("numbers", ())
    return tuple(f"1-{n[:3]}-{n[3:6]}-{n[6:]}" if len(n) == LONG else n for n in numbers_listed)


def judge(
    text: str, names: Lexicon, listed: Mapping[str, Term], known: Mapping[str, str]
) -> Iterator[tuple[Term, int, int, str, bool]]:
    """Yield the numbers of the text that stand for a line and are not its own."""
    given = list(dialled(text))
    hits = [(h, listed.get(h.term.prefer or h.term.id)) for h in names.find(text)]
    lines = {line.id for _, line in hits if line is not None}
    for digits, start, end in given:
        owner = known.get(digits)
        if (digits in KNOWN_SHORT and owner is None) or (owner is not None and (owner in lines or not lines)):
            continue
        for hit, line in hits:
            if (
                line is None
                or (hit.start < end and start < hit.end)
                or not attached(text, hit.start, hit.end, start, end, given)
            ):
                continue
            own: tuple[str, ...] = (*line.data.get("numbers", ()), *names.by_id[line.id].data.get("numbers", ()))
            alike = owner is None and any(near(digits, n) for n in own)
            if not alike and any(
                d in own
                for d, a, b in given
                if not (hit.start < b and a < hit.end) and attached(text, hit.start, hit.end, a, b, ())
            ):
                continue
            if (
                alike
                or (hit.term.kind == "line" and owner is None and len(digits) >= 3)
                or (owner is not None and hit.term.kind == "line")
            ):
                yield line, start, end, text[start:end], alike
                break


def dialled(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield full numbers, short numbers that the text says to call, and codes to text to, with their places."""
    taken: list[tuple[int, int]] = []
    for digits, start, end in numbers(text):
        if len(digits) >= LONG or digits == "988":
            taken.append((start, end))
            yield digits[-LONG:] if len(digits) == LONG + 1 and digits[0] == "1" else digits, start, end
    for pattern in (SHORT, CODE):
        for m in pattern.finditer(text):
            if not any(a < m.end(1) and m.start(1) < b for a, b in taken):
                taken.append(m.span(1))
                yield re.sub(r"\D", "", m.group(1)), m.start(1), m.end(1)


def attached(text: str, name_start: int, name_end: int, start: int, end: int, given: object) -> bool:
    """Say whether the number is given for the name: close to it, with no other party between."""
    if name_end <= start:
        between, reach = text[name_end:start], AFTER
    else:
        between, reach = text[end:name_start], BEFORE
    others = [g for g in given if isinstance(g, tuple)] if isinstance(given, list) else []
    low, high = min(name_end, end), max(name_start, start)
    crowded = any(low <= g[1] and g[2] <= high and g[1] != start for g in others)
    return len(between) <= reach and not BROKEN.search(between) and not crowded


def near(a: str, b: str) -> bool:
    """Say whether two numbers of the same length look alike without being the same."""
    if len(a) != len(b) or a == b:
        return False
    wrong = [i for i in range(len(a)) if a[i] != b[i]]
    swapped = len(wrong) == 2 and wrong[1] - wrong[0] == 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
    if len(a) == 3:
        return swapped or len(wrong) == 1 or sorted(a) == sorted(b)
    moved = len(wrong) <= 4 and sorted(a) == sorted(b)
    return swapped or moved or len(wrong) <= ALIKE or (len(a) == LONG and (a[3:] == b[3:] or a[:6] == b[:6]))
