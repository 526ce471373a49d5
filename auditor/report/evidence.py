"""A finding's evidence as short keys and values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

LONGEST = 300
"""Characters of one value; evidence is a hint, the page has the rest."""


def said(evidence: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield evidence in the order of its keys; nothing is said of what is empty."""
    for key in sorted(evidence):
        text = words(evidence[key])
        if text:
            yield key.replace("_", " "), text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


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
        return ", ".join(words(v) for v in value)
    return str(value)
