"""Consistent subsets and minimal conflicts of accepted claims.

Source: Reiter 1987, A theory of diagnosis from first principles, Artificial Intelligence 32, p. 57
(minimal sets to give up are the minimal hitting sets of the minimal conflicts, found by a tree over
conflicts); a minimal conflict is what is left after each member was tried and found needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.inference.instants import MOST_KEPT, is_order
from timeline.inference.solve import Solution, solve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.inference.branch import Branch
    from timeline.inference.instants import KnownInstants
    from timeline.inference.record import DatedEvent
    from timeline.inference.statement import TimeStatement

MOST_READINGS = 64
_MOST_TRIED = 600
_FEW = 12
"""Statements that are sooner asked of a network that is solved already: the time that this takes
grows with the third power of their number."""
_MOST_WORK = 4_000_000
"""Statements looked at, each as often as it was; a few seconds. Beyond it conflicts are left as
large as they are found, and consistent subsets may give up more than they need to."""


@dataclass(frozen=True, slots=True)
class ConsistentSubset:
    """Claims that can all be true, to which no accepted one can be added."""

    dropped: frozenset[str]
    """Groups of claims given up."""
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class ConsistentSubsets:
    """The consistent subsets and the minimal conflicts."""

    readings: tuple[ConsistentSubset, ...]
    conflicts: tuple[frozenset[str], ...]
    is_capped: bool


def _has_times(statement: TimeStatement) -> bool:
    """Return True if it does more than order instants."""
    return not all(is_order(edge) for option in statement.options for edge in option.times)


class _Search:
    """A case's statements, solved with groups given up."""

    def __init__(
        self, events: Mapping[str, DatedEvent], statements: Sequence[TimeStatement]
    ) -> None:
        self.events = events
        self.statements = statements
        self.is_capped = False
        self.work = 0
        self._instants: KnownInstants = {}
        self._timed: dict[frozenset[str], Branch | None] = {}

    @cached_property
    def group_of(self) -> dict[int, str]:
        """Map each statement's number to its group."""
        return {statement.index: statement.group for statement in self.statements}

    @cached_property
    def everything(self) -> frozenset[str]:
        """Return the groups of all statements."""
        return frozenset(self.group_of.values()) - {""}

    @cached_property
    def _parts(self) -> dict[str, list[TimeStatement]]:
        """Map each group to its statements, "" to those that cannot be given up."""
        parts: dict[str, list[TimeStatement]] = {"": []}
        for statement in self.statements:
            parts.setdefault(self.group_of[statement.index], []).append(statement)
        return parts

    @property
    def is_spent(self) -> bool:
        """Return True once the work allowed is used up."""
        self.is_capped |= self.work > _MOST_WORK
        return self.work > _MOST_WORK

    def solve(self, dropped: frozenset[str]) -> Solution:
        held = self.statements
        if dropped:
            held = [part for part in held if self.group_of[part.index] not in dropped]
        self.work += len(held)
        solution = solve(self.events, held, known=self._instants)
        self.is_capped |= solution.is_capped
        return solution

    def can_hold(self, groups: frozenset[str]) -> bool:
        """Return True if some groups can all be true."""
        parts = [part for group in groups for part in self._parts[group]]
        if len(parts) <= _FEW and all(len(part.options) == 1 for part in parts):
            timed = frozenset(self.group_of[part.index] for part in parts if _has_times(part))
            on_days = [part.options[0] for part in parts if self.group_of[part.index] not in timed]
            branch = self._with_timed(timed)
            answer = False if branch is None else branch.allows_as_well(on_days)
            if answer is not None:
                self.work += len(parts) + len(self._parts[""])
                return answer
        return bool(self.solve(self.everything - groups).branches)

    def _with_timed(self, groups: frozenset[str]) -> Branch | None:
        """Solve the hard statements with some groups, once; None if they cannot hold."""
        if groups not in self._timed:
            if len(self._timed) >= MOST_KEPT:
                self._timed.clear()
            held = [part for group in ("", *groups) for part in self._parts[group]]
            self._timed[groups] = next(
                iter(solve(self.events, held, known=self._instants).branches), None
            )
        return self._timed[groups]

    def conflict(self, dropped: frozenset[str], solution: Solution) -> frozenset[str]:
        """Return a conflict among the guilty groups, minimal unless spent."""
        needed = frozenset(self.group_of[index] for index in solution.guilty) - {""}
        if self.can_hold(needed):  # guilty over several branches
            needed = self.everything - dropped
        for group in sorted(needed):
            if self.is_spent:
                break
            fewer = needed - {group}
            if not self.can_hold(fewer):
                needed = fewer
        return needed

    def more_conflicts(self, known: list[frozenset[str]]) -> list[frozenset[str]]:
        """Find conflicts that share no group with known ones or each other."""
        found: list[frozenset[str]] = []
        dropped = frozenset[str]().union(*known)
        solution = self.solve(dropped)
        while not solution.branches and not self.is_spent:
            found.append(self.conflict(dropped, solution))
            dropped |= found[-1]
            solution = self.solve(dropped)
        return found

    def reading_without(self, disputed: frozenset[str]) -> ConsistentSubset | None:
        """Return the subset without all groups in conflict; none at all once spent."""
        dropped = self.everything if self.is_spent else disputed
        branches = self.solve(dropped).branches
        return ConsistentSubset(dropped, branches) if branches else None

    def reading_with(self, group: str, disputed: frozenset[str]) -> ConsistentSubset | None:
        """Return a consistent subset that holds a group in conflict, if any."""
        held = {group}
        dropped = disputed - held
        solution = self.solve(dropped)
        while not solution.branches:
            known = self.conflict(dropped, solution)
            if known <= held:
                return None
            dropped |= known - held
            if self.is_spent:
                dropped = self.everything - held
            solution = self.solve(dropped)
        for other in sorted(dropped):
            if self.is_spent:
                break
            more = self.solve(dropped - {other})
            if more.branches:
                dropped, solution = dropped - {other}, more
        return ConsistentSubset(dropped, solution.branches)


def _believing_each(
    search: _Search, conflicts: list[frozenset[str]], readings: Sequence[ConsistentSubset]
) -> list[ConsistentSubset]:
    """Return subsets that together hold each disputed claim.

    Where there are too many subsets to give all. Otherwise what happens to be in none of those
    given would look as if it were decided. Where not even that can be had, one of them gives up
    everything in conflict.
    """
    conflicts.extend(search.more_conflicts(conflicts))
    disputed = in_conflict = frozenset[str]().union(*conflicts)
    found = {reading.dropped: reading for reading in readings[: MOST_READINGS // 2]}
    for group in sorted(disputed):
        if len(found) >= MOST_READINGS - 1 or search.is_spent:
            break
        if all(group in dropped for dropped in found):
            reading = search.reading_with(group, in_conflict)
            if reading is None:
                disputed -= {group}  # it cannot be true in any
            else:
                found.setdefault(reading.dropped, reading)
    in_none = disputed.intersection(*found) if found else disputed
    if in_none or search.is_spent:
        widest = search.reading_without(in_conflict)
        found |= {} if widest is None else {widest.dropped: widest}
    return list(found.values())


def find_readings(
    events: Mapping[str, DatedEvent], statements: Sequence[TimeStatement]
) -> ConsistentSubsets:
    """Find the consistent subsets of accepted statements, fewest groups dropped first."""
    search = _Search(events, statements)
    readings: list[ConsistentSubset] = []
    conflicts: list[frozenset[str]] = []
    queue: list[frozenset[str]] = [frozenset()]
    seen = {frozenset[str]()}
    tried = 0
    while queue:
        dropped = queue.pop(0)
        if any(reading.dropped <= dropped for reading in readings):
            continue
        tried += 1
        if tried > _MOST_TRIED or len(readings) >= MOST_READINGS or search.is_spent:
            search.is_capped = True
            break
        known = next((conflict for conflict in conflicts if not conflict & dropped), None)
        if known is None:
            solution = search.solve(dropped)
            if solution.branches:
                readings.append(ConsistentSubset(dropped, solution.branches))
                continue
            known = search.conflict(dropped, solution)
            conflicts.append(known)
        for group in sorted(known):
            grown = dropped | {group}
            if grown not in seen:
                seen.add(grown)
                queue.append(grown)
        queue.sort(key=len)
    if search.is_capped and (conflicts or not readings):
        readings = _believing_each(search, conflicts, readings)
    return ConsistentSubsets(tuple(readings), tuple(conflicts), search.is_capped)
