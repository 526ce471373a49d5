"""Two statements of a page that cannot both be true."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.conflicts import Conflict, clustered, conflicting_pairs
from auditor.analysis.turned import Turned, find_turned
from auditor.model import Confidence, Finding, Related, Severity, Span, Statement
from auditor.rules import Context, rule

MOST = 12
"""A card shows at most this many opposing sentences; an editor who has read twelve knows where to look for more."""

WORD_TOPICS = frozenset({"origin", "speed", "acting-length", "look-and-smell"})
"""Topics answered by a pair of opposite words, which often describe a part or a form of the thing: medium at most."""

SURE = frozenset({"universal", "generic", "strong"})


@rule(
    "CON001",
    "contradicting-statements",
    check="contradictions",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1",
    thorough=True,
    lexicons=("questions", "scopes", "drugs", "disorders", "opposites", "rewording"),
    references=(
        "https://nida.nih.gov/publications/principles-drug-addiction-treatment-research-based-guide-third-edition/frequently-asked-questions",
    ),
    examples=(
        "[[Kratom is not addictive.]] It is sold as a powder. Many people become addicted to kratom.",
        "[[Never drink alcohol while you take Lunesta.]] A glass of wine is fine with eszopiclone.",
        "Naltrexone is not addictive. Buprenorphine can cause physical dependence.",
        "Myth: kratom is not addictive. Fact: people do become addicted to kratom.",
    ),
)
def contradicting_statements(ctx: Context) -> Iterator[Finding]:
    """Two statements about the same thing cannot both be true.

    ## Why it matters
    A reader believes whichever of the two they happen to read. If one says that a medicine is not addictive and the
    other that people become addicted to it, somebody will take a risk that the page warned of elsewhere.

    ## How to fix it
    Decide which statement is right, with a source, and change the other. If both are right under different
    circumstances (another dose, form, group of people or country), say so in both places.

    ## What it cannot see
    It compares statements on the topics that it knows, about the same medicine, substance or illness, under the same
    circumstances. Clashes that need knowledge of the world, and those whose subject is not plain, are missed.
    """
    topics = ctx.facts.resources.topics
    pairs = conflicting_pairs(ctx.facts.statements, topics, ctx.facts.resources.substances)
    told: set[frozenset[int]] = set()
    for case in clustered(pairs):
        told |= {frozenset({case.hub.sentence, s.sentence}) for s in case.others}
        yield report(ctx, case)
    for pair in find_turned(ctx.facts):
        if frozenset({pair.first, pair.second}) not in told:
            yield report_turned(ctx, pair)


def report(ctx: Context, case: Conflict) -> Finding:
    """Return the finding for one case."""
    hub, lexicon = case.hub, ctx.lexicons["questions"]
    shown = one_a_sentence(case.others, hub)[:MOST]
    first = shown[0]
    topic = lexicon.by_id[hub.topic]
    name = hub.surface or hub.subject
    said, opposite = ctx.page.quote(hub.span), ctx.page.quote(first.span)
    line, _ = ctx.page.position(first.span.start)
    return ctx.flag(
        ctx.facts.sentences[hub.sentence],
        f"The page contradicts itself on {topic.message.format(subject=name)}: "
        f"“{said}” here, but “{opposite}” in line {line}{more(len(shown))}.",
        related=tuple(other_half(ctx, s) for s in shown),
        marks=tuple(sorted({hub.span, *(s.span for s in shown)})),
        evidence={
            "topic": hub.topic,
            "subject": hub.subject,
            "values": [hub.value, *sorted({s.value for s in shown})],
            "conditions": [list(hub.conditions), list(first.conditions)],
            "lexicon": sorted({lexicon.cite(s.term) for s in (hub, *shown)}),
        },
        suggestion=topic.prefer,
        confidence=Confidence.HIGH if sure(hub, first) else Confidence.MEDIUM,
    )


def report_turned(ctx: Context, pair: Turned) -> Finding:
    """Return the finding for two sentences that are each other's opposite, nearly word for word."""
    first, second = (ctx.facts.sentences[i] for i in (pair.first, pair.second))
    line, _ = ctx.page.position(second.span.start)
    one, two = pair.mirror.words
    how = "one denies what the other says" if not one else f"“{one}” here is “{two}” there"
    return ctx.flag(
        first,
        f"This sentence says the opposite of the one in line {line}: the words are nearly the same, but {how}.",
        related=(ctx.related(second.span, "says the opposite"),),
        evidence={
            "topic": "same words",
            "values": [pair.mirror.reason],
            "lexicon": ctx.lexicons["opposites"].cite("denials"),
        },
        suggestion="Decide which of the two is right, and change or remove the other.",
        confidence=Confidence.MEDIUM,
    )


def more(count: int) -> str:
    """Return words for the further sentences that oppose."""
    if count < 2:
        return ""
    return f", and {count - 1} more sentence{'s' if count > 2 else ''} on that side"


def one_a_sentence(statements: tuple[Statement, ...], hub: Statement) -> list[Statement]:
    """Return the plainest statement of each sentence, those on the hub's own topic first."""
    seen: dict[int, Statement] = {}
    for s in sorted(statements, key=lambda s: (s.topic != hub.topic, s.term.startswith("bound-"), s.span.start)):
        seen.setdefault(s.sentence, s)
    return list(seen.values())


def other_half(ctx: Context, statement: Statement) -> Related:
    """Return the opposing sentence with what it says, and under which circumstances."""
    seen = f" ({', '.join(c.split(':', 1)[-1] for c in statement.conditions)})" if statement.conditions else ""
    return ctx.related(span_of(ctx, statement), f"says “{ctx.page.quote(statement.span)}”{seen}")


def span_of(ctx: Context, statement: Statement) -> Span:
    """Return the place of the statement's sentence."""
    return ctx.facts.sentences[statement.sentence].span


def sure(a: Statement, b: Statement) -> bool:
    """Say whether both halves speak plainly, of one topic and without circumstances of their own."""
    return (
        a.topic == b.topic
        and a.topic not in WORD_TOPICS
        and a.strength in SURE
        and b.strength in SURE
        and a.conditions == b.conditions
    )
