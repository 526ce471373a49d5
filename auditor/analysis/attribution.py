"""Read in words who is said to stand behind a sentence: a body that can be looked up, or nobody in particular."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from auditor.lexicon import Lexicon

LEAD = re.compile(
    r"\b(?:according to|in the words of|in the view of|as per|per|data (?:from|by)|(?:figures?|statistics|"
    r"estimates?|numbers|findings|"
    r"results) (?:from|by)|"
    r"(?:reported|noted|stated|listed|defined|described|recommended|published|cited|conducted|endorsed|issued|"
    r"cautioned|"
    r"estimated|funded|compiled|collected|outlined|classified|designated|recogni[sz]ed|led|supported|released|run|"
    r"done|carried out|"
    r"performed|sponsored|overseen) (?:by|in|under)|"
    r"(?:study|studies|research|reports?|review|survey|trial|guidelines?|guidance|article|analysis|paper|advisory|"
    r"researchers|"
    r"scientists|experts|doctors|investigators|epidemiologists|economists) (?:by|from|in|at|of|published (?:in|by)|"
    r"out of)|"
    r"scheduled? \w{1,3} (?:under|of|by)|under|comes? from|came from|appeared in|published in|based on|told)"
    r"(?: (?:the|a|an|its|their|recent|new|annual|latest|\d{4}|U\.?S\.?|federal|national|journal|state|county|"
    r"[\w-]{2,20}[’']s)){0,5}\W{0,3}$",
    re.IGNORECASE,
)
"""What stands before the name of the body that is said to be the source."""

INVERTED = re.compile(
    r"[,”\"]\s?(?:says?|said|reports?|reported|notes?|noted|warns?|warned|writes?|wrote|estimates?|estimated|finds|"
    r"found|"
    r"concludes?|concluded|adds?|added|explains?|explained|states?|stated|advises?|advised)(?: (?:the|a|an))?\W{0,3}$",
    re.IGNORECASE,
)
"""A verb of saying before the body that says it: "…, says the agency"."""

OWN = re.compile(
    r"\bour (?:own )?(?:\w+ ){0,2}(?:records?|data|surveys?|audits?|figures|clinics?|cent(?:er|re)s?|"
    r"programmes?|programs?|services?|stud(?:y|ies)|trials?|samples?|registers?|files|charts|wards?|units?|helpline)\b|"
    r"\bwe (?:\w+ly )?(?:surveyed|asked|counted|followed|tracked|recorded|audited|interviewed|measured|reviewed)\b",
    re.IGNORECASE,
)
"""A publisher who says what his own records hold."""

FIGURE = re.compile(r"\d[\d,.]*")
FIGURES = 2
"""A figure with how many were counted, or when: fewer, and it is a boast."""

STATUTE = re.compile(
    r"\b(?:under|by|of|in|to|from) ((?:the |its |their )?(?:[A-Z][\w’'&-]{1,24} (?:(?:of|and|on|for|the) ){0,2}){1,6}"
    r"(?:Act|Acts|Code|Regulations?|Order|Ordinance|Convention|Decree|Statute|Law)\b(?:,? (?:of )?(?:1[89]|20)\d\d)?)|"
    r"^\W{0,3}((?:the |federal |state )?(?:[A-Z][\w’'&-]{1,24} (?:(?:of|and|on|for|the) ){0,2}){1,6}(?:Act|Code|"
    r"Regulations?|"
    r"Convention)(?: of \d{4})?) (?:\w+ ){0,2}(?:lists?|makes?|made|requires?|bans?|banned|allows?|allowed|sets?|"
    r"classif\w+|"
    r"plac\w+|prohibit\w+|dictates?|says|regulates?)\b"
)
"""A law by its name: what it orders can be read there."""

LEGAL = re.compile(
    r"\b(?:(?:il)?legal\w*|controlled|regulated?|schedules?|class|listed|prohibit\w*|exempt\w*|permit\w*|"
    r"classif\w+|bann?\w*|"
    r"possess\w*|prescri\w+|licen[cs]\w+|unlawful|lawful|offen[cs]e|penalt\w+|crim\w+|requires?|restrict\w*|"
    r"forbid\w*)\b",
    re.IGNORECASE,
)
PER_CENT = re.compile(r"\d\s?%|\bper ?cent\b", re.IGNORECASE)
"""A share; a law orders, and counts nothing."""

OFFICE = re.compile(
    r"\b((?:[A-Z][\w’'-]+[’'](?:s)? |(?:the|its) (?:[A-Z][\w-]+ )?)?(?:(?:deputy|former|chief|state|federal|"
    r"national) )*"
    r"(?:health minister|minister of health|medical examiner|health commissioner|health officer|coroner|"
    r"surgeon general|"
    r"drug czar|attorney general|(?:state|county|city|provincial) (?:public )?health (?:officials|"
    r"authorities)))(?: [A-Z][\w’'-]+ [A-Z][\w’'-]+)? (?:\w+ly |has |also )?(?:says?|said|reports?|"
    r"reported|notes?|"
    r"noted|warns?|warned|estimates?|estimated|announced|found|stated|states|told|confirmed)\b"
)
"""Whoever holds an office that can be asked, with a verb of saying."""

LABEL_SAYS = re.compile(
    r"\b((?:drug |product |official |[A-Z][\w’'-]{1,30} )?(?:label|labell?ing|package insert|package leaflet|"
    r"patient leaflet|prescribing information|medication guide|product monograph|summary of product characteristics))\b"
    r"(?: [\w-]+){0,2} (?:gives?|lists?|says?|states?|names?|warns?|notes?|puts|shows?|reports?|describes?|sets|"
    r"recommends?)\b"
)

GRANTING = re.compile(r"\b(?:approv|clear|authori[sz]|licens|-)", re.IGNORECASE)
"""What an agency does to a medicine: "the FDA approved it" states a fact and names no source of it."""

GAP = re.compile(r"(?:\s?\([^()]{1,60}\))?,?(?:['’]s?)?(?:\s[\w’'-]{1,40}){0,6}\s")
"""What may stand between the name of the body and its verb."""

BRACKET = re.compile(
    r"[(\[](?:[^()\[\]]{0,60}[;,:] ?)?(?:sources?:? |see |data from |from |per )?(?:the )?$|[—–]\s?(?:sources?:? |"
    r"from )?(?:the )?$|\bsources?:\s(?:the )?$",
    re.IGNORECASE,
)
BRACKET_END = re.compile(r"[^()\[\]]{0,70}[)\]]|[,.;]?\s?(?:(?:19|20)\d\d)?\W{0,3}$")
EXPANSION = re.compile(r"[A-Z][\w.’-]* \($")
"""Food and Drug Administration (FDA): a short name, and no source."""

SPOKEN = re.compile(
    r"\b(?:said|says|explains|explained|adds|added|notes|noted|writes|wrote|according to) (?:(?:[a-z]+ "
    r"){0,3})[A-Z][a-z’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+"
    r"|[”\"],? [A-Z][a-z’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+ (?:said|says|explains|explained|adds|added|notes|noted|"
    r"writes|wrote)\b"
)
"""A person with a first name and a surname who is quoted."""

EXPERT = re.compile(
    r"\b(?:professor|director|researcher|scientist|psycholog\w+|psychiatr\w+|neuro\w+|doctor|physician|pharmac\w+|"
    r"nurse|counselor|epidemiolog\w+|"
    r"toxicolog\w+|university|institute|hospital|chief|commissioner|officer|surgeon|author|chair|therapist|"
    r"specialist)\b",
    re.IGNORECASE,
)
"""What makes the person quoted someone who can know."""

"""A body in brackets behind a claim: "(CDC, 2020)", "(source: National Health Interview Survey)"."""

ON_LABEL = re.compile(
    r"\b(?:on|in|from) ((?:the|its|every|each) (?:\w+ ){0,2}(?:label|leaflet|package insert|medication guide|"
    r"prescribing information))\b",
    re.IGNORECASE,
)
"""Listed on the label: the label itself is the source."""

IN_STUDY = re.compile(r"\b(?:in|from|across|during) (?:the |a |an |its |their )?(?:\w+ ){0,2}$", re.IGNORECASE)
STUDY = re.compile(r"\b(?:study|trial|survey|review|report|project|register|registry)\b", re.IGNORECASE)

PERSON = re.compile(
    r"\b(?:Dr\.?|Prof\.?|Professor) [A-Z][\w’'-]+|\b[A-Z][a-z’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+,? (?:M\.?D\.?|"
    r"Ph\.?D\.?|D\.?O\.?|"
    r"Pharm\.?D\.?|Psy\.?D\.?|R\.?N\.?|L\.?C\.?S\.?W\.?|L\.?P\.?C\.?|M\.?P\.?H\.?)\b"
)
RESEARCHER = re.compile(
    r"\b(?i:psychologist|psychiatrist|neuroscientist|neurologist|physician|pharmacologist|pharmacist|researcher|"
    r"economist|epidemiologist|"
    r"professor|author|toxicologist|sociologist|historian|director|nurse)s? (?:[A-Z]\. )?[A-Z][\w’'-]+ [A-Z][\w’'-]+"
    r"|\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? (?:and|&) (?:(?:his|her|their) )?(?:colleagues|co-?workers|coauthors|team)\b"
    r"|\b[A-Z][\w’'-]+ et al\b|^\W*[A-Z][a-z’'-]+ (?=attributed\b|attributes\b)"
)
"""A person known by work or by coauthors, whose paper can be found."""

NAME = r"(?:[A-Z][\w&’-]{1,24}\.? (?:(?:of|for|on|and|the|in) ){0,2}){0,6}[A-Z][\w&’-]{1,24}"
ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording to|[Dd]ata from|[Ff]igures from|[Pp]er|[Rr]eported by|[Ff]ound by|[Pp]ublished by) "
    rf"(?:(?:the|a|an|its|recent|new|annual|latest|\d{{4}}|federal|national) ){{0,4}}({NAME})"
)
NAME_SAYS = re.compile(
    r"(?:^|[\s“\"(])((?:[A-Z][\w&’-]{1,24} (?:(?:of|for|on|and|the|in) ){0,2}){1,6}[A-Z][\w&’-]{1,24}),? (?:(?:has|"
    r"have|also|now|since) ){0,2}"
    r"(?:reports?|reported|says?|said|estimates?|estimated|found|finds|states?|stated|notes?|noted|warns?|warned|"
    r"recommends?|advises?|"
    r"counted|counts|recorded|concluded|concludes|puts|announced|calculated|documented|showed|shows)\b"
)
"""Any body with a name of several words that says, finds or counts something."""

PUBLISHED = re.compile(
    r"\b(?:[Pp]ublished|[Aa]ppeared|[Aa]ppearing|[Pp]rinted) (?:online |last year |this year |"
    r"\w+ly )?in (?:the )?(?:journal )?"
    r"((?:[A-Z][\w&’-]{1,24} ?(?:(?:of|and|in|for|on|the) )?){1,8})"
)
"""In which journal a study stands."""

TEAM = re.compile(
    r"\b(?:[Rr]esearchers|[Ss]cientists|[Ii]nvestigators|[Aa] team|[Pp]sychologists|[Ee]pidemiologists|[Dd]octors|"
    r"[Pp]sychiatrists) (?:at|from|of) (?:the )?((?:[A-Z][\w&’'-]{1,24} (?:(?:of|for|on|and|the|in) ){0,2}){1,6}"
    r"[A-Z][\w&’'-]{1,24})\b"
)
"""Those who found something, with the body they work at."""

SELLING = re.compile(
    r"\b(?:Recovery|Rehab\w*|Detox\w*|Treatment|Wellness|Sober|Clinic|Ranch|House|Retreat|Center|Centre|Centers|"
    r"Behavioral|Lodge|Village)\b"
)
"""Words in the names of those who sell treatment, and are no source."""

EVERYDAY = re.compile(
    r"^(?:The|This|That|These|Those|It|He|She|They|We|You|I|In|On|At|If|When|While|But|And|Some|Many|Most|One|Two|"
    r"People|Experts|Studies|Research|"
    r"Doctors|Scientists|Researchers|January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Americans?|"
    r"English|Spanish|French|German|Italian|Portuguese|Chinese|Arabic|Russian|Europe|America|God|Internet|Google|"
    r"Facebook|Reddit|Wikipedia)$"
)

SAYS = re.compile(
    r"\b(?:says?|said|explains?|explained|notes?|noted|writes?|wrote|adds?|added|warns?|warned|told|tells|according to|"
    r"recommends?|points out|argues?|argued|found|reports?|reported|describes?|described|attribut(?:es|ed)|showed|"
    r"observed|"
    r"concluded|proposed|suggested|ranks?|ranked|rates?|rated|calls?|called|estimates?|estimated|believes?|puts?|"
    r"compares?|compared|counts?|links?|linked|blames?|sees)\b"
)
NOUNS = (
    r"agency|organi[sz]ation|report|survey|study|review|trial|analysis|authors?|researchers|institute|label|leaflet|"
    r"guidelines?|guidance|figures?|data|document|advisory|panel|department|association|findings|results|paper|team|"
    r"investigators|scientists|experiment|insert|task force|agencies|statement|manual"
)
CONTINUING = re.compile(
    rf"^\W*(?:(?:in|by|since|on|at|after|later|then|also|again|two|three|some|a few)\b[^,.;:]{{0,30}},? )?"
    rf"(?:(?:the|this|that|these|those|its|their)(?: same| latter)? (?:{NOUNS})|it|they|he|she)\b",
    re.IGNORECASE,
)
"""A sentence whose subject is the source of the sentence before it, if a verb of saying follows."""

PRONOUN = re.compile(r"^\W*(?:it|they|he|she)\b", re.IGNORECASE)
FROM = re.compile(r"\W{0,3}(?:facts |figures |tips |advice |numbers )?(?:from|by) (?:the )?", re.IGNORECASE)
POINTING_BACK = re.compile(
    r"^\W*(?:the|this|that|these|those) (?:figures?|numbers?|estimates?|data|findings?|statistics?|results?|"
    r"information|count|"
    r"rates?|percentages?|facts?|totals?)\b[^.]{0,80}\b(?:comes? from|came from|(?:is|are|was|were) (?:from|"
    r"reported by|taken from|"
    r"drawn from|based on|published (?:by|in)|collected by|compiled by|the work of)|according to)\b",
    re.IGNORECASE,
)
"""A sentence that says where the figure in the sentence before it was taken from."""

SPEAKER = re.compile(
    r"^\W{0,3}((?:Dr\.?|Prof\.?|Professor) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?|"
    r"[A-Z][a-z’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+,? "
    r"(?:M\.?D|Ph\.?D|D\.?O|Pharm\.?D|Psy\.?D|R\.?N)\.?(?:, [\w. ]{2,30})?)\s?:\s"
)
"""Who speaks, before what is said: "Dr. Rivera: Methadone …"."""

WHOLE_PAGE = re.compile(
    r"\b(?:all |the |most )?(?:figures?|numbers?|facts?|statistics|data|information|content|claims|doses?|"
    r"side effects)\b[^.]{0,50}\b(?:on|in|throughout) "
    r"this (?:page|article|leaflet|guide|section|post|chapter|handout|sheet|table|list)\b",
    re.IGNORECASE,
)
"""A sentence that says where all that stands on the page comes from."""

LINKING = re.compile(r"^(?:that|but|and|as|while|although|because|since|however|besides|fact),? ", re.IGNORECASE)
"""Words before a vague attribution that are no part of it."""

SHORT_NAME = 5
"""Letters; a name in capitals of up to so many is also a word, as WHO, NICE and RAND are."""


@dataclass(frozen=True)
class Attribution:
    """The words of attribution of the lexicons, ready for use."""

    authorities: Lexicon
    claims: Lexicon

    @cached_property
    def verbs(self) -> re.Pattern[str]:
        """Return one expression for the verbs of saying and finding."""
        words = sorted(w for t in self.authorities.of_kind("verb") for w in t.match)
        return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)

    @cached_property
    def names(self) -> Lexicon:
        """Return the named bodies alone, so that no other word of the lexicon is looked for."""
        return replace(self.authorities, terms=self.authorities.of_kind("organisation"))

    @cached_property
    def nobody(self) -> Lexicon:
        """Return the words that name no source alone."""
        return replace(self.claims, terms=self.claims.of_kind("vague"))

    def bodies(self, text: str) -> list[tuple[int, int]]:
        """Return the places of the named bodies in `text`; a name that is also a word counts only in capitals."""
        found = []
        for hit in self.names.find(text):
            plain = hit.term.id == "label"
            capital = hit.text[0].isupper() and (len(hit.text) > SHORT_NAME or hit.text.isupper() or " " in hit.text)
            named = capital or any(w[0].isupper() for w in hit.text.split()[1:])
            if plain or named or hit.text[:1].isdigit():
                found.append((hit.start, hit.end))
        return found

    def named(self, text: str) -> str:
        """Return the body or person to whom a sentence attributes what it says, or nothing."""
        return self.named_body(text) or named_person(text) or own_record(text)

    def named_body(self, text: str) -> str:
        """Return the organisation, study or label to which a sentence attributes what it says, or nothing."""
        for start, end in self.bodies(text):
            before, body = text[max(0, start - 40) : start], text[start:end]
            if start <= 2 and text[end : end + 2] == ": ":
                return body
            if BRACKET.search(before) and not EXPANSION.search(before) and BRACKET_END.match(text[end : end + 80]):
                return body
            if IN_STUDY.search(before) and STUDY.search(body):
                return body
            if LEAD.search(text[max(0, start - 120) : start]) or INVERTED.search(before):
                return text[start:end]
            after = text[end : end + 120]
            for verb in self.verbs.finditer(after):
                gap = GAP.fullmatch(after[: verb.start()])
                if gap and not GRANTING.search(gap.group()):
                    return text[start:end]
                if verb.start() > 80:
                    break
        place = ON_LABEL.search(text) or LABEL_SAYS.search(text) or OFFICE.search(text)
        if place is None and LEGAL.search(text) and not PER_CENT.search(text):
            place = STATUTE.search(text)
        return next(filter(None, place.groups())) if place else ""

    def vague(self, text: str) -> tuple[str, str]:
        """Return the words that name no source ("studies show") and the id of their term, or nothing twice."""
        hit = next(iter(self.nobody.find(text)), None)
        return (LINKING.sub("", hit.text.strip(" ,.;:(")), hit.term.id) if hit else ("", "")

    def continues(self, text: str) -> bool:
        """Say whether a sentence goes on reporting what the source of the sentence before it says."""
        head = CONTINUING.match(text)
        if not head:
            return False
        verb = self.verbs.search(text, head.end(), head.end() + 60)
        if verb is None:
            return False
        between = text[head.end() : verb.start()].split()
        return len(between) <= (1 if PRONOUN.match(text) else 4) and not any("," in w or ";" in w for w in between)

    def heads(self, heading: str) -> str:
        """Return the body from which a heading says that its section comes, or nothing: "What the CDC says"."""
        bodies = self.bodies(heading)
        if not bodies:
            return ""
        start, end = bodies[0]
        from_it = FROM.fullmatch(heading[:start]) is not None and not heading[end:].strip(" :.")
        return heading[start:end] if from_it else self.named(heading)

    def speaks_for_page(self, text: str) -> str:
        """Return the body from which a sentence says that all of the page comes, or nothing."""
        if not WHOLE_PAGE.search(text):
            return ""
        bodies = self.bodies(text)
        return text[bodies[0][0] : bodies[0][1]] if bodies else ""

    def points_back(self, text: str) -> bool:
        """Say whether a sentence names the source of what the sentence before it says."""
        return POINTING_BACK.match(text) is not None and bool(self.bodies(text) or PERSON.search(text))


def speaker(text: str) -> str:
    """Return the expert whose name stands before what is said, or nothing."""
    said = SPEAKER.match(text)
    return said.group(1) if said else ""


def named_person(text: str) -> str:
    """Return the person, with or without a name, to whom a sentence attributes what it says, or nothing."""
    if speaks := speaker(text):
        return speaks
    for pattern in (PERSON, RESEARCHER):
        person = pattern.search(text)
        if person and SAYS.search(text[max(0, person.start() - 30) : person.end() + 60]):
            return person.group()
    spoken = SPOKEN.search(text)
    if spoken and EXPERT.search(text) and not SELLING.search(text):
        return spoken.group().strip('”", ')
    for pattern in (ACCORDING, NAME_SAYS, TEAM, PUBLISHED):
        name = pattern.search(text)
        if name and not SELLING.search(name.group(1)) and not EVERYDAY.match(name.group(1).strip()):
            return name.group(1).strip()
    return ""


def own_record(text: str) -> str:
    """Return the words in which a publisher reports what it counted itself, with how many or when, or nothing."""
    own = OWN.search(text)
    return own.group() if own and len(FIGURE.findall(text)) >= FIGURES else ""
