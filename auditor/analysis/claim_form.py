"""Tell by its form that a sentence asserts nothing: it defines, frames, tells a story, reports a belief, or warns."""

from __future__ import annotations

import re

from auditor.analysis.claim_asides import is_aside
from auditor.analysis.claim_features import PHONE, READER, WORDS, Signs
from auditor.analysis.completeness import FINITE, has_main_clause

MYTH = re.compile(r"^\W*(?:myth|belief|misconception|false|claim|rumou?r)\b\W*(?:#?\d+)?\s?[:–—-]", re.IGNORECASE)
QUESTION = re.compile(r"\?[”\"’)\s]{0,4}$")
SAFETY = re.compile(
    r"\b(?:never|do not|don['’]t|should not|shouldn['’]t|must not|avoid|not safe to|dangerous to|"
    r"without first)\b[^.;]{0,60}"
    r"\b(?:stop|quit|discontinu|abrupt|cold turkey|mix|combin|driv|operat|shar|alone|doubl|extra|skip|"
    r"chang\w+ (?:the|your)|"
    r"on (?:your|their) own|inject|crush|drink|(?:tak|us)\w{0,3} [^.;]{0,40}(?:with (?:any |other |"
    r"some )?(?:alcohol|opioids|"
    r"benzodiazepines|sedatives|drugs?|medicines?|medications?)|before (?:driv|work|bed)|while (?:driv|pregnan))|share|"
    r"leave (?:the|a) person)",
    re.IGNORECASE,
)
"""A warning: it may lack a source, but a finding would make an editor delete it."""

NOUNS = (
    r"(?:substances?|drugs?|medications?|medicines?|class(?:es)?|groups?|types?|forms?|kinds?|conditions?|"
    r"process(?:es)?|products?|"
    r"names?|terms?|way|units?|measures?|tools?|agents?|compounds?|chemicals?|plants?|herbs?|programs?|methods?|"
    r"people|person|places?|"
    r"return|state|set|record|list|plan|opioids?|opiates?|stimulants?|depressants?|sedatives?|hallucinogens?|"
    r"psychedelics?|"
    r"benzodiazepines?|barbiturates?|antidepressants?|antipsychotics?|anticonvulsants?|relaxants?|antagonists?|"
    r"agonists?|steroids?|"
    r"inhalants?|tranquili[sz]ers?|painkillers?|analgesics?|dissociatives?|narcotics?)"
)
DEFINING = re.compile(
    rf"^\W{{0,2}}(?:an?|any) (?:[\w’'-]{{1,30}} ){{1,4}}(?:is|are) (?:an?|the|any|one|"
    rf"when) (?:[\w-]{{1,30}},? ){{0,3}}{NOUNS}\b"
    r"|^\W{0,2}(?:[\w’'()-]{1,30},? ){1,4}(?:is|are) (?:what|when|where|how)\b"
    r"|^\W{0,2}(?:[\w’'()-]{1,30} ){1,4}(?:is|are) (?:the|an?) (?:[\w-]{1,20} )?(?:sets?|names?|terms?|words?|"
    r"practice|act|need|urge|desire|feeling|consumption|pattern|"
    r"ability|time|amount|method|group|class|family|category|length|period|slip|measure) (?:of|for|that|in which|"
    r"when|where|to|it|used)\b"
    r"|^\W{0,2}(?!(?:this|it|that|these|they|which) )(?:[\w’'()-]{1,30} ){1,5}(?:means?|refers? to|stands for|"
    r"is short for|(?:occurs|happens) when)\b"
    r"|^\W{0,2}(?:[\w’'()-]{1,30} ){1,4}(?:is|are) (?:an?|the|any)? ?(?:[\w-]{1,20} ){0,2}(?:surgery|procedures?|"
    r"operations?|tests?|inflammation|swelling|virus|"
    r"viruses|organs?|hormones?|glands?|parts?|neurotransmitters?|messengers?|proteins?|fluids?|tubes?|forms?|"
    r"versions?|variants?)\b"
    r"|^\W{0,2}(?!(?:this|it|that|these|they|which) )(?:[\w’'()-]{1,30} ){1,4}(?:is|are) (?:an? |"
    r"the )?(?:[\w-]{1,20},? ){0,3}"
    r"(?:(?:diseases?|disorders?|illness(?:es)?|conditions?|infections?) (?:in which|where|when|marked by|defined by|"
    r"that (?:can |may )?"
    r"(?:develops?|occurs?|happens?|follows?|results?|comes?)|"
    r"characteri[sz]ed by|with the [\w -]{0,30}virus)|(?:urges?|desires?|longings?)(?: or \w+)? (?:to|for|of))\b",
    re.IGNORECASE,
)
"""An agonist is a substance that …; X is a sedative.; Detox means …: what a word means, and nothing that happens."""

CLASSING = re.compile(
    rf"^\W{{0,2}}(?:[\w’'()-]{{1,30}},? ){{1,8}}(?:is|are) (?:an?|the|any|"
    rf"one of the)? ?(?:[\w-]{{1,30}},? ){{0,4}}{NOUNS}\W{{0,3}}$"
    r"|\b(?:comes?|is sold|are sold|is given|are given|is available|are available) (?:as|in|by)\b"
    r"|^\W{0,2}(?!(?:this|it|that|these|they|which|others) )(?:[\w’'(),-]{1,30} ){1,6}(?:include|includes|covers|"
    r"cover|consists? of|comprise)\b",
    re.IGNORECASE,
)
"""X is a sedative. Y comes as a patch. Z includes A and B.: a class, its forms, its members."""

NAMING = re.compile(
    r"\b(?:is|are|was|were) (?:(?:also|often|commonly|sometimes|usually|generally|better|what|"
    r"collectively) ){0,3}(?:called|known as|"
    r"referred to as|termed|named|nicknamed|defined as|made (?:by|from|of|up of)|short for)\b|"
    r",? (?:also |often |sometimes |commonly )?(?:called|known as|nicknamed) [“\"]?[\w’ -]{1,30}\W*$|"
    r"\b(?:know|call|see|hear of|find) (?:it|them|this|these|him|her) (?:\w+ly |better )?(?:as|under the names?|"
    r"called)\b",
    re.IGNORECASE,
)
TOPIC = re.compile(r"^\W{0,3}(?:how|what|why|when|where|who|which|whether|is|are|can|does|do)\b", re.IGNORECASE)
"""How the title of another page begins, in a list of links."""

SUBJECT_MATTER = re.compile(
    r"^\W{0,3}(?:the |common |main |long-term |short-term |possible ){0,2}(?:(?:side )?effects?|roles?|treatments?|"
    r"signs|symptoms|types|benefits|risks|causes|"
    r"stages|history|overview|importance|use|dangers|prevention|management|diagnosis|epidemiology) (?:of|for|in)\b",
    re.IGNORECASE,
)
"""How a topic begins that only names what is spoken of; with a finite verb after it, it is a sentence."""

NOUN_USE = re.compile(
    r"\b(?:use|used)\b(?= disorder)|(?<=drug )use|(?<=alcohol )use|(?<=substance )use|(?<=opioid )use", re.IGNORECASE
)

ASIDE_STEM = re.compile(
    r"\b(?:in this|this (?:page|guide|article|section|leaflet|chapter|handout) (?:covers|explains|answers|has|"
    r"shows)|you(?:[’']ll| will) (?:find|learn)|topics|read more|"
    r"related|see also|questions|ask (?:your|the|about)|tell your|call (?:your|us|911|the)|talk (?:to|with)|"
    r"contact|see (?:your|a) doctor|get help|seek|"
    r"go to the|bring|pack|remember to|make sure|try|tips|steps|follow these|do the following|your (?:plan|visit|"
    r"stay|day)|we (?:offer|provide|treat|accept)|"
    r"our (?:program|services|team|staff|center|clinic)|services include|programs? (?:may )?(?:include|provide|"
    r"offer)s?|to qualify|you (?:may|can) (?:qualify|apply))\b",
    re.IGNORECASE,
)
"""What introduces a list of topics, of advice or of services."""

GLOSS = re.compile(r"^\W{0,2}(?:an?|the|any|when|to)\b", re.IGNORECASE)
"""How the explanation of a term in a glossary begins."""

STORY = re.compile(
    r"^\W{0,2}[A-Z][a-z’'-]+ (?:[a-z]{2,12}ed|drank|took|felt|went|was|had|began|woke|lost|found|told|said|came|"
    r"got|kept|knew|thought|left)\b"
    r"[^.;]{0,200}\b(?:his|her|hers|him|he|she)\b"
    r"|^\W{0,2}(?:When|After|Once|Before|Since|Until) (?:[A-Z][a-z’'-]+ (?!(?:is|are|was|were|use|misuse|"
    r"withdrawal|levels|can|may)\b)[a-z]{2,14},?|[a-z]+ing [A-Z][a-z]+,?) "
    r"[^.;]{0,60}\b(?:his|her|he|she)\b"
)
"""Somebody's story: a first name, a verb in the past, and "his" or "her"."""

TELLER = re.compile(
    r"(?<!schedule )(?<!type )(?<!phase )(?<!class )(?<!stage )(?<!part )(?<!bipolar )(?<!level )(?<!step "
    r")\bI(?:[’'](?:m|ve|d|ll))?\b(?! and II)|"
    r"\b(?i:me|my|mine|myself)\b"
)
"""Words of someone who tells of himself."""

ABOUT_ONE = re.compile(r"^\W{0,3}(?:he|she|his|her)\b(?! or )", re.IGNORECASE)
SUPPOSING = re.compile(r"^\W{0,3}(?:suppose|imagine|picture|pretend|let[’']s say|say you|what if)\b", re.IGNORECASE)
BELIEF = re.compile(
    r"^\W{0,3}(?:some|many|most|a lot of|plenty of|lots of|few) (?:people|folks|parents|teens|families|"
    r"others|users|drinkers|smokers|members)\b[^,;.]{0,24}\b(?:think|thinks|believe|assume|swear|insist|claim|argue|"
    r"hope|feel that|worry|fear|wonder|say)\b(?!.*\bbut\b)|\b(?:it is|it[’']s|there is|a common|another|"
    r"another common|one|"
    r"this is a) (?:common |popular |widespread |old )?"
    r"(?:myth|misconception|false belief|rumou?r)\b|^\W{0,3}you may have heard\b",
    re.IGNORECASE,
)
"""What people are said to think, and no more."""

PROTOCOL = re.compile(
    r"^\W{0,3}(?:the|our) (?:primary|secondary|main|key|first|co-primary) (?:outcomes?|end ?points?|objectives?|aims?|"
    r"hypothes[ie]s|measures?)\b|^\W{0,3}(?:this|our|the) (?:study|trial|review|survey|project) (?:will|aims|"
    r"seeks|plans)\b|"
    r"^\W{0,3}(?:participants|volunteers|patients|subjects) will (?:be |receive|take|get|complete)",
    re.IGNORECASE,
)
"""What a study is going to do."""

UNKNOWN = re.compile(
    r"^\W{0,3}(?:nobody|no one|no-one|scientists|researchers|experts|doctors|we)(?: (?:yet|really|fully|still|"
    r"quite|can|do|"
    r"does|not|don[’']t|cannot)){0,3} (?:knows?|says?|tells?|understands?|predicts?|explains?) (?:why|how|who|"
    r"whether|what|"
    r"which|if|exactly)\b",
    re.IGNORECASE,
)
"""What nobody knows yet."""

STAFF = re.compile(
    r"^\W{0,3}(?:Dr|Prof|Professor|Ms|Mrs|Mr|Nurse|Sister)\.? [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? (?:has|is|was|"
    r"leads?|runs?|"
    r"joined|trained|treats?|works?|worked|holds?|sees|specializes|specialises)\b"
)
"""Who works here, and since when."""

REFUTED = re.compile(
    r"^\W{0,3}(?:that|this|it) (?:is|was|isn[’']t|is not) (?:simply |just |plainly |quite )?(?:false|not true|"
    r"untrue|a myth|wrong|not so|not the case)\b|"
    r"^\W{0,3}(?:not so|wrong|false|it does not|they do not|it doesn[’']t|they don[’']t)\W{0,2}$",
    re.IGNORECASE,
)
"""What takes back the sentence before it."""

AIM = re.compile(r"^\W{0,3}(?:\d{1,2}[.)] )?(?:please )?(?:aim|strive|opt|stick) (?:for|to)\b", re.IGNORECASE)
"""A goal that the reader is set, whatever figure stands in it."""

DIRECTIVE = re.compile(r"^\W{0,3}(?:please )?(?:never|do not|don[’']t|avoid|always)\b", re.IGNORECASE)

HOUSE = re.compile(r"^\W{0,3}(?:our|we|we[’']re|we[’']ve|here at|at [A-Z][^,.;]{1,60}, (?:we|our))\b", re.IGNORECASE)
"""Who speaks of himself describes a service."""

FRAMING = re.compile(
    r"^\W{0,3}(?:here(?: are|[’']s| is)|below (?:are|is)|(?:(?:but|and|however|luckily|fortunately|"
    r"still),? )?there are "
    r"(?:also )?(?:many|several|various|"
    r"different|a few|a number of|plenty of|"
    r"some|other|lots of|two|three|four|five) (?:\w+ ){0,2}(?:ways?|types?|kinds?|options?|reasons?|things|steps|"
    r"factors|resources|programs?|methods?|"
    r"questions|choices|approaches|signs)\b|(?:understanding|recogni[sz]ing|knowing|learning|"
    r"identifying)\b[^.;]{0,160}\b(?:can|is|are|will|may)\b|"
    r"the (?:term|word|name)\b|(?:scientists|researchers|experts|doctors) are (?:now |still |also )?(?:studying|"
    r"looking|testing|investigating|trying|exploring)\b|"
    r"more research\b|(?:both |all )?(?:parents|families|you|teens|people|everyone)(?: \w+){0,3} (?:need|needs|"
    r"have|ought) to (?:know|understand|"
    r"be aware)|(?:in other words|that[’']s why|remember)|"
    r"another (?:\w+ )?(?:way|step|option|tip|idea|choice) to\b|another (?:\w+ ){0,2}reason [\w ]{0,40} is to\b|"
    r"(?:this|the (?:following|attached|present)) (?:document|page|article|section|list|leaflet|guide|chapter|post|"
    r"brochure|handout|entry)\b[^.;]{0,80}\b(?:contains|covers|lists|describes|explains|provides|gives|outlines)\b|"
    r"the (?:\w+ ){1,2}(?:below|listed (?:below|above|here)) (?:is|are|has|have)\b)",
    re.IGNORECASE,
)
"""How a text speaks of itself, of words, or of what one should know."""

ILL = frozenset({"symptom", "body", "condition", "feeling"})
"""Terms of the lexicon with which a class or its members are more than named: "Symptoms of it include chills"."""

HARMFUL = ("risk", "efficacy", "cause", "mechanism", "contraindication", "interaction")
EVENTFUL = ("statistic", "comparison", "efficacy", "cause", "status", "interaction", "contraindication")
"""Kinds of words that no bare definition has."""

TRAILER = re.compile(
    r",? (?:as|like) (?:we |I )?(?:(?:have |has )?(?:explained|described|discussed|mentioned|noted|said|covered|"
    r"written|wrote|shown|outlined|seen|"
    r"explain|describe|discuss|show|saw))\b[^.;:,]{0,60}(?=[.;,]|\W*$)|\((?:see|read|learn)\b[^()]{0,80}\)",
    re.IGNORECASE,
)
"""A pointer to another page at the end of a claim; it must not make navigation of it."""

ALARM = re.compile(
    r"\b(?:call|dial|text) (?:911|988|999|112|poison control|your doctor (?:right away|at once|immediately)|"
    r"an ambulance|emergency)|"
    r"\bget (?:emergency|medical) help|\bseek (?:emergency|immediate)|\bemergency (?:room|department|services)\b",
    re.IGNORECASE,
)
MEMBERS = 2
"""Substances named in a list of the members of a class."""


LOOKOUT = re.compile(
    r"\W{0,3}(?:watch|look|listen|be on the (?:lookout|alert)|keep an eye out)(?: out)? for\b", re.IGNORECASE
)
"""How a sentence begins that tells the reader which signs to notice."""

OPTION = re.compile(
    r"\b(?:is|are) (?:only |just )?(?:one|some) of (?:several|many|a few|various|the (?:many|several)|your) (?:\w+ )?"
    r"(?:options?|choices?|ways|tools|possibilities)\W*$",
    re.IGNORECASE,
)
"""How a sentence ends that only says that there are other choices."""

ENTRY = re.compile(r"^\W{0,3}(?P<term>[\w’'(®™][^:.;?!–—]{1,80}?)(?::| [-–—]) (?=\w)")
"""How an entry of a glossary begins."""

LISTING = re.compile(
    r"\b(?:effects?|symptoms?|signs?|risks?|causes?|benefits?|dos(?:e|es|age)|duration|onset|half-life|uses?|"
    r"complications?|"
    r"interactions?|warnings?|contraindications?|indications?|schedule|approv\w+|mortality|prevalence|rate)\W*$",
    re.IGNORECASE,
)
"""A head that is no term but a label, after which facts are listed: "Side effects: nausea"."""

MEANING = re.compile(
    r"(?:an?|the|any|one|when|where|what|how)\b|"
    r"[\w’'-]+(?:,? [\w’'-]+){0,5} (?:\([^()]{1,80}\) )?(?:that|which|who|used|given|made|caused|found|from|for|of)\b",
    re.IGNORECASE,
)
"""How a meaning begins: an article, or a noun with what tells it from others."""

GENUS = re.compile(
    r"(?:the|an?|how|when|any) (?:\w+ )?(?:time|amount|need|length|way|number|share|measure|point|moment|process|state|"
    r"effect|symptom|sign|harm|chance|word|name|term|period|quantity|speed|feeling|reaction|long|much|many|often)\b",
    re.IGNORECASE,
)
"""With what the meaning of a word begins that would else be the label of a fact."""

LEAD_WORDS = 10


def asserts(text: str, signs: Signs) -> bool:
    """Say whether a sentence with the words of a claim has the form of one; what a word means is none."""
    text = LABEL.sub("", text).replace("*", "")
    if any(p.match(text) for p in (HOUSE, FRAMING, STORY, SUPPOSING, DEFINING, PROTOCOL, STAFF)) or BELIEF.search(text):
        return False
    if is_aside(text, signs):
        return False
    if PHONE.search(text) or TELLER.search(text) or (ABOUT_ONE.match(text) and not signs.has("vague")):
        return False
    if signs.has("service") and not signs.has(*HARMFUL) and any(w.lower() in READER for w in WORDS.findall(text)):
        return False
    if (
        LOOKOUT.match(text)
        or AIM.match(text)
        or OPTION.search(text)
        or (UNKNOWN.match(text) and not signs.has("vague"))
    ):
        return False
    if text.rstrip().endswith(":") and (not FINITE.search(text) or is_lead(text)):
        return False
    if signs.has(*EVENTFUL) or any(c.isdigit() for c in text):
        return True
    if CLASSING.search(text):
        members = len(signs.terms.get("substance", ()))
        return members < MEMBERS and (signs.has("risk") or bool(ILL & signs.terms.keys()))
    return not NAMING.search(text)


LABEL = re.compile(
    r"^\W{0,3}(?:summary|overview|answer|introduction|key (?:points?|facts?)|in (?:short|brief)|at a glance|"
    r"bottom line)"
    r"\s?[:–—]\s+",
    re.IGNORECASE,
)
"""What is printed before a paragraph and is no word of its sentence."""


def is_gloss(text: str) -> bool:
    """Say whether a text is a term with its meaning after a colon or dash: "Taper: a planned lowering of the dose"."""
    entry = ENTRY.match(text)
    if entry is None:
        return False
    meaning = text[entry.end() :]
    if LISTING.search(entry["term"]) and not GENUS.match(meaning):
        return False
    if has_main_clause(meaning) or has_main_clause(entry["term"]):
        return False
    return MEANING.match(meaning) is not None


def is_lead(text: str) -> bool:
    """Say whether a sentence with a colon only leads into the list below it: short, and without a figure."""
    return len(text.split()) <= LEAD_WORDS and not any(c.isdigit() for c in text)


def is_statement(text: str) -> bool:
    """Say whether a text is no question, no myth that is named to be refuted, and no mere topic."""
    if QUESTION.search(text) or MYTH.match(text):
        return False
    return not SUBJECT_MATTER.match(text) or FINITE.search(NOUN_USE.sub("", text)) is not None
