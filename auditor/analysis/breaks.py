"""Find where a page changes its subject, its voice or its count without saying so: the seams between paragraphs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.analysis.substances import Substances
from auditor.lexicon import Lexicon
from auditor.model import Block, Kind, Role, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

PARAGRAPHS = 5
"""Paragraphs that name a medicine or substance, from which on a page can be said to have one subject."""

SUBJECT = 0.6
"""Share of them that name the page's own subject; a page that goes through several medicines has no such one."""

FOREIGN = 2
"""Paragraphs about something else that a page with one subject may have before it is a page about both."""

BREAK_WORDS = 25
NAMED_TWICE = 2
"""Words of a paragraph, and how often it names the other substance: fewer are an aside."""

FAMILIAR = 0.3
"""Share of the paragraph's words with matter that other paragraphs have, from which on it belongs to the page."""

STRANGE, STRANGE_WORDS, AROUND = 0.22, 40, 6
"""Share of a paragraph's words with matter that the rest of the page has, up to which it is about something else; how
many words it has, at least, and how many such paragraphs the page. None of 1,153 such paragraphs of 85 real pages lies
below; of 85 put there from other pages about addiction 10 do."""

CUES, CUES_ALONE = 2, 4
"""Words of journal prose in a sentence that make it one, where the paragraph has two such sentences, or has one."""

LONG = 14
"""Words of a sentence of journal prose, at least."""

READER = re.compile(r"\b(?:you|your|yourself)\b", re.I)
SPOKEN_TO = 3
"""Sentences that say "you": a page that speaks to its readers."""

JOURNAL = 0.3
"""Share of sentences in journal prose above which the page is a paper, and its "you" the exception."""

STEP = re.compile(
    r"^\W{0,3}(?:(step|stage|phase|tip|reason|sign|day|week|part|chapter|no\.?) )?(\d{1,2})(?=[.):]|\s[-–—:])", re.I
)
MARKS = 2
"""Falls in a row of marks that no list explains: 41, 40, 39."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the page changes without saying so: `kind` is subject, matter, heading, register or numbering.

    `span` is where the new part begins, `before` what it does not go on from, `words` say what changed.
    """

    kind: str
    span: Span
    before: Span | None
    words: tuple[str, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the main text: its block, its sentences, and how often it names each substance."""

    block: int
    sentences: tuple[int, ...]
    named: Counter[str]
    words: int


def find_breaks(facts: Analysis) -> tuple[Break, ...]:
    """Return the breaks of the main text in order of place."""
    paragraphs = tuple(read_paragraphs(facts))
    found = [*subjects(facts, paragraphs), *headings(facts, paragraphs), *registers(facts, paragraphs)]
    found += [*steps(facts), *marks(facts)]
    named = {b.span for b in found}
    found += [b for b in strangers(facts, paragraphs) if b.span not in named]
    return tuple(sorted(found, key=lambda b: (b.span, b.kind)))


def read_paragraphs(facts: Analysis) -> Iterator[Paragraph]:
    """Yield the paragraphs of the main text, without references."""
    held: dict[int, list[int]] = defaultdict(list)
    for i in facts.main:
        block, span = facts.sentences[i].block, facts.sentences[i].span
        if any(s.start < span.end and span.start < s.end for s in facts.references.stray):
            continue
        if facts.page.blocks[block].kind is Kind.PARAGRAPH and block not in facts.references.blocks:
            held[block].append(i)
    for block, indexes in held.items():
        named = Counter(m.id for i in indexes for m in facts.mentions[i])
        words = sum(len(facts.sentences[i].text.split()) for i in indexes)
        yield Paragraph(block, tuple(indexes), named, words)


def kin(one: str, other: str, substances: Substances) -> bool:
    """Say whether two ids are one substance, or one belongs to the other, or both to one class."""
    if substances.is_a(one, other) or substances.is_a(other, one):
        return True
    return not substances.classes_of(one).isdisjoint(substances.classes_of(other))


def own_subject(paragraphs: Sequence[Paragraph]) -> str:
    """Return the substance that most paragraphs that name any name; "" if the page has no single one."""
    naming = [p for p in paragraphs if p.named]
    if len(naming) < PARAGRAPHS:
        return ""
    top, count = Counter(n for p in naming for n in p.named).most_common(1)[0]
    return top if count >= SUBJECT * len(naming) else ""


def subjects(facts: Analysis, paragraphs: Sequence[Paragraph]) -> Iterator[Break]:
    """Yield paragraphs about a substance that nothing else on the page names, with next to no word of the page."""
    own = own_subject(paragraphs)
    if not own:
        return
    substances = facts.resources.substances
    places: dict[str, set[int]] = defaultdict(set)
    for i in facts.main:
        for m in facts.mentions[i]:
            places[m.id].add(facts.sentences[i].block)
    titled = {m.id for m in substances.find(facts.page.title)}
    found = []
    for p in paragraphs:
        if p.words < BREAK_WORDS or not p.named or p.named.total() < NAMED_TWICE:
            continue
        alone = all(places[n] == {p.block} and n not in titled and not kin(n, own, substances) for n in p.named)
        if alone and familiar(facts, p, paragraphs) < FAMILIAR:
            before = facts.page.blocks[p.block - 1].span if p.block else None
            found.append(Break("subject", facts.sentences[p.sentences[0]].span, before, (named_by(facts, p),)))
    if len(found) <= FOREIGN:
        yield from found


def strangers(facts: Analysis, paragraphs: Sequence[Paragraph]) -> Iterator[Break]:
    """Yield long paragraphs with hardly a word that the rest of the page, its headings among it, has as well."""
    long = [p for p in paragraphs if p.words >= STRANGE_WORDS]
    if len(long) < AROUND:
        return
    times: Counter[str] = Counter()
    own: dict[int, frozenset[str]] = {}
    for i in facts.main:
        block = facts.sentences[i].block
        own[block] = own.get(block, frozenset()) | facts.gist(i).content
    for stems in own.values():
        times.update(stems)
    found = []
    for p in long:
        shared = sum(times[s] > 1 for s in own[p.block])
        if shared <= STRANGE * len(own[p.block]) and "|" not in facts.page.quote(facts.page.blocks[p.block].span):
            before = facts.page.blocks[p.block - 1].span if p.block else None
            found.append(Break("matter", facts.sentences[p.sentences[0]].span, before, ()))
    if len(found) <= FOREIGN:
        yield from found


def named_by(facts: Analysis, p: Paragraph) -> str:
    """Return the substance that a paragraph names first, as it writes it."""
    return next(m.surface for i in p.sentences for m in facts.mentions[i])


def familiar(facts: Analysis, p: Paragraph, paragraphs: Sequence[Paragraph]) -> float:
    """Return the share of a paragraph's words with matter that any other paragraph has (0…1)."""
    own = frozenset().union(*(facts.gist(i).content for i in p.sentences))
    others = frozenset().union(*(facts.gist(i).content for q in paragraphs if q is not p for i in q.sentences))
    return len(own & others) / max(1, len(own))


def headings(facts: Analysis, paragraphs: Sequence[Paragraph]) -> Iterator[Break]:
    """Yield sections whose heading names a substance and whose text names only others, and more than once."""
    substances = facts.resources.substances
    texts = {p.block: p for p in paragraphs}
    blocks = facts.page.blocks
    mentioned: dict[int, Counter[str]] = defaultdict(Counter)
    for i in facts.main:
        mentioned[facts.sentences[i].block].update(m.id for m in facts.mentions[i])
    at = [n for n, b in enumerate(blocks) if b.role is Role.MAIN and b.kind is Kind.HEADING]
    for n, after in pairwise([*at, len(blocks)]):
        inside = [b for b in range(n + 1, after) if blocks[b].role is Role.MAIN]
        said = sum((mentioned[b] for b in inside), Counter())
        announced = mentioned[n]
        prose = [texts[b] for b in inside if b in texts]
        if not announced or not prose or said.total() <= NAMED_TWICE or blocks[n].level <= 1:
            continue
        if after < len(blocks) and blocks[after].level > blocks[n].level:
            continue
        if any(kin(a, s, substances) for a in announced for s in said):
            continue
        first = prose[0]
        if not first.named:
            continue
        words = (facts.page.quote(blocks[n].span), named_by(facts, first))
        yield Break("heading", facts.sentences[first.sentences[0]].span, blocks[n].span, words)


def registers(facts: Analysis, paragraphs: Sequence[Paragraph]) -> Iterator[Break]:
    """Yield paragraphs in the prose of journals on a page that speaks to its readers."""
    lexicon = facts.resources.lexicons["registers"]
    prose = [i for p in paragraphs for i in p.sentences if facts.sentences[i].complete]
    if sum(READER.search(facts.sentences[i].text) is not None for i in prose) < SPOKEN_TO:
        return
    found: list[tuple[Paragraph, list[tuple[int, tuple[str, ...]]]]] = []
    count = 0
    for p in paragraphs:
        cues = [(i, c) for i in p.sentences if len(c := journal(facts.sentences[i].text, lexicon)) >= CUES]
        count += len(cues)
        if (len(cues) > 1 or any(len(c) >= CUES_ALONE for _, c in cues)) and not at_home(facts, p, lexicon):
            found.append((p, cues))
    if count > JOURNAL * len(prose):
        return
    for _, cues in found:
        index, words = max(cues, key=lambda c: (len(c[1]), -c[0]))
        yield Break("register", facts.sentences[index].span, None, words)


def journal(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the different words of journal prose in a sentence that is long enough and speaks to nobody."""
    if len(text.split()) < LONG or READER.search(text):
        return ()
    return tuple(dict.fromkeys(h.text.lower() for h in lexicon.find(text, "journal")))


def at_home(facts: Analysis, p: Paragraph, lexicon: Lexicon) -> bool:
    """Say whether the heading above a paragraph announces science."""
    heading = facts.page.blocks[p.block].anchor.heading or ""
    return any(True for _ in lexicon.find(heading, "scientific-heading"))


def steps(facts: Analysis) -> Iterator[Break]:
    """Yield headings whose number is lower than that of the heading of the same form before it, and not 1."""
    last: dict[tuple[int, str], tuple[int, Block]] = {}
    for b in facts.page.blocks:
        if b.role is not Role.MAIN or b.kind is not Kind.HEADING:
            continue
        last = {k: v for k, v in last.items() if k[0] <= b.level}
        m = STEP.match(facts.page.quote(b.span))
        if m is None:
            continue
        key, number = (b.level, (m[1] or "").lower()), int(m[2])
        before = last.get(key)
        last[key] = (number, b)
        if before is not None and 1 < number < before[0] and key in last:
            yield Break("numbering", b.span, before[1].span, (str(before[0]), str(number)))


def marks(facts: Analysis) -> Iterator[Break]:
    """Yield the first of several marks in a row whose numbers run backwards, where no list explains them."""
    if facts.references.entries:
        return
    found = [c for c in facts.citations if c.kind == "numeric" and c.label.isdigit() and not c.resolved]
    falls = 0
    for n, (a, b) in enumerate(pairwise(found)):
        falls = falls + 1 if int(b.label) < int(a.label) else 0
        if falls == MARKS:
            run = found[n - MARKS + 1 : n + 2]
            yield Break("numbering", run[0].span, None, tuple(c.label for c in run))
            return
