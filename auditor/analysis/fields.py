"""Read "Class: opioid agonist" under a medicine's name, and cells of a table of medicines, as the sentences they stand
for.

What a label or a table says of a medicine names neither subject nor verb, so no expression for sentences finds it. Here
it is put into words, and those are judged like any other sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from auditor.analysis.knowledge import FactError
from auditor.analysis.safety import UnsafeAdvice, cues_of, first_heading, needs
from auditor.analysis.schedules import schedules
from auditor.model import Role

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

LONGEST = 120
"""Characters: a field is a few words."""

KIND = (
    r"(?:drug |pharmac\w+ |therapeutic |medicine )?(?:class(?:ification)?|type|category|kind|action|"
    r"mechanism(?: of action)?)(?: of (?:the )?(?:drug|medicine|medication|action))?|what it is|how it works"
)
CONTROL = r"(?:DEA |federal |CSA |US |controlled[- ]substance )?(?:schedule|scheduling)|(?:legal|control) status"
LABEL = re.compile(
    rf"^\W*(?:(?P<kind>{KIND})|(?P<control>{CONTROL}))\s*(?::|—|–|\s-\s)\s*(?P<value>\S.*)$", re.IGNORECASE
)
COLUMN = re.compile(rf"^\W*(?:(?P<kind>{KIND})|(?P<control>{CONTROL}))\W*$", re.IGNORECASE)
NUMERAL = re.compile(r"^\W*(?:I{1,3}|IV|V|[1-5])\b")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a medicine, put into words; `start:end` is its value in the sentence that holds it."""

    sentence: int
    text: str
    start: int
    end: int


def find_field_errors(facts: Analysis) -> tuple[UnsafeAdvice | FactError, ...]:
    """Return what labels and tables of the main text say wrongly of medicines, at most one a field."""
    lexicon, book = facts.resources.lexicons["drug-facts"], facts.resources.lexicons["drugs"]
    known = {t.id for t in lexicon.of_kind("fact") if needs(t) == (t.id,) and lexicon.seen(t)}
    out: list[UnsafeAdvice | FactError] = []
    for field in fields(facts):
        for key in cues_of(lexicon, field.text):
            term = lexicon.by_id[key]
            if key in known and not (term.exceptions and term.exceptions.search(field.text)):
                out.append(UnsafeAdvice(field.sentence, term, "", ((field.start, field.end),)))
                break
        mentions = facts.resources.substances.find(field.text)
        wrong = schedules(field.sentence, field.text, mentions, tuple(m.id for m in mentions), book)
        out += [replace(error, start=field.start, end=field.end) for error in wrong][:1]
    return tuple(out)


def fields(facts: Analysis) -> Iterator[Field]:
    """Yield the fields of the main text whose medicine is certain."""
    cells = {
        (b.group, b.row, b.column): facts.page.quote(b.span)
        for b in facts.page.blocks
        if b.row is not None and b.span.end - b.span.start <= LONGEST
    }
    for i, sentence in enumerate(facts.sentences):
        text, block = sentence.text, facts.page.blocks[sentence.block]
        if len(text) > LONGEST or block.role is not Role.MAIN:
            continue
        if (m := LABEL.match(text)) is not None and (name := alone(facts, block.anchor.heading, text)):
            yield Field(i, spelled(name, m, m.group("value")), m.start("value"), len(text))
        elif block.row and block.column:
            lead = cells.get((block.group, block.row, 0), "")
            label = COLUMN.match(cells.get((block.group, 0, block.column), "")) or COLUMN.match(lead)
            name = only(facts, lead) or alone(facts, block.anchor.heading, text)
            if label is not None and name:
                yield Field(i, spelled(name, label, text), 0, len(text))


def spelled(name: str, label: re.Match[str], value: str) -> str:
    """Return the sentence that a label and its value stand for."""
    if label.group("control"):
        return f"{name} is in {'Schedule ' if NUMERAL.match(value) else ''}{value}"
    words = value[:1].lower() + value[1:]
    return f"{name} is {'an' if words[:1] in 'aeiou' else 'a'} {re.sub(r'^an? ', '', words)}"


def alone(facts: Analysis, heading: str | None, text: str) -> str:
    """Return the one medicine that the heading above names, or else the first heading or the title; a short line may
    itself count as a heading.
    """
    above = (heading or "", first_heading(facts), facts.page.title)
    return next((n for h in above if h != text and (n := only(facts, h))), "")


def only(facts: Analysis, text: str) -> str:
    """Return the name of the medicine in a short text that names one."""
    found = facts.resources.substances.find(text)
    return found[0].surface if len({m.id for m in found}) == 1 else ""
