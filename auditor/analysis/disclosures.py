"""Say for each disclosure whether the page needs it, and whether and where it gives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.contacts import find_line, linked_line
from auditor.analysis.dates import page_dates
from auditor.analysis.notices import emergency_help, lookup, medical_disclaimer, see_clinician
from auditor.analysis.people import Byline, Standing, authors, reviewers, standing
from auditor.analysis.topics import Topics, find_topics
from auditor.lexicon import Lexicon
from auditor.model import Credit, Role, Sentence, Span

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


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a disclosure was found: `via` text, link, metadata or site; `span` only for words on the page."""

    via: str
    span: Span | None = None
    words: str = ""


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
    if not topics.health:
        return {item: Disclosure(item, False, "the page is not about health") for item in ITEMS}
    roles = facts.page.blocks
    shown = [s for s in facts.sentences if roles[s.block].role is not Role.COMMENTS]
    reader = Reader(facts, lexicon, topics, [s for s in shown if s.block not in facts.references.blocks])
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


def bylines(reader: Reader, item: str) -> Iterator[tuple[Byline, Span]]:
    """Yield the author or review lines of the page, with their places."""
    page = reader.facts.page
    for index, block in enumerate(page.blocks):
        if block.role in {Role.COMMENTS, Role.NAVIGATION} or index in reader.facts.references.blocks:
            continue
        text = page.quote(block.span)
        aside = block.role is Role.ASIDE
        lines = (
            authors(text, reader.lexicon, aside=aside, opening=index < OPENING_BLOCKS)
            if item == "author"
            else reviewers(text, reader.lexicon)
        )
        for line in lines:
            yield line, Span(block.span.start + line.start, block.span.start + line.end)


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
    """Return a date of the page, from its metadata, its byline or a line such as "Updated 3 March 2025"."""
    page = reader.facts.page
    if page.metadata.dates:
        kind, day, via = page.metadata.dates[0]
        return Evidence("metadata", None, f"{kind} {day} ({via})")
    for index, block in enumerate(page.blocks):
        if block.role in {Role.COMMENTS, Role.NAVIGATION, Role.ASIDE} or index in reader.facts.references.blocks:
            continue
        text = page.quote(block.span)
        byline = signed and (any(authors(text, reader.lexicon)) or any(reviewers(text, reader.lexicon)))
        for found in page_dates(text, byline=byline, opening=index < OPENING_BLOCKS or block.role is Role.HEADER):
            span = Span(block.span.start + found.start, block.span.start + found.end)
            return Evidence("text", span, page.quote(span))
    return None


def find_list(reader: Reader) -> Evidence | None:
    """Return the reference list, from the text or the metadata."""
    facts = reader.facts
    if facts.references.entries:
        span = facts.page.blocks[facts.references.entries[0].block].span
        return Evidence("text", span, facts.page.quote(span)[:80])
    if facts.page.metadata.citations:
        return Evidence("metadata", None, facts.page.metadata.citations[0])
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
