"""Say what kind of source an address, a listed work or a named body is, and whose page the audited one is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from auditor.config import Site
from auditor.lexicon import Lexicon, Term
from auditor.model import Page, Role

HOST_KINDS = ("host", "media-host", "weak-host")
ADDRESS = re.compile(r"\bhttps?://[^\s\"<>)\]]+|\bwww\.[^\s\"<>)\]]+|(?<![\w@.])doi\.org/10\.\S+", re.IGNORECASE)
SITES_OF_OWN_LINKS = ("#", "/", "?", "mailto:", "tel:", "javascript:", ".")

WORKS = (
    (
        "label",
        re.compile(
            r"\b(?:dailymed|prescribing information|package insert|drug label|product label|medication guide|"
            r"boxed warning|labeling)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "guideline",
        re.compile(
            r"\b(?:guidelines?|practice parameters?|consensus statement|treatment improvement protocol|TIP \d+|"
            r"position statement|recommendation statement|standards of care)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "systematic review",
        re.compile(
            r"\b(?:systematic review|meta-?analys[ei]s|cochrane|umbrella review|scoping review)\b", re.IGNORECASE
        ),
    ),
    (
        "trial",
        re.compile(
            r"\b(?:randomi[sz]ed|controlled trial|clinical trial|double-blind|placebo-controlled|open-label|"
            r"NCT\d{8})\b",
            re.IGNORECASE,
        ),
    ),
    (
        "government page",
        re.compile(
            r"\b(?:CDC|Centers for Disease Control|FDA|Food and Drug Administration|NIH|National Institutes? (?:of|on)|"
            r"NIDA|NIAAA|SAMHSA|Substance Abuse and Mental Health Services|DEA|Drug Enforcement Administration|"
            r"Surgeon General|World Health Organization|Department of (?:Health|Justice|Veterans)|MMWR|"
            r"Morbidity and Mortality|\w+\.gov\b)",
            re.IGNORECASE,
        ),
    ),
    (
        "journal article",
        re.compile(
            r"\bet al\b|\b(?:19|20)\d\d;\s?\d|\b\d{1,4}\(\d{1,4}\)\s?[:,]|\bdoi\b|\b10\.\d{4,9}/|\bPMID\b|\bPMC\d{4}|"
            r"\bJ(?:ournal)?\b\.? [A-Z]|\b(?:JAMA|Lancet|BMJ|N Engl J Med|NEJM|Addiction|Alcohol Clin|"
            r"Drug Alcohol Depend|Psychopharmacology)\b"
        ),
    ),
)
"""Kinds of work by the words of their entry, the strongest first."""

OF_HOST = {
    "host-government": "government page",
    "host-literature": "journal article",
    "host-label": "label",
    "host-review": "systematic review",
    "host-trial": "trial",
    "host-society": "professional body",
    "host-university": "university page",
    "host-reference": "reference work",
    "media-health": "health website",
    "media-news": "news",
    "media-data": "statistics site",
}
"""What the evidence view calls the hosts of each term of the lexicon."""

WEAK_NAMES = {
    "weak-encyclopedia": "an encyclopedia that anyone can edit",
    "weak-social": "a social network or forum",
    "weak-shop": "a shop",
    "weak-blog": "a blog",
    "weak-treatment": "a treatment provider or referral site",
    "weak-name": "a treatment provider, a blog or a shop",
}
"""What a weak host is, in the words of a message."""

WEAK_NAME = re.compile(
    r"(?:rehab|detox|sober|recovery|treatment-?cent|blog|shop|store|addiction-?(?:cent|help|treat|resource|group|"
    r"rec|guide)|luxury)"
)
"""Parts of the name of a host that sells treatment, or of a blog or shop, unless the lexicon knows better."""

HOME_LINKS = 3
"""Fewer links to one host prove nothing; crawled pages of a site have 5 to 60 to their own."""

SIGNATURE = 80
"""Characters; a longer last line says more than a name."""

BLOG_PATH = re.compile(r"/(?:blogs?|shop|store|products?|cart|admissions)(?:/|$)", re.I)
AUTHORITIES = frozenset({"host-government", "host-label", "host-review", "host-society", "host-literature"})
PUBLISHER_KINDS = frozenset({"agency", "society", "journal"})


@dataclass(frozen=True)
class Hosts:
    """The hosts of the lexicon by suffix, and the page's own hosts; built once a page."""

    terms: Mapping[str, Term]
    own: frozenset[str]

    @staticmethod
    def of(lexicon: Lexicon, page: Page, site: Site) -> Hosts:
        """Gather what tells a source from the site's own pages."""
        terms = {s.lstrip("."): t for t in lexicon.of_kind(*HOST_KINDS) for s in t.match}
        own = {bare(h) for h in site.hosts} | set(map(host_of, addresses(page))) | linked_home(page, terms)
        return Hosts(terms, frozenset(h for h in own if h))

    def term(self, href: str) -> Term | None:
        """Return the lexicon's term for the host of an address, by its longest listed suffix."""
        name = host_of(href)
        while name:
            if name in self.terms:
                return self.terms[name]
            _, _, name = name.partition(".")
        return None

    def is_own(self, href: str) -> bool:
        """Say whether an address leads to the site of the page itself, or to no page at all."""
        if href.startswith(SITES_OF_OWN_LINKS) and not href.startswith("//"):
            return True
        name = host_of(href)
        return not name or any(name == h or name.endswith("." + h) for h in self.own)

    def weakness(self, href: str) -> str:
        """Say why an address of another site is no source of medical fact; nothing if it may be one."""
        term = self.term(href)
        if term is not None:
            return WEAK_NAMES.get(term.id, "no source of medical fact") if term.kind == "weak-host" else ""
        if WEAK_NAME.search(host_of(href)) or BLOG_PATH.search(path_of(href)):
            return WEAK_NAMES["weak-name"]
        return ""


def addresses(page: Page) -> tuple[str, ...]:
    """Return where the page was fetched from and where it says that it stands."""
    return (page.source, page.metadata.address)


def linked_home(page: Page, terms: Mapping[str, Term]) -> set[str]:
    """Return the host that a page's own links show to be its own: most of its links, or its navigation, lead there."""
    counts: dict[str, int] = {}
    outside: dict[str, int] = {}
    for link in page.links:
        name = host_of(link.href)
        if name and name not in terms:
            counts[name] = counts.get(name, 0) + 1
            if link.role is not Role.MAIN:
                outside[name] = outside.get(name, 0) + 1
    total = sum(counts.values())
    often = {n for n, c in counts.items() if c >= HOME_LINKS and 2 * c >= total}
    return often | {n for n, c in outside.items() if c >= HOME_LINKS and 2 * c >= sum(outside.values())}


def bare(name: str) -> str:
    """Return a host name in small letters without `www.`."""
    return name.strip().lower().rstrip(".").removeprefix("www.")


def host_of(address: str) -> str:
    """Return the host name of an address without `www.`, or nothing if it has none."""
    if "//" not in address and not address.lower().startswith(("www.", "doi.org/")):
        return ""
    try:
        name = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return bare(name) if "." in name else ""


def path_of(address: str) -> str:
    """Return the path of an address, or nothing."""
    try:
        return urlsplit(address if "//" in address else f"//{address}").path
    except ValueError:
        return ""


def address_in(text: str) -> str:
    """Return the first address written out in a text, or nothing."""
    m = ADDRESS.search(text)
    return m.group().rstrip(".,;:") if m else ""


def kind_of_source(text: str, href: str, hosts: Hosts) -> str:
    """Return what kind of source a listed work or an address is, in the words of the evidence view."""
    href = href or address_in(text)
    weak = hosts.weakness(href) if href else ""
    if weak:
        return "commercial" if "encyclopedia" not in weak and "social" not in weak else "open platform"
    for kind, pattern in WORKS:
        if pattern.search(text):
            return kind
    term = hosts.term(href) if href else None
    if term is not None:
        return OF_HOST.get(term.id, "other")
    return "website" if href else "other"


def first_hand(page: Page, site: Site, lexicon: Lexicon) -> str:
    """Say why the publisher of the page is itself the authority on its facts; nothing if it is not known to be."""
    if site.authority:
        return "the configuration says that this site is itself an authority"
    terms = {s.lstrip("."): t for t in lexicon.of_kind("host") for s in t.match}
    for address in addresses(page):
        term = Hosts(terms, frozenset()).term(address) if host_of(address) else None
        if term is not None and term.id in AUTHORITIES:
            return f"{host_of(address)} is the site of an authority"
    for credit in page.metadata.publishers:
        hit = next((h for h in lexicon.find(credit.name, "organisation") if h.term.id in PUBLISHER_KINDS), None)
        if hit is not None and len(hit.text) >= 0.5 * len(credit.name):
            return f"the publisher, {credit.name}, is itself an authority"
    return signed(page, lexicon)


def signed(page: Page, lexicon: Lexicon) -> str:
    """Say that the last line of the text is the name of an authority and nothing else, as a signature; else nothing."""
    last = next((b for b in reversed(page.blocks) if b.role is Role.MAIN), None)
    text = page.quote(last.span).strip() if last is not None else ""
    if not text or len(text) > SIGNATURE:
        return ""
    hit = next((h for h in lexicon.find(text, "organisation") if h.term.id in PUBLISHER_KINDS), None)
    whole = hit is not None and len(hit.text) >= 0.6 * len(text)
    return f"the text is signed by an authority, {text}" if whole else ""
