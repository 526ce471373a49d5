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
from auditor.analysis.rewording import combined, shipped_reader

TARGET = Path(__file__).resolve().parents[1] / "auditor" / "models" / judge.FILE
SEED = 5
PENALTY = 3.0
"""Weight of the squared coefficients."""

AXES, AXES_PENALTY = 16, 30.0
"""Main directions of the encoder's vectors that are looked at one by one, and the penalty with them; 8 to 32 are
equally good in the half learnt from (area 0.877 to 0.880 in eight parts, 0.860 without)."""

STRANGERS = 700
"""Pairs of sentences of two different pairs, of each set of statements: without them, 0.29 of such pairs scored 0.5."""

SETS = ("mrpc-train", "pan-train", "negated-dev", "mqp-dev")
Matrix = NDArray[np.float64]


def read(path: Path) -> list[tuple[int, str, str]]:
    """Return the pairs of a set in a fixed random order."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    random.Random(SEED).shuffle(rows)
    return [(int(label), a, b) for label, a, b in rows]


def measured(rows: list[tuple[int, str, str]]) -> Matrix:
    """Return the features of each pair, one a row."""
    reader = shipped_reader()
    gists = {t: reader.read(t) for _, a, b in rows for t in (a, b)}
    return np.array([features(gists[a], gists[b], reader.substances) for _, a, b in rows], dtype=np.float64)


def measured_questions(rows: list[tuple[int, str, str]]) -> tuple[Matrix, Matrix]:
    """Return the features of each pair of questions, one a row, and the main directions of the half learnt from."""
    reader = shipped_reader()
    gists = {t: reader.read(t) for _, a, b in rows for t in (a, b)}
    known = dict(zip(sorted(gists), encode(sorted(gists)), strict=True))
    learnt = np.stack([known[t].vector for _, a, b in rows[: len(rows) // 2] for t in (a, b)])
    axes = np.round(np.linalg.svd(learnt - learnt.mean(axis=0), full_matrices=False)[2][:AXES], 4)
    kept = [
        question_features(gists[a], gists[b], known[a], known[b], reader.substances, axes.astype(np.float32))
        for _, a, b in rows
    ]
    return np.array(kept, dtype=np.float64), axes


def strangers(rows: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """Return pairs of sentences that have nothing to do with one another."""
    drawn = random.Random(SEED)
    return [(0, one[1], other[2]) for one, other in (drawn.sample(rows, 2) for _ in range(STRANGERS))]


def fit(x: Matrix, y: Matrix, penalty: float = PENALTY) -> dict[str, Any]:
    """Return a logistic regression fitted by Newton's method on standardised features."""
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale < 1e-6] = 1
    z = np.hstack([(x - mean) / scale, np.ones((len(x), 1))])
    ridge = np.full(z.shape[1], penalty)
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
    x = {name: measured(rows[name]) for name in SETS[:-1]}
    x["mqp-dev"], axes = measured_questions(rows["mqp-dev"])
    y = {name: np.array([r[0] for r in rows[name]], dtype=np.float64) for name in SETS}
    train = {name: slice(0, len(rows[name]) // 2) for name in SETS}
    alike = ("mrpc-train", "pan-train")
    same_x, same_y = (np.concatenate([v[n][train[n]] for n in alike]) for v in (x, y))
    kept = same_x[same_y == 1]
    far = measured([pair for name in SETS[:-1] for pair in strangers(rows[name][train[name]])])
    denied = x["negated-dev"][train["negated-dev"]]
    fitted = {
        "statements": fit(np.concatenate([same_x, far]), np.concatenate([same_y, np.zeros(len(far))])),
        "contrast": fit(np.concatenate([kept, denied]), np.concatenate([np.zeros(len(kept)), np.ones(len(denied))])),
        "questions": fit(x["mqp-dev"][train["mqp-dev"]], y["mqp-dev"][train["mqp-dev"]], AXES_PENALTY),
    }
    regressions = [judge.regression(fitted[n]) for n in ("statements", "contrast", "questions")]
    models = judge.Judge(regressions[0], regressions[1], regressions[2], axes.astype(np.float32))
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
    kept_figures = fitted | {"axes": axes.tolist(), "figures": figures}
    TARGET.write_text(json.dumps(kept_figures, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
