"""Frozen data to JSON and back, driven by the types, so that no field is named twice.

Two things differ from a plain dump: the report's top level says `"schema": 1`, and the scores of `Readability`
stand beside its grade, as schema 1 has them.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache, lru_cache
from json.encoder import encode_basestring as quoted
from typing import Any, Union, get_args, get_origin, get_type_hints

SCHEMA = 1
FLATTENED = "scores"


@cache
def field_names(cls: type[Any]) -> tuple[str, ...]:
    """Return the fields of a dataclass in order, and nothing for another class."""
    return tuple(f.name for f in fields(cls)) if is_dataclass(cls) else ()


def plain(value: Any) -> Any:
    """Return `value` as dicts, lists and scalars; a dict's keys are sorted, a dataclass keeps its field order."""
    kind: Any = type(value)
    if names := field_names(kind):
        out: dict[str, Any] = {}
        for name in names:
            inner = plain(getattr(value, name))
            if name == FLATTENED and isinstance(inner, dict):
                out.update(inner)
            else:
                out[name] = inner
        return out
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, dict):
        return {str(k): plain(value[k]) for k in sorted(value)}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain(v) for v in value)
    return value


def encode(report: Any) -> str:
    """Return `report` as schema 1 JSON text with LF line ends and a final line break."""
    return written_object({"schema": SCHEMA, **members(report)}, 0) + "\n"


def written(value: Any, depth: int) -> str:
    """Return `plain(value)` as `json.dumps` writes it with an indent of one, `depth` levels in.

    The json module leaves its C code for Python as soon as it indents, and `plain` copies all there is.
    """
    kind: Any = type(value)
    if isinstance(value, str):
        return quoted(value)
    if kind is int:
        return str(value)
    if value is None:
        return "null"
    if names := field_names(kind):
        return written_object(members(value), depth) if FLATTENED in names else written_fields(value, depth)
    if isinstance(value, dict):
        return written_object({str(k): value[k] for k in sorted(value)}, depth)
    if isinstance(value, (list, tuple)):
        return between("[]", [written(v, depth + 1) for v in value], depth)
    if isinstance(value, (set, frozenset)):
        return written(plain(value), depth)
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def members(value: Any) -> dict[str, Any]:
    """Return the fields of a dataclass, its scores beside the others."""
    kind: Any = type(value)
    out: dict[str, Any] = {}
    for name in field_names(kind):
        inner = getattr(value, name)
        if name == FLATTENED and isinstance(inner, dict):
            out.update((str(k), inner[k]) for k in sorted(inner))
        else:
            out[name] = inner
    return out


def written_object(values: Mapping[str, Any], depth: int) -> str:
    """Return named values as an object, in their order."""
    return between("{}", [f"{quoted(k)}: {written(v, depth + 1)}" for k, v in values.items()], depth)


def between(ends: str, items: list[str], depth: int) -> str:
    """Return what a list or an object holds, each on its line, between the brackets."""
    if not items:
        return ends
    line = "\n" + " " * (depth + 1)
    return f"{ends[0]}{line}{f',{line}'.join(items)}{line[:-1]}{ends[1]}"


def written_fields(value: Any, depth: int) -> str:
    """Return a dataclass as an object; most values are texts and numbers, and are written without another call."""
    kind: Any = type(value)
    heads, end = frame(kind, depth)
    out = []
    for name, head in heads:
        inner = getattr(value, name)
        out.append(head)
        if isinstance(inner, str):
            out.append(quoted(inner))
        elif inner is None:
            out.append("null")
        else:
            out.append(str(inner) if type(inner) is int else written(inner, depth + 1))
    out.append(end)
    return "".join(out)


@lru_cache(maxsize=256)
def frame(cls: Any, depth: int) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the fields of a dataclass with what is written before each, and what after the last."""
    line = "\n" + " " * (depth + 1)
    names = enumerate(field_names(cls))
    return tuple((name, f"{',' if n else '{'}{line}{quoted(name)}: ") for n, name in names), f"{line[:-1]}}}"


def decode(cls: type[Any], text: str) -> Any:
    """Read an object of type `cls` from JSON text. Raises ValueError, naming the place, on any other content."""
    try:
        raw = json.loads(text)
    except ValueError as e:
        raise ValueError(f"not JSON: {e}") from e
    if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
        found = raw.get("schema") if isinstance(raw, dict) else type(raw).__name__
        raise ValueError(f"not a report of schema {SCHEMA} (found {found!r}); write one with `auditor check -f json`")
    raw.pop("schema")
    return build(cls, raw, "report")


@cache
def hints(cls: type[Any]) -> dict[str, Any]:
    """Return the resolved field types of `cls`."""
    return get_type_hints(cls)


def build(kind: Any, raw: Any, place: str) -> Any:
    """Make a value of type `kind` from plain JSON data. Unknown keys are ignored: later versions add some."""
    origin, args = get_origin(kind), get_args(kind)
    if kind is Any:
        return raw
    if origin in (Union, types.UnionType):
        if raw is None and type(None) in args:
            return None
        return build(next(a for a in args if a is not type(None)), raw, place)
    if origin is tuple:
        if not isinstance(raw, list):
            raise ValueError(f"{place}: expected a list")
        inner = args if Ellipsis not in args else (args[0],) * len(raw)
        return tuple(build(k, v, f"{place}[{i}]") for i, (k, v) in enumerate(zip(inner, raw, strict=True)))
    if origin is dict:
        if not isinstance(raw, dict):
            raise ValueError(f"{place}: expected an object")
        return {k: build(args[1], v, f"{place}.{k}") for k, v in raw.items()}
    if is_dataclass(kind):
        return build_dataclass(kind, raw, place)
    return build_scalar(kind, raw, place)


def build_dataclass(kind: Any, raw: Any, place: str) -> Any:
    """Make a dataclass from an object, gathering flattened scores back into their field."""
    if not isinstance(raw, dict):
        raise ValueError(f"{place}: expected an object")
    known = hints(kind)
    values = {k: build(known[k], v, f"{place}.{k}") for k, v in raw.items() if k in known and k != FLATTENED}
    if FLATTENED in known:
        values[FLATTENED] = {k: float(v) for k, v in raw.items() if k not in known and isinstance(v, (int, float))}
    try:
        return kind(**values)
    except (TypeError, ValueError) as e:
        raise ValueError(f"{place}: {e}") from e


def build_scalar(kind: Any, raw: Any, place: str) -> Any:
    """Make an enum member, number, text or truth value; an integer may stand for a float."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        try:
            return kind(raw)
        except ValueError as e:
            raise ValueError(f"{place}: {e}") from e
    if kind is float and isinstance(raw, int) and not isinstance(raw, bool):
        return float(raw)
    if isinstance(kind, type) and not isinstance(raw, kind):
        raise ValueError(f"{place}: expected {kind.__name__}, found {type(raw).__name__}")
    return raw
