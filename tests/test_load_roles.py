"""The author's text is told from what surrounds it, and nothing of it is lost."""

from __future__ import annotations

import pytest

from auditor.config import Config
from auditor.load import load_text
from auditor.model import Page

PROSE = (
    "<p>People who take this medicine every day for some weeks may notice that the same dose does less for them.</p>"
    * 4
)
LINKS = "<ul><li><a href='/a'>First post </a><li><a href='/b'>Second post</a><li><a href='/c'>Third post</a></ul>"


def load(source: str) -> Page:
    return load_text(source, "page.html", format="html", config=Config())


def role(source: str, words: str) -> str:
    page = load(source)
    found = {b.role.value for b in page.blocks if words in page.quote(b.span)}
    assert len(found) == 1, (words, found)
    return found.pop()


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("<nav><a href=/>MARK</a></nav>", "navigation"),
        ("<div role=navigation>MARK</div>", "navigation"),
        ("<header><a href=/>MARK</a></header>", "header"),
        ("<footer><p>MARK of the site</p></footer>", "footer"),
        ("<div role=contentinfo>MARK</div>", "footer"),
        ("<aside><p>MARK</p></aside>", "aside"),
        ("<div role=dialog><p>We use cookies MARK.</p></div>", "aside"),
        ("<div class='cookie-notice'><p>We use cookies MARK.</p></div>", "aside"),
        ("<div id=comments><h3>Leave a Reply MARK</h3><form><label>Name</label></form></div>", "comments"),
        ("<div id=respond class=comment-respond><p>MARK will not be published.</p></div>", "comments"),
        ("<form><p>Leave a comment MARK</p><label>Name</label><input></form>", "comments"),
        ("<form><p>Subscribe to our newsletter MARK</p><label>Email</label><input></form>", "aside"),
        ("<div class='breadcrumbs'><a href=/>Home</a> / <a href=/x>MARK</a></div>", "navigation"),
        ("<div class='related-posts'><h3>Related MARK</h3>" + LINKS + "</div>", "aside"),
        ("<div class='share-buttons'><a href=/s>Share MARK</a></div>", "aside"),
        ("<button>MARK</button>", "navigation"),
        ("<div class='site-footer'><p>© 2024 MARK. All rights reserved.</p></div>", "footer"),
        ("<ul class=x><li><a href=/a>One MARK</a><li><a href=/b>Two</a><li><a href=/c>Three</a></ul>", "navigation"),
    ],
)
def test_furniture_is_not_main(part: str, expected: str) -> None:
    assert role(f"<body>{part}<main><h1>Title</h1>{PROSE}</main></body>", "MARK") == expected
    assert role(f"<body><div><h1>Title</h1>{PROSE}</div>{part}</body>", "MARK") == expected


@pytest.mark.parametrize(
    "part",
    [
        "<p class=byline>Written by MARK, MD</p>",
        "<p class='medically-reviewed author-meta'>Medically reviewed by MARK, PharmD</p>",
        "<div class='disclaimer'><p>This page is not medical advice MARK.</p></div>",
        "<h2>References</h2><ol><li><a href='https://x.example/1'>MARK study of 2020</a><li><a href='https://x.example/2'>b</a>"
        "<li><a href='https://x.example/3'>c</a></ol>",
        "<h2>Sources</h2><ul><li><a href=/1>MARK</a><li><a href=/2>b</a><li><a href=/3>c</a></ul>",
        "<div class='widget elementor-widget'><p>With alcohol it slows breathing and can even stop it, MARK.</p></div>",
        "<aside><p>Key point MARK: never stop it suddenly, since that can bring on a seizure within days.</p></aside>",
        "<header><h2>MARK</h2><p>Lead.</p></header>",
        "<section><header><h2>MARK</h2></header><p>Text.</p></section>",
        "<blockquote><p>So it was.</p><footer>MARK, a nurse</footer></blockquote>",
        "<details><summary>MARK question here?</summary><p>Yes.</p></details>",
        "<button aria-expanded=false>Is it safe MARK?</button>",
        "<div class='menu-of-options'><p>You can taper, switch or stay, and each has its own risks, MARK.</p></div>",
        "<form action=x><p>Do you ever drink in the morning MARK?</p></form>",
        "<ul><li><a href='tel:988'>MARK</a></ul>",
        "<p>MARK</p>",
    ],
)
def test_the_article_keeps_what_belongs_to_it(part: str) -> None:
    assert (
        role(f"<body><nav>{LINKS}</nav><article><h1>Title</h1>{PROSE}{part}{PROSE}</article></body>", "MARK") == "main"
    )
    if not part.startswith("<header>"):
        assert role(f"<h1>Title</h1>{PROSE}{part}", "MARK") == "main"


@pytest.mark.parametrize(
    "wrapper",
    [
        "<div class='content-sidebar-wrap'>",
        "<div class='has-sidebar related'>",
        "<div id=page class='modal newsletter'>",
        "<form id=aspnetForm><div class=widget>",
        "<div role=dialog>",
        "<section class=banner>",
    ],
)
def test_a_wrapper_with_an_unlucky_name_loses_nothing(wrapper: str) -> None:
    page = load(f"<body>{wrapper}<article><h1>Title</h1>{PROSE}</article>")
    assert {b.role.value for b in page.blocks} == {"main"}


@pytest.mark.parametrize(
    "source",
    [
        "<p>Just one line.</p>",
        "<ul><li><a href=x>a</a><li><a href=y>b</a><li><a href=z>c</a></ul>",
        "A fragment <b>only</b>",
        "<div class=sidebar><p>Baclofen is not addictive.</p></div>",
        "<div class=cta>Call now</div><p>Short.</p>",
        "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
        "<h2>Menu</h2><p>Text.</p>",
    ],
)
def test_short_handmade_pages_lose_nothing(source: str) -> None:
    assert {b.role.value for b in load(source).blocks} == {"main"}


def test_the_judge_settles_what_one_sign_leaves_open() -> None:
    long = "".join(
        f"<p>Paragraph {n} says that the dose was lowered over {n} weeks, that "
        "that sleep came back, and that the pain was less in most people.</p>"
        for n in range(2, 24)
    )
    promo = "<div class='promo-cta'><h3>MARK offer</h3><p>Start today</p></div>"
    inside = "<div class='tags-of-note'><p>The study MARK of 300 adults ran for a year and "
    inside += "found no difference between both groups at all.</p></div>"
    source = f"<html><body><article><h1>Title</h1>{long}{inside}</article><div class=lower>{promo}</div></body></html>"
    assert role(source, "MARK of 300") == "main"
    assert role(source, "MARK offer") == "aside"


def test_heading_over_nothing_but_furniture_is_furniture() -> None:
    source = f"<h1>Title</h1>{PROSE}<h2>Navigation menu</h2><nav><h3>Tools</h3>{LINKS}</nav>"
    assert role(source, "Navigation menu") == "navigation"
    assert role(source, "Title") == "main"
