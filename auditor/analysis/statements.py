"""Read who is said to be what, for the topics on which statements can clash.

Words first: a sentence is parsed only if, by its words, it could stand on one side of a clash and another sentence of
the page on the other side. Most pages are done with that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from auditor.analysis import scopes
from auditor.analysis.candidates import THING_TOPICS, Candidate, answerable, by_answer, candidates, contested
from auditor.analysis.clauses import clause_head, hypothetical, last_noun, token_of, worked_against
from auditor.analysis.denials import deniable
from auditor.analysis.frames import frame_of
from auditor.analysis.gates import DENIALS, FRAMED, SLOTTED
from auditor.analysis.measurements import content
from auditor.analysis.polarity import Reading, read_polarity
from auditor.analysis.questions import DENYING, Cue, Topics
from auditor.analysis.slots import SERVICE, STANDING, goals, priced, site
from auditor.analysis.stems import stem
from auditor.analysis.subjects import Surroundings, subjects_of
from auditor.analysis.substances import Mention, Substances
from auditor.analysis.syntax import Parse
from auditor.lexicon import Lexicon
from auditor.model import Kind, Span, Statement

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

OPEN_SUBJECT = "addiction"
ILLNESS_TOPICS = frozenset({"cure"})
WORKED_AGAINST_TOPICS = frozenset(
    {"addictiveness", "misuse", "dependence", "withdrawal", "overdose", "withdrawal-danger"}
)
STRICT_TOPICS = frozenset({"efficacy", "mechanism", "kind", "controlled", "legality", "generic", "cure", "origin"})
"""Topics whose words are so common that only the subject of the clause, or a name beside them, can be meant."""

MEDICINE_TOPICS = frozenset({"efficacy", "generic", "meals"})
BLAND = frozenset(
    stem(w)
    for w in "people patients person help helps work works effective proven trial trials study studies show shows "
    "shown found evidence "
    "placebo better dummy nothing effect benefit highly treatment medicine medication drug single most "
    "stopped stop reduce reduces improve raise "
    "raises chance chances odds likelihood success make makes difference anyone does much very treat "
    "compared alone roughly ineffective".split()
)
"""Stems that say that something works, and not for what."""

PARTNER = {"alcohol": "alcohol", "opioid-mixing": "opioids", "benzodiazepine-mixing": "benzodiazepines"}
BESIDE = {
    "reversal-of-effect": frozenset({"alcohol"}),
    "antidote": frozenset({"naloxone", "flumazenil"}),
}
"""Names that are part of the question itself, and never what it is asked of."""

PLACED = ("place:", "label:", "state:")
"""Circumstances that hold for a whole paragraph, or under a heading that names them."""

PROGRAM = "the program"
STOPPABLE = re.compile(r"\b(?:withdraw|detox|stop|quit|tak|us|come off|coming off|get)", re.IGNORECASE)
CASE_WITH = re.compile(
    r"\b(?:this|that|it|such) (?:is|was) (not|n[’']t|never)? ?(?:the case|true) (?:with|for|of) ", re.IGNORECASE
)
"""An answer by reference: "alcohol produces dependence, while this is not the case with baclofen"."""

THAT_USE = re.compile(
    r"\bthere\b(?! (?:is|are|was|were|has|have|had|may|might|can|could|will|remains?|exists?|seems?)\b)|"
    r"\b(?:for|in|to treat) (?:this|that|these|those|such|either|the latter|it|them)\b"
    r"(?! (?:drugs?|medicines?|medications?|products?|substances?|reasons?|years?|country)\b)|"
    r"\b(?:this|that|these|those|such) (?:use|uses|purpose|purposes|indication|indications|condition|conditions)\b",
    re.IGNORECASE,
)
"""Words for a use that was named before."""

OFF_LABEL = re.compile(r"\boff[- ]label\b|\boutside\b", re.IGNORECASE)
"""What is used off-label is approved for something else, so that the words alone deny no approval."""

FOR_USE = re.compile(
    r"\b(?:for|against|to treat|treatment of) (?:the |treating |treatment of )?"
    r"(?!(?:this|that|these|those|such|either|them|many|some|other|people|adults|patients|children|years|sale|certain|"
    r"any|anything|all|use|its|their|your|our|human|medical|prescription)\b)"
    r"([a-z][a-z-]{3,40})",
    re.IGNORECASE,
)
"""A use in the page's own words, where the lexicon knows no illness by that name."""

OTHER_THAN = re.compile(r"\b(?:other than|apart from|except(?: for)?|besides) [^.,;]*", re.IGNORECASE)

USE_WINDOW = 2
"""Sentences looked back, within the paragraph, for the use that "there" stands for."""

MANY = re.compile(r"\b(?:many|most|often|usually|typically|generally|commonly|frequently|majority)\b", re.IGNORECASE)
"""Words that leave out some: "many stop without symptoms" denies no symptoms of others."""

DENIAL_REACH = 40
"""Characters before a cue in which its denial is quoted with it: "not known to be addictive"."""

SENTENCE_PART = re.compile(r"[.;:,()]")

NO_VERB = frozenset({"VBD", "VBP", "VBZ", "MD"})


def find_disputed(facts: Analysis) -> tuple[Candidate, ...]:
    """Return what of the main text could clash with another sentence, in order of place, before anything is parsed."""
    topics = facts.resources.topics
    body = body_of(facts)
    live = contested(candidates(facts, body, topics), topics, facts.resources.substances)
    words, place = facts.resources.lexicons["scopes"], {i: n for n, i in enumerate(body)}
    plain = {i for i in {c.sentence for c in live} if scopes.speaks(body, place[i], facts.sentences, words)}
    return tuple(answerable([c for c in live if c.sentence in plain], topics))


def body_of(facts: Analysis) -> list[int]:
    """Return the sentences of the main text that are no code."""
    return [i for i in facts.main if facts.page.blocks[facts.sentences[i].block].kind is not Kind.CODE]


def find_statements(facts: Analysis) -> tuple[Statement, ...]:
    """Return the statements of the main text that could clash with another one, in order of place."""
    live = facts.disputed
    if not live:
        return ()
    topics = facts.resources.topics
    reader = Reader.of(facts, body_of(facts), topics, facts.resources.lexicons)
    parses = facts.parses(sorted({c.sentence for c in live}))
    found = [s for c in live if (parse := parses[c.sentence]) is not None for s in reader.read(c, parse)]
    rivals = topics.rivals(by_answer(((s.topic, s.value), s.sentence) for s in found))
    kept = [reader.limited(s) for s in dict.fromkeys(found) if (s.topic, s.value) in rivals]
    return tuple(sorted(kept, key=lambda s: (s.span.start, s.topic, s.subject, s.value)))


@dataclass(frozen=True)
class Reader:
    """What is needed to read a candidate: the page around it and the words."""

    facts: Analysis
    body: Sequence[int]
    place: Mapping[int, int]
    topics: Topics
    scopes: Lexicon
    around: Surroundings
    illnesses: Substances

    @staticmethod
    def of(facts: Analysis, body: Sequence[int], topics: Topics, lexicons: Mapping[str, Lexicon]) -> Reader:
        """Gather it for one page."""
        headings = {}
        for i in body:
            if facts.page.blocks[facts.sentences[i].block].kind is Kind.HEADING:
                headings[facts.sentences[i].text] = facts.mentions[i]
        around = Surroundings.of(facts.page, facts.sentences, body, facts.mentions, headings)
        return Reader(
            facts,
            body,
            {i: n for n, i in enumerate(body)},
            topics,
            lexicons["scopes"],
            around,
            facts.resources.illnesses,
        )

    def read(self, c: Candidate, parse: Parse) -> Iterator[Statement]:
        """Yield the statements of one sentence on one topic, or none where its form is not plain.

        They come without circumstances, which only those need that another one opposes: see `limited`.
        """
        sentence = self.facts.sentences[c.sentence]
        text = sentence.text
        block = self.facts.page.blocks[sentence.block]
        if block.kind is Kind.HEADING and not any(t in NO_VERB for t in parse.tags):
            return
        found = [s for cue in c.cues for s in self.answer(c, cue, parse, text)]
        found += list(self.by_reference(c, parse, text))
        yield from agreed(found, self.topics)

    def limited(self, s: Statement) -> Statement:
        """Return the statement with the circumstances of its sentence."""
        return replace(s, conditions=self.conditions(s.sentence, self.facts.sentences[s.sentence].text))

    def conditions(self, index: int, text: str) -> tuple[str, ...]:
        """Return the circumstances of a sentence; where it names no place, those of its paragraph or heading hold."""
        own = scopes.conditions_of(text, self.scopes)
        if any(x.startswith(PLACED) for x in own):
            return own
        names = frozenset(w for m in self.facts.mentions[index] for w in m.surface.lower().split())
        frame = frame_of(text, names)
        own = tuple(sorted({*own, f"{FRAMED}:{frame}"})) if frame else own
        sentence = self.facts.sentences[index]
        position = self.place[index]
        earlier = []
        for back in range(1, 4):
            if position - back < 0 or self.facts.sentences[self.body[position - back]].block != sentence.block:
                break
            earlier.append(self.facts.sentences[self.body[position - back]].text)
        heading = self.facts.page.blocks[sentence.block].anchor.heading or ""
        for before in (*earlier, heading.replace(":", " ")):
            places = [x for x in scopes.conditions_of(before, self.scopes) if x.startswith(PLACED)]
            if places:
                return tuple(sorted({*own, *places}))
        return own

    def answer(self, c: Candidate, cue: Cue, parse: Parse, text: str) -> Iterator[Statement]:
        """Yield what one cue says, once for each subject."""
        bound = bool(cue.term.data.get("bound", False))
        word = last_noun(parse, cue.start, cue.end) if bound else token_of(parse, cue.start, cue.end)
        if scopes.quoted(text, cue.start) or (hypothetical(parse, word) and c.topic not in self.topics.contexts):
            return
        tail = last_noun(parse, cue.start, cue.end)
        if c.topic in WORKED_AGAINST_TOPICS and (worked_against(parse, tail) or worked_against(parse, word)):
            return
        reading = self.polarity(cue, parse, word)
        if reading.unclear or reading.compares:
            return
        value = cue.denied if reading.denied else cue.value
        if not value or (reading.denied and not deniable(parse, tail, bound)):
            return
        strength = str(cue.term.data.get("strength", "")) if not reading.denied else ""
        strength = strength if strength and reading.strength == "generic" else reading.strength
        if value in DENIALS and not reading.denied and MANY.search(text, 0, cue.start) and strength != "some":
            strength = "weak"
        base = self.facts.sentences[c.sentence].span.start
        span = Span(base + (denial_of(text, cue) if reading.denied else cue.start), base + cue.end)
        for name in self.who(c, cue, parse, word, text, bound):
            yield Statement(
                c.sentence, name.id, c.topic, value, strength, span, (), scopes.authority_of(text),
                name.surface, self.slots(c, cue, parse, text, value, name.id), cue.term.id,
            )  # fmt: skip

    def polarity(self, cue: Cue, parse: Parse, word: int) -> Reading:
        """Read the polarity of a cue; a verdict or phrase that holds its own denial is taken as it stands."""
        if not cue.term.data.get("closed", False):
            tail = last_noun(parse, cue.start, cue.end)
            return read_polarity(parse, tail, cue.start, cue.end)
        covered = frozenset(i for i, s in enumerate(parse.starts) if cue.start <= s < cue.end)
        return read_polarity(parse, word, cue.start, cue.end, covered)

    def who(self, c: Candidate, cue: Cue, parse: Parse, word: int, text: str, bound: bool) -> Sequence[Mention]:
        """Return the subjects of a cue."""
        about = self.topics.about(c.topic)
        if about:
            subject = parse.subject(clause_head(parse, word)) if about == PROGRAM else None
            place = -1 if subject is None else parse.starts[subject]
            if any(m.start <= place < m.end for m in self.facts.mentions[c.sentence]):
                return ()
            return (Mention(cue.start, cue.end, about, "thing", about),)
        if c.topic in ILLNESS_TOPICS:
            named = self.illnesses.find(text)
            distinct = {m.id: m for m in named if self.illnesses.terms[m.id].kind == "disorder"}
            return tuple(distinct.values()) if len(distinct) == 1 else ()
        named = self.topics.named(text, c.topic)
        if named:
            return named
        found = subjects_of(
            parse, text, c.sentence, (cue.start, cue.end), word, self.around, self.beside(c, cue, text),
            bound=bound, direct=c.topic in {"approval"}, strict=c.topic in STRICT_TOPICS,
        )  # fmt: skip
        return [m for m in found if self.suits(m, c.topic)]

    def beside(self, c: Candidate, cue: Cue, text: str) -> Sequence[tuple[int, int]]:
        """Return where the sentence names what belongs to the question or to an illness, and not its subject."""
        if c.topic == "kind":
            return ((cue.start, cue.end),)
        if c.topic == "approval":
            return [(m.start, m.end) for m in self.illnesses.find(text)]
        own = BESIDE.get(c.topic, frozenset())
        names = [(m.start, m.end) for m in self.facts.mentions[c.sentence] if m.id in own]
        return (*self.topics.context(text, c.topic), *names)

    def suits(self, name: Mention, topic: str) -> bool:
        """Say whether the question can be asked of this subject: not whether alcohol goes together with alcohol."""
        if name.kind == "thing":
            return topic in THING_TOPICS
        if topic in MEDICINE_TOPICS:
            return name.kind == "medicine" or self.facts.resources.substances.is_a(name.id, "moud")
        return not self.facts.resources.substances.is_a(name.id, PARTNER.get(topic, " "))

    def slots(self, c: Candidate, cue: Cue, parse: Parse, text: str, value: str, name: str) -> tuple[str, ...]:
        """Return what narrows the topic in this sentence: the uses that are approved, the outcomes that are reached."""
        if c.topic == "efficacy":
            mentions = self.facts.mentions[c.sentence]
            named = {stem(m.surface.lower()) for m in mentions}
            return tuple(sorted({*(content(text) - named - BLAND), *goals(mentions, name)}))
        if c.topic == "accredited":
            return tuple(sorted({m.group().lower()[:6] for m in STANDING.finditer(text)}))
        if c.topic == "free-care":
            return priced(parse, token_of(parse, cue.start, cue.end))
        if self.topics.about(c.topic) == PROGRAM:
            return site(parse, token_of(parse, cue.start, cue.end))
        if c.topic in SLOTTED:
            return tuple(sorted({m.group().lower() for m in SERVICE.finditer(text)}))
        return self.uses(c.sentence, cue, text, value) if c.topic == "approval" else ()

    def uses(self, index: int, cue: Cue, text: str, value: str) -> tuple[str, ...]:
        """Return the illnesses for which the sentence says that something is approved or not.

        "Used off-label there" means an illness named before; where none is, it is a use that nobody can tell.
        """
        told, text = text, OTHER_THAN.sub(" ", text)
        own = tuple(sorted({m.id for m in self.illnesses.find(text)}))
        if told != text and not own:
            return ("~another use",)
        off_label = OFF_LABEL.search(text, cue.start, cue.end) is not None
        if not own:
            own = tuple(sorted({f"~{stem(m.group(1).lower())}" for m in FOR_USE.finditer(text)}))
        if own or not (THAT_USE.search(text) or off_label):
            return own
        block, position = self.facts.sentences[index].block, self.place[index]
        for before in self.body[max(0, position - USE_WINDOW) : position][::-1]:
            named = {m.id for m in self.illnesses.find(self.facts.sentences[before].text)}
            if self.facts.sentences[before].block == block and named and THAT_USE.search(text):
                return tuple(sorted(named))
        return (f"a use meant in sentence {index}",)

    def by_reference(self, c: Candidate, parse: Parse, text: str) -> Iterator[Statement]:
        """Yield the answer that refers to an earlier one ("this is not the case with baclofen")."""
        m = CASE_WITH.search(text)
        if m is None or c.topic in self.topics.contexts:
            return
        earlier = [cue for cue in c.cues if cue.end <= m.start()]
        names = [n for n in self.facts.mentions[c.sentence] if n.start >= m.end()]
        if not earlier or not names or names[0].start - m.end() > 12:
            return
        cue = earlier[-1]
        word = token_of(parse, cue.start, cue.end)
        reading = self.polarity(cue, parse, word)
        if reading.unclear or reading.compares:
            return
        denied = reading.denied != bool(m.group(1))
        value = cue.denied if denied else cue.value
        if value:
            base = self.facts.sentences[c.sentence].span.start
            span = Span(base + m.start(), base + names[0].end)
            yield Statement(
                c.sentence, names[0].id, c.topic, value, "generic", span, (), scopes.authority_of(text),
                names[0].surface, (), cue.term.id,
            )  # fmt: skip


def denial_of(text: str, cue: Cue) -> int:
    """Return where the words that deny a cue begin, if they stand shortly before it; else where the cue begins."""
    found = [m.start() for m in DENYING.finditer(text, max(0, cue.start - DENIAL_REACH), cue.start)]
    return found[-1] if found and not SENTENCE_PART.search(text, found[-1], cue.start) else cue.start


def agreed(found: Sequence[Statement], topics: Topics) -> Iterator[Statement]:
    """Yield the statements of a sentence on one topic, without subjects on whom it takes both sides.

    "Although it is not addictive for most, some become addicted" weighs two sides in itself: neither is the author's.
    """
    for s in found:
        if not any(o.subject == s.subject and topics.clash(s.topic, s.value, o.value) for o in found):
            yield s
