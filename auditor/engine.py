"""Select the rules, run each by itself, and turn what they yield into a Report."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from hashlib import sha256
from importlib import metadata
from json import dumps
from pathlib import Path
from typing import TypeVar

from auditor.analysis import Analysis, Resources, load_resources
from auditor.analysis.advice import fitting_source
from auditor.analysis.instruments import scorecards
from auditor.analysis.language import SUPPORTED, detect
from auditor.analysis.ledger import Source, keep_ledger
from auditor.analysis.syntax import MODELS, model_version
from auditor.checks import RULES
from auditor.config import Config, covers
from auditor.errors import ConfigError, LoadError, ModelError, RuleError
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
    Readability,
    ReferenceEntry,
    Report,
    RuleInfo,
    Severity,
    Skipped,
    Status,
    Tool,
)
from auditor.model.codec import plain
from auditor.profiles import switched_off, weighed
from auditor.rules import Context, NeedsReview, NotApplicable, Rule
from auditor.suppress import FAMILY, Allowance, allowances, apply_suppressions, judged
from auditor.version import VERSION

GROUP = "auditor.rules"
"""Entry-point group of third-party rules."""

LEFT_OUT = "not looked for in a fast run, which reads no syntax and asks no model of sentence pairs"
"""What the outcome of a thorough rule says in a fast run."""

T = TypeVar("T")

Progress = Callable[[int, int, str], None]
"""Told (done, total, source) before each page."""

Loader = Callable[[], Page]
"""Reads one page when its turn comes. Raises LoadError."""


@dataclass(frozen=True)
class Run:
    """What one run audits with: the options, the chosen rules, and the data that all pages share."""

    config: Config
    rules: tuple[Rule, ...]
    resources: Resources


def prepare(config: Config) -> Run:
    """Choose the rules and read the lexicons. Raises ConfigError, LexiconError and ModelError."""
    if not config.fast:
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
        except (Exception, SystemExit) as e:
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
    asked = [("select", p) for p in config.select] + [("ignore", p) for p in config.ignore]
    asked += [(f"per-file-ignores of {files!r}", p) for files, names in config.per_file_ignores.items() for p in names]
    infos = [r.info for r in rules]
    for place, pattern in asked:
        if not any(answers(i, pattern) for i in infos):
            near = nearest(infos, pattern)
            hint = f"; did you mean {near}?" if near else "; `auditor rules` lists them"
            raise ConfigError(f"{place}: no rule has the code, name or family {pattern!r}{hint}")
    wanted = [r for r in rules if not config.select or any(answers(r.info, p) for p in config.select)]
    chosen = tuple(r for r in wanted if not any(answers(r.info, p) for p in config.ignore))
    if rules and not chosen:
        raise ConfigError("select and ignore leave no rule to run")
    return chosen


def answers(info: RuleInfo, pattern: str) -> bool:
    """Say whether a rule is meant by a code, the beginning of a code, a name or a family; codes in any case."""
    prefix = re.fullmatch(r"[A-Z]{1,3}\d{0,3}", pattern.upper()) is not None and info.code.startswith(pattern.upper())
    return prefix or pattern in {info.name, info.check}


def nearest(infos: Iterable[RuleInfo], pattern: str) -> str | None:
    """Return the code, name or family that is spelled most like `pattern`, or None if none is near."""
    known = sorted({n for i in infos for n in (i.code, i.code[:3], i.name, i.check)})
    near = get_close_matches(pattern, known, 1) or get_close_matches(pattern.upper(), known, 1)
    return near[0] if near else None


def audit(
    source: str | Path | Iterable[str | Path], *, config: Config | None = None, progress: Progress | None = None
) -> Report:
    """Audit a file, a folder, a URL, or several of them.

    What cannot be read as a page is listed in `Report.skipped` and the rest goes on. Raises ConfigError,
    LexiconError or ModelError if nothing can be audited at all.
    """
    given = [str(source)] if isinstance(source, str | Path) else [str(s) for s in source]
    run = prepare(config or Config())
    sources, skipped = find_pages(given, run.config)
    return audit_sources(
        [(name, partial(load_source, name, config=run.config)) for name in sources], skipped, run, progress
    )


def audit_text(text: str, *, format: str = "text", source: str = "text", config: Config | None = None) -> Report:
    """Audit a text in memory; `format` is text, html or markdown. Raises what `audit` raises."""
    run = prepare(config or Config())
    return audit_sources([(source, partial(load_text, text, source, format=format, config=run.config))], (), run)


def audit_sources(
    sources: Sequence[tuple[str, Loader]], skipped: Iterable[Skipped], run: Run, progress: Progress | None = None
) -> Report:
    """Load and audit pages one after the other; one that cannot be read, or breaks the program, is skipped."""
    pages: list[PageReport] = []
    lost = list(skipped)
    for number, (name, load) in enumerate(sources):
        if progress is not None:
            progress(number, len(sources), name)
        try:
            pages.append(audit_supported(load(), run))
        except LoadError as e:
            lost.append(Skipped(name, str(e).removeprefix(f"{name}: ")))
        except ModelError:
            raise
        except Exception as e:  # a fault of ours must not take the other pages along; the report says that it broke
            lost.append(Skipped(name, f"the program broke on this page ({told(e)}); please report it"))
    return make_report(pages, lost, run)


def told(error: Exception) -> str:
    """Return an exception on one line: its kind and its message, if it has one."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)  # without the path
    message = " ".join(text.split())
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def make_report(pages: Iterable[PageReport], skipped: Iterable[Skipped], run: Run) -> Report:
    """Return the report of a run, sorted by source, so that the order in which pages are named changes nothing."""
    return Report(
        tool_of(run.resources.lexicons, run.config),
        tuple(r.info for r in run.rules),
        tuple(sorted(pages, key=lambda p: (p.source, p.sha256))),
        tuple(sorted(set(skipped), key=lambda s: (s.source, s.reason))),
    )


def tool_of(lexicons: Mapping[str, Lexicon], config: Config) -> Tool:
    """Return the versions of the program and of the data it judges with; a fast run uses no model of syntax."""
    models = {} if config.fast else {MODELS[0]: model_version()}
    return Tool(VERSION, lexicons={k: v.version for k, v in lexicons.items()}, models=models)


def audit_supported(page: Page, run: Run) -> PageReport:
    """Audit a page. Raises LoadError for one in a language that the words of the checks are not in."""
    language = detect(page)
    if language != SUPPORTED:
        raise LoadError(f"{page.source}: the text is in another language ({language}); only English can be audited")
    return audit_page(replace(page, language=language), run.rules, run.config, run.resources)


def audit_page(page: Page, rules: Sequence[Rule], config: Config, resources: Resources) -> PageReport:
    """Run every rule on one page; a rule that breaks is an `error` outcome and the others go on."""
    facts = Analysis(page, config, resources)
    ignored = [p for pattern, names in config.per_file_ignores.items() if covers(pattern, page.source) for p in names]
    comments = allowances(page)
    results: dict[str, tuple[Outcome, list[Finding]]] = {}
    for one in sorted(rules, key=lambda r: r.info.check == FAMILY):  # those that judge the comments come last
        reason = idle(one.info, ignored, config)
        if reason:
            results[one.info.code] = (Outcome(one.info.code, Status.NOT_APPLICABLE, reason), [])
            continue
        if one.thorough and config.fast:
            results[one.info.code] = (Outcome(one.info.code, Status.NEEDS_REVIEW, LEFT_OUT), [])
            continue
        seen = judge(comments, results, rules) if one.info.check == FAMILY else ()
        results[one.info.code] = run_rule(one, Context(page, facts, config, resources.lexicons, one.info, seen))
    found = apply_suppressions(comments, in_order(f for _, findings in results.values() for f in findings))
    least = Confidence(config.min_confidence).rank
    kept = tuple(f for f in with_fingerprints(found) if f.confidence.rank >= least)
    outcomes = tuple(settled(results[r.info.code][0], found, kept) for r in rules)
    return describe(facts, kept, outcomes)


def idle(info: RuleInfo, ignored: Sequence[str], config: Config) -> str:
    """Return why a rule is not run on a page, or an empty text; a rule that `select` names runs under any profile."""
    if any(answers(info, p) for p in ignored):
        return "ignored for this file by the configuration"
    return "" if any(answers(info, p) for p in config.select) else switched_off(config.profile, info.code)


def judge(
    comments: Sequence[Allowance], results: Mapping[str, tuple[Outcome, list[Finding]]], rules: Sequence[Rule]
) -> tuple[Allowance, ...]:
    """Return the page's comments, each with the reason why it does nothing, as far as the rules that ran can tell."""
    known = {n: r.info for r in (*RULES, *rules) for n in (r.info.name, r.info.code.lower())}
    unknown = {Status.ERROR, Status.NOT_APPLICABLE}
    told = [(r.info, results[r.info.code][0]) for r in rules if r.info.code in results]
    ran = [info for info, outcome in told if outcome.status not in unknown and outcome.reason != LEFT_OUT]
    return judged(comments, [f for _, findings in results.values() for f in findings], ran, known)


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
                finding = weighed(ctx.config.profile, one.info, checked(verdict))
                findings += [finding] if finding else []
    except ModelError:
        raise
    except Exception as e:  # a broken check must not take the page along; the outcome says that it broke
        return Outcome(one.info.code, Status.ERROR, str(e) if isinstance(e, RuleError) else told(e)), []
    if any(f.confidence is not Confidence.LOW for f in findings):
        return Outcome(one.info.code, Status.FINDINGS), findings
    if findings or review is not None:
        return Outcome(one.info.code, Status.NEEDS_REVIEW, review or "only findings of low confidence"), findings
    if absent is not None:
        return Outcome(one.info.code, Status.NOT_APPLICABLE, absent), []
    return Outcome(one.info.code, Status.PASS), []


def checked(verdict: object) -> Finding:
    """Return the verdict if it is a finding that a report can carry. Raises RuleError."""
    if not isinstance(verdict, Finding):
        raise RuleError(f"the rule yielded a {type(verdict).__name__}, which is no verdict")
    try:
        dumps(plain(verdict.evidence), allow_nan=False)
    except (TypeError, ValueError) as e:
        raise RuleError(f"the evidence of a finding does not fit into JSON: {e}") from e
    return verdict


def settled(outcome: Outcome, found: Sequence[Finding], kept: Sequence[Finding]) -> Outcome:
    """Return the outcome as the reader sees it: what the page allows is no fault, and what is hidden is mentioned."""
    if outcome.status not in {Status.FINDINGS, Status.NEEDS_REVIEW}:
        return outcome
    own = [f for f in found if f.code == outcome.code]
    if own and all(f.suppressed is not None for f in own):
        return Outcome(outcome.code, Status.PASS, "all that was found is allowed in the page")
    hidden = len(own) - sum(f.code == outcome.code for f in kept)
    if not hidden:
        return outcome
    remark = f"{hidden} of {len(own)} findings hidden by min-confidence"
    return replace(outcome, reason=f"{outcome.reason}; {remark}" if outcome.reason else remark)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings about the whole page first, then by place and code."""
    return sorted(findings, key=lambda f: (f.start is not None, f.start or 0, f.end or 0, f.code, f.message))


def with_fingerprints(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings with an identity that survives text added elsewhere: no offset, line or path goes in."""
    seen: Counter[str] = Counter()
    out = []
    for f in findings:
        missing = str(f.evidence.get("missing", f.evidence.get("rule", ""))) if f.quote is None else ""
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
    broken = any(o.status is Status.ERROR for o in outcomes)
    readability = told_once(lambda: facts.readability, Readability("too-short"), broken)
    unread: tuple[Source, ...] = ()
    sources = told_once(lambda: keep_ledger(facts), unread, broken)
    return PageReport(
        page.source, page.title, page.language or SUPPORTED, page.sha256,
        sum(len(s.text.split()) for s in main), sum(s.complete for s in main),
        replace(readability, hardest=tuple(hard(page, h) for h in readability.hardest)),
        told_once(lambda: tuple(claim_entries(facts, sources)), (), broken), outcomes, findings, page.text,
        tuple(BlockEntry(b.span.start, b.span.end, b.kind, b.role, b.anchor.line, b.level) for b in page.blocks),
        tuple(reference_entry(page, s) for s in sources),
        told_once(lambda: scorecards(facts, outcomes, findings), (), broken),
    )  # fmt: skip


def told_once(read: Callable[[], T], empty: T, broken: bool) -> T:
    """Return a fact, or `empty` if reading it breaks after an outcome has already said so.

    If no outcome has, since the rules that need the fact did not run, the exception goes on and the page is skipped.
    """
    try:
        return read()
    except ModelError:
        raise
    except Exception:
        if broken:
            return empty
        raise


def hard(page: Page, sentence: HardSentence) -> HardSentence:
    """Return the sentence with its place in the source."""
    line, column = page.position(sentence.start)
    return replace(sentence, line=line, column=column)


def claim_entries(facts: Analysis, sources: Sequence[Source]) -> Iterable[ClaimEntry]:
    """Yield the claim inventory, each claim with the indexes of the sources that it leans on."""
    page = facts.page
    leans: dict[int, list[int]] = defaultdict(list)
    for index, source in enumerate(sources):
        for number in source.claims:
            leans[number].append(index)
    for number, claim in enumerate(facts.claims):
        line, column = page.position(claim.span.start)
        block = page.block_at(claim.span.start)
        yield ClaimEntry(
            page.quote(claim.span), claim.span.start, claim.span.end, line, column, claim.kind, claim.support,
            None if block is None else page.blocks[block].anchor.heading,
            claim.reason, tuple(leans.get(number, ())), fitting_source(claim.kind), claim.safety,
        )  # fmt: skip


def reference_entry(page: Page, s: Source) -> ReferenceEntry:
    """Return a source as plain data, with its place in the page's file."""
    line, column = page.position(s.span.start)
    return ReferenceEntry(
        s.form, s.label, s.quote, s.address, s.kind, s.span.start, s.span.end, line, column, s.marks, s.claims
    )
