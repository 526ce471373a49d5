"""Give each word a vector and a weight without reading the sentence around it.

A vector is what the sentence encoder says of the word alone, reduced to 128 numbers; the weight falls with how common
the word is in English, which the order of the encoder's vocabulary tells. `training/encoder.py` builds the file.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.analysis.wordpieces import UNKNOWN, split_word
from auditor.errors import ModelError

FILE = "words-128-int8.npz"
WIDTH = 128
FIRST_WORD = 1_996
"""Place in the vocabulary of its commonest word; before it stand marks and single letters."""

RARE = 20_000
"""Place that stands for a word which the vocabulary has only in pieces."""

Floats = NDArray[np.float32]


@cache
def load() -> tuple[dict[str, int], NDArray[np.int8], Floats]:
    """Return the vocabulary, the vectors and their scales. Raises ModelError that names the fix."""
    place = files("auditor").joinpath("models").joinpath(FILE)
    try:
        with place.open("rb") as file, np.load(file, allow_pickle=False) as data:
            arrays: dict[str, Any] = {name: data[name] for name in data.files}
    except (OSError, ValueError) as e:
        raise ModelError(f"{place}: {e}; install the package again, or build the file with training/encoder.py") from e
    terms = arrays["vocabulary"].tobytes().decode("utf-8").split("\n")
    return {t: i for i, t in enumerate(terms) if t}, arrays["words"], arrays["words.scale"]


@lru_cache(maxsize=20_000)
def vector(phrase: str) -> Floats:
    """Return the vector of length 1 of a word or a short phrase in lower case."""
    vocabulary, words, scale = load()
    ids = [vocabulary[p] for w in phrase.split() for p in split_word(w, vocabulary)] or [vocabulary[UNKNOWN]]
    mean = (words[ids].astype(np.float32) * scale[ids][:, None]).mean(axis=0)
    result: Floats = mean / (np.linalg.norm(mean) + np.float32(1e-9))
    return result


@lru_cache(maxsize=20_000)
def weight(phrase: str) -> float:
    """Return how much a word or phrase says: 0.7 for the commonest, 8 for a rare one; that of its rarest word."""
    vocabulary = load()[0]
    places = [RARE if p.startswith("##") else vocabulary[p] for w in phrase.split() for p in split_word(w, vocabulary)]
    return log(1 + max(max(places, default=RARE) - FIRST_WORD, 5) / 5)
