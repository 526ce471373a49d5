"""Pages are found in folders, patterns and on standard input, and fetched from the web with care."""

from __future__ import annotations

import gzip
import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from auditor.config import Config
from auditor.errors import LoadError
from auditor.load import fetch as web
from auditor.load import find_pages, load_page, load_source


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "b.md",
        "a.html",
        "c.txt",
        "n.json",
        "sub/d.HTM",
        "sub/e.markdown",
        ".git/x.md",
        "sub/.h.md",
        "old/f.html",
        "z.xhtml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<p>Text.")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_folder_is_read_with_all_below_it(tree: Path) -> None:
    found, skipped = find_pages(["."], Config())
    assert [Path(f).as_posix() for f in found] == [
        "a.html",
        "b.md",
        "c.txt",
        "old/f.html",
        "sub/d.HTM",
        "sub/e.markdown",
        "z.xhtml",
    ]
    assert skipped == []


@pytest.mark.parametrize("pattern", ["old/**", "old", "old/", "*/f.html", "f.html"])
def test_exclude(tree: Path, pattern: str) -> None:
    for start in (".", str(tree)):
        found, _ = find_pages([start], Config(exclude=(pattern,)))
        assert len(found) == 6
        assert not any("f.html" in f for f in found)


def test_each_page_once_in_the_order_given(tree: Path) -> None:
    found, _ = find_pages(
        [
            "c.txt",
            "./c.txt",
            str(tree / "c.txt"),
            "old",
            "old/f.html",
            "-",
            "https://x.example/a",
            "https://x.example/a",
        ],
        Config(),
    )
    assert found == ["c.txt", str(Path("old/f.html")), "-", "https://x.example/a"]


def test_patterns_expand_and_what_is_missing_is_said(tree: Path) -> None:
    found, skipped = find_pages(["*.md", "sub/*", "no.html", "*.docx", "empty", "n.json"], Config())
    assert [Path(f).as_posix() for f in found] == ["b.md", "sub/d.HTM", "sub/e.markdown", "n.json"]
    assert {s.source: s.reason.split(";")[0] for s in skipped} == {
        "no.html": "there is no such file or folder",
        "*.docx": "no file matches this pattern",
        "empty": "there is no page in this folder",
    }


def test_format_follows_name_then_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text, format in (
        ("a.html", "x < y", "html"),
        ("a.md", "<p>x", "markdown"),
        ("a.txt", "<p>x</p>", "text"),
        ("page.php", "<html><p>x", "html"),
        ("README", "# T\n\nx", "markdown"),
        ("notes", "Just words.", "text"),
        ("a.HTML", "x", "html"),
    ):
        (tmp_path / name).write_text(text)
        assert load_page(str(tmp_path / name)).format == format
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"<h1>T</h1>")))
    page = load_source("-", config=Config())
    assert (page.source, page.format, page.text) == ("-", "html", "T")


PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/ok": (200, {"Content-Type": "text/html; charset=windows-1251"}, b"<p>\xcf\xf0\xe8"),
    "/md": (200, {"Content-Type": "text/markdown"}, b"# Title\n\n*x*"),
    "/zip": (
        200,
        {"Content-Type": "text/html", "Content-Encoding": "gzip"},
        gzip.compress(b"<p>" + b"word " * 400_000),
    ),
    "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-"),
    "/gone": (404, {"Content-Type": "text/html"}, b"<p>no"),
    "/hop": (302, {"Location": "/ok"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/inside": (302, {"Location": "http://10.0.0.7/admin"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/metadata": (307, {"Location": "http://169.254.169.254/latest"}, b""),
}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = PAGES[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as one:
        threading.Thread(target=one.serve_forever, daemon=True).start()
        public = web.is_public
        monkeypatch.setattr(web, "is_public", lambda a: a == "127.0.0.1" or public(a))
        yield f"http://127.0.0.1:{one.server_port}"
        one.shutdown()


def test_fetched_pages(server: str) -> None:
    page = load_source(f"{server}/ok", config=Config())
    assert (page.source, page.format, page.text) == (f"{server}/ok", "html", "При")
    assert load_source(f"{server}/hop", config=Config()).text == "При"
    assert load_source(f"{server}/md", config=Config()).format == "markdown"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/zip", r"larger than 100,000 bytes; raise max-bytes"),
        ("/pdf", "application/pdf, not a page"),
        ("/gone", "answered 404"),
        ("/loop", "redirects more than 5 times"),
        ("/inside", r"redirects to http://10\.0\.0\.7/admin: .*private network"),
        ("/file", "only http and https"),
        ("/metadata", "private network"),
    ],
)
def test_what_is_not_fetched_and_why(server: str, path: str, reason: str) -> None:
    with pytest.raises(LoadError, match=reason) as caught:
        load_source(server + path, config=Config(max_bytes=100_000))
    assert str(caught.value).startswith(f"{server}{path}: ")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff02::1",
    ],
)
def test_private_addresses(address: str) -> None:
    assert not web.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert web.is_public(address)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://localhost:1/", "http://[::1]/", "http://0x7f000001/", "http://2130706433/"]
)
def test_own_machine_is_never_asked(address: str) -> None:
    with pytest.raises(LoadError, match=r"private network|no server has the name"):
        load_source(address, config=Config())


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *a, **k: answers)
    with pytest.raises(LoadError, match="private network"):
        load_source("http://rebinding.example/", config=Config())


@pytest.mark.parametrize("address", ["http://", "http://[bad", "http://a..b/", "http://x.example:99999/"])
def test_broken_addresses(address: str) -> None:
    with pytest.raises(LoadError):
        load_source(address, config=Config())
