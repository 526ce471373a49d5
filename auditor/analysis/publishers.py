"""Say who answers for a page by its nature: a public body that signs it or cares for people itself, or an open wiki."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from auditor.analysis.sources import HOME_LINKS, PUBLISHER_KINDS, SIGNATURE, Hosts, addresses, host_of
from auditor.lexicon import Lexicon
from auditor.model import Page, Role

WIKIS = re.compile(
    r"\b(?:Media ?Wiki|DokuWiki|Wiki\.js|XWiki|TWiki|FosWiki|MoinMoin|PmWiki|Tiki(?: Wiki)?|BookStack)\b", re.I
)
"""Programs whose pages are written by whoever logs in."""

EDITED = re.compile(
    r"\bFrom \w{0,20}(?:wiki|pedia)\w{0,20}\b[^.\n]{0,40}\b(?:encyclopa?edia|wiki)\b|"
    r"\b(?:this|the) page was last (?:edited|modified) (?:on|by)\b|"
    r"\bthis (?:article|page) is a stub\b",
    re.IGNORECASE,
)
"""What the furniture of an open wiki says."""

EDIT_LINKS = 3
"""Links that say no more than "edit", as a wiki puts one beside each heading."""

PREFIXED = re.compile(r"[A-Z]{2,6}: (?:[A-Z][\w’'-]+|of|on|and|for|the|&|,| )+")
"""A department before its institute, as in "NIH: National Eye Institute"."""

CARE = (
    r"(?: [a-z-]{2,20}){0,2} (?:health care|healthcare|medical (?:cent(?:er|re)s?|facilit(?:y|ies))|"
    r"facilit(?:y|ies)|hospitals?|clinics?|providers?|doctors?|coordinators?|benefits?|services?|programs?|programmes?|trusts?)\b"
)
"""What belongs to a public body that treats people itself, after its name."""

CARE_NAMED = 2
"""Times that the text names such a service before the body is taken for the page's own."""

LINKED_SHARE = 0.8
"""Share of the full addresses on a page that lead to one body. Five pages of the reading corpus whose publisher is
known have 0.9 and more; a page that only cites the body links to others as well."""


def signature(page: Page, lexicon: Lexicon) -> str:
    """Say that the last line of the text names a department and its institute, as in "NIH: National Eye Institute"."""
    last = next((b for b in reversed(page.blocks) if b.role is Role.MAIN), None)
    text = page.quote(last.span).strip() if last is not None and len(last.span) <= SIGNATURE else ""
    if not PREFIXED.fullmatch(text):
        return ""
    known = any(h.term.id in PUBLISHER_KINDS and h.start == 0 for h in lexicon.find(text, "organisation"))
    return f"the text is signed by an authority, {text}" if known else ""


def carer(page: Page, lexicon: Lexicon) -> str:
    """Say that the page stands on the site of a public body that cares for people, as its links and its words show.

    Nearly all full addresses lead to one authority, others stay on the page's own site, and the text speaks of that
    body's own services by the short name that is in its address.
    """
    if not any(k.href.startswith("/") and not k.href.startswith("//") for k in page.links):
        return ""
    terms = {s.lstrip("."): t for t in lexicon.of_kind("host") for s in t.match}
    families = Counter(family(k.href) for k in page.links if k.href.startswith("http") and host_of(k.href))
    home, count = families.most_common(1)[0] if families else ("", 0)
    term = Hosts(terms, frozenset()).term(f"https://{home}")
    if term is None or term.id != "host-government" or count < HOME_LINKS:
        return ""
    body = home.partition(".")[0].upper()
    services = re.findall(rf"\b{re.escape(body)}{CARE}", page.text)
    if count < LINKED_SHARE * families.total() or len(services) < CARE_NAMED:
        return ""
    return f"the page speaks for {body}, whose site it links throughout"


def family(href: str) -> str:
    """Return the last two parts of a link's host: links within one organisation are its own pages."""
    return ".".join((urlsplit(href).hostname or "").split(".")[-2:])


def open_wiki(page: Page, lexicon: Lexicon) -> str:
    """Say that the page is one of a wiki, which its readers write; nothing if it is not known to be."""
    if WIKIS.search(page.metadata.generator):
        return f"the page is made with {page.metadata.generator}, whose pages many people write"
    terms = {s.lstrip("."): t for t in lexicon.of_kind("weak-host") for s in t.match}
    for address in addresses(page):
        term = Hosts(terms, frozenset()).term(address) if host_of(address) else None
        if term is not None and term.id == "weak-encyclopedia":
            return f"{host_of(address)} is an encyclopedia that many people write"
    edits = sum(1 for k in page.links if page.quote(k.span).strip(" []").lower() == "edit")
    if edits >= EDIT_LINKS or EDITED.search(page.text):
        return "the page belongs to a wiki, whose pages many people write"
    return ""
