"""Tell what stands beside the facts of a text: programmes and advice, news and history, truisms, chemical structure."""

from __future__ import annotations

import re

from auditor.analysis.claim_features import Signs

PROGRAM = re.compile(
    r"\bprevent(?:ion|ing)\b(?! of)[^.;:,]{0,60}\b(?:requires?|must|should|needs? to|(?:also )?includes?|"
    r"(?:also )?means|"
    r"starts? with|begins? with|calls? for)\b|"
    r"^\W{0,3}(?:an?|the|your|any) (?:[\w’'-]+,? ){0,4}(?:doctor|physician|professional|counsel+or|provider|team|"
    r"therapist|pharmacist|nurse|specialist|clinician|psychiatrist|dietitian|midwife|social worker)\b[^.;]{0,60}"
    r"\b(?:can|will|may|might|could|should) (?:also |often |then |usually )?(?:determine|decide|find out|assess|"
    r"evaluate|"
    r"work with|tell you|tell them|talk|discuss|explain|answer|advise|suggest|recommend|check|ask|guide|refer)\b|"
    r"^\W{0,3}(?:depending on [^.;]{1,80}, )?(?:the |your |their |a )?(?:\w+ )?(?:treatments?|care|plans?|programs?|"
    r"programmes?|support|services|aftercare|follow-up) (?:may|might|can|could|will) (?:also |often |then )?"
    r"(?:include|involve|consist of|combine)\b",
    re.IGNORECASE,
)
"""What ought to be done, who can help with it, or of what care may consist: no fact is asserted."""

ORIGIN = re.compile(
    r"\b(?:was|were) (?:first |originally |initially )(?:\w+ly )?(?:released|created|synthesi[sz]ed|isolated|"
    r"discovered|"
    r"described|introduced|marketed|sold|patented|made|developed|invented|produced|prepared|manufactured|named|"
    r"coined)\b|"
    r"\b(?:first|originally) (?:released|created|synthesi[sz]ed|isolated|discovered|patented|invented|"
    r"manufactured) \w+|"
    r"\b(?:used|grown|cultivated|known|chewed|smoked|drunk|brewed) (?:by|"
    r"in) (?:[\w’'-]+ ){0,4}(?:civili[sz]ations?|cultures?|"
    r"religio\w+|ceremon\w+|rituals?|shamans?|trib\w+|ancient \w+|indigenous \w+)\b|"
    r"\bculturally significant\b",
    re.IGNORECASE,
)
"""Who made a substance first, when, and what peoples did with it: history, and no medical fact."""

EVENT = re.compile(
    r"\b(?:lawmakers?|legislat(?:ors?|ures?)|senat(?:e|ors?)|congress|parliament|council(?:ors?)?|governor|president|mayor|"
    r"compan(?:y|ies)|drugmakers?|manufacturers?|fundraisers?|charit(?:y|ies)|courts?|judges?|jur(?:y|ors)|police|"
    r"officers?|prosecutors?)\b[^.;]{0,40}\b(?:approved|passed|voted|signed|paid|donated|awarded|granted|settled|pledged|"
    r"ordered|seized|arrested|sentenced|charged|vetoed|agreed|sued)\b|"
    r"\b(?:was|were) (?:signed|founded|passed|vetoed|enacted) (?:into law )?(?:by|in)\b|"
    r"(?-i:\b[A-Z][a-z]+ founded\b)",
    re.IGNORECASE,
)
"""What somebody decided, gave, founded or was ordered: news and history, in which medicine is only mentioned."""

ADVISED = re.compile(
    r"^\W{0,3}(?:(?:note|warning|caution|important|tip)\W{1,3})?(?:(?:if|when|in|to|for|before|after|"
    r"with)\b[^,.;]{1,60}, |"
    r"(?:in general|generally|ideally|therefore),? )?"
    r"(?:(?:one|users?|people|you|patients|everyone|anyone) (?:should|ought to|must) (?!not\b|never\b)(?:also |always |"
    r"strictly |only )?|to avoid (?:this|that|it),? (?:keep|take|use|do|start|wait|be)\b|(?:this|that|it|these|"
    r"they|such \w+|both) should (?:therefore |always |"
    r"generally )?be avoided\b|"
    r"it is (?:\w+ly |often |always |also |therefore )?(?:recommended|advised|advisable|best|wise|sensible|"
    r"a good idea) (?:to|"
    r"that (?:you|one|users?|people))\b|(?:always|avoid|start|keep|take care|be (?:careful|wary)|make sure) )",
    re.IGNORECASE,
)
"""What the reader is advised to do; what nobody should do is a contraindication, and one that can be asserted."""

TRUISM = re.compile(
    r"\b(?:is|are|can be) (?:\w+ly |very |so |all |also )?(?:important|good|bad|vital|essential|key|crucial|better|"
    r"best|"
    r"unhealthy) ?(?:(?:for|to) (?:(?:your|our|their|the|good|overall|one[’']s) )?"
    r"(?:\w+ )?(?:health|well-?being|recovery|life|you|everyone|people))?\W*$",
    re.IGNORECASE,
)
TRUISM_WORDS = 8
"""X is bad for your health: a sentence of so few words that says no more than that."""

STRUCTURE = re.compile(
    r"\b(?:(?:double|single|covalent|triple) bonds?|(?:ether )?bridges?|(?:cyclohexane|benzene|aromatic|phenyl|indole|"
    r"piperidine|its|two|three|four|same|attached) rings?|(?:oxygen|hydroxyl?|methyl|methoxy|ethyl|phenyl|amino|amine|"
    r"carboxyl|ester|ketone|functional|side) (?:groups?|chains?)|carbon (?:atom|chain|\d)|enantiomers?|stereo\w+|"
    r"structurally (?:similar|analog\w+|related|different)|chemical(?:ly)? (?:structure|similar|related)|molecul\w+|"
    r"crystalline|hydrochloric acid|molar mass|empirical formula|solubl?\w+ in water)",
    re.IGNORECASE,
)
"""Of what a molecule is made, and what it dissolves in."""

BODILY = ("efficacy", "risk", "cause", "interaction", "contraindication", "burden", "help")
"""Kinds of words that say what a substance does to people, whatever it is made of."""

HARD = ("statistic", "comparison", "interaction", "contraindication")
"""Kinds of words with which advice, or a programme, rests on a fact."""

MEASURED = ("cause", "comparison", "interaction", "contraindication", "efficacy")
"""Kinds of words with which news and history tell a medical fact as well."""


def is_aside(text: str, signs: Signs) -> bool:
    """Say whether a sentence advises, tells who can help, or tells who decided, gave or made something."""
    if (PROGRAM.search(text) or ADVISED.match(text)) and not (signs.has(*HARD) or any(c.isdigit() for c in text)):
        return True
    return (ORIGIN.search(text) or EVENT.search(text)) is not None and not signs.has(*MEASURED)


def is_general(text: str, signs: Signs) -> bool:
    """Say whether a sentence says what everybody knows, or of what a molecule is made."""
    if TRUISM.search(text) and len(text.split()) <= TRUISM_WORDS and not any(c.isdigit() for c in text):
        return not signs.has(*HARD)
    return STRUCTURE.search(text) is not None and not signs.has(*BODILY)
