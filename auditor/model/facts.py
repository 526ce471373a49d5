"""What analysis reads from a page: sentences, citations, claims and statements."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.model.page import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, fragment or list item; it never crosses a block. `complete` says that it reads as a sentence."""

    span: Span
    text: str
    block: int
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Citation:
    """A pointer from the text to a source, and what it resolves to.

    `kind`: numeric, superscript, author-year, link, identifier, footnote or attribution. `label` is the number or
    name. `resolved` is False for a mark that leads nowhere.
    """

    span: Span
    kind: str
    label: str
    resolved: bool
    sentence: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that asserts a medical or public-health fact, its kind, and what supports it.

    `support`: none, vague, attributed, cited or orphan. `reason` says in words why, and `source` what the page names
    as the source. `safety` marks a warning that must never be deleted for want of a source.
    """

    sentence: int
    span: Span
    kind: str
    support: str
    score: float
    reason: str = ""
    source: str = ""
    safety: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """Who is said to be what: one frame read from a sentence.

    `value` is the side of the topic that the sentence takes. `strength`: universal, generic, some, possible.
    `conditions` are circumstances as "sort:name" ("form:oral", "people:children"). `span` covers the words that
    carry the value. `surface` is the name that stands for the subject on the page. `slots` narrow the topic: the use
    that is approved, the outcome that is reached. `term` is the lexicon entry that was found.
    """

    sentence: int
    subject: str
    topic: str
    value: str
    strength: str
    span: Span
    conditions: tuple[str, ...] = ()
    attribution: str = ""
    surface: str = ""
    slots: tuple[str, ...] = ()
    term: str = ""
