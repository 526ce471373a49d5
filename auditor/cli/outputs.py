"""Where a report goes: standard output, or files that are written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from auditor.cli.failures import Failure
from auditor.cli.streams import columns, encoded, message, result, wants_color
from auditor.model import Report
from auditor.report import FORMATS, render

DEFAULT = Path("auditor-report.html")
"""What `check` writes when neither a format nor an output is named."""


@dataclass(frozen=True)
class Output:
    """One rendering of the report; `path` is None for standard output."""

    format: str
    path: Path | None


def plan(format: str | None, outputs: Sequence[str], *, quiet: bool) -> tuple[Output, ...]:
    """Return where the report goes. Raises Failure for a format or a place that cannot be, before any work is done."""
    planned = [Output(known_format(format), None)] if format else []
    planned += [parse(value) for value in outputs]
    if not planned:
        planned = [Output("html", DEFAULT)] if quiet else [Output("summary", None), Output("html", DEFAULT)]
    places = [o.path.resolve() if o.path else None for o in planned]
    for number, output in enumerate(planned):
        if places[number] in places[:number]:
            raise Failure(f"two outputs go to {output.path or 'standard output'}")
        if output.path is not None:
            writable(output.path)
    return tuple(planned)


def parse(value: str) -> Output:
    """Read FORMAT:PATH; a path of `-` is standard output."""
    format, colon, path = value.partition(":")
    if not colon or not path:
        raise Failure(f"--output {value}: write FORMAT:PATH, for example html:report.html")
    return Output(known_format(format), None if path == "-" else Path(path))


def known_format(name: str) -> str:
    """Return the name of a format. Raises Failure."""
    if name not in FORMATS:
        raise Failure(f"no format is called {name!r}; there are {', '.join(FORMATS)}")
    return name


def writable(path: Path) -> None:
    """Raise Failure if a file could not be written at `path`."""
    folder = path.resolve().parent
    if path.is_dir():
        raise Failure(f"{path}: is a folder; name a file in it")
    if not folder.is_dir():
        raise Failure(f"{path}: there is no folder {path.parent}")
    if not os.access(path if is_special(path) else folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise Failure(f"{path}: no permission to write there")


def is_special(path: Path) -> bool:
    """Say whether `path` is a device or a pipe, which is written in place."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def deliver(report: Report, outputs: Sequence[Output]) -> None:
    """Render the report everywhere; files appear whole, and all of them or none. Raises Failure."""
    put([(o, rendered(report, o)) for o in outputs])


def put(texts: Sequence[tuple[Output, str]]) -> None:
    """Write each text where it goes; files appear whole, and all of them or none. Raises Failure."""
    try:
        with ExitStack() as stack:
            moves = [stack.enter_context(written(o.path, encoded(text))) for o, text in texts if o.path is not None]
            for temporary, path in moves:
                if temporary != path:
                    os.replace(temporary, path)
    except OSError as e:
        raise Failure(f"{e.filename or 'output'}: {e.strerror or e}") from e
    for output, text in texts:
        if output.path is None:
            result(text)


def rendered(report: Report, output: Output) -> str:
    """Return the report in the output's format; only a terminal gets its own width and colors."""
    if output.path is None and sys.stdout.isatty():
        return render(report, output.format, width=columns(), color=wants_color(sys.stdout))
    return render(report, output.format)


@contextmanager
def written(path: Path, data: bytes) -> Iterator[tuple[Path, Path]]:
    """Write `data` to a temporary file beside `path` and yield both names; what was not renamed is removed."""
    if is_special(path):
        path.write_bytes(data)
        yield path, path
        return
    target = path.resolve()  # the file behind a symbolic link, not the link
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        temporary.chmod(permissions(target))
        yield temporary, target
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def permissions(path: Path) -> int:
    """Return the mode of the file at `path`, or that of a new file."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def announce(outputs: Sequence[Output]) -> None:
    """Say on standard error which files were written."""
    for output in outputs:
        if output.path is not None:
            message("note", f"the {output.format} report is in {output.path}")
