"""Exit codes, and the way from an exception to one line on standard error."""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from types import FrameType
from typing import Any, ParamSpec, TypeVar

import click

from auditor.cli.streams import message
from auditor.errors import AuditorError, LoadError

CLEAN = 0
FINDINGS = 1
USAGE = 2
INCOMPLETE = 3
"""Some input could not be audited, or a check broke; wins over CLEAN and FINDINGS."""

INTERRUPTED = 128 + signal.SIGINT
TERMINATED = 128 + signal.SIGTERM
"""What shells report for a program that such a signal has ended."""

P = ParamSpec("P")
R = TypeVar("R")


class Failure(click.ClickException):
    """The end of a command that was asked for wrongly, with one line that says why."""

    exit_code = USAGE

    def show(self, file: Any = None) -> None:
        """Print the line to standard error."""
        message("error", self.format_message())


class Incomplete(Failure):
    """The end of a command that could not read its input, or that broke."""

    exit_code = INCOMPLETE


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """Let a command end with a line and an exit code, whatever stops it.

    An exception that is no AuditorError is a fault of the program: its traceback is shown, so that it can be
    reported, and the exit code is not the one that means findings.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with terminable():
                return command(*args, **kwargs)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except LoadError as e:
            raise Incomplete(str(e)) from e
        except AuditorError as e:
            raise Failure(str(e)) from e
        except KeyboardInterrupt:
            message("error", "interrupted; nothing was written")
            sys.exit(INTERRUPTED)
        except Exception as e:
            traceback.print_exc()
            raise Incomplete(f"the program broke ({type(e).__name__}); please report it") from e

    return run


@contextmanager
def terminable() -> Iterator[None]:
    """Turn SIGTERM into an orderly exit, so that temporary files are removed on the way out."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(TERMINATED)

    try:
        before = signal.signal(signal.SIGTERM, leave)
    except ValueError:  # not the main thread, which alone may set handlers
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
