"""Lay out what a page evidences of published instruments, item by item; never a score of our own making."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from auditor.analysis.disclosures import ITEMS
from auditor.lexicon import Lexicon, Term
from auditor.model import (
    Finding,
    Kind,
    Outcome,
    Page,
    Role,
    Scorecard,
    ScorecardItem,
    Sentence,
    Severity,
    Span,
    Standing,
    Status,
)

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

INSTRUMENT = "instrument"
DISCLOSED = {f"DIS{number:03d}": item for number, item in enumerate(ITEMS, 1)}
"""Which disclosure each rule of the family looks for."""

FEWEST_HEADINGS = 2
"""Headings from which on a text stands in sections; with one, all of it stands under the same."""

TREATMENT = re.compile(
    r"\b(?:treatments?|therap(?:y|ies)|medications?|medicines?|counsel(?:l)?ing|methadone|"
    r"buprenorphine|naltrexone|the (?:\w+ ){0,2}(?:shot|pill)|side effects?)\b",
    re.IGNORECASE,
)
ALSO: Mapping[str, tuple[str, ...]] = {"risk": ("cause",), "efficacy": ("statistic", "dose", "comparison")}
"""Kinds of claim that can say the same: "18 people had to take the pill for one more to avoid …" gives a dose."""

SHOWS = {
    "mechanism": re.compile(
        r"\b(?:block\w*|bind\w*|attach\w*|receptors?|agonists?|antagonists?|acts? (?:on|by|in)|works? (?:by|on|in)|"
        r"slow\w*|reduc\w+|increas\w+|relax\w*|inhibit\w*|releas\w+)\b",
        re.IGNORECASE,
    ),
    "efficacy": re.compile(
        r"\b(?:help\w*|effective\w*|reduc\w+|lower\w*|improv\w+|reliev\w+|eas(?:e|es|ing)|prevent\w*|fewer|better|cuts?|"
        r"works?|worked|benefi\w+|avoid\w*|less likely|more likely to stay)\b",
        re.IGNORECASE,
    ),
    "risk": re.compile(
        r"\b(?:side effects?|adverse|risks?|risky|harm(?:s|ful)?|danger\w*|serious|severe|deadly|fatal|deaths?|die|"
        r"overdos\w+|damag\w+|seizures?|poison\w+|allergic|bleeding|withdrawal symptoms|(?:can|may) cause)\b",
        re.IGNORECASE,
    ),
}
"""Words of a claim that show what an item asks for; a claim has its kind from its core, and the core may be another."""

BELIES = {
    "efficacy": re.compile(r"\b(?:ab|mis)us\w+|\boverdos\w+|\blead to\b", re.IGNORECASE),
    "risk": re.compile(r"\bhelps?\b|\bno (?:side effects|risks?)\b", re.IGNORECASE),
}
"""Words that make a claim one of something else: harm done by what should help, help against a harm."""

VIA = {"text": "found in the text", "link": "found as a link", "metadata": "found in the page's metadata",
       "site": "given for the whole site in the configuration"}  # fmt: skip
GRAVEST = (Standing.UNCHECKED, Standing.NOT_EVIDENCED, Standing.PERSON, Standing.EVIDENCED)
"""Of several things that must hold together, the first of these decides; what does not apply decides nothing."""

LIGHTEST = (Standing.EVIDENCED, Standing.NOT_APPLICABLE, Standing.NOT_EVIDENCED, Standing.PERSON, Standing.UNCHECKED)
"""Of several things of which one is enough, the first of these decides."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the program can say of one need of an item, in words, and the place that shows it."""

    standing: Standing
    reason: str
    span: Span | None = None


@dataclass(frozen=True)
class Reader:
    """What the needs are answered from."""

    facts: Analysis
    outcomes: Mapping[str, Outcome]
    findings: Sequence[Finding]

    @cached_property
    def saying(self) -> Mapping[str, Sequence[Sentence]]:
        """Return the sentences that may hold the words of an item, by its id; menus and comments are left out."""
        blocks, index = self.facts.page.blocks, self.facts.resources.lexicons["instruments"].index
        out: dict[str, list[Sentence]] = {}
        for sentence in self.facts.sentences:
            if blocks[sentence.block].role not in {Role.NAVIGATION, Role.COMMENTS}:
                for term_id in index.possible(sentence.text):
                    out.setdefault(term_id, []).append(sentence)
        return out


def scorecards(facts: Analysis, outcomes: Iterable[Outcome], findings: Sequence[Finding]) -> tuple[Scorecard, ...]:
    """Return a card for each instrument of the lexicon, from what the rules said and what the page discloses."""
    lexicon = facts.resources.lexicons["instruments"]
    reader = Reader(facts, {o.code: o for o in outcomes}, [f for f in findings if f.suppressed is None])
    return tuple(card(reader, lexicon, term) for term in lexicon.of_kind(INSTRUMENT))


def card(reader: Reader, lexicon: Lexicon, instrument: Term) -> Scorecard:
    """Return the card of one instrument."""
    items = tuple(judged(reader, term) for term in lexicon.of_kind(instrument.id))
    evidenced = sum(i.standing is Standing.EVIDENCED for i in items)
    missing = sum(i.standing is Standing.NOT_EVIDENCED for i in items)
    sources = [lexicon.sources[k] for k in instrument.sources if lexicon.sources[k].seen]
    about = str(instrument.data.get("about", ""))
    return Scorecard(
        instrument.id, instrument.message, about, evidenced, evidenced + missing, items, tuple(s.url for s in sources)
    )


def judged(reader: Reader, item: Term) -> ScorecardItem:
    """Return an item with its standing, why it stands so, and the words on the page that show it."""
    answer = weigh(item, [alternatives(reader, item, need) for need in needs(item)])
    page = reader.facts.page
    if answer.span is None:
        return ScorecardItem(item.id, item.message, answer.standing, answer.reason, codes(item))
    line, column = page.position(answer.span.start)
    return ScorecardItem(
        item.id, item.message, answer.standing, answer.reason, codes(item),
        page.quote(answer.span), answer.span.start, answer.span.end, line, column,
    )  # fmt: skip


def needs(item: Term) -> tuple[str, ...]:
    """Return what must hold for an item; nothing for one that only a person can judge."""
    return tuple(item.data.get("needs", ()))


def codes(item: Term) -> tuple[str, ...]:
    """Return the codes of the rules that an item leans on, each once."""
    found = (part.partition(":")[0] for need in needs(item) for part in need.split("|"))
    return tuple(dict.fromkeys(c for c in found if c[:3].isupper()))


def weigh(item: Term, answers: Sequence[Answer]) -> Answer:
    """Return the answer that decides about an item."""
    if not answers:
        return Answer(Standing.PERSON, item.note)
    for standing in GRAVEST:
        deciding = [a for a in answers if a.standing is standing]
        if deciding:
            reasons = dict.fromkeys(a.reason for a in deciding)
            span = next((a.span for a in deciding if a.span), None)
            return Answer(standing, "; ".join(reasons), span)
    if item.note:
        return Answer(Standing.PERSON, f"{item.note} ({answers[0].reason})")
    return answers[0]


def alternatives(reader: Reader, item: Term, need: str) -> Answer:
    """Return the best answer of the alternatives of one need."""
    found = [answer(reader, item, part) for part in need.split("|")]
    return min(found, key=lambda a: LIGHTEST.index(a.standing))


def answer(reader: Reader, item: Term, need: str) -> Answer:
    """Return what the page says to one need."""
    name, _, part = need.partition(":")
    if name == "claims":
        return of_claims(reader, part)
    if name == "words":
        return of_words(reader, item)
    if name in PLACES:
        return PLACES[name](reader.facts.page, item)
    return of_rule(reader, name, part)


def of_rule(reader: Reader, code: str, kind: str) -> Answer:
    """Return what a rule said of the page; `kind` narrows a rule on words to its terms of that kind."""
    outcome = reader.outcomes.get(code)
    if outcome is None or outcome.status is Status.ERROR:
        return Answer(Standing.UNCHECKED, f"{code} did not run" if outcome is None else f"{code} broke")
    if outcome.status is Status.NOT_APPLICABLE:
        return Answer(Standing.NOT_APPLICABLE, outcome.reason)
    own = [f for f in reader.findings if f.code == code and (not kind or kind_of(reader, f) == kind)]
    certain = [f for f in own if f.confidence.rank > 0 and f.severity is not Severity.INFO]
    if certain or (own and code in DISCLOSED):
        first = (certain or own)[0]
        span = None if first.start is None or first.end is None else Span(first.start, first.end)
        many = f"; {len(certain)} places in all" if len(certain) > 1 else ""
        return Answer(Standing.NOT_EVIDENCED, f"{first.message.rstrip('.')}{many}", span)
    if outcome.status is Status.NEEDS_REVIEW and (own or not kind):
        return Answer(Standing.PERSON, f"{code} cannot tell: {outcome.reason}")
    return disclosed(reader, code) if code in DISCLOSED else Answer(Standing.EVIDENCED, f"{code} found no fault")


def kind_of(reader: Reader, finding: Finding) -> str:
    """Return the kind of the term that a finding about words names."""
    lexicon, _, term = str(finding.evidence.get("term", "")).partition("@")
    found = reader.facts.resources.lexicons.get(lexicon)
    known = found.by_id.get(term.rpartition("#")[2]) if found else None
    return known.kind if known else ""


def disclosed(reader: Reader, code: str) -> Answer:
    """Return where a disclosure was found."""
    found = reader.facts.disclosures[DISCLOSED[code]].evidence
    if found is None:
        return Answer(Standing.EVIDENCED, f"{code} found no fault")
    said = VIA.get(found.via, f"found in {found.via}")
    return Answer(Standing.EVIDENCED, said if found.span or not found.words else f"{said}: {found.words}", found.span)


def of_claims(reader: Reader, kind: str) -> Answer:
    """Return the first claim of a kind that speaks of a medicine or treatment and says what the item asks for."""
    kinds = {kind, *ALSO.get(kind, ())}
    for claim in reader.facts.claims:
        words = reader.facts.page.quote(claim.span)
        belied = kind in BELIES and BELIES[kind].search(words)
        if claim.kind in kinds and SHOWS[kind].search(words) and not belied and treats(reader, words):
            return Answer(Standing.EVIDENCED, f"a claim of {kind}", claim.span)
    return Answer(Standing.NOT_EVIDENCED, f"no claim of {kind} about a treatment was found")


def treats(reader: Reader, words: str) -> bool:
    """Say whether the words name a medicine or a treatment."""
    substances = reader.facts.resources.substances
    named = any(substances.terms[m.id].kind == "medicine" for m in substances.find(words))
    return named or TREATMENT.search(words) is not None


def of_words(reader: Reader, item: Term) -> Answer:
    """Return the first sentence, of the text or of the site's lines, that holds one of the item's phrases."""
    lexicon = reader.facts.resources.lexicons["instruments"]
    for sentence in reader.saying.get(item.id, ()):
        if not lexicon.index.first(item, sentence.text):
            continue
        if not item.exceptions or not item.exceptions.search(sentence.text):
            return Answer(Standing.EVIDENCED, "said in the text", sentence.span)
    for line in reader.facts.config.site.lines:
        if lexicon.index.first(item, line):
            return Answer(Standing.EVIDENCED, f"{VIA['site']}: {line}")
    return Answer(Standing.NOT_EVIDENCED, "no words for it were found in the supplied text")


def of_link(page: Page, item: Term) -> Answer:
    """Return the first link whose label is one of the item's phrases."""
    if not page.links:
        return Answer(Standing.PERSON, "the supplied text has no links")
    for link in page.links:
        if link.span.start < link.span.end and item.pattern and item.pattern.match(page.quote(link.span).strip()):
            return Answer(Standing.EVIDENCED, VIA["link"], link.span)
    return Answer(Standing.NOT_EVIDENCED, "no such link was found on the supplied page")


def of_sections(page: Page, item: Term) -> Answer:
    """Return whether the main text stands in sections."""
    found = list(main_blocks(page, Kind.HEADING))
    if page.format == "text":
        return Answer(Standing.PERSON, "plain text shows no headings")
    if len(found) < FEWEST_HEADINGS:
        return Answer(Standing.NOT_EVIDENCED, "the main text has no sections with headings")
    return Answer(Standing.EVIDENCED, f"{len(found)} headings")


def of_list(page: Page, item: Term) -> Answer:
    """Return whether the main text has a list."""
    found = list(main_blocks(page, Kind.ITEM))
    if not found:
        return Answer(Standing.NOT_EVIDENCED, "the main text has no list")
    return Answer(Standing.EVIDENCED, f"{len(found)} list items", found[0])


def main_blocks(page: Page, kind: Kind) -> Iterator[Span]:
    """Yield the blocks of a kind in the author's own text."""
    return (b.span for b in page.blocks if b.kind is kind and b.role is Role.MAIN)


PLACES: Mapping[str, Callable[[Page, Term], Answer]] = {"link": of_link, "sections": of_sections, "list": of_list}
