"""Claims and sources of a page → the evidence view: each claim with its sources, each source with its claims."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from auditor.model import ClaimEntry, PageReport, ReferenceEntry
from auditor.report.plain import one_line

SUPPORTS: dict[str, str] = {
    "none": "without a source",
    "vague": "vague source",
    "orphan": "mark leads nowhere",
    "attributed": "named in words",
    "cited": "cited",
}
"""What each support is called, the weakest first."""

SHELVES: dict[str, str] = {
    "listed": "The list of references",
    "noted": "Notes",
    "linked": "Links that a claim leans on",
    "named": "Named in words",
    "missing": "Marks that lead nowhere",
}
"""The groups of sources by form, in order."""

BRIEF = 70
"""Characters of a source beside a claim; its own row has all of it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A choice of the filter: a support, what it is called, and how many claims have it."""

    name: str
    title: str
    claims: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with its anchor, the anchor of its block, and the sources it leans on: words, kind and anchor of each."""

    id: str
    number: int
    claim: ClaimEntry
    called: str
    block: str
    sources: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with its anchor, the anchor of its block, and number and anchor of each claim that leans on it.

    `remark` says what is wrong with how the page uses it, or nothing.
    """

    id: str
    mark: str
    source: ReferenceEntry
    block: str
    claims: tuple[tuple[int, str], ...]
    remark: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sources of one form."""

    form: str
    title: str
    rows: tuple[SourceRow, ...]


def supports(page: PageReport) -> tuple[Shown, ...]:
    """Return how many claims have each support, the weakest support first."""
    found = Counter(c.support for c in page.claims)
    return tuple(Shown(s, SUPPORTS.get(s, s), found[s]) for s in sorted(found, key=support_order))


def support_order(support: str) -> tuple[int, str]:
    """Sort the weakest support first, and one that this version does not know last."""
    known = list(SUPPORTS)
    return (known.index(support) if support in known else len(known)), support


def block_of(page: PageReport, offset: int, prefix: str) -> str:
    """Return the anchor of the block that holds the character at `offset`, or nothing."""
    index = bisect_right(page.blocks, offset, key=lambda b: b.start) - 1
    return f"{prefix}b{index}" if index >= 0 and page.text else ""


def claim_rows(page: PageReport, prefix: str) -> tuple[ClaimRow, ...]:
    """Return the claims as they stand on the page."""
    sources = [(brief(r), r.kind, f"{prefix}s{i}") for i, r in enumerate(page.references, 1)]
    return tuple(
        ClaimRow(
            f"{prefix}c{n}", n, c, SUPPORTS.get(c.support, c.support), block_of(page, c.start, prefix),
            tuple(sources[i] for i in c.sources if 0 <= i < len(sources)),
        )
        for n, c in enumerate(page.claims, 1)
    )  # fmt: skip


def shelves(page: PageReport, prefix: str) -> tuple[Shelf, ...]:
    """Return the sources by form, in the order of the report."""
    rows = [source_row(page, i, r, prefix) for i, r in enumerate(page.references)]
    forms = dict.fromkeys([*SHELVES, *(r.form for r in page.references)])
    grouped = {f: tuple(row for row in rows if row.source.form == f) for f in forms}
    return tuple(Shelf(f, SHELVES.get(f, f), found) for f, found in grouped.items() if found)


def source_row(page: PageReport, index: int, r: ReferenceEntry, prefix: str) -> SourceRow:
    """Return one source."""
    claims = tuple((n + 1, f"{prefix}c{n + 1}") for n in r.claims if 0 <= n < len(page.claims))
    return SourceRow(
        f"{prefix}s{index + 1}", marked(r), r, block_of(page, r.start, prefix), claims, remark(r, len(claims))
    )


def marked(r: ReferenceEntry) -> str:
    """Return the mark by which the page points at a source, or nothing."""
    return f"[{one_line(r.label, 30)}]" if r.label and r.form != "named" else ""


def brief(r: ReferenceEntry) -> str:
    """Return a source in few words."""
    words = "no entry" if r.form == "missing" else one_line(r.quote or r.url, BRIEF)
    return f"{marked(r)} {words}".strip()


def remark(r: ReferenceEntry, claims: int) -> str:
    """Say what an editor should look at."""
    if r.form == "missing":
        return "leads to no entry"
    if r.form == "listed" and not r.marks:
        return "never cited"
    return "" if claims else "cited, but no claim leans on it"
