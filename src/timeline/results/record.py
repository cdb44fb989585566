"""The base of every record: a frozen value with named fields."""

from __future__ import annotations

from typing import Any

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen value that is made once and read by every output."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object of `--json`: text, numbers, lists and null."""
        found: dict[str, Any] = _with_lists(msgspec.to_builtins(self, str_keys=True))
        return found


def _with_lists(value: Any) -> Any:  # noqa: ANN401 - a tree of plain data
    """Return the tree with a list in place of each tuple, as JSON has it."""
    if isinstance(value, dict):
        return {key: _with_lists(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_with_lists(part) for part in value]
    return value


def fields_of(record: Record) -> dict[str, Any]:
    """Return the fields of a record, to build one that has more."""
    return msgspec.structs.asdict(record)
