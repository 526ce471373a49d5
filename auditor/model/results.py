"""What the engine says: findings, outcomes and the report that carries them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from auditor.model.codec import decode, encode
from auditor.model.page import Kind, Role, Span


class Severity(StrEnum):
    """How bad a finding is if it is true."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return 2 for an error, 1 for a warning, 0 for a remark."""
        return {"error": 2, "warning": 1, "info": 0}[self.value]


class Confidence(StrEnum):
    """How sure the tool is; `LOW` is shown as "needs review" and fails no gate by default."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """Return 2 for high, 1 for medium, 0 for low."""
        return {"high": 2, "medium": 1, "low": 0}[self.value]


class Status(StrEnum):
    """The five different answers that a check can give about a page."""

    PASS = "pass"
    FINDINGS = "findings"
    NOT_APPLICABLE = "not-applicable"
    NEEDS_REVIEW = "needs-review"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What a rule says of itself; the report carries it, so that an old JSON still renders."""

    code: str
    name: str
    check: str
    severity: Severity
    confidence: Confidence
    summary: str
    help: str
    references: tuple[str, ...] = ()
    since: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """The other half of a finding: the first copy, the opposing sentence, the mark."""

    quote: str
    start: int
    end: int
    line: int
    column: int
    note: str = ""
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: the exact words, where they stand, why it matters and what would fix it.

    A page-level finding has `quote`, `start`, `end`, `line` and `column` None. `marks` are spans inside the
    quote, or inside a related quote, of the words that matter most.
    """

    code: str
    name: str
    check: str
    severity: Severity
    confidence: Confidence
    message: str
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    line: int | None = None
    column: int | None = None
    heading: str | None = None
    related: tuple[Related, ...] = ()
    marks: tuple[Span, ...] = ()
    evidence: dict[str, Any] = field(default_factory=dict)
    suggestion: str = ""
    fingerprint: str = ""
    suppressed: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule says of one page, with the reason where it is not plain."""

    code: str
    status: Status
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A line of the claim inventory.

    `reason` says in words where the support is, or why there is none; `sources` are indexes into the page's
    `references`. `fits` is the kind of source that an editor would look for. `safety` marks a warning that must not be
    deleted for want of a source.
    """

    quote: str
    start: int
    end: int
    line: int
    column: int
    kind: str
    support: str
    heading: str | None = None
    reason: str = ""
    sources: tuple[int, ...] = ()
    fits: str = ""
    safety: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """A source that the page gives, and what leans on it.

    `form`: listed (in the list of references), noted, linked, named (in words) or missing (a mark without an entry).
    `quote` is the entry, the words of the link or the name. `marks` counts what points at it, and `claims` are indexes
    into the page's claims. The place is that of a listed entry, else of the first words that point at the source.
    """

    form: str
    label: str
    quote: str
    url: str
    kind: str
    start: int
    end: int
    line: int
    column: int
    marks: int = 0
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HardSentence:
    """A sentence that is hard to read, with the reasons."""

    quote: str
    start: int
    end: int
    line: int
    column: int
    grade: float
    words: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Readability:
    """School grades by several formulas; `status` is `too-short` when no grade would mean anything.

    `grade` is the median of the grade formulas and `range` their lowest and highest.
    """

    status: str
    grade: float | None = None
    range: tuple[float, float] | None = None
    scores: dict[str, float] = field(default_factory=dict)
    words: int = 0
    sentences: int = 0
    hardest: tuple[HardSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockEntry:
    """The shape of one block, so that a report can lay out the whole text again."""

    start: int
    end: int
    kind: Kind
    role: Role
    line: int
    level: int = 0


class Standing(StrEnum):
    """What the program can say of one item of an instrument."""

    EVIDENCED = "evidenced"
    NOT_EVIDENCED = "not-evidenced"
    NOT_APPLICABLE = "not-applicable"
    UNCHECKED = "not-checked"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class ScorecardItem:
    """One item of an instrument, in our own words: how it stands, why, and the words on the page that show it.

    `checks` are the codes of the rules that it leans on. `quote` and the place are None where no words show it.
    """

    id: str
    item: str
    standing: Standing
    reason: str
    checks: tuple[str, ...] = ()
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What a page evidences of one instrument: `evidenced` of `checkable` items, which is no score of the instrument.

    Items that only a person can judge, that do not apply or whose rule did not run are not among the checkable ones.
    """

    instrument: str
    title: str
    about: str
    evidenced: int
    checkable: int
    items: tuple[ScorecardItem, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageReport:
    """All that is said of one page; findings and outcomes are sorted."""

    source: str
    title: str
    language: str
    sha256: str
    words: int
    sentences: int
    readability: Readability
    claims: tuple[ClaimEntry, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    findings: tuple[Finding, ...] = ()
    text: str = ""
    blocks: tuple[BlockEntry, ...] = ()
    references: tuple[ReferenceEntry, ...] = ()
    scorecards: tuple[Scorecard, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be audited, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Tool:
    """The program and the data it judged with: lexicon and model versions by name."""

    version: str
    name: str = "auditor"
    lexicons: dict[str, str] = field(default_factory=dict)
    models: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one run: no clock, no absolute path of its own, sorted."""

    tool: Tool
    rules: tuple[RuleInfo, ...]
    pages: tuple[PageReport, ...]
    skipped: tuple[Skipped, ...] = ()

    def to_json(self) -> str:
        """Return schema 1 JSON: sorted, LF, ending in a line break."""
        return encode(self)

    @staticmethod
    def from_json(text: str) -> Report:
        """Read a schema 1 JSON report. Raises ValueError, with the reason, if it is not one."""
        report = decode(Report, text)
        if not isinstance(report, Report):
            raise ValueError("not a report")
        return report
