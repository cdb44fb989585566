"""Named latencies, by which cases are compared."""

from __future__ import annotations

from pydantic import Field

from timeline.model.fields import Id, KindRef, Model


class NamedLatency(Model):
    """Latency between the first events of two kinds."""

    id: Id
    label: str
    start: KindRef = Field(alias="from")
    end: KindRef | None = Field(default=None, alias="to")
    """None: until the first claim of the start became public."""


class Measures(Model):
    """Named latencies in the order of the process."""

    measures: tuple[NamedLatency, ...]
