"""Warnings about files that may say less than intended.

They can be read and used; their author may still have meant something else.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from timeline.alike import nearly, normalised
from timeline.chrono.days import format_day
from timeline.errors import Problem
from timeline.model.case import event_ids, first_day, last_day
from timeline.model.names import did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from timeline.chrono.interval import Interval
    from timeline.location import Route
    from timeline.model.build import CaseFile
    from timeline.model.case import Event
    from timeline.model.kind import Kind, Vocabulary
    from timeline.model.policy import Condition, Pattern, Policy, Rule
    from timeline.model.source import Source
    from timeline.read.document import Document

REVIEW_DAYS: Final = 365
"""Days after which a rule's last review is called old."""
PAYMENT: Final = "payment"
REOPENED: Final = "reopened"
PAYMENT_OUTCOMES: Final = ("paid", "offered", "promised", "declined", "denied")
"""Words for what became of a payment; only the first meets a duty to pay."""


class Dates(Protocol):
    """Distances between the events of a case."""

    def between(self, first: str, second: str) -> Interval:
        """Return the days from first to second."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Sources, policies and rules around a case."""

    kinds: Mapping[str, Kind]
    sources: Mapping[str, Source]
    """Sources cited by the case."""
    policies: Sequence[Policy]
    """All policies known."""
    rules: Sequence[Rule]
    """Rules of the policies that judge the case, after inheritance."""
    outside: frozenset[str]
    """Ids of the events that are acts of others."""
    dates: Dates


def case_warnings(file: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """Yield possible mistakes in a case, unordered."""
    yield from _no_end(file, around)
    yield from _payments(file)
    counted = {name for name, _, event in _placed(file) if event.counts}
    own = counted - around.outside
    yield from second_openings(file, around.kinds, own, around.dates)
    yield from _unlike_closes(file, around)
    yield from _pauses(file, around, counted)
    yield from _tracks(file)
    yield from _institution(file, around)
    yield from _near_misses(file, around)


class _Placed(NamedTuple):
    """An event with its id and place."""

    name: str
    place: int
    event: Event


def _placed(file: CaseFile) -> list[_Placed]:
    events = file.case.events
    return [*map(_Placed, event_ids(events), range(len(events)), events)]


def _no_end(file: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """Yield a warning if `recorded_until` is missing."""
    if file.case.recorded_until is not None:
        return
    ends = (last_day(one.published) for one in around.sources.values())
    days = [day for day in ends if day is not None]
    at = file.document.location(("title",), key=True)
    message = "nothing says to which day this record was checked"
    hint = "add recorded_until: and the day on which you last looked"
    if days:
        newest = format_day(max(days))
        hint = f"add recorded_until: {newest}, its newest source, or the later day you looked"
    yield Problem("W608", message, at, hint)


def _payments(file: CaseFile) -> Iterator[Problem]:
    """Yield payments not marked as paid or unpaid."""
    for place, event in enumerate(file.case.events):
        if event.kind != PAYMENT or not event.counts:
            continue
        if not event.outcome:
            at = file.location(("events", place, "kind"))
            others = ", ".join(PAYMENT_OUTCOMES[1:])
            hint = f"add outcome: paid (or {others})"
            yield Problem("W607", "it is not said whether this was paid", at, hint)
        elif normalised(event.outcome) not in PAYMENT_OUTCOMES:
            at = file.location(("events", place, "outcome"))
            message = f"{event.outcome} does not say whether this was paid"
            near = nearly(event.outcome, PAYMENT_OUTCOMES)
            hint = f"write outcome: {near or ', '.join(PAYMENT_OUTCOMES[:-1]) + ' or denied'}"
            yield Problem("W607", message, at, hint)


def second_openings(
    file: CaseFile, kinds: Mapping[str, Kind], own: AbstractSet[str], dates: Dates
) -> Iterator[Problem]:
    """Yield stages opened twice in the same round.

    Of the acts of the institution that count, given by id.
    """
    closes = {kind.id: kind.closes for kind in kinds.values() if kind.closes}
    placed = [one for one in _placed(file) if one.name in own]

    def is_before(first: _Placed, second: _Placed) -> bool:
        """Compare by days, else by order in the file."""
        days = dates.between(first.name, second.name)
        if days.min is not None and days.min > 0:
            return True
        return not (days.max is not None and days.max < 0) and first.place < second.place

    for second in placed:
        event = second.event
        if event.kind not in closes.values() or event.continues is not None:
            continue
        here = [one for one in placed if _is_beside(one.event, event) and one is not second]
        earlier = [one for one in here if one.event.kind == event.kind and is_before(one, second)]
        ended = [
            one
            for one in here
            if one.event.kind == REOPENED or closes.get(one.event.kind) == event.kind
            if is_before(one, second) and any(is_before(first, one) for first in earlier)
        ]
        if earlier and ended:
            yield _second_opening(file, second, earlier[0], ended[-1])


def _is_beside(one: Event, other: Event) -> bool:
    """Return True if two events can belong to one inquiry."""
    is_one_track = one.track == other.track or (one.kind == REOPENED and not one.track)
    return is_one_track and (one.round == other.round or one.kind == REOPENED)


def _second_opening(file: CaseFile, second: _Placed, first: _Placed, ended: _Placed) -> Problem:
    words = "the case was reopened"
    if ended.event.kind != REOPENED:
        words = f"{ended.name} had ended it"
    rounds = second.event.round
    message = (
        f"{second.name} opens a stage again after {words}, and no rule judges it in round {rounds}"
    )
    hint = f"add round: {rounds + 1}, or track: … if it is an inquiry beside {first.name}"
    at, before, between = (
        file.location(("events", one.place, "kind")) for one in (second, first, ended)
    )
    related = (("the first opening", before), ("what came between", between))
    return Problem("W605", message, at, hint, related)


def _unlike_closes(file: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """Yield ends kept from every opening by `by:` or `form:`."""
    placed = [one for one in _placed(file) if one.event.counts]
    for name, place, event in placed:
        opening = around.kinds[event.kind].closes if event.kind in around.kinds else ""
        if not opening:
            continue
        apart = [
            (other, _apart(event, other.event))
            for other in placed
            if other.event.kind == opening
            and other.event.round == event.round
            and (not other.event.track or not event.track or other.event.track == event.track)
            and (other.name in around.outside) is (name in around.outside)
        ]
        if apart and all(field for _, field in apart):
            other, field = apart[0]
            message = f"{name} ends something other than {other.name}: their {field}: differs"
            hint = f"write the same {field}: on both, or give each inquiry a track: of its own"
            here, there = (file.location(("events", one, field)) for one in (place, other.place))
            yield Problem("W613", message, here, hint, (("what it could have ended", there),))


def _apart(one: Event, other: Event) -> str:
    """Return the field in which two events disagree, or ""."""
    for field in ("form", "by"):
        mine, its = getattr(one, field), getattr(other, field)
        if mine and its and normalised(mine) != normalised(its):
            return field
    return ""


def _pauses(file: CaseFile, around: Surroundings, counted: AbstractSet[str]) -> Iterator[Problem]:
    """Yield pauses that stop no clock."""
    orders = {order.id for event in file.case.events for order in event.orders}
    chosen = {rule.id: rule for rule in around.rules}
    known = {rule.id: rule for policy in around.policies for rule in policy.rules} | chosen
    for place, pause in enumerate(file.case.pauses):
        start, end = pause.from_event, pause.until_event
        if end is not None and {start, end} <= counted:
            days = around.dates.between(start, end)
            if start == end or (days.max is not None and days.max < 0):
                message = f"the pause ends with {end}, which is not after {start}, and stops no day"
                hint = f"write from: {end} and until: {start}"
                if start == end:
                    hint = "leave until: out, or name the event that starts the clock again"
                at = file.location(("pauses", place, "until"))
                yield Problem("W609", message, at, hint)
        for number, name in enumerate(pause.of):
            at = file.location(("pauses", place, "of", number))
            if name not in known and name not in orders:
                hint = nearest(name, {*chosen, *orders} or set(known), what="rules and orders")
                yield Problem("W609", f"{name} is neither a rule nor an order here", at, hint)
            elif name in known and known[name].force == "binding" and not pause.clause:
                message = f"without a clause, the clock of the binding rule {name} does not stop"
                hint = "add clause: … (the words that allow the pause, such as s. 1(3))"
                yield Problem("W609", message, at, hint)


def _tracks(file: CaseFile) -> Iterator[Problem]:
    """Yield unused track names and near misses."""
    used = dict.fromkeys(event.track for event in file.case.events if event.track)
    for name in file.case.tracks:
        if name not in used:
            at = file.document.location(("tracks", name), key=True)
            near = nearly(name, used)
            hint = did_you_mean([near]) if near else f"give an event track: {name}, or leave it out"
            yield Problem("W610", f"no event is on the track {name}", at, hint)
    for place, event in enumerate(file.case.events):
        if event.track in file.case.tracks:
            continue
        near = nearly(event.track, file.case.tracks or _before(event.track, used))
        if near:
            yield _near(file, ("events", place, "track"), event.track, near, "another track")


def _before(track: str, used: Iterable[str]) -> Iterator[str]:
    """Yield the tracks used before a given one."""
    return takewhile(lambda one: one != track, used)


def _institution(file: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """Yield forces and commands nearly those of a policy."""
    applied = [policy.applies for policy in around.policies if policy.applies is not None]
    for key, value, words in (
        ("forces", file.case.forces, [word for one in applied for word in one.forces]),
        ("command", file.case.command, [word for one in applied for word in one.command]),
    ):
        near = nearly(value, words)
        if near:
            yield _near(file, (key,), value, near, "the word of a policy")


def _near_misses(file: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """Yield forms, outcomes and actors nearly those of rules."""
    asked: dict[tuple[str, str], list[str]] = {}
    for rule in around.rules:
        for pattern in _patterns(rule):
            for key in ("form", "outcome", "by"):
                word = getattr(pattern, key)
                if word and pattern.event is not None:
                    asked.setdefault((pattern.event, key), []).append(word)
    for (kind, key), words in asked.items():
        for place, event in enumerate(file.case.events):
            value = getattr(event, key)
            near = nearly(value, words) if event.kind == kind else ""
            if near:
                yield _near(file, ("events", place, key), value, near, "the word of a rule")


def _patterns(rule: Rule) -> Iterator[Pattern | Condition]:
    """Yield the patterns and conditions of a rule."""
    yield from rule.step.first
    yield from rule.after.first
    waiting = [] if rule.when is None else [rule.when]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += [*one.all_of, *one.any_of, *(() if one.none_of is None else (one.none_of,))]


def _other_script(value: str, near: str) -> str:
    """Name the first lookalike letter of another script, or ""."""
    for letter in value:
        if letter not in near and not letter.isascii() and letter.isalpha():
            return f" (its {letter} is {unicodedata.name(letter, f'U+{ord(letter):04X}')})"
    return ""


def _near(file: CaseFile, route: Route, value: str, near: str, what: str) -> Problem:
    shown = value + _other_script(value, near)
    message = f"{shown} is nearly {near}, {what}, and counts as something else"
    hint = f"write {route[-1]}: {near}, if that is meant"
    return Problem("W611", message, file.location(route), hint)


def policy_warnings(policy: Policy, document: Document, today: int) -> Iterator[Problem]:
    """Yield rules out of date, untraceable or never triggered."""
    for place, rule in enumerate(policy.rules):
        at = document.location(("rules", place, "id"))
        day = last_day(rule.reviewed_on)
        if day is not None and today - day > REVIEW_DAYS:
            age = f"{today - day} days ago, on {format_day(day)}"
            message = f"{rule.id} was last held against its text {age}"
            where = document.location(("rules", place, "reviewed_on"))
            yield Problem("W601", message, where, "read the text again and set reviewed_on")
        lines = {
            "source": f"source: {policy.source or '…'} (a file in seeds/)",
            "clause": "clause: … (such as s. 4)",
            "reviewed_on": f"reviewed_on: {format_day(today)} (the day you read it)",
        }
        lacking = [key for key in lines if not getattr(rule, key)]
        if lacking:
            message = f"{rule.id} cannot be looked up: it has no {' and no '.join(lacking)}"
            yield Problem("W606", message, at, "add " + ", ".join(lines[key] for key in lacking))
        reason = _never(rule, policy)
        if reason:
            yield Problem("W603", f"{rule.id} can never trigger: {reason}", at)


def vocabulary_warnings(
    own: Vocabulary, document: Document, shipped: Mapping[str, Kind]
) -> Iterator[Problem]:
    """Yield redefined shipped kinds that lose their meaning."""
    for place, kind in enumerate(own.kinds):
        old = shipped.get(kind.id)
        if old is None:
            continue
        lost = [
            f"{key}: {'true' if value is True else value}"
            for key in ("closes", "free", "outside", "public")
            if (value := getattr(old, key)) and not getattr(kind, key)
        ]
        if lost:
            message = f"{kind.id} comes with the program, there with {', '.join(lost)}"
            where = document.location(("kinds", place, "id"))
            yield Problem("W612", message, where, f"add {', '.join(lost)} to keep its meaning")


def _never(rule: Rule, policy: Policy) -> str:
    """Say why a rule can never trigger, or ""."""
    if any(pattern in rule.step.first for pattern in rule.after.first):
        return "it starts with the very step that it asks for"
    if {pattern.event for pattern in rule.step.first} & set(rule.requires):
        return "it requires the very step that it asks for"
    if policy.applies is not None:
        start, end = first_day(rule.from_day), last_day(rule.until)
        first, last = policy.applies.first_day, policy.applies.last_day
        if (start is not None and last is not None and start > last) or (
            end is not None and first is not None and end < first
        ):
            return "its dates in force lie outside those of its policy"
    return ""
