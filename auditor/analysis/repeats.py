"""Find the sentences of a page that say the same thing, word for word or in other words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.similarity import (
    IDF_DEFAULT,
    Gist,
    containment,
    in_order,
    jaccard,
    kindred,
    shared_weight,
    weights,
)
from auditor.analysis.substances import Substances
from auditor.analysis.vetoes import other_kind, vetoed
from auditor.model import Kind, Sentence, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

EXACT_WORDS = 5
"""Fewest words of an exact repeat: shorter ones are labels, slogans and answers ("Yes, it is.")."""

MOST_WORDS = 150
"""Most words of a sentence that is compared: the cost of a pair grows with the square. The longest of 12,403 sentences
of real pages has about 100; what is longer is a dump on one line."""

LONGEST = 250
"""Words; a longer sentence is a list or a table run together, and comparing two of them takes their product of time."""

LABEL = re.compile(r"\W{0,4}([^\W\d][^:\n]{2,40}):\s+\S")
LABELLED, ROWS = 200, 3
"""Characters of a line that is a label with its value, and how many lines have the label before it is a table."""

FRAME, FILLING = 5, 2
"""Words with which two sentences begin alike, and words of matter in the rest of each, to be one frame."""

PROBE = 400
WORDS = re.compile(r"[^\W_]+")
ENDED = re.compile(r"[.!?…][\"'”’)\]*]{0,3}\s*$")
ITEM_WORDS = 8
ANNOUNCING = 20
"""Words of a line that announces what follows, at most."""

INDENT = 3
"""Characters that may stand before the verb of a line that points somewhere ("- See …")."""

EXACT_MATTER = 3
"""Fewest words with matter of an exact repeat: "Do not crush or break pills." has three beside its negation."""

MATTER = 4
"""Fewest stems with matter for any other repeat: below, two sentences of one topic meet by chance."""

FEW, CERTAIN = 5, 0.7
"""Stems with matter up to which two sentences of one topic share most by chance, and the score they need."""

NEAR = 0.80
"""Share of words in common order from which on two sentences are copies with small edits (reference: domain notes)."""

REPORTED = 0.5
"""Score from which on a rewording is reported."""

MIX = (0.41, 0.23, 0.14, 0.27)
"""What the shares of weighted words, of character trigrams, of words in order and of the shorter sentence's words count
for. Set on the nine labelled pages. Neither vectors of words nor the encoder told restatements from other sentences
of the same page better: on 172 real pages they ranked the labelled pairs no higher."""

RAREST = 8
"""Stems of a sentence by which it is found: its rarest ones. Rewordings of the labelled pages share two or more."""

COMMON = 40
"""Sentences that may share a stem before it finds no candidates any more: keeps the work near-linear."""

COPIES = 2
TIERS = ("reworded", "near", "exact")
MOST_COPIES = 50
"""Earlier copies that a finding names; a page with more is a table or a template."""

Link = tuple[int, int, str, float]
"""Positions in the pool of a sentence and of a later one that repeats it, the tier, and the score."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A sentence, the last, and the earlier ones that it repeats, in order of place.

    `sentences` are indexes into the page's sentences. `tier` is `exact` (the same words), `near` (small edits) or
    `reworded`; `score` (0…1) is that of the weakest pair.
    """

    sentences: tuple[int, ...]
    tier: str
    score: float


@dataclass(frozen=True, slots=True)
class Member:
    """A sentence in the pool of those that are compared; `about` are the substances that its heading names.

    `row` says that it is a row of a table in prose: a label that comes often, and what it has here. `summary` says
    which kinds of summary it stands in: "summary", or "points", which may not copy a sentence.
    """

    index: int
    sentence: Sentence
    gist: Gist
    kind: Kind
    group: int | None
    by_design: bool
    summary: frozenset[str]
    pointer: bool
    about: frozenset[str] = frozenset()
    row: bool = False


def find_repeats(facts: Analysis) -> tuple[Repeat, ...]:
    """Return the groups of sentences of the main text that say the same thing, in order of their first sentence.

    A fast run looks for copies word for word alone.
    """
    pool = list(members(facts))
    exact = repeats_of(pool, exact_links(pool))
    if facts.config.fast:
        return tuple(sorted(exact, key=lambda r: r.sentences))
    loose = repeats_of(pool, loose_links(pool, facts.resources.substances))
    return tuple(sorted((*exact, *loose), key=lambda r: (r.sentences, r.tier)))


def members(facts: Analysis) -> Iterator[Member]:
    """Yield what is compared: sentences of the main text long enough to say something, without references."""
    page, lexicon = facts.page, facts.resources.lexicons["standing"]
    summaries: dict[str, frozenset[str]] = {}
    about: dict[str, frozenset[str]] = {}
    labels = Counter(label(facts.sentences[i].text) for i in facts.main)
    references = facts.references
    times = Counter(plain(facts.sentences[i].text) for i in facts.main) if facts.config.fast else None
    for index in facts.main:
        sentence = facts.sentences[index]
        if times is not None and times[plain(sentence.text)] < COPIES:
            continue
        block = page.blocks[sentence.block]
        if block.kind is Kind.CODE or sentence.block in references.blocks or inside(sentence.span, references.stray):
            continue
        if block.kind is Kind.HEADING and not sentence.text.rstrip().endswith((".", "!")):
            continue
        if not EXACT_WORDS <= len(sentence.text.split()) <= MOST_WORDS:
            continue
        gist = facts.gist(index)
        if len(gist.content) < EXACT_MATTER or sentence.text.rstrip().endswith(":"):
            continue
        heading = block.anchor.heading or ""
        if heading not in summaries:
            summaries[heading] = frozenset(h.term.kind for h in lexicon.find(heading, "summary", "points"))
            about[heading] = frozenset(m.id for m in facts.resources.substances.find(heading))
        hits = {(h.term.kind, h.start) for h in lexicon.find(sentence.text)}
        yield Member(
            index, sentence, gist, block.kind, block.group,
            any(kind == "by-design" for kind, _ in hits),
            summaries[heading] | {kind for kind, start in hits if kind == "summary" and start == 0},
            any(kind == "pointer" and start <= INDENT for kind, start in hits), about[heading],
            (name := label(sentence.text)) is not None and labels[name] >= ROWS,
        )  # fmt: skip


def plain(text: str) -> str:
    """Return the words of a text in small letters, which copies share."""
    return " ".join(WORDS.findall(text.casefold()))


def label(text: str) -> str | None:
    """Return what stands before the colon of a short line, or the bar before a row of a table; or None."""
    if text.lstrip()[:1] == "|":
        return "|"
    m = LABEL.match(text)
    return m[1].lower() if m and len(text) <= LABELLED else None


def framed(a: Gist, b: Gist) -> bool:
    """Say whether two sentences begin alike and go on with no word of matter in common: one frame, two facts."""
    pairs = enumerate(zip(a.tokens, b.tokens, strict=False))
    same = next((n for n, (x, y) in pairs if x.stem != y.stem), min(len(a.tokens), len(b.tokens)))
    if same < FRAME:
        return False
    rest = [{t.stem for t in g.tokens[same:] if t.content} for g in (a, b)]
    alike = {w for pair in kindred(a, b) for w in pair}
    return all(len(r) >= FILLING for r in rest) and not rest[0] & rest[1] and not alike & (rest[0] | rest[1])


def said(kind: Kind, sentence: Sentence) -> bool:
    """Say whether the words are a sentence, or an item of a list that says as much as one."""
    return sentence.complete or (kind is Kind.ITEM and len(sentence.text.split()) >= ITEM_WORDS)


def inside(span: Span, places: Iterable[Span]) -> bool:
    """Say whether `span` overlaps one of the places."""
    return any(p.start < span.end and span.start < p.end for p in places)


def score(a: Gist, b: Gist, idf: Mapping[str, float], substances: Substances) -> float:
    """Return how surely two sentences say the same thing, from their words alone (0…1).

    What cannot reach `REPORTED` any more is left at that: no caller asks how far below it stays.
    """
    if a.key == b.key:
        return 1.0
    alike = kindred(a, b)
    shares = shared_weight(a, b, alike, idf), containment(a.content, b.content, len(alike))
    weighted, grams, order, part = MIX
    value = weighted * shares[0] + part * shares[1]
    if value + grams + order < REPORTED:
        return value
    value += grams * jaccard(a.trigrams, b.trigrams)
    if value + order < REPORTED:
        return value
    value = min(1.0, value + order * in_order(a.words, b.words))
    if value < REPORTED:
        return value
    return min(value / 2, REPORTED - 0.05) if vetoed(a, b, substances) else value


def exact_links(pool: Sequence[Member]) -> Iterator[Link]:
    """Yield each copy with the first sentence of the same words, as positions in the pool."""
    seen: dict[str, list[int]] = defaultdict(list)
    for position, member in enumerate(pool):
        if member.by_design:
            continue
        copies = seen[member.gist.key]
        for earlier in copies[-MOST_COPIES:]:
            if not by_place(pool[earlier], member):
                yield earlier, position, "exact", 1.0
        copies.append(position)


def by_place(a: Member, b: Member) -> bool:
    """Say whether two copies belong where they stand.

    That are two cells or rows of a table in prose, a sentence and its place in a marked summary or in a quotation
    drawn from the text, a question in a list of contents, a condition in two lists, and an item in the lists of two
    medicines, and the name of an organisation or a document in two lists.
    """
    kinds = {a.kind, b.kind}
    if name(b) and not ENDED.search(b.sentence.text):
        return True
    if kinds == {Kind.CELL} or "summary" in a.summary | b.summary or (Kind.QUOTE in kinds and len(kinds) > 1):
        return True
    if a.gist.question and b.gist.question:
        return Kind.ITEM in kinds and len(kinds) > 1
    if kinds == {Kind.ITEM} and a.group != b.group:
        apart = bool(a.about) and bool(b.about) and a.about.isdisjoint(b.about)
        return apart or not (a.sentence.complete or b.sentence.complete)
    return a.row and b.row


def loose_links(pool: Sequence[Member], substances: Substances) -> Iterator[Link]:
    """Yield pairs of near copies and rewordings, as positions in the pool."""
    fit = [i for i, m in enumerate(pool) if compared(m)]
    idf = weights([pool[i].gist for i in fit if not pool[i].pointer])
    for one, other in candidates(pool, fit, idf):
        a, b = pool[one], pool[other]
        if exempt(a, b):
            continue
        value = score(a.gist, b.gist, idf, substances)
        if value < REPORTED:
            continue
        copied = in_order(a.gist.words, b.gist.words) >= NEAR
        few = min(len(a.gist.content), len(b.gist.content)) <= FEW
        if value < (CERTAIN if few and not copied else REPORTED) or (copied and exchanged(a.gist, b.gist)):
            continue
        if framed(a.gist, b.gist) or (not copied and (other_kind(a.gist, b.gist) or announced(a, b))):
            continue
        yield one, other, "near" if copied else "reworded", value


def announced(a: Member, b: Member) -> bool:
    """Say whether the first is a short line without a stop in the block before, which the second explains."""
    short = len(a.gist.words) <= min(ANNOUNCING, len(b.gist.words))
    return b.sentence.block - a.sentence.block == 1 and short and not ENDED.search(a.sentence.text)


def exchanged(a: Gist, b: Gist) -> bool:
    """Say whether each of two copies has a word with matter in place of the other's, and no synonym: another fact."""
    alike = {w for pair in kindred(a, b) for w in pair}
    return bool(a.content - b.content - alike) and bool(b.content - a.content - alike)


def compared(member: Member) -> bool:
    """Say whether a sentence is compared with others than its own copies: no fragment, name or standing line."""
    if member.by_design or len(member.gist.content) < MATTER:
        return False
    return (said(member.kind, member.sentence) or member.kind is Kind.HEADING) and not name(member)


def name(member: Member) -> bool:
    """Say whether most words have a capital, as in a title or a name."""
    capitals: int = sum(w[:1].isupper() for w in WORDS.findall(member.sentence.text))
    return 2 * capitals > len(member.gist.words)


def exempt(a: Member, b: Member) -> bool:
    """Say whether two sentences repeat one another by design: list items of one frame, cells, marked summaries."""
    if a.gist.key == b.gist.key or a.pointer != b.pointer:
        return True
    if a.pointer and a.gist.content != b.gist.content:
        return True
    parallel = a.kind is Kind.ITEM is b.kind and a.group == b.group and a.gist.content != b.gist.content
    return parallel or (a.row and b.row) or Kind.CELL in {a.kind, b.kind} or bool(a.summary or b.summary)


def candidates(pool: Sequence[Member], fit: Sequence[int], idf: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share two stems that are among the rarest of either, each once, in near-linear time.

    A short sentence shares few of the rarest stems of a long one that says the same and more.
    """
    sparse: dict[str, list[int]] = defaultdict(list)
    every: dict[str, list[int]] = defaultdict(list)
    for position in fit:
        stems = sorted(pool[position].gist.content, key=lambda s: (-idf.get(s, IDF_DEFAULT), s))
        counts: Counter[int] = Counter()
        for n, stem in enumerate(stems):
            postings = every[stem] if n < RAREST else sparse[stem]
            counts.update(postings[-COMMON:])
        for n, stem in enumerate(stems):
            every[stem].append(position)
            if n < RAREST:
                sparse[stem].append(position)
        yield from ((other, position) for other, n in sorted(counts.items()) if n >= 2)


def repeats_of(pool: Sequence[Member], links: Iterable[Link]) -> Iterator[Repeat]:
    """Yield each sentence that repeats earlier ones, with these; what a later and larger repeat holds is left out."""
    earlier: dict[int, dict[int, tuple[str, float]]] = defaultdict(dict)
    for one, other, tier, value in links:
        earlier[other][one] = (tier, value)
    held: list[set[int]] = []
    for last in sorted(earlier, reverse=True):
        places = {last, *earlier[last]}
        if any(places <= h for h in held):
            continue
        held.append(places)
        tiers = {tier for tier, _ in earlier[last].values()}
        tier = next(t for t in TIERS if t in tiers)
        value = min(v for _, v in earlier[last].values())
        yield Repeat(tuple(pool[i].index for i in sorted(places)), tier, value)


def shared_words(facts: Analysis, repeat: Repeat) -> tuple[Span, ...]:
    """Return where the words with matter stand that the last sentence of a repeat shares with an earlier one."""
    gists = [facts.gist(i) for i in repeat.sentences]
    shared = gists[-1].content & frozenset().union(*(g.content for g in gists[:-1]))
    spans = []
    for index, gist in zip(repeat.sentences, gists, strict=True):
        start = facts.sentences[index].span.start
        spans += [Span(start + t.start, start + t.end) for t in gist.tokens if t.content and t.stem in shared]
    return tuple(spans)
