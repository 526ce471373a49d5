"""Find the sentences of a page that say the same thing, word for word or in other words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from auditor.analysis.encoder import encode
from auditor.analysis.judge import Judge, features, load, question_features
from auditor.analysis.similarity import (
    Gist,
    Reader,
    containment,
    in_order,
    jaccard,
    kindred,
    shared_weight,
    weights,
)
from auditor.analysis.substances import Substances
from auditor.analysis.vetoes import vetoes
from auditor.analysis.wordvectors import Floats
from auditor.lexicon import Lexicon, lexicon_root, parse_lexicon
from auditor.model import Kind, Page, Sentence, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

EXACT_WORDS = 5
"""Fewest words of an exact repeat: shorter ones are labels, slogans and answers ("Yes, it is.")."""

MOST_WORDS = 150
"""Most words of a sentence that is compared: the cost of a pair grows with the square. The longest of 12,403 sentences
of real pages has about 100; what is longer is a dump on one line."""

EXACT_MATTER = 3
"""Fewest words with matter of an exact repeat: "Do not crush or break pills." has three beside its negation."""

MATTER = 4
"""Fewest stems with matter for any other repeat: below, two sentences of one topic meet by chance."""

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

CONTRAST = 0.65
CONTRASTED = 0.49
"""Probability of a contrast from which on a pair is not reported, and what is left of its score: below 0.5, yet in
order, since a near copy with one word exchanged is still nearer than two sentences about different things."""

SHIPPED = ("rewording.toml", "drugs.toml")


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two or more sentences that say the same thing, in order of place.

    `sentences` are indexes into the page's sentences. `tier` is `exact` (the same words), `near` (small edits) or
    `reworded`; `score` (0…1) is that of the weakest link.
    """

    sentences: tuple[int, ...]
    tier: str
    score: float


@dataclass(frozen=True, slots=True)
class Member:
    """A sentence in the pool of those that are compared."""

    index: int
    sentence: Sentence
    gist: Gist
    kind: Kind
    group: int | None
    by_design: bool
    summary: bool


@cache
def shipped_reader() -> Reader:
    """Return the reader with the shipped words, for sentences that come without a page."""
    rewordings, drugs = (parse_lexicon(lexicon_root().joinpath(f).read_text("utf-8"), f) for f in SHIPPED)
    return Reader(rewordings, Substances.of(drugs))


def rewording(a: str, b: str) -> float:
    """Return how surely two sentences say the same thing (0…1); from 0.5 on they would be reported."""
    reader = shipped_reader()
    one, other = reader.read(a), reader.read(b)
    if one.key == other.key:
        return 1.0
    if one.question and other.question:
        read = encode([a, b])
        return load().questions.probability(question_features(one, other, read[0], read[1], reader.substances))
    return combined(load(), features(one, other, reader.substances))


def combined(judge: Judge, shared: Floats) -> float:
    """Return the verdict on two statements: a likely contrast keeps them below what is reported, and in their order."""
    alike = judge.statements.probability(shared)
    return alike if judge.contrast.probability(shared) < CONTRAST else CONTRASTED * alike


def find_repeats(facts: Analysis) -> tuple[Repeat, ...]:
    """Return the groups of sentences of the main text that say the same thing, in order of their first sentence."""
    substances = facts.resources.substances
    reader = Reader(facts.resources.lexicons["rewording"], substances)
    pool = list(members(facts, reader))
    links = [*exact_links(pool), *loose_links(pool, substances)]
    found = [repeat(pool, group) for group in groups(links)]
    return tuple(sorted(found, key=lambda r: r.sentences))


def members(facts: Analysis, reader: Reader) -> Iterator[Member]:
    """Yield what is compared: sentences of the main text long enough to say something, without references."""
    page, lexicon = facts.page, facts.resources.lexicons["rewording"]
    references = facts.references
    for index in facts.main:
        sentence = facts.sentences[index]
        block = page.blocks[sentence.block]
        if block.kind is Kind.CODE or sentence.block in references.blocks or inside(sentence.span, references.stray):
            continue
        if block.kind is Kind.HEADING and not sentence.text.rstrip().endswith((".", "!")):
            continue
        if not EXACT_WORDS <= len(sentence.text.split()) <= MOST_WORDS:
            continue
        gist = reader.read(sentence.text)
        if len(gist.content) < EXACT_MATTER or sentence.text.rstrip().endswith(":"):
            continue
        yield Member(
            index, sentence, gist, block.kind, block.group,
            any(True for _ in lexicon.find(sentence.text, "by-design")), in_summary(page, sentence, lexicon),
        )  # fmt: skip


def in_summary(page: Page, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Say whether the sentence stands under a heading that announces a summary, or opens as one."""
    heading = page.blocks[sentence.block].anchor.heading or ""
    found = [h.start for h in lexicon.find(sentence.text, "summary")]
    return any(True for _ in lexicon.find(heading, "summary")) or 0 in found


def inside(span: Span, places: Iterable[Span]) -> bool:
    """Say whether `span` overlaps one of the places."""
    return any(p.start < span.end and span.start < p.end for p in places)


def score(a: Gist, b: Gist, idf: Mapping[str, float], substances: Substances) -> float:
    """Return how surely two sentences say the same thing, from their words alone (0…1)."""
    if a.key == b.key:
        return 1.0
    order = in_order(a.words, b.words)
    alike = kindred(a, b)
    part = containment(a.content, b.content, len(alike))
    shares = shared_weight(a, b, alike, idf), jaccard(a.trigrams, b.trigrams), order, part
    value = min(1.0, sum(w * s for w, s in zip(MIX, shares, strict=True)))
    return min(value / 2, REPORTED - 0.05) if vetoes(a, b, substances) else value


def exact_links(pool: Sequence[Member]) -> Iterator[tuple[int, int, str, float]]:
    """Yield each copy with the first sentence of the same words, as positions in the pool."""
    first: dict[str, int] = {}
    for position, member in enumerate(pool):
        if member.by_design:
            continue
        earlier = first.setdefault(member.gist.key, position)
        if earlier != position and not (pool[earlier].kind is Kind.CELL and member.kind is Kind.CELL):
            yield earlier, position, "exact", 1.0


def loose_links(pool: Sequence[Member], substances: Substances) -> Iterator[tuple[int, int, str, float]]:
    """Yield pairs of near copies and rewordings, as positions in the pool."""
    fit = [i for i, m in enumerate(pool) if len(m.gist.content) >= MATTER and not m.by_design]
    idf = weights([pool[i].gist for i in fit])
    for one, other in candidates(pool, fit, idf):
        a, b = pool[one], pool[other]
        if exempt(a, b):
            continue
        value = score(a.gist, b.gist, idf, substances)
        if value < REPORTED:
            continue
        near = in_order(a.gist.words, b.gist.words) >= NEAR
        yield one, other, "near" if near else "reworded", value


def exempt(a: Member, b: Member) -> bool:
    """Say whether two sentences repeat one another by design: list items of one frame, cells, marked summaries."""
    if a.gist.key == b.gist.key:
        return True
    parallel = a.kind in {Kind.ITEM, Kind.CELL} and a.kind is b.kind and a.group == b.group
    return parallel or Kind.CELL in {a.kind, b.kind} or a.summary or b.summary


def candidates(pool: Sequence[Member], fit: Sequence[int], idf: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share at least two of their rarest stems, each once, in near-linear time."""
    postings: dict[str, list[int]] = defaultdict(list)
    for position in fit:
        rare = sorted(pool[position].gist.content, key=lambda s: (-idf[s], s))[:RAREST]
        counts: Counter[int] = Counter()
        for stem in rare:
            counts.update(postings[stem][-COMMON:])
            postings[stem].append(position)
        yield from ((other, position) for other, n in sorted(counts.items()) if n >= 2)


def groups(links: Iterable[tuple[int, int, str, float]]) -> list[list[tuple[int, int, str, float]]]:
    """Gather links that share a sentence."""
    parent: dict[int, int] = {}

    def root(i: int) -> int:
        while parent.setdefault(i, i) != i:
            i = parent[i]
        return i

    kept = list(links)
    for one, other, _, _ in kept:
        parent[max(root(one), root(other))] = min(root(one), root(other))
    gathered: dict[int, list[tuple[int, int, str, float]]] = defaultdict(list)
    for link in kept:
        gathered[root(link[0])].append(link)
    return [gathered[k] for k in sorted(gathered)]


def repeat(pool: Sequence[Member], links: Sequence[tuple[int, int, str, float]]) -> Repeat:
    """Return the repeat that these links make; its tier is that of its weakest link."""
    places = sorted({i for one, other, _, _ in links for i in (one, other)})
    tiers = {tier for _, _, tier, _ in links}
    tier = next(t for t in ("reworded", "near", "exact") if t in tiers)
    return Repeat(tuple(pool[i].index for i in places), tier, min(v for *_, v in links))


def shared_words(facts: Analysis, repeat: Repeat) -> tuple[Span, ...]:
    """Return where the words with matter stand that the last sentence of a repeat shares with an earlier one."""
    reader = Reader(facts.resources.lexicons["rewording"], facts.resources.substances)
    gists = [reader.read(facts.sentences[i].text) for i in repeat.sentences]
    shared = gists[-1].content & frozenset().union(*(g.content for g in gists[:-1]))
    spans = []
    for index, gist in zip(repeat.sentences, gists, strict=True):
        start = facts.sentences[index].span.start
        spans += [Span(start + t.start, start + t.end) for t in gist.tokens if t.content and t.stem in shared]
    return tuple(spans)
