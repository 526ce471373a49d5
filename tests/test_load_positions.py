"""Every word of a page stands in the source where the page says that it stands."""

from __future__ import annotations

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.config import Config
from auditor.errors import LoadError
from auditor.load import load_bytes, load_text
from auditor.model import Page

WORD = re.compile(r"[^\W_]+")
ESCAPES = re.compile(r"\\([!-/:-@\[-`{-~])")


def source_at(text: str, page: Page, offset: int) -> str:
    """Return the source from the line and column that the page gives for an offset, with entities decoded."""
    line, column = page.position(offset)
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    rest = lines[line - 1][column - 1 :][:400]
    return html.unescape(rest)


def check(text: str, format: str) -> Page:
    """Load a text and hold every word of it against the source."""
    page = load_text(text, "page", format=format, config=Config())
    for m in WORD.finditer(page.text):
        found = source_at(text, page, m.start())
        assert found.startswith(m.group()[0]), (m.group(), found[:60], page.position(m.start()))
        # A word may be cut by a tag or mark in the source, but not before its first character.
        shared = next((i for i, (a, b) in enumerate(zip(m.group(), found, strict=False)) if a != b), len(m.group()))
        assert shared == len(m.group()) or not found[shared].isalnum(), (m.group(), found[:60])
    assert page.text == "\n".join(page.quote(b.span) for b in page.blocks)
    for block in page.blocks:
        quote = page.quote(block.span)
        assert quote == quote.strip()
        assert page.position(block.span.start) == (block.anchor.line, block.anchor.column)
    return page


TEXTS = st.sampled_from(
    [
        "dose",
        "the same words",
        "the same words",
        "naïve café",
        "😀 𝒜lpha",
        "5 mg",
        "A.B",
        " ",
        "\n",
        "\r\n",
        "\t \t",
        "\r",
        "Fish &amp; chips",
        "it&#8217;s",
        "it&rsquo;s",
        "a&nbsp;b",
        "&nbsp;",
        "5&lt;7",
        "&#x1F600;ok",
        "R&D",
        "AT&T; x",
        "&copy2024",
        "&notit",
        "sof&shy;t",
        "z\u200bw",
        "&bogus;",
        "&#0;",
        "&",
        "1 < 2",
        "&Amp",
        "&#150;",
    ]
)
INLINE = st.sampled_from(["b", "i", "a href='x'", "sup", "span class=y", "em", "code", "x-tip", "a name=q"])
BLOCK = st.sampled_from(["p", "div", "li", "h2", "td", "blockquote", "section", "dd", "pre", "ul", "table", "tr"])
PIECES = st.sampled_from(
    [
        "<br>",
        "<br/>",
        "<!-- dose dose -->",
        "<script>dose = 1 < 2</script>",
        "<p>",
        "</p>",
        "<li>",
        "<hr>",
        "<img alt='dose'>",
        "<span hidden>dose</span>",
        "</div>",
        "<style>dose</style>",
        "<wbr>",
    ]
)


@st.composite
def markup(draw: st.DrawFn, depth: int = 3) -> str:
    """Draw HTML with the things that move positions."""
    out = []
    for _ in range(draw(st.integers(1, 5))):
        kind = draw(st.integers(0, 4 if depth else 1))
        if kind <= 1:
            out.append(draw(TEXTS if kind == 0 else st.one_of(TEXTS, PIECES)))
        else:
            tag = draw(INLINE if kind == 2 else BLOCK)
            inner = draw(markup(depth - 1))
            close = f"</{tag.split()[0]}>" if draw(st.booleans()) or kind == 2 else ""
            out.append(f"<{tag}>{inner}{close}")
    return "".join(out)


@settings(max_examples=300, deadline=None)
@given(markup())
def test_html_positions_are_exact(source: str) -> None:
    check(source + "<p>end</p>", "html")


MARKDOWN = st.sampled_from(
    [
        "dose ",
        "the same words ",
        "*very*",
        "**must** ",
        "_it_ ",
        "~~old~~ ",
        "`code dose` ",
        "``a ` b`` ",
        "[link dose](http://x.y) ",
        "![alt dose](x.png) ",
        "<b>bold</b> ",
        "a&amp;b ",
        "it&#8217;s ",
        "\\*not em\\* ",
        "5 \\< 7 ",
        "<https://a.example/dose> ",
        "***both*** ",
        "*a **b** c* ",
        "\n",
        "  \n",
        "\\\n",
        "\n\n",
        "\n\n- ",
        "\n  ",
        "\n\n1. ",
        "\n\n> ",
        "\n> ",
        "\n\n## ",
        "\n\n| a | b \\| c |\n|---|---|\n| dose | *x* |\n",
        "note[^1] ",
        "\n\n[^1]: The note dose\n\n",
        "😀 ",
        "\tx ",
        "\n\n    code dose\n\n",
        "\n\n```\nfenced dose\n```\n\n",
        "<!-- dose -->",
        "\n\n<div>\n\n",
        "\n\n</div>\n\n",
        "<br>",
        "dose\n===\n",
        "{% dose %}",
        "\n\n* * *\n\n",
        "**un*closed ",
        "[un](closed ",
        "a_b_c ",
        "\r\n",
        "\r\n\r\n- ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(MARKDOWN, min_size=1, max_size=14).map("".join),
    st.sampled_from(["", "---\ntitle: dose: x\n---\n", "---\r\na: 1\r\n---\r\n"]),
)
def test_markdown_positions_are_exact(body: str, front: str) -> None:
    check(f"{front}{body}\n\nend", "markdown")


LINES = st.sampled_from(
    [
        "A Heading",
        "One sentence here. And one more.",
        "- item one",
        "  - nested",
        "1. first",
        "wrapped line of",
        "&amp; raw",
        "",
        "====",
        "----",
        "# Hash",
        "😀 x",
        "\tTabbed line.",
        "12 Main St",
        "a  b   c",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_text_positions_are_exact(lines: list[str], end: str) -> None:
    source = end.join([*lines, "The end."])
    page = load_text(source, "page", format="text", config=Config())
    for m in WORD.finditer(page.text):
        line, column = page.position(m.start())
        assert re.split(r"\r\n|\r|\n", source)[line - 1][column - 1 :].startswith(m.group())


@settings(max_examples=400, deadline=None)
@given(
    st.binary(max_size=400) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")),
    st.sampled_from(["html", "markdown", "text", ""]),
)
def test_any_bytes_load_or_give_a_load_error(data: bytes, format: str) -> None:
    page = refusal = None
    try:
        page = load_bytes(data, "page", format=format, config=Config())
    except LoadError as e:
        refusal = str(e)
    assert page is not None or (refusal or "").startswith("page: ")
    if page is None:
        return
    assert page.text
    assert "\ufdd0" not in page.text
    for offset in range(len(page.text)):
        line, column = page.position(offset)
        assert line >= 1
        assert column >= 1


def test_repeated_words_stand_each_in_their_own_place() -> None:
    source = "<p>No cure.</p>\r\n<p>No <b>cure</b>. No\r\n  cure.</p>"
    page = check(source, "html")
    places = [page.position(m.start()) for m in re.finditer("cure", page.text)]
    assert places == [(1, 7), (2, 10), (3, 3)]


def test_position_after_entities_and_astral_characters() -> None:
    source = "<p>&ldquo;Fish&rdquo;&nbsp;&amp;&#32;chips 😀 are</p>"
    page = check(source, "html")
    assert page.text == "“Fish” & chips 😀 are"
    assert page.position(page.text.index("chips")) == (1, source.index("chips") + 1)
    assert page.position(page.text.index("are")) == (1, source.index("are") + 1)


def test_position_of_a_quoted_entity_is_the_entity() -> None:
    source = "<p>x &#8217;tis so</p>"
    page = check(source, "html")
    assert page.position(page.text.index("’")) == (1, source.index("&#8217;") + 1)


def test_markdown_position_inside_link_list_and_table() -> None:
    source = (
        "---\ntitle: T\n---\n\n1. See [the *dose* here](http://e.example) now\n\n"
        "| h | i |\n|---|---|\n| a \\| dose | **b** |\n"
    )
    page = check(source, "markdown")
    assert page.position(page.text.index("dose")) == (5, 14)
    assert page.position(page.text.rindex("dose")) == (9, 8)
    assert page.quote(page.blocks[3].span) == "a | dose"
