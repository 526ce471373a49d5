"""Measure what an audit costs, stage by stage, and against spaCy's full English pipeline on the same text.

One process, one core, after a warm-up. Run it with `make bench`, or `make bench ARGS="--pages DIR --json"`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from generate import pages as generated

from auditor.analysis import Analysis, Resources, load_resources
from auditor.analysis.syntax import MODELS
from auditor.checks import RULES
from auditor.config import Config
from auditor.engine import audit_page
from auditor.load import load_bytes
from auditor.load.sources import SUFFIXES
from auditor.model import Report, Tool
from auditor.report import render

ROOT = Path(__file__).resolve().parents[1]
REPEATS = 3
"""Alternating runs of auditor and spaCy; the median is given, so that one hiccup of the machine does not count."""

COMPARED = 60
"""Generated pages that spaCy's full pipeline reads too; all 1,000 would take it minutes and change the ratio little."""

THOROUGH = frozenset({"disputed", "statements", "suspects", "intrusions"})
"""Facts that no check of a fast run reads."""

STAGES = ("load", "analysis", "checks", "report")

Source = tuple[str, bytes]


@dataclass
class Seconds:
    """Seconds spent in each stage over a set of pages, and the words that were audited."""

    load: float = 0.0
    analysis: float = 0.0
    checks: float = 0.0
    report: float = 0.0
    words: int = 0
    texts: list[str] = field(default_factory=list, repr=False)

    @property
    def total(self) -> float:
        """Return the seconds of the whole audit."""
        return self.load + self.analysis + self.checks + self.report


def run(sources: Iterable[Source], config: Config, resources: Resources) -> Seconds:
    """Audit every source once. `analysis` is reading every fact once; `checks` is the audit less that."""
    out = Seconds()
    for name, data in sources:
        start = perf_counter()
        page = load_bytes(data, name, config=config)
        loaded = perf_counter()
        read_all(Analysis(page, config, resources))
        read = perf_counter()
        found = audit_page(page, RULES, config, resources)
        audited = perf_counter()
        report = Report(Tool("bench"), tuple(r.info for r in RULES), (found,))
        written = perf_counter()
        render(report, "json")
        render(report, "html")
        out.load += loaded - start
        out.analysis += read - loaded
        out.checks += max(0.0, (audited - read) - (read - loaded))
        out.report += perf_counter() - written
        out.words += found.words
        out.texts.append(page.text)
    return out


def read_all(facts: Analysis) -> None:
    """Read each fact that `Analysis` offers, as the checks of one page do between them."""
    for name, value in vars(Analysis).items():
        if isinstance(value, cached_property) and not (facts.config.fast and name in THOROUGH):
            getattr(facts, name)


def full_pipeline() -> Any:
    """Return spaCy's small English model with every pipe that it runs by default, entities included."""
    for name in MODELS:
        try:
            return import_module(name).load()
        except ModuleNotFoundError:
            continue
    raise SystemExit("no English spaCy model is installed; run: make bench")


def spacy_seconds(model: Any, texts: Sequence[str]) -> float:
    """Return the seconds that the full pipeline takes for `texts`, one document a page."""
    start = perf_counter()
    for _ in model.pipe(texts):
        pass
    return perf_counter() - start


def compare(sources: Sequence[Source], config: Config, resources: Resources, model: Any) -> tuple[Seconds, float]:
    """Return the median audit and the median seconds of spaCy, measured in turns after one warm-up of each."""
    texts = run(sources, config, resources).texts
    spacy_seconds(model, texts)
    audits, others = [], []
    for _ in range(REPEATS):
        audits.append(run(sources, config, resources))
        others.append(spacy_seconds(model, texts))
    return sorted(audits, key=lambda s: s.total)[REPEATS // 2], median(others)


def files_of(folder: Path) -> list[Source]:
    """Return the pages in `folder` and below, in order of name."""
    return [(str(p), p.read_bytes()) for p in sorted(folder.rglob("*")) if p.suffix in SUFFIXES and p.is_file()]


def row(name: str, pages: int, audit: Seconds, spacy: float | None) -> dict[str, Any]:
    """Return one line of the result."""
    stages = {k: round(v, 3) for k, v in asdict(audit).items() if k in STAGES}
    total = audit.total
    return {
        "set": name, "pages": pages, "words": audit.words, **stages, "total": round(total, 3),
        "ms/page": round(1000 * total / pages, 1), "words/s": round(audit.words / total),
        "spacy": spacy and round(spacy, 3), "ratio": spacy and round(total / spacy, 3),
    }  # fmt: skip


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Return the rows as aligned text."""
    head = list(rows[0])
    cells = [head] + [["-" if r[k] is None else str(r[k]) for k in head] for r in rows]
    widths = [max(len(c[i]) for c in cells) for i in range(len(head))]
    return "\n".join("  ".join(c.rjust(w) for c, w in zip(line, widths, strict=True)) for line in cells)


def one_core() -> str:
    """Stay on one processor core where the system allows it, and say what was done."""
    limited = os.environ.get("OMP_NUM_THREADS") == "1"
    threads = "one thread" if limited else "threads not limited (run it with `make bench`)"
    if not hasattr(os, "sched_setaffinity"):
        return threads
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return f"{threads}, one core"


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=Path, help="measure the pages in this folder instead of samples/")
    parser.add_argument("--count", type=int, default=1000, help="generated pages (default 1000; 0 leaves them out)")
    parser.add_argument("--fast", action="store_true", help="measure a fast run, as `auditor check --fast` does it")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    args = parser.parse_args(argv)
    core, config = one_core(), Config(fast=args.fast)
    resources, model = load_resources(config), full_pipeline()
    folder = args.pages or ROOT / "samples"
    files = files_of(folder)
    if not files:
        parser.error(f"{folder}: no page to measure")
    rows = [row(folder.name, len(files), *compare(files, config, resources, model))]
    if args.count:
        few = list(generated(min(COMPARED, args.count)))
        rows.append(row("generated, compared", len(few), *compare(few, config, resources, model)))
        rows.append(row("generated, all", args.count, run(generated(args.count), config, resources), None))
    machine = f"Python {platform.python_version()}, {platform.machine()}, {core}, {len(RULES)} rules"
    print(json.dumps({"machine": machine, "repeats": REPEATS, "rows": rows}, indent=2) if args.json else table(rows))
    if not args.json:
        print(f"\n{machine}. Seconds; median of {REPEATS} runs where compared. ratio = total / spaCy's full pipeline.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
