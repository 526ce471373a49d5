"""Even out how a text is typed, so that an expression need not know of line breaks, hard spaces and Markdown marks."""

from __future__ import annotations

import re

EVEN = str.maketrans(
    dict.fromkeys("\n\r\t\u00a0\u1680\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " ")
    | {"\u2010": "-", "\u2011": "-", "\u2212": "-", "\uff1a": ":", "\u2019": "'", "\u02bc": "'"}
)
UNMARKED = str.maketrans(dict.fromkeys("*_`#[]", " "))
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
MARKS = re.compile(r"\*{1,3}|(?<![\w/.])_{1,3}(?=\w)|(?<=\w)_{1,3}(?![\w/.])|`|^\s*(?:#{1,6}|>)\s")
MARKING = frozenset("*_`#>")
"""Characters without which a text has no marks."""


def even(text: str) -> str:
    """Return the text with every kind of space, hyphen and apostrophe as its plain one; the length stays the same."""
    return text.translate(EVEN)


def unmarked(text: str) -> str:
    """Return the text with Markdown marks and the underscores of keys as spaces; lines and length stay the same."""
    return text.translate(UNMARKED)


def bare(text: str) -> str:
    """Return the text as it reads: even, on one line, without Markdown marks and invisible characters."""
    if not text.isascii():
        text = INVISIBLE.sub("", even(text))
    if not MARKING.isdisjoint(text):
        text = MARKS.sub("", text)
    return " ".join(text.split())
