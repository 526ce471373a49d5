"""Write health pages by a grammar, so that a benchmark has as many as it wants and the same ones each time.

The pages look like what is audited in earnest: a frame with navigation and footer, headings, paragraphs, lists and a
table, cited and uncited sentences, and now and then a fault. They are for timing only; nothing in them is advice.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

SEED = 20261124
SECTIONS = (3, 7)
"""Sections a page; with the numbers below a page has 500 to 2,150 words, the middle one 1,170 (first 1,000 pages)."""

PARAGRAPHS = (2, 4)
SENTENCES = (3, 5)
LIST_ITEMS = (3, 6)

WORDS: dict[str, tuple[str, ...]] = {
    "drug": (
        "naltrexone", "buprenorphine", "methadone", "baclofen", "gabapentin", "diazepam", "disulfiram", "clonidine",
        "topiramate", "acamprosate", "varenicline", "bupropion", "lofexidine", "tramadol", "zolpidem",
    ),
    "people": (
        "adults", "older people", "pregnant patients", "young adults", "people with liver disease", "veterans",
        "people who drink every day", "patients in primary care", "people with chronic pain",
    ),
    "problem": (
        "alcohol use disorder", "opioid use disorder", "nicotine dependence", "anxiety", "chronic pain", "insomnia",
        "muscle spasms", "withdrawal symptoms", "cravings", "depression",
    ),
    "effect": (
        "drowsiness", "nausea", "dry mouth", "headaches", "slow breathing", "confusion", "dizziness", "constipation",
        "poor sleep", "weight gain", "a fast heartbeat",
    ),
    "part": ("the brain", "the liver", "the spinal cord", "the stomach", "the reward system", "the kidneys"),
    "helper": ("a doctor", "a pharmacist", "a nurse", "a counselor", "a family member", "a treatment team"),
    "body": ("a regional health agency", "a university clinic", "a national survey", "one hospital group"),
    "share": ("12%", "about one in five", "nearly half", "37%", "two thirds", "8.5%", "roughly 60%"),
    "span": ("two weeks", "three months", "a year", "48 hours", "12 weeks", "six months"),
    "dose": ("5 mg", "2.5 mg", "50 mg twice a day", "10 mg at night", "300 mg", "0.1 mg"),
    "year": ("2009", "2014", "2018", "2021", "2023"),
    "sign": ("missed appointments", "drinking alone", "taking more than planned", "hiding bottles", "mood swings"),
}  # fmt: skip

LEADS = (
    "", "", "", "", "In most cases, ", "For {people}, ", "As a rule, ", "In the clinic, ", "According to {body}, ",
    "At first, ", "Over time, ", "On the other hand, ", "In {year} as today, ", "Even so, ",
)  # fmt: skip

STATEMENTS = (
    "{drug} is a prescription medicine that is used to treat {problem}",
    "{drug} can cause {effect} and {effect2}",
    "{share} of {people} who took {drug} reported less trouble with {problem}",
    "{share} of {people} had {effect} after {span}",
    "{drug} acts on {part}, and the dose is raised slowly",
    "stopping {drug} suddenly may lead to {effect}",
    "taking {drug} together with alcohol raises the risk of {effect}",
    "{drug} does not cause physical dependence in {people}",
    "{people} may need {drug} for longer than {span}",
    "changes in {part} are linked to {problem}",
    "counseling and {drug} work better together than {drug} alone",
    "the usual starting dose, e.g. {dose}, is lower for {people}",
    "treatment for {problem} is different for everyone",
    "a blood test shows whether {drug} strains the kidneys or {part}",
    "the body breaks {drug} down within {span}",
    "{effect} often goes away when the dose is lowered to {dose}",
    "an overdose of {drug} leads to {effect} and needs emergency care",
    "the first days without alcohol bring {effect}, {effect2} and {sign}",
    "a relapse after {span} says nothing about the person's will",
    "{drug} is sold as a generic and under several brand names",
    "people who are allergic to {drug} get a rash or {effect}",
    "{sign} and {sign2} come before {problem} is noticed",
    "insurance pays for {span} of treatment with {drug}",
    "methadone clinics ask for a visit every day, while {drug} is taken at home",
    "naloxone reverses an opioid overdose but does nothing against {drug}",
)

TAILS = (
    "", "", "", "", ", mostly in the first {span}", ", and {helper} should know about it", " when the dose is {dose}",
    ", although {body} saw this less often", ", which is why {helper} asks about {sign}", " and can last for {span}",
    ", as a review from {year} says", " in {share} of cases", ", at home or in hospital",
)  # fmt: skip

ASIDES = (
    "Nobody has to decide this alone.",
    "Write down your questions before the visit, and take somebody with you.",
    "What has helped you before? Tell {helper} about it.",
    "It is normal to feel unsure at first.",
    "Plans change, and that is fine.",
    "Early signs include {sign} and {sign2}.",
    "Keep every medicine in its own box, out of the reach of children.",
)

HEADINGS = (
    "What is {drug}?", "How {drug} works", "Side effects of {drug}", "Who should not take {drug}", "Dose and use",
    "{Drug} and alcohol", "Living with {problem}", "What research says", "Finding support", "Stopping {drug} safely",
    "Signs to look for", "Questions to ask",
)  # fmt: skip


def pages(count: int, seed: int = SEED) -> Iterator[tuple[str, bytes]]:
    """Yield `count` pages as (name, HTML in UTF-8); the first n of a longer run are the run of n."""
    for number in range(count):
        yield f"page-{number:04d}.html", page(Random(seed * 1_000_003 + number)).encode()


def page(dice: Random) -> str:
    """Return one page in its frame."""
    drug = dice.choice(WORDS["drug"])
    body = "\n".join(section(dice, drug) for _ in range(dice.randint(*SECTIONS)))
    menu = "".join(f'<li><a href="/{d}">{d.capitalize()}</a></li>' for d in dice.sample(WORDS["drug"], 6))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{drug.capitalize()}: a guide</title>'
        f"</head>\n<body>\n<header><nav><ul>{menu}</ul></nav></header>\n<main><article>\n"
        f"<h1>{drug.capitalize()}: a guide</h1>\n{body}\n{table(dice)}\n{references(dice)}\n</article></main>\n"
        "<footer><p>All rights reserved. This text is made by a program for timing and is not medical advice.</p>"
        "</footer>\n</body>\n</html>\n"
    )


def section(dice: Random, drug: str) -> str:
    """Return a heading with its paragraphs and, in every third section, a list."""
    parts = [f"<h2>{fill(dice, dice.choice(HEADINGS), drug)}</h2>"]
    parts += [f"<p>{paragraph(dice, drug)}</p>" for _ in range(dice.randint(*PARAGRAPHS))]
    if dice.random() < 1 / 3:
        items = (statement(dice, drug) for _ in range(dice.randint(*LIST_ITEMS)))
        parts.append(f"<p>Keep in mind:</p>\n<ul>{''.join(f'<li>{i}</li>' for i in items)}</ul>")
    return "\n".join(parts)


def paragraph(dice: Random, drug: str) -> str:
    """Return a few sentences; one in three statements carries a citation mark."""
    out = []
    for _ in range(dice.randint(*SENTENCES)):
        if dice.random() < 0.25:
            out.append(fill(dice, dice.choice(ASIDES), drug))
            continue
        mark = f"<sup>[{dice.randint(1, 6)}]</sup>" if dice.random() < 1 / 3 else ""
        out.append(statement(dice, drug) + mark)
    return " ".join(out)


def statement(dice: Random, drug: str) -> str:
    """Return a sentence made of a lead-in, a statement and a tail, the first and last often empty."""
    text = fill(dice, dice.choice(LEADS) + dice.choice(STATEMENTS) + dice.choice(TAILS), drug)
    return f"{text[0].upper()}{text[1:]}."


def fill(dice: Random, pattern: str, drug: str) -> str:
    """Return `pattern` with a word for every slot; a sentence keeps to one medicine, its section's, mostly."""
    own = drug if dice.random() < 0.8 else dice.choice(WORDS["drug"])
    words = {slot: dice.choice(choices) for slot, choices in WORDS.items()}
    words |= {"drug": own, "Drug": own.capitalize()}
    effect2 = dice.choice([e for e in WORDS["effect"] if e != words["effect"]])
    sign2 = dice.choice([s for s in WORDS["sign"] if s != words["sign"]])
    return pattern.format(**words, effect2=effect2, sign2=sign2)


def table(dice: Random) -> str:
    """Return a table of doses."""
    rows = "".join(
        f"<tr><td>{d.capitalize()}</td><td>{dice.choice(WORDS['dose'])}</td><td>{dice.choice(WORDS['span'])}</td></tr>"
        for d in dice.sample(WORDS["drug"], 4)
    )
    return f"<table><tr><th>Medicine</th><th>Dose</th><th>How long</th></tr>{rows}</table>"


def references(dice: Random) -> str:
    """Return a list of six invented sources, on a domain that is kept free for examples."""
    entries = "".join(
        f"<li>Clinic report {n} on {dice.choice(WORDS['problem'])}. {dice.choice(WORDS['year'])}. "
        f"https://example.org/reports/{n}</li>"
        for n in range(1, 7)
    )
    return f"<h2>References</h2>\n<ol>{entries}</ol>"
