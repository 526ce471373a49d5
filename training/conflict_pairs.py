"""Make sentence pairs that exclude each other, and pairs that only look so, from the grammar in training/conflict.

A topic has values; any wording of one value excludes any wording of another one about the same subject. All other pairs
are made so that they can both be true: one kind for each reason for which two sentences may differ in peace. Medical
truth plays no part: the model is to learn which sentences exclude each other, not which of them is right.
"""

from __future__ import annotations

import gzip
import random
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from pathlib import Path

from auditor.analysis.facts import Analysis, load_resources
from auditor.analysis.similarity import FUNCTION
from auditor.analysis.stems import stem
from auditor.config import Config
from auditor.errors import LoadError
from auditor.load import load_page

ROOT = Path(__file__).resolve().parents[1]
GRAMMAR = ROOT / "training" / "conflict"
NAMES = ("drugs.toml", "substances.toml")
HELD_OUT = 5
"""One topic in so many is measured and never learnt from."""

MOST_WORDS = 60

WRAPPED = (
    "It is a myth that {x}.", "A common myth says that {x}.", "Myth: {X}.", "Some people believe that {x}.",
    "Many users are convinced that {x}.", "Critics say that {x}.", "Is it true that {x}?", "Do you think that {x}?",
    "Doctors once thought that {x}.", "It was long assumed that {x}.", "It is not true that {x}.",
    "Sellers like to claim that {x}.", "On internet forums you can read that {x}.", "“{X},” one father told us.",
    "The old leaflet stated that {x}, which has since been corrected.", "The idea that {x} is wrong.",
    "Nobody has shown that {x}.", "There is a rumor that {x}.",
    "Contrary to what some websites say, it is false that {x}.",
    "“{X},” says the advertisement.", "You may have heard that {x}.", "What if {x}?",
)  # fmt: skip
"""Ways to say a sentence that are not the author's present word: what they hold excludes nothing."""

CARRIED = (
    "Remember that {x}.", "Please note that {x}.", "Doctors agree that {x}.", "In fact, {x}.", "As a rule, {x}.",
    "It is important to know that {x}.", "According to the label, {x}.", "At the same time, {x}.", "However, {x}.",
    "{X}, as pharmacists know.", "{X}, so keep this in mind when you plan your treatment.", "The truth is that {x}.",
    "{X}, and families should be told so.", "Our team tells every patient that {x}.", "For that reason, {x}.",
    "As this page explained above, {x}.", "In other words, {x}.", "Experts have known for a long time that {x}.",
    "On the other hand, {x}.", "Since the drug came on the market, it has been clear that {x}.", "Note: {X}.",
    "First of all, {x}.", "{X}, which is why the question comes up so often.", "Here is the short answer: {x}.",
)  # fmt: skip
"""Ways to say a sentence that leave what it says as it is."""

JOINTS = (", and", "; also,", ", while", ", but", ". In addition,", ", which matters because")
POINTERS = ("the drug", "this medicine", "the substance", "this drug", "it")
POINTED = re.compile(r"^\{S\} |\b(?:of|to|on|with|from|for|by|taking|using|that|take|use|stopping) \{S\}(?=[ ,.])")
"""Where a pointer can stand for the name."""

START_WORDS = frozenset({"i", "fda", "dea", "american", "americans", "medicare", "medicaid", "english", "schedule"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, whether they exclude each other, and which kind of pair they are."""

    conflict: bool
    a: str
    b: str
    kind: str
    topic: str


@dataclass(frozen=True)
class Topic:
    """One question with the wordings of its answers, and the pairs of wordings that leave each other be."""

    id: str
    area: str
    subjects: tuple[tuple[str, ...], ...]
    values: tuple[tuple[str, ...], ...]
    apart: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    named: bool


def subjects_by_class() -> Mapping[str, list[tuple[str, ...]]]:
    """Return the medicines and substances of each class, each with its names: the plain one, then brands."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in NAMES:
        for term in tomllib.loads((ROOT / "lexicons" / name).read_text("utf-8"))["term"]:
            names = (*term.get("names", ())[:1], *term.get("brands", ())[:3])
            for group in term.get("classes", ()):
                if names and term["kind"] != "class":
                    found.setdefault(group, []).append(names)
    return found


def read_topics(folder: Path = GRAMMAR) -> list[Topic]:
    """Return the topics of the grammar in a fixed order. Raises KeyError for a class that no lexicon knows."""
    classes = subjects_by_class()
    named = {names[0]: names for group in classes.values() for names in group}
    topics = []
    for path in sorted(folder.glob("*.toml")):
        for t in tomllib.loads(path.read_text("utf-8"))["topic"]:
            given = tuple(named.get(s, (s,)) for s in t.get("subjects", ()))
            of_class = tuple(names for kind in t.get("subject_kinds", ()) for names in classes[kind])
            topics.append(
                Topic(
                    t["id"], path.stem, tuple(dict.fromkeys((*given, *of_class))),
                    tuple(tuple(v["wordings"]) for v in t["value"]),
                    tuple((a["gate"], tuple(a["a"]), tuple(a["b"])) for a in t.get("apart", ())),
                    "subject_kinds" in t,
                )
            )  # fmt: skip
    return topics


def held_out(topic: Topic) -> bool:
    """Say whether a topic is kept for measuring; it depends on its name alone, so that new topics move no old one."""
    return int(sha256(topic.id.encode()).hexdigest(), 16) % HELD_OUT == 0


def filled(wording: str, subject: str) -> str:
    """Return the wording about this subject, with a capital at its start."""
    text = wording.replace("{S}", subject)
    return text[:1].upper() + text[1:]


def inner(text: str) -> str:
    """Return a sentence as it stands inside another one: without its full stop, and with a small letter if it may."""
    text = text.rstrip(".!")
    first = text.split(" ", 1)[0]
    plain = first[:1].isupper() and first[1:].islower() and first.lower() not in START_WORDS
    return text[:1].lower() + text[1:] if plain else text


def said(text: str, frame: str) -> str:
    """Return the sentence inside a frame; a question stays as it is."""
    if text.rstrip('"”').endswith("?"):
        return text
    within = inner(text)
    return frame.replace("{x}", within).replace("{X}", within[:1].upper() + within[1:])


def said_before(text: str, rng: random.Random) -> str:
    """Return the sentence carried by a longer one."""
    return said(text, rng.choice(CARRIED))


def public_pairs(folder: Path) -> tuple[list[Pair], dict[str, list[Pair]]]:
    """Return the pairs of the two public sets that are learnt from, and those that are measured, by set.

    Two captions of one picture that share no word with matter exclude each other in SNLI, and would not on a page: they
    are left out. A refuting rewrite is joined by its first half carried by a longer sentence, and by another rewrite.
    """
    rng = random.Random(3)
    snli = [
        Pair(label == "1", a, b, "snli", a)
        for label, a, b in read_set(folder / "conflict-snli-dev.tsv.gz")
        if label == "0" or overlap(a, b)
    ]
    pictures = sorted({p.a for p in snli})
    rng.shuffle(pictures)
    kept = set(pictures[: len(pictures) // 4])
    turned = list(read_set(folder / "conflict-negated-dev.tsv.gz"))
    rng.shuffle(turned)
    rewrites = [
        [
            Pair(True, a, b, "refuted", a),
            Pair(False, a, said_before(a, rng), "refuted: the same", a),
            Pair(False, a, turned[n - 1][2], "refuted: another", a),
        ]
        for n, (_, a, b) in enumerate(turned)
    ]
    quarter = len(rewrites) // 4
    measured = {
        "snli": [p for p in snli if p.topic in kept],
        "negated": [p for group in rewrites[:quarter] for p in group],
    }
    return [p for p in snli if p.topic not in kept] + [p for group in rewrites[quarter:] for p in group], measured


def read_set(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield label and sentences of a public set."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            label, a, b = line.rstrip("\n").split("\t")
            yield label, a, b


def overlap(a: str, b: str) -> bool:
    """Say whether two sentences share a word with matter."""
    one, two = ({stem(w) for w in re.findall(r"[a-z]+", t.lower())} - FUNCTION - {"be"} for t in (a, b))
    return bool(one & two)


def page_pairs(folder: Path) -> tuple[list[Pair], list[Pair]]:
    """Return pairs of sentences of real pages, taken to exclude nothing: those learnt from, and those only measured."""
    resources = load_resources(Config())
    learnt: list[Pair] = []
    measured: list[Pair] = []
    for path in sorted(p for kind in ("trusted", "wiki", "commercial") for p in (folder / kind).glob("*")):
        try:
            page = load_page(str(path))
        except LoadError as e:
            print(f"left out: {e}")
            continue
        free = path.parent.name == "trusted" or path.name.startswith("psychonautwiki")
        (learnt if free else measured).extend(near_pairs(Analysis(page, Config(), resources), path.name, free))
    return learnt, measured


def near_pairs(facts: Analysis, name: str, free: bool) -> Iterator[Pair]:
    """Yield the pairs of a page that share a name, those nearest in meaning first; of free pages also others."""
    fit = [
        i
        for i in facts.main
        if facts.sentences[i].complete and 4 <= len(facts.sentences[i].text.split()) <= 45 and facts.gist(i).content
    ]
    named = {i: {m.id for m in facts.mentions[i]} | illnesses(facts, i) for i in fit}
    close: dict[tuple[int, int], float] = {}
    for one, other in combinations(fit[:400], 2):
        a, b = facts.gist(one), facts.gist(other)
        if a.key != b.key and (named[one] & named[other] or (free and len(a.content & b.content) > 1)):
            close[one, other] = float(a.meaning @ b.meaning)
    ranked = sorted(close, key=lambda p: (-close[p], p))[: (4 if free else 2) * len(fit)]
    for one, other in ranked:
        yield Pair(False, facts.sentences[one].text, facts.sentences[other].text, "page", name)


def illnesses(facts: Analysis, index: int) -> set[str]:
    """Return the disorders that a sentence names."""
    return {m.id for m in facts.resources.illnesses.find(facts.sentences[index].text)}


class Maker:
    """Draws pairs from topics with one random number generator, so that a seed gives the same pairs again."""

    def __init__(self, topics: Sequence[Topic], seed: int) -> None:
        """Remember the topics to draw from."""
        self.topics = list(topics)
        self.random = random.Random(seed)
        self.kinds: tuple[tuple[Callable[[Topic], Pair | None], int], ...] = (
            (self.conflict, 30), (self.same_value, 12), (self.other_subject, 12), (self.other_topic, 8),
            (self.apart, 18), (self.wrapped, 12), (self.same_sentence, 2), (self.subject_and_value, 3),
        )  # fmt: skip

    def draw(self, count: int) -> list[Pair]:
        """Return so many pairs: about three in ten exclude each other."""
        makers = [m for m, _ in self.kinds]
        weights = [w for _, w in self.kinds]
        found: list[Pair] = []
        while len(found) < count:
            maker = self.random.choices(makers, weights)[0]
            pair = maker(self.random.choice(self.topics))
            if pair is not None and max(len(pair.a.split()), len(pair.b.split())) <= MOST_WORDS:
                swapped = self.random.random() < 0.5
                found.append(Pair(pair.conflict, pair.b, pair.a, pair.kind, pair.topic) if swapped else pair)
        return found

    def names(self, topic: Topic) -> tuple[str, str]:
        """Return two names of one subject: mostly the same, else brand and generic."""
        names = self.random.choice(topic.subjects)
        one = self.random.choice(names) if self.random.random() < 0.3 else names[0]
        return (one, self.random.choice(names)) if self.random.random() < 0.3 else (one, one)

    def joined(self, text: str, subject: str) -> str:
        """Return a sentence that also holds another one, on another topic."""
        other = self.random.choice(
            self.random.choice(self.random.choice(self.topics).apart or (("", ("",), ("",)),))[1]
        )
        if not other or text[-1] != "." or other[-1] != ".":
            return text
        one, two = text, filled(other, subject)
        if self.random.random() < 0.5:
            one, two = two, one
        return f"{one[:-1]}{self.random.choice(JOINTS)} {inner(two)}."

    def text(self, wording: str, subject: str, pointing: bool = False) -> str:
        """Return a filled wording, now and then carried by a longer sentence, or with a pointer for the name."""
        if pointing and POINTED.search(wording) and self.random.random() < 0.2:
            subject = self.random.choice(POINTERS)
        text = filled(wording, subject)
        chance = self.random.random()
        if chance < 0.1 and "{S}" in wording:
            return self.joined(text, subject)
        return said(text, self.random.choice(CARRIED)) if chance < 0.35 else text

    def two_values(self, topic: Topic) -> tuple[str, str]:
        """Return wordings of two values."""
        one, other = self.random.sample(topic.values, 2)
        return self.random.choice(one), self.random.choice(other)

    def conflict(self, topic: Topic) -> Pair:
        """Two values, one subject."""
        (x, y), (s, t) = self.two_values(topic), self.names(topic)
        return Pair(True, self.text(x, s), self.text(y, t, topic.named), "conflict", topic.id)

    def same_value(self, topic: Topic) -> Pair:
        """One value in two wordings."""
        x, y = self.random.sample(self.random.choice(topic.values), 2)
        s, t = self.names(topic)
        return Pair(False, self.text(x, s), self.text(y, t, topic.named), "same value", topic.id)

    def same_sentence(self, topic: Topic) -> Pair:
        """One sentence twice, alone and carried."""
        x = self.random.choice(self.random.choice(topic.values))
        s, t = self.names(topic)
        return Pair(False, filled(x, s), said(filled(x, t), self.random.choice(CARRIED)), "same sentence", topic.id)

    def two_subjects(self, topic: Topic) -> tuple[str, str] | None:
        """Return names of two subjects, mostly of one topic and so of kindred classes."""
        one = self.random.choice(topic.subjects)
        pool = topic.subjects if self.random.random() < 0.7 else self.random.choice(self.topics).subjects
        other = self.random.choice(pool)
        return (self.random.choice(one), self.random.choice(other)) if not set(one) & set(other) else None

    def other_subject(self, topic: Topic) -> Pair | None:
        """Two values of two subjects."""
        two = self.two_subjects(topic)
        if two is None:
            return None
        x, y = self.two_values(topic)
        return Pair(False, self.text(x, two[0]), self.text(y, two[1]), "other subject", topic.id)

    def subject_and_value(self, topic: Topic) -> Pair | None:
        """One value of two subjects."""
        two = self.two_subjects(topic)
        if two is None:
            return None
        x, y = self.random.sample(self.random.choice(topic.values), 2)
        return Pair(False, self.text(x, two[0]), self.text(y, two[1]), "other subject, same value", topic.id)

    def other_topic(self, topic: Topic) -> Pair | None:
        """Two topics of different areas, one subject: within an area an answer may follow from another topic's."""
        other = self.random.choice(self.topics)
        if other.area == topic.area:
            return None
        s, t = self.names(topic)
        x, y = (self.random.choice(self.random.choice(z.values)) for z in (topic, other))
        return Pair(False, self.text(x, s), self.text(y, t), "other topic", topic.id)

    def apart(self, topic: Topic) -> Pair | None:
        """Two wordings that a gate keeps apart: another dose, group of people, country, time, strength …"""
        if not topic.apart:
            return None
        gate, one, other = self.random.choice(topic.apart)
        s, t = self.names(topic)
        x, y = self.random.choice(one), self.random.choice(other)
        return Pair(False, self.text(x, s), self.text(y, t, topic.named), f"apart: {gate}", topic.id)

    def wrapped(self, topic: Topic) -> Pair:
        """Two values, one of them not in the author's own present voice."""
        (x, y), (s, t) = self.two_values(topic), self.names(topic)
        frame = self.random.choice(WRAPPED)
        return Pair(False, said(filled(x, s), frame), self.text(y, t), "wrapped", topic.id)
