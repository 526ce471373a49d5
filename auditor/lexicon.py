"""Find, read and validate the lexicons: dated, sourced data in TOML.

`lexicons/README.md` says the schema. A file that breaks it is a LexiconError that names the file and the term.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from auditor.errors import LexiconError
from auditor.terms import WORD, Index, expression, phrase
from auditor.terms import Term as Term  # part of what a lexicon is

HEADER: Mapping[str, type] = {
    "name": str,
    "version": str,
    "as_of": object,
    "language": str,
    "about": str,
    "review_months": int,
}
REVIEW_MONTHS = 12
"""After so many months a fact is due to be read again at its source, unless its lexicon says otherwise: editorial."""

WORDS_ONLY = frozenset({"editorial"})
"""Sources of word lists, which hold no fact that could grow old."""

SOURCE: Mapping[str, type] = {"title": str, "url": str, "accessed": object, "seen": bool, "note": str}
TERM: Mapping[str, type] = {
    # any lexicon
    "id": str, "source": object, "kind": str, "match": list, "regex": list, "unless": list, "note": str,
    "prefer": str, "severity": str, "message": str,
    # medicines and substances
    "names": list, "brands": list, "discontinued": list, "street": list, "classes": list, "schedule": str,
    "approved": list, "off_label": list, "boxed": str, "stop_abruptly": bool, "mechanism": str, "maximum": list,
    "schedules": list, "otc": bool, "interactions": list, "antidote": list, "capital": list, "cites": dict,
    # unsafe advice, outdated facts, helplines, promotion
    "needs": list, "since": str,
    # contradiction topics and cues
    "topic": str, "value": str, "opposes": list, "strength": str,
    "flips": str, "bound": bool, "near": list, "closed": bool, "about": str,
    # helplines
    "numbers": list, "hosts": list,
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """Where a fact was read; `seen` is False when nobody has opened it, and then it is not shown as fact."""

    key: str
    title: str
    url: str
    accessed: str
    seen: bool = True
    note: str = ""


@dataclass(frozen=True)
class Hit:
    """A term found in a text, at `start:end` of that text."""

    term: Term
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Lexicon:
    """One topic's terms, with their sources and version."""

    name: str
    version: str
    as_of: str
    language: str
    sources: Mapping[str, Source]
    terms: tuple[Term, ...]
    review_months: int = REVIEW_MONTHS

    @cached_property
    def by_id(self) -> Mapping[str, Term]:
        """Return the terms by id."""
        return {t.id: t for t in self.terms}

    @cached_property
    def index(self) -> Index:
        """Return the way from the first word of a phrase to the phrases that begin so."""
        return Index.of(self.terms)

    def of_kind(self, *kinds: str) -> tuple[Term, ...]:
        """Return the terms of these kinds, in file order."""
        return tuple(t for t in self.terms if t.kind in kinds)

    def find(self, text: str, *kinds: str) -> Iterator[Hit]:
        """Yield the terms found in `text`, in order of place, the longest first where two overlap."""
        hits: list[Hit] = []
        exempt: dict[str, list[tuple[int, int]]] = {}
        for term, start, end in self.index.matches(text):
            if kinds and term.kind not in kinds:
                continue
            if term.exceptions and term.id not in exempt:
                exempt[term.id] = [m.span() for m in term.exceptions.finditer(text)]
            if not any(a < end and start < b for a, b in exempt.get(term.id, ())):
                hits.append(Hit(term, start, end, text[start:end]))
        last = -1
        for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.term.id)):
            if hit.start >= last:
                last = hit.end
                yield hit

    def cite(self, term_id: str) -> str:
        """Return the stable reference of a term: `name@version#id`."""
        return f"{self.name}@{self.version}#{term_id}"

    def seen(self, term: Term) -> bool:
        """Say whether somebody has opened at least one of the term's sources; if not, no check may state it."""
        return any(self.sources[k].seen for k in term.sources)

    def review_by(self, source: Source) -> str:
        """Return the day (YYYY-MM-DD) from which on what was read in a source is due to be read again."""
        year, month, day = (int(n) for n in source.accessed.split("-"))
        months = 12 * year + month - 1 + self.review_months
        return f"{months // 12:04}-{months % 12 + 1:02}-{day:02}"

    def read_on(self, source: Source, day: str) -> str:
        """Return when a source was read, in words, and that it is due to be read again if it is on `day`."""
        late = bool(day) and self.review_by(source) <= day
        return f"read {source.accessed}{', due to be read again' if late else ''}"

    def due(self, day: str) -> Mapping[str, tuple[Source, ...]]:
        """Return the terms whose facts are due on `day` (YYYY-MM-DD), by id, with the sources to read again.

        A term is due when every opened source of it is; word lists have none that ages.
        """
        found = {}
        for term in self.terms:
            opened = [self.sources[k] for k in term.sources if self.sources[k].seen and k not in WORDS_ONLY]
            if opened and all(self.review_by(s) <= day for s in opened):
                found[term.id] = tuple(opened)
        return found

    def source_of(self, term: Term, fact: str, value: str = "") -> Source | None:
        """Return an opened source of one fact of the term, or of one value of it, or None if nobody has opened one."""
        cites = term.data.get("cites", {})
        keys = cites.get(f"{fact}:{value}", ()) + cites.get(fact, ())
        return next((self.sources[k] for k in keys if self.sources[k].seen), None)


def lexicon_root() -> Traversable:
    """Return the packaged data, or the checkout's own folder when running from source."""
    packaged = files("auditor").joinpath("lexicons")
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[1] / "lexicons"


def load_lexicons(extra: Iterable[Path] = ()) -> dict[str, Lexicon]:
    """Read every shipped lexicon, then the folders of `extra`, whose terms add to or replace the shipped ones.

    Raises LexiconError for a folder that is not there and for a file that breaks the schema.
    """
    out: dict[str, Lexicon] = {}
    shipped = lexicon_root()
    for folder in (shipped, *extra):
        if not folder.is_dir():
            raise LexiconError(f"{folder}: no such folder of lexicons")
        for entry in sorted(folder.iterdir(), key=lambda e: e.name):
            if entry.name.endswith(".toml"):
                lexicon = parse_lexicon(entry.read_text(encoding="utf-8"), str(entry), compiles=folder is shipped)
                old = out.get(lexicon.name)
                out[lexicon.name] = merged(old, lexicon) if old else lexicon
    return dict(sorted(out.items()))


def merged(old: Lexicon, new: Lexicon) -> Lexicon:
    """Return `old` with the terms of `new` in place of those with the same id, or after them."""
    terms = {t.id: t for t in old.terms} | {t.id: t for t in new.terms}
    version = old.version if old.version == new.version else f"{old.version}+{new.version}"
    return Lexicon(old.name, version, max(old.as_of, new.as_of), old.language,
                   {**old.sources, **new.sources}, tuple(terms.values()), new.review_months)  # fmt: skip


def parse_lexicon(text: str, place: str, compiles: bool = False) -> Lexicon:
    """Read one lexicon. `place` names the file in errors. Raises LexiconError.

    `compiles` says that a test has tried its expressions: trying those that are shipped would take half a second.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        raise LexiconError(f"{place}: {e}") from e
    unknown(raw, ("lexicon", "sources", "term"), place)
    head = raw.get("lexicon")
    if not isinstance(head, dict):
        raise LexiconError(f"{place}: no [lexicon] table")
    check(head, HEADER, ("name", "version", "as_of", "language"), f"{place} [lexicon]")
    sources = {}
    for key, value in raw.get("sources", {}).items():
        where = f"{place} [sources.{key}]"
        check(value, SOURCE, ("title", "url", "accessed", "seen"), where)
        accessed, note = str(value["accessed"]), value.get("note", "")
        sources[key] = Source(key, value["title"], value["url"], accessed, value["seen"], note)
    terms: dict[str, Term] = {}
    for number, value in enumerate(raw.get("term", []), 1):
        where = f"{place} [[term]] {value.get('id', number)!r}"
        term = parse_term(value, sources, where)
        if not compiles:
            try_expressions(term, where)
        if term.id in terms:
            raise LexiconError(f"{place}: two terms have the id {term.id!r}")
        terms[term.id] = term
    if not terms:
        raise LexiconError(f"{place}: no [[term]]")
    return Lexicon(head["name"], head["version"], str(head["as_of"]), head["language"], sources, tuple(terms.values()),
                   head.get("review_months", REVIEW_MONTHS))  # fmt: skip


def parse_term(raw: dict[str, Any], sources: Mapping[str, Source], place: str) -> Term:
    """Read one term. Raises LexiconError for an unknown key, a missing source or a bad expression."""
    check(raw, TERM, ("id", "source"), place)
    keys = [raw["source"]] if isinstance(raw["source"], str) else list(raw["source"])
    missing = [k for k in keys if k not in sources]
    if missing or not keys:
        raise LexiconError(f"{place}: no such source {missing or 'at all'}")
    cites = read_cites(raw, keys, place)
    own = {"id", "cites", "source", "kind", "match", "regex", "unless", "prefer", "severity", "note", "message"}
    return Term(
        raw["id"], tuple(keys), raw.get("kind", ""), tuple(raw.get("match", ())), tuple(raw.get("regex", ())),
        tuple(raw.get("unless", ())), raw.get("prefer", ""), raw.get("severity", ""), raw.get("note", ""),
        raw.get("message", ""),
        {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items() if k not in own} | cites,
    )  # fmt: skip


def try_expressions(term: Term, place: str) -> None:
    """Raise LexiconError for an expression that does not compile or matches an empty text.

    A phrase with a word in it always compiles and never matches an empty text; compiling them all would take long.
    """
    doubtful = [*term.regex, *(phrase(m) for m in term.match if not WORD.search(m))]
    try:
        empty = any(expression(r).search("") for r in doubtful)
        _ = term.exceptions
    except re.error as e:
        raise LexiconError(f"{place}: {e}") from e
    if empty:
        raise LexiconError(f"{place}: the pattern matches nothing at all")


def read_cites(raw: dict[str, Any], keys: list[str], place: str) -> dict[str, Mapping[str, tuple[str, ...]]]:
    """Read which of the term's sources stands behind which of its facts. Raises LexiconError."""
    cites: dict[str, tuple[str, ...]] = {}
    for fact, value in raw.get("cites", {}).items():
        cited = [value] if isinstance(value, str) else value
        name, _, part = fact.partition(":")
        known = name in raw and (not part or (isinstance(raw[name], list) and part in raw[name]))
        if not known or not isinstance(cited, list) or any(k not in keys for k in cited):
            raise LexiconError(f"{place}: 'cites' names {fact!r}: no fact of the term, or a source it does not list")
        cites[fact] = tuple(cited)
    return {"cites": cites} if cites else {}


def check(raw: Any, allowed: Mapping[str, type], needed: Iterable[str], place: str) -> None:
    """Raise LexiconError if `raw` lacks a key, has an unknown one, or a value of another type."""
    if not isinstance(raw, dict):
        raise LexiconError(f"{place}: not a table")
    unknown(raw, allowed, place)
    for key in needed:
        if key not in raw:
            raise LexiconError(f"{place}: no {key!r}")
    for key, value in raw.items():
        if not isinstance(value, allowed[key]):
            raise LexiconError(f"{place}: {key!r} is not a {allowed[key].__name__}")


def unknown(raw: Mapping[str, Any], allowed: Iterable[str], place: str) -> None:
    """Raise LexiconError for a key that the schema does not have."""
    extra = sorted(set(raw) - set(allowed))
    if extra:
        raise LexiconError(f"{place}: unknown key {extra[0]!r}; known are {', '.join(allowed)}")
