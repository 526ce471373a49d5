"""Say which named place or programme a number is about, and which quantity of a thing a price is for."""

from __future__ import annotations

import re

from auditor.analysis.quantities import find_quantities

CAPITALS = re.compile(r"\b[A-Z][a-z]+(?:[’']s)?(?:\s[A-Z][a-z]+(?:[’']s)?)+\b")
"""Two capitalised words in a row: "Willow Bend"."""

CAPITAL = re.compile(r"(?<=[a-z,;:] )[A-Z][a-z]{2,}\b|^[A-Z][a-z]{2,}(?=[’']s )")
"""A capitalised word within a sentence, or a possessive one at its beginning."""

NO_NAMES = frozenset(
    "our the a an at in on for to of from all each every most some no if when your my we you they it this that "
    "these those and or but with by as is are monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december christmas easter american "
    "americans "
    "english spanish medicaid medicare today please call center centre house hall home clinic hospital rehab "
    "recovery treatment program programme detox ranch lodge court residents clients patients adults men women "
    "people admissions intake billing there here after before during once thirty sixty ninety".split()
)
"""Words that are capitalised for another reason than being a name, or that many names share."""

OWN = re.compile(r"\b(?:we|our|ours|us)\b", re.IGNORECASE)

ELSEWHERE = re.compile(
    r"\b(?:another|other (?:[a-z]+ )?(?:cent(?:er|re)|program|programme|clinic|house|place|facilit|site|"
    r"location|line)\w*|next door|nearby|neighbou?ring|sister|partner|competing|competitors?|nationwide|elsewhere|"
    r"most (?:cent|program|rehab|clinic|facilit)\w*)\b",
    re.IGNORECASE,
)

PACKAGE = re.compile(
    r"\b(?:box(?:es)?|pack(?:s|ets?|ages?)?|cases?|bottles?|kits?|bags?|cartons?|bundles?|sheets?|pairs?|sets?|supply|"
    r"refills?|dozen|vials?|trays?)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\b(?P<n>\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|sixty|ninety|"
    r"(?:one )?hundred)"
    r"[- ](?:count|packs?|tablets?|pills?|capsules?|doses?|strips?|films?|sprays?|patches|vials?|sessions?|visits?|"
    r"meetings?|groups?|(?:[a-z]+ ){0,2}(?:strips?|sprays?|tablets?|pills?|capsules?|kits?|films?|patches|tests?))\b",
    re.IGNORECASE,
)
EACH = re.compile(
    r"\b(?:a|an|each|every|per|one|single) (?P<what>visit|session|dose|injection|meeting|class|test|pill|tablet)\b",
    re.IGNORECASE,
)
ROUGH = re.compile(
    r"\b(?:from|start(?:s|ing)? (?:at|from)|about|around|roughly|approximately|average|averages|up to|"
    r"as (?:little|much|low)"
    r" as|between|can cost|may cost|more than|less than|under|over|at least|nearly|almost|some|estimated?)\b",
    re.IGNORECASE,
)
FIRM = re.compile(
    r"\b(?:exactly|precisely|every(?:one|body)|no(?:body| one| man| woman| client| resident)|never|always|"
    r"must|each|all)\b",
    re.IGNORECASE,
)
ADVISED = re.compile(
    r"\b(?:should|recommend\w*|advis\w*|research|stud(?:y|ies)|experts?|ideal\w*|best|most|many|often|usually|"
    r"typically|average|on average|generally)\b",
    re.IGNORECASE,
)


def names_of(text: str) -> frozenset[str]:
    """Return the words of the proper names in a sentence, without those that many names share."""
    found: set[str] = set()
    for pattern in (CAPITALS, CAPITAL):
        for m in pattern.finditer(text):
            found |= {re.sub(r"[’']s$", "", w).lower() for w in m.group().split()}
    return frozenset(found - NO_NAMES)


def speaks_for_itself(text: str) -> bool:
    """Say whether a sentence is about those who write it."""
    return OWN.search(text) is not None


def elsewhere(text: str) -> bool:
    """Say whether a sentence is about another place than the one that the page is about."""
    return ELSEWHERE.search(text) is not None


def package_of(text: str) -> frozenset[str]:
    """Return the quantity that a price is for: containers, counts, strengths. One piece is nothing special."""
    parts = {m.group().lower().rstrip("s") for m in PACKAGE.finditer(text)}
    parts |= {m.group("n").lower() for m in COUNTED.finditer(text)}
    parts |= {m.group("what").lower() for m in EACH.finditer(text)}
    return frozenset(parts | {f"{q.low:g} mg" for q in find_quantities(text) if q.sort == "dose"})


def firm(text: str) -> bool:
    """Say whether a sentence gives its number for everybody, and not as advice or for most."""
    return FIRM.search(text) is not None and ADVISED.search(text) is None


def rough(text: str) -> bool:
    """Say whether a sentence gives a sum as a rough one, or as the beginning of a range."""
    return ROUGH.search(text) is not None
