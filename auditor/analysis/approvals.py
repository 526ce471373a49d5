"""Compare the FDA approvals that a page gives with those of the knowledge base."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.analysis.knowledge import PAST, FactError, spoken, subject
from auditor.analysis.stance import clause_start, conditional, reported
from auditor.analysis.substances import Mention
from auditor.lexicon import Source

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

APPROVED = re.compile(
    r"\b(?:FDA[- ]approved|approved by the (?:U\.?S\.? )?(?:FDA|Food and Drug Administration)|(?:FDA|"
    r"Food and Drug Administration)(?: \(FDA\))? (?:has |have )?(?:also |fully |officially )?(?:approved|"
    r"approves|cleared|okayed)|"
    r"has (?:full |official )?(?:FDA )?approval|(?:carries|holds|has|won|received|earned|gained) (?:full |an? |"
    r"official )*(?:FDA )?approval|is (?:fully |officially |also )?approved|are (?:fully |officially |"
    r"also )?approved|approved in the (?:US|U\.S\.|United States)|"
    r"(?:is|are) (?:FDA )?(?:indicated|licensed|labeled))\b",
    re.IGNORECASE,
)
UNAPPROVED = re.compile(
    r"\b(?:is|are|has|have)(?: not|n[’']t| never)(?: \w+){0,2} (?:been )?(?:FDA[- ])?approved\b|\bnot (?:FDA[- ]|"
    r"yet )?approved\b|\b(?:lacks?|without|has no|have no) (?:FDA )?approval\b|\bunapproved\b|"
    r"\bthe FDA has (?:not|never) approved\b|\boff[- ]label\b",
    re.IGNORECASE,
)
PURPOSE = re.compile(
    r"\b(?:for|to (?:treat|help|manage|reduce|ease|relieve|prevent|control|support)|in (?:the )?treat\w+(?: of)?|"
    r"as (?:a|an) (?:\w+ )?(?:treatment|medication|medicine|therapy)|against|treating|indicated)\b",
    re.IGNORECASE,
)
ENDING = re.compile(
    r"[.;:()]|,? \b(?:but|and (?:is|it|are|they|was|has|may|can)|although|though|while|whereas|however|which|used|"
    r"using|prescribed|sometimes|often|off[- ]label|not|n[’']t|without|patients? (?:with|who))\b|, (?:it|and|"
    r"so|unlike)\b",
    re.IGNORECASE,
)


def approvals(
    facts: Analysis, index: int, text: str, mentions: tuple[Mention, ...], ids: tuple[str, ...]
) -> Iterator[FactError]:
    """Yield approvals for a use that the FDA has not approved."""
    uses = facts.resources.lexicons["disorders"]
    for m in APPROVED.finditer(text):
        region = approved_for(text, m.end())
        if region is None or reported(text, m.start()) or conditional(text, m.start()) or denied(text, m.start()):
            continue
        names = approved_subjects(text, m, region, mentions, ids)
        for hit in uses.find(text[region[0] : region[1]]):
            for who in names:
                if (found := refuted(facts, who, hit.term.id)) is not None:
                    known, source = found
                    yield FactError(
                        index,
                        "approval",
                        who,
                        f"approved for {hit.text}",
                        known,
                        source,
                        m.start(),
                        region[0] + hit.end,
                        f"Say what the FDA has approved {spoken(who)} for.",
                    )


def refuted(facts: Analysis, who: str, use: str) -> tuple[str, Source] | None:
    """Return why the medicine is not approved for the use, with the source, or None if nobody can say so."""
    book = facts.resources.lexicons["drugs"]
    term = book.by_id.get(who)
    if term is None or use in term.data.get("approved", ()):
        return None
    if use in term.data.get("off_label", ()) and (source := book.source_of(term, "off_label", use)):
        return "off-label, not approved by the FDA for this use", source
    if (
        not term.data.get("approved", (1,))
        and term.data.get("schedule") == "I"
        and (source := book.source_of(term, "schedule"))
    ):
        return "Schedule I, no approved medical use", source
    lists = facts.resources.lexicons["drug-facts"]
    for entry in lists.of_kind("approvals"):
        belongs = any(facts.resources.substances.is_a(who, g) for g in entry.data.get("needs", ()))
        if entry.data["topic"] == use and term.kind in {"medicine", "substance"} and not belongs:
            source = next((lists.sources[k] for k in entry.sources if lists.sources[k].seen), None)
            return (f"the FDA has approved {entry.message} for this use", source) if source else None
    return None


def denials(
    facts: Analysis, index: int, text: str, mentions: tuple[Mention, ...], ids: tuple[str, ...]
) -> Iterator[FactError]:
    """Yield uses that the page calls unapproved though the FDA has approved the medicine for them."""
    book = facts.resources.lexicons["drugs"]
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
            yield FactError(
                index,
                "approval",
                who,
                f"not approved for {hit.text}",
                "approved by the FDA for this use",
                source,
                m.start(),
                region[0] + hit.end,
                f"Say that the FDA has approved {spoken(who)} for this.",
            )


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
    listed = [x.id for x in mentions if x.start >= region[1]] if text[region[1] : region[1] + 1] == ":" else []
    if listed:
        return listed
    start = clause_start(text, m.start())
    before = [x.id for x in mentions if start <= x.start and x.end <= m.start()]
    return before or ([w] if (w := subject(text, m.start(), mentions, ids)) else [])
