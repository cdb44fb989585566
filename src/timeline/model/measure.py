"""Named latencies, by which cases are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from timeline.model.fields import Id, KindRef, Model

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from timeline.model.kind import Kind
    from timeline.model.policy import Policy


class NamedLatency(Model):
    """Latency between the first events of two kinds."""

    id: Id
    """Word by which commands name it."""
    label: str
    """As shown in tables: Strike to finding."""
    start: KindRef = Field(alias="from")
    """Kind of its first event."""
    end: KindRef | None = Field(default=None, alias="to")
    """Kind that ends it; without one, the first claim of the start that became public."""


class Measures(Model):
    """Named latencies in the order of the process."""

    measures: tuple[NamedLatency, ...]
    """Latencies, beside those that come with the program."""


def implied_measures(
    kinds: Mapping[str, Kind], own: Collection[str], policies: Iterable[Policy]
) -> Iterator[NamedLatency]:
    """Name the latencies that a workspace's own process implies.

    From each incident to each kind of its own, from the opening to the end of each stage of its
    own, and from the trigger to the step of each rule. Some may be named twice.

    Args:
        kinds: every kind, in process order.
        own: ids of the kinds that the workspace adds.
        policies: those of the workspace.
    """
    incidents = [kind.id for kind in kinds.values() if kind.incident and kind.id in own]
    for start in incidents:
        for kind in kinds.values():
            if kind.id in own and not kind.incident and not kind.free:
                yield _between(kinds, start, kind.id)
    for policy in policies:
        for rule in policy.rules:
            starts = {pattern.event for pattern in rule.after.first}
            ends = {pattern.event for pattern in rule.step.first}
            if len(starts) == len(ends) == 1 and starts != ends:
                yield _between(kinds, *starts, *ends)
    for kind in kinds.values():
        if kind.id in own and kind.closes:
            yield _between(kinds, kind.closes, kind.id)


def _between(kinds: Mapping[str, Kind], start: str, end: str) -> NamedLatency:
    """Name the latency between two kinds: Complaint received to interview."""
    label = f"{kinds[start].label} to {_lowered(kinds[end].label)}"
    name = f"{start}-to-{end}".replace("_", "-")
    return NamedLatency.model_construct(id=name, label=label, start=start, end=end)


def _lowered(label: str) -> str:
    """Write a label within a sentence: FOI answer stays, Interview does not."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"
