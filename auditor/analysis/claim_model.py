"""Weigh the signs of a sentence: three logistic regressions, shipped as data with their version and figures.

`surface` sees the sentence alone, `placed` also what stands around it, `parsed` also its syntax. They were fitted by
`training/claims.py`, which names its data; `claim_model.json` holds the weights and how well they did on pages that
were left out of the fit. To weigh is to add: no library is needed, and the same sentence always weighs the same.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Weights = Mapping[str, float]
BIAS = "bias"


@dataclass(frozen=True)
class Model:
    """The weights of each stage and the probabilities between which a stage leaves the answer to the next."""

    version: str
    stages: Mapping[str, Weights]
    threshold: float
    low: float
    high: float

    def probability(self, stage: str, features: Mapping[str, float]) -> float:
        """Return the probability that a sentence with these features is a claim."""
        weights = self.stages[stage]
        total = weights[BIAS] + sum(weights.get(name, 0.0) * value for name, value in features.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_model() -> Model:
    """Read the weights that ship with the program."""
    raw = json.loads(files("auditor.analysis").joinpath("claim_model.json").read_text(encoding="utf-8"))
    return Model(raw["version"], raw["stages"], raw["threshold"], raw["low"], raw["high"])
