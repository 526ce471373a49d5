"""Say which kind of source fits which kind of claim; no work is ever named, so that nobody cites what nobody read."""

from __future__ import annotations

from collections.abc import Mapping

FITTING: Mapping[str, str] = {
    "efficacy": "a Cochrane or other systematic review, a clinical guideline, or a randomised trial",
    "risk": "the prescribing information on DailyMed, an FDA safety communication, or a systematic review",
    "statistic": "the survey or register it comes from, such as SAMHSA's NSDUH, CDC or NIDA, with the year",
    "mechanism": "a review in a journal or a NIDA or NIAAA page on how the substance acts",
    "dose": "the prescribing information on DailyMed, or a clinical guideline",
    "comparison": "a trial or review that compared the two directly",
    "cause": "a cohort study or systematic review, or a CDC, NIDA or NIAAA page that cites one",
    "interaction": "the “Drug Interactions” section of the prescribing information on DailyMed",
    "contraindication": "the “Contraindications” or “Warnings” section of the prescribing information on DailyMed",
    "status": "FDA (Drugs@FDA) for approval, DEA's lists for scheduling, or the law itself",
}
"""The kinds of source that health-information standards ask for, by kind of claim."""

CALLED: Mapping[str, str] = {
    "efficacy": "says that something works",
    "risk": "states a risk or harm",
    "statistic": "gives a figure or trend",
    "mechanism": "says how something acts in the body",
    "dose": "gives a dose or a time course",
    "comparison": "compares treatments or risks",
    "cause": "says that one thing leads to another",
    "interaction": "describes an interaction",
    "contraindication": "says who must not take something",
    "status": "states an approval or legal status",
}
"""What a claim does, to follow "This sentence"."""


def fitting_source(kind: str) -> str:
    """Return the kinds of source that fit a kind of claim."""
    return FITTING.get(kind, "a government health page, a guideline or a review")


def called(kind: str) -> str:
    """Return what a claim of this kind does, to follow "This sentence"."""
    return CALLED.get(kind, "states a medical fact")
