"""Fit the network of auditor/analysis/pair_model.py on the grammar of training/conflict, and measure it.

    pip install -e '.[training]'
    python training/conflict.py ../shared/eval/pairs ../shared/eval/corpus --minutes 20

PAIRS holds `conflict-snli-dev` (SNLI, CC BY-SA 4.0) and `conflict-negated-dev` (refuting rewrites of WikiFactCheck,
CC BY-SA), of which a quarter is measured and the rest learnt from. PAGES holds real pages: pairs of sentences that
share a medicine are taken to exclude nothing; those of PsychonautWiki (CC BY-SA 4.0), MedQuAD (CC BY 4.0) and the US
Department of Veterans Affairs (CC0) are learnt from, all others only measured. Of the grammar one topic in five is
never learnt from. What is kept are weights and figures, none of the text. The fit stops by the clock: a run again gives
other weights; the digest in auditor/models/README.md is that of the shipped file.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parent))
from conflict_pairs import GRAMMAR, Maker, Pair, held_out, page_pairs, public_pairs, read_topics
from encoder import quantized, written

from auditor.analysis import pair_model, pair_words
from auditor.analysis.facts import load_resources
from auditor.analysis.wordvectors import WIDTH, vector
from auditor.config import Config

TARGET = Path(__file__).resolve().parents[1] / "auditor" / "models" / pair_model.FILE
INSIDE = 128
BATCH = 64
RATE = 1.5e-3
LOOKS = 4
SOFT = 0.03
"""What a label leaves to doubt."""

Row = tuple[float, Any, Any, Any, Any]


class Network(nn.Module):
    """The network of pair_model.py, as it learns; the names of its weights are those of the shipped file."""

    def __init__(self, table: list[Any]) -> None:
        """Begin with random weights; the vectors of words stay as they are."""
        super().__init__()
        self.register_buffer("table", torch.tensor(np.stack(table)), persistent=False)
        self.proj, self.flag = nn.Linear(WIDTH, INSIDE), nn.Linear(len(pair_words.SIGNS), INSIDE)
        self.conv = nn.ModuleList([nn.Conv1d(INSIDE, INSIDE, 5, padding=2), nn.Conv1d(INSIDE, INSIDE, 3, padding=1)])
        self.ln = nn.ModuleList([nn.LayerNorm(INSIDE) for _ in range(2)])
        self.query = nn.Linear(INSIDE, INSIDE, bias=False)
        self.comp = nn.Sequential(nn.Linear(4 * INSIDE, INSIDE), nn.ReLU())
        last = (nn.Linear(3 * INSIDE, 64), nn.ReLU(), nn.Dropout(0.1), nn.Linear(64, 1))
        self.head = nn.Sequential(nn.Dropout(0.1), *last)
        self.drop = nn.Dropout(0.1)

    def contextual(self, ids: Any, signs: Any, mask: Any) -> Any:
        """Return the words among their neighbours."""
        x = torch.relu(self.proj(self.drop(self.table[ids])) + self.flag(signs))
        for conv, norm in zip(self.conv, self.ln, strict=True):
            x = norm(x + torch.relu(conv((x * mask[..., None]).transpose(1, 2)).transpose(1, 2)))
        return x

    def forward(self, a: Any, sa: Any, ma: Any, b: Any, sb: Any, mb: Any) -> Any:
        """Return the logits of a batch."""
        pa, pb = self.contextual(a, sa, ma), self.contextual(b, sb, mb)
        n, la, lb, h, k = len(pa), pa.shape[1], pb.shape[1], pair_model.HEADS, INSIDE // pair_model.HEADS
        qa, qb = self.query(pa).view(n, la, h, k), self.query(pb).view(n, lb, h, k)
        e = torch.einsum("nihk,njhk->nhij", qa, qb) / k**0.5
        wa = torch.softmax(e.masked_fill(~mb[:, None, None], -1e4), 3)
        wb = torch.softmax(e.masked_fill(~ma[:, None, :, None], -1e4), 2)
        al = torch.einsum("nhij,njhk->nihk", wa, pb.view(n, lb, h, k)).reshape(n, la, -1)
        be = torch.einsum("nhij,nihk->njhk", wb, pa.view(n, la, h, k)).reshape(n, lb, -1)
        va = self.comp(torch.cat([pa, al, (pa - al).abs(), pa * al], 2)) * ma[..., None]
        vb = self.comp(torch.cat([pb, be, (pb - be).abs(), pb * be], 2)) * mb[..., None]
        mean = va.sum(1) / ma.sum(1, keepdim=True) + vb.sum(1) / mb.sum(1, keepdim=True)
        xa, xb = va.amax(1), vb.amax(1)
        return self.head(torch.cat([mean, torch.maximum(xa, xb), torch.minimum(xa, xb)], 1))[:, 0]


class Reader:
    """Turns pairs into rows of numbers; words get their places in the table as they come."""

    def __init__(self) -> None:
        """Read the lexicons."""
        self.resources = load_resources(Config())
        self.places: dict[str, int] = {}
        self.table: list[Any] = []
        self.known: dict[str, pair_words.Reading] = {}

    def reading(self, text: str) -> pair_words.Reading:
        """Return a sentence's words, read once."""
        if text not in self.known:
            self.known[text] = pair_words.read(text, self.resources.substances.find(text))
        return self.known[text]

    def ids(self, reading: pair_words.Reading) -> Any:
        """Return the places of a sentence's words."""
        for w in reading.words:
            if w not in self.places:
                self.places[w] = len(self.table)
                self.table.append(vector(w))
        return np.array([self.places[w] for w in reading.words])

    def rows(self, pairs: list[Pair]) -> list[Row]:
        """Return the pairs as numbers."""
        found = []
        sides, names = self.resources.opposites.sides, self.resources.substances
        for p in pairs:
            a, b = self.reading(p.a), self.reading(p.b)
            row = self.ids(a), pair_words.signs(a, b, sides, names), self.ids(b), pair_words.signs(b, a, sides, names)
            found.append((float(p.conflict), *row))
        return found


def stacked(rows: list[Row]) -> list[Any]:
    """Return rows as the six tensors of a batch."""
    out = []
    for k in (1, 3):
        longest = max(len(r[k]) for r in rows)
        ids = np.zeros((len(rows), longest), np.int64)
        signs = np.zeros((len(rows), longest, len(pair_words.SIGNS)), np.float32)
        mask = np.zeros((len(rows), longest), bool)
        for i, r in enumerate(rows):
            size = len(r[k])
            ids[i, :size], signs[i, :size], mask[i, :size] = r[k], r[k + 1], True
        out += [torch.from_numpy(x) for x in (ids, signs, mask)]
    return out


def batches(rows: list[Row], rng: random.Random | None = None) -> list[list[int]]:
    """Return the places of the rows of each batch: of like length, and shuffled if there is a generator."""
    order = list(range(len(rows)))
    if rng:
        rng.shuffle(order)
    groups = []
    for start in range(0, len(order), BATCH * 50):
        part = sorted(order[start : start + BATCH * 50], key=lambda i: len(rows[i][1]) + len(rows[i][3]))
        groups += [part[i : i + BATCH] for i in range(0, len(part), BATCH)]
    if rng:
        rng.shuffle(groups)
    return groups


@torch.no_grad()
def scores(model: Network, rows: list[Row]) -> Any:
    """Return the logits of the rows."""
    model.eval()
    out = np.zeros(len(rows))
    for group in batches(rows):
        out[group] = model(*stacked([rows[i] for i in group])).numpy()
    return out


def fit(model: Network, rows: list[Row], minutes: float, looks: Any) -> None:
    """Learn for so many minutes; the pace falls to nothing at the end."""
    rng = random.Random(1)
    best = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=RATE, weight_decay=0.01)
    begin, step, seen, told = time.time(), 0, 0, 0
    while True:
        for group in batches(rows, rng):
            part = (time.time() - begin) / (60 * minutes)
            if part >= 1:
                print(f"{seen} pairs seen, {seen / len(rows):.1f} rounds", flush=True)
                return
            for g in best.param_groups:
                g["lr"] = RATE * min(1.0, (step + 1) / 100) * max(0.02, 1 - part)
            model.train()
            chosen = [rows[i] for i in group]
            truth = torch.tensor([r[0] for r in chosen]) * (1 - 2 * SOFT) + SOFT
            loss = nn.functional.binary_cross_entropy_with_logits(model(*stacked(chosen)), truth)
            best.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            best.step()
            step, seen = step + 1, seen + len(chosen)
            if part * LOOKS > told + 1:
                told, pause = told + 1, time.time()
                print(f"{seen} pairs, loss {loss.item():.3f}", flush=True)
                looks(model)
                begin += time.time() - pause


def digests(*places: Path) -> dict[str, str]:
    """Return the SHA-256 of each file, or of all files of a folder one after the other in the order of their names."""
    found = {}
    for place in places:
        files = sorted(p for p in place.rglob("*") if p.is_file()) if place.is_dir() else [place]
        found[place.name] = sha256(b"".join(f.read_bytes() for f in files)).hexdigest()
    return found


def area(truth: Any, given: Any) -> float:
    """Return the area under the ROC curve."""
    order = np.argsort(given, kind="stable")
    rank = np.empty(len(given))
    rank[order] = np.arange(1, len(given) + 1)
    positives = truth.sum()
    return float((rank[truth == 1].sum() - positives * (positives + 1) / 2) / (positives * (len(truth) - positives)))


def measured(model: Network, sets: dict[str, list[Row]], kinds: list[str]) -> dict[str, Any]:
    """Return the figures on what was never learnt from."""
    truth = {k: np.array([r[0] for r in v]) for k, v in sets.items()}
    given = {k: scores(model, v) for k, v in sets.items()}
    pages = given["pages"]
    found, other = given["topics"][truth["topics"] == 1], given["topics"][truth["topics"] == 0]
    figures: dict[str, Any] = {f"auc {k}": area(truth[k], given[k]) for k in sets if k != "pages"}
    for share in (0.01, 0.001):
        figures[f"held-out conflicts above {share:.1%} of page pairs"] = float(
            (found > np.quantile(pages, 1 - share)).mean()
        )
    limit = np.quantile(other, 0.95)
    for kind in sorted(set(kinds)):
        of_kind = given["topics"][[k == kind for k in kinds]]
        figures[f"above 5% of other held-out pairs: {kind}"] = float((of_kind > limit).mean())
    return {k: round(v, 3) for k, v in figures.items()}


def main() -> None:
    """Learn, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--count", type=int, default=60_000, help="pairs drawn from the grammar")
    parser.add_argument("--output", type=Path, default=TARGET)
    arguments = parser.parse_args()
    public = [arguments.pairs / f"conflict-{name}-dev.tsv.gz" for name in ("snli", "negated")]
    print(json.dumps(digests(GRAMMAR, *public, arguments.pages / "trusted", arguments.pages / "wiki"), indent=1))
    torch.manual_seed(1)
    torch.set_num_threads(1)
    topics = read_topics()
    learnt, held = public_pairs(arguments.pairs)
    page_learnt, page_measured = page_pairs(arguments.pages)
    kept = Maker([t for t in topics if held_out(t)], 2).draw(4_000)
    reader = Reader()
    drawn = Maker([t for t in topics if not held_out(t)], 1).draw(arguments.count)
    rows = reader.rows([*drawn, *learnt, *page_learnt])
    sets = {"topics": reader.rows(kept), "pages": reader.rows(page_measured)}
    sets |= {name: reader.rows(pairs) for name, pairs in held.items()}
    print({"learnt": len(rows)} | {k: len(v) for k, v in sets.items()}, flush=True)
    model = Network(reader.table)

    def looks(model: Network) -> None:
        short = {k: v[:800] for k, v in sets.items()}
        print(
            {k: v for k, v in measured(model, short, [p.kind for p in kept[:800]]).items() if ":" not in k}, flush=True
        )

    fit(model, rows, arguments.minutes, looks)
    figures = measured(model, sets, [p.kind for p in kept])
    print(json.dumps(figures, indent=1))
    arrays: dict[str, Any] = {}
    for name, value in model.state_dict().items():
        array = value.numpy()
        if array.ndim < 2:
            arrays[name] = array
        else:
            flat = quantized(name, array.reshape(len(array), -1))
            arrays |= {name: flat[name].reshape(array.shape), f"{name}.scale": flat[f"{name}.scale"]}
    packed = written(arrays)
    arguments.output.write_bytes(packed)
    print(arguments.output.name, len(packed), sha256(packed).hexdigest())


if __name__ == "__main__":
    main()
