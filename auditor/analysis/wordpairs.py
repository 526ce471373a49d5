"""Know which words mean the same and which the opposite: pairs from WordNet, by stem.

`training/wordnet.py` takes them out of WordNet 3.1; the lists ship in auditor/models.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from auditor.analysis.stems import stem
from auditor.errors import ModelError

SYNONYMS, ANTONYMS = "synonyms.txt", "antonyms.txt"


@cache
def synonyms() -> Mapping[str, frozenset[str]]:
    """Return the stems of the synonyms of each stem. Raises ModelError that names the fix."""
    return pairs(SYNONYMS)


@cache
def antonyms() -> Mapping[str, frozenset[str]]:
    """Return the stems of the opposites of each stem. Raises ModelError that names the fix."""
    return pairs(ANTONYMS)


def pairs(name: str) -> Mapping[str, frozenset[str]]:
    """Read one pair a line, both ways. Raises ModelError."""
    place = files("auditor").joinpath("models").joinpath(name)
    try:
        lines = place.read_text(encoding="utf-8").splitlines()
    except OSError as e:
        raise ModelError(f"{place}: {e}; install the package again, or build it with training/wordnet.py") from e
    found: dict[str, set[str]] = {}
    for line in lines:
        one, other = (stem(w) for w in line.split())
        if one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {k: frozenset(v) for k, v in found.items()}
