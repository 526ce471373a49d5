"""Draw up the sources of a page: every work, link and name that it points at, and which claims lean on each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auditor.analysis.attribution import Attribution
from auditor.analysis.identifiers import TRAILING
from auditor.analysis.sources import ADDRESS, OF_HOST, WORKS, address_in, kind_of_source
from auditor.model import Citation, Claim, Link, Role, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

FORMS = ("listed", "noted", "linked", "named", "missing")
"""How the page gives a source: in its list, in a note, as a link, by a name in words; or by a mark without an entry."""

UNKNOWN = "unknown"
BODIES: Mapping[str, str] = {
    "agency": "government page",
    "society": "professional body",
    "journal": "journal article",
    "press": "news",
    "label": "label",
}
"""What the evidence view calls a named body, by the term of the lexicon."""

BODY: Mapping[str, str] = {"government page": "government agency"}
"""A name in words is the body itself; which of its pages is meant is not said."""

SECOND_HAND = frozenset({"news", "health website", "statistics site", "reference work"})
"""Kinds that a host settles, whatever the title says: news about a trial is news."""

LONGEST_NAME = 10
"""Words; the name of an agency has fewer."""

STRONG = frozenset({"label", "guideline", "systematic review", "trial"})
LABEL = re.compile(r"\blabels?\b|prescribing information|package insert|medication guide|dailymed", re.IGNORECASE)
DOI = re.compile(r"10\.\d{4,9}/\S+")
PLACES = (
    (re.compile(r"\bPMID:?\s?#?(\d{1,9})\b", re.IGNORECASE), "https://pubmed.ncbi.nlm.nih.gov/"),
    (re.compile(r"\b(PMC\d{4,9})\b"), "https://pmc.ncbi.nlm.nih.gov/articles/"),
    (re.compile(r"\b(NCT\d{8})\b"), "https://clinicaltrials.gov/study/"),
)
"""Where PubMed, PubMed Central and ClinicalTrials.gov keep what a number stands for."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source of a page: how it is given (one of FORMS), what it is, and how many marks point at it.

    `span` is the entry of a listed work, else the first place that points at it. `quote` is the entry, the words of
    the link, the name, or nothing for a missing work. `claims` are indexes into the page's claims.
    """

    form: str
    label: str
    quote: str
    address: str
    kind: str
    span: Span
    marks: int
    claims: tuple[int, ...]


@dataclass
class Draft:
    """A source while the page is being read."""

    form: str
    label: str
    quote: str
    address: str
    kind: str
    span: Span
    marks: int = 0
    claims: list[int] = field(default_factory=list)


class Ledger:
    """The sources of one page while they are gathered, by what tells one from another."""

    def __init__(self, facts: Analysis) -> None:
        """Enter the works of the list; what stands in a footer after it is no work, unless a mark counts on it."""
        self.facts = facts
        self.links = sorted(facts.page.links, key=lambda k: k.span)
        self.starts = [k.span.start for k in self.links]
        self.targets = {t.name: t.offset for t in reversed(facts.page.targets)}
        self.drafts: dict[tuple[str, str], Draft] = {}
        self.works: dict[str, tuple[str, str]] = {}
        self.addresses: dict[str, tuple[str, str]] = {}
        labels: set[str] = set()
        for number, entry in enumerate(facts.references.entries):
            key = ("listed", str(number))
            address = self.address_of(entry.span, entry.text)
            self.drafts[key] = Draft(
                "listed", entry.label, entry.text, address, kind_of_work(facts, entry.text, address), entry.span
            )
            self.works.setdefault(entry.text, key)
            if entry.label not in labels:
                labels.add(entry.label)
                self.works[f"{entry.label}\0{entry.text}"] = key
            if address:
                self.addresses.setdefault(same(address), key)

    def address_of(self, span: Span, text: str) -> str:
        """Return where a listed work is to be found: its link, or the address that is written out in it."""
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        linked = (k.href for k in self.links[low:high] if k.href.startswith(("http://", "https://")))
        written = address_in(text)
        return next(linked, web(written) if written else identified(text))

    def link_at(self, span: Span) -> Link | None:
        """Return the link that covers the beginning or the end of `span`, or None."""
        last = bisect_right(self.starts, max(span.start, span.end - 1)) - 1
        near = self.links[max(0, last - 1) : last + 1]
        return next((k for k in reversed(near) if k.span.end > span.start), None)

    def enter(self, key: tuple[str, str], make: Callable[[], Draft]) -> tuple[str, str]:
        """Add a source unless it is there, and return its key."""
        if key not in self.drafts:
            self.drafts[key] = make()
        return key

    def of_citation(self, citation: Citation) -> tuple[str, str]:
        """Return the key of the source that a mark points at."""
        c = citation
        if not c.resolved:
            return self.enter(("missing", c.label), lambda: Draft("missing", c.label, "", "", "", c.span))
        work = self.works.get(f"{c.label}\0{c.target}") or self.works.get(c.target)
        if work is not None:
            return work
        if c.kind in {"link", "identifier"}:
            return self.of_address(web(c.target) if c.kind == "link" else identified(c.target), c)
        link = self.link_at(c.span)
        if not c.target and link is not None and not link.href.startswith("#"):
            return self.of_address(link.href, c)
        quote = c.target or self.words_at(link)
        return self.enter(
            ("noted", quote or c.label),
            lambda: Draft("noted", c.label, quote, address_in(quote), kind_of_work(self.facts, quote, ""), c.span),
        )

    def of_address(self, address: str, c: Citation) -> tuple[str, str]:
        """Return the key of a linked source; a link to a listed work is a mark for that work."""
        listed = self.addresses.get(same(address))
        if listed is not None:
            return listed
        words = self.facts.page.quote(c.span)
        return self.enter(
            ("linked", same(address) or words),
            lambda: Draft("linked", "", words, address, kind_of_link(self.facts, words, address), c.span),
        )

    def words_at(self, link: Link | None) -> str:
        """Return the text of the block that a link within the page leads to, or nothing."""
        page = self.facts.page
        name = link.href.removeprefix("#") if link is not None else ""
        place = self.targets.get(name) if name else None
        block = page.block_at(place) if place is not None else None
        return page.quote(page.blocks[block].span) if block is not None else ""

    def of_name(self, claim: Claim, names: Attribution) -> tuple[str, str]:
        """Return the key of a source that is named in words; a whole sentence stands for the name in it."""
        name = claim.source
        if len(name.split()) > LONGEST_NAME:
            bodies = names.bodies(name)
            name = names.named(name) or (name[slice(*bodies[0])] if bodies else name)
        return self.enter(
            ("named", name.casefold().removeprefix("the ")),
            lambda: Draft("named", "", name, "", BODY.get(kind := kind_of_name(self.facts, name), kind), claim.span),
        )


def keep_ledger(facts: Analysis) -> tuple[Source, ...]:
    """Return the sources of a page: the list in its order, then notes, links, names and missing works by place.

    A link that no claim leans on is left out: most of those lead to help lines and further reading.
    """
    ledger = Ledger(facts)
    by_sentence: dict[int, list[tuple[Citation, tuple[str, str]]]] = defaultdict(list)
    speaking: dict[str, list[int]] = defaultdict(list)
    for citation in facts.citations:
        key = ledger.of_citation(citation)
        ledger.drafts[key].marks += 1
        by_sentence[citation.sentence].append((citation, key))
        if citation.resolved:
            speaking[citation.target or citation.label].append(citation.sentence)
    names = facts.resources.attribution
    for number, claim in enumerate(facts.claims):
        if claim.support == "attributed":
            keys = [ledger.of_name(claim, names)]
        else:
            where = claim.sentence
            if claim.support == "cited" and not any(c.resolved for c, _ in by_sentence.get(where, ())):
                where = nearest(speaking.get(claim.source, ()), where)
            wanted = claim.support == "cited"
            marked = by_sentence.get(where, ()) if claim.support in {"cited", "orphan"} else ()
            keys = [key for c, key in marked if c.resolved is wanted]
        for key in dict.fromkeys(keys):
            ledger.drafts[key].claims.append(number)
    return tuple(finished(d) for d in in_order(ledger.drafts.values(), facts))


def in_order(drafts: Iterable[Draft], facts: Analysis) -> list[Draft]:
    """Return the drafts that are shown, by form and place."""
    blocks = facts.page.blocks

    def is_shown(d: Draft) -> bool:
        at = facts.page.block_at(d.span.start)
        if d.form == "listed":
            return d.marks > 0 or at is None or blocks[at].role is Role.MAIN
        return d.form != "linked" or bool(d.claims)

    shown = [d for d in drafts if is_shown(d)]
    return sorted(shown, key=lambda d: (FORMS.index(d.form), d.span.start, d.label))


def finished(d: Draft) -> Source:
    """Return a draft as a source."""
    return Source(d.form, d.label, d.quote, d.address, d.kind, d.span, d.marks, tuple(d.claims))


def nearest(places: Sequence[int], to: int) -> int:
    """Return the one of some ascending sentence indexes that is nearest to a sentence, or -1."""
    at = bisect_left(places, to)
    near = places[max(0, at - 1) : at + 1]
    return min(near, key=lambda p: abs(p - to), default=-1)


def same(address: str) -> str:
    """Return an address without what does not tell two works apart: scheme, `www.`, a final slash, capitals."""
    return re.sub(r"^https?://(?:www\.)?", "", address.strip().lower()).rstrip("/")


def web(address: str) -> str:
    """Return an address with a scheme."""
    return address if "//" in address else f"https://{address}"


def identified(text: str) -> str:
    """Return the address that an identifier in a text stands for, or nothing."""
    doi = DOI.search(text)
    if doi:
        return f"https://doi.org/{doi.group().rstrip(TRAILING)}"
    for pattern, base in PLACES:
        m = pattern.search(text)
        if m:
            return f"{base}{m.group(1)}"
    return ""


def kind_of_work(facts: Analysis, text: str, address: str) -> str:
    """Return what kind of source a listed work is: a weak or second-hand host settles it, else its own words do."""
    kind = kind_of_source(ADDRESS.sub(" ", text), address, facts.hosts)
    term = facts.hosts.term(address) if address else None
    host = OF_HOST.get(term.id, "") if term is not None else ""
    if host in SECOND_HAND and kind not in {"commercial", "open platform"}:
        return host
    if kind == "label" and host == "government page" and not LABEL.search(text):
        return host  # "FDA requires a boxed warning" is news of a label, and no label
    if kind == "government page" and address and term is None:
        return UNKNOWN  # the entry names an agency, and leads elsewhere
    return kind if kind not in {"other", "website"} else UNKNOWN if address else kind_of_name(facts, text)


def kind_of_link(facts: Analysis, words: str, address: str) -> str:
    """Return what kind of source a link leads to: its host says so; in a library of papers also the linked words."""
    kind = kind_of_source("", address, facts.hosts)
    if kind == "journal article":
        return next((k for k, pattern in WORKS if k in STRONG and pattern.search(words)), kind)
    return UNKNOWN if kind in {"other", "website"} else kind


def kind_of_name(facts: Analysis, name: str) -> str:
    """Return what kind of source a body is that is named in words."""
    hit = next(iter(facts.resources.lexicons["authorities"].find(name, "organisation")), None)
    if hit is not None and hit.term.id in BODIES:
        return BODIES[hit.term.id]
    kind = kind_of_source(name, "", facts.hosts)
    return UNKNOWN if kind in {"other", "website"} else kind
