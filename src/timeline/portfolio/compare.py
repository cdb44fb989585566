"""Comparison: which of several cases took longer, whatever the unknown dates are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.chrono.bound import Bound
from timeline.chrono.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.model.measure import NamedLatency
    from timeline.reckoning.latency import Latency


@dataclass(frozen=True, slots=True)
class Measured:
    """What a comparison needs of one case."""

    case: str
    policy: str
    latencies: tuple[Latency, ...]
    rounds: int = 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure over several cases."""

    measure: NamedLatency
    cells: tuple[Latency, ...]
    """One for each case, in the order asked for."""
    slower: str
    """The case that took longer than every other, or may have; empty where none can be named."""
    by: Bound | None
    """By how many days, against the slowest of the others; None where nothing is compared."""
    certain: Truth
    """YES: `slower` was slower whatever the unknown dates are. UNKNOWN: it cannot be told."""
    cautions: tuple[str, ...] = ()


def compare_cases(cases: Sequence[Measured]) -> list[Comparison]:
    """Compare cases by every measure that at least one of them has.

    Args:
        cases: two or more, measured by the same measures in the same order.
    """
    rows = zip(*(case.latencies for case in cases), strict=True)
    return [
        _comparison(cases, cells) for cells in rows if any(cell.days is not None for cell in cells)
    ]


def _comparison(cases: Sequence[Measured], cells: tuple[Latency, ...]) -> Comparison:
    measured = [
        (case.case, cell.sure)
        for case, cell in zip(cases, cells, strict=True)
        if cell.days is not None and cell.sure is not None
    ]
    slower, by, certain = "", None, Truth.UNKNOWN
    if len(measured) > 1:
        slower, by, certain = _slowest(measured)
    return Comparison(cells[0].measure, cells, slower, by, certain, tuple(_cautions(cases, cells)))


def _slowest(measured: Sequence[tuple[str, Bound]]) -> tuple[str, Bound, Truth]:
    """The case that no other can have outlasted, if one is certain."""
    leads = [_lead(name, days, measured) for name, days in measured]
    for (name, _), lead in zip(measured, leads, strict=True):
        if lead.min is not None and lead.min > 0:
            return name, lead, Truth.YES
    if all(lead.max is not None and lead.max <= 0 for lead in leads):
        return "", Bound(0, 0), Truth.NO  # the longest is shared, whatever the days are
    return "", leads[0], Truth.UNKNOWN


def _lead(name: str, days: Bound, measured: Sequence[tuple[str, Bound]]) -> Bound:
    """By how much one case took longer than the slowest of the others."""
    gaps = [days.minus(other) for rival, other in measured if rival != name]
    return Bound(_least([one.min for one in gaps]), _least([one.max for one in gaps], none=None))


def _least(ends: Sequence[int | None], none: int | None = 0) -> int | None:
    """The smallest end; for upper ends an open one bounds nothing, for lower ends it wins."""
    known = [end for end in ends if end is not None]
    if none is None:
        return min(known, default=None)
    return None if len(known) < len(ends) else min(known)


def _cautions(cases: Sequence[Measured], cells: Sequence[Latency]) -> Iterator[str]:
    """Why a comparison could mislead."""
    present = [case for case, cell in zip(cases, cells, strict=True) if cell.days is not None]
    if len({case.policy for case in present}) > 1:
        yield "judged under different policies"
    for case, cell in zip(cases, cells, strict=True):
        if cell.days is not None and not cell.is_recorded:
            yield f"none recorded in {case.case}, which does not say that there was none"
    if any(case.rounds > 1 for case in present):
        yield "a case was reopened; its first round is measured"
