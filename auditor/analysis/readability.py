"""Grade the prose by several formulas, on text cleaned so that textstat counts what a reader would count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING

from auditor.analysis.syllables import easy_words, syllables
from auditor.model import HardSentence, Kind, Readability, Sentence, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

FEWEST_WORDS = 100
FEWEST_SENTENCES = 10
"""Below both, a few words decide the grade. UNM Hospitals' guide asks for 30 sentences or 300 words. On 30 commercial
and the labelled pages a stretch of 100 words differs from its whole page by 1.3 grades in the median (a fifth of them
by 2.9), one of 50 words by 1.8, one of 200 or 300 by 0.9; at 100 a grade is still worth its range, and no more."""

SMOG_SENTENCES = 30
"""SMOG was normed on 30 sentences; with fewer it is reported and does not count."""

HARDEST = 5
POLYSYLLABLE = 3
HARD_WORDS = 12
"""Shorter sentences are not listed among the hardest, whatever their words."""

LONG_WORDS = 25
"""Words; the Plain Language guidelines ask for an average of 15 to 20 and call more than 25 long."""

MANY_CLAUSES = 4
MANY_LONG_WORDS = 6

GRADES = ("flesch_kincaid_grade", "gunning_fog", "smog_index", "coleman_liau_index", "automated_readability_index")
PLAIN_NAME = "drug"
"""What stands for a medicine's name in the grade without names: short and known to everyone."""

MARKS = re.compile(
    r"\[(?:\d|citation|note|[a-z]\])[^\[\]\n]{0,40}\]|[⁰¹²³⁴-⁹]{1,6}|\((?:\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,8})\)|"
    r"\([^()]{0,60}\bet al\b[^()]{0,40}\)|\([A-Z][\w’'-]+(?: (?:and|&) [A-Z][\w’'-]+)?,? (?:19|"
    r"20)\d\d[a-z]?\)|(?<=[.!?”\"])\d{1,3}(?:[,–-]\d{1,3}){0,4}$"
)
ADDRESS = re.compile(
    r"\(?(?:https?://|www\.)\S{1,300}|\b[\w.+-]{1,60}@[\w-]{1,60}\.[\w.]{2,30}|\b[\w-]{2,60}\.(?:com|"
    r"org|gov|net|edu)(?:/\S{0,200})?",
    re.I,
)
PHONE = re.compile(r"(?<!\w)(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]\d{3}[\s.-](?:\d{4}|[A-Z]{4})\b(?:\s?\(\d{4}\))?")
SIGNED = re.compile(r"[\[(\d@/\u2070\u00b9\u00b2\u00b3\u2074-\u2079]|www\.|\.\w", re.I)
"""What a mark, an address or a telephone number holds."""

LINED = re.compile(r"[-/\u2010\u2011—–]")
INNER = re.compile(r"[.!?…]+")
DASHES = re.compile(r"\s*[—–]\s*|\s-\s")
HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011/](?=\w)")
CLAUSE = re.compile(
    r",? (?:which|who|whose|that|because|although|though|while|whereas|since|if|when|unless|until|"
    r"where|after|before|and (?:is|are|can|may|has|it|they|this)|but|so that)\b|[;:]",
    re.I,
)
NESTED = re.compile(r"\([^()]{15,}\)")
TOKEN = re.compile(r"[^\W_](?:[\w’'-]*[^\W_])?")


@dataclass(frozen=True, slots=True)
class Counts:
    """What the formulas count, as textstat counts it.

    `polysyllables` have three syllables or more, `difficult` words three or more and are on no list of easy words;
    `hard` words are on no such list whatever their length. `word_length` is in characters, marks included.
    """

    words: int
    sentences: int
    syllables: int
    polysyllables: int
    difficult: int
    hard: int
    letters: int
    word_length: float

    def scores(self) -> dict[str, float]:
        """Return the grades and the ease by textstat's formulas, unrounded."""
        per_sentence, syllables = self.words / self.sentences, self.syllables / self.words
        hard = 100 * self.hard / self.words
        return {
            "flesch_kincaid_grade": (0.39 * per_sentence) + (11.8 * syllables) - 15.59,
            "flesch_reading_ease": 206.835 - (1.015 * per_sentence) - (84.6 * syllables),
            "gunning_fog": 0.4 * (per_sentence + 100 * self.difficult / self.words),
            "smog_index": (1.043 * (30 * (self.polysyllables / self.sentences)) ** 0.5) + 3.1291,
            "coleman_liau_index": (0.058 * (self.letters / self.words * 100))
            - (0.296 * (self.sentences / self.words * 100))
            - 15.8,
            "automated_readability_index": 4.71 * self.word_length + 0.5 * per_sentence - 21.43,
            "dale_chall_readability_score": 0.1579 * hard + 0.0496 * per_sentence + (3.6365 if hard > 5 else 0.0),
        }


def measure(facts: Analysis) -> Readability:
    """Grade the complete sentences of the main text: the median of the grade formulas, and their range."""
    kept = [(s, c) for s in gradable(facts) if (c := cleaned(facts, s))]
    text = " ".join(c for _, c in kept)
    if len(text.split()) < FEWEST_WORDS and len(kept) < FEWEST_SENTENCES:  # spares the dictionary of syllables
        return Readability("too-short", words=len(text.split()), sentences=len(kept))
    total = count(text)
    if total is None or (
        total.words < FEWEST_WORDS * 3 and (total.words < FEWEST_WORDS or total.sentences < FEWEST_SENTENCES)
    ):
        return Readability("too-short", words=total.words if total else 0, sentences=total.sentences if total else 0)
    scores = total.scores()
    grades = counted(scores, total.sentences)
    scores["grade_without_drug_names"] = without_names(facts, text, total)
    return Readability(
        "ok",
        round(median(grades), 1),
        (round(min(grades), 1), round(max(grades), 1)),
        {k: round(v, 2) for k, v in scores.items()},
        total.words,
        total.sentences,
        tuple(hardest(kept)),
    )


def counted(scores: dict[str, float], sentences: int) -> list[float]:
    """Return the grades that count: SMOG only with enough sentences."""
    return [scores[k] for k in GRADES if k != "smog_index" or sentences >= SMOG_SENTENCES]


def without_names(facts: Analysis, text: str, total: Counts) -> float:
    """Return the median grade with each one-word name of a medicine or substance replaced by a short word."""
    spellings = facts.resources.substances.spellings
    names = [w for w in words_in(text) if (w.lower(),) in spellings]
    known, plain = [word_counts(w) for w in names], word_counts(PLAIN_NAME)
    shorter = sum(len(w) - len(PLAIN_NAME) for w in names)
    changed = Counts(
        total.words,
        total.sentences,
        total.syllables - sum(k[0] - plain[0] for k in known),
        total.polysyllables - sum(k[0] >= POLYSYLLABLE for k in known),
        total.difficult - sum(k[1] for k in known),
        total.hard - sum(k[2] for k in known),
        total.letters - shorter,
        total.word_length - shorter / total.words,
    )
    return median(counted(changed.scores(), changed.sentences))


def gradable(facts: Analysis) -> Iterator[Sentence]:
    """Yield the complete sentences of the main text outside of references and table cells."""
    for sentence in facts.prose:
        block = facts.page.blocks[sentence.block]
        if sentence.block not in facts.references.blocks and block.kind not in {Kind.CELL, Kind.CAPTION, Kind.TERM}:
            yield sentence


def cleaned(facts: Analysis, sentence: Sentence) -> str:
    """Return the sentence for textstat: without marks, addresses and inner periods, ending in one period.

    Hyphens become spaces, since textstat would join the words around them into one that no dictionary has.
    """
    text = sentence.text
    for span in reversed(inside(facts.page.superscripts, sentence.span)) if facts.page.superscripts else ():
        text = text[: span.start] + text[span.end :]
    if SIGNED.search(text):
        text = PHONE.sub(" ", ADDRESS.sub(" ", MARKS.sub(" ", text)))
    text = text.replace("’", "'")
    if LINED.search(text):
        text = HYPHEN.sub(" ", DASHES.sub(", ", text))
    text = " ".join(INNER.sub("", re.sub(r"(?<=[A-Za-z]{2})[.!?](?=\s)", " ", text)).split()).strip(" ,;:")
    return f"{text}." if len(text.split()) > 2 else ""


def inside(spans: Sequence[Span], outer: Span) -> list[Span]:
    """Return the spans that lie in `outer`, counted from its start."""
    return [Span(s.start - outer.start, s.end - outer.start) for s in spans if s in outer]


def count(text: str) -> Counts | None:
    """Count a cleaned text as textstat does, looking at each different word once; None for no words."""
    import textstat

    words = words_in(text)
    if not words:
        return None
    known = [word_counts(w) for w in words]
    return Counts(
        len(words),
        textstat.sentence_count(text),
        sum(k[0] for k in known),
        sum(k[0] >= POLYSYLLABLE for k in known),
        sum(k[1] for k in known),
        sum(k[2] for k in known),
        textstat.letter_count(text),
        textstat.avg_character_per_word(text),
    )


def words_in(text: str) -> list[str]:
    """Return the words of a cleaned text as textstat tells them apart."""
    import textstat  # its import takes a tenth of a second, which no command without a page should pay

    words: list[str] = textstat.remove_punctuation(text).split()
    return words


@lru_cache(maxsize=50_000)
def word_counts(word: str) -> tuple[int, bool, bool]:
    """Return textstat's syllables of a word, and whether it calls it difficult from three syllables, or at all."""
    count = sum(syllables(w.lower()) for w in words_in(word))
    hard = len(word.split()) == 1 and word.lower() not in easy_words()
    return count, hard and count >= POLYSYLLABLE, hard


def hardest(kept: Sequence[tuple[Sentence, str]]) -> Iterator[HardSentence]:
    """Yield the sentences with the highest Flesch-Kincaid grade, the hardest first, with what makes each hard."""
    graded = []
    for sentence, text in kept:
        syllables = [word_counts(w)[0] for w in words_in(text)]
        if len(syllables) >= HARD_WORDS:
            grade = 0.39 * len(syllables) + 11.8 * sum(syllables) / len(syllables) - 15.59
            graded.append((grade, sentence, syllables))
    graded.sort(key=lambda g: (-g[0], g[1].span.start))
    for grade, sentence, syllables in graded[:HARDEST]:
        start, end, size = sentence.span.start, sentence.span.end, len(syllables)
        long = sum(n >= POLYSYLLABLE for n in syllables)
        yield HardSentence(sentence.text, start, end, 0, 0, round(grade, 1), size, tuple(reasons(sentence, size, long)))


def reasons(sentence: Sentence, words: int, long: int) -> Iterator[str]:
    """Yield what makes a sentence hard; `long` counts its words of three or more syllables."""
    if words > LONG_WORDS:
        yield f"{words} words"
    clauses = 1 + len(CLAUSE.findall(sentence.text))
    if clauses >= MANY_CLAUSES:
        yield f"about {clauses} clauses"
    if long >= MANY_LONG_WORDS or 5 * long >= words:
        longest = sorted(
            {w.lower() for w in TOKEN.findall(sentence.text) if word_counts(w)[0] >= 4}, key=lambda w: (-len(w), w)
        )
        some = f", such as {', '.join(longest[:3])}" if longest else ""
        yield f"{long} words of three or more syllables{some}"
    if NESTED.search(sentence.text):
        yield "a long remark in brackets"
