"""Read what a page says about itself outside its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from auditor.load.elements import attribute, shown
from auditor.model import Credit, Metadata

if TYPE_CHECKING:
    from bs4 import Tag

MAX_DATA = 500_000
"""Characters of JSON-LD that are parsed; real blocks have a few thousand."""

MAX_NODES = 5_000
"""Objects of JSON-LD that are looked at."""

META_AUTHORS = frozenset(
    "author article:author dc.creator dcterms.creator citation_author parsely-author sailthru.author byl".split()
)
META_REVIEWERS = frozenset({"reviewedby", "medical-reviewer", "article:reviewer", "reviewer"})
META_PUBLISHERS = frozenset(
    "og:site_name dc.publisher dcterms.publisher citation_publisher article:publisher publisher".split()
)
META_DATES = {
    "article:published_time": "published",
    "datepublished": "published",
    "date": "published",
    "pubdate": "published",
    "publish_date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dc.date.modified": "modified",
    "dcterms.issued": "published",
    "dcterms.created": "published",
    "citation_publication_date": "published",
    "parsely-pub-date": "published",
    "sailthru.date": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "datemodified": "modified",
    "last-modified": "modified",
    "lastmod": "modified",
    "revised": "modified",
    "dcterms.modified": "modified",
    "lastreviewed": "reviewed",
    "reviewed": "reviewed",
    "dcterms.valid": "reviewed",
}
DATE_PROPERTIES = {
    "datepublished": "published",
    "datecreated": "published",
    "datemodified": "modified",
    "lastreviewed": "reviewed",
}
FRONT_AUTHORS = ("author", "authors", "byline", "writer", "written_by", "written-by")
FRONT_REVIEWERS = (
    "reviewer", "reviewers", "reviewed_by", "reviewed-by", "reviewedby", "medical_reviewer", "medical-reviewer",
    "medically_reviewed_by", "medically-reviewed-by",
)  # fmt: skip
FRONT_PUBLISHERS = ("publisher", "organization", "organisation", "site_name")
FRONT_DATES = {
    "date": "published", "published": "published", "publishdate": "published", "pubdate": "published",
    "publish_date": "published", "date_published": "published", "created": "published",
    "updated": "modified", "lastmod": "modified", "lastupdate": "modified", "last_updated": "modified",
    "last-updated": "modified", "modified": "modified", "date_modified": "modified", "last_modified_at": "modified",
    "reviewed": "reviewed", "last_reviewed": "reviewed", "last-reviewed": "reviewed", "lastreviewed": "reviewed",
    "review_date": "reviewed", "date_reviewed": "reviewed",
}  # fmt: skip
DEGREE = re.compile(
    r"(?:M\.?D|D\.?O|Ph\.?D|Psy\.?D|Pharm\.?D|D\.?N\.?P|N\.?P|P\.?A(?:-C)?|R\.?N|B\.?S\.?N|M\.?S\.?N|LCSW|LMFT|LPC|LMHC|MSW|"
    r"MPH|MBBS|FASAM|FACP|RPh|CADC|M\.?S|M\.?A|B\.?A|B\.?S|APRN|FNP(?:-BC)?|LCDC|LICSW|CRNP)\.?"
)
SUFFIX = re.compile(rf",\s*({DEGREE.pattern}(?:[,/\s]{{1,3}}{DEGREE.pattern}){{0,6}})\s*$")
ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)|(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
WORDED = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})|(\d{1,2}) ([A-Za-z]{3,9})\.?,? (\d{4})")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


@dataclass
class Facts:
    """Metadata as it was found: meta tags, JSON-LD, microdata, front matter."""

    meta: list[tuple[str, str]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    items: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""
    address: str = ""
    front: dict[str, Any] = field(default_factory=dict)

    def gather(self, tag: Tag) -> None:
        """Keep what one element says."""
        if tag.name == "title":
            self.title = self.title or " ".join(shown(tag).split())
        elif tag.name == "meta":
            key = attribute(tag, "property") or attribute(tag, "name") or attribute(tag, "itemprop")
            content = attribute(tag, "content")
            if key and content:
                self.meta.append((key.lower(), content))
        elif tag.name == "link" and "canonical" in attribute(tag, "rel").lower().split():
            self.address = self.address or attribute(tag, "href").strip()
        elif "itemprop" in tag.attrs:
            value = attribute(tag, "content") or attribute(tag, "datetime") or clean(shown(tag)[:500])
            self.items += [(name, value) for name in attribute(tag, "itemprop").lower().split()]
        elif tag.name == "time" and attribute(tag, "datetime"):
            self.items.append(("time", attribute(tag, "datetime")))
        elif "author" in attribute(tag, "rel").lower().split():
            self.items.append(("rel-author", clean(attribute(tag, "title") or shown(tag)[:200])))

    def first(self, *names: str) -> str:
        """Return the content of the first of these meta tags that the page has."""
        return next((clean(content) for name in names for key, content in self.meta if key == name), "")

    def page_title(self) -> str:
        """Return the title that the page gives itself."""
        return self.title or self.first("og:title", "twitter:title", "dc.title", "citation_title")

    def metadata(self) -> Metadata:
        """Return everything in the model's words, each thing once."""
        found = Found()
        for text in self.data:
            found.linked(text)
        for key, content in self.meta:
            found.meta(key, content)
        for name, value in self.items:
            found.item(name, value)
        found.front(self.front)
        description = self.first("description", "og:description", "twitter:description", "dc.description")
        return Metadata(
            description or clean(plain(self.front.get("description") or self.front.get("summary"))),
            tuple(dict.fromkeys(found.authors)),
            tuple(dict.fromkeys(found.reviewers)),
            tuple(dict.fromkeys(found.publishers)),
            tuple(dict.fromkeys(found.dates)),
            tuple(dict.fromkeys(found.citations)),
            tuple(dict.fromkeys(found.types)),
            self.address
            or self.first("og:url")
            or plain(self.front.get("canonical") or self.front.get("canonical_url")),
            self.first("generator") or plain(self.front.get("generator")) or exported(self.front),
        )


def exported(fields: Mapping[str, Any]) -> str:
    """Return the program whose pages have this front matter: Wiki.js writes which editor was used, and when first."""
    return "Wiki.js" if "editor" in fields and "datecreated" in fields else ""


@dataclass
class Found:
    """Credits, dates, citations and types in the order in which the page names them."""

    authors: list[Credit] = field(default_factory=list)
    reviewers: list[Credit] = field(default_factory=list)
    publishers: list[Credit] = field(default_factory=list)
    dates: list[tuple[str, str, str]] = field(default_factory=list)
    citations: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)

    def linked(self, text: str) -> None:
        """Read one block of JSON-LD; one that is broken says nothing."""
        bare = re.sub(
            r"\A\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|\]\]>)\s*\Z", "", text
        )
        if len(bare) > MAX_DATA:
            return
        try:
            data = json.loads(bare, strict=False)
        except (ValueError, RecursionError):
            return  # a site's own mistake, which search engines also pass over
        nodes = list(objects(data))
        known = {str(n["@id"]): n for n in nodes if "@id" in n and len(n) > 1}
        for node in nodes:
            self.node(node, known)

    def node(self, node: dict[str, Any], known: dict[str, dict[str, Any]]) -> None:
        """Read one object of JSON-LD."""
        self.types += [str(t) for t in many(node.get("@type")) if isinstance(t, str)]
        for key, credits in (("author", self.authors), ("creator", self.authors), ("reviewedBy", self.reviewers),
                             ("publisher", self.publishers)):  # fmt: skip
            for value in many(node.get(key)):
                credits += credited(value, known, "json-ld", key == "publisher")
        for key, value in node.items():
            kind = DATE_PROPERTIES.get(key.lower())
            if kind is not None:
                self.dated(kind, value, "json-ld")
        for value in many(node.get("citation")):
            text = plain(value)
            if not text and isinstance(value, dict):
                text = plain(value.get("url") or value.get("@id"))
            if clean(text):
                self.citations.append(clean(text))

    def meta(self, key: str, content: str) -> None:
        """Read one meta tag."""
        if key in META_AUTHORS:
            self.authors += credited(content, {}, "meta", False)
        elif key in META_REVIEWERS:
            self.reviewers += credited(content, {}, "meta", False)
        elif key in META_PUBLISHERS:
            self.publishers += credited(content, {}, "meta", True)
        elif key in META_DATES:
            self.dated(META_DATES[key], content, "meta")

    def item(self, name: str, value: str) -> None:
        """Read one property of microdata, or a link that says `rel=author`."""
        if name == "rel-author":
            self.authors += credited(value, {}, "rel", False)
        elif name == "author":
            self.authors += credited(value, {}, "microdata", False)
        elif name == "reviewedby":
            self.reviewers += credited(value, {}, "microdata", False)
        elif name == "publisher":
            self.publishers += credited(value, {}, "microdata", True)
        elif name in DATE_PROPERTIES:
            self.dated(DATE_PROPERTIES[name], value, "microdata")
        elif name == "time":
            self.dated("shown", value, "time")

    def front(self, fields: dict[str, Any]) -> None:
        """Read front matter."""
        for names, credits in (
            (FRONT_AUTHORS, self.authors), (FRONT_REVIEWERS, self.reviewers), (FRONT_PUBLISHERS, self.publishers),
        ):  # fmt: skip
            for name in names:
                for value in many(fields.get(name)):
                    credits += credited(value, {}, "front-matter", credits is self.publishers)
        for name, kind in FRONT_DATES.items():
            if name in fields:
                self.dated(kind, fields[name], "front-matter")

    def dated(self, kind: str, value: Any, via: str) -> None:
        """Keep a date that can be read."""
        for one in many(value):
            iso = iso_date(one)
            if iso:
                self.dates.append((kind, iso, via))


def objects(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON-LD in document order, `@graph` and nested ones included, up to a bound."""
    stack = [data]
    count = 0
    while stack and count < MAX_NODES:
        value = stack.pop()
        if isinstance(value, dict):
            count += 1
            yield value
            stack += reversed([v for v in value.values() if isinstance(v, dict | list)])
        elif isinstance(value, list):
            stack += reversed([v for v in value if isinstance(v, dict | list)])


def many(value: Any) -> list[Any]:
    """Return a value as a list: nothing, one thing, or several."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def credited(value: Any, known: dict[str, dict[str, Any]], via: str, firm: bool) -> Iterable[Credit]:
    """Yield the person or organisation that a value names; a reference by `@id` is followed once."""
    if isinstance(value, dict):
        if "name" not in value and "@id" in value:
            value = known.get(str(value["@id"]), value)
        name = clean(plain(value.get("name")))
        kinds = {str(k) for k in many(value.get("@type"))}
        kind = "organization" if firm or (kinds and "Person" not in kinds) else "person"
        stated = clean(
            ", ".join(plain(value.get(k)) for k in ("honorificSuffix", "credentials", "title") if value.get(k))
        )
    elif isinstance(value, str | int | float):
        name, kind, stated = clean(str(value)), "organization" if firm else "person", ""
    else:
        return
    if not name or name.startswith(("http://", "https://", "@", "//")) or len(name) > 200:
        return
    m = SUFFIX.search(name) if kind == "person" else None
    if m and not stated:
        yield Credit(name[: m.start()].strip(), kind, via, m.group(1).strip())
    else:
        yield Credit(name, kind, via, stated)


def plain(value: Any) -> str:
    """Return a value as text; a list gives its first member, an object its name."""
    if isinstance(value, list | tuple):
        return plain(value[0]) if value else ""
    if isinstance(value, dict):
        return plain(value.get("name") or value.get("@value"))
    return str(value) if isinstance(value, str | int | float) else ""


def clean(text: str) -> str:
    """Return text with its white space collapsed."""
    return " ".join(text.split())


def iso_date(value: Any) -> str:
    """Return a date as YYYY-MM-DD (or YYYY-MM), or an empty text for what is none."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = clean(plain(value))[:60]
    if m := ISO.search(text):
        return checked(m.group(1), m.group(2), m.group(3))
    if m := SLASHED.search(text):
        return checked(*m.group(1, 2, 3)) if m.group(1) else checked(m.group(6), m.group(4), m.group(5))
    if m := WORDED.search(text):
        month, day, year = m.group(1, 2, 3) if m.group(1) else m.group(5, 4, 6)
        number = MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in MONTHS else 0
        return checked(year, str(number), day)
    return ""


def checked(year: str, month: str, day: str | None) -> str:
    """Return the date if the calendar has it."""
    try:
        found = date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    return found.isoformat() if day else found.isoformat()[:7]
