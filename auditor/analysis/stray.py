"""Find reference entries and titles of papers that were pasted into body text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from auditor.analysis.bibliography import AUTHORS, BRACKETED_WORK, ENTRY_MAX
from auditor.lexicon import Lexicon
from auditor.model import Kind, Page, Role, Sentence, Span
from auditor.terms import word_set

TITLE_MIN_WORDS = 6
"""Shorter titles cannot be told from a caption or a slogan."""

LONG_TITLE = 9
"""Words; with one word of papers a shorter line can be an editor's own heading or caption."""

BODY = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE})
PROSE_WORDS = frozenset(
    "you your we our us they their it this that these those is are was were has have had can may might should will "
    "would could does do did please call says said who if when all most many some often usually also because which "
    "while although since so such people".split()
)
"""Words that prose has and the title of a paper has not."""

PROSE_CUES = re.compile(rf"\b(?:{'|'.join(sorted(PROSE_WORDS))})\b", re.IGNORECASE)

OPENERS = re.compile(
    r"^(?:[-•*]\s?)?(?:the )?(?:\w+ ){0,2}(?:effects?|role|efficacy|association|comparison|prevalence|impact|"
    r"mechanisms?|predictors|"
    r"influence|evaluation|assessment|characteri[sz]ation|neurobiology|pharmacology|inhibition|modulation|"
    r"activation|correlates|"
    r"involvement|reduction|suppression|attenuation|epidemiology|pharmacokinetics|safety|use|treatment) (?:of|on|in)\b",
    re.IGNORECASE,
)
"""How titles begin: "Effect of", "Specific reduction of", "Inflammation effects on"."""

FINITE = re.compile(
    r"\b(?:reduces|increases|causes|leads|helps|affects|produces|shows|makes|works|acts|begins|takes|includes|involves|"
    r"contains|remains|becomes|requires|provides|occurs|develops|improves|prevents|raises|lowers|blocks|binds|"
    r"activates|inhibits|stimulates|slows|appears|seems|tends|comes|goes|gives|gets|keeps|needs|uses|treats|eases|"
    r"relieves|suffers|plays|varies|depends|differs|starts|stops|lasts|stays|means|offers|allows|showed|found|led|"
    r"caused|reduced|increased|lowered|helped|became|began|took|made|gave|came|went|alters?|changes|posits?|modulates|"
    r"mediates|regulates|impairs|enhances|attenuates|underlies|drives|reveals?|suggests?|controls|carries|shrinks|"
    r"kills)\b",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"\b(?:19|20)\d\d;\s?\d|,\s?\d{1,4},\s?\d{1,5}[-–]\d|\d\(\d{1,4}\)\s?:|\bdoi\b|^[A-Z][\w .&]{2,40}\. ?(?:19|20)\d\d"
)
"""The end of an entry: journal, year, volume, pages."""

JOURNAL = re.compile(r"(?:[A-Z][\w&’-]{0,20}[.,]? (?:of |and |the |in |& )?){0,7}[A-Z0-9][\w&’:;()–-]{0,24}[.,]?")
"""Words that all begin with a capital, as the name of a journal does."""

NOTED = re.compile(
    r"\W{0,3}(?:sources?|references?|adapted from|data from|credit|notes?|see|cited from)\W{0,2}\s|[*†‡§]",
    re.IGNORECASE,
)
"""How a line begins that gives a source where it belongs, below a table or a paragraph."""

ADDRESSING = re.compile(r"\b(?:you|your|we|our|us|please)\b", re.IGNORECASE)
MARKED = re.compile(r"(?:\[\d{1,3}(?:[,;–-]\s?\d{1,3}){0,8}\]|\(\d{1,3}(?:[,;–-]\s?\d{1,3}){0,8}\))\W{0,3}$")
"""A citation mark at the end."""

YEARED = r"(?:19|20)\d\d(?: [A-Z][a-z]{2,8}\.?(?:[ -]\d{1,2})?)?"
FRAGMENT = re.compile(
    rf"(?:(?:[A-Z][\w&’-]{{0,20}}\.? ){{0,6}}{YEARED}\s?[;:]\s?\d{{1,4}}\s?(?:\([\w /–-]{{1,15}}\))?"
    r"\s?[:,]\s?[a-zA-Z]?\d{1,6}"
    r"(?:\s?[–-]\s?[a-zA-Z]?\d{1,6})?|\d{1,4}\s?\(\d{1,4}\)\s?[:,]\s?[eE]?\d{1,6}(?:\s?[–-]\s?[eE]?\d{1,6})?"
    rf"|E-?pub(?: ahead of print)? {YEARED}|Vol\. ?\d{{1,4}},? (?:No|Iss(?:ue)?)\. ?\d{{1,4}}(?:,? pp?\. ?\d{{1,5}}"
    r"(?:[–-]\d{1,5})?)?|(?:\[?(?:PubMed|CrossRef|Google Scholar|Web of Science|Full Text|PMC free article)\]?"
    r"[ ,;|]{0,3}){2,6})(?:\s?(?:doi|PMID|PMCID)\S{0,2}\s?\S{1,60})?[.;,]?"
)
"""The end of an entry, or the buttons behind it, with nothing of a sentence around it."""

ONE_AUTHOR = re.compile(r"[A-Z][\w’'-]{1,30},? (?:[A-Z]{1,3}|(?:[A-Z]\.[ -]?){1,3})\.?")
JOURNAL_LINE = re.compile(
    r"(?:The )?(?:J|Am|Br|Eur|Int|Ann|Arch|Curr|Clin|N Engl|Acta|Drug|Alcohol|Addict\w*|Journal|Lancet|JAMA|BMJ|Nature|"
    r"Science|PLoS|Cochrane|Psychopharmacol\w*|Neuro\w*|Pharmac\w*)\b[\w&:. -]{0,80}\.?(?: ?(?:19|"
    r"20)\d\d[\d;:()–, -]{0,30})?\.?"
)
"""One author, and the journal behind the title, each of which the cutting into sentences leaves alone."""

AUTHOR_REST = 5
"""Words that may be left of a run of authors when surnames with initials are taken out: "and M. Slaytor. 1972."."""

TAIL_WORDS = 14
SURE = 2
LIKELY = 1


def find_stray(
    page: Page, sentences: Sequence[Sentence], listed: Collection[int], lexicon: Lexicon
) -> tuple[Span, ...]:
    """Return the entries and titles that stand in body text, the parts of one entry joined into one span."""
    by_block: dict[int, list[Sentence]] = {}
    for s in sentences:
        block = page.blocks[s.block]
        if block.role is not Role.MAIN or block.kind not in BODY or s.block in listed:
            continue
        if not NOTED.match(page.text, block.span.start, block.span.end):
            by_block.setdefault(s.block, []).append(s)
    return tuple(span for group in by_block.values() for span in in_block(page, group, lexicon))


def in_block(page: Page, group: Sequence[Sentence], lexicon: Lexicon) -> list[Span]:
    """Return the stray entries of one block."""
    strength = [stray_strength(s.text, lexicon) for s in group]
    for i, s in enumerate(group):
        if ONE_AUTHOR.fullmatch(s.text.strip()):
            end = next((j for j in range(i + 1, min(i + 4, len(group))) if is_journal(group[j].text.strip())), None)
            if end is not None:
                strength[i : end + 1] = [SURE] * (end + 1 - i)
    if not any(k >= SURE for k in strength):
        return []
    found: list[Span] = []
    after_authors = False
    for i, s in enumerate(group):
        near = max(strength[max(0, i - 1) : i + 2])
        adjacent = bool(found) and found[-1].end + 2 >= s.span.start
        title = adjacent and after_authors and not ADDRESSING.search(s.text)
        tail = adjacent and is_tail(s.text)
        if title or tail:
            found[-1] = Span(found[-1].start, s.span.end)
        elif strength[i] >= SURE or (strength[i] == LIKELY and near >= SURE):
            found.append(s.span)
        after_authors = bool(found) and found[-1] == s.span and only_authors(s.text)
    return found


def is_journal(text: str) -> bool:
    """Say whether a text is the name of a journal and nothing else."""
    return JOURNAL_LINE.fullmatch(text) is not None and JOURNAL.fullmatch(text) is not None


def is_tail(text: str) -> bool:
    """Say whether a sentence is the end of an entry: its journal, year and pages."""
    words = text.split()
    if len(words) > TAIL_WORDS:
        return False
    if TAIL.search(text):
        return True
    return JOURNAL.fullmatch(text) is not None and (len(words) >= 3 or re.search(r"(?:19|20)\d\d", text) is not None)


def only_authors(text: str) -> bool:
    """Say whether a text is the run of authors alone, so that what follows is their title."""
    return ONE_AUTHOR.fullmatch(text.strip()) is not None or (
        AUTHORS.search(text) is not None
        and len(re.sub(r"[A-Z][\w’'-]{1,30},? (?:[A-Z]\.? ?){1,3}[,.;]?", "", text).split()) <= AUTHOR_REST
    )


def stray_strength(text: str, lexicon: Lexicon) -> int:
    """Return 2 for a sure entry or title, 1 for what is one only beside another, 0 for prose.

    A title has no finite verb of prose and carries the vocabulary of papers; a single such word proves nothing.
    """
    bare = BRACKETED_WORK.sub("", text.lstrip("-•* "))
    words = bare.split()
    if FRAGMENT.fullmatch(bare.strip()):
        return SURE
    if len(words) < 3 or len(text) > ENTRY_MAX or text.rstrip().endswith(("?", "!", ":")):
        return 0
    if AUTHORS.match(bare) and not PROSE_CUES.search(AUTHORS.sub("", bare)[:80]):
        return SURE
    if not PROSE_WORDS.isdisjoint(word_set(bare)):
        return 0
    if MARKED.search(bare):
        return 0  # a sentence that cites its source is the page's own
    hits = [h.text.lower() for h in lexicon.find(bare, "journal")]
    journal = sum(1 for h in hits if not h.startswith(("http", "www")))
    if journal and len(hits) >= 2:
        return SURE
    papers = len({h.text.lower() for h in lexicon.find(bare, "title")})
    framed = OPENERS.match(bare) is not None or any(True for _ in lexicon.find(bare, "frame"))
    if len(words) < TITLE_MIN_WORDS or not bare.rstrip().endswith("."):
        return LIKELY if journal else 0
    if verbless(bare) and (papers >= 2 or (papers and framed and len(words) >= LONG_TITLE)):
        return SURE
    return LIKELY if papers >= 2 or (papers and framed) else 0


def verbless(text: str) -> bool:
    """Say whether no finite verb of the common ones stands in a title's words before its first colon."""
    return FINITE.search(text.split(":")[0]) is None
