"""Report → what the HTML templates lay out: numbered findings in families and rules, claims, text, outcomes."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.model import (
    ClaimEntry,
    Confidence,
    Finding,
    HardSentence,
    Outcome,
    PageReport,
    Related,
    Report,
    RuleInfo,
    Severity,
    Status,
)
from auditor.report.evidence import said
from auditor.report.layout import REVIEW, Highlight, Region, regions, within
from auditor.report.verdict import (
    LABELS,
    Tally,
    allowed,
    by_weight,
    certain,
    count,
    doubtful,
    family_title,
    grade,
    limits,
    place,
    stage,
    tally,
    verdict,
    worst,
    worst_first,
)

HUES = 6
"""Colours by which pairs are told apart; the letter goes on where they repeat."""
CARDS = 6
ROWS = 8
"""So many findings of a rule are open; the rest are folded, and printed."""
FEW = 3
"""Up to so many findings of a rule are cards of their own."""
LONGEST_QUOTE = 600
SUPPORTS = ("none", "vague", "orphan", "attributed", "cited")


@dataclass(frozen=True, slots=True)
class Half:
    """One quote of a finding: its parts, where it stands, and the way to its place in the text."""

    parts: tuple[tuple[str, bool], ...]
    where: str
    heading: str
    href: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding with its number, and the letter and colour of its pair."""

    number: int
    id: str
    finding: Finding
    level: str
    label: str
    letter: str
    hue: int | None
    halves: tuple[Half, ...]
    evidence: tuple[tuple[str, str], ...]
    where: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule. What all say alike is said once: `message` and `suggestion`, else empty."""

    id: str
    rule: RuleInfo
    cards: tuple[Card, ...]
    rest: tuple[Card, ...]
    compact: bool
    message: str
    suggestion: str
    why: str
    fix: str
    level: str
    label: str

    @property
    def size(self) -> int:
        """Return how many findings it holds."""
        return len(self.cards) + len(self.rest)


@dataclass(frozen=True, slots=True)
class Family:
    """The rules of one family that found something, and the counts."""

    id: str
    name: str
    title: str
    groups: tuple[Group, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of families: where it leads, and for one without findings what that means."""

    name: str
    title: str
    href: str
    note: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class PageView:
    """All that the templates say of one page."""

    number: int
    id: str
    page: PageReport
    tally: Tally
    verdict: str
    limits: str
    grade: str
    stage: str
    worst: tuple[Card, ...]
    families: tuple[Family, ...]
    review: tuple[Group, ...]
    unsure: tuple[Outcome, ...]
    allowed: tuple[Card, ...]
    claims: tuple[tuple[ClaimEntry, str], ...]
    supports: tuple[tuple[str, int], ...]
    hardest: tuple[tuple[HardSentence, str], ...]
    whole: tuple[Card, ...]
    regions: tuple[Region, ...]
    kinds: tuple[Row, ...]
    marked: int
    broken: tuple[Outcome, ...]
    unsure_all: tuple[Outcome, ...]
    found: tuple[Outcome, ...]
    passed: tuple[Outcome, ...]
    absent: tuple[Outcome, ...]
    rules: dict[str, RuleInfo]


def index_rows(report: Report) -> list[tuple[int, PageReport, Tally]]:
    """Return the rows of the table of pages, worst first."""
    return [(number, page, tally(page)) for number, page in worst_first(report)]


def page_views(report: Report) -> list[PageView]:
    """Return what is said of each page, in the order of the report."""
    rules = known_rules(report)
    return [page_view(page, number, rules) for number, page in enumerate(report.pages, 1)]


def known_rules(report: Report) -> dict[str, RuleInfo]:
    """Return the rules by code; one that the report lacks says what its first finding says of it."""
    rules = {r.code: r for r in report.rules}
    for f in (f for page in report.pages for f in page.findings):
        rules.setdefault(f.code, RuleInfo(f.code, f.name, f.check, f.severity, f.confidence, "", ""))
    return rules


def page_view(page: PageReport, number: int, rules: dict[str, RuleInfo]) -> PageView:
    """Return what is said of one page. Findings are numbered as they are read: families, review, allowed."""
    prefix = f"p{number}-"
    cards = numbered(page, rules, prefix)
    sure = [c for c in cards if c.level != REVIEW and c.finding.suppressed is None]
    unsure = [c for c in cards if c.level == REVIEW and c.finding.suppressed is None]
    by_finding = {id(c.finding): c for c in cards}
    shown = {f.code for f in page.findings}
    marks = [s for f in page.findings for s in f.marks]
    status: dict[Status, list[Outcome]] = defaultdict(list)
    for outcome in page.outcomes:
        status[outcome.status].append(outcome)
    support = Counter(c.support for c in page.claims)
    return PageView(
        number, f"p{number}", page, tally(page), verdict(tally(page)), limits(tally(page)),
        grade(page.readability), stage(page.readability.grade or 0.0),
        tuple(by_finding[id(f)] for f in worst(page)),
        families(sure, rules, prefix), tuple(groups(unsure, rules, f"{prefix}review-")),
        tuple(o for o in status[Status.NEEDS_REVIEW] if o.code not in shown),
        tuple(c for c in cards if c.finding.suppressed is not None),
        tuple((c, block_of(page, c.start, prefix)) for c in page.claims),
        tuple((s, support[s]) for s in sorted(support, key=lambda s: SUPPORTS.index(s) if s in SUPPORTS else 9)),
        tuple((h, block_of(page, h.start, prefix)) for h in page.readability.hardest),
        tuple(c for c in cards if c.finding.quote is None and c.finding.suppressed is None),
        tuple(regions(page, highlights(cards), marks, prefix)) if page.text else (),
        tuple(rows(page, rules, prefix)), sum(c.finding.start is not None for c in sure + unsure),
        tuple(status[Status.ERROR]), tuple(status[Status.NEEDS_REVIEW]), tuple(status[Status.FINDINGS]),
        tuple(status[Status.PASS]), tuple(status[Status.NOT_APPLICABLE]), rules,
    )  # fmt: skip


def numbered(page: PageReport, rules: dict[str, RuleInfo], prefix: str) -> list[Card]:
    """Return every finding as a card, in reading order: what counts by family and rule, to review, allowed."""
    order = {code: n for n, code in enumerate(rules)}
    checks = {check: n for n, check in enumerate(dict.fromkeys(r.check for r in rules.values()))}
    heaviest: dict[str, int] = {}
    for f in page.findings:
        heaviest[f.code] = max(heaviest.get(f.code, 0), f.severity.rank)

    def key(f: Finding) -> tuple[int, int, int, str, int]:
        return (
            checks.get(f.check, len(checks)),
            -heaviest[f.code],
            order.get(f.code, len(order)),
            f.code,
            -f.severity.rank,
        )

    ordered = [*sorted(certain(page.findings), key=key), *sorted(doubtful(page.findings), key=key)]
    ordered += sorted(allowed(page.findings), key=key)
    pairs = 0
    out = []
    for n, f in enumerate(ordered, 1):
        letter, hue = "", None
        if f.related and f.suppressed is None:
            letter, hue = letters(pairs), pairs % HUES
            pairs += 1
        out.append(card(f, n, prefix, letter, hue))
    return out


def letters(n: int) -> str:
    """Return A, B … Z, AA, AB … for 0, 1 …"""
    name = ""
    n += 1
    while n:
        n, digit = divmod(n - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def card(f: Finding, number: int, prefix: str, letter: str, hue: int | None) -> Card:
    """Return one finding laid out."""
    anchor = f"{prefix}f{number}"
    level = REVIEW if f.confidence is Confidence.LOW else f.severity.value
    halves = []
    if f.quote is not None and f.start is not None:
        parts = within(f.quote, f.start, f.marks, LONGEST_QUOTE)
        at = mark_id(prefix, number, 0)
        halves.append(Half(tuple(parts), place(f.line, f.column), f.heading or "", at, letter, ""))
    halves += [half(r, f, number, prefix, letter, n) for n, r in enumerate(f.related, 1)]
    label = "Needs review" if level == REVIEW else LABELS[f.severity]
    where = place(f.line, f.column, f.heading)
    return Card(number, anchor, f, level, label, letter, hue, tuple(halves), tuple(said(f.evidence)), where)


def half(r: Related, f: Finding, number: int, prefix: str, letter: str, n: int) -> Half:
    """Return a related quote laid out."""
    parts = within(r.quote, r.start, f.marks, LONGEST_QUOTE)
    at = mark_id(prefix, number, n)
    return Half(tuple(parts), place(r.line, r.column), r.heading or "", at, letter, r.note)


def mark_id(prefix: str, number: int, n: int) -> str:
    """Return the anchor in the text of a finding's quote, or of its nth related one."""
    return f"{prefix}m{number}" + (f"-{n}" if n else "")


def highlights(cards: Iterable[Card]) -> Iterable[Highlight]:
    """Yield what is marked in the text: the quotes of all findings but those that the author allowed."""
    for c in cards:
        f, prefix = c.finding, c.id.partition("-")[0] + "-"
        if f.suppressed is not None:
            continue
        title = f"{c.label}: {f.name}"
        if f.start is not None and f.end is not None:
            at = mark_id(prefix, c.number, 0)
            label = f"{c.number}{c.letter and ' '}{c.letter}"
            yield Highlight(f.start, f.end, at, c.id, label, c.level, title, c.hue)
        for n, r in enumerate(f.related, 1):
            at = mark_id(prefix, c.number, n)
            label = f"{c.number}{c.letter and ' '}{c.letter}"
            yield Highlight(r.start, r.end, at, c.id, label, c.level, f"{title}, other half", c.hue)


def families(cards: Sequence[Card], rules: dict[str, RuleInfo], prefix: str) -> tuple[Family, ...]:
    """Return the cards by family, in the order in which they come."""
    members: dict[str, list[Card]] = defaultdict(list)
    for c in cards:
        members[c.finding.check].append(c)
    return tuple(
        Family(
            f"{prefix}{slug(name)}", name, family_title(name), tuple(groups(found, rules, prefix)),
            count(c.finding for c in found),
        )
        for name, found in members.items()
    )  # fmt: skip


def slug(name: str) -> str:
    """Return a family's name fit for an anchor."""
    return "family-" + "".join(c if c.isascii() and c.isalnum() else "-" for c in name)


def groups(cards: Sequence[Card], rules: dict[str, RuleInfo], prefix: str) -> Iterable[Group]:
    """Yield the cards rule by rule."""
    members: dict[str, list[Card]] = defaultdict(list)
    for c in cards:
        members[c.finding.code].append(c)
    for code, found in members.items():
        yield group(rules[code], found, f"{prefix}{rule_anchor(code)}")


def group(rule: RuleInfo, cards: list[Card], anchor: str) -> Group:
    """Return the cards of one rule: a list where they are many and stand alone, cards where they are few or pairs."""
    cards = sorted(cards, key=lambda c: (-c.finding.severity.rank, c.number))
    compact = len(cards) > FEW and not any(c.finding.related for c in cards)
    opened = ROWS if compact else CARDS
    if len(cards) <= opened + 2:
        opened = len(cards)
    sections = manual(rule.help)
    top = min((c.finding for c in cards), key=by_weight)
    level = REVIEW if cards[0].level == REVIEW else top.severity.value
    label = "Needs review" if level == REVIEW else LABELS[Severity(level)]
    return Group(
        anchor, rule, tuple(cards[:opened]), tuple(cards[opened:]), compact,
        shared([c.finding.message for c in cards]) if compact else "",
        shared([c.finding.suggestion for c in cards]) if len(cards) > 1 else "",
        sections.get("Why it matters", ""), sections.get("How to fix it", ""), level, label,
    )  # fmt: skip


def shared(texts: Sequence[str]) -> str:
    """Return the text that all are, or nothing."""
    return texts[0] if len(set(texts)) == 1 else ""


def manual(help: str) -> dict[str, str]:
    """Return the sections of a manual page by their `## ` headings."""
    sections: dict[str, list[str]] = {}
    lines = sections.setdefault("", [])
    for line in help.splitlines():
        if line.startswith("## "):
            lines = sections.setdefault(line[3:].strip(), [])
        else:
            lines.append(line)
    return {name: "\n".join(body).strip() for name, body in sections.items()}


def block_of(page: PageReport, offset: int, prefix: str) -> str:
    """Return the anchor of the block that holds the character at `offset`, or nothing."""
    index = bisect_right(page.blocks, offset, key=lambda b: b.start) - 1
    return f"{prefix}b{index}" if index >= 0 and page.text else ""


def rows(page: PageReport, rules: dict[str, RuleInfo], prefix: str) -> Iterable[Row]:
    """Yield a line for each family that ran or found something."""
    checks = dict.fromkeys([*(r.check for r in rules.values()), *(f.check for f in page.findings)])
    for check in checks:
        found = [f for f in page.findings if f.check == check]
        counts = count(found)
        statuses = {o.status for o in page.outcomes if o.code in rules and rules[o.code].check == check}
        href = f"{prefix}{slug(check)}" if counts.found else f"{prefix}review" if counts.review else ""
        yield Row(check, family_title(check), href, note(counts, statuses), counts)


def note(counts: Tally, statuses: set[Status]) -> str:
    """Return what a line without findings means, and whether a check broke."""
    if Status.ERROR in statuses:
        return "a check broke"
    if counts.found or counts.review:
        return ""
    if Status.NEEDS_REVIEW in statuses:
        return "a person must look"
    if Status.PASS in statuses:
        return "nothing found"
    return "does not apply" if Status.NOT_APPLICABLE in statuses else ""


def rule_anchor(code: str) -> str:
    """Return the anchor of a rule's own page in the report."""
    return "rule-" + "".join(c if c.isascii() and c.isalnum() else "-" for c in code)
