"""SAF003: a statement that was true once."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.outdated import Outdated, find_outdated
from auditor.model import Confidence, Finding, Severity, Span
from auditor.rules import Context, rule


@rule(
    "SAF003",
    "outdated-fact",
    check="safety",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1",
    lexicons=("outdated", "drugs"),
    references=("https://www.samhsa.gov/medications-substance-use-disorders/waiver-elimination-mat-act",),
    examples=(
        "[[Doctors need an X-waiver to prescribe buprenorphine.]]",
        "[[Naloxone is only available with a prescription.]]",
        "[[Call the lifeline at 1-800-273-8255.]]",
        "Doctors no longer need an X-waiver to prescribe buprenorphine.",
        "Until 2023, naloxone was only available with a prescription.",
        "Call 988, formerly 1-800-273-8255.",
    ),
)
def outdated_fact(ctx: Context) -> Iterator[Finding]:
    """The page says something that was true once and is not any more.

    ## Why it matters
    A reader who believes that a special waiver or a prescription is needed may not ask for treatment or carry naloxone.

    ## How to fix it
    Write what holds now, with its date; the finding names the source. If the sentence tells history, say so:
    "until 2022".

    ## What it cannot see
    It knows the changes in its list, each with its day. It does not know what changed after the lexicon's own date.
    """
    for old in find_outdated(ctx.facts):
        yield finding(ctx, old)


def finding(ctx: Context, old: Outdated) -> Finding:
    """Return the finding for one outdated sentence."""
    lexicon = ctx.lexicons["outdated"]
    sentence = ctx.facts.sentences[old.sentence]
    listed = (
        [lexicon.sources[k] for k in old.term.sources if lexicon.sources[k].seen]
        if old.source is None
        else [old.source]
    )
    what = f"{old.subject} {old.term.message}." if old.source is not None else old.term.message
    read = f" (Source: {listed[0].title}, {lexicon.read_on(listed[0], ctx.config.site.as_of)}.)" if listed else ""
    return ctx.flag(
        sentence,
        what + read,
        marks=[Span(sentence.span.start + old.start, sentence.span.start + old.end)],
        evidence={
            "fact": old.term.id,
            "subject": old.subject,
            "since": old.term.data.get("since", ""),
            "lexicon": lexicon.cite(old.term.id),
            "sources": [{"title": s.title, "url": s.url, "accessed": s.accessed} for s in listed],
        },
        suggestion=old.term.prefer,
    )
