"""Read the phrase at the front of a sentence that says when, where or for whom it holds."""

from __future__ import annotations

import re
from collections.abc import Set

from auditor.analysis.stems import stem

FRAME = re.compile(
    r"[\W_]{0,4}(?P<frame>(?:In|During|Before|After|While|When|Whenever|Once|If|Until|At|For|With|Without|Outside|Given|"
    r"Taken|Used|On|By|From|Since|Except|Apart|Unless|Among|Under|Within|Late|Early|Later|Where|Should|Over|Toward|"
    r"Throughout|Today|Now|Currently|Nowadays|Formerly|Previously|Originally|Initially|Eventually)\b"
    r"[^,;:()]{0,80}|(?:An?|One|Two|Three|Four|Five|Six|Ten|Several|\d+) (?:hour|day|week|month|year)s? (?:later|"
    r"after|before|into|on)\b[^,;:()]{0,40}),\s"
)
IDLE = re.compile(
    r"(?:In (?:fact|short|general|addition|particular|summary|reality|practice|other words|contrast|comparison|brief|"
    r"turn|conclusion|any case|sum|theory|my|our opinion|both)|For (?:example|instance|one|now|that reason)|After all|"
    r"On (?:the other|the contrary|the whole|average|top of)|At (?:its core|least|best|worst|the same time)|"
    r"By (?:contrast|the way|definition|law|comparison)|(?:With|Given) (?:that|this)|For (?:this|these) reasons?|"
    r"Overall|Once again)\b"
)
"""Phrases that only join a sentence to the one before."""

SIDES = {
    "before": "before", "until": "before", "formerly": "before", "previously": "before", "originally": "before",
    "initially": "before", "after": "after", "since": "after", "once": "after", "today": "after", "currently": "after",
    "now": "after", "nowadays": "after", "later": "after", "eventually": "after", "without": "without",
    "unless": "without", "except": "without", "apart": "without", "outside": "without",
}  # fmt: skip
"""Leading words whose meaning tells two frames of the same words apart; the others mean much the same."""

EMPTY = frozenset(
    "the a an of in on to at for from by with and or but as is are was were be been it its this that these those they "
    "you your our we us their his her my who which when while if any all most many some more people person patients "
    "patient users user adults someone anyone everyone clients take takes taken taking use uses used using dose drug "
    "medicine medication treatment center centre house clinic program facility rehab case cases".split()
)
WORD = re.compile(r"[a-z]+|\d+")


def frame_of(text: str, names: Set[str] = frozenset()) -> str:
    """Return the words at the front of the sentence that tell when, where or for whom it holds, or nothing.

    Those in `names` are left out: the sentence is about them anyway.
    """
    m = FRAME.match(text)
    if m is None or IDLE.match(text):
        return ""
    frame = " ".join(w for w in m.group("frame").lower().split() if w not in names)
    side, words = read(frame)
    return frame if words or side in TIMES else ""


def framed_apart(one: str, two: str) -> bool:
    """Say whether two frames name different times, places or cases; one that only adds words to the other does not."""
    if not one or not two:
        return False
    (side, words), (other, others) = read(one), read(two)
    if side != other and ("without" in {side, other} or {side, other} == TIMES or words & others & PERIODS):
        return True
    if not words or not others:
        return words != others
    return not (words <= others or others <= words)


TIMES = frozenset({"before", "after"})
PERIODS = frozenset(stem(w) for w in ("day", "week", "month", "year", "hour", "night", "trimester", "phase", "stage"))
"""Lengths of time in and after which different things hold: "in the first week" and "after the first week"."""


def read(frame: str) -> tuple[str, frozenset[str]]:
    """Return the side that a frame is on, and the stems of the words that tell it from others."""
    lead, *rest = WORD.findall(frame)
    rest = [lead, *rest] if lead in {"early", "late"} else rest
    return SIDES.get(lead, "in"), frozenset(stem(w) for w in rest if w not in EMPTY)
