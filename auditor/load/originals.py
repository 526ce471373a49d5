"""Bytes ↔ text without loss, so that a file can be changed in one place and stay the same in all others."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.load.decode import BOMS, declaration, decode, settled, without_mark


@dataclass(frozen=True, slots=True)
class Original:
    """The text of a file, character for character that of `decode`, and how it was written.

    A byte that is no UTF-8 is kept as a surrogate, which `encode` turns back into that byte.
    """

    text: str
    mark: bytes
    codec: str
    errors: str

    def encode(self, text: str) -> bytes:
        """Return a text as the file would hold it: the same byte order mark, character set and line ends."""
        return self.mark + text.encode(self.codec, self.errors)


def original(data: bytes) -> Original | None:
    """Return the text of `data` in the character set that gives back the same bytes, or None if there is none.

    Raises LoadError, without the source's name, for what is no text.
    """
    wanted = decode(data)
    for mark, codec, errors in charsets(data):
        try:
            found = Original(data[len(mark) :].decode(codec, errors), mark, codec, errors)
            same = settled(found.text) == wanted and found.encode(found.text) == data
        except (UnicodeError, LookupError):
            continue
        if same:
            return found
    return None


def charsets(data: bytes) -> Iterator[tuple[bytes, str, str]]:
    """Yield (byte order mark, codec, what to do with stray bytes) in the order in which `decode` believes them."""
    for mark, name in BOMS:
        if data.startswith(mark):
            yield mark, name, "surrogateescape" if name == "utf-8" else "strict"
    wide = without_mark(data)
    if wide:
        yield b"", wide, "strict"
    yield b"", "utf-8", "surrogateescape"
    declared = declaration(data)
    if declared:
        yield b"", codecs.lookup(declared).name if known(declared) else "utf-8", "strict"
        yield b"", "gb18030", "strict"


def known(charset: str) -> bool:
    """Say whether Python knows a character set."""
    try:
        codecs.lookup(charset)
    except LookupError:
        return False
    return True
