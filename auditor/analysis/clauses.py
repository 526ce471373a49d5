"""Divide a parsed sentence into clauses, and find the word of it that a cue hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.analysis.syntax import Parse

OWN_CLAUSE = frozenset({"ROOT", "advcl", "ccomp", "relcl", "acl", "csubj", "csubjpass", "parataxis"})
VERB = "V"
HYPOTHETICAL = frozenset({"if", "unless", "whether", "lest", "should"})
TREATING = frozenset(
    "treat treats treating treated ease eases easing relieve relieves relieving reduce reduces reducing "
    "reduced manage manages "
    "managing managed prevent prevents preventing prevented avoid avoids avoiding avoided minimize minimizes "
    "minimizing lessen "
    "lessens lessening alleviate alleviates alleviating help helps helping fight fights fighting overcome "
    "overcomes overcoming "
    "combat combats combating curb curbs curbing control controls controlling lower lowers lowering lowered "
    "limit limits "
    "limiting beat beats beating suppress suppresses blunt blunts counter counters reverse reverses "
    "reversing address addresses "
    "addressing tackle tackles study studied studies soften softens dampen dampens detect detects screen "
    "assess assesses "
    "diagnose measure measures monitor monitors recognize recognizing recognise spot identify decrease "
    "decreases decreasing "
    "cure cures curing cured heal heals healed healing recover recovers recovered "
    "mitigate mitigates stave ward block blocks blocking blocked quiet quiets quieting quieted "
    "calm calms calming silence silences silencing dull dulls dulling tame tames taming soothe soothes soothing "
    "interrupt interrupts interrupting disrupt disrupts disrupting".split()
)
"""Verbs of working against: "lofexidine eases withdrawal" says nothing of its own withdrawal."""


def own_clause(parse: Parse, word: int) -> bool:
    """Say whether the word heads a clause of its own."""
    dep = parse.deps[word]
    if dep in OWN_CLAUSE:
        if dep == "acl":
            return has_subject(parse, word)
        return (
            dep != "advcl"
            or has_subject(parse, word)
            or (parse.tags[word].startswith(("V", "M")) and not led_to(parse, word))
        )
    if dep == "conj":
        return parse.tags[word].startswith(("V", "M")) and (has_subject(parse, word) or finite(parse, word))
    return dep == "pcomp" and has_subject(parse, word)


def led_to(parse: Parse, word: int) -> bool:
    """Say whether an infinitive only completes the verb right before it ("comes to rely on")."""
    return parse.heads[word] < word <= parse.heads[word] + 2 and any(
        parse.lower[k] == "to" for k in parse.children(word, "aux")
    )


def has_subject(parse: Parse, word: int) -> bool:
    """Say whether the word has a subject of its own."""
    return bool(parse.children(word, "nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))


def finite(parse: Parse, word: int) -> bool:
    """Say whether the word, or an auxiliary of it, is a finite verb."""
    return any(parse.tags[i] in {"VBD", "VBP", "VBZ", "MD"} for i in (word, *parse.children(word, "aux", "auxpass")))


def clause_head(parse: Parse, word: int) -> int:
    """Return the head of the clause that the word stands in."""
    for _ in range(len(parse.words)):
        if own_clause(parse, word) or parse.heads[word] == word:
            return word
        word = parse.heads[word]
    return word


def clause_words(parse: Parse, head: int) -> list[int]:
    """Return the words of the clause with this head, in order."""
    return [i for i in range(len(parse.words)) if clause_head(parse, i) == head]


def path(parse: Parse, word: int) -> Iterator[int]:
    """Yield the word and what it hangs on, up to the head of its clause."""
    for _ in range(len(parse.words)):
        yield word
        if own_clause(parse, word) or parse.heads[word] == word:
            return
        word = parse.heads[word]


def hypothetical(parse: Parse, word: int) -> bool:
    """Say whether the word stands in a condition ("if you become addicted"), or would come true under one."""
    for node in (word, *parse.ancestors(word)):
        kids = parse.children(node, "mark", "advmod", "aux")
        if any(parse.lower[i] in {"would", "’d", "'d"} and parse.deps[i] == "aux" for i in kids):
            return True
        if parse.deps[node] in {"advcl", "ccomp", "pcomp"} and any(parse.lower[i] in HYPOTHETICAL for i in kids):
            return True
    return False


def worked_against(parse: Parse, word: int) -> bool:
    """Say whether a verb above the word works against it ("eases withdrawal", "the treatment of addiction")."""
    node = word
    for above in path(parse, word):
        if above != word and parse.lower[above] in TREATING and parse.deps[node] not in {"nsubj", "nsubjpass"}:
            return True
        node = above
    if feeds_target(parse, node):
        return True
    if own_clause(parse, node) and parse.deps[node] in {"acl", "relcl", "advcl"}:
        return parse.lower[node] in TREATING and node != word
    return False


def feeds_target(parse: Parse, head: int) -> bool:
    """Say whether a clause tells what a verb works against ("quiets the signals that keep craving alive").

    A person is treated, not worked against: "treats people who became addicted to it" still says that they did.
    """
    for _ in range(3):
        if parse.deps[head] not in {"ccomp", "xcomp"}:
            break
        head = parse.heads[head]
    noun = parse.heads[head]
    kids = {parse.lower[k] for k in parse.children(head)}
    if parse.deps[head] not in {"relcl", "acl"} or not kids & {"that", "which"}:
        return False
    return parse.deps[noun] in {"dobj", "nsubjpass"} and parse.lower[parse.heads[noun]] in TREATING


def token_of(parse: Parse, start: int, end: int) -> int:
    """Return the word between these characters that the others there hang on."""
    inside = [i for i, s in enumerate(parse.starts) if s < end and s + len(parse.words[i]) > start]
    for i in inside:
        if parse.heads[i] not in inside or parse.heads[i] == i:
            return i
    return inside[0] if inside else parse.at(start)


def last_noun(parse: Parse, start: int, end: int) -> int:
    """Return the last word between these characters, on which what is said hangs most closely."""
    inside = [i for i, s in enumerate(parse.starts) if s < end and s + len(parse.words[i]) > start]
    return inside[-1] if inside else parse.at(start)


BOUND_GAP = re.compile(r"[\s’'s-]{0,4}(?:[\w-]+[\s-]){0,2}$")
