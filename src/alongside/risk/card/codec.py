"""Frozen dataclasses to plain JSON and back, by their type hints."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Dataclasses and tuples as dicts and lists; keys in the order of the fields."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: to_plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, (tuple, list)):
        return [to_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: to_plain(one) for key, one in value.items()}
    return value


def from_plain(kind: type[T], plain: Any) -> T:
    """The dataclass that :func:`to_plain` took apart.

    Raises ``TypeError`` or ``KeyError`` if a key is missing or unknown.
    """
    made: T = _back(kind, plain)
    return made


def _back(kind: Any, plain: Any) -> Any:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        if plain is None:
            return None
        return _back(next(one for one in inner if one is not type(None)), plain)
    if origin is tuple:
        return tuple(_back(inner[0], one) for one in plain)
    if origin is dict:
        return {key: _back(inner[1], one) for key, one in plain.items()}
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        unknown = set(plain) - set(hints)
        if unknown:
            raise KeyError(f"unknown keys {sorted(unknown)}")
        return kind(**{name: _back(hints[name], one) for name, one in plain.items()})  # type: ignore[operator]
    return plain
