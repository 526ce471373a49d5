"""Say what a page speaks of, as far as it decides which notices the page needs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.notice_gates import may_give
from auditor.analysis.notices import lookup
from auditor.analysis.substances import Mention
from auditor.lexicon import Lexicon
from auditor.model import Kind, Sentence, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

HEALTH_WORDS = 3
"""Clinical words and named substances that the shortest page about health has."""

HEALTH_DENSITY = 0.012
"""Clinical words and named substances per word of main text. Of 170 pages (reading corpus and labelled set) 16 have
less: benefits, forms, records, privacy notices, three pages on plants or dogs; the first on somebody's health has
0.0155. A quarter of all pages has less than 0.038, half less than 0.085."""

FEWEST_SENTENCES = 3
"""A shorter page that claims nothing and does not speak of addiction is a menu or an announcement."""

ADMINISTRATIVE = 3
"""Words of health for each word of forms and fees that a page without claims must have; chosen between a service page
of the labelled set, which has five, and an advertisement for a job."""

OFTEN = 2
"""Sentences in which a weak word must stand before it is a topic: one alone is an aside."""

YOU = re.compile(r"\b(?:you|your|yourself|at home)\b", re.I)
TO_OBJECT = re.compile(
    r"(?:\s+(?:taking|using|use|to|take|drinking|smoking|injecting|on|off|of|from|the|your|their|"
    r"his|her|its|our|my|an?|all|any|both|"
    r"daily|prescribed|prescription|long-term|heavy|nightly|high-dose|with|too|much|suddenly|abruptly)){0,8}\s+",
    re.I,
)
IT = re.compile(
    r"(?:\s+(?:taking|using|drinking|on|off|of|from)){0,3}\s+(?:it|them|this|these|(?:the|your|their|this|that|any) "
    r"(?:medicines?|medications?|drugs?|pills?|tablets?|doses?|prescriptions?|treatment))\b",
    re.I,
)
ALONE = re.compile(
    r"\s*(?:$|[.,;:!?)]|(?:suddenly|abruptly|cold turkey|for good|altogether|entirely|too fast|"
    r"at once|completely|can|is|may|"
    r"should|often|means|takes|without|after|and|or|on (?:your|their) own|too|when|if)\b)",
    re.I,
)
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|gets?)\s+(?:\w+ly\s+|never\s+|not\s+|then\s+)?$", re.I)
OTHERS = re.compile(
    r"\b(?:that|which|it|naloxone|naltrexone|medicines?|medications?|drugs?|treatments?|doctors?|"
    r"prescribers?|pharmac(?:y|ies|ists?)|"
    r"FDA|DEA|compan(?:y|ies)|makers?|manufacturers?|stores?|shops?|police|states?|lawmakers|helps?|"
    r"hard to|body|brain|effects?|"
    r"pain|breathing|heart)(?:\s+(?:can|could|may|might|will|to|has|have|had|also|then|not|does|do))*\s*$",
    re.I,
)
REACH_AFTER = 8
"""Characters between "withdrawal" and the name in "withdrawal from X"."""

WITHDRAWING = re.compile(
    r"\b(?:detox(?:es|ing|ification)?|withdrawal)\b(?!\s+(?:(?:and|&|or) \w+ )?(?:cent(?:er|re)s?|programs?|"
    r"programmes?|facilit(?:y|ies)|services?|units?|clinics?|rehabs?|LP)\b)",
    re.I,
)
"""Leaving a substance behind, and not the name of a house or a service: "an alcohol detox center"."""


TOLL = re.compile(
    r"\b(?:deaths|lives|mortality|homicides?|crashes|injuries|residents|every [\d,]+|per (?:[\d,]+|year)|"
    r"millions?|thousands?|percent|rates?|statistics)\b|\d%",
    re.IGNORECASE,
)
"""A sentence that counts the dead of a population, or lists causes of death, stands beside nobody in danger."""

MILD = frozenset({"nicotine", "tobacco", "caffeine", "cigarettes", "e-cigarettes", "cannabis", "varenicline", "coffee"})
"""Substances whose withdrawal is no emergency by itself."""

AFFILIATE = re.compile(
    r"[?&](?:tag|aff|affid|affiliate|ref|partner|clickid|subid)=|/(?:affiliate|go|out|recommends)/|"
    r"amzn\.to|shareasale|awin1|go\.redirectingat",
    re.I,
)
DENIED_USE = re.compile(
    r"\b(?:should not|must not|cannot|not be used|do not use|does not (?:treat|help|work)|worsen\w*|"
    r"interact\w*|avoid|misus\w+|abus\w+)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Why a notice is called for: the words that call for it, how often they stand, and where first."""

    words: str
    count: int
    span: Span


@dataclass(frozen=True)
class Topics:
    """What the page speaks of; a missing trigger means that the notice is not called for."""

    health: bool
    addiction: Trigger | None = None
    danger: Trigger | None = None
    stopping: Trigger | None = None
    off_label: tuple[tuple[str, str, Sentence], ...] = ()
    selling: Trigger | None = None


@dataclass(frozen=True)
class Table:
    """The main sentences with the first place of each list of words in each, and how often each list occurs in all."""

    sentences: Sequence[Sentence]
    places: Sequence[Mapping[str, tuple[int, int]]]
    totals: Mapping[str, int]

    def trigger(self, term_id: str) -> Trigger | None:
        """Return the first place of a list and the number of sentences that have it, or None."""
        found = [(s, p[term_id]) for s, p in zip(self.sentences, self.places, strict=True) if term_id in p]
        if not found:
            return None
        first, (start, end) = found[0]
        return Trigger(first.text[start:end], len(found), Span(first.span.start + start, first.span.start + end))


def read_table(sentences: Sequence[Sentence], lexicon: Lexicon) -> Table:
    """Look all lists up in one pass over each sentence."""
    places: list[dict[str, tuple[int, int]]] = []
    totals: Counter[str] = Counter()
    for sentence in sentences:
        found = spotted(sentence.text, lexicon)
        totals.update(term_id for term_id, _, _ in found)
        first: dict[str, tuple[int, int]] = {}
        for term_id, start, end in found:
            first.setdefault(term_id, (start, end))
        places.append(first)
    return Table(sentences, places, totals)


def spotted(text: str, lexicon: Lexicon) -> list[tuple[str, int, int]]:
    """Return the lists that have a phrase in the text, with its place, but for their exceptions."""
    found = []
    for term, start, end in lexicon.index.matches(text):
        barred = term.exceptions.finditer(text) if term.exceptions is not None else ()
        if not any(e.start() < end and start < e.end() for e in barred):
            found.append((term.id, start, end))
    return found


def find_topics(facts: Analysis, words: Sequence[frozenset[str]], lexicon: Lexicon) -> Topics:
    """Read the main text and the title of the page; `words` are the different words of each sentence."""
    sentences = [facts.sentences[i] for i in facts.main if facts.sentences[i].block not in facts.references.blocks]
    table = read_table(sentences, facts.resources.lexicons["topics"])
    if not is_health(facts, table):
        names_use = table.totals.get("addiction", 0) > 0 or any(facts.mentions[i] for i in facts.main)
        return Topics(False, selling=selling(facts, words, lexicon) if names_use else None)
    return Topics(
        True,
        help_wanted(facts, table),
        danger(facts, table) or withdrawal(facts, table),
        stopping(facts, table, words, lexicon),
        tuple(off_label(facts, table, lexicon)),
        selling(facts, words, lexicon),
    )


def is_health(facts: Analysis, table: Table) -> bool:
    """Say whether the page is about somebody's health, and not about benefits, jobs, meetings or a walk in the park.

    It must speak of health often enough, and more than of forms and fees; where it claims next to nothing, far more.
    """
    words = sum(len(s.text.split()) for s in table.sentences)
    named = sum(len(facts.mentions[i]) for i in facts.main)
    spoken = named + sum(table.totals.get(t, 0) for t in ("addiction", "use", "clinical"))
    forms = table.totals.get("administrative", 0)
    if len(table.sentences) < FEWEST_SENTENCES and not facts.claims and not table.totals.get("addiction"):
        return False
    if spoken < max(HEALTH_WORDS, HEALTH_DENSITY * words, forms):
        return False
    return len(facts.claims) > 1 or ADMINISTRATIVE * forms <= spoken


def danger(facts: Analysis, table: Table) -> Trigger | None:
    """Return overdose, suicide and the like as a topic of the page.

    A single sentence is none if it only counts the dead, or if the page is on coffee or tobacco.
    """
    found = table.trigger("danger")
    if found is None or found.count >= OFTEN or is_headed(facts, "danger"):
        return found
    sentence = next(s for s in table.sentences if s.span.start <= found.span.start < s.span.end)
    return None if on_mild(facts) or TOLL.search(sentence.text) else found


def on_mild(facts: Analysis) -> bool:
    """Say whether the substance that the page names most is one whose withdrawal is no emergency."""
    named = Counter(m.id for i in facts.main for m in facts.mentions[i]).most_common(1)
    return bool(named) and any(facts.resources.substances.is_a(named[0][0], one) for one in MILD)


def withdrawal(facts: Analysis, table: Table) -> Trigger | None:
    """Return withdrawal as a danger: if the page calls it severe or comes back to it, and not that of nicotine."""
    if on_mild(facts) or not any(facts.mentions[i] for i in facts.main):
        return None
    found = table.trigger("withdrawal")
    if found is None or found.count >= OFTEN or is_headed(facts, "withdrawal"):
        return found
    return found if table.trigger("severe") else None


def is_headed(facts: Analysis, term_id: str) -> bool:
    """Say whether the title or a heading of the page has a word of the list."""
    headings = (facts.page.quote(b.span) for b in facts.page.blocks if b.kind is Kind.HEADING)
    lexicon = facts.resources.lexicons["topics"]
    return any(term_id == found for text in (facts.page.title, *headings) for found, _, _ in spotted(text, lexicon))


def help_wanted(facts: Analysis, table: Table) -> Trigger | None:
    """Return addiction as a topic of the page; of use, craving and quitting it must speak more than once."""
    strong = table.trigger("addiction")
    if strong and (strong.count >= OFTEN or is_headed(facts, "addiction") or not on_mild(facts)):
        return strong
    weak = table.trigger("use")
    return weak if weak and (weak.count >= OFTEN or is_headed(facts, "use")) else None


def stopping(facts: Analysis, table: Table, words: Sequence[frozenset[str]], lexicon: Lexicon) -> Trigger | None:
    """Return the first place where the page speaks of stopping something that must not be stopped at once.

    Of alcohol that holds for heavy drinking, and not for a month without.
    """
    heavy = {s.block for s, p in zip(table.sentences, table.places, strict=True) if "heavy-drinking" in p}
    found: list[tuple[str, Span]] = []
    before: list[Mention] = []
    block, titled = -1, headline(facts)
    for i in facts.main:
        sentence, named = facts.sentences[i], facts.mentions[i]
        if sentence.block != block:
            before, block = titled, sentence.block
        heading = facts.page.blocks[block].kind is Kind.HEADING
        place = stopped(sentence.text, words[i], named, before, heading, lexicon) if named or before else None
        if place and must_taper(facts, place[0], block in heavy):
            meant, start, end = place
            span = Span(sentence.span.start + start, sentence.span.start + end)
            found.append((f"{sentence.text[start:end]} … {meant.surface}", span))
        before = list(named) or before
    return Trigger(found[0][0], len(found), found[0][1]) if found else None


def stopped(
    text: str,
    words: frozenset[str],
    named: Sequence[Mention],
    before: Sequence[Mention],
    heading: bool,
    lexicon: Lexicon,
) -> tuple[Mention, int, int] | None:
    """Return the substance that somebody stops in a sentence, with the place of the word; `before` is what "it" means.

    What a medicine stops ("naloxone stops opioids") and what others stop (a shop, an agency) does not count.
    """
    for m in lexicon.index.each(lexicon.by_id["stopping"], text) if may_give("stopping", words) else ():
        ahead, behind = text[m.end() :], text[: m.start()]
        following = next((n for n in named if n.start >= m.end()), None)
        earlier = next((n for n in reversed(named) if n.end <= m.start()), None) or (before[-1] if before else None)
        if following and TO_OBJECT.fullmatch(text, m.end(), following.start) and not by_others(behind, named):
            return following, m.start(), m.end()
        if earlier and (IT.match(ahead) or ALONE.match(ahead)) and not by_others(behind, named):
            return earlier, m.start(), m.end()
        if earlier and PASSIVE.search(behind):
            return earlier, m.start(), m.end()
    for m in WITHDRAWING.finditer(text) if heading or YOU.search(text) else ():
        near = [n for n in named if -2 <= n.start - m.end() <= REACH_AFTER or 0 <= m.start() - n.end <= 1]
        if near or (heading and named):
            return (near or list(named))[0], m.start(), m.end()
    return None


def by_others(behind: str, named: Sequence[Mention]) -> bool:
    """Say whether the words before "stop" name something that is no user: a medicine, an agency, a shop."""
    return OTHERS.search(behind) is not None or any(n.end == len(behind.rstrip()) for n in named)


def headline(facts: Analysis) -> list[Mention]:
    """Return the substances that the title names: what "it" means in the first sentences."""
    return list(facts.resources.substances.find(facts.page.title))


def must_taper(facts: Analysis, mention: Mention, heavy: bool) -> bool:
    """Say whether a substance must not be stopped at once; `heavy` says that the block speaks of heavy drinking."""
    if not facts.resources.substances.terms[mention.id].data.get("stop_abruptly"):
        return False
    return heavy or not facts.resources.substances.is_a(mention.id, "alcohol")


def off_label(facts: Analysis, table: Table, lexicon: Lexicon) -> Iterator[tuple[str, str, Sentence]]:
    """Yield the medicines that the page presents for a use without approval: (medicine, disorder, sentence)."""
    terms = facts.resources.substances.terms
    disorders = facts.resources.lexicons["disorders"]
    drugs = facts.resources.lexicons["drugs"]
    drinking = {s.span for s, p in zip(table.sentences, table.places, strict=True) if "drinking" in p}
    seen: set[str] = set()
    for i in facts.main:
        sentence = facts.sentences[i]
        for mention in facts.mentions[i]:
            uses = terms[mention.id].data.get("off_label", ())
            if not uses or mention.id in seen or DENIED_USE.search(sentence.text):
                continue
            if not lexicon.index.first(lexicon.by_id["used-for"], sentence.text):
                continue
            named = {h.term.id for h in disorders.find(sentence.text)}
            if sentence.span in drinking:
                named.add("alcohol-use-disorder")
            for use in uses:
                if (
                    use in named
                    and mention.id in drugs.by_id
                    and drugs.source_of(drugs.by_id[mention.id], "off_label", use)
                ):
                    seen.add(mention.id)
                    yield mention.surface, use, sentence
                    break


def selling(facts: Analysis, words: Sequence[frozenset[str]], lexicon: Lexicon) -> Trigger | None:
    """Return where the page sells, recommends for money or passes callers on, or None."""
    gated = (facts.sentences[i] for i in facts.main if may_give("selling", words[i]))
    found = [(s, m) for s in gated if (m := lookup(lexicon, "selling", s.text))]
    if found:
        first, m = found[0]
        return Trigger(m.group(), len(found), Span(first.span.start + m.start(), first.span.start + m.end()))
    for link in facts.page.links:
        if "sponsored" in link.rel.split() or "affiliate" in link.rel.split() or AFFILIATE.search(link.href):
            return Trigger(facts.page.quote(link.span) or link.href[:60], 1, link.span)
    return None


__all__ = ["Topics", "Trigger", "find_topics"]
