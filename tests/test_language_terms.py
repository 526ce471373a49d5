"""What editors see of stigmatizing words: found in the author's own voice, and nowhere else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from auditor.analysis import Analysis, Resources
from auditor.analysis.person_first import replacements
from auditor.analysis.stigma import find_stigma
from auditor.config import Config
from auditor.load import load_text

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "language.toml").read_text(encoding="utf-8"))


def facts(sentence: str, resources: Resources) -> Analysis:
    """Return the facts of a page of two sentences."""
    config = Config()
    source = f"<html><body><h1>Notes</h1><p>{sentence} The room opens at nine.</p></body></html>"
    return Analysis(load_text(source, "page", format="html", config=config), config, resources)


def quotes(sentence: str, resources: Resources) -> list[str]:
    """Return the words that are flagged."""
    read = facts(sentence, resources)
    return [read.page.quote(span) for term in find_stigma(read) for span in term.spans]


@pytest.mark.parametrize("marked", TABLE["flagged"])
def test_a_stigmatizing_word_is_flagged_tightly(marked: str, resources: Resources) -> None:
    want = re.findall(r"\[\[(.*?)\]\]", marked)
    found = quotes(marked.replace("[[", "").replace("]]", ""), resources)
    for words in want:
        assert any(words in q or q in words for q in found), found


@pytest.mark.parametrize("sentence", TABLE["fine"])
def test_a_word_that_is_right_where_it_stands_is_left_alone(sentence: str, resources: Resources) -> None:
    assert quotes(sentence, resources) == []


def test_a_column_of_words_to_avoid_is_not_the_language_of_the_page(resources: Resources) -> None:
    heads = "<tr><th>Avoid</th><th>Better</th></tr>"
    rows = "<tr><td>addicts</td><td>people with an addiction</td></tr><tr><td>got clean</td><td>stopped</td></tr>"
    assert quotes(f"</p><table>{heads}{rows}</table><p>Heroin is an opioid.", resources) == []
    told = heads.replace("Avoid", "Ward").replace("Better", "Patients")
    assert quotes(f"</p><table>{told}{rows}</table><p>Heroin is an opioid.", resources) != []


@pytest.mark.parametrize("row", TABLE["rewrite"], ids=lambda r: str(r["before"]))
def test_a_replacement_keeps_the_sentence_whole(row: dict[str, str], resources: Resources) -> None:
    read = facts(row["before"], resources)
    text = read.page.text
    for one in reversed(replacements(read)):
        text = text[: one.span.start] + one.words + text[one.span.end :]
    assert row["after"] in text


def test_one_term_is_one_finding_with_all_its_places(resources: Resources) -> None:
    read = facts("Addicts come at nine. The nurse greets addicts by name. Drug addicts stay for lunch.", resources)
    (found,) = find_stigma(read)
    assert [read.page.quote(s) for s in found.spans] == ["Addicts", "addicts", "Drug addicts"]


def test_every_term_has_a_source_that_somebody_opened(resources: Resources) -> None:
    lexicon = resources.lexicons["language"]
    assert [t.id for t in lexicon.terms if not lexicon.seen(t)] == []
