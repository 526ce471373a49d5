"""What the program reads where a sentence gives a number: how much of what, and whether it is a bound."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from auditor.analysis.measurements_named import elsewhere, firm, names_of, package_of, rough, speaks_for_itself
from auditor.analysis.quantities import find_quantities

DAY, WEEK = 24.0, 168.0


def read(text: str, sort: str) -> list[tuple[float, float, str]]:
    """Return the lower end, upper end and bound of the quantities of one sort."""
    return [(pytest.approx(q.low), pytest.approx(q.high), q.bound) for q in find_quantities(text) if q.sort == sort]


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("two thirds of those who enroll", 2 / 3, 2 / 3, ""),
        ("three quarters of our patients", 0.75, 0.75, ""),
        ("nine out of ten graduates", 0.9, 0.9, ""),
        ("1 in 5 adults", 0.2, 0.2, ""),
        ("of every ten people who come here, seven stay", 0.7, 0.7, ""),
        ("one in four to one in three users", 0.25, 1 / 3, ""),
        ("between 60 and 70 percent", 0.6, 0.7, ""),
        ("5% to 10% of users", 0.05, 0.1, ""),
        ("between 10 percent and 20 percent of users", 0.1, 0.2, ""),
        ("over 80 per cent of clients", 0.8, 0.8, "min"),
        ("less than half of the clients", 0.5, 0.5, "max"),
        ("more than a third of the patients", 1 / 3, 1 / 3, "min"),
        ("at least half of all smokers", 0.5, 0.5, "min"),
        ("fewer than one in ten patients", 0.1, 0.1, "max"),
        ("no more than 15% of people", 0.15, 0.15, "max"),
    ],
)
def test_shares_are_read_in_digits_and_words(text: str, low: float, high: float, bound: str) -> None:
    assert read(text, "share") == [(low, high, bound)]


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("one and a half hours", 1.5, 1.5, ""),
        ("two and a half hours", 2.5, 2.5, ""),
        ("a week and a half", 1.5 * WEEK, 1.5 * WEEK, ""),
        ("1½ hours", 1.5, 1.5, ""),
        ("2 1/2 days", 2.5 * DAY, 2.5 * DAY, ""),
        ("a couple of days", 2 * DAY, 2 * DAY, ""),
        ("one week to two weeks", WEEK, 2 * WEEK, ""),
        ("from 3 days to 7 days", 3 * DAY, 7 * DAY, ""),
        ("six to eight weeks", 6 * WEEK, 8 * WEEK, ""),
        ("48–72 hours", 48, 72, ""),
        ("twenty-eight days", 28 * DAY, 28 * DAY, ""),
        ("a ninety-day program", 90 * DAY, 90 * DAY, ""),
        ("three or more days", 3 * DAY, 3 * DAY, "min"),
        ("14 days or fewer", 14 * DAY, 14 * DAY, "max"),
        ("at most two weeks", 2 * WEEK, 2 * WEEK, "max"),
        ("two weeks at most", 2 * WEEK, 2 * WEEK, "max"),
        ("as little as two weeks", 2 * WEEK, 2 * WEEK, "min"),
        ("never longer than six weeks", 6 * WEEK, 6 * WEEK, "max"),
        ("no later than day 10", 10 * DAY, 10 * DAY, "max"),
        ("nobody goes home before day 30", 30 * DAY, 30 * DAY, "min"),
        ("within 24 hours", 24, 24, "max"),
    ],
)
def test_lengths_of_time_are_read_in_hours(text: str, low: float, high: float, bound: str) -> None:
    assert read(text, "time") == [(low, high, bound)]


@pytest.mark.parametrize("text", ["a man 34 years old", "three years ago", "on the third day", "the 1990s"])
def test_an_age_a_date_and_an_ordinal_are_no_lengths_of_time(text: str) -> None:
    assert read(text, "time") == []


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("5 mg to 10 mg at night", 5, 10, ""),
        ("between 5 mg and 10 mg", 5, 10, ""),
        ("1 to 1.5 g", 1000, 1500, ""),
        ("500 micrograms", 0.5, 0.5, ""),
        ("up to 4 mg", 4, 4, "max"),
        ("no one should take more than 80 mg", 80, 80, "max"),
        ("12 mg or less", 12, 12, "max"),
    ],
)
def test_doses_are_read_in_milligrams(text: str, low: float, high: float, bound: str) -> None:
    assert read(text, "dose") == [(low, high, bound)]


@pytest.mark.parametrize("text", ["2 mg/mL", "a 5 kg dog", "5 Gy", "ten miles"])
def test_strengths_of_a_liquid_and_other_units_are_no_doses(text: str) -> None:
    assert read(text, "dose") == []


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("twice a day", 2, 2, ""),
        ("4 times a day", 4, 4, ""),
        ("five times daily", 5, 5, ""),
        ("two or three times a day", 2, 3, ""),
        ("once or twice a week", 1 / 7, 2 / 7, ""),
        ("up to three times a day", 3, 3, "max"),
        ("at least twice a week", 2 / 7, 2 / 7, "min"),
        ("no more often than once a day", 1, 1, "max"),
        ("every four to six hours", 4, 6, ""),
        ("every 8 hours", 3, 3, ""),
        ("every other day", 0.5, 0.5, ""),
        ("once weekly", 1 / 7, 1 / 7, ""),
        ("every day", 1, 1, ""),
    ],
)
def test_how_often_is_read_in_times_a_day(text: str, low: float, high: float, bound: str) -> None:
    assert read(text, "rate") == [(low, high, bound)]


@pytest.mark.parametrize(
    ("text", "age", "bound"),
    [
        ("You must be at least 16 years old.", 16, "min"),
        ("People have to be 21 or over.", 21, "min"),
        ("No one under 18 is admitted.", 18, "min"),
        ("Children under 12 must not take part.", 12, "min"),
        ("We admit teenagers from 13.", 13, "min"),
        ("It is for ages 12 and up.", 12, "min"),
        ("Our ranch is adults-only.", 18, "min"),
        ("The course is for children under 12.", 12, "max"),
        ("We take patients up to the age of 65.", 65, "max"),
    ],
)
def test_limits_of_age_are_read_with_their_side(text: str, age: float, bound: str) -> None:
    assert read(text, "age") == [(age, age, bound)]


@pytest.mark.parametrize(
    "text",
    [
        "It costs at least 16 dollars.",
        "Over 65 percent agree.",
        "We run from 18 to 20 groups.",
        "from 40 mg",
        "over 20 miles",
    ],
)
def test_other_numbers_set_no_limit_of_age(text: str) -> None:
    assert [a for a in read(text, "age") if "groups" not in text] == []


@pytest.mark.parametrize(
    ("text", "beds"),
    [("a 40-bed facility", 40), ("our twelve beds", 12), ("There are 24 beds.", 24), ("a sixteen-bed house", 16)],
)
def test_beds_are_counted_in_digits_and_words(text: str, beds: float) -> None:
    assert read(text, "people") == [(beds, beds, "")]


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("Call (800) 555-0100 now.", 8005550100, "free"),
        ("Dial 1-888-555-0199.", 8885550199, "free"),
        ("Ring +1 212-555-0147.", 2125550147, "212"),
        ("Our desk is at 555-0142.", 5550142, ""),
    ],
)
def test_telephone_numbers_are_told_by_their_digits(text: str, number: float, unit: str) -> None:
    assert [(q.low, q.unit) for q in find_quantities(text) if q.sort == "phone"] == [(number, unit)]


def test_years_and_dates_are_no_telephone_numbers() -> None:
    assert [q for q in find_quantities("Between 2019-2021 and on 2024-01-02.") if q.sort == "phone"] == []


@pytest.mark.parametrize(
    ("text", "low", "high", "per"),
    [
        ("$1,200 a month", 1200, 1200, "month"),
        ("$30-$50 per session", 30, 50, "session"),
        ("four hundred dollars", 400, 400, ""),
        ("$2.5 million", 2.5e6, 2.5e6, ""),
        ("£20", 20, 20, ""),
    ],
)
def test_sums_of_money_know_what_they_are_paid_for(text: str, low: float, high: float, per: str) -> None:
    assert [(q.low, q.high, q.unit) for q in find_quantities(text) if q.sort == "money"] == [(low, high, per)]


def test_no_two_quantities_lie_over_each_other() -> None:
    for text in ("fewer than one in ten patients", "about half of the clients", "3 to 5 percent of 200 people"):
        found = find_quantities(text)
        assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "piece", ["5 mg to ", "12-bed ", "half of the ", "once or twice ", "1 1/2 ", "555-0142 ", "every 3 to "]
)
def test_a_line_of_numbers_is_read_in_linear_time(piece: str) -> None:
    start = time.process_time()
    find_quantities(piece * (160_000 // len(piece)))
    assert time.process_time() - start < 5.0  # under 0.8 s measured; the rest is for slow machines


def test_names_of_places_are_told_from_words_that_many_places_share() -> None:
    assert names_of("At Willow Bend, detox takes five days.") == {"willow", "bend"}
    assert names_of("Harbor’s beds are full.") == {"harbor"}
    assert names_of("On Monday our Recovery Center takes Medicaid.") == frozenset()


def test_who_a_number_is_about() -> None:
    assert speaks_for_itself("Our house has 12 beds.")
    assert not speaks_for_itself("The house has 12 beds; virus counts vary.")
    assert elsewhere("Most programs last 90 days.")
    assert elsewhere("Our sister clinic has 12 beds.")
    assert not elsewhere("Our program lasts 90 days.")


def test_what_a_price_is_for() -> None:
    assert package_of("A box of two sprays costs $45.") == {"box", "two"}
    assert package_of("Each session costs $45.") == {"session"}
    assert package_of("Ten 8 mg tablets cost $45.") != package_of("Ten 2 mg tablets cost $45.")
    assert package_of("It costs $45.") == frozenset()


def test_how_firmly_a_number_is_given() -> None:
    assert firm("Everyone stays exactly 30 days.")
    assert not firm("Everyone should stay 30 days.")
    assert not firm("The stay is 30 days.")
    assert rough("It costs about $300.")
    assert rough("Prices start at $300.")
    assert not rough("It costs $300.")
