"""bytes → Page: one reader a format."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from bs4 import BeautifulSoup

from auditor.config import Config
from auditor.errors import LoadError
from auditor.model import Anchor, Block, Kind, Page, Role, Run, Skipped, Span

SUFFIXES = {".html": "html", ".htm": "html", ".md": "markdown", ".txt": "text"}


def find_pages(paths: list[str], config: Config) -> tuple[list[str], list[Skipped]]:
    """Provisional."""
    out: list[str] = []
    for p in map(Path, paths):
        out += sorted(str(f) for f in p.rglob("*") if f.suffix in SUFFIXES) if p.is_dir() else [str(p)]
    return out, []


def load_source(source: str, *, config: Config) -> Page:
    """Provisional."""
    return load_bytes(Path(source).read_bytes(), source, config=config)


load_page = load_source


def load_bytes(data: bytes, source: str, *, format: str = "", config: Config) -> Page:
    """Provisional."""
    if not data:
        raise LoadError(f"{source}: the file is empty")
    return load_text(data.decode("utf-8"), source, format=format or SUFFIXES.get(Path(source).suffix, "text"), config=config)


def load_text(text: str, source: str, *, format: str = "text", config: Config) -> Page:
    """Provisional."""
    kinds = {"p": Kind.PARAGRAPH, "li": Kind.ITEM, "td": Kind.CELL, "th": Kind.CELL, "blockquote": Kind.QUOTE}
    parts: list[tuple[str, Kind, int]] = []
    if format == "html":
        for tag in BeautifulSoup(text, "html.parser").find_all(["p", "li", "td", "th", "h1", "h2", "h3", "h4", "blockquote"]):
            kind = kinds.get(tag.name, Kind.HEADING)
            if not tag.find(["p", "li"]):
                parts.append((" ".join(tag.get_text().split()), kind, int(tag.name[1]) if kind is Kind.HEADING else 0))
    else:
        for line in text.splitlines():
            bare = line.strip()
            if bare.startswith("- "):
                parts.append((bare[2:], Kind.ITEM, 1))
            elif bare:
                heading = len(bare.split()) <= 12 and bare[-1] not in ".!,:;)"
                parts.append((bare.lstrip("# "), Kind.HEADING if heading else Kind.PARAGRAPH, 2 if heading else 0))
    blocks: list[Block] = []
    out, last = "", None
    for words, kind, level in parts:
        if not words:
            continue
        out += "\n" if out else ""
        if kind is Kind.HEADING:
            last = words
        blocks.append(Block(Span(len(out), len(out) + len(words)), kind, Role.MAIN, Anchor(1, 1, last), level))
        out += words
    return Page(source, format, out, tuple(blocks), sha256(text.encode()).hexdigest(), runs=(Run(0, 0, True),))
