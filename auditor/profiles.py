"""What each kind of page is held to: the rules that a profile switches off or weighs otherwise, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from auditor.model import Finding, RuleInfo, Severity

DEFAULT = "patient-page"
SIGNALS = ("signal", "danger")
"""Keys of a finding's evidence that say which of a rule's signs was found."""

ERROR, WARNING, INFO, OFF = Severity.ERROR, Severity.WARNING, Severity.INFO, None


@dataclass(frozen=True)
class Switch:
    """How one rule is taken under a profile: with another severity, or not at all for None.

    With `signals`, only findings whose evidence names one of them are meant.
    """

    code: str
    severity: Severity | None
    why: str
    signals: tuple[str, ...] = ()

    @property
    def effect(self) -> str:
        """Return what the switch does, in a few words."""
        part = f" ({', '.join(self.signals)})" if self.signals else ""
        return f"{self.code}{part} {'off' if self.severity is None else self.severity.value}"


@dataclass(frozen=True)
class Profile:
    """A kind of page and what differs from the default for it."""

    name: str
    about: str
    switches: tuple[Switch, ...] = ()


PATIENT = Profile(DEFAULT, "information for patients and families; every rule as its manual page says")

PROVIDER = Profile(
    "provider-page",
    "a clinic or programme about its own services: service facts are normal, promises are not",
    (
        Switch("PRO002", OFF, "a provider may name its prices and ask readers to call it",
               ("call-to-action", "solicitation", "price-or-offer")),
        Switch("DIS005", INFO, "the provider signs its own pages"),
        Switch("DIS006", INFO, "the provider answers for its own pages"),
        Switch("DIS007", INFO, "a service page is current as long as it is up"),
        Switch("DIS009", INFO, "a page about the provider's own services shows by itself who pays for it"),
    ),
)  # fmt: skip

NEWS = Profile(
    "news",
    "journalism: who wrote it and when must be plain; it reports and does not advise",
    (
        Switch("DIS005", ERROR, "a report has an author"),
        Switch("DIS007", ERROR, "a report has a date"),
        Switch("DIS001", INFO, "a report gives no medical advice"),
        Switch("DIS002", INFO, "a report gives no medical advice"),
        Switch("DIS003", WARNING, "a report should say where help is, though it is no guide for an emergency"),
        Switch("DIS006", OFF, "editors review a report, and are not named"),
        Switch("DIS008", INFO, "a report names its sources in the text"),
        Switch("DIS010", INFO, "a report presents no treatment to its readers"),
        Switch("DIS011", WARNING, "a report gives no medical advice"),
    ),
)

RESEARCH = Profile(
    "research",
    "papers and reviews for professionals: every claim has its source, and plain language is no aim",
    (
        Switch("RDB001", INFO, "readers are professionals"),
        Switch("RDB002", OFF, "readers are professionals"),
        Switch("CIT001", ERROR, "a claim in a paper has its source"),
        Switch("CIT002", ERROR, "a paper names the studies that it leans on"),
        Switch("CIT003", ERROR, "a mark in a paper leads to its reference"),
        Switch("CIT005", WARNING, "a paper leans on primary sources"),
        Switch("CIT006", ERROR, "an identifier in a paper can be looked up"),
        Switch("DIS008", ERROR, "a paper has references"),
        Switch("DIS001", OFF, "a paper addresses no patients"),
        Switch("DIS002", OFF, "a paper addresses no patients"),
        Switch("DIS003", INFO, "a paper addresses no patients"),
        Switch("DIS004", INFO, "a paper addresses no patients"),
        Switch("DIS006", OFF, "peer reviewers are not named"),
        Switch("DIS011", INFO, "a paper addresses no patients"),
    ),
)

HARM_REDUCTION = Profile(
    "harm-reduction",
    "for people who use drugs: direct words about use and dose are right, and so is where help is; stigma is not",
    (
        Switch("SAF001", OFF, "how a drug is taken with less harm must be said plainly", ("tampering",)),
        Switch("DIS001", INFO, "a guide by and for people who use drugs is not read as a doctor's advice"),
        Switch("DIS002", INFO, "readers may have good reasons not to see a clinician"),
        Switch("DIS005", INFO, "such guides are often the work of a group"),
        Switch("DIS006", INFO, "such guides are checked by those who use them"),
        Switch("DIS004", ERROR, "where help is belongs in every such guide"),
    ),
)

PROFILES: Mapping[str, Profile] = {p.name: p for p in (PATIENT, PROVIDER, NEWS, RESEARCH, HARM_REDUCTION)}


def switched_off(profile: str, code: str) -> str:
    """Return why a profile asks nothing of a rule, or an empty text."""
    for switch in PROFILES[profile].switches:
        if switch.code == code and switch.severity is OFF and not switch.signals:
            return (
                f"not asked of a {profile} page: {switch.why}"
                if not profile.endswith("page")
                else (f"not asked of a {profile}: {switch.why}")
            )
    return ""


def weighed(profile: str, rule: RuleInfo, finding: Finding) -> Finding | None:
    """Return a finding as the profile takes it, or None if it is no fault there.

    A finding that its rule holds for less grave than usual is made no graver than that.
    """
    said = {str(finding.evidence.get(key, "")) for key in SIGNALS}
    for switch in PROFILES[profile].switches:
        if switch.code != rule.code or (switch.signals and not said & set(switch.signals)):
            continue
        if switch.severity is None:
            return None if switch.signals else finding
        lighter = finding.severity.rank < rule.severity.rank
        severity = min(finding.severity, switch.severity, key=lambda s: s.rank) if lighter else switch.severity
        return replace(finding, severity=severity)
    return finding
