"""Measure what each part of the search for contradictions adds: words, statements, gates, the network of word pairs.

    python benchmarks/conflicts.py ../shared/eval/cases.jsonl [MORE.jsonl ...] --pairs ../shared/eval/pairs [--most 500]

A case file holds one page a line, with the pairs of sentences that must be found (`expect`) or none (a trap). A case
counts as found if all its pairs are among the pairs of the page, a trap as alarmed if the page has any pair at all. On
sets of pairs the last row is `auditor.conflict` at 0.5; on pages it is judged_pages.py, which the program leaves out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from judged_pages import find_judged

from auditor.analysis import Analysis, Resources, load_resources
from auditor.analysis.conflicts import conflicting_pairs, opposed
from auditor.analysis.measurements import find_measurements
from auditor.analysis.numbers import conflicting_numbers
from auditor.analysis.opposition import conflict, page_of
from auditor.analysis.statements import body_of
from auditor.analysis.turned import find_turned
from auditor.config import Config
from auditor.load import load_bytes

Pairs = set[tuple[int, int]]
SUFFIX = {"html": ".html", "markdown": ".md", "text": ".txt"}


def by_words(facts: Analysis) -> Pairs:
    """Return the pairs of sentences in which words stand for opposing answers, whatever is said with them."""
    topics = facts.resources.topics
    told = []
    for i in body_of(facts):
        text = facts.sentences[i].text
        raised = sorted({topic for topic, _ in topics.answers(text)})
        told.append((i, {(t, cue.value) for t in raised for cue in topics.find(text, t) if cue.value}))
    return {
        (i, j)
        for (i, one), (j, other) in combinations(told, 2)
        if any(t == u and topics.clash(t, a, b) for t, a in one for u, b in other)
    }


def by_statements(facts: Analysis) -> Pairs:
    """Return the pairs of statements with opposing answers, whoever they are about and under which circumstances."""
    topics = facts.resources.topics
    found = combinations(facts.statements, 2)
    return {ordered(a.sentence, b.sentence) for a, b in found if a.sentence != b.sentence and opposed(a, b, topics)}


def gated(facts: Analysis) -> Pairs:
    """Return the pairs that the program reports without the network: statements, numbers, sentences turned round."""
    shared = facts.resources
    found = {
        ordered(a.sentence, b.sentence)
        for a, b in conflicting_pairs(facts.statements, shared.topics, shared.substances)
    }
    found |= {ordered(m.sentence, n.sentence) for m, n in conflicting_numbers(find_measurements(facts))}
    return found | {ordered(t.first, t.second) for t in find_turned(facts)}


def with_network(facts: Analysis) -> Pairs:
    """Return those and the pairs of a page that the network takes to exclude each other."""
    return gated(facts) | {ordered(j.first, j.second) for j in find_judged(facts)}


VARIANTS: dict[str, Callable[[Analysis], Pairs]] = {
    "words of the lexicon": by_words,
    "statements": by_statements,
    "statements with gates": gated,
    "… and the network": with_network,
}


def ordered(one: int, other: int) -> tuple[int, int]:
    """Return two indexes, the smaller first."""
    return min(one, other), max(one, other)


def plain(text: str) -> str:
    """Return the text with single spaces."""
    return " ".join(text.split())


def is_expected(facts: Analysis, pair: tuple[int, int], quotes: list[str]) -> bool:
    """Say whether the two sentences are the two that are quoted."""
    said = [plain(facts.sentences[i].text) for i in pair]
    return any(
        all(s in plain(q) or plain(q) in s for s, q in zip(said, order, strict=True))
        for order in (quotes, quotes[::-1])
    )


def cases(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the cases of contradictions."""
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["check"] == "contradictions":
            yield case


def measure_cases(path: Path, shared: Resources) -> None:
    """Print what each variant finds in a file of cases, and in how many traps it alarms."""
    counts = dict.fromkeys(VARIANTS, (0, 0))
    clear = traps = 0
    for case in cases(path):
        page = load_bytes(case["page"].encode(), f"case{SUFFIX[case['format']]}", config=Config())
        facts = Analysis(page, Config(), shared)
        clear, traps = clear + int(bool(case["expect"])), traps + int(not case["expect"])
        for name, variant in VARIANTS.items():
            pairs = variant(facts)
            hit = bool(case["expect"]) and all(any(is_expected(facts, p, w) for p in pairs) for w in case["expect"])
            alarm = not case["expect"] and bool(pairs)
            counts[name] = (counts[name][0] + hit, counts[name][1] + alarm)
    print(f"\n{path.name}: {clear} cases, {traps} traps")
    for name, (found, alarms) in counts.items():
        print(f"  {name:24} {found:3} found  {alarms:3} traps alarm")


def measure_pairs(path: Path, shared: Resources, most: int) -> None:
    """Print the share of a set's conflicts and of its other pairs that each variant takes for a conflict."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    random.Random(1).shuffle(rows)
    counts = dict.fromkeys(VARIANTS, (0, 0))
    truth = [row[0] == "1" for row in rows[:most]]
    for label, a, b in rows[:most]:
        facts = Analysis(page_of(a, b), Config(), shared)
        for name, variant in VARIANTS.items():
            if variant is with_network:
                hit = conflict(a, b) >= 0.5
            else:
                hit = any(facts.sentences[i].block != facts.sentences[j].block for i, j in variant(facts))
            counts[name] = (counts[name][0] + (hit and label == "1"), counts[name][1] + (hit and label == "0"))
    print(f"\n{path.name}: {sum(truth)} conflicts, {len(truth) - sum(truth)} others")
    for name, (found, wrong) in counts.items():
        print(f"  {name:24} {found:3} found  {wrong:3} of the others")


def main() -> None:
    """Measure the files named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, nargs="+")
    parser.add_argument("--pairs", type=Path, help="folder of sets of sentence pairs, conflict-*.tsv.gz")
    parser.add_argument("--most", type=int, default=500, help="pairs of a set, drawn with a fixed seed")
    arguments = parser.parse_args()
    shared = load_resources(Config())
    for path in arguments.cases:
        measure_cases(path, shared)
    for path in sorted(arguments.pairs.glob("conflict-*.tsv.gz")) if arguments.pairs else ():
        measure_pairs(path, shared, arguments.most)


if __name__ == "__main__":
    main()
