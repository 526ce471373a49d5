"""The HTML report as a text: valid, closed to hostile pages, complete, the same bytes each time."""

from __future__ import annotations

import html
import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import pytest
import report_fixture
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import BlockEntry, Kind, Report, Role, Span
from auditor.report import render
from auditor.report.layout import Highlight, Piece, TextBlock, regions, within
from auditor.report.sheet import sheet, shown

REPORTS = {
    "full": report_fixture.report(),
    "clean": report_fixture.clean(),
    "hostile": report_fixture.hostile(),
    "many": report_fixture.many(7),
    "long": report_fixture.long_list(),
    "stitched": report_fixture.stitched(),
    "empty": Report(report_fixture.tool(), (), ()),
}
PAGES = {name: render(report, "html") for name, report in REPORTS.items()}
VOID_ACTS = {"iframe", "object", "embed", "form", "img", "base", "link", "audio", "video", "frame", "applet"}


def tree(name: str) -> Element:
    """Return the parsed report; html5lib in strict mode raises on the first thing that is not valid."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(PAGES[name])


def words(node: Element) -> str:
    """Return the text of an element, spaces collapsed."""
    return " ".join("".join(node.itertext()).split())


def by_id(root: Element, name: str) -> Element:
    """Return the element with an id."""
    found = root.find(f".//*[@id='{name}']")
    assert found is not None, name
    return found


@pytest.mark.parametrize("name", REPORTS)
def test_is_valid_html_with_unique_anchors(name: str) -> None:
    root = tree(name)
    ids = Counter(e.get("id") for e in root.iter() if e.get("id") is not None)
    assert [i for i, n in ids.items() if n > 1] == []
    assert all(re.fullmatch(r"\S+", i or "") for i in ids)
    inner = {e.get("href") for e in root.iter("a") if (e.get("href") or "").startswith("#")}
    assert sorted(h for h in inner if h and h[1:] not in ids) == []
    labels = {e.get("aria-labelledby") for e in root.iter() if e.get("aria-labelledby")}
    assert sorted(i for i in labels if i not in ids) == []


@pytest.mark.parametrize("name", REPORTS)
def test_headings_go_down_one_step_at_a_time(name: str) -> None:
    levels = [int(e.tag[1]) for e in tree(name).iter() if re.fullmatch(r"h[1-6]", str(e.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_is_requested_and_only_its_own_script_and_style_may_act(name: str) -> None:
    root = tree(name)
    policy = next(e.get("content") or "" for e in root.iter("meta") if e.get("http-equiv"))
    (style,), (script,) = list(root.iter("style")), list(root.iter("script"))
    for kind, element in (("style", style), ("script", script)):
        digest = b64encode(sha256((element.text or "").encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "url(" not in (style.text or "")
    assert "@import" not in (style.text or "")
    for e in root.iter():
        assert str(e.tag) not in VOID_ACTS - {"form"}
        acting = [a for a in e.attrib if a.startswith("on") or a in {"style", "src", "srcset", "action", "formaction"}]
        assert acting == []
        href = e.get("href")
        assert href is None or href.startswith(("#", "https://example.org/", "http://example.org")), href


def test_hostile_words_are_shown_as_words() -> None:
    root = tree("hostile")
    body = words(by_id(root, "p1-text"))
    for attack in report_fixture.ATTACKS[:10]:
        assert " ".join(attack.split()) in body
    assert "U+202E" in body
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200f\x00\x1b\ufffe]", PAGES["hostile"])


@given(st.text() | st.text(alphabet="<>&\"'\n \t\u202e\x00a"))
def test_no_word_of_a_page_is_more_than_a_word(text: str) -> None:
    safe = shown(text)
    assert not re.search(r"[<>\"\n]", safe.replace('<span class="ctl">', "").replace("</span>", ""))
    assert text.isprintable() is False or html.unescape(safe) == text
    block = TextBlock("b", Role.MAIN, Kind.PARAGRAPH, 0, 1, (Piece(text, None, None, None, False, ()),))
    assert f'<span class="bt" dir="auto">{safe}</span></p>' in sheet([block])


def test_verdict_comes_first_and_names_what_can_harm_most() -> None:
    root = tree("full")
    first = by_id(root, "p1-verdict")
    assert "2 errors, 7 warnings and 1 remark; 2 more things for a person to look at." in words(first)
    assert "1 check broke" in words(first)
    named = [words(li) for li in first.iter("li")]
    assert [n.rpartition(".")[0] for n in named] == [
        "The page says that tremadol is addictive, and that it is not",
        "The page does not tell readers whom to call in an emergency",
        "This claim has no source",
    ]
    text = PAGES["full"]
    assert (
        text.index('id="p1-verdict"')
        < text.index('id="p1-findings"')
        < text.index('id="p1-text"')
        < text.index('id="rules"')
    )


def test_a_finding_about_the_whole_page_names_no_line() -> None:
    full = report_fixture.report()
    page = full.pages[0]
    placeless = [replace(f, line=None, column=None, start=None, end=None, quote="") for f in page.findings]
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        render(replace(full, pages=(replace(page, findings=tuple(placeless)),)), "html")
    )
    verdict = by_id(root, "p1-verdict")
    assert len(list(verdict.iter("li"))) == 3
    assert "line" not in words(verdict)


def test_every_finding_is_there_with_its_words_place_and_reason() -> None:
    root = tree("full")
    page = REPORTS["full"].pages[0]
    everything = words(root)
    for f in page.findings:
        assert f.message in everything
        assert f.suggestion in everything
        if f.quote:
            assert f.quote in everything
            assert f"line {f.line}, column {f.column}, under “Coming off tremadol”" in everything
    pair = words(by_id(root, "p1-f1"))
    assert "not addictive" in pair
    assert "Many people become addicted to tremadol within weeks." in pair
    assert [words(m) for m in by_id(root, "p1-f1").iter("mark")] == ["not addictive", "addicted"]
    assert "Reason the words of the label" in words(by_id(root, "p1-allowed"))
    assert "of another drug" in words(by_id(root, "p1-review"))
    assert "ValueError: a number without a unit" in words(by_id(root, "p1-checks"))
    assert "the file is empty" in words(by_id(root, "skipped"))


def test_text_is_whole_and_each_mark_leads_to_its_card_and_back() -> None:
    root = tree("full")
    sheet = by_id(root, "p1-text")
    shown = [e for e in sheet.iter("span") if e.get("class") == "bt"]
    for e in shown:
        for ref in [r for r in e.iter("a") if (r.get("class") or "").startswith("ref")]:
            ref.text = ""
            for inner in ref:
                inner.text = inner.tail = ""
    assert [words(e) for e in shown] == [b[0] for b in report_fixture.BLOCKS]
    for ref in by_id(tree("full"), "p1-text").iter("a"):
        if ref.get("id"):
            card = by_id(root, (ref.get("href") or "")[1:])
            assert f"#{ref.get('id')}" in {a.get("href") for a in card.iter("a")}


def test_overlapping_findings_are_both_marked() -> None:
    marks = [words(m) for m in by_id(tree("full"), "p1-b6").iter("mark")]
    assert [m for m in marks if m] == [
        "Tremadol doubles the risk of a seizure.",
        "It",
        "cures pain in 8 of 10 people.",
        "It lowers",
        "the blood pressure by a tenth.",
    ]


def test_words_from_elsewhere_are_struck_through_and_the_sentence_is_repaired_beside() -> None:
    block = by_id(tree("stitched"), "p1-b0")
    assert [words(e) for e in block.iter("del")] == ["buy <b>vapes</b> near me"]
    assert [words(e) for e in block.iter("ins")] == ["Rest returns slowly and naps should <i>be</i> short."]
    assert "repaired" not in words(by_id(tree("stitched"), "p1-findings"))


def test_a_sentence_and_its_repeat_share_a_letter_and_a_colour_and_nothing_else_does() -> None:
    text = by_id(tree("stitched"), "p1-text")
    refs = [(words(a), a.get("class") or "") for a in text.iter("a") if (a.get("class") or "").startswith("ref")]
    pair = [(label, kinds) for label, kinds in refs if "hue-" in kinds]
    assert len(pair) == 2
    assert len(set(pair)) == 1
    assert pair[0][0].endswith(" A")


def test_text_can_be_read_with_its_seams_alone() -> None:
    text = by_id(tree("stitched"), "p1-text")
    seams = [words(e) for e in text.iter("mark") if "seam" in (e.get("class") or "").split()]
    assert seams == ["buy <b>vapes</b> near me", report_fixture.STITCHED[1], report_fixture.STITCHED[3]]
    assert "Seams only 2" in words(text)


def test_long_lists_are_folded_but_complete() -> None:
    root = tree("long")
    rows = [e for e in root.iter() if e.get("data-level")]
    assert len(rows) == 110
    folded = [d for d in root.iter("details") if d.get("class") == "more"]
    assert [words(next(d.iter("summary"))) for d in folded] == ["72 more of 80", "24 more of 30"]
    assert PAGES["long"].count("Cite a source.") == 1


def test_pages_are_listed_worst_first() -> None:
    names = [words(a) for a in by_id(tree("many"), "index").iter("a")]
    assert names == [f"Page {n} of the guide" for n in (5, 1, 2, 4, 7, 3, 6)]


def test_many_pages_are_folded_and_their_faults_counted() -> None:
    root = tree("many")
    bodies = [d for d in root.iter("details") if d.get("class") == "body"]
    assert len(bodies) == 7
    assert not any(d.get("open") is not None for d in bodies)
    rows = [[words(cell) for cell in tr] for tr in by_id(root, "frequent").iter("tr")]
    assert rows[1] == ["CIT001 uncited-claim A medical claim has no source.", "24", "5"]


def test_same_report_gives_the_same_bytes() -> None:
    assert all(render(report, "html") == PAGES[name] for name, report in REPORTS.items())


def test_clean_page_says_so_and_what_was_looked_for() -> None:
    root = tree("clean")
    assert "No faults found." in words(by_id(root, "p1-verdict"))
    assert "No program can certify" in words(by_id(root, "p1-verdict"))
    assert "the page sells nothing" in words(by_id(root, "p1-checks"))
    assert "too little running text" in words(root)


def test_place_that_the_text_lacks_is_named_without_a_link() -> None:
    one = report_fixture.page()
    lost = replace(one.findings[1], start=len(one.text), end=len(one.text), marks=())
    bare = Report(report_fixture.tool(), report_fixture.RULES, (replace(one, findings=(lost,), text="", blocks=()),))
    for page in (bare, replace(bare, pages=(replace(one, findings=(lost,)),))):
        root = html5lib.parse(render(page, "html"), namespaceHTMLElements=False)
        card = by_id(root, "p1-f1")
        assert "line 3, column 1" in words(card)
        ids = {e.get("id") for e in root.iter()}
        assert all((a.get("href") or "")[1:] in ids for a in card.iter("a"))


def test_quote_is_cut_around_its_marks() -> None:
    text = "a" * 1000 + "KEY" + "b" * 1000
    parts = within(text, 50, [Span(1050, 1053)], 200)
    assert ("KEY", True) in parts
    assert sum(len(w) for w, _ in parts) < 280
    assert "".join(w for w, _ in within("short words", 3, [Span(0, 8), Span(5, 9)], 200)) == "short words"


@given(st.data())
def test_text_survives_any_highlights(data: st.DataObject) -> None:
    text = data.draw(st.text(min_size=1, max_size=60))
    place = st.integers(0, len(text))
    edges = sorted({0, len(text), *data.draw(st.lists(place, max_size=4))})
    blocks = tuple(BlockEntry(a, b, Kind.PARAGRAPH, Role.MAIN, 1) for a, b in pairwise(edges))
    spans = [Span(*sorted(s)) for s in data.draw(st.lists(st.tuples(place, place), max_size=6))]
    found = [Highlight(s.start, s.end, f"m{n}", f"f{n}", str(n), "error", "") for n, s in enumerate(spans)]
    page = replace(report_fixture.page(), text=text, blocks=blocks)
    laid = [b for region in regions(page, found, spans, "p1-") for b in region.blocks]
    assert ["".join(p.text for p in b.pieces) for b in laid] == [text[b.start : b.end] for b in blocks]
    marks = Counter(h.id for b in laid for p in b.pieces for h in p.marks)
    assert marks == Counter(h.id for h in found if h.start < h.end)
    at = 0
    for piece in (p for b in laid for p in b.pieces):
        assert bool(piece.level) == any(s.start <= at < s.end for s in spans)
        at += len(piece.text)
