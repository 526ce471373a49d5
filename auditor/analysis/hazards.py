"""Answer what dangers ask about the medicines and substances named: which are sedating, which react."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.analysis.substances import Substances

NO_IDS: frozenset[str] = frozenset()
GROUPS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "dangerous_withdrawal": (
        frozenset(
            "alcohol benzodiazepines barbiturates z-drugs ghb gbl phenibut meprobamate carisoprodol".split(),
        ),
        NO_IDS,
    ),
    "opioid": (frozenset({"opioids"}), NO_IDS),
    "other_opioid": (frozenset({"opioids"}), NO_IDS),
    "full_agonist": (frozenset({"opioids"}), frozenset({"buprenorphine"})),
    "abusable": (
        frozenset({"opioids", "benzodiazepines", "stimulants", "barbiturates", "z-drugs"}),
        frozenset({"naloxone"}),
    ),
    "sedating": (
        frozenset(
            "alcohol opioids benzodiazepines barbiturates cns-depressants z-drugs muscle-relaxants "
            "gabapentinoids".split(),
        ),
        NO_IDS,
    ),
    "tolerance": (frozenset({"opioids", "benzodiazepines", "opioid-agonists"}), NO_IDS),
    "naltrexone": (frozenset({"naltrexone"}), NO_IDS),
    "buprenorphine": (frozenset({"buprenorphine"}), NO_IDS),
    "buprenorphine_or_waiver": (frozenset({"buprenorphine", "moud"}), frozenset({"methadone", "naltrexone"})),
    "disulfiram": (frozenset({"disulfiram"}), NO_IDS),
    "alcohol": (frozenset({"alcohol"}), NO_IDS),
    "naloxone": (frozenset({"naloxone"}), NO_IDS),
    "moud": (frozenset({"moud"}), frozenset({"naltrexone"})),
    "moud_or_opioid": (frozenset({"opioids", "moud"}), NO_IDS),
    "folk_drug": (frozenset({"kratom", "tianeptine", "phenibut", "loperamide", "7-hydroxymitragynine"}), NO_IDS),
    "unprescribed": (
        frozenset(
            "kratom tianeptine phenibut loperamide opioids benzodiazepines cannabis gabapentinoids ibogaine".split(),
        ),
        frozenset({"methadone", "buprenorphine", "naltrexone", "lofexidine"}),
    ),
}
"""What a danger may ask: the ids and classes that answer yes, and the ids that do not count."""

PRESCRIBED = ("opioids", "benzodiazepines", "stimulants", "antidepressants", "moud")
DEPRESSANT = frozenset(
    "alcohol benzodiazepines barbiturates cns-depressants z-drugs muscle-relaxants gabapentinoids sleep-medicines "
    "sedative-hypnotics".split()
)
UNTAPERED = frozenset(
    "nicotine tobacco cannabis cocaine caffeine e-cigarettes naltrexone naloxone acamprosate disulfiram".split()
)
"""What can be stopped at once; the classes that some of them stand in say otherwise of their other members."""


def matching(question: str, ids: tuple[str, ...], substances: Substances) -> tuple[str, ...]:
    """Return those of the ids that answer the question with yes; for `interacting` the first two that react."""
    known = tuple(i for i in ids if i in substances.terms)
    if question == "interacting":
        return interacting(known, substances)
    if question == "stop_abruptly":
        return tuple(i for i in known if stops_badly(i, substances))
    if question == "stop_medicine":
        return tuple(i for i in known if i != "alcohol" and stops_badly(i, substances))
    if question == "medicine":
        kinds = {"medicine", "class"}
        return tuple(
            i for i in known if substances.terms[i].kind in kinds or any(substances.is_a(i, g) for g in PRESCRIBED)
        )
    groups, excluded = GROUPS[question]
    return tuple(i for i in known if i not in excluded and any(substances.is_a(i, g) for g in groups))


def stops_badly(term_id: str, substances: Substances) -> bool:
    """Say whether stopping it suddenly is dangerous, by its own entry or by that of a class above it."""
    if term_id in UNTAPERED:
        return False
    own = substances.terms[term_id].data.get("stop_abruptly")
    if own is not None:
        return bool(own)
    above = (substances.terms[g] for g in substances.classes_of(term_id) if g in substances.terms)
    return any(term.data.get("stop_abruptly") for term in above)


def interacting(ids: tuple[str, ...], substances: Substances) -> tuple[str, ...]:
    """Return the first two that slow breathing together, or of which one reacts with the other."""
    for n, a in enumerate(ids):
        for b in ids[n + 1 :]:
            kin = substances.is_a(a, b) or substances.is_a(b, a)
            if not kin and (reacts(a, b, substances) or reacts(b, a, substances)):
                return a, b
    return ()


def reacts(a: str, b: str, substances: Substances) -> bool:
    """Say whether both slow breathing, or the entry of `a` or of a class above it names `b` as an interaction."""
    above = {a, *substances.classes_of(a)}
    other = {b, *substances.classes_of(b)}
    if above & DEPRESSANT and other & (DEPRESSANT | {"opioids"}):
        return True
    terms = (substances.terms[g] for g in above if g in substances.terms)
    return any(substances.is_a(b, x) for term in terms for x in term.data.get("interactions", ()))
