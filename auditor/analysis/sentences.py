"""Split blocks into sentences and fragments by rule, in time linear in the length of the text.

Every period, question and exclamation mark is looked at once, with at most `REACH` characters on either side, so one
long line costs no more than many short ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from auditor.analysis import abbreviations as abbr
from auditor.analysis.completeness import incomplete_blocks, reads_complete
from auditor.model import Block, Kind, Page, Sentence, Span

LONGEST = 2_000
"""Characters; whatever is longer is a table or a dump on one line. The longest of 12,403 sentences of real pages has
590."""

REACH = 40
"""Characters looked at before a mark, to find the word that it ends: longer than any abbreviation or name."""

TERMINAL = re.compile(r"\.(?: \.){2,}|[.!?…‽]+|(?<=\s)[•●▪‣◦](?=\s)|\n")
CLOSERS = frozenset("\"'”’»)]}*_")
OPENERS = " \t\u00a0\"'“‘«([{*_¿¡"
WORD = re.compile(r"[^\W_](?:[\w’'-]*[^\W_])?(?:\.[^\W\d_]\b)*")
MARK = re.compile(
    r"[ \u00a0]?(?:\[(?:[a-z]|(?:\d|citation|note)[^\[\]\n]{0,40})\]"
    r"|\^?[⁰¹²³⁴-⁹]{1,4}(?:[,⁻–-][⁰¹²³⁴-⁹]{1,4}){0,8}|[†‡§]{1,3})"
    r"|\(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,8}\)|\{\d{1,3}\}"
)
"""Citation marks that follow the mark of a sentence's end and belong to that sentence."""

SPACED_MARK = re.compile(r"[ \u00a0]\((\d{1,3})(?:\s?[,;–-]\s?\d{1,3}){0,8}\)(?=\s|$)")
BARE_MARK = re.compile(r"\d{1,3}(?:[,–-]\s?\d{1,3}){0,8}(?=\s|$|[A-Z“(])")
SEVERAL = re.compile(r"\[\w|\d{1,3}[,–-]\s?\d")
"""A mark that cannot be the number with which the next sentence begins."""

ENUMERATION = re.compile(r"(?<![^\s])\((\d{1,3})\)")
QUOTING = re.compile(
    r"(?:I|(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}){0,2}) "
    r"(?:said|says|asks|asked|wrote|writes|explains|explained|adds|added|replied|replies|wondered|wonders|told|recalls)\b"
)
DATED = re.compile(r"[ \u00a0](?:[(\[](?:19|20)\d\d[a-z]?\b|(?:19|20)\d\d[a-z]?[,;:)\]])")
"""The year of the authors before it: "Ruiz et al. (2017) found", "(Ruiz et al. 2017)"."""

CLOCK_TAIL = re.compile(
    r"(?:[ECMP][SD]?T|GMT|UTC|Eastern|Central|Mountain|Pacific|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|"
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)"
)
MIXED_CASE = re.compile(r"[a-z]{1,3}[A-Z]|[αβγδκμ]-|[a-z]-[A-Z]")
"""Words that keep a small first letter at the start of a sentence: pH, mRNA, iPhone, α-, n-Acetyl."""

LINE_WORDS = 12
"""A line of an address, a verse or a list made with <br> has no more words; wrapped prose has 12 to 18."""

TRAILING = frozenset(
    "a an the of in on at to for from by with and or nor but as is are was were be been that which who than your our "
    "their its this these his her into if when such may can will not dr mr mrs ms".split()
)
"""A line that ends with one of these goes on."""


def split(page: Page) -> tuple[Sentence, ...]:
    """Return the sentences, fragments and list items of every block, in order.

    Spans are trimmed of white space, never cross a block, and together hold every other character of it.
    """
    marks = {s.start: s.end for s in page.superscripts}
    refused = incomplete_blocks(page)
    found: list[Sentence] = []
    for index, block in enumerate(page.blocks):
        text = page.quote(block.span)
        for start, end in pieces(block, text, marks):
            whole = end - start <= LONGEST and index not in refused
            for first, last in shortened(text, start, end):
                piece = text[first:last]
                span = Span(block.span.start + first, block.span.start + last)
                found.append(Sentence(span, piece, index, whole and reads_complete(block, piece)))
    return tuple(found)


def shortened(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the range itself, or for what is too long to be a sentence, stretches of it that end at blanks.

    Whoever reads sentences can then count on their length, whatever a hostile page puts on one line.
    """
    while end - start > LONGEST:
        blank = max(text.rfind(" ", start, start + LONGEST), text.rfind("\n", start, start + LONGEST))
        cut = blank if blank > start else start + LONGEST
        yield start, start + len(text[start:cut].rstrip())
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def pieces(block: Block, text: str, marks: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the trimmed ranges of `text` that are one sentence or fragment each."""
    whole = block.kind in {Kind.HEADING, Kind.CODE}
    start = 0
    for cut in (*(() if whole else cuts(text, marks, block.span.start)), len(text)):
        piece = text[start:cut]
        bare = piece.strip()
        if bare:
            begin = start + len(piece) - len(piece.lstrip())
            yield begin, begin + len(bare)
        start = cut


def cuts(text: str, marks: Mapping[int, int], base: int) -> Iterator[int]:
    """Yield the offsets in `text` at which a sentence ends and the next begins, in order."""
    lines = separate_lines(text) if "\n" in text else frozenset()
    listed = frozenset(ENUMERATION.findall(text))
    start = 0
    for m in TERMINAL.finditer(text):
        if m.start() < start:
            continue
        if m.group() == "\n":
            cut = m.start() if m.start() in lines else None
        elif m.group() in "•●▪‣◦":
            cut = m.start()
        else:
            end = after_marks(text, m.end(), marks, base, listed)
            cut = end if ends(text, start, m, end) else None
        if cut is not None and text[start:cut].strip():
            yield cut
            start = cut


def after_marks(text: str, place: int, marks: Mapping[int, int], base: int, listed: frozenset[str]) -> int:
    """Return the offset behind the closing quotes, brackets and citation marks that follow a terminal mark."""
    before = text[max(0, place - 2) : place - 1]
    while place < len(text) and text[place] in CLOSERS:
        place += 1
    while place < len(text):
        raised = marks.get(base + place) or (marks.get(base + place + 1) if text[place].isspace() else None)
        if raised is not None and base + place < raised <= base + len(text):
            place = raised - base
            continue
        m = MARK.match(text, place)
        if not m and not before.isdigit():
            m = BARE_MARK.match(text, place)
        if not m:
            m = SPACED_MARK.match(text, place)
            if m and listed & {str(int(m.group(1)) + 1), str(int(m.group(1)) - 1)}:
                m = None
        if not m:
            return place
        place = m.end()
    return place


def separate_lines(text: str) -> frozenset[int]:
    """Return the offsets of the soft line breaks that separate, as in an address, a verse or a list.

    A break after a sentence's end separates. Any other does if both lines are short, the first does not lead on and
    the second begins like a line; unless most lines begin with a small letter, for then the text was only wrapped.
    """
    found: set[int] = set()
    undecided: list[tuple[int, bool]] = []
    lines = text.split("\n")
    offset = 0
    for left, right in pairwise(lines):
        offset += len(left)
        if not left.strip() or not right.strip() or ends_sentence(left):
            found.add(offset)
        else:
            undecided.append(
                (offset, is_line(left) and begins_line(right) and len(right.split(None, 40)) <= LINE_WORDS)
            )
        offset += 1
    if 2 * sum(1 for _, apart in undecided if apart) >= len(undecided):
        found.update(place for place, apart in undecided if apart)
    return frozenset(found)


def ends_sentence(line: str) -> bool:
    """Say whether a line ends with a terminal mark that is not the period of an open abbreviation."""
    tail = line[-REACH:].rstrip()
    m = re.search(r"[.!?…][\"'”’»)\]]{0,3}(?:\[?\d{1,3}\]?)?$", tail)
    if not m:
        return False
    word = word_before(tail, m.start()).lower()
    return word not in abbr.OPEN and word not in abbr.TITLES


def is_line(line: str) -> bool:
    """Say whether a line is short and does not lead on to the next."""
    words = line.split(None, LINE_WORDS)
    return (
        0 < len(words) <= LINE_WORDS
        and words[-1].lower().rstrip(".") not in TRAILING
        and words[-1][-1] not in ",([-–—&/"
    )


def begins_line(line: str) -> bool:
    """Say whether a line begins as lines of an address or a list do."""
    first = line.lstrip()[:1]
    return bool(first) and not first.islower()


def ends(text: str, start: int, m: re.Match[str], end: int) -> bool:
    """Say whether the terminal mark `m` of the sentence that began at `start` ends it; `end` is behind its closers."""
    if end >= len(text):
        return True
    closed = end > m.end()
    following = text[end : end + 2 * REACH]
    if not following[0].isspace():
        return glued(text, m, end)
    bare = following.lstrip()
    if not bare:
        return "\n" not in following
    if "\n" in following[: len(following) - len(bare)]:
        return False
    if m.group() != ".":
        return after_other(text, start, m, bare, closed)
    return after_period(text, start, m.start(), bare, closed)


def after_other(text: str, start: int, m: re.Match[str], bare: str, closed: bool) -> bool:
    """Say whether "?", "!" or an ellipsis ends the sentence before the words `bare`."""
    first = bare.lstrip(OPENERS)[:1]
    if "…" in m.group() or m.group().startswith(("..", ". .")):
        return first.isupper() and not re.match(r"I\b", bare)
    if closed and text[m.end()] in "\"'”’»" and QUOTING.match(bare):
        return False
    if first.islower():
        return MIXED_CASE.match(bare) is not None
    return bool(first)


def after_period(text: str, start: int, period: int, bare: str, closed: bool) -> bool:
    """Say whether a period before white space and the words `bare` ends the sentence."""
    word = word_before(text, period)
    opened = bare.lstrip(OPENERS)
    first = opened[:1]
    following = next_word(opened)
    if is_marker(text, start, period, word):
        return False
    if first.islower() and not MIXED_CASE.match(opened):
        marked = SEVERAL.match(text, period + 1) is not None
        return (marked or not closed) and bare[0].islower() and ends_plainly(text, period, word, following)
    if not first:
        return True
    verdict = by_abbreviation(text, period, word, opened, following)
    return True if verdict is None else verdict


def by_abbreviation(text: str, period: int, word: str, opened: str, following: str) -> bool | None:
    """Say what kind of shortened word stands before the period and whether it ends the sentence; None for no such."""
    low = word.lower()
    capital = word[:1].isupper()
    if low == "al" and DATED.match(text, period + 1):
        return False
    if low in abbr.CAPITALISED and not capital:
        return None
    if low in abbr.OPEN:
        return False
    if low in abbr.TITLES:
        return low in {"st", "dr"} and following.lower() in abbr.STRICT_STARTERS
    if low in abbr.NUMBERED and not (capital and len(word) == 1):
        return not opened[0].isdigit()
    if low in abbr.CLOCK:
        return not CLOCK_TAIL.match(opened)
    if low in abbr.UNITS or low.lstrip("0123456789.,/-") in abbr.UNITS:
        return True
    if low in abbr.JOURNAL:
        return False
    if low in abbr.MAY_END or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return following.lower() in abbr.STARTERS
    if len(word) == 1 and word.isalpha() and capital:
        return after_letter(text, period, following)
    return None


def after_letter(text: str, period: int, following: str) -> bool:
    """Say whether a lone capital before a period is the name of something ("hepatitis C") and so may end a sentence."""
    before = word_before(text, len(text[: period - 1].rstrip())).lower()
    return before in abbr.LETTERED or following.lower() in abbr.STRICT_STARTERS


def ends_plainly(text: str, period: int, word: str, following: str) -> bool:
    """Say whether a sentence ends although the next word, by mistake or by habit, begins with a small letter."""
    low = word.lower()
    if following.lower() in abbr.SUFFIXES or low in abbr.OPEN | abbr.TITLES | abbr.UNITS | abbr.MAY_END | abbr.NUMBERED:
        return False
    if text[period - 1 : period] in {")", "]", "%"}:
        return True
    if word.isdigit():
        return len(word) == 4
    return word.isalpha() and ((len(word) >= 4 and low not in abbr.JOURNAL) or low in abbr.SHORT_WORDS)


def is_marker(text: str, start: int, period: int, word: str) -> bool:
    """Say whether the word is the number or letter of a list item ("1.", "b.", "iv.") or of a label ("Step 2.")."""
    head = text[start:period].strip() if period - start <= REACH else ""
    if (
        word.isdigit()
        and len(word) <= 2
        and text[max(0, period - len(word) - 2) : period - len(word)].strip() in {":", ";"}
    ):
        return True
    if not head:
        return False
    if re.fullmatch(r"\W{0,2}(?:\d{1,3}|[a-z]|[A-H]|[ivxIVX]{1,4})", head):
        return head.strip("([") != "I"
    label, _, number = head.partition(" ")
    return label.lower() in abbr.LABELS and number.strip().isdigit()


def word_before(text: str, end: int) -> str:
    """Return the word that ends at `end`, with its inner periods, without brackets and quotes before it."""
    reach = text[max(0, end - REACH) : end]
    return re.split(r"[\s()\[\]{}“”\"‘«—–,;:]", reach)[-1].lstrip("'’*_")


def next_word(text: str) -> str:
    """Return the word that `text` begins with, its apostrophes straightened, or nothing."""
    m = WORD.match(text)
    return m.group().replace("’", "'") if m else ""


def glued(text: str, m: re.Match[str], end: int) -> bool:
    """Say whether a terminal mark ends a sentence although no space follows ("at night.Next")."""
    following = text[end : end + REACH]
    before = text[max(0, m.start() - REACH) : m.start()]
    if following[0] in "“¿¡" and before[-1:].isalnum():
        return True
    if re.search(r"[@/\\]|www\.", before.split()[-1] if before.split() else "") or "@" in following.split()[0]:
        return False
    last = re.search(r"[^\W\d_]{2,}$", before)
    nxt = re.match(r"(?:[A-Z][a-z’']+|[A-Z]{2,}(?=\s)|[IA](?=\s))(?![./@:])", following)
    if not nxt or nxt.group().lower() in abbr.SUFFIXES:
        return False
    if end > m.end():
        return True
    return last is not None and last.group().islower() and word_before(text, m.start()).lower() not in abbr.OPEN
