"""Weigh the signs of a sentence: three logistic regressions, shipped as data with their version and figures.

`surface` sees the sentence alone, `placed` also what stands around it, `parsed` also its syntax. They were fitted by
`training/claims.py`, which names its data; `claim_model.json` holds the weights and how well they did on pages that
were left out of the fit. Beside the signs stands the meaning of the sentence: the weighted mean of the vectors of its
words, which tells what it speaks of where no word of the lexicon does. To weigh is to add: the same sentence always
weighs the same.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from auditor.analysis.wordvectors import WIDTH, Floats, vector, weight

Weights = Mapping[str, float]
BIAS = "bias"
MOST_WORDS = 60
"""Words of a sentence whose vectors are added; a longer one is a list, and its first words tell of what."""

MEANING_SCALE = 3.0
"""Length of the vector of meaning; with the ridge of the fit it says how much meaning counts beside the signs. 2 to 6
give precision and recall within 0.03 of each other on pages left out; 0 gives 0.02 less recall."""


@dataclass(frozen=True)
class Model:
    """The weights of each stage and the probabilities between which a stage leaves the answer to the next."""

    version: str
    stages: Mapping[str, Weights]
    meaning: Mapping[str, Floats]
    threshold: float
    low: float
    high: float

    def probability(self, stage: str, features: Mapping[str, float], meaning: Floats) -> float:
        """Return the probability that a sentence with these features and this meaning is a claim."""
        weights = self.stages[stage]
        total = weights[BIAS] + sum(weights.get(name, 0.0) * value for name, value in features.items())
        total += float(self.meaning[stage] @ meaning)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_model() -> Model:
    """Read the weights that ship with the program."""
    raw = json.loads(files("auditor.analysis").joinpath("claim_model.json").read_text(encoding="utf-8"))
    meaning = {stage: np.array(weights, dtype=np.float32) for stage, weights in raw["meaning"].items()}
    return Model(raw["version"], raw["stages"], meaning, raw["threshold"], raw["low"], raw["high"])


@lru_cache(maxsize=20_000)
def weighted(word: str) -> Floats:
    """Return the vector of a word, as long as the word is telling."""
    result: Floats = vector(word) * np.float32(weight(word))
    return result


def meaning_of(words: Sequence[str]) -> Floats:
    """Return the meaning of a sentence with these words in small letters: a vector of length `MEANING_SCALE`."""
    total: Floats = np.zeros(WIDTH, dtype=np.float32)
    for word in words[:MOST_WORDS]:
        total += weighted(word)
    return total * np.float32(MEANING_SCALE / (float(np.linalg.norm(total)) + 1e-9))
