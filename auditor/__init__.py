"""Content quality auditor for health pages about addiction: the public names and nothing else.

Each name is imported from its home when it is first asked for, so that a command that audits nothing starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.analysis.opposition import conflict
    from auditor.analysis.rewording import rewording
    from auditor.checks import RULES
    from auditor.config import Config
    from auditor.engine import audit, audit_text
    from auditor.errors import AuditorError, ConfigError, LexiconError, LoadError, ModelError, RuleError
    from auditor.load import load_page
    from auditor.model import (
        Anchor,
        Block,
        Citation,
        Claim,
        Confidence,
        Finding,
        Link,
        Outcome,
        Page,
        Report,
        RuleInfo,
        Sentence,
        Severity,
        Span,
        Statement,
        Status,
    )

__all__ = [
    "RULES",
    "Anchor",
    "AuditorError",
    "Block",
    "Citation",
    "Claim",
    "Confidence",
    "Config",
    "ConfigError",
    "Finding",
    "LexiconError",
    "Link",
    "LoadError",
    "ModelError",
    "Outcome",
    "Page",
    "Report",
    "RuleError",
    "RuleInfo",
    "Sentence",
    "Severity",
    "Span",
    "Statement",
    "Status",
    "audit",
    "audit_text",
    "conflict",
    "load_page",
    "rewording",
]

HOMES = {
    "auditor.analysis.opposition": ("conflict",),
    "auditor.analysis.rewording": ("rewording",),
    "auditor.checks": ("RULES",),
    "auditor.config": ("Config",),
    "auditor.engine": (
        "audit",
        "audit_text",
    ),
    "auditor.errors": (
        "AuditorError",
        "ConfigError",
        "LexiconError",
        "LoadError",
        "ModelError",
        "RuleError",
    ),
    "auditor.load": ("load_page",),
    "auditor.model": (
        "Anchor",
        "Block",
        "Citation",
        "Claim",
        "Confidence",
        "Finding",
        "Link",
        "Outcome",
        "Page",
        "Report",
        "RuleInfo",
        "Sentence",
        "Severity",
        "Span",
        "Statement",
        "Status",
    ),
}
"""Where each public name lives."""


def __getattr__(name: str) -> Any:
    """Return a public name from its home. Raises AttributeError for any other."""
    for home, names in HOMES.items():
        if name in names:
            value = getattr(import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'auditor' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
