"""Fit the three regressions of auditor/analysis/judge.py on public sets of sentence pairs, and measure them.

    python training/judge.py PAIRS

PAIRS holds the sets as FUNCTION-SET.tsv.gz with columns label, a, b: `rewording-mrpc-train` (Microsoft Research
Paraphrase Corpus), `rewording-pan-train` (PAN paraphrases, Madnani 2012), `rewording-mqp-dev` (medical question pairs)
and `rewording-negated-dev` (refuting rewrites of WikiFactCheck). Of each, shuffled with a fixed seed, the first half is
learnt from and the second half measured. What is kept are coefficients and figures, none of the text.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.analysis import judge
from auditor.analysis.encoder import encode
from auditor.analysis.judge import features, question_features
from auditor.analysis.repeats import combined, shipped_reader

TARGET = Path(__file__).resolve().parents[1] / "auditor" / "models" / judge.FILE
SEED = 5
PENALTY = 3.0
"""Weight of the squared coefficients."""

SETS = ("mrpc-train", "pan-train", "negated-dev", "mqp-dev")
Matrix = NDArray[np.float64]


def read(path: Path) -> list[tuple[int, str, str]]:
    """Return the pairs of a set in a fixed random order."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    random.Random(SEED).shuffle(rows)
    return [(int(label), a, b) for label, a, b in rows]


def measured(rows: list[tuple[int, str, str]], with_encoder: bool) -> Matrix:
    """Return the features of each pair, one a row."""
    reader = shipped_reader()
    gists = {t: reader.read(t) for _, a, b in rows for t in (a, b)}
    if not with_encoder:
        return np.array([features(gists[a], gists[b], reader.substances) for _, a, b in rows], dtype=np.float64)
    known = dict(zip(sorted(gists), encode(sorted(gists)), strict=True))
    return np.array(
        [question_features(gists[a], gists[b], known[a], known[b], reader.substances) for _, a, b in rows],
        dtype=np.float64,
    )


def fit(x: Matrix, y: Matrix) -> dict[str, Any]:
    """Return a logistic regression fitted by Newton's method on standardised features."""
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale < 1e-6] = 1
    z = np.hstack([(x - mean) / scale, np.ones((len(x), 1))])
    ridge = np.full(z.shape[1], PENALTY)
    ridge[-1] = 0
    w = np.zeros(z.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ w))
        gradient = z.T @ (p - y) + ridge * w
        step = np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + np.diag(ridge) + 1e-9 * np.eye(len(w)), gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    rounded = {"mean": mean, "scale": scale, "weights": w[:-1]}
    return {k: [round(float(v), 5) for v in values] for k, values in rounded.items()} | {"bias": round(float(w[-1]), 5)}


def area(y: Matrix, s: Matrix) -> float:
    """Return the area under the ROC curve."""
    order = np.argsort(s, kind="stable")
    rank = np.empty(len(s))
    rank[order] = np.arange(1, len(s) + 1)
    positives = y.sum()
    return float((rank[y == 1].sum() - positives * (positives + 1) / 2) / (positives * (len(y) - positives)))


def main() -> None:
    """Fit, measure on the other halves, and write."""
    folder = Path(sys.argv[1])
    rows = {name: read(folder / f"rewording-{name}.tsv.gz") for name in SETS}
    x = {name: measured(rows[name], name == "mqp-dev") for name in SETS}
    y = {name: np.array([r[0] for r in rows[name]], dtype=np.float64) for name in SETS}
    train = {name: slice(0, len(rows[name]) // 2) for name in SETS}
    alike = ("mrpc-train", "pan-train")
    same_x, same_y = (np.concatenate([v[n][train[n]] for n in alike]) for v in (x, y))
    kept = same_x[same_y == 1]
    denied = x["negated-dev"][train["negated-dev"]]
    fitted = {
        "statements": fit(same_x, same_y),
        "contrast": fit(np.concatenate([kept, denied]), np.concatenate([np.zeros(len(kept)), np.ones(len(denied))])),
        "questions": fit(x["mqp-dev"][train["mqp-dev"]], y["mqp-dev"][train["mqp-dev"]]),
    }
    models = judge.Judge(*(judge.regression(fitted[n]) for n in ("statements", "contrast", "questions")))
    figures: dict[str, Any] = {}
    for name in SETS:
        half = slice(len(rows[name]) // 2, None)
        if name == "mqp-dev":
            scores = np.array([models.questions.probability(f.astype(np.float32)) for f in x[name][half]])
        else:
            scores = np.array([combined(models, f.astype(np.float32)) for f in x[name][half]])
        truth = y[name][half]
        if truth.any():
            figures[name] = {"auc": area(truth, scores), "accuracy": float(((scores >= 0.5) == truth).mean())}
        else:
            figures[name] = {"share_at_0.5": float((scores >= 0.5).mean())}
        figures[name]["pairs"] = len(truth)
        figures[name] = {k: round(v, 3) for k, v in figures[name].items()}
        print(name, figures[name])
    TARGET.write_text(json.dumps(fitted | {"figures": figures}, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
