"""Data → JSON text that can be shown: nothing in it acts on a terminal, and any parser reads it."""

from __future__ import annotations

import json

from timeline.results.record import Record
from timeline.visible import with_escapes


def format_json(data: object, *, ascii_only: bool = False) -> str:
    r"""Give JSON text, indented, with a line feed at its end.

    What `timeline.visible` makes visible stands as ``\u`` escapes, which every parser turns
    back; letters of every script stay as they are.

    Args:
        data: a record, or plain data.
        ascii_only: write every character beyond ASCII as an escape.
    """
    plain = data.to_dict() if isinstance(data, Record) else data
    text = json.dumps(plain, ensure_ascii=ascii_only, allow_nan=False, indent=2)
    return with_escapes(text, _escaped) + "\n"


def _escaped(character: str) -> str:
    """Escape one character, unless it is the end of a line."""
    return character if character == "\n" else json.dumps(character)[1:-1]
