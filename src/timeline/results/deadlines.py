"""How a step stands against its deadline."""

from __future__ import annotations

from typing import Literal, TypeAlias

DeadlineWord: TypeAlias = Literal[
    "missed", "perhaps missed", "not checked", "running", "kept", "not found", "none"
]
"""`not found`: the text that may set one was not read. `none`: the rules we hold set none."""
