"""Say whether a piece of text reads as a sentence, or is a heading, a list item, a link list or a reference entry."""

from __future__ import annotations

import re
from bisect import bisect_left

from auditor.model import Block, Kind, Page, Span

MAX_WORDS = 2000
"""A longer "sentence" is a dump of words: no sentence of the 450 of the longest labelled page has over 120."""

CLAUSE_WORDS = 6
"""Without a terminal mark, or in a list, fewer words than this are a label or a phrase."""

LINKED_SHARE = 0.8
"""Share of a block's characters inside links from which on it is a list of links."""

TERMINATED = re.compile(
    r"[.!?…‽][\"'”’»)\]}*_]{0,4}"
    r"(?:\s?(?:\[[^\[\]\n]{1,40}\]|\(\d{1,3}(?:[,;–\s-]{1,2}\d{1,3}){0,8}\)|[⁰¹²³⁴-⁹]{1,12}|\d{1,3}(?:[,–-]\s?\d{1,3}){0,8}|[†‡§*])){0,8}$"
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|can|could|may|might|must|shall|should|will|would|"
    r"can[’']?t|cannot|won[’']t|don[’']t|doesn[’']t|didn[’']t|isn[’']t|aren[’']t|wasn[’']t|"
    r"(?:I|you|we|they|he|she|it)[’'](?:m|re|s|ve|ll|d)|"
    r"helps?|causes?|caused|works?|worked|makes?|made|takes?|took|gives?|gave|leads?|led|means?|meant|shows?|showed|"
    r"needs?|uses?|used|feels?|felt|gets?|got|becomes?|became|goes|went|says?|said|knows?|begins?|began|starts?|"
    r"started|stops?|stopped|lasts?|lasted|affects?|affected|acts?|acted|binds?|blocks?|blocked|reduces?|reduced|"
    r"increases?|increased|raises?|lowers?|improves?|improved|remains?|remained|includes?|included|occurs?|occurred|"
    r"happens?|happened|requires?|required|allows?|suggests?|suggested|found|reports?|reported|involves?|depends?|"
    r"provides?|offers?|produces?|develops?|developed|prevents?|comes?|came|seems?|appears?|appeared|keeps?|kept|"
    r"tells?|told|asks?|asked|tries|tried|changes?|changed|contains?|carries|recommends?|recommended|advises?)\b",
    re.IGNORECASE,
)
"""Words that are, or can be, the finite verb of a clause of health prose."""

ASIDE = re.compile(r"\([^()]{0,200}\)")
SUBORDINATE = re.compile(
    r"\b(?:that|which|who|whom|whose|where|when|whenever|if|as|because|unless|until|while|after|before|since|although|"
    r"though|so)\b(?!\W*$)[^,;:.–—]{0,300}",
    re.IGNORECASE,
)
"""A clause that hangs on another: what it says of a thing is not said of the page's own accord."""

PARTICIPLE = re.compile(
    r"\b(?:used|made|caused|given|found|needed|reported|required|recommended|produced|affected|started|developed|led|"
    r"improved|lowered|increased|reduced|blocked|allowed|included|involved|known|raised|changed|kept|taken|told|asked)"
    r" (?:\w+ly )?(?:by|in|to|as|for|from|with|on|at|during|through|after|of|or|and)\b|"
    r"\b(?:help|use|works?|causes?|changes?|needs?|reports?|starts?|stops?|increases?|requires?|acts?|uses|lasts?) "
    r"(?:of|for|from|with)\b|"
    r"\bto (?:\w+ly )?\w+|\b(?:an?|any|each|every) (?:[\w-]+ ){0,2}(?:need|use|cause|help|work|change|report|start|"
    r"stop|increase)\b|\bthe (?:need|use|cause|help|work|change|start) (?=to\b|of\b|for\b|in\b)|"
    r"(?<=\w )(?:it|you|they|we|he|she|one) (?:is|are|was|were|has|have|had|can|could|may|might|must|will|would|takes?|"
    r"gets?|needs?|uses?|feels?|makes?|gives?|does|do)\b",
    re.IGNORECASE,
)
"""A form in -ed that describes the noun before it, a noun that could be a verb, an infinitive, and "the time it takes".
"""

OPENING_VERB = re.compile(
    r"^\W{0,3}(?:has|have|had|is|are|was|were|does|do|did|can|could|may|might|must|will|would|should|cannot|needs?|"
    r"takes?|gets?|makes?|helps?|keeps?|works?|uses?|gives?|provides?|offers?|shows?|feels?|knows?)\b",
    re.IGNORECASE,
)
"""How a fragment begins that has its subject from elsewhere."""

AUTHOR_RUN = re.compile(
    r"\W{0,3}(?:\d{1,3}[.)\]]?\s{1,3})?(?:[A-Z][\w’'-]{1,30}(?: (?:de|van|von|der|la|del|di|[A-Z][\w’'-]{1,30})){0,2}"
    r",? [A-Z]\.?(?:[ -]?[A-Z]\.?){0,3}(?:,|;|\.| and| &|,? et al)[,;]? ?){1,60}"
)
"""Surnames with initials, as a reference entry begins."""

SECOND_AUTHOR = re.compile(
    r"[A-Z][\w’'-]{1,30},? [A-Z]\.?(?:[ -]?[A-Z]\.?){0,3}[,;.] ?(?:&|and )?[A-Z][\w’'-]{1,30},? [A-Z]"
)
BIBLIOGRAPHIC = re.compile(
    r"\b(?:19|20)\d\d(?: [A-Z][a-z]{2,8}(?: \d{1,2})?)?;\s?\d|\b\d{1,4}\(\d{1,4}(?:-\d{1,4})?\)\s?[:,]\s?e?\d|"
    r"\bdoi:?\s?10\.\d{4}|\bdoi\.org/10\.|\bPMID:?\s?\d|\b(?:Retrieved|Accessed) (?:from|on |[A-Z][a-z]{2,8} \d)|"
    r"\bAvailable (?:at|from): ?\S|\bEpub \d|\bpp\. ?\d"
)
"""What an entry holds and prose does not: year and volume, issue and pages, an identifier, a date of retrieval."""

DATED = re.compile(r"\b(?:19|20)\d\d[a-z]?\b")
SECTION = re.compile(
    r"\W*(?:\w+ (?:and )?){0,2}(?:references?|sources?|citations?|bibliography|works cited|literature cited|endnotes?|"
    r"footnotes?)(?: (?:and|&) \w+)?\W*",
    re.IGNORECASE,
)


def has_main_clause(text: str) -> bool:
    """Say whether a text says something of its own: a finite verb with a subject, outside asides and side clauses."""
    if OPENING_VERB.match(text):
        return False
    left = PARTICIPLE.sub(" ", SUBORDINATE.sub(" ", ASIDE.sub(" ", text)))
    return FINITE.search(left) is not None


def reads_complete(block: Block, text: str) -> bool:
    """Say whether `text`, a piece of `block`, reads as a sentence."""
    if block.kind in {Kind.HEADING, Kind.CODE}:
        return False
    words = len(text.split(None, MAX_WORDS + 1))
    if not 2 <= words <= MAX_WORDS:
        return False
    terminated = TERMINATED.search(text[-200:]) is not None
    if block.kind in {Kind.PARAGRAPH, Kind.QUOTE, Kind.FOOTNOTE}:
        return terminated or (words >= CLAUSE_WORDS and text[-1] not in ":;," and FINITE.search(text) is not None)
    return terminated and (words >= CLAUSE_WORDS or (words >= 3 and FINITE.search(text) is not None))


def incomplete_blocks(page: Page) -> frozenset[int]:
    """Return the blocks in which nothing is a sentence: lists of links, and entries of a reference list."""
    starts = [link.span.start for link in page.links]
    found: set[int] = set()
    listing = False
    for index, block in enumerate(page.blocks):
        text = page.text[block.span.start : min(block.span.end, block.span.start + 1200)]
        if block.kind is Kind.HEADING:
            listing = len(text) <= 60 and SECTION.fullmatch(text.strip()) is not None
        elif is_entry(text, block, listing) or is_link_list(page, block, starts):
            found.add(index)
    return frozenset(found)


def is_entry(text: str, block: Block, listing: bool) -> bool:
    """Say whether a block is one work of a reference list; `listing` says that it stands under such a heading."""
    if len(text) >= 1200:
        return False
    marked = BIBLIOGRAPHIC.search(text) is not None
    dated = DATED.search(text) is not None
    if listing:
        return block.kind is Kind.ITEM or marked or dated or text.lstrip()[:1] in "[^"
    if block.kind is Kind.FOOTNOTE and (marked or "http" in text):
        return True
    authors = AUTHOR_RUN.match(text) is not None
    return authors and (
        (marked and dated) or (dated and SECOND_AUTHOR.match(text.lstrip("[(0123456789.)] ")) is not None)
    )


def is_link_list(page: Page, block: Block, starts: list[int]) -> bool:
    """Say whether nearly all of a block is links, and it is more than one link or a list item."""
    covered = count = 0
    for link in page.links[bisect_left(starts, block.span.start) :]:
        if link.span.start >= block.span.end:
            break
        covered += len(Span(link.span.start, min(link.span.end, block.span.end)))
        count += 1
    several = count >= 2 or block.kind in {Kind.ITEM, Kind.CELL}
    return several and covered >= LINKED_SHARE * len(block.span)
