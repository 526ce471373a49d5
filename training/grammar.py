"""Count the word classes of public health pages for auditor/analysis/grammar.py.

    python training/grammar.py FOLDER…

Each folder is read as `auditor check` would read it. The shipped counts come from pages of MedQuAD (CC BY 4.0), of the
US Department of Veterans Affairs (CC0), of PsychonautWiki (CC BY-SA 4.0) and of TripSit's wiki: counts of tag
sequences, no text.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from auditor.analysis.facts import Analysis, load_resources
from auditor.analysis.grammar import FILE, OUTSIDE, classes
from auditor.config import Config
from auditor.errors import LoadError
from auditor.load import find_pages, load_source

TARGET = Path(__file__).resolve().parents[1] / "auditor" / "models" / FILE
FEWEST_WORDS = 5


def main() -> None:
    """Write the counts of the folders named on the command line."""
    config = Config()
    resources = load_resources(config)
    counts: Counter[tuple[str, str, str]] = Counter()
    words = 0
    for source in find_pages(sys.argv[1:], config)[0]:
        try:
            page = load_source(source, config=config)
        except LoadError as e:
            print(f"skipped: {e}")
            continue
        facts = Analysis(page, config, resources)
        chosen = [
            i
            for i in facts.main
            if facts.sentences[i].complete and len(facts.sentences[i].text.split()) >= FEWEST_WORDS
        ]
        for parse in facts.parses(chosen).values():
            if parse is not None:
                padded = (OUTSIDE, OUTSIDE, *classes(parse), OUTSIDE)
                counts.update(zip(padded, padded[1:], padded[2:], strict=False))
                words += len(padded) - 3
    names = sorted({c for triple in counts for c in triple})
    index = {c: i for i, c in enumerate(names)}
    rows = sorted([index[a], index[b], index[c], n] for (a, b, c), n in counts.items())
    text = json.dumps({"words": words, "classes": names, "triples": rows}, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{words} words, {len(names)} classes, {len(rows)} triples, {len(text)} characters")


if __name__ == "__main__":
    main()
