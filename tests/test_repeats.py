"""Repeats as a reader of the report would notice them: the right two sentences, and silence on the rest."""

from __future__ import annotations

import random
import time
import tomllib
from pathlib import Path

import pytest

import auditor
from auditor.analysis.similarity import numbers_of
from auditor.analysis.stems import stem

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "duplicates.toml").read_text(encoding="utf-8"))
CONFIG = auditor.Config(select=("duplicates",))
FILLER = (
    "Nurses visit on Tuesdays.\n\nBring a list of questions to the first talk.\n\n"
    "A short walk after lunch lifts the mood."
)


def found(page: str, *, format: str = "text") -> list[auditor.Finding]:
    """Return what counts: findings of medium or high confidence."""
    report = auditor.audit_text(page, format=format, config=CONFIG)
    return [f for p in report.pages for f in p.findings if f.confidence is not auditor.Confidence.LOW]


@pytest.mark.parametrize("sentence", TABLE["exact"])
def test_a_copy_is_shown_beside_the_first(sentence: str) -> None:
    page = f"{sentence}\n\n{FILLER}\n\n- {sentence}"
    (finding,) = found(page)
    assert finding.code == "DUP001"
    assert finding.quote == sentence == finding.related[0].quote
    assert finding.start is not None
    assert finding.start > finding.related[0].start


@pytest.mark.parametrize(("one", "other"), TABLE["repeat"], ids=lambda s: s[:40])
def test_a_restatement_is_shown_beside_the_first(one: str, other: str) -> None:
    (finding,) = found(f"{one}\n\n{FILLER}\n\n{other}")
    assert finding.code == "DUP002"
    assert (finding.related[0].quote, finding.quote) == (one, other)


@pytest.mark.parametrize(("one", "other"), TABLE["distinct"], ids=lambda s: s[:40])
def test_another_fact_is_no_repeat(one: str, other: str) -> None:
    assert found(f"{one}\n\n{FILLER}\n\n{other}") == []


@pytest.mark.parametrize("line", TABLE["by_design"])
def test_standing_lines_may_stand_twice(line: str) -> None:
    assert found(f"{line}\n\n{FILLER}\n\n{line}") == []


def test_one_finding_names_every_earlier_copy() -> None:
    line = "The tablet goes under the tongue and must not be swallowed."
    (finding,) = found(f"{line}\n\n{FILLER}\n\n{line}\n\nRest follows.\n\n{line}")
    assert len(finding.related) == 2
    assert finding.evidence["copies"] == 3


def test_a_marked_summary_may_say_it_again() -> None:
    page = (
        "<h1>Sleep</h1><p>Alcohol withdrawal often starts within eight hours of the last drink.</p>"
        "<h2>Key takeaways</h2>"
        "<ul><li>Alcohol withdrawal usually begins within 8 hours after the final drink.</li></ul>"
    )
    assert found(page, format="html") == []


SAID = "Alcohol withdrawal often starts within eight hours of the last drink."
ASKED = "How long does alcohol withdrawal usually last?"
CALL = "Reach out to our team for a free talk."
SHARED = "<ul><li>Call the clinic if your skin turns yellow.</li><li>{}</li></ul>"


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>Sleep</h1><p>{SAID}</p><p>Rest.</p><h2>Key takeaways</h2><ul><li>{SAID}</li></ul>",
        f"<h1>Sleep</h1><p>{SAID}</p><p>Rest.</p><blockquote>{SAID}</blockquote>",
        f"<h1>Sleep</h1><ul><li>{ASKED}</li><li>What helps?</li></ul><p><b>{ASKED}</b></p><p>A week.</p>",
        f"<h1>Doses</h1><h2>Naltrexone</h2>{SHARED.format('Eat.')}<h2>Acamprosate</h2>{SHARED.format('Drink.')}",
        f"<h1>Day one</h1><p>{CALL}</p><p>Eat.</p><p>{CALL}</p>",
        "<h1>Tools</h1><p>For the scale:</p><ul><li>Enrolled with the clinic in town</li><li>An adult</li></ul>"
        "<p>For the diary:</p><ul><li>Enrolled with the clinic in town</li><li>A member</li></ul>",
        "<h1>Doses</h1><p>Low dose: less than two small cups</p><p>Low dose: less than one small spoon</p>"
        "<p>Low dose: less than two small cups</p>",
    ],
    ids=["summary", "pull quote", "contents", "two medicines", "call to action", "conditions", "table in prose"],
)
def test_copies_that_belong_where_they_stand_are_left_alone(page: str) -> None:
    assert found(page, format="html") == []


def test_two_facts_in_one_frame_are_no_repeat() -> None:
    frame = "Talk with your doctor before taking {}."
    page = (
        f"{frame.format('herbs and other supplements')}\n\n{FILLER}\n\n{frame.format('sleeping pills or cough syrup')}"
    )
    assert found(page) == []


def test_names_in_two_lists_are_no_repeat() -> None:
    names = "<ul><li>Harbor Light Family Support Group (Tuesdays)</li><li>Northside Peer Recovery House</li></ul>"
    assert found(f"<h1>Help</h1><h2>Groups</h2>{names}<h2>Phone</h2>{names}", format="html") == []


def test_a_line_and_the_sentence_that_explains_it_are_no_repeat() -> None:
    page = (
        "<h1>Your rights</h1><h2>Choices</h2><p>Ask us to correct the notes in your chart</p>"
        "<p>You can ask us to correct any notes in your chart that you believe are wrong.</p><p>Fees may apply.</p>"
    )
    assert found(page, format="html") == []


def test_a_short_sentence_is_found_in_a_long_one_with_many_rarer_words() -> None:
    long = (
        "At Fernbrook House in Little Wexcombe, Vermont, we offer calm alcohol detox and patient treatment that helps "
        "farmers, veterans, nurses, sailors and their loved ones mend, in cabins under maples beside a lake."
    )
    short = "At Fernbrook House in Vermont, we offer calm alcohol detox and patient treatment for loved ones."
    (finding,) = found(f"{long}\n\n{FILLER}\n\n{short}")
    assert finding.code == "DUP002"


def test_a_line_that_ends_with_a_quoted_title_is_no_question() -> None:
    listed = "the oxen pull carts of turf, the mules carry salt to the ferry, and the goats clear brambles on the dike"
    page = f"On the farm {listed}.\n\n{FILLER}\n\nOn the old farm {listed}, for more see “Who Feeds the Animals?”"
    assert [f.code for f in found(page)] == ["DUP002"]


def test_an_item_copied_into_another_list_is_found() -> None:
    page = f"<h1>Doses</h1><h2>Mornings</h2>{SHARED.format('Eat.')}<h2>Evenings</h2>{SHARED.format('Drink.')}"
    assert [f.code for f in found(page, format="html")] == ["DUP001"]


def test_headings_repeat_only_under_one_parent() -> None:
    twice = "<h2>How long does it take?</h2><p>A week.</p><h2>How long does it take?</h2><p>It varies.</p>"
    apart = "<h2>Gum</h2><h3>How long does it take?</h3><p>A week.</p><h2>Spray</h2><h3>How long does it take?</h3>"
    assert [f.code for f in found(twice, format="html")] == ["DUP003"]
    assert found(apart, format="html") == []


def test_rewording_is_a_probability_that_reads_the_difference() -> None:
    same = auditor.rewording("Chronic misuse can lead to dependence.", "Long-term abuse may cause dependence.")
    denied = auditor.rewording("The board approved the request in May.", "The board denied the request in May.")
    apart = auditor.rewording("The board approved the request in May.", "Rain fell on the coast for a week.")
    short = auditor.rewording("Ask your doctor about naloxone.", "The clinic closes at five on Fridays.")
    assert 0.5 <= same <= 1
    assert 0 <= denied < 0.5
    assert max(apart, short) < 0.2
    assert auditor.rewording("Same words.", "same words") == 1.0


def test_rewording_of_questions_asks_the_encoder() -> None:
    ask = "Can I drink wine while taking antibiotics?"
    assert auditor.rewording(ask, "Is it safe to have alcohol with an antibiotic?") > 0.5
    assert auditor.rewording(ask, "Can I take antibiotics while I have a cold?") < 0.5
    assert auditor.rewording("How long does detox take", "How many days will I spend in detox") > 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("three months", "ninety days"), ("half an hour", "thirty minutes"), ("one in five", "20 percent"),
        ("a decade", "ten years"), ("twelve hours", "12 hours"),
    ],
)  # fmt: skip
def test_numbers_meet_in_other_units(one: str, other: str) -> None:
    assert numbers_of(one) == numbers_of(other) != frozenset()


def test_forms_of_a_word_share_a_stem() -> None:
    for forms in ("misuse misused misuses misusing", "addiction addictive addicted", "dependence dependent dependency"):
        assert len({stem(w) for w in forms.split()}) == 1
    assert stem("medicine") != stem("medical")


def test_time_grows_with_the_length_of_the_page() -> None:
    draw = random.Random(3)
    words = [f"w{draw.choice('bcdfgk')}{draw.choice('aeiou')}{i}n" for i in range(4_000)]

    def seconds(count: int) -> float:
        page = "\n\n".join(f"The {' '.join(draw.choices(words, k=9))} may help many people." for _ in range(count))
        start = time.perf_counter()
        found(page)
        return time.perf_counter() - start

    seconds(100)
    assert seconds(2_000) < 12 * max(seconds(400), 0.05)
