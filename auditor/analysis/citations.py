"""Find the marks that point at sources, and what each resolves to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from auditor.analysis.references import References
from auditor.lexicon import Lexicon
from auditor.model import Citation, Kind, Page, Sentence, Span

MARK_MAX = 999
"""No consumer page has more references; a larger number is a year, a dose or a count."""

SQUARE = re.compile(r"\[(?:ref(?:erence)?s?\.?\s*)?(\d{1,3}(?:\s?[,;–—-]\s?\d{1,3})*)\]")
ROUND = re.compile(r"(?<=[\w%”\"’')])\s?\((\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*)\)(?=\s*(?:[.,;:!?”\"]|$|\n))")
"""Round brackets count only where a clause ends, so that "(2) give naloxone" and "(65) or over" stay out."""

GLUED = re.compile(r"(?<=[a-z]{3})[.,;][”\"’)]?(\d{1,3}(?:[,–-]\d{1,3})*)(?=\s+[A-Z“\"(]|\s*$|\s*\n)")
"""A superscript flattened onto the full stop: "after an operation.12 Doctors"."""

DASHED = re.compile(r"(?<=[a-z]{4} )(\d{2,3})(?=—[a-z])")
"""A superscript flattened before a dash: "have been reported 133—likely"."""

NOT_A_MARK = re.compile(
    r"(?:\b(?:ages?|aged|schedule|step|steps|section|part|chapter|question|item|level|stage|phase|grade|class|type|"
    r"table|figure|fig|box|day|days|week|weeks|month|months|year|years|hour|hours|hr|hrs|minutes?|page|pages|version|no|number|"
    r"vitamin|score|scores|of|about|nearly|over|under|than|to|from|at|mg|mcg|ml|grams?|ounces?|percent|drinks?|doses?|tablets?|pills?|"
    r"room|line|extension|ext|option|press|dial|text|call|type|hotline|lifeline|crisis)|[\d%$])\s?$",
    re.IGNORECASE,
)
"""Words after which a bracketed number is a quantity, an age, a step or a telephone key."""

AUTHOR_YEAR = re.compile(
    r"\(([A-Z][\w’'-]+(?:(?:,? (?:and|&) | et al\.?,? |, )[A-Z]?[\w’'.-]*){0,3}?,? ?(?:19|20)\d\d[a-z]?"
    r"(?:; ?[A-Z][^()]{2,80}(?:19|20)\d\d[a-z]?)*)\)"
    r"|\b([A-Z][\w’'-]+(?: et al\.?| (?:and|&) [A-Z][\w’'-]+)) ?\(((?:19|20)\d\d)[a-z]?\)"
)
IDENTIFIER = re.compile(
    r"\b(?:doi:?\s?)?10\.\d{4,9}/[^\s\"<>)\]]+|\bPMID:?\s?\d{4,8}\b|\bPMC\d{4,8}\b|\bNCT\d{8}\b", re.IGNORECASE
)
BARE_URL = re.compile(r"\bhttps?://[^\s\"<>)\]]+|\bwww\.[^\s\"<>)\]]+", re.IGNORECASE)
RAISED = re.compile(r"^\[?(\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*)\]?,?$")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
UNICODE_RAISED = re.compile(r"(?<=[\w.,;:)”\"’])[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[,–-][⁰¹²³⁴⁵⁶⁷⁸⁹]+)*")
UNIT_BEFORE = re.compile(r"(?:\b(?:k?m|cm|mm|ft|in|kg/m|10|x|CO|H|O|N|NH|Ca|Na)|\d)$")
"""What a raised number is a power or an ion of, and not a mark."""


def find_citations(
    page: Page, sentences: Sequence[Sentence], references: References, hosts: Lexicon
) -> tuple[Citation, ...]:
    """Return every pointer to a source in the body of the page, in order of place."""
    labels = references.by_label()
    starts = [s.span.start for s in sentences]
    found: list[Citation] = []
    for span, kind, numbers in numeric_marks(page, sentences, references):
        index = bisect_right(starts, span.start) - 1
        for number in numbers:
            linked = linked_target(page, span)
            resolved = number in labels or linked
            target = labels[number].text if number in labels else ""
            found.append(Citation(span, kind, number, resolved, index, target))
    for index, sentence in enumerate(sentences):
        if sentence.block in references.blocks:
            continue
        found += named_works(sentence, index, references)
        found += identifiers(sentence, index, hosts)
    found += links(page, starts, references, hosts)
    return tuple(sorted(found, key=lambda c: (c.span, c.kind, c.label)))


def numbers_of(text: str) -> list[str]:
    """Return the labels that a mark's text names; "2–4" stands for 2, 3 and 4."""
    out: list[str] = []
    for part in re.split(r"[,;]", text):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        if len(ends) == 2 and ends[0] < ends[1] <= ends[0] + 30:
            out += [str(n) for n in range(ends[0], ends[1] + 1)]
        else:
            out += [str(n) for n in ends]
    return out


def numeric_marks(
    page: Page, sentences: Sequence[Sentence], references: References
) -> Iterator[tuple[Span, str, list[str]]]:
    """Yield the numbered marks: brackets, raised numbers, and numbers that were raised once."""
    taken: list[Span] = []
    for span in page.superscripts:
        mark = RAISED.match(page.quote(span).strip())
        before = page.text[max(0, span.start - 6) : span.start]
        block = page.block_at(span.start)
        if mark and block is not None and block not in references.blocks and not UNIT_BEFORE.search(before):
            taken.append(span)
            yield span, "superscript", numbers_of(mark.group(1))
    raised = {s.start for s in taken}
    patterns = ((SQUARE, "numeric"), (ROUND, "numeric"), (GLUED, "superscript"), (DASHED, "superscript"))
    for index, block in enumerate(page.blocks):
        if index in references.blocks or block.kind in {Kind.CODE, Kind.HEADING}:
            continue
        text = page.quote(block.span)
        for m in UNICODE_RAISED.finditer(text):
            digits = m.group().translate(SUPERSCRIPTS)
            if not UNIT_BEFORE.search(text[max(0, m.start() - 6) : m.start()]):
                yield Span(block.span.start + m.start(), block.span.start + m.end()), "superscript", numbers_of(digits)
        if not re.search(r"\d", text):
            continue
        for pattern, kind in patterns:
            for m in pattern.finditer(text):
                start = block.span.start + m.start(1)
                if any(start + k in raised for k in range(-1, len(m.group(1)) + 1)) or not plausible(text, m, pattern):
                    continue
                yield mark_span(block.span.start, text, m, pattern), kind, numbers_of(m.group(1))


def plausible(text: str, m: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Say whether a number in this place can be a mark and is no quantity."""
    if any(int(n) > MARK_MAX or n.startswith("0") for n in re.findall(r"\d+", m.group(1))):
        return False
    if pattern is ROUND:
        before = text[max(0, m.start() - 40) : m.start()]
        return not NOT_A_MARK.search(before) and not re.search(r"[:(]\s*$|\)\s*$", before)
    if pattern is GLUED:
        word = re.search(r"[\w.@/-]+$", text[: m.start() + 1])
        return word is None or ("." not in word.group()[:-1] and "@" not in word.group())
    if pattern is DASHED:
        return not NOT_A_MARK.search(text[max(0, m.start() - 40) : m.start()])
    return True


def mark_span(offset: int, text: str, m: re.Match[str], pattern: re.Pattern[str]) -> Span:
    """Return the characters of the mark; one glued to a word takes the word along, to be seen at all."""
    start, end = m.start(), m.end()
    if pattern in (GLUED, DASHED):
        word = re.search(r"[\w’'-]+[.,;]?[”\"’)]?\s?$", text[: m.start(1)])
        start, end = (word.start() if word else m.start(1)), m.end(1)
    else:
        start += len(m.group()) - len(m.group().lstrip())
    return Span(offset + start, offset + end)


def linked_target(page: Page, span: Span) -> bool:
    """Say whether the mark is a link to a place on the page that is there, or to another page."""
    for link in page.links:
        if link.span.start < span.end and span.start < max(link.span.end, link.span.start + 1):
            if not link.href.startswith("#"):
                return bool(urlsplit(link.href).scheme)
            return any(t.name == link.href[1:] for t in page.targets)
    return False


def named_works(sentence: Sentence, index: int, references: References) -> Iterator[Citation]:
    """Yield the author-year citations; one resolves if an entry has the surname and the year, or there is no list."""
    for m in AUTHOR_YEAR.finditer(sentence.text):
        label = m.group(1) or f"{m.group(2)} {m.group(3)}"
        name = re.match(r"[\w’'-]+", label)
        year = re.search(r"(?:19|20)\d\d", label)
        if name is None or year is None or name.group().lower() in MONTHS:
            continue
        entry = next((e for e in references.entries if name.group() in e.text and year.group() in e.text), None)
        span = Span(sentence.span.start + m.start(), sentence.span.start + m.end())
        yield Citation(span, "author-year", label, entry is not None, index, entry.text if entry else "")


MONTHS = frozenset(
    "january february march april may june july august september october november december spring summer fall autumn "
    "winter in since by until after before updated reviewed published".split()
)


def identifiers(sentence: Sentence, index: int, hosts: Lexicon) -> Iterator[Citation]:
    """Yield DOIs, PMIDs, PMCIDs and trial numbers, and addresses written out whose host is a source."""
    for m in IDENTIFIER.finditer(sentence.text):
        span = Span(sentence.span.start + m.start(), sentence.span.start + m.end())
        yield Citation(span, "identifier", m.group(), True, index, m.group())
    for m in BARE_URL.finditer(sentence.text):
        if host_kind(m.group(), hosts) == "host":
            span = Span(sentence.span.start + m.start(), sentence.span.start + m.end())
            yield Citation(span, "link", m.group(), True, index, m.group())


def links(page: Page, starts: Sequence[int], references: References, hosts: Lexicon) -> Iterator[Citation]:
    """Yield the hyperlinks of the body that lead to a source."""
    for link in page.links:
        index = bisect_right(starts, link.span.start) - 1
        block = page.block_at(link.span.start)
        if index < 0 or block is None or block in references.blocks or not link.span:
            continue
        if host_kind(link.href, hosts) == "host":
            yield Citation(link.span, "link", page.quote(link.span), True, index, link.href)


def host_kind(href: str, hosts: Lexicon) -> str:
    """Return `host` for an address of a source, `weak-host` for one that never counts, else an empty text."""
    address = href if "//" in href else f"//{href}"
    try:
        name = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
    if "." not in name:
        return ""
    for term in hosts.of_kind("weak-host", "host"):
        for suffix in term.match:
            if name == suffix.lstrip(".") or name.endswith("." + suffix.lstrip(".")):
                return term.kind
    return ""
