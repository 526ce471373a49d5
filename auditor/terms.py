"""Find the terms of a lexicon in a text: phrases by their first word, expressions by letters that they demand.

Each text is cut into words once, whatever the number of lexicons, and what a word means in a lexicon is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any

from auditor.literals import DIGIT, SIZE, WHOLE, grams, required

WORD = re.compile(r"\w+")

TEXTS = 1 << 14
"""Texts whose words, and what was found in them, are remembered: the sentences of 100,000 words.

A page with more sentences is read again at every pass, which makes the time grow faster than its length.
"""

VOCABULARY = 1 << 14
"""Words whose meaning in a lexicon is remembered: more than a site of pages on one subject uses."""

LONGEST_BEGINNING = 24
"""Letters of a word that are compared with the beginnings that a lexicon lists; none is longer."""


@dataclass(frozen=True)
class Term:
    """One entry: how it is recognised, what it means, and the keys of its sources."""

    id: str
    sources: tuple[str, ...]
    kind: str = ""
    match: tuple[str, ...] = ()
    regex: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    prefer: str = ""
    severity: str = ""
    note: str = ""
    message: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """Return the names of a medicine or substance that are unambiguous in any case."""
        listed = (s for key in ("names", "brands", "discontinued", "street") for s in self.data.get(key, ()))
        return tuple(s for s in listed if s not in self.data.get("capital", ()))

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Return an expression for each `match` phrase, then the `regex` entries."""
        return (*(phrase(m) for m in self.match), *self.regex)

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Return one expression for all parts, or None if the term has none."""
        return re.compile("|".join(f"(?:{p})" for p in self.parts), re.IGNORECASE) if self.parts else None

    @cached_property
    def exceptions(self) -> re.Pattern[str] | None:
        """Return one expression for the contexts in which the term is right, or None."""
        return re.compile("|".join(f"(?:{u})" for u in self.unless), re.IGNORECASE) if self.unless else None


@dataclass(frozen=True)
class Phrase:
    """One `match` entry of a term, its number among the term's parts; the name of a medicine has none (-1)."""

    words: str
    term: Term
    part: int

    @cached_property
    def alone(self) -> bool:
        """Say whether the phrase is one whole word, so that finding the word is finding the phrase."""
        return WORD.fullmatch(self.words) is not None

    @cached_property
    def single(self) -> bool:
        """Say whether the phrase is one word, whole or open at its end."""
        return WORD.fullmatch(self.words.rstrip("*")) is not None

    @cached_property
    def others(self) -> frozenset[str]:
        """Return the words that a text must hold; one beside `*` stands for many, so it is not among them."""
        near = ((m, self.words[max(0, m.start() - 1) : m.end() + 1]) for m in WORD.finditer(self.words))
        return frozenset(m.group().lower() for m, around in near if "*" not in around)

    def at(self, text: str, start: int) -> int:
        """Return where the phrase that begins at `start` ends, or -1 if it does not stand there."""
        m = compiled(self.words).match(text, start)
        return -1 if m is None else m.end()


@dataclass(frozen=True)
class Index:
    """Phrases by their first word, so that a text is looked through once however many terms there are.

    An alternation of all phrases would try each of them at each character: with 500 phrases that alone costs more
    than parsing the text. What a word can begin, and which of the `free` expressions need it, is found out once and
    remembered. A phrase is compared only if all its words occur; an expression is compiled only if letters that it
    demands occur: compiling all takes seconds, and a page holds few of them.
    """

    exact: Mapping[str, tuple[Phrase, ...]]
    prefix: Mapping[str, tuple[Phrase, ...]]
    free: tuple[tuple[str, Term], ...]
    numbers: tuple[int, ...]
    gates: Mapping[str, tuple[tuple[str, int], ...]]
    ungated: tuple[int, ...]

    @staticmethod
    def of(terms: Iterable[Term]) -> Index:
        """Build the index of the `match` phrases; `regex` entries are searched for one by one."""
        exact: dict[str, list[Phrase]] = {}
        prefix: dict[str, list[Phrase]] = {}
        free: list[tuple[str, Term]] = []
        parts: list[int] = []
        for term in terms:
            for place, words in enumerate((*term.match, *term.spellings)):
                part = place if place < len(term.match) else -1
                first = WORD.search(words)
                if first is None or first.start() > 0:
                    free.append((phrase(words), term))
                    parts.append(part)
                    continue
                group = prefix if words[first.end() : first.end() + 1] == "*" else exact
                group.setdefault(first.group().lower(), []).append(Phrase(words, term, part))
            free += [(r, term) for r in term.regex]
            parts += range(len(term.match), len(term.parts))
        gates: dict[str, list[tuple[str, int]]] = {}
        for number, (regex, _) in enumerate(free):
            for letters in required(regex):
                short = letters == DIGIT or letters.startswith(WHOLE)
                gates.setdefault(letters if short else letters[:SIZE], []).append((letters, number))
        return Index(
            {k: tuple(v) for k, v in exact.items()},
            {k: tuple(v) for k, v in prefix.items()},
            tuple(free),
            tuple(parts),
            {k: tuple(v) for k, v in gates.items()},
            tuple(n for n, (regex, _) in enumerate(free) if not required(regex)),
        )

    @cached_property
    def meaning(self) -> Callable[[str], tuple[tuple[Phrase, ...], tuple[int, ...]] | None]:
        """Return what tells the phrases that a word in small letters begins, and the expressions that it lets through.

        It answers None for the many words that mean nothing here.
        """

        def look_up(word: str) -> tuple[tuple[Phrase, ...], tuple[int, ...]] | None:
            phrases = self.exact.get(word, ())
            for size in range(2, min(len(word), LONGEST_BEGINNING) + 1) if self.prefix else ():
                phrases += self.prefix.get(word[:size], ())
            waiting = (self.gates.get(gram, ()) for gram in grams(word)) if self.gates else ()
            passed = {number for group in waiting for part, number in group if part in word}
            passed.update(number for _, number in self.gates.get(WHOLE + word, ()))
            if any(c.isdigit() for c in word):
                passed.update(number for _, number in self.gates.get(DIGIT, ()))
            return (phrases, tuple(passed)) if phrases or passed else None

        return lru_cache(VOCABULARY)(look_up)

    @cached_property
    def matches(self) -> Callable[[str], tuple[tuple[Term, int, int], ...]]:
        """Return what finds every place of every term in a text, overlaps included, and remembers the last texts."""
        return lru_cache(TEXTS)(lambda text: tuple(self.search(text)))

    def search(self, text: str) -> Iterator[tuple[Term, int, int]]:
        """Yield every place of every term, overlaps included."""
        phrases, numbers = self.candidates(text)
        for found, start in phrases:
            if found.alone:
                if text[start - 1 : start] != "-":
                    yield found.term, start, start + len(found.words)
            elif (end := found.at(text, start)) >= 0:
                yield found.term, start, end
        for number in numbers:
            regex, term = self.free[number]
            for m in expression(regex).finditer(text):
                if m.end() > m.start():
                    yield term, m.start(), m.end()

    def candidates(self, text: str) -> tuple[list[tuple[Phrase, int]], list[int]]:
        """Return the phrases that may stand in the text, with their places, and the numbers of `free` expressions."""
        meaning = self.meaning
        told = [(known, start) for word, start in words_of(text) if (known := meaning(word)) is not None]
        if not told:
            return [], list(self.ungated)
        held = word_set(text)
        phrases = [(p, start) for (found, _), start in told for p in found if p.others <= held]
        passed = {n for (_, numbers), _ in told for n in numbers}
        return phrases, sorted(passed.union(self.ungated))

    @cached_property
    def possible(self) -> Callable[[str], Mapping[str, tuple[int, ...]]]:
        """Return what tells, by term, which of its parts may stand in a text; no other can. It remembers the last."""

        def may_stand(text: str) -> Mapping[str, tuple[int, ...]]:
            phrases, numbers = self.candidates(text)
            found: dict[str, set[int]] = {}
            for p, _ in phrases:
                found.setdefault(p.term.id, set()).add(p.part)
            for n in numbers:
                found.setdefault(self.free[n][1].id, set()).add(self.numbers[n])
            return {term: tuple(sorted(parts - {-1})) for term, parts in found.items()}

        return lru_cache(TEXTS)(may_stand)

    def first(self, term: Term, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first place of a term from `start` on, the earlier part where two begin there, or None.

        That is what one expression with all parts as alternatives would find.
        """
        best: re.Match[str] | None = None
        for part in self.possible(text).get(term.id, ()):
            m = expression(term.parts[part]).search(text, start)
            if m is not None and (best is None or m.start() < best.start()):
                best = m
        return best

    def each(self, term: Term, text: str) -> Iterator[re.Match[str]]:
        """Yield the places of a term that do not overlap each other."""
        start = 0
        while (m := self.first(term, text, start)) is not None:
            yield m
            start = max(m.end(), m.start() + 1)


@lru_cache(TEXTS)
def words_of(text: str) -> tuple[tuple[str, int], ...]:
    """Return the words of a text in small letters, each with the place where it begins."""
    return tuple((m.group().lower(), m.start()) for m in WORD.finditer(text))


@lru_cache(TEXTS)
def word_set(text: str) -> frozenset[str]:
    """Return the different words of a text in small letters."""
    return frozenset(word for word, _ in words_of(text))


@cache
def compiled(words: str) -> re.Pattern[str]:
    """Return the compiled expression for a `match` entry."""
    return re.compile(phrase(words), re.IGNORECASE)


@cache
def expression(regex: str) -> re.Pattern[str]:
    """Return the compiled form of a `regex` entry, which is checked when it is read and used later."""
    return re.compile(regex, re.IGNORECASE)


def phrase(words: str) -> str:
    """Return the expression for a `match` entry: whole words, any spacing, `*` for the rest of a word."""
    pieces = (re.escape(w).replace("'", "['’]").replace(r"\-", r"[-\u2010-\u2013\s]") for w in words.split())
    body = r"[\s\u00a0]+".join(piece.replace(r"\*", r"[\w'’-]*") for piece in pieces)
    return rf"(?<![\w-]){body}(?![\w])"
