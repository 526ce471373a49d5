"""`auditor config` and `auditor init`: what is in force, and a file to begin with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import click

from auditor.cli.failures import Failure, guarded
from auditor.cli.options import InForce, choosing, coloring, in_force
from auditor.cli.streams import message, result
from auditor.config import Config
from auditor.model.codec import plain
from auditor.profiles import PROFILES, Profile

NAME = "auditor.toml"

STARTER = """\
# Options of auditor. The nearest auditor.toml, or [tool.auditor] of a pyproject.toml, at or above the working
# directory counts. What is commented out shows the default. `auditor config` shows what is in force.

# Codes, beginnings of codes, names or families; everything if empty. `auditor rules` lists them.
# select = []
# ignore = []

# Kind of page: patient-page, provider-page, news, research or harm-reduction; `auditor config` shows what it switches.
# profile = "patient-page"

# Severity from which on the exit code is 1: error, warning, info or never.
# fail-on = "error"

# Leave out the checks that read syntax or ask a model of sentence pairs: half the time, for large crawls.
# fast = false

# Hide findings below this confidence: high, medium or low. Low ones are marked "needs review" and fail nothing.
# min-confidence = "low"

# Files and folders to leave out, for example "archive/**".
# exclude = []

# Folders of lexicons whose terms add to the shipped ones or replace them; relative to this file.
# lexicons = []

# Largest source in bytes, and longest text in words.
# max-bytes = 20000000
# max-words = 1500000

# Rules that do not count in some files.
# [per-file-ignores]
# "glossary/*.md" = ["LNG001"]

# What every page of the site shows though the files do not, and which hosts are your own. A site that is itself an
# authority (a health agency, a clinic) may say so: then it need not cite others for what it states.
# [site]
# lines = ["If you are in crisis, call or text 988."]
# hosts = ["example.org"]
# authority = false
# as-of = ""                # the day from which the age of pages is counted; without it none is stale
# stale-after-months = 36

# The US school grade to write for, and from how many words on a sentence is long.
# [readability]
# target-grade = 8.0
# long-sentence-words = 40
"""


@click.command("init")
@coloring
@guarded
def init() -> None:
    """Write a commented auditor.toml into the working directory; an existing one stays as it is."""
    try:
        with Path(NAME).open("x", encoding="utf-8", newline="\n") as file:
            file.write(STARTER)
    except FileExistsError as e:
        raise Failure(f"{NAME} exists already and stays as it is") from e
    except OSError as e:
        raise Failure(f"{NAME}: {e.strerror or e}") from e
    message("note", f"wrote {NAME}")


@click.command("config")
@click.option("-f", "--format", type=click.Choice(("text", "json")), default="text", help="How to write the options.")
@choosing
@coloring
@guarded
def config(format: str, **options: Any) -> None:
    """Show the options in force and where they come from, as a configuration file that says the same."""
    from auditor.cli.manual import all_rules
    from auditor.engine import idle, select

    chosen = in_force(**options)
    codes = [r.info.code for r in select(all_rules(), chosen.config) if not idle(r.info, (), chosen.config)]
    if format == "json":
        values = {
            "file": str(chosen.file) if chosen.file else None,
            "options": table(chosen.config),
            "rules": codes,
            "profile": plain(PROFILES[chosen.config.profile]),
        }
        result(json.dumps(values, ensure_ascii=False, indent=1) + "\n")
    else:
        result("\n".join(as_toml(chosen, codes)) + "\n")


def table(value: Any) -> dict[str, Any]:
    """Return a dataclass of options as plain data with the keys of the file."""
    return {f.name.replace("_", "-"): plain_option(getattr(value, f.name)) for f in fields(value)}


def plain_option(value: Any) -> Any:
    """Return an option's value as JSON knows it."""
    if is_dataclass(value):
        return table(value)
    if isinstance(value, Mapping):
        return {k: plain_option(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return [plain_option(v) for v in value]
    return str(value) if isinstance(value, Path) else value


def as_toml(chosen: InForce, codes: list[str]) -> Iterator[str]:
    """Yield the lines of a file that says what is in force; what differs from the default is marked."""
    yield f"# from {chosen.file}" if chosen.file else "# no configuration file: the defaults"
    values, defaults = table(chosen.config), table(Config())
    for key, value in values.items():
        if not isinstance(value, dict):
            yield line(key, value, defaults[key])
    for key, value in values.items():
        if isinstance(value, dict):
            yield from ("", f"[{key}]")
            for inner, one in value.items():
                yield line(inner, one, defaults[key].get(inner))
    yield from ("", f"# {len(codes)} rules: {' '.join(codes)}")
    yield from profile_lines(PROFILES[chosen.config.profile])


def profile_lines(profile: Profile) -> Iterator[str]:
    """Yield what the profile stands for and what it switches, as comments."""
    yield from ("", f"# profile {profile.name}: {profile.about}")
    for switch in profile.switches:
        yield f"#   {switch.effect}: {switch.why}"


def line(key: str, value: Any, default: Any) -> str:
    """Return one option as a line of TOML."""
    name = key if key.replace("-", "").isalnum() and key.isascii() else json.dumps(key)
    return f"{name} = {json.dumps(value, ensure_ascii=False)}" + ("" if value == default else "  # set")
