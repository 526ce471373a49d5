"""Name the parts of a page by tags, ARIA roles, and the words of class and id."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.model import Role

LANDMARKS = {
    "navigation": Role.NAVIGATION,
    "menu": Role.NAVIGATION,
    "menubar": Role.NAVIGATION,
    "tablist": Role.NAVIGATION,
    "toolbar": Role.NAVIGATION,
    "search": Role.NAVIGATION,
    "banner": Role.HEADER,
    "contentinfo": Role.FOOTER,
    "complementary": Role.ASIDE,
    "dialog": Role.ASIDE,
    "alertdialog": Role.ASIDE,
}
"""WAI-ARIA 1.2 landmark and widget roles, and the part of a page that they name."""

TAGS = {
    "nav": Role.NAVIGATION,
    "menu": Role.NAVIGATION,
    "search": Role.NAVIGATION,
    "header": Role.HEADER,
    "footer": Role.FOOTER,
    "aside": Role.ASIDE,
    "dialog": Role.ASIDE,
    "button": Role.NAVIGATION,
}

STRONG_CUES = {
    Role.COMMENTS: "comments commentlist comment-list comment-form comment-respond respond disqus disqus_thread "
    "comments-area comment-reply commentform comment-form-wrapper comments-section post-comments",
    Role.NAVIGATION: "breadcrumb breadcrumbs navbar main-menu nav-menu site-nav site-navigation main-navigation "
    "primary-menu mobile-menu skip-link skip-links pagination pager post-navigation nav-links navigation toc "
    "mw-navigation mw-panel mw-head p-personal p-navigation p-search catlinks mw-editsection printfooter "
    "mw-jump-link siteNotice",
    Role.HEADER: "site-header masthead page-header-bar topbar top-bar",
    Role.FOOTER: "site-footer footer colophon site-info page-footer footer-widgets copyright",
    Role.ASIDE: "sidebar related related-posts related-articles relatedposts jp-relatedposts recommended "
    "recommended-posts read-next you-may-also-like more-posts cookie-bar cookie-banner cookie-notice cookie-consent "
    "cookie-law gdpr consent-banner onetrust newsletter newsletter-signup subscribe-form mc4wp-form sharedaddy "
    "addtoany a2a_kit share-buttons share-bar social-share social-links social-icons post-share entry-share "
    "outbrain taboola advertisement ad-container ad-slot adsbygoogle popup modal post-tags tag-cloud tagcloud",
}
WEAK_CUES = {
    Role.NAVIGATION: "nav menu dropdown submenu toolbar",
    Role.HEADER: "header",
    Role.FOOTER: "foot bottom",
    Role.ASIDE: "aside widget promo cta share sharing social cookie cookies consent ad ads advert sponsored banner "
    "subscribe signup optin overlay trending popular tags rail callout-phone",
    Role.COMMENTS: "comment reply",
}
TOKEN = re.compile(r"[^\s_]+(?:_[^\s]+)?")


def table(cues: dict[Role, str]) -> dict[str, Role]:
    """Turn lists of words into a map from word to role."""
    return {word.lower(): role for role, words in cues.items() for word in words.split()}


STRONG = table(STRONG_CUES)
WEAK = table(WEAK_CUES)


@dataclass(frozen=True)
class Region:
    """A part of the page: where it lies, and what its tag, its role and its names say of it."""

    parent: int
    tag: str = ""
    stated: Role | None = None
    strong: Role | None = None
    weak: Role | None = None
    in_content: bool = False
    in_section: bool = False


def named(names: str) -> tuple[Role | None, Role | None]:
    """Return the roles that a class and an id name: for sure, and by one word among others."""
    strong = weak = None
    for name in names.lower().split():
        if name in STRONG:
            strong = strong or STRONG[name]
        elif weak is None:
            for word in re.split(r"[-_]+", name):
                if word in STRONG or word in WEAK:
                    weak = STRONG.get(word) or WEAK.get(word)
                    break
    return strong, weak


def region_of(parent: int, tag: str, role: str, names: str, inside: Region, quoted: bool) -> Region | None:
    """Return the region that an element opens, or None if nothing about it says what it is.

    A header or footer speaks of the nearest article, section or quotation around it, as HTML has it.
    """
    stated = LANDMARKS.get(role) or TAGS.get(tag)
    content = inside.in_content or tag in {"main", "article"} or role in {"main", "article"}
    section = inside.in_section or quoted or tag == "section"
    strong, weak = named(names) if names else (None, None)
    kept = {"main", "article", "form", "section"}
    if (stated is None and strong is None and weak is None and tag not in kept and role not in kept) or tag == "body":
        return None
    return Region(parent, role if role in {"main", "article"} else tag, stated, strong, weak, content, section)
