"""Say for each disclosure whether the page needs it, and whether and where it gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from auditor.analysis.contacts import find_line, linked_line
from auditor.analysis.dates import is_cue, iso, page_dates
from auditor.analysis.notices import emergency_help, lookup, medical_disclaimer, see_clinician
from auditor.analysis.people import Byline, Standing, authors, reviewers, standing
from auditor.analysis.topics import Topics, find_topics
from auditor.lexicon import Lexicon
from auditor.model import Credit, Kind, Role, Sentence, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

ITEMS = (
    "medical-disclaimer", "see-clinician", "emergency-help", "helpline", "author", "reviewer", "date", "references",
    "ad-disclosure", "off-label", "stop-abruptly",
)  # fmt: skip

OPENING_BLOCKS = 6
"""A date that stands alone is the page's own only among its first blocks."""

LINKED_SOURCES = 3
"""Links to authorities in the text from which on they stand for a reference list."""


CLOSING_BLOCKS = 3
"""Where a page that is not signed at its head is signed."""

LONGEST_LABEL = 40
LONGEST_VALUE = 160
"""Characters of a block that says only "Written by", and of the block with the name."""

SHOWN = "shown"
"""Kind of a date that stands in a `time` element: the words around it say what it is the date of."""

NUMBERED = re.compile(r"\W{0,2}\d{1,3}[\].)]?\s|.{0,300}\b(?:19|20)\d\d\b")
LABEL = re.compile(
    r"\W*(?:(?:article|page|post|medically|clinically|fact|last|date|content|originally|about the|meet the|our|the|expert|medical|clinical)[\s-]+){0,3}"
    r"(?:authors?|written|by|writers?|contributors?|reviewe[dr]s?|review|checked|checker|approved|updated?|published|posted|modified|revised|edited|date|created)"
    r"(?:\s+(?:by|on|date))?\W*",
    re.I,
)
LONGEST_WORK = 400
DATED = re.compile(r"\b(?:19|20)\d\d\b")
PUBLISHED = re.compile(
    r"https?://|\bdoi\b|\bet al\b|\bPMID|\b(?:CDC|FDA|NIDA|NIH|NIAAA|SAMHSA|WHO|NHS|ASAM|DEA|AHRQ|MedlinePlus|DailyMed|Cochrane|PubMed|JAMA|BMJ|NEJM|Lancet|Institute|Journal|Association|Administration|Centers? for|"
    r"Society|University|Department|Academy|prescribing information|label|guideline|J [A-Z][a-z]+|[A-Z][a-z]+ Med|Psychiatry|Addict\w*|Pharmacol\w*|Clin)\b"
)
INLINE_SOURCES = re.compile(
    r"\W*(?:key |main |selected |our |reviewed )?(?:sources?|references?|citations?)\s*:\s+(?:\S+\s+){2}", re.I
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


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a disclosure was found: `via` text, link, metadata or site; `span` only for words on the page.

    `when` is the day that it states, for a date that can be read.
    """

    via: str
    span: Span | None = None
    words: str = ""
    when: date | None = None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Whether one disclosure is needed and given.

    `needed` says whether the page calls for it, and `reason` why, or why not. `evidence` is what was found, `weak`
    says what is wrong with it ("only 'Editorial Staff' is named"); a weak disclosure is not a given one.
    `because` is the place on the page that calls for it, and `mentions` how many sentences do. `doubtful` says that
    an editor may well find the weak one enough: an organisation that signs as author.
    """

    item: str
    needed: bool
    reason: str
    evidence: Evidence | None = None
    weak: str = ""
    because: Span | None = None
    mentions: int = 0
    doubtful: bool = False

    @property
    def missing(self) -> bool:
        """Say whether the page needs it and does not give it."""
        return self.needed and (self.evidence is None or self.weak != "")


@dataclass(frozen=True)
class Reader:
    """What the search for every item needs: the sentences to look through and the words to look for."""

    facts: Analysis
    lexicon: Lexicon
    topics: Topics
    sentences: Sequence[Sentence]

    def first(self, find: object, *, main: bool = False) -> Evidence | None:
        """Return the first sentence in which `find(text, lexicon)` finds a place, also among the site's own lines."""
        for sentence in self.sentences:
            place = find(sentence.text, self.lexicon)  # type: ignore[operator]
            if place:
                start = sentence.span.start
                return Evidence("text", Span(start + place[0], start + place[1]), sentence.text[place[0] : place[1]])
        for line in self.facts.config.site.lines:
            if find(line, self.lexicon):  # type: ignore[operator]
                return Evidence("site", None, line)
        return None


def find_disclosures(facts: Analysis) -> Mapping[str, Disclosure]:
    """Look for every item of `ITEMS` in the text, the metadata, the links and the lines of the site."""
    lexicon = facts.resources.lexicons["disclosures"]
    topics = find_topics(facts, lexicon)
    blocks = facts.page.blocks
    shown = [s for s in facts.sentences if blocks[s.block].role is not Role.COMMENTS]
    reader = Reader(facts, lexicon, topics, [s for s in shown if not is_entry(facts, s.block)])
    if not topics.health:
        none = {item: Disclosure(item, False, "the page is not about health") for item in ITEMS}
        return none | {d.item: d for d in conditional(reader) if d.needed}
    return {d.item: d for d in (*advice(reader), *signatures(reader), *conditional(reader))}


def advice(reader: Reader) -> Iterator[Disclosure]:
    """Yield what every health page needs, and where it sends people for help."""
    always = "the page is about health"
    found = reader.first(medical_disclaimer) or disclaimer_link(reader)
    yield Disclosure("medical-disclaimer", True, always, found)
    yield Disclosure("see-clinician", True, always, reader.first(see_clinician))
    danger, addiction = reader.topics.danger, reader.topics.addiction
    if danger is None:
        yield Disclosure("emergency-help", False, "the page does not speak of overdose, withdrawal or suicide")
    else:
        call = reader.first(emergency_help) or public_line(reader, "emergency-line") or crisis_link(reader)
        why = f"the page speaks of “{danger.words}”"
        yield Disclosure("emergency-help", True, why, call, "", danger.span, danger.count)
    if addiction is None:
        yield Disclosure("helpline", False, "the page does not speak of addiction or its treatment")
    else:
        why = f"the page speaks of “{addiction.words}”"
        line = public_line(reader, "helpline")
        yield Disclosure("helpline", True, why, line, "", addiction.span, addiction.count)


def public_line(reader: Reader, kind: str) -> Evidence | None:
    """Return the first public line that the page gives by number, name or link."""

    def find(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
        found = find_line(text, lexicon, kind)
        return (found[1], found[2]) if found else None

    linked = linked_line(reader.facts.page, reader.lexicon, kind)
    return reader.first(find) or (Evidence("link", linked[1], reader.facts.page.quote(linked[1])) if linked else None)


def crisis_link(reader: Reader) -> Evidence | None:
    """Return a link that dials 911, 988 or another emergency number."""
    for link in reader.facts.page.links:
        if link.href.lower().replace("+", "").strip() in {"tel:911", "tel:988", "sms:988", "tel:999", "tel:112"}:
            return Evidence("link", link.span, reader.facts.page.quote(link.span))
    return None


def disclaimer_link(reader: Reader) -> Evidence | None:
    """Return a link that is called "Medical disclaimer" or the like."""
    page = reader.facts.page
    for link in page.links:
        if lookup(reader.lexicon, "disclaimer-link", page.quote(link.span)):
            return Evidence("link", link.span, page.quote(link.span))
    return None


def signatures(reader: Reader) -> Iterator[Disclosure]:
    """Yield author, reviewer, date and references."""
    always = "every health page should say so"
    meta = reader.facts.page.metadata
    written, checked = list(bylines(reader, "author")), list(bylines(reader, "reviewer"))
    yield named("author", written, meta.authors, reader, always)
    yield named("reviewer", checked, meta.reviewers, reader, always)
    yield Disclosure("date", True, always, find_date(reader, bool(written or checked)))
    yield Disclosure("references", True, always, find_list(reader))


def is_entry(facts: Analysis, index: int) -> bool:
    """Say whether a block is one work of the reference list; what follows the list, such as a footer, is none."""
    block = facts.page.blocks[index]
    if index not in facts.references.blocks or block.role is not Role.MAIN or block.kind is Kind.HEADING:
        return False
    return block.kind is not Kind.PARAGRAPH or NUMBERED.match(facts.page.quote(block.span)) is not None


def lines(facts: Analysis) -> Iterator[Line]:
    """Yield the text of each block that can sign or date the page; a label is joined with the block that it labels."""
    label: Line | None = None
    for index, block in enumerate(facts.page.blocks):
        text = facts.page.quote(block.span)
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
        if len(text) <= LONGEST_LABEL and LABEL.fullmatch(text):
            label = Line(text.strip(" :"), block.span, aside, opening)
        else:
            yield Line(text, block.span, aside, opening)


def bylines(reader: Reader, item: str) -> Iterator[tuple[Byline, Span]]:
    """Yield the author or review lines of the page, with their places."""
    for line in lines(reader.facts):
        if item == "author":
            found = authors(line.text, reader.lexicon, aside=line.aside, opening=line.opening)
        else:
            found = reviewers(line.text, reader.lexicon)
        for one in found:
            yield one, line.place(one.start, one.end)


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
    signed = item == "author" and kind is not Standing.NOBODY
    return Disclosure(item, True, why, evidence, f"only “{evidence.words}” is named", doubtful=signed)


def find_date(reader: Reader, signed: bool) -> Evidence | None:
    """Return the newest date of the page, from its metadata, its byline or a line such as "Updated 3 March 2025"."""
    found = [
        Evidence("metadata", None, f"{kind} {day} ({via})", iso(day))
        for kind, day, via in reader.facts.page.metadata.dates
        if kind != SHOWN
    ]
    found += shown_dates(reader, signed)
    for text in reader.facts.config.site.lines:
        found += [Evidence("site", None, text, d.when) for d in page_dates(text, byline=False, opening=False)]
    return max(found, key=lambda e: e.when or date.min, default=None)


def shown_dates(reader: Reader, signed: bool) -> Iterator[Evidence]:
    """Yield the dates that lines of the page state, and those of `time` elements after words that announce a date."""
    page = reader.facts.page
    timed = [d for d in page.metadata.dates if d[0] == SHOWN]
    for line in lines(reader.facts):
        if line.aside:
            continue
        byline = signed and (any(authors(line.text, reader.lexicon)) or any(reviewers(line.text, reader.lexicon)))
        stated = list(page_dates(line.text, byline=byline, opening=line.opening))
        for one in stated:
            span = line.place(one.start, one.end)
            yield Evidence("text", span, page.quote(span), one.when)
        if timed and not stated and is_cue(line.text):
            yield Evidence("metadata", line.span, f"{line.text[:60]} ({timed[0][1]})", iso(timed[0][1]))


def find_list(reader: Reader) -> Evidence | None:
    """Return the reference list, from the text or the metadata."""
    facts = reader.facts
    if facts.references.entries:
        span = facts.page.blocks[facts.references.entries[0].block].span
        return Evidence("text", span, facts.page.quote(span)[:80])
    if facts.page.metadata.citations:
        return Evidence("metadata", None, facts.page.metadata.citations[0])
    listed = work_list(facts)
    if listed:
        return Evidence("text", listed, facts.page.quote(listed)[:80])
    for block in facts.page.blocks:
        m = INLINE_SOURCES.match(facts.page.quote(block.span)) if block.role in {Role.MAIN, Role.FOOTER} else None
        if m:
            return Evidence("text", block.span, facts.page.quote(block.span)[:80])
    return None


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
        works = [t for t in texts if len(t) <= LONGEST_WORK and DATED.search(t) and PUBLISHED.search(t)]
        if 2 * len(works) > len(texts):
            return facts.page.blocks[members[0]].span
    return None


def conditional(reader: Reader) -> Iterator[Disclosure]:
    """Yield what only some pages need: a word on money, on approval, on stopping."""
    topics = reader.topics
    if topics.selling is None:
        yield Disclosure("ad-disclosure", False, "the page sells nothing and passes no callers on")
    else:
        why = f"the page says “{topics.selling.words}”"
        paid = reader.first(listed("paid"))
        yield Disclosure("ad-disclosure", True, why, paid, "", topics.selling.span, topics.selling.count)
    yield approval(reader)
    if topics.stopping is None:
        yield Disclosure("stop-abruptly", False, "the page does not speak of stopping a substance that must be tapered")
    else:
        why = f"the page speaks of stopping (“{topics.stopping.words}”)"
        taper = reader.first(listed("taper"))
        yield Disclosure("stop-abruptly", True, why, taper, "", topics.stopping.span, topics.stopping.count)


def listed(term_id: str) -> object:
    """Return a search for one word list of the lexicon."""

    def find(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
        m = lookup(lexicon, term_id, text)
        return m.span() if m else None

    return find


def approval(reader: Reader) -> Disclosure:
    """Return whether each use without approval is said to be one; a notice counts for its own medicine, or for all."""
    uses = reader.topics.off_label
    if not uses:
        return Disclosure("off-label", False, "the page presents no medicine for a use that is known to be unapproved")
    find = listed("off-label")
    sentences = {s.span: i for i, s in enumerate(reader.facts.sentences)}
    notices = [s for s in reader.sentences if find(s.text, reader.lexicon)]  # type: ignore[operator]
    for surface, use, sentence in uses:
        own = next((m.id for m in reader.facts.mentions[sentences[sentence.span]] if m.surface == surface), "")
        given = next((n for n in notices if speaks_of(reader, n, own, sentences[n.span])), None)
        if given is None:
            why = f"the page presents {surface} for {use.replace('-', ' ')}"
            return Disclosure("off-label", True, why, None, "", sentence.span, len(uses))
    return Disclosure(
        "off-label", True, "every unapproved use is named as one", Evidence("text", notices[0].span, notices[0].text)
    )


def speaks_of(reader: Reader, notice: Sentence, own: str, index: int) -> bool:
    """Say whether a notice names the medicine or no other one."""
    others = {
        m.id for m in reader.facts.mentions[index] if reader.facts.resources.substances.terms[m.id].kind == "medicine"
    }
    return own in others or not others
