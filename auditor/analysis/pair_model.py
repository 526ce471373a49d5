"""Judge whether two sentences exclude each other, with a small network that aligns their words.

Each word is looked up (no sentence encoder runs), seen with its neighbours, and laid beside those words of the other
sentence that it answers to; what is compared word by word is gathered over both sentences and weighed once (after
Parikh et al. 2016, "A Decomposable Attention Model for Natural Language Inference"). The order of the two sentences
makes no difference. `training/conflict.py` fits the network and measures it; auditor/models/README.md has the figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from auditor.analysis.wordvectors import Floats
from auditor.errors import ModelError

FILE = "conflict-int8.npz"
HEADS = 4
EPSILON = 1e-5


@cache
def load() -> Mapping[str, Floats]:
    """Return the weights of the network, read once. Raises ModelError that names the fix."""
    place = files("auditor").joinpath("models").joinpath(FILE)
    try:
        with place.open("rb") as file, np.load(file, allow_pickle=False) as data:
            arrays: dict[str, Any] = {name: data[name] for name in data.files}
    except (OSError, ValueError) as e:
        raise ModelError(f"{place}: {e}; install the package again, or build the file with training/conflict.py") from e
    return {
        name: whole(array, arrays[f"{name}.scale"]) if array.dtype == np.int8 else array
        for name, array in arrays.items()
        if not name.endswith(".scale")
    }


def whole(array: Any, scale: Floats) -> Floats:
    """Return a matrix in single precision, turned so that rows of words can be multiplied by it.

    In the file each row has one scale. The rows of a convolution go over places, then over what comes in.
    """
    rows = array.astype(np.float32) * scale.reshape(-1, *[1] * (array.ndim - 1))
    if rows.ndim == 3:
        rows = rows.transpose(0, 2, 1).reshape(len(rows), -1)
    return np.ascontiguousarray(rows.T)


def probability(a: Floats, signs_a: Floats, b: Floats, signs_b: Floats) -> float:
    """Return from 0 to 1 how surely two sentences exclude each other, from their words' vectors and signs."""
    w = load()
    one, other = contextual(a, signs_a, w), contextual(b, signs_b, w)
    left, right = one @ w["query.weight"], other @ w["query.weight"]
    mine, theirs = aligned(left, right, other), aligned(right, left, one)
    va, vb = compared(one, mine, w), compared(other, theirs, w)
    top = va.max(axis=0), vb.max(axis=0)
    gathered = np.concatenate([va.mean(axis=0) + vb.mean(axis=0), np.maximum(*top), np.minimum(*top)])
    hidden = np.maximum(gathered @ w["head.1.weight"] + w["head.1.bias"], 0)
    return float(1 / (1 + np.exp(-float((hidden @ w["head.4.weight"] + w["head.4.bias"])[0]))))


def contextual(words: Floats, signs: Floats, w: Mapping[str, Floats]) -> Floats:
    """Return each word of a sentence as it stands among its neighbours."""
    x = np.maximum(words @ w["proj.weight"] + w["proj.bias"] + signs @ w["flag.weight"] + w["flag.bias"], 0)
    for n in range(2):
        x = normalized(x + np.maximum(convolved(x, w[f"conv.{n}.weight"], w[f"conv.{n}.bias"]), 0), w, f"ln.{n}")
    return x


def convolved(x: Floats, kernel: Floats, bias: Floats) -> Floats:
    """Return the convolution over the words of a sentence, with nothing beyond its ends."""
    span = kernel.shape[0] // x.shape[1]
    padded = np.zeros((len(x) + span - 1, x.shape[1]), np.float32)
    padded[span // 2 : span // 2 + len(x)] = x
    result: Floats = np.concatenate([padded[k : k + len(x)] for k in range(span)], axis=1) @ kernel + bias
    return result


def normalized(x: Floats, w: Mapping[str, Floats], name: str) -> Floats:
    """Return each row with mean 0 and variance 1, then gain and shift."""
    centred = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(EPSILON))
    result: Floats = centred / spread * w[f"{name}.weight"] + w[f"{name}.bias"]
    return result


def aligned(query: Floats, key: Floats, value: Floats) -> Floats:
    """Return for each word of one sentence the mixture of the other's words that it answers to."""
    parts = []
    width = query.shape[1] // HEADS
    for h in range(HEADS):
        part = slice(h * width, (h + 1) * width)
        weight = query[:, part] @ key[:, part].T / np.float32(width**0.5)
        weight = np.exp(weight - weight.max(axis=1, keepdims=True))
        parts.append(weight / weight.sum(axis=1, keepdims=True) @ value[:, part])
    return np.concatenate(parts, axis=1)


def compared(x: Floats, y: Floats, w: Mapping[str, Floats]) -> Floats:
    """Return how each word stands to what answers it."""
    joined = np.concatenate([x, y, np.abs(x - y), x * y], axis=1)
    result: Floats = np.maximum(joined @ w["comp.0.weight"] + w["comp.0.bias"], 0)
    return result
