"""Declare a check once: code, name, severity, words, examples and manual page together.

`@rule` returns an immutable Rule and registers nothing. Everything that is said of a rule elsewhere (the manual,
the docs, the report's "why", config validation, the example tests) is derived from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from inspect import cleandoc
from typing import Any

from auditor.analysis import Analysis
from auditor.config import Config
from auditor.errors import RuleError
from auditor.lexicon import Lexicon
from auditor.model import Confidence, Finding, Page, Related, RuleInfo, Sentence, Severity, Span
from auditor.suppress import Allowance

CODE = re.compile(r"[A-Z]{3}\d{3}")
MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
HEADINGS = ("## Why it matters", "## How to fix it", "## What it cannot see")


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A check's word that its question does not arise on this page."""

    reason: str


@dataclass(frozen=True, slots=True)
class NeedsReview:
    """A check's word that it cannot tell and a person must look."""

    reason: str


Verdict = Finding | NotApplicable | NeedsReview


@dataclass(frozen=True, slots=True)
class Example:
    """A snippet and the exact words in it that must be flagged; none means that it must stay silent."""

    source: str
    flagged: tuple[str, ...]

    @property
    def format(self) -> str:
        """Return `html` for a snippet that begins with a tag, else `text`."""
        return "html" if self.source.lstrip().startswith("<") else "text"

    @staticmethod
    def parse(marked: str) -> Example:
        """Read a snippet with `[[…]]` around what must be flagged; a whole-page finding is marked `[[]]`.

        Tags between the marks are no words: a finding quotes what a reader sees.
        """
        example = Example(MARKED.sub(r"\1", marked), tuple(MARKED.findall(marked)))
        if example.format == "text":
            return example
        return Example(example.source, tuple(TAG.sub("", words) for words in example.flagged))


@dataclass(frozen=True)
class Context:
    """What a check is given: the page, the facts read from it, the words and the options.

    `allowances` are the page's comments that allow findings; only the rules that judge them are given them.
    """

    page: Page
    facts: Analysis
    config: Config
    lexicons: Mapping[str, Lexicon]
    rule: RuleInfo
    allowances: tuple[Allowance, ...] = ()

    def related(self, span: Span, note: str = "") -> Related:
        """Return the words at `span` as the other half of a finding."""
        line, column = self.page.position(span.start)
        return Related(self.page.quote(span), span.start, span.end, line, column, note, self.heading(span.start))

    def heading(self, offset: int) -> str | None:
        """Return the nearest heading above the character at `offset`."""
        block = self.page.block_at(offset)
        return None if block is None else self.page.blocks[block].anchor.heading

    def flag(
        self,
        place: Span | Sentence | None,
        message: str,
        *,
        related: Iterable[Related] = (),
        marks: Iterable[Span] = (),
        evidence: Mapping[str, Any] | None = None,
        suggestion: str = "",
        severity: Severity | None = None,
        confidence: Confidence | None = None,
    ) -> Finding:
        """Return a finding at `place`, or about the whole page for None, with the rule's own identity."""
        span = place.span if isinstance(place, Sentence) else place
        line, column = self.page.position(span.start) if span else (None, None)
        return Finding(
            self.rule.code, self.rule.name, self.rule.check,
            severity or self.rule.severity, confidence or self.rule.confidence, message,
            self.page.quote(span) if span else None, span.start if span else None, span.end if span else None,
            line, column, self.heading(span.start) if span else None,
            tuple(related), tuple(marks), dict(evidence or {}), suggestion,
        )  # fmt: skip


Check = Callable[[Context], Iterator[Verdict]]


@dataclass(frozen=True)
class Rule:
    """An immutable declaration: what the rule says of itself, and the function that looks.

    `thorough` says that it reads syntax or asks a model of sentence pairs, and is left out of a fast run.
    """

    info: RuleInfo
    check: Check
    examples: tuple[Example, ...]
    lexicons: tuple[str, ...] = field(default=())
    thorough: bool = False

    @property
    def comment(self) -> str:
        """Return the comment by which an author allows what the rule finds.

        A rule none of whose examples has marked words speaks of the page as a whole, and so must the comment.
        """
        scope = "allow" if any(words for e in self.examples for words in e.flagged) else "allow-file"
        return f"<!-- auditor: {scope} {self.info.name} the reason -->"


def rule(
    code: str,
    name: str,
    *,
    check: str,
    severity: Severity,
    confidence: Confidence,
    since: str,
    examples: tuple[str, ...],
    lexicons: tuple[str, ...] = (),
    references: tuple[str, ...] = (),
    thorough: bool = False,
) -> Callable[[Check], Rule]:
    """Declare the decorated function as a rule. Raises RuleError if the declaration breaks the contract.

    The function's docstring is the manual page: its first line is the summary, and it has the three headings
    "Why it matters", "How to fix it" and "What it cannot see".
    """

    def declare(function: Check) -> Rule:
        text = cleandoc(function.__doc__ or "")
        if not CODE.fullmatch(code):
            raise RuleError(f"{code}: a code is three capitals and three digits")
        missing = [h for h in HEADINGS if h not in text]
        if missing:
            raise RuleError(f"{code}: the docstring lacks {missing[0]!r}")
        summary, _, rest = text.partition("\n")
        info = RuleInfo(code, name, check, severity, confidence, summary.strip(), rest.strip(), references, since)
        return Rule(info, function, tuple(Example.parse(e) for e in examples), lexicons, thorough)

    return declare
