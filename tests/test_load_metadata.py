"""What a page says about itself outside its text."""

from __future__ import annotations

import json

import pytest

from auditor.config import Config
from auditor.load import load_text
from auditor.model import Credit, Metadata


def html(head: str, body: str = "") -> Metadata:
    return load_text(f"<head>{head}</head><p>Text.{body}", "p", format="html", config=Config()).metadata


def linked(data: object) -> Metadata:
    return html(f"<script type='application/ld+json'>{json.dumps(data)}</script>")


def test_json_ld_graph_with_references() -> None:
    found = linked(
        {
            "@context": "https://schema.org",
            "@graph": [
                {
                    "@type": ["MedicalWebPage", "FAQPage"],
                    "author": {"@id": "#ann"},
                    "reviewedBy": [{"@type": "Person", "name": "Bo Li, MD, PhD"}],
                    "publisher": {"@type": "Organization", "name": "Clinic"},
                    "datePublished": "2024-02-03T10:00:00+00:00",
                    "dateModified": "March 5, 2025",
                    "lastReviewed": "2025-06",
                    "citation": ["A study", {"name": "Another"}],
                },
                {"@id": "#ann", "@type": "Person", "name": "Ann  Ray", "honorificSuffix": "PharmD"},
            ],
        }
    )
    assert found.authors == (Credit("Ann Ray", "person", "json-ld", "PharmD"),)
    assert found.reviewers == (Credit("Bo Li", "person", "json-ld", "MD, PhD"),)
    assert found.publishers == (Credit("Clinic", "organization", "json-ld"),)
    assert found.dates == (
        ("published", "2024-02-03", "json-ld"),
        ("modified", "2025-03-05", "json-ld"),
        ("reviewed", "2025-06", "json-ld"),
    )
    assert found.citations == ("A study", "Another")
    assert found.types == ("MedicalWebPage", "FAQPage", "Person", "Organization") or "MedicalWebPage" in found.types


def test_meta_opengraph_microdata_and_rel() -> None:
    found = html(
        "<meta name=description content='Fish &amp; chips'><meta name=author content='Cy Dee, RN'>"
        "<meta property='article:modified_time' content='2025-01-02T03:04'><meta property=og:site_name content=Site>",
        "<span itemprop=author>Eve Fox</span><time itemprop=datePublished datetime='2020-12-31'>x</time>"
        "<a rel=author href=/g>Gil <b>Hay</b></a>",
    )
    assert found.description == "Fish & chips"
    assert [(a.name, a.credentials, a.via) for a in found.authors] == [
        ("Cy Dee", "RN", "meta"),
        ("Eve Fox", "", "microdata"),
        ("Gil Hay", "", "rel"),
    ]
    assert found.dates == (("modified", "2025-01-02", "meta"), ("published", "2020-12-31", "microdata"))
    assert [p.name for p in found.publishers] == ["Site"]


@pytest.mark.parametrize(
    "data",
    [
        "{",
        "[1, 2]",
        '"x"',
        "null",
        '{"author": 5, "datePublished": {"a": 1}, "citation": [[]]}',
        "[" * 5000,
        '{"@graph": "x"}',
        '{"author": {"@id": "#a"}}',
        "<!-- {} -->",
    ],
)
def test_broken_json_ld_says_nothing_and_breaks_nothing(data: str) -> None:
    found = html(f"<script type='application/ld+json'>{data}</script>")
    assert found.dates == ()


def test_front_matter() -> None:
    source = (
        "---\ntitle: 'Coming off: a guide'\nauthor: [Ann Ray, 'Bo Li, MD']\n"
        "reviewed_by: {name: Cy Dee}\ndate: 2025-11-12\n"
        "lastmod: 2026-01-02 10:00:00\ndescription: Why it\n  takes time\nlang: en-US\n---\n# Head\n\nText.\n"
    )
    page = load_text(source, "p.md", format="markdown", config=Config())
    found = page.metadata
    assert (page.title, page.language, found.description) == ("Coming off: a guide", "en", "Why it takes time")
    assert [(a.name, a.credentials) for a in found.authors] == [("Ann Ray", ""), ("Bo Li", "MD")]
    assert [r.name for r in found.reviewers] == ["Cy Dee"]
    assert found.dates == (("published", "2025-11-12", "front-matter"), ("modified", "2026-01-02", "front-matter"))
    assert page.text == "Head\nText."


def test_front_matter_that_breaks_yaml_is_still_front_matter() -> None:
    page = load_text(
        "---\ntitle: Pain: an overview\ndate: 2025-01-02\n---\nText.", "p", format="markdown", config=Config()
    )
    assert (page.title, page.text, page.metadata.dates[0][1]) == ("Pain: an overview", "Text.", "2025-01-02")


def test_a_rule_around_prose_is_no_front_matter() -> None:
    page = load_text("---\nJust a line of prose here.\n\n---\n\nMore.", "p", format="markdown", config=Config())
    assert "Just a line of prose here." in page.text


def test_toml_front_matter() -> None:
    page = load_text('+++\ntitle = "T"\ndate = 2025-01-02\n+++\nText.', "p", format="markdown", config=Config())
    assert (page.title, page.text, page.metadata.dates) == (
        "T",
        "Text.",
        (("published", "2025-01-02", "front-matter"),),
    )
