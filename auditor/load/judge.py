"""Ask a well-kept extractor which words of a page are its article, and match its answer to our blocks."""

from __future__ import annotations

import re

MAX_SOURCE = 2_000_000
"""Characters of markup; larger pages are not judged, since the extractor's memory is many times that."""

LEAST_KEPT = 0.4
"""Share of the page's prose that the extractor must keep to be believed: below it, it took a part for the whole."""


def kept_text(source: str) -> str:
    """Return the words that trafilatura keeps of a page, squeezed; an empty text if it keeps none."""
    if len(source) > MAX_SOURCE:
        return ""
    from trafilatura import extract

    text = extract(source, include_comments=False, include_tables=True, favor_recall=True, fast=True)
    return squeezed(text or "")


def squeezed(text: str) -> str:
    """Return the letters and digits of a text in lower case, so that white space and marks do not matter."""
    return re.sub(r"[\W_]+", "", text.lower())
