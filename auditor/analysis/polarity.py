"""Say whether a statement is affirmed or denied, and how far it reaches."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.analysis.clauses import clause_head, clause_words, own_clause, path
from auditor.analysis.syntax import Parse

NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "zero"})
FEW = frozenset(
    {"hardly", "scarcely", "barely", "rarely", "seldom", "few", "little", "unlikely", "infrequently", "almost"}
)
NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
EMPTY_HEADS = frozenset(
    "something anything thing drug medicine medication substance one kind type sort product".split()
)
"""Nouns that only carry a clause: "it is not something people get addicted to" denies the clause."""

UNTHINKABLE = frozenset(
    {"impossible", "unheard", "unknown", "nonexistent", "non-existent", "unthinkable", "zero", "nil"}
)
LACKING = frozenset(
    "lack lacks lacking lacked free absent absence devoid without impossible unable fail fails failed "
    "unheard exclude excludes "
    "eliminate eliminates avoids ruled zero unknown immune escape escapes denies disproved refuted nil".split()
)
"""Words that deny what hangs on them: "free of withdrawal", "lacks abuse potential"."""

FREEING = frozenset(
    "break breaks breaking broke get gets getting become becomes live lives living stay stays staying set "
    "sets be remain walk".split()
)
CAUSING = frozenset(
    "make makes made making let lets letting get gets getting keep keeps kept keeping leave leaves left leaving cause "
    "causes caused causing help helps helped helping allow allows allowed enable enables enabled".split()
)
"""Verbs with what they bring about right behind them: "make people sleepy", "cause users to gain weight"."""

NOT_FLIPPING = frozenset(
    {
        "only",
        "just",
        "merely",
        "simply",
        "necessarily",
        "always",
        "everyone",
        "all",
        "every",
        "alone",
        "solely",
        "surprisingly",
        "uncommon",
        "unusual",
        "yet",
        "usually",
        "typically",
        "generally",
        "often",
        "entirely",
        "completely",
        "quite",
        "very",
        "particularly",
        "especially",
        "highly",
        "fully",
        "easily",
    }
)
PARTIAL = frozenset(
    {
        "necessarily",
        "always",
        "everyone",
        "all",
        "every",
        "usually",
        "typically",
        "generally",
        "often",
        "entirely",
        "completely",
        "quite",
        "very",
        "particularly",
        "especially",
        "highly",
        "fully",
        "easily",
    }
)
COMPARING = frozenset(
    {
        "less",
        "lower",
        "fewer",
        "smaller",
        "more",
        "higher",
        "greater",
        "least",
        "lowest",
        "stronger",
        "weaker",
        "milder",
        "reduced",
        "better",
        "worse",
        "lesser",
        "safer",
        "riskier",
    }
)
STRONG = frozenset(
    "highly extremely very widely commonly often frequently usually typically most many plenty majority "
    "always everyone anyone all every "
    "notorious notoriously strongly high severe great significant routinely nearly common commonplace likely "
    "invariably certainly".split()
)
WEAK = frozenset(
    "rarely seldom unlikely low little minimal few small slight limited uncommon exceptional exceptionally "
    "infrequent infrequently negligible rare minor mildly slightly remote tiny scant".split()
)
SOME = frozenset(
    "some sometimes several occasionally share portion certain fraction minority percent % third quarter".split()
)
POSSIBLE = frozenset(
    "can may might could potential potentially possible possibly risk risks perhaps possibility".split()
)
EXPLICIT = frozenset(
    "never always ever anyone everyone all any every impossible whatsoever whatever nobody none zero "
    "absolutely completely entirely".split()
)
EMPHASIS = (
    "at all",
    "no matter",
    "no one",
    "under any",
    "even after",
    "in any way",
    "of any kind",
    "no risk",
    "no way",
)


DISTINGUISHING = re.compile(
    r"\b(?:the same (?:thing )?as|no difference|do(?:es)? not differ|"
    r"(?:differ|differs|different|distinct|differentiate|"
    r"distinguish\w*)\b.{0,40}?\b(?:from|between|than)|"
    r"confus\w+ (?:with|for)|mistaken for|equate\w*|as opposed to|rather than)\b"
)
"""Words that tell two ideas apart: "this is not the same as addiction" denies no addiction."""

COMPARED = re.compile(
    r"\b(?:not|n[’']t|never)\b[^.;,]{1,60}\b(?:as|so) (?:often|easily|much|widely|strongly|badly|frequently|quickly|"
    r"commonly|readily|severely) as\b(?! (?:before|needed|possible))"
)
"""A denial of degree only: "cannot be abused as easily as heroin"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a cue is meant: `denied`, its `strength` (universal, generic, strong, some, possible, weak), and `compares`.

    `unclear` is set where denial and affirmation cannot be told apart.
    """

    denied: bool
    strength: str
    compares: bool = False
    unclear: bool = False


def read_polarity(parse: Parse, word: int, start: int, end: int, covered: frozenset[int] = frozenset()) -> Reading:
    """Read the words around the cue at `word`; words in `covered`, those of the cue itself, deny nothing."""
    flips = 0
    partial = weak = unclear = False
    nodes = list(route(parse, word))
    for position, node in enumerate(nodes):
        below = nodes[position - 1] if position else -1
        for kid in parse.children(node):
            if kid in covered or kid in nodes or not denies(parse, kid, node, word):
                continue
            if contrasted(parse, node, below):
                continue
            if limits(parse, kid):
                partial = parse.lower[kid + 1] in PARTIAL if kid + 1 < len(parse.words) else False
                continue
            flips += 1
        flips += yet_to(parse, node, covered)
        if node != word and node not in covered and parse.lower[node] in LACKING and not set_free(parse, node):
            flips += 1
        if parse.lower[node] in NOBODY and node != word and node not in covered:
            flips += 1
    head = nodes[-1] if nodes else word
    subject = parse.subject(head)
    if subject is not None and subject not in nodes and subject not in covered:
        flips += subject_denies(parse, subject)
    if any(parse.deps[n] in {"nsubj", "nsubjpass", "csubj"} for n in nodes):
        flips += any(parse.lower[k] in UNTHINKABLE for k in parse.children(head, "acomp", "attr"))
    around = words_about(parse, word, nodes)
    weak = bool(around & (FEW | WEAK)) and not bool(around & {"almost"} and not around & (FEW | WEAK) - {"almost"})
    denied = flips % 2 == 1
    if flips >= 2:
        unclear = True
    return Reading(
        denied and not partial,
        strength_of(parse, word, around, denied, weak or partial, nodes),
        comparing(parse, word, nodes, covered),
        unclear or (denied and partial),
    )


def yet_to(parse: Parse, node: int, covered: frozenset[int]) -> bool:
    """Say whether the word is something still to come: "has yet to win", "is yet to be shown"."""
    before = [k for k in parse.children(node, "aux", "auxpass", "advmod") if parse.lower[k] == "to"]
    return any(k not in covered and parse.lower[k - 1 : k] == ("yet",) for k in before)


def set_free(parse: Parse, node: int) -> bool:
    """Say whether "free" is what a person becomes ("break free from dependence"), and so denies nothing of the drug."""
    return parse.lower[node] == "free" and parse.lower[parse.heads[node]] in FREEING


def route(parse: Parse, word: int) -> list[int]:
    """Return the words above the cue whose denial reaches it: its clause, and "nothing that would …" around it."""
    found = list(path(parse, word))
    for _ in range(3):
        top = found[-1]
        dep, above = parse.deps[top], parse.heads[top]
        if above == top:
            break
        reaches = dep in {"relcl", "acl"} and (
            parse.lower[above] in NOBODY or any(parse.lower[k] == "no" for k in parse.children(above, "det"))
        )
        reaches = reaches or (dep in {"xcomp", "acl", "pcomp"} and not own_clause_with_subject(parse, top))
        reaches = (
            reaches
            or dep in {"csubj", "csubjpass"}
            or (dep == "relcl" and parse.lower[above] in EMPTY_HEADS and parse.deps[above] in {"attr", "dobj"})
            or brought_about(parse, top)
        )
        if not reaches:
            break
        found += [n for n in path(parse, above) if n not in found]
    return found


def brought_about(parse: Parse, word: int) -> bool:
    """Say whether the clause only completes a verb of causing: "it does not make people sleepy" denies the sleep."""
    return (
        parse.deps[word] == "ccomp"
        and parse.lower[parse.heads[word]] in CAUSING
        and not parse.children(word, "mark")
        and not any(parse.tags[k] == "MD" for k in parse.children(word, "aux"))
    )


def own_clause_with_subject(parse: Parse, word: int) -> bool:
    """Say whether the word heads a clause with a subject of its own."""
    return own_clause(parse, word) and bool(parse.children(word, "nsubj", "nsubjpass"))


def denies(parse: Parse, kid: int, node: int, word: int) -> bool:
    """Say whether `kid`, a word under `node`, denies it."""
    low = parse.lower[kid]
    if low == "no" and parse.lower[kid + 1 : kid + 2] == ("matter",):
        return False
    if parse.deps[kid] == "neg" or not_one(parse, kid):
        return True
    return low in NEGATORS and (kid < word or kid < node)


def not_one(parse: Parse, word: int) -> bool:
    """Say whether the word counts none: "not one case"."""
    return word > 0 and parse.lower[word - 1 : word + 1] == ("not", "one") and parse.deps[word] == "nummod"


def limits(parse: Parse, kid: int) -> bool:
    """Say whether a denial denies only the extent ("not only", "not always")."""
    following = parse.lower[kid + 1] if kid + 1 < len(parse.words) else ""
    return following in NOT_FLIPPING and following != "yet"


def contrasted(parse: Parse, node: int, below: int) -> bool:
    """Say whether the cue stands behind "but", so that a denial before it does not reach it ("not X but Y")."""
    if below < 0 or parse.deps[below] != "conj":
        return False
    return any(parse.lower[k] in {"but", "yet"} for k in parse.children(node, "cc"))


def subject_denies(parse: Parse, subject: int) -> int:
    """Return 1 if the subject is nobody ("no one", "no patient", "nothing")."""
    if parse.lower[subject] in NOBODY:
        return 1
    if any(not_one(parse, k) for k in parse.children(subject, "nummod", "amod")):
        return 1
    return int(any(parse.lower[k] in {"no", "neither"} for k in parse.children(subject, "det", "neg")))


def words_about(parse: Parse, word: int, nodes: list[int]) -> set[str]:
    """Return the modifiers of the cue and of what it hangs on, and the quantifiers of the subject."""
    found: set[str] = set()
    for node in nodes:
        found.add(parse.lower[node]) if node != word else None
        found |= {
            parse.lower[k]
            for k in parse.children(
                node, "advmod", "amod", "aux", "det", "nummod", "quantmod", "neg", "predet", "acomp", "npadvmod"
            )
        }
    subject = parse.subject(nodes[-1]) if nodes else None
    if subject is not None:
        found.add(parse.lower[subject])
        for kid in parse.children(subject, "amod", "det", "advmod", "quantmod", "nummod", "predet"):
            found.add(parse.lower[kid])
    return found


def strength_of(parse: Parse, word: int, around: set[str], denied: bool, weak: bool, nodes: list[int]) -> str:
    """Return how far the statement reaches."""
    low = " ".join(parse.lower)
    if weak:
        return "weak"
    if denied:
        explicit = bool(around & EXPLICIT) or any(e in low for e in EMPHASIS) or "can" in around
        hedged = bool(
            around
            & {
                "usually",
                "generally",
                "typically",
                "normally",
                "mostly",
                "often",
                "most",
                "many",
                "may",
                "might",
                "necessarily",
                "probably",
                "likely",
                "commonly",
                "some",
            }
        )
        return "weak" if hedged else "universal" if explicit else "generic"
    if around & SOME:
        return "some"
    if around & STRONG:
        return "strong"
    if around & POSSIBLE:
        return "possible"
    return "generic"


def comparing(parse: Parse, word: int, nodes: list[int], covered: frozenset[int] = frozenset()) -> bool:
    """Say whether the cue is only compared with something ("less addictive than", "as addictive as").

    "More than doubled" counts instead of comparing, and words in `covered` are the cue's own.
    """
    head = clause_head(parse, word)
    inside = set(clause_words(parse, head))
    for node in nodes:
        for kid in parse.children(node):
            if (
                parse.lower[kid] in COMPARING
                and kid not in covered
                and parse.deps[kid] in {"advmod", "amod"}
                and not counts(parse, kid)
                and (node == word or node in inside)
            ):
                following = parse.lower[kid + 1] if kid + 1 < len(parse.words) else ""
                if following not in {"common", "than"} or "than" in parse.lower:
                    return True
    text = " ".join(w for i, w in enumerate(parse.lower) if i not in covered)
    if COMPARED.search(text) or "no more" in text:
        return True
    return f" as {parse.lower[word]} as " in f" {text} " or DISTINGUISHING.search(text) is not None


def counts(parse: Parse, word: int) -> bool:
    """Say whether "more" only begins a number or an increase ("more than doubled", "more than 30")."""
    then = word + 2
    return (
        parse.lower[word] in {"more", "less", "fewer"}
        and parse.lower[word + 1 : then] == ("than",)
        and then < len(parse.words)
        and parse.tags[then] in {"CD", "VBN", "VBD"}
    )
