"""Verdicts on pairs of sentences that must not change, or must end, when the pair is turned in a known way."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from test_conflicts import NEUTRAL, TABLE, findings, pairs

from auditor.analysis import Resources


class Topic(NamedTuple):
    """Two sentences that exclude each other, the first one denied, names of one medicine, and another medicine."""

    a: str
    b: str
    denied: str
    generic: str
    brand: str
    other: str


TOPICS = {
    "addictiveness": Topic(
        "{} is not addictive.", "Many people become addicted to {}.", "It is wrong to say that {} is not addictive.",
        "alprazolam", "Xanax", "gabapentin"),
    "misuse": Topic(
        "{} cannot be misused.", "Teenagers misuse {} at parties.", "{} can be misused.",
        "gabapentin", "Neurontin", "sertraline"),
    "dependence": Topic(
        "{} does not cause physical dependence.", "Physical dependence on {} develops within weeks.",
        "{} does cause physical dependence.", "lorazepam", "Ativan", "naltrexone"),
    "withdrawal": Topic(
        "{} causes no withdrawal.", "Stopping {} often brings on withdrawal.", "{} causes withdrawal.",
        "venlafaxine", "Effexor", "acamprosate"),
    "withdrawal-danger": Topic(
        "Withdrawal from {} is never dangerous.", "Withdrawal from {} can kill.", "Withdrawal from {} is dangerous.",
        "diazepam", "Valium", "naltrexone"),
    "controlled": Topic(
        "{} is not a controlled substance.", "{} is a Schedule IV drug.", "{} is a controlled substance.",
        "tramadol", "Ultram", "bupropion"),
    "schedule": Topic(
        "{} is in Schedule II.", "{} is in Schedule III.", "{} is not in Schedule II.",
        "methadone", "Dolophine", "ketamine"),
    "approval": Topic(
        "{} is FDA-approved for alcohol use disorder.", "The FDA has not approved {} for alcohol use disorder.",
        "{} is not FDA-approved for alcohol use disorder.", "acamprosate", "Campral", "topiramate"),
    "access": Topic(
        "{} is sold over the counter.", "{} requires a prescription.", "{} is not sold over the counter.",
        "clonidine", "Catapres", "loperamide"),
    "pregnancy": Topic(
        "{} is safe during pregnancy.", "Pregnant women must not take {}.", "{} is not safe during pregnancy.",
        "topiramate", "Topamax", "methadone"),
    "breastfeeding": Topic(
        "Mothers can breastfeed while taking {}.", "Never breastfeed while taking {}.",
        "Mothers cannot breastfeed while taking {}.", "diazepam", "Valium", "sertraline"),
    "alcohol": Topic(
        "Never drink alcohol while you take {}.", "A glass of wine is fine with {}.",
        "You may drink alcohol while you take {}.", "disulfiram", "Antabuse", "naltrexone"),
    "driving": Topic(
        "Do not drive while taking {}.", "It is safe to drive while taking {}.", "Feel free to drive while taking {}.",
        "zolpidem", "Ambien", "naltrexone"),
    "course": Topic(
        "{} is for short-term use only.", "{} can be taken for many years.", "{} is not for short-term use only.",
        "zolpidem", "Ambien", "methadone"),
    "stopping": Topic(
        "Never stop {} abruptly.", "{} can be stopped at once, without a taper.", "You may stop {} abruptly.",
        "clonazepam", "Klonopin", "naltrexone"),
    "antagonist": Topic(
        "{} is an opioid agonist.", "{} is an opioid antagonist.", "{} is not an opioid agonist.",
        "naltrexone", "ReVia", "methadone"),
    "partial agonist": Topic(
        "{} is a full agonist.", "{} is a partial agonist.", "{} is not a full agonist.",
        "buprenorphine", "Subutex", "methadone"),
    "efficacy": Topic(
        "{} is effective for alcohol use disorder.", "{} does not work for alcohol use disorder.",
        "{} is not effective for alcohol use disorder.", "gabapentin", "Neurontin", "naltrexone"),
    "overdose": Topic(
        "It is impossible to overdose on {}.", "People can overdose on {}.", "It is possible to overdose on {}.",
        "pregabalin", "Lyrica", "naltrexone"),
    "kind": Topic(
        "{} is an opioid.", "{} is not an opioid.", "Nobody should call {} an opioid.",
        "tramadol", "Ultram", "gabapentin"),
    "drug test": Topic(
        "{} shows up on standard drug tests.", "Standard drug tests do not detect {}.",
        "{} does not show up on standard drug tests.", "gabapentin", "Neurontin", "oxycodone"),
    "meals": Topic(
        "Take {} with food.", "Take {} on an empty stomach.", "Do not take {} with food.",
        "acamprosate", "Campral", "bupropion"),
    "minors": Topic(
        "Children may take {}.", "Children must never take {}.", "Children may not take {}.",
        "clonidine", "Catapres", "naltrexone"),
    "heart rate": Topic(
        "{} raises the heart rate.", "{} lowers the heart rate.", "{} does not raise the heart rate.",
        "bupropion", "Wellbutrin", "clonidine"),
    "blood pressure": Topic(
        "{} raises blood pressure.", "{} lowers blood pressure.", "{} does not raise blood pressure.",
        "venlafaxine", "Effexor", "clonidine"),
    "appetite": Topic(
        "{} increases appetite.", "{} reduces appetite.", "{} does not increase appetite.",
        "mirtazapine", "Remeron", "bupropion"),
    "weight": Topic(
        "{} causes weight gain.", "{} causes weight loss.", "{} does not cause weight gain.",
        "topiramate", "Topamax", "olanzapine"),
    "alertness": Topic(
        "{} makes people sleepy.", "{} keeps people awake.", "{} does not make people sleepy.",
        "modafinil", "Provigil", "trazodone"),
    "cravings": Topic(
        "{} reduces cravings.", "{} increases cravings.", "{} does not reduce cravings.",
        "naltrexone", "ReVia", "varenicline"),
    "how often": Topic(
        "{} is taken once a day.", "{} is taken three times a day.", "{} may be taken up to three times a day.",
        "acamprosate", "Campral", "disulfiram"),
    "half-life": Topic(
        "The half-life of {} is 4 hours.", "The half-life of {} is 40 hours.",
        "The half-life of {} is 40 hours in newborns.", "diazepam", "Valium", "naltrexone"),
    "largest dose": Topic(
        "The maximum dose of {} is 80 mg a day.", "Never take more than 40 mg of {} a day.",
        "The starting dose of {} is 10 mg a day.", "citalopram", "Celexa", "methadone"),
    "onset": Topic(
        "{} starts to work within 30 minutes.", "{} starts to work after two weeks.",
        "{} starts to work within two to three weeks.", "varenicline", "Chantix", "naloxone"),
    "length of effect": Topic(
        "The effect of {} lasts 4 hours.", "The effect of {} lasts 24 hours.", "The effect of {} lasts a full day.",
        "methylphenidate", "Ritalin", "methadone"),
    "detection": Topic(
        "{} can be detected in urine for up to 3 days.", "{} stays in urine for 10 days.",
        "{} can be detected in urine for nine to eleven days.", "lorazepam", "Ativan", "cocaine"),
    "start of withdrawal": Topic(
        "Withdrawal from {} begins 12 hours after the last dose.",
        "Withdrawal from {} begins five days after the last dose.",
        "Withdrawal from {} begins 4 to 6 days after the last dose.", "oxycodone", "OxyContin", "methadone"),
    "length of withdrawal": Topic(
        "Withdrawal from {} lasts 5 days.", "Withdrawal from {} lasts 30 days.", "Withdrawal from {} lasts a month.",
        "oxycodone", "OxyContin", "methadone"),
}  # fmt: skip
"""Medical truth plays no part: of two sentences that exclude each other, one is false. For numbers, `denied` is what
the second sentence can be true with."""

ALL = pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS)


def about(sentence: str, name: str) -> str:
    """Return the sentence about this medicine, with a capital letter at its start."""
    text = sentence.format(name)
    return text[0].upper() + text[1:]


def shown(a: str, b: str, resources: Resources, between: str = "") -> bool:
    """Say whether two paragraphs are shown side by side."""
    return frozenset({a, b}) in pairs("\n\n".join(p for p in (a, between, b) if p), resources)


@ALL
def test_either_order_is_a_contradiction(topic: Topic, resources: Resources) -> None:
    a, b = about(topic.a, topic.generic), about(topic.b, topic.generic)
    assert shown(a, b, resources)
    assert shown(b, a, resources)


@ALL
def test_neutral_text_between_hides_no_contradiction(topic: Topic, resources: Resources) -> None:
    assert shown(about(topic.a, topic.generic), about(topic.b, topic.generic), resources, NEUTRAL)


@ALL
def test_a_brand_stands_for_its_generic_on_either_side(topic: Topic, resources: Resources) -> None:
    assert shown(about(topic.a, topic.brand), about(topic.b, topic.generic), resources)
    assert shown(about(topic.a, topic.generic), about(topic.b, topic.brand), resources)


@ALL
def test_denying_one_side_ends_the_contradiction(topic: Topic, resources: Resources) -> None:
    assert findings(f"{about(topic.denied, topic.generic)}\n\n{about(topic.b, topic.generic)}", resources) == []


@ALL
def test_another_subject_on_either_side_ends_the_contradiction(topic: Topic, resources: Resources) -> None:
    assert findings(f"{about(topic.a, topic.other)}\n\n{about(topic.b, topic.generic)}", resources) == []
    assert findings(f"{about(topic.a, topic.generic)}\n\n{about(topic.b, topic.other)}", resources) == []


@ALL
def test_a_statement_agrees_with_itself(topic: Topic, resources: Resources) -> None:
    for side in (topic.a, topic.b):
        assert findings(f"{about(side, topic.generic)}\n\nAgain: {side.format(topic.brand)}", resources) == []


@pytest.mark.parametrize(("a", "b"), TABLE["silent"], ids=lambda s: s[:40])
def test_what_can_both_be_true_stays_silent_in_either_order_and_apart(a: str, b: str, resources: Resources) -> None:
    assert findings(f"{b}\n\n{NEUTRAL}\n\n{a}", resources) == []


def claims(words: int, start: int) -> Iterator[str]:
    """Yield paragraphs on the topics, in turn about each of many medicines, until there are so many words.

    No sentence comes twice, also not from another `start`: what was read before need not be read again.
    """
    names = sorted({n for t in TOPICS.values() for n in (t.generic, t.other)})
    for turn in range(words):
        for number, topic in enumerate(TOPICS.values()):
            claim = about(topic.denied, names[(turn + number) % len(names)])[:-1]
            paragraph = f"{claim} (item {start + words}). The nurse of ward {start + words} took a pulse and went on."
            yield paragraph
            words -= len(paragraph.split())
            if words <= 0:
                return


def test_a_page_of_50_000_words_takes_less_than_six_times_as_long_as_one_of_10_000(resources: Resources) -> None:
    def seconds(words: int, number: int) -> float:
        text = "\n\n".join(claims(words, number * 100_000))
        start = time.process_time()
        findings(text, resources)
        return time.process_time() - start

    seconds(2_000, 0)
    short = min(seconds(10_000, n) for n in (1, 2))
    long = min(seconds(50_000, n) for n in (3, 4))  # 4.2 times measured; the better of two bears a busy machine
    assert long < 6 * short
