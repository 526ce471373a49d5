"""Find advice and reassurance that can hurt a reader.

A sentence is looked at only if it holds all the words that a kind of danger needs: the act, its circumstance and the
right sort of medicine or substance. Then its surroundings decide whether the page recommends the act or warns of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.hazards import matching
from auditor.analysis.stance import advised, clause_start, conditional, reported, told, warned
from auditor.analysis.substances import Mention, Substances
from auditor.analysis.voice import quotations, set_apart
from auditor.lexicon import Lexicon, Term
from auditor.model import Kind, Sentence

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

GUIDED = ("advice", "claim", "order")
"""Kinds of term that a clinician's order, or light use, makes right."""

LIGHTLY = frozenset({"@stop_abruptly", "@stop_medicine", "@dangerous_withdrawal", "dangerous-change"})
"""Needs of the dangers that come from stopping: whoever uses lightly may stop."""

REACH = 220
"""Characters: the words that make one danger stand no farther apart than about two lines of print."""

LOOSE = frozenset({"take", "taking", "use", "using", "add", "adding", "taken", "swallow"})
"""Verbs that mix things only where the thing follows: "take a moment" does not."""

TIGHT = 60
"""Characters: a medicine that is mixed with another stands this close to the verb."""

SHORT_QUESTION = 7
"""Words of a question that is only the beginning of an advice."""

BEFORE = 3
"""Sentences of the same block, or of the block before, in which a pronoun's medicine is looked up."""

PRONOUN = re.compile(
    r"\b(?:it|its|them|they|that|those|either|both|one|ones|pills?|tablets?|capsules?|strips?|patch(?:es)?|medicines?|medications?|meds|drugs?|doses?|"
    r"prescriptions?|bottle|taper\w*|drinking|withdrawal|detox\w*|quit\w*|this|shots?|injections?|spray|implant|"
    r"substances?|cold turkey|amount|treatment|the (?:rest|lot|last)|what(?:[’']s| is) left|whatever|supply|stash|"
    r"stop|stopping|come down|top\w*)\b",
    re.IGNORECASE,
)
POINTER = re.compile(
    r"\b(?:it|its|them|they|that|those|either|both|one|ones|this|the (?:rest|lot|last|other)|pills?|meds|drugs?|"
    r"patch(?:es)?|shots?|injections?|spray|implant|strips?|withdrawal|detox\w*|drinking)\b",
    re.IGNORECASE,
)
"""What points back even where the sentence names a medicine: not the word for its form ("naltrexone tablets")."""

DRINKING = re.compile(
    r"\b(?:drinking(?! (?:fluids|water|plenty|tea|coffee|enough))|drinkers?|"
    r"drinks?(?! (?:plenty|lots|more|enough|water|a glass of water|fluids))|cocktails?|"
    r"shots?(?= of (?:whisk|vodka|liquor|rum|tequila|spirits))|hair of the dog|nightcaps?|margaritas?|"
    r"champagne|spirits|rum|gin|tequila|bourbon|lager|cider|brandy|schnapps|sake|sherry|scotch|ale|merlot|"
    r"chardonnay)\b",
    re.IGNORECASE,
)
LIGHT = re.compile(
    r"\b(?:(?:have|had|drinks?|drank|takes?|took) only (?:one|two|a|an|1|2)|only (?:drink|drank|drinks) (?:on|at|"
    r"a little|lightly|occasionally)|"
    r"light(?:ly)? (?:drinkers?|drinking|use)|drinks? lightly|occasional(?:ly)?|moderate drinkers?|"
    r"once in a while|one or two drinks|now and then|"
    r"(?:taken|used|took|taking|been on) (?:it |them |\w+ )?(?:only |just )?(?:for )?(?:only |"
    r"just )?(?:a few days|a short (?:time|while|course)|once)|"
    r"after a single dose|social(?:ly)? drinkers?|not dependent|never (?:been )?(?:physically )?dependent)\b",
    re.IGNORECASE,
)
SUPERVISED = re.compile(
    r"\b(?:under|with|by|on|through) (?:the |a |an |your |their |his |her |close |careful |direct |proper |"
    r"strict |medical(?:ly)? |regular |ongoing )*"
    r"(?:supervis\w+|oversight|guidance of|care of a|advice of|orders? of|doctor[’']s|prescriber[’']s|"
    r"clinician[’']s|physician[’']s|"
    r"medical (?:supervision|care|guidance|support|help|advice|team))|\bmedically (?:supervised|managed|monitored)|"
    r"\bas (?:your |the |a )?(?:\w+ )?(?:doctor|prescriber|label|clinician|physician|clinic|provider|"
    r"pharmacist)s? (?:directs?|advises?|says?|orders?|tells?|instructs?|recommends?)|"
    r"\b(?:if|unless|until|once|when) (?:your|the|a) (?:\w+ )?(?:doctor|prescriber|clinician|physician|clinic|"
    r"provider|pharmacist)\b|"
    r"\b(?:doctors?|nurses?|clinicians?|prescribers?|physicians?|the (?:medical )?(?:team|staff)|"
    r"hospitals?) (?:\w+ )?(?:can|may|will|might|often|sometimes) (?:\w+ )?(?:tell|ask|advise|decide|"
    r"prescribe|lower|raise|change|adjust|stop|start|switch|give|taper|help|reduce|increase|recommend|treat|"
    r"use|manage|supervise|monitor)\b|"
    r"\bon medical advice\b",
    re.IGNORECASE,
)
SUPPOSED = re.compile(r"\b(?:if|whether|unless)\b", re.IGNORECASE)
WAIVER = re.compile(
    r"\bX[- ]?waiver|\bDATA(?:[- ]2000)?[- ]waiver|\bwaivered\b|\bX[- ](?:number|license)\b", re.IGNORECASE
)
UNDIRECTED = re.compile(r"\b(?:without|no|not|n[’']t|instead of|rather than)\b[^.;]{0,30}$", re.IGNORECASE)
HOLDS_ACETAMINOPHEN = re.compile(
    r"Percocet|Vicodin|Norco|Lortab|Lorcet|Endocet|Roxicet|Tylenol (?:with codeine|3|#3)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class UnsafeAdvice:
    """A dangerous sentence: which kind of danger, the medicine or substance it is about, and the words that make it."""

    sentence: int
    term: Term
    subject: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Scene:
    """What the needs of a danger are looked up in: one sentence with what is named in it and around it.

    `around` are cues that a need with "#" may be met by, `others` those that a need with "!" must not meet: the same
    without the sentence's own, and with those of the sentences after it.
    """

    text: str
    cues: Mapping[str, tuple[tuple[int, int], ...]]
    around: frozenset[str]
    named: tuple[str, ...]
    own: tuple[Mention, ...]
    substances: Substances
    others: frozenset[str] = frozenset()


def find_unsafe(facts: Analysis, name: str = "safety", *kinds: str) -> tuple[UnsafeAdvice, ...]:
    """Return what the terms of the lexicon find in the main text, at most one a sentence, in order of place.

    A term of kind "advice" must be recommended; one of any other kind need only be asserted. A term whose sources
    nobody has opened finds nothing.
    """
    lexicon = facts.resources.lexicons[name]
    dangers = [t for t in lexicon.of_kind(*(kinds or (*GUIDED, "fact"))) if lexicon.seen(t)]
    cues: dict[int, dict[str, tuple[tuple[int, int], ...]]] = {}
    for i in facts.main:
        if found := cues_of(lexicon, facts.sentences[i].text):
            cues[i] = found
    acts = [(t, frozenset(needs(t)[0].split("|"))) for t in dangers]
    out = []
    for i, found in cues.items():
        acted = [t for t, words in acts if not words.isdisjoint(found)]
        if not acted or set_apart(facts.page, facts.sentences, i):
            continue
        scene = scene_of(facts, lexicon, i, found, cues)
        hits = [h for t in acted if (h := judged(facts, i, t, scene)) is not None]
        if hits:
            out.append(hits[0])
    return tuple(out)


def needs(term: Term) -> tuple[str, ...]:
    """Return what the term needs; one that lists nothing needs its own words."""
    listed: tuple[str, ...] = term.data.get("needs", ())
    return listed or (term.id,)


def cues_of(lexicon: Lexicon, text: str) -> dict[str, tuple[tuple[int, int], ...]]:
    """Return the places of the words of every term in the text, by the term's id."""
    out: dict[str, list[tuple[int, int]]] = {}
    for term, start, end in lexicon.index.matches(text):
        out.setdefault(term.id, []).append((start, end))
    return {k: tuple(sorted(v)) for k, v in out.items()}


def scene_of(
    facts: Analysis,
    lexicon: Lexicon,
    index: int,
    found: Mapping[str, tuple[tuple[int, int], ...]],
    cues: Mapping[int, Mapping[str, object]],
) -> Scene:
    """Return the sentence with the cues around it and the medicines and substances that it names or points back to."""
    text = facts.sentences[index].text
    nearby = frozenset(c for j in neighbours(facts.sentences, index) for c in cues.get(j, ()))
    heading = " ".join((facts.page.blocks[facts.sentences[index].block].anchor.heading or "", facts.page.title))
    titled = frozenset(cues_of(lexicon, heading))
    ahead = range(index + 1, min(len(facts.sentences), index + BEFORE + 1))
    near = [j for j in ahead if facts.sentences[j].block - facts.sentences[index].block <= 1]
    near += [j for j in neighbours(facts.sentences, index) if j != index]
    others = frozenset(c for j in near for c in cues.get(j, ()))
    return Scene(
        text,
        found,
        frozenset(found) | nearby | titled,
        named(facts, index),
        facts.mentions[index],
        facts.resources.substances,
        others | titled,
    )


def neighbours(sentences: tuple[Sentence, ...], index: int) -> range:
    """Return the sentences just before, and the sentence after in the same block."""
    first = index
    while first > 0 and index - first < BEFORE and sentences[index].block - sentences[first - 1].block <= 1:
        first -= 1
    return range(first, index + 1)


def named(facts: Analysis, index: int) -> tuple[str, ...]:
    """Return the ids named in the sentence, with those that its pronouns point back to."""
    text = facts.sentences[index].text
    own = names(facts.mentions[index], text)
    words = POINTER if own else PRONOUN
    pointing = words.search(text) is not None or answers(facts.sentences, index)
    if (own and not (len(own) == 1 and pointing)) or not (pointing or DRINKING.search(text)):
        return own
    for j in reversed(neighbours(facts.sentences, index)):
        if j != index and (before := names(facts.mentions[j], facts.sentences[j].text)):
            return own + tuple(n for n in before if n not in own)
    heading = facts.page.blocks[facts.sentences[index].block].anchor.heading or ""
    for title in (heading, facts.page.title, first_heading(facts)):
        above = names(facts.resources.substances.find(title), title)
        if above:
            return own + tuple(n for n in above if n not in own)
    return own


def answers(sentences: tuple[Sentence, ...], index: int) -> bool:
    """Say whether the sentence follows a short question of its own block: "Missed a dose? Take two next time.".

    A long one asks for itself, and what follows need not speak of what it names.
    """
    before = sentences[index - 1] if index else None
    if before is None or before.block != sentences[index].block or not before.text.rstrip().endswith("?"):
        return False
    return len(before.text.split()) <= SHORT_QUESTION


def first_heading(facts: Analysis) -> str:
    """Return the first heading of the page, or the first short line of a text without headings."""
    blocks = facts.page.blocks
    block = next((b for b in blocks if b.kind is Kind.HEADING), blocks[0] if blocks else None)
    return "" if block is None else facts.page.quote(block.span)[:120]


def names(mentions: Iterable[Mention], text: str) -> tuple[str, ...]:
    """Return the ids mentioned, in order, with alcohol where the text speaks of drinks."""
    ids = list(dict.fromkeys(m.id for m in mentions))
    if "alcohol" not in ids and DRINKING.search(text):
        ids.append("alcohol")
    return tuple(ids)


def judged(facts: Analysis, index: int, term: Term, scene: Scene) -> UnsafeAdvice | None:
    """Return the danger if the sentence has all that the term needs and recommends it."""
    spans = assembled(needs(term), scene)
    if spans is None or (term.exceptions and term.exceptions.search(scene.text)):
        return None
    act = spans[0]
    if told(scene.text, act[0]) if term.kind == "promotion" else reported(scene.text, act[0]):
        return None
    if term.kind in GUIDED and needs(term)[1:] and supervised(scene.text):
        return None
    if term.kind in GUIDED and not LIGHTLY.isdisjoint(needs(term)) and LIGHT.search(scene.text):
        return None
    foreign = quotations(scene.text)
    for start, end in choices(term, scene, act):
        if any(a < start and end < b for a, b in foreign):
            continue
        if "@interacting" in needs(term) and not together(scene, start, end):
            continue
        if endorsed(facts, index, term, start, end):
            return UnsafeAdvice(index, term, subject_of(term, scene), tuple(sorted({(start, end), *spans[1:]})))
    return None


def supervised(text: str) -> bool:
    """Say whether a clinician directs what the sentence speaks of; "without supervision" is none."""
    found = SUPERVISED.search(text)
    return found is not None and not UNDIRECTED.search(text[: found.start()])


def together(scene: Scene, start: int, end: int) -> bool:
    """Say whether the sentence itself names one of the two that react, close to the words of the act."""
    pair = matching("interacting", scene.named, scene.substances)
    loose = scene.text[start:end].lower() in LOOSE
    near = [
        m.id
        for m in scene.own
        if (start if loose else start - TIGHT) <= m.start <= end + (TIGHT // 2 if loose else TIGHT)
    ]
    if loose and not any(i in pair for i in near):
        return bool(DRINKING.match(scene.text[end:].lstrip(" a")))
    if "alcohol" in pair and DRINKING.search(scene.text, max(0, start - TIGHT), end + TIGHT):
        return True
    return any(i in pair for i in near)


def choices(term: Term, scene: Scene, act: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the places of the act, the best first."""
    yield act
    for cue in needs(term)[0].split("|"):
        yield from (s for s in scene.cues.get(cue, ()) if s != act)


def endorsed(facts: Analysis, index: int, term: Term, start: int, end: int) -> bool:
    """Say whether the sentence recommends the act at `start:end`, or asserts it where the term is a claim."""
    text = facts.sentences[index].text
    if term.kind == "promotion":
        return True
    if term.kind == "fact":
        return not warned(text, start, end, False) and not SUPPOSED.search(text[clause_start(text, start) : start])
    if warned(text, start, end, term.kind in ("advice", "claim", "cure")) or conditional(text, start):
        return False
    if term.kind != "advice":
        return True
    return advised(text, start, end, facts.parses([index])[index])


def assembled(needed: Iterable[str], scene: Scene) -> tuple[tuple[int, int], ...] | None:
    """Return where each need is met in the sentence, or None if one is not or they stand too far apart."""
    spans: list[tuple[int, int]] = []
    for need in needed:
        options = need.split("|")
        if need.startswith("!"):
            if need[1:] in scene.others:
                return None
            continue
        if any(o.startswith("#") and o[1:] in scene.around for o in options):
            continue
        if any(o.startswith("@") and holds(o[1:], scene) for o in options):
            continue
        places = [s for o in options for s in scene.cues.get(o, ()) if not any(a < s[1] and s[0] < b for a, b in spans)]
        places = places or [s for o in options for s in scene.cues.get(o, ())]
        if not places:
            return None
        spans.append(min(places, key=lambda s: abs(s[0] - spans[0][0])) if spans else places[0])
    low, high = min(a for a, _ in spans), max(b for _, b in spans)
    return tuple(spans) if high - low <= REACH else None


def holds(question: str, scene: Scene) -> bool:
    """Answer a question about the medicines and substances of the scene."""
    if question == "buprenorphine_or_waiver" and WAIVER.search(scene.text):
        return True
    return bool(answering(question, scene))


def answering(question: str, scene: Scene) -> tuple[str, ...]:
    """Return the ids of the scene that answer the question with yes."""
    if question == "acetaminophen_twice":
        held = [m for m in scene.own if HOLDS_ACETAMINOPHEN.fullmatch(m.surface)]
        again = any(m.id == "acetaminophen" and m not in held for m in scene.own)
        return ("acetaminophen",) if held and again else ()
    return matching(question, scene.named, scene.substances)


def subject_of(term: Term, scene: Scene) -> str:
    """Return the id that the danger is about, or "" where it is about none."""
    for need in needs(term):
        for option in need.split("|"):
            if option.startswith("@") and (found := answering(option[1:], scene)):
                return " and ".join(found[:2]) if option == "@interacting" else found[0]
    return ""
