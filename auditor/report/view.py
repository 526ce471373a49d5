"""Report → what the HTML templates lay out: numbered findings in families and rules, claims, text, outcomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from auditor.model import HardSentence, Outcome, PageReport, Report, RuleInfo, Status
from auditor.report.cards import (
    SEAMS,
    Card,
    Family,
    Group,
    families,
    groups,
    highlights,
    numbered,
    shown_order,
    slug,
    strong,
)
from auditor.report.inventory import ClaimRow, Shelf, Shown, block_of, claim_rows, shelves, supports
from auditor.report.layout import REVIEW, Region, regions
from auditor.report.standards import Card as ScoredCard
from auditor.report.standards import standards
from auditor.report.verdict import (
    Tally,
    certain,
    count,
    family_title,
    grade,
    limits,
    stage,
    tally,
    verdict,
    worst,
    worst_first,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of families: where it leads, and for one without findings what that means."""

    name: str
    title: str
    href: str
    note: str
    broken: bool
    tally: Tally


@dataclass(frozen=True, slots=True)
class Frequent:
    """How often a rule found something, and on how many pages."""

    rule: RuleInfo
    findings: int
    pages: int


@dataclass(frozen=True, slots=True)
class PageView:
    """All that the templates say of one page.

    Hard sentences come with the anchor of their block. `unsure` are checks that cannot tell and show
    no finding; `whole` are findings about the whole page; `marked` counts the findings in the text, `seams` those of
    them that show where it was put together, and `anchors` are the places in it that can be linked to.
    """

    id: str
    page: PageReport
    tally: Tally
    verdict: str
    limits: str
    grade: str
    stage: str
    worst: tuple[Card, ...]
    kinds: tuple[Row, ...]
    families: tuple[Family, ...]
    review: tuple[Group, ...]
    unsure: tuple[Outcome, ...]
    allowed: tuple[Card, ...]
    claims: tuple[ClaimRow, ...]
    supports: tuple[Shown, ...]
    shelves: tuple[Shelf, ...]
    hardest: tuple[tuple[HardSentence, str], ...]
    whole: tuple[Card, ...]
    marked: int
    seams: int
    regions: tuple[Region, ...]
    anchors: frozenset[str]
    outcomes: dict[str, tuple[Outcome, ...]]
    rules: dict[str, RuleInfo]
    standards: tuple[ScoredCard, ...] = ()


def index_rows(report: Report) -> list[tuple[int, PageReport, Tally]]:
    """Return the rows of the table of pages, worst first."""
    return [(number, page, tally(page)) for number, page in worst_first(report)]


def frequent(report: Report) -> list[Frequent]:
    """Return how often each rule found something that counts, the most frequent first."""
    rules = known_rules(report)
    found: Counter[str] = Counter()
    pages: Counter[str] = Counter()
    for page in report.pages:
        codes = [f.code for f in certain(page.findings)]
        found.update(codes)
        pages.update(set(codes))
    ranked = sorted(found, key=lambda code: (-found[code], -pages[code], code))
    return [Frequent(rules[code], found[code], pages[code]) for code in ranked]


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
    shown = [c for c in cards if c.finding.suppressed is None]
    by_finding = {id(c.finding): c for c in cards}
    codes = {f.code for f in page.findings}
    marks = [s for c in shown for s in strong(c.finding)]
    text = tuple(regions(page, highlights(cards, prefix), marks, prefix)) if page.text else ()
    return PageView(
        id=f"p{number}",
        page=page,
        tally=tally(page),
        verdict=verdict(tally(page)),
        limits=limits(tally(page)),
        grade=grade(page.readability),
        stage=stage(page.readability.grade or 0.0),
        worst=tuple(by_finding[id(f)] for f in worst(page)),
        kinds=tuple(rows(page, rules, prefix)),
        families=families([c for c in shown if c.level != REVIEW], rules, prefix),
        review=tuple(groups([c for c in shown if c.level == REVIEW], rules, f"{prefix}review-")),
        unsure=tuple(o for o in page.outcomes if o.status is Status.NEEDS_REVIEW and o.code not in codes),
        allowed=tuple(c for c in cards if c.finding.suppressed is not None),
        claims=claim_rows(page, prefix),
        supports=supports(page),
        shelves=shelves(page, prefix),
        hardest=tuple((h, block_of(page, h.start, prefix)) for h in page.readability.hardest),
        whole=tuple(c for c in shown if c.finding.start is None),
        marked=sum(c.finding.start is not None for c in shown),
        seams=sum(c.finding.start is not None and c.finding.check in SEAMS for c in shown),
        regions=text,
        anchors=frozenset(h.id for region in text for b in region.blocks for p in b.pieces for h in p.marks),
        outcomes={s.value: tuple(o for o in page.outcomes if o.status is s) for s in Status},
        rules=rules,
        standards=standards(page, prefix),
    )


def rows(page: PageReport, rules: dict[str, RuleInfo], prefix: str) -> Iterable[Row]:
    """Yield a line for each family that ran or found something."""
    for check in shown_order(page, rules):
        found = [f for f in page.findings if f.check == check]
        counts = count(found)
        statuses = {o.status for o in page.outcomes if o.code in rules and rules[o.code].check == check}
        href = f"{prefix}{slug(check)}" if counts.found else f"{prefix}review" if counts.review else ""
        yield Row(check, family_title(check), href, note(counts, statuses), Status.ERROR in statuses, counts)


def note(counts: Tally, statuses: set[Status]) -> str:
    """Return what a line without findings means."""
    if counts.found or counts.review:
        return ""
    if Status.NEEDS_REVIEW in statuses:
        return "a person must look"
    if Status.PASS in statuses:
        return "nothing found"
    return "does not apply" if Status.NOT_APPLICABLE in statuses else "nothing known"
