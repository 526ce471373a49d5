"""Find the sentences that assert a medical or public-health fact, and of what kind each is.

The form is asked first (headings, questions, references and fragments of a word or two are no claims), then the words,
then, where these leave it open, the syntax. The answer is weighed by `claim_model`; what it is weighed on is in
`claim_features`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.claim_asides import is_general
from auditor.analysis.claim_features import (
    Features,
    Signs,
    Vocabulary,
    context_features,
    lower_words,
    read_signs,
    stem_features,
    surface_features,
    syntax_features,
)
from auditor.analysis.claim_form import (
    ALARM,
    ASIDE_STEM,
    DIRECTIVE,
    GLOSS,
    REFUTED,
    SAFETY,
    TOPIC,
    TRAILER,
    asserts,
    is_gloss,
    is_statement,
)
from auditor.analysis.claim_model import Model, load_model, meaning_of
from auditor.analysis.completeness import has_main_clause, is_link_list
from auditor.analysis.wordvectors import Floats
from auditor.model import Citation, Kind, Page, Sentence, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

ASSERTING = (
    "contraindication", "interaction", "statistic", "comparison", "status", "dose", "mechanism", "efficacy", "cause",
    "risk",
)  # fmt: skip
"""Kinds of claim, the most specific first: a sentence that shows signs of several is of the first of them."""

WEAKER: Mapping[str, str] = {"burden": "risk", "help": "efficacy", "frequency": "statistic"}
BY_TERM: Mapping[str, str] = {"symptom": "risk", "condition": "risk", "body": "mechanism", "use": "risk"}
"""What a claim is about if no word of an asserting kind stands in it."""

APART = frozenset({Kind.HEADING, Kind.CODE, Kind.CAPTION, Kind.FOOTNOTE, Kind.TERM})
LISTED = frozenset({Kind.ITEM, Kind.CELL})
FEWEST_WORDS = 3
"""Words: "Alcohol causes cancer." is a claim; fewer are a label."""

DOUBTFUL = 0.6
"""Probability; below it a finding asks for a person's eye at most. Above it, with the page left out of the fit,
precision is 0.98 on the labelled pages, 0.96 and 0.92 on sentences drawn from other sites, and 0.80 and 0.72 on
sentences of such sites that were drawn because an earlier model took them for claims."""

VAGUE = 0.3
"""Probability from which on a sentence is a claim that names experts, studies or a belief as its source: whoever does
asserts something. It changes no figure of the labelled pages."""

STATING = ("cause", "risk", "efficacy", "mechanism", "vague")
"""Kinds of words of a stem that make claims of bare items."""

SERVING = ("service", "advice", "promotion", "navigation")
"""Kinds of words of a stem whose items are what is offered, asked or sold."""

LABEL_WORDS = 6
"""A stem of so few words needs no verb: "Side effects of naltrexone:"."""

DOUBTED = 0.55
"""Probability given to a bare item at most: enough for the inventory, too little for a finding of weight."""

STEM_REACH = 300
"""Characters of the end of a stem that are looked at."""

LONELY = 0.1
"""Probability that a figure about health may lose at most by standing among advice: neighbours say little of it.
On the labelled sentences of other sites it let two more true claims reach weight, and nothing else."""

NEAR_HELP = 600
"""Characters; in a longer paragraph the call for help speaks of one sentence and not of all."""

MARKS = frozenset({"numeric", "superscript", "footnote", "identifier", "author-year", "placeholder"})
HARMS = frozenset({"risk", "interaction", "cause", "contraindication"})
"""Kinds that a warning beside them makes part of the warning."""

GLUED_DIGITS = re.compile(r"\d[\d,;–—\s-]*$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be a claim: its words without citation marks, its signs, and what shows without a parse.

    `meaning` is the vector of `claim_model.meaning_of`.
    """

    sentence: int
    text: str
    signs: Signs
    surface: Features
    meaning: Floats


@dataclass(frozen=True, slots=True)
class Assertion:
    """A sentence judged to be a claim, before its support is known; `score` is the model's probability."""

    sentence: int
    kind: str
    score: float
    safety: bool


def find_assertions(facts: Analysis) -> tuple[Assertion, ...]:
    """Return the claims of the main text, in order of place."""
    model = load_model()
    vocabulary = Vocabulary(facts.resources.lexicons["claims"])
    candidates = find_candidates(facts, vocabulary)
    first = {c.sentence: model.probability("surface", c.surface, c.meaning) for c in candidates}
    placed = {c.sentence: c.surface | surroundings(facts, c, first, vocabulary) for c in candidates}
    scores = {c.sentence: model.probability("placed", placed[c.sentence], c.meaning) for c in candidates}
    doubtful = [c for c in candidates if model.low <= scores[c.sentence] <= model.high]
    parses = facts.parses([c.sentence for c in doubtful])
    for c in doubtful:
        parse = parses[c.sentence]
        if parse is not None:
            features = placed[c.sentence] | syntax_features(parse, c.signs)
            scores[c.sentence] = model.probability("parsed", features, c.meaning)
    for c in candidates:
        if c.signs.has("statistic") and c.signs.has("health") and facts.sentences[c.sentence].complete:
            scores[c.sentence] = max(scores[c.sentence], first[c.sentence] - LONELY)
    chosen = [c for c in candidates if is_claim(c, scores[c.sentence], model) and not is_taken_back(facts, c.sentence)]
    return tuple(assertion(facts, c, scores[c.sentence], vocabulary) for c in chosen)


def is_claim(c: Candidate, score: float, model: Model) -> bool:
    """Say whether a candidate with this score is a claim; what a word means is none, however medical the words."""
    least = VAGUE if c.signs.has("vague") and c.signs.has("health") else model.threshold
    return score >= least and asserts(c.text, c.signs)


def assertion(facts: Analysis, c: Candidate, score: float, vocabulary: Vocabulary) -> Assertion:
    """Return the candidate as a claim; what says nothing of its own is never more than doubtful."""
    kind = kind_of(c.signs)
    if is_unsaid(facts, c, vocabulary):
        score = min(score, DOUBTED)
    return Assertion(c.sentence, kind, score, is_warning(facts, c, kind))


def is_unsaid(facts: Analysis, c: Candidate, vocabulary: Vocabulary) -> bool:
    """Say whether a text only names or explains: a bare item, the rest of a torn sentence, a stem, a term."""
    sentence = facts.sentences[c.sentence]
    if c.text[:1].islower() and not has_main_clause(c.text):
        return True
    if (
        is_gloss(c.text)
        or is_general(c.text, c.signs)
        or (is_introduction(facts, sentence) and not any(k.isdigit() for k in c.text))
    ):
        return True
    if sentence.complete or is_stated(facts, sentence, vocabulary):
        return False
    return not has_main_clause(c.text)


def is_introduction(facts: Analysis, sentence: Sentence) -> bool:
    """Say whether a sentence is the stem of the list that follows it."""
    after = sentence.block + 1
    return (
        sentence.text.rstrip().endswith(":")
        and after < len(facts.page.blocks)
        and facts.page.blocks[after].stem == sentence.block
    )


def is_stated(facts: Analysis, sentence: Sentence, vocabulary: Vocabulary) -> bool:
    """Say whether a list item stands under words that make claims of the items: "Withdrawal causes:"."""
    stem = facts.page.blocks[sentence.block].stem
    if stem is None:
        return False
    words = facts.page.quote(facts.page.blocks[stem].span)[-STEM_REACH:]
    if not words.rstrip().endswith(":"):
        return False
    signs = read_signs(words, vocabulary, ())
    said = has_main_clause(words) or len(words.split()) <= LABEL_WORDS
    return said and signs.has(*STATING) and not signs.has(*SERVING)


def is_warning(facts: Analysis, c: Candidate, kind: str) -> bool:
    """Say whether a claim tells what not to do, or stands beside a sentence that does, or beside a call for help."""
    if SAFETY.search(c.text):
        return True
    block = facts.page.blocks[facts.sentences[c.sentence].block]
    if c.signs.has("risk") and len(block.span) <= NEAR_HELP and ALARM.search(facts.page.quote(block.span)):
        return True
    ill = bool({"condition", "symptom"} & c.signs.terms.keys())
    if kind not in HARMS and not ill and not c.signs.has("risk", "cause"):
        return False
    return any(DIRECTIVE.match(facts.sentences[i].text) for i in beside(facts, c.sentence))


def is_taken_back(facts: Analysis, index: int) -> bool:
    """Say whether the next sentence of the block says that this one is not true."""
    return any(i > index and REFUTED.match(facts.sentences[i].text) for i in beside(facts, index))


def beside(facts: Analysis, index: int) -> list[int]:
    """Return the sentences before and after one in its block."""
    block = facts.sentences[index].block
    near = (index - 1, index + 1)
    return [i for i in near if 0 <= i < len(facts.sentences) and facts.sentences[i].block == block]


def kind_of(signs: Signs) -> str:
    """Return the kind of claim that the words of a sentence show."""
    for kind in ASSERTING:
        if signs.has(kind):
            return kind
    for kind, stands_for in WEAKER.items():
        if signs.has(kind):
            return stands_for
    return next((kind for term, kind in BY_TERM.items() if term in signs.terms), "efficacy")


def find_candidates(facts: Analysis, vocabulary: Vocabulary) -> list[Candidate]:
    """Return the sentences of the main text whose form allows a claim, with their signs."""
    page, sentences = facts.page, facts.sentences
    marks: dict[int, list[Span]] = {}
    for citation in facts.citations:
        if citation.kind in MARKS or "://" in citation.label:
            marks.setdefault(citation.sentence, []).append(mark_itself(page, citation))
    stray = facts.references.stray
    starts = [k.span.start for k in page.links]
    found = []
    for index in facts.main:
        sentence = sentences[index]
        if not has_form(page, sentence, starts) or sentence.block in facts.references.blocks:
            continue
        if any(s.start < sentence.span.end and sentence.span.start < s.end for s in stray):
            continue
        text = TRAILER.sub("", without(sentence, marks.get(index, ())))
        signs = read_signs(text, vocabulary, (m.surface.lower() for m in facts.mentions[index]))
        block = page.blocks[sentence.block]
        surface = surface_features(text, signs, block.kind, sentence.complete)
        found.append(Candidate(index, text, signs, surface, meaning_of(lower_words(text))))
    return found


def mark_itself(page: Page, citation: Citation) -> Span:
    """Return the characters of a mark without the word that a flattened superscript is glued to."""
    quote = page.quote(citation.span)
    digits = GLUED_DIGITS.search(quote)
    if citation.kind == "superscript" and digits and digits.start() > 0:
        return Span(citation.span.start + digits.start(), citation.span.end)
    return citation.span


def without(sentence: Sentence, marks: Sequence[Span]) -> str:
    """Return the words of a sentence without its citation marks."""
    out, place = [], sentence.span.start
    for mark in sorted(set(marks)):
        if place <= mark.start and mark.end <= sentence.span.end:
            out.append(sentence.text[place - sentence.span.start : mark.start - sentence.span.start])
            place = mark.end
    return "".join((*out, sentence.text[place - sentence.span.start :])) if out else sentence.text


def has_form(page: Page, sentence: Sentence, starts: list[int]) -> bool:
    """Say whether a sentence may be a statement: no heading, question, myth, link, or fragment of a word or two.

    `starts` are the places where the links of the page begin, in order.
    """
    block = page.blocks[sentence.block]
    if block.kind in APART or block.header_cell:
        return False
    before = page.blocks[sentence.block - 1].kind if sentence.block else None
    if before is Kind.TERM and sentence.span.start == block.span.start and GLOSS.match(sentence.text):
        return False
    listed = block.kind in LISTED
    if not sentence.complete and (TOPIC.match(sentence.text) or is_link_list(page, block, starts)):
        return False
    if listed and block.stem is not None and ASIDE_STEM.search(page.quote(page.blocks[block.stem].span)[-STEM_REACH:]):
        return False
    words = len(sentence.text.split())
    if words < FEWEST_WORDS or not (sentence.complete or listed or sentence.text.rstrip().endswith(":")):
        return False
    return is_statement(sentence.text)


def surroundings(facts: Analysis, c: Candidate, first: Mapping[int, float], vocabulary: Vocabulary) -> Features:
    """Return what stands around a candidate: its neighbours in the paragraph or list, and the stem of the list."""
    block = facts.page.blocks[facts.sentences[c.sentence].block]

    def near(index: int) -> float | None:
        if index not in first:
            return None
        other = facts.page.blocks[facts.sentences[index].block]
        together = other is block or (block.group is not None and other.group == block.group)
        return first[index] if together else None

    out = context_features(near(c.sentence - 1), near(c.sentence + 1), near(c.sentence - 2), near(c.sentence + 2))
    if block.stem is not None:
        stem = facts.page.quote(facts.page.blocks[block.stem].span)
        out |= stem_features(read_signs(stem[-STEM_REACH:], vocabulary, ()))
    return out
