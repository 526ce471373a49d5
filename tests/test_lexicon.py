"""Lexicons: the schema is enforced, phrases match as their author meant, shipped data is dated and has sources."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from auditor.errors import LexiconError
from auditor.lexicon import Lexicon, load_lexicons, parse_lexicon

HEAD = """
[lexicon]
name = "words"
version = "2026.11.1"
as_of = 2026-11-24
language = "en"

[sources.guide]
title = "A guide"
url = "https://example.org/guide"
accessed = 2026-11-24
seen = true
"""


def words(*terms: str) -> Lexicon:
    """Return a lexicon of these [[term]] bodies."""
    return parse_lexicon(HEAD + "".join(f"\n[[term]]\n{t}\n" for t in terms), "words.toml")


def found(lexicon: Lexicon, text: str) -> list[str]:
    """Return the words found in a text."""
    return [hit.text for hit in lexicon.find(text)]


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ('id = "a"\nsource = "nobody"', "no such source"),
        ('id = "a"', "no 'source'"),
        ('source = "guide"', "no 'id'"),
        ('id = "a"\nsource = "guide"\ncolour = "red"', "unknown key 'colour'"),
        ('id = "a"\nsource = "guide"\nmatch = "word"', "'match' is not a list"),
        ('id = "a"\nsource = "guide"\nregex = ["("]', "words.toml [[term]] 'a'"),
        ('id = "a"\nsource = "guide"\nregex = ["x*"]', "matches nothing"),
    ],
)
def test_a_broken_term_is_an_error_that_names_file_and_reason(term: str, said: str) -> None:
    with pytest.raises(LexiconError, match=re.escape(said)) as caught:
        words(term)
    assert "words.toml" in str(caught.value)


def test_two_terms_cannot_share_an_id() -> None:
    with pytest.raises(LexiconError, match="two terms have the id 'a'"):
        words('id = "a"\nsource = "guide"\nmatch = ["one"]', 'id = "a"\nsource = "guide"\nmatch = ["two"]')


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("side effect*", "Side  effects, a side\neffect, upside effect", ["Side  effects", "side\neffect"]),
        ("addict", "An addict, addicts, addictive", ["addict"]),
        ("don't stop", "Don’t stop. Do not stop.", ["Don’t stop"]),
        ("long-term use", "Long-term use and long term use", ["Long-term use", "long term use"]),
        ("use", "misuse, re-use, use", ["use"]),
    ],
)
def test_a_phrase_matches_whole_words_in_any_case_and_spacing(phrase: str, text: str, hits: list[str]) -> None:
    assert found(words(f'id = "a"\nsource = "guide"\nmatch = ["{phrase}"]'), text) == hits


def test_an_exception_silences_only_the_place_it_covers() -> None:
    lexicon = words('id = "a"\nsource = "guide"\nmatch = ["clean"]\nunless = [\'clean needles\']')
    assert [h.start for h in lexicon.find("Clean needles help people get clean.")] == [30]


def test_of_two_terms_in_one_place_the_longer_counts() -> None:
    lexicon = words(
        'id = "a"\nsource = "guide"\nmatch = ["drug"]', 'id = "b"\nsource = "guide"\nmatch = ["drug abuse"]'
    )
    assert [(h.term.id, h.text) for h in lexicon.find("Drug abuse and a drug.")] == [("b", "Drug abuse"), ("a", "drug")]


def test_a_user_lexicon_adds_and_replaces_terms(tmp_path: Path) -> None:
    base = load_lexicons()
    name = next(iter(base))
    replaced = base[name].terms[0].id
    terms = [
        f'[[term]]\nid = "{i}"\nsource = "guide"\nmatch = ["{m}"]\n' for i, m in ((replaced, "zzz"), ("mine", "qqq"))
    ]
    text = HEAD.replace('"words"', f'"{name}"') + "".join(terms)
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    mine = load_lexicons([tmp_path])[name]
    assert mine.by_id[replaced].match == ("zzz",)
    assert mine.by_id["mine"].match == ("qqq",)
    assert len(mine.terms) == len(base[name].terms) + 1


def test_a_missing_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such folder"):
        load_lexicons([tmp_path / "nowhere"])


@pytest.mark.parametrize("lexicon", load_lexicons().values(), ids=lambda x: x.name)
def test_shipped_lexicons_are_dated_and_cite_well_formed_sources(lexicon: Lexicon) -> None:
    assert re.fullmatch(r"20\d\d\.\d{1,2}\.\d{1,3}", lexicon.version)
    assert date.fromisoformat(lexicon.as_of)
    for source in lexicon.sources.values():
        assert date.fromisoformat(source.accessed)
        assert source.url.startswith(("https://", "http://")), source.key
        assert source.title
    used = {key for term in lexicon.terms for key in term.sources}
    assert used <= set(lexicon.sources)


@pytest.mark.parametrize("path", sorted((Path(__file__).parents[1] / "lexicons").glob("*.toml")), ids=lambda p: p.stem)
def test_every_shipped_expression_compiles(path: Path) -> None:
    assert parse_lexicon(path.read_text(encoding="utf-8"), path.name).terms


@pytest.mark.parametrize("lexicon", load_lexicons().values(), ids=lambda x: x.name)
def test_no_shipped_pattern_is_slow_on_hostile_text(lexicon: Lexicon) -> None:
    def best_of_three(text: str) -> float:
        times = []
        for _ in range(3):  # one run can be stalled by a busy machine; a slow pattern is slow each time
            start = process_time()
            for _ in lexicon.find(text):
                pass
            times.append(process_time() - start)
        return min(times)

    for unit in ("a ", "(", "1,", "not not ", "the of ", "-", "  ", "drug use "):
        seconds = {size: best_of_three(unit * (size // len(unit))) for size in (4_000, 16_000)}
        assert seconds[16_000] < 12 * seconds[4_000] + 0.3, (unit, seconds)


@pytest.mark.parametrize("lexicon", load_lexicons().values(), ids=lambda x: x.name)
def test_no_shipped_fact_is_older_than_its_review_date(lexicon: Lexicon) -> None:
    today = date.today().isoformat()
    due = {f"{term}: {s.url} (read {s.accessed})" for term, found in lexicon.due(today).items() for s in found}
    assert not due, f"read these again and set `accessed`; `auditor lexicons --due {today}` lists them"


def test_a_fact_is_due_when_its_review_date_has_come_and_a_word_list_never_is() -> None:
    facts = load_lexicons()["outdated"]
    assert facts.due(min(s.accessed for s in facts.sources.values())) == {}
    late = facts.due("2099-01-01")
    assert late
    assert all(s.key != "editorial" for found in late.values() for s in found)
    assert load_lexicons()["promotion"].due("2099-01-01") == {}


def test_a_lexicon_says_how_long_its_facts_hold() -> None:
    text = HEAD.replace("[lexicon]", "[lexicon]\nreview_months = 3") + '\n[[term]]\nid = "a"\nsource = "guide"\n'
    lexicon = parse_lexicon(text, "words.toml")
    source = lexicon.sources["guide"]
    assert lexicon.review_by(source) == "2027-02-24"
    assert set(lexicon.due("2027-02-24")) == {"a"}
    assert lexicon.due("2027-02-23") == {}
    assert lexicon.read_on(source, "2027-03-01") == "read 2026-11-24, due to be read again"
    assert lexicon.read_on(source, "") == "read 2026-11-24"
