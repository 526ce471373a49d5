"""Read bylines and review lines: who wrote the page and who checked it; a quoted expert is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from auditor.analysis.notice_gates import may_give, words_of
from auditor.lexicon import Lexicon

LONGEST_BYLINE = 420
"""Characters; a longer block is prose, in which only a sentence about the page itself names its author."""

LONGEST_SIGNATURE = 80
"""Characters of a line that is a name with credentials and nothing else."""

CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶŁĹĽŃŇŐŘŚŞŠȘȚŤŪŮŰŹŻŽ"
WORD = rf"(?:[{CAPITAL}]\.|[{CAPITAL}][\w'’]*(?:-[\w'’]+)*|[JS]r\.)"
TITLE = r"(?:(?i:Dr|Prof|Mr|Mrs|Ms|Mx|Rev|Sr|Fr|Doctor|Professor|Nurse)\.?\s)"
ROLE = r"[*_]{0,3}\s*(?:(?:the|our|a|an)\s+)?(?:[a-z][\w-]*,?\s+){0,5}"
PERSON = re.compile(
    rf"({TITLE}?)({WORD}(?:\s(?:(?:de|da|dos|van|von|der|den|la|le|del|di|bin|ibn|al|el|y|ter)\s)*{WORD}){{0,4}})"
)
AFTER_NAME = re.compile(
    r"\s*(?:$|[,.;:|·•()\[\]—–\n/&-]|and\b|on\b|in\b|for\b|at\b|with\b|who\b|wrote\b|is\b|\d|Updated\b|"
    r"Published\b|Last\b|Posted\b|Reviewed\b|Medically\b|Fact\b)"
)
BEHIND = 300
"""Characters before a cue in which the words that lead to it stand; a block may be a whole page on one line."""

SEGMENT = re.compile(r"(?:^|[.|·•;:—–\n/()\[\]*~>]|\band|\bwith|,|[ \u00a0]{2,}|\s-)\s*$")
LINE_START = re.compile(r"(?:^|[|·•;—–\n*~>]|\s-)\s*$")
PAGE = re.compile(
    r"\b(?:(?:this|our|it|all)(?: [\w-]+){0,3}|the (?:[\w-]+ ){0,2}(?:article|page|post|guide|"
    r"contents?|information|text|story|"
    r"material|leaflet|fact sheet|handout|overview|entry|blog|piece|summary|topic|facts(?: on this page)?))\s+"
    r"(?:was|is|were|has been|have been|are)\s+(?:\w+ly )?(?:last )?(?:(?:written|researched|prepared|"
    r"created|updated|edited|"
    r"compiled)[ ,]+(?:and )?)?(?:\w+ly )?$",
    re.I,
)

AUTHOR = re.compile(
    r"\b(?:(?:originally |co-|medically |clinically |expertly )?(?:written|authored|compiled|prepared|"
    r"contributed|posted|submitted|penned|drafted|reported|published|created|put together|researched|"
    r"developed|produced)"
    r"(?:,? and (?:medically |clinically )?(?:written|reviewed|edited|fact[- ]checked|researched|"
    r"compiled|illustrated|published|checked))? by|"
    r"(?:words|story|text|content|copy|article|post|reporting|guide|essay|writing|blog|column|"
    r"page|leaflet|review)(?: and \w+)? by|"
    r"(?:authors?|writers?|contributors?|lead author|medical writer|health writer|staff writer|"
    r"byline|about the authors?|meet the authors?|words|text|story|written|by|compiler|lead writer|"
    r"article author)[*_]{0,3}\s*(?:[:|]|\s[–—-]\s)[*_]{0,3}|"
    r"from the desk of|as told to|q ?& ?a with|questions and answers with|answered by|answers "
    r"(?:from|by)|hosted by|presented by|an? (?:interview|conversation) with|(?:article|page|guide|"
    r"post|story|leaflet|piece) (?:comes|is) (?:to you "
    r")?(?:from|by)|by)[*_]{0,3}\s*[:|]?[*_]{0,3}\s+",
    re.I,
)
REVIEWER = re.compile(
    r"\b(?:(?:medically|clinically|scientifically|expertly|independently|professionally|technically|"
    r"carefully|also|then|last)[- ])*"
    r"(?:(?:written|edited|updated|checked)(?:,| and| &) (?:medically |clinically )?)?"
    r"(?:reviewed|fact[- ]?checked|checked|verified|approved|vetted|validated|medically edited|"
    r"signed off(?: on)?|looked over|read over|gone over|overseen|re-?viewed)"
    r"(?: for (?:\w+ )?(?:\w+ and )?(?:accuracy|correctness|content|clarity|quality|safety))?(?:,? "
    r"and (?:approved|updated|edited|verified|revised|fact[- ]checked))?(?:\s+(?:on|in)?\s*[\w, "
    r"/]{4,20})?,? by\s*:?\s+|"
    r"\b(?:medical|clinical|expert|scientific|professional|pharmacy|nursing|physician|fact|editorial|"
    r"accuracy|content|doctor)[- ]?(?:content |accuracy |safety |guest |fact |oversight |peer "
    r")?(?:lead|review(?:er|ers|ed)?|editors?|check(?:er|ed)?|"
    r"advis[oe]rs?|oversight)(?: team| panel| board)?(?: and approval)?\s*(?:by\b:?|from\b|:|\||"
    r"[–—-])\s*|"
    r"\breview(?:er|ers|ed)\s*(?::|\||[–—]\s)\s*|\b(?:second|outside|expert|technical) (?:reader|"
    r"reviewer|pair of eyes)\s*:\s*",
    re.I,
)
WROTE = re.compile(
    rf"({TITLE}?{WORD}(?:\s{WORD}){{0,3}})((?:,\s[\w. -]{{2,30}}){{0,4}}),?\s+(?:\w+ly\s)?(?:wrote|"
    rf"authored|prepared|compiled|put together|is the author of|created)\s+(?:what follows|all of (?:it|this)|"
    rf"(?:this|the|our|these)\s+(?:\w+\s){{0,2}}"
    r"(?:pages|answers|article|page|post|guide|text|story|leaflet|fact sheet|handout|overview|piece|summary))\b"
)
WROTE_WORDS = frozenset({"wrote", "authored", "prepared", "compiled", "put", "author", "created"})
CHECKED = re.compile(
    rf"({TITLE}?{WORD}(?:\s{WORD}){{0,3}})((?:,\s[\w. -]{{2,30}}){{0,4}}),?\s+(?:has\s|also\s|then\s|"
    rf"\w+ly\s)*(?:reviewed|checked|vetted|approved|verified|fact-checked|went over|looked over|"
    rf"read over|signed off on|edited)\s+"
    r"(?:it|(?:this|the|our|its)\s+(?:\w+\s){0,3}(?:article|page|post|guide|text|story|leaflet|"
    r"fact sheet|handout|overview|piece|summary|content|information|facts))\b"
)
PROFESSION = (
    r"(?:[a-z]+olog(?:ist|y)|[a-z]+iatr(?:ist|ician|y)|pharmacist|nurse|midwife|doctor|physician|GP|surgeon|paramedic|"
    r"dietiti?an|counsell?or|therapist|social worker|(?:support|outreach|youth|key|peer) worker|clinician|prescriber|"
    r"researcher|professor|lecturer|scientist|chemist|toxicology|writer|journalist|reporter|editor|educator|librarian)"
)
PROFESSIONS = frozenset(
    """
    pharmacist nurse midwife doctor physician gp surgeon paramedic dietitian dietician counselor counsellor therapist
    worker clinician prescriber researcher professor lecturer scientist chemist writer journalist reporter editor
    educator librarian dr prof md m do d pharmd phd ph psyd rn r np n pa p rph lcsw lpc mph msw dds mbbs dnp cadc ladc
    lmft lmhc
    aprn fnp
    """.split()
)
FIELDS = ("ologist", "ology", "iatrist", "iatrician", "iatry")
LONE_NAME = rf"{WORD}(?: (?:(?:de|da|van|von|der|la|al|el) )?{WORD}){{1,3}}"
QUALIFIED = re.compile(
    rf"(?P<n1>(?:Dr|Prof|Professor|Doctor|Nurse)\.? {WORD}(?: {WORD}){{0,3}})|"
    rf"(?P<n2>{LONE_NAME})(?:,? (?:M\.?D|D\.?O|Pharm\.?D|Ph\.?D|Psy\.?D|R\.?N|N\.?P|P\.?A(?:-C)?|R\.?Ph|LCSW|LPC|MPH|"
    rf"MSW|D\.?D\.?S|MBBS|DNP|CADC|LADC|LMFT|LMHC|APRN|FNP)\b|"
    rf"(?:,| \(| /| [-–—]) ?(?:an? |the |our )?(?:[A-Za-z-]+ ){{0,3}}?"
    rf"(?i:{PROFESSION})\b)|\b(?i:{PROFESSION}),? (?P<n3>{LONE_NAME})"
)
"""A person with what qualifies them: a title, a degree, or a profession before or after the name."""

CHECKING = re.compile(
    r"\b(?:check(?:s|ed|ing)?|review(?:s|ed|ing|er)?|vett?(?:ed|ing)?|approv(?:ed|al|es|ing)|verif(?:ied|"
    r"ies|ying)|confirmed|sign(?:s|ed|ing)?[- ]?off|look(?:s|ed|ing)? (?:it |this |them )?over|"
    r"second look|medical (?:edit|read|sign-off|adviser|advisor|consultant|editor)|"
    r"(?:went|gone|goes?|going|read|look\w*) (?:\w+ ){0,3}?(?:through|over|before)|"
    r"(?:peer|proof)[- ]?read|read[- ]?through|read by|(?:medical|clinical) lead|"
    r"correct(?:ed|s|ions?)|pair of eyes|medically (?:edited|read)|accuracy|accurate|"
    r"fact-?check(?:ed|er|ing)?|oversaw|overseen)\b",
    re.I,
)
WRITING = re.compile(
    r"\b(?:wr(?:ote|itten|ites?|iting)|authors?|authored|words|penned|prepared|compiled|put (?:this|"
    r"it) together|put (?:\w+ ){0,2}?(?:on paper|into words|down)|the work of|(?:page|sheet|leaflet|guide|article|"
    r"piece|contents?|answers?) (?:is |comes )?(?:by|from)|contents?|text|your guide|"
    r"behind this|responsible for (?:this|the))\b",
    re.I,
)
THIS_PAGE = re.compile(
    r"\b(?:this|it|who)\b|\b(?:the|our|these) (?:\w+ )?(?:page|article|guide|text|facts?|content|"
    r"words|information|leaflet|handout|"
    r"story|post|piece|sheet|advice|summary|accuracy|answers?|draft|lines?|"
    r"doses?)\b|\b(?:every|each) (?:line|word|dose|fact|number)\b|\b(?:below|"
    r"what follows|here)\b",
    re.I,
)
ELSEWHERE = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|charts?|records?|data|patients?|laws?|bills?|reports?|labels?|"
    r"books?|papers?|journals?|guidelines?|says?|said|told|according|explains?|notes?|warns?|adds?|"
    r"your|his|her|blood|prescriptions?|applications?)\b",
    re.I,
)
CLAUSE = re.compile(r"[^.;|·•\n]+(?:\.(?=[A-Z]\.|\s?[A-Z]\b\.?)[^.;|·•\n]+)*")
BIO = re.compile(
    rf"(?:[—–-]\s*)?({TITLE}?{WORD}(?:\s{WORD}){{1,3}})((?:,\s[\w. -]{{2,30}}){{0,3}}),?\s(?:is|"
    rf"was|has been|works as)\s(?:an?|the)\s[^.]{{0,90}}\b(?:writer|author|journalist|editor|blogger|"
    rf"columnist|contributor|reporter)\b|"
    rf"({TITLE}?{WORD}(?:\s{WORD}){{1,3}})((?:,\s[\w. -]{{2,30}}){{0,3}}),?\swrites\s(?:about|for|on)\b"
)
SIGNED = re.compile(
    rf"({TITLE}?{WORD}(?:\s{WORD}){{1,3}})((?:,\s[\w. -]{{2,30}}){{0,4}})\s*[,|·•(–—-]\s*(?P<role>(?i:(?:lead "
    rf"|medical |health |contributing |staff |clinical |expert |fact[- ]|guest )?"
    r"(?:author|writer|contributor|reviewer|checker|medical editor|review)))\)?\s*(?:$|[.|·•;\n])",
)
ROLES = re.compile(r"author|writer|contributor|review|checker|medical editor", re.I)
"""The roles of SIGNED, which most lines do not name."""

NAME_AND_DATE = re.compile(
    rf"({TITLE}?{WORD}(?:\s{WORD}){{1,3}})(?:, [\w. -]{{2,20}})?\s*[|·•–—,-]\s*(?:[A-Z][a-z]{{2,8}}\.? "
    rf"\d{{1,2}},? \d{{4}}|\d{{1,2}} [A-Z][a-z]{{2,8}} \d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,"
    rf"4}}|[A-Z][a-z]{{2,8}} \d{{4}})"
)
CREDENTIALED = re.compile(rf"(?:[—–-]\s*)?({TITLE}?{WORD}(?:\s{WORD}){{1,3}}),\s")
FIRST_CLAUSE = re.compile(r"(?:[^.\n]|\.(?=[A-Z\d,)]|\s?[A-Z]\.))*")
"""What follows a name up to the first full stop that does not belong to an abbreviation of a degree."""

TAGGED = re.compile(r"(?:^|[\n|·•;]|(?<=[a-z\d)])\.\s)\s*(?P<label>[A-Za-z][\w’'() -]{1,45}\??)\s?:\s+(?=[A-Z])")
"""A label and a colon before a name, whatever the words of the label: "Second pair of eyes: Dr. Ada King"."""

OPINION = re.compile(r"\b(?:stars?|ratings?|rated|testimonials?|customers?|guests? say)\b", re.I)
"""Words of a review of a business."""

FIRST_PERSON = re.compile(
    rf"\b(?:I am|I[’']m|My name is)\s+({TITLE}?{WORD}(?:\s{WORD}){{1,3}})\b[^.!?]{{0,200}}\b(?:I "
    rf"(?:wrote|write)|my (?:page|guide|article|blog|site|column))\b"
)
OVERSAW = re.compile(
    rf"({TITLE}?{WORD}(?:\s{WORD}){{0,3}})((?:,\s[\w. -]{{2,30}}){{0,4}}),?\s+(?:has\s|also\s|then\s|"
    rf"\w+ly\s)*(?:looked|read|went|gone|checked)\s+(?:this|the|our)\s+(?:\w+\s){{1,2}}(?:over|"
    rf"through)\b"
)

GROUP = re.compile(
    r"(?:our|the|a|an|its)\s+(?:[\w-]+\s+){0,4}?(?:team|staff|board|panel|experts?|professionals?|"
    r"doctors?|physicians?|clinicians?|editors?|writers?|"
    r"reviewers?|specialists?|committee|department|pharmacists?|nurses?)\b(?!,?\s+(?:Dr\.? )?[A-Z][\w’'-]+ [A-Z])",
    re.I,
)
BARE_GROUP = re.compile(
    r"(?:[\w-]+\s+){0,3}?(?:team|staff|board|panel|experts|professionals|doctors|physicians|clinicians|"
    r"editors|writers|reviewers|specialists|committee)\b",
    re.I,
)


class Standing(StrEnum):
    """What a byline names: a person, an organisation, or nobody one could ask."""

    PERSON = "person"
    ORGANISATION = "organisation"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Byline:
    """A line that says who wrote or checked the page; offsets count from the start of the block."""

    start: int
    end: int
    name: str
    standing: Standing


def qualifies(words: frozenset[str]) -> bool:
    """Say whether words hold a title, a degree or a profession."""
    return not PROFESSIONS.isdisjoint(words) or any(w.endswith(FIELDS) for w in words)


def standing(name: str, lexicon: Lexicon) -> Standing:
    """Say whether a name is that of a person, an organisation, or a stand-in such as "Editorial Staff"."""
    if not name.strip() or "@" in name or name.strip().startswith("http"):
        return Standing.NOBODY
    for term_id, verdict in (("nobody", Standing.NOBODY), ("organisation", Standing.ORGANISATION)):
        if lexicon.index.first(lexicon.by_id[term_id], name):
            return verdict
    return Standing.PERSON


def read_name(text: str, place: int, lexicon: Lexicon, *, sure: bool) -> Byline | None:
    """Read the name at `place`; `sure` says that the cue before it leaves no doubt that a name follows."""
    rest = text[place : place + 120]
    group = GROUP.match(rest) or (BARE_GROUP.match(rest) if sure else None)
    if group:
        return Byline(place, place + group.end(), group.group(), Standing.NOBODY)
    role = re.match(ROLE, rest)
    skipped = role.end() if role else 0
    m = PERSON.match(rest, skipped)
    if not m:
        return None
    title, name = m.group(1), m.group(2).strip()
    words = name.split()
    begins = words[0].rstrip(".")
    barred = lexicon.index.first(lexicon.by_id["no-name"], begins)
    if barred is not None and barred.group() == begins and not title:
        return None
    weak = standing(name, lexicon)
    if weak is Standing.PERSON and not title and len(words) < 2 and not credentials(rest, m.end(), lexicon):
        return None
    if not sure and not AFTER_NAME.match(rest, m.end()):
        return None
    return Byline(place, place + m.end(), f"{title}{name}".rstrip("."), weak)


def credentials(text: str, place: int, lexicon: Lexicon) -> str:
    """Return the credentials that follow a name ("Lena Ortiz, MSW"), or nothing."""
    m = lexicon.index.first(lexicon.by_id["credential"], text[: place + 12], place)
    return m.group() if m else ""


def authors(text: str, lexicon: Lexicon, *, aside: bool = False, opening: bool = False) -> Iterator[Byline]:
    """Yield the author lines of one block.

    In an `aside`, where other articles are listed, a bare "By" does not count. In an `opening` block a name with
    credentials and nothing else is a byline.
    """
    yield from signed(text, lexicon, reviewing=False)
    yield from spoken(text, lexicon, WRITING, CHECKING)
    if (aside or opening) and len(text) <= LONGEST_BYLINE:
        bio = BIO.match(text)
        if bio and (aside or bio.group(3)):
            yield Byline(0, bio.end(), bio.group(1) or bio.group(3), Standing.PERSON)
    found = words_of(text)
    for m in FIRST_PERSON.finditer(text) if not {"am", "m", "name"}.isdisjoint(found) else ():
        yield Byline(m.start(), m.end(), m.group(1), standing(m.group(1), lexicon))
    dated = NAME_AND_DATE.match(text) if opening and len(text) <= LONGEST_SIGNATURE else None
    if dated and standing(dated.group(1), lexicon) is Standing.PERSON and read_name(text, 0, lexicon, sure=False):
        yield Byline(0, dated.end(), dated.group(1), Standing.PERSON)
    lone = CREDENTIALED.match(text) if opening and len(text) <= LONGEST_BYLINE else None
    first = FIRST_CLAUSE.match(text, lone.end()) if lone else None
    if (
        lone
        and first
        and first.end() <= LONGEST_SIGNATURE
        and credentials(text, lone.end(), lexicon)
        and not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", first.group())
    ):
        yield Byline(0, lone.end(), lone.group(1), standing(lone.group(1), lexicon))
    yield from labelled(text, lexicon, WRITING, CHECKING)
    for m in WROTE.finditer(text) if not WROTE_WORDS.isdisjoint(found) else ():
        if m.group(1).split()[0] not in {"I", "We", "He", "She", "They", "You", "It", "Who"}:
            yield Byline(m.start(), m.end(), m.group(1), standing(m.group(1), lexicon))
    for m in AUTHOR.finditer(text) if may_give("writing", found) else ():
        before, bare = text[max(0, m.start() - BEHIND) : m.start()], m.group().strip().lower() == "by"
        if bare:
            fits = not aside and (
                LINE_START.search(before) is not None
                or (len(text) <= LONGEST_BYLINE and re.search(r"\.\s*$", before) is not None)
            )
        else:
            fits = SEGMENT.search(before) is not None and (
                len(text) <= LONGEST_BYLINE or LINE_START.search(before) is not None
            )
            fits = fits or PAGE.search(before) is not None
        if fits:
            named = read_name(text, m.end(), lexicon, sure=not bare)
            if named:
                yield named


def spoken(text: str, lexicon: Lexicon, words: re.Pattern[str], other: re.Pattern[str]) -> Iterator[Byline]:
    """Yield names with credentials in a clause that says, in any words, that they wrote or checked this page."""
    if len(text) > LONGEST_BYLINE or not qualifies(words_of(text)) or not words.search(text):
        return
    for clause in re.split(r"(?<=[a-z\d)])[.;]\s+|[|·•\n]|,? (?:and|while|but) (?=\w+ (?:was|were|is)\b)", text):
        if not words.search(clause) or other.search(clause) or ELSEWHERE.search(clause) or not THIS_PAGE.search(clause):
            continue
        m = QUALIFIED.search(clause)
        if m:
            start = text.find(m.group())
            name = next(n for n in m.group("n1", "n2", "n3") if n)
            yield Byline(start, start + len(m.group()), name, standing(name, lexicon))


def labelled(text: str, lexicon: Lexicon, words: re.Pattern[str], other: re.Pattern[str]) -> Iterator[Byline]:
    """Yield the names after a label of any wording that speaks of writing, or of checking, and of nothing else."""
    if ":" not in text or len(text) > LONGEST_BYLINE:
        return
    for m in TAGGED.finditer(text):
        label = m.group("label")
        mixed = (other.search(label) is not None and " and " not in label) or OPINION.search(text) is not None
        if words.search(label) and not mixed and not ELSEWHERE.search(label):
            named = read_name(text, m.end(), lexicon, sure=True)
            if named:
                yield named


def signed(text: str, lexicon: Lexicon, *, reviewing: bool) -> Iterator[Byline]:
    """Yield the lines in which the role follows the name: "Ada King, MD, medical reviewer"."""
    if len(text) > LONGEST_BYLINE or not ROLES.search(text):
        return
    for m in SIGNED.finditer(text):
        role = m.group("role").lower()
        if m.group(1)[0].isupper() and (any(r in role for r in ("review", "check", "editor")) is reviewing):
            yield Byline(m.start(), m.end(), m.group(1), standing(m.group(1), lexicon))


def reviewers(text: str, lexicon: Lexicon) -> Iterator[Byline]:
    """Yield the review lines of one block."""
    yield from signed(text, lexicon, reviewing=True)
    yield from spoken(text, lexicon, CHECKING, WRITING)
    yield from labelled(text, lexicon, CHECKING, WRITING)
    for m in (*CHECKED.finditer(text), *OVERSAW.finditer(text)):
        if m.group(1).split()[0] not in {"I", "We", "He", "She", "They", "You", "It", "Who"}:
            yield Byline(m.start(), m.end(), m.group(1), standing(m.group(1), lexicon))
    for m in REVIEWER.finditer(text):
        before = text[max(0, m.start() - BEHIND) : m.start()]
        short = len(text) <= LONGEST_BYLINE and SEGMENT.search(before) is not None
        if short or LINE_START.search(before) or PAGE.search(before) or re.search(r"\.\s*$", before):
            named = read_name(text, m.end(), lexicon, sure=True)
            if named:
                yield named
