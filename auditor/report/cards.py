"""The findings of a page as numbered cards, in families and rules; what several say alike is said once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice
from types import MappingProxyType

from auditor.model import Confidence, Finding, PageReport, Related, RuleInfo, Severity, Span
from auditor.report.evidence import Said, said
from auditor.report.layout import REVIEW, Highlight, within
from auditor.report.verdict import (
    LABELS,
    Tally,
    allowed,
    by_weight,
    certain,
    count,
    doubtful,
    family_title,
    place,
)

HUES = 6
"""Colours by which pairs are told apart; the letter goes on where they repeat."""
CARDS = 6
ROWS = 8
"""So many findings of a rule, or of those that say alike, are open; the rest are folded, and printed."""
FEW = 3
"""Up to so many findings of a rule are cards of their own."""
ALIKE = 3
"""Findings are put under common words where so many of them, on average, share the words."""
SEAMS = frozenset({"duplicates", "splicing"})
"""Families that show where a page was put together; the text can be read with these alone marked."""
SHORT = 4
"""Words in a quote that stands again elsewhere and needs no second look: a term, not a sentence."""
LONGEST_QUOTE = 600
"""Characters of a quote on a card; all of it stands in the whole text."""


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
    """A finding with its number, and the letter and colour of its pair.

    `halves` are the quotes to be read side by side, `also` the other places that it names, with their anchors.
    """

    number: int
    id: str
    finding: Finding
    level: str
    label: str
    letter: str
    hue: int | None
    halves: tuple[Half, ...]
    also: tuple[tuple[str, str], ...]
    evidence: tuple[Said, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Findings of a rule under the words that they share: `message`, `suggestion` and `evidence`, each maybe empty."""

    message: str
    suggestion: str
    evidence: tuple[Said, ...]
    cards: tuple[Card, ...]
    rest: tuple[Card, ...]

    @property
    def size(self) -> int:
        """Return how many findings it holds."""
        return len(self.cards) + len(self.rest)


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule: as cards, or as rows where they are many and stand alone."""

    id: str
    rule: RuleInfo
    rows: bool
    listings: tuple[Listing, ...]
    size: int
    manual: Mapping[str, str]
    level: str
    label: str


@dataclass(frozen=True, slots=True)
class Family:
    """The rules of one family that found something, and the counts."""

    id: str
    name: str
    title: str
    groups: tuple[Group, ...]
    tally: Tally


def numbered(page: PageReport, rules: dict[str, RuleInfo], prefix: str) -> list[Card]:
    """Return every finding as a card, in reading order: what counts by family and rule, to review, allowed."""
    key = reading_order(page, rules)
    ordered = [f for part in (certain, doubtful, allowed) for f in side_by_side(sorted(part(page.findings), key=key))]
    pairs = 0
    out = []
    for n, f in enumerate(ordered, 1):
        letter, hue = "", None
        if f.start is not None and any(stands_apart(f, r) for r in f.related) and f.suppressed is None:
            letter, hue = letters(pairs), pairs % HUES
            pairs += 1
        out.append(card(f, n, prefix, letter, hue))
    return out


def reading_order(page: PageReport, rules: dict[str, RuleInfo]) -> Callable[[Finding], tuple[int, int, int, str, int]]:
    """Return a sort key: families as they are shown, in each the rule first whose worst finding is the worst."""
    order = {code: n for n, code in enumerate(rules)}
    checks = {check: n for n, check in enumerate(shown_order(page, rules))}
    heaviest: dict[str, int] = {}
    for f in page.findings:
        heaviest[f.code] = max(heaviest.get(f.code, 0), f.severity.rank)

    def key(f: Finding) -> tuple[int, int, int, str, int]:
        return checks[f.check], -heaviest[f.code], order[f.code], f.code, -f.severity.rank

    return key


def shown_order(page: PageReport, rules: dict[str, RuleInfo]) -> list[str]:
    """Return all families: what is worst on this page first, then what a person must look at, then the rest."""
    checks = list(dict.fromkeys([*(r.check for r in rules.values()), *(f.check for f in page.findings)]))
    first: dict[str, tuple[int, int]] = {}
    for f in certain(page.findings):
        weight = by_weight(f)[:2]
        first[f.check] = min(first.get(f.check, weight), weight)
    unsure = {f.check for f in doubtful(page.findings)}
    return sorted(checks, key=lambda c: (c not in first, first.get(c, (0, 0)), c not in unsure))


def side_by_side(findings: Iterable[Finding]) -> Iterable[Finding]:
    """Yield findings that are sorted by rule, those of a rule that say alike one after the other."""
    for _, members in groupby(findings, key=lambda f: f.code):
        for alike in divided(list(members)):
            yield from alike


def divided(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return the findings of one rule by the words that they share, if sharing saves words; else all together."""
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for f in findings:
        alike[f.message, f.suggestion].append(f)
    if not in_rows(findings) or len(findings) < ALIKE * len(alike):
        return [list(findings)]
    return list(alike.values())


def in_rows(findings: Sequence[Finding]) -> bool:
    """Say whether the findings of one rule are rows: many, and none is to be read beside another sentence."""
    return len(findings) > FEW and not any(stands_apart(f, r) for f in findings for r in f.related)


def stands_apart(f: Finding, r: Related) -> bool:
    """Say whether a related quote is to be read beside the finding's own: not a part of it, and not a mere term."""
    inside = f.start is not None and f.end is not None and f.start <= r.start and r.end <= f.end
    same = r.quote.casefold() == (f.quote or "").casefold() and len(r.quote.split()) <= SHORT
    return not inside and not same


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
    level = REVIEW if f.confidence is Confidence.LOW else f.severity.value
    label = "Needs review" if level == REVIEW else LABELS[f.severity]
    marks = strong(f)
    halves, also = [], []
    if f.quote is not None and f.start is not None:
        parts = tuple(within(f.quote, f.start, marks, LONGEST_QUOTE))
        at = mark_id(prefix, number, 0)
        halves.append(Half(parts, place(f.line, f.column), f.heading or "", at, letter, ""))
    for n, r in enumerate(f.related, 1):
        at = mark_id(prefix, number, n)
        if stands_apart(f, r):
            parts = tuple(within(r.quote, r.start, marks, LONGEST_QUOTE))
            halves.append(Half(parts, place(r.line, r.column), r.heading or "", at, letter, r.note))
        else:
            also.append((f"{r.note or 'also'}: {place(r.line, r.column)}", at))
    return Card(
        number=number,
        id=f"{prefix}f{number}",
        finding=f,
        level=level,
        label=label,
        letter=letter,
        hue=hue,
        halves=tuple(halves),
        also=tuple(also),
        evidence=tuple(said(f.evidence)),
        where=place(f.line, f.column, f.heading),
    )


def strong(f: Finding) -> list[Span]:
    """Return the words of a finding that matter most: its marks, and related words within its quote.

    A mark on all of a quote says nothing and is left out.
    """
    quotes = [Span(r.start, r.end) for r in f.related]
    marks = list(f.marks)
    if f.start is not None and f.end is not None:
        own = Span(f.start, f.end)
        marks += [q for q in quotes if q in own]
        quotes.append(own)
    return [m for m in marks if m not in quotes or any(m in q and m != q for q in quotes)]


def mark_id(prefix: str, number: int, n: int) -> str:
    """Return the anchor in the text of a finding's quote, or of its nth related one."""
    return f"{prefix}m{number}" + (f"-{n}" if n else "")


def highlights(cards: Iterable[Card], prefix: str) -> Iterable[Highlight]:
    """Yield what is marked in the text: the quotes of all findings but those that the author allowed."""
    for c in cards:
        f = c.finding
        if f.suppressed is not None:
            continue
        places = [(r.start, r.end, ", other place") for r in f.related]
        if f.start is not None and f.end is not None:
            places.insert(0, (f.start, f.end, ""))
        label = f"{c.number} {c.letter}".rstrip()
        for n, (start, end, more) in enumerate(places, 0 if f.start is not None else 1):
            at = mark_id(prefix, c.number, n)
            yield Highlight(
                start, end, at, c.id, label, c.level, f"{c.label}: {f.name}{more}", c.hue, f.check in SEAMS,
                "" if n else str(f.evidence.get("repaired", "")),
            )  # fmt: skip


def families(cards: Sequence[Card], rules: dict[str, RuleInfo], prefix: str) -> tuple[Family, ...]:
    """Return the cards by family, in the order in which they come."""
    members: dict[str, list[Card]] = defaultdict(list)
    for c in cards:
        members[c.finding.check].append(c)
    return tuple(
        Family(
            f"{prefix}{slug(name)}",
            name,
            family_title(name),
            tuple(groups(found, rules, prefix)),
            count(c.finding for c in found),
        )
        for name, found in members.items()
    )


def slug(name: str) -> str:
    """Return a family's name fit for an anchor."""
    return "family-" + "".join(c if c.isascii() and c.isalnum() else "-" for c in name)


@lru_cache(maxsize=1024)
def rule_anchor(code: str) -> str:
    """Return the anchor of a rule's own page in the report."""
    return "rule-" + "".join(c if c.isascii() and c.isalnum() else "-" for c in code)


def groups(cards: Sequence[Card], rules: dict[str, RuleInfo], prefix: str) -> Iterable[Group]:
    """Yield the cards rule by rule."""
    members: dict[str, list[Card]] = defaultdict(list)
    for c in cards:
        members[c.finding.code].append(c)
    for code, found in members.items():
        yield group(rules[code], found, f"{prefix}{rule_anchor(code)}")


def group(rule: RuleInfo, cards: list[Card], anchor: str) -> Group:
    """Return the cards of one rule: rows where they are many and stand alone, cards where they are few or pairs."""
    findings = [c.finding for c in cards]
    rows = in_rows(findings)
    top = min(findings, key=by_weight)
    level = REVIEW if cards[0].level == REVIEW else top.severity.value
    label = "Needs review" if level == REVIEW else LABELS[Severity(level)]
    parts = divided(findings)
    opened = CARDS if not rows else ROWS if len(parts) == 1 else ROWS // 2
    left = iter(cards)
    listings = tuple(listing(list(islice(left, len(part))), rows, opened) for part in parts)
    return Group(anchor, rule, rows, listings, len(cards), manual(rule.help), level, label)


def listing(cards: list[Card], rows: bool, opened: int) -> Listing:
    """Return findings with what all of them share, the first `opened` of them open."""
    if len(cards) <= opened + 2:
        opened = len(cards)
    several = len(cards) > 1
    message = shared([c.finding.message for c in cards]) if rows else ""
    suggestion = shared([c.finding.suggestion for c in cards]) if several else ""
    common = [item for item in cards[0].evidence if rows and all(item in c.evidence for c in cards)]
    return Listing(message, suggestion, tuple(common), tuple(cards[:opened]), tuple(cards[opened:]))


def shared(texts: Sequence[str]) -> str:
    """Return the text that all are, or nothing."""
    return texts[0] if len(set(texts)) == 1 else ""


@lru_cache(maxsize=1024)
def manual(help: str) -> Mapping[str, str]:
    """Return the sections of a manual page by their `## ` headings."""
    sections: dict[str, list[str]] = {}
    lines = sections.setdefault("", [])
    for line in help.splitlines():
        if line.startswith("## "):
            lines = sections.setdefault(line[3:].strip(), [])
        else:
            lines.append(line)
    return MappingProxyType({name: "\n".join(body).strip() for name, body in sections.items()})
