"""`auditor fix`: put person-first words in the place of stigmatizing ones, as a patch to review or in the file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli.failures import INCOMPLETE, Failure, guarded
from auditor.cli.options import in_force, loudness
from auditor.cli.streams import message, result_bytes
from auditor.errors import LoadError
from auditor.model import Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Analysis
    from auditor.analysis.person_first import Replacement
    from auditor.engine import Run
    from auditor.load.originals import Original
    from auditor.model import Page
    from auditor.rules import Rule

RULE = "LNG001"

KEPT_ELEMENTS = "code|pre|kbd|samp|var|q|cite|blockquote|a|abbr|dfn|title|h[1-6]|button|label|textarea|script|style"
"""Elements whose words are not the author's running text: code, quotations, titles of works, links, headings."""

TAG = re.compile(rf"<(/?)({KEPT_ELEMENTS})\b[^<>]*>", re.IGNORECASE)
ANY_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
CODE_SPAN = re.compile(r"(?<!`)(`{1,3})(?!`)[^`\n]{1,500}\1(?!`)")
LINK_LABEL = re.compile(r"\[[^\[\]\n]{1,500}\](?=[(\[:])")


ANY_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Edit:
    """New words for `source` of the decoded file, which the reader sees at `shown` of the page's text."""

    source: Span
    shown: Span
    words: str


@dataclass(frozen=True)
class Proposal:
    """What would change in one file, and what stays though a word was found: (line, column, words, reason)."""

    edits: tuple[Edit, ...]
    left: tuple[tuple[int, int, str, str], ...]


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--language", is_flag=True, help="Fix stigmatizing terms (LNG001) where the sentence stays whole.")
@click.option("--write/--diff", default=False, help="Change the files, or show the patch (the default).")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read this configuration file instead of the nearest one.",
)
@loudness
@guarded
def fix(
    files: tuple[str, ...], language: bool, write: bool, isolated: bool, config_file: Path | None,
    verbose: bool, quiet: bool,
) -> None:  # fmt: skip
    """Write person-first words for stigmatizing ones.

    Prints a patch for `patch -p0` or `git apply -p0`; nothing is changed without --write. What stands in quotations,
    code, links, headings, names or under an `auditor: allow` comment stays as it is, and so does a sentence that would
    have to be written anew. Exits with 0, whether or not there is something to change; with 3 if a file cannot be read.
    """
    from auditor.engine import prepare
    from auditor.load import find_pages

    if not language:
        raise Failure("say what to fix: --language")
    run = prepare(in_force(config_file, isolated).config)
    rule = next((r for r in run.rules if r.info.code == RULE), None)
    if rule is None:
        raise Failure(f"the configuration switches {RULE} off, so there is nothing to fix")
    found, skipped = find_pages(list(files), run.config)
    lost = [f"{s.source}: {s.reason}" for s in skipped]
    for name in found:
        try:
            fix_file(name, run, rule, write=write, verbose=verbose)
        except LoadError as e:
            lost.append(str(e))
    for reason in lost:
        message("error", reason)
    click.get_current_context().exit(INCOMPLETE if lost else 0)


def fix_file(name: str, run: Run, rule: Rule, *, write: bool, verbose: bool) -> None:
    """Print the patch of one file, or write it. Raises LoadError and Failure."""
    from auditor.load import load_bytes
    from auditor.load.originals import original
    from auditor.load.sources import is_address, read_file

    if name == "-" or is_address(name):
        raise LoadError(f"{name}: only files can be fixed; save the page first")
    data = read_file(name, run.config.max_bytes)
    page = load_bytes(data, name, config=run.config)
    source = original(data)
    if source is None:
        raise LoadError(
            f"{name}: its bytes are not one character set, so it could not be written back; save it as UTF-8"
        )
    made = propose(page, source.text, run, rule)
    if made.edits:
        new = source.encode(edited(source.text, [(e.source, e.words) for e in made.edits]))
        seen = edited(page.text, [(e.shown, e.words) for e in made.edits])
        if ANY_SPACE.sub(" ", load_bytes(new, name, config=run.config).text) != ANY_SPACE.sub(" ", seen):
            raise LoadError(f"{name}: the patch would change more than the words; change them by hand")
        if write:
            replace_file(Path(name), new)
        else:
            result_bytes(patch(name, source, new))
    tell(name, made, write=write, verbose=verbose)


def tell(name: str, made: Proposal, *, write: bool, verbose: bool) -> None:
    """Say on standard error what was done, and what was left and why."""
    if verbose or made.edits or made.left:
        count = f"{len(made.edits)} {'replacement' if len(made.edits) == 1 else 'replacements'}"
        message("note", f"{name}: {count}{' written' if write and made.edits else ''}")
    for line, column, words, reason in made.left:
        message("note", f"{name}:{line}:{column}: “{words}” stays: {reason}")


def propose(page: Page, text: str, run: Run, rule: Rule) -> Proposal:
    """Return the edits of the decoded source `text`, and the places of a stigmatizing term that are left alone."""
    from auditor.analysis.person_first import replacements
    from auditor.analysis.stigma import find_stigma

    facts, terms = reading(page, run, rule)
    kept = [s for s in find_stigma(facts) if s.term.id in terms]
    safe = [r for r in replacements(facts) if r.term in terms]
    closed = tuple(kept_ranges(text, page.format))
    edits: list[Edit] = []
    left: list[tuple[int, int, str, str]] = []
    for one in safe:
        edit = placed(page, text, one)
        if edit is None:
            left.append((*page.position(one.span.start), page.quote(one.span), "markup stands between its letters"))
        elif any(a < edit.source.end and edit.source.start < b for a, b in closed):
            left.append(
                (*page.position(one.span.start), page.quote(one.span), "it is code, a link, a quote or a title")
            )
        else:
            edits.append(edit)
    covered = [r.span for r in safe]
    for span in (s for stigma in kept for s in stigma.spans):
        if not any(c.start < span.end and span.start < c.end for c in covered):
            reason = "it is in a heading or link, or the sentence must be written anew"
            left.append((*page.position(span.start), page.quote(span), reason))
    return Proposal(tuple(edits), tuple(sorted(left)))


def reading(page: Page, run: Run, rule: Rule) -> tuple[Analysis, frozenset[str]]:
    """Return the facts of the page, and the terms that the rule reports and nothing allows. Raises LoadError."""
    from auditor.analysis import Analysis
    from auditor.analysis.language import SUPPORTED, detect
    from auditor.config import covers
    from auditor.engine import answers, run_rule
    from auditor.model import Confidence
    from auditor.rules import Context
    from auditor.suppress import allowances, apply_suppressions

    language = detect(page)
    if language != SUPPORTED:
        raise LoadError(f"{page.source}: the text is in another language ({language}); only English can be fixed")
    config = run.config
    facts = Analysis(page, config, run.resources)
    ignored = (p for files, names in config.per_file_ignores.items() if covers(files, page.source) for p in names)
    if any(answers(rule.info, p) for p in ignored):
        return facts, frozenset()
    outcome, found = run_rule(rule, Context(page, facts, config, run.resources.lexicons, rule.info))
    if outcome.reason and not found:
        raise LoadError(f"{page.source}: the check {rule.info.code} broke: {outcome.reason}")
    least = Confidence(config.min_confidence).rank
    shown = [f for f in apply_suppressions(allowances(page), found) if f.confidence.rank >= least]
    return facts, frozenset(str(f.evidence["term"]).rpartition("#")[2] for f in shown if f.suppressed is None)


def placed(page: Page, text: str, one: Replacement) -> Edit | None:
    """Return the edit in the source, or None if the words do not stand there letter by letter.

    Words that stay at either end are left out, so that markup between two words is no obstacle.
    """
    old, new = page.quote(one.span).split(" "), one.words.split(" ")
    head = shared(old, new)
    tail = shared(old[head:][::-1], new[head:][::-1])
    core = " ".join(old[head : len(old) - tail])
    if not core:
        return None
    first = one.span.start + len(" ".join([*old[:head], ""]))
    shown = Span(first, first + len(core))
    source = Span(page.source_offset(shown.start), page.source_offset(shown.end - 1) + 1)
    words = " ".join(new[head : len(new) - tail])
    return Edit(source, shown, words) if text[source.start : source.end] == core else None


def shared(a: Sequence[str], b: Sequence[str]) -> int:
    """Return how many words two lists begin with alike."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def kept_ranges(text: str, format: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of a source in which nothing is changed: tags, and what KEPT_ELEMENTS, code and labels hold."""
    if format == "text":
        return
    yield from (m.span() for m in ANY_TAG.finditer(text))
    opened: dict[str, list[int]] = {}
    for m in TAG.finditer(text):
        name = m.group(2).lower()
        if not m.group(1):
            opened.setdefault(name, []).append(m.start())
        elif opened.get(name):
            yield opened[name].pop(), m.end()
    if format == "markdown":
        yield from (m.span() for m in chain(CODE_SPAN.finditer(text), LINK_LABEL.finditer(text)))


def edited(text: str, edits: Iterable[tuple[Span, str]]) -> str:
    """Return the text with new words at the spans, which are in order and do not overlap."""
    parts, last = [], 0
    for span, words in edits:
        parts += [text[last : span.start], words]
        last = span.end
    return "".join([*parts, text[last:]])


def patch(name: str, source: Original, new: bytes) -> bytes:
    """Return a unified diff in the file's own bytes; one of UTF-16 or UTF-32 is shown in UTF-8, for reading only."""
    if source.codec.startswith(("utf-16", "utf-32")):
        after = new[len(source.mark) :].decode(source.codec)
        old_lines, new_lines = lines(source.text), lines(after)
        codec, errors = "utf-8", "strict"
    else:
        codec, errors = "latin-1", "strict"  # every byte is one character, so that all come through unchanged
        old_lines = lines(source.encode(source.text).decode(codec))
        new_lines = lines(new.decode(codec))
    head = name.encode("utf-8", "surrogateescape").decode("latin-1") if codec == "latin-1" else name
    out = []
    for line in unified_diff(old_lines, new_lines, head, head):
        out.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(out).encode(codec, errors)


def lines(text: str) -> list[str]:
    """Return the lines of a text with their ends, as `patch` counts them: only LF ends one."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file, whole or not at all. Raises Failure."""
    from auditor.cli.outputs import written

    try:
        with written(path, data) as (temporary, target):
            if temporary != target:
                os.replace(temporary, target)
    except OSError as e:
        raise Failure(f"{path}: {e.strerror or e}") from e
