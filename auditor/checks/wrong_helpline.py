"""SAF004: a public helpline under a number that is not its own."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.helplines import WrongNumber, find_wrong_numbers
from auditor.model import Confidence, Finding, Severity, Span
from auditor.rules import Context, rule


@rule(
    "SAF004",
    "wrong-helpline",
    check="safety",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("helplines", "disclosures"),
    references=("https://www.samhsa.gov/find-help/national-helpline", "https://poisonhelp.hrsa.gov/"),
    examples=(
        "[[Call SAMHSA's National Helpline at 1-800-662-4537.]]",
        "[[The 988 Suicide & Crisis Lifeline: call or text 998.]]",
        "[[Poison Help is 1-800-222-2122.]]",
        "Call SAMHSA's National Helpline at 1-800-662-HELP (4357).",
        "Poison Help: 1.800.222.1222. Our own office: 555-201-3344.",
    ),
)
def wrong_helpline(ctx: Context) -> Iterator[Finding]:
    """A public helpline is given under a number that is not its own.

    ## Why it matters
    Somebody in a crisis dials what the page shows. A wrong digit reaches nobody; a look-alike number may reach a
    sales desk
    that poses as the public line.

    ## How to fix it
    Write the line's own number, and call it once to make sure. Keep your own number apart from the public ones.

    ## What it cannot see
    It knows the national lines of the United States. Local lines, and lines of other countries, are not checked.
    """
    for wrong in find_wrong_numbers(ctx.facts):
        yield finding(ctx, wrong)


def finding(ctx: Context, wrong: WrongNumber) -> Finding:
    """Return the finding for one wrong number."""
    lexicon = ctx.lexicons["disclosures"]
    sentence = ctx.facts.sentences[wrong.sentence]
    name = next(iter(wrong.line.match), wrong.line.id)
    sources = [lexicon.sources[k] for k in wrong.line.sources if lexicon.sources[k].seen]
    alike = ", which looks like the right one" if wrong.alike else ""
    return ctx.flag(
        sentence,
        f"“{wrong.given}” is not the number of {name}{alike}: it is {wrong.right[0]}.",
        marks=[Span(sentence.span.start + wrong.start, sentence.span.start + wrong.end)],
        evidence={
            "fact": wrong.line.id,
            "given": wrong.given,
            "right": list(wrong.right),
            "lexicon": lexicon.cite(wrong.line.id),
            "sources": [{"title": s.title, "url": s.url, "accessed": s.accessed} for s in sources],
        },
        suggestion=f"Write {wrong.right[0]}.",
        confidence=Confidence.HIGH if wrong.alike else Confidence.MEDIUM,
    )
