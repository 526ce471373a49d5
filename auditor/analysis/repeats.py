"""Provisional: groups of sentences that say the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Repeat:
    """Provisional."""

    sentences: tuple[int, ...]


def find_repeats(facts: Any) -> tuple[Repeat, ...]:
    """Provisional."""
    return ()


def rewording(a: str, b: str) -> float:
    """Provisional."""
    return 0.0
