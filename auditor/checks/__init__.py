"""One file a check; `RULES` is the explicit list, in report order."""

from __future__ import annotations

from auditor.rules import Rule

RULES: tuple[Rule, ...] = ()
