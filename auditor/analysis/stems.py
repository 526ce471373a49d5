"""Reduce English words to stems, so that "misused", "misuses" and "misusing" meet.

A light version of M. F. Porter's algorithm (Program 14(3), 1980): inflection and the commonest derivations go, the
rest of a word stays. "Addiction" and "addictive" meet; what tells them apart in meaning is not for a stem to know.
"""

from __future__ import annotations

from functools import lru_cache

VOWELS = frozenset("aeiouy")
IRREGULAR = {
    "was": "be", "were": "be", "is": "be", "are": "be", "am": "be", "been": "be", "being": "be", "has": "have",
    "had": "have", "having": "have", "does": "do", "did": "do", "done": "do", "doing": "do", "went": "go",
    "gone": "go", "goes": "go", "made": "make", "took": "take", "taken": "take", "gave": "give", "given": "give",
    "led": "lead", "felt": "feel", "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall",
    "began": "begin", "begun": "begin", "came": "come", "found": "find", "got": "get", "gotten": "get",
    "kept": "keep", "left": "leave", "lost": "lose", "meant": "mean", "said": "say", "saw": "see", "seen": "see",
    "shown": "show", "thought": "think", "told": "tell", "knew": "know", "known": "know", "grew": "grow",
    "grown": "grow", "worn": "wear", "wore": "wear", "slept": "sleep", "died": "die", "dying": "die", "dies": "die",
    "children": "child", "men": "man", "women": "woman", "people": "person", "teeth": "tooth", "feet": "foot",
    "lives": "life", "drank": "drink", "drunk": "drink", "became": "become", "ran": "run", "paid": "pay",
    "better": "good", "best": "good", "worse": "bad", "worst": "bad", "less": "little", "least": "little",
    "more": "more", "analyses": "analysis", "diagnoses": "diagnosis", "crises": "crisis", "news": "news",
    "thus": "thus", "gas": "gas", "lungs": "lung", "using": "use", "used": "use", "uses": "use", "sought": "seek",
    "taught": "teach", "bought": "buy", "brought": "bring", "caught": "catch", "held": "hold", "met": "meet",
    "sent": "send", "spent": "spend", "built": "build", "written": "write", "wrote": "write", "broken": "break",
    "broke": "break", "chosen": "choose", "chose": "choose", "harder": "hard", "hardest": "hard", "slower": "slow",
    "faster": "fast", "stronger": "strong", "longer": "long", "recovery": "recover", "drivers": "drive",
    "driver": "drive", "medical": "medical", "medication": "medicine", "medications": "medicine",
    "withdrawal": "withdraw", "withdrawals": "withdraw", "approval": "approve", "death": "death",
    "healthier": "healthy", "easier": "easy", "safer": "safe", "younger": "young", "older": "old", "driven": "drive",
    "drove": "drive", "driving": "drive", "eaten": "eat", "ate": "eat", "hidden": "hide", "shook": "shake",
    "shaken": "shake", "spoken": "speak", "spoke": "speak", "stolen": "steal", "withdrawn": "withdraw",
    "overcame": "overcome", "nearest": "near", "nearer": "near", "nearby": "near",
}  # fmt: skip
"""Forms that no rule of endings reaches."""

DERIVED = (
    ("ational", "ate"), ("ization", "ize"), ("isation", "ize"), ("fulness", "ful"), ("iveness", "ive"),
    ("alities", "al"), ("ality", "al"), ("ically", "ic"), ("fully", "ful"), ("ively", "ive"), ("ously", "ous"),
    ("ations", "ate"), ("ation", "ate"), ("iness", "y"), ("ments", ""), ("ment", ""), ("ness", ""), ("ally", "al"),
    ("bly", "ble"), ("ily", "y"), ("ly", ""), ("ance", "ant"), ("ence", "ent"), ("ency", "ent"), ("ancy", "ant"),
    ("tion", "t"), ("sion", "s"), ("tive", "t"), ("able", ""), ("ible", ""), ("ical", "ic"), ("icals", "ic"),
    ("ually", "u"),
)  # fmt: skip
"""Endings of derivation, the longest first, with what takes their place when a stem of `SHORTEST` letters is left."""

SHORTEST = 4


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a word in lower case; a number, a short word or a word with a digit stays as it is."""
    if word in IRREGULAR:
        return trimmed(IRREGULAR[word])
    if len(word) < SHORTEST or not word.isalpha():
        return word
    base = inflected(word)
    for _ in range(2):
        for ending, instead in DERIVED:
            if base.endswith(ending) and len(base) - len(ending) + len(instead) >= SHORTEST:
                base = base[: -len(ending)] + instead
                break
    return trimmed(base)


def trimmed(base: str) -> str:
    """Return a stem without its last -e, and with -i for a last -y, as other forms of the word have it."""
    base = base.removesuffix("e") if len(base) > SHORTEST else base
    return base[:-1] + "i" if len(base) >= SHORTEST and base.endswith("y") and base[-2] not in VOWELS else base


def inflected(word: str) -> str:
    """Return the word without the ending of a plural, of a third person, of a past or of a progressive form."""
    if word.endswith("ies") and len(word) > SHORTEST:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is", "ous")):
        word = word[:-1]
    for ending in ("edly", "ied", "eed", "ed", "ing"):
        if word.endswith(ending):
            return past(word, ending)
    return word


def past(word: str, ending: str) -> str:
    """Return the verb of a form in -ed or -ing, or the word itself if that would leave no syllable."""
    if ending == "ied":
        return word[:-3] + "y"
    base = word[: -len(ending)]
    if ending == "eed" or not any(c in VOWELS for c in base) or len(base) < SHORTEST - 1:
        return word
    if len(base) > SHORTEST - 1 and base[-1] == base[-2] and base[-1] not in "aeioulsz":
        return base[:-1]
    return base
