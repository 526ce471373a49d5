"""`auditor lexicons`: the word lists and facts, their age, and which are due to be read again at their source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from auditor.cli.failures import guarded
from auditor.cli.options import coloring
from auditor.cli.streams import message, result

if TYPE_CHECKING:
    from auditor.lexicon import Lexicon

DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def day(context: click.Context, option: click.Parameter, value: str) -> str:
    """Return a day written as YYYY-MM-DD. Raises BadParameter."""
    if value and not DAY.fullmatch(value):
        raise click.BadParameter("write the day as YYYY-MM-DD")
    return value


@click.command()
@click.option("--due", metavar="DAY", default="", callback=day, help="Only what is due to be read again on that day.")
@coloring
@guarded
def lexicons(due: str) -> None:
    """List the word lists and facts with their age; with --due, the facts to read again and where.

    To bring a fact up to date, open its source, correct the term if the source says otherwise, and set `accessed` of
    the source to the day on which you read it.
    """
    from auditor.lexicon import load_lexicons

    found = load_lexicons()
    result("".join(f"{line}\n" for line in (to_read(found, due) if due else overview(found))))


def overview(found: Mapping[str, Lexicon]) -> Iterator[str]:
    """Yield one line a lexicon."""
    for lexicon in found.values():
        opened = sum(s.seen for s in lexicon.sources.values())
        yield (
            f"{lexicon.name} {lexicon.version}: {len(lexicon.terms)} terms as of {lexicon.as_of}, "
            f"{opened} of {len(lexicon.sources)} sources opened, to be read again after {lexicon.review_months} months"
        )


def to_read(found: Mapping[str, Lexicon], on: str) -> Iterator[str]:
    """Yield the sources that are due, each with the terms that rest on it."""
    count = 0
    for lexicon in found.values():
        terms: dict[str, list[str]] = {}
        for term_id, sources in lexicon.due(on).items():
            for source in sources:
                terms.setdefault(source.key, []).append(term_id)
        for key, ids in terms.items():
            source, count = lexicon.sources[key], count + 1
            yield f"{lexicon.name}: {source.title}, read {source.accessed}: {source.url}"
            yield f"  {', '.join(ids)}"
    if not count:
        yield f"nothing is due on {on}"


def remind(found: Mapping[str, Lexicon], on: str) -> None:
    """Say on standard error that facts are due on the day that the configuration gives; without a day nothing is."""
    count = sum(len(lexicon.due(on)) for lexicon in found.values()) if on else 0
    if count:
        these = "one fact is" if count == 1 else f"{count} facts are"
        message("warning", f"on {on} {these} due to be read again; `auditor lexicons --due {on}` lists them")
