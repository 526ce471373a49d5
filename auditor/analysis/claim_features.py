"""Read from a sentence the signs by which a medical claim is told from other sentences.

The signs are general: kinds of words of the lexicon, who is spoken of and to, the form of the sentence, the block it
stands in, and, where it was parsed, who does what. No word is a sign by itself, so that what was learned on some pages
holds on others. Citation marks are taken out first: a source must never change whether a sentence is a claim.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from auditor.analysis.syntax import Parse
from auditor.lexicon import Lexicon
from auditor.model import Kind
from auditor.terms import Term, expression, word_set, words_of

MOST = 3
"""Words of one kind beyond this many say no more."""

READER = frozenset({"you", "your", "yours", "yourself", "you're", "you've", "you'll"})
WRITER = frozenset({"i", "me", "my", "mine", "myself", "i'm", "i've"})
HOUSE = frozenset({"we", "us", "our", "ours", "ourselves", "we're", "we've", "we'll", "let's"})
POINTING = frozenset(
    {"this", "these", "that", "those", "it", "they", "such", "it's", "its", "their", "both", "others", "some"}
)
PEOPLE = frozenset(
    "patient patients person people individual individuals adult adults teen teens youth women men children users "
    "smokers drinkers those someone anyone everyone many most some seniors veterans clients he she persons".split()
)
HELPERS = frozenset(
    "doctor doctors physician physicians provider providers prescriber clinician clinicians therapist therapists "
    "counselor "
    "counselors pharmacist pharmacists nurse nurses professional professionals specialist specialists staff team "
    "parents parent "
    "family families friends members caregivers center centers centre facility facilities program programs clinic "
    "clinics "
    "rehab rehabs providers hospital hospitals insurance insurers plan plans service services".split()
)
MAY = frozenset({"may", "might", "can", "could"})
OUGHT = frozenset({"should", "must", "need", "ought", "shouldn't", "mustn't"})
OFTEN = frozenset(
    "often usually commonly typically sometimes frequently rarely generally occasionally always never mostly "
    "seldom".split()
)
AMOUNT = frozenset(
    "many most more some about nearly roughly few several half every almost fewer less majority over".split()
)
CONNECTIVES = frozenset(
    "however although while though because therefore thus also additionally moreover furthermore besides but and so "
    "since despite unlike as".split()
)
CIRCUMSTANCE = frozenset("when if once after during before over without with for in at among while as by".split())
COMMANDS = frozenset(
    "talk ask call keep make try avoid find learn seek look consider remember get take use bring speak tell write "
    "choose "
    "visit see contact read set give start stop let go check click download view join share subscribe follow plan "
    "do don't "
    "be explore discover encourage help watch note wait put pick print reach build create practice think know "
    "understand "
    "celebrate offer stay discuss explain decide focus limit search apply enroll verify text press dial please "
    "always never "
    "listen practise develop identify set schedule complete sign submit enter select scroll swap pour breathe "
    "lace".split()
)
NUMBER = re.compile(r"\d")
PERCENT = re.compile(r"\d\s?%|\bpercent\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
PHONE = re.compile(r"\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}|\b\d-\d{3}-")
PRICE = re.compile(r"\$\s?\d")
ADDRESS = re.compile(r"https?://|www\.|@\w|\.(?:com|org|gov)\b", re.IGNORECASE)
DEFINING = re.compile(
    r"^\W{0,2}(?:(?:an?|the) )?[\w’'-]+(?: [\w’'()-]+){0,4} (?:is|are|means?|refers? to|involves?) (?:an?|the|any|"
    r"one|when|drugs|medicines|medications)\b",
    re.I,
)
"""X is a …: the frame of definitions, in which claims are cast as well."""

QUOTED = re.compile(r"^\W{0,2}[“\"]")
WORDS = re.compile(r"[A-Za-z][\w’'-]*|\d[\d.,]*")
BLOCKS = {Kind.ITEM: "item", Kind.CELL: "cell", Kind.QUOTE: "quote"}

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Signs:
    """The words of the lexicon in a text: surfaces by kind, and health words also by their term."""

    kinds: Mapping[str, frozenset[str]]
    terms: Mapping[str, frozenset[str]]

    def has(self, *kinds: str) -> bool:
        """Say whether any of these kinds of words occurs."""
        return any(k in self.kinds for k in kinds)


class Vocabulary:
    """The words of the claims lexicon, as signs: a word is one by itself, whatever marks are joined to it."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the lexicon's index."""
        self.index = lexicon.index

    def hits(self, text: str) -> Iterator[tuple[Term, str]]:
        """Yield every term in a text with the words that it was found by, in small letters."""
        held, passed = word_set(text), set(self.index.ungated)
        for word, start in words_of(text):
            known = self.index.meaning(word)
            if known is None:
                continue
            passed.update(known[1])
            for phrase in known[0]:
                if phrase.single:
                    yield phrase.term, word
                elif phrase.others <= held and (end := phrase.at(text, start)) >= 0:
                    yield phrase.term, text[start:end].lower()
        for number in passed:
            regex, term = self.index.free[number]
            for m in expression(regex).finditer(text):
                yield term, m.group().lower()


def read_signs(text: str, vocabulary: Vocabulary, substances: Iterable[str]) -> Signs:
    """Return the signs of a text; the names of medicines and substances count as health words."""
    kinds: dict[str, set[str]] = {}
    terms: dict[str, set[str]] = {}
    for term, surface in vocabulary.hits(text):
        kinds.setdefault(term.kind, set()).add(surface)
        terms.setdefault(term.id, set()).add(surface)
    for name in substances:
        kinds.setdefault("health", set()).add(name)
        terms.setdefault("substance", set()).add(name)
    return Signs({k: frozenset(v) for k, v in kinds.items()}, {k: frozenset(v) for k, v in terms.items()})


def lower_words(text: str) -> list[str]:
    """Return the words and numbers of a text in small letters."""
    return [t.lower() for t in WORDS.findall(text)]


def surface_features(text: str, signs: Signs, kind: Kind, complete: bool) -> Features:
    """Return what shows without a parse. `text` is the sentence without its citation marks."""
    out: Features = {}
    for term, words in signs.terms.items():
        out[f"words:{term}"] = float(min(MOST, len(words)))
    out["words:health"] = float(min(MOST, len(signs.kinds.get("health", ()))))
    tokens = WORDS.findall(text)
    lower = [t.lower().replace("’", "'") for t in tokens]
    counted = set(lower)
    size = max(1, len(tokens))
    out["length"] = math.log(size) / 3
    out["short"] = float(size <= 5)
    out["long"] = float(size >= 25)
    flags = {
        "reader": counted & READER, "writer": counted & WRITER, "house": counted & HOUSE, "helpers": counted & HELPERS,
        "people": counted & PEOPLE, "may": counted & MAY, "ought": counted & OUGHT,
        "will": counted & {"will", "won't", "you'll"}, "often": counted & OFTEN, "amount": counted & AMOUNT,
        "not": counted & {"not", "no", "never", "cannot", "don't", "doesn't"},
        "was": counted & {"was", "were", "had", "did"}, "is": counted & {"is", "are"},
        "if": counted & {"if", "whether"},
    }  # fmt: skip
    for name, found in flags.items():
        if found:
            out[name] = 1.0
    out |= opening(lower)
    patterns = {
        "number": NUMBER, "percent": PERCENT, "year": YEAR, "phone": PHONE, "price": PRICE, "address": ADDRESS,
        "defining": DEFINING, "quoted": QUOTED,
    }  # fmt: skip
    for name, pattern in patterns.items():
        if pattern.search(text):
            out[name] = 1.0
    out |= shape(text, tokens, kind, complete)
    return {k: v for k, v in out.items() if v}


def opening(lower: list[str]) -> Features:
    """Return what the first words show: whom the sentence speaks to, and whether it commands or points back."""
    first = lower[0] if lower else ""
    second = lower[1] if len(lower) > 1 else ""
    kinds = {
        "begins:command": first in COMMANDS, "begins:pointing": first in POINTING, "begins:reader": first in READER,
        "begins:house": first in HOUSE, "begins:writer": first in WRITER,
        "begins:people": first in PEOPLE or second in PEOPLE,
        "begins:helpers": first in HELPERS or second in HELPERS, "begins:connective": first in CONNECTIVES,
        "begins:circumstance": first in CIRCUMSTANCE,
        "begins:if-you": first in {"if", "when", "whether"} and second in READER,
        "begins:there": first == "there", "begins:to": first == "to",
        "begins:ing": first.endswith("ing") and len(first) > 5,
        "begins:question": first in {"what", "how", "why", "who", "where", "which", "does", "do", "is", "are", "can"},
        "begins:it-is-to": lower[:2] == ["it", "is"] and "to" in lower[2:6],
    }  # fmt: skip
    return {name: 1.0 for name, found in kinds.items() if found}


def shape(text: str, tokens: list[str], kind: Kind, complete: bool) -> Features:
    """Return the form of the sentence: its end, its capitals, its block."""
    stripped = text.rstrip(" \t\n\"”’')")
    capitals = sum(t[0].isupper() for t in tokens[1:] if not t.isupper() or len(t) > 5)
    out = {
        "ends:?": float(stripped.endswith("?")), "ends:!": float(stripped.endswith("!")),
        "ends::": float(stripped.endswith(":")), "ends:none": float(stripped[-1:].isalnum()),
        "capitals": min(1.0, 3 * capitals / max(1, len(tokens))),
        "fragment": float(not complete), "commas": min(1.0, text.count(",") / 4),
    }  # fmt: skip
    if kind in BLOCKS:
        out[f"block:{BLOCKS[kind]}"] = 1.0
        if not complete:
            out[f"block:{BLOCKS[kind]}-fragment"] = 1.0
    return out


BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re"})
EMPTY = frozenset(
    "substance drug medication medicine class group type form kind condition disorder disease process product name "
    "term way number "
    "program approach therapy treatment tea plant herb chemical compound family system step goal part practice "
    "method technique "
    "option place time thing center facility service choice question reason".split()
)
"""Head nouns of "X is a medicine", which says what X is and nothing that happens."""

SPEAKERS = ((READER, "reader"), (WRITER, "writer"), (HOUSE, "house"), (POINTING, "pointing"), (PEOPLE, "people"))
PRONOUNS = {word: name for words, name in (*SPEAKERS, (HELPERS, "helpers")) for word in words}


def context_features(*neighbours: float | None) -> Features:
    """Return what the sentences around one show; each is the probability of a neighbour, nearest first, or None."""
    known = [p for p in neighbours if p is not None]
    out = {}
    if known:
        out["near"] = sum(known) / len(known) - 0.5
    if neighbours and neighbours[0] is not None:
        out["near:before"] = neighbours[0] - 0.5
    if not known:
        out["near:alone"] = 1.0
    return out


STEM_KINDS = ("risk", "cause", "efficacy", "mechanism", "status", "promotion", "service", "advice", "burden", "vague")


def stem_features(signs: Signs) -> Features:
    """Return what the words that introduce a list or table show; `signs` are theirs."""
    out = {f"stem:{kind}": 1.0 for kind in STEM_KINDS if signs.has(kind)}
    out["stem"] = 1.0
    if "symptom" in signs.terms:
        out["stem:symptom"] = 1.0
    return out


def syntax_features(parse: Parse, signs: Signs) -> Features:
    """Return who does what: the subject, the verb with its auxiliaries, and what it is said of."""
    health = frozenset(w for words in signs.kinds.get("health", ()) for w in words.split())
    root = parse.root
    words = parse.lower
    out: Features = {f"root:{root_form(parse, root)}": 1.0}
    subject = parse.subject(root)
    out[f"subject:{subject_kind(parse, subject, health)}"] = 1.0
    if parse.imperative:
        out["imperative"] = 1.0
    helpers = [words[i] for i in parse.children(root, "aux", "auxpass")]
    for name, group in (("may", MAY), ("ought", OUGHT), ("will", {"will", "’ll", "'ll"})):
        if any(w in group for w in helpers):
            out[f"modal:{name}"] = 1.0
    if parse.children(root, "nsubjpass", "auxpass"):
        out["passive"] = 1.0
    for kind in ("efficacy", "risk", "mechanism", "cause", "statistic", "help", "facility"):
        if any(w.split()[0] == words[root] for w in signs.kinds.get(kind, ())):
            out[f"verb:{kind}"] = 1.0
    for label in ("dobj", "attr", "acomp", "pobj"):
        objects = parse.children(root, label)
        if any(words[i] in health or words[i].rstrip("s") in health for i in objects):
            out[f"{label}:health"] = 1.0
        if label == "attr" and any(words[i] in EMPTY or words[i].rstrip("s") in EMPTY for i in objects):
            out["attr:empty"] = 1.0
    if words[root] in BE:
        out["root:be"] = 1.0
    if any(parse.tags[i] == "TO" for i in parse.children(root, "aux")):
        out["root:to"] = 1.0
    return out


def root_form(parse: Parse, root: int) -> str:
    """Return the form of the main word: finite present, past, bare verb, participle, noun."""
    tag = parse.tags[root]
    finite = any(parse.tags[i] in {"MD", "VBZ", "VBP", "VBD"} for i in (root, *parse.children(root, "aux", "auxpass")))
    if tag.startswith("VB"):
        return "past" if tag == "VBD" else "finite" if finite else "bare"
    return "noun" if tag.startswith("NN") else "other"


def subject_kind(parse: Parse, subject: int | None, health: Collection[str]) -> str:
    """Return what the subject is: a pronoun or person by kind, a health word, a name, or another noun."""
    if subject is None:
        return "none"
    word = parse.lower[subject]
    if word in PRONOUNS:
        return PRONOUNS[word]
    low, high = parse.subtree(subject)
    around = set(parse.lower[low : min(high, low + 12)])
    if around & HOUSE:
        return "house"
    if word in health or word.rstrip("s") in health or around & set(health):
        return "health"
    return "name" if parse.tags[subject].startswith("NNP") else "noun"
