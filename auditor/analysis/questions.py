"""Find the words that answer a question on which statements can clash, before anything is parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from auditor.lexicon import Lexicon, Term
from auditor.terms import VOCABULARY, Index

WORD = re.compile(r"[\w-]+")
DENYING = re.compile(
    r"\b(?:not|no|never|cannot|none|nobody|nothing|neither|nor|without|lacks?|lacking|free (?:of|from)|hardly|"
    r"barely|rarely|rare|seldom|"
    r"zero|unlikely|impossible|fails?|failed|few|little|low|minimal|absence|devoid|unable|exceptional|unheard|"
    r"denies|ruled?)\b|n[’']t\b|\byet to\b",
    re.IGNORECASE,
)
"""Words without which no cue can be denied: a sentence that lacks them all only affirms."""

SHORTEST, LONGEST = 2, 14
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
    """The topics of the lexicon, ready for looking up.

    `words` goes from a first word to the topics and phrases that begin so, `stems` from the beginning of a word.
    """

    lexicon: Lexicon
    words: Mapping[str, tuple[tuple[str, str], ...]]
    stems: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[Term, ...]]
    contexts: Mapping[str, Term]
    verdicts: tuple[Term, ...]
    opposes: Mapping[str, frozenset[tuple[str, str]]]

    @staticmethod
    def of(lexicon: Lexicon) -> Topics:
        """Prepare the topics of the lexicon."""
        words: dict[str, tuple[tuple[str, str], ...]] = {}
        stems: dict[str, tuple[str, ...]] = {}
        opposes: dict[str, frozenset[tuple[str, str]]] = {}
        for topic in lexicon.of_kind("topic"):
            pairs = [tuple(pair.split("|")) for pair in topic.data["opposes"]]
            opposes[topic.id] = frozenset((a, b) for a, b in pairs) | frozenset((b, a) for a, b in pairs)
            for phrase in topic.match:
                low = phrase.lower()
                if low.endswith("*") and " " not in low:
                    stems[low[:-1]] = (*stems.get(low[:-1], ()), topic.id)
                else:
                    first = low.rstrip("*").split()[0]
                    words[first] = (*words.get(first, ()), (topic.id, low.rstrip("*")))
        cues: dict[str, tuple[Term, ...]] = {}
        for term in lexicon.of_kind("cue"):
            cues[term.data["topic"]] = (*cues.get(term.data["topic"], ()), term)
        contexts = {t.data["topic"]: t for t in lexicon.of_kind("context")}
        return Topics(lexicon, words, stems, cues, contexts, lexicon.of_kind("verdict"), opposes)

    def raised(self, text: str) -> frozenset[str]:
        """Return the topics whose words stand in the text: a cheap look that says nothing of their meaning."""
        low = text.lower()
        found: set[str] = set()
        for word in set(WORD.findall(low)):
            known = self.meaning(word)
            if known is not None:
                found.update(known[0])
                found.update(topic for topic, phrase in known[1] if phrase in low)
        return frozenset(found)

    @cached_property
    def meaning(self) -> Callable[[str], tuple[frozenset[str], tuple[tuple[str, str], ...]] | None]:
        """Return what tells the topics that a word raises by itself, and those that it raises with a phrase's rest.

        It remembers words, and answers None for the many that raise nothing.
        """

        def look_up(word: str) -> tuple[frozenset[str], tuple[tuple[str, str], ...]] | None:
            sizes = range(SHORTEST, min(len(word), LONGEST) + 1)
            alone = frozenset(topic for size in sizes for topic in self.stems.get(word[:size], ()))
            begun = self.words.get(word, ())
            return (alone, begun) if alone or begun else None

        return lru_cache(VOCABULARY)(look_up)

    @cached_property
    def index(self) -> Index:
        """Return the way from the words of a text to the cues, verdicts and contexts that may stand in it."""
        return Index.of(t for t in self.lexicon.terms if t.kind != "topic")

    def answers(self, text: str) -> frozenset[tuple[str, str]]:
        """Return the topics that the text raises, each with the answers that its words allow; it gives no other.

        They are the answers of every cue whose words occur, wherever they stand: a bound for what `find` finds.
        """
        may = self.index.possible(text)
        raised = self.raised(text) if may else frozenset()
        if not raised:
            return frozenset()
        asked = {t for t in self.contexts if t in raised and self.contexts[t].id in may}
        cues = [(t.data["topic"], t) for t in map(self.lexicon.by_id.__getitem__, may) if t.kind == "cue"]
        given = [(topic, t) for topic, t in cues if topic in raised and topic not in self.contexts]
        given += [(topic, t) for t in self.verdicts if t.id in may for topic in asked]
        found = {(topic, t.data["value"]) for topic, t in given}
        if given and DENYING.search(text):
            found |= {(topic, self.denied(t, topic, t.data["value"])) for topic, t in given}
        return frozenset(f for f in found if f[1])

    def rivals(self, given: Mapping[tuple[str, str], Collection[int]]) -> frozenset[tuple[str, str]]:
        """Return the topics and answers to which another sentence gives an opposing one.

        `given` says which sentences give each answer to each topic.
        """
        pairs = ((one, (one[0], other)) for one in given for a, other in self.opposes[one[0]] if a == one[1])
        found: set[tuple[str, str]] = set()
        for one, other in (*pairs, *CROSS.items()):
            mine, theirs = given.get(one, ()), given.get(other, ())
            if mine and theirs and len({*mine, *theirs}) > 1:
                found |= {one, other}
        return frozenset(found)

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
        if self.contexts[topic].id not in may or not places(self.contexts[topic], text):
            return ()
        return longest([c for term in self.verdicts if term.id in may for c in self.at(term, text, topic)])

    def context(self, text: str, topic: str) -> tuple[tuple[int, int], ...]:
        """Return where the context of the topic stands in the text."""
        return places(self.contexts[topic], text) if topic in self.contexts else ()

    def at(self, term: Term, text: str, topic: str) -> Iterable[Cue]:
        """Yield the cue wherever the term stands in the text."""
        value = term.data["value"]
        for start, end in places(term, text):
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

    def clash(self, topic: str, a: str, b: str) -> bool:
        """Say whether two answers to the topic cannot both be true."""
        return (a, b) in self.opposes[topic]


def places(term: Term, text: str) -> tuple[tuple[int, int], ...]:
    """Return where the term stands in the text outside of its exceptions."""
    if term.pattern is None:
        return ()
    exempt = [m.span() for m in term.exceptions.finditer(text)] if term.exceptions else []
    found = (m.span() for m in term.pattern.finditer(text))
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
