"""What an expression demands of a text: never more than every match holds."""

from __future__ import annotations

import pytest

from auditor.analysis import Resources
from auditor.literals import demanded_by, required, worked_out


@pytest.mark.parametrize(
    ("expression", "letters"),
    [
        (r"\bnot addictive\b", {"addictive"}),
        (r"(?:taper|wean)(?:ed|ing)? off", {"off"}),
        (r"(?:taper|wean)(?:ed|ing)?", {"taper", "wean"}),
        (r"(?:taper|\w+) off", {"off"}),
        (r"(?:very )?safe", {"safe"}),
        (r"\d+ mg", {"#"}),
        (r"\d+ mg\b", {"=mg"}),
        (r"\d+(?:mg)?", {"#"}),
        (r"\b(?:us|our)\b", {"=us", "our"}),
        (r"\b(?:us|o)\w", set()),
        (r"a|bcd", set()),
    ],
)
def test_an_expression_demands_what_every_match_holds(expression: str, letters: set[str]) -> None:
    assert demanded_by(expression) == letters
    assert required(expression) == letters


def test_the_shipped_letters_are_those_of_the_shipped_expressions(resources: Resources) -> None:
    free = {regex for lexicon in resources.lexicons.values() for regex, _ in lexicon.index.free}
    assert set(worked_out()) == free, "run: make docs"
    assert {r: frozenset(letters) for r, letters in worked_out().items()} == {r: demanded_by(r) for r in free}
