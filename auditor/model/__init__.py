"""The nouns: frozen, plain data that pickles, caches and ships to workers.

`Page` is what a loader saw, facts are what analysis read from it, `Report` is what the engine says. No parsed tree
and no spaCy object is ever stored in these types.
"""

from auditor.model.facts import Citation, Claim, Sentence, Statement
from auditor.model.page import (
    Anchor,
    Block,
    Comment,
    Credit,
    Kind,
    Link,
    Metadata,
    Page,
    Role,
    Run,
    Span,
    Target,
)
from auditor.model.results import (
    BlockEntry,
    ClaimEntry,
    Confidence,
    Finding,
    HardSentence,
    Outcome,
    PageReport,
    Readability,
    Related,
    Report,
    RuleInfo,
    Severity,
    Skipped,
    Status,
    Tool,
)

__all__ = [
    "Anchor",
    "Block",
    "BlockEntry",
    "Citation",
    "Claim",
    "ClaimEntry",
    "Comment",
    "Confidence",
    "Credit",
    "Finding",
    "HardSentence",
    "Kind",
    "Link",
    "Metadata",
    "Outcome",
    "Page",
    "PageReport",
    "Readability",
    "Related",
    "Report",
    "Role",
    "RuleInfo",
    "Run",
    "Sentence",
    "Severity",
    "Skipped",
    "Span",
    "Statement",
    "Status",
    "Target",
    "Tool",
]
