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


def demanded(tree: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return words of which every match of the parsed expression holds at least one, the rarest set that can be
    told.
    """
    best: frozenset[str] | None = None
    run = ""
    for kind, value in [*tree, (None, None)]:
        if kind is code.LITERAL:
            run += chr(value).lower()
            continue
        pieces = [p for p in LETTERS.findall(run) if len(p) >= SIZE]
        run = ""
        offered = [frozenset({max(pieces, key=len)})] if pieces else []
        if (inner := within(kind, value)) is not None:
            offered.append(inner)
        for words in offered:
            if best is None or rarity(words) > rarity(best):
                best = words
    return best


def within(kind: Any, value: Any) -> frozenset[str] | None:
    """Return what one part of an expression demands: a group, a repetition that must occur, or all its alternatives."""
    if kind is code.SUBPATTERN:
        return demanded(value[-1])
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT) and value[0] >= 1:
        return demanded(value[2])
    if kind is code.BRANCH:
        sets = [demanded(branch) for branch in value[1]]
        if any(s is None for s in sets):
            return None
        return frozenset(w for s in sets if s for w in s)
    return None


def rarity(words: frozenset[str]) -> tuple[int, int]:
    """Return how seldom a text holds one of the words: few words are rarer than many, long ones than short ones."""
    return -len(words), min(len(w) for w in words)
