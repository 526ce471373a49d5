"""Read `[tool.auditor]` of a pyproject.toml, or an auditor.toml, into a frozen Config."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from auditor.errors import ConfigError
from auditor.profiles import DEFAULT, PROFILES

FILES = ("auditor.toml", "pyproject.toml")
SHAPES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
LEVELS = ("error", "warning", "info", "never")
CONFIDENCES = ("high", "medium", "low")


@dataclass(frozen=True)
class Site:
    """What every page of the site shows, said once: each text here stands on every page's footer.

    `hosts` are the site's own. `authority` says that its publisher speaks first-hand, as a health agency does. `as_of`
    is the day (YYYY-MM-DD) from which the age of a page is counted, since a report knows no clock; without it no page
    is stale. `stale_after_months` is the age from which on a page is.
    """

    lines: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    authority: bool = False
    as_of: str = ""
    stale_after_months: int = 36


@dataclass(frozen=True)
class ReadabilityTargets:
    """`target_grade` is a US school grade (default 8); `long_sentence_words` counts words (default 40)."""

    target_grade: float = 8.0
    long_sentence_words: int = 40


@dataclass(frozen=True)
class Config:
    """What to check and how strictly.

    `select` and `ignore` hold codes, code prefixes or rule names. `fail_on` is a severity or `never`; `profile` is the
    kind of page, a name of PROFILES; `min_confidence` hides findings below it. `max_bytes` is the largest source,
    `max_words` the longest text. `fast` leaves out the checks that read syntax or ask a model of sentence pairs.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str = DEFAULT
    fail_on: str = "error"
    min_confidence: str = "low"
    exclude: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lexicons: tuple[Path, ...] = ()
    max_bytes: int = 20_000_000
    max_words: int = 1_500_000
    fast: bool = False
    site: Site = field(default_factory=Site)
    readability: ReadabilityTargets = field(default_factory=ReadabilityTargets)

    def __post_init__(self) -> None:
        for name, allowed in (("fail_on", LEVELS), ("min_confidence", CONFIDENCES), ("profile", tuple(PROFILES))):
            value = getattr(self, name)
            if value not in allowed:
                raise ConfigError(f"{name.replace('_', '-')} is {value!r}; it can be {', '.join(allowed)}")


def covers(pattern: str, source: str) -> bool:
    """Say whether a file pattern means this source: a file, or a folder above it, anywhere in its path.

    `*` and `?` stay within one name, `**` crosses folders: `glossary/*.md` means `site/glossary/a.md` but not
    `glossary/old/a.md`, and `archive` or `archive/**` means all below a folder of that name.
    """
    path = source.replace("\\", "/").removeprefix("./")
    return expression(pattern.replace("\\", "/").removeprefix("./")).fullmatch(path) is not None


@cache
def expression(pattern: str) -> re.Pattern[str]:
    """Return the expression of a file pattern, which takes time in proportion to the path for few `**`."""
    parts = re.split(r"(/\*\*/|\*\*/|/\*\*|\*|\?)", pattern.strip("/"))
    meaning = {"/**/": "/(?:.*/)?", "**/": "(?:.*/)?", "/**": "/.*", "*": "[^/]*", "?": "[^/]"}
    return re.compile(f"(?:.*/)?{''.join(meaning.get(p, re.escape(p)) for p in parts)}(?:/.*)?", re.DOTALL)


def discover(start: Path) -> Path | None:
    """Return the nearest configuration file at or above `start`, or None."""
    for folder in (start, *start.parents):
        for name in FILES:
            path = folder / name
            if path.is_file() and (name == "auditor.toml" or own_table(read(path)) is not None):
                return path
    return None


def load_config(path: Path | None) -> Config:
    """Return the Config of the file at `path`, or the default for None. Raises ConfigError naming file and key."""
    if path is None:
        return Config()
    raw = read(path)
    table = own_table(raw) or {} if path.name == "pyproject.toml" else raw
    try:
        if not isinstance(table, Mapping):
            raise ConfigError("tool.auditor must be a table")
        config: Config = from_table(Config, table, "")
    except ConfigError as e:
        raise ConfigError(f"{path}: {e}") from e
    folder = path.parent
    return replace(config, lexicons=tuple(folder / p for p in config.lexicons))


def own_table(raw: Mapping[str, Any]) -> Any:
    """Return `tool.auditor` of a pyproject.toml, or None."""
    tool = raw.get("tool")
    return tool.get("auditor") if isinstance(tool, Mapping) else None


def read(path: Path) -> dict[str, Any]:
    """Parse a TOML file. Raises ConfigError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as e:
        raise ConfigError(f"{path}: there is no such file") from e
    except OSError as e:
        raise ConfigError(f"{path}: {e.strerror or e}") from e
    except UnicodeDecodeError as e:
        raise ConfigError(f"{path}: not UTF-8 text (byte {e.start})") from e
    except tomllib.TOMLDecodeError as e:
        raise ConfigError(f"{path}: {e}") from e


def from_table(cls: type[Any], table: Mapping[str, Any], prefix: str) -> Any:
    """Make a `cls` from a TOML table; keys may use dashes. An unknown key is an error that names the nearest."""
    known = {f.name.replace("_", "-"): f for f in fields(cls)}
    values: dict[str, Any] = {}
    for raw_key, value in table.items():
        key = raw_key.replace("_", "-")
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f"; did you mean {prefix}{near[0]!r}?" if near else f"; known are {', '.join(known)}"
            raise ConfigError(f"unknown key {prefix}{raw_key!r}{hint}")
        values[known[key].name] = coerce(getattr(cls(), known[key].name), value, f"{prefix}{raw_key}")
    return cls(**values)


def coerce(default: Any, value: Any, key: str) -> Any:
    """Return `value` in the shape of `default`. Raises ConfigError."""
    if isinstance(default, Site | ReadabilityTargets):
        if not isinstance(value, dict):
            raise ConfigError(f"{key} must be a table")
        return from_table(type(default), value, f"{key}.")
    if isinstance(default, Mapping):
        if not isinstance(value, dict) or not all(is_strings(v) for v in value.values()):
            raise ConfigError(f"{key} must map file patterns to lists of codes")
        return {k: tuple(v) for k, v in value.items()}
    if isinstance(default, tuple):
        if not is_strings(value):
            raise ConfigError(f"{key} must be a list of strings")
        return tuple(Path(v) for v in value) if key == "lexicons" else tuple(value)
    wanted = (int, float) if isinstance(default, float) else type(default)
    if not isinstance(value, wanted) or isinstance(value, bool) is not isinstance(default, bool):
        raise ConfigError(f"{key} must be {SHAPES[type(default)]}")
    if not isinstance(default, bool | str) and not value > 0:
        raise ConfigError(f"{key} must be greater than 0")
    return value


def is_strings(value: Any) -> bool:
    """Say whether `value` is a list of strings."""
    return isinstance(value, list) and all(isinstance(v, str) for v in value)
