"""Markdown is read as its rendered page would be."""

from __future__ import annotations

import pytest

from auditor.config import Config
from auditor.load import load_text
from auditor.model import Page


def load(source: str) -> Page:
    return load_text(source, "page.md", format="markdown", config=Config())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# One\n\nTwo *three*\nfour", [("heading", "One"), ("paragraph", "Two three four")]),
        ("One\n===\n\nTwo\n---\n", [("heading", "One"), ("heading", "Two")]),
        ("- a\n- b\n  c\n\n1. d\n2. e", [("item", "a"), ("item", "b c"), ("item", "d"), ("item", "e")]),
        ("> quoted\n> on", [("quote", "quoted on")]),
        ("```py\nx = 1\n```", [("code", "x = 1")]),
        ("a  \nb\\\nc", [("paragraph", "a\nb\nc")]),
        ("a\\*b &amp; ~~c~~ ![alt](x) <b>d</b>", [("paragraph", "a*b & c d")]),
        ("<div hidden>\n\ngone\n\n</div>\n\nkept", [("paragraph", "kept")]),
        ("<div class=x>\n\nIn **it**\n\n</div>", [("paragraph", "In it")]),
        (
            "<details><summary>Q here?</summary>\n\nAnswer.\n\n</details>",
            [("heading", "Q here?"), ("paragraph", "Answer.")],
        ),
        ("a\n\n{% include x.html %}\n\nb {#id}\n{: .note}\n", [("paragraph", "a"), ("paragraph", "b")]),
        ("|a|b|\n|-|-|\n|c|**d**|", [("cell", "a"), ("cell", "b"), ("cell", "c"), ("cell", "d")]),
        ("* * *\n\ntext", [("paragraph", "text")]),
        ("<!-- hidden -->\n\ntext", [("paragraph", "text")]),
        ("5 < 7 and a<b", [("paragraph", "5 < 7 and a<b")]),
        ("AT&T &copy; x", [("paragraph", "AT&T © x")]),
    ],
)
def test_blocks(source: str, expected: list[tuple[str, str]]) -> None:
    page = load(source)
    assert [(b.kind.value, page.quote(b.span)) for b in page.blocks] == expected


def test_footnotes_keep_their_numbers_and_resolve() -> None:
    page = load("Fact.[^3] Other.[^7]\n\n[^3]: The FDA label. 2024.\n[^7]: A study.\n\nAfter.")
    assert page.quote(page.blocks[0].span) == "Fact.[3] Other.[7]"
    assert [page.quote(s) for s in page.superscripts] == ["[3]", "[7]"]
    notes = [(b.kind.value, b.ordinal, page.quote(b.span)) for b in page.blocks[1:3]]
    assert notes == [("footnote", 3, "The FDA label. 2024."), ("footnote", 7, "A study.")]
    assert [link.href for link in page.links] == ["#fn3", "#fn7"]
    assert {t.name for t in page.targets} == {"fn3", "fn7"}


def test_named_footnotes_are_numbered_in_order_of_mention() -> None:
    page = load("Fact.[^fda] Other.[^x]\n\n[^x]: Second.\n\n[^fda]: First.")
    assert page.quote(page.blocks[0].span) == "Fact.[1] Other.[2]"
    assert [b.ordinal for b in page.blocks[1:]] == [2, 1]


def test_footnote_without_a_definition_is_a_mark_that_leads_nowhere() -> None:
    page = load("Fact.[^9]")
    assert (page.text, page.targets) == ("Fact.[9]", ())


def test_comments_and_targets() -> None:
    page = load("# A & B\n\none\n\n<!-- auditor: allow reading-grade the law says so -->\n\ntwo [x](#a--b)")
    assert [(c.text.strip(), page.text[c.offset :], c.line) for c in page.comments] == [
        ("auditor: allow reading-grade the law says so", "two x", 5)
    ]
    assert [t.name for t in page.targets] == ["a--b"]


def test_nested_lists_and_ordinals() -> None:
    page = load("Signs are:\n\n3. one\n   - deep\n4. two\n")
    rows = [(page.quote(b.span), b.level, b.ordinal, b.stem) for b in page.blocks[1:]]
    assert rows == [("one", 1, 3, 0), ("deep", 2, None, 1), ("two", 1, 4, 0)]


def test_page_is_main_throughout() -> None:
    page = load(
        "- [a](/a)\n- [b](/b)\n- [c](/c)\n\n"
        + "Prose that goes on for more than a dozen words in all, as it should here. " * 3
    )
    assert {b.role.value for b in page.blocks} == {"main"}
