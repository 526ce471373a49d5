"""Say for each disclosure whether the page needs it, and whether and where it gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from auditor.analysis.contacts import find_line, linked_line
from auditor.analysis.evidence import Disclosure, Evidence, Find, Reader, is_entry
from auditor.analysis.likely import reconsidered
from auditor.analysis.notice_gates import may_give, words_of
from auditor.analysis.notices import emergency_help, lookup, medical_disclaimer, see_clinician
from auditor.analysis.plain import bare
from auditor.analysis.signatures import signatures
from auditor.analysis.topics import find_topics
from auditor.lexicon import Lexicon
from auditor.model import Role, Sentence

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

ITEMS = (
    "medical-disclaimer", "see-clinician", "emergency-help", "helpline", "author", "reviewer", "date", "references",
    "ad-disclosure", "off-label", "stop-abruptly",
)  # fmt: skip


SMOKING = re.compile(r"\b(?:nicotine|tobacco|smok\w+|cigarettes?|vap(?:e|es|ing))\b", re.I)


def find_disclosures(facts: Analysis) -> Mapping[str, Disclosure]:
    """Look for every item of `ITEMS` in the text, the metadata, the links and the lines of the site."""
    lexicon = facts.resources.lexicons["disclosures"]
    plain = [bare(s.text) for s in facts.sentences]
    words = [words_of(text) for text in plain]
    topics = find_topics(facts, words, lexicon)
    refused = {i for i, b in enumerate(facts.page.blocks) if b.role is Role.COMMENTS or is_entry(facts, i)}
    shown = [i for i, s in enumerate(facts.sentences) if s.block not in refused]
    reader = Reader(
        facts,
        lexicon,
        topics,
        [facts.sentences[i] for i in shown],
        [words[i] for i in shown],
        [plain[i] for i in shown],
    )
    if not topics.health:
        none = {item: Disclosure(item, False, "the page is not about health") for item in ITEMS}
        return none | {d.item: reconsidered(d, reader) for d in conditional(reader) if d.needed}
    found = (*advice(reader), *signatures(reader), *conditional(reader))
    return {d.item: reconsidered(d, reader) for d in found}


def advice(reader: Reader) -> Iterator[Disclosure]:
    """Yield what every health page needs, and where it sends people for help."""
    always = "the page is about health"
    found = reader.first(medical_disclaimer, "medical-disclaimer") or disclaimer_link(reader)
    yield Disclosure("medical-disclaimer", True, always, found)
    yield Disclosure("see-clinician", True, always, reader.first(see_clinician, "see-clinician"))
    danger, addiction = reader.topics.danger, reader.topics.addiction
    if danger is None:
        yield Disclosure("emergency-help", False, "the page does not speak of overdose, withdrawal or suicide")
    else:
        call = (
            reader.first(emergency_help, "emergency-help")
            or public_line(reader, "emergency-line")
            or crisis_link(reader)
        )
        why = f"the page speaks of “{danger.words}”"
        yield Disclosure("emergency-help", True, why, call, "", danger.span, danger.count)
    if addiction is None:
        yield Disclosure("helpline", False, "the page does not speak of addiction or its treatment")
    else:
        why = f"the page speaks of “{addiction.words}”"
        line = public_line(reader, "helpline")
        yield Disclosure("helpline", True, why, line, "", addiction.span, addiction.count)


def public_line(reader: Reader, kind: str) -> Evidence | None:
    """Return the first public line that the page gives by number, name or link."""

    def find(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
        found = find_line(text, lexicon, kind)
        return (found[1], found[2]) if found else None

    linked = linked_line(reader.facts.page, reader.lexicon, kind)
    return reader.first(find, "helpline") or (
        Evidence("link", linked[1], reader.facts.page.quote(linked[1])) if linked else None
    )


def crisis_link(reader: Reader) -> Evidence | None:
    """Return a link that dials 911, 988 or another emergency number."""
    for link in reader.facts.page.links:
        if link.href.lower().replace("+", "").strip() in {"tel:911", "tel:988", "sms:988", "tel:999", "tel:112"}:
            return Evidence("link", link.span, reader.facts.page.quote(link.span))
    return None


def disclaimer_link(reader: Reader) -> Evidence | None:
    """Return a link that is called "Medical disclaimer" or the like."""
    page = reader.facts.page
    for link in page.links:
        if lookup(reader.lexicon, "disclaimer-link", page.quote(link.span)):
            return Evidence("link", link.span, page.quote(link.span))
    return None


def conditional(reader: Reader) -> Iterator[Disclosure]:
    """Yield what only some pages need: a word on money, on approval, on stopping."""
    topics = reader.topics
    if topics.selling is None:
        yield Disclosure("ad-disclosure", False, "the page sells nothing and passes no callers on")
    else:
        why = f"the page says “{topics.selling.words}”"
        paid = reader.first(listed("paid"), "paid")
        yield Disclosure("ad-disclosure", True, why, paid, "", topics.selling.span, topics.selling.count)
    yield approval(reader)
    if topics.stopping is None:
        yield Disclosure("stop-abruptly", False, "the page does not speak of stopping a substance that must be tapered")
    else:
        why = f"the page speaks of stopping (“{topics.stopping.words}”)"
        taper = reader.first(tapered, "taper")
        yield Disclosure("stop-abruptly", True, why, taper, "", topics.stopping.span, topics.stopping.count)


def listed(term_id: str) -> Find:
    """Return a search for one word list of the lexicon."""

    def find(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
        m = lookup(lexicon, term_id, text)
        return m.span() if m else None

    return find


def tapered(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Find a warning against stopping suddenly; weaning from nicotine is none."""
    return None if SMOKING.search(text) else listed("taper")(text, lexicon)


def approval(reader: Reader) -> Disclosure:
    """Return whether each use without approval is said to be one; a notice counts for its own medicine, or for all."""
    uses = reader.topics.off_label
    if not uses:
        return Disclosure("off-label", False, "the page presents no medicine for a use that is known to be unapproved")
    find = listed("off-label")
    sentences = {s.span: i for i, s in enumerate(reader.facts.sentences)}
    read = zip(reader.sentences, reader.words, reader.plain, strict=True)
    notices = [s for s, w, text in read if may_give("off-label", w) and find(text, reader.lexicon)]
    for surface, use, sentence in uses:
        own = next((m.id for m in reader.facts.mentions[sentences[sentence.span]] if m.surface == surface), "")
        given = next((n for n in notices if speaks_of(reader, n, own, sentences[n.span])), None)
        if given is None:
            why = f"the page presents {surface} for {use.replace('-', ' ')}"
            return Disclosure("off-label", True, why, None, "", sentence.span, len(uses))
    return Disclosure(
        "off-label", True, "every unapproved use is named as one", Evidence("text", notices[0].span, notices[0].text)
    )


def speaks_of(reader: Reader, notice: Sentence, own: str, index: int) -> bool:
    """Say whether a notice names the medicine or no other one."""
    others = {
        m.id for m in reader.facts.mentions[index] if reader.facts.resources.substances.terms[m.id].kind == "medicine"
    }
    return own in others or not others


__all__ = ["ITEMS", "Disclosure", "Evidence", "find_disclosures"]
