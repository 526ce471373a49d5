"""Write down which letters each expression of the lexicons demands, so that a run need not work it out.

`python training/letters.py` writes `auditor/models/letters.json`; `--check` says whether it is up to date. An
expression that is not in the file, such as one of a user's own lexicon, is worked out when it is read.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from auditor.lexicon import load_lexicons
from auditor.literals import demanded_by

PLACE = Path(__file__).resolve().parents[1] / "auditor" / "models" / "letters.json"


def written() -> str:
    """Return the file's text: a line for each expression that a lexicon searches for."""
    regexes = sorted({regex for lexicon in load_lexicons().values() for regex, _ in lexicon.index.free})
    return json.dumps({r: sorted(demanded_by(r)) for r in regexes}, ensure_ascii=False, indent=0) + "\n"


def main() -> int:
    """Write or compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    if not parser.parse_args().check:
        PLACE.write_text(written(), encoding="utf-8")
        return 0
    if PLACE.read_text(encoding="utf-8") == written():
        return 0
    print("auditor/models/letters.json is not up to date; run: make docs", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
