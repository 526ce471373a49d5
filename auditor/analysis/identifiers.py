"""Recognise the identifiers of works and trials, and say what is wrong with one that cannot exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

IDENTIFIER = re.compile(
    r"\b(?:doi:?\s?)?10\.\d{4,9}/[^\s\"<>)\]]{1,200}|\bPMID:?\s?#?\d{1,9}\b|\bPMC\s?ID:?\s?(?:PMC)?\d{1,9}\b|"
    r"\bPMC\d{4,9}\b|\bNCT\d{8}\b",
    re.IGNORECASE,
)
"""A well-formed DOI, PMID, PMCID or ClinicalTrials.gov number in running text."""

DOI = re.compile(r"\bdoi(?:\.org/|:\s?|\s)(?P<body>[^\s\"<>\])]{0,200})", re.IGNORECASE)
DOI_FORM = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
"""DOI Handbook, section 2: a prefix "10." with a registrant code of digits, a slash, and a suffix that is not empty."""

PMID = re.compile(r"\bPMID\b:?\s{0,2}#?(?P<body>[\w.-]{1,20})", re.IGNORECASE)
PMID_MAX = 60_000_000
"""PubMed numbers are given out in order and stood at about 41 million in 2026; room is left for years to come."""

PMCID = re.compile(r"\bPMC(?:ID)?:?\s{0,2}(?P<body>PMC[\w.-]{0,15})", re.IGNORECASE)
PMCID_FORM = re.compile(r"PMC\d{4,9}", re.IGNORECASE)
NCT = re.compile(r"\bNCT[ -]?(?P<body>\d{1,15})\b")
NCT_DIGITS = 8
"""ClinicalTrials.gov: the letters NCT and eight digits."""

PLACEHOLDER = re.compile(r"x{3,}|\.{3}|…|0{5,}$|12345678?9?$|\?{2,}|TBD|insert", re.IGNORECASE)
TRAILING = ".,;:'\"”’"


@dataclass(frozen=True, slots=True)
class Fault:
    """An identifier that cannot be right, where it stands in the text, and why."""

    start: int
    end: int
    kind: str
    why: str


def faults(text: str) -> Iterator[Fault]:
    """Yield the malformed identifiers of a text, in order of place."""
    if not re.search(r"doi|PMID|PMC|NCT", text, re.IGNORECASE):
        return
    found = [f for pattern, judge in JUDGES for m in pattern.finditer(text) if (f := judge(m)) is not None]
    yield from sorted(found, key=lambda f: (f.start, f.end))


def judge_doi(m: re.Match[str]) -> Fault | None:
    """Return what is wrong with a DOI, or None."""
    body = m.group("body").rstrip(TRAILING)
    if not body or not (body[0].isdigit() or PLACEHOLDER.search(body)):
        return None
    end = m.start("body") + len(body)
    if PLACEHOLDER.search(body):
        return Fault(m.start(), end, "DOI", "is a placeholder")
    if not DOI_FORM.fullmatch(body):
        why = (
            "does not begin with “10.”"
            if not body.startswith("10.")
            else "lacks the registrant code or the part after the slash"
        )
        return Fault(m.start(), end, "DOI", why)
    return None


def judge_pmid(m: re.Match[str]) -> Fault | None:
    """Return what is wrong with a PubMed number, or None."""
    body = m.group("body").rstrip(TRAILING + "-")
    end = m.start("body") + len(body)
    if body.isdigit() and 0 < int(body) <= PMID_MAX and not body.startswith("0"):
        return None
    if body[:3].upper() == "PMC":
        return Fault(
            m.start(), end, "PMID", "is a PMCID: the number of the free full text, not of the record in PubMed"
        )
    if not any(c.isdigit() for c in body) and not PLACEHOLDER.search(body):
        return None
    return Fault(m.start(), end, "PMID", "is not a number of one to eight digits that PubMed has given out")


def judge_pmcid(m: re.Match[str]) -> Fault | None:
    """Return what is wrong with a PMCID, or None."""
    body = m.group("body").rstrip(TRAILING + "-")
    if PMCID_FORM.fullmatch(body) or not any(c.isdigit() for c in body):
        return None
    return Fault(m.start("body"), m.start("body") + len(body), "PMCID", "is not “PMC” and a number")


def judge_nct(m: re.Match[str]) -> Fault | None:
    """Return what is wrong with a trial number, or None."""
    digits = m.group("body")
    if len(digits) == NCT_DIGITS and digits.strip("0"):
        return None
    return Fault(
        m.start(), m.end(), "trial number", f"has {len(digits)} digits after NCT; ClinicalTrials.gov gives {NCT_DIGITS}"
    )


JUDGES = ((DOI, judge_doi), (PMID, judge_pmid), (PMCID, judge_pmcid), (NCT, judge_nct))
