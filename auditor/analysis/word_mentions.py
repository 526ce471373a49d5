"""Tell words that a page only speaks about, or that others used, from words that it uses of people itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.lexicon import Hit
from auditor.model import Block, Kind, Sentence

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

MENTION_AFTER = re.compile(
    r"^[\s\"”’']{0,3}(?:is|are|was) (?:an? )?(?:\w+ )?(?:outdated|stigmati\w+|term|word|label|"
    r"slur|pejorative|offensive|derogatory|labels)\b",
    re.I,
)
MENTION_BEFORE = re.compile(
    r"(?:\b(?:the|a|old|older|outdated|such|stigmati[sz]ing|words?|terms?|phrases?|labels?|language|"
    r"wordings?|slurs?|expressions?|nouns?|adjectives?)\s+(?:words?|terms?|phrases?|labels?|expressions?|"
    r"slurs?|language|nouns?)(?:\s+(?:such as|like|including|is|are|as|of|was))?|"
    r"\b(?:instead of|rather than|in place of|not|never|avoid|avoids|skip|drop|don[’']t (?:say|"
    r"use|write)|do not (?:say|use|write)|stop (?:saying|using)|replac(?:e|es|ed|ing)|replacement "
    r"for|over|retire[sd]?|"
    r"(?:call(?:ed|ing)?|label(?:l?ed|l?ing)?|brand(?:ed|ing)?|refer(?:red)? to|describ(?:ed|ing)|"
    r"termed|known) (?:\w+ ){0,3}?(?:as )?|so-called|(?:said|say|saying|write|writes|wrote|"
    r"written|used|use|using) (?:the )?))\s*(?:[\w“”\"’]+[\s,]+){0,8}?[\"“‘'(]?(?:an?\s+)?$",
    re.I,
)
WORDS_ABOUT = re.compile(
    r"(?<![\w-])(?:words?|terms?|terminology|phrases?|labels?|language|wording|person-first|people-first|"
    r"stigma\w*|pejorative|derogatory|slurs?|synonyms?|vocabulary|style ?guide|stylebook)\b",
    re.I,
)
PREFER_OTHER = re.compile(
    r"\b(?:instead of|rather than|in place of|replaces?|replaced|replacing|no longer (?:called|"
    r"named|say|use)|formerly|previously (?:called|known)|used to be called|also called|also known "
    r"as|once called|now called|older name)\b",
    re.I,
)
WORD_PAGE = re.compile(
    r"\b(?:words?|language|terms?|terminology|stigma\w*|person-first|people-first|style ?guide|"
    r"glossary|vocabulary|say this|instead)\b",
    re.I,
)
SHORT_CELL = 6
"""Words of a cell or item that only names a term, on a page about words."""

WORD_COLUMN = re.compile(
    r"\b(?:avoid|say|use|write|instead|prefer\w*|outdated|old(?:er)? (?:term|word)s?|stigmati\w+|"
    r"person-first|people-first|terms?|words?|language|wording|better|alternatives?|do not|don[’']t)\b",
    re.IGNORECASE,
)
"""What stands at the head of a column of words that should be said, or should not."""

LONGEST_HEAD = 40
"""Characters of such a head."""

DETERMINED = re.compile(
    r"\b(?:an?|the|this|that|these|those|every|each|any|another|some|no|one|my|your|his|her|its|our|their|whose|what|"
    r"\w+[’']s)\s+(?:[\w-]+\s+){0,3}?(?:[\w-]{1,20}-)?$",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:as|turned|become|became|becomes|becoming|once|ex|former\w*|recover\w+|self-\w+)\W+(?:\w+\W+){0,2}$", re.I
)
"""Where a noun for a person stands without an article and is yet said of somebody: "as addict and mother"."""

BARE_AFTER = re.compile(
    r"\s*(?:[,;:.!?)\]”\"]|$|(?:and|or|when\w*|where\w*|if|in|on|at|with|to|from|by|as|even|but|is|are|for)\b)"
)
"""What follows a word that is only named; another noun would make a compound of it."""

TOLD = re.compile(
    r"\b(?:told|said|says?|heard|thought|believed?|assumed?|accus\w+|convinced|fear(?:s|ed)?|decided|insist\w*|wrote|"
    r"taught|shouted|whispered|rumou?r\w*|feels?|felt|worr(?:y|ies|ied)|means?|meant|makes?|made)\b[^.;:!?]{0,60}"
    r"\b(?:you|he|she|they|we|I|him|her|them|me|someone|somebody|anyone|a person|people|"
    r"(?:my|your|his|her|their|our) \w+)\s+(?:is|are|was|were|[’']re|must be|had become|has become)\s+"
    r"(?:just |only |nothing but |no more than |merely )?(?:an? |the )?(?:\w+ )?$",
    re.IGNORECASE,
)
"""A label that is the predicate of what somebody is said to have said or thought."""


def listed_term(facts: Analysis, sentence: Sentence, block: Block) -> bool:
    """Say whether a cell or item only names the term, on a page or in a section about words."""
    if block.kind not in {Kind.CELL, Kind.ITEM, Kind.TERM} or len(sentence.text.split()) > SHORT_CELL:
        return False
    if WORD_PAGE.search(f"{facts.page.title} {block.anchor.heading or ''}"):
        return True
    return block.kind is Kind.CELL and heads_words(facts, block)


def heads_words(facts: Analysis, cell: Block) -> bool:
    """Say whether the column of a cell has a head that speaks of words, such as "Avoid" or "Say instead"."""
    for block in facts.page.blocks:
        if block.group == cell.group and block.kind is Kind.CELL and block.column == cell.column and block.row == 0:
            head = facts.page.quote(block.span)
            return block is not cell and len(head) <= LONGEST_HEAD and WORD_COLUMN.search(head) is not None
    return False


def bare_label(before: str, hit: Hit) -> bool:
    """Say whether a label for one person stands without any article, as a word does that is only named.

    "Leave out addict and junkie" names words; "an addict" and "addicts" speak of people, "addict behavior" is one.
    """
    if hit.term.kind != "person" or hit.text[-1:].lower() == "s" or " " in hit.text.strip() or not before.strip():
        return False
    return DETERMINED.search(before) is None and ROLE.search(before) is None


def mentioned(text: str, before: str, after: str, hit: Hit) -> bool:
    """Say whether the sentence speaks about the word and does not use it."""
    if MENTION_AFTER.match(after) or TOLD.search(before):
        return True
    if bare_label(before, hit) and BARE_AFTER.match(after):
        return True
    if not MENTION_BEFORE.search(before):
        return False
    return (
        WORDS_ABOUT.search(text) is not None
        or PREFER_OTHER.search(before) is not None
        or re.search(r"\b(?:call|label|brand)\w*\b[^.;]{0,25}$", before, re.I) is not None
    )
