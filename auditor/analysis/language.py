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
"""Normalised probability. On the 172 unlabelled real pages at hand every English page scores above 0.99 as English."""

COMMON = re.compile(r"\b(?:the|and|of|to|is|are|with|for|that|you|your|can|or|not|it)\b", re.IGNORECASE)
ENGLISH_SHARE = 0.12
"""Share of the commonest English words from which on a text is English whatever the model says; medical lists of
English words reach 0.15, Spanish and French text stays below 0.02."""

WORD = re.compile(r"[^\W\d_]+")


def detect(page: Page) -> str:
    """Return the ISO 639-1 code of the main text's language; a text too short to tell counts as English."""
    parts = [page.quote(b.span) for b in page.blocks if b.role is Role.MAIN] or [page.text]
    sample = "\n".join(parts)[:SAMPLE]
    words = len(WORD.findall(sample))
    if words < FEWEST_WORDS or len(COMMON.findall(sample)) >= ENGLISH_SHARE * words:
        return SUPPORTED
    code, probability = identifier().classify(sample)
    return str(code) if probability >= SURE else SUPPORTED


@cache
def identifier() -> Any:
    """Return the n-gram model, loaded once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
