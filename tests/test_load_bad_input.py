"""Bad input ends in a clear outcome: what is wrong, and what to do about it."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

import pytest

import auditor
from auditor.config import Config
from auditor.errors import LoadError
from auditor.load import load_bytes, load_source, load_text

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1"


def load(data: bytes, source: str = "page.html", **options: int) -> str:
    return load_bytes(data, source, config=Config(**options)).text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (PNG, "PNG image"),
        (b"%PDF-1.7\n%\xe2", "PDF document"),
        (b"PK\x03\x04\x14\0", "ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1", "Office"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x01\x02\x03\x04" * 50, "binary"),
        (b"<script>1</script>", "no text"),
    ],
)
def test_what_is_no_page_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason) as caught:
        load(data)
    assert str(caught.value).startswith("page.html: ")
    assert any(word in str(caught.value) for word in ("check", "give"))


@pytest.mark.parametrize("format", ["html", "markdown", "text"])
def test_limits_name_the_limit_and_the_option(format: str) -> None:
    with pytest.raises(LoadError, match=r"larger than 1,000 bytes; raise max-bytes"):
        load_bytes(b"word " * 300, "x", format=format, config=Config(max_bytes=1000))
    with pytest.raises(LoadError, match=r"larger than 1,000 bytes; raise max-bytes"):
        load_text("word " * 300, "x", format=format, config=Config(max_bytes=1000))
    with pytest.raises(LoadError, match=r"more than 100; raise max-words"):
        load_bytes(b"word " * 300, "x", format=format, config=Config(max_words=100))


def test_fifty_megabytes_of_tags_end_at_once(tmp_path: Path) -> None:
    big = tmp_path / "big.html"
    big.write_bytes(b"<div>" * 10_000_000)
    start = time.process_time()
    with pytest.raises(LoadError, match="max-bytes"):
        load_source(str(big), config=Config())
    assert time.process_time() - start < 2


def test_more_tags_than_memory_should_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.load.markup.MAX_TAGS", 2_000)
    assert load(b"<i></i>" * 2_000 + b"text") == "text"
    with pytest.raises(LoadError, match=r"more than 2,000 tags; split it"):
        load(b"<i></i>" * 2_001 + b"text")


def test_one_line_of_five_megabytes_loads() -> None:
    line = b"<p>" + b"Baclofen is a muscle relaxant &amp; more. " * 120_000
    assert len(load(line)) > 4_000_000
    assert len(load(line[3:].replace(b"&amp;", b"and"), "x.txt")) > 4_000_000


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-8", "utf-32"])
def test_unicode_with_and_without_a_mark(codec: str) -> None:
    assert load("<p>Naïve “dose” — 5 µg</p>".encode(codec)) == "Naïve “dose” — 5 µg"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<meta charset=utf-8><p>Caf\xe9 \x93dose\x94", "Café “dose”"),
        (b"<p>Caf\xe9 \x96 na\xefve", "Café – naïve"),
        (b"<meta charset=windows-1251><p>\xcf\xf0\xe8", "При"),
        (b"<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'><p>Caf\xe9 \x80", "Café €"),
        ("<meta charset=iso-8859-1><p>Café “x”".encode(), "Café “x”"),
        (b"<?xml version='1.0' encoding='shift_jis'?><p>\x83A", "ア"),
        (b"<meta charset=utf-16><p>plain", "plain"),
        (b"<meta charset=nonsense><p>Caf\xe9", "Café"),
        ("<p>Café ".encode() + b"na\xefve", "Café naïve"),
        (b"<p>cut \xe2\x80", "cut â€"),
    ],
)
def test_declared_and_undeclared_charsets(data: bytes, expected: str) -> None:
    assert load(data) == expected


def test_server_charset_comes_before_the_content_and_never_before_the_mark() -> None:
    assert load_bytes(b"\xcf\xf0\xe8", "x", format="text", config=Config(), charset="windows-1251").text == "При"
    assert load_bytes("\ufeffдоза".encode(), "x", format="text", config=Config(), charset="latin-1").text == "доза"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"no such file; check"):
        load_source(str(tmp_path / "missing.html"), config=Config())
    with pytest.raises(LoadError, match=r"this is a folder; give a page"):
        load_source(str(tmp_path), config=Config())
    with pytest.raises(LoadError, match=r"not a regular file"):
        load_source("/dev/zero", config=Config())
    with pytest.raises(LoadError, match="check the path"):
        load_source("a\0b", config=Config())


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_file_without_permission(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>x")
    page.chmod(0)
    with pytest.raises(LoadError, match="no permission"):
        load_source(str(page), config=Config())


def test_the_rest_of_a_run_is_unharmed(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PNG)
    (tmp_path / "b.html").write_bytes(b"")
    (tmp_path / "c.html").write_text("<h1>Sleep</h1><p>Most adults need seven hours of sleep.</p>")
    report = auditor.audit([str(tmp_path), str(tmp_path / "no.html")])
    assert [Path(p.source).name for p in report.pages] == ["c.html"]
    assert {Path(s.source).name: s.reason.split(";")[0] for s in report.skipped} == {
        "a.html": "it is a PNG image, not a page",
        "b.html": "it is empty",
        "no.html": "there is no such file or folder",
    }


HOSTILE = [
    "<!--",
    "&#",
    "&#x;",
    "<a ",
    "<a x='",
    "<br></b>",
    "<p>x",
    "<li>x",
    "<td>x",
    "<![CDATA[",
    "<?",
    "</",
    "<form>x y z",
]
HOSTILE_MARKDOWN = ["[", "![", "**a", "`a", "[^1]", "|a", "a***", "<a ", "{% "]
LEEWAY = 2.5
"""Time may grow so much faster than size before it counts as more than linear: machines are busy at times."""


def seconds(piece: str, size: int, format: str) -> float:
    """Measure the processor time of loading so many characters; the best of three tries."""
    text = piece * (size // len(piece)) + ">end"
    tries = []
    for _ in range(3):
        start = time.process_time()
        with suppress(LoadError):  # some versions of the parser find no text in it, and that is an outcome too
            load_text(text, "x", format=format, config=Config())
        tries.append(time.process_time() - start)
    return min(tries)


@pytest.mark.parametrize(
    ("piece", "format", "size"),
    [*((piece, "html", 5_000) for piece in HOSTILE), *((piece, "markdown", 1_000) for piece in HOSTILE_MARKDOWN)],
)
def test_time_is_linear_in_hostile_markup(piece: str, format: str, size: int) -> None:
    seconds(piece, 1_000, format)
    assert seconds(piece, 4 * size, format) < 4 * LEEWAY * seconds(piece, size, format) + 0.02


def test_yaml_bombs_in_front_matter_do_nothing() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    page = load_text("---\n" + "\n".join(lines) + "\n---\n\nText.", "x.md", format="markdown", config=Config())
    assert page.text == "Text."
