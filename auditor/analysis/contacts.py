"""Find telephone numbers in any spelling, and tell the public helplines among them and among the links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from auditor.lexicon import Lexicon, Term
from auditor.model import Page, Role, Span

KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
SEPARATOR = r"[\s\u00a0.·•()/\u2010-\u2015-]{0,3}"
NUMBER = re.compile(
    rf"(?<![\w$.])(?:\+?1{SEPARATOR})?\(?([2-9]\d\d)\)?{SEPARATOR}"
    rf"([2-9A-Z][0-9A-Z]{{0,6}}(?:[.\s\u00a0\u2010-\u2015-][0-9A-Z]{{1,7}}){{0,3}})(?![\w])"
)
"""A North American number, its last seven places digits or the capitals of a word to dial."""

PLAIN = re.compile(r"(?<![\w$.,-])\+?\d(?:[\s\u00a0.()\u2010-\u2015-]{0,2}\d){4,13}(?![\w%])")
"""Any other run of five to fourteen digits: foreign lines and the short numbers that take messages."""

DIGIT = re.compile(r"\d")
DIALLED = re.compile(r"\d\W{0,3}[a-z]{2}")
"""Small letters behind a figure, which may be a word to dial."""

LOCAL_DIGITS = 7
SHORT = re.compile(
    r"(?<![\w$.,#-])(9[\u2010-\u2015.-]?8[\u2010-\u2015.-]?8)(?![\w%]|[-\u2010-\u2015.,]\d)|\bnine[ -]eight[ -]eight\b",
    re.I,
)
REACHED = re.compile(
    r"\b(?:call|calling|dial|dialing|phone|text|texting|chat|message|reach|contact|ring|lifeline|"
    r"crisis|line|hotline|helpline)\b",
    re.I,
)
"""A three-digit number counts only where the sentence speaks of calling or writing to it."""


def numbers(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the digits of each telephone number, without the country code, and its place in the text."""
    end = -1
    for m in NUMBER.finditer(text):
        local = re.sub(r"\W", "", m.group(2)).translate(KEYPAD)
        if len(local) >= LOCAL_DIGITS and (local.isdigit()):
            yield m.group(1) + local[:LOCAL_DIGITS], m.start(), m.end()
            end = m.end()
    for m in PLAIN.finditer(text):
        if m.start() >= end or end < 0:
            yield re.sub(r"\D", "", m.group()), m.start(), m.end()
    short = SHORT.search(text)
    if short and REACHED.search(text):
        yield "988", short.start(), short.end()


def dialled(href: str) -> str:
    """Return the digits of a `tel:` or `sms:` link without the country code, or nothing."""
    scheme, _, rest = href.strip().partition(":")
    if scheme.lower() not in {"tel", "sms"}:
        return ""
    digits = re.sub(r"\D", "", rest.upper().translate(KEYPAD))
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits


def is_host(href: str, hosts: tuple[str, ...]) -> bool:
    """Say whether a link leads to one of the hosts, or below its path where it has one."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return False
    host = (parts.hostname or "").removeprefix("www.")
    for wanted in hosts:
        name, _, path = wanted.partition("/")
        if (host == name or host.endswith(f".{name}")) and parts.path.lstrip("/").startswith(path):
            return True
    return False


def find_line(text: str, lexicon: Lexicon, *kinds: str) -> tuple[Term, int, int] | None:
    """Return the first line of these kinds that the text gives, by number or by name, and its place."""
    terms = lexicon.of_kind(*kinds)
    if DIGIT.search(text) or "nine" in text.lower():
        spelled = numbers(text.upper()) if DIALLED.search(text) else ()
        for digits, start, end in (*numbers(text), *spelled):
            for term in terms:
                if digits in term.data.get("numbers", ()):
                    return term, start, end
    for term in terms:
        m = lexicon.index.first(term, text)
        if m and not wrong_number(text, m.end(), term):
            return term, m.start(), m.end()
    return None


def wrong_number(text: str, place: int, term: Term) -> bool:
    """Say whether the name of a line is followed by a number that is not the line's."""
    following = [digits for digits, _, _ in numbers(text[place : place + 60]) if len(digits) >= LOCAL_DIGITS]
    return bool(following) and not any(digits in term.data.get("numbers", ()) for digits in following)


def linked_line(page: Page, lexicon: Lexicon, *kinds: str) -> tuple[Term, Span] | None:
    """Return the first line of these kinds that a link dials or leads to."""
    terms = lexicon.of_kind(*kinds)
    for link in page.links:
        if link.role is Role.COMMENTS:
            continue
        digits = dialled(link.href)
        for term in terms:
            if digits and digits in term.data.get("numbers", ()):
                return term, link.span
            if is_host(link.href, term.data.get("hosts", ())):
                return term, link.span
    return None
