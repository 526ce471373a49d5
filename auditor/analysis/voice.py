"""Tell the page's own statements from headings, questions, quotations, myths and lists of what is forbidden."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from auditor.model import Kind, Page, Sentence, Span

MYTH = re.compile(
    r"^\W*(?:myth|belief|misconception|false|fiction|claim|rumou?r|wrong|unsafe|don[’']?ts?)\b\W*(?:#?\d+)?\s*[:–—-]",
    re.I,
)
APART = re.compile(
    r"^\W*(?:\w+[,:] )?(?:please )?(?:do not|don[’']ts?|never|avoid|what not to|things? (?:you should |"
    r"that you should |to )?(?:not|never|avoid)|you should (?:not|never)|"
    r"(?:common |dangerous |popular |the |some )*(?:myths?|misconceptions?|mistakes?|false beliefs?|wrong ways?|"
    r"red flags?|warnings?|dangers?|risks?))\b|"
    r"\b(?:do not|don[’']ts?|never|avoid|not to (?:do|say)|should not|shouldn[’']t|must not|myths?|mistakes?|"
    r"not true|untrue|false|risky|dangerous|unsafe)\W*$",
    re.IGNORECASE,
)
"""What a list forbids or debunks when the words before it begin or end so."""
QUESTION = re.compile(r"\?[”\"’)]*\s*$")
REFUTED = re.compile(
    r"^\W*(?:(?:this|that|it|but (?:this|that|it)|both|these|those)(?:[’']s| is| are| was| were)? (?:a |an |"
    r"simply |just |also |completely )*(?:not (?:true|so|safe|"
    r"correct|right)|false|wrong|untrue|myth|dangerous|incorrect|bad advice|misconception|mistake|risky|deadly|"
    r"advice (?:nearly|almost|is))|"
    r"(?:in )?(?:fact|truth|reality)\s*[:,]|not true|wrong[.!:]|false[.!:]|(?:this|that) (?:advice|claim|idea|"
    r"belief|myth) (?:is|was|can|has|nearly|almost|could)\b|don[’']t\.)",
    re.IGNORECASE,
)
ANSWER = re.compile(r"\W*(?:the )?(?:fact|truth|reality|answer|actually|in fact|in truth)\b", re.IGNORECASE)
MYTH_HEADING = re.compile(
    r"\b(?:myths?|misconceptions?|mistakes?|what not to|do not|don[’']?ts|red flags?|fiction|debunk\w*|false)\b",
    re.IGNORECASE,
)


def set_apart(page: Page, sentences: Sequence[Sentence], index: int) -> str:
    """Return why the sentence is not the page's own statement, or "" if it is.

    A heading announces, a quotation and a myth belong to somebody else, a list under "Do not:" is forbidden, a
    question asks,
    and what the next sentence refutes is not advice.
    """
    sentence = sentences[index]
    block = page.blocks[sentence.block]
    if block.kind in {Kind.HEADING, Kind.CODE, Kind.TERM}:
        return "heading"
    if block.kind is Kind.QUOTE or quoted(page, sentence.span):
        return "quotation"
    if QUESTION.search(sentence.text):
        return "question"
    if MYTH.match(sentence.text) or (MYTH.match(page.quote(block.span)[:40]) and first_in_block(sentences, index)):
        return "myth"
    if block.stem is not None and APART.search(page.quote(page.blocks[block.stem].span)):
        return "forbidden list"
    if block.kind is Kind.ITEM and before_list(page, sentence.block):
        return "forbidden list"
    if MYTH_HEADING.search(block.anchor.heading or "") and not ANSWER.match(sentence.text):
        return "myth"
    after = sentences[index + 1] if index + 1 < len(sentences) else None
    if after is not None and after.block - sentence.block <= 1 and REFUTED.match(after.text):
        return "refuted"
    return ""


def first_in_block(sentences: Sequence[Sentence], index: int) -> bool:
    """Say whether the sentence opens its block."""
    return index == 0 or sentences[index - 1].block != sentences[index].block


def before_list(page: Page, block: int) -> bool:
    """Say whether the block before the list ends in a colon and forbids, for lists whose stem the loader did not
    link.
    """
    group = page.blocks[block].group
    at = block
    while at > 0 and page.blocks[at].kind is Kind.ITEM and page.blocks[at].group == group:
        at -= 1
    text = page.quote(page.blocks[at].span)
    return page.blocks[at].kind is not Kind.ITEM and text.rstrip().endswith(":") and bool(APART.search(text))


CURLY = re.compile(r"“[^”]{1,2000}”")
STRAIGHT = re.compile(r'"')


def quoted(page: Page, span: Span) -> bool:
    """Say whether most of the span lies between quotation marks of its block."""
    index = page.block_at(span.start)
    if index is None:
        return False
    block = page.blocks[index].span
    inside = 0
    for stretches in quoted_stretches(page.text, block.start, block.end):
        at = bisect_right(stretches, span.start, key=lambda s: s[1])
        while at < len(stretches) and stretches[at][0] < span.end:
            inside += min(stretches[at][1], span.end) - max(stretches[at][0], span.start)
            at += 1
    return inside * 2 > span.end - span.start


@lru_cache(maxsize=64)
def quoted_stretches(text: str, start: int, end: int) -> tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]]:
    """Return what stands between curly and between straight quotation marks in a part of the text, each in order.

    Remembered, since every sentence of a block asks for it.
    """
    curly = [(m.start(), m.end()) for m in CURLY.finditer(text, start, end)]
    straight = [m.start() for m in STRAIGHT.finditer(text, start, end)]
    return curly, [(a, b + 1) for a, b in zip(straight[::2], straight[1::2], strict=False)]


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the places between double quotation marks, straight marks taken in pairs."""
    curly, straight = quoted_stretches(text, 0, len(text))
    return [*curly, *straight]
