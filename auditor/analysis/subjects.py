"""Say of which medicine, substance or illness a statement speaks; where that is open, say nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from auditor.analysis.clauses import clause_head, clause_words
from auditor.analysis.stems import stem
from auditor.analysis.substances import Mention
from auditor.analysis.syntax import Parse
from auditor.model import Kind, Page, Sentence

PRONOUN = re.compile(
    r"\b(?:it|its|them|(?:this|they)(?= (?:is|are|was|can|may|does|do|will|has|have|must|should)\b))\b", re.IGNORECASE
)
EMPTY_REACH = 60
EMPTY_IT = re.compile(
    r"\bit(?:[’']s| is| was| can be| may be| would be| remains| becomes)(?: \w+){0,2}? (?:important|possible|"
    r"safe|safer|fine|okay|ok|best|"
    r"necessary|crucial|essential|likely|clear|recommended|hard|easy|better|wise|vital|common|rare|unlikely|"
    r"dangerous|impossible|"
    r"uncommon|unusual|unsafe|advisable|critical|helpful|normal|true|worth|up|time|never too|difficult|known|"
    r"estimated|thought|"
    r"believed|considered|said|recommended)\b(?! by)",
    re.IGNORECASE,
)
"""The "it" of "it is important to", which stands for nothing."""

GENERAL_NOUN = (
    r"(?:drugs?|medicines?|medications?|substances?|tablets?|pills?|capsules?|sprays?|patch(?:es)?|shots?|"
    r"injections?|products?|"
    r"compounds?|herbs?|plants?|leaf|leaves|powders?|remed(?:y|ies)|agents?|opioids?|opiates?|stimulants?|"
    r"sedatives?|relaxants?|"
    r"benzodiazepines?|benzos?|depressants?|painkillers?|antidepressants?|anticonvulsants?|supplements?|"
    r"films?|strips?|implants?|"
    r"combination|prescription|dose|treatment|molecule|chemical|brew|hallucinogens?|psychedelics?|gum|"
    r"lozenges?|inhaler)"
)
DEFINITE = re.compile(
    rf"\b(?:the|this|that|these|those|your|such|both)\s(?!(?:two|three|four|other|others|same|combination|mix|mixture)\b)(?:[\w-]+\s){{0,2}}?{GENERAL_NOUN}\b",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(?:[’']s?)?[\s-]{1,3}(?:(?:use|physical|drug|psychological|acute|severe|mild|abrupt|protracted|chronic) )?$"
)
AFTER = re.compile(
    r"[\s,]{1,3}(?:(?:symptoms?|syndrome|effects?|occurs?|potential|liability) )?(?:to|on|upon|of|from|with|"
    r"off|for|by|in)\s(?:the |a |an |any |using |taking |use of |both |long-term |stopping )*"
)
AFTER_DIRECT = re.compile(r"\s(?:the |a |an |any |generic |both |use of |using )*")
WINDOW = 3
"""Sentences looked back for what "it" stands for."""

MAIN_SHARE = 0.6
"""A page is about a medicine that has at least this share of all mentions; below, "the drug" is left open."""

MAIN_MENTIONS = 3
POINTER_REACH = 40
SHORT = 3
PEOPLE = frozenset(
    "people person patients patient users user adults adult individuals individual someone anyone everyone "
    "teens teenagers children women "
    "men woman man mothers mother parents doctors doctor clinicians physicians researchers experts study "
    "studies research evidence fda dea "
    "family families friends members clients client others body brain symptoms symptom risk risks effects "
    "effect dose doses amount use time "
    "way part number case cases many most some thing things reason problem goal result page article guide "
    "section information years year "
    "week weeks day days month months half third percent form forms staff team teams counselors therapists "
    "nurses congress agency state "
    "states law laws government congress smokers drinkers smoker drinker those lot kind type step help care".split()
)
"""Heads of subjects that say nothing of what a statement is about."""

PEOPLE_PLURAL = frozenset({"they", "them", "these", "those", "both"})


@dataclass(frozen=True)
class Surroundings:
    """What a sentence may point back to: the names in the sentences of the page, and what the page is about."""

    page: Page
    sentences: Sequence[Sentence]
    mentions: Sequence[tuple[Mention, ...]]
    heading_names: Mapping[str, tuple[Mention, ...]]
    main: Mention | None
    order: Mapping[int, int]

    @staticmethod
    def of(
        page: Page,
        sentences: Sequence[Sentence],
        body: Sequence[int],
        mentions: Sequence[tuple[Mention, ...]],
        names: Mapping[str, tuple[Mention, ...]],
    ) -> Surroundings:
        """Gather them for the sentences `body`; `names` are those in headings, by the heading's text."""
        return Surroundings(
            page,
            sentences,
            mentions,
            names,
            main_name(body, sentences, page, mentions),
            {i: n for n, i in enumerate(body)},
        )


def main_name(
    body: Sequence[int], sentences: Sequence[Sentence], page: Page, mentions: Sequence[tuple[Mention, ...]]
) -> Mention | None:
    """Return the medicine or substance that the page is about, or None."""
    found = [m for i in body for m in mentions[i] if m.kind != "class"]
    others = [m for m in found if m.id != "alcohol"]
    found = others if len(others) * 2 >= len(found) else found
    counts = Counter(m.id for m in found)
    if not counts:
        return None
    ranked = counts.most_common(2)
    best, number = ranked[0]
    if len(counts) > 1 and (number < MAIN_MENTIONS or number / sum(counts.values()) < MAIN_SHARE):
        titled = {
            m.id
            for i in body
            if page.blocks[sentences[i].block].kind is Kind.HEADING and page.blocks[sentences[i].block].level <= 1
            for m in mentions[i]
        }
        if titled != {best}:
            return None
    return next(m for m in found if m.id == best)


def subjects_of(
    parse: Parse, text: str, index: int, cue: tuple[int, int], word: int, around: Surroundings,
    skip: Sequence[tuple[int, int]] = (), *, bound: bool = False, direct: bool = False, strict: bool = False,
) -> tuple[Mention, ...]:  # fmt: skip
    """Return who the cue speaks of, or nothing where that cannot be told.

    `skip` are ranges whose names are part of the question ("with alcohol"). `bound` asks for a name that hangs on
    the cue itself, `strict` for one that does or is the subject of the clause. `direct` lets a name right after the
    cue be its object ("approved naltrexone").
    """
    names = [m for m in around.mentions[index] if not any(a <= m.start < b for a, b in skip)]
    if not around.mentions[index] and not points(text, (0, len(text))):
        things = thing_of(parse, text, cue, word)
        if things or bound:
            return things
    attached = attached_name(text, cue, names, direct)
    if attached is not None:
        return (attached,)
    if attached_pointer(text, cue):
        return optional(look_back(index, cue[1], around, names))
    if bound:
        return ()
    head = clause_head(parse, word)
    subject = parse.subject(head)
    if subject is None and parse.deps[head] in {"advcl", "acl", "relcl", "xcomp", "pcomp"}:
        subject = parse.subject(clause_head(parse, parse.heads[head]))
    if subject is not None:
        if parse.tags[subject] in {"WDT", "WP"} and parse.deps[head] == "relcl":
            subject = parse.heads[head]
        low, high = parse.subtree(subject)
        span = (parse.starts[low], parse.starts[high - 1] + len(parse.words[high - 1]))
        if not span[0] <= cue[0] < span[1] or parse.deps[head] == "relcl":
            within = [m for m in names if span[0] <= m.start < span[1]]
            inside = leading([m for m in within if heads(parse, parse.at(m.start), subject)], text)
            if within and not inside:
                return ()
            if inside:
                return inside
            if points(text, span):
                return optional(look_back(index, span[0], around, names))
    if strict:
        return placed(parse, head, names)
    return nearest(parse, text, index, head, around, names)


PLACING = frozenset(
    "keep keeps kept put puts place places placed list lists listed classify classifies classified schedule rank ranks "
    "ranked class classes classed file files filed assign assigns assigned move moved moves count counts "
    "treat treats regards".split()
)
"""Verbs by which an authority makes something what it is: "the DEA keeps Lyrica in Schedule V"."""


def placed(parse: Parse, head: int, names: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the name that is the object of a verb of placing, whoever does it.

    A parser that does not know a name takes it for an adverb right behind the verb.
    """
    if parse.lower[head] not in PLACING:
        return ()
    behind = [k for k in parse.children(head, "dobj", "advmod", "npadvmod", "oprd") if k > head]
    objects = {m.id: m for m in names if parse.at(m.start) in behind}
    return tuple(objects.values()) if len(objects) == 1 else ()


def thing_of(parse: Parse, text: str, cue: tuple[int, int], word: int) -> tuple[Mention, ...]:
    """Return what a cue speaks of where no medicine is named: a noun that hangs on it, or the subject of the clause."""
    behind = AFTER.match(text, cue[1])
    if behind is not None:
        found = noun_at(parse, parse.at(behind.end()))
        if found is not None:
            return (found,)
    before = parse.at(max(0, cue[0] - 2))
    if cue[0] > 1 and parse.tags[before] in {"NN", "NNS", "NNP"} and parse.deps[before] in {"compound", "nmod"}:
        return optional(noun_at(parse, before))
    subject = parse.subject(clause_head(parse, word))
    if subject is None or cue[0] <= parse.starts[subject] < cue[1]:
        return ()
    return optional(noun_at(parse, subject))


def noun_at(parse: Parse, word: int) -> Mention | None:
    """Return the noun at a word as a thing that statements can be about; people and empty words are none."""
    while (
        word + 1 < len(parse.words)
        and parse.deps[word] in {"det", "amod", "compound", "poss"}
        and parse.heads[word] > word
    ):
        word = parse.heads[word]
    if not parse.tags[word].startswith("N") and not (
        parse.tags[word] == "VBG" and parse.deps[word] in {"pobj", "pcomp", "nsubj", "csubj"}
    ):
        return None
    low = parse.lower[word]
    if low in PEOPLE or DEFINITE.search(f"the {low}") or len(low) < SHORT:
        return None
    start = parse.starts[word]
    return Mention(start, start + len(parse.words[word]), f"~{stem(low)}", "thing", parse.words[word])


def optional(name: Mention | None) -> tuple[Mention, ...]:
    """Return the name as a tuple of one or none."""
    return (name,) if name is not None else ()


def nearest(
    parse: Parse, text: str, index: int, head: int, around: Surroundings, names: Sequence[Mention]
) -> tuple[Mention, ...]:
    """Return the only name of the clause, else of the sentence, else what a pointer of the clause stands for."""
    places = clause_words(parse, head)
    inside = [m for m in names if parse.at(m.start) in places]
    if len({m.id for m in inside}) == 1:
        return (inside[0],)
    if inside:
        return ()
    if len({m.id for m in names}) == 1:
        return (names[0],)
    if names or not places:
        return ()
    span = (parse.starts[places[0]], parse.starts[places[-1]] + len(parse.words[places[-1]]))
    return optional(look_back(index, span[1], around, names)) if points(text, span) else ()


TRANSPARENT = frozenset(
    "use uses using dose doses form forms class group type types kind brand misuse abuse effects effect "
    "withdrawal use-disorder half-life drug "
    "drugs medicine medication potency version amount amounts course name stopping quitting taking addiction "
    "combination tablet tablets "
    "share portion percentage majority fraction minority handful treatment therapy number all most some many "
    "none one any each users user people patients anyone person those capsule capsules pill pills mg mcg gram grams "
    "milligram milligrams ml glass glasses sip sips drop drops line lines puff puffs bottle box spray shot shots "
    "injection injections patch patches film films strip strips supply copy copies versions prescription".split()
)
"""Heads through which a subject is what they are of: "the use of baclofen", but not "the isomers of LSD"."""


def heads(parse: Parse, word: int, subject: int) -> bool:
    """Say whether the name at `word` is what the subject is about, and not only part of a phrase in it."""
    for _ in range(8):
        if word == subject:
            return True
        above = parse.heads[word]
        hangs = parse.deps[word] == "prep" and parse.lower[word] in {"of", "in", "from", "with", "for"}
        if hangs and parse.lower[above] not in TRANSPARENT and not parse.tags[above].startswith("V"):
            return False
        if above == word:
            return True
        word = above
    return True


def leading(names: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """Return the names of a subject: one, or several that are joined by "and", "or" or commas."""
    distinct: dict[str, Mention] = {}
    for m in names:
        distinct.setdefault(m.id, m)
    found = tuple(distinct.values())
    if len(found) < 2:
        return found
    between = [text[a.end : b.start] for a, b in pairwise(found)]
    if all(re.fullmatch(r"[\s,()]*(?:and|or|nor|as well as)?[\s,(]*", gap) for gap in between):
        return found
    return ()


def points(text: str, span: tuple[int, int]) -> bool:
    """Say whether words at `span` point back at something named before; "it is possible to" points at nothing."""
    part = EMPTY_IT.sub(" ", text[span[0] : span[1] + EMPTY_REACH])
    part = part[: span[1] - span[0]]
    return DEFINITE.search(part) is not None or PRONOUN.search(part) is not None


def attached_name(text: str, cue: tuple[int, int], names: Sequence[Mention], direct: bool) -> Mention | None:
    """Return the name that hangs on the cue itself: "baclofen withdrawal", "addicted to baclofen"."""
    for m in names:
        if m.end <= cue[0] and BEFORE.fullmatch(text, m.end, cue[0]):
            return m
    for m in names:
        if cue[0] <= m.start and m.end <= cue[1]:
            return m
        if m.start >= cue[1] and (
            AFTER.fullmatch(text, cue[1], m.start) or (direct and AFTER_DIRECT.fullmatch(text, cue[1], m.start))
        ):
            return m
    return None


def attached_pointer(text: str, cue: tuple[int, int]) -> bool:
    """Say whether the cue is followed by a pointer: "addicted to it", "withdrawal from the drug"."""
    m = AFTER.match(text, cue[1])
    if m is None:
        return False
    if re.match(r"(?:it|them)\b", text[m.end() :], re.IGNORECASE):
        return True
    found = DEFINITE.search(text, cue[1], min(len(text), m.end() + POINTER_REACH))
    return found is not None and found.start() <= m.end()


def look_back(index: int, offset: int, around: Surroundings, names: Sequence[Mention]) -> Mention | None:
    """Return what a pointer at `offset` of the sentence stands for."""
    before = [m for m in names if m.end <= offset]
    if len({m.id for m in before}) == 1:
        return before[0]
    if before:
        return before[0] if before[0].start < 12 else None
    page, block = around.page, around.sentences[index].block
    heading = page.blocks[block].anchor.heading
    position = around.order.get(index)
    if position is None:
        return around.main
    body = list(around.order)
    for back in range(1, WINDOW + 1):
        if position - back < 0:
            break
        other = body[position - back]
        other_block = page.blocks[around.sentences[other].block]
        found = around.mentions[other]
        if found:
            chosen = chief(found, around.sentences[other].text)
            if chosen is not None:
                return chosen
            return around.main if around.main is not None and around.main.id in {m.id for m in found} else None
        if other_block.kind is Kind.HEADING:
            break
    named = around.heading_names.get(heading or "", ())
    if len({m.id for m in named}) == 1:
        return named[0]
    return around.main


def chief(found: Sequence[Mention], text: str) -> Mention | None:
    """Return the name that a sentence is about: the only one, or the one it begins with."""
    if len({m.id for m in found}) == 1:
        return found[0]
    others = [m for m in found if m.id != "alcohol"]
    if len({m.id for m in others}) == 1:
        return others[0]
    first = found[0]
    return (
        first
        if not text[: first.start].strip(" \t“\"'(")
        or re.fullmatch(r"\W*(?:the|a|an|both|like|some)?\s*", text[: first.start], re.IGNORECASE)
        else None
    )
