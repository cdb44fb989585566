"""Versions of events: consistent subsets and contested events.

An implied event never narrows what implies it. Where an accepted absence of it reaches the first
day on which that can have been, there are two versions: without the event, and without the absence.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from timeline.chrono.network import ORIGIN
from timeline.inference.statement import Option, TimeStatement, on_days
from timeline.inference.subsets import ConsistentSubset, ConsistentSubsets, find_readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.inference.branch import Branch
    from timeline.inference.record import DatedEvent, Evidence, Implied
    from timeline.inference.statement import Statements

NEVER = 3_700_000
"""A day behind the last of the calendar, for events given up."""
_MOST_CONTESTED = 5
"""Contested events with a version each; of more, those that follow are given up."""


def find_versions(statements: Statements) -> ConsistentSubsets:
    """Return the versions, fewest groups dropped first."""
    record, accepted = statements.record, statements.accepted
    if not record.implied:
        return find_readings(record.events, accepted)
    contested: dict[str, tuple[TimeStatement, ...]] = {}
    if statements.tentative or _absences_of_implied(record, accepted):
        base = find_readings(record.events, [_without_implied(one, record) for one in accepted])
        branches = [branch for reading in base.readings for branch in reading.branches]
        accepted = (*accepted, *_not_narrowing(statements.tentative, record, branches))
        for made in record.implied:
            against = _reaching(made, record, accepted, branches)
            if against:
                contested[made.event.id] = against
    found = [
        _version(record.events, accepted, contested, given_up)
        for given_up in _given_up_sets(contested)
    ]
    readings = [reading for one in found for reading in one.readings]
    conflicts = dict.fromkeys(conflict for one in found for conflict in one.conflicts)
    return ConsistentSubsets(tuple(readings), tuple(conflicts), any(one.is_capped for one in found))


def _given_up_sets(contested: Mapping[str, Sequence[TimeStatement]]) -> Iterator[frozenset[str]]:
    """Yield sets of implied events to give up, each denied by a kept absence."""
    names = list(contested)
    always = frozenset(names[_MOST_CONTESTED:])
    for chosen in product((False, True), repeat=len(names[:_MOST_CONTESTED])):
        given_up = always | {name for name, is_out in zip(names, chosen, strict=False) if is_out}
        dropped = _dropped(contested, given_up)
        if all(any(one.group not in dropped for one in contested[name]) for name in given_up):
            yield given_up


def _dropped(
    contested: Mapping[str, Sequence[TimeStatement]], given_up: frozenset[str]
) -> frozenset[str]:
    """Return the groups of absences denying kept events."""
    return frozenset(
        one.group for name, against in contested.items() if name not in given_up for one in against
    )


def _version(
    events: Mapping[str, DatedEvent],
    accepted: Sequence[TimeStatement],
    contested: Mapping[str, Sequence[TimeStatement]],
    given_up: frozenset[str],
) -> ConsistentSubsets:
    """Solve the case without some implied events and others' absences."""
    dropped = _dropped(contested, given_up)
    held = [one for one in accepted if one.implied not in given_up and one.group not in dropped]
    number = max((one.index for one in accepted), default=0)
    for name in given_up:
        number += 1
        never = on_days(events[name].own_day, NEVER, None, number)
        like = accepted[0]
        held.append(
            replace(
                like, index=number, id=name, basis="by meaning", event=name, source="", said="",
                says=f"{name} is given up", options=(Option(never),), implied=name,
            )
        )  # fmt: skip
    found = find_readings(events, held)
    outside = {*dropped, *(f"implied: {name}" for name in given_up)}
    return replace(
        found,
        readings=tuple(
            ConsistentSubset(reading.dropped | outside, _marked(reading.branches, given_up))
            for reading in found.readings
        ),
    )


def _marked(branches: Sequence[Branch], given_up: frozenset[str]) -> tuple[Branch, ...]:
    for branch in branches:
        branch.absent = given_up
    return tuple(branches)


def _absences_of_implied(record: Evidence, accepted: Sequence[TimeStatement]) -> bool:
    nodes = {node for made in record.implied for node in _nodes(made.event)}
    return any(
        one.basis == "absence" and any(edge.start in nodes for edge in one.options[0].days)
        for one in accepted
    )


def _nodes(event: DatedEvent) -> set[str]:
    return {event.own_day, event.case_day}


def _without_implied(statement: TimeStatement, record: Evidence) -> TimeStatement:
    """Return an absence without its implied events, others as they are."""
    if statement.basis != "absence":
        return statement
    nodes = {node for made in record.implied for node in _nodes(made.event)}
    days = tuple(edge for edge in statement.options[0].days if edge.start not in nodes)
    return replace(statement, options=(Option(days),))


def _not_narrowing(
    tentative: Sequence[TimeStatement], record: Evidence, branches: Sequence[Branch]
) -> Iterator[TimeStatement]:
    """Yield the tentative orders that the days of what implies them bear out."""
    implied = {made.event.id: made for made in record.implied}
    for one in tentative:
        made = implied[one.implied]
        (first,) = (edge.end for edge in one.options[0].days)
        closes = [record.events[name] for name in made.implied_by]
        spans = (
            branch.days.days_between(first, close.own_day if first in record.events else first)
            for branch in branches
            for close in closes
        )
        if all(span.min is not None and span.min >= 0 for span in spans):
            yield one


def _reaching(
    made: Implied, record: Evidence, accepted: Sequence[TimeStatement], branches: Sequence[Branch]
) -> tuple[TimeStatement, ...]:
    """Return the absences that reach what implies an event."""
    nodes = _nodes(made.event)
    found = []
    for one in accepted:
        if one.basis != "absence":
            continue
        for edge in one.options[0].days:
            if edge.start not in nodes or edge.end != ORIGIN:
                continue
            is_own = edge.start == made.event.own_day
            firsts = [
                branch.days.day_of(other.own_day if is_own else other.case_day).min
                for branch in branches
                for other in _on_record(made, record)
            ]
            if any(first is None or first < -edge.days for first in firsts):
                found.append(one)
                break
    return tuple(found)


def _on_record(made: Implied, record: Evidence) -> Iterator[DatedEvent]:
    """Yield the recorded events that imply an event, also by way of others."""
    implied = {one.event.id: one for one in record.implied}
    for name in made.implied_by:
        if name in implied:
            yield from _on_record(implied[name], record)
        else:
            yield record.events[name]
