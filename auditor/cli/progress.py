"""A bar on standard error while there is something to wait for."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from auditor.cli.streams import columns, printable

if TYPE_CHECKING:
    from auditor.engine import Progress

PATIENCE = 1.0
"""Seconds that a single page may take before a bar appears: about what people wait without wondering."""

REFRESH = 0.1
"""Seconds between two drawings; faster ones cannot be read and cost time."""

BAR = 20
WIPE = "\r\x1b[2K"


@contextmanager
def bar(total: int, *, silent: bool) -> Iterator[Progress | None]:
    """Yield the function that draws the bar, or None where nobody would see it; the bar is wiped at the end."""
    if silent or total == 0 or not sys.stderr.isatty():
        yield None
        return
    lock = threading.Lock()
    shown = "starting"
    due = time.monotonic() + (PATIENCE if total == 1 else 0)
    over = False

    def draw() -> None:
        nonlocal due
        with lock:
            if not over:
                sys.stderr.write(WIPE + shown)
                sys.stderr.flush()
                due = time.monotonic() + REFRESH

    def step(done: int, of: int, source: str) -> None:
        nonlocal shown
        shown = line(done, of, source)
        if time.monotonic() >= due:
            draw()

    waiting = threading.Timer(PATIENCE, draw)
    waiting.daemon = True
    waiting.start()
    try:
        yield step
    finally:
        waiting.cancel()
        with lock:
            over = True
            sys.stderr.write(WIPE)
            sys.stderr.flush()


def line(done: int, total: int, source: str) -> str:
    """Return the bar, the count and as much of the end of the name as the terminal holds."""
    full = BAR * done // total
    head = f"[{'#' * full}{'.' * (BAR - full)}] {done + 1}/{total} "
    name, room = printable(source), columns() - len(head) - 1
    if len(name) > room:
        name = "…" + name[len(name) - room + 1 :] if room > 1 else ""
    return head + name
