"""Durations of many cases, counted and bounded; no unknown day is replaced by a made-up one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from timeline.chrono.interval import ANY, Interval
from timeline.chrono.truth import Truth
from timeline.portfolio.selection import (
    HOW_ROUNDS_COUNT,
    UNSURE_POLICY,
    choose,
    grouped,
    has_certain_policy,
    is_asked,
    policy_words,
    rounds_of,
)
from timeline.portfolio.survival import ends_of, interval_of, turnbull

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.conformance.judged import Judged
    from timeline.inference.latency import Latency
    from timeline.model.measure import NamedLatency
    from timeline.portfolio.selection import CaseFilter, Key
    from timeline.portfolio.survival import Curve

MIN_CASES = 8
"""Cases that a curve needs by default."""


class StepState(Enum):
    """State of a case's measure on the as-of day."""

    OVER = "over"
    UNCLEAR = "unclear"
    """Nobody can tell if it was over, or from which event to count."""
    OPEN = "open"
    """The record dates the end later, or somebody denies it up to the as-of day."""
    UNRECORDED = "none recorded"
    """No end and no denial on record, which does not say that there was none."""


@dataclass(frozen=True, slots=True)
class StatsEntry:
    """One case that a measure applies to."""

    case: str
    latency: Latency

    @property
    def state(self) -> StepState:
        """Return over, open, unrecorded or unclear."""
        if self.latency.days is None or self.latency.is_open is Truth.UNKNOWN:
            return StepState.UNCLEAR
        if self.latency.is_open is Truth.NO:
            return StepState.OVER
        if self.latency.is_known_open is Truth.YES:
            return StepState.OPEN
        return StepState.UNRECORDED if self.latency.denied is None else StepState.UNCLEAR

    @property
    def bound(self) -> Interval:
        """Return the interval of its days, recorded or not."""
        return self.latency.sure or ANY

    @property
    def fitted(self) -> Interval:
        """Return days for a curve: what is open at the end of a day ends on a later one."""
        # The bound does not say so, because across time zones the day on which it ends can be the
        # same by another calendar; the curve is an estimate, and takes Kaplan and Meier's rule.
        is_dated = self.latency.is_recorded  # a denial says that already
        if is_dated and self.state is StepState.OPEN and self.bound.min is not None:
            return Interval(self.bound.min + 1, self.bound.max)
        return self.bound


@dataclass(frozen=True, slots=True)
class Spread:
    """One measure over the cases of one group."""

    measure: NamedLatency
    entries: tuple[StatsEntry, ...]
    """Cases to which it certainly applies."""
    may_not_apply: tuple[str, ...]
    """Cases whose start may be still to come, or after the end; counted nowhere else."""
    curve: Curve | None
    """None if too few cases say anything of it."""

    def count(self, state: StepState) -> int:
        """Count the cases in this state."""
        return sum(entry.state is state for entry in self.entries)

    @property
    def telling(self) -> int:
        """Count the cases with any bound on their days."""
        return sum(entry.bound != ANY for entry in self.entries)

    @property
    def median(self) -> Interval | None:
        """Return the median of all cases; an end not on record may have come on any day."""
        return median_bound([entry.bound for entry in self.entries])

    @property
    def recorded_median(self) -> Interval | None:
        """Return the median without the cases of which no end is on record."""
        return median_bound(
            [entry.bound for entry in self.entries if entry.state is not StepState.UNRECORDED]
        )


class Group(NamedTuple):
    """Cases that are counted together."""

    name: str
    """Empty if all cases are."""
    cases: tuple[Judged, ...]
    spreads: tuple[Spread, ...]
    """One for each measure that applies to any of the cases, in process order."""
    cautions: tuple[str, ...]
    """Reasons why the figures could mislead."""


class Asked(NamedTuple):
    """The statistics asked for."""

    conditions: tuple[CaseFilter, ...] = ()
    """All have to be met."""
    by: Key | None = None
    """Key to group by; None counts all together."""
    measure: str = ""
    """Id of one measure; empty for all."""
    min_cases: int = MIN_CASES
    """Cases with any bound that a curve needs."""


class Stats(NamedTuple):
    """Durations of the cases asked for."""

    asked: Asked
    cases: tuple[Judged, ...]
    """Cases that certainly meet all conditions."""
    unclear: tuple[str, ...]
    """Cases that perhaps meet them; counted nowhere."""
    invented: tuple[str, ...]
    """Examples; counted nowhere."""
    groups: tuple[Group, ...]


def median_bound(bounds: Sequence[Interval]) -> Interval | None:
    """Return the interval of the median; None for no cases.

    The median of `n` numbers is here the `k`-th smallest, `k` half of `n`
    rounded up: the first day by which at least half of the cases are over. It is one of the
    numbers, never a point between two, and it is the day at which Kaplan and Meier's curve falls to
    one half.

    Its least is the `k`-th smallest lower end, its greatest the `k`-th smallest upper end, an open
    end as infinity. For let each case have some day within its bound. The `k` cases of the smallest
    upper ends have days no greater than the `k`-th of these ends, so the `k`-th smallest day is no
    greater either. Were it below the `k`-th smallest lower end, then so would be the lower ends of
    the `k` cases with the smallest days, and only `k - 1` lower ends can be. Both ends are reached,
    with all cases at their lower and with all at their upper ends, because no date of one case
    bounds a date of another.
    """
    if not bounds:
        return None
    place = (len(bounds) - 1) // 2
    lows, highs = zip(*map(ends_of, bounds), strict=True)
    return interval_of(sorted(lows)[place], sorted(highs)[place])


def stats_of(cases: Sequence[Judged], asked: Asked) -> Stats:
    """Choose cases, which have the same measures in the same order, and measure each group."""
    chosen = choose([case for case in cases if not case.is_invented], asked.conditions)
    groups = grouped(chosen.cases, asked.by) if asked.by else {"": chosen.cases}
    return Stats(
        asked,
        chosen.cases,
        unclear=tuple(case.id for case in chosen.unclear),
        invented=tuple(case.id for case in cases if case.is_invented),
        groups=tuple(_group(name, each, asked) for name, each in groups.items() if each),
    )


def _group(name: str, cases: Sequence[Judged], asked: Asked) -> Group:
    rows = zip(*(case.latencies for case in cases), strict=True)
    spreads = [
        _spread(cases, row, asked.min_cases)
        for row in rows
        if is_asked(row[0], [asked.measure] if asked.measure else ())
    ]
    kept = tuple(one for one in spreads if one.entries or one.may_not_apply)
    return Group(name, tuple(cases), kept, tuple(_cautions(cases)))


def _spread(cases: Sequence[Judged], row: Sequence[Latency], min_cases: int) -> Spread:
    found = [StatsEntry(case.id, latency) for case, latency in zip(cases, row, strict=True)]
    entries = tuple(one for one in found if one.latency.applies is Truth.YES)
    perhaps = tuple(one.case for one in found if one.latency.applies is Truth.UNKNOWN)
    telling = [entry.fitted for entry in entries if entry.bound != ANY]
    curve = turnbull(telling) if telling and len(telling) >= min_cases else None
    return Spread(row[0].measure, entries, perhaps, curve)


def _cautions(cases: Sequence[Judged]) -> Iterator[str]:
    """Yield reasons why the figures could mislead."""
    policies = {words for case in cases if (words := policy_words(case))}
    if len(cases) > 1 and not all(has_certain_policy(case) for case in cases):
        yield f"the cases are {UNSURE_POLICY}"
    elif len(policies) > 1:
        yield "the cases are judged under different policies"
    reopened = sum(rounds_of(case) > 1 for case in cases)
    if reopened:
        count = "1 case has" if reopened == 1 else f"{reopened} cases have"
        yield f"{count} more than one round: {HOW_ROUNDS_COUNT}"
