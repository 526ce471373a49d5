"""What nobody has opened is not shown as fact: a lexicon with unopened sources keeps every check silent."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.cli import main
from auditor.lexicon import Lexicon, load_lexicons

SOURCE = """
[sources.hearsay]
title = "Heard at a congress"
url = "https://example.org/hearsay"
accessed = 2026-11-25
seen = {seen}
"""
HEAD = '[lexicon]\nname = "{name}"\nversion = "2026.11.1"\nas_of = 2026-11-25\nlanguage = "en"\n' + SOURCE
FACT = """
[[term]]
id = "{id}"
kind = "{kind}"
source = "hearsay"
{more}
"""

CASES = {
    "SAF002": (
        "drug-facts",
        FACT.format(
            id="acamprosate-box",
            kind="fact",
            more="regex = ['\\bacamprosate is made from seaweed\\b']\nmessage = \"It is made in a factory.\"",
        ),
        "Like other tablets, acamprosate is made from seaweed.",
    ),
    "SAF001": (
        "safety",
        FACT.format(
            id="sauna-cure",
            kind="claim",
            more="regex = ['\\ba sauna ends an overdose\\b']\nmessage = \"trusts in a sauna\"",
        ),
        "In most cases a sauna ends an overdose of fentanyl.",
    ),
    "SAF003": (
        "outdated",
        FACT.format(
            id="paper-forms",
            kind="fact",
            more='regex = [\'\\bmethadone comes on paper\\b\']\nsince = "2019-01-01"\nmessage = "No more paper."',
        ),
        "In every clinic methadone comes on paper.",
    ),
    "LNG001": (
        "language",
        FACT.format(id="strung-out", kind="state", more='match = ["strung out"]\nprefer = "in withdrawal"'),
        "By the evening he was strung out on opioids.",
    ),
    "SAF004": (
        "disclosures",
        FACT.format(id="poison-help", kind="helpline", more='match = ["Poison Help"]\nnumbers = ["8005550100"]'),
        "After an overdose call Poison Help at 1-800-555-0199.",
    ),
}


@pytest.mark.parametrize("code", CASES)
@pytest.mark.parametrize("seen", [True, False])
def test_a_check_states_only_what_somebody_has_opened(code: str, seen: bool, tmp_path: Path) -> None:
    name, term, sentence = CASES[code]
    (tmp_path / "words").mkdir()
    text = HEAD.format(name=name, seen=str(seen).lower()) + term
    (tmp_path / "words" / "own.toml").write_text(text, encoding="utf-8")
    (tmp_path / "auditor.toml").write_text('lexicons = ["words/"]\n', encoding="utf-8")
    (tmp_path / "page.txt").write_text(sentence + "\n", encoding="utf-8")
    options = ["--config", str(tmp_path / "auditor.toml"), "--format", "text", "--select", code]
    run = CliRunner().invoke(main, ["check", str(tmp_path / "page.txt"), *options])
    assert (code in run.stdout) is seen, run.stdout + run.stderr


@pytest.mark.parametrize("lexicon", load_lexicons().values(), ids=lambda x: x.name)
def test_only_words_and_what_is_merely_recognised_lean_on_unopened_sources(lexicon: Lexicon) -> None:
    silent = {t.id for t in lexicon.terms if not lexicon.seen(t)}
    assert not silent or lexicon.name in {"acronyms", "disclosures", "questions", "drugs"}, (lexicon.name, silent)
