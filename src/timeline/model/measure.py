"""NamedLatency: a stretch between two kinds of events that cases are compared by."""

from __future__ import annotations

from pydantic import Field

from timeline.model.fields import Id, KindRef, Record


class NamedLatency(Record):
    """From each case's first event of one kind to its first of another, or to its disclosure."""

    id: Id
    label: str
    start: KindRef = Field(alias="from")
    end: KindRef | None = Field(default=None, alias="to")
    """None: until the first claim of that event became public."""


class Measures(Record):
    """Every named latency, in the order of the process."""

    measures: tuple[NamedLatency, ...]
