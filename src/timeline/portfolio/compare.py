"""Comparison of cases: slower whatever the unknown dates are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.chrono.interval import ANY, Interval
from timeline.chrono.truth import Truth
from timeline.portfolio.peers import least_of, unlike_words
from timeline.portfolio.selection import (
    HOW_ROUNDS_COUNT,
    UNSURE_POLICY,
    has_certain_policy,
    is_asked,
    policy_words,
    rounds_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from timeline.conformance.judged import Judged
    from timeline.inference.latency import Latency
    from timeline.model.measure import NamedLatency


@dataclass(frozen=True, slots=True)
class Measured:
    """The parts of a case that a comparison needs."""

    case: str
    policy: str
    """Judging policies: p · p and q · p or q · p or none; empty for none."""
    latencies: tuple[Latency, ...]
    rounds: int = 1
    has_certain_policy: bool = True


def shared_measures(
    own: Iterable[NamedLatency], shipped: Iterable[NamedLatency], redefined: Collection[str]
) -> list[NamedLatency]:
    """List the measures by which a workspace's cases are compared with shipped ones.

    Args:
        own: measures of the workspace.
        shipped: measures that shipped cases have.
        redefined: kinds that mean something else in the workspace.
    """
    between = {(one.start, one.end) for one in shipped}
    return [
        one
        for one in own
        if (one.start, one.end) in between and not {one.start, one.end} & set(redefined)
    ]


def measured_of(case: Judged, measures: Iterable[NamedLatency] | None = None) -> Measured:
    """Extract what a comparison needs of a judged case; by these measures, or by all it has."""
    latencies = case.latencies
    if measures is not None:
        by_kinds = {(one.measure.start, one.measure.end): one for one in latencies}
        latencies = tuple(by_kinds[one.start, one.end] for one in measures)
    return Measured(
        case.id,
        policy_words(case),
        latencies,
        rounds_of(case),
        has_certain_policy=has_certain_policy(case),
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure over several cases."""

    measure: NamedLatency
    cells: tuple[Latency, ...]
    """One latency for each case, in the order asked for."""
    slower: str
    """Case that took longer than each other, or may have; empty if none can be named."""
    by: Interval | None
    """Days more than the slowest of the others; None if nothing is compared, 0 if the longest is
    shared: then no case was slower than all others."""
    certain: Truth
    """YES: `slower` was slower whatever the unknown dates are. NO: no case was, because the
    longest is certainly shared. UNKNOWN: it cannot be told."""
    cautions: tuple[str, ...] = ()
    unlike: str = ""
    """Clause on why the cases are not compared: their events are not of one sort."""


def compare_cases(cases: Sequence[Measured], asked: Collection[str] = ()) -> list[Comparison]:
    """Compare cases by each measure that at least one of them has.

    Args:
        cases: two or more, measured by the same measures in the same order.
        asked: the ids of measures; none for all but those about the file itself.
    """
    rows = zip(*(case.latencies for case in cases), strict=True)
    return [
        _comparison(cases, cells)
        for cells in rows
        if any(cell.days is not None for cell in cells) and is_asked(cells[0], asked)
    ]


def _comparison(cases: Sequence[Measured], cells: tuple[Latency, ...]) -> Comparison:
    pairs = list(zip(cases, cells, strict=True))
    present = [(case, cell) for case, cell in pairs if cell.days is not None]
    known = [(case.case, cell) for case, cell in present if cell.comparable is not None]
    measured = [(name, cell.comparable or ANY) for name, cell in known]
    unlike = unlike_words([cell for _, cell in known])
    slower, by, certain = "", None, Truth.UNKNOWN
    if len(present) > 1 and not unlike:
        # Where a measure may not apply to a case, nobody can say that another took longer than all.
        by = Interval()
        if len(measured) == len(present):
            slower, by, certain = _slowest(measured)
    cautions = [unlike] if unlike else []
    cautions += _cautions(cases, pairs)
    return Comparison(cells[0].measure, cells, slower, by, certain, tuple(cautions), unlike)


def _slowest(measured: Sequence[tuple[str, Interval]]) -> tuple[str, Interval, Truth]:
    """Find the case that certainly took longest, if any."""
    leads = [
        least_of([days.minus(other) for rival, other in measured if rival != name])
        for name, days in measured
    ]
    for (name, _), lead in zip(measured, leads, strict=True):
        if lead.min is not None and lead.min > 0:
            return name, lead, Truth.YES
    if all(lead.max is not None and lead.max <= 0 for lead in leads):
        return "", Interval(0, 0), Truth.NO  # the longest is shared, whatever the days are
    return "", leads[0], Truth.UNKNOWN


def _cautions(
    cases: Sequence[Measured], pairs: Sequence[tuple[Measured, Latency]]
) -> Iterator[str]:
    """Yield reasons why a comparison could mislead."""
    present = [case for case, cell in pairs if cell.days is not None]
    if len(present) > 1:
        yield from _policy_cautions(cases, present)
    for case, cell in [(case, cell) for case, cell in pairs if cell.days is not None]:
        if cell.applies is Truth.UNKNOWN:
            yield f"it may not apply to {case.case}"
        if not cell.is_recorded and cell.denied is None:
            yield f"none recorded in {case.case}, which does not say that there was none"
    notes: dict[str, list[str]] = {}
    for case, cell in pairs:
        for note in cell.notes:
            notes.setdefault(note, []).append(case.case)
    yield from (f"{note}: {', '.join(names)}" for note, names in notes.items())
    if any(case.rounds > 1 for case in present):
        names = ", ".join(case.case for case in cases if case.rounds > 1)
        yield f"more than one round in {names}: {HOW_ROUNDS_COUNT}"


def _policy_cautions(cases: Sequence[Measured], present: Sequence[Measured]) -> Iterator[str]:
    """Yield cautions if cases may differ in policy."""
    # All cases compared are named, so that each measure says it in the same words.
    if not all(case.has_certain_policy for case in present):
        names = ", ".join(case.case for case in cases if not case.has_certain_policy)
        yield f"{UNSURE_POLICY}: {names}"
    elif len({case.policy for case in present if case.policy}) > 1:
        yield "judged under different policies"
    if len({bool(case.policy) for case in present}) > 1:
        names = ", ".join(case.case for case in cases if not case.policy)
        yield f"judged under no policy: {names}"
