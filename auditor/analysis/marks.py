"""Read the numbered marks in a text: "[2, 4–6]", "(15)", raised numbers, and raised numbers that were flattened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.model import Page, Span

MARK_MAX = 999
"""Few pages have more references; a larger number is a year, a dose or a count, unless the list goes so far."""

RANGE_MAX = 60
"""Entries; "2–4" stands for three. A longer range is a range of something else."""

NUMBERS = r"\d{1,3}(?:\s?[,;–—-]\s?\d{1,3}){0,30}"
SQUARE = re.compile(rf"[\[{{]\s?(?:ref(?:erence)?s?\.?\s?)?({NUMBERS})\s?[\]}}]")
REFERRED = re.compile(
    rf"\((?:see )?(?:refs?\.?|references?|sources?|notes?|footnotes?) (?:no\.? )?({NUMBERS})\)", re.IGNORECASE
)
GREAT = re.compile(r"\[\s?((?:\d{1,4}\s?[,;–—-]\s?){0,30}\d{4}(?:\s?[,;–—-]\s?\d{1,4}){0,30})\s?\]")
"""A mark with a number above `MARK_MAX`, which is one only where the list of works goes so far."""

FOOTNOTE = re.compile(r"\[\^([\w-]{1,40})\](?!:)")
ROUND = re.compile(rf"(?<=[\w%”\"’')])\s?\(({NUMBERS})\)(?=\s?(?:[.,;:!?”\"]|$|\n))")
"""Round brackets count only where a clause ends, so that "(2) give naloxone" and "(65) or over" stay out."""

ROUND_AFTER = re.compile(rf"(?<=[a-z]{{2}}[.!?])\s?\(({NUMBERS})\)(?=\s|$)")
"""A mark behind the full stop: "… after an operation. (12) Doctors"."""

GLUED = re.compile(r"(?<=[a-z]{3})[.,;][”\"’)]?(\d{1,3}(?:[,–-]\d{1,3}){0,12})(?=\s{1,3}[A-Z“\"(]|\s*$|\n)")
"""A superscript flattened onto the full stop: "after an operation.12 Doctors"."""

WORD_GLUED = re.compile(r"(?<=[a-z]{5})(\d{1,2}(?:[,–-]\d{1,2}){0,6})(?=[.,;:](?:\s|$))")
"""A superscript flattened onto the last word: "ease these symptoms2.", where no name ends in a digit."""

PLACEHOLDER = re.compile(
    r"[\[(](refs?|cites?|citations?(?: needed)?|citation missing|sources? (?:needed|missing|tbd)|"
    r"sources?: ?(?:link|tbd|\?+)|"
    r"sources? ?\?{1,3}|add (?:a )?(?:ref(?:erence)?|source|citation|link)|insert (?:a )?(?:ref(?:erence)?|source|"
    r"citation|link)|"
    r"needs? (?:a )?(?:ref(?:erence)?|source|citation)|link to (?:source|study)|tk|ibid\.?|op\. ?cit\.?|"
    r"loc\. ?cit\.?|"
    r"(?:authors?|surname|authors?,? et al\.?),? ?(?:year|20xx|xxxx|yyyy))[\])]|"
    r"(\{\{ ?(?:cite|citation needed|cn|fact|ref)\b[^{}\n]{0,40}\}\})|"
    r"(\[\?{1,3}\]|【[^【】\n]{1,60}】|"
    r"\[(?:cite(?:_start|_end)?|web|attached_file|oai_citation)[:_ ]{1,2}\d[\d, ]{0,20}"
    r"(?:[†‡][^\[\]\n]{0,40})?\]|\[cite_(?:start|end)\]|:contentReference\[oaicite:\d{1,3}\](?:\{index=\d{1,3}\})?|"
    r"\b(?:cite)?turn\d{1,2}(?:search|view|news)\d{1,2}\b)",
    re.IGNORECASE,
)
"""What a draft holds where a source is to be put, a short title whose work stands nowhere, and what the writing
assistants leave in a text that was copied out of them: "【4†source】", "[cite: 3]", "turn0search1"."""

DASHED = re.compile(r"(?<=[a-z]{4} )(\d{2,3})(?=—[a-z])")
"""A superscript flattened before a dash: "have been reported 133—likely"."""

PATTERNS = (
    (SQUARE, "numeric", "[{"), (REFERRED, "numeric", "("), (ROUND, "numeric", "("), (ROUND_AFTER, "numeric", "("),
    (GLUED, "superscript", ".,;"), (DASHED, "superscript", "—"), (WORD_GLUED, "superscript", ".,;:"),
)  # fmt: skip
"""The forms of numbered marks, each with its kind and with characters of which it has one."""

PARTS, DIGITS = re.compile(r"[,;]"), re.compile(r"\d+")

NOT_A_MARK = re.compile(
    r"(?:\b(?:ages?|aged|schedule|steps?|section|part|chapter|questions?|items?|level|stage|phase|grade|class|type|"
    r"tables?|figures?|fig|box|day|week|month|year|hour|hr|minute|page|version|no|numbers?|vitamin|scores?|of|about|"
    r"nearly|over|under|than|to|from|at|mg|mcg|ml|room|line|extension|ext|option|press|dial|text|call|hotline|lifeline|"
    r"crisis|total|n|sample|rule|group|bmi|scale|points?|rank|ranked|place|code|area|route|zip|apt|suite|highway|"
    r"district|title|article|form|criteria|criterion|tier|category)|[\d$#=:])\s?$",
    re.IGNORECASE,
)
"""Words after which a bracketed number is a quantity, an age, a step or a telephone key."""

NUMBERED = re.compile(
    r"\b(?:steps?|category|version|chapter|figures?|fig\.|tables?|box|item|question|level|grade|schedule|"
    r"phase|stage|type|option|page|line|row|column|part|appendix|exhibit|lesson|clause|batch|slide|"
    r"(?-i:Room|Ward|Bay|Bed|Floor|Gate|Bus|Tram|Route|Unit|Locker|Building|House|Flat|Week|Day|Month|Visit|Session|"
    r"Module|Lot|Rule|Tip|Track|Photo|Door|Desk|Hall|Line|Bus))\s?$",
    re.IGNORECASE,
)
"""Words whose number may stand in square brackets."""

QUANTITY = re.compile(
    r"\s?(?:%|(?:days?|weeks?|months?|years?|hours?|minutes?|mg|mcg|ml|g|kg|tablets?|pills?|capsules?|times|drinks?|"
    r"per ?cent)\b)",
    re.IGNORECASE,
)
"""What follows a number in square brackets that an editor put there and that counts something."""

SPELLED = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100,
}  # fmt: skip
DIGIT_NAMES = frozenset(
    {"covid", "omega", "vitamin", "delta", "alpha", "hepatitis", "version", "chapter", "windows", "media"}
)
"""Words that are written together with a number."""

SHORT_CODES = frozenset({"911", "988", "211", "311", "411", "811", "999", "112", "111", "116"})
"""Telephone numbers that are dialled as they stand."""

VERSE = re.compile(r"[”\"]\s?$")
"""Behind a quotation a number in round brackets is the page or line that it stands on."""

STOPS = re.compile(r"[.!?:](?:\s|$)|\n")
LEGEND = re.compile(r"\W*(?:and |or )?(?:[\w’'/-]+ ?){1,3}[(\[]\d{1,3}[)\]]\W*")
"""One entry of a legend: "mild (1)", "very often (3)"."""

BRACKETED = re.compile(r"\((\d{1,3})\)")
SPEAKER = re.compile(
    r"\b(?:says|said|told|asks|asked|explains|recalls|adds|named|called|remembers|writes) (?:[A-Z][\w’'-]+ ?){1,2}$"
)
QUOTED_REACH = 300
"""Characters looked back through for the beginning of a quotation or of a list."""

FEWEST_BEFORE = 3
"""Words; fewer before a number in round brackets make an entry of a table and no sentence: "Beer (12)"."""

AFTER_NAME = re.compile(r"(?:^|[\s“\"(])[A-Z][a-z’'-]+ ?$")
AGES = range(10, 100)

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
RAISED = re.compile(rf"^[\[(]?({NUMBERS})[\])]?[,.]?$")
UNICODE_RAISED = re.compile(r"(?<=[\w.,;:)”\"’])([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[,⁻–-][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}){0,12})")
UNIT_BEFORE = re.compile(
    r"(?:\b(?:k?m|cm|mm|ft|in|kg/m|10|x|CO|H|O|N|NH|Ca|Na|Mg|Fe|Li|Cl|R|e|I|Tc|Xe|C)|\d|\(|[α-ωΑ-Ω])$"
)
"""What a raised number is a power, an ion or an isotope of, and not a mark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered mark: its span, its kind, the numbers as written, and where those begin."""

    span: Span
    kind: str
    text: str
    digits: int


def numbers_of(text: str) -> list[str]:
    """Return the labels that a mark's text names; "2–4" stands for 2, 3 and 4."""
    out: list[str] = []
    for part in PARTS.split(text):
        ends = [int(n) for n in DIGITS.findall(part)]
        if len(ends) == 2 and ends[0] < ends[1] <= ends[0] + RANGE_MAX:
            out += [str(n) for n in range(ends[0], ends[1] + 1)]
        else:
            out += [str(n) for n in ends]
    return list(dict.fromkeys(out))


def raised_marks(page: Page) -> Iterator[Mark]:
    """Yield the numbers that were raised in the source and are no power, ion or ordinal."""
    end = -1
    for span in sorted(page.superscripts):
        if span.start < end:
            continue  # a superscript inside a superscript
        text = page.quote(span)
        m = RAISED.match(text.strip())
        before, after = page.text[max(0, span.start - 6) : span.start], page.text[span.end : span.end + 1]
        isotope = after.isalpha() and not before[-1:].strip(" (\n\xa0")
        if m and not isotope and not UNIT_BEFORE.search(before) and plain(m.group(1)):
            end = span.end
            yield Mark(span, "superscript", m.group(1), span.start)


def plain(numbers: str) -> bool:
    """Say whether all numbers are such that a reference can have."""
    return not any(int(n) > MARK_MAX or n.startswith("0") for n in DIGITS.findall(numbers))


def marks_in(text: str, offset: int) -> Iterator[Mark]:
    """Yield the marks in the text of one block that begins at `offset` of the page."""
    for m in () if text.isascii() else UNICODE_RAISED.finditer(text):
        if not UNIT_BEFORE.search(text[max(0, m.start() - 6) : m.start()]):
            yield Mark(Span(offset + m.start(), offset + m.end()), "superscript", m.group(1), offset + m.start())
    if "[^" in text:
        for m in FOOTNOTE.finditer(text):
            yield Mark(Span(offset + m.start(), offset + m.end()), "footnote", m.group(1), offset + m.start(1))
    for m in PLACEHOLDER.finditer(text) if any(c in text for c in "[({【") or "turn" in text else ():
        label = m.group(1) or m.group()
        yield Mark(Span(offset + m.start(), offset + m.end()), "placeholder", label, offset + m.start())
    if not any(c in text for c in "0123456789"):
        return
    for pattern, kind, signs in PATTERNS:
        if not any(c in text for c in signs):
            continue
        for m in pattern.finditer(text):
            if plain(m.group(1)) and not opens_line(text, m) and plausible(text, m, pattern):
                yield Mark(mark_span(offset, text, m, pattern), kind, m.group(1), offset + m.start(1))


def great_marks(text: str, offset: int) -> Iterator[Mark]:
    """Yield what may be marks with numbers above `MARK_MAX`; the caller knows whether the list goes so far."""
    for m in GREAT.finditer(text):
        if not opens_line(text, m):
            yield Mark(Span(offset + m.start(), offset + m.end()), "numeric", m.group(1), offset + m.start(1))


def opens_line(text: str, m: re.Match[str]) -> bool:
    """Say whether nothing stands before a mark in its line: it is the label of what follows, or a cell's figure."""
    return not text[text.rfind("\n", 0, m.start()) + 1 : m.start()].strip()


def plausible(text: str, m: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Say whether a number in this place can be a mark and is no quantity."""
    before = text[max(0, m.start() - 40) : m.start()]
    if pattern is REFERRED:
        return True
    if pattern is SQUARE:
        if QUANTITY.match(text[m.end() : m.end() + 20]):
            return False
        return not NUMBERED.search(before) and not in_quotation(text, m) and not is_legend(text, m)
    if pattern in (ROUND, ROUND_AFTER):
        return (
            not NOT_A_MARK.search(before)
            and not re.search(r"[:(]\s?$|\)\s?$", before)
            and not VERSE.search(before)
            and not is_amount(text, m, before)
            and not is_legend(text, m)
        )
    if pattern is WORD_GLUED:
        word = re.search(r"[A-Za-z-]{1,40}$", before)
        return (
            word is not None
            and word.group().islower()
            and word.group() not in DIGIT_NAMES
            and not NOT_A_MARK.search(before)
        )
    if pattern is GLUED:
        word = re.search(r"[\w.@/-]{1,80}$", text[max(0, m.start() - 80) : m.start() + 1])
        return word is None or ("." not in word.group()[:-1] and "@" not in word.group() and "/" not in word.group())
    return not NOT_A_MARK.search(before)


def is_amount(text: str, m: re.Match[str], before: str) -> bool:
    """Say whether a number in round brackets is a word in digits, a telephone code, an age, or one count of several."""
    number = m.group(1)
    if not number.isdigit():
        return False
    last = re.findall(r"[a-z]+", before.lower())[-3:]
    if number in SHORT_CODES or int(number) in {SPELLED.get(w) for w in last}:
        return True
    if len(text[: m.start()].split(None, FEWEST_BEFORE)) < FEWEST_BEFORE or SPEAKER.search(before):
        return True
    if int(number) in AGES and AFTER_NAME.search(before) and text[m.end() : m.end() + 1] == ",":
        return True
    start = max(text.rfind(". ", 0, m.start()), 0)
    others = list(BRACKETED.finditer(text, start, m.start()))
    return any(text[o.end() : o.end() + 1] == " " and text[o.end() + 1 : o.end() + 2].isalpha() for o in others)


def in_quotation(text: str, m: re.Match[str]) -> bool:
    """Say whether the bracket stands inside of quotation marks and not at their end: an editor put it there."""
    before = text[max(0, m.start() - QUOTED_REACH) : m.start()]
    if "“" in before or "”" in before:
        return before.rfind("“") > before.rfind("”") and text[m.end() : m.end() + 2].strip(" .,") not in {"”", ""}
    return before.count('"') % 2 == 1 and '"' in text[m.end() + 2 : m.end() + QUOTED_REACH]


def is_legend(text: str, m: re.Match[str]) -> bool:
    """Say whether all parts of the list between two stops are a word or three with a number, as in a scale."""
    start = max((s.end() for s in STOPS.finditer(text, max(0, m.start() - QUOTED_REACH), m.start())), default=0)
    stop = STOPS.search(text, m.end())
    parts = re.split(r"[,;]", text[start : stop.start() if stop else len(text)])
    return len(parts) > 1 and all(LEGEND.fullmatch(part) for part in parts)


def mark_span(offset: int, text: str, m: re.Match[str], pattern: re.Pattern[str]) -> Span:
    """Return the characters of the mark; one glued to a word takes the word along, to be seen at all."""
    start, end = m.start(), m.end()
    if pattern in (GLUED, DASHED, WORD_GLUED):
        word = re.search(r"[\w’'-]{1,60}[.,;]?[”\"’)]?\s?$", text[max(0, m.start(1) - 70) : m.start(1)])
        start, end = (max(0, m.start(1) - 70) + word.start() if word else m.start(1)), m.end(1)
    else:
        start += len(m.group()) - len(m.group().lstrip())
    return Span(offset + start, offset + end)
