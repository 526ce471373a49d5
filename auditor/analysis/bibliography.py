"""Recognise the form of a bibliographic entry."""

from __future__ import annotations

import re

from auditor.lexicon import Lexicon

AUTHORS = re.compile(
    r"(?:[A-Z][\w’'-]{1,30}(?: (?:de|van|von|der|la|del|di|[A-Z][\w’'-]{1,30}))? [A-Z]{1,3}(?=[,.;:])[,;:]? ?){2}"
    r"|[A-Z][\w’'-]{1,30}, [A-Z]\.(?: ?[A-Z]\.)?(?:,| &| and|;|\.? ?\()"
    r"|[A-Z][\w’'-]{1,30} [A-Z]{1,3}(?:,| and)? et al\b"
)
"""Two or more surnames with initials ("Moreno PA, Lind T,"), or one in the style of APA ("Moreno, P. A., ")."""

DATED_ENTRY = re.compile(
    r"\W{0,3}(?:[-–—]{2,3}|[A-Z][\w’'-]{1,30}\b[^()\d\n]{0,250}?)\.\s?(?:19|20)\d\d[a-z]?\.\s{0,2}[A-Z\d“\"]"
)
"""An entry of the author-date style: authors, a full stop, the year, a full stop, the title."""

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
BRACKETED_WORK = re.compile(
    r"\([^()]{5,250}(?:\b(?:19|20)\d\d;\s?\d|\d\(\d{1,4}\):|\bet al\b[.,]{0,2} [A-Za-z][^();]{6,150}\b(?:19|20)\d\d|"
    r"\b(?:19|"
    r"20)\d\d\b[^()]{0,60}\bdoi\b)"
    r"(?:[^()]|\(\d{1,4}\)){0,80}\)"
)
"""A whole entry in brackets behind the claim that it supports: "(Sordo L, et al. BMJ 2017;357:j1550)"."""

ENTRY_MAX = 700
"""Characters; a longer block is prose, whatever stands in it."""


def is_entry(text: str, lexicon: Lexicon) -> bool:
    """Say whether a text is a bibliographic entry: authors and year, or year and a journal's or a link's form."""
    if len(text) > ENTRY_MAX:
        return False
    if DATED_ENTRY.match(text):
        return True
    signs = bool(AUTHORS.search(text)) + bool(YEAR.search(text))
    if signs == 2:
        return True
    return signs + min(2, sum(1 for _ in lexicon.find(text, "journal"))) >= 2
