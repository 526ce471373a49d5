"""An authority is credited with a finding that it does not make."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.analysis.conflicts import conflicting_pairs
from auditor.analysis.scopes import QUESTION
from auditor.model import Confidence, Finding, Severity, Span
from auditor.rules import Context, rule

SCHEDULING = r"(?:DEA|Drug Enforcement Administration|Controlled Substances Act|Department of Justice)"
SCHEDULER = re.compile(SCHEDULING)
CREDITED = re.compile(
    rf"\b(?:[Aa]ccording to|[Pp]er|[Aa]s (?:stated|reported|determined|confirmed|noted) by|[Ii]n the (?:eyes|view) of)"
    rf" (?:the )?(?:US |U\.S\. )?{SCHEDULING}\b"
    rf"|\b[Tt]he {SCHEDULING} (?:has )?(?:says?|said|states?|stated|found|finds|considers?|deems?|"
    r"confirms?|confirmed|determined|concluded|holds|maintains|"
    r"classif(?:y|ies|ied)|lists?|listed|describes?|regards?|rates?|views?|labels?|calls?)\b"
)
PROPERTY = re.compile(
    r"\b(?:(?:not|isn[’']t|is never|non)[- ]?(?:physically |considered |classified as |listed as |deemed |an? "
    r"|to be )*(?:addictive|habit[- ]forming|dangerous|"
    r"harmful)|(?:is |are |as |be )?(?:perfectly |completely |entirely )?(?:safe|harmless|non-?addictive|risk-free)"
    r"|(?:does not|doesn[’']t|cannot|can[’']t) (?:cause|lead to|produce|create) (?:[\w-]+ ){0,2}?(?:addiction|"
    r"dependence|withdrawal)"
    r"|no (?:risk|danger) of (?:addiction|dependence|abuse|withdrawal))\b"
)
NEARBY = 120
"""Characters between the authority and what it is credited with: the length of a clause of health prose."""

ACTUAL = re.compile(
    r"\b(?:warns?|warned|does not (?:say|mean)|doesn[’']t (?:say|mean)|never (?:said|says|ruled)|no finding|"
    r"not a finding|myth)\b"
)
"""Words by which the sentence itself corrects the claim, or reports a warning."""


@rule(
    "CON003",
    "misattributed-authority",
    check="contradictions",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1",
    thorough=True,
    lexicons=("drugs", "questions", "scopes", "disorders"),
    references=("https://www.dea.gov/drug-information/drug-scheduling",),
    examples=(
        "[[According to the DEA, baclofen is not addictive.]]",
        "According to the DEA, baclofen is not a controlled substance.",
        "The DEA warns that no illicit pill is safe.",
    ),
)
def misattributed_authority(ctx: Context) -> Iterator[Finding]:
    """An authority is credited with a finding that it does not make.

    ## Why it matters
    The DEA decides which drugs the law controls. A drug that is on none of its lists may still be addictive, as
    alcohol and nicotine are. "According to the DEA, it is not addictive" lends the weight of an authority to
    something it never said.

    ## How to fix it
    Say what the authority decided ("is not a controlled substance"), and cite a medical source for what a drug does.

    ## What it cannot see
    Other authorities and findings than scheduling, and attributions that stand in another sentence.
    """
    for index in ctx.facts.main:
        sentence = ctx.facts.sentences[index]
        by = CREDITED.search(sentence.text) if SCHEDULER.search(sentence.text) else None
        if by is None or QUESTION.search(sentence.text) or ACTUAL.search(sentence.text):
            continue
        what = PROPERTY.search(sentence.text, by.end(), by.end() + NEARBY)
        if not what or not ctx.facts.mentions[index]:
            continue
        yield flagged(ctx, index, by, what)


def flagged(ctx: Context, index: int, by: re.Match[str], what: re.Match[str]) -> Finding:
    """Return the finding with the authority and the words it is credited with marked."""
    sentence = ctx.facts.sentences[index]
    start = sentence.span.start
    name = ctx.facts.mentions[index][0]
    pairs = conflicting_pairs(ctx.facts.statements, ctx.facts.resources.topics, ctx.facts.resources.substances)
    others = [b if a.sentence == index else a for a, b in pairs if index in {a.sentence, b.sentence}]
    other = min(others, key=lambda s: (s.term.startswith("bound-"), s.topic, s.span.start), default=None)
    against = (
        () if other is None else (ctx.related(ctx.facts.sentences[other.sentence].span, "the page itself says this"),)
    )
    return ctx.flag(
        sentence,
        f"The DEA decides what the law controls, not what a drug does: "
        f"“{what.group().strip()}” is no finding of its own.",
        related=against,
        marks=(Span(start + by.start(), start + by.end()), Span(start + what.start(), start + what.end())),
        evidence={"topic": "authority", "subject": name.id, "values": [what.group().strip()]},
        suggestion=(
            "Write what the DEA decided (the schedule, or that there is none), and cite a medical source for the rest."
        ),
    )
