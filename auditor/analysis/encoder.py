"""Turn sentences into vectors with a small transformer that ships with the program and needs nothing but numpy.

The network is all-MiniLM-L6-v2 (six layers of 384 numbers); `training/encoder.py` builds its file. Everything is
loaded at first use and computed in single precision in a fixed order, so that the same text gives the same vector.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import pi
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.analysis.wordpieces import split_word, words
from auditor.errors import ModelError

FILE = "minilm-l6-v2-int8.npz"
LAYERS, HEADS, WIDTH = 6, 12, 384
LONGEST = 128
"""Word pieces read of a sentence; 99.9 % of the sentences of health pages have fewer."""

BATCH = 16
"""Sentences computed together: they are sorted by length first, so that little of a batch is padding."""

EPSILON = 1e-12
"""Added to a variance before its root is taken, as in the published network."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sentence as a vector of length 1, and its word pieces with theirs."""

    vector: Floats
    pieces: tuple[str, ...]
    vectors: Floats


@dataclass(frozen=True)
class Layer:
    """The numbers of one layer: four linear maps (weights transposed, bias) and two normalisations (gain, shift)."""

    mix: tuple[Floats, Floats]
    out: tuple[Floats, Floats]
    first: tuple[Floats, Floats]
    up: tuple[Floats, Floats]
    down: tuple[Floats, Floats]
    second: tuple[Floats, Floats]


@dataclass(frozen=True)
class Network:
    """The whole encoder: vocabulary, vectors of words and places as small integers, and the layers."""

    vocabulary: dict[str, int]
    words: NDArray[np.int8]
    word_scale: Floats
    places: Floats
    norm: tuple[Floats, Floats]
    layers: tuple[Layer, ...]


def encode(texts: Sequence[str]) -> list[Encoded]:
    """Return the vectors of these sentences, in order. Raises ModelError if the network is not there."""
    network = load()
    pieces = [wordpieces(t, network) for t in texts]
    out: list[Encoded | None] = [None] * len(texts)
    order = sorted(range(len(texts)), key=lambda i: (len(pieces[i]), i))
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        for i, vectors in zip(batch, forward(network, [pieces[i] for i in batch]), strict=True):
            mean = vectors.mean(axis=0)
            unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
            out[i] = Encoded(mean / np.linalg.norm(mean), pieces[i], unit)
    return [e for e in out if e is not None]


def forward(network: Network, batch: Sequence[tuple[str, ...]]) -> Iterator[Floats]:
    """Yield the vectors of the word pieces of each sentence."""
    longest = max(len(p) for p in batch)
    ids = np.zeros((len(batch), longest), dtype=np.int64)
    mask = np.full((len(batch), 1, 1, longest), np.float32(-1e9))
    for row, pieces in enumerate(batch):
        ids[row, : len(pieces)] = [network.vocabulary[p] for p in pieces]
        mask[row, ..., : len(pieces)] = 0
    state = network.words[ids].astype(np.float32) * network.word_scale[ids][..., None] + network.places[:longest]
    state = normalized(state, network.norm).reshape(-1, WIDTH)
    for layer in network.layers:
        state = normalized(state + attention(state, mask, layer), layer.first)
        state = normalized(state + linear(gelu(linear(state, layer.up)), layer.down), layer.second)
    whole = state.reshape(len(batch), longest, WIDTH)
    for row, pieces in enumerate(batch):
        yield whole[row, : len(pieces)]


def attention(state: Floats, mask: Floats, layer: Layer) -> Floats:
    """Return what each word piece takes from the others of its sentence."""
    rows, longest = mask.shape[0], mask.shape[-1]
    mixed = linear(state, layer.mix).reshape(rows, longest, 3, HEADS, WIDTH // HEADS).transpose(2, 0, 3, 1, 4)
    query, key, value = mixed
    weight = query @ key.transpose(0, 1, 3, 2) / np.float32((WIDTH // HEADS) ** 0.5) + mask
    weight = np.exp(weight - weight.max(axis=-1, keepdims=True))
    weight /= weight.sum(axis=-1, keepdims=True)
    joined = (weight @ value).transpose(0, 2, 1, 3).reshape(-1, WIDTH)
    return linear(joined, layer.out)


def linear(state: Floats, weights: tuple[Floats, Floats]) -> Floats:
    """Return the linear map of `state`."""
    result: Floats = state @ weights[0]
    result += weights[1]
    return result


def normalized(state: Floats, weights: tuple[Floats, Floats]) -> Floats:
    """Return `state` with mean 0 and variance 1 in each row, then gain and shift."""
    centred = state - state.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(EPSILON))
    result: Floats = centred / spread * weights[0] + weights[1]
    return result


def gelu(state: Floats) -> Floats:
    """Return x·Φ(x) in the form with a hyperbolic tangent (Hendrycks and Gimpel 2016; error below 5e-4)."""
    power = state * state
    power *= np.float32(-2 * 0.044715 * (2 / pi) ** 0.5)
    power -= np.float32(2 * (2 / pi) ** 0.5)
    power *= state
    np.minimum(power, np.float32(80), out=power)
    np.exp(power, out=power)
    power += 1
    result: Floats = np.divide(state, power, out=power)
    return result


def wordpieces(text: str, network: Network) -> tuple[str, ...]:
    """Return the pieces of the text that the vocabulary has, between the marks of a sentence's ends."""
    found = [p for word in words(text) for p in split_word(word, network.vocabulary)]
    return ("[CLS]", *found[: LONGEST - 2], "[SEP]")


@cache
def load() -> Network:
    """Return the network, read once. Raises ModelError that names the fix."""
    place = files("auditor").joinpath("models").joinpath(FILE)
    try:
        with place.open("rb") as file, np.load(file, allow_pickle=False) as data:
            arrays: dict[str, Any] = {name: data[name] for name in data.files}
    except (OSError, ValueError) as e:
        raise ModelError(f"{place}: {e}; install the package again, or build the file with training/encoder.py") from e
    terms = arrays["vocabulary"].tobytes().decode("utf-8").split("\n")
    layers = tuple(
        Layer(*(pair(arrays, f"{n}.{p}") for p in ("mix", "out", "first", "up", "down", "second")))
        for n in range(LAYERS)
    )
    return Network(
        {t: i for i, t in enumerate(terms) if t}, arrays["words"], arrays["words.scale"],
        whole(arrays, "places"), pair(arrays, "embeddings"), layers,
    )  # fmt: skip


def pair(arrays: dict[str, Any], name: str) -> tuple[Floats, Floats]:
    """Return a linear map as transposed weights and bias, or a normalisation as gain and shift."""
    if f"{name}.gain" in arrays:
        return arrays[f"{name}.gain"], arrays[f"{name}.shift"]
    return np.ascontiguousarray(whole(arrays, name).T), arrays[f"{name}.bias"]


def whole(arrays: dict[str, Any], name: str) -> Floats:
    """Return a matrix in single precision."""
    result: Floats = arrays[name].astype(np.float32) * arrays[f"{name}.scale"][:, None]
    return result
