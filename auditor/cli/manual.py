"""`auditor explain` and `auditor rules`: what the rules say of themselves."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from auditor.cli.failures import Failure, guarded
from auditor.cli.options import coloring
from auditor.cli.streams import columns, result, wants_color

if TYPE_CHECKING:
    from auditor.rules import Example, Rule


@click.command()
@click.argument("rule", metavar="RULE")
@coloring
@guarded
def explain(rule: str) -> None:
    """Print the manual page of a rule, given by code or name, or of every rule of a family."""
    from auditor.engine import nearest

    rules = all_rules()
    found = [r for r in rules if rule.lower() in {r.info.code.lower(), r.info.name, r.info.check}]
    if not found:
        near = nearest((r.info for r in rules), rule)
        hint = f"did you mean {near}?" if near else "`auditor rules` lists them"
        raise Failure(f"no rule has the code or name {rule!r}; {hint}")
    color = wants_color(sys.stdout)
    result("\n\n".join(page(r, color=color) for r in found))


@click.command()
@click.option("-f", "--format", type=click.Choice(("text", "json")), default="text", help="How to write the list.")
@coloring
@guarded
def rules(format: str) -> None:
    """List all rules, those of plug-ins included."""
    from auditor.model.codec import plain

    known = all_rules()
    if format == "json":
        result(json.dumps([plain(r.info) for r in known], ensure_ascii=False, indent=1) + "\n")
    else:
        result(table(known, columns() if sys.stdout.isatty() else None, color=wants_color(sys.stdout)))


def all_rules() -> tuple[Rule, ...]:
    """Return the rules in report order, those of plug-ins last."""
    from auditor.checks import RULES
    from auditor.engine import plugins

    return (*RULES, *plugins())


def bold(text: str, color: bool) -> str:
    """Return `text` in bold where colors are wanted."""
    return click.style(text, bold=True) if color else text


def page(rule: Rule, *, color: bool) -> str:
    """Return the manual page of a rule."""
    info = rule.info
    parts = [
        bold(f"{info.code} {info.name}", color),
        info.summary,
        f"Family {info.check}, severity {info.severity}, confidence {info.confidence}"
        + (f", since {info.since}" if info.since else ""),
        "\n".join(bold(t[3:], color) if t.startswith("## ") else t for t in info.help.splitlines()),
    ]
    if rule.examples:
        parts += [bold("Examples", color), *(example(e) for e in rule.examples)]
    parts += [bold("How to allow it", color) + f"\n{rule.comment}"]
    if info.references:
        parts += [bold("Sources", color) + "\n" + "\n".join(info.references)]
    return "\n\n".join(parts) + "\n"


def example(item: Example) -> str:
    """Return an example, and under it what is flagged in it."""
    shown = "\n".join(f"    {text}" for text in item.source.splitlines())
    words = ", ".join(f"“{' '.join(w.split())}”" for w in item.flagged if w)
    verdict = f"flagged: {words}" if words else "flagged: the page as a whole" if item.flagged else "not flagged"
    return f"{shown}\n    → {verdict}"


def table(rules: Sequence[Rule], width: int | None, *, color: bool) -> str:
    """Return a line for each rule, under the names of the families; lines are cut at `width`, if given."""
    out: list[str] = []
    name = max((len(r.info.name) for r in rules), default=0)
    for family, members in groupby(rules, key=lambda r: r.info.check):
        out += ["", bold(family, color)] if out else [bold(family, color)]
        for info in (r.info for r in members):
            line = f"  {info.code}  {info.name:<{name}}  {info.severity:<7}  {info.confidence:<6}  {info.summary}"
            out.append(line if width is None or len(line) <= width else f"{line[: width - 1]}…")
    return "\n".join(out) + "\n"
