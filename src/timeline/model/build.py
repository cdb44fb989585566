"""Build models from documents, or report all Problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import ValidationError

from timeline.chrono.notation import parse_when
from timeline.chrono.problem import NotationError
from timeline.chrono.when import references_of
from timeline.errors import CaseError, PolicyError, Problem, TimelineError
from timeline.model.calendar import CalendarFile
from timeline.model.case import Case, first_day, last_day
from timeline.model.fields import absolute_or_none
from timeline.model.kind import Vocabulary
from timeline.model.measure import Measures
from timeline.model.names import nearest
from timeline.model.policy import Policy
from timeline.model.problems import in_file_order, problems_of
from timeline.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from timeline.location import Location, Route
    from timeline.model.fields import Model
    from timeline.model.kind import Kind
    from timeline.read.document import Document

MOST_EVENTS = 2_000
"""Most events of one case; the longest shipped one has fifty."""

MOST_PATTERNS = 64
"""Most patterns of a rule's step, trigger or condition; a few are common."""
_LONGEST_HOLIDAY = 366
"""In days; a longer holiday is not checked for days listed twice."""

Built = TypeVar("Built", bound="Model")


@dataclass(frozen=True, slots=True)
class References:
    """Words that the references of a file may use."""

    kinds: Collection[str]
    sources: Collection[str]
    policies: Collection[str] = ()
    calendars: Collection[str] = ()
    openings: Collection[str] = ()
    """Kinds that begin a stage; empty if any may."""

    def as_context(self) -> dict[str, Collection[str]]:
        """Return the validation context for `model.fields`."""
        return {
            "kinds": self.kinds,
            "sources": self.sources,
            "policies": self.policies,
            "calendars": self.calendars,
        }


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with its id and value positions."""

    id: str
    case: Case
    document: Document

    @property
    def name(self) -> str:
        """Return the id, marked if invented."""
        return f"{self.id} (INVENTED)" if self.case.example else self.id

    def location(self, route: Route) -> Location:
        """Return the position of the value at `route`."""
        return self.document.location(route)


def build_case(document: Document, case_id: str, references: References) -> CaseFile:
    """Build a case.

    Raises:
        CaseError: with every Problem of the file.
    """
    _refuse_too_many(document)
    ids = _ids_in(document.root)
    known = {**references.as_context(), "events": ids}
    found = [*_doubled_ids(document, ids), *_reference_loops(document)]
    found += [*_bad_continuations(document, references), *_absences_of_nothing(document)]
    try:
        case = Case.model_validate(document.root, context=known)
    except ValidationError as error:
        found.extend(problems_of(error, document, Case))
        raise CaseError(in_file_order(found)) from error
    if found:
        raise CaseError(in_file_order(found))
    return CaseFile(case_id, case, document)


def _refuse_too_many(document: Document) -> None:
    """Refuse more events than can be judged.

    Raises:
        CaseError: there are more than `MOST_EVENTS`.
    """
    # The questions to ask grow as the square of the events.
    events = document.root.get("events") if isinstance(document.root, dict) else None
    if isinstance(events, list) and len(events) > MOST_EVENTS:
        message = f"the case has {len(events):,} events; at most {MOST_EVENTS:,} are read"
        at = document.location(("events", MOST_EVENTS))
        raise CaseError([Problem("E144", message, at, "give each incident a case of its own")])


def build_source(document: Document) -> Source:
    """Build a source.

    Raises:
        TimelineError: with every Problem of the file.
    """
    return _build(document, Source, {}, TimelineError, ())


def build_policy(document: Document, references: References, name: str = "") -> Policy:
    """Build a policy.

    Args:
        document: its file.
        references: the words that it may use.
        name: of the file, without its ending; empty to take any id.

    Raises:
        PolicyError: with every Problem of the file.
    """
    _refuse_too_many_patterns(document)
    found = [*_misnamed(document, name), *_doubled(document, "rules", "rules")]
    return _build(document, Policy, references.as_context(), PolicyError, found)


def build_vocabulary(document: Document, shipped: Mapping[str, Kind] | None = None) -> Vocabulary:
    """Build the vocabulary of kinds.

    Args:
        document: its file.
        shipped: the program's own kinds, to which this file adds; None for those themselves.

    Raises:
        PolicyError: with every Problem of the file.
    """
    known = {} if shipped is None else shipped
    found = [*_doubled(document, "kinds", "kinds"), *_bad_kinds(document, known)]
    return _build(document, Vocabulary, {}, PolicyError, found)


def build_calendar(document: Document, name: str = "") -> CalendarFile:
    """Build a calendar of working days.

    Args:
        document: its file.
        name: of the file, without its ending; empty to take any id.

    Raises:
        PolicyError: with every Problem of the file.
    """
    found = [*_misnamed(document, name), *_doubled_holidays(document)]
    return _build(document, CalendarFile, {}, PolicyError, found)


def build_measures(document: Document, references: References) -> Measures:
    """Build the named latencies.

    Raises:
        PolicyError: with every Problem of the file.
    """
    found = _doubled(document, "measures", "measures")
    return _build(document, Measures, references.as_context(), PolicyError, found)


def _build(
    document: Document,
    model: type[Built],
    context: dict[str, Collection[str]],
    failure: type[TimelineError],
    found: Iterable[Problem],
) -> Built:
    problems = list(found)
    try:
        built = model.model_validate(document.root, context=context)
    except ValidationError as error:
        problems.extend(problems_of(error, document, model))
        raise failure(in_file_order(problems)) from error
    if problems:
        raise failure(in_file_order(problems))
    return built


def _maps_in(root: Any, key: str) -> list[tuple[int, dict[str, Any]]]:  # noqa: ANN401 - a tree
    """List the maps below a key, with places."""
    listed = root.get(key) if isinstance(root, dict) else None
    if not isinstance(listed, list):
        return []
    return [(place, one) for place, one in enumerate(listed) if isinstance(one, dict)]


def _refuse_too_many_patterns(document: Document) -> None:
    """Refuse rules with too many patterns to judge.

    Raises:
        PolicyError: a step, trigger or condition has more than `MOST_PATTERNS`.
    """
    # The questions to ask grow faster than the patterns.
    found = []
    for place, rule in _maps_in(document.root, "rules"):
        for key in ("step", "after", "when"):
            count = _count_patterns(rule.get(key))
            if count > MOST_PATTERNS:
                message = f"{key} has {count:,} patterns; at most {MOST_PATTERNS} are read"
                hint = "leave form, outcome and by out where any will do, or write several rules"
                at = document.location(("rules", place, key))
                found.append(Problem("E508", message, at, hint))
    if found:
        raise PolicyError(found)


def _count_patterns(value: Any) -> int:  # noqa: ANN401 - a tree
    """Count the patterns of a step, trigger or condition."""
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


def _misnamed(document: Document, name: str) -> Iterator[Problem]:
    """Yield a Problem unless id and file name agree."""
    # A policy or a calendar is found by the name of its file alone.
    given = document.root.get("id") if isinstance(document.root, dict) else None
    if name and isinstance(given, str) and given != name:
        message = f"the id {given} is not the name of the file, {name}"
        hint = f"write id: {name}, or name the file {given}.yaml"
        yield Problem("E422", message, document.location(("id",)), hint)


def _doubled(document: Document, key: str, noun: str) -> list[Problem]:
    """List entries with the same id; one would be lost."""
    first_with: dict[str, Route] = {}
    found = []
    for place, one in _maps_in(document.root, key):
        name = one.get("id")
        if isinstance(name, str):
            route: Route = (key, place, "id")
            if name in first_with:
                found.append(_second(document, noun, name, route, first_with[name]))
            first_with.setdefault(name, route)
    return found


def _second(document: Document, noun: str, name: str, here: Route, there: Route) -> Problem:
    """Build the Problem of a doubled name."""
    related = (("the other stands here", document.location(there)),)
    hint = f"give each an id of its own: id: {name}-2"
    return Problem("E406", f"two {noun} answer to {name}", document.location(here), hint, related)


def _doubled_holidays(document: Document) -> Iterator[Problem]:
    """Yield holidays on the same day; one would be lost."""
    first_on: dict[int, Route] = {}
    for place, one in _maps_in(document.root, "holidays"):
        said = one.get("on")
        day = absolute_or_none(said) if isinstance(said, str) else None
        first, last = (None, None) if day is None else (first_day(day), last_day(day))
        if first is None or last is None or last - first > _LONGEST_HOLIDAY:
            continue
        route: Route = ("holidays", place, "on")
        taken = next((first_on[one] for one in range(first, last + 1) if one in first_on), None)
        if taken is not None:
            related = (("the other stands here", document.location(taken)),)
            hint = "leave one of them out, and put both names in the other"
            at = document.location(route)
            yield Problem("E406", f"two holidays are on {said}", at, hint, related)
        for each in range(first, last + 1):
            first_on.setdefault(each, route)


def ids_of_kinds(document: Document) -> set[str]:
    """Return a vocabulary's readable ids, sound or not."""
    listed = _maps_in(document.root, "kinds")
    return {one["id"] for _, one in listed if isinstance(one.get("id"), str)}


def _bad_kinds(document: Document, shipped: Mapping[str, Kind]) -> Iterator[Problem]:
    """Yield bad `closes`, and incidents redefined as something else."""
    known = {*shipped, *ids_of_kinds(document)}
    for place, one in _maps_in(document.root, "kinds"):
        name, closes = one.get("id"), one.get("closes")
        route: Route = ("kinds", place)
        if isinstance(closes, str) and closes and closes not in known:
            at = document.location((*route, "closes"))
            hint = nearest(closes, known, what="kinds of event")
            yield Problem("E401", f"{closes} is not a known kind of event", at, hint)
        elif closes and closes == name:
            at = document.location((*route, "closes"))
            yield Problem("E407", f"{name} closes itself", at, "name the kind that opens the stage")
        old = shipped.get(name) if isinstance(name, str) else None
        if old is not None and old.incident and one.get("incident") != "true":
            message = f"{name} comes with the program as an incident, and is none here"
            hint = "add incident: true, or give the new kind an id of its own"
            yield Problem("E506", message, document.location((*route, "id")), hint)


def _events_in(root: Any) -> list[tuple[int, dict[str, Any]]]:  # noqa: ANN401 - a tree
    return _maps_in(root, "events")


def _ids_in(root: Any) -> set[str]:  # noqa: ANN401 - a tree
    """Return the ids of all events, before validation."""
    named = (event.get("id") or event.get("kind") for _, event in _events_in(root))
    return {name for name in named if isinstance(name, str)}


def _doubled_ids(document: Document, known: Collection[str]) -> list[Problem]:
    """List events with the same id.

    Args:
        document: the file of the case.
        known: the ids of all its events.
    """
    first_with: dict[str, Route] = {}
    found: list[Problem] = []
    events = _events_in(document.root)
    if len(events) == len(known):
        return found
    for place, event in events:
        own, kind = event.get("id"), event.get("kind")
        name = own or kind
        if not isinstance(name, str):
            continue
        route: Route = ("events", place, "id" if own else "kind")
        if name in first_with:
            found.append(_second(document, "events", name, route, first_with[name]))
        first_with.setdefault(name, route)
    return found


def _reference_loops(document: Document) -> list[Problem]:
    """List dates, responses and orders that refer to themselves.

    They are looked for in all of the file that can be read.
    """
    events = _events_in(document.root)
    orders = _orders_by_id(events)
    found = [*_doubled_orders(document), *_second_extensions(document, orders)]
    for place, event in events:
        route: Route = ("events", place)
        name = event.get("id") or event.get("kind")
        for when, below in _dates_in(event):
            if name in _leans_on(when):
                at = document.location((*route, *below, "when"))
                found.append(
                    Problem("E407", f"{name} is dated by itself", at, "name another event")
                )
        for index, order in _orders_in(event):
            at = document.location((*route, "orders", index))
            found.extend(_order_problems(order, at, orders))
    return [*found, *_circles(document, events)]


_TELLS: Final = ("responds_to", "tells", "continues")
"""Keys of earlier events: the event is not before those it names."""


def _circles(document: Document, events: Sequence[tuple[int, dict[str, Any]]]) -> Iterator[Problem]:
    """Yield each circle of mutually answering or continuing events."""
    named: dict[str, dict[str, Route]] = {}
    for place, event in events:
        name = event.get("id") or event.get("kind")
        if isinstance(name, str) and _counts(event):
            named.setdefault(name, {}).update(_named_by(event, place))
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


def _named_by(event: Mapping[str, Any], place: int) -> dict[str, Route]:
    """Map the events that one names to routes."""
    found: dict[str, Route] = {}
    for key in _TELLS:
        said = event.get(key)
        listed = said if isinstance(said, list) else [said]
        for number, name in enumerate(listed):
            if isinstance(name, str):
                below: Route = (key, number) if isinstance(said, list) else (key,)
                found.setdefault(name, ("events", place, *below))
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
        message, hint = (
            f"{circle[0]} is in its own {key}",
            f"name another event, or leave {key}: out",
        )
        return Problem("E407", message, at, hint)
    message = f"events answer or tell of each other in a circle: {' → '.join((*circle, circle[0]))}"
    hint = f"leave {circle[0]} out of the {key}: of {circle[-1]}, or break the circle elsewhere"
    others = tuple(
        (f"{one} names {other}", document.location(named[one][other])) for one, other in steps[:-1]
    )
    return Problem("E407", message, at, hint, others)


def _bad_continuations(document: Document, references: References) -> Iterator[Problem]:
    """Yield `continues` between events that open no stage."""
    events = _events_in(document.root)
    kinds = {str(event.get("id") or event.get("kind")): event.get("kind") for _, event in events}
    for place, event in events:
        named = event.get("continues")
        if not isinstance(named, str) or not references.openings:
            continue
        at = document.location(("events", place, "continues"))
        openings = [name for name, kind in kinds.items() if kind in references.openings]
        own = event.get("kind")
        if own in references.kinds and own not in references.openings:
            message = f"{own} opens no stage, so it continues none"
            hint = "move continues: to the event that opens the later stage"
            yield Problem("E424", message, at, hint)
        elif named in kinds and named not in openings and kinds[named] in references.kinds:
            others = [name for name in openings if name != (event.get("id") or event.get("kind"))]
            hint = nearest(named, others, what="stages that were opened")
            yield Problem("E424", f"{named} opens no stage that could go on", at, hint)


def _absences_of_nothing(document: Document) -> Iterator[Problem]:
    """Yield absences of an unknown track or the wrong kind."""
    # They would bind nothing.
    events = [event for _, event in _events_in(document.root)]
    named = document.root.get("tracks") if isinstance(document.root, dict) else None
    tracks = {event["track"] for event in events if isinstance(event.get("track"), str)}
    tracks |= set(named) if isinstance(named, dict) else set()
    kinds = {event.get("id") or event.get("kind"): event.get("kind") for event in events}
    for place, absence in _maps_in(document.root, "absences"):
        track, one, kind = (absence.get(key) for key in ("track", "id", "kind"))
        if isinstance(track, str) and track not in tracks:
            at = document.location(("absences", place, "track"))
            none = "leave track: out; no event of the case has one"
            hint = nearest(track, tracks, what="tracks") if tracks else none
            yield Problem("E423", f"{track} is not a track of this case", at, hint)
        if isinstance(one, str) and one in kinds and kinds[one] != kind:
            message = f"{one} is of the kind {kinds[one]}, not {kind}"
            hint = f"write kind: {kinds[one]}, or the id of another event"
            at = document.location(("absences", place, "id"))
            yield Problem("E423", message, at, hint)


def _orders_by_id(events: Sequence[tuple[int, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    """Map the orders of the file by id.

    Orders with an unreadable id stand under the empty one, which may be any.
    """
    return {_id_of(order): order for _, event in events for _, order in _orders_in(event)}


def _id_of(order: Mapping[str, Any]) -> str:
    return order["id"] if isinstance(order.get("id"), str) else ""


def _dates_in(event: Mapping[str, Any]) -> Iterator[tuple[str, Route]]:
    """Yield an event's date texts with their claims' routes."""
    claims = event.get("claims")
    below: list[tuple[Any, Route]] = [(event, ())]
    if isinstance(claims, list):
        below += [(claim, ("claims", place)) for place, claim in enumerate(claims)]
    for one, route in below:
        when = one.get("when") if isinstance(one, dict) else None
        if isinstance(when, str):
            yield when, route


def _leans_on(when: str) -> Collection[str]:
    """Return the events that a date refers to.

    None if the date cannot be read.
    """
    try:
        return references_of(parse_when(when))
    except NotationError:
        return ()


def _orders_in(event: Mapping[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    """List an event's orders with their places."""
    orders = event.get("orders")
    if not isinstance(orders, list):
        return []
    return [(place, order) for place, order in enumerate(orders) if isinstance(order, dict)]


def _doubled_orders(document: Document) -> Iterator[Problem]:
    """Yield orders with the same id; one would be lost."""
    first_with: dict[str, Route] = {}
    for place, event in _events_in(document.root):
        for index, order in _orders_in(event) if _counts(event) else ():
            name = _id_of(order)
            route: Route = ("events", place, "orders", index, "id")
            if name and name in first_with:
                yield _second(document, "orders", name, route, first_with[name])
            first_with.setdefault(name, route)


def _second_extensions(document: Document, known: Collection[str]) -> Iterator[Problem]:
    """Yield orders that extend an already extended order.

    Args:
        document: the file of the case.
        known: the ids of its orders.
    """
    before: dict[str, tuple[str, Route]] = {}
    for place, event in _events_in(document.root):
        for index, order in _orders_in(event) if _counts(event) else ():
            extended = order.get("extends")
            if not isinstance(extended, str) or extended not in known:
                continue
            route: Route = ("events", place, "orders", index, "extends")
            if extended in before:
                other, there = before[extended]
                message = f"a second order extends {extended}"
                hint = f"an extension follows the one before it: extends: {other}" if other else ""
                related = (("the other stands here", document.location(there)),)
                yield Problem("E421", message, document.location(route), hint, related)
            before[extended] = _id_of(order), route


def _counts(event: Mapping[str, Any]) -> bool:
    """Return True if a raw event certainly counts.

    See `Event.counts`.
    """
    claims = event.get("claims")
    said = claims if isinstance(claims, list) and claims else [event]
    return not event.get("withdrawn") and any(
        isinstance(one, dict)
        and one.get("standing") != "rejected"
        and one.get("planned") in (None, "false")
        for one in said
    )


def _order_problems(
    order: Mapping[str, Any], at: Location, all_orders: Mapping[str, Mapping[str, Any]]
) -> Iterator[Problem]:
    """Yield Problems of an order extending nothing or itself."""
    name = order.get("extends")
    if not isinstance(name, str) or not name:
        return
    if name not in all_orders and "" not in all_orders:
        yield Problem("E408", f"{name} is not an order of this case", at)
    seen = {_id_of(order)}
    while isinstance(name, str) and name in all_orders and name not in seen:
        seen.add(name)
        name = all_orders[name].get("extends")
    if name in seen:
        yield Problem("E407", f"the order {_id_of(order)} extends itself", at)
