"""SPL004: a paragraph begins by pointing back at something that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Confidence, Finding, Severity
from auditor.rules import Context, rule

MISSING = {
    "turning-opener": "what it turns against or follows from",
    "pointing-opener": "what it points at",
    "person-opener": "the person it speaks of",
    "above-opener": "what it refers to",
}


@rule(
    "SPL004",
    "dangling-opener",
    check="splicing",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    since="0.1",
    lexicons=("splicing",),
    examples=(
        "<h1>Sleep and cannabis</h1><p>[[She went on to say that the dreams came back within a week.]]</p>",
        "<h1>Sleep and cannabis</h1><p>[[Instead, they were asked to write down every dream.]] Most did.</p>",
        "<h1>Sleep and cannabis</h1><p>Some people wake often.</p><p>This is why the first week feels long.</p>",
        "<h1>A nurse's view</h1><p>Lena Ortiz has worked nights since 2001. She knows it.</p><p>She likes it.</p>",
    ),
)
def dangling_opener(ctx: Context) -> Iterator[Finding]:
    """A paragraph opens with a word that points back, and there is nothing before it to point at.

    ## Why it matters
    "This differs from…" at the head of a section leaves the reader searching for the sentence before. It stood there on
    the page from which the paragraph was lifted.

    ## How to fix it
    Name what the word stands for, bring back the sentence that is missing, or delete the paragraph.

    ## What it cannot see
    Only the first paragraph of a section, and "he" or "she" without a person in the lines before, are reported. Whether
    a "this" further down fits what stands before it takes a reader.
    """
    for opener in ctx.facts.openers:
        yield ctx.flag(
            ctx.facts.sentences[opener.sentence],
            f"Nothing before this paragraph says {MISSING[opener.term]}: “{ctx.page.quote(opener.words)}”.",
            marks=[opener.words],
            evidence={"lexicon": ctx.lexicons["splicing"].cite(opener.term)},
            suggestion="Name what is meant, or restore the sentence that stood before.",
        )
