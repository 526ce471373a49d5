"""Words of a page, made fit for a terminal, a cell or a line: nothing in them can act."""

from __future__ import annotations

import re

NONCHARACTERS = "".join(chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
    f"\ud800-\udfff\U000e0000-\U000e007f{NONCHARACTERS}]"
)
"""Control characters, marks that turn the direction of text, tags and what HTML forbids."""


def name_of(character: str) -> str:
    """Return the code point of a character, as U+202E."""
    return f"U+{ord(character):04X}"


def plain(text: str) -> str:
    """Return `text` with characters that would act or hide shown by their code point."""
    if text.isprintable():  # none of them is
        return text
    return UNSEEN.sub(lambda m: f"⟨{name_of(m[0])}⟩", text)


def one_line(text: str, limit: int | None = None) -> str:
    """Return `text` on one line, cut at a word to at most `limit` characters."""
    flat = plain(" ".join(text.split()))
    if limit is None or len(flat) <= limit:
        return flat
    cut = flat[: max(1, limit - 1)]
    head, space, _ = cut.rpartition(" ")
    return f"{head if space and len(head) >= limit // 2 else cut}…"
