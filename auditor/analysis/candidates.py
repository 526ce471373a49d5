"""Find the sentences that by their words could stand on one side of a clash, with another one on the other side.

Each look is dearer than the one before and sees less of the page: which words occur, whether they stand as the cue has
them, what is named beside them, and what may deny them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.questions import CROSS, DENYING, Cue, Topics, possible
from auditor.analysis.subjects import points
from auditor.analysis.substances import Substances

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

THING_TOPICS = frozenset({"addictiveness", "misuse", "dependence", "withdrawal", "overdose", "legality", "cure"})
"""Topics on which a statement may be about anything: gambling is addictive or not. The others ask about a medicine."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with the cues that its words give on one topic."""

    sentence: int
    topic: str
    cues: tuple[Cue, ...]
    answers: frozenset[str]
    names: frozenset[str] = frozenset()


def candidates(facts: Analysis, body: Sequence[int], topics: Topics) -> Iterator[Candidate]:
    """Yield what the words of each sentence may answer, topic by topic."""
    denials: dict[int, list[int]] = {}
    for c in disputable(rough(facts, body, topics), topics, facts.resources.substances):
        text = facts.sentences[c.sentence].text
        cues = topics.find(text, c.topic)
        if cues:
            if c.sentence not in denials:
                denials[c.sentence] = [m.start() for m in DENYING.finditer(text)]
            answers = frozenset(a for cue in cues for a in possible(cue, near(cue, denials[c.sentence])))
            yield Candidate(c.sentence, c.topic, cues, answers, c.names)


def rough(facts: Analysis, body: Sequence[int], topics: Topics) -> Iterator[Candidate]:
    """Yield, without their cues, the candidates that there may be by mere words, in order of place.

    Their answers are a bound: they may not hold where the words stand.
    """
    texts = {index: facts.sentences[index].text for index in body}
    told = by_answer((one, index) for index, text in texts.items() for one in topics.answers(text))
    raised: dict[int, dict[str, set[str]]] = {}
    for (topic, answer), group in topics.borne_out(told, texts).items():
        for index in group:
            raised.setdefault(index, {}).setdefault(topic, set()).add(answer)
    for index, answers in sorted(raised.items()):
        pointing = points(texts[index], (0, len(texts[index])))
        lost = not facts.mentions[index] and not pointing
        names = frozenset() if pointing else frozenset(m.id for m in facts.mentions[index])
        for topic, given in sorted(answers.items()):
            if not lost or topic in THING_TOPICS or topics.about(topic) or topics.selfnamed(topic):
                yield Candidate(index, topic, (), frozenset(given), names)


def disputable(found: Iterator[Candidate], topics: Topics, names: Substances) -> list[Candidate]:
    """Return the candidates of those pairs of answers that two sentences may give about the same thing."""
    kept: dict[int, Candidate] = {}
    for one, other in sides(found, topics):
        if any(True for _ in related(one, other, names)):
            kept |= {id(c): c for c in (*one, *other)}
    return sorted(kept.values(), key=lambda c: (c.sentence, c.topic))


def by_answer(told: Iterable[tuple[tuple[str, str], int]]) -> Mapping[tuple[str, str], set[int]]:
    """Return the sentences that give each answer to each topic."""
    given: dict[tuple[str, str], set[int]] = {}
    for one, index in told:
        given.setdefault(one, set()).add(index)
    return given


def answerable(found: Sequence[Candidate], topics: Topics) -> list[Candidate]:
    """Return the candidates that, whatever a parse tells of their denials, can oppose another sentence's one."""
    told = {id(c): frozenset((c.topic, a) for cue in c.cues for a in (cue.value, cue.denied) if a) for c in found}
    rivals = topics.rivals(by_answer((one, c.sentence) for c in found for one in told[id(c)]))
    return [c for c in found if told[id(c)] & rivals]


BEFORE, BEHIND = 90, 30
"""Characters around a cue in which a word must stand to deny it: a clause before it, a short predicate behind it."""


def near(cue: Cue, denials: Sequence[int]) -> bool:
    """Say whether a word that can deny the cue stands near it."""
    return any(cue.start - BEFORE <= d <= cue.end + BEHIND for d in denials)


def related(one: Sequence[Candidate], other: Sequence[Candidate], names: Substances) -> Iterator[Candidate]:
    """Yield the candidates of either side that could speak of the same thing as one of the other side.

    A sentence without a name may speak of anything; so may one beside a whole class.
    """
    for mine, theirs in ((one, other), (other, one)):
        reached = {i for c in theirs for n in c.names for i in (n, *names.classes_of(n))}
        nameless = any(not c.names for c in theirs)
        for c in mine:
            own = {i for n in c.names for i in (n, *names.classes_of(n))}
            if any(t.sentence != c.sentence for t in theirs[:2]) and (not c.names or nameless or own & reached):
                yield c


def sides(found: Iterator[Candidate], topics: Topics) -> Iterator[tuple[list[Candidate], list[Candidate]]]:
    """Yield the candidates that may give the one and those that may give the other of two opposing answers."""
    by_topic: dict[str, list[Candidate]] = {}
    for c in found:
        by_topic.setdefault(c.topic, []).append(c)
    pairs = [((topic, a), (topic, b)) for topic in by_topic for a, b in sorted(topics.opposes[topic]) if a < b]
    for (topic, answer), (second, opposite) in (*pairs, *CROSS.items()):
        one = [c for c in by_topic.get(topic, ()) if answer in c.answers]
        other = [c for c in by_topic.get(second, ()) if opposite in c.answers]
        if one and other:
            yield one, other


def contested(found: Iterator[Candidate], topics: Topics, names: Substances) -> list[Candidate]:
    """Return the candidates on whose topic another sentence may give an opposing answer about the same thing."""
    kept: dict[int, Candidate] = {}
    for one, other in sides(found, topics):
        kept |= {id(c): c for c in related(one, other, names)}
    return sorted(kept.values(), key=lambda c: (c.sentence, c.topic))
