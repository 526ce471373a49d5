"""Content quality auditor for health pages about addiction: the public names and nothing else."""

from auditor.analysis.repeats import rewording
from auditor.analysis.opposition import conflict
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
