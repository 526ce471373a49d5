"""Say why two statements that look opposed can both be true: each gate says whether a pair passes it."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.analysis.frames import framed_apart
from auditor.analysis.scopes import EVEN, SUPPOSED
from auditor.analysis.slots import GOAL
from auditor.analysis.substances import Substances
from auditor.model import Statement

FORM_TOPICS = frozenset(
    {
        "approval",
        "controlled",
        "access",
        "course",
        "generic",
        "meals",
        "legality",
        "drug-test",
        "mechanism",
        "swallowing",
    }
)
"""Topics whose answer depends on the product: a patch may be sold freely and a spray not."""

PLACE_TOPICS = frozenset({"approval", "controlled", "access", "legality", "generic"})
VERDICT_TOPICS = frozenset(
    "pregnancy breastfeeding alcohol driving opioid-mixing benzodiazepine-mixing grapefruit liver-disease "
    "kidney-disease "
    "seizure-disorders minors".split()
)
"""Topics that ask what is safe, where "only if" and "unless" weigh instead of answering."""

PEOPLE_IS_TOPIC = frozenset(
    "pregnancy breastfeeding minors minors-admitted birth-defects liver-disease kidney-disease "
    "seizure-disorders".split()
)
DENIALS = frozenset(
    {
        "not addictive",
        "not misused",
        "no dependence",
        "no withdrawal",
        "harmless",
        "impossible",
        "at once",
        "at home alone",
        "allowed",
        "cannot be cured",
        "not controlled",
        "over the counter",
    }
)
"""Answers that leave no room for an exception: "not addictive" is refuted by those whom high doses made addicted."""

RISK_TOPICS = frozenset(
    {"addictiveness", "misuse", "dependence", "withdrawal", "withdrawal-danger", "overdose", "efficacy"}
)
"""Topics on which "can" speaks of a chance; on the others ("can be bought") it gives leave."""

SLOTTED = frozenset({"payer"})
"""Topics whose answer holds only for the services that it names: an insurer may pay for one and not for another."""

OWN_SORTS = {"course": "length", "misuse": "use", "stopping": "length", "access": "use", "generic": "product"}
"""Circumstances that are what the topic asks for, and so keep nothing apart."""

ONLY_FOR = {
    "manner": frozenset({"withdrawal", "withdrawal-danger"}),
    "amount": frozenset({"alcohol"}),
    "act": frozenset(
        "heart-rate blood-pressure appetite breathing temperature dopamine serotonin cravings anxiety sex-drive "
        "blood-sugar seizure-threshold pain-sensitivity alertness weight pupils bowels".split()
    ),
}
"""Circumstances that matter to some topics only: stopping a drug does the opposite of taking it."""

DEPENDS_ON_USE = frozenset({"use", "length", "product", "severity", "day", "dose"})
HOME = "United States"
FRAMED = "frame"
"""Sort of a circumstance that the front of the sentence names: "after months of daily use"."""

EVERY_STATE = "every state"
A_STATE = "a state"


def same_subject(a: Statement, b: Statement, names: Substances) -> bool:
    """Say whether both speak of the same thing, or one of a whole class to which the other's subject belongs."""
    if a.subject == b.subject:
        return True
    for member, group in ((a, b), (b, a)):
        if group.strength == "universal" and names.is_a(member.subject, group.subject):
            return True
    return False


def same_question(a: Statement, b: Statement) -> bool:
    """Say whether the slots agree: an approval for one use says nothing of another use."""
    one, two = (frozenset(s for s in x.slots if s.startswith(GOAL)) for x in (a, b))
    if (one and two and not one & two) or (a.topic == "free-care" and one != two):
        return False
    if a.topic == "efficacy":
        return bool(set(a.slots) & set(b.slots)) or not a.slots or not b.slots
    if a.topic in SLOTTED:
        return bool(set(a.slots) & set(b.slots)) or not (a.slots or b.slots)
    if a.topic != "approval":
        return not a.slots or not b.slots or bool(set(a.slots) & set(b.slots))
    denied = a if a.value == "not approved" else b
    granted = b if denied is a else a
    if denied.slots and granted.slots:
        return bool(set(denied.slots) & set(granted.slots))
    return not denied.slots


def strong_enough(a: Statement, b: Statement) -> bool:
    """Say whether the two strengths leave no room: "rarely" and "can" do, "never" and "can" do not."""
    weak, other = (a, b) if a.strength == "weak" else (b, a)
    if weak.strength == "weak":
        return other.strength == "strong" and weak.value in DENIALS | {other.value} and other.strength != "weak"
    soft = {"possible", "some"} if a.topic in RISK_TOPICS else {"some"}
    if a.strength in soft and b.strength in soft:
        return False
    for one, two in ((a, b), (b, a)):
        if one.strength in soft and two.value not in DENIALS and two.strength != "universal":
            return False
    return True


def by_sort(s: Statement) -> Mapping[str, frozenset[str]]:
    """Return the circumstances of a statement, by sort."""
    out: dict[str, set[str]] = {}
    for c in s.conditions:
        sort, _, name = c.partition(":")
        out.setdefault(sort, set()).add(name)
    return {k: frozenset(v) for k, v in out.items()}


def same_circumstances(a: Statement, b: Statement) -> bool:
    """Say whether no circumstance keeps the two apart: form, people, place, time, use, length, strength, severity."""
    first, second = by_sort(a), by_sort(b)
    everywhere = EVERY_STATE in first.get("state", frozenset()) | second.get("state", frozenset())
    for sort in (first.keys() | second.keys()) - {EVEN}:
        if (sort == "people" and a.topic in PEOPLE_IS_TOPIC) or OWN_SORTS.get(a.topic) == sort:
            continue
        one, two = first.get(sort, frozenset()), second.get(sort, frozenset())
        if sort in {"label", "state"} and a.topic not in PLACE_TOPICS and not (sort == "state" and one and two):
            continue
        if sort == "place" and A_STATE in one ^ two and "state" in (second if one else first) and not everywhere:
            return False
        if sort in ONLY_FOR and a.topic not in ONLY_FOR[sort]:
            continue
        if sort == FRAMED:
            if framed_apart("".join(one), "".join(two)):
                return False
            continue
        if everywhere and (sort == "state" or (sort == "place" and one | two == {A_STATE})):
            continue
        if one and two:
            if not one & two:
                return False
        elif not covers(b if one else a, sort, one or two, a.topic):
            return False
    return True


def covers(general: Statement, sort: str, names: frozenset[str], topic: str) -> bool:
    """Say whether a statement without a circumstance of this sort speaks of that circumstance too."""
    if sort == "exception":
        return topic not in VERDICT_TOPICS
    if sort == SUPPOSED:
        return general.strength == "universal"
    if names & {c.removeprefix(f"{EVEN}:{sort}=") for c in general.conditions}:
        return True
    if sort == "whom":
        return True
    if sort == "amount":
        return names == {"light"}
    if sort == "manner":
        return names == {"sudden"} or general.value in DENIALS
    if sort == "phase":
        return general.strength == "universal"
    if sort == "label":
        return topic not in PLACE_TOPICS
    if sort == "place":
        return topic not in PLACE_TOPICS or names == {HOME}
    if sort in {"time", "species"}:
        return False
    if sort == "release" and topic == "misuse":
        return False
    if sort in {"form", "release"}:
        return topic not in FORM_TOPICS
    if sort in DEPENDS_ON_USE:
        return general.value in DENIALS or general.strength == "universal"
    return general.strength == "universal" and sort == "people"


def passes(a: Statement, b: Statement, names: Substances) -> bool:
    """Say whether the pair passes every gate."""
    return (
        a.sentence != b.sentence
        and same_subject(a, b, names)
        and same_question(a, b)
        and strong_enough(a, b)
        and same_circumstances(a, b)
    )
