"""A finding's evidence as short keys and values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LONGEST = 300
"""Characters of one value; evidence is a hint, the page has the rest."""
DRAWN = frozenset({"repaired"})
"""Keys that the text view draws: the sentence without the words from elsewhere, which the suggestion has too."""
SIDES = ("here", "there")
"""What the two sides of a clash are called: the finding's own sentence, and the first that opposes it."""

HOST = re.compile(r"https?://(?:www\.)?([^/\s?#]+)\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """One key of the evidence and its values as text; a value that is a web address has it beside its host."""

    key: str
    values: tuple[tuple[str, str], ...]


def said(evidence: Mapping[str, Any]) -> Iterator[Said]:
    """Yield evidence in the order of its keys; nothing is said of what is empty."""
    for key in sorted(evidence.keys() - DRAWN):
        value = evidence[key]
        parts = sides(value) or [words(v) for v in (value if isinstance(value, (list, tuple)) else [value])]
        shown = tuple(address(p) or (cut(p), "") for p in parts if p)
        if shown:
            yield Said(key.replace("_", " "), shown)


def sides(value: Any) -> list[str]:
    """Return what is seen on each of the two sides of a clash, told apart; an empty list for any other value."""
    if not isinstance(value, (list, tuple)) or len(value) != len(SIDES):
        return []
    if not all(isinstance(v, (list, tuple)) for v in value):
        return []
    if not any(value):
        return [""]  # nothing on either side is nothing to say
    return [f"{side}: {words(v)}" for side, v in zip(SIDES, value, strict=True)]


def address(text: str) -> tuple[str, str] | None:
    """Return the host of a web address with the address, or None for other text."""
    m = HOST.fullmatch(text)
    return (m[1], text) if m else None


def cut(text: str) -> str:
    """Return `text`, shortened if it is long."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def words(value: Any) -> str:
    """Return a value as text: lists with commas, objects as key: value, numbers without needless digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    if isinstance(value, Mapping):
        return "; ".join(f"{k}: {words(value[k])}" for k in sorted(value))
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(words, value))) or "none"
    return str(value)
