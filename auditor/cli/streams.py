"""Standard output and standard error: results to the one, messages to the other."""

from __future__ import annotations

import os
import re
import shutil
import sys
from typing import IO, Any

import click

STYLES: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan"},
}
WIDEST = 100
"""Columns; longer lines are hard to read on any screen."""

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def wants_color(stream: IO[Any]) -> bool:
    """Say whether to use colors on a stream: a terminal, and neither --no-color, NO_COLOR nor a dumb TERM speaks."""
    return not (asked("no-color") or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb") and stream.isatty()


def asked(option: str) -> bool:
    """Say whether the command was given one of the options that say how much and how it speaks."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.find_root().meta.get(f"auditor.{option}", False))


def columns() -> int:
    """Return the width to print for."""
    return min(WIDEST, shutil.get_terminal_size((80, 24)).columns)


def message(kind: str, text: str) -> None:
    """Print one line to standard error; `kind` is error, warning or note, and --quiet leaves notes out."""
    if kind == "note" and asked("quiet"):
        return
    label = click.style(f"{kind}:", **STYLES[kind]) if wants_color(sys.stderr) else f"{kind}:"
    click.echo(f"{label} {printable(text)}", err=True, color=wants_color(sys.stderr))


def printable(text: str) -> str:
    """Return `text` on one line, without characters that a terminal would obey or cannot encode."""
    line = CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\n", " "))
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def result(text: str) -> None:
    """Write a result to standard output as UTF-8."""
    result_bytes(encoded(text))


def result_bytes(data: bytes) -> None:
    """Write a result to standard output; a reader that has gone away is no fault of ours."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python flushes once more at exit, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def encoded(text: str) -> bytes:
    """Return `text` as UTF-8; a lone surrogate, as in an undecodable file name, becomes its JSON escape."""
    return text.encode("utf-8", "backslashreplace")
