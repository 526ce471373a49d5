"""Find the marks that point at sources, and what each resolves to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from auditor.analysis.bibliography import BRACKETED_WORK, ENTRY_MAX
from auditor.analysis.identifiers import IDENTIFIER
from auditor.analysis.marks import MARK_MAX, RAISED, SUPERSCRIPTS, Mark, great_marks, marks_in, numbers_of, raised_marks
from auditor.analysis.references import References
from auditor.analysis.sources import ADDRESS, Hosts
from auditor.lexicon import Lexicon
from auditor.model import Citation, Kind, Link, Page, Role, Sentence, Span

AUTHOR_YEAR = re.compile(
    r"[(\[](?:see |e\.g\.,? |cf\. |reviewed in )?([A-Z][\w’'-]{1,30}(?:,? (?:and|&) (?:[A-Z][\w’'-]{1,30}|others|"
    r"colleagues|co-?workers)| et al\.?|, [A-Z][\w’'-]{1,30}){0,4},? "
    r"(?:19|20)\d\d[a-z]?(?:[;,] ?[^()\[\]]{2,80}(?:19|20)\d\d[a-z]?){0,6}(?:[,:] ?(?:pp?\. ?)?\d{1,4}"
    r"(?:[–-]\d{1,4})?(?: ?ff?\.)?\*?)?)[)\]]"
    r"|\b([A-Z][\w’'-]{1,30}(?: et al\.?| (?:and|&) (?:[A-Z][\w’'-]{1,30}|colleagues|co-?workers))?),? \(((?:19|"
    r"20)\d\d)[a-z]?\)"
)
"""(Okonkwo & Lind, 2018), (Rosner et al., 2010; Ito 2012), Rosner et al. (2010), Rosner (2010)."""

FURTHER = re.compile(
    r"; ?(([A-Z][\w’'-]{1,30})(?:,? (?:and|&) [A-Z][\w’'-]{1,30}| et al\.?|, [A-Z][\w’'-]{1,30}){0,4},? ((?:19|"
    r"20)\d\d)[a-z]?)"
)
"""A further work in the bracket of one before it."""

KEY = re.compile(r"\[([A-Z][\w+&-]{1,20}\d{2,4}[a-z]?)\]")
"""[CHK16], [Cahill2016]: the key of an entry that begins with it."""

NO_AUTHOR = frozenset(
    "january february march april may june july august september october november december spring summer fall "
    "autumn winter in "
    "since by until after before updated reviewed published about around circa survey data protocol act census edition "
    "version report approved founded established born est the source figure table class drug".split()
)
"""Words before a year that are no author."""

SHORTEST_NAME = 2
REPORTING = re.compile(
    r" (?:also |later |first )?(?:found|showed|shows|reported|reports|observed|concluded|argued|noted|measured)\b"
)
SYMBOL = re.compile(r"(?<=[\w.,;:)”’%])(?:\*{1,3}|[†‡§¶])(?![\w*])")
SYMBOL_NOTE = re.compile(r"\W?(\*{1,3}|[†‡§¶])\s?([A-Z].*)", re.DOTALL)


NOTE = re.compile(r"^[ \t]{0,4}(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|\[(\d{1,3})\])[ \t]{0,2}(\S.{3,})", re.MULTILINE)
NEXT_NOTE = re.compile(r"(?<=[.;)] )([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}) ?(?=\w)")
"""Where the next note begins in a line of several."""

NOTE_SIGNS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹[ ")
SAME_WORK = re.compile(r"ibid|op\.? ?cit|loc\.? ?cit", re.IGNORECASE)
SAME_AUTHOR = re.compile(r"\W{0,2}(?:-{2,3}|[–—]{1,3}|_{3,})\s?[.,(]")
"""How an entry begins that is by the authors of the one above it."""

EXPLAINED = re.compile(
    r"\b(?:in|within|between|inside|with|the) (?:the )?(?:square |round |curly )?(?:brackets?|parenthes[ei]s)\b"
    r"[^.;]{0,40}"
    r"\b(?:is|are|was|were|shows?|gives?|means?|marks?|stands? for|indicates?|counts?|denotes?|tells?)\b"
    r"|\b(?:show[ns]?|given|print(?:ed|s)?|set|put|mark(?:ed|s)?|written|listed|appears?|stands?) (?:\w+ )?(?:in|"
    r"within|between|inside) (?:square |round |curly )?(?:brackets|parentheses)\b",
    re.IGNORECASE,
)
OF_SOURCES = re.compile(
    r"\b(?:references?|sources?|citations?|cited?|studies|papers|bibliography|works?|notes?|literature)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reader:
    """A page with what its marks can point at, indexed once so that ten thousand marks take linear time."""

    page: Page
    sentences: Sequence[Sentence]
    references: References
    hosts: Hosts
    authorities: Lexicon

    @cached_property
    def starts(self) -> list[int]:
        """Return where the sentences begin."""
        return [s.span.start for s in self.sentences]

    @cached_property
    def links(self) -> tuple[list[int], list[Link]]:
        """Return the links in order of place, and where they begin."""
        ordered = sorted(self.page.links, key=lambda k: k.span)
        return [k.span.start for k in ordered], ordered

    @cached_property
    def targets(self) -> frozenset[str]:
        """Return the names that a link on the page can point at."""
        return frozenset(t.name for t in self.page.targets)

    @cached_property
    def works(self) -> dict[tuple[str, str], str]:
        """Return the works by capitalised word and year; one that was pasted into the text is there as well."""
        found: dict[tuple[str, str], str] = {}
        pasted = (self.page.quote(span) for span in self.references.stray)
        above: set[str] = set()
        for text in (*(e.text for e in self.references.entries), *pasted):
            years = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text))
            names = set(re.findall(r"\b[A-Z][\w’'-]+", text))
            above = names | above if SAME_AUTHOR.match(text) else names
            for name in above:
                for year in years:
                    found.setdefault((surname(name), year), text)
        return found

    @cached_property
    def keyed(self) -> dict[str, str]:
        """Return the works that begin with a key in brackets, by key; the first of two with the same."""
        found: dict[str, str] = {}
        for entry in self.references.entries:
            key = KEY.match(entry.text.lstrip())
            if key is not None:
                found.setdefault(key.group(1), entry.text)
        return found

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that holds the character at `offset`, or the last before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def is_body(self, block: int | None) -> bool:
        """Say whether a block is the author's text and no reference list."""
        return (
            block is not None
            and self.page.blocks[block].role is Role.MAIN
            and self.page.blocks[block].kind is not Kind.CODE
            and block not in self.references.blocks
        )

    def link_at(self, span: Span) -> Link | None:
        """Return the link that covers any of `span`, or None."""
        starts, ordered = self.links
        place = bisect_right(starts, max(span.start, span.end - 1)) - 1
        for k in range(place, max(-1, place - 3), -1):
            link = ordered[k]
            if link.span.start < span.end and span.start < max(link.span.end, link.span.start + 1):
                return link
        return None

    def leads_somewhere(self, link: Link | None) -> bool:
        """Say whether a mark's link leads to a place that is on the page, or to another page that can be a source."""
        if link is None:
            return False
        if link.href.startswith("#"):
            return link.href[1:] in self.targets
        return not self.hosts.is_own(link.href) and not self.hosts.weakness(link.href)


def find_citations(
    page: Page, sentences: Sequence[Sentence], references: References, hosts: Hosts, authorities: Lexicon
) -> tuple[Citation, ...]:
    """Return every pointer to a source in the author's text, in order of place."""
    reader = Reader(page, sentences, references, hosts, authorities)
    found = list(numeric(reader))
    found += bracketed(reader)
    for index, sentence in enumerate(sentences):
        if reader.is_body(sentence.block):
            found += named_works(reader, sentence, index)
            found += identifiers(reader, sentence, index)
    found += links(reader)
    return tuple(sorted(found, key=lambda c: (c.span, c.kind, c.label)))


def numeric(reader: Reader) -> Iterator[Citation]:
    """Yield the numbered marks: brackets, raised numbers, footnotes, and numbers that were raised once."""
    labels = reader.references.by_label()
    page = reader.page
    raised = [m for m in raised_marks(page) if reader.is_body(page.block_at(m.span.start))]
    taken = {k for m in raised for k in range(m.span.start - 1, m.span.end + 1)}
    notes = numbered_notes(reader)
    explained = any(explains_brackets(s.text) for s in reader.sentences if "bracket" in s.text or "parenthes" in s.text)
    yield from symbols(reader)
    marks: list[Mark] = list(raised)
    for index, block in enumerate(page.blocks):
        if reader.is_body(index) and block.kind is not Kind.HEADING:
            text = page.quote(block.span)
            marks += [m for m in marks_in(text, block.span.start) if m.digits not in taken]
            if len(reader.references.entries) > MARK_MAX:
                marks += [m for m in great_marks(text, block.span.start) if set(numbers_of(m.text)) <= labels.keys()]
    for mark in marks:
        linked = reader.leads_somewhere(reader.link_at(mark.span))
        where = reader.sentence_at(mark.digits)
        figure = mark.kind == "numeric" and not linked and (explained or is_scored(reader, mark, where))
        if SAME_WORK.match(mark.text) and (labels or notes):
            continue  # "ibid." stands for the work before it
        numbers = [] if mark.kind == "placeholder" else numbers_of(mark.text.translate(SUPERSCRIPTS))
        for label in numbers or [mark.text]:
            entry = labels[label].text if label in labels else notes.get(label, "")
            if entry or not figure:
                yield Citation(mark.span, mark.kind, label, bool(entry) or linked, where, entry)


def numbered_notes(reader: Reader) -> dict[str, str]:
    """Return the lines of the page that begin with a raised or bracketed number, wherever they stand, by number."""
    page = reader.page
    raised = {s.start: s for s in page.superscripts}
    notes: dict[str, str] = {}
    for block in page.blocks:
        text = page.quote(block.span)
        head = raised.get(block.span.start)
        if head is not None and RAISED.match(page.quote(head)) and head.end < block.span.end:
            notes.setdefault(page.quote(head).strip("[]()., "), page.text[head.end : block.span.end].strip())
        if text[:1] in NOTE_SIGNS or "\n" in text:
            for m in NOTE.finditer(text):
                first, *others = NEXT_NOTE.split(m.group(3)) if m.group(1) else [m.group(3)]
                notes.setdefault((m.group(1) or m.group(2)).translate(SUPERSCRIPTS), first.strip())
                for label, note in zip(others[::2], others[1::2], strict=True):
                    notes.setdefault(label.translate(SUPERSCRIPTS), note.strip())
    return notes


def explains_brackets(text: str) -> bool:
    """Say whether a sentence tells what the numbers in brackets are, and that they are no sources."""
    return EXPLAINED.search(text) is not None and not OF_SOURCES.search(text)


def is_scored(reader: Reader, mark: Mark, index: int) -> bool:
    """Say whether a number in round brackets ends a list item that is no sentence: what the answer scores."""
    sentence = reader.sentences[index]
    kind = reader.page.blocks[sentence.block].kind
    return kind in {Kind.ITEM, Kind.CELL} and not sentence.complete and "(" in reader.page.quote(mark.span)


def symbols(reader: Reader) -> Iterator[Citation]:
    """Yield the asterisks and daggers that a line at the end of the text takes up with a source."""
    page = reader.page
    notes: dict[str, tuple[Span, str]] = {}
    for span in page.superscripts:
        link = reader.link_at(span)
        text = page.quote(span).strip()
        if (
            link is not None
            and not RAISED.match(text)
            and reader.leads_somewhere(link)
            and reader.is_body(page.block_at(span.start))
        ):
            yield Citation(span, "footnote", text, True, reader.sentence_at(span.start), link.href)
    raised = {s.start: page.quote(s).strip() for s in page.superscripts}
    for block in page.blocks:
        letter = raised.get(block.span.start, "")
        if len(letter) == 1 and letter.islower():
            notes.setdefault(letter, (block.span, page.quote(block.span)[len(letter) :].strip()))
        m = SYMBOL_NOTE.match(page.quote(block.span)[:ENTRY_MAX])
        if m and (re.search(r"(?:19|20)\d\d|https?:|www\.", m.group(2)) or m.group(2).lower().startswith("source")):
            notes.setdefault(m.group(1), (block.span, m.group(2)))
    if not notes:
        return
    for place, letter in raised.items():
        note = notes.get(letter)
        if note and place not in range(note[0].start, note[0].end):
            span = Span(place, place + len(letter))
            yield Citation(span, "footnote", letter, True, reader.sentence_at(place), note[1])
    for index, sentence in enumerate(reader.sentences):
        if not reader.is_body(sentence.block):
            continue
        for m in SYMBOL.finditer(sentence.text):
            note = notes.get(m.group())
            at = sentence.span.start + m.start()
            if note and at not in range(note[0].start, note[0].end):
                yield Citation(Span(at, at + len(m.group())), "footnote", m.group(), True, index, note[1])


def bracketed(reader: Reader) -> Iterator[Citation]:
    """Yield the whole entries that stand in brackets behind a claim."""
    for index, block in enumerate(reader.page.blocks):
        if not reader.is_body(index) or "(" not in reader.page.quote(block.span):
            continue
        for m in BRACKETED_WORK.finditer(reader.page.quote(block.span)):
            span = Span(block.span.start + m.start(), block.span.start + m.end())
            yield Citation(span, "identifier", m.group(), True, reader.sentence_at(span.start), m.group().strip("()"))


def surname(name: str) -> str:
    """Return a surname as it is looked up: lists put the article of "al-Said" and "El-Imam" behind the first name."""
    return name.lower().removeprefix("al-").removeprefix("el-")


def named_works(reader: Reader, sentence: Sentence, index: int) -> Iterator[Citation]:
    """Yield the author-year citations; one resolves if an entry has the surname and the year, or it is a link."""
    if "(" not in sentence.text and "[" not in sentence.text:
        return
    for m in KEY.finditer(sentence.text):
        entry = reader.keyed.get(m.group(1))
        if entry is not None:
            span = Span(sentence.span.start + m.start(), sentence.span.start + m.end())
            yield Citation(span, "author-year", m.group(1), True, index, entry)
    for m in AUTHOR_YEAR.finditer(sentence.text):
        label = m.group(1) or f"{m.group(2)} {m.group(3)}"
        name = re.match(r"(?:see |e\.g\.,? |cf\. )?([\w’'-]+)", label)
        year = re.search(r"(?:19|20)\d\d", label)
        if name is None or year is None or name.group(1).lower() in NO_AUTHOR or len(name.group(1)) < SHORTEST_NAME:
            continue
        span = Span(sentence.span.start + m.start(), sentence.span.start + m.end())
        entry = reader.works.get((surname(name.group(1)), year.group()), "")
        if not entry and label.endswith("*"):
            entry = label  # a star says that the work stands in a list for the whole book
        linked = reader.leads_somewhere(reader.link_at(span))
        if not entry and not linked and m.group(1) is None:
            reported = REPORTING.match(sentence.text, m.end()) is not None
            several = " " in (m.group(2) or "")
            if not reader.references.entries and not (" et al" in label or (several and reported)):
                continue  # "the trial by Ortiz and colleagues (1987)" names its source in words, as any book does
            if not several and not reported:
                continue  # "Suboxone (2002)" is a date, unless a work of that name is listed
        if not entry and not linked and any(True for _ in reader.authorities.find(label, "organisation")):
            continue  # "(CDC, 2020)" names a body that can be found, which is an attribution and no dead mark
        yield Citation(span, "author-year", label, bool(entry) or linked, index, entry)
        if entry and reader.references.entries:
            yield from further_works(reader, sentence, index, m)


def further_works(reader: Reader, sentence: Sentence, index: int, first: re.Match[str]) -> Iterator[Citation]:
    """Yield the works behind the first of one bracket that no entry has: "(Rosner, 2010; Ito, 2012)"."""
    start = sentence.span.start + first.start()
    for m in FURTHER.finditer(first.group()):
        if m.group(2).lower() in NO_AUTHOR or any(True for _ in reader.authorities.find(m.group(1), "organisation")):
            continue
        if (surname(m.group(2)), m.group(3)) not in reader.works:
            yield Citation(Span(start + m.start(1), start + m.end(1)), "author-year", m.group(1), False, index, "")


def identifiers(reader: Reader, sentence: Sentence, index: int) -> Iterator[Citation]:
    """Yield DOIs, PMIDs, PMCIDs and trial numbers, and addresses written out that can be a source."""
    start = sentence.span.start
    for m in IDENTIFIER.finditer(sentence.text):
        yield Citation(Span(start + m.start(), start + m.end()), "identifier", m.group(), True, index, m.group())
    if "www." not in sentence.text and "://" not in sentence.text and "doi.org" not in sentence.text:
        return
    for m in ADDRESS.finditer(sentence.text):
        if not reader.hosts.is_own(m.group()) and not reader.hosts.weakness(m.group()):
            yield Citation(Span(start + m.start(), start + m.end()), "link", m.group(), True, index, m.group())


def links(reader: Reader) -> Iterator[Citation]:
    """Yield the hyperlinks of the body that lead to another site that can be a source."""
    for link in reader.page.links:
        if not link.span or not reader.is_body(reader.page.block_at(link.span.start)):
            continue
        if not reader.hosts.is_own(link.href) and not reader.hosts.weakness(link.href):
            index = reader.sentence_at(link.span.start)
            yield Citation(link.span, "link", reader.page.quote(link.span), True, index, link.href)


def weak_links(page: Page, sentences: Sequence[Sentence], hosts: Hosts) -> dict[int, list[Link]]:
    """Return, by sentence, the links of the main text that lead to no source: the own site, a blog, a shop."""
    starts = [s.span.start for s in sentences]
    found: dict[int, list[Link]] = {}
    for link in page.links:
        if not link.span or link.role is not Role.MAIN or link.href.startswith(("#", "tel:", "mailto:")):
            continue
        if hosts.is_own(link.href) or hosts.weakness(link.href):
            found.setdefault(max(0, bisect_right(starts, link.span.start) - 1), []).append(link)
    return found
