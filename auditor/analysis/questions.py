"""Find the words that answer a question on which statements can clash, before anything is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from auditor.analysis.substances import Mention
from auditor.lexicon import Lexicon, Term
from auditor.terms import Index

DENYING = re.compile(
    r"\b(?:not|no|never|cannot|none|nobody|nothing|neither|nor|without|lacks?|lacking|free (?:of|from)|hardly|"
    r"barely|rarely|rare|seldom|"
    r"zero|unlikely|impossible|fails?|failed|few|little|low|minimal|absence|devoid|unable|exceptional|unheard|"
    r"denies|ruled?)\b|n[’']t\b|\byet to\b",
    re.IGNORECASE,
)
"""Words without which no cue can be denied: a sentence that lacks them all only affirms."""

NON = re.compile(r"\bnon[- ]$", re.IGNORECASE)
"""What makes the opposite of the word behind it: "a non-addictive medicine" is not an "addictive medicine"."""

CROSS = {("addictiveness", "not addictive"): ("misuse", "misused")}
"""Answers to two topics that mislead a reader together: what can be misused is not plainly "not addictive"."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words at `start:end` of a sentence that answer a topic with `value`, or with `denied` if they are denied."""

    term: Term
    topic: str
    start: int
    end: int
    value: str
    denied: str


@dataclass(frozen=True)
class Topics:
    """The topics of the lexicon, ready for looking up."""

    lexicon: Lexicon
    cues: Mapping[str, tuple[Term, ...]]
    contexts: Mapping[str, Term]
    verdicts: tuple[Term, ...]
    opposes: Mapping[str, frozenset[tuple[str, str]]]

    @staticmethod
    def of(lexicon: Lexicon) -> Topics:
        """Prepare the topics of the lexicon."""
        opposes: dict[str, frozenset[tuple[str, str]]] = {}
        for topic in lexicon.of_kind("topic"):
            pairs = [tuple(pair.split("|")) for pair in topic.data["opposes"]]
            opposes[topic.id] = frozenset((a, b) for a, b in pairs) | frozenset((b, a) for a, b in pairs)
        cues: dict[str, tuple[Term, ...]] = {}
        for term in lexicon.of_kind("cue"):
            cues[term.data["topic"]] = (*cues.get(term.data["topic"], ()), term)
        contexts = {t.data["topic"]: t for t in lexicon.of_kind("context")}
        return Topics(lexicon, cues, contexts, lexicon.of_kind("verdict"), opposes)

    @cached_property
    def index(self) -> Index:
        """Return the way from the words of a text to the cues, verdicts and contexts that may stand in it."""
        return Index.of(t for t in self.lexicon.terms if t.kind != "topic")

    def answers(self, text: str) -> frozenset[tuple[str, str]]:
        """Return the topics that the text may touch, each with the answers that its words allow; it gives no other.

        They are the answers of every cue whose words occur, wherever they stand: a bound for what `find` finds.
        """
        may = self.index.possible(text)
        given = [one for one in map(self.told.get, may) if one is not None]
        for topic, context in self.contexts.items():
            if context.id in may:
                given += [self.verdict(t, topic) for t in self.verdicts if t.id in may]
        if not given:
            return frozenset()
        denying = DENYING.search(text) is not None
        return frozenset((topic, a) for topic, *both in given for a in (both if denying else both[:1]) if a)

    @cached_property
    def told(self) -> Mapping[str, tuple[str, str, str]]:
        """Return, by cue, its topic, its answer and the one it gives if denied; verdicts answer many topics."""
        cues = ((t, topic) for topic, terms in self.cues.items() if topic not in self.contexts for t in terms)
        return {t.id: self.verdict(t, topic) for t, topic in cues}

    def verdict(self, term: Term, topic: str) -> tuple[str, str, str]:
        """Return a topic with the answer that a term gives to it and the one it gives if denied."""
        value = str(term.data["value"])
        return topic, value, self.denied(term, topic, value)

    @cached_property
    def bearers(self) -> Mapping[tuple[str, str], tuple[Term, ...]]:
        """Return, by topic and answer, the terms that give it, denied or not."""
        found: dict[tuple[str, str], tuple[Term, ...]] = {}
        for topic in self.opposes:
            for term in self.verdicts if topic in self.contexts else self.cues.get(topic, ()):
                for answer in {*self.verdict(term, topic)[1:]}:
                    found[topic, answer] = (*found.get((topic, answer), ()), term)
        return found

    def stands(self, text: str, topic: str, answer: str) -> bool:
        """Say whether a cue of the answer stands in the text; exceptions and what it needs near it are not heeded."""
        if topic in self.contexts and self.index.first(self.contexts[topic], text) is None:
            return False
        may = self.index.possible(text)
        bearers = self.bearers.get((topic, answer), ())
        return any(t.id in may and self.index.first(t, text) is not None for t in bearers)

    def opposing(self, given: Mapping[tuple[str, str], Set[int]]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
        """Yield each two answers that exclude each other and that two different sentences give.

        `given` says which sentences give each answer to each topic.
        """
        pairs = ((one, (one[0], b)) for one in given for a, b in self.opposes[one[0]] if a == one[1] and a < b)
        for one, other in (*pairs, *CROSS.items()):
            mine, theirs = given.get(one), given.get(other)
            if mine and theirs and len(mine | theirs) > 1:
                yield one, other

    def rivals(self, given: Mapping[tuple[str, str], Set[int]]) -> frozenset[tuple[str, str]]:
        """Return the topics and answers to which another sentence gives an opposing one."""
        return frozenset(key for pair in self.opposing(given) for key in pair)

    def borne_out(
        self, given: Mapping[tuple[str, str], Set[int]], texts: Mapping[int, str]
    ) -> Mapping[tuple[str, str], Set[int]]:
        """Return which sentences give the answers that have a rival, if the cues must stand in the texts.

        The rarer side is looked at first: where it falls, the other is not searched.
        """
        kept: dict[tuple[str, str], Set[int]] = {}
        for pair in self.opposing(given):
            for topic, answer in sorted(pair, key=lambda key: len(given[key])):
                if (topic, answer) not in kept:
                    group = given[topic, answer]
                    kept[topic, answer] = {i for i in group if self.stands(texts[i], topic, answer)}
                if not kept[topic, answer]:
                    break
        return {key: kept[key] for key in self.rivals(kept)}

    def find(self, text: str, topic: str) -> tuple[Cue, ...]:
        """Return the cues of the topic in the text, in order of place; of cues that overlap, the longest."""
        if topic in self.contexts:
            return self.find_verdicts(text, topic)
        may = self.index.possible(text)
        terms = (t for t in self.cues.get(topic, ()) if t.id in may and nearby(t, text))
        return longest([c for term in terms for c in self.at(term, text, topic)])

    def find_verdicts(self, text: str, topic: str) -> tuple[Cue, ...]:
        """Return the verdicts in the text if it holds the context of the topic."""
        may = self.index.possible(text)
        if self.contexts[topic].id not in may or not self.context(text, topic):
            return ()
        return longest([c for term in self.verdicts if term.id in may for c in self.at(term, text, topic)])

    def context(self, text: str, topic: str) -> tuple[tuple[int, int], ...]:
        """Return where the context of the topic stands in the text."""
        return places(self.contexts[topic], text, self.index) if topic in self.contexts else ()

    def at(self, term: Term, text: str, topic: str) -> Iterable[Cue]:
        """Yield the cue wherever the term stands in the text."""
        value = term.data["value"]
        for start, end in places(term, text, self.index):
            if NON.search(text, max(0, start - 4), start):
                continue
            yield Cue(term, topic, start, end, value, self.denied(term, topic, value))

    def denied(self, term: Term, topic: str, value: str) -> str:
        """Return the answer that the denied cue gives, or nothing."""
        given = term.data.get("flips", "")
        if given:
            return "" if given == "none" else str(given)
        others = {b for a, b in self.opposes[topic] if a == value}
        return next(iter(others)) if len(others) == 1 else ""

    def about(self, topic: str) -> str:
        """Return what all answers to the topic are about, or nothing where each names its own subject."""
        return str(self.lexicon.by_id[topic].data.get("about", ""))

    def selfnamed(self, topic: str) -> bool:
        """Say whether the topic brings the names of what it is asked of."""
        return topic in self.own_names

    def named(self, text: str, topic: str) -> tuple[Mention, ...]:
        """Return the names in the text that the topic itself brings, such as those of insurers."""
        found = self.own_names[topic].finditer(text) if topic in self.own_names else ()
        return tuple(Mention(m.start(), m.end(), f"~{m.group().lower()}", "thing", m.group()) for m in found)

    @cached_property
    def own_names(self) -> Mapping[str, re.Pattern[str]]:
        """Return, by topic, what finds the names that it brings."""
        terms = ((t.id, sorted(t.data.get("names", ()), key=len, reverse=True)) for t in self.lexicon.of_kind("topic"))
        return {one: re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b") for one, names in terms if names}

    def clash(self, topic: str, a: str, b: str) -> bool:
        """Say whether two answers to the topic cannot both be true."""
        return (a, b) in self.opposes[topic]


def places(term: Term, text: str, index: Index) -> tuple[tuple[int, int], ...]:
    """Return where the term stands in the text outside of its exceptions."""
    found = tuple(m.span() for m in index.each(term, text))
    if not found or term.exceptions is None:
        return found
    exempt = [m.span() for m in term.exceptions.finditer(text)]
    return tuple((a, b) for a, b in found if not any(x < b and a < y for x, y in exempt))


def nearby(term: Term, text: str) -> bool:
    """Say whether the text holds what the term wants near it."""
    return all(re.search(pattern, text, re.IGNORECASE) for pattern in term.data.get("near", ()))


def longest(found: Sequence[Cue]) -> tuple[Cue, ...]:
    """Return the cues in order of place; where some overlap, the longest."""
    kept: list[Cue] = []
    for cue in sorted(found, key=lambda c: (c.start - c.end, c.start, c.term.id)):
        if not any(k.start < cue.end and cue.start < k.end for k in kept):
            kept.append(cue)
    return tuple(sorted(kept, key=lambda c: c.start))


def possible(cue: Cue, denying: bool) -> frozenset[str]:
    """Return the answers that a cue can give in its sentence; `denying` says whether the sentence can deny."""
    return frozenset({cue.value, cue.denied} - {""}) if denying else frozenset({cue.value})
