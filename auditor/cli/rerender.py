"""`auditor report`: render a JSON report again, without its pages."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli.failures import guarded
from auditor.cli.options import in_force, levels, loudness, names, rule_choice, speaking
from auditor.cli.streams import message
from auditor.errors import ConfigError, LoadError

if TYPE_CHECKING:
    from auditor.model import PageReport, Report, RuleInfo

STDIN = "-"


def filtering(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that choose what of the report is shown."""
    for option in (*levels(), *rule_choice("and their findings", "and their findings")):
        command = option(command)
    return command


@click.command("report")
@click.argument("file", metavar="FILE.json")
@speaking
@filtering
@loudness
@guarded
def report(
    file: str,
    format: str | None,
    outputs: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    min_confidence: str | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Render a JSON report again, whole or in part; - reads it from standard input.

    Outputs and exit codes are those of `auditor check`.
    """
    from auditor.cli.outputs import announce, deliver, plan
    from auditor.cli.verdict import complain, exit_code

    planned = plan(format, outputs, quiet=quiet)
    config = in_force(fail_on=fail_on, min_confidence=min_confidence).config
    read = read_report(file)
    if verbose:
        message("note", f"{file}: written by {read.tool.name} {read.tool.version}, {len(read.pages)} pages")
    shown = filtered(read, names(select), names(ignore), config.min_confidence)
    deliver(shown, planned)
    complain(shown, planned)
    announce(planned)
    click.get_current_context().exit(exit_code(shown, config.fail_on))


def read_report(file: str) -> Report:
    """Read a JSON report. Raises LoadError that says what is wrong with the file."""
    from auditor.model import Report

    try:
        data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
        return Report.from_json(data.decode("utf-8-sig"))
    except OSError as e:
        raise LoadError(f"{file}: {e.strerror or e}") from e
    except UnicodeDecodeError as e:
        raise LoadError(f"{file}: not a JSON report, since it is no UTF-8 text") from e
    except RecursionError as e:
        raise LoadError(f"{file}: not a report: nested too deeply") from e
    except ValueError as e:
        raise LoadError(f"{file}: {e}") from e


def filtered(report: Report, select: tuple[str, ...], ignore: tuple[str, ...], min_confidence: str) -> Report:
    """Return the part of a report that is asked for. Raises ConfigError for a rule that it does not have."""
    from auditor.engine import answers, nearest
    from auditor.model import Confidence

    for pattern in (*select, *ignore):
        if not any(answers(info, pattern) for info in report.rules):
            near = nearest(report.rules, pattern)
            raise ConfigError(f"the report has no rule {pattern!r}{f'; did you mean {near}?' if near else ''}")

    def wanted(info: RuleInfo) -> bool:
        chosen = not select or any(answers(info, p) for p in select)
        return chosen and not any(answers(info, p) for p in ignore)

    codes = {info.code for info in report.rules if wanted(info)}
    least = Confidence(min_confidence).rank

    def part(page: PageReport) -> PageReport:
        return replace(
            page,
            outcomes=tuple(o for o in page.outcomes if o.code in codes),
            findings=tuple(f for f in page.findings if f.code in codes and f.confidence.rank >= least),
        )

    rules = tuple(info for info in report.rules if info.code in codes)
    return replace(report, rules=rules, pages=tuple(part(p) for p in report.pages))
