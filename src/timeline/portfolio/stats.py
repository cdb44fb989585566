"""Stats: how long many cases took, counted and bounded without a day being made up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import inf
from typing import TYPE_CHECKING

from timeline.chrono.bound import ANY, Bound
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
from timeline.portfolio.survival import turnbull

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.conformance.judged import Judged
    from timeline.model.measure import NamedLatency
    from timeline.portfolio.selection import Condition, Key
    from timeline.portfolio.survival import Curve
    from timeline.reckoning.latency import Latency

MIN_CASES = 8
"""How many cases a curve needs unless the user says otherwise."""


class State(Enum):
    """Where one case stands by one measure, on the day that it is judged from."""

    OVER = "over"
    UNCLEAR = "unclear"
    """Nobody can tell whether it was over, or from which event to count."""
    OPEN = "open"
    """The record dates the end later, or somebody denies it to the day judged from."""
    UNRECORDED = "none recorded"
    """The record knows of no end and of no denial, which does not say that there was none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One case that a measure applies to."""

    case: str
    latency: Latency

    @property
    def state(self) -> State:
        """Over, open, or not known."""
        if self.latency.days is None or self.latency.is_open is Truth.UNKNOWN:
            return State.UNCLEAR
        if self.latency.is_open is Truth.NO:
            return State.OVER
        if self.latency.is_known_open is Truth.YES:
            return State.OPEN
        return State.UNRECORDED if self.latency.denied is None else State.UNCLEAR

    @property
    def bound(self) -> Bound:
        """Its days whatever the unknown dates are, and whether or not its record is complete."""
        return self.latency.sure or ANY

    @property
    def fitted(self) -> Bound:
        """Its days for a curve: what is open at the end of a day ends later, never on that day.

        The bound itself does not say so, because across time zones the day on which it ends can be
        the same by another calendar; the curve is an estimate, and takes Kaplan and Meier's rule.
        """
        is_dated = self.latency.is_recorded  # a denial says that already
        if is_dated and self.state is State.OPEN and self.bound.min is not None:
            return Bound(self.bound.min + 1, self.bound.max)
        return self.bound


@dataclass(frozen=True, slots=True)
class Spread:
    """One measure over the cases of one group."""

    measure: NamedLatency
    entries: tuple[Entry, ...]
    """The cases to which it certainly applies."""
    may_not_apply: tuple[str, ...]
    """The cases whose start may be still to come, or after the end; counted nowhere else."""
    curve: Curve | None
    """None where fewer cases than asked for say anything of it."""

    def count(self, state: State) -> int:
        """How many cases stand so."""
        return sum(entry.state is state for entry in self.entries)

    @property
    def telling(self) -> int:
        """How many cases say anything of how long it took."""
        return sum(entry.bound != ANY for entry in self.entries)

    @property
    def median(self) -> Bound | None:
        """The median of all, where an end that is not recorded may have come on any day."""
        return median_bound([entry.bound for entry in self.entries])

    @property
    def recorded_median(self) -> Bound | None:
        """The median of those cases alone whose record knows of an end."""
        return median_bound(
            [entry.bound for entry in self.entries if entry.state is not State.UNRECORDED]
        )


@dataclass(frozen=True, slots=True)
class Group:
    """The cases that are counted together."""

    name: str
    """Empty where all are."""
    cases: tuple[Judged, ...]
    spreads: tuple[Spread, ...]
    """One for each measure that applies to any of the cases, in the order of the process."""
    cautions: tuple[str, ...]
    """Why the figures could mislead."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to know."""

    conditions: tuple[Condition, ...] = ()
    """Every one has to be met."""
    by: Key | None = None
    """What to group by; None counts all together."""
    measure: str = ""
    """The id of one measure; empty for every one."""
    min_cases: int = MIN_CASES
    """How many cases that say anything a curve needs."""


@dataclass(frozen=True, slots=True)
class Stats:
    """How long the cases asked for took."""

    asked: Asked
    cases: tuple[Judged, ...]
    """Those that certainly meet every condition."""
    unclear: tuple[str, ...]
    """Those of which nobody can tell whether they do; counted nowhere."""
    invented: tuple[str, ...]
    """Examples; counted nowhere."""
    groups: tuple[Group, ...]


def median_bound(bounds: Sequence[Bound]) -> Bound | None:
    """The days between which the median lies, whatever the unknown dates are; None for no cases.

    The median of `n` numbers is here the `k`-th smallest, `k` half of `n` rounded up: the first day
    by which at least half of the cases are over. It is one of the numbers, never a point between
    two, and it is the day at which Kaplan and Meier's curve falls to one half.

    Its least is the `k`-th smallest lower end, its greatest the `k`-th smallest upper end, an open
    end as infinity. For let every case have some day within its bound. The `k` cases of the
    smallest upper ends have days no greater than the `k`-th of these ends, so the `k`-th smallest
    day is no greater either. Were it below the `k`-th smallest lower end, then so would be the
    lower ends of the `k` cases with the smallest days, and only `k - 1` lower ends can be. Both
    ends are reached, with every case at its lower and with every case at its upper end, because no
    date of one case bounds a date of another.
    """
    if not bounds:
        return None
    place = (len(bounds) - 1) // 2
    low = sorted(-inf if one.min is None else one.min for one in bounds)[place]
    high = sorted(inf if one.max is None else one.max for one in bounds)[place]
    return Bound(None if low == -inf else int(low), None if high == inf else int(high))


def stats_of(cases: Sequence[Judged], asked: Asked) -> Stats:
    """Choose cases, group them and measure each group.

    Args:
        cases: measured by the same measures in the same order.
        asked: which of them, and how.
    """
    chosen = choose([case for case in cases if not case.is_invented], asked.conditions)
    groups = grouped(chosen.cases, asked.by) if asked.by else {"": chosen.cases}
    measured = [_group(name, members, asked) for name, members in groups.items() if members]
    unclear = tuple(case.id for case in chosen.unclear)
    invented = tuple(case.id for case in cases if case.is_invented)
    return Stats(asked, chosen.cases, unclear, invented, tuple(measured))


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
    entries, perhaps = [], []
    for case, latency in zip(cases, row, strict=True):
        if latency.applies is Truth.YES:
            entries.append(Entry(case.id, latency))
        elif latency.applies is Truth.UNKNOWN:
            perhaps.append(case.id)
    telling = [entry.fitted for entry in entries if entry.bound != ANY]
    curve = turnbull(telling) if telling and len(telling) >= min_cases else None
    return Spread(row[0].measure, tuple(entries), tuple(perhaps), curve)


def _cautions(cases: Sequence[Judged]) -> Iterator[str]:
    """Why figures over these cases could mislead."""
    policies = {words for case in cases if (words := policy_words(case))}
    if len(cases) > 1 and not all(has_certain_policy(case) for case in cases):
        yield f"the cases are {UNSURE_POLICY}"
    elif len(policies) > 1:
        yield "the cases are judged under different policies"
    reopened = sum(rounds_of(case) > 1 for case in cases)
    if reopened:
        count = "1 case has" if reopened == 1 else f"{reopened} cases have"
        yield f"{count} more than one round: {HOW_ROUNDS_COUNT}"
