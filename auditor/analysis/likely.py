"""Find what may be a notice though its words are not the known ones: an editor looks, and nobody is told it is missing.

A notice counts by its known wordings (`notices`, `people`, `dates`). Where none is found, a sentence that speaks of the
right thing in the right way to the right person is shown instead: a clinician named to the reader, an emergency number
outside a report, a qualified person at the head or foot of the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from auditor.analysis.dates import ANY, COPYRIGHT, LONGEST_LINE, OTHER_DATE, STANDING
from auditor.analysis.evidence import Disclosure, Evidence, Find, Reader
from auditor.analysis.notice_gates import words_of
from auditor.analysis.notices import (
    CLAIMED,
    NEGATION,
    OTHER_WRITER,
    OWN_SERVICE,
    QUESTION,
    WITHOUT,
    denies,
    places,
)
from auditor.analysis.people import (
    BEHIND,
    CHECKING,
    ELSEWHERE,
    LONE_NAME,
    LONGEST_BYLINE,
    QUALIFIED,
    Standing,
    qualifies,
    standing,
)
from auditor.lexicon import Lexicon

if TYPE_CHECKING:
    from auditor.analysis.signatures import Line

Place = tuple[int, int]

DIRECTED = re.compile(
    r"(?:^|[.;:!?,—–]\s|\b(?:and|or|then|please|so|but|always|first) )\W{0,2}"
    r"(?:see|visit|tell|ask|call|ring|phone|find|get|let|take|make|go|talk|speak|book|bring|show|trust|leave|keep|"
    r"start|plan|choose|work|check|consult|contact|discuss|raise|mention|involve|seek|turn|report|write|email|wait|"
    r"stop|dial|text|say|use|give|put|hand|try|stay)\b",
    re.IGNORECASE,
)
"""An order at the start of a clause."""

YOU = re.compile(r"\b(?:you|your|yourself)\b", re.IGNORECASE)
PRACTICE = re.compile(
    r"\b(?:the (?:surgery|practice|chemist)|chemist[’']s|clinic (?:day|visit)|"
    r"(?:someone|somebody|anyone) (?:medical|qualified)|a (?:health )?professional|"
    r"whoever (?:signs|prescribes|treats)\b)",
    re.IGNORECASE,
)
"""Where, and by whom, people are seen, besides the names of professions."""

OFFERED = re.compile(
    r"(?i:\b(?:we|our|us|"
    r"you(?:[’']ll| will| can| may| might)(?: also)? (?:be|have|expect|notice|work|meet|find|receive|consider)|"
    r"(?:team|staff) of|dedicated|program|programme|center|centre|rehab|facility|treatment providers?|insur\w+)\b)|"
    r"\bat [A-Z][\w’']+"
)
"""Words of an offer: the clinicians are the provider's own."""

REFUSED = re.compile(
    r"\b(?:no|without|skip\w*|instead of|rather than|avoid\w*|need not|not need|n[’']t need|not have to|unlike|"
    r"wrong|insurance)\b[^.;:!?]{0,40}$",
    re.IGNORECASE,
)
EMERGENCY = re.compile(
    r"(?<![\d$.,-])(?:911|9-1-1|999|112|000|111|988|9-8-8)(?![\d%-]|[.,]\d)|\b(?:ambulance|paramedics|ER|A&E|"
    r"(?:[Tt]riple|[Nn]ine[ -][Nn]ine|[Nn]ine[ -][Oo]ne|[Oo]ne[ -][Oo]ne)[ -](?:zero|nine|one|two)|"
    r"emergency (?:rooms?|departments?|services?|numbers?|lines?))\b"
)
BESIDE = 30
"""Characters before an emergency number, and half as many after it, in which words of a report stand."""

REPORTED = re.compile(
    r"\b(?:called|calls|callers?|visits?|rose|crews?|was|were|took|taken|afraid|scared|fear|laws?|who|whose|he|she|they|"
    r"patients|users|trial|study|years?|percent|deaths|fell|contraception|pills?)\b",
    re.IGNORECASE,
)
SPOKEN = re.compile(
    r"\b(?:said|says?|told|tells|according|quoted|explains?|adds?|notes?|warns?)\b|[“\"]", re.IGNORECASE
)
SLOW = re.compile(
    r"\b(?:slow\w*|gradual\w*|steps?|stages?|bit by bit|little by little|weeks|months|schedule|plan|reduc\w+|lower\w*|"
    r"smaller|supervis\w+|medical\w*|doctor|prescriber|danger\w*|risk\w*|seizures?|fits?)\b",
    re.IGNORECASE,
)
ABRUPT = re.compile(
    r"\b(?:sudden\w*|abrupt\w*|overnight|at once|all at once|cold turkey|in (?:a|one) (?:day|go|step)|"
    r"from all to (?:none|nothing)|(?:full|whole|usual) (?:dose|amount)s? to (?:none|nothing|zero)|"
    r"from one day to the next|straight away|too (?:fast|quickly))\b",
    re.IGNORECASE,
)
HARM = re.compile(
    r"\b(?:seizures?|fits?|convulsions?|delirium|deaths?|die|kill|danger\w*|unsafe|risk\w*|harm\w*|severe)\b", re.I
)
LESSENING = re.compile(
    r"\b(?:doses?|tablets?|amounts?)\b[^.;]{0,40}\b(?:tenth|quarter|half|fraction|per ?cent|percent)\b[^.;]{0,60}"
    r"\b(?:weeks?|months?|then|until|wait\w*|before|at a time)\b|"
    r"\b(?:shr(?:ink|inks|unk)|smaller|lower(?:s|ed|ing)?|reduc\w+|step(?:s|ped)? down|cut(?:s|ting)? (?:down|back)|"
    r"drops?|comes? down|taper\w*|wean\w*)\b[^.;]{0,60}\b(?:little|slow\w*|gradual\w*|bit|steps?|stages?|"
    r"weeks|months|time)\b",
    re.IGNORECASE,
)
"""How a dose becomes less, and slowly."""

PAID = re.compile(
    r"\b(?:we|us|our|this (?:page|site|article|website)|the (?:page|site|clinic|center|author))\b", re.IGNORECASE
)
ITSELF = re.compile(
    r"\b(?:this|our|these|those|the|a|an|no|any|none of (?:this|these|the)) (?:\w+ )?(?:web ?)?"
    r"(?:pages?|articles?|guides?|"
    r"leaflets?|sites?|texts?|handouts?|sheets?|booklets?|information|content|material|blogs?|posts?|summar(?:y|ies)|"
    r"overviews?|paragraphs?|lines|notes|words|screens?|facts|lists?|tips)\b|\b(?:(?:stands?|said|written|read|printed|find|"
    r"nobody|nothing|everything) here|what you (?:read|have read|just read)|on (?:a|the|this) screen|above|"
    r"it is (?:just |only )?reading)\b",
    re.IGNORECASE,
)
ADVISER = re.compile(
    r"\b(?:you|your|yours|medical|professional|clinical|doctors?|clinicians?|physicians?|pharmacists?|nurses?|prescribers?|"
    r"diagnos\w+|personal|advice|examin\w+|consultations?|appointment|treatment|care)\b",
    re.IGNORECASE,
)
OTHER_MATTERS = re.compile(
    r"\b(?:data|privacy|cookies?|e-?mail|share|sell|collect|phone|numbers?|insurance|ship\w*|refund\w*|links?|prices?|cost|"
    r"copy|reproduc\w+|password|browser|javascript|admissions?|alone|program|programme|center|centre)\b",
    re.IGNORECASE,
)
NEAR = 60
BEFORE = 90
"""Characters after a word of denial, and before it, in which the reader or the care stands that the page sets itself
apart from."""

MONEY = re.compile(
    r"\b(?:commissions?|paid|pays?|payments?|sponsor\w*|advertis\w+|affiliate\w*|fees?|money|fund(?:ed|ing|s)|income|earn\w*|"
    r"compensat\w+|referral fees?|percentage|profit\w*|kickbacks?|gifts?)\b",
    re.IGNORECASE,
)
UNDECIDED = re.compile(
    r"\b(?:not|no|never|nobody|nothing|none|neither|general|cannot|wrong|rather than|no more than)\b|n[’']t\b",
    re.IGNORECASE,
)


def clinician_named(text: str, lexicon: Lexicon) -> Place | None:
    """Find a clinician in a sentence that speaks to the reader and does not send them past the clinician."""
    if QUESTION.search(text) or OWN_SERVICE.search(text) or OFFERED.search(text):
        return None
    if not DIRECTED.search(text) and not YOU.search(text):
        return None
    for start, end in (*places(lexicon, "clinician", text), *(m.span() for m in PRACTICE.finditer(text))):
        before = text[max(0, start - BEHIND) : start]
        refused = REFUSED.search(before) or WITHOUT.search(before)
        if denies(before) or (refused and not NEGATION.search(before[: refused.start()])):
            continue
        return start, end
    return None


def emergency_named(text: str, lexicon: Lexicon) -> Place | None:
    """Find an emergency number or service that is not part of a report."""
    m = EMERGENCY.search(text)
    if (
        m is None
        or QUESTION.search(text)
        or OWN_SERVICE.search(text)
        or REPORTED.search(text)
        or denies(text[max(0, m.start() - BEHIND) : m.start()])
    ):
        return None
    return m.span() if DIRECTED.search(text) or m.group()[0].isdigit() else None


def disclaimer_like(text: str, lexicon: Lexicon) -> Place | None:
    """Find a sentence about the page itself that sets it apart from care or advice."""
    if QUESTION.search(text) or CLAIMED.search(text) or OTHER_WRITER.search(text) or OTHER_MATTERS.search(text):
        return None
    itself = ITSELF.search(text)
    near = (ADVISER.search(text, max(0, m.start() - BEFORE), m.end() + NEAR) for m in UNDECIDED.finditer(text))
    return itself.span() if itself and len(text) <= LONGEST_BYLINE and any(near) else None


def payment_like(text: str, lexicon: Lexicon) -> Place | None:
    """Find a sentence in which the page speaks of money for itself."""
    return (0, len(text)) if PAID.search(text) and MONEY.search(text) and not QUESTION.search(text) else None


def taper_like(text: str, lexicon: Lexicon) -> Place | None:
    """Find a sentence that speaks of a dose that becomes less slowly, or to the reader of how to stop."""
    if QUESTION.search(text):
        return None
    told = LESSENING.search(text) or (HARM.search(text) and ABRUPT.search(text))
    if told:
        return told.span()
    stops = lexicon.index.first(lexicon.by_id["stopping"], text)
    return stops.span() if stops and SLOW.search(text) and DIRECTED.search(text) else None


def approval_like(text: str, lexicon: Lexicon) -> Place | None:
    """Find a sentence that speaks of approval and denies or limits it."""
    return (0, len(text)) if UNDECIDED.search(text) and not QUESTION.search(text) else None


LIKELY: Mapping[str, tuple[Find, str, str]] = {
    "medical-disclaimer": (disclaimer_like, "", "may say what the page is for"),
    "see-clinician": (clinician_named, "", "names a clinician to the reader"),
    "emergency-help": (emergency_named, "", "names an emergency service"),
    "ad-disclosure": (payment_like, "paid", "speaks of money"),
    "off-label": (approval_like, "off-label", "speaks of approval"),
    "stop-abruptly": (taper_like, "taper", "speaks of how to stop"),
}
"""By item: what is looked for, the gate of words before it, and what the sentence does."""


def reconsidered(found: Disclosure, reader: Reader) -> Disclosure:
    """Return a missing notice as a doubtful one if a sentence of the page may be it."""
    if not found.missing or found.evidence is not None or found.item not in LIKELY:
        return found
    find, gate, does = LIKELY[found.item]
    near = reader.first(find, gate)
    return doubtful(found, near, does) if near else found


def doubtful(found: Disclosure, near: Evidence, does: str) -> Disclosure:
    """Return the notice with the words that may give it, for an editor to judge."""
    weak = f"“{near.words[:160]}” {does}; whether that is enough is for an editor to say"
    return Disclosure(found.item, True, found.reason, near, weak, found.because, found.mentions, True)


SIGNING = re.compile(
    r"\b(?:by|wr(?:ote|itten|iter|iting)|authors?|report(?:ing|ed|er)?|words|text|story|stories|interviews?|research(?:ed)?|"
    r"compiled|edited|prepared|drafted|contributor|journalist|answers|explains|"
    r"(?:this|the) (?:site|blog|website|page|column|series))\b",
    re.IGNORECASE,
)
LONE = re.compile(rf"(?:^|(?<=\s))(?P<name>{LONE_NAME})")
"""Two or more words in capitals."""

OTHERS_WORDS = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|patients?|says?|said|told|according|stars?|rated|ratings?|testimonials?|customers?|"
    r"in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""What a line speaks of that names a person for what they found or thought."""


NO_PERSON = re.compile(
    r"\b(?:Survey|Stud(?:y|ies)|Research|Institutes?|Cent(?:er|re)s?|Beach|County|City|State|States|Park|Street|"
    r"Road|Lane|Hospital|University|College|Health|Care|Recovery|Treatment|Program|Services?|Drug|Alcohol|"
    r"National|American|United|New|North|South|East|West|See|Read|Learn|Find|Get|The|This|Our|How|What|Why|When|"
    r"If|In|At|On|For|From|By|Call|Visit|[A-Z]{2,}|\w*[a-z][A-Z]\w*)\b"
)
"""Words of a place, a body, a title or a sentence that begins, which no name of a person has."""


def signer_named(text: str, lexicon: Lexicon) -> re.Match[str] | None:
    """Return a name without credentials in a short line that speaks of writing, in whatever words."""
    if len(text) > LONGEST_LINE or not SIGNING.search(text):
        return None
    named = (m for m in LONE.finditer(text) if not NO_PERSON.search(m.group("name")))
    return next((m for m in named if standing(m.group("name"), lexicon) is Standing.PERSON), None)


def person_named(lines: Sequence[Line], lexicon: Lexicon, *, checking: bool) -> Evidence | None:
    """Return a qualified person who is named in a short line at the head or foot of the page, whatever for.

    A name without credentials counts only where the line speaks of writing.
    """
    for line in lines:
        text = line.text
        if (
            (line.aside and not line.shift)
            or len(text) > LONGEST_BYLINE
            or SPOKEN.search(text)
            or (ELSEWHERE if checking else OTHERS_WORDS).search(text)
        ):
            continue
        if not (line.opening or line.shift) or (CHECKING.search(text) is not None) is not checking:
            continue
        m = QUALIFIED.search(text) if qualifies(words_of(text)) else None
        m = m or (None if checking else signer_named(text, lexicon))
        if m:
            return Evidence("text", line.place(*m.span()), m.group())
    return None


def date_named(lines: Sequence[Line]) -> Evidence | None:
    """Return a date in a short line at the head or foot of the page that is not that of a study or a copyright."""
    for line in lines:
        text = line.text
        if (
            line.aside
            or not line.opening
            or len(text) > LONGEST_LINE
            or COPYRIGHT.search(text)
            or ELSEWHERE.search(text)
        ):
            continue
        m = ANY.search(text)
        if m and (not OTHER_DATE.search(text[: m.start()]) or STANDING.search(text)):
            return Evidence("text", line.place(*m.span()), text[:160])
    return None
