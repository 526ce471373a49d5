"""Provisional: who is said to be what."""

from __future__ import annotations

from typing import Any

from auditor.model import Statement


def find_statements(facts: Any) -> tuple[Statement, ...]:
    """Provisional."""
    return ()


def conflict(a: str, b: str) -> float:
    """Provisional."""
    return 0.0
