"""Find stigmatizing words, except where they are quoted, part of a name, self-chosen, technical or only mentioned."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from auditor.analysis.word_mentions import listed_term, mentioned
from auditor.lexicon import Hit, Term
from auditor.model import Kind, Sentence, Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

IN_CONTEXT = "in context"
GATE = re.compile(
    r"addict|alcoholi|abus|\busers?\b|junk|crack|drug|tweak|dope|fiend|head|popper|stoner|wino|"
    r"booze|drunk|whore|freak|habit|clean|dirty|born|"
    r"bab(?:y|ies)|replacement|substitut|strung|suicide|drinker|lush|wagon|sauce|mentally|crazy|\bvices?\b",
    re.I,
)
"""One search that most sentences do not pass; every pattern of the lexicon holds one of these pieces."""

SUBSTANCE = re.compile(
    r"\b(?:drugs?|substances?|alcohol|drinking|opioids?|opiates?|medications?|medicines?|pills?|"
    r"heroin|cocaine|meth|prescri\w+|\w*killers?|tablets?|sedatives?|tranquil\w+|stimulants?|inhalants?|steroids?|"
    r"addict\w*|intoxicat\w+|overdos\w+|dose|doses|high|euphori\w+|withdrawal|dependence)\b",
    re.I,
)
QUOTE = re.compile(
    r"“[^“”]{1,600}”|(?<![\w\"])\"[^\"]{1,600}\"(?!\w)|(?<![\w’'])[‘'](?=\w)[^‘’'\n]{1,60}[’'](?!\w)|«[^«»]{1,600}»"
)
SELF = re.compile(
    r"\b(?:I|we)(?:\s+(?:am|was|was once|used to be|became|have been|had been|will always be|were|"
    r"are)|[’']m|[’']ve been|[’']re)\b[^.;!?]{0,40}$|"
    r"\b(?:I|we)\s+(?:\w+\s+){0,3}?(?:got|get|stay|stayed|became|become|called?|consider|considered|"
    r"got myself|am staying|have stayed|have been|been)\b[^.;!?]{0,30}$|"
    r"\b(?:call(?:ing|ed)?|consider(?:ing|ed)?|describ(?:e|ing|ed)) (?:myself|ourselves)\b[^.;!?]{0,30}$|"
    r"\bmy\s+(?:own |first |new |early )?$|\b(?:us|we|fellow) $|\b(?:as|like) an?\s+(?:\w+\s+){0,2}?$",
    re.I,
)
AS_SELF = re.compile(r"\b(?:I|my|me|myself)\b", re.I)
OFFICIAL = re.compile(
    r"\b(?:DSM|ICD|ICD-1[01]|DSM-?(?:IV|III|4)|diagnostic code|code [A-Z]\d\d|CPT|billing code|"
    r"MeSH|boxed warning|label(?:l?ing)?|prescribing information)\b"
)
CAPITAL = re.compile(r"[A-Z][\w’'.&-]*")
JOINING = r"(?:\s+(?:of|on|for|and|the|in|to|&|a|an|with|/|–|-))*\s+"
BODY = re.compile(
    r"\b(?:Centers?|Centres?|Institutes?|Administration|Council|Office|Offices|Association|Society|"
    r"Act|Journal|Department|Division|Bureau|Coalition|Anonymous|Foundation|Commission|Academy|"
    r"Alliance|Agency|"
    r"Counselors?|Counsellors?|Specialists?|Professionals?|Services?|Authority|Board|Committee|"
    r"Network|Program|Programme|Grant|Initiative|Survey|Hotline|Helpline|Warning|Prevention|Treatment "
    r"Improvement|Unit|Clinic|Hospital|Month|Week|Day|Report|Review|Handbook|Manual|Guide|Scale|"
    r"Test|Inventory|Checklist|Screening|Partnership|Project|Fund|Quarterly|Letter|Administration|"
    r"Conference|Congress|Education|Resistance|Archive|Library|Policy|Control|Law|Court|Courts|"
    r"Conference)\b"
)
VICTIM = re.compile(
    r"\b(?:child(?:ren|hood)?|wom[ae]n|partners?|spouses?|wife|wives|husbands?|home|survivors?|"
    r"victims?|trauma\w*|violen\w+|neglect\w*|assault\w*|sexual\w*|physical abuse|emotional|verbal|"
    r"domestic|"
    r"parents?|fathers?|mothers?|relationships?|abusers?|bull(?:y|ied|ying)|shelters?|harass\w+|"
    r"rape\w*|elder\w*|step(?:father|mother|dad|mum|mom|parent|brother)s?|"
    r"uncles?|suffered|endured|inflicted|at the hands of|caregivers?|foster|protective services)\b",
    re.I,
)
"""Words that make a bare "abuse" one of persons."""

ABUSED_SUBSTANCE = re.compile(
    r"\babus(?:e|ed|es|ing)\b(?:\s+of)?\s+(?:\w+\s+){0,2}?(?:drugs?|substances?|alcohol|opioids?|"
    r"opiates?|medications?|medicines?|pills?|it\b)",
    re.I,
)
CLEANABLE = re.compile(
    r"(?:^|\b)(?:I|he|she|they|we|you|who|someone|anyone|everyone|nobody|somebody|person|people|"
    r"patients?|clients?|members?|participants?|men|women|man|woman|sons?|daughters?|husband|wife|"
    r"brother|sister|mother|father|"
    r"mom|dad|friends?|mothers?|fathers?|parents?|teens?|addicts?|alcoholics?|users?|veterans?|"
    r"athletes?|residents?|guys?|loved ones?|to|by|and|or|ever|never|finally|not|n[’']t|ve|has|"
    r"have|had|been|can|could|will|would|may|might|must|should|now|still|"
    r"after|before|while|once|when|since|but|than|for|into|of|from|about|in|him|her|them|me|us|yourself|himself|"
    r"herself|themselves|myself|out|[A-Z][a-z]+|[’']s|[’']re|[’']m|[’']ve|[’']d|[’']ll)\W*$"
)
"""What stands before "is clean" when it is said of a person; a wound or a room stands there otherwise."""

THING = re.compile(
    r"\b(?:wounds?|skin|areas?|hands?|fingers?|teeth|mouth|needles?|syringes?|equipment|works|"
    r"water|rooms?|houses?|homes?|apartments?|kitchens?|surfaces?|floors?|clothes|clothing|sheets?|"
    r"bedding|sites?|gear|cookers?|filters?|pipes?|"
    r"tips?|air|linen|bottles?|environment|cars?|parks?|streets?|bathrooms?|spaces?|stumps?|cord|"
    r"dressings?|tools?|records?|slate|energy|bill|diet|eating|facilit(?:y|ies)|beds?|dishes|clinic|"
    r"offices?|van|shelter|yard|beach|pool|laundry|catheter|tubes?|ports?|masks?)\b[^.;!?]{0,30}$",
    re.I,
)
TITLED = re.compile(
    r"\b(?:film|movie|book|memoir|novel|song|album|show|series|documentary|podcast|play|magazine|"
    r"band|titled|called|named|entitled)\W+(?:the\W+)?$",
    re.I,
)
BARE_BEFORE = re.compile(r"(?:^|\s)(?!(?:a|an|the|this|that|every|another|no|one|my|your|his|her)\s)[a-z]+\s$")
"""A small word before a capital that is no article."""

NEARBY = 40
"""Characters on either side in which a word of washing tells that "clean" is said of a thing."""

HYGIENE = re.compile(
    r"\b(?:shower\w*|bath\w*|wash\w*|hygiene|laundry|soap|clothes|dust\w*|tidy|mop\w*|scrub\w*|"
    r"groom\w*)\b",
    re.I,
)
TESTED = re.compile(
    r"\b(?:urine|UAs?|drugs?|screens?|toxicology|probation|parole|opioids?|opiates?|cocaine|heroin|"
    r"fentanyl|methadone|sober|sobriety|recovery|treatment|alcohol|employees?|athletes?)\b",
    re.I,
)
USING_PRODUCT = re.compile(
    r"\b(?:patch(?:es)?|lozenges?|gum|inhalers?|sprays?|devices?|products?|apps?|sites?|website|"
    r"kits?|labels?|software|platforms?|accounts?|passwords?|log ?in|pens?|pumps?|wearables?|"
    r"forum|dispensers?|trackers?|monitors?|machines?|meters?)\b",
    re.I,
)
LICENSED = re.compile(
    r"\b(?:licensed|certified|registered|credentialed|state-certified|board-certified)\s+(?:\w+\s+){0,2}$", re.I
)
OFFICE = re.compile(
    r"\s+(?:counsel(?:l)?ors?|professionals?|specialists?|technicians?|clinicians?|social workers?)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Stigma:
    """A stigmatizing term and every place of it in the author's own words, in order."""

    term: Term
    spans: tuple[Span, ...]


def find_stigma(facts: Analysis) -> tuple[Stigma, ...]:
    """Return the stigmatizing terms of the main text, in order of first place."""
    found: dict[str, list[Span]] = {}
    for sentence, hit in places(facts):
        span = Span(sentence.span.start + hit.start, sentence.span.start + hit.end)
        found.setdefault(hit.term.id, []).append(span)
    lexicon = facts.resources.lexicons["language"]
    return tuple(Stigma(t, tuple(v)) for k, v in found.items() if lexicon.seen(t := lexicon.by_id[k]))


def places(facts: Analysis) -> Iterator[tuple[Sentence, Hit]]:
    """Yield every place of a term that no exemption covers."""
    lexicon = facts.resources.lexicons["language"]
    stray = facts.references.stray
    previous: Sentence | None = None
    for i in facts.main:
        sentence = facts.sentences[i]
        block = facts.page.blocks[sentence.block]
        before, previous = previous, sentence
        if (
            not GATE.search(sentence.text)
            or block.kind in {Kind.CODE, Kind.QUOTE}
            or sentence.block in facts.references.blocks
        ):
            continue
        if any(s.start < sentence.span.end and sentence.span.start < s.end for s in stray):
            continue
        hits = list(lexicon.find(sentence.text))
        if not hits:
            continue
        quoted = quotations(facts.page.text, block.span, sentence.span)
        for hit in hits:
            if hit.term.note == IN_CONTEXT and not in_context(facts, i, before):
                continue
            around = " ".join(
                (facts.page.title, block.anchor.heading or "", before.text if before else "", sentence.text)
            )
            if listed_term(facts, sentence, block) or misread(sentence.text, hit, around):
                continue
            if not exempt(sentence.text, hit, quoted, block.kind):
                yield sentence, hit


def misread(text: str, hit: Hit, around: str) -> bool:
    """Say whether the word means something else here: abuse of a person, a clean room, a book.

    `around` is the sentence with the one before it and the headings above.
    """
    before, after = text[: hit.start], text[hit.end :]
    if hit.text[:1].isupper() and (TITLED.search(before) or is_title(before, hit)):
        return True
    if hit.term.id == "substance-abuse":
        return LICENSED.search(before) is not None and OFFICE.match(after) is not None
    if hit.term.id == "bare-user":
        return USING_PRODUCT.search(text) is not None
    if hit.term.id == "test-result":
        return TESTED.search(around) is None
    if hit.term.id == "clean":
        return about_things(text, before, hit.text)
    if hit.term.id != "abuse" or hit.text.lower().endswith("of abuse"):
        return False
    return VICTIM.search(text) is not None and ABUSED_SUBSTANCE.search(text) is None


def is_title(before: str, hit: Hit) -> bool:
    """Say whether a label for a person stands in the singular with a capital and no article in a sentence: a book."""
    return (
        hit.term.kind == "person"
        and before.strip() != ""
        and hit.text[-1:].lower() != "s"
        and BARE_BEFORE.search(before) is not None
    )


def about_things(text: str, before: str, words: str) -> bool:
    """Say whether "clean" is said of a wound, a room or washing, and not of a person."""
    if HYGIENE.search(text, max(0, len(before) - NEARBY), len(before) + NEARBY) or THING.search(before):
        return True
    copula = re.match(r"clean|sober|years?|months?|weeks?|days?", words, re.I) is None
    return copula and before.strip() != "" and CLEANABLE.search(before) is None


def in_context(facts: Analysis, index: int, before: Sentence | None) -> bool:
    """Say whether the sentence, or the one before it in the same block, speaks of a substance."""
    sentence = facts.sentences[index]
    if facts.mentions[index] or SUBSTANCE.search(sentence.text):
        return True
    return before is not None and before.block == sentence.block and SUBSTANCE.search(before.text) is not None


def quotations(text: str, block: Span, sentence: Span) -> list[tuple[int, int]]:
    """Return the quoted stretches that reach into a sentence of a block, counted from the sentence's start."""
    stretches = quoted_stretches(text, block.start, block.end)
    at = bisect_right(stretches, sentence.start, key=lambda s: s[1])
    reaching = takewhile(lambda s: s[0] < sentence.end, (stretches[i] for i in range(at, len(stretches))))
    return [(a - sentence.start, b - sentence.start) for a, b in reaching]


@lru_cache(maxsize=64)
def quoted_stretches(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    """Return the quoted stretches in a part of the text, in order; remembered, since each of its sentences asks."""
    return [m.span() for m in QUOTE.finditer(text, start, end)]


def exempt(text: str, hit: Hit, quoted: list[tuple[int, int]], kind: Kind) -> bool:
    """Say whether the words are right where they stand."""
    before, after = text[: hit.start], text[hit.end :]
    if any(a <= hit.start and hit.end <= b for a, b in quoted):
        return True
    if re.search(r"[\w.-]*[@/][\w.-]*$|\bwww\.\S*$", before) or re.match(r"[\w-]*(?:\.(?:com|org|gov|net)|/|@)", after):
        return True
    if is_name(text, hit, kind) or self_described(before, after, hit):
        return True
    if mentioned(text, before, after, hit):
        return True
    return hit.term.kind == "condition" and OFFICIAL.search(text) is not None


def self_described(before: str, after: str, hit: Hit) -> bool:
    """Say whether somebody speaks of himself: "I am an addict", "my clean date", "as addicts, we …"."""
    if hit.term.kind not in {"person", "state"}:
        return False
    if re.match(r"(?:\s+(?:ourselves|myself))?,\s*(?:we|I|myself|ourselves)\b|\s+like (?:me|us|myself)\b", after, re.I):
        return True
    if hit.term.kind == "state" and re.search(r"\b(?:I|we)(?:[’']ve|[’']m|[’']re)?\s+(?:\w+\s+){0,3}$", before):
        return True
    found = SELF.search(before)
    return found is not None and (
        AS_SELF.search(before) is not None or re.search(r"\b(?:we|us|fellow)\s*$", before, re.I) is not None
    )


def is_name(text: str, hit: Hit, kind: Kind) -> bool:
    """Say whether the words are part of a longer name in capitals: an agency, a law, a title, a business."""
    words = CAPITAL.findall(hit.text)
    if not words or not hit.text[:1].isupper() or any(w[:1].islower() for w in hit.text.split() if len(w) > 3):
        return False
    left = re.search(rf"(?:[A-Z][\w’'.&-]*{JOINING})+$", text[: hit.start])
    right = re.match(rf"(?:[’']s)?(?:{JOINING}[A-Z][\w’'.&-]*)+", text[hit.end :])
    around = (left.group() if left else "") + hit.text + (right.group() if right else "")
    if kind is Kind.HEADING or kind is Kind.TERM:
        return (
            BODY.search(around) is not None
            and re.search(
                r"\b(?:Institute|Administration|Anonymous|Center for|Council|Association|Act|Office of|Society|"
                r"Journal|Academy|Coalition)\b",
                around,
            )
            is not None
        )
    if left and left.start() == 0 and not right and len(left.group().split()) <= 1:
        return False
    return bool(left or right)
