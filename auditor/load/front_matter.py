"""Read the front matter of a Markdown file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

MAX_CHARS = 100_000
"""Characters; longer front matter is a data file."""


@dataclass
class FrontMatter:
    """The title, the language and all fields by their names in small letters."""

    title: str = ""
    language: str = ""
    fields: dict[str, Any] = field(default_factory=dict)


FENCED = re.compile(r"(---|\+\+\+)[ \t]*(\r\n|\r|\n)")


def front_matter(source: str) -> tuple[FrontMatter | None, int]:
    """Return what the front matter says and the offset behind it; text that is none is left where it is."""
    begin = len(source) - len(source.lstrip("\ufeff \t\r\n"))
    opened = FENCED.match(source, begin)
    if opened is None:
        return None, 0
    fence = re.escape(opened.group(1))
    closed = re.compile(rf"^(?:{fence}|\.\.\.)[ \t]*$", re.MULTILINE).search(source, opened.end())
    closed_cr = re.compile(rf"(?:(?<=\n)|(?<=\r)){fence}[ \t]*(?=\r|\n|\Z)").search(source, opened.end())
    closed = closed or closed_cr
    if closed is None or closed.start() - opened.end() > MAX_CHARS:
        return None, 0
    raw = source[opened.end() : closed.start()]
    fields = parsed(raw, opened.group(1))
    if fields is None:
        return None, 0
    lowered = {str(k).lower(): v for k, v in fields.items()}
    title = lowered.get("title")
    language = lowered.get("lang") or lowered.get("language")
    return FrontMatter(
        " ".join(str(title).split()) if isinstance(title, str | int | float) else "",
        language.split("-")[0].lower() if isinstance(language, str) else "",
        lowered,
    ), closed.end()


def parsed(raw: str, fence: str) -> dict[Any, Any] | None:
    """Return the fields, or None for what is no front matter: a rule around prose, say."""
    from auditor.load.yaml_fields import read_yaml

    try:
        value = tomllib.loads(raw.replace("\r", "")) if fence == "+++" else read_yaml(raw)
    except (ValueError, RecursionError):  # a TOMLDecodeError is a ValueError
        return loose(raw)
    if value is None:
        return {}
    return value if isinstance(value, dict) else None


def loose(raw: str) -> dict[Any, Any] | None:
    """Return the fields of front matter that breaks YAML's rules, "title: Pain: an overview", line by line."""
    lines = [line for line in raw.splitlines() if line.strip()]
    found = [m for line in lines if (m := re.match(r"([A-Za-z_][\w-]{0,60}):[ \t]*(.*)", line))]
    if not lines or 2 * len(found) < len(lines):
        return None
    return {m.group(1): m.group(2).strip().strip("\"'") for m in found}
