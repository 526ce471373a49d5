"""`auditor check`: audit pages and write the report."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.failures import Failure, guarded
from auditor.cli.options import InForce, choosing, in_force, loudness, speaking
from auditor.cli.streams import message

if TYPE_CHECKING:
    from auditor.cli.outputs import Output
    from auditor.config import Config
    from auditor.engine import Loader
    from auditor.model import Page

STDIN = "-"
MARK = b'name="generator" content="auditor'
"""What an HTML report of ours says of itself within its first 4 KB."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@speaking
@choosing
@click.option("--stdin-filename", metavar="NAME", help="What to call standard input; its ending says how to read it.")
@loudness
@guarded
def check(
    paths: tuple[str, ...],
    format: str | None,
    outputs: tuple[str, ...],
    stdin_filename: str | None,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> None:
    """Audit pages: files, folders, patterns, - for standard input, http(s) addresses.

    With neither --format nor --output it prints a summary and writes auditor-report.html in the working directory.

    Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage or configuration; 3 some input could not be
    audited, or a check broke.
    """
    from auditor.cli.lexicons import remind
    from auditor.cli.outputs import announce, deliver, plan
    from auditor.cli.progress import bar
    from auditor.cli.verdict import complain, exit_code
    from auditor.engine import audit_sources, prepare
    from auditor.load import find_pages, load_source

    started = time.monotonic()
    chosen = in_force(**options)
    planned = plan(format, outputs, quiet=quiet)
    run = prepare(chosen.config)
    found, skipped = find_pages(list(paths), chosen.config)
    sources: list[tuple[str, Loader]] = []
    for source in pages_among(found, planned):
        if source == STDIN:
            sources.append((stdin_filename or STDIN, partial(from_stdin, stdin_filename or STDIN, chosen.config)))
        else:
            sources.append((source, partial(load_source, source, config=chosen.config)))
    if verbose:
        describe(chosen, len(run.rules), len(sources))
    with bar(len(sources), silent=quiet) as progress:
        report = audit_sources(sources, skipped, run, progress)
    deliver(report, planned)
    complain(report, planned)
    remind(run.resources.lexicons, chosen.config.site.as_of)
    announce(planned)
    if verbose:
        message("note", f"audited {len(report.pages)} of {len(sources)} pages in {time.monotonic() - started:.1f} s")
    click.get_current_context().exit(exit_code(report, chosen.config.fail_on))


def pages_among(found: Sequence[str], planned: Sequence[Output]) -> list[str]:
    """Return the sources that are no reports of ours. Raises Failure if a report would overwrite one of them."""
    pages = []
    written = {o.path.resolve() for o in planned if o.path is not None}
    for source in found:
        if "://" not in source and is_own_report(Path(source)):
            message("note", f"{source} is a report of auditor and is left out")
            continue
        if "://" not in source and Path(source).resolve() in written:
            raise Failure(f"{source}: is among the pages to audit; the report would overwrite it")
        pages.append(source)
    return pages


def is_own_report(path: Path) -> bool:
    """Say whether a file is an HTML report that was written by this program."""
    if path.suffix.lower() not in {".html", ".htm"} or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return MARK in file.read(4096)
    except OSError:  # whoever reads the page will say what is wrong with it
        return False


def from_stdin(name: str, config: Config) -> Page:
    """Read a page from standard input. Raises LoadError."""
    from auditor.load import load_bytes

    if sys.stdin.isatty():
        message("note", "reading from the keyboard; end with Ctrl-D")
    data = sys.stdin.buffer.read(config.max_bytes + 1)
    return load_bytes(data, name, config=config)


def describe(chosen: InForce, rules: int, sources: int) -> None:
    """Say on standard error what is about to be done."""
    origin = f"options from {chosen.file}" if chosen.file else "no configuration file"
    message("note", f"{origin}; {rules} rules, {sources} pages")
