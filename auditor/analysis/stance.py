"""Tell advice and assertion from warning, report, condition and question.

A dangerous phrase is only a danger where the page itself recommends it. What surrounds it decides: its clause up to the
phrase, what is said of it afterwards, and whose voice it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.analysis.syntax import Parse

# A clause ends at these marks and words; a comma alone does not end it, since "crush, chew or snort" is one clause.
BREAK = re.compile(
    r"[;:\u2014\u2013()]\s*|\s-\s|[.!?][\"”’)]?\s+|,?\s+\b(?:but|yet)\b\s+|,\s+(?:so|then|and then|just|simply|"
    r"instead|and (?:you|they|it|we)|"
    r"which|because|since)\b\s*",
    re.IGNORECASE,
)
SUBORDINATE = re.compile(
    r"\b(?:if|when|whenever|unless|whether|in case|because|although|though|even though|while|until|before|after|once|"
    r"by the time|should (?:you|they|someone)|suppose)\b",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"^[\s\W]*(?:and |or |so |then |but )?(?:even )?(?:if|when|whenever|unless|because|although|though|while|"
    r"until|before|after|once|"
    r"as soon as|as|since|for|in|on|at|with|to|during|by|instead of|rather than|from|without|whether|no matter|"
    r"whatever|however|despite|unlike|given|provided|contrary to|forget|"
    r"the (?:very )?(?:day|moment|minute|second|morning|week|night) (?:you|they|your|the|it))\b",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"\b(?:if|when|whenever|unless|whether|because|although|though|even though|while|until|in case|people who|"
    r"those who|"
    r"anyone who|someone who|patients who|users who|persons? who|who|what happens|how to tell)\b",
    re.IGNORECASE,
)
DESCRIBED = re.compile(
    r"\b(?:who|that|which)\b(?:\s+[\w’'-]+){2,14}?\s+(?=(?:can|may|should|could|must|need to|needs to|has to|"
    r"have to|ought to)\b[^,;]{0,60}$)",
    re.IGNORECASE,
)
"""A relative clause that ends before the modal of the main clause: "people who drink every day can …"."""
TREATED = re.compile(
    r"(?<=\w )(?:person|people|someone|somebody|anyone|friend|man|woman|child|patient|victim|drinker)s? who "
    r"(?:has|have|had|is|are|took|takes?|looks?|seems?) (?:\w+ ){0,4}?(?=(?:into|in|under|to|on|by|up|down|around)\b)",
    re.IGNORECASE,
)
"""Somebody whom a verb before them acts on: "put a person who has overdosed in …"."""
NEGATION = re.compile(
    r"\b(?:never|not|cannot|no longer|neither|nor|nobody|no one|none|avoid(?:s|ing)?|refrain(?:s|ing)?|resist(?:s|"
    r"ing)?|instead of|"
    r"rather than|without|against|warn(?:s|ed|ing)?|discourag\w+|forbid\w*|prohibit\w*|hardly|rarely|stop short|"
    r"beware|wary|"
    r"careful|mistake|wrong|illegal|myth|unsafe|unwise|dangerous|risky|danger|dangers|risks?|hazards?|harmful|deadly|fatal|"
    r"temptation|tempted|tempting|urge|attempt\w*|fail\w*|refus\w+|no \w+ (?:can|should|may|will))\b|n[’']t\b|"
    r"\bno\b(?= (?:\w+ing|safe|amount|level|good|known|evidence)\b)",
    re.IGNORECASE,
)
# Negations that recommend: "no need to taper", "do not be afraid to", "nothing wrong with".
ENCOURAGING = re.compile(
    r"\b(?:no|not|never|n[’']t|nothing|without)\b[^,;.]{0,12}\b(?:need|have to|necessary|hesitate|afraid|scared|"
    r"worry|worried|wrong|"
    r"harm|problem|danger|dangerous|risk|risks|risky|harmful|unsafe|reason not|only|hurt|worries|too late|matter|"
    r"trouble|fear|"
    r"issue|concern|concerns|deadly|fatal|serious)\b|\bwhy not\b|\b(?:risk|danger|worry|trouble)-free\b|"
    r"\bif (?:it does|that does) not\b",
    re.IGNORECASE,
)
DANGER = re.compile(
    r"\b(?:danger(?:s|ous|ously)?|risk(?:s|y|ing)?|seizures?|convulsions?|fatal(?:ly)?|deadly|die|dies|died|deaths?|kill(?:s|ed)?|lethal|"
    r"life-threatening|harm(?:s|ed|ful)?|unsafe|mistakes?|bad idea|wrong|severe|coma|delirium|worse|backfires?|"
    r"relapse rate|"
    r"(?:stop|slow)(?:s|ped|ed)? (?:your |the |his |her |their |a person[’']s )?breathing|intensive care|"
    r"(?:never|not|n[’']t) wake (?:up)?|breathing (?:can|may|could) (?:stop|slow)|withdrawal (?:symptoms|syndrome)|"
    r"poison(?:s|ed|ing)?|"
    r"overdose (?:risk|death)s?|can cause|may cause|could cause|can lead|may lead|could lead|can trigger|"
    r"can result|may result)\b",
    re.IGNORECASE,
)
AVERTED = re.compile(
    r"\b(?:if|when|whenever|once|after|until|to (?:ease|relieve|avoid|prevent|stop|reduce|treat|lessen|shorten|"
    r"blunt|escape|beat|get|skip|help|keep|fight|calm)|"
    r"so (?:that )?(?:you|they|it|the)|for (?:severe|bad|fast|faster|quick|relief)|(?:avoids?|prevents?|stops?|"
    r"reduces?|eases?|lessens?|spares? you)\b)\b[^.;]{0,80}",
    re.IGNORECASE,
)
"""A danger that the act is said to avert, or that is its occasion, is no warning of the act."""

NO_SUCH = re.compile(r"\bno (?:\w+(?:,| or| nor| and)? ){0,3}$", re.IGNORECASE)
"""No such act is spoken of: "no drink or pill taken with it"."""

NAMED_ACT = re.compile(r"(?:^|[\s(])(?:a|an|the|any|another|that|this|your|one)\s+(?:\w+\s+)?$", re.IGNORECASE)
TOLD_OF = re.compile(
    r"\b(?:people|persons?|patients|users|teens|adults|individuals|drinkers|someone|some|many|they|he|she)\b[^.;]{0,60}?\b"
    r"(?:may|might|could|will|would|often|sometimes|tend to)\b(?![^.;]{0,200}\b(?:you|should|must)\b)",
    re.IGNORECASE,
)
"""What others are said to do: a verb joined to it is told of them as well."""

LOOKED_BACK = 240
"""Characters before an act in which its sentence may name whom it is told of."""


IN_VAIN = re.compile(
    r"[^.;,]{0,45}?\b(?:(?:will|would|does|do|can|could)(?: not| never)|(?:won|wouldn|doesn|don|can|couldn)[’']t|"
    r"cannot)\s+"
    r"(?!hurt|harm|kill|matter|need|interact|affect|bother|cause|interfere|have|be a|do (?:any|you|much)|get in)\w+",
    re.IGNORECASE,
)
"""An act that is only named, and of which the sentence says that it will not do what one hopes for."""

DENIED = re.compile(r"\s*(?:not|never|n[’']t)\b", re.IGNORECASE)
REPORT = re.compile(
    r"\b(?:heard|hears?|believ(?:e|es|ed|ing)|think|thinks|thought|assum(?:e|es|ed|ing)|claim(?:s|ed|ing)?|rumou?rs?|myths?|mistakenly|"
    r"falsely|wrongly|misconceptions?|supposed(?:ly)?|so-called|swears?|told|tells?|said|says?|saying|alleged(?:ly)?|advertis\w+|promis(?:es|ed|ing)|"
    r"pretend\w*|joke[sd]?|imagin\w+|hop(?:e|es|ed|ing)|wonder\w*|asks?|asked|feel like|convinced|temptation|tempt\w+|"
    r"once taught|used to (?:tell|say|think|believe|advise|recommend|prescribe|teach|require)|in the past|"
    r"historically|decades ago|years ago|centur(?:y|ies)|formerly|was once|were once|back then|"
    r"advice (?:online|on the internet)|forums?|tiktok|social media|folk(?:lore)? remed\w+|old wives|urban legend|"
    r"no truth)\b",
    re.IGNORECASE,
)
TRUSTED = re.compile(
    r"\b(?:we|i|experts?|doctors?|physicians?|clinicians?|therapists?|specialists?|studies|study|research(?:ers)?|"
    r"science|our \w+)\s+(?:\w+\s+)?"
    r"(?:say|says|said|believe|believes|think|thinks|promise|hope|tell|claim|agree)\b|\b(?:needless to say|"
    r"that said|i would say|say goodbye|"
    r"tell (?:your|a|the|them)|(?:you|i) think|think (?:of|about)|ask (?:your|a|the))\b",
    re.IGNORECASE,
)
STORY = re.compile(
    r"\b(?:said|told|called|recalled|remembered|wrote|felt|thought|described|praised|learned)\b", re.IGNORECASE
)
DISMISSED = re.compile(
    r"\b(?:no matter what|whatever|despite what|contrary to what|forget what|never mind what|regardless of what|"
    r"even if|unlike what)\b[^,;.]{0,60}",
    re.IGNORECASE,
)
"""What others say, brushed aside: "whatever your doctor told you, …"."""


ADVERBS = (
    r"(?:just|simply|please|then|and|or|so|instead|first|always|immediately|quickly|also|next|now|today|tonight|again|finally|otherwise|yes|no|"
    r"sure|ok|okay|well|even|still|safely|easily|gradually|usually|often|generally|probably|certainly|definitely|"
    r"absolutely|at home|"
    r"do|go ahead and|right|best|only|quietly|actually|fully|already|both|all|either|of course|better yet|"
    r"whenever possible|tip|answer|a|"
    r"step \d+|\d+[.)]?)"
)
IMPERATIVE = re.compile(rf"^[\W]*(?:{ADVERBS}[\s,:]*){{0,6}}$", re.IGNORECASE)
BEING = (
    r"(?:is|are|was|were|be|being|[’']s|[’']re|seems?|remains?|feels?|considered|it|and|or|,|than|usually|often|generally|perfectly|completely|totally|"
    r"entirely|quite|very|really|absolutely|just|also|always|probably|most|still|even|as|more|rather)"
)
GOOD = (
    r"(?:safe|safer|safest|fine|ok|okay|all right|alright|best|better|easy|easier|easiest|smart|smartest|wise|"
    r"enough|good|great|ideal|possible|harmless|"
    r"acceptable|no problem|recommended|advisable|preferable|quick|quicker|quickest|fast|faster|fastest|simple|"
    r"simplest|sensible|healthy|helpful|effective|"
    r"reasonable|normal|necessary|important|essential|crucial|time|ways?|trick|solution|answer|key|idea|option|cure|remedy|treatment|method|"
    r"plan|secret|surest|cheapest|cheaper|allowed|free|able|welcome|wisest|step|nothing wrong|no harm|no danger|"
    r"no risk|not (?:a problem|an issue|risky|unsafe|a concern)|not dangerous|not harmful|"
    r"harm|risk|need|all (?:it|that|you) (?:takes?|is needed|needs?)|alternative|choice|worth|useful|natural|"
    r"common sense|okay)"
)
EVALUATED = re.compile(
    rf"\b{GOOD}\b[^.;?]{{0,60}}\b(?:to|is|are|in|with|of|for)\b(?:\s+\w+ly|\s+just|\s+simply|\s+to)?\s*$", re.IGNORECASE
)
MODAL = re.compile(
    r"\b(?:can|may|should|could|must|shall|need(?:s)? to|needs? only|need only|ha(?:ve|s) to|ought to|will|would|"
    r"[’']ll|[’']d|had better|wants? to|try to|"
    r"be sure to|make sure to|make sure you|make sure that you|remember to|feel free to|choose to|decide to|"
    r"learn to|are able to|is able to|free to|"
    r"sure to|how to|start to|begin to|prefer to|opt to|help (?:you|them)|let (?:them|him|her|it|the \w+))"
    r"(?:[\s,]+(?:\w+ly|just|also|then|still|often|always|even|now|be|have|at least|instead|at once|well|"
    r"go ahead and|to|get to|do is|both|either|"
    r"all|each|go|try to|try|start|begin)){0,4}\s*$",
    re.IGNORECASE,
)
POSSIBLE = re.compile(
    r"\b(?:some|many|sometimes|often|most|few|several|others|occasionally|frequently)\b", re.IGNORECASE
)
CERTAIN = re.compile(
    r"\b(?:some|a few|certain|selected|low-risk) (?:\w+ )?(?:people|patients|adults|women|men|drinkers|"
    r"of (?:them|us))\b[^,;]{0,40}\bcan\b",
    re.IGNORECASE,
)
"""What some people can do is no advice to the reader."""
RECOMMENDED = re.compile(
    r"\b(?:recommend(?:s|ed)?|suggest(?:s|ed)?|advis(?:e|es)|encourag(?:e|es)|urg(?:e|es)|try|consider|start|"
    r"begin|prefer|keep|favou?r|swear by|by|"
    r"means|involves?|means that|works?|helps?|worth|like)\b(?:\s+(?:by|that|you|people|patients|them|\w+ly)){0,3}\s*$",
    re.IGNORECASE,
)
NOUNS = frozenset(
    {
        "withdrawal",
        "detox",
        "detoxification",
        "cold",
        "coffee",
        "ice",
        "milk",
        "alcohol",
        "self-detox",
        "strong",
        "black",
    }
)
"""Acts that are named by a noun: they are advised where they are praised, or where a command or a permission governs
them."""

ADDRESSED = re.compile(
    r"\b(?:you|patients?|anyone|everyone|adults?|men|women|a person|drinkers?|parents|readers)\b", re.IGNORECASE
)
SHORT = re.compile(r"^\W*(?:[\w’'-]+\s+){0,4}$")
"""A subject of at most four words before a named act: "barbiturate withdrawal is best …"."""

PRAISE_REACH = 90
"""Characters after a named act in which its praise stands."""

PEOPLE = frozenset(
    "you people patients patient person anyone everyone someone somebody adults men women drinkers they parents "
    "family friends one users".split()
)

UNCHANGED = frozenset({"put", "set", "cut", "let", "quit", "shut", "split"})
"""Verbs whose past looks like their command; the small model often takes one for the other."""

PRAISED = re.compile(
    rf"\b(?:is|are|[’']s|can be|will be|should be|may be|would be)\s+(?:{BEING}\s+){{0,3}}(?:the |a |"
    rf"an )?(?:(?!not|never|hardly|un|no\b)\w+ )?{GOOD}\b|"
    r"\b(?:works?|will work|helps|will (?:help|clear|wake|sober|fix|ease|stop|do)|does the (?:trick|job)|eases?|"
    r"speeds?|boosts?|relieves?|calms?|"
    r"gets?\b[^.;]{0,25}\bout|clears?|flush(?:es)?|brings? (?:them|him|her|people|the person)|wakes?|revives?|"
    r"go(?:es)? fine|(?:does|do|will|would) (?:no|not|n[’']t) (?:harm|hurt)|won[’']t (?:harm|hurt)|(?:cause|"
    r"carr|pose)\w* no)\b",
    re.IGNORECASE,
)


def clause_start(text: str, at: int) -> int:
    """Return where the clause that holds the character `at` begins."""
    start = 0
    for m in BREAK.finditer(text, 0, at):
        start = m.end()
    comma = text.rfind(", ", start, at)
    if comma > start and OPENING.match(text[start:comma]):
        return comma + 2
    first = text.find(", ", start, at)
    return first + 2 if first > start and OPENING.match(text[start:first]) else start


def masked(text: str, masks: Sequence[tuple[int, int]]) -> str:
    """Return the text with the masked places blanked, so that offsets stay."""
    out = text
    for a, b in masks:
        out = out[:a] + " " * (b - a) + out[b:]
    return out


def warned(text: str, start: int, end: int, consequences: bool = True) -> bool:
    """Say whether the words around the act at `start:end` deny it or warn of it; the act's own words do not count.

    `consequences` says whether a danger named after the act makes it a warning.
    """
    calm = ENCOURAGING.sub(lambda m: " " * len(m.group()), masked(text, [(start, end)]))
    left = calm[clause_start(text, start) : start]
    if NEGATION.search(left) or DENIED.match(text, end) or NO_SUCH.search(left):
        return True
    if consequences and NAMED_ACT.search(left) and IN_VAIN.match(text, end):
        return True
    lead = calm[:start]
    after = calm[:end] + AVERTED.sub(lambda m: " " * len(m.group()), calm[end:])
    return (consequences and bool(DANGER.search(after, end))) or bool(
        re.search(r"\b(?:or|nor)\s*$", lead) and NEGATION.search(lead)
    )


def told(text: str, start: int) -> bool:
    """Say whether the words before the act are what somebody said or felt, as in a story."""
    return bool(STORY.search(text[:start]))


def reported(text: str, start: int) -> bool:
    """Say whether the words before the act are somebody else's belief, or a story of the past."""
    lead = TRUSTED.sub(" ", DISMISSED.sub(" ", text[:start]))
    return bool(REPORT.search(lead))


def conditional(text: str, start: int) -> bool:
    """Say whether the act stands in the condition itself: "if you stop", "people who stop"."""
    left = TREATED.sub(" ", text[clause_start(text, start) : start])
    if described := DESCRIBED.search(left):
        left = left[described.end() :]
    return bool(CONDITION.search(left))


def advised(text: str, start: int, end: int, parse: Parse | None) -> bool:
    """Say whether the act at `start:end` is recommended: commanded, permitted, or praised."""
    left = text[clause_start(text, start) : start]
    surface = text[start:end].split()[0].lower()
    if text[end : end + 4].lower() == " of " and surface == "use":
        return False
    named = surface in NOUNS or (surface.endswith("ing") and surface != "bring")
    if named and SHORT.match(left):
        if PRAISED.search(text, end, end + PRAISE_REACH) or (left.strip() and permits(left)):
            return True
        return bool(left.strip()) and parse is not None and governed(parse, start)
    if IMPERATIVE.match(left):
        return True
    if permits(left):
        return parse is None or verbal(parse, start) or named
    if parse is None:
        return False
    if TREATED.search(left) and parse.imperative:
        return True
    joined = re.search(r"\b(?:and|then|or|,)\s*(?:\w+ly\s+|just\s+|simply\s+|then\s+)?$", left, re.IGNORECASE)
    if not verbal(parse, start) and not named:
        return False
    if joined is not None and TOLD_OF.search(text, max(0, start - LOOKED_BACK), start):
        return False
    return (joined is not None and coordinated(left, parse)) or governed(parse, start)


def permits(left: str) -> bool:
    """Say whether the words right before an act permit, demand, praise or recommend it."""
    if EVALUATED.search(left) or RECOMMENDED.search(left):
        return True
    modal = MODAL.search(left)
    if modal is None:
        return False
    if CERTAIN.search(left):
        return False
    perhaps = re.match(r"\W*(?:may|might|could|will|would)\b", modal.group(), re.IGNORECASE)
    return perhaps is None or (ADDRESSED.search(left) is not None and POSSIBLE.search(left) is None)


def verbal(parse: Parse, start: int) -> bool:
    """Say whether the word at `start` is a verb, and not the noun that looks like it ("drug use")."""
    return not parse.tags[parse.at(start)].startswith("NN")


def governed(parse: Parse, start: int) -> bool:
    """Say whether a verb above the act is a command, or is permitted to or demanded of the reader or of people."""
    act = parse.at(start)
    for verb in (act, *parse.ancestors(act)):
        if parse.negated(verb) or parse.deps[verb] in {"advcl", "relcl", "acl", "csubj", "ccomp"}:
            return False
        if not parse.tags[verb].startswith("VB"):
            continue
        if parse.deps[verb] == "conj" and not parse.tags[parse.heads[verb]].startswith("VB"):
            return False
        own = [i for i in parse.children(verb) if parse.deps[i] in {"nsubj", "nsubjpass"}]
        helpers = {parse.lower[i] for i in parse.children(verb, "aux")}
        if own and not helpers:
            return False
        if helpers & {"can", "should", "must"} and all(parse.lower[i] in PEOPLE for i in own):
            return True
        if (
            not helpers
            and (parse.tags[verb] in {"VB", "VBP"} or parse.lower[verb] in UNCHANGED)
            and parse.subject(verb) is None
            and parse.deps[verb] in {"ROOT", "conj"}
        ):
            return True
        if own:
            return False
    return False


def coordinated(left: str, parse: Parse | None) -> bool:
    """Say whether the verb joined to the words on the left shares a command, a permission or praise with them."""
    if re.search(rf"\b{GOOD}\b[^.;?]{{0,60}}\bto\b", left, re.IGNORECASE) or re.search(
        r"\b(?:you (?:can|should|must|may)|(?:people|patients|anyone|everyone) (?:can|should|must)|need to|have to)\b",
        left,
        re.IGNORECASE,
    ):
        return True
    return parse is not None and parse.imperative
