"""The command line: the only place that prints or exits.

Commands import what they need when they run, so that `auditor --version` and `auditor rules` answer at once.
"""

from __future__ import annotations

import click

from auditor.cli.check import check
from auditor.cli.claims import claims
from auditor.cli.fix import fix
from auditor.cli.lexicons import lexicons
from auditor.cli.manual import explain, rules
from auditor.cli.rerender import report
from auditor.cli.settings import config, init
from auditor.cli.standards import standards
from auditor.version import VERSION


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="auditor", message="%(prog)s %(version)s")
def main() -> None:
    """Audit the content of health pages about addiction."""


for command in (check, fix, claims, explain, rules, standards, lexicons, report, config, init):
    main.add_command(command)
