"""Tell the author's text from what surrounds it.

Tags and ARIA roles that say what a part is are believed. Everything else is a sign, and a block leaves the main text
only if several signs agree, for a lost paragraph costs more than a kept menu.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.load.judge import LEAST_KEPT, kept_text, squeezed
from auditor.load.reading import Reading
from auditor.load.regions import Region
from auditor.load.writer import Draft, Mark
from auditor.model import Kind, Role

PROSE_WORDS = 12
"""A block with as many words and the mark of a sentence's end is taken for prose; chosen, not measured."""

LINKED = 0.5
"""Share of linked characters above which a part is a list of links; jusText calls 0.2 high for a paragraph."""

SMALL = 40
"""Words; a bar with more is no cookie bar, share bar or call to action. Chosen by reading pages, not measured."""

FORM_WORDS = 80
"""Words; a form with more may be a questionnaire, which is text. Chosen, not measured."""

BOX_WORDS = 150
"""Words; a box inside an article with more is taken for a part of it. Chosen, not measured."""

CORE_WORDS = 100
"""Words of prose from which on a `main` or `article` element is taken for where the text is. Chosen, not measured."""

JUDGED_WORDS = 300
"""Words; on shorter pages the extractor has little to go by, and nothing is left out on its word. Chosen."""

LOOKED_AT = 20_000
"""Characters of a part in which telling words are looked for."""

NEEDED = 2
"""Signs that must agree."""

COMMENT_FORM = re.compile(
    r"leave a (?:reply|comment)|post (?:a )?comment|add (?:a |your )?comment|cancel reply|"
    r"(?:your email address|email) will not be published|save my name",
    re.IGNORECASE,
)
FORM_FIELDS = re.compile(
    r"\b(?:e-?mail|search|subscribe|sign ?up|newsletter|phone|submit|(?:first|last|your) name|zip|website|password|"
    r"log ?in|comment|message)\b",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(r"©|\bcopyright\b|all rights reserved", re.IGNORECASE)
MENU = re.compile(
    r"\b(?:related|recent|popular|trending|latest|more (?:articles|posts|from|stories|on)|you (?:may|might)|"
    r"categor(?:y|ies)|tags|archives|menu|navigation|contents|on this page|in this article|share|follow|"
    r"quick links|site ?map|topics|"
    r"read next|keep reading|locations|our programs)\b",
    re.IGNORECASE,
)
"""Headings over lists of links that lead away from the text; "See also" and "Sources" belong to it."""

EXTERNAL = re.compile(r"(?:[a-z]+:)?//", re.IGNORECASE)
TERMINAL = re.compile(r"[.!?…:][\"'”’)\]]{0,3}(?:\s?[\[(]?\d{1,3}[\])]?)?$")


@dataclass
class Measure:
    """What a block, or all blocks of a part, consist of."""

    words: int = 0
    chars: int = 0
    linked: int = 0
    prose: int = 0
    title: bool = False
    core: bool = False
    internal: bool = True

    def add(self, other: Measure) -> None:
        """Count the blocks of another part as well."""
        self.words += other.words
        self.chars += other.chars
        self.linked += other.linked
        self.prose += other.prose
        self.title = self.title or other.title
        self.core = self.core or other.core

    @property
    def density(self) -> float:
        """Share of the characters that are links."""
        return self.linked / self.chars if self.chars else 0.0


def assign_roles(reading: Reading, content: str, source: str) -> None:
    """Set the role of every block; `source` is the markup, or empty for what has no furniture."""
    drafts = reading.writer.drafts
    if len(reading.regions) == 1 and not source:
        return
    Sorting(reading, content, source).assign(drafts)


class Sorting:
    """Decides the role of each part of one page."""

    def __init__(self, reading: Reading, content: str, source: str) -> None:
        """Measure the blocks and the parts."""
        self.content = content
        self.source = source
        self.regions: Sequence[Region] = reading.regions
        self.drafts = reading.writer.drafts
        self.blocks = measured(self.drafts, reading.writer.done, content)
        self.parts = [Measure(core=r.tag in {"main", "article"}) for r in self.regions]
        self.reach = [(len(self.drafts), -1)] * len(self.regions)
        self.votes: dict[int, bool] = {}
        for index, (draft, block) in enumerate(zip(self.drafts, self.blocks, strict=True)):
            self.parts[draft.frame.region].add(block)
            self.reach[draft.frame.region] = extended(self.reach[draft.frame.region], (index, index))
        for index in range(len(self.regions) - 1, 0, -1):
            parent = self.regions[index].parent
            self.parts[parent].add(self.parts[index])
            self.reach[parent] = extended(self.reach[parent], self.reach[index])
        self.kept: str | None = None
        self.whole = self.parts[0]
        self.has_core = any(
            r.in_content and p.prose >= max(CORE_WORDS, self.whole.prose / 2)
            for r, p in zip(self.regions, self.parts, strict=True)
        )

    def assign(self, drafts: Sequence[Draft]) -> None:
        """Set the roles, first by part, then by single blocks and lists."""
        roles = [Role.MAIN]
        for index, region in enumerate(self.regions[1:], 1):
            outer = roles[region.parent]
            if region.tag == "main":
                outer = Role.MAIN
            roles.append(outer if self.wraps(index) else self.role(index, region) or outer)
        for draft in drafts:
            draft.role = roles[draft.frame.region]
        self.menus(drafts)
        self.headings(drafts)
        if not any(draft.role is Role.MAIN for draft in drafts):
            for draft in drafts:
                draft.role = Role.MAIN

    def wraps(self, index: int) -> bool:
        """Say whether a part is the frame around the text, whatever it is called."""
        part, region = self.parts[index], self.regions[index]
        if region.stated is not None and region.tag in {"nav", "aside", "footer", "button", "dialog"}:
            return part.core and part.prose > self.whole.prose / 2 and part.title
        heavy = part.prose >= CORE_WORDS / 2 and 2 * part.prose > self.whole.prose
        if region.strong is Role.COMMENTS:
            return part.title
        return heavy or (part.title and part.prose > 0 and region.stated is None)

    def role(self, index: int, region: Region) -> Role | None:
        """Return what a part is, or None for what is around it."""
        part = self.parts[index]
        if region.stated is not None:
            found = self.stated(index, region, part)
            if found is not None:
                return found
        if region.tag == "form" and part.words <= FORM_WORDS:
            text = self.text(index)
            if COMMENT_FORM.search(text):
                return Role.COMMENTS
            if FORM_FIELDS.search(text) or not part.words:
                return Role.ASIDE
        if region.strong is not None:
            return self.strongly(index, region, part)
        if region.weak is not None:
            return self.weakly(index, region, part)
        return None

    def stated(self, index: int, region: Region, part: Measure) -> Role | None:
        """Return the role that the tag or ARIA states, where it speaks of the page and not of a section in it."""
        role = region.stated
        if role is Role.HEADER and region.tag != "button":
            if region.in_content or region.in_section or part.title:
                return None
            return role
        if role is Role.FOOTER and (region.in_content or region.in_section):
            return role if part.density >= LINKED or COPYRIGHT.search(self.text(index)) else None
        handmade = not self.has_core and self.whole.words < JUDGED_WORDS and part.prose > 0
        if role is Role.ASIDE and region.tag == "aside" and (region.in_content or handmade):
            named = region.strong is not None or region.weak is not None
            return role if part.density >= LINKED or (named and part.words <= BOX_WORDS) else None
        return role

    def strongly(self, index: int, region: Region, part: Measure) -> Role | None:
        """Return the role that a name gives, if the part looks like it."""
        role = region.strong
        if role is Role.COMMENTS:
            return role
        signs = 1 + self.signs(index, region, part)
        if role is Role.NAVIGATION:
            return role if signs >= NEEDED and (part.density >= LINKED or part.words <= SMALL) else None
        if role is Role.FOOTER:
            signs += COPYRIGHT.search(self.text(index)) is not None
        if not region.in_content and role in {Role.ASIDE, Role.FOOTER, Role.HEADER}:
            signs += 1
        return role if signs >= NEEDED else self.judged(index, signs, role)

    def weakly(self, index: int, region: Region, part: Measure) -> Role | None:
        """Return the role that one word of a name hints at, if much else speaks for it."""
        role = region.weak
        if role is Role.COMMENTS:
            form = part.words <= FORM_WORDS and COMMENT_FORM.search(self.text(index))
            return role if form else None
        signs = self.signs(index, region, part)
        return role if signs >= NEEDED else self.judged(index, signs, role)

    def signs(self, index: int, region: Region, part: Measure) -> int:
        """Count what speaks for furniture: links, brevity without prose, a place outside of the text."""
        linked = part.density >= LINKED
        brief = part.words <= SMALL and not part.prose
        outside = self.has_core and not region.in_content
        return linked + brief + outside

    def judged(self, index: int, signs: int, role: Role | None) -> Role | None:
        """Return the role if one sign is there and the extractor is the other."""
        if signs != NEEDED - 1 or self.whole.words < JUDGED_WORDS or not self.source:
            return None
        if self.kept is None:
            self.kept = kept_text(self.source)
            prose = [i for i, b in enumerate(self.blocks) if b.prose]
            believed = sum(self.blocks[i].prose for i in prose if self.keeps(i))
            if believed < LEAST_KEPT * self.whole.prose:
                self.kept = ""
        if not self.kept:
            return None
        blocks = [i for i in self.below(index) if self.blocks[i].words >= 3]
        return role if blocks and not any(self.keeps(i) for i in blocks) else None

    def keeps(self, index: int) -> bool:
        """Say whether the extractor kept a block."""
        if index not in self.votes:
            draft = self.drafts[index]
            self.votes[index] = squeezed(self.content[draft.start : draft.end]) in (self.kept or "")
        return self.votes[index]

    def below(self, index: int) -> range:
        """Return the blocks of a part and of the parts in it, which follow one another."""
        first, last = self.reach[index]
        return range(first, last + 1)

    def text(self, index: int) -> str:
        """Return the words of a part, or the first of them."""
        blocks = self.below(index)
        if not blocks:
            return ""
        start = self.drafts[blocks[0]].start
        return self.content[start : min(self.drafts[blocks[-1]].end, start + LOOKED_AT)]

    def menus(self, drafts: Sequence[Draft]) -> None:
        """Take lists of links within the site that stand before or after all prose for menus."""
        prose = [i for i, b in enumerate(self.blocks) if b.prose and drafts[i].role is Role.MAIN]
        if not prose:
            return
        for blocks in grouped(drafts):
            part = Measure()
            for i in blocks:
                part.add(self.blocks[i])
            if len(blocks) < 3 or part.density < 0.8 or part.prose or drafts[blocks[0]].role is not Role.MAIN:
                continue
            outer = blocks[0] > prose[-1] or blocks[-1] < prose[0]
            before = drafts[blocks[0] - 1] if blocks[0] else None
            own = before is not None and before.role is Role.MAIN and before.frame.kind is Kind.HEADING
            if own and before is not None and not MENU.search(self.content[before.start : before.end]):
                continue
            if outer and all(self.blocks[i].internal for i in blocks):
                for i in blocks:
                    drafts[i].role = Role.NAVIGATION

    def headings(self, drafts: Sequence[Draft]) -> None:
        """Give a heading under which only furniture stands the role of that furniture."""
        under: list[tuple[int, bool, Role | None]] = []
        for index in range(len(drafts) - 1, -1, -1):
            draft = drafts[index]
            frame = draft.frame
            if frame.kind is not Kind.HEADING:
                under.append((7, draft.role is Role.MAIN, draft.role))
                continue
            main, role = False, None
            while under and under[-1][0] > frame.level:
                _, below, first = under.pop()
                main = main or below
                role = role or first
            if draft.role is Role.MAIN and role is not None and not main:
                draft.role = role
            under.append((frame.level, draft.role is Role.MAIN, draft.role))


def extended(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """Return the range of blocks that holds both."""
    return min(one[0], other[0]), max(one[1], other[1])


def grouped(drafts: Sequence[Draft]) -> list[list[int]]:
    """Return the blocks of each list."""
    found: dict[int, list[int]] = {}
    for index, draft in enumerate(drafts):
        if draft.frame.kind is Kind.ITEM and draft.frame.group is not None:
            found.setdefault(draft.frame.group, []).append(index)
    return list(found.values())


def measured(drafts: Sequence[Draft], marks: Sequence[Mark], content: str) -> list[Measure]:
    """Return the measures of every block."""
    out = []
    for draft in drafts:
        text = content[draft.start : draft.end]
        words = len(text.split())
        one = Measure(words, len(text), title=draft.frame.kind is Kind.HEADING and draft.frame.level == 1)
        if words >= PROSE_WORDS and TERMINAL.search(text):
            one.prose = words
        out.append(one)
    for mark in marks:
        if mark.href is not None:
            for start, end, index in mark.pieces:
                if out:
                    out[index].linked += end - start
                    out[index].internal &= not EXTERNAL.match(mark.href)
    for one in out:
        if one.density > LINKED:
            one.prose = 0
    return out
