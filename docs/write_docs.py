"""Write the pages that are derived: docs/rules/, the rules table of the README, the tables of the JSON schema.

`make docs` writes them; `--check` writes nothing and fails if one of them is out of date.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from auditor.checks import RULES
from auditor.rules import Example, Rule

ROOT = Path(__file__).resolve().parents[1]
RULE_PAGES = Path("docs/rules")
SCHEMA = Path("auditor/report/report-schema-1.json")
MARKED = {Path("README.md"): "rules", Path("docs/json-schema.md"): "schema"}
"""Pages written by hand with a derived part between `<!-- NAME:begin -->` and `<!-- NAME:end -->`."""


def derived(root: Path) -> dict[Path, str]:
    """Return what every derived page should say, by its path in the project."""
    rules = sorted(RULES, key=lambda r: r.info.code)
    out = {RULE_PAGES / f"{r.info.code}.md": rule_page(r) for r in rules}
    out[RULE_PAGES / "README.md"] = index_page(RULES)
    schema = json.loads((root / SCHEMA).read_text(encoding="utf-8"))
    parts = {"rules": rules_table(RULES, "docs/rules/"), "schema": schema_tables(schema)}
    for path, name in MARKED.items():
        out[path] = with_part((root / path).read_text(encoding="utf-8"), name, parts[name])
    return out


def with_part(text: str, name: str, part: str) -> str:
    """Return `text` with `part` between the marks of `name`. Raises SystemExit if the marks are gone."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise SystemExit(f"the marks {begin} and {end} are missing")
    return f"{before}{begin}\n{part.strip()}\n{end}{after}"


def rule_page(rule: Rule) -> str:
    """Return the manual page of one rule."""
    info = rule.info
    place = "On the page, with a comment" if "allow-file" in rule.comment else "On one block, with a comment before it"
    words = ", ".join(f"[{name}](../../lexicons/{name}.toml)" for name in rule.lexicons) or "none"
    parts = [
        f"# {info.code} {info.name}",
        info.summary,
        "| family | severity | confidence | since | lexicons |\n|---|---|---|---|---|\n"
        f"| {info.check} | {info.severity} | {info.confidence} | {info.since} | {words} |",
        info.help,
        "## Examples",
        *(example(e) for e in rule.examples),
        "## How to allow it",
        f"{place}:\n\n```html\n{rule.comment}\n```",
        f'In a whole project, in `auditor.toml`:\n\n```toml\nignore = ["{info.code}"]\n```',
    ]
    if info.references:
        parts += ["## Sources", "\n".join(f"- <{url}>" for url in info.references)]
    return "\n\n".join(parts) + "\n"


def example(item: Example) -> str:
    """Return an example as a fenced block, with what is flagged in it."""
    longest = max((len(run) for run in re.findall(r"`+", item.source)), default=0)
    fence = "`" * max(3, longest + 1)
    words = [quoted(w) for w in item.flagged if w]
    verdict = f"Flagged: {', '.join(words)}" if words else "Flagged: the page as a whole"
    if not item.flagged:
        verdict = "Not flagged"
    return f"{verdict}\n\n{fence}{item.format}\n{item.source}\n{fence}"


def quoted(words: str) -> str:
    """Return `words` as inline code, whatever backticks and line breaks they hold."""
    inner = " ".join(words.split())
    return f"`` {inner} ``" if "`" in inner else f"`{inner}`"


def index_page(rules: Sequence[Rule]) -> str:
    """Return the list of all rules."""
    note = "`auditor explain CODE` prints the same pages. Severity says how bad it is if true, confidence how sure."
    return f"# Rules\n\n{note}\n\n{rules_table(rules, '')}\n"


def rules_table(rules: Sequence[Rule], folder: str) -> str:
    """Return the rules as tables, one a family; `folder` leads from the page to the manual pages."""
    parts = []
    for family, members in groupby(rules, key=lambda r: r.info.check):
        rows = [
            f"| [{r.info.code}]({folder}{r.info.code}.md) | {r.info.name} | {cell(r.info.summary)} "
            f"| {r.info.severity}, {r.info.confidence} |"
            for r in members
        ]
        head = f"**{family}**\n\n| code | name | what it says | severity, confidence |\n|---|---|---|---|\n"
        parts.append(head + "\n".join(rows))
    return "\n\n".join(parts)


def cell(text: str) -> str:
    """Return `text` fit for a table cell."""
    return " ".join(text.split()).replace("|", r"\|")


def schema_tables(schema: Mapping[str, Any]) -> str:
    """Return the keys of the report and of each object in it, with type and description."""
    parts = [key_table("The report", schema)]
    parts += [key_table(name, node) for name, node in schema.get("$defs", {}).items() if "properties" in node]
    return "\n\n".join(parts)


def key_table(title: str, node: Mapping[str, Any]) -> str:
    """Return one object's keys as a table."""
    rows = [
        f"| `{key}` | {cell(kind(value))} | {cell(value.get('description', ''))} |"
        for key, value in node["properties"].items()
    ]
    about = f"{cell(node['description'])}\n\n" if node.get("description") else ""
    return f"### {title}\n\n{about}| key | type | meaning |\n|---|---|---|\n" + "\n".join(rows)


def kind(node: Mapping[str, Any]) -> str:
    """Return a schema node's type in words."""
    if "$ref" in node:
        return str(node["$ref"]).rsplit("/", 1)[-1]
    if "enum" in node:
        return ", ".join(f"`{v}`" if v is not None else "null" for v in node["enum"])
    if "const" in node:
        return f"`{node['const']}`"
    choices = node.get("anyOf") or node.get("oneOf")
    if choices:
        return " or ".join(kind(c) for c in choices)
    names = node.get("type", "any")
    text = " or ".join(names) if isinstance(names, list) else str(names)
    return f"{text} of {kind(node['items'])}" if "items" in node else text


def stale(root: Path, pages: Mapping[Path, str]) -> list[Path]:
    """Return the derived pages that are missing, differ, or belong to no rule any more."""
    old = {p.relative_to(root) for p in (root / RULE_PAGES).glob("*.md")} - set(pages)
    differ = [p for p, t in pages.items() if not (root / p).is_file() or (root / p).read_text(encoding="utf-8") != t]
    return sorted([*old, *differ])


def main(argv: Sequence[str] | None = None) -> int:
    """Write the pages, or with `--check` say which are out of date and return 1 if any is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a page is out of date")
    args = parser.parse_args(argv)
    pages = derived(ROOT)
    changed = stale(ROOT, pages)
    if args.check:
        for path in changed:
            print(f"{path}: out of date; run `make docs`", file=sys.stderr)
        return 1 if changed else 0
    for path in changed:
        target = ROOT / path
        if path not in pages:
            target.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(pages[path], encoding="utf-8", newline="\n")
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
