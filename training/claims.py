"""Fit the weights by which `auditor` tells claims from other sentences, and write them with their figures.

    python training/claims.py --gold DIR [--pages DIR] [--labels FILE.json …] [--write]

Data: `training/claims.tsv` (sentences of our own, in this repository); `--gold DIR`, a folder with `gold/*.json` and
`pages/` whose sentences carry `kind` claim, not or ignore; `--labels`, JSON lists of {page, text, label} for sentences
of pages that are found under `--pages`. Real pages are not part of the repository: their licences do not allow it.

Figures are for pages left out of the fit, one at a time. Features are counts of lexicon words by kind, the form of the
sentence, its neighbours, its syntax, and the mean vector of its words; there is no feature for a single word, and
weights are held small (ridge).
numpy is needed here and nowhere else.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from auditor.analysis import Analysis, load_resources
from auditor.analysis.claim_features import (
    Features,
    Signs,
    Vocabulary,
    context_features,
    lower_words,
    read_signs,
    surface_features,
    syntax_features,
)
from auditor.analysis.claim_model import meaning_of
from auditor.analysis.claims import find_candidates, surroundings
from auditor.analysis.wordvectors import WIDTH
from auditor.config import Config
from auditor.load import load_source
from auditor.model import Kind

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "auditor" / "analysis" / "claim_model.json"
Fitted = tuple[dict[str, float], Any]
"""Weights of the signs, with the bias, and of the vector of meaning."""

STAGES = {"surface": ("surface",), "placed": ("surface", "context"), "parsed": ("surface", "context", "syntax")}
RIDGE = 2.0
"""Strength of the pull towards 0; 1 to 6 give the same figures within 0.01."""

FEWEST = 6
"""Sentences in which a feature must occur to get a weight."""

FOLDS = 10
"""Parts into which a set of more pages than this is cut, whole pages together."""

THRESHOLD = 0.45
"""Below a half, since most of the sentences of other sites were drawn for being taken for claims, and half of them are
none: the fit expects more of those than pages hold. At 0.5 recall on the labelled pages is 0.02 lower."""

LOW, HIGH = 0.25, 0.85
"""Between these the sentence is parsed: about a third of the main text, which keeps the cost within its bounds."""


@dataclass
class Row:
    """A labelled sentence with its features by group."""

    group: str
    text: str
    label: int | None
    parts: dict[str, Features]
    signs: Signs
    meaning: Any
    index: int = -1
    facts: Any = field(default=None, repr=False)


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, for matching sentences across splitters."""
    return "".join(c if c.isalnum() else " " for c in text.lower()).split()


def page_rows(facts: Analysis, group: str, labels: Sequence[tuple[str, int | None]]) -> list[Row]:
    """Return a row for every candidate of a page; one whose words match a labelled sentence carries its label."""
    known = [(words(text), label) for text, label in labels]
    candidates = find_candidates(facts, Vocabulary(facts.resources.lexicons["claims"]))
    parses = facts.parses([c.sentence for c in candidates])
    rows = []
    for c in candidates:
        mine = words(facts.sentences[c.sentence].text)
        best = max(known, key=lambda k: shared(mine, k[0]), default=([], None))
        label = best[1] if shared(mine, best[0]) >= 0.75 else None
        parse = parses[c.sentence]
        syntax = syntax_features(parse, c.signs) if parse is not None else {}
        rows.append(
            Row(
                group,
                c.text,
                label,
                {"surface": c.surface, "context": {}, "syntax": syntax},
                c.signs,
                c.meaning,
                c.sentence,
                facts,
            )
        )
        rows[-1].candidate = c  # type: ignore[attr-defined]
    return rows


def shared(a: Sequence[str], b: Sequence[str]) -> float:
    """Return the share of the words of the longer text that the other has too."""
    if not a or not b:
        return 0.0
    return sum((Counter(a) & Counter(b)).values()) / max(len(a), len(b))


def own_rows(resources: Any) -> list[Row]:
    """Return the sentences of this folder; they stand alone, so that their context is empty."""
    pairs = [
        line.split("\t", 1) for line in (HERE / "claims.tsv").read_text("utf-8").splitlines() if line and line[0] != "#"
    ]
    texts = [text for _, text in pairs]
    rows = []
    vocabulary = Vocabulary(resources.lexicons["claims"])
    for (mark, text), parse in zip(pairs, resources.parser.parse(texts), strict=True):
        signs = read_signs(text, vocabulary, (m.surface.lower() for m in resources.substances.find(text)))
        parts = {
            "surface": surface_features(text, signs, Kind.PARAGRAPH, True),
            "context": context_features(None),
            "syntax": syntax_features(parse, signs),
        }
        rows.append(Row("own", text, int(mark == "c"), parts, signs, meaning_of(lower_words(text))))
    return rows


def fill_context(rows: Sequence[Row], weights: Fitted) -> None:
    """Compute the features of context from the first-stage weights."""
    by_page: dict[int, list[Row]] = {}
    for row in rows:
        if row.facts is not None:
            by_page.setdefault(id(row.facts), []).append(row)
    for members in by_page.values():
        vocabulary = Vocabulary(members[0].facts.resources.lexicons["claims"])
        first = {r.index: probability(weights, r.parts["surface"], r.meaning) for r in members}
        for r in members:
            r.parts["context"] = surroundings(r.facts, r.candidate, first, vocabulary)  # type: ignore[attr-defined]


def probability(weights: Fitted, features: Features, meaning: Any) -> float:
    """Return what the program would compute."""
    signs, vector = weights
    total = signs["bias"] + sum(signs.get(k, 0.0) * v for k, v in features.items()) + float(vector @ meaning)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def fit(rows: Sequence[Row], parts: Iterable[str]) -> Fitted:
    """Return ridge logistic weights by Newton's method, of the signs and of the meaning; the same rows, the same."""
    parts = tuple(parts)
    count = Counter(name for r in rows for part in parts for name in r.parts[part])
    names = sorted(n for n, c in count.items() if c >= FEWEST)
    place = {n: k for k, n in enumerate(names)}
    width = len(names)
    x = np.zeros((len(rows), width + WIDTH + 1))
    x[:, -1] = 1
    x[:, width:-1] = np.array([r.meaning for r in rows], float)
    for i, r in enumerate(rows):
        for part in parts:
            for name, value in r.parts[part].items():
                if name in place:
                    x[i, place[name]] = value
    y = np.array([r.label for r in rows], float)
    b, pull = np.zeros(x.shape[1]), np.full(x.shape[1], RIDGE)
    pull[-1] = 1e-6
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ b))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(pull), x.T @ (p - y) + pull * b)
        b -= step
        if abs(step).max() < 1e-9:
            break
    signs = {n: round(float(v), 3) for n, v in zip(names, b, strict=False)}
    return signs | {"bias": round(float(b[-1]), 3)}, np.round(b[width:-1], 3)


def fit_all(rows: Sequence[Row], everything: Sequence[Row]) -> dict[str, Fitted]:
    """Fit the three stages on the labelled `rows`; the context of `everything` comes from the first stage."""
    stages = {"surface": fit(rows, STAGES["surface"])}
    fill_context(everything, stages["surface"])
    return stages | {name: fit(rows, STAGES[name]) for name in ("placed", "parsed")}


def decide(stages: dict[str, Fitted], r: Row) -> tuple[float, bool]:
    """Return the score of a row as the program computes it, and whether it had to be parsed."""
    seen = r.parts["surface"] | r.parts["context"]
    p = probability(stages["placed"], seen, r.meaning)
    if LOW <= p <= HIGH and r.parts["syntax"]:
        return probability(stages["parsed"], seen | r.parts["syntax"], r.meaning), True
    return p, False


def figures(scored: Sequence[tuple[Row, float]], cut: float = THRESHOLD) -> dict[str, Any]:
    """Return precision, recall and the counts behind them."""
    tp = sum(1 for r, p in scored if r.label and p >= cut)
    fp = sum(1 for r, p in scored if not r.label and p >= cut)
    fn = sum(1 for r, p in scored if r.label and p < cut)
    return {
        "precision": round(tp / max(1, tp + fp), 3),
        "recall": round(tp / max(1, tp + fn), 3),
        "right": tp,
        "wrong": fp,
        "missed": fn,
    }


def counts(rows: Sequence[Row]) -> dict[str, int]:
    """Return how many sentences of a set carry a label, and how many are claims."""
    return {"sentences": sum(r.label is not None for r in rows), "claims": sum(r.label == 1 for r in rows)}


def read(args: argparse.Namespace) -> tuple[list[Row], dict[str, list[Row]]]:
    """Return all rows, and the rows by data set."""
    config = Config()
    resources = load_resources(config)
    sets: dict[str, list[Row]] = {"own": own_rows(resources)}
    state = {"claim": 1, "not": 0, "ignore": None}
    if args.gold:
        sets["gold"] = []
        for path in sorted((args.gold / "gold").glob("*.json")):
            raw = json.loads(path.read_text("utf-8"))
            facts = Analysis(load_source(str(args.gold / "pages" / raw["page"]), config=config), config, resources)
            sets["gold"] += page_rows(facts, raw["page"], [(s["text"], state[s["kind"]]) for s in raw["sentences"]])
    for number, path in enumerate(args.labels):
        by_page: dict[str, list[tuple[str, int | None]]] = {}
        for item in json.loads(path.read_text("utf-8")):
            by_page.setdefault(item["page"], []).append((item["text"], item["label"]))
        sets[path.stem] = []
        for name, labels in sorted(by_page.items()):
            file = next(iter(sorted(args.pages.rglob(name))), None)
            if file is not None:
                facts = Analysis(load_source(str(file), config=config), config, resources)
                sets[path.stem] += page_rows(facts, f"{number}:{name}", labels)
    return [r for rows in sets.values() for r in rows], sets


def main() -> None:
    """Fit, measure on left-out pages, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--pages", type=Path, default=Path("."))
    parser.add_argument("--labels", type=Path, action="append", default=[])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", action="store_true", help="print the sentences on which the left-out model is wrong")
    args = parser.parse_args()
    rows, sets = read(args)
    labelled = [r for r in rows if r.label is not None]
    report: dict[str, Any] = {}
    for name, members in sets.items():
        scored, parsed = [], 0
        pages = sorted({r.group for r in members if r.label is not None})
        if name == "own":
            for k, r in enumerate(members):
                r.group = f"{name}{k % FOLDS}"
        elif len(pages) > FOLDS:
            for r in members:
                r.group = f"{name}{pages.index(r.group) % FOLDS}" if r.group in pages else r.group
        groups = sorted({r.group for r in members if r.label is not None})
        for group in groups:
            stages = fit_all([r for r in labelled if r.group != group], rows)
            for r in members:
                if r.group == group and r.label is not None:
                    p, dear = decide(stages, r)
                    scored.append((r, p))
                    parsed += dear
        report[name] = {
            "sentences": len(scored),
            "pages": len(pages),
            "folds": len(groups),
            "parsed": round(parsed / max(1, len(scored)), 2),
            **figures(scored),
        }
        print(name, report[name])
        for cut in (0.45, 0.5, 0.55, 0.6, 0.65):
            print("   at", cut, figures(scored, cut))
        if args.show:
            for r, p in sorted(scored, key=lambda s: -s[1]):
                if (p >= THRESHOLD) != bool(r.label):
                    print(f"   {'alarm ' if not r.label else 'missed'} {p:.2f} {r.text[:150]}")
    if args.write:
        stages = fit_all(labelled, rows)
        out = {
            "version": "2026.11.2",
            "about": "Logistic weights that tell medical claims from other sentences; fitted by training/claims.py",
            "data": {name: counts(members) for name, members in sets.items()},
            "left out": report, "ridge": RIDGE, "threshold": THRESHOLD, "low": LOW, "high": HIGH,
            "stages": {name: signs for name, (signs, _) in stages.items()},
            "meaning": {name: [float(v) for v in vector] for name, (_, vector) in stages.items()},
        }  # fmt: skip
        TARGET.write_text(json.dumps(out, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
