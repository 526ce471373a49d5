"""Frozen data to JSON and back, driven by the types, so that no field is named twice.

Two things differ from a plain dump: the report's top level says `"schema": 1`, and the scores of `Readability`
stand beside its grade, as schema 1 has them.
"""

from __future__ import annotations

import json
import types
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

SCHEMA = 1
FLATTENED = "scores"


def plain(value: Any) -> Any:
    """Return `value` as dicts, lists and scalars; a dict's keys are sorted, a dataclass keeps its field order."""
    if is_dataclass(value) and not isinstance(value, type):
        out: dict[str, Any] = {}
        for f in fields(value):
            inner = plain(getattr(value, f.name))
            if f.name == FLATTENED and isinstance(inner, dict):
                out.update(inner)
            else:
                out[f.name] = inner
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
    return json.dumps({"schema": SCHEMA, **plain(report)}, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


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
