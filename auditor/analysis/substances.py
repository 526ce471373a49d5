"""Find medicines and substances by name in a text, and say which class each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from auditor.lexicon import Lexicon, Term

WORD = re.compile(r"\w+")
# A word after a hyphen is part of another idea: "non-opioid" is no opioid. A dash between two names is not a hyphen.
HYPHENS = "\u2010\u2011-"
# "alcohol-free" speaks of no alcohol, and "alcohol use disorder" of an illness.
OTHER_IDEA = re.compile(rf"[{HYPHENS}](?:free|like)\b|[\s{HYPHENS}]{{1,3}}use[\s{HYPHENS}]{{1,3}}disorders?\b", re.I)
# Between the words of one name stand a space, a hyphen or one mark; more is another sentence or a table.
MAX_GAP = 3
SPELLINGS = ("names", "brands", "discontinued", "street")


@dataclass(frozen=True, slots=True)
class Mention:
    """A medicine, substance or class at `start:end` of the text, with the words used for it."""

    start: int
    end: int
    id: str
    kind: str
    surface: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a name: the marks between its words, and how strict its capitals are.

    `exact` is the only accepted form of an abbreviation; `capital` asks for a capital first letter.
    """

    id: str
    gaps: tuple[str, ...]
    exact: str
    capital: bool


@dataclass(frozen=True)
class Substances:
    """The names of a lexicon, ready for looking up: built once, used for every text.

    `spellings` goes from the words of a name, in lower case, to the spellings made of them; `lengths` from a first
    word to the numbers of words to try, the longest first; `ancestors` from an id to every class above it.
    """

    terms: Mapping[str, Term]
    spellings: Mapping[tuple[str, ...], tuple[Spelling, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    ancestors: Mapping[str, frozenset[str]]

    @staticmethod
    def of(lexicon: Lexicon) -> Substances:
        """Prepare the names of the lexicon: its `match` phrases without `*`, names, brands and street names."""
        spellings: dict[tuple[str, ...], tuple[Spelling, ...]] = {}
        lengths: dict[str, set[int]] = {}
        for term in lexicon.terms:
            for text in written(term):
                words, gaps = parts(text)
                if not words:
                    continue
                exact = text if is_abbreviation(text) else ""
                entry = Spelling(term.id, gaps, exact, text in term.data.get("capital", ()))
                spellings[words] = (*spellings.get(words, ()), entry)
                lengths.setdefault(words[0], set()).add(len(words))
        ordered = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}
        return Substances(lexicon.by_id, spellings, ordered, {t: climb(t, lexicon.by_id) for t in lexicon.by_id})

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the names in `text` in order of place; of names that overlap, the first, and of those the longest."""
        found: list[Mention] = []
        exempt: dict[str, list[tuple[int, int]]] = {}
        end = 0
        for word in WORD.finditer(text):
            sizes = self.lengths.get(word.group().lower())
            if sizes is None or word.start() < end or text[max(0, word.start() - 1) : word.start()] in tuple(HYPHENS):
                continue
            mention = self.at(text, word.start(), sizes)
            if mention is None or self.exempted(mention, text, exempt):
                continue
            found.append(mention)
            end = mention.end
        return tuple(found)

    def at(self, text: str, start: int, sizes: tuple[int, ...]) -> Mention | None:
        """Return the longest name that begins at `start`, or None."""
        places = list(following(text, start, sizes[0]))
        for size in sizes:
            if size > len(places):
                continue
            words = tuple(text[a:b].lower() for a, b in places[:size])
            gaps = tuple(mark(text[b:c]) for (_, b), (c, _) in pairwise(places[:size]))
            end = places[size - 1][1]
            surface = text[start:end]
            for entry in self.spellings.get(words, ()):
                if entry.gaps == gaps and fits(entry, surface) and not OTHER_IDEA.match(text, end):
                    return Mention(start, end, entry.id, self.terms[entry.id].kind, surface)
        return None

    def exempted(self, mention: Mention, text: str, known: dict[str, list[tuple[int, int]]]) -> bool:
        """Say whether the term's own exceptions cover the mention; `known` keeps where they are in this text."""
        exceptions = self.terms[mention.id].exceptions
        if exceptions is None:
            return False
        if mention.id not in known:
            known[mention.id] = [m.span() for m in exceptions.finditer(text)]
        return any(a < mention.end and mention.start < b for a, b in known[mention.id])

    def canonical(self, surface: str) -> str | None:
        """Return the id of the medicine or substance so called in any case, or None."""
        words, gaps = parts(surface)
        return next((e.id for e in self.spellings.get(words, ()) if e.gaps == gaps), None)

    def classes_of(self, term_id: str) -> frozenset[str]:
        """Return every class that the term belongs to, directly or through another class."""
        return self.ancestors.get(term_id, frozenset())

    def is_a(self, member: str, group: str) -> bool:
        """Say whether `member` is `group` or belongs to it."""
        return member == group or group in self.classes_of(member)

    def single_words(self) -> frozenset[str]:
        """Return the names of one word, in lower case: what a reading formula counts as hard though it must stay."""
        return frozenset(words[0] for words in self.spellings if len(words) == 1)


def written(term: Term) -> Iterator[str]:
    """Yield every spelling of the term; a phrase with `*` is none."""
    yield from (m for m in term.match if "*" not in m)
    for key in SPELLINGS:
        yield from term.data.get(key, ())


def parts(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a name in lower case, and the marks between them."""
    places = [m.span() for m in WORD.finditer(text)]
    words = tuple(text[a:b].lower() for a, b in places)
    return words, tuple(mark(text[b:c]) for (_, b), (c, _) in pairwise(places))


def mark(gap: str) -> str:
    """Return what stands between two words, with spaces and hyphens taken for one another."""
    stripped = "".join("'" if c == "\u2019" else c for c in gap if not c.isspace() and c not in HYPHENS)
    return stripped or " "


def following(text: str, start: int, count: int) -> Iterator[tuple[int, int]]:
    """Yield the places of the word at `start` and of those close after it, at most `count`."""
    last = start
    for word in WORD.finditer(text, start):
        if word.start() - last > MAX_GAP or text.count("\n", last, word.start()) > 1:
            return
        yield word.span()
        last = word.end()
        count -= 1
        if count == 0:
            return


def fits(entry: Spelling, surface: str) -> bool:
    """Say whether the capitals of the words found are those that the spelling asks for."""
    if entry.exact:
        return surface == entry.exact
    return not entry.capital or surface[0].isupper()


def is_abbreviation(text: str) -> bool:
    """Say whether a spelling is an abbreviation, such as "SSRIs" or "2C-B", whose capitals matter."""
    letters = [c for c in text.removesuffix("s") if c.isalpha()]
    return len(letters) > 1 and " " not in text and all(c.isupper() for c in letters)


def climb(term_id: str, terms: Mapping[str, Term]) -> frozenset[str]:
    """Return the classes above a term, each once, whatever circles the data may hold."""
    above: set[str] = set()
    waiting: list[str] = list(direct(term_id, terms))
    while waiting:
        group = waiting.pop()
        if group not in above and group != term_id:
            above.add(group)
            waiting.extend(direct(group, terms))
    return frozenset(above)


def direct(term_id: str, terms: Mapping[str, Term]) -> Iterable[str]:
    """Return the classes that the term itself names."""
    classes: tuple[str, ...] = terms[term_id].data.get("classes", ()) if term_id in terms else ()
    return classes
