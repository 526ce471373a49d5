"""Tell that a sentence goes on with what the source of the sentences before it counted or found."""

from __future__ import annotations

import re

from auditor.analysis.attribution import STUDY, TEAM

GOING_ON = re.compile(
    r"^\W*(?:of (?:these|those|them)|among (?:these|those|them)|another|the (?:rest|other|remaining|same|figure|"
    r"number|rate|share|total)|that (?:is|was|"
    r"compares|figure|number|rate)|by comparison|in comparison|by contrast|for (?:men|women|comparison))\b",
    re.IGNORECASE,
)
"""A figure that goes on from the figure before it, out of the same source."""

IN_IT = re.compile(
    r"\bplacebo\b|\bcontrols?\b|\bcomparison group\b|\b(?:those|people|patients|participants|volunteers|adults|men|"
    r"women|teens|smokers|drinkers|veterans) "
    r"(?:who (?:got|received|took|were given|were assigned)|given|assigned|receiving|on the|in the)|"
    r"^\W*(?:the|these|this|that|both|neither) (?:groups?|participants|volunteers|effects?|benefits?|differences?|"
    r"gains?|drop|results?|improvements?)\b",
    re.IGNORECASE,
)
"""What is said of a trial in the sentences after the one that names it."""

PART_OF_IT = re.compile(
    r"\b(?:of|among|by|in) (?:these|those|them)\b|\bthose who\b|"
    r"\b(?:the|that) (?:share|rate|figure|number|total|count|percentage|proportion|toll|average|remaining|rest)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\d|\b(?:half|thirds?|quarters?|fifths?|tenths?|per ?cent|(?:one|two|three|four|five|six|seven|eight|"
    r"nine) (?:in|of|out of)|"
    r"most|majority|fewer|more than)\b",
    re.IGNORECASE,
)
"""A figure that is a part of those whom the sentences before counted."""

PAST = re.compile(
    r"\b(?:was|were|had|did|kept|fell|rose|drank|got|felt|lost|gained|cut|stayed|left|went|made|took|slept|"
    r"(?!indeed|speed|bleed|breed|exceed|proceed|succeed|hundred)[a-z]{3,14}ed)\b",
    re.IGNORECASE,
)
NOW = re.compile(
    r"\b(?:is|are|has|have|can|may|might|could|should|will|must|do|does|today|always|often|usually|(?:rais|lower|reduc|"
    r"caus|increas|lead|help|work|mak|improv|damag|slow|mean|last|remain|affect|block|keep|creat|requir|tak|prevent|"
    r"protect|eas|reliev|harm)e?s)\b",
    re.IGNORECASE,
)
"""What holds beyond the study of which the sentences before tell."""

YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
"""What happened in a year of its own is no result of the study."""


def goes_on(text: str, before: str) -> bool:
    """Say whether a sentence gives a further figure, or a result of the study, of which those before it tell."""
    if GOING_ON.match(text):
        return True
    if PART_OF_IT.search(text) and COUNTED.search(text) and COUNTED.search(before):
        return True
    studied = STUDY.search(before) is not None or TEAM.search(before) is not None
    told = PAST.search(text) is not None and NOW.search(text) is None and YEAR.search(text) is None
    return studied and (told or IN_IT.search(text) is not None)
