"""Data → JSON text that can be shown: nothing in it acts on a terminal, and any parser reads it."""

from __future__ import annotations

import json
import re

from timeline.visible import visible

_BEYOND_ASCII = re.compile(r"[^\n -~]")


def format_json(data: object, *, ascii_only: bool = False) -> str:
    r"""Give JSON text, indented, with a line feed at its end.

    Controls, bidirectional controls and halves of characters stand as ``\u`` escapes, which every
    parser turns back; letters of every script stay as they are.

    Args:
        data: one of the shapes of `json_shapes`.
        ascii_only: write every character beyond ASCII as an escape.
    """
    text = json.dumps(data, ensure_ascii=ascii_only, allow_nan=False, indent=2)
    return _BEYOND_ASCII.sub(_escape_unseen, text) + "\n"


def _escape_unseen(found: re.Match[str]) -> str:
    """Escape one character if a reader could not see it, or it would act."""
    character = found.group()
    return character if visible(character) == character else json.dumps(character)[1:-1]
