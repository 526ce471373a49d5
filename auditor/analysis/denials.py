"""Say whether what is denied in a sentence is the thing itself, and not what is said of it."""

from __future__ import annotations

import re

from auditor.analysis.clauses import path
from auditor.analysis.syntax import Parse

HAPPENING = frozenset(
    "exist exists existed occur occurs occurred happen happens happened develop develops developed arise arises arose "
    "appear appears appeared follow follows followed "
    "emerge emerges emerged set sets "
    "result results begin begins come comes form forms show shows".split()
)
"""Verbs by which something is said to be there at all."""

LIKELIHOOD = frozenset(
    "possible likely rare common unknown unheard known expected seen reported observed problem concern issue "
    "risk worry".split()
)
OBLIGED = re.compile(
    r"\b(?:(?:never|not|n[’']t) (?:have|need) to|need not|it is possible to|can be (?:used|taken) without)\b",
    re.IGNORECASE,
)


def deniable(parse: Parse, word: int, bound: bool) -> bool:
    """Say whether the denial around a cue denies the thing itself.

    "Opiate addiction is not a moral failing" denies something else, and "you never have to face withdrawal" denies
    a duty.
    """
    if OBLIGED.search(" ".join(parse.words).replace(" n't", "n't")):
        return False
    if any(borne(parse, node) for node in path(parse, word)):
        return False
    node, subject = word, False
    for above in path(parse, word):
        if parse.deps[above] in {"nsubj", "nsubjpass"}:
            subject, node = True, parse.heads[above]
            break
    if not subject:
        return True
    said = {parse.lower[node], *(parse.lower[k] for k in parse.children(node, "acomp", "attr", "oprd", "prt"))}
    return bool(said & (HAPPENING | LIKELIHOOD)) or not (bound or parse.tags[word].startswith("N"))


def borne(parse: Parse, node: int) -> bool:
    """Say whether the word only tells what a noun bears on: "no influence on addiction", "no treatment for misuse"."""
    preposition = parse.heads[node]
    noun = parse.heads[preposition]
    return (
        parse.deps[node] == "pobj"
        and parse.deps[preposition] == "prep"
        and parse.lower[noun] in BEARING.get(parse.lower[preposition], frozenset())
    )


BEARING = {
    "on": frozenset("influence effect impact bearing say hold".split()),
    "in": frozenset("role part say difference decline drop rise".split()),
    "for": frozenset("treatment cure remedy help test medicine medication program reason excuse criteria".split()),
    "of": frozenset("treatment cause explanation sign proof definition diagnosis cure end".split()),
    "to": frozenset("answer solution key response link".split()),
    "between": frozenset("link difference connection".split()),
}
"""Nouns whose denial does not deny what they bear on, by the preposition between."""
