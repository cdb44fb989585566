"""Flaws of files as they are written, before a model is built.

So all of them are told of a file that has other flaws too. Any value may have any shape here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from timeline.chrono.notation import parse_when
from timeline.chrono.when import NotationError, references_of
from timeline.errors import Problem
from timeline.model.case import first_day, last_day
from timeline.model.fields import absolute_or_none
from timeline.model.names import KINDS, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from timeline.location import Route
    from timeline.model.kind import Kind
    from timeline.read.document import Document, Value

MOST_EVENTS: Final = 2_000
"""Most events of one case; the longest shipped one has fifty."""

MOST_PATTERNS: Final = 64
"""Most patterns of a rule's step, trigger or condition; a few are common."""

_LONGEST_HOLIDAY: Final = 366
"""In days; a longer holiday is not checked for days listed twice."""

_TELLS: Final = ("responds_to", "tells", "continues")
"""Keys of earlier events: the event is not before those it names."""


class Entry(NamedTuple):
    """One map of a list, with its name if that is text."""

    name: str | None
    keys: dict[str, Any]
    route: Route


def _entries(node: Value, key: str, above: Route = ()) -> list[Entry]:
    """List the maps below a key."""
    listed = node.get(key) if isinstance(node, dict) else None
    return [
        Entry(_text(one.get("id")), one, (*above, key, place))
        for place, one in enumerate(listed if isinstance(listed, list) else ())
        if isinstance(one, dict)
    ]


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def event_entries(document: Document) -> list[Entry]:
    """List the events by id, or by kind."""
    return [
        one._replace(name=_text(one.keys.get("id") or one.keys.get("kind")))
        for one in _entries(document.root, "events")
    ]


def too_many_events(document: Document) -> Iterator[Problem]:
    """Yield a Problem for more events than can be judged."""
    # The questions to ask grow as the square of the events.
    events = document.root.get("events") if isinstance(document.root, dict) else None
    if isinstance(events, list) and len(events) > MOST_EVENTS:
        message = f"the case has {len(events):,} events; at most {MOST_EVENTS:,} are read"
        at = document.location(("events", MOST_EVENTS))
        yield Problem("E144", message, at, "give each incident a case of its own")


def too_many_patterns(document: Document) -> Iterator[Problem]:
    """Yield steps, triggers and conditions too long to judge."""
    # The questions to ask grow faster than the patterns.
    for rule in _entries(document.root, "rules"):
        for key in ("step", "after", "when"):
            count = _count_patterns(rule.keys.get(key))
            if count > MOST_PATTERNS:
                message = f"{key} has {count:,} patterns; at most {MOST_PATTERNS} are read"
                hint = "leave form, outcome and by out where any will do, or write several rules"
                yield Problem("E508", message, document.location((*rule.route, key)), hint)


def _count_patterns(value: Value) -> int:
    # Without recursion: conditions may stand in each other as deep as a file allows.
    count, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            parts = [one[key] for key in ("first", "all", "any", "not") if key in one]
            waiting.extend(parts)
            count += not parts
        else:
            count += 1
    return count


def misnamed(document: Document, name: str) -> Iterator[Problem]:
    """Yield a Problem unless id and file name agree."""
    # A policy or a calendar is found by the name of its file alone.
    given = document.root.get("id") if isinstance(document.root, dict) else None
    if name and isinstance(given, str) and given != name:
        message = f"the id {given} is not the name of the file, {name}"
        hint = f"write id: {name}, or name the file {given}.yaml"
        yield Problem("E422", message, document.location(("id",)), hint)


def doubled(document: Document, key: str) -> Iterator[Problem]:
    """Yield entries with the same id; one would be lost."""
    return _doubles(document, key, [(one, "id") for one in _entries(document.root, key)])


def _doubles(
    document: Document, noun: str, named: Iterable[tuple[Entry, str]]
) -> Iterator[Problem]:
    """Yield entries of the same name, which stands below a key."""
    first_with: dict[str, Route] = {}
    for one, key in named:
        route: Route = (*one.route, key)
        if one.name is not None and one.name in first_with:
            related = (("the other stands here", document.location(first_with[one.name])),)
            message, at = f"two {noun} answer to {one.name}", document.location(route)
            yield Problem(
                "E406", message, at, f"give each an id of its own: id: {one.name}-2", related
            )
        elif one.name is not None:
            first_with[one.name] = route


def doubled_holidays(document: Document) -> Iterator[Problem]:
    """Yield holidays on the same day; one would be lost."""
    first_on: dict[int, Route] = {}
    for one in _entries(document.root, "holidays"):
        said = one.keys.get("on")
        day = absolute_or_none(said) if isinstance(said, str) else None
        first, last = first_day(day), last_day(day)
        if first is None or last is None or last - first > _LONGEST_HOLIDAY:
            continue
        route: Route = (*one.route, "on")
        days = range(first, last + 1)
        taken = next((first_on[each] for each in days if each in first_on), None)
        if taken is not None:
            related = (("the other stands here", document.location(taken)),)
            hint = "leave one of them out, and put both names in the other"
            at = document.location(route)
            yield Problem("E406", f"two holidays are on {said}", at, hint, related)
        for each in days:
            first_on.setdefault(each, route)


def ids_of_kinds(document: Document) -> set[str]:
    """Return a vocabulary's readable ids, sound or not."""
    return {one.name for one in _entries(document.root, "kinds") if one.name is not None}


def bad_kinds(document: Document, shipped: Mapping[str, Kind]) -> Iterator[Problem]:
    """Yield bad `closes`, and incidents redefined as something else."""
    known = {*shipped, *ids_of_kinds(document)}
    for name, kind, route in _entries(document.root, "kinds"):
        closes = kind.get("closes")
        at = document.location((*route, "closes"))
        if isinstance(closes, str) and closes and closes not in known:
            hint = nearest(closes, known, what=KINDS)
            yield Problem("E401", f"{closes} is not a known kind of event", at, hint)
        elif closes and closes == name:
            yield Problem("E407", f"{name} closes itself", at, "name the kind that opens the stage")
        old = None if name is None else shipped.get(name)
        if old is not None and old.incident and kind.get("incident") != "true":
            message = f"{name} comes with the program as an incident, and is none here"
            hint = "add incident: true, or give the new kind an id of its own"
            yield Problem("E506", message, document.location((*route, "id")), hint)


def bad_links(
    document: Document,
    events: Sequence[Entry],
    kinds: Collection[str],
    openings: Collection[str],
) -> Iterator[Problem]:
    """Yield doubled names, circles and links to the wrong thing in a case."""
    orders = [
        (one, _counts(event.keys))
        for event in events
        for one in _entries(event.keys, "orders", event.route)
    ]
    counted = [one for one, counts in orders if counts]
    by_id = {one.name: one for one, _ in orders}
    yield from _doubles(
        document, "events", [(one, "id" if one.keys.get("id") else "kind") for one in events]
    )
    yield from _doubles(document, "orders", [(one, "id") for one in counted if one.name])
    yield from _second_extensions(document, counted, by_id)
    for one, _ in orders:
        yield from _bad_extension(document, one, by_id)
    yield from _dated_by_themselves(document, events)
    yield from _circles(document, events)
    yield from _bad_continuations(document, events, kinds, openings)
    yield from _absences_of_nothing(document, events)


def _counts(event: Mapping[str, Any]) -> bool:
    """Return True if it certainly counts; see `Event.counts`."""
    claims = event.get("claims")
    said = claims if isinstance(claims, list) and claims else [event]
    return not event.get("withdrawn") and any(
        isinstance(one, dict)
        and one.get("standing") != "rejected"
        and one.get("planned") in (None, "false")
        for one in said
    )


def _second_extensions(
    document: Document, orders: Iterable[Entry], known: Collection[str | None]
) -> Iterator[Problem]:
    """Yield orders that extend an already extended order."""
    before: dict[str, Entry] = {}
    for one in orders:
        extended = one.keys.get("extends")
        if not isinstance(extended, str) or extended not in known:
            continue
        if extended in before:
            other = before[extended]
            hint = f"an extension follows the one before it: extends: {other.name}"
            at, there = (document.location((*each.route, "extends")) for each in (one, other))
            related = (("the other stands here", there),)
            message = f"a second order extends {extended}"
            yield Problem("E421", message, at, hint if other.name else "", related)
        before[extended] = one


def _bad_extension(
    document: Document, order: Entry, orders: Mapping[str | None, Entry]
) -> Iterator[Problem]:
    """Yield a Problem if an order extends nothing or itself."""
    name, at = _text(order.keys.get("extends")), document.location(order.route)
    if not name:
        return
    if not {name, None, ""} & orders.keys():  # an order without a readable id may be any
        yield Problem("E408", f"{name} is not an order of this case", at)
    seen = {order.name}
    while name in orders and name is not None and name not in seen:
        seen.add(name)
        name = _text(orders[name].keys.get("extends"))
    if name is not None and name in seen:
        yield Problem("E407", f"the order {order.name or ''} extends itself", at)


def _dated_by_themselves(document: Document, events: Iterable[Entry]) -> Iterator[Problem]:
    for event in events:
        claims = _entries(event.keys, "claims", event.route)
        for one in (event, *claims):
            when = one.keys.get("when")
            if isinstance(when, str) and event.name in dated_from(when):
                at = document.location((*one.route, "when"))
                yield Problem("E407", f"{event.name} is dated by itself", at, "name another event")


def dated_from(when: str) -> Collection[str]:
    """Return the events of a date; none if it cannot be read."""
    try:
        return references_of(parse_when(when))
    except NotationError:
        return ()


def _circles(document: Document, events: Iterable[Entry]) -> Iterator[Problem]:
    """Yield each circle of mutually answering or continuing events."""
    named: dict[str, dict[str, Route]] = {}
    for event in events:
        if event.name is not None and _counts(event.keys):
            named.setdefault(event.name, {}).update(_named_by(event))
    open_, done = list[str](), set[str]()

    def circles_from(start: str) -> Iterator[Problem]:
        """Search depth first from one event."""
        # Without recursion: a chain of events may be as long as the case.
        trail = [(start, iter(named[start]))]
        open_.append(start)
        while trail:
            following = next(trail[-1][1], None)
            if following is None:
                trail.pop()
                done.add(open_.pop())
            elif following in open_:
                circle = open_[open_.index(following) :]
                yield _circle(document, circle, named)
            elif following in named and following not in done:
                open_.append(following)
                trail.append((following, iter(named[following])))

    for name in named:
        if name not in done:
            yield from circles_from(name)


def _named_by(event: Entry) -> dict[str, Route]:
    """Map the events that one names to routes."""
    found: dict[str, Route] = {}
    for key in _TELLS:
        said = event.keys.get(key)
        listed = enumerate(said) if isinstance(said, list) else [(None, said)]
        for number, name in listed:
            if isinstance(name, str):
                below: Route = (key,) if number is None else (key, number)
                found.setdefault(name, (*event.route, *below))
    return found


def _circle(
    document: Document, circle: Sequence[str], named: Mapping[str, Mapping[str, Route]]
) -> Problem:
    """Build the Problem of a circle, at its end."""
    steps = list(zip(circle, (*circle[1:], circle[0]), strict=True))
    route = named[steps[-1][0]][steps[-1][1]]
    key = next(step for step in route if step in _TELLS)
    at = document.location(route)
    if len(circle) == 1:
        hint = f"name another event, or leave {key}: out"
        return Problem("E407", f"{circle[0]} is in its own {key}", at, hint)
    message = f"events answer or tell of each other in a circle: {' → '.join((*circle, circle[0]))}"
    hint = f"leave {circle[0]} out of the {key}: of {circle[-1]}, or break the circle elsewhere"
    others = tuple(
        (f"{one} names {other}", document.location(named[one][other])) for one, other in steps[:-1]
    )
    return Problem("E407", message, at, hint, others)


def _bad_continuations(
    document: Document,
    events: Iterable[Entry],
    known: Collection[str],
    openings: Collection[str],
) -> Iterator[Problem]:
    """Yield `continues` between events that open no stage."""
    kinds = {event.name: _text(event.keys.get("kind")) for event in events if event.name}
    opened = [name for name, kind in kinds.items() if kind in openings]
    for event in events:
        named, own = event.keys.get("continues"), _text(event.keys.get("kind"))
        if not isinstance(named, str) or not openings:
            continue
        at = document.location((*event.route, "continues"))
        if own in known and own not in openings:
            message = f"{own} opens no stage, so it continues none"
            hint = "move continues: to the event that opens the later stage"
            yield Problem("E424", message, at, hint)
        elif named in kinds and named not in opened and kinds[named] in known:
            others = [name for name in opened if name != event.name]
            hint = nearest(named, others, what="stages that were opened")
            yield Problem("E424", f"{named} opens no stage that could go on", at, hint)


def _absences_of_nothing(document: Document, events: Iterable[Entry]) -> Iterator[Problem]:
    """Yield absences of an unknown track or the wrong kind."""
    # They would bind nothing.
    named = document.root.get("tracks") if isinstance(document.root, dict) else None
    tracks = {track for event in events if (track := _text(event.keys.get("track"))) is not None}
    tracks |= set(named) if isinstance(named, dict) else set()
    kinds = {event.name: event.keys.get("kind") for event in events}
    for _, absence, route in _entries(document.root, "absences"):
        track, one, kind = (absence.get(key) for key in ("track", "id", "kind"))
        if isinstance(track, str) and track not in tracks:
            none = "leave track: out; no event of the case has one"
            hint = nearest(track, tracks, what="tracks") if tracks else none
            at = document.location((*route, "track"))
            yield Problem("E423", f"{track} is not a track of this case", at, hint)
        if isinstance(one, str) and one in kinds and kinds[one] != kind:
            message = f"{one} is of the kind {kinds[one]}, not {kind}"
            hint = f"write kind: {kinds[one]}, or the id of another event"
            yield Problem("E423", message, document.location((*route, "id")), hint)
