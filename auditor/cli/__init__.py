"""Provisional command line: `check PATH... --output json:FILE`."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.engine import audit


@click.group()
def main() -> None:
    """Audit health pages."""


@main.command()
@click.argument("paths", nargs=-1)
@click.option("--output")
@click.option("--quiet", is_flag=True)
def check(paths: tuple[str, ...], output: str | None, quiet: bool) -> None:
    """Audit pages."""
    report = audit(paths)
    if output:
        Path(output.partition(":")[2]).write_text(report.to_json(), encoding="utf-8")
    for page in report.pages:
        for f in page.findings:
            if not quiet:
                click.echo(f"{page.source}:{f.line} {f.code} {f.confidence} {f.message} | {f.quote}")
        for o in page.outcomes:
            if o.status == "error":
                click.echo(f"{page.source}: {o.code} broke: {o.reason}", err=True)
    for s in report.skipped:
        click.echo(f"skipped {s.source}: {s.reason}", err=True)
