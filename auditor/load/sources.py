"""Find pages, read their bytes, and choose the reader of their format."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from auditor.config import Config, covers
from auditor.errors import LoadError
from auditor.load.decode import decode
from auditor.model import Page, Run, Skipped

if TYPE_CHECKING:
    from auditor.load.reading import Reading

SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
}
FORMATS = ("text", "html", "markdown")
STDIN = "-"
LOOKED_AT = 4000
"""Characters of a source without a telling name that decide its format."""

HTML_SIGNS = re.compile(
    r"<!doctype html|<html[\s>]|<(?:head|body|main|article|div|p|h[1-6]|ul|table|section)[\s>]", re.IGNORECASE
)
MARKDOWN_SIGNS = re.compile(
    r"\A---[ \t]*\r?\n|^#{1,6} \S|^(?:```|~~~)|\]\([^)\s]{1,300}\)|\*\*\S[^*\n]{1,200}\*\*|^\[\^\w{1,20}\]:",
    re.MULTILINE,
)


def find_pages(paths: list[str], config: Config) -> tuple[list[str], list[Skipped]]:
    """Return the pages that the paths name, each once, in a fixed order, and what could not be found and why.

    A folder stands for all pages in and below it but for hidden folders and those that `config.exclude` names; a
    pattern that the shell did not expand is expanded. `-` and addresses pass through.
    """
    found: list[str] = []
    skipped: list[Skipped] = []
    seen: set[str] = set()
    for path in paths:
        names, reason = expand(path, config)
        if reason:
            skipped.append(Skipped(path, reason))
        for name in names:
            key = name if is_address(name) or name == STDIN else os.path.realpath(name)
            if key not in seen:
                seen.add(key)
                found.append(name)
    return found, skipped


def expand(path: str, config: Config) -> tuple[list[str], str]:
    """Return the pages that one path names, or the reason why there is none."""
    if path == STDIN or is_address(path):
        return [path], ""
    if "\0" in path:
        return [], "this is not a path; check the name"
    if os.path.isdir(path):
        pages = pages_below(path, config)
        suffixes = ", ".join(SUFFIXES)
        return pages, "" if pages else f"there is no page in this folder; pages end in {suffixes}"
    if os.path.exists(path):
        return [path], ""
    if has_magic(path):
        matches = sorted(glob(path, recursive=True))
        names = [n for m in matches for n in (pages_below(m, config) if os.path.isdir(m) else kept([m], ".", config))]
        return (
            names,
            "" if names else "no file matches this pattern; check it, or quote nothing and let the shell expand it",
        )
    return [], "there is no such file or folder; check the path"


def pages_below(folder: str, config: Config) -> list[str]:
    """Return the pages in a folder and below it, sorted by path."""
    names: list[str] = []
    for here, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".")]
        names += [os.path.join(here, f) for f in files if not f.startswith(".") and suffix(f) in SUFFIXES]
    return sorted(kept(names, folder, config), key=lambda name: PurePath(name).parts)


def kept(names: Iterable[str], folder: str, config: Config) -> list[str]:
    """Return the names that no pattern of `config.exclude` matches, from where the user stands or from the folder."""
    return [name for name in names if not excluded(name, folder, config.exclude)]


def excluded(name: str, folder: str, patterns: Iterable[str]) -> bool:
    """Say whether one of the patterns matches a file or one of the folders that it lies in."""
    spellings = {PurePath(os.path.relpath(name, start)).as_posix() for start in (".", folder)}
    spellings |= {PurePath(name).as_posix(), PurePath(name).name}
    return any(covers(p, s) for s in spellings for p in patterns)


def suffix(name: str) -> str:
    """Return the suffix of a path or address, in small letters."""
    return os.path.splitext(name.partition("?")[0].partition("#")[0] if is_address(name) else name)[1].lower()


def is_address(source: str) -> bool:
    """Say whether a source is a web address."""
    return source.lower().startswith(("http://", "https://"))


def load_page(source: str | Path, *, config: Config | None = None) -> Page:
    """Return the page at a path or web address, or on standard input for `-`. Raises LoadError."""
    return load_source(str(source), config=config or Config())


def load_source(source: str, *, config: Config) -> Page:
    """Return the page at a path or web address, or on standard input for `-`. Raises LoadError."""
    if is_address(source):
        from auditor.load.fetch import fetch

        fetched = fetch(source, config.max_bytes)
        return load_bytes(fetched.body, source, format=fetched.format, config=config, charset=fetched.charset)
    if source == STDIN:
        data = sys.stdin.buffer.read(config.max_bytes + 1)
        return load_bytes(data, source, config=config)
    return load_bytes(read_file(source, config.max_bytes), source, config=config)


def read_file(source: str, limit: int) -> bytes:
    """Return the bytes of a file, at most one more than `limit`. Raises LoadError."""
    path = Path(source)
    try:
        if path.is_dir():
            raise LoadError(f"{source}: this is a folder; give a page, or let `auditor check` read the folder")
        if path.exists() and not path.is_file():
            raise LoadError(f"{source}: this is not a regular file; give a page")
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError as e:
        raise LoadError(f"{source}: there is no such file; check the path") from e
    except PermissionError as e:
        raise LoadError(f"{source}: no permission to read it; change its permissions or run as its owner") from e
    except (OSError, ValueError) as e:
        reason = e.strerror if isinstance(e, OSError) and e.strerror else str(e)
        raise LoadError(f"{source}: it cannot be read ({reason}); check the path") from e


def load_bytes(data: bytes, source: str, *, format: str = "", config: Config, charset: str = "") -> Page:
    """Return the page in `data`; the format is told from the source's name or from the content if none is given.

    `charset` is what a server declared. Raises LoadError.
    """
    if len(data) > config.max_bytes:
        raise LoadError(
            f"{source}: it is larger than {config.max_bytes:,} bytes; raise max-bytes in the configuration to read it"
        )
    try:
        text = decode(data, charset)
    except LoadError as e:
        raise LoadError(f"{source}: {e}") from e
    return read(text, source, format or guess(text, source), sha256(data).hexdigest(), config)


def load_text(text: str, source: str, *, format: str = "text", config: Config) -> Page:
    """Return the page in `text`; `format` is text, html or markdown. Raises LoadError."""
    if format not in FORMATS:
        raise LoadError(f"{source}: the format is {format!r}; it can be {', '.join(FORMATS)}")
    data = text.encode("utf-8", errors="surrogatepass")
    if len(data) > config.max_bytes:
        raise LoadError(
            f"{source}: it is larger than {config.max_bytes:,} bytes; raise max-bytes in the configuration to read it"
        )
    if not text.strip(" \t\r\n\x0b\x0c\0\ufeff"):
        raise LoadError(f"{source}: it is empty; check that the page was saved")
    return read(text, source, format, sha256(data).hexdigest(), config)


def guess(text: str, source: str) -> str:
    """Return the format that the source's name or else its content shows."""
    known = SUFFIXES.get(suffix(source))
    if known and not is_address(source):
        return known
    start = text[:LOOKED_AT]
    if HTML_SIGNS.search(start):
        return "markdown" if re.match(r"---[ \t]*\r?\n", start) else "html"
    return "markdown" if known == "markdown" or MARKDOWN_SIGNS.search(start) else "text"


def read(text: str, source: str, format: str, digest: str, config: Config) -> Page:
    """Return the page in decoded text. Raises LoadError."""
    from auditor.load.page import make_page

    try:
        reading, under = parsed(text, format)
        page = make_page(reading, text, source=source, format=format, sha256=digest, under=under)
    except LoadError as e:
        raise LoadError(f"{source}: {e}") from e
    words = page.text.count(" ") + page.text.count("\n") + 1
    if words > config.max_words:
        raise LoadError(
            f"{source}: it has about {words:,} words, more than {config.max_words:,}; raise max-words in the "
            "configuration to audit it"
        )
    return page


def parsed(text: str, format: str) -> tuple[Reading, tuple[Run, ...]]:
    """Return what was read, and for Markdown the way to the source. Raises LoadError without a source's name."""
    # The parsers take a third of a second to import, which no page of another format should pay.
    if format == "html":
        from auditor.load.html import read_html

        return read_html(text), ()
    if format == "markdown":
        from auditor.load.markdown import read_markdown

        return read_markdown(text)
    from auditor.load.text import read_text

    return read_text(text), ()
