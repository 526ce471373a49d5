"""Compare what a page says of a medicine with the knowledge base, where an opened source stands behind the fact.

Schedule, control, approval for a use, boxed warning, addictiveness, sale without prescription and the largest dose are
read. A fact that depends on product, state, country or date is not judged, and neither is what a page says of the past.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from auditor.analysis.approvals import approvals, denials
from auditor.analysis.knowledge import PAST, UNJUDGED, FactError, sourced, spoken, subject
from auditor.analysis.safety import named
from auditor.analysis.schedules import control, schedules
from auditor.analysis.stance import conditional, reported
from auditor.analysis.substances import Mention, Substances
from auditor.analysis.voice import set_apart
from auditor.lexicon import Lexicon

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

GATE = re.compile(
    r"schedule|controlled|scheduled|approv|\bFDA\b|boxed|black box|black-box|addict|habit-forming|harmless|"
    r"risk-free|dependence|over the counter|over-the-counter|"
    r"prescription|\bmg\b|milligram",
    re.IGNORECASE,
)
STATES = re.compile(
    r"\b(?:(?<!united )states?(?! (?:that|has|have))|state-level|Alabama|Kentucky|Tennessee|Michigan|Virginia|"
    r"Ohio|Arkansas|Florida|Texas|"
    r"California|New York|veterinar\w+|animals?)\b",
    re.IGNORECASE,
)
COUNTRIES = re.compile(
    r"\b(?:UK|U\.K\.|England|Britain|British|Canad\w+|Australia\w*|New Zealand|Germany|France|French|Europe\w*|EU|"
    r"India|Mexico|Sweden|Japan|"
    r"China|Russia|international\w*|other countries|abroad|UN convention|class [A-C]\b|misuse of drugs)\b",
    re.IGNORECASE,
)
BOXED = re.compile(
    r"\b(?:no|without (?:a|any)|does(?: not|n[’']t) (?:have|carry|come with) (?:a|an|any)|lacks? (?:a|an|any)|"
    r"never had a|free of any)\b(?: \w+){0,2} (?:FDA )?(?:boxed|black[- ]box)(?: warnings?)?",
    re.IGNORECASE,
)
HARMLESS = re.compile(
    r"\b(?:is|are) (?:completely|perfectly|totally|entirely|absolutely|utterly) (?:harmless|risk-free|benign)\b|"
    r"\b(?:is|are)(?: not|n[’']t| never)(?: (?:at all|actually|really|in any way|physically|"
    r"considered))* (?:addictive|addicting|habit[- ]forming)\b|\b(?:is|are) (?:completely |totally |entirely |"
    r"100% |a )*non-?(?:addictive|addicting|habit[- ]forming)\b|"
    r"\b(?:carr(?:y|ies)|poses?|has|have|with|comes? with) (?:no|zero|absolutely no) (?:\w+ )?(?:risk|danger|"
    r"chance|potential) (?:of|for) (?:addiction|dependence|misuse|abuse|physical dependence)\b|\b(?:cannot|"
    r"can[’']t|can not|do(?:es)? not|do(?:es)?n[’']t|will not|won[’']t|never) (?:ever )?(?:cause|lead to|"
    r"create|produce|result in) (?:any )?(?:addiction|dependence|physical dependence)\b|"
    r"\b(?:impossible|no way|cannot|can[’']t) (?:to )?(?:become|get|be) (?:addicted to|dependent on|hooked on)\b",
    re.IGNORECASE,
)
TEMPERED = re.compile(
    r"\b(?:as (?:prescribed|directed)|less|as (?:addictive|habit)|most|many|usually|typically|generally|"
    r"short[- ]term|low doses?|alone|everyone|always|same as|equal|immediately|in the same way|"
    r"necessarily|rarely|likely|when (?:used|taken)|single dose|blood pressure)\b",
    re.IGNORECASE,
)
FREELY = re.compile(
    r"\b(?:is|are|can be)(?: \w+){0,2} (?:available|sold|bought|purchased|obtained|gotten|"
    r"had)(?: \w+){0,3} (?:over[- ]the[- ]counter|without (?:a |any )?prescription|OTC|with no prescription)\b",
    re.IGNORECASE,
)
ILLICIT = re.compile(
    r"\b(?:illegal\w*|illicit\w*|online|black market|street|dealers?|dark web|abroad|foreign|counterfeit|fake|"
    r"low[- ]dose|some|certain|cough)\b",
    re.IGNORECASE,
)
DOSE = re.compile(
    r"\b(?:up to|as much as|as high as|maximum(?: \w+){0,5} (?:is|of)|max(?:imum)?|no more than|at most|takes?|"
    r"to) (?:of |is |a total of )*"
    r"(\d[\d,]*(?:\.\d+)?) ?(mg|milligrams?|g|grams?)\b[^.;,]{0,30}?\b(?:a day|per day|daily|each day|every day|"
    r"in 24 hours|in a day)",
    re.IGNORECASE,
)
STUDIED = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|research\w*|participants?|investigat\w+|overdos\w+|toxic\w*|case|cases|report\w*|"
    r"ingest\w+|France|French|Europe\w*|off[- ]label|high[- ]dose|intravenous\w*|intrathecal\w*|IV|pump|"
    r"hospital\w*|"
    r"inpatient|misus\w+|abus\w+|recreational\w*|some (?:people|users|doctors|patients)|people (?:have|who)|"
    r"users?|not|never|exceed\w*|above|over|beyond|more than|dangerous|children|kids|weaned|"
    r"withdrawal|tolerance|extended[- ]release|severe|under (?:close|medical|specialist))\b",
    re.IGNORECASE,
)
NEAR = 40
BEFORE = 60
AFTER = 25
"""Characters around a statement in which a word of the past turns it into history."""

MAXIMUM = re.compile(r"oral ([\d.]+) mg/day")


def find_fact_errors(facts: Analysis) -> tuple[FactError, ...]:
    """Return what the main text says of medicines against an opened source, at most one error a sentence and fact."""
    out: list[FactError] = []
    for i in facts.main:
        text = facts.sentences[i].text
        if not GATE.search(text) or (not (ids := named(facts, i)) and not facts.mentions[i]):
            continue
        if set_apart(facts.page, facts.sentences, i):
            continue
        out += list(dict.fromkeys(judge(facts, i, text, ids)))
    return tuple(out)


def judge(facts: Analysis, index: int, text: str, ids: tuple[str, ...]) -> Iterator[FactError]:
    """Yield the errors of one sentence."""
    if COUNTRIES.search(text):
        return
    book, kinds = facts.resources.lexicons["drugs"], facts.resources.substances
    mentions = facts.mentions[index]
    if not STATES.search(text):
        yield from present(text, schedules(index, text, mentions, ids, book))
        yield from present(text, control(index, text, mentions, ids, book, kinds))
    yield from present(text, boxes(index, text, mentions, ids, book, kinds))
    yield from present(text, sold_freely(index, text, mentions, ids, book, kinds))
    yield from approvals(facts, index, text, mentions, ids)
    yield from denials(facts, index, text, mentions, ids)
    yield from harmless(index, text, mentions, ids, book, kinds)
    yield from doses(index, text, mentions, ids, book, kinds)


def present(text: str, errors: Iterable[FactError]) -> Iterator[FactError]:
    """Yield the errors whose statement is about today."""
    for error in errors:
        if not PAST.search(text[max(0, error.start - BEFORE) : error.end + AFTER]):
            yield error


def boxes(
    index: int, text: str, mentions: tuple[Mention, ...], ids: tuple[str, ...], book: Lexicon, kinds: Substances
) -> Iterator[FactError]:
    """Yield medicines said to have no boxed warning though the label has one."""
    m = BOXED.search(text)
    who = subject(text, m.start(), mentions, ids) if m else None
    if m is None or who is None or reported(text, m.start()):
        return
    found = sourced(who, "boxed", book, kinds)
    if found and who not in {"buprenorphine", "baclofen"}:
        yield FactError(
            index,
            "boxed warning",
            who,
            "no boxed warning",
            f"boxed warning: {found[0].data['boxed']}",
            found[1],
            m.start(),
            m.end(),
            "Name the boxed warning.",
        )


def harmless(
    index: int, text: str, mentions: tuple[Mention, ...], ids: tuple[str, ...], book: Lexicon, kinds: Substances
) -> Iterator[FactError]:
    """Yield medicines said not to be addictive whose label warns of addiction or dependence in a box."""
    m = HARMLESS.search(text)
    if m is None or reported(text, m.start()) or conditional(text, m.start()):
        return
    if TEMPERED.search(text[max(0, m.start() - NEAR) : m.end() + NEAR]):
        return
    after = [x.id for x in mentions if m.end() <= x.start <= m.end() + 12]
    who = after[0] if re.search(r"(?:to|on)$", m.group()) and after else subject(text, m.start(), mentions, ids)
    found = sourced(who, "boxed", book, kinds) if who else None
    if who and found and re.search(r"\b(?:addiction|dependence)\b", found[0].data["boxed"]):
        yield FactError(
            index,
            "addictiveness",
            who,
            m.group(),
            f"boxed warning: {found[0].data['boxed']}",
            found[1],
            m.start(),
            m.end(),
            f"Say that {spoken(who)} can lead to dependence and addiction, as its boxed warning has it.",
        )


def sold_freely(
    index: int, text: str, mentions: tuple[Mention, ...], ids: tuple[str, ...], book: Lexicon, kinds: Substances
) -> Iterator[FactError]:
    """Yield scheduled medicines said to be sold without a prescription."""
    m = FREELY.search(text)
    who = subject(text, m.start(), mentions, ids) if m else None
    if (
        m is None
        or who is None
        or who in UNJUDGED
        or ILLICIT.search(text)
        or reported(text, m.start())
        or re.search(r"\b(?:not|n[’']t|never|cannot)\b", m.group(), re.IGNORECASE)
    ):
        return
    found = sourced(who, "schedule", book, kinds)
    if found and found[0].data["schedule"] in {"I", "II", "III", "IV"}:
        yield FactError(
            index,
            "prescription",
            who,
            m.group(),
            f"Schedule {found[0].data['schedule']}",
            found[1],
            m.start(),
            m.end(),
            f"Say that {spoken(who)} is a controlled substance and needs a prescription.",
        )


def doses(
    index: int, text: str, mentions: tuple[Mention, ...], ids: tuple[str, ...], book: Lexicon, kinds: Substances
) -> Iterator[FactError]:
    """Yield daily doses above the largest of the label."""
    for m in DOSE.finditer(text):
        inside = [x.id for x in mentions if m.start() <= x.start < m.end()]
        who = inside[0] if inside else subject(text, m.start(), mentions, ids)
        term = book.by_id.get(who or "")
        if (
            who is None
            or term is None
            or STUDIED.search(re.sub(r"\bno(?:t)? (?:more than|(?:to )?exceed\w*)", "", text))
        ):
            continue
        source = book.source_of(term, "maximum")
        limit = next((float(x.group(1)) for t in term.data.get("maximum", ()) if (x := MAXIMUM.fullmatch(t))), None)
        amount = float(m.group(1).replace(",", "")) * (1000 if m.group(2).lower().startswith("g") else 1)
        if source and limit and amount > limit:
            yield FactError(
                index,
                "dose",
                who,
                m.group(),
                f"at most {limit:g} mg a day by mouth",
                source,
                m.start(),
                m.end(),
                f"Give the largest dose of the label: {limit:g} mg a day.",
            )
