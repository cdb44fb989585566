"""Readings: what can be believed together when not all accepted claims can.

Source: Reiter 1987, A theory of diagnosis from first principles, Artificial Intelligence 32, p. 57
(minimal sets to give up are the minimal hitting sets of the minimal conflicts, found by a tree
over conflicts); a minimal conflict is what is left after each member was tried and found needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.reckoning.solve import Solution, solve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.reckoning.branch import Branch
    from timeline.reckoning.record import DatedEvent
    from timeline.reckoning.statement import Statement

MOST_READINGS = 64
_MOST_TRIED = 600
_MOST_WORK = 4_000_000
"""Statements looked at, each as often as it was; a few seconds. Beyond it conflicts are left as
large as they are found, and readings may give up more than they need to."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Claims that can all be true, to which no further accepted one can be added."""

    dropped: frozenset[str]
    """The groups of claims given up."""
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """Every reading, and the smallest sets of groups that cannot all be true."""

    readings: tuple[Reading, ...]
    conflicts: tuple[frozenset[str], ...]
    is_capped: bool


class _Search:
    """The statements of a case, solved with some groups given up."""

    def __init__(
        self, events: Mapping[str, DatedEvent], statements: Sequence[Statement], kept: str
    ) -> None:
        self.events = events
        self.statements = statements
        self.kept = kept
        self.group_of = {statement.index: statement.group for statement in statements}
        self.is_capped = False
        self.work = 0

    @property
    def is_spent(self) -> bool:
        """Whether only what has to be solved is still to be."""
        self.is_capped |= self.work > _MOST_WORK
        return self.work > _MOST_WORK

    def solve(self, dropped: frozenset[str]) -> Solution:
        held = [part for part in self.statements if not part.group or part.group not in dropped]
        self.work += len(held)
        solution = solve(self.events, held)
        self.is_capped |= solution.is_capped
        return solution

    def conflict(self, dropped: frozenset[str], solution: Solution) -> frozenset[str]:
        """A smallest set of groups that cannot all be true, found among the guilty ones.

        Not the smallest once the search is spent.
        """
        everything = {group for group in self.group_of.values() if group}
        needed = {self.group_of[index] for index in solution.guilty} - {""}
        if self.solve(frozenset(everything - needed)).branches:  # guilty over several branches
            needed = everything - dropped
        for group in sorted(needed):
            if self.is_spent:
                break
            fewer = needed - {group}
            if not self.solve(frozenset(everything - fewer)).branches:
                needed = fewer
        return frozenset(needed)

    def more_conflicts(self, known: list[frozenset[str]]) -> list[frozenset[str]]:
        """Conflicts that share no group with those known or with each other, until none is left."""
        found: list[frozenset[str]] = []
        dropped = frozenset[str]().union(*known) - {self.kept}
        solution = self.solve(dropped)
        while not solution.branches and not self.is_spent:
            found.append(self.conflict(dropped, solution))
            if found[-1] <= {self.kept}:
                break
            dropped |= found[-1] - {self.kept}
            solution = self.solve(dropped)
        return found

    def reading_with(self, group: str, disputed: frozenset[str]) -> Reading | None:
        """A reading that holds one of some groups in conflict; None where there is none."""
        held = {group, self.kept}
        dropped = disputed - held
        solution = self.solve(dropped)
        while not solution.branches:
            known = self.conflict(dropped, solution)
            if known <= held:
                return None
            dropped |= known - held
            if self.is_spent:
                dropped |= {group for group in self.group_of.values() if group} - held
            solution = self.solve(dropped)
        for other in sorted(dropped):
            if self.is_spent:
                break
            more = self.solve(dropped - {other})
            if more.branches:
                dropped, solution = dropped - {other}, more
        return Reading(dropped, solution.branches)


def _deep_readings(search: _Search, conflicts: list[frozenset[str]]) -> list[Reading]:
    """One reading for each claim in conflict, where so many conflict that none was reached."""
    conflicts.extend(search.more_conflicts(conflicts))
    disputed = frozenset[str]().union(*conflicts)
    found: dict[frozenset[str], Reading] = {}
    for group in sorted(disputed)[:MOST_READINGS]:
        if found and search.is_spent:
            break
        reading = search.reading_with(group, disputed)
        if reading is not None:
            found.setdefault(reading.dropped, reading)
    return list(found.values())


def find_readings(
    events: Mapping[str, DatedEvent], statements: Sequence[Statement], kept: str = ""
) -> Readings:
    """Find every reading, smallest sets given up first.

    Args:
        events: every event that counts.
        statements: what is accepted.
        kept: a group that every reading must hold; empty for none.
    """
    search = _Search(events, statements, kept)
    readings: list[Reading] = []
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
                readings.append(Reading(dropped, solution.branches))
                continue
            known = search.conflict(dropped, solution)
            conflicts.append(known)
        for group in sorted(known - {kept}):
            grown = dropped | {group}
            if grown not in seen:
                seen.add(grown)
                queue.append(grown)
        queue.sort(key=len)
    if search.is_capped and not readings:
        readings = _deep_readings(search, conflicts)
    return Readings(tuple(readings), tuple(conflicts), search.is_capped)
