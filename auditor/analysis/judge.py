"""Judge whether two sentences say the same thing, from what they share.

Three small logistic regressions: one says how likely two statements restate one another, one how likely the words in
which they differ change the meaning, and one judges two questions. `training/judge.py` fits them; the coefficients and
their figures ship in auditor/models.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Any

import numpy as np

from auditor.analysis.encoder import Encoded
from auditor.analysis.similarity import CONTRASTS, Gist, containment, in_order, jaccard
from auditor.analysis.stems import stem
from auditor.analysis.substances import Substances
from auditor.analysis.vetoes import differ, different_drugs
from auditor.analysis.wordpairs import antonyms
from auditor.analysis.wordvectors import Floats
from auditor.errors import ModelError

FILE = "judge.json"
SCOPE = frozenset(
    "only just all every each always none never some many most few several sole solely merely except".split()
)
"""Words of how far a statement reaches: two copies that differ in one of them differ in what they say."""

NONE: frozenset[str] = frozenset()
MANY = 6
"""Changes, or names, beyond which more of them make no difference."""

PREFIXES = ("un", "in", "im", "non", "dis", "mis", "ir", "il")


@dataclass(frozen=True)
class Regression:
    """A logistic regression: mean and scale of each feature, its weight, and the bias."""

    mean: Floats
    scale: Floats
    weights: Floats
    bias: float

    def probability(self, features: Floats) -> float:
        """Return the probability of the positive class."""
        return 1 / (1 + exp(-float(((features - self.mean) / self.scale) @ self.weights) - self.bias))


@dataclass(frozen=True)
class Judge:
    """The three regressions; `questions` reads the encoder's features too.

    `axes` are the main directions, one a row, in which the encoder's vectors of questions differ: how far two questions
    lie apart on each tells the topic of a question from what it asks.
    """

    statements: Regression
    contrast: Regression
    questions: Regression
    axes: Floats


def features(a: Gist, b: Gist, substances: Substances) -> Floats:
    """Return what two sentences share and in what they differ, and its squares, in the order of the coefficients."""
    plain = np.array([*overlap(a, b), *edits(a, b), *differences(a, b, substances), *alignment(a, b)], np.float32)
    return np.concatenate((plain, plain * plain))


def question_features(a: Gist, b: Gist, one: Encoded, other: Encoded, substances: Substances, axes: Floats) -> Floats:
    """Return what two questions share, with the encoder's view in place of the alignment of words."""
    apart = np.abs(axes @ (one.vector - other.vector))
    shared = (*overlap(a, b), *edits(a, b), *differences(a, b, substances), *encoded_features(one, other))
    return np.array((*shared, *apart), dtype=np.float32)


def overlap(a: Gist, b: Gist) -> tuple[float, ...]:
    """Return shares of words, runs of words and characters."""
    short, long = sorted((len(a.words), len(b.words)))
    shared = dict(zip(a.matter, a.weights.tolist(), strict=True)), dict(zip(b.matter, b.weights.tolist(), strict=True))
    common = sum(shared[0][s] for s in a.content & b.content)
    one, other = sum(shared[0].values()), sum(shared[1].values())
    runs = [grams(a.words, b.words, n) for n in (1, 2, 3, 4)]
    order = in_order(a.words, b.words)
    return (
        jaccard(a.content, b.content), containment(a.content, b.content), order, order * order,
        in_order(a.matter, b.matter),
        jaccard(a.trigrams, b.trigrams), short / max(long, 1), log(1 + short),
        common / max(one + other - common, 1e-6), common / max(min(one, other), 1e-6), common / max(one, other, 1e-6),
        *(r for pair in runs for r in pair),
    )  # fmt: skip


def edits(a: Gist, b: Gist) -> tuple[float, ...]:
    """Return how the words as written are cut up by the changes from one sentence to the other."""
    one, other = a.key.split(), b.key.split()
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    sizes = [m.size for m in matcher.get_matching_blocks() if m.size]
    kinds = [tag for tag, *_ in matcher.get_opcodes()]
    replaced = kinds.count("replace")
    added = len(kinds) - replaced - kinds.count("equal")
    short = max(1, min(len(one), len(other)))
    long = max(1, len(one), len(other))
    names = sorted((len(a.names - b.names) / MANY, len(b.names - a.names) / MANY))
    return (
        len(sizes) / short, max(sizes, default=0) / short, 2 * sum(sizes) / max(1, len(one) + len(other)),
        abs(len(one) - len(other)) / long, min(replaced, MANY) / MANY, min(added, MANY) / MANY,
        jaccard(a.numbers, b.numbers) if a.numbers | b.numbers else 1.0, *names,
        min(len(a.names & b.names), MANY) / MANY,
    )  # fmt: skip


def grams(a: tuple[str, ...], b: tuple[str, ...], size: int) -> tuple[float, float]:
    """Return the share of word runs in common, of the longer and of the shorter sentence."""
    one, other = (Counter(zip(*(w[i:] for i in range(size)), strict=False)) for w in (a, b))
    common = sum((one & other).values())
    low, high = sorted((one.total(), other.total()))
    return common / max(high, 1), common / max(low, 1)


def differences(a: Gist, b: Gist, substances: Substances) -> tuple[float, ...]:
    """Return, as 0 or 1 or a share, in what the sentences differ that a restatement keeps."""
    mine, others = ({stem(w) for w in g.spoken} for g in (a, b))
    only_a, only_b = mine - others, others - mine
    sides = sum(
        differ(frozenset(v for k, v in a.sides if k == kind), frozenset(v for k, v in b.sides if k == kind))
        for kind in CONTRASTS
    )
    return tuple(
        float(v)
        for v in (
            differ(a.numbers, b.numbers), a.numbers != b.numbers, bool(a.numbers & b.numbers),
            different_drugs(a, b, substances), bool(a.drugs & b.drugs),
            differ(a.names, b.names), a.names != b.names, jaccard(a.names, b.names) if a.names | b.names else 0.5,
            (a.negations - b.negations) % 2, a.negations != b.negations, a.question != b.question, sides,
            opposed(only_a, only_b), opposed(only_a, others) or opposed(only_b, mine),
            bool((a.spoken ^ b.spoken) & SCOPE),
            prefixed(a.spoken - b.spoken, b.spoken) or prefixed(b.spoken - a.spoken, a.spoken),
        )
    )  # fmt: skip


def opposed(words: set[str], others: set[str]) -> bool:
    """Say whether a stem of the one set means the opposite of a stem of the other."""
    return any(not antonyms().get(w, NONE).isdisjoint(others) for w in words)


def prefixed(words: frozenset[str], others: frozenset[str]) -> bool:
    """Say whether a word is the other sentence's word with a prefix that denies it ("unsafe", "safe")."""
    return any(w.startswith(p) and w[len(p) :] in others for w in words for p in PREFIXES if len(w) > len(p) + 2)


def alignment(a: Gist, b: Gist) -> tuple[float, ...]:
    """Return how well each word finds its like in the other sentence, and what is left without one."""
    if not a.matter or not b.matter:
        return (0.0,) * 11
    near = a.vectors @ b.vectors.T
    place: dict[str, list[int]] = {}
    for j, s in enumerate(b.matter):
        place.setdefault(s, []).append(j)
    for i, s in enumerate(a.matter):
        near[i, place.get(s, [])] = 1.0
    best_a, best_b = near.max(axis=1), near.max(axis=0)
    one = float((best_a * a.weights).sum() / a.weights.sum())
    other = float((best_b * b.weights).sum() / b.weights.sum())
    left_a, left_b = best_a < 0.999, best_b < 0.999
    both = bool(left_a.any() and left_b.any())
    rest = near[left_a][:, left_b].max(axis=1) if both else np.zeros(1, np.float32)
    share = rest @ a.weights[left_a] / a.weights[left_a].sum() if both else 0.0
    alone = sorted((float(a.weights[left_a].sum()) / 10, float(b.weights[left_b].sum()) / 10))
    lowest = sorted((float(best_a.min()), float(best_b.min())))
    order = in_order(a.words, b.words)
    return (
        min(one, other), max(one, other), *lowest, *alone, float(rest.max()), float(share),
        float(a.meaning @ b.meaning), order * both, order * float(rest.max()),
    )  # fmt: skip


def encoded_features(a: Encoded, b: Encoded) -> tuple[float, ...]:
    """Return how near the encoder puts two sentences, and their word pieces to one another."""
    near = a.vectors[1:-1] @ b.vectors[1:-1].T
    close = float(a.vector @ b.vector)
    if not near.size:
        return (close, close * close, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    best_a, best_b = near.max(axis=1), near.max(axis=0)
    low, high = sorted((float(best_a.mean()), float(best_b.mean())))
    worst = sorted((float(best_a.min()), float(best_b.min())))
    tenth = min(float(np.quantile(best_a, 0.1)), float(np.quantile(best_b, 0.1)))
    return (close, close * close, low, high, 2 * low * high / (low + high), *worst, tenth)


@cache
def load() -> Judge:
    """Return the shipped coefficients. Raises ModelError that names the fix."""
    place = files("auditor").joinpath("models").joinpath(FILE)
    try:
        raw = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError) as e:
        raise ModelError(f"{place}: {e}; install the package again, or fit it with training/judge.py") from e
    statements, contrast, questions = (regression(raw[name]) for name in ("statements", "contrast", "questions"))
    return Judge(statements, contrast, questions, np.array(raw["axes"], dtype=np.float32))


def regression(raw: dict[str, Any]) -> Regression:
    """Return a regression from its stored numbers."""
    mean, scale, weights = (np.array(raw[k], dtype=np.float32) for k in ("mean", "scale", "weights"))
    return Regression(mean, scale, weights, float(raw["bias"]))
