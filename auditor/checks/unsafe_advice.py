"""SAF001: advice that can hurt a reader."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.safety import UnsafeAdvice, find_unsafe
from auditor.model import Confidence, Finding, Severity, Span
from auditor.rules import Context, rule


@rule(
    "SAF001",
    "unsafe-advice",
    check="safety",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("safety", "drugs"),
    references=(
        "https://www.fda.gov/drugs/fda-drug-safety-podcasts/fda-requiring-boxed-warning-updated-improve-safe-use-benzodiazepine-drug-class",
        "https://www.fda.gov/drugs/drug-safety-and-availability/fda-identifies-harm-reported-sudden-discontinuation-opioid-pain-medicines-and-requires-label-changes",
    ),
    examples=(
        "[[You can quit Xanax cold turkey if you stay busy.]]",
        "Methadone is taken once a day. [[If you forget it, double the next dose.]]",
        "A neighbor was found unconscious after taking pills. [[Let him sleep it off.]]",
        "Never stop Xanax cold turkey.",
        "If you stop Xanax suddenly, you may have a seizure.",
        "Some people quit heroin cold turkey and fail.",
    ),
)
def unsafe_advice(ctx: Context) -> Iterator[Finding]:
    """The page tells readers to do something that can hurt or kill them.

    ## Why it matters
    Readers in withdrawal, or next to somebody who has overdosed, do what the page says. Stopping alcohol or a sedative
    suddenly, doubling a dose, mixing depressants, waiting instead of calling 911, or going back to an old dose has
    killed people.

    ## How to fix it
    Say the opposite, and say what to do instead: whom to call, what to take, when it is an emergency. If the sentence
    warns of
    the danger, make the warning unmistakable: "do not", "never".

    ## What it cannot see
    It knows the dangers that its word list names. It reads one sentence with the few before it, so advice spread over
    paragraphs escapes it. What a doctor orders for one patient may be right where the general advice is wrong.
    """
    for advice in find_unsafe(ctx.facts):
        yield finding(ctx, advice)


def finding(ctx: Context, advice: UnsafeAdvice) -> Finding:
    """Return the finding for one dangerous sentence."""
    lexicon = ctx.lexicons["safety"]
    sentence = ctx.facts.sentences[advice.sentence]
    sources = [lexicon.sources[k] for k in advice.term.sources if lexicon.sources[k].seen]
    marks = [Span(sentence.span.start + a, sentence.span.start + b) for a, b in advice.marks]
    about = f" ({advice.subject.replace('-', ' ')})" if advice.subject else ""
    return ctx.flag(
        sentence,
        f"This {advice.term.message}{about}.",
        marks=marks,
        evidence={
            "danger": advice.term.id,
            "subject": advice.subject,
            "lexicon": lexicon.cite(advice.term.id),
            "sources": [{"title": s.title, "url": s.url, "accessed": s.accessed} for s in sources],
        },
        suggestion=advice.term.prefer,
    )
