"""Read the words of an element, without the parser: what reads plain text knows of elements, but needs none."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from auditor.load.writer import AMP, FILL, LT

if TYPE_CHECKING:
    from bs4 import Tag


def attribute(tag: Tag, name: str) -> str:
    """Return an attribute as text with its entities decoded, or an empty text."""
    value = tag.attrs.get(name)
    if not isinstance(value, str):
        return ""
    return unescape(value.replace(AMP, "&")).replace(LT, "<").replace(FILL, "").strip()


def shown(tag: Tag) -> str:
    """Return the text of an element with its entities decoded."""
    return unescape(tag.get_text().replace(AMP, "&")).replace(LT, "<").replace(FILL, "")
