"""Judge two sentences that come without a page: do they say the same thing?"""

from __future__ import annotations

import re
from functools import cache

from auditor.analysis.encoder import encode
from auditor.analysis.judge import Judge, features, load, question_features
from auditor.analysis.similarity import Reader
from auditor.analysis.substances import Substances
from auditor.analysis.wordvectors import Floats
from auditor.lexicon import lexicon_root, parse_lexicon

ASKER = re.compile(r"\b(?:I|I['’](?:m|ve|d)|[Mm]y|me)\b")

QUESTION = re.compile(
    r"\W*(?:(?:what|which|who|how|why|is|are|does|do(?! not)|did|can|could|should|would|will)\b)(?!.*[.!]\s*$)",
    re.I | re.S,
)
"""Begins as a question does, and ends without another mark: askers leave theirs out."""

QUOTE = re.compile(r"[\"“”]")
"""A text with a quotation tells of a question that somebody asked."""

CONTRAST = 0.65
CONTRASTED = 0.49
"""Probability of a contrast from which on a pair is not reported, and what is left of its score: below 0.5, yet in
order, since a near copy with one word exchanged is still nearer than two sentences about different things."""

SHIPPED = ("rewording.toml", "drugs.toml")


@cache
def shipped_reader() -> Reader:
    """Return the reader with the shipped words, for sentences that come without a page."""
    words, drugs = (parse_lexicon(lexicon_root().joinpath(f).read_text("utf-8"), f) for f in SHIPPED)
    return Reader(words, Substances.of(drugs))


def rewording(a: str, b: str) -> float:
    """Return how surely two sentences say the same thing (0…1); from 0.5 on they would be reported."""
    reader = shipped_reader()
    one, other = reader.read(a), reader.read(b)
    if one.key == other.key:
        return 1.0
    if asks(a, b):
        judge, (x, y) = load(), encode([a, b])
        return judge.questions.probability(question_features(one, other, x, y, reader.substances, judge.axes))
    return combined(load(), features(one, other, reader.substances))


def asks(a: str, b: str) -> bool:
    """Say whether two texts ask: both hold a question, or one does and the other tells of "me" as askers do."""
    both = tuple(QUESTION.match(t) is not None or ("?" in t and QUOTE.search(t) is None) for t in (a, b))
    return all(both) or (any(both) and ASKER.search(b if both[0] else a) is not None)


def combined(judge: Judge, shared: Floats) -> float:
    """Return the verdict on two statements: a likely contrast keeps them below what is reported, and in their order."""
    alike = judge.statements.probability(shared)
    return alike if judge.contrast.probability(shared) < CONTRAST else CONTRASTED * alike
