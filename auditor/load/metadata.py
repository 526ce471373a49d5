"""Read what a page says about itself outside its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bs4 import Tag

from auditor.load.markup import attribute
from auditor.model import Metadata


@dataclass
class Facts:
    """Metadata as it was found: meta tags, JSON-LD, microdata."""

    meta: list[tuple[str, str]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    items: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""
    front: dict[str, Any] = field(default_factory=dict)

    def gather(self, tag: Tag, inside_heading: bool) -> None:
        """Keep what one element says."""
        name = tag.name
        if name == "title" and not self.title:
            self.title = " ".join(shown(tag).split())
        elif name == "meta":
            key = attribute(tag, "property") or attribute(tag, "name") or attribute(tag, "itemprop")
            content = attribute(tag, "content")
            if key and content:
                self.meta.append((key.lower(), content))
        elif "itemprop" in tag.attrs:
            self.items.append(
                (
                    attribute(tag, "itemprop").lower(),
                    attribute(tag, "content") or attribute(tag, "datetime") or shown(tag)[:500],
                )
            )
        elif "author" in attribute(tag, "rel").lower().split():
            self.items.append(("rel-author", shown(tag)[:200]))

    def metadata(self) -> Metadata:
        """Return what was found in the model's words."""
        return Metadata()


def shown(tag: Tag) -> str:
    """Return the text of an element with its entities decoded."""
    from html import unescape

    from auditor.load.writer import AMP, FILL, LT

    return unescape(tag.get_text().replace(AMP, "&")).replace(LT, "<").replace(FILL, "")
