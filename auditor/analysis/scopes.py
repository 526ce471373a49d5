"""Read under which circumstances, and in whose voice, a sentence speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.lexicon import Lexicon, Term
from auditor.model import Sentence
from auditor.terms import Index

REGARDLESS = re.compile(
    r"\b(?:no matter|regardless|even (?:after|when|if|with|at|for|in|as|under|while)|whether or not|in any|at any|"
    r"under any|of any kind|even people|including (?:when|if|at|among)|also (?:when|if))\b",
    re.IGNORECASE,
)
"""Words that lift a condition instead of setting one."""

EVEN = "even"
"""Sort of a circumstance that the sentence expressly includes: "even when it is taken as prescribed"."""

SUPPOSED = "supposed"
"""Sort of a misuse that the sentence only supposes: "could possibly become dependent if they misuse it"."""

REMOTE = re.compile(r"\b(?:could|might|potentially|possibly|conceivably|theoretically|in theory)\b", re.IGNORECASE)
IF_MISUSED = re.compile(
    r"\b(?:if|should|in case|were)\b[^.;,]{0,30}?\b(?:misus|abus|overus)\w+|"
    r"\bif\b[^.;,]{0,30}?\b(?:more|higher|larger|longer)\b[^.;,]{0,20}? than [^.;,]{0,12}?"
    r"(?:prescribed|directed|recommended)",
    re.IGNORECASE,
)

# Value of a term whose own words are the name of the circumstance: each country is a place of its own.
NAMED = "named"

WORDED = "words"
# Value of a term whose own words, in lower case, tell one circumstance of the sort from another.

LABEL = re.compile(r"([A-Z][\w.]+(?: [A-Z][\w.]+){0,3}): \S")
PLAIN_LABELS = frozenset(
    "Fact Myth Note Warning Answer Question Important Yes No Reminder Caution Remember Tip Truth Reality "
    "Summary Bottom Conclusion".split()
)
DOSE = re.compile(
    r"\b(?:at|on|of|with|after|taking|above|over|below|under|than|exceeding) (?:doses? (?:of|above|over|below|under) )?"
    r"(?:about |around |roughly |only |just )?(\d[\d,.]{0,8}) ?(mg|mcg|µg|milligrams?|micrograms?|g|grams?|ml)\b",
    re.IGNORECASE,
)
"""A dose that the sentence speaks of: what 300 mg does, 50 mg need not do."""

INCLUDED_REACH = 70
"""Characters behind "even when" in which its circumstance stands: a clause of a dozen words."""

LIFTED = frozenset({"length", "use", "product", "severity"})
QUESTION = re.compile(r"\?[”\"’)\]]*$")
QUOTED = re.compile(r"[“\"]([^”\"]{3,400})[”\"]")
AUTHORITY = re.compile(
    r"\b[Aa]ccording to ([^,;]{2,60})|\b(?:[Tt]he )?((?:FDA|DEA|CDC|NIDA|NIAAA|SAMHSA|WHO|ASAM|NIH|Food and "
    r"Drug Administration))\b (?:says|states|reports|considers|classifies|lists|describes|warns|found)"
)


def conditions_of(text: str, scopes: Lexicon) -> tuple[str, ...]:
    """Return the circumstances that the sentence names, as "sort:name", sorted."""
    lift = REGARDLESS.search(text)
    found = {f"{SUPPOSED}:misuse"} if REMOTE.search(text) and IF_MISUSED.search(text) else set()
    index = scopes.index
    for term in (scopes.by_id[name] for name in index.possible(text)):
        if term.kind != "condition":
            continue
        topic = term.data["topic"]
        if lift and topic in LIFTED:
            found |= {f"{EVEN}:{topic}={term.data['value']}"} if included(text, term, index, lift.start()) else set()
            continue
        if term.data["value"] == NAMED:
            found |= {f"{topic}:{m.group()}" for m in index.each(term, text) if named(text, m)}
        elif term.data["value"] == WORDED:
            found |= {f"{topic}:{w}" for w in worded(text, term, index)}
        elif matches(text, term, index):
            found.add(f"{topic}:{term.data['value']}")
    found |= {f"dose:{m.group(1).rstrip('.,')} {m.group(2)[:2].lower()}" for m in DOSE.finditer(text)}
    if any(c.startswith("place:") for c in found):
        return tuple(sorted(found))
    label = LABEL.match(text)
    return tuple(sorted({*found, f"label:{label.group(1)}"} if label and label.group(1) not in PLAIN_LABELS else found))


def included(text: str, term: Term, index: Index, start: int) -> bool:
    """Say whether words behind the lifting ones at `start` name the circumstance ("even if taken as prescribed")."""
    exempt = term.exceptions.finditer(text) if term.exceptions else ()
    beyond = [m.span() for m in exempt if REGARDLESS.search(m.group()) is None]
    found = (m for m in index.each(term, text) if start < m.end() <= start + INCLUDED_REACH)
    return any(not any(a < m.end() and m.start() < b for a, b in beyond) for m in found)


def worded(text: str, term: Term, index: Index) -> set[str]:
    """Return the words of the term wherever it stands outside of its exceptions."""
    exempt = [m.span() for m in term.exceptions.finditer(text)] if term.exceptions else []
    found = (m for m in index.each(term, text) if not any(a < m.end() and m.start() < b for a, b in exempt))
    return {m.group().lower().strip() for m in found}


def named(text: str, m: re.Match[str]) -> bool:
    """Say whether the words name a country: "cold turkey" does not."""
    return m.group()[:1].isupper() and text[max(0, m.start() - 5) : m.start()].lower() != "cold "


def matches(text: str, term: Term, index: Index) -> bool:
    """Say whether the term stands in the text outside of its exceptions."""
    if index.first(term, text) is None:
        return False
    exempt = [m.span() for m in term.exceptions.finditer(text)] if term.exceptions else []
    if not exempt:
        return True
    return any(not any(a < m.end() and m.start() < b for a, b in exempt) for m in index.each(term, text))


def voice_of(text: str, scopes: Lexicon) -> str:
    """Return whose word the sentence is (a myth, a belief, history …), or nothing for the author's present one."""
    if QUESTION.search(text):
        return "a question"
    may = scopes.index.possible(text)
    for term in scopes.terms:
        if (
            term.id in may
            and term.kind == "voice"
            and term.data["value"] != "rejected next"
            and matches(text, term, scopes.index)
        ):
            return str(term.data["value"])
    return ""


def speaks(order: Sequence[int], position: int, sentences: Sequence[Sentence], scopes: Lexicon) -> bool:
    """Say whether a sentence is the author's own present word, and not taken back by the next one."""
    text = sentences[order[position]].text
    return not voice_of(text, scopes) and not rejected(order, position, sentences, scopes)


def rejected(order: Sequence[int], position: int, sentences: Sequence[Sentence], scopes: Lexicon) -> bool:
    """Say whether the sentence that follows takes this one back ("That is not true.")."""
    if position + 1 >= len(order):
        return False
    following = sentences[order[position + 1]]
    return scopes.index.first(scopes.by_id["rejected"], following.text) is not None


def quoted(text: str, start: int) -> bool:
    """Say whether the character at `start` stands inside quotation marks."""
    return any(m.start() < start < m.end() for m in QUOTED.finditer(text))


def authority_of(text: str) -> str:
    """Return the authority to which the sentence attributes what it says, or nothing."""
    m = AUTHORITY.search(text)
    return (m.group(1) or m.group(2)).strip() if m else ""
