"""Tell which letters a text must hold before an expression can match in it, so that most are never tried.

A lexicon of some hundred expressions costs more than a parser if each is searched in each sentence. Nearly all of
them need one of a few words; looking for three letters of those words first leaves a handful to search.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

SIZE = 3
"""Letters of a word that are looked for: fewer are in every sentence, more would lose short words such as "mix"."""

LETTERS = re.compile(r"[a-z]+")
SHORT = re.compile(r"(?<![^\W_])[a-z]{1,2}(?![^\W_])")
WHOLE = "="
"""Before a word of one or two letters that must stand by itself."""

DIGIT = "#"
"""Any word with a digit."""


def grams(text: str) -> frozenset[str]:
    """Return every run of three characters of the text."""
    return frozenset(text[i : i + SIZE] for i in range(len(text) - SIZE + 1))


@cache
def required(expression: str) -> frozenset[str]:
    """Return parts of words, in lower case, of which every match holds at least one; none if there is no such set."""
    known = worked_out().get(expression)
    return demanded_by(expression) if known is None else frozenset(known)


@cache
def worked_out() -> Mapping[str, Sequence[str]]:
    """Return what the expressions of the shipped lexicons demand: working it out anew takes half a second."""
    found: dict[str, list[str]] = json.loads(files("auditor").joinpath("models/letters.json").read_text("utf-8"))
    return found


def demanded_by(expression: str) -> frozenset[str]:
    """Return what `required` tells of an expression, from the expression itself."""
    return demanded(parser.parse(expression, re.IGNORECASE)) or frozenset()


def demanded(tree: Iterable[tuple[Any, Any]], left: bool = False, right: bool = False) -> frozenset[str] | None:
    """Return words of which every match of the parsed expression holds at least one, the rarest set that can be told.

    `left` and `right` say that what stands before and behind is no letter, so that short words there are whole ones.
    """
    parts = list(tree)
    best: frozenset[str] | None = None
    run = ""
    for place, (kind, value) in enumerate([*parts, (None, None)]):
        if kind is code.LITERAL:
            run += chr(value).lower()
            continue
        start = place - len(run)
        bounded = left if start == 0 else is_edge(parts[start - 1])
        closed = right if place == len(parts) else is_edge((kind, value))
        offered = [pieces(run, bounded, closed)] if run else []
        after = right if place + 1 == len(parts) else place + 1 < len(parts) and is_edge(parts[place + 1])
        before = not run[-1].isalnum() if run else left if place == 0 else is_edge(parts[place - 1])
        offered.append(within(kind, value, before, after))
        run = ""
        for words in offered:
            if words and (best is None or rarity(words) > rarity(best)):
                best = words
    return best


def is_edge(part: tuple[Any, Any]) -> bool:
    """Say whether a part of an expression stands between a letter and what is none: an edge of a word, a mark."""
    kind, value = part
    if kind is code.AT:
        return value in (code.AT_BOUNDARY, code.AT_BEGINNING, code.AT_END)
    if kind is code.IN:
        return all(k is code.LITERAL and is_edge((k, v)) for k, v in value)
    return kind is code.LITERAL and not (chr(value).isalnum() or value == ord("_"))


def pieces(run: str, left: bool, right: bool) -> frozenset[str] | None:
    """Return the longest word part of a run of letters, or a short whole word, or that there is a digit."""
    long = [p for p in LETTERS.findall(run) if len(p) >= SIZE]
    if long:
        return frozenset({max(long, key=len)})
    words = [m for m in SHORT.finditer(run) if (m.start() > 0 or left) and (m.end() < len(run) or right)]
    if words:
        return frozenset({WHOLE + max((m.group() for m in words), key=len)})
    return frozenset({DIGIT}) if any(c.isascii() and c.isdigit() for c in run) else None


def within(kind: Any, value: Any, left: bool, right: bool) -> frozenset[str] | None:
    """Return what one part of an expression demands: a group, a repetition that must occur, or all its alternatives."""
    if kind is code.SUBPATTERN:
        return demanded(value[-1], left, right)
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT) and value[0] >= 1:
        return demanded(value[2])
    if kind is code.IN:
        return frozenset({DIGIT}) if all(is_digit(k, v) for k, v in value) else None
    if kind is code.BRANCH:
        sets = [demanded(branch, left, right) for branch in value[1]]
        if any(s is None for s in sets):
            return None
        return frozenset(w for s in sets if s for w in s)
    return None


def is_digit(kind: Any, value: Any) -> bool:
    """Say whether a member of a set of characters stands for digits only."""
    if kind is code.RANGE:
        return chr(value[0]).isdigit() and chr(value[1]).isdigit()
    return (kind is code.CATEGORY and value is code.CATEGORY_DIGIT) or (kind is code.LITERAL and chr(value).isdigit())


def rarity(words: frozenset[str]) -> tuple[bool, int, int]:
    """Return how seldom a text holds one of the words: few words are rarer than many, long ones than short ones.

    Whatever a digit or a word such as "of" can let through comes last.
    """
    return not any(w == DIGIT or w.startswith(WHOLE) for w in words), -len(words), min(len(w) for w in words)
