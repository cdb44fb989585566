"""The objects of `--json` → frozen values, each part by the type of its field."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from timeline.chrono.truth import Truth
from timeline.door.values import Dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Shaped = TypeVar("Shaped")


def shaped(kind: type[Shaped], data: object) -> Shaped:
    """One value of a class, from the object that `--json` gives for it.

    Args:
        kind: a dataclass whose fields have the names of the keys, or name them in their metadata.
        data: the object; it may have more keys.
    """
    found = cast("Mapping[str, Any]", data)
    if kind is Dates:
        first, last = ("earliest", "latest") if "earliest" in found else ("min", "max")
        return cast("Shaped", Dates(_day(found[first]), _day(found[last])))
    parts = {name: _part(hint, found[key]) for name, key, hint in _fields(cast("Any", kind))}
    return kind(**parts)


def all_shaped(kind: type[Shaped], data: Iterable[object]) -> tuple[Shaped, ...]:
    """Several values of a class, in the order given."""
    return tuple(shaped(kind, one) for one in data)


@cache
def _fields(kind: Any) -> tuple[tuple[str, str, Any], ...]:  # noqa: ANN401 - a dataclass
    """Of each field: its name, the key that fills it, and its type."""
    hints = get_type_hints(kind)
    return tuple(
        (one.name, one.metadata.get("key", one.name), hints[one.name]) for one in fields(kind)
    )


def _part(hint: Any, value: Any) -> Any:  # noqa: ANN401 - any type, and a value of it
    if hint is Truth:
        return _truth(value)
    if get_origin(hint) in (Union, types.UnionType):
        wanted = next(one for one in get_args(hint) if one is not types.NoneType)
        return None if value is None else _part(wanted, value)
    if get_origin(hint) is tuple:
        return tuple(_part(get_args(hint)[0], one) for one in value)
    if hint is date:
        return _day(value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return shaped(cast("type[object]", hint), value) if is_dataclass(hint) else value


def _truth(value: object) -> Truth:
    """Three answers from yes, no and unknown, or from true, false and null."""
    if value is None:
        return Truth.UNKNOWN
    if isinstance(value, bool):
        return Truth.YES if value else Truth.NO
    return Truth(value)


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
