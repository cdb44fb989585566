"""Standing of a step against its deadline."""

from __future__ import annotations

from typing import Literal, TypeAlias

DeadlineWord: TypeAlias = Literal[
    "missed",
    "perhaps missed",
    "late, no duty",
    "not checked",
    "running",
    "kept",
    "not found",
    "none",
]
"""`missed`: it binds, and was missed whatever the unknown days are. `not found`: the text that may
set one was not read. `none`: the rules we hold set none."""
