"""Tell which language a page is written in, so that a page in another one is not called full of faults."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from auditor.model import Page, Role

SUPPORTED = "en"
FEWEST_WORDS = 20
"""Below this the guess of an n-gram model is noise; such a text is taken for English."""

SAMPLE = 20_000
"""Characters of main text looked at: more do not change the guess."""

SURE = 0.9
"""Normalised probability. Of 9,806 stretches of 25 to 200 words from 172 real English pages one is taken for another
language by this measure, and it is a list of German book titles."""

COMMON = re.compile(r"\b(?:the|and|of|to|is|are|with|for|that|you|your|can|or|not|it)\b", re.IGNORECASE)
ENGLISH_SHARE = 0.2
"""Share of the commonest English words from which on a text is English whatever the model says. English prose has 0.25
and more; Spanish, French and German text stays below 0.02, and with an English call to action at its end below 0.15."""

WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")
LATIN_SHARE = 0.5
"""Share of Latin letters below which a text is not English, however few its words: Chinese and Japanese write none."""

FEWEST_LETTERS = 40
UNKNOWN = "und"
"""ISO 639 for a language that cannot be told."""


def detect(page: Page) -> str:
    """Return the ISO 639-1 code of the main text's language; a text too short to tell counts as English."""
    parts = [page.quote(b.span) for b in page.blocks if b.role is Role.MAIN] or [page.text]
    sample = "\n".join(parts)[:SAMPLE]
    found = WORD.findall(sample)
    words, letters = len(found), sum(map(len, found))
    if letters >= FEWEST_LETTERS and len(LATIN.findall(sample)) < LATIN_SHARE * letters:
        code, _ = identifier().classify(sample)
        return str(code) if code != SUPPORTED else UNKNOWN
    if words < FEWEST_WORDS or len(COMMON.findall(sample)) >= ENGLISH_SHARE * words:
        return SUPPORTED
    code, probability = identifier().classify(sample)
    return str(code) if probability >= SURE else SUPPORTED


@cache
def identifier() -> Any:
    """Return the n-gram model, loaded once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
