"""Find who wrote and checked a page, when, and from which sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from auditor.analysis.completeness import AUTHOR_RUN, BIBLIOGRAPHIC
from auditor.analysis.contacts import is_host
from auditor.analysis.dates import is_cue, iso, page_dates
from auditor.analysis.evidence import Disclosure, Evidence, Reader, is_entry
from auditor.analysis.likely import date_named, doubtful, person_named
from auditor.analysis.notice_gates import may_give, words_of
from auditor.analysis.people import LONGEST_BYLINE, Byline, Standing, authors, reviewers, standing
from auditor.analysis.plain import unmarked
from auditor.analysis.publishers import family
from auditor.model import Credit, Kind, Role, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

OPENING_BLOCKS = 6
"""A date that stands alone is the page's own only among its first blocks."""


CLOSING_BLOCKS = 3
"""Where a page that is not signed at its head is signed."""

LONGEST_LABEL = 40
LONGEST_VALUE = 160
"""Characters of a block that says only "Written by", and of the block with the name."""

DIGIT = re.compile(r"\d")
RENEWED = re.compile(r"\b(?:updated|reviewed|revised|checked|modified)\b", re.I)
"""In an aside, where other articles are listed with their dates, only such a word speaks of this page."""

CLOSING_NOTES = 8
"""Blocks at the end of a page among which a single work is a note; in the middle of a text it may be a leftover."""

ANNOUNCED = re.compile(
    r"\b(?:sources?|references?|evidence|proof|stud(?:y|ies)|literature|based on|comes? from|"
    r"we (?:read|used)|behind)\b",
    re.I,
)
"""What the heading of a list of sources says, in whatever words."""

FEW_TIMES = 2
"""Different days in `time` elements that can be the page's own, published and updated; more are a list of others."""

SHOWN = "shown"
"""Kind of a date that stands in a `time` element: the words around it say what it is the date of."""

LABEL = re.compile(
    r"\W*(?:(?:article|page|post|medically|clinically|fact|last|date|content|originally|about "
    r"the|meet the|our|the|expert|medical|clinical)[\s-]+){0,3}"
    r"(?:authors?|written|by|writers?|contributors?|reviewe[dr]s?|review|checked|checker|approved|"
    r"updated?|published|posted|modified|revised|edited|date|created|lead|sign-?off)"
    r"(?:\s+(?:by|on|date))?\W*|"
    r"\W*who(?:[’']s| is| has| else)? (?:\w+ ){0,2}?(?:wrote|written|writes?|made|checked|checks|reviewed|reviews|"
    r"vetted|approved|updated|behind|responsible|author|edited)\b[^?.]{0,30}\??\W*",
    re.I,
)
LINKED_SOURCES = 3
LONGEST_WORK = 400
MARKED = re.compile(r"\W{0,2}\[\d{1,2}\]\s|\d{1,2}[.)]\s")
DATED = re.compile(r"\b(?:19|20)\d\d\b")
PUBLISHED = re.compile(
    r"https?://|\bdoi\b|\bet al\b|\bPMID|\b(?:CDC|FDA|NIDA|NIH|NIAAA|SAMHSA|WHO|NHS|ASAM|DEA|AHRQ|"
    r"MedlinePlus|DailyMed|Cochrane|PubMed|JAMA|BMJ|NEJM|Lancet|Institute|Journal|Association|"
    r"Administration|Centers? for|"
    r"Society|University|Department|Academy|prescribing information|label|guideline|J [A-Z][a-z]+|"
    r"[A-Z][a-z]+ Med|Psychiatry|Addict\w*|Pharmacol\w*|Clin)\b"
)
INLINE_SOURCES = re.compile(
    r"(?:^|\n|[.•|]\s)\W*(?i:(?:key |main |selected |our |reviewed |information )?(?:sources?|references?|citations?)"
    r"(?: used| consulted| cited| and notes| include| (?:and|&) (?:further )?reading)?|"
    r"(?:facts )?(?:checked|verified) (?:against|with)|based on|"
    r"adapted from|facts? (?:taken )?from|data from|read the science)\s*(?::|\s[—–-])\s+(?!none|available|"
    r"on request|unknown|our |see )"
    r"(?=[^\n]{0,200}(?:\b(?:19|20)\d\d\b|https?:|\b[A-Z]{2,6}\b|[Ii]nstitute|[Jj]ournal|label))\S{2}|"
    r"\b(?i:this|the|our) (?:page|article|guide|text|leaflet|information|facts?|numbers|handout|post)\b[^.\n]{0,60}"
    r"\b(?:based on|adapted from|draws? on|drawn from|compiled from|taken from|comes? from|(?:is|are) from|"
    r"sourced from|rel(?:y|ies|ied) on)\b"
    r"[^.\n]{0,120}\b(?:[A-Z]{2,6}|[A-Z][a-z]+ (?:Institute|Society|Association|Journal|Administration|Centers?))\b",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A text that may sign or date the page; the first `shift` characters are a label from the block before."""

    text: str
    span: Span
    aside: bool = False
    opening: bool = False
    shift: int = 0

    def place(self, start: int, end: int) -> Span:
        """Return the place on the page of a stretch of the text, the label left out."""
        length = len(self.span)
        first = min(max(0, start - self.shift), length)
        return Span(self.span.start + first, self.span.start + min(max(first, end - self.shift), length))


def signatures(reader: Reader) -> Iterator[Disclosure]:
    """Yield author, reviewer, date and references."""
    always = "every health page should say so"
    meta = reader.facts.page.metadata
    read = read_lines(reader)
    written = [(b, s.line.place(b.start, b.end)) for s in read for b in s.written]
    checked = [(b, s.line.place(b.start, b.end)) for s in read for b in s.checked]
    shown = [s.line for s in read]
    for item, signed, credits in (("author", written, meta.authors), ("reviewer", checked, meta.reviewers)):
        found = named(item, signed, credits, reader, always)
        near = person_named(shown, reader.lexicon, checking=item == "reviewer") if found.evidence is None else None
        yield doubtful(found, near, "is named, and not said to have written or checked the page") if near else found
    dated = Disclosure("date", True, always, find_date(reader, read))
    near = date_named(shown) if dated.evidence is None else None
    yield doubtful(dated, near, "holds a date, and does not say of what") if near else dated
    yield Disclosure("references", True, always, find_list(reader))


def lines(facts: Analysis) -> Iterator[Line]:
    """Yield the text of each block that can sign or date the page; a label is joined with the block that it labels."""
    label: Line | None = None
    for index, block in enumerate(facts.page.blocks):
        text = unmarked(facts.page.quote(block.span))
        if block.role in {Role.COMMENTS, Role.NAVIGATION} or is_entry(facts, index):
            label = None
            continue
        aside = block.role is Role.ASIDE
        opening = (
            index < OPENING_BLOCKS or index >= len(facts.page.blocks) - CLOSING_BLOCKS or block.role is Role.HEADER
        )
        if label is not None and len(text) <= LONGEST_VALUE:
            yield Line(f"{label.text}: {text}", block.span, aside, label.opening, len(label.text) + 2)
        label = None
        named = block.kind is Kind.TERM or block.header_cell
        if len(text) <= LONGEST_LABEL and (named or LABEL.fullmatch(text)):
            label = Line(text.strip(" :"), block.span, aside, opening)
        else:
            yield Line(text, block.span, aside, opening)


@dataclass(frozen=True, slots=True)
class Signed:
    """A line with the author and review lines that were read in it."""

    line: Line
    written: tuple[Byline, ...]
    checked: tuple[Byline, ...]


def read_lines(reader: Reader) -> list[Signed]:
    """Return every line that can sign or date the page, each read once."""
    found = []
    for line in lines(reader.facts):
        written: tuple[Byline, ...] = ()
        checked: tuple[Byline, ...] = ()
        words = words_of(line.text)
        prose = len(line.text) > LONGEST_BYLINE and "by" not in words and "this" not in words
        if not prose and (line.opening or may_give("writing", words)):
            written = tuple(authors(line.text, reader.lexicon, aside=line.aside, opening=line.opening))
        if not prose and may_give("checking" if len(line.text) > LONGEST_BYLINE else "reading", words):
            checked = tuple(reviewers(line.text, reader.lexicon))
        found.append(Signed(line, written, checked))
    return found


def named(
    item: str, lines: Sequence[tuple[Byline, Span]], credits: Sequence[Credit], reader: Reader, why: str
) -> Disclosure:
    """Return who is named as author or reviewer: a person if there is one, in the text or the metadata."""
    for line, span in lines:
        if line.standing is Standing.PERSON:
            return Disclosure(item, True, why, Evidence("text", span, line.name))
    for credit in credits:
        kind = standing(credit.name, reader.lexicon)
        if kind is Standing.PERSON and credit.kind.lower() not in {"organization", "organisation"}:
            return Disclosure(item, True, why, Evidence("metadata", None, credit.name))
    for text in reader.facts.config.site.lines:
        found = authors(text, reader.lexicon) if item == "author" else reviewers(text, reader.lexicon)
        if any(line.standing is Standing.PERSON for line in found):
            return Disclosure(item, True, why, Evidence("site", None, text))
    if lines:
        line, span = lines[0]
        return stand_in(item, why, Evidence("text", span, line.name), line.standing)
    if credits:
        name = credits[0].name
        return stand_in(item, why, Evidence("metadata", None, name), standing(name, reader.lexicon))
    return Disclosure(item, True, why)


def stand_in(item: str, why: str, evidence: Evidence, kind: Standing) -> Disclosure:
    """Return an author or reviewer that is an organisation or nobody one could ask."""
    signed = kind is Standing.ORGANISATION or (item == "author" and kind is Standing.PERSON)
    return Disclosure(item, True, why, evidence, f"only “{evidence.words}” is named", doubtful=signed)


def find_date(reader: Reader, read: Sequence[Signed]) -> Evidence | None:
    """Return the newest date of the page, from its metadata, its byline or a line such as "Updated 3 March 2025"."""
    found = [
        Evidence("metadata", None, f"{kind} {day} ({via})", iso(day))
        for kind, day, via in reader.facts.page.metadata.dates
        if kind != SHOWN
    ]
    found += shown_dates(reader, read)
    for text in reader.facts.config.site.lines:
        found += [Evidence("site", None, text, d.when) for d in page_dates(text, byline=False, opening=False)]
    return max(found, key=lambda e: e.when or date.min, default=None)


def shown_dates(reader: Reader, read: Sequence[Signed]) -> Iterator[Evidence]:
    """Yield the dates that lines of the page state, and those of `time` elements after words that announce a date."""
    page = reader.facts.page
    timed = [d for d in page.metadata.dates if d[0] == SHOWN]
    for signed in read:
        line = signed.line
        if not (timed or DIGIT.search(line.text)) or (line.aside and not RENEWED.search(line.text)):
            continue
        byline = bool(signed.written or signed.checked)
        stated = list(page_dates(line.text, byline=byline, opening=line.opening))
        for one in stated:
            span = line.place(one.start, one.end)
            yield Evidence("text", span, page.quote(span), one.when)
        if timed and not stated and is_cue(line.text):
            yield Evidence("metadata", line.span, f"{line.text[:60]} ({timed[0][1]})", iso(timed[0][1]))
    quiet = all(b.role is not Role.COMMENTS for b in page.blocks)
    if timed and quiet and len({day for _, day, _ in timed}) <= FEW_TIMES:
        yield Evidence("metadata", None, f"time element {timed[0][1]}", iso(timed[0][1]))


def find_list(reader: Reader) -> Evidence | None:
    """Return the reference list, from the text or the metadata."""
    facts = reader.facts
    if facts.references.entries:
        span = facts.page.blocks[facts.references.entries[0].block].span
        return Evidence("text", span, facts.page.quote(span)[:80])
    if facts.page.metadata.citations:
        return Evidence("metadata", None, facts.page.metadata.citations[0])
    linked = linked_sources(facts)
    if linked:
        return Evidence("link", linked, facts.page.quote(linked)[:80])
    listed = work_list(facts)
    if listed:
        return Evidence("text", listed, facts.page.quote(listed)[:80])
    for index, block in enumerate(facts.page.blocks):
        text = facts.page.quote(block.span)
        if block.role in {Role.MAIN, Role.FOOTER} and is_note(facts, index, text):
            return Evidence("text", block.span, text[:80])
        if block.kind is Kind.PARAGRAPH and MARKED.match(text) and is_work(text):
            return Evidence("text", block.span, text[:80])
        m = INLINE_SOURCES.search(facts.page.quote(block.span)) if block.role in {Role.MAIN, Role.FOOTER} else None
        if m:
            return Evidence("text", block.span, facts.page.quote(block.span)[:80])
    return None


def linked_sources(facts: Analysis) -> Span | None:
    """Return the first of several links in the text to authorities, which stand for a reference list."""
    lines = facts.resources.lexicons["disclosures"].of_kind("helpline", "emergency-line")
    helplines = tuple(h for t in lines for h in t.data.get("hosts", ()))
    found = []
    for link in facts.page.links:
        term = facts.hosts.term(link.href) if link.role is Role.MAIN and not facts.hosts.is_own(link.href) else None
        if term is not None and term.kind == "host" and not is_host(link.href, helplines):
            found.append(link)
    several = len({k.href for k in found}) >= LINKED_SOURCES and len({family(k.href) for k in found}) > 1
    return found[0].span if several else None


def is_work(text: str) -> bool:
    """Say whether a short text is dated and names a publisher, a journal or an address."""
    return len(text) <= LONGEST_WORK and DATED.search(text) is not None and PUBLISHED.search(text) is not None


def is_address(facts: Analysis, text: str) -> bool:
    """Say whether a text is the written-out address of an authority's page and nothing else."""
    term = facts.hosts.term(text) if text.startswith("http") and " " not in text.strip() else None
    return term is not None and term.kind == "host" and not facts.hosts.is_own(text)


def is_note(facts: Analysis, index: int, text: str) -> bool:
    """Say whether a short block near the end is a work, or names dated sources under a heading that announces them."""
    blocks = facts.page.blocks
    if len(text) > LONGEST_WORK or index < len(blocks) - CLOSING_NOTES:
        return False
    if BIBLIOGRAPHIC.search(text) and (AUTHOR_RUN.match(text) or DATED.search(text)):
        return True
    head = facts.page.quote(blocks[index - 1].span) if index else ""
    return is_work(text) and len(head) <= LONGEST_LABEL and ANNOUNCED.search(head) is not None


def work_list(facts: Analysis) -> Span | None:
    """Return the first entry of a list of works under a heading that does not call them references.

    Most of its items must be dated and name a publisher, a journal or an address; lists of further pages are not.
    """
    groups: dict[int, list[int]] = {}
    for index, block in enumerate(facts.page.blocks):
        if block.kind is Kind.ITEM and block.role is Role.MAIN and block.group is not None:
            groups.setdefault(block.group, []).append(index)
    for members in groups.values():
        texts = [facts.page.quote(facts.page.blocks[i].span) for i in members]
        works = [t for t in texts if is_work(t) or is_address(facts, t)]
        if 2 * len(works) > len(texts):
            return facts.page.blocks[members[0]].span
    return None
