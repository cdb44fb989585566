"""Search for the branches of a set of statements.

All ways to choose among one-of claims that can hold, or why none can.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.chrono.network import Constraint, NegativeCycleError
from timeline.inference.branch import Branch
from timeline.inference.statement import Option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.inference.instants import KnownInstants
    from timeline.inference.record import DatedEvent
    from timeline.inference.statement import TimeStatement

MOST_BRANCHES = 256


@dataclass(frozen=True, slots=True)
class Solution:
    """Branches that hold; none if the statements conflict.

    `guilty` holds the numbers of statements among which the conflict lies; `is_capped` says that
    there were too many choices, and that the one branch given holds all of them and more.
    """

    branches: tuple[Branch, ...]
    guilty: frozenset[int] = frozenset()
    is_capped: bool = False


def solve(
    events: Mapping[str, DatedEvent],
    statements: Sequence[TimeStatement],
    most_branches: int = MOST_BRANCHES,
    known: KnownInstants | None = None,
) -> Solution:
    """Find every branch.

    Args:
        events: every event that counts, by id.
        statements: what is held true.
        most_branches: with more, one branch is given that holds all of them and more.
        known: instants that were solved before, of the same events.
    """
    known = {} if known is None else known
    plain = [statement.options[0] for statement in statements if len(statement.options) == 1]
    forked = [statement for statement in statements if len(statement.options) > 1]
    forked.sort(key=lambda statement: len(statement.options))
    found: list[Branch] = []
    guilty: set[int] = set()
    pending: list[tuple[int, tuple[Option, ...]]] = [(0, ())]
    tried = 0
    while pending:
        depth, chosen = pending.pop()
        tried += 1
        if len(found) >= most_branches or tried > 8 * most_branches:
            return _hulled(events, statements)
        try:
            branch = Branch(events, [*plain, *chosen], known)
        except NegativeCycleError as error:
            guilty.update(reason for edge in error.cycle for reason in edge.reasons)
            continue
        if depth == len(forked):
            found.append(branch)
            continue
        options = forked[depth].options
        pending.extend((depth + 1, (*chosen, option)) for option in reversed(options))
    return Solution(tuple(found), frozenset(guilty))


def rests_on(
    events: Mapping[str, DatedEvent], claims: Sequence[TimeStatement], hard: Sequence[TimeStatement]
) -> tuple[TimeStatement, ...]:
    """Return a minimal set of hard statements contradicted.

    Args:
        events: every event that counts, by id.
        claims: what cannot all be true beside all of `hard`.
        hard: what cannot be given up.

    Returns:
        As ordered in `hard`; empty where the claims contradict one another by themselves.
    """
    if not solve(events, claims).branches:
        return ()
    guilty = solve(events, [*claims, *hard]).guilty
    needed = [statement for statement in hard if statement.index in guilty]
    if solve(events, [*claims, *needed]).branches:  # guilty over several branches
        needed = list(hard)
    for statement in tuple(needed):
        fewer = [other for other in needed if other is not statement]
        if not solve(events, [*claims, *fewer]).branches:
            needed = fewer
    return tuple(needed)


def _hulled(events: Mapping[str, DatedEvent], statements: Sequence[TimeStatement]) -> Solution:
    """Solve one branch with each one-of claim from its first option to its last."""
    try:
        branch = Branch(events, [_hull(statement) for statement in statements])
    except NegativeCycleError as error:
        guilty = frozenset(reason for edge in error.cycle for reason in edge.reasons)
        return Solution((), guilty, is_capped=True)
    return Solution((branch,), is_capped=True)


def _hull(statement: TimeStatement) -> Option:
    """Return the edges that hold for every option."""
    if len(statement.options) == 1:
        return statement.options[0]
    widest: dict[tuple[str, str], Constraint] = {}
    for edge in (edge for option in statement.options for edge in option.days):
        known = widest.get((edge.start, edge.end))
        if known is None or edge.days > known.days:
            widest[edge.start, edge.end] = edge
    everywhere = [
        edge
        for pair, edge in widest.items()
        if all(any(pair == other[:2] for other in option.days) for option in statement.options)
    ]
    return Option(tuple(everywhere))
