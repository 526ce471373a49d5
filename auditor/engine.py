"""Select the rules, run each by itself, and turn what they yield into a Report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fnmatch import fnmatch
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from auditor.analysis import Analysis, Resources, load_resources
from auditor.analysis.language import SUPPORTED, detect
from auditor.analysis.syntax import MODELS, model_version
from auditor.checks import RULES
from auditor.config import Config
from auditor.errors import ConfigError, LoadError, RuleError
from auditor.lexicon import Lexicon
from auditor.load import find_pages, load_source, load_text
from auditor.model import (
    BlockEntry,
    ClaimEntry,
    Confidence,
    Finding,
    HardSentence,
    Outcome,
    Page,
    PageReport,
    Report,
    RuleInfo,
    Severity,
    Skipped,
    Status,
    Tool,
)
from auditor.rules import Context, NeedsReview, NotApplicable, Rule
from auditor.suppress import apply_suppressions
from auditor.version import VERSION

GROUP = "auditor.rules"
"""Entry-point group of third-party rules."""

Progress = Callable[[int, int, str], None]
"""Told (done, total, source) before each page."""


@dataclass(frozen=True)
class Run:
    """What one run audits with: the options, the chosen rules, and the data that all pages share."""

    config: Config
    rules: tuple[Rule, ...]
    resources: Resources


def prepare(config: Config) -> Run:
    """Choose the rules and read the lexicons. Raises ConfigError, LexiconError and ModelError."""
    model_version()
    return Run(config, select((*RULES, *plugins()), config), load_resources(config))


def plugins() -> tuple[Rule, ...]:
    """Return the third-party rules; one that does not load becomes a rule whose outcome is an error."""
    found: list[Rule] = []
    for number, entry in enumerate(sorted(metadata.entry_points(group=GROUP), key=lambda e: (e.name, e.value)), 1):
        try:
            value = entry.load()
            if not isinstance(value, Rule):
                raise RuleError(f"{entry.value} is a {type(value).__name__}, not a rule")
            taken = [r for r in (*RULES, *found) if r.info.code == value.info.code or r.info.name == value.info.name]
            if taken:
                raise RuleError(f"{value.info.code} {value.info.name} is already the code or name of another rule")
        except Exception as e:
            value = broken_plugin(number, entry.name, f"plug-in {entry.name} ({entry.value}): {type(e).__name__}: {e}")
        found.append(value)
    return tuple(found)


def broken_plugin(number: int, name: str, reason: str) -> Rule:
    """Return a rule that stands for a plug-in that did not load and says so on every page."""

    def fail(ctx: Context) -> Iterable[Finding]:
        raise RuleError(reason)

    info = RuleInfo(f"PLG{number:03d}", name, "plugins", Severity.ERROR, Confidence.HIGH, reason, reason)
    return Rule(info, fail, ())  # type: ignore[arg-type]


def select(rules: Sequence[Rule], config: Config) -> tuple[Rule, ...]:
    """Return the rules that `config` asks for, in report order. Raises ConfigError for a name that none has."""
    for pattern in (*config.select, *config.ignore, *(p for v in config.per_file_ignores.values() for p in v)):
        if not any(answers(r.info, pattern) for r in rules):
            known = sorted({n for r in rules for n in (r.info.code, r.info.name, r.info.check)})
            near = get_close_matches(pattern, known, 1)
            hint = f"; did you mean {near[0]}?" if near else "; `auditor rules` lists them"
            raise ConfigError(f"no rule has the code, name or family {pattern!r}{hint}")
    wanted = [r for r in rules if not config.select or any(answers(r.info, p) for p in config.select)]
    return tuple(r for r in wanted if not any(answers(r.info, p) for p in config.ignore))


def answers(info: RuleInfo, pattern: str) -> bool:
    """Say whether a rule is meant by a code, the beginning of a code, a name or a family."""
    prefix = re.fullmatch(r"[A-Z]{1,3}\d{0,3}", pattern) is not None and info.code.startswith(pattern)
    return prefix or pattern in {info.name, info.check}


def audit(source: str | Path | Iterable[str | Path], *, config: Config | None = None, progress: Progress | None = None) -> Report:
    """Audit a file, a folder, a URL, or several of them.

    What cannot be read as a page is listed in `Report.skipped` and the rest goes on. Raises ConfigError,
    LexiconError or ModelError if nothing can be audited at all.
    """
    one = isinstance(source, str | Path)
    given = [str(source)] if one else [str(s) for s in source]  # type: ignore[union-attr]
    run = prepare(config or Config())
    sources, skipped = find_pages(given, run.config)
    pages: list[PageReport] = []
    for number, name in enumerate(sources):
        if progress is not None:
            progress(number, len(sources), name)
        try:
            pages.append(audit_supported(load_source(name, config=run.config), run))
        except LoadError as e:
            skipped.append(Skipped(name, str(e).removeprefix(f"{name}: ")))
    return make_report(pages, skipped, run)


def audit_text(text: str, *, format: str = "text", source: str = "text", config: Config | None = None) -> Report:
    """Audit a text in memory; `format` is text, html or markdown. Raises what `audit` raises."""
    run = prepare(config or Config())
    try:
        page = audit_supported(load_text(text, source, format=format, config=run.config), run)
    except LoadError as e:
        return make_report([], [Skipped(source, str(e).removeprefix(f"{source}: "))], run)
    return make_report([page], [], run)


def make_report(pages: Iterable[PageReport], skipped: Iterable[Skipped], run: Run) -> Report:
    """Return the report of a run; pages keep the order in which they were given."""
    return Report(
        tool_of(run.resources.lexicons),
        tuple(r.info for r in run.rules),
        tuple(pages),
        tuple(sorted(skipped, key=lambda s: (s.source, s.reason))),
    )


def tool_of(lexicons: Mapping[str, Lexicon]) -> Tool:
    """Return the versions of the program and of the data it judges with."""
    return Tool(VERSION, lexicons={k: v.version for k, v in lexicons.items()}, models={MODELS[0]: model_version()})


def audit_supported(page: Page, run: Run) -> PageReport:
    """Audit a page. Raises LoadError for one in a language that the words of the checks are not in."""
    language = detect(page)
    if language != SUPPORTED:
        raise LoadError(f"{page.source}: the text is in another language ({language}); only English can be audited")
    return audit_page(replace(page, language=language), run.rules, run.config, run.resources)


def audit_page(page: Page, rules: Sequence[Rule], config: Config, resources: Resources) -> PageReport:
    """Run every rule on one page; a rule that breaks is an `error` outcome and the others go on."""
    facts = Analysis(page, config, resources)
    ignored = [p for pattern, codes in config.per_file_ignores.items() if fnmatch(page.source, pattern) for p in codes]
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    for one in rules:
        if any(answers(one.info, p) for p in ignored):
            outcomes.append(Outcome(one.info.code, Status.NOT_APPLICABLE, "ignored for this file by the configuration"))
            continue
        outcome, found = run_rule(one, Context(page, facts, config, resources.lexicons, one.info))
        outcomes.append(outcome)
        findings += found
    placed = apply_suppressions(page, in_order(findings))
    kept = tuple(f for f in with_fingerprints(placed) if f.confidence.rank >= Confidence(config.min_confidence).rank)
    return describe(facts, kept, tuple(outcomes))


def run_rule(one: Rule, ctx: Context) -> tuple[Outcome, list[Finding]]:
    """Return what one rule says of one page."""
    findings: list[Finding] = []
    review = absent = None
    try:
        for verdict in one.check(ctx):
            if isinstance(verdict, NotApplicable):
                absent = verdict.reason
            elif isinstance(verdict, NeedsReview):
                review = verdict.reason
            else:
                findings.append(verdict)
    except Exception as e:  # a broken check must not take the page along; the outcome says that it broke
        reason = str(e) if isinstance(e, RuleError) else f"{type(e).__name__}: {e}"
        return Outcome(one.info.code, Status.ERROR, reason), []
    if any(f.confidence is not Confidence.LOW for f in findings):
        return Outcome(one.info.code, Status.FINDINGS), findings
    if findings or review is not None:
        return Outcome(one.info.code, Status.NEEDS_REVIEW, review or "only findings of low confidence"), findings
    if absent is not None:
        return Outcome(one.info.code, Status.NOT_APPLICABLE, absent), []
    return Outcome(one.info.code, Status.PASS), []


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings about the whole page first, then by place and code."""
    return sorted(findings, key=lambda f: (f.start is not None, f.start or 0, f.end or 0, f.code, f.message))


def with_fingerprints(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings with an identity that survives text added elsewhere: no offset, line or path goes in."""
    seen: Counter[str] = Counter()
    out = []
    for f in findings:
        missing = str(f.evidence.get("missing", "")) if f.quote is None else ""
        words = [f.code, missing, normalised(f.quote or ""), *sorted(normalised(r.quote) for r in f.related)]
        identity = "\x1f".join(words)
        seen[identity] += 1
        digest = sha256(f"{identity}\x1f{seen[identity]}".encode()).hexdigest()[:16]
        out.append(replace(f, fingerprint=digest))
    return out


def normalised(quote: str) -> str:
    """Return the words of a quote in lower case, without the marks between them."""
    return " ".join(re.findall(r"\w+", quote.casefold()))


def describe(facts: Analysis, findings: tuple[Finding, ...], outcomes: tuple[Outcome, ...]) -> PageReport:
    """Return the report of one page: its facts as plain data beside what the rules said."""
    page = facts.page
    main = [facts.sentences[i] for i in facts.main]
    return PageReport(
        page.source, page.title, page.language or SUPPORTED, page.sha256,
        sum(len(s.text.split()) for s in main), sum(s.complete for s in main),
        replace(facts.readability, hardest=tuple(hard(page, h) for h in facts.readability.hardest)),
        tuple(claim_entries(facts)), outcomes, findings, page.text,
        tuple(BlockEntry(b.span.start, b.span.end, b.kind, b.role, b.anchor.line, b.level) for b in page.blocks),
    )  # fmt: skip


def hard(page: Page, sentence: HardSentence) -> HardSentence:
    """Return the sentence with its place in the source."""
    line, column = page.position(sentence.start)
    return replace(sentence, line=line, column=column)


def claim_entries(facts: Analysis) -> Iterable[ClaimEntry]:
    """Yield the claim inventory."""
    page = facts.page
    for claim in facts.claims:
        line, column = page.position(claim.span.start)
        block = page.block_at(claim.span.start)
        heading = None if block is None else page.blocks[block].anchor.heading
        span = claim.span
        yield ClaimEntry(page.quote(span), span.start, span.end, line, column, claim.kind, claim.support, heading)
