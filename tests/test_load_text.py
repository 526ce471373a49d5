"""Plain text is read by the look of its lines."""

from __future__ import annotations

import pytest

from auditor.config import Config
from auditor.load import load_text
from auditor.model import Page

WRAPPED = (
    "Baclofen is a muscle relaxant that doctors use for spasms. It acts on\n"
    "the spinal cord, and it can make you sleepy. Do not drive until you\n"
    "know how it affects you."
)
LONG = "This is one whole paragraph on one line, as editors write it, and it goes on for so long that none wraps it."


def load(source: str) -> Page:
    return load_text(source, "page.txt", format="text", config=Config())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A Heading\n\nA sentence.", [("heading", "A Heading"), ("paragraph", "A sentence.")]),
        (WRAPPED, [("paragraph", WRAPPED)]),
        (WRAPPED.replace("\n", "\r\n"), [("paragraph", WRAPPED)]),
        (
            f"{LONG}\nShort Heading\n{LONG} Two.",
            [("paragraph", LONG), ("heading", "Short Heading"), ("paragraph", LONG + " Two.")],
        ),
        (
            f"{LONG}\n{LONG} b.\n- one\n- two\n{LONG} c.",
            [
                ("paragraph", LONG),
                ("paragraph", LONG + " b."),
                ("item", "one"),
                ("item", "two"),
                ("paragraph", LONG + " c."),
            ],
        ),
        (
            "Title\n=====\n\nPart\n----\n\nText here.",
            [("heading", "Title"), ("heading", "Part"), ("paragraph", "Text here.")],
        ),
        ("## Part\ntext here.", [("heading", "Part"), ("paragraph", "text here.")]),
        ("- one that\n  goes on\n- two", [("item", "one that\ngoes on"), ("item", "two")]),
        ("1. one\n2) two\n(3) three", [("item", "one"), ("item", "two"), ("item", "three")]),
        ("• one\n• two", [("item", "one"), ("item", "two")]),
        (
            "Example Clinic\n12 Main Street\nSpringfield, IL 62701",
            [("paragraph", "Example Clinic\n12 Main Street\nSpringfield, IL 62701")],
        ),
        (
            "By Ann Ray\n\nMarch 3, 2025\n\nText here.",
            [("paragraph", "By Ann Ray"), ("paragraph", "March 3, 2025"), ("paragraph", "Text here.")],
        ),
        ("Side effects include:\n- nausea", [("paragraph", "Side effects include:"), ("item", "nausea")]),
        ("call 1-800-662-4357", [("paragraph", "call 1-800-662-4357")]),
        ("Is it safe?\n\nYes.", [("heading", "Is it safe?"), ("paragraph", "Yes.")]),
        ("5 < 6 &amp; 7 is raw.", [("paragraph", "5 < 6 &amp; 7 is raw.")]),
        ("-----\nText here.\n*****", [("paragraph", "Text here.")]),
    ],
)
def test_blocks(source: str, expected: list[tuple[str, str]]) -> None:
    page = load(source)
    assert [(b.kind.value, page.quote(b.span)) for b in page.blocks] == expected


def test_items_have_numbers_levels_and_stems() -> None:
    page = load("Signs are:\n1. one\n   - deep\n2. two\n\nThen text.")
    rows = [(page.quote(b.span), b.level, b.group, b.ordinal, b.stem) for b in page.blocks[1:4]]
    assert rows == [("one", 1, 1, 1, 0), ("deep", 2, 2, None, 1), ("two", 1, 1, 2, 0)]


def test_list_with_blank_lines_between_is_one_list() -> None:
    page = load("- a\n\n- b\n\n- c")
    assert {b.group for b in page.blocks} == {1}


def test_title_is_the_first_heading() -> None:
    assert load("The Title\n\nText is here.").title == "The Title"
    assert load("Only a sentence.").title == ""
