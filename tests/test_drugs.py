"""The medicines and substances: what the data must keep, what it says, and how names are found in a text."""

from __future__ import annotations

import re
import time
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.analysis.substances import Mention, Substances
from auditor.errors import LexiconError
from auditor.lexicon import Lexicon, lexicon_root, load_lexicons, merged, parse_lexicon

KINDS = {"medicine", "substance", "class"}
SCHEDULES = {"I", "II", "III", "IV", "V", "none", "varies"}
SPELLINGS = ("names", "brands", "discontinued", "street")
MAXIMUM = re.compile(r"(?:oral|sublingual|transdermal|intramuscular|intrathecal) \d+(?:\.\d+)? (?:mg|mcg|g)/day")
# Words that mean something else in most sentences; as street names they would see drugs everywhere.
COMMON = {
    "acid", "bars", "base", "bean", "blow", "blue", "blues", "bomb", "boy", "brown", "candy", "chalk", "charlie",
    "cloud", "coke", "crack", "crank", "crystal", "dex", "dope", "down", "downers", "dragon", "dust", "eve", "fire",
    "fish", "flower", "glass", "goods", "grass", "green", "h", "hash", "herb", "horse", "hug", "ice", "jet", "joint",
    "junk", "k", "key", "lean", "mary", "max", "milk", "mint", "molly", "mushrooms", "oil", "orange", "oxy", "paper",
    "patch", "pearl", "pep", "pink", "pot", "powder", "purple", "rainbow", "red", "reds", "rock", "rocks", "roll",
    "salt", "salts", "scoop", "shoes", "skittles", "skunk", "smack", "snow", "special", "speed", "spice", "star",
    "stars", "stuff", "sugar", "tea", "tina", "tops", "trip", "up", "uppers", "vitamin", "weed", "white", "window",
    "yellow", "x",
}  # fmt: skip
SKELETON = """
[lexicon]
name = "drugs"
version = "{version}"
as_of = 2026-11-24
language = "en"
[sources.label]
title = "A label"
url = "https://example.org/label"
accessed = 2026-11-24
seen = true
[sources.memory]
title = "Memory"
url = "https://example.org/"
accessed = 2026-11-24
seen = false
[[term]]
id = "drugamine"
kind = "medicine"
names = ["drugamine"]
schedule = "IV"
approved = ["pain"]
source = ["label", "memory"]
{cites}
"""


def made(cites: str = "", version: str = "1") -> Lexicon:
    return parse_lexicon(SKELETON.format(cites=cites, version=version), "made.toml")


@pytest.fixture(scope="module")
def lexicons() -> dict[str, Lexicon]:
    return load_lexicons()


@pytest.fixture(scope="module")
def drugs(lexicons: dict[str, Lexicon]) -> Lexicon:
    return lexicons["drugs"]


@pytest.fixture(scope="module")
def substances(drugs: Lexicon) -> Substances:
    return Substances.of(drugs)


# ---- the data ----------------------------------------------------------------------------------------------------


def test_at_least_120_medicines_and_substances_besides_classes(drugs: Lexicon) -> None:
    assert len(drugs.of_kind("medicine", "substance")) >= 120
    assert {t.kind for t in drugs.terms} == KINDS


def test_no_id_stands_in_two_files() -> None:
    ids = [
        term.id
        for entry in lexicon_root().iterdir()
        if entry.name in {"drugs.toml", "substances.toml"}
        for term in parse_lexicon(entry.read_text(encoding="utf-8"), entry.name).terms
    ]
    assert len(ids) == len(set(ids)) > 200


@pytest.mark.parametrize("key", ["classes", "interactions", "antidote"])
def test_every_reference_resolves(drugs: Lexicon, key: str) -> None:
    lost = {(t.id, other) for t in drugs.terms for other in t.data.get(key, ()) if other not in drugs.by_id}
    assert not lost
    if key == "classes":
        assert all(drugs.by_id[c].kind == "class" for t in drugs.terms for c in t.data.get("classes", ()))


def test_uses_are_conditions_with_a_name_and_never_both_approved_and_not(lexicons: dict[str, Lexicon]) -> None:
    conditions = lexicons["disorders"].by_id
    for term in lexicons["drugs"].terms:
        approved, off_label = set(term.data.get("approved", ())), set(term.data.get("off_label", ()))
        assert approved | off_label <= set(conditions), term.id
        assert not approved & off_label, term.id
    assert all(c in conditions for t in conditions.values() for c in t.data.get("classes", ()))


def test_schedules_are_those_of_the_law(drugs: Lexicon) -> None:
    for term in drugs.terms:
        schedule, all_right = term.data.get("schedule"), term.data.get("schedules", ())
        assert schedule is None or schedule in SCHEDULES, term.id
        assert set(all_right) <= SCHEDULES - {"varies"}, term.id
        if schedule == "varies":
            assert term.note, term.id
        elif all_right:
            assert schedule in all_right, term.id


def test_no_name_is_claimed_twice(drugs: Lexicon) -> None:
    owners: dict[str, str] = {}
    for term in drugs.terms:
        for name in (n.lower() for key in SPELLINGS for n in term.data.get(key, ())):
            assert name not in owners, f"{name}: {owners.get(name)} and {term.id}"
            owners[name] = term.id
    assert len(owners) > 700


def test_a_brand_is_on_sale_or_not(drugs: Lexicon) -> None:
    on_sale = {b.lower() for t in drugs.terms for b in t.data.get("brands", ())}
    gone = {b.lower() for t in drugs.terms for b in t.data.get("discontinued", ())}
    assert on_sale
    assert gone
    assert not on_sale & gone


def test_no_street_name_is_a_common_word(drugs: Lexicon) -> None:
    street = {s.lower() for t in drugs.terms for s in t.data.get("street", ())}
    assert street
    assert not street & COMMON
    assert not {n.lower() for t in drugs.terms for n in t.data.get("names", ())} & COMMON


def test_opened_sources_have_an_address_and_a_day(drugs: Lexicon) -> None:
    seen = [s for s in drugs.sources.values() if s.seen]
    assert len(seen) > 30
    assert all(s.url.startswith("https://") and s.title for s in seen)
    assert all(date(2026, 1, 1) <= date.fromisoformat(s.accessed) for s in seen)


def test_facts_are_credited_to_opened_sources_only(drugs: Lexicon) -> None:
    credited = [(t, fact) for t in drugs.terms for fact in t.data.get("cites", {})]
    assert len(credited) > 200
    for term, fact in credited:
        name, _, value = fact.partition(":")
        assert drugs.source_of(term, name, value) is not None, (term.id, fact)
        assert all(drugs.sources[k].seen for k in term.data["cites"][fact]), (term.id, fact)


def test_maximum_doses_say_route_amount_unit_and_time(drugs: Lexicon) -> None:
    doses = [(t.id, d) for t in drugs.terms for d in t.data.get("maximum", ())]
    assert doses
    assert not [d for d in doses if not MAXIMUM.fullmatch(d[1])]


@pytest.mark.parametrize(
    ("brand", "generic"),
    [
        ("Suboxone", "buprenorphine"), ("Vivitrol", "naltrexone"), ("Antabuse", "disulfiram"),
        ("Campral", "acamprosate"), ("Lucemyra", "lofexidine"), ("Chantix", "varenicline"), ("Narcan", "naloxone"),
        ("OxyContin", "oxycodone"), ("Percocet", "oxycodone"), ("Vicodin", "hydrocodone"),
        ("Dilaudid", "hydromorphone"),
        ("Ultram", "tramadol"), ("Xanax", "alprazolam"), ("Klonopin", "clonazepam"), ("Ativan", "lorazepam"),
        ("Valium", "diazepam"), ("Ambien", "zolpidem"), ("Soma", "carisoprodol"), ("Lyrica", "pregabalin"),
        ("Neurontin", "gabapentin"), ("Kemstro", "baclofen"), ("Adderall", "amphetamine"),
        ("Vyvanse", "lisdexamfetamine"),
        ("Ritalin", "methylphenidate"), ("Lexapro", "escitalopram"), ("Seroquel", "quetiapine"),
        ("Spravato", "esketamine"),
        ("flakka", "alpha-pvp"), ("crystal meth", "methamphetamine"), ("gas station heroin", "tianeptine"),
    ],
)  # fmt: skip
def test_a_brand_or_street_name_leads_to_its_substance(substances: Substances, brand: str, generic: str) -> None:
    assert substances.canonical(brand) == generic
    assert [m.id for m in substances.find(f"What is {brand}?")] == [generic]


@pytest.mark.parametrize(
    ("drug", "schedule"),
    [
        ("heroin", "I"), ("mdma", "I"), ("methadone", "II"), ("fentanyl", "II"), ("hydrocodone", "II"),
        ("cocaine", "II"), ("methylphenidate", "II"), ("buprenorphine", "III"), ("ketamine", "III"),
        ("testosterone", "III"), ("tramadol", "IV"), ("alprazolam", "IV"), ("carisoprodol", "IV"), ("zolpidem", "IV"),
        ("modafinil", "IV"), ("butorphanol", "IV"), ("pregabalin", "V"), ("gabapentin", "none"), ("baclofen", "none"),
        ("clonidine", "none"), ("naltrexone", "none"), ("alcohol", "none"), ("cannabis", "varies"),
    ],
)  # fmt: skip
def test_the_schedule_is_right(drugs: Lexicon, drug: str, schedule: str) -> None:
    assert drugs.by_id[drug].data["schedule"] == schedule


def test_uses_that_pages_get_wrong(drugs: Lexicon) -> None:
    def uses(drug: str, key: str) -> tuple[str, ...]:
        return drugs.by_id[drug].data[key]

    for drug in ("baclofen", "gabapentin", "topiramate", "ondansetron"):
        assert "alcohol-use-disorder" in uses(drug, "off_label")
    for drug in ("naltrexone", "acamprosate", "disulfiram"):
        assert "alcohol-use-disorder" in uses(drug, "approved")
    assert "opioid-use-disorder" not in uses("lofexidine", "approved")
    assert uses("xylazine", "approved") == ()
    assert set(uses("cannabis", "schedules")) == {"I", "III"}


def test_what_is_dangerous_to_stop(drugs: Lexicon) -> None:
    dangerous = {t.id for t in drugs.terms if t.data.get("stop_abruptly") is True}
    harmless = {t.id for t in drugs.terms if t.data.get("stop_abruptly") is False}
    assert {"alprazolam", "phenobarbital", "oxycodone", "baclofen", "clonidine", "gabapentin", "alcohol"} <= dangerous
    assert {"naltrexone", "naloxone", "acamprosate", "nicotine"} <= harmless


def test_agonists_and_antagonists_are_told_apart(drugs: Lexicon) -> None:
    assert drugs.by_id["buprenorphine"].data["mechanism"].startswith("partial mu-opioid agonist")
    assert drugs.by_id["methadone"].data["mechanism"].startswith("full mu-opioid agonist")
    for drug in ("naltrexone", "naloxone", "nalmefene"):
        assert drugs.by_id[drug].data["mechanism"].startswith("opioid antagonist")


# ---- the schema --------------------------------------------------------------------------------------------------


def test_a_fact_is_credited_to_the_source_that_was_opened() -> None:
    lexicon = made('cites = { schedule = ["memory", "label"], "approved:pain" = "memory" }')
    term = lexicon.by_id["drugamine"]
    source = lexicon.source_of(term, "schedule")
    assert source is not None
    assert source.title == "A label"
    assert lexicon.source_of(term, "approved", "pain") is None
    assert lexicon.source_of(term, "mechanism") is None


@pytest.mark.parametrize(
    "cites",
    ['cites = { mechanism = "label" }', 'cites = { schedule = "nowhere" }', "cites = { schedule = 4 }",
     'cites = { "approved:cough" = "label" }', 'cites = { "schedule:IV" = "label" }'],
)  # fmt: skip
def test_credit_for_no_fact_or_to_no_source_is_an_error(cites: str) -> None:
    with pytest.raises(LexiconError, match="drugamine"):
        made(cites)


def test_files_of_one_lexicon_and_version_keep_the_version() -> None:
    assert merged(made(version="1"), made(version="1")).version == "1"
    assert merged(made(version="1"), made(version="2")).version == "1+2"


def test_the_lexicon_finds_names_that_need_no_capital(drugs: Lexicon) -> None:
    assert [h.term.id for h in drugs.find("from Suboxone to a soma and back to heroin")] == ["buprenorphine", "heroin"]


# ---- names in a text ---------------------------------------------------------------------------------------------


@cache
def shared() -> Substances:
    return Substances.of(load_lexicons()["drugs"])


def ids(substances: Substances, text: str) -> list[str]:
    return [m.id for m in substances.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Buprenorphine/naloxone, that is Suboxone, is a film.", ["buprenorphine", "buprenorphine"]),
        ("The doctor wrote Soma for her back.", ["carisoprodol"]),
        ("The soma of a nerve cell; well versed; a sonata.", []),
        ("Selective serotonin\nreuptake inhibitors, or SSRIs", ["ssris", "ssris"]),
        ("Synthetic marijuana is not marijuana.", ["synthetic-cannabinoids", "cannabis"]),
        ("Tylenol with codeine, Tylenol #3, Tylenol", ["codeine", "codeine", "acetaminophen"]),
        ("Pink cocaine seldom holds cocaine.", ["tusi", "cocaine"]),
        ("A non-opioid choice, an opioid-free clinic, an alcohol-free evening.", []),
        ("Opioid use disorder and alcohol use disorders", []),
        ("Medications for opioid use disorder save lives.", ["moud"]),
        ("heroin addiction, alcohol withdrawal", ["heroin", "alcohol"]),
        ("Xanax’s label and Neptune’s Fix", ["alprazolam", "tianeptine"]),
        ("Methadone – buprenorphine – naltrexone", ["methadone", "buprenorphine", "naltrexone"]),
        ("Ask your PCP about PCP.", ["pcp"]),
        ("Root beer and non-alcoholic beer", []),
        ("opioid\n\npain relievers", ["opioids"]),
        ("alphabuprenorphine methadones_x", []),
        ("", []),
    ],
)  # fmt: skip
def test_names_are_found_in_their_context(substances: Substances, text: str, expected: list[str]) -> None:
    assert ids(substances, text) == expected


def test_a_mention_says_where_what_and_how_written(substances: Substances) -> None:
    assert substances.find("Never mix benzos with XANAX.")[1] == Mention(22, 27, "alprazolam", "medicine", "XANAX")


def test_classes_are_reached_through_classes(substances: Substances) -> None:
    assert {"prescription-opioids", "opioids", "cns-depressants"} <= substances.classes_of("oxycodone")
    assert substances.is_a("diazepam", "cns-depressants")
    assert substances.is_a("opioids", "opioids")
    assert not substances.is_a("opioids", "oxycodone")
    assert not substances.is_a("naloxone", "opioids")
    assert substances.classes_of("no such thing") == frozenset()
    assert substances.canonical("no such thing") is None


def test_classes_in_a_circle_come_to_an_end() -> None:
    text = SKELETON.format(version="1", cites='classes = ["a"]') + "".join(
        f'[[term]]\nid = "{i}"\nkind = "class"\nnames = ["{i} drugs"]\nclasses = ["{up}"]\nsource = "label"\n'
        for i, up in (("a", "b"), ("b", "a"))
    )
    circle = Substances.of(parse_lexicon(text, "made.toml"))
    assert circle.classes_of("drugamine") == {"a", "b"}
    assert circle.classes_of("a") == {"b"}


def test_conditions_are_found_the_same_way(lexicons: dict[str, Lexicon]) -> None:
    conditions = Substances.of(lexicons["disorders"])
    text = "Approved for alcohol use disorder, not for the spasticity of nerve pain"
    assert ids(conditions, text) == ["alcohol-use-disorder", "spasticity", "neuropathic-pain"]
    assert conditions.is_a("cocaine-use-disorder", "substance-use-disorder")


def test_hard_words_include_drugs_but_no_phrases(substances: Substances) -> None:
    words = substances.single_words()
    assert {"buprenorphine", "xanax", "benzodiazepines"} <= words
    assert not [w for w in words if " " in w or w != w.lower()]


WORDS = st.sampled_from(
    ["Xanax", "alcohol", "opioid", "pain", "Soma", "#3", "Tylenol", "–", "-", "use", "disorder", ",", "\n"]
)


@settings(deadline=None)  # the first example pays for reading the lexicon
@given(st.lists(WORDS | st.text(max_size=6), max_size=30), st.sampled_from(["", " "]))
def test_mentions_quote_the_text_and_never_overlap(parts: list[str], glue: str) -> None:
    text = glue.join(parts)
    end = 0
    for mention in shared().find(text):
        assert text[mention.start : mention.end] == mention.surface
        assert mention.start >= end
        end = mention.end


@settings(deadline=None)  # the first example pays for reading the lexicon
@given(st.text(alphabet="abc .,\n", max_size=40))
def test_neutral_words_before_and_after_change_nothing(padding: str) -> None:
    found = shared().find(f"{padding} . methadone . {padding}")
    assert [m.surface for m in found] == ["methadone"]


@pytest.mark.parametrize("text", ["Take methadone with water and rest. " * 28_000, "x" * 1_000_000, "PCP-" * 250_000])
def test_a_megabyte_takes_about_a_second(substances: Substances, text: str) -> None:
    start = time.process_time()
    substances.find(text)
    assert time.process_time() - start < 3.0  # 0.2 s measured; the rest is for slow machines
