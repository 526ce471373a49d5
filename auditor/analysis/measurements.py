"""Say what each number of a page measures, of what and under which circumstances."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from auditor.analysis import scopes
from auditor.analysis.frames import frame_of
from auditor.analysis.gates import FRAMED
from auditor.analysis.measurements_named import elsewhere, firm, names_of, package_of, rough, speaks_for_itself
from auditor.analysis.numbers import MOST, family, opposed
from auditor.analysis.quantities import HOURS, find_quantities, sorts_of
from auditor.analysis.quantities_words import Quantity
from auditor.analysis.questions import places
from auditor.analysis.stems import stem
from auditor.analysis.subjects import Surroundings, look_back, points
from auditor.analysis.substances import Substances
from auditor.lexicon import Lexicon, Term
from auditor.model import Kind, Sentence, Span
from auditor.terms import Index

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis

NUMBERISH = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)"
    r"teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|adults|"
    r"half|couple|dozen|an? (?:full |whole )?(?:hour|day|week|month|year|minute|third|quarter)|most|everyone|"
    r"everybody|hardly any|almost|"
    r"majority|once|twice|daily|weekly|monthly|every)\b",
    re.IGNORECASE,
)
PROGRAM = re.compile(
    r"\b(?:program|programme|rehab|center|centre|facility|stay|our|we|us|clients?|residents?|admissions?|"
    r"admitted|clinic|"
    r"course of treatment|house|ranch|lodge)\b",
    re.IGNORECASE,
)
# Counts and shares are told apart by the words of the whole sentence, not by one subject.
COUNTED_SUBJECT = "people"

OF_A_PLACE = frozenset(
    {"course-length", "price", "success-rate", "completion-rate", "age-limit", "beds", "phone", "waiting-list"}
)
"""What is measured of a treatment place, which may be known by its name alone."""

PROGRAM_MEASURES = OF_A_PLACE | {"dose-rate", "headcount"}
COUNTED = frozenset({"headcount", "overall-share", "relapse-rate"})
COUNTING = frozenset({"share", "people"})
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
EVENTS = (
    ("death", re.compile(r"\b(?:die[ds]?|dying|deaths?|kill(?:s|ed)?|fatal\w*|mortality|lost their lives)\b", re.I)),
    ("care", re.compile(r"\b(?:treat(?:ed|ment)|receiv\w+|enrolled|admitted|hospital\w*|sought|seek)\b", re.I)),
    ("misuse", re.compile(r"\b(?:misus\w+|abus\w+|binge\w*)\b", re.I)),
    ("disorder", re.compile(r"\b(?:disorders?|addict\w+|dependen\w+|alcoholism|hooked)\b", re.I)),
    ("relapse", re.compile(r"\brelaps\w+\b", re.I)),
)  # fmt: skip
STOP = frozenset(
    "the a an of in on at to for from by with and or but as is are was were be been it its this that these "
    "those about around roughly "
    "only up more most than less over under people person percent year years month months week weeks day "
    "days hour hours minutes who "
    "which their there they he she we our you your can may will would could some any all one two three not "
    "no do does did has have had "
    "usually typically often every after before during while when if per same also just like out go goes "
    "take takes".split()
)
SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Measurement:
    """A number, what it measures (`measure`), and of what (`subject`). `stems` are the content words around it."""

    sentence: int
    measure: str
    subject: str
    surface: str
    quantity: Quantity
    span: Span
    conditions: tuple[str, ...] = ()
    years: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    times: frozenset[float] = frozenset()
    names: frozenset[str] = frozenset()
    own: bool = False
    package: frozenset[str] = frozenset()
    firm: bool = False


def find_measurements(facts: Analysis) -> tuple[Measurement, ...]:
    """Return what the numbers of the main text measure, in order of place, if something can clash with them."""
    lexicons = facts.resources.lexicons
    measures = lexicons["measures"]
    body = [i for i in facts.main if facts.page.blocks[facts.sentences[i].block].kind is not Kind.CODE]
    read = shared(numbered(facts, comparable(facts, body, measures), measures.index))
    if not read:
        return ()
    place = {i: n for n, i in enumerate(body)}
    clashing = list(disputed(of_one_thing(facts, body, read)))
    one_form = bool(clashing) and not any(OTHER_FORM.search(facts.sentences[i].text) for i in body)
    return tuple(
        limited(m, facts.sentences[m.sentence].text, measures, lexicons["scopes"], one_form=one_form)
        for m in clashing
        if scopes.speaks(body, place[m.sentence], facts.sentences, lexicons["scopes"])
    )


def disputed(found: Sequence[Measurement]) -> Iterator[Measurement]:
    """Yield, each once, the measurements that clash with that of another sentence but for circumstances.

    Of a table that is too long to compare, all are left, so that it is seen how long it is.
    """
    distinct: dict[tuple[object, ...], Measurement] = {}
    groups: dict[tuple[str, str], list[Measurement]] = {}
    for m in found:
        key = (m.measure, m.subject, m.quantity.low, m.quantity.high, m.quantity.bound, m.sentence)
        if distinct.setdefault(key, m) is m:
            groups.setdefault((family(m.measure), m.subject), []).append(m)
    for m in distinct.values():
        group = groups[family(m.measure), m.subject]
        if len(group) > MOST or any(opposed(m, o) or opposed(o, m) for o in group):
            yield m


def limited(m: Measurement, text: str, measures: Lexicon, limits: Lexicon, *, one_form: bool) -> Measurement:
    """Return the measurement with the circumstances that its sentence names.

    Where the page names one form only (`one_form`), a tablet is no circumstance; and the people, times and phases
    that a measure itself is about are none.
    """
    frame = frame_of(text, frozenset(m.surface.lower().split()))
    told = {c for c in scopes.conditions_of(text, limits) if not (implied(c, m) or (one_form and c == "form:oral"))}
    told |= {f"{FRAMED}:{frame}"} if frame else set()
    return replace(m, conditions=tuple(sorted({*told, *aspects_of(text, measures, m.quantity.sort, m.measure)})))


def implied(condition: str, m: Measurement) -> bool:
    """Say whether a circumstance is what the measure is about: an age, whose success, how long after the last use."""
    sort = condition.partition(":")[0]
    if m.measure == "age-limit":
        return sort == "people"
    if m.measure in RATES_OF_A_PLACE:
        return sort == "whom"
    return sort == "phase" and m.quantity.sort == "time" and SINCE_LAST.search(condition) is not None


METABOLITE = re.compile(r"\bmetabolites?\b", re.IGNORECASE)
"""What the body makes of a drug has half-lives and windows of its own."""

SINCE_LAST = re.compile(r"\bafter (?:your|the|their|a) (?:last|final)$")
RATES_OF_A_PLACE = frozenset({"success-rate", "completion-rate"})
PROGRAM_ID = "program"
"""Subject of what is measured of a place of treatment, whatever its name."""

OTHER_FORM = re.compile(
    r"\b(?:inject\w*|shots?|implants?|depot|infusions?|sprays?|patch(?:es)?|films?|strips?|drips?|nasal\w*|snort\w*|"
    r"smok\w+|vap(?:e|ed|ing|es)|inhal\w+|intraven\w+|IV|sublingual\w*|buccal\w*|suppositor\w+|gel|cream|liquid|syrup|"
    r"vivitrol|sublocade|brixadi|probuphine|zubsolv|duragesic)\b",
    re.IGNORECASE,
)


Read = tuple[int, Quantity, Term, tuple[int, int]]
"""A sentence's index, a number in it, what it measures, and the stretch of the sentence that speaks of it."""


def comparable(facts: Analysis, body: Sequence[int], lexicon: Lexicon) -> Mapping[int, tuple[Term, ...]]:
    """Return the sentences that, by their words, may measure what another one measures too, each with the measures.

    A word of the measure and one of its unit must stand in both; most sentences with a number are done with that.
    """
    measures = lexicon.of_kind("measure")
    found: dict[int, tuple[Term, ...]] = {}
    for index in body:
        sentence = facts.sentences[index]
        if len(sentence.text) > LONGEST:
            continue
        may = lexicon.index.possible(sentence.text)
        sorts = sorts_of(sentence.text) if may else frozenset()
        if not sentence.complete:
            sorts -= COUNTING
        fitting = tuple(t for t in measures if t.id in may and t.data["topic"] in sorts) if sorts else ()
        if fitting and NUMBERISH.search(sentence.text):
            found[index] = fitting
    times = Counter(name for terms in found.values() for name in {family(t.id) for t in terms})
    return {i: terms for i, terms in found.items() if any(times[family(t.id)] > 1 for t in terms)}


def numbered(facts: Analysis, fitting: Mapping[int, Sequence[Term]], words: Index) -> Iterator[Read]:
    """Yield the numbers whose measure is plain; counts and shares only from complete sentences."""
    for index, measures in fitting.items():
        sentence = facts.sentences[index]
        for quantity, measure, window in measured(sentence.text, find_quantities(sentence.text), measures, words):
            if sentence.complete or quantity.sort not in COUNTING:
                yield index, quantity, measure, window


LONGEST = 600
"""Characters; a longer sentence is a table run together."""


def shared(read: Iterator[Read]) -> list[Read]:
    """Return the numbers whose measure, or a dose, is given in more than one sentence."""
    groups: dict[str, list[Read]] = {}
    for one in read:
        groups.setdefault(family(one[2].id), []).append(one)
    kept = [one for group in groups.values() if len({o[0] for o in group}) > 1 for one in group]
    return sorted(kept, key=lambda one: (one[0], one[1].start))


def of_one_thing(facts: Analysis, body: Sequence[int], read: Sequence[Read]) -> Sequence[Measurement]:
    """Return the numbers that measure a thing on which another sentence says the same measure, without circumstances.

    Only those that clash but for their circumstances need them: see `limited`.
    """
    around = Surroundings.of(facts.page, facts.sentences, body, facts.mentions, headings(facts, body))
    told = [(one, subject_of(facts, one[0], one[3], one[2].id, around, facts.resources.illnesses)) for one in read]
    sentences: dict[tuple[str, str], set[int]] = {}
    for one, who in told:
        if who is not None:
            sentences.setdefault((family(one[2].id), who[0]), set()).add(one[0])
    return [
        measurement(facts.sentences[one[0]], one, who)
        for one, who in told
        if who is not None and len(sentences[family(one[2].id), who[0]]) > 1
    ]


def measurement(sentence: Sentence, read: Read, who: tuple[str, str]) -> Measurement:
    """Return the measurement of a number; of a count or share with what tells which people it is of."""
    index, quantity, measure, _ = read
    start, text = sentence.span.start, sentence.text
    span = Span(start + quantity.start, start + quantity.end)
    found = Measurement(index, measure.id, who[0], who[1], quantity, span, years=frozenset(YEAR.findall(text)))
    if measure.id in OF_A_PLACE and who[0] == PROGRAM_ID:
        found = replace(found, names=names_of(text), own=speaks_for_itself(text), firm=firm(text))
    if quantity.sort == "money":
        per = frozenset({quantity.unit} - {"", *HOURS})
        package, spans = package_of(text) | per, spans_of(text, quantity)
        return replace(found, package=package, times=spans, firm=not rough(text))
    if quantity.sort not in COUNTING:
        return found
    return replace(found, events=events_of(text), stems=content(text), times=spans_of(text, quantity))


def spans_of(text: str, quantity: Quantity) -> frozenset[float]:
    """Return the lengths of time in a sentence, with that for which a sum of money is paid ("$90 a week")."""
    spans = {q.high for q in find_quantities(text) if q.sort == "time"}
    return frozenset(spans | ({HOURS[quantity.unit]} if quantity.sort == "money" and quantity.unit in HOURS else set()))


def headings(facts: Analysis, body: Sequence[int]) -> Mapping[str, tuple]:  # type: ignore[type-arg]
    """Return the names in each heading."""
    return {
        facts.sentences[i].text: facts.mentions[i]
        for i in body
        if facts.page.blocks[facts.sentences[i].block].kind is Kind.HEADING
    }


def measured(
    text: str, quantities: Sequence[Quantity], measures: Sequence[Term], words: Index
) -> Iterator[tuple[Quantity, Term, tuple[int, int]]]:
    """Yield each quantity with what it measures and the stretch of the sentence that speaks of it."""
    for q in quantities:
        if (
            q.sort == "time"
            and q.low == q.high
            and re.match(r"(?:an?|one|every|each)\b", text[q.start :], re.I)
            and any(o.sort in {"dose", "money"} and o.end <= q.start and q.start - o.end < 40 for o in quantities)
        ):
            continue
        same = [o for o in quantities if o.sort == q.sort and o is not q]
        low = max([0, *(o.end for o in same if o.end <= q.start)])
        high = min([len(text), *(o.start for o in same if o.start >= q.end)])
        window = text[low:high]
        term = next((t for t in measures if t.data["topic"] == q.sort and places(t, window, words)), None)
        if term is not None:
            yield q, term, (low, high)


def subject_of(
    facts: Analysis, index: int, window: tuple[int, int], measure: str, around: Surroundings, illnesses: Substances
) -> tuple[str, str] | None:
    """Return the id and the words of what is measured, or None where that is open."""
    text = facts.sentences[index].text
    if measure == "half-life" and METABOLITE.search(text):
        return None
    names = [m for m in facts.mentions[index] if m.kind != "class"] or list(facts.mentions[index])
    inside = [m for m in names if window[0] <= m.start < window[1]] or names
    if measure in COUNTED:
        ill = sorted({m.id for m in illnesses.find(text)})
        return COUNTED_SUBJECT, ", ".join(ill or sorted({m.id for m in names}))
    if len({m.id for m in inside}) == 1:
        return inside[0].id, inside[0].surface
    if inside:
        return None
    if measure in OF_A_PLACE and elsewhere(text):
        return None
    if measure == "waiting-list":
        return PROGRAM_ID, "the program"
    if measure in PROGRAM_MEASURES and (PROGRAM.search(text) or (measure in OF_A_PLACE and names_of(text))):
        return PROGRAM_ID, "the program"
    if points(text, (0, len(text))):
        name = look_back(index, len(text), around, ())
        return (name.id, name.surface) if name else None
    return None


def aspects_of(text: str, measures: Lexicon, sort: str, measure: str) -> tuple[str, ...]:
    """Return the circumstances under which numbers of this measure differ."""
    return tuple(
        f"{t.data['topic']}:{t.data['value']}"
        for t in measures.of_kind("aspect")
        if concerns(t.data["topic"], sort, measure)
        and not (t.id == "clients-finishers" and measure == "completion-rate")
        and places(t, text, measures.index)
    )


def concerns(aspect: str, sort: str, measure: str) -> bool:
    """Say whether a sort of circumstance matters to a measure: a sample does to a detection window, not to a dose."""
    if aspect in {"sample", "pattern"}:
        return measure == "detection-window"
    if aspect == "effect":
        return measure in {"effect-length", "onset"}
    if aspect == "period":
        return sort in COUNTING and measure not in RATES_OF_A_PLACE
    if aspect == "per":
        return sort == "dose"
    if aspect in {"line", "channel"}:
        return sort == "phone"
    if aspect == "priced":
        return sort == "money"
    if aspect == "age-group":
        return sort == "age"
    if aspect == "clients":
        return measure in RATES_OF_A_PLACE
    if aspect == "stage":
        return sort in {"dose", "rate"}
    return True


def events_of(text: str) -> frozenset[str]:
    """Return what is said to happen to the people who are counted."""
    return frozenset(name for name, pattern in EVENTS if pattern.search(text))


def content(text: str) -> frozenset[str]:
    """Return the stems of the words that carry what the sentence is about."""
    words = re.findall(r"[a-z][a-z'-]+", text.lower())
    return frozenset(stem(w) for w in words if len(w) >= SHORTEST_STEM and w not in STOP)
