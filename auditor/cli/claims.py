"""`auditor claims`: write a worksheet of the claims of pages and what each leans on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.check import STDIN, describe, from_stdin, pages_among
from auditor.cli.failures import CLEAN, INCOMPLETE, guarded
from auditor.cli.options import in_force, loudness, reading

if TYPE_CHECKING:
    from auditor.engine import Loader

FORMATS = ("csv", "json", "markdown")
ENDINGS = {".csv": "csv", ".json": "json"}
"""Endings of files that say which form is meant."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "-f",
    "--format",
    type=click.Choice(FORMATS),
    help="The form of the worksheet; by default what the ending of FILE says, else markdown.",
)
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to this file instead of standard output."
)
@reading
@click.option("--stdin-filename", metavar="NAME", help="What to call standard input; its ending says how to read it.")
@loudness
@guarded
def claims(
    paths: tuple[str, ...],
    format: str | None,
    output: Path | None,
    stdin_filename: str | None,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> None:  # fmt: skip
    """List the medical claims of pages and the source of each, as a worksheet for the editor.

    PATH is what `auditor check` takes. A claim without a source comes with the kind of source that would fit it; the
    columns "source found" and "checked by" are empty, for you to fill in.

    Exit codes: 0 written; 2 wrong usage or configuration; 3 some input could not be read.
    """
    from auditor.cli.outputs import Output, announce, put, writable
    from auditor.cli.progress import bar
    from auditor.cli.verdict import complain
    from auditor.engine import audit_sources, prepare
    from auditor.load import find_pages, load_source
    from auditor.report import WORKSHEETS

    chosen = in_force(**options)
    form = format or ENDINGS.get(output.suffix.lower() if output else "", "markdown")
    planned = Output(form, None if output is None or str(output) == STDIN else output)
    if planned.path is not None:
        writable(planned.path)
    run = replace(prepare(chosen.config), rules=())
    found, skipped = find_pages(list(paths), chosen.config)
    sources: list[tuple[str, Loader]] = []
    for source in pages_among(found, [planned]):
        name = stdin_filename or STDIN if source == STDIN else source
        read = from_stdin if source == STDIN else load_source
        sources.append((name, partial(read, name, config=chosen.config)))
    if verbose:
        describe(chosen, 0, len(sources))
    with bar(len(sources), silent=quiet) as progress:
        report = audit_sources(sources, skipped, run, progress)
    put([(planned, WORKSHEETS[form](report))])
    complain(report, [])
    announce([planned])
    click.get_current_context().exit(INCOMPLETE if report.skipped or not report.pages else CLEAN)
