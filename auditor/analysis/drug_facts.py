"""Compare what a page says of a medicine with the knowledge base, where an opened source stands behind the fact.

Schedule, control, approval for a use, boxed warning, addictiveness, sale without prescription and the largest dose are
read. A fact that depends on product, state, country or date is not judged, and neither is what a page says of the past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.safety import named
from auditor.analysis.stance import clause_start, conditional, reported, set_apart
from auditor.analysis.substances import Mention, Substances
from auditor.lexicon import Lexicon, Source, Term

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

GATE = re.compile(
    r"schedule|controlled|scheduled|approv|\bFDA\b|boxed|black box|black-box|addict|habit-forming|dependence|over the counter|over-the-counter|"
    r"prescription|\bmg\b|milligram",
    re.IGNORECASE,
)
NUMERALS = {"i": "I", "ii": "II", "iii": "III", "iv": "IV", "v": "V", "1": "I", "2": "II", "3": "III", "4": "IV", "5": "V",
            "one": "I", "two": "II", "three": "III", "four": "IV", "five": "V"}  # fmt: skip
SCHEDULE = re.compile(r"\b(?:schedules?|class|C)[ -](I{1,3}|IV|V|[1-5]|one|two|three|four|five)\b(?!\w)", re.IGNORECASE)
ALTERNATIVE = re.compile(r"^\W*(?:or|and|to|through|–|-|,)\W*(?:schedule )?(I{1,3}|IV|V|[1-5])\b", re.IGNORECASE)
LISTED = re.compile(
    r"^[^.;]{0,60}?\b(?:such as|like|including|includes?|are|is|namely|for example|e\.g\.|contains?|covers?|lists?|example)\b|^[^.;\w]{0,3}:|^[ ]*\(",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\b(?:(?<!united )states?(?! (?:that|has|have))|state-level|Alabama|Kentucky|Tennessee|Michigan|Virginia|Ohio|Arkansas|Florida|Texas|California|New York|UK|U\.K\.|England|Britain|"
    r"British|Canad\w+|Australia\w*|New Zealand|Germany|France|French|Europe\w*|EU|India|Mexico|Sweden|Japan|China|Russia|international\w*|other countries|"
    r"abroad|UN convention|convention|veterinar\w+|animals?|class [A-C]\b|misuse of drugs)\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:was|were|had been|has been (?:moved|changed|rescheduled)|until|before|formerly|previously|originally|initially|once|used to|no longer|moved|rescheduled|"
    r"reclassif\w+|changed|propos\w+|petition\w*|consider\w*|would|could be|might be|may be|if|asked|recommend\w*|request\w*|history|historically|in (?:19|20)\d\d|"
    r"since (?:19|20)\d\d|temporar\w+|pending|plan(?:s|ned)?|argu\w+|debate\w*|bill|should be)\b",
    re.IGNORECASE,
)
LIKENED = re.compile(
    r"\b(?:like|unlike|similar to|same (?:as|schedule)|than|compared (?:to|with)|as (?:a|any)|instead of|rather than|not|n[’']t|never|neither|nor|except|contains?)\b",
    re.IGNORECASE,
)
UNCONTROLLED = re.compile(
    r"\b(?:is|are)(?: not|n[’']t)(?: \w+){0,2} (?:a |an )?(?:federally )?(?:controlled(?: substances?| drugs?)?|scheduled)\b|\b(?:is|are) (?:an? )?(?:unscheduled|uncontrolled|non-?controlled)\b|\bhas no (?:DEA )?schedule\b",
    re.IGNORECASE,
)
CONTROLLED = re.compile(
    r"\b(?:is|are) (?:a |an |also |federally |classified as a |considered a )*(?:federally )?controlled (?:substances?|drugs?|medications?|medicines?)\b",
    re.IGNORECASE,
)
APPROVED = re.compile(
    r"\b(?:FDA[- ]approved|approved by the (?:U\.?S\.? )?(?:FDA|Food and Drug Administration)|(?:FDA|Food and Drug Administration)(?: \(FDA\))? (?:has |have )?(?:also |fully |officially )?(?:approved|approves|cleared|okayed)|"
    r"has (?:full |official )?(?:FDA )?approval|(?:carries|holds|has|won|received|earned|gained) (?:full |an? |official )*(?:FDA )?approval|is (?:fully |officially |also )?approved|are (?:fully |officially |also )?approved|approved in the (?:US|U\.S\.|United States)|"
    r"(?:is|are) (?:FDA )?(?:indicated|licensed|labeled))\b",
    re.IGNORECASE,
)
UNAPPROVED = re.compile(
    r"\b(?:is|are|has|have)(?: not|n[’']t| never)(?: \w+){0,2} (?:been )?(?:FDA[- ])?approved\b|\bnot (?:FDA[- ]|yet )?approved\b|\b(?:lacks?|without|has no|have no) (?:FDA )?approval\b|\bunapproved\b|\bthe FDA has (?:not|never) approved\b|\boff[- ]label\b",
    re.IGNORECASE,
)
PURPOSE = re.compile(
    r"\b(?:for|to (?:treat|help|manage|reduce|ease|relieve|prevent|control|support)|in (?:the )?treat\w+(?: of)?|as (?:a|an) (?:\w+ )?(?:treatment|medication|medicine|therapy)|against|treating|indicated)\b",
    re.IGNORECASE,
)
ENDING = re.compile(
    r"[.;:()]|,? \b(?:but|and (?:is|it|are|they|was|has|may|can)|although|though|while|whereas|however|which|used|using|prescribed|sometimes|often|off[- ]label|not|n[’']t|without|patients? (?:with|who))\b|, (?:it|and|so|unlike)\b",
    re.IGNORECASE,
)
BOXED = re.compile(
    r"\b(?:no|without (?:a|any)|does(?: not|n[’']t) (?:have|carry|come with) (?:a|an|any)|lacks? (?:a|an|any)|never had a|free of any)\b(?: \w+){0,2} (?:FDA )?(?:boxed|black[- ]box)(?: warnings?)?",
    re.IGNORECASE,
)
HARMLESS = re.compile(
    r"\b(?:is|are)(?: not|n[’']t| never)(?: (?:at all|actually|really|in any way|physically|considered))* (?:addictive|addicting|habit[- ]forming)\b|\b(?:is|are) (?:completely |totally |entirely |100% |a )*non-?(?:addictive|addicting|habit[- ]forming)\b|"
    r"\b(?:carr(?:y|ies)|poses?|has|have|with|comes? with) (?:no|zero|absolutely no) (?:\w+ )?(?:risk|danger|chance|potential) (?:of|for) (?:addiction|dependence|misuse|abuse|physical dependence)\b|\b(?:cannot|can[’']t|can not|do(?:es)? not|do(?:es)?n[’']t|will not|won[’']t|never) (?:ever )?(?:cause|lead to|create|produce|result in) (?:any )?(?:addiction|dependence|physical dependence)\b|"
    r"\b(?:impossible|no way|cannot|can[’']t) (?:to )?(?:become|get|be) (?:addicted to|dependent on|hooked on)\b",
    re.IGNORECASE,
)
TEMPERED = re.compile(
    r"\b(?:as (?:prescribed|directed)|less|as (?:addictive|habit)|most|many|usually|typically|generally|short[- ]term|low doses?|alone|everyone|always|same as|equal|immediately|in the same way|"
    r"necessarily|rarely|likely|if|when|only|single dose|blood pressure)\b",
    re.IGNORECASE,
)
FREELY = re.compile(
    r"\b(?:is|are|can be)(?: \w+){0,2} (?:available|sold|bought|purchased|obtained|gotten|had)(?: \w+){0,3} (?:over[- ]the[- ]counter|without (?:a |any )?prescription|OTC|with no prescription)\b",
    re.IGNORECASE,
)
ILLICIT = re.compile(
    r"\b(?:illegal\w*|illicit\w*|online|black market|street|dealers?|dark web|abroad|foreign|counterfeit|fake|low[- ]dose|some|certain|cough)\b",
    re.IGNORECASE,
)
DOSE = re.compile(
    r"\b(?:up to|as much as|as high as|maximum(?: (?:dose|dosage|daily dose|of|is))*|no more than|not (?:to )?exceed(?:ing)?|at most|max(?:\.|imum)?|to) (?:of |is |a total of )*(\d[\d,]*(?:\.\d+)?) ?(mg|milligrams?|g|grams?)\b[^.;,]{0,12}\b(?:a day|per day|daily|each day|every day|/day|in 24 hours|a 24-hour)",
    re.IGNORECASE,
)
STUDIED = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|research\w*|participants?|investigat\w+|overdos\w+|toxic\w*|case|cases|report\w*|ingest\w+|France|French|Europe\w*|off[- ]label|high[- ]dose|intravenous\w*|intrathecal\w*|IV|pump|hospital\w*|"
    r"inpatient|misus\w+|abus\w+|recreational\w*|some (?:people|users|doctors|patients)|people (?:have|who)|users?|not|never|exceed\w*|above|over|beyond|more than|dangerous|children|kids|weaned|"
    r"withdrawal|tolerance|extended[- ]release|severe|under (?:close|medical|specialist))\b",
    re.IGNORECASE,
)
MAXIMUM = re.compile(r"oral ([\d.]+) mg/day")
UNJUDGED = frozenset(
    {"cannabis", "thc", "delta-8-thc", "cbd", "dronabinol", "codeine", "opium", "alcohol", "tobacco", "nicotine"}
)


@dataclass(frozen=True, slots=True)
class FactError:
    """A statement that the knowledge base contradicts; `start:end` are the words in the sentence, `known` is what the source has."""

    sentence: int
    fact: str
    subject: str
    stated: str
    known: str
    source: Source
    start: int
    end: int
    correction: str


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
    book = facts.resources.lexicons["drugs"]
    kinds = facts.resources.substances
    mentions = facts.mentions[index]
    elsewhere = ELSEWHERE.search(text)
    if not elsewhere and not PAST.search(text):
        yield from schedules(index, text, mentions, ids, book, kinds)
        yield from control(index, text, mentions, ids, book, kinds)
        yield from boxes(index, text, mentions, ids, book, kinds)
        yield from sold_freely(index, text, mentions, ids, book, kinds)
    if not elsewhere:
        yield from approvals(facts, index, text, mentions, ids, book)
        yield from harmless(index, text, mentions, ids, book, kinds)
        yield from doses(index, text, mentions, ids, book, kinds)


def subject(text: str, at: int, mentions: tuple[Mention, ...], ids: tuple[str, ...]) -> str | None:
    """Return the id that the words before `at` speak of: the last one named in the clause, or what a pronoun points back to."""
    start = clause_start(text, at)
    before = [m for m in mentions if start <= m.start and m.end <= at]
    if before:
        return (
            before[0].id if not re.search(r"\b(?:and|or)\b", text[before[0].end : before[-1].start]) else before[-1].id
        )
    if (
        not mentions
        and ids
        and re.search(
            r"\b(?:it|this (?:drug|medicine|medication)|the (?:drug|medicine|medication)|they)\b",
            text[:at],
            re.IGNORECASE,
        )
    ):
        return ids[0] if len(ids) == 1 else None
    return None


def sourced(term_id: str, fact: str, book: Lexicon, kinds: Substances, value: str = "") -> tuple[Term, Source] | None:
    """Return the entry of the id, or of a class above it, that states the fact, and its opened source."""
    own = book.by_id.get(term_id)
    entries = [own, *(book.by_id[g] for g in sorted(kinds.classes_of(term_id)) if g in book.by_id)]
    for term in entries:
        if term is not None and fact in term.data and (source := book.source_of(term, fact, value)):
            return term, source
    return None


def schedules(
    index: int, text: str, mentions: tuple[Mention, ...], ids: tuple[str, ...], book: Lexicon, kinds: Substances
) -> Iterator[FactError]:
    """Yield wrong schedules, each tied to the names of its own part of the sentence."""
    marks = [m for m in SCHEDULE.finditer(text) if m.group(0)[0] in "sS" or m.group(0)[0] == "C"]
    for n, m in enumerate(marks):
        stated = {NUMERALS[m.group(1).lower()]}
        tail = text[m.end() :]
        if other := ALTERNATIVE.match(tail):
            stated.add(NUMERALS.get(other.group(1).lower(), ""))
        low = marks[n - 1].end() if n else 0
        high = marks[n + 1].start() if n + 1 < len(marks) else len(text)
        about = [
            x
            for x in mentions
            if low <= x.start and x.end <= m.start() and not re.search(r"[.;]", text[x.end : m.start()])
        ]
        if n and about and LISTED.match(text[low:]):
            about = [x for x in about if re.search(r"\b(?:is|are)\b", text[x.end : m.start()])]
        lead = text[about[-1].end : m.start()] if about else text[low : m.start()]
        if LIKENED.search(lead):
            continue
        following = [x for x in mentions if m.end() <= x.start and x.end <= high] if LISTED.match(tail) else []
        subjects = [x.id for x in about] or [
            x.id
            for x in following
            if not LIKENED.search(re.sub(r"\blike\b|\bcontains?\b", "", text[m.end() : x.start]))
        ]
        if (
            not subjects
            and not mentions
            and len(ids) == 1
            and re.match(
                r"\W*(?:it|this (?:drug|medicine|medication)|the (?:drug|medicine|medication))\b", text, re.IGNORECASE
            )
        ):
            subjects = list(ids)
        for i in subjects:
            if (error := schedule_error(index, i, stated, m, text, book)) is not None:
                yield error


def schedule_error(
    index: int, term_id: str, stated: set[str], m: re.Match[str], text: str, book: Lexicon
) -> FactError | None:
    """Return the error if none of the schedules stated is the one of the entry."""
    term = book.by_id.get(term_id)
    if term is None or term_id in UNJUDGED or (term.kind == "class" and term_id != "benzodiazepines"):
        return None
    right = term.data.get("schedule", "")
    source = book.source_of(term, "schedule")
    if not source or right in ("", "varies") or right in stated or (term_id == "hydrocodone" and "III" in stated):
        return None
    said = "Schedule " + " or ".join(sorted(stated))
    known = "not scheduled federally" if right == "none" else f"Schedule {right}"
    return FactError(
        index,
        "schedule",
        term_id,
        said,
        known,
        source,
        m.start(),
        m.end(),
        f"Write: {spoken(term_id)} is {'in ' if right != 'none' else ''}{known}.",
    )


def control(
    index: int, text: str, mentions: tuple[Mention, ...], ids: tuple[str, ...], book: Lexicon, kinds: Substances
) -> Iterator[FactError]:
    """Yield medicines wrongly called controlled, or wrongly called free of control."""
    for pattern, says in ((UNCONTROLLED, False), (CONTROLLED, True)):
        m = pattern.search(text)
        who = subject(text, m.start(), mentions, ids) if m else None
        if m is None or who is None or who in UNJUDGED or reported(text, m.start()) or conditional(text, m.start()):
            continue
        found = sourced(who, "schedule", book, kinds)
        if found is None:
            continue
        right = found[0].data["schedule"]
        if right != "varies" and (right != "none") != says:
            known = f"Schedule {right}" if right != "none" else "not controlled federally"
            yield FactError(
                index,
                "schedule",
                who,
                m.group(),
                known,
                found[1],
                m.start(),
                m.end(),
                f"Write: {spoken(who)} is {'in ' if right != 'none' else ''}{known}.",
            )


def approvals(
    facts: Analysis, index: int, text: str, mentions: tuple[Mention, ...], ids: tuple[str, ...], book: Lexicon
) -> Iterator[FactError]:
    """Yield approvals for a use that the FDA has not approved, and denials of one that it has."""
    uses = facts.resources.lexicons["disorders"]
    for m in APPROVED.finditer(text):
        region = approved_for(text, m.end())
        if region is None or reported(text, m.start()) or conditional(text, m.start()) or denied(text, m.start()):
            continue
        names = approved_subjects(text, m, region, mentions, ids)
        for hit in uses.find(text[region[0] : region[1]]):
            for who in names:
                term = book.by_id.get(who)
                if term is None or hit.term.id not in term.data.get("off_label", ()):
                    continue
                if source := book.source_of(term, "off_label", hit.term.id):
                    known = "off-label: not approved by the FDA for this use"
                    yield FactError(index, "approval", who, f"approved for {hit.text}", known, source, m.start(), region[0] + hit.end,
                                    f"Say that {spoken(who)} is used off-label for this in the US, and what it is approved for.")  # fmt: skip
    yield from denials(facts, index, text, mentions, ids, book)


def denials(
    facts: Analysis, index: int, text: str, mentions: tuple[Mention, ...], ids: tuple[str, ...], book: Lexicon
) -> Iterator[FactError]:
    """Yield uses that the page calls unapproved though the FDA has approved the medicine for them."""
    m = UNAPPROVED.search(text)
    if (
        m is None
        or reported(text, m.start())
        or PAST.search(text)
        or re.search(r"\bonly\b|\bnot only\b|\bjust\b", text, re.IGNORECASE)
    ):
        return
    region = approved_for(text, m.end())
    who = subject(text, m.start(), mentions, ids)
    term = book.by_id.get(who or "")
    if (
        region is None
        or who is None
        or term is None
        or any(x.surface.lower() not in term.data.get("names", ()) for x in mentions if x.id == who)
    ):
        return
    for hit in facts.resources.lexicons["disorders"].find(text[region[0] : region[1]]):
        source = book.source_of(term, "approved", hit.term.id)
        if hit.term.id in term.data.get("approved", ()) and source:
            yield FactError(index, "approval", who, f"not approved for {hit.text}", "approved by the FDA for this use", source, m.start(), region[0] + hit.end,
                            f"Say that the FDA has approved {spoken(who)} for this.")  # fmt: skip


def denied(text: str, at: int) -> bool:
    """Say whether the words just before the approval take it back."""
    return bool(
        re.search(
            r"\b(?:not|n[’']t|never|no|none|neither|nor|yet to be|only|awaiting|seeking|without|un)\b[^,;]{0,30}$",
            text[max(0, at - 40) : at],
            re.IGNORECASE,
        )
    )


def approved_for(text: str, start: int) -> tuple[int, int] | None:
    """Return the part of the sentence that says what the approval is for."""
    end = ENDING.search(text, start)
    stop = end.start() if end else len(text)
    purpose = PURPOSE.search(text, start, stop)
    return (purpose.end(), stop) if purpose else None


def approved_subjects(
    text: str, m: re.Match[str], region: tuple[int, int], mentions: tuple[Mention, ...], ids: tuple[str, ...]
) -> list[str]:
    """Return what is said to be approved: the names before, or right after "the FDA has approved"."""
    inside = [x.id for x in mentions if m.end() <= x.start < region[0]]
    if inside:
        return inside
    start = clause_start(text, m.start())
    before = [x.id for x in mentions if start <= x.start and x.end <= m.start()]
    return before or ([w] if (w := subject(text, m.start(), mentions, ids)) else [])


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
        yield FactError(index, "boxed warning", who, "no boxed warning", f"boxed warning: {found[0].data['boxed']}", found[1], m.start(), m.end(),
                        "Name the boxed warning.")  # fmt: skip


def harmless(
    index: int, text: str, mentions: tuple[Mention, ...], ids: tuple[str, ...], book: Lexicon, kinds: Substances
) -> Iterator[FactError]:
    """Yield medicines said not to be addictive whose label warns of addiction or dependence in a box."""
    m = HARMLESS.search(text)
    if m is None or TEMPERED.search(text) or reported(text, m.start()) or conditional(text, m.start()):
        return
    after = [x.id for x in mentions if m.end() <= x.start <= m.end() + 12]
    who = after[0] if re.search(r"(?:to|on)$", m.group()) and after else subject(text, m.start(), mentions, ids)
    found = sourced(who, "boxed", book, kinds) if who else None
    if who and found and re.search(r"\b(?:addiction|dependence)\b", found[0].data["boxed"]):
        yield FactError(index, "addictiveness", who, m.group(), f"boxed warning: {found[0].data['boxed']}", found[1], m.start(), m.end(),
                        f"Say that {spoken(who)} can lead to dependence and addiction, as its boxed warning has it.")  # fmt: skip


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
        yield FactError(index, "prescription", who, m.group(), f"Schedule {found[0].data['schedule']}", found[1], m.start(), m.end(),
                        f"Say that {spoken(who)} is a controlled substance and needs a prescription.")  # fmt: skip


def doses(
    index: int, text: str, mentions: tuple[Mention, ...], ids: tuple[str, ...], book: Lexicon, kinds: Substances
) -> Iterator[FactError]:
    """Yield daily doses above the largest of the label."""
    for m in DOSE.finditer(text):
        who = subject(text, m.start(), mentions, ids)
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
            yield FactError(index, "dose", who, m.group(), f"at most {limit:g} mg a day by mouth", source, m.start(), m.end(),
                            f"Give the largest dose of the label: {limit:g} mg a day.")  # fmt: skip


def spoken(term_id: str) -> str:
    """Return the id as it reads in a sentence."""
    return term_id.replace("-", " ")
