"""Base of every record: frozen, with named fields."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import msgspec

from timeline.visible import with_escapes

_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen value that is made once and read by every output."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object of `--json`: text, numbers, lists and null."""
        fields = msgspec.to_builtins(self, str_keys=True)
        return {name: _with_lists(value) for name, value in fields.items()}

    def to_json(self, *, ascii_only: bool = False) -> str:
        """Return the text of `--json`, to the byte."""
        return json_text(self, ascii_only=ascii_only)


def _with_lists(value: object) -> object:
    """Return the tree with lists in place of tuples."""
    if isinstance(value, dict):
        return {key: _with_lists(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_with_lists(part) for part in value]
    return value


def fields_of(record: Record) -> dict[str, Any]:
    """Return the fields of a record, to build one that has more."""
    return msgspec.structs.asdict(record)


def json_text(data: object, *, ascii_only: bool = False) -> str:
    r"""Write a record or plain data as JSON, indented, with a line feed at its end.

    What `timeline.visible` makes visible stands as ``\u`` escapes, which every parser turns
    back, so that nothing in it acts on a terminal; letters of every script stay as they are.
    """
    try:
        text = msgspec.json.format(msgspec.json.encode(data), indent=2).decode()
    except UnicodeEncodeError:  # halves of characters: msgspec writes none, nor their escapes
        plain = msgspec.to_builtins(data, str_keys=True)
        text = json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=2)
    lines = text.split("\n")  # none is within a text of JSON, and most have nothing to escape
    text = "\n".join(with_escapes(line, _escaped) for line in lines)
    if ascii_only:
        text = _BEYOND_ASCII.sub(lambda found: _escaped(found.group()), text)
    return text + "\n"


def _escaped(character: str) -> str:
    """Escape one character as JSON does."""
    return json.dumps(character)[1:-1]
