"""Sentences that are too long to follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.analysis.readability import cleaned, gradable
from auditor.model import Confidence, Finding, Sentence, Severity
from auditor.rules import Context, rule

GLUED = re.compile(r"(?:\s[-–•*·]\s.{0,300}){3}|(?:[•▪●].{0,300}){2}", re.S)
"""Three dashes or two bullets on one line: a list that lost its line breaks, as is a "sentence" without a capital."""

VERY_LONG = 1.5
"""Times the limit from which on a long sentence is a warning and not a remark."""

SERIES = 5
"""Commas and semicolons from which on a list would be the better form."""


@rule(
    "RDB002",
    "long-sentence",
    check="readability",
    severity=Severity.INFO,
    confidence=Confidence.HIGH,
    since="0.1",
    references=("https://digital.gov/guides/plain-language/principles/short-simple",),
    examples=(
        "[[When you come to the clinic for the first time, a nurse will ask you about the medicines you take, the "
        "amount that you drink in a week, the illnesses that run in your family, and the reasons why you have decided "
        "that now is the time to stop.]] Bring a list.",
        "A nurse will ask which medicines you take. She will also ask how much you drink in a week. Bring a list.",
    ),
)
def long_sentence(ctx: Context) -> Iterator[Finding]:
    """A sentence has more words than a tired reader can hold.

    ## Why it matters
    Readers lose the beginning of a long sentence before they reach its end, and with it who should do what.

    ## How to fix it
    Cut it where a new thought begins, or turn a series into a list.

    ## What it cannot see
    Whether the sentence is well built: some long sentences are easy and some short ones are not.
    """
    limit = ctx.config.readability.long_sentence_words
    for sentence in gradable(ctx.facts):
        if len(sentence.text) < 2 * limit or sentence.text[0].islower() or GLUED.search(sentence.text):
            continue
        words = len(cleaned(ctx.facts, sentence).split())
        if words > limit:
            yield one_sentence(ctx, sentence, words, limit)


def one_sentence(ctx: Context, sentence: Sentence, words: int, limit: int) -> Finding:
    """Return the finding about one sentence."""
    series = len(re.findall(r"[,;]", sentence.text)) >= SERIES
    return ctx.flag(
        sentence,
        f"This sentence has {words} words; more than {limit} are hard to follow.",
        evidence={"words": words, "limit": limit},
        suggestion="Turn the series into a list." if series else "Cut it in two where a new thought begins.",
        severity=Severity.WARNING if words > VERY_LONG * limit else Severity.INFO,
    )
