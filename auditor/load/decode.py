"""Bytes → text: refuse what is no text, and find the character set."""

from __future__ import annotations

import codecs
import re

from auditor.errors import LoadError

MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "a WebP image, sound or film"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OggS", "sound or film"),
    (b"ID3", "sound"),
    (b"bplist", "a property list"),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SNIFF = 4096
"""Bytes looked at to tell text from other data."""

DECLARED_WITHIN = 1024 * 4
"""Bytes in which a charset is looked for; HTML demands it in the first 1,024, real pages are less strict."""

DECLARATION = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,30})""",
    re.IGNORECASE,
)
BINARY_SHARE = 0.05
"""Share of control characters from which on bytes are no text; text of any of our 180 real pages has none."""

WIDE_SHARE = 0.35
"""Share of NUL bytes on one side of each pair that makes UTF-16 without a mark: English text has nearly 1."""

CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\x0c\x0b\x1b\x08")
LATIN = frozenset({"iso8859-1", "cp1252", "ascii", "iso8859-15", "latin_1"})
SURROGATE = re.compile("[\ud800-\udfff]")
WINDOWS = {0xDC00 + b: bytes([b]).decode("cp1252", errors="ignore") or chr(b) for b in range(0x80, 0x100)}
"""What a byte that is no UTF-8 stands for, keyed by the surrogate under which Python keeps it."""


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of a page: by its byte order mark, then what it declares, then what its bytes look like.

    `declared` is the charset that the server named. A declaration that the bytes contradict is not believed: valid
    UTF-8 is UTF-8, and a byte that is no UTF-8 is read as Windows-1252. Raises LoadError, without the source's name,
    for what is no text.
    """
    if not data.strip(b" \t\r\n\x0b\x0c\0") or data in {bom for bom, _ in BOMS}:
        raise LoadError("it is empty; check that the page was saved")
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise LoadError(f"it is {what}, not a page; give the page's HTML, Markdown or text")
    for bom, name in BOMS:
        if data.startswith(bom):
            return settled(data[len(bom) :].decode(name, errors="replace" if "8" not in name else "surrogateescape"))
    wide = without_mark(data)
    if wide:
        return settled(data.decode(wide, errors="replace"))
    sample = data[:SNIFF]
    if len(sample) - len(sample.translate(None, CONTROLS)) > BINARY_SHARE * len(sample):
        raise LoadError("it is binary data, not a page; give the page's HTML, Markdown or text")
    return settled(by_name(data, declared or declaration(data)))


def without_mark(data: bytes) -> str:
    """Return the byte order of UTF-16 without a mark, or an empty text."""
    sample = data[: SNIFF // 2 * 2]
    pairs = len(sample) // 2
    if pairs < 2:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > WIDE_SHARE * pairs and even <= 0.02 * pairs:
        return "utf-16-le"
    if even > WIDE_SHARE * pairs and odd <= 0.02 * pairs:
        return "utf-16-be"
    return ""


def declaration(data: bytes) -> str:
    """Return the charset that the markup declares, or an empty text."""
    m = DECLARATION.search(data[:DECLARED_WITHIN])
    return (m.group(1) or m.group(2)).decode("ascii") if m else ""


def by_name(data: bytes, name: str) -> str:
    """Return the text in the declared charset, unless the bytes say that it is another."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass  # not UTF-8 throughout: the declaration decides below
    try:
        codec = codecs.lookup(name).name if name else "utf-8"
    except LookupError:
        codec = "utf-8"
    if codec.startswith(("utf-", "utf_")) or codec in LATIN:
        return data.decode("utf-8", errors="surrogateescape")
    try:
        return data.decode({"gb2312": "gb18030", "gbk": "gb18030"}.get(codec, codec))
    except (UnicodeDecodeError, LookupError):
        return data.decode("utf-8", errors="surrogateescape")


def settled(text: str) -> str:
    """Return the text without surrogates: stray bytes become the Windows-1252 characters that they are."""
    if not SURROGATE.search(text):
        return text
    return SURROGATE.sub(lambda m: WINDOWS.get(ord(m.group()), "\ufffd"), text)
