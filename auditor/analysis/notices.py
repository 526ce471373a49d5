"""Recognise notices by what they say: disclaimers, advice to see a clinician, where to call in an emergency.

The words are in the lexicon `disclosures`; how they must stand together, and what turns their meaning round, is here.
Every function takes one sentence and returns the place of the notice in it, or None.
"""

from __future__ import annotations

import re

from auditor.lexicon import Lexicon

Place = tuple[int, int]

NEGATION = re.compile(
    r"\b(?:not|no|never|nothing|cannot|neither|nor|none|without|rather than|instead of)\b|n[’']t\b", re.I
)
QUOTED = re.compile(r"[“\"][^“”\"]{3,400}[”\"]")
WE = re.compile(r"\b(?:we|our (?:site|staff|team|writers|editors|company))\b", re.I)
DENIED_ADVICE = re.compile(
    r"\b(?:not|isn[’']t|aren[’']t|no|never|cannot be|nor)\W+(?:\w+\W+){0,4}?(?:medical|professional|"
    r"clinical|health|personal|individual)"
    r"\W+(?:\w+\W+){0,3}?(?:advice|guidance|opinion|diagnosis|counsel)\b",
    re.I,
)
CLAIMED = re.compile(
    r"\b(?:is|are|as) (?:not only |not just |more than )?(?:real |sound |actual |solid )?(?:medical|"
    r"professional) advice (?:you|that|which) can\b|\bnot (?:only|just|merely)\b",
    re.I,
)
OTHER_WRITER = re.compile(
    r"\b(?:most|many|other|some|all|such|these days,?) (?:\w+ ){0,2}(?:pages|sites|websites|articles|"
    r"blogs|apps|lawyers|companies)\b",
    re.I,
)

PAGE_NAME = (
    r"(?:article|page|website|web ?site|site|leaflet|text|guide|blog|post|story|information|content|"
    r"material|handout|fact sheet)s?"
)
NOTHING_HERE = re.compile(
    rf"(?:no|neither (?:this|our)) {PAGE_NAME}\b|(?:nothing|none|not|never|neither)\b\W+(?:\w+\W+){{0,3}}?("
    rf"?:here\b|above\b|"
    rf"we (?:say|write|publish|share)\b|you read\b|(?:on|in|of|use|take|treat|consider|this|these|"
    rf"our)\W+(?:this |these |our |the )?{PAGE_NAME}\b)",
    re.I,
)
UNNEEDED = re.compile(
    r"\s+(?:is|was|are|were)\s+(?:\w+\s+)?(?:needed|required|necessary|asked|sought|given|made|on file)\b", re.I
)
READING = re.compile(
    r"^\W*(?:it|this|these|they) (?:\w+ ){0,2}?(?:not|n[’']t|may|might|cannot)\b|\b(?:here|what "
    r"you read|reading|writers?|authors?|written|readers?)\b",
    re.I,
)
QUESTION = re.compile(r"\?[\"'”’)\]]{0,3}$")
DENIED = re.compile(
    r"(?:\bno (?:need|reason|point)(?: (?:to|for|in))?|\bneed not|\b(?:do|does|did|will|would)(?: "
    r"not|n[’']t) (?:\w+ )?(?:need|have|want|like|require)(?: to)?|"
    r"\b(?:never|rarely|seldom|hardly ever|refused? to|fail(?:s|ed)? to|afraid to|ashamed to|reluctant "
    r"to|too \w+ to|hesitat\w+ to|unable to|can[’']t afford to|do not dare to)|"
    r"\b(?:instead of|rather than|before you ever|as good as|better than|even if you (?:do not|don[’']t)|unless you)|"
    r"\bnot (?:necessary|needed|required|have)(?: to)?|\b(?:do not|don[’']t|never) (?:bother(?: "
    r"to)?|waste \w+)?)\W*(?:\w+\W+){0,2}$",
    re.I,
)
BREAK = re.compile(r"[.;:!?—–]\s")
"""What ends the reach of a negation."""

HESITATE = re.compile(
    r"(?:\bnot|n[’']t|\bnever) (?:hesitate|be (?:afraid|ashamed|embarrassed|shy)|wait|forget|fail) "
    r"to\W*(?:\w+\W+){0,2}$",
    re.I,
)
WITHOUT = re.compile(
    r"\b(?:without|before|until|unless)\b(?:\W+(?:first|ever|you(?: have)?|your|having|at least))*\W*$", re.I
)
OTHERS = re.compile(
    r"\b(?:people|patients|users|they|we|he|she|who|some|many|most|few|adults|parents|women|men|"
    r"teens|veterans|participants|smokers|drinkers|I)"
    r"(?: (?:\w+ly|often|also|then|do|did|first|may have|might have|have|has|had|who \w+))*\W*$",
    re.I,
)
OWN_SERVICE = re.compile(
    r"\b(?:our (?:admissions?|intake|team|staff|center|centre|program|facility|line|helpline|hotline|"
    r"counsel\w+|specialists|experts|doctors|physicians|clinicians|nurses|medical|providers?|therapists)|"
    r"admissions?|call us|contact us|reach (?:out to )?us|call now|chat with us|one of our|at our)\b",
    re.I,
)
ADVISED = re.compile(
    r"(?:^|[,;:—–(.•]|\b(?:and|or|then|please|always|first|so|but|also|should|must|can|could|may|"
    r"might|to|ought|need|want|"
    r"essential|important|simply|just|instead|immediately|safely|honestly|let[’']s|recommend|suggest|"
    r"advise|encourage|by|consider|try|before|after|until|unless|if you|when you|you|without|have "
    r"them|start by))\W*$",
    re.I,
)
GERUND = re.compile(
    r"\b(?:talking|speaking|asking|consulting|checking|discussing|seeing|working|telling|visiting|"
    r"calling|contacting|seeking)\b",
    re.I,
)


def lookup(lexicon: Lexicon, term_id: str, text: str) -> re.Match[str] | None:
    """Return the first place of a word list in the text that its exceptions do not cover."""
    term = lexicon.by_id[term_id]
    exceptions = term.exceptions
    for m in lexicon.index.each(term, text):
        if exceptions is None or not any(
            e.start() < m.end() and m.start() < e.end() for e in exceptions.finditer(text)
        ):
            return m
    return None


ITSELF = re.compile(r"(?:^|[;:.,–—]\s{0,2}|\b(?:and|but) )(?:it|this|that|these|they) [^;:.,]{0,20}$", re.IGNORECASE)
"""A pronoun as the subject of the clause that ends here with its denial."""

INFORMING = re.compile(
    r"\b(?:informs?|informed|informing|information(?:al)?|educat(?:es?|ed|ion|ional)|journalism|general knowledge|"
    r"general guid(?:e|ance)|reading)\b",
    re.IGNORECASE,
)
"""What a page is for, if it treats nobody."""

TAKE_THIS = re.compile(
    r"(?:do not|don[’']t|never|please do not|not) (?:use|take|treat|rely on|rely upon|read|let|accept|follow) "
    r"(?:this|it|any of this|anything (?:here|on|in)|what you read|these)\b",
    re.IGNORECASE,
)
"""A request not to take the page for something else."""


def medical_disclaimer(text: str, lexicon: Lexicon) -> Place | None:
    """Find the word that the page informs and does not treat: "… is no substitute for seeing your doctor"."""
    whole = (0, len(text))
    if QUESTION.search(text) or CLAIMED.search(text):
        return None
    bare = QUOTED.sub(lambda m: " " * len(m.group()), text) if not QUOTED.fullmatch(text.strip(" .")) else text
    if OTHER_WRITER.search(bare):
        return None
    if any(lookup(lexicon, term, bare) for term in ("disregard", "informational", "not-advice")):
        return whole
    about_page = names_page(bare, lexicon)
    if about_page and lookup(lexicon, "not-advice-here", bare):
        return whole
    negation = NEGATION.search(bare)
    if not negation:
        return None
    before = lexicon.index.first(lexicon.by_id["page-noun"], bare[: negation.start()]) is not None
    subject = (
        before
        or NOTHING_HERE.match(bare, negation.start()) is not None
        or WE.search(bare[: negation.start()]) is not None
        or (ITSELF.search(bare[: negation.end()]) is not None and INFORMING.search(bare) is not None)
        or TAKE_THIS.match(bare, negation.start()) is not None
    )
    opening = len(bare[: negation.start()].split()) <= 3
    denied = DENIED_ADVICE.search(bare)
    if denied and (subject or opening) and not UNNEEDED.match(bare, denied.end()):
        return whole
    for m in lexicon.index.each(lexicon.by_id["stand-for"], bare):
        denied = NEGATION.search(bare[max(0, m.start() - 60) : m.start()])
        if (
            denied
            and lexicon.index.first(lexicon.by_id["advice"], bare, m.start())
            and (subject or starts_bare(bare, m.start()))
        ):
            return whole
    return None


def names_page(text: str, lexicon: Lexicon) -> bool:
    """Say whether the sentence speaks of the page, its writers or what is read there."""
    return (
        lexicon.index.first(lexicon.by_id["page-noun"], text) is not None
        or WE.search(text) is not None
        or READING.search(text) is not None
    )


def starts_bare(text: str, place: int) -> bool:
    """Say whether nothing but small words stands before `place`, as in "Not intended as medical advice"."""
    return (
        re.fullmatch(
            r"\W*(?:(?:is|are|not|and|it|they|never|be|a|an|any|as|intended|meant|designed|no|does|do|"
            r"should|must|can|cannot|please)\W+){0,6}",
            text[:place],
            re.I,
        )
        is not None
    )


def see_clinician(text: str, lexicon: Lexicon) -> Place | None:
    """Find advice to the reader to consult a clinician; a provider's own sales line is none."""
    if QUESTION.search(text):
        return None
    acts = lexicon.index.first(lexicon.by_id["clinician-acts"], text)
    if acts and not denies(text[: acts.start()]) and not OWN_SERVICE.search(text) and not opposed(text, acts):
        return acts.span()
    own = lookup(lexicon, "own-clinician", text)
    if (
        own
        and not OWN_SERVICE.search(text)
        and not (WITHOUT.search(text[: own.start()]) and not NEGATION.search(text[: own.start()]))
    ):
        return own.span()
    clinicians = list(places(lexicon, "clinician", text))
    if not clinicians:
        return None
    for verb in lexicon.index.each(lexicon.by_id["consult"], text):
        noun = next((c for c in clinicians if 0 <= c[0] - verb.end() <= 60), None)
        if noun and is_advice(text, verb, noun):
            return verb.start(), noun[1]
    for gerund in GERUND.finditer(text):
        noun = next((c for c in clinicians if 0 <= c[0] - gerund.end() <= 40), None)
        if noun and is_advised_gerund(text, gerund, noun):
            return gerund.start(), noun[1]
    return None


def denies(before: str) -> bool:
    """Say whether the words before advice turn it round; those of an earlier clause do not: "Do not wait: see a GP"."""
    return DENIED.search(BREAK.split(before)[-1]) is not None


def opposed(text: str, m: re.Match[str]) -> bool:
    """Say whether the advice is only named to be set aside or told of others."""
    before = text[: m.start()]
    if WITHOUT.search(before):
        return NEGATION.search(before) is None
    return OTHERS.search(before) is not None and "your" not in m.group().lower()


def places(lexicon: Lexicon, term_id: str, text: str) -> list[Place]:
    """Return the places of a word list in the text that its exceptions do not cover."""
    term = lexicon.by_id[term_id]
    found = [m.span() for m in lexicon.index.each(term, text)]
    barred = [e.span() for e in term.exceptions.finditer(text)] if found and term.exceptions else []
    return [(a, b) for a, b in found if not any(s < b and a < e for s, e in barred)]


def is_advice(text: str, verb: re.Match[str], noun: Place) -> bool:
    """Say whether "talk to your doctor" is said to the reader: an order, a wish or a possibility, not denied."""
    before, between = text[: verb.start()], text[verb.end() : noun[0]]
    if re.search(r"[.;:!?]|\b(?:who|that|which|says?|said)\b", between) or OWN_SERVICE.search(text):
        return False
    if HESITATE.search(before):
        return True
    if denies(before):
        return False
    if WITHOUT.search(before) and not re.search(r"\bbefore\W*$|\buntil you\W*$", before, re.I):
        return NEGATION.search(before) is not None
    second_person = re.search(r"\byour\b|\byou\b", text, re.I) is not None
    if OTHERS.search(before):
        return False
    return ADVISED.search(before) is not None or (second_person and before == "")


def is_advised_gerund(text: str, gerund: re.Match[str], noun: Place) -> bool:
    """Say whether "talking to your doctor" is recommended, or asked for with "never … without"."""
    before = text[: gerund.start()]
    if OWN_SERVICE.search(text) or re.search(r"[.;:!?]", text[gerund.end() : noun[0]]):
        return False
    if re.search(r"\bwithout\W+(?:\w+\W+){0,2}$", before, re.I):
        return NEGATION.search(re.sub(r"\bwithout\W+(?:\w+\W+){0,2}$", "", before, flags=re.I)) is not None
    if denies(before):
        return False
    advised = re.search(
        r"\b(?:recommend|suggest|advise|encourage|consider|try|start by|begin by|before|includ\w+|"
        r"means|after)\W*(?:\w+\W+){0,1}$",
        before,
        re.I,
    )
    return advised is not None or (not before.strip() and "your" in text[gerund.end() : noun[1] + 10].lower())


def emergency_help(text: str, lexicon: Lexicon) -> Place | None:
    """Find an instruction to call or go for emergency help."""
    if QUESTION.search(text):
        return None
    term = lexicon.by_id["emergency-act"]
    found = lookup(lexicon, "emergency-act", text)
    if found is None or term.exceptions is None:
        return found.span() if found else None
    return None if denies(text[: found.start()]) and not HESITATE.search(text[: found.start()]) else found.span()
