"""`auditor standards`: which item of which instrument is evidenced by which check, and what a person must judge."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.failures import guarded
from auditor.cli.manual import all_rules, bold
from auditor.cli.options import coloring
from auditor.cli.streams import columns, result, wants_color

if TYPE_CHECKING:
    from auditor.lexicon import Lexicon, Term

FACTS = {
    "words": "words in the text",
    "link": "a link",
    "sections": "headings in the text",
    "list": "a list in the text",
    "claims:mechanism": "a claim of mechanism",
    "claims:efficacy": "a claim of efficacy",
    "claims:risk": "a claim of risk",
}
"""What the program looks for where no rule does, in words."""


@click.command()
@click.option(
    "-f", "--format", type=click.Choice(("text", "json", "markdown")), default="text", help="How to write the list."
)
@coloring
@guarded
def standards(format: str) -> None:
    """List the items of the instruments, with the checks that can evidence each or what only a person can judge."""
    from auditor.lexicon import load_lexicons

    lexicon = load_lexicons()["instruments"]
    names = {r.info.code: r.info.name for r in all_rules()}
    cards = [instrument(lexicon, term, names) for term in lexicon.of_kind("instrument")]
    if format == "json":
        result(json.dumps(cards, ensure_ascii=False, indent=1) + "\n")
    elif format == "markdown":
        result("\n".join(markdown(cards)) + "\n")
    else:
        result("\n".join(text(cards, columns(), color=wants_color(sys.stdout))) + "\n")


def instrument(lexicon: Lexicon, term: Term, names: Mapping[str, str]) -> dict[str, Any]:
    """Return one instrument with its items as plain data."""
    sources = [lexicon.sources[k] for k in term.sources if lexicon.sources[k].seen]
    return {
        "instrument": term.id,
        "title": term.message,
        "about": term.data.get("about", ""),
        "sources": [{"title": s.title, "url": s.url, "accessed": s.accessed} for s in sources],
        "items": [item(t, names) for t in lexicon.of_kind(term.id)],
    }


def item(term: Term, names: Mapping[str, str]) -> dict[str, Any]:
    """Return one item: what it asks, what evidences it, and what is left to a person."""
    from auditor.analysis.instruments import codes, needs

    shown = [" or ".join(named(part, names) for part in need.split("|")) for need in needs(term)]
    return {"id": term.id, "item": term.message, "checks": list(codes(term)), "evidence": shown, "person": term.note}


def named(need: str, names: Mapping[str, str]) -> str:
    """Return a need in words: a rule by code and name, or what is looked for."""
    if need in FACTS:
        return FACTS[need]
    code, _, kind = need.partition(":")
    return f"{code} {names.get(code, '')}".rstrip() + (f" ({kind})" if kind else "")


def count(card: Mapping[str, Any]) -> str:
    """Return how many items can be checked."""
    checkable = sum(bool(i["evidence"]) for i in card["items"])
    if checkable == len(card["items"]):
        return f"All {checkable} items can be checked"
    return f"{checkable} of {len(card['items'])} items can be checked, the others are for a person"


def text(cards: list[dict[str, Any]], width: int, *, color: bool) -> Iterator[str]:
    """Yield the lines for a terminal."""
    for number, card in enumerate(cards):
        yield from ([""] if number else [])
        yield bold(card["title"], color)
        yield from textwrap.wrap(f"{card['about']} {count(card)}.", width)
        for i in card["items"]:
            yield from textwrap.wrap(f"{i['id']}: {i['item']}", width, initial_indent="  ", subsequent_indent="    ")
            for label, said in (("→ ", " and ".join(i["evidence"])), ("for a person: ", i["person"])):
                if said:
                    yield from textwrap.wrap(f"{label}{said}", width, initial_indent=" " * 6, subsequent_indent=" " * 8)
        yield from (f"  source: {s['url']}" for s in card["sources"])


def markdown(cards: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of a Markdown document with a table for each instrument."""
    for number, card in enumerate(cards):
        yield from ([""] if number else [])
        yield from (f"## {card['title']}", "", f"{card['about']} {count(card)}.", "")
        yield from ("| item | evidence | for a person |", "|---|---|---|")
        yield from (f"| {i['item']} | {' and '.join(i['evidence'])} | {i['person']} |" for i in card["items"])
        yield ""
        yield from (f"- [{s['title']}]({s['url']}), read {s['accessed']}" for s in card["sources"])
