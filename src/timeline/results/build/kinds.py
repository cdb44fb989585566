"""Kinds of events → their record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.results.build.values import copied
from timeline.results.build.words import counted
from timeline.results.kinds import KindRecord, KindsRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.model.kind import Kind


def kinds_record(kinds: Mapping[str, Kind], shipped: Mapping[str, Kind]) -> KindsRecord:
    """Put kinds into a record, in the order given.

    Args:
        kinds: those that a case can use.
        shipped: those that come with the program.
    """
    found = tuple(
        copied(KindRecord, kind, own=shipped.get(kind.id) != kind) for kind in kinds.values()
    )
    return KindsRecord(answer=tuple(_answer(found)), kinds=found)


def _answer(kinds: tuple[KindRecord, ...]) -> Iterator[str]:
    own = sum(one.own for one in kinds)
    if own:
        yield f"{counted(len(kinds), 'kind')} of events, {own} of them from policies/kinds.yaml."
    else:
        yield f"{counted(len(kinds), 'kind')} of events come with the program."
