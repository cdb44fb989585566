"""Warnings about a case that can be read and judged, and may say less than its author thinks."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Final, Protocol

from timeline.alike import nearly, normalised
from timeline.chrono.days import format_day
from timeline.errors import Problem
from timeline.model.case import event_ids, last_day
from timeline.model.fields import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from timeline.chrono.bound import Bound
    from timeline.location import Route
    from timeline.model.build import CaseFile
    from timeline.model.case import Event
    from timeline.model.kind import Kind
    from timeline.model.policy import Condition, Pattern, Policy, Rule
    from timeline.model.source import Source

PAYMENT: Final = "payment"
REOPENED: Final = "reopened"
PAYMENT_OUTCOMES: Final = ("paid", "offered", "promised", "declined", "denied")
"""Words for what became of a payment; only the first meets a duty to pay."""


class Dates(Protocol):
    """Says how far apart two events of a case are."""

    def between(self, first: str, second: str) -> Bound:
        """The days from the first to the second."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a case is judged with."""

    kinds: Mapping[str, Kind]
    sources: Mapping[str, Source]
    """Those that the case cites."""
    policies: Sequence[Policy]
    """All that there are."""
    rules: Sequence[Rule]
    """Of the policies that judge the case, after inheritance."""
    outside: frozenset[str]
    """The events that are acts of others, by id."""
    dates: Dates


def case_warnings(file: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """Yield what may be a mistake in a case, in no order."""
    yield from _no_end(file, around)
    yield from _payments(file)
    own = {
        name
        for name, event in zip(event_ids(file.case.events), file.case.events, strict=True)
        if event.counts and name not in around.outside
    }
    yield from second_openings(file, around.kinds, own, around.dates)
    yield from _unlike_closes(file, around)
    yield from _pauses(file, around)
    yield from _tracks(file)
    yield from _institution(file, around)
    yield from _near_misses(file, around)


def _no_end(file: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """A record that does not say how far it was followed."""
    if file.case.recorded_until is not None:
        return
    dated = (one.published for one in around.sources.values() if one.published is not None)
    days = [day for when in dated if (day := last_day(when)) is not None]
    at = file.document.location(("title",), key=True)
    message = "nothing says to which day this record was checked"
    hint = "add recorded_until: and the day on which you last looked"
    if days:
        newest = format_day(max(days))
        hint = f"add recorded_until: {newest}, its newest source, or the later day you looked"
    yield Problem("W608", message, at, hint)


def _payments(file: CaseFile) -> Iterator[Problem]:
    """Payments that do not say whether anything was paid."""
    for place, event in enumerate(file.case.events):
        if event.kind != PAYMENT or not event.counts:
            continue
        if not event.outcome:
            at = file.document.location(("events", place, "kind"))
            others = ", ".join(PAYMENT_OUTCOMES[1:])
            hint = f"add outcome: paid (or {others})"
            yield Problem("W607", "it is not said whether this was paid", at, hint)
        elif normalised(event.outcome) not in PAYMENT_OUTCOMES:
            at = file.document.location(("events", place, "outcome"))
            message = f"{event.outcome} does not say whether this was paid"
            near = nearly(event.outcome, PAYMENT_OUTCOMES)
            hint = f"write outcome: {near or ', '.join(PAYMENT_OUTCOMES[:-1]) + ' or denied'}"
            yield Problem("W607", message, at, hint)


def second_openings(
    file: CaseFile, kinds: Mapping[str, Kind], own: AbstractSet[str], dates: Dates
) -> Iterator[Problem]:
    """Yield stages that were opened again in the round in which they had been opened.

    Args:
        file: the case.
        kinds: the vocabulary.
        own: the acts of the institution that count, by id.
        dates: how far these lie apart.
    """
    closes = {kind.id: kind.closes for kind in kinds.values() if kind.closes}
    placed = [
        (name, place, event)
        for place, (name, event) in enumerate(
            zip(event_ids(file.case.events), file.case.events, strict=True)
        )
        if name in own
    ]

    def is_before(first: tuple[str, int, Event], second: tuple[str, int, Event]) -> bool:
        """By their days, else by the order of the file."""
        days = dates.between(first[0], second[0])
        if days.min is not None and days.min > 0:
            return True
        return not (days.max is not None and days.max < 0) and first[1] < second[1]

    for second in placed:
        event = second[2]
        if event.kind not in closes.values() or event.continues is not None:
            continue
        here = [one for one in placed if _is_beside(one[2], event) and one is not second]
        earlier = [one for one in here if one[2].kind == event.kind and is_before(one, second)]
        ended = [
            one
            for one in here
            if one[2].kind == REOPENED or closes.get(one[2].kind) == event.kind
            if is_before(one, second) and any(is_before(first, one) for first in earlier)
        ]
        if earlier and ended:
            yield _second_opening(file, second, earlier[0], ended[-1])


def _is_beside(one: Event, other: Event) -> bool:
    """Return True for events that can belong to one inquiry."""
    is_one_track = one.track == other.track or (one.kind == REOPENED and not one.track)
    return is_one_track and (one.round == other.round or one.kind == REOPENED)


def _second_opening(
    file: CaseFile,
    second: tuple[str, int, Event],
    first: tuple[str, int, Event],
    ended: tuple[str, int, Event],
) -> Problem:
    name, place, event = second
    words = "the case was reopened" if ended[2].kind == REOPENED else f"{ended[0]} had ended it"
    message = f"{name} opens a stage again after {words}, and no rule judges it in round "
    hint = f"add round: {event.round + 1}, or track: … if it is an inquiry beside {first[0]}"
    routes: tuple[tuple[str, Route], ...] = (
        ("the first opening", ("events", first[1])),
        ("what came between", ("events", ended[1])),
    )
    document = file.document
    related = tuple((words, document.location((*route, "kind"))) for words, route in routes)
    at = document.location(("events", place, "kind"))
    return Problem("W605", message + str(event.round), at, hint, related)


def _unlike_closes(file: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """Ends that only `by:` or `form:` keeps apart from every beginning on record."""
    placed = list(enumerate(zip(event_ids(file.case.events), file.case.events, strict=True)))
    for place, (name, event) in placed:
        opening = around.kinds[event.kind].closes if event.kind in around.kinds else ""
        if not opening or not event.counts:
            continue
        beside = [
            (at, other_name, other)
            for at, (other_name, other) in placed
            if other.kind == opening
            and other.counts
            and other.round == event.round
            and (not other.track or not event.track or other.track == event.track)
            and (other_name in around.outside) is (name in around.outside)
        ]
        apart = [(at, one, _apart(event, other)) for at, one, other in beside]
        if apart and all(field for _, _, field in apart):
            at, other_name, field = apart[0]
            message = f"{name} ends something other than {other_name}: their {field}: differs"
            hint = f"write the same {field}: on both, or give each inquiry a track: of its own"
            related = ("what it could have ended", file.document.location(("events", at, field)))
            here = file.document.location(("events", place, field))
            yield Problem("W613", message, here, hint, (related,))


def _apart(one: Event, other: Event) -> str:
    """Return the field in which two events say different things of one inquiry, else nothing."""
    for field in ("form", "by"):
        mine, its = getattr(one, field), getattr(other, field)
        if mine and its and normalised(mine) != normalised(its):
            return field
    return ""


def _pauses(file: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """Pauses that stop no clock."""
    counted = {
        name
        for name, event in zip(event_ids(file.case.events), file.case.events, strict=True)
        if event.counts
    }
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
                at = file.document.location(("pauses", place, "until"))
                yield Problem("W609", message, at, hint)
        for number, name in enumerate(pause.of):
            at = file.document.location(("pauses", place, "of", number))
            if name not in known and name not in orders:
                hint = nearest(name, {*chosen, *orders} or set(known), what="rules and orders")
                yield Problem("W609", f"{name} is neither a rule nor an order here", at, hint)
            elif name in known and known[name].force == "binding" and not pause.clause:
                message = f"without a clause, the clock of the binding rule {name} does not stop"
                hint = "add clause: … (the words that allow the pause, such as s. 1(3))"
                yield Problem("W609", message, at, hint)


def _tracks(file: CaseFile) -> Iterator[Problem]:
    """Names of tracks that no event stands on, and tracks that are nearly those named."""
    used = dict.fromkeys(event.track for event in file.case.events if event.track)
    for name in file.case.tracks:
        if name not in used:
            at = file.document.location(("tracks", name), key=True)
            near = nearly(name, used)
            hint = (
                f"did you mean {near}?" if near else f"give an event track: {name}, or leave it out"
            )
            yield Problem("W610", f"no event is on the track {name}", at, hint)
    for place, event in enumerate(file.case.events):
        if event.track in file.case.tracks:
            continue
        near = nearly(event.track, file.case.tracks or _before(event.track, used))
        if near:
            yield _near(file, ("events", place, "track"), event.track, near, "another track")


def _before(track: str, used: Iterable[str]) -> Iterator[str]:
    """Yield the tracks that were used before one."""
    return takewhile(lambda one: one != track, used)


def _institution(file: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """Forces and commands that are nearly those of a policy."""
    applied = [policy.applies for policy in around.policies if policy.applies is not None]
    for key, value, words in (
        ("forces", file.case.forces, [word for one in applied for word in one.forces]),
        ("command", file.case.command, [word for one in applied for word in one.command]),
    ):
        near = nearly(value, words)
        if near:
            yield _near(file, (key,), value, near, "the word of a policy")


def _near_misses(file: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """Forms, outcomes and actors that are nearly those that a rule asks for."""
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
    """Everything in a rule that asks for a kind of event."""
    yield from rule.step.first
    yield from rule.after.first
    waiting = [] if rule.when is None else [rule.when]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += [*one.all_of, *one.any_of, *(() if one.none_of is None else (one.none_of,))]


def _other_script(value: str, near: str) -> str:
    """Name the first letter that looks like one of another script; nothing where none does."""
    for letter in value:
        if letter not in near and not letter.isascii() and letter.isalpha():
            return f" (its {letter} is {unicodedata.name(letter, f'U+{ord(letter):04X}')})"
    return ""


def _near(file: CaseFile, route: Route, value: str, near: str, what: str) -> Problem:
    other = _other_script(value, near)
    message = f"{value}{other} is nearly {near}, {what}, and counts as something else"
    hint = f"write {route[-1]}: {near}, if that is meant"
    return Problem("W611", message, file.document.location(route), hint)
