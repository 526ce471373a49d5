"""HTML is read as a reader sees it."""

from __future__ import annotations

import pytest

from auditor.config import Config
from auditor.errors import LoadError
from auditor.load import load_text
from auditor.model import Kind, Page, Role


def load(source: str) -> Page:
    return load_text(source, "page.html", format="html", config=Config())


def kinds(source: str) -> list[tuple[str, str]]:
    page = load(source)
    return [(b.kind.value, page.quote(b.span)) for b in page.blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One<p>Two", [("paragraph", "One"), ("paragraph", "Two")]),
        ("<ul><li>One<li>Two</ul>Three", [("item", "One"), ("item", "Two"), ("paragraph", "Three")]),
        ("<div>One<div>Two</div>Three</div>", [("paragraph", "One"), ("paragraph", "Two"), ("paragraph", "Three")]),
        ("<p>a<br>b<br><br>c</p>", [("paragraph", "a\nb"), ("paragraph", "c")]),
        ("<p>a <b>b</b><i> c</i>d</p>", [("paragraph", "a b cd")]),
        ("<b><p>One</b> goes on</p>", [("paragraph", "One goes on")]),
        ("<p>a&nbsp;&nbsp; b\n\t c</p>", [("paragraph", "a b c")]),
        ("<p>sof&shy;t</p>", [("paragraph", "soft")]),
        (
            "<dl><dt>Taper<dd>A slow cut.<dt>Dose<dd>How much.</dl>",
            [("term", "Taper"), ("paragraph", "A slow cut."), ("term", "Dose"), ("paragraph", "How much.")],
        ),
        (
            "<details><summary>Is it safe?</summary>Mostly.</details>",
            [("heading", "Is it safe?"), ("paragraph", "Mostly.")],
        ),
        ("<figure><img alt='not text'><figcaption>A pill.</figcaption></figure>", [("caption", "A pill.")]),
        ("<div role=heading aria-level=3>Title</div>Text.", [("heading", "Title"), ("paragraph", "Text.")]),
        ("<blockquote><p>He said so.</p></blockquote>", [("quote", "He said so.")]),
        ("<pre><code>a\n\n b</code></pre>", [("code", "a\nb")]),
        ("<table><tr><td><p>All of the page.</p></td></tr></table>", [("paragraph", "All of the page.")]),
        ("<li>Loose item", [("item", "Loose item")]),
        ("a</p>b", [("paragraph", "ab")]),
        (
            "<h3><button aria-expanded=false>What is it?</button></h3><p>That.",
            [("heading", "What is it?"), ("paragraph", "That.")],
        ),
        ("<ul><li><p>One.</p><p>More on one.</p></li></ul>", [("item", "One."), ("paragraph", "More on one.")]),
    ],
)
def test_blocks(source: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(source) == expected


@pytest.mark.parametrize(
    "gone",
    [
        "<span hidden>GONE</span>",
        "<div aria-hidden='true'>GONE</div>",
        "<p style='color:red; DISPLAY : none'>GONE</p>",
        "<script>GONE</script>",
        "<style>GONE</style>",
        "<template><p>GONE</p></template>",
        "<noscript>GONE</noscript>",
        "<svg><text>GONE</text></svg>",
        "<textarea>GONE</textarea>",
        "<select><option>GONE</option></select>",
        "<!-- GONE -->",
        "<!-- > GONE <p>GONE</p> -->",
        "<img alt='GONE'>",
        "<script>if (a < b) { '</div>GONE' }</script >",
        "<iframe>GONE</iframe>",
        "<span class='x sr-only'>GONE</span>",
        "<?php echo '>GONE'; ?>",
        "<!DOCTYPE x [GONE]>",
        "<dialog>GONE</dialog>",
        "<title>GONE</title>",
    ],
)
def test_what_a_reader_does_not_see_is_left_out(gone: str) -> None:
    page = load(f"<p>Before</p>{gone}<p>after.</p>")
    assert page.text == "Before\nafter."


@pytest.mark.parametrize(
    "source",
    [
        "<p>All <!-- of it</p><p>is here.</p>",
        "<p>All of it</p><![CDATA[ <p>is here.</p>",
        "<p>All of it</p><p>is here.",
        "<p>All of it</p></div></p></li><p>is here.</p>",
        "<p>All of it</p><plaintext><p>is here.",
        "<body hidden><p>All of it</p>is here.",
        "<p>All of it</p><textarea><p>is here.",
        "<p>All of it</p><!doctype<p>is here.</p>",
        "<div/><p>All of it</p><p/>is here.",
        "<p>All of it</p>&#;<p>is here.</p>&#q<b> </b>",
        "<p>All of it\0</p>\0<p>is here.</p>",
        "<html><head><p>All of it<body>is here.",
        "<p>All of it</p><p>is here.</p><script>never closed",
        "<p>All of it</p><p>is here.</p><a href='never closed",
    ],
)
def test_broken_markup_loses_nothing(source: str) -> None:
    page = load(source)
    for words in ("All", "of it", "is here."):
        assert words in page.text


def test_lists_have_levels_groups_stems_and_numbers() -> None:
    page = load(
        "<p>Signs are:</p><ol start=3><li>One<ul><li>Deep</ul><li value=9>Two<li>Three</ol><ol reversed><li>a<li>b</ol>"
    )
    rows = [(page.quote(b.span), b.level, b.group, b.ordinal, b.stem) for b in page.blocks[1:]]
    assert rows == [
        ("One", 1, 1, 3, 0),
        ("Deep", 2, 2, None, 1),
        ("Two", 1, 1, 9, 0),
        ("Three", 1, 1, 10, 0),
        ("a", 1, 3, 2, None),
        ("b", 1, 3, 1, None),
    ]


def test_table_cells_have_their_places() -> None:
    page = load(
        "<table><caption>Doses</caption><tr><th>Who<th colspan=2>How much<tr>"
        "<td rowspan=2>Adults<td>5 mg<td>10 mg<tr><td>x<td>y</table>"
    )
    assert page.blocks[0].kind is Kind.CAPTION
    cells = {page.quote(b.span): (b.row, b.column, b.header_cell) for b in page.blocks[1:]}
    assert cells == {
        "Who": (0, 0, True),
        "How much": (0, 1, True),
        "Adults": (1, 0, False),
        "5 mg": (1, 1, False),
        "10 mg": (1, 2, False),
        "x": (2, 1, False),
        "y": (2, 2, False),
    }
    assert {b.stem for b in page.blocks[1:]} == {0}


def test_layout_table_is_not_there() -> None:
    page = load(
        "<table><tr><td><h2>Menu</h2><ul><li>a</ul><td><h1>T</h1><p>Text of the page.</p>"
        "<table><tr><th>a<th>b</table></table>"
    )
    assert [(b.kind.value, page.quote(b.span)) for b in page.blocks] == [
        ("heading", "Menu"),
        ("item", "a"),
        ("heading", "T"),
        ("paragraph", "Text of the page."),
        ("cell", "a"),
        ("cell", "b"),
    ]


def test_links_targets_superscripts_and_comments() -> None:
    source = (
        "<h2 id=top>T</h2><p>See <a href='/a?x=1&amp;y' rel='nofollow'>the  study</a>"
        "<sup><a href='#r1'>1</a></sup>. 10 m<sup>2</sup></p>"
        "<!-- auditor: allow stigmatizing-term the name of a book --><p><a name=r1></a>Ref <a href=z><img></a></p>"
    )
    page = load(source)
    assert [(page.quote(x.span), x.href, x.rel) for x in page.links] == [
        ("the study", "/a?x=1&y", "nofollow"),
        ("1", "#r1", ""),
        ("", "z", ""),
    ]
    assert [page.quote(s) for s in page.superscripts] == ["1", "2"]
    assert {t.name: page.text[t.offset :][:3] for t in page.targets} == {"top": "T\nS", "r1": "Ref"}
    assert [(c.text.strip(), page.text[c.offset :]) for c in page.comments] == [
        ("auditor: allow stigmatizing-term the name of a book", "Ref")
    ]


def test_link_around_blocks_is_one_link_a_block() -> None:
    page = load("<a href=x><h3>Title</h3><p>Teaser text</p></a>")
    assert [page.quote(x.span) for x in page.links] == ["Title", "Teaser text"]


def test_headings_title_language_and_nearest_heading() -> None:
    page = load("<html lang='en-GB'><title>A &amp; B</title><h1>One</h1><p>x</p><h2>Two <i>b</i></h2><p>y</p>")
    assert (page.title, page.language) == ("A & B", "en")
    assert [b.anchor.heading for b in page.blocks] == ["One", "One", "Two b", "Two b"]
    assert [b.level for b in page.blocks] == [1, 0, 2, 0]


def test_thousands_of_nested_and_unclosed_tags() -> None:
    assert "deep" in load("<div>" * 50_000 + "deep").text
    assert load("<b><i>" * 20_000 + "deep").text == "deep"
    page = load("<p>w " * 5_000 + "<li>x" * 5_000)
    assert len(page.blocks) == 10_000
    assert {b.kind for b in page.blocks} == {Kind.PARAGRAPH, Kind.ITEM}


@pytest.mark.parametrize("source", ["<script>x</script>", "<p> &nbsp; </p>", "<div><img alt=x></div>", "<!-- only -->"])
def test_page_without_text_says_so(source: str) -> None:
    with pytest.raises(LoadError, match=r"page\.html: there is no text"):
        load(source)


def test_roles_do_not_depend_on_the_judge_for_plain_pages() -> None:
    page = load("<h1>Title</h1><p>Only a short text.</p><ul><li><a href=/x>Link</a></ul>")
    assert {b.role for b in page.blocks} == {Role.MAIN}


def test_a_quotation_shows_the_marks_that_a_browser_draws() -> None:
    page = load_text("<p>She said <q>call <b>today</b></q>, and left.</p>", "page", format="html", config=Config())
    assert page.text == "She said “call today”, and left."
