"""The HTML report in a real browser: offline, nothing acts, nothing overflows, readable in the dark, usable by keys."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import report_fixture

from auditor.report import render

CHROMIUM = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
if CHROMIUM is None:
    pytest.skip("no Chromium on this machine; on Debian: apt-get install chromium", allow_module_level=True)

WIDTHS = (390, 1280)
AA = 4.5
"""WCAG 2.2, 1.4.3: contrast of text to its ground."""

CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = color => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * x + .7152 * y + .0722 * z;
  };
  const ground = e => {
    for (; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c[3] === 255) return c;
    }
    return [255, 255, 255, 255];
  };
  const bad = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    const words = walker.currentNode.data.trim();
    if (!words || seen.has(e) || e.closest('script,style') || !e.getClientRects().length) continue;
    seen.add(e);
    const style = getComputedStyle(e);
    const ink = rgb(e.closest('svg') ? style.fill : style.color);
    const [a, b] = [light(ink), light(ground(e))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < LIMIT) bad.push(`${e.tagName}.${e.className}: ${ratio.toFixed(2)} ${words.slice(0, 30)}`);
  }
  return bad;
}""".replace("LIMIT", str(AA))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the written reports by name."""
    folder = tmp_path_factory.mktemp("reports")
    made = {
        "full": report_fixture.report(),
        "hostile": report_fixture.hostile(),
        "many": report_fixture.many(12),
        "long": report_fixture.long_list(),
        "clean": report_fixture.clean(),
        "stitched": report_fixture.stitched(),
    }
    out = {}
    for name, report in made.items():
        out[name] = folder / f"{name}.html"
        out[name].write_text(render(report, "html"), encoding="utf-8", newline="\n")
    return out


@pytest.fixture
def opened(browser: Any, files: dict[str, Path]) -> Iterator[Any]:
    """Return a function that opens a report and keeps what the browser says of it."""
    contexts = []

    def open_report(name: str, width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.complaints, page.requests = [], []
        page.on("console", lambda m: page.complaints.append(m.text))
        page.on("pageerror", lambda e: page.complaints.append(str(e)))
        page.on("dialog", lambda d: (page.complaints.append(f"dialog {d.message}"), d.dismiss()))
        page.on("request", lambda r: page.requests.append(r.url))
        page.goto(files[name].as_uri())
        return page

    yield open_report
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["full", "hostile", "many", "long", "clean", "stitched"])
def test_opens_in_silence_and_fits_the_screen(opened: Any, files: dict[str, Path], name: str, width: int) -> None:
    page = opened(name, width)
    assert page.complaints == []
    assert page.requests == [files[name].as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_of_a_hostile_page_acts(opened: Any) -> None:
    page = opened("hostile")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for mark in page.locator("mark, .card, .row").all()[:20]:
        mark.dispatch_event("mouseover")
        mark.dispatch_event("click")
    assert page.evaluate("window.pwned === undefined")
    assert page.evaluate("document.querySelectorAll('img, iframe, object, embed').length") == 0
    assert page.evaluate("document.querySelectorAll('script').length") == 1
    assert page.evaluate("[...document.querySelectorAll('a')].every(a => /^(#|https?:)/.test(a.getAttribute('href')))")
    assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["full", "hostile", "many", "stitched"])
def test_text_stands_out_from_its_ground(opened: Any, name: str, scheme: str) -> None:
    page = opened(name, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(CONTRAST) == []


def test_dark_is_dark(opened: Any) -> None:
    color = "getComputedStyle(document.body).backgroundColor"
    ground = [opened("full", color_scheme=s).evaluate(color) for s in ("light", "dark")]
    light, dark = (sum(map(int, g.removeprefix("rgb(").rstrip(")").split(","))) for g in ground)
    assert light > 600
    assert dark < 150


@pytest.mark.parametrize("width", WIDTHS)
def test_claims_are_filtered_by_support_without_a_script(opened: Any, width: int) -> None:
    page = opened("full", width, java_script_enabled=False)
    assert page.locator(".claim:visible").count() == 3
    page.get_by_text("Without a source 1", exact=True).click()
    assert page.locator(".claim:visible").count() == 1
    page.locator("#p1-s1").get_by_role("link", name="C3").click()
    assert page.locator("#p1-c3").is_visible()
    page.get_by_text("All 3", exact=True).click()
    assert page.locator(".claim:visible").count() == 3


def test_is_complete_without_a_script(opened: Any) -> None:
    page = opened("full", java_script_enabled=False)
    for f in report_fixture.page().findings:
        assert page.get_by_text(f.message, exact=True).first.is_visible()
    assert not page.locator("#filters").is_visible()
    folded = opened("long", java_script_enabled=False)
    last = folded.locator(".row[data-level]").last
    assert not last.is_visible()
    folded.locator(".rows + .more > summary").click()
    assert last.is_visible()


def test_keys_reach_everything_and_the_focus_shows(opened: Any) -> None:
    page = opened("full")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    reached = set()
    for _ in range(140):
        page.keyboard.press("Tab")
        kind, outline = page.evaluate(
            "(e => [[e.tagName, ...e.classList].slice(0, 2).join('.'), getComputedStyle(e).outlineStyle])"
            "(document.activeElement)"
        )
        if kind == "BODY":
            break
        reached.add(kind)
        assert outline != "none", kind
    assert {"A", "A.code", "A.ref", "SUMMARY", "INPUT", "SELECT", "DIV.scroll"} <= reached


def test_mark_leads_to_its_card_and_a_link_opens_what_is_folded(opened: Any) -> None:
    page = opened("long")
    page.locator("#p1-m110").click()
    assert page.evaluate("location.hash") == "#p1-f110"
    assert page.locator("#p1-f110").is_visible()
    full = opened("full")
    full.locator("mark.hl", has_text="not addictive").click()
    assert full.evaluate("location.hash") == "#p1-f1"


def test_filter_hides_and_shows(opened: Any) -> None:
    page = opened("full")
    page.locator("#filters input[value=warning]").uncheck()
    assert not page.locator("#p1-family-language").is_visible()
    assert page.locator("#p1-f1").is_visible()
    assert page.locator("#filters output").inner_text() == "5 of 12 shown"
    page.locator("#filters select").select_option("disclosures")
    assert not page.locator("#p1-f1").is_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_seams_are_drawn_and_can_be_read_alone_without_a_script(opened: Any, width: int) -> None:
    page = opened("stitched", width, java_script_enabled=False)
    drawn = "e => getComputedStyle(e).textDecorationLine"
    assert page.locator("#p1-b0 del").evaluate(drawn) == "line-through"
    words, repaired = (page.locator(f"#p1-b0 {s}").bounding_box() for s in (".bt", "ins"))
    beside, below = repaired["x"] >= words["x"] + words["width"], repaired["y"] >= words["y"] + words["height"]
    assert beside if width > 640 else below
    other = page.locator("#p1-b2 .hl")
    assert other.evaluate(drawn) == "underline"
    page.get_by_text("Seams only 2", exact=True).click()
    assert other.evaluate(drawn) == "none"
    assert not page.locator("#p1-b2 .ref").first.is_visible()
    assert page.locator("#p1-b1 .hl").evaluate(drawn) == "underline"
    assert page.locator("#p1-b0 .mend .ref").is_visible()


def test_prints_everything(opened: Any) -> None:
    page = opened("long", java_script_enabled=False)
    page.emulate_media(media="print")
    assert page.locator(".row").last.is_visible()
    assert not page.locator(".toc").is_visible()
