"""The options that several commands share, and what they and the configuration file come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from auditor.config import CONFIDENCES, LEVELS, Config, discover, load_config
from auditor.profiles import PROFILES

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class InForce:
    """The options of a run, and the file that they come from, if any."""

    config: Config
    file: Path | None


def names(value: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of a repeatable option whose values may be lists with commas."""
    return tuple(part.strip() for v in value for part in v.split(",") if part.strip())


def choosing(command: F) -> F:
    """Add the options that choose rules, files and levels."""
    for option in (
        *files(),
        *levels(),
        click.option("--fast", is_flag=True,
                     help="Leave out the checks that read syntax or compare meanings; the report says which."),
        click.option("--profile", type=click.Choice(tuple(PROFILES)),
                     help="Kind of page; `auditor config` shows what it switches."),
        *rule_choice("besides those of the file", "instead of those of the file"),
    ):  # fmt: skip
        command = option(command)
    return command


def files() -> tuple[Callable[[F], F], ...]:
    """Return the options that choose the configuration and what is read."""
    return (
        click.option("--isolated", is_flag=True, help="Read no configuration file."),
        click.option("--config", "config_file", type=click.Path(path_type=Path), metavar="FILE",
                     help="Read this configuration file instead of the nearest one."),
        click.option("--exclude", multiple=True, metavar="PATTERN",
                     help="Leave out files or folders such as 'archive/**', besides those of the file."),
    )  # fmt: skip


def reading(command: F) -> F:
    """Add the options that choose the configuration and what is read, for a command that runs no rules."""
    for option in files():
        command = option(command)
    return command


def levels() -> tuple[Callable[[F], F], ...]:
    """Return the options that say what counts."""
    return (
        click.option("--min-confidence", type=click.Choice(CONFIDENCES), help="Hide findings below this confidence."),
        click.option("--fail-on", type=click.Choice(LEVELS), help="Severity from which on the exit code is 1."),
    )  # fmt: skip


def rule_choice(ignore: str, select: str) -> tuple[Callable[[F], F], ...]:
    """Return the options that choose rules; the words say how they stand to the configuration file."""
    return (
        click.option("--ignore", multiple=True, metavar="RULES", help=f"Leave out these rules, {ignore}."),
        click.option("--select", multiple=True, metavar="RULES",
                     help=f"Take only these rules, {select}: codes, beginnings of codes, names or families."),
    )  # fmt: skip


def speaking(command: F) -> F:
    """Add the options that say where the report goes."""
    for option in (
        click.option("--output", "outputs", multiple=True, metavar="FORMAT:PATH",
                     help="Write a report to a file; repeat it for several in one run."),
        click.option("-f", "--format", metavar="FORMAT",
                     help="Write the report to standard output: text, html, json, summary, markdown or csv."),
    ):  # fmt: skip
        command = option(command)
    return command


def coloring(command: F) -> F:
    """Add the option that refuses colors."""
    return click.option(
        "--no-color", is_flag=True, expose_value=False, callback=refuse_color, is_eager=True,
        help="Use no colors; so does the environment variable NO_COLOR.",
    )(command)  # fmt: skip


def loudness(command: F) -> F:
    """Add the options that say how much is said besides the results, and how."""
    for option in (
        coloring,
        click.option("-v", "--verbose", is_flag=True, help="Say what is done, on standard error."),
        click.option("-q", "--quiet", is_flag=True, callback=hush,
                     help="Say nothing but errors and what --format asks for."),
    ):  # fmt: skip
        command = option(command)
    return command


def refuse_color(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Remember for the whole command that colors are not wanted."""
    if value:
        context.find_root().meta["auditor.no-color"] = True


def hush(context: click.Context, parameter: click.Parameter, value: bool) -> bool:
    """Remember for the whole command that only errors are to be told."""
    context.find_root().meta["auditor.quiet"] = value
    return value


def in_force(
    config_file: Path | None = None,
    isolated: bool = False,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    exclude: tuple[str, ...] = (),
    fail_on: str | None = None,
    min_confidence: str | None = None,
    profile: str | None = None,
    fast: bool = False,
) -> InForce:
    """Return the configuration file's options with the command line's on top. Raises ConfigError.

    `select`, `profile`, `fail_on` and `min_confidence` replace those of the file, `ignore` and `exclude` add to them.
    """
    if config_file is not None and isolated:
        raise click.UsageError("--config and --isolated exclude each other")
    file = config_file or (None if isolated else discover(Path.cwd()))
    config = load_config(file)
    config = replace(
        config,
        select=names(select) or config.select,
        ignore=(*config.ignore, *names(ignore)),
        exclude=(*config.exclude, *exclude),
        profile=profile or config.profile,
        fail_on=fail_on or config.fail_on,
        min_confidence=min_confidence or config.min_confidence,
        fast=fast or config.fast,
    )
    return InForce(config, file)
