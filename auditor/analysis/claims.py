"""Find the sentences that assert a medical or public-health fact.

Three gates, each dearer than the one before: the words (a health word and a word that asserts), the form (questions,
headings, navigation, promotion, advice are no claims), and the syntax (a finite main clause about something other than
the reader or the writer). Only what passes the first two is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.syntax import Parse
from auditor.lexicon import Lexicon
from auditor.model import Block, Kind, Page, Sentence

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

ASSERTING = (
    "contraindication", "interaction", "statistic", "dose", "status", "comparison", "mechanism", "cause", "efficacy", "risk",
)  # fmt: skip
"""Kinds of claim, the most specific first: a sentence that shows signs of several is of the first of them."""

STRONG = frozenset({"contraindication", "interaction", "statistic", "dose", "status", "comparison", "cause"})
FORM = ("navigation", "disclaimer", "promotion", "opinion", "advice", "service")
MIN_WORDS = 4
ITEM_WORDS = 3
"""A list item inherits its subject from the stem, so that fewer words of its own make a claim."""

PEOPLE = frozenset(
    "patient patients person people individual individuals adult adults doctor doctors physician physicians prescriber clinician "
    "clinicians provider providers parent parents family families teen teens you anyone someone everyone they we he she who".split()
)
READER = frozenset({"you", "your", "yours", "yourself"})
WRITER = frozenset({"i", "me", "my", "we", "us", "our", "myself"})
EMPTY_NOUNS = frozenset(
    "substance drug medication medicine class group type form kind condition disorder disease process product name term way number "
    "anticonvulsant sedative stimulant depressant opioid antidepressant relaxant antispasmodic agonist antagonist program approach "
    "therapy treatment tea plant herb chemical compound family system step goal part practice method technique".split()
)
"""Head nouns of definitions: "X is a medicine"."""

MYTH = re.compile(r"^\W*(?:myth|belief|misconception|false|claim|rumou?r)\b\W*(?:#?\d+)?\s*[:–—-]", re.IGNORECASE)
QUESTION = re.compile(r"\?[”\"’)]*$")
NUMBER = re.compile(
    r"\d|\b(?:half|third|quarter|percent|million|billion|dozen|hundred|thousand|double|twice)\b", re.IGNORECASE
)
SAFETY = re.compile(
    r"\b(?:never|do not|don['’]t|should not|shouldn['’]t|must not|avoid)\b[^.;]{0,60}\b(?:stop|quit|mix|combin|drive|driving|tak|us|"
    r"share|inject|abrupt|cold turkey|alone|double|increas|chang)",
    re.IGNORECASE,
)
"""Safety advice: it may lack a source, but a finding would make an editor delete it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that passed the gate of words, with its signs by kind."""

    sentence: int
    health: frozenset[str]
    signs: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Assertion:
    """A sentence judged to be a claim, before its support is known."""

    sentence: int
    kind: str
    score: float
    safety: bool


def find_assertions(facts: Analysis) -> tuple[Assertion, ...]:
    """Return the claims of the main text, in order of place."""
    page, sentences, lexicons = facts.page, facts.sentences, facts.resources.lexicons
    apart = facts.references.blocks
    body = [i for i in facts.main if sentences[i].block not in apart]
    candidates = [c for i in body if (c := candidate(page, sentences, i, lexicons)) is not None]
    parses = facts.parses([c.sentence for c in candidates])
    found = []
    for c in candidates:
        assertion = judge(page.blocks[sentences[c.sentence].block], sentences[c.sentence], c, parses[c.sentence])
        if assertion is not None:
            found.append(assertion)
    return tuple(found)


def signs_of(text: str, lexicons: Mapping[str, Lexicon]) -> dict[str, frozenset[str]]:
    """Return the words of the lexicons found in `text`, by kind; medicines and substances count as health words."""
    out: dict[str, set[str]] = {}
    for term, start, end in lexicons["claims"].index.matches(text):
        out.setdefault(term.kind, set()).add(text[start:end].lower())
    if "drugs" in lexicons:
        for _, start, end in lexicons["drugs"].index.matches(text):
            out.setdefault("health", set()).add(text[start:end].lower())
    return {k: frozenset(v) for k, v in out.items()}


def candidate(
    page: Page, sentences: Sequence[Sentence], index: int, lexicons: Mapping[str, Lexicon]
) -> Candidate | None:
    """Return the sentence with its signs if its words and its form allow a claim."""
    sentence = sentences[index]
    block = page.blocks[sentence.block]
    item = block.kind in {Kind.ITEM, Kind.CELL}
    words = sentence.text.split()
    if block.kind in {Kind.HEADING, Kind.CODE, Kind.CAPTION, Kind.FOOTNOTE, Kind.TERM}:
        return None
    if len(words) < (ITEM_WORDS if item else MIN_WORDS) or (not sentence.complete and not item):
        return None
    if QUESTION.search(sentence.text) or MYTH.match(sentence.text) or sentence.text.rstrip().endswith(":"):
        return None
    signs = signs_of(sentence.text, lexicons)
    health = signs.get("health", frozenset())
    asserting = [k for k in ASSERTING if k in signs]
    if not health or not asserting:
        return None
    if form_refuses(signs, asserting):
        return None
    return Candidate(index, health, signs)


def form_refuses(signs: Mapping[str, frozenset[str]], asserting: Sequence[str]) -> bool:
    """Say whether the wording shows another purpose than to assert a fact."""
    if "navigation" in signs or "disclaimer" in signs or "promotion" in signs or "opinion" in signs:
        return True
    strong = sum(k in STRONG for k in asserting)
    if "service" in signs and strong == 0:
        return True
    return "advice" in signs and "contraindication" not in signs and strong < 2


def judge(block: Block, sentence: Sentence, c: Candidate, parse: Parse | None) -> Assertion | None:
    """Return the assertion if the main clause says something of the world, else None."""
    if parse is None:
        return None
    kind = next(k for k in ASSERTING if k in c.signs)
    strong = sum(k in STRONG for k in c.signs)
    weight = len(c.health) + strong + (1 if NUMBER.search(sentence.text) else 0)
    safety = bool(SAFETY.search(sentence.text))
    if block.kind in {Kind.ITEM, Kind.CELL} and not sentence.complete:
        enough = weight >= 3 and len(sentence.text.split()) >= MIN_WORDS and not parse.imperative
        return Assertion(c.sentence, kind, 0.6, safety) if enough else None
    refused = refuse(parse, c, kind, strong)
    if refused or weight < 2:
        return None
    return Assertion(c.sentence, kind, min(0.95, 0.5 + 0.08 * weight), safety)


def refuse(parse: Parse, c: Candidate, kind: str, strong: int) -> bool:
    """Say whether the syntax is that of advice, a definition, a story or a fragment."""
    root = parse.root
    finite = {"VBD", "VBP", "VBZ", "MD"}
    subject = parse.subject(root)
    clause = [root, *parse.children(root, "aux", "auxpass", "cop")]
    has_finite = any(parse.tags[i] in finite for i in clause)
    if parse.imperative:
        return kind != "contraindication"
    if subject is None and not has_finite:
        return True
    who = parse.lower[subject] if subject is not None else ""
    if who in WRITER and who != "we":
        return True
    if who == "we" and strong == 0:
        return True
    modal = next((parse.lower[i] for i in parse.children(root, "aux") if parse.tags[i] == "MD"), "")
    if modal in {"should", "must"} and (who in PEOPLE or who in READER):
        return kind not in {"contraindication", "dose", "interaction"}
    if who in READER and strong == 0 and not {"risk", "mechanism"} & c.signs.keys():
        return True
    return is_definition(parse, root, c, strong)


def is_definition(parse: Parse, root: int, c: Candidate, strong: int) -> bool:
    """Say whether the sentence only says what something is or is called."""
    if parse.lower[root] in {"means", "refers", "called", "known", "defined", "termed"}:
        return strong < 2
    if parse.lower[root] not in {"is", "are", "was", "were", "'s", "’s"}:
        return False
    attributes = parse.children(root, "attr")
    if not attributes:
        return False
    head = parse.lower[attributes[0]]
    plain = head in EMPTY_NOUNS or head.rstrip("s") in EMPTY_NOUNS or head.endswith(("ics", "ant", "ants"))
    return plain and strong == 0 and not {"risk", "statistic"} & c.signs.keys()
