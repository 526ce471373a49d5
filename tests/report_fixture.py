"""Reports made by hand: every kind of outcome, pairs, overlaps, long lists, and a page that tries to break out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from auditor.model import (
    BlockEntry,
    ClaimEntry,
    Confidence,
    Finding,
    HardSentence,
    Kind,
    Outcome,
    PageReport,
    Readability,
    ReferenceEntry,
    Related,
    Report,
    Role,
    RuleInfo,
    Scorecard,
    ScorecardItem,
    Severity,
    Skipped,
    Span,
    Standing,
    Status,
    Tool,
)

HELP = """## Why it matters
A reader who meets both believes neither. See [the guide](https://example.org/guide).

- it costs trust
- it can do harm

## How to fix it
Keep the sentence that your source supports, and delete the other.

## What it cannot see
Statements that contradict each other only for somebody who *knows* the field.
"""


def rule(
    code: str, name: str, check: str, severity: str = "warning", confidence: str = "high", summary: str = ""
) -> RuleInfo:
    """Return what a rule says of itself."""
    text = summary or f"The page has a {name.replace('-', ' ')}."
    return RuleInfo(
        code,
        name,
        check,
        Severity(severity),
        Confidence(confidence),
        text,
        HELP,
        ("https://example.org/source",),
        "0.1",
    )


RULES = (
    rule("DUP001", "repeated-sentence", "duplicates", summary="A sentence stands on the page more than once."),
    rule("CIT001", "uncited-claim", "citations", summary="A medical claim has no source."),
    rule("CIT003", "orphan-citation", "citations", summary="A citation mark leads nowhere."),
    rule("CON001", "contradicting-statements", "contradictions", "error", summary="Two sentences cannot both be true."),
    rule(
        "DIS003",
        "missing-emergency-help",
        "disclosures",
        "error",
        summary="The page does not say where help is.",
    ),
    rule("DIS010", "missing-off-label-notice", "disclosures"),
    rule("RDB001", "reading-grade", "readability"),
    rule("LNG001", "stigmatizing-term", "language", summary="A word blames people for their illness."),
    rule("SPL003", "foreign-voice", "splicing", "warning", "low"),
    rule("SAF001", "unsafe-advice", "safety", "error"),
    rule("PRO001", "cure-promise", "promotion", "error"),
)

CLAIMS = (
    "Tremadol doubles the risk of a seizure.",
    "It cures pain in 8 of 10 people.",
    "It lowers the blood pressure by a tenth.",
)
WHY = {
    "none": "nothing points at a source",
    "vague": "“it is thought” names no source",
    "cited": "a source stands at the end of the paragraph",
}
SOURCES = (
    ReferenceEntry("listed", "1", "Oduya K. Tremadol. 2014.", "https://example.org/1", "trial", 0, 4, 1, 1, 1, (2,)),
    ReferenceEntry("listed", "2", "Buy tremadol. 2020.", "https://example.org/shop", "commercial", 5, 9, 1, 6),
    ReferenceEntry("linked", "", "a survey", "https://example.org/3", "unknown", 10, 12, 1, 11, 1),
    ReferenceEntry("missing", "7", "", "", "", 13, 16, 1, 14, 1),
)
BLOCKS: tuple[tuple[str, Kind, Role, int], ...] = (
    ("Home › Drugs › Tremadol", Kind.ITEM, Role.NAVIGATION, 1),
    ("Coming off tremadol", Kind.HEADING, Role.MAIN, 1),
    ("Tremadol is not addictive. Doctors have given it for pain since 1995, and an addict can take it too (7).",
     Kind.PARAGRAPH, Role.MAIN, 0),
    ("What happens when you stop", Kind.HEADING, Role.MAIN, 2),
    ("Many people become addicted to tremadol within weeks. Never stop it from one day to the next.",
     Kind.PARAGRAPH, Role.MAIN, 0),
    ("Never stop it from one day to the next.", Kind.ITEM, Role.MAIN, 1),
    (" ".join(CLAIMS), Kind.PARAGRAPH, Role.MAIN, 0),
    ("We at Example Clinic are here to help.", Kind.QUOTE, Role.MAIN, 0),
    ("Dose", Kind.CELL, Role.MAIN, 0),
    ("50 mg", Kind.CELL, Role.MAIN, 0),
    ("Copyright Example Clinic", Kind.PARAGRAPH, Role.FOOTER, 0),
)  # fmt: skip


def laid_out(blocks: tuple[tuple[str, Kind, Role, int], ...]) -> tuple[str, tuple[BlockEntry, ...]]:
    """Return the text of blocks and their places in it, one source line each."""
    parts, entries, at = [], [], 0
    for line, (words, kind, role, level) in enumerate(blocks, 1):
        entries.append(BlockEntry(at, at + len(words), kind, role, line, level))
        parts.append(words)
        at += len(words) + 1
    return "\n".join(parts), tuple(entries)


class Marker:
    """Finds quotes in a text, so that offsets of hand-made findings are right."""

    def __init__(self, text: str, blocks: tuple[BlockEntry, ...]) -> None:
        self.text, self.blocks = text, blocks

    def place(self, quote: str, nth: int = 0) -> tuple[int, int, int, int]:
        """Return start, end, line and column of the nth place of a quote."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(quote, start + 1)
        block = next(b for b in self.blocks if b.start <= start < b.end)
        return start, start + len(quote), block.line, start - block.start + 1

    def related(self, quote: str, note: str = "", nth: int = 0) -> Related:
        """Return the other half of a finding."""
        return Related(quote, *self.place(quote, nth), note, "What happens when you stop")

    def span(self, words: str, nth: int = 0) -> Span:
        """Return the nth place of words."""
        start, end, _, _ = self.place(words, nth)
        return Span(start, end)

    def finding(self, code: str, quote: str | None, message: str, nth: int = 0, **more: Any) -> Finding:
        """Return a finding of one of RULES at a quote, or about the whole page."""
        info = next(r for r in RULES if r.code == code)
        made = Finding(
            code, info.name, info.check, info.severity, info.confidence, message, fingerprint=f"{code}-{quote}"
        )
        if quote is not None:
            start, end, line, column = self.place(quote, nth)
            made = replace(
                made, quote=quote, start=start, end=end, line=line, column=column, heading="Coming off tremadol"
            )
        return replace(made, **more)


def page() -> PageReport:
    """Return a page with every kind of outcome."""
    text, blocks = laid_out(BLOCKS)
    m = Marker(text, blocks)
    claims = CLAIMS
    findings = (
        m.finding("DIS003", None, "The page does not tell readers whom to call in an emergency.",
                  evidence={"missing": "emergency-help"}, suggestion="Add: call 911 if somebody cannot be woken."),
        m.finding("CON001", "Tremadol is not addictive.",
                  "The page says that tremadol is addictive, and that it is not.",
                  related=(m.related("Many people become addicted to tremadol within weeks.", "says the opposite"),),
                  marks=(m.span("not addictive"), m.span("addicted")),
                  evidence={"subject": "tremadol", "topic": "addictiveness"},
                  suggestion="Keep the one that your source supports."),
        m.finding("LNG001", "addict", "“addict” blames the person.", suggestion="Write “a person with an addiction”.",
                  nth=1, evidence={"lexicon": "language@2026.11.1#addict", "prefer": ["person with an addiction"]}),
        m.finding("CIT003", "(7)", "The mark (7) leads to no reference.", confidence=Confidence.MEDIUM),
        m.finding("DUP001", "Never stop it from one day to the next.", "This sentence stands here twice.",
                  related=(m.related("Never stop it from one day to the next.", "the first copy", 1),)),
        *(m.finding("CIT001", quote, "This claim has no source.", evidence={"kind": kind},
                    suggestion="Cite the study, or soften the claim.")
          for quote, kind in zip(claims, ("risk", "efficacy", "statistic"), strict=True)),
        m.finding("CIT001", "cures pain in 8 of 10 people. It lowers", "This claim has no source.",
                  evidence={"kind": "risk"}, suggestion="Cite the study, or soften the claim."),
        m.finding("SPL003", "We at Example Clinic are here to help.", "Somebody else seems to speak here.",
                  confidence=Confidence.LOW),
        m.finding("PRO001", "It cures pain", "The page promises a cure.", suppressed="the words of the label"),
        m.finding("RDB001", None, "The text is hard to read: grade 12.4.", severity=Severity.INFO,
                  evidence={"grade": 12.4}),
    )  # fmt: skip
    outcomes = tuple(
        Outcome(code, Status(status), reason)
        for code, status, reason in (
            ("DUP001", "findings", ""),
            ("CIT001", "findings", ""),
            ("CIT003", "findings", ""),
            ("CON001", "findings", ""),
            ("DIS003", "findings", ""),
            ("DIS010", "needs-review", "a use off the label is mentioned, but of another drug"),
            ("RDB001", "findings", ""),
            ("LNG001", "findings", ""),
            ("SPL003", "needs-review", "only findings of low confidence"),
            ("SAF001", "error", "ValueError: a number without a unit"),
            ("PRO001", "pass", ""),
        )
    )
    supports = ("none", "vague", "cited")
    kinds = ("risk", "efficacy", "statistic")
    return PageReport(
        "pages/tremadol.html", "Coming off tremadol", "en", "0" * 64, 71, 12,
        Readability("ok", 12.4, (11.2, 14.3), {"flesch_kincaid_grade": 11.9, "smog_index": 12.4}, 71, 12, (
            HardSentence(claims[2], *m.place(claims[2]), 14.2, 9, ("long words", "no subject")),
        )),
        tuple(
            ClaimEntry(q, *m.place(q), k, s, "Doses", WHY[s], (0,) if s == "cited" else (), "a trial", k == "risk")
            for q, k, s in zip(claims, kinds, supports, strict=True)
        ),
        outcomes, findings, text, blocks, SOURCES, scorecards(m),
    )  # fmt: skip


def scorecards(m: Marker) -> tuple[Scorecard, ...]:
    """Return a card with an item of every standing, one of them with its words on the page."""
    said = ScorecardItem("x-said", "It is said.", Standing.EVIDENCED, "said in the text", ("CIT001",), CLAIMS[0])
    start, end, line, column = m.place(CLAIMS[0])
    rest = (ScorecardItem(f"x-{s}", f"Item {s}", s, f"why {s}", ("DIS003",)) for s in Standing)
    items = (replace(said, start=start, end=end, line=line, column=column), *rest)
    return (Scorecard("x", "An instrument", "What it is.", 2, 3, items, ("https://example.org/instrument",)),)


def tool() -> Tool:
    """Return a tool with a lexicon and a model."""
    return Tool("0.1.0", lexicons={"drugs": "2026.11.1", "language": "2026.11.2"}, models={"en_core_web_sm": "3.8.0"})


def report() -> Report:
    """Return a report of one page, with an input that was skipped."""
    return Report(tool(), RULES, (page(),), (Skipped("broken.html", "the file is empty"),))


def clean() -> Report:
    """Return a report of a page on which nothing was found."""
    passed = tuple(Outcome(r.code, Status.PASS) for r in RULES[:-1])
    absent = (Outcome(RULES[-1].code, Status.NOT_APPLICABLE, "the page sells nothing"),)
    one = replace(page(), findings=(), outcomes=passed + absent, claims=(), readability=Readability("too-short"))
    return Report(tool(), RULES, (one,))


def many(pages: int = 50) -> Report:
    """Return a report of many pages; every third is clean, every fifth has twice as much."""
    made = []
    for n in range(1, pages + 1):
        one = replace(page(), source=f"pages/{n:02d}.html", title=f"Page {n} of the guide")
        if n % 3 == 0:
            one = replace(one, findings=(), outcomes=(), claims=())
        elif n % 5 == 0:
            one = replace(one, findings=one.findings + one.findings)
        made.append(one)
    return Report(tool(), RULES, tuple(made))


def long_list(size: int = 80) -> Report:
    """Return a report with many uncited claims and many pairs."""
    sentences = [f"Remedy number {n} lowers the risk by {n} percent in most adults." for n in range(1, size + 1)]
    pairs = [f"Copy number {n} of this sentence stands here twice." for n in range(1, 31)]
    rows = [(s, Kind.PARAGRAPH, Role.MAIN, 0) for s in sentences + pairs + pairs]
    text, blocks = laid_out(tuple(rows))
    m = Marker(text, blocks)
    findings = [m.finding("CIT001", s, "This claim has no source.", suggestion="Cite a source.") for s in sentences]
    findings += [m.finding("DUP001", p, "This stands here twice.", related=(m.related(p, "again", 1),)) for p in pairs]
    one = replace(page(), text=text, blocks=blocks, findings=tuple(findings), claims=(), outcomes=())
    return Report(tool(), RULES, (one,))


STITCHED = (
    "Rest returns slowly and naps should buy <b>vapes</b> near me be short.",
    "A walk in daylight steadies the clock of the body.",
    "Nobody sleeps well in the first week.",
    "A walk in daylight steadies the clock of the body.",
)


def stitched() -> Report:
    """Return a report of a page with words from elsewhere, a repeat, and a finding that is no seam."""
    text, blocks = laid_out(tuple((s, Kind.PARAGRAPH, Role.MAIN, 0) for s in STITCHED))
    m = Marker(text, blocks)
    walk = STITCHED[1]
    findings = (
        m.finding("SPL003", "buy <b>vapes</b> near me", "These words do not belong here.", confidence=Confidence.HIGH,
                  evidence={"repaired": "Rest returns slowly and naps should <i>be</i> short."}),
        m.finding("DUP001", walk, "This sentence stands here twice.", 1, related=(m.related(walk, "first copy"),)),
        m.finding("CIT001", STITCHED[2], "This claim has no source."),
        m.finding("PRO001", None, "The page looks stitched.", related=(m.related(STITCHED[2], "seam"),)),
    )  # fmt: skip
    one = replace(page(), text=text, blocks=blocks, findings=findings, claims=(), outcomes=())
    return Report(tool(), RULES, (one,))


ATTACKS = (
    "<script>window.pwned = 1; alert(1)</script>",
    '"><img src=x onerror="window.pwned=1">',
    "' onmouseover='window.pwned=1",
    '" onload="window.pwned=1',
    "]]></style><script>window.pwned=1</script>",
    "--><script>window.pwned=1</script><!--",
    "</title></textarea></svg></math><svg onload=window.pwned=1>",
    "{{ 7*7 }} {% raw %} ${7*7}",
    "javascript:window.pwned=1",
    "[click](javascript:window.pwned=1) <http://example.org> ![x](http://example.org/x.png)",
    "\u202egnitirw\u202c and \u2066isolate\u2069 and \u200f",
    "&lt;b&gt; &amp;amp; &#x3C;",
    "\x1b[31mred\x1b[0m \x00 \x07 \x85 \ufffe \ufdd0 \U0001fffe",
    "a" * 300 + "\u0301" * 40,
    "=cmd|' /C calc'!A0",
    "`code` **bold** | pipe | # heading",
)


def hostile() -> Report:
    """Return a report in which every string that can hold page text tries to break out."""
    text, blocks = laid_out(tuple((a, Kind.PARAGRAPH, Role.MAIN, 0) for a in ATTACKS))
    m = Marker(text, blocks)
    evil = " ".join(ATTACKS)
    info = RuleInfo(
        "CIT001", "uncited-claim", "citations", Severity.WARNING, Confidence.HIGH, evil,
        f"## Why it matters\n{evil}\n\n## {evil}\n{evil}", (*ATTACKS, "https://example.org/?a=1&b=2"), "0.1",
    )  # fmt: skip
    findings = [
        m.finding("CIT001", a, a, heading=a, suggestion=a, evidence={a: a, "list": [a, {a: 1.5}]},
                  related=(Related(a, *m.place(a), a, a),), marks=(Span(m.place(a)[0], m.place(a)[0] + 3),))
        if n % 2 else m.finding("SPL003", a, a, evidence={"repaired": a})
        for n, a in enumerate(ATTACKS)
    ]  # fmt: skip
    findings += [replace(f, confidence=Confidence.LOW) for f in findings[:2]]
    findings += [replace(f, suppressed=evil, related=()) for f in findings[:2]]
    odd = m.finding("PRO001", None, evil)
    findings += [replace(odd, check=ATTACKS[1], name=ATTACKS[3], code=ATTACKS[1])]
    claims = tuple(ClaimEntry(a, *m.place(a), a, a, a, a, (n, 99), a) for n, a in enumerate(ATTACKS))
    sources = tuple(ReferenceEntry(a, a, a, a, a, *m.place(a), 1, (n, 99)) for n, a in enumerate(ATTACKS))
    hardest = (HardSentence(ATTACKS[0], *m.place(ATTACKS[0]), 12.0, 5, (evil,)),)
    outcomes = tuple(Outcome(c, s, evil) for c in ("CIT001", ATTACKS[1]) for s in Status)
    item = ScorecardItem(evil, evil, Standing.EVIDENCED, evil, (evil,), evil)
    one = PageReport(
        evil, evil, '"><script>', "0" * 64, 10, 2, Readability("ok", 8.0, (7.0, 9.0), {}, 10, 2, hardest), claims,
        outcomes, tuple(findings), text, blocks, sources,
        (Scorecard(evil, evil, evil, 1, 1, (item,), (evil,)),),
    )  # fmt: skip
    weird = Tool(evil, lexicons={evil: evil}, models={evil: evil})
    return Report(weird, (info,), (one, replace(one, title="", source="second")), (Skipped(evil, evil),))
