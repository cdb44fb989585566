"""Records → JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.results.record import Record


def format_json(record: Record, *, ascii_only: bool = False) -> str:
    """Write a record as JSON."""
    return record.to_json(ascii_only=ascii_only)
