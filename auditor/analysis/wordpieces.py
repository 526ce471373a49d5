"""Cut text into the word pieces of a fixed vocabulary, as the published encoder does."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

UNKNOWN = "[UNK]"
LONGEST_WORD = 40
SYMBOLS = frozenset("$+<=>^`|~")


def words(text: str) -> Iterator[str]:
    """Yield words and marks in lower case, without accents."""
    current = ""
    for c in unicodedata.normalize("NFD", text.lower()):
        kind = unicodedata.category(c)
        if kind == "Mn":
            continue
        space, mark = c.isspace() or kind[0] == "C", kind[0] == "P" or c in SYMBOLS
        if (space or mark) and current:
            yield current
            current = ""
        if mark:
            yield c
        elif not space:
            current += c
    if current:
        yield current


def split_word(word: str, vocabulary: Mapping[str, int]) -> tuple[str, ...]:
    """Return the longest pieces of the vocabulary that make up the word, from its beginning on."""
    if word in vocabulary:
        return (word,)
    if len(word) > LONGEST_WORD:
        return (UNKNOWN,)
    pieces, start = [], 0
    while start < len(word):
        end = len(word)
        while end > start:
            piece = word[start:end] if start == 0 else f"##{word[start:end]}"
            if piece in vocabulary:
                break
            end -= 1
        if end == start:
            return (UNKNOWN,)
        pieces.append(piece)
        start = end
    return tuple(pieces)
