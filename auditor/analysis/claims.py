"""Find the sentences that assert a medical or public-health fact, and of what kind each is.

The form is asked first (headings, questions, references and fragments of a word or two are no claims), then the words,
then, where these leave it open, the syntax. The answer is weighed by `claim_model`; what it is weighed on is in
`claim_features`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.analysis.claim_features import (
    PHONE,
    Features,
    Signs,
    context_features,
    read_signs,
    stem_features,
    surface_features,
    syntax_features,
)
from auditor.analysis.claim_model import Model, load_model
from auditor.analysis.completeness import FINITE, is_link_list
from auditor.model import Citation, Kind, Page, Sentence, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

ASSERTING = (
    "contraindication", "interaction", "statistic", "comparison", "status", "dose", "mechanism", "efficacy", "cause", "risk",
)  # fmt: skip
"""Kinds of claim, the most specific first: a sentence that shows signs of several is of the first of them."""

WEAKER: Mapping[str, str] = {"burden": "risk", "help": "efficacy", "frequency": "statistic"}
BY_TERM: Mapping[str, str] = {"symptom": "risk", "condition": "risk", "body": "mechanism", "use": "risk"}
"""What a claim is about if no word of an asserting kind stands in it."""

APART = frozenset({Kind.HEADING, Kind.CODE, Kind.CAPTION, Kind.FOOTNOTE, Kind.TERM})
LISTED = frozenset({Kind.ITEM, Kind.CELL})
FEWEST_WORDS = 4
FEWEST_LISTED = 3
"""A list item has its subject from the stem, so that fewer words of its own make a claim."""

MYTH = re.compile(r"^\W*(?:myth|belief|misconception|false|claim|rumou?r)\b\W*(?:#?\d+)?\s?[:–—-]", re.IGNORECASE)
QUESTION = re.compile(r"\?[”\"’)\s]{0,4}$")
SAFETY = re.compile(
    r"\b(?:never|do not|don['’]t|should not|shouldn['’]t|must not|avoid|not safe to|dangerous to|without first)\b[^.;]{0,60}"
    r"\b(?:stop|quit|discontinu|abrupt|cold turkey|mix|combin|driv|operat|shar|alone|doubl|extra|skip|chang\w+ (?:the|your)|"
    r"on (?:your|their) own|inject|crush)",
    re.IGNORECASE,
)
"""A warning: it may lack a source, but a finding would make an editor delete it."""

NOUNS = (
    r"(?:substances?|drugs?|medications?|medicines?|class(?:es)?|groups?|types?|forms?|kinds?|conditions?|process(?:es)?|products?|"
    r"names?|terms?|way|units?|measures?|tools?|agents?|compounds?|chemicals?|plants?|herbs?|programs?|methods?|people|person|places?|"
    r"return|state|set|record|list|plan|opioids?|opiates?|stimulants?|depressants?|sedatives?|hallucinogens?|psychedelics?|"
    r"benzodiazepines?|barbiturates?|antidepressants?|antipsychotics?|anticonvulsants?|relaxants?|antagonists?|agonists?|steroids?|"
    r"inhalants?|tranquili[sz]ers?|painkillers?|analgesics?|dissociatives?|narcotics?)"
)
DEFINING = re.compile(
    rf"^\W{{0,2}}(?:an?|any) (?:[\w’'-]{{1,30}} ){{1,4}}(?:is|are) (?:an?|the|any|one|when) (?:[\w-]{{1,30}},? ){{0,3}}{NOUNS}\b"
    r"|^\W{0,2}(?:[\w’'()-]{1,30},? ){1,4}(?:is|are) (?:what|when|where|how)\b"
    r"|^\W{0,2}(?:[\w’'()-]{1,30} ){1,4}(?:is|are) (?:the|an?) (?:[\w-]{1,20} )?(?:sets?|names?|terms?|words?|practice|act|need|urge|desire|feeling|"
    r"ability|time|amount|method|group|class|family|category|length|period|slip|measure) (?:of|for|that|in which|when|where|to|it|used)\b"
    r"|^\W{0,2}(?!(?:this|it|that|these|they|which) )(?:[\w’'()-]{1,30} ){1,5}(?:means?|refers? to|stands for|is short for)\b",
    re.IGNORECASE,
)
"""An agonist is a substance that …; X is a sedative.; Detox means …: what a word means, and nothing that happens."""

CLASSING = re.compile(
    rf"^\W{{0,2}}(?:[\w’'()-]{{1,30}},? ){{1,8}}(?:is|are) (?:an?|the|any|one of the)? ?(?:[\w-]{{1,30}},? ){{0,4}}{NOUNS}\W{{0,3}}$"
    r"|\b(?:comes?|is sold|are sold|is given|are given|is available|are available) (?:as|in|by)\b"
    r"|^\W{0,2}(?!(?:this|it|that|these|they|which|others) )(?:[\w’'(),-]{1,30} ){1,6}(?:include|includes|covers|cover|consists? of|comprise)\b",
    re.IGNORECASE,
)
"""X is a sedative. Y comes as a patch. Z includes A and B.: a class, its forms, its members."""

NAMING = re.compile(
    r"\b(?:is|are|was|were) (?:(?:also|often|commonly|sometimes|usually|generally|better|what|collectively) ){0,3}(?:called|known as|"
    r"referred to as|termed|named|nicknamed|defined as|made (?:by|from|of|up of)|short for)\b",
    re.IGNORECASE,
)
TOPIC = re.compile(r"^\W{0,3}(?:how|what|why|when|where|who|which|whether|is|are|can|does|do)\b", re.IGNORECASE)
"""How the title of another page begins, in a list of links."""

SUBJECT_MATTER = re.compile(
    r"^\W{0,3}(?:the |common |main |long-term |short-term |possible ){0,2}(?:(?:side )?effects?|roles?|treatments?|signs|symptoms|types|benefits|risks|causes|"
    r"stages|history|overview|importance|use|dangers|prevention|management|diagnosis|epidemiology) (?:of|for|in)\b",
    re.IGNORECASE,
)
"""How a topic begins that only names what is spoken of; with a finite verb after it, it is a sentence."""

NOUN_USE = re.compile(r"\b(?:use|used)\b(?= disorder)|(?<=drug )use|(?<=alcohol )use|(?<=substance )use|(?<=opioid )use", re.IGNORECASE)

ASIDE_STEM = re.compile(
    r"\b(?:in this|this (?:page|guide|article|section|leaflet|chapter|handout) (?:covers|explains|answers|has|shows)|you(?:[’']ll| will) (?:find|learn)|topics|read more|"
    r"related|see also|questions|ask (?:your|the|about)|tell your|call (?:your|us|911|the)|talk (?:to|with)|contact|see (?:your|a) doctor|get help|seek|"
    r"go to the|bring|pack|remember to|make sure|try|tips|steps|follow these|do the following|your (?:plan|visit|stay|day)|we (?:offer|provide|treat|accept)|"
    r"our (?:program|services|team|staff|center|clinic)|services include|programs? (?:may )?(?:include|provide|offer)s?|to qualify|you (?:may|can) (?:qualify|apply))\b",
    re.IGNORECASE,
)
"""What introduces a list of topics, of advice or of services."""

GLOSS = re.compile(r"^\W{0,2}(?:an?|the|any|when|to)\b", re.IGNORECASE)
"""How the explanation of a term in a glossary begins."""

STORY = re.compile(
    r"^\W{0,2}[A-Z][a-z’'-]+ (?:[a-z]{2,12}ed|drank|took|felt|went|was|had|began|woke|lost|found|told|said|came|got|kept|knew|thought|left)\b"
    r"[^.;]{0,200}\b(?:his|her|hers|him|he|she)\b"
    r"|^\W{0,2}(?:When|After|Once|Before|Since|Until) (?:[A-Z][a-z’'-]+ (?!(?:is|are|was|were|use|misuse|withdrawal|levels|can|may)\b)[a-z]{2,14},?|[a-z]+ing [A-Z][a-z]+,?) "
    r"[^.;]{0,60}\b(?:his|her|he|she)\b"
)
"""Somebody's story: a first name, a verb in the past, and "his" or "her"."""

TELLER = re.compile(
    r"(?<!schedule )(?<!type )(?<!phase )(?<!class )(?<!stage )(?<!part )(?<!bipolar )(?<!level )(?<!step )\bI(?:[’'](?:m|ve|d|ll))?\b(?! and II)|"
    r"\b(?i:me|my|mine|myself)\b"
)
"""Words of someone who tells of himself."""

ABOUT_ONE = re.compile(r"^\W{0,3}(?:he|she|his|her)\b(?! or )", re.IGNORECASE)
SUPPOSING = re.compile(r"^\W{0,3}(?:suppose|imagine|picture|pretend|let[’']s say|say you|what if)\b", re.IGNORECASE)
BELIEF = re.compile(
    r"^\W{0,3}(?:some|many|most|a lot of|plenty of|lots of|few) (?:people|folks|parents|teens|families|others)\b[^,;.]{0,24}\b(?:think|thinks|believe|assume|"
    r"worry|fear|wonder|say)\b(?!.*\bbut\b)|\b(?:it is|it[’']s|there is|a common|another|another common|one|this is a) (?:common |popular |widespread |old )?"
    r"(?:myth|misconception|false belief|rumou?r)\b|^\W{0,3}you may have heard\b",
    re.IGNORECASE,
)
"""What people are said to think, and no more."""

DIRECTIVE = re.compile(r"^\W{0,3}(?:please )?(?:never|do not|don[’']t|avoid|always)\b", re.IGNORECASE)
HARMS = frozenset({"risk", "interaction", "cause", "contraindication"})

HOUSE = re.compile(r"^\W{0,3}(?:our|we|we[’']re|we[’']ve|here at|at [A-Z][^,.;]{1,60}, (?:we|our))\b", re.IGNORECASE)
"""Who speaks of himself describes a service."""

FRAMING = re.compile(
    r"^\W{0,3}(?:here(?: are|[’']s| is)|below (?:are|is)|(?:but |and )?there are (?:also )?(?:many|several|various|different|a few|a number of|plenty of|"
    r"some|other|lots of|two|three|four|five) (?:\w+ ){0,2}(?:ways?|types?|kinds?|options?|reasons?|things|steps|factors|resources|programs?|methods?|"
    r"questions|choices|approaches|signs)\b|(?:understanding|recogni[sz]ing|knowing|learning|identifying)\b[^.;]{0,160}\b(?:can|is|are|will|may)\b|"
    r"the (?:term|word|name)\b|(?:scientists|researchers|experts|doctors) are (?:now |still |also )?(?:studying|looking|testing|investigating|trying|exploring)\b|"
    r"more research\b|(?:both |all )?(?:parents|families|you|teens|people|everyone)(?: \w+){0,3} (?:need|needs|have|ought) to (?:know|understand|"
    r"be aware)|(?:in other words|that[’']s why|remember))",
    re.IGNORECASE,
)
"""How a text speaks of itself, of words, or of what one should know."""

EVENTFUL = ("statistic", "comparison", "efficacy", "cause", "status", "interaction", "contraindication")
"""Kinds of words that no bare definition has."""

TRAILER = re.compile(
    r",? (?:as|like) (?:we |I )?(?:(?:have |has )?(?:explained|described|discussed|mentioned|noted|said|covered|written|wrote|shown|outlined|seen|"
    r"explain|describe|discuss|show|saw))\b[^.;:,]{0,60}(?=[.;,]|\W*$)|\((?:see|read|learn)\b[^()]{0,80}\)",
    re.IGNORECASE,
)
"""A pointer to another page at the end of a claim; it must not make navigation of it."""

ALARM = re.compile(
    r"\b(?:call|dial|text) (?:911|988|999|112|poison control|your doctor (?:right away|at once|immediately)|an ambulance|emergency)|"
    r"\bget (?:emergency|medical) help|\bseek (?:emergency|immediate)|\bemergency (?:room|department|services)\b",
    re.IGNORECASE,
)
MEMBERS = 2
"""Substances named in a list of the members of a class."""

NEAR_HELP = 600
"""Characters; in a longer paragraph the call for help speaks of one sentence and not of all."""

MARKS = frozenset({"numeric", "superscript", "footnote", "identifier", "author-year"})
GLUED_DIGITS = re.compile(r"\d[\d,;–—\s-]*$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be a claim: its words without citation marks, its signs, and what shows without a parse."""

    sentence: int
    text: str
    signs: Signs
    surface: Features


@dataclass(frozen=True, slots=True)
class Assertion:
    """A sentence judged to be a claim, before its support is known; `score` is the model's probability."""

    sentence: int
    kind: str
    score: float
    safety: bool


def find_assertions(facts: Analysis) -> tuple[Assertion, ...]:
    """Return the claims of the main text, in order of place."""
    model = load_model()
    candidates = find_candidates(facts)
    first = {c.sentence: model.probability("surface", c.surface) for c in candidates}
    placed = {c.sentence: c.surface | surroundings(facts, c, first) for c in candidates}
    scores = {i: model.probability("placed", features) for i, features in placed.items()}
    doubtful = [c for c in candidates if model.low <= scores[c.sentence] <= model.high]
    parses = facts.parses([c.sentence for c in doubtful])
    for c in doubtful:
        parse = parses[c.sentence]
        if parse is not None:
            features = placed[c.sentence] | syntax_features(parse, c.signs)
            scores[c.sentence] = model.probability("parsed", features)
    return tuple(assertion(facts, c, scores[c.sentence]) for c in candidates if is_claim(c, scores[c.sentence], model))


def is_claim(c: Candidate, score: float, model: Model) -> bool:
    """Say whether a candidate with this score is a claim; what a word means is none, however medical the words."""
    if score < model.threshold:
        return False
    if any(p.match(c.text) for p in (HOUSE, FRAMING, STORY, SUPPOSING)) or BELIEF.search(c.text):
        return False
    if PHONE.search(c.text):
        return False
    if TELLER.search(c.text) or (ABOUT_ONE.match(c.text) and not c.signs.has("vague")):
        return False
    if DEFINING.match(c.text):
        return False
    plain = not c.signs.has(*EVENTFUL) and not any(k.isdigit() for k in c.text)
    if plain and CLASSING.search(c.text):
        if len(c.signs.terms.get("substance", ())) >= MEMBERS:
            return False
        return c.signs.has("risk") or bool({"symptom", "body", "condition", "feeling"} & c.signs.terms.keys())
    return not (plain and NAMING.search(c.text))


def assertion(facts: Analysis, c: Candidate, score: float) -> Assertion:
    """Return the candidate as a claim; a warning is one that tells what not to do, or stands beside a call for help."""
    warning = SAFETY.search(c.text) is not None
    if not warning and c.signs.has("risk"):
        block = facts.page.blocks[facts.sentences[c.sentence].block]
        warning = len(block.span) <= NEAR_HELP and ALARM.search(facts.page.quote(block.span)) is not None
    kind = kind_of(c.signs)
    if not warning and (kind in HARMS or c.signs.has("risk", "cause") or {"condition", "symptom"} & c.signs.terms.keys()):
        warning = any(DIRECTIVE.match(facts.sentences[i].text) for i in beside(facts, c.sentence))
    return Assertion(c.sentence, kind, score, warning)


def beside(facts: Analysis, index: int) -> list[int]:
    """Return the sentences before and after one in its block."""
    block = facts.sentences[index].block
    near = (index - 1, index + 1)
    return [i for i in near if 0 <= i < len(facts.sentences) and facts.sentences[i].block == block]


def kind_of(signs: Signs) -> str:
    """Return the kind of claim that the words of a sentence show."""
    for kind in ASSERTING:
        if signs.has(kind):
            return kind
    for kind, stands_for in WEAKER.items():
        if signs.has(kind):
            return stands_for
    return next((kind for term, kind in BY_TERM.items() if term in signs.terms), "efficacy")


def find_candidates(facts: Analysis) -> list[Candidate]:
    """Return the sentences of the main text whose form allows a claim, with their signs."""
    page, sentences, lexicon = facts.page, facts.sentences, facts.resources.lexicons["claims"]
    marks: dict[int, list[Span]] = {}
    for citation in facts.citations:
        if citation.kind in MARKS or "://" in citation.label:
            marks.setdefault(citation.sentence, []).append(mark_itself(page, citation))
    stray = facts.references.stray
    found = []
    for index in facts.main:
        sentence = sentences[index]
        if not has_form(page, sentence) or sentence.block in facts.references.blocks:
            continue
        if any(s.start < sentence.span.end and sentence.span.start < s.end for s in stray):
            continue
        text = TRAILER.sub("", without(sentence, marks.get(index, ())))
        signs = read_signs(text, lexicon, (m.surface.lower() for m in facts.mentions[index]))
        block = page.blocks[sentence.block]
        found.append(Candidate(index, text, signs, surface_features(text, signs, block.kind, sentence.complete)))
    return found


def mark_itself(page: Page, citation: Citation) -> Span:
    """Return the characters of a mark without the word that a flattened superscript is glued to."""
    quote = page.quote(citation.span)
    digits = GLUED_DIGITS.search(quote)
    if citation.kind == "superscript" and digits and digits.start() > 0:
        return Span(citation.span.start + digits.start(), citation.span.end)
    return citation.span


def without(sentence: Sentence, marks: Sequence[Span]) -> str:
    """Return the words of a sentence without its citation marks."""
    out, place = [], sentence.span.start
    for mark in sorted(set(marks)):
        if place <= mark.start and mark.end <= sentence.span.end:
            out.append(sentence.text[place - sentence.span.start : mark.start - sentence.span.start])
            place = mark.end
    return "".join((*out, sentence.text[place - sentence.span.start :])) if out else sentence.text


def has_form(page: Page, sentence: Sentence) -> bool:
    """Say whether a sentence has the form of a statement: no heading, question, myth, or fragment of a word or two."""
    block = page.blocks[sentence.block]
    if block.kind in APART or block.header_cell:
        return False
    before = page.blocks[sentence.block - 1].kind if sentence.block else None
    if before is Kind.TERM and sentence.span.start == block.span.start and GLOSS.match(sentence.text):
        return False
    listed = block.kind in LISTED
    if not sentence.complete and (TOPIC.match(sentence.text) or is_link_list(page, block, [k.span.start for k in page.links])):
        return False
    if listed and block.stem is not None and ASIDE_STEM.search(page.quote(page.blocks[block.stem].span)[-300:]):
        return False
    if SUBJECT_MATTER.match(sentence.text) and not FINITE.search(NOUN_USE.sub("", sentence.text)):
        return False
    words = len(sentence.text.split())
    if words < (FEWEST_LISTED if listed else FEWEST_WORDS) or not (sentence.complete or listed or sentence.text.rstrip().endswith(":")):
        return False
    return not QUESTION.search(sentence.text) and not MYTH.match(sentence.text)


def surroundings(facts: Analysis, c: Candidate, first: Mapping[int, float]) -> Features:
    """Return what stands around a candidate: its neighbours in the paragraph or list, and the stem of the list."""
    block = facts.page.blocks[facts.sentences[c.sentence].block]

    def near(index: int) -> float | None:
        if index not in first:
            return None
        other = facts.page.blocks[facts.sentences[index].block]
        together = other is block or (block.group is not None and other.group == block.group)
        return first[index] if together else None

    out = context_features(near(c.sentence - 1), near(c.sentence + 1), near(c.sentence - 2), near(c.sentence + 2))
    if block.stem is not None:
        stem = facts.page.quote(facts.page.blocks[block.stem].span)
        out |= stem_features(read_signs(stem[-400:], facts.resources.lexicons["claims"], ()))
    return out
