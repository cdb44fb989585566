"""Document → Case, Source, Policy or Vocabulary; every Problem at its place, none lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from timeline.chrono.notation import parse_when
from timeline.chrono.problem import NotationError
from timeline.chrono.when import references_of
from timeline.errors import CaseError, PolicyError, Problem, TimelineError
from timeline.model.calendar import CalendarFile
from timeline.model.case import Case
from timeline.model.kind import Vocabulary
from timeline.model.measure import Measures
from timeline.model.policy import Policy
from timeline.model.problems import in_file_order, problems_of
from timeline.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from timeline.location import Location, Route
    from timeline.model.fields import Record
    from timeline.read.document import Document

MOST_EVENTS = 2_000
"""Events that one case may have; the longest shipped one has fifty."""

Built = TypeVar("Built", bound="Record")


@dataclass(frozen=True, slots=True)
class References:
    """The words that a file may refer to: what else there is in the workspace."""

    kinds: Collection[str]
    sources: Collection[str]
    policies: Collection[str] = ()
    calendars: Collection[str] = ()

    def as_context(self) -> dict[str, Collection[str]]:
        """For the validators of `model.fields`."""
        return {
            "kinds": self.kinds,
            "sources": self.sources,
            "policies": self.policies,
            "calendars": self.calendars,
        }


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case, its id, and where each of its values stands."""

    id: str
    case: Case
    document: Document

    def location(self, route: Route) -> Location:
        """Where the value at `route` stands."""
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
    try:
        case = Case.model_validate(document.root, context=known)
    except ValidationError as error:
        found.extend(problems_of(error, document, Case))
        raise CaseError(in_file_order(found)) from error
    if found:
        raise CaseError(in_file_order(found))
    return CaseFile(case_id, case, document)


def _refuse_too_many(document: Document) -> None:
    """Refuse more events than can be judged: what must be asked grows as their square.

    Raises:
        CaseError: there are more than `MOST_EVENTS`.
    """
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
    return _build(document, Source, {}, TimelineError)


def build_policy(document: Document, references: References) -> Policy:
    """Build a policy.

    Raises:
        PolicyError: with every Problem of the file.
    """
    return _build(document, Policy, references.as_context(), PolicyError)


def build_vocabulary(document: Document) -> Vocabulary:
    """Build the vocabulary of kinds.

    Raises:
        PolicyError: with every Problem of the file.
    """
    return _build(document, Vocabulary, {}, PolicyError)


def build_calendar(document: Document) -> CalendarFile:
    """Build a calendar of working days.

    Raises:
        PolicyError: with every Problem of the file.
    """
    return _build(document, CalendarFile, {}, PolicyError)


def build_measures(document: Document, references: References) -> Measures:
    """Build the named latencies.

    Raises:
        PolicyError: with every Problem of the file.
    """
    return _build(document, Measures, references.as_context(), PolicyError)


def _build(
    document: Document,
    model: type[Built],
    context: dict[str, Collection[str]],
    failure: type[TimelineError],
) -> Built:
    try:
        return model.model_validate(document.root, context=context)
    except ValidationError as error:
        raise failure(problems_of(error, document, model)) from error


def _events_in(root: Any) -> list[tuple[int, dict[str, Any]]]:  # noqa: ANN401 - a tree
    events = root.get("events") if isinstance(root, dict) else None
    if not isinstance(events, list):
        return []
    return [(place, event) for place, event in enumerate(events) if isinstance(event, dict)]


def _ids_in(root: Any) -> set[str]:  # noqa: ANN401 - a tree
    """Every id that an event of the file has, readable before the file is found valid."""
    named = (event.get("id") or event.get("kind") for _, event in _events_in(root))
    return {name for name in named if isinstance(name, str)}


def _doubled_ids(document: Document, known: Collection[str]) -> list[Problem]:
    """Two events that would answer to one id; `known` are the ids of all of them."""
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
            hint = "give each an id of its own" if own else f"give each {kind} an id of its own"
            related = (("the other stands here", document.location(first_with[name])),)
            message = f"two events answer to {name}"
            found.append(Problem("E406", message, document.location(route), hint, related))
        first_with.setdefault(name, route)
    return found


def _reference_loops(document: Document) -> list[Problem]:
    """Dates, responses and orders that lean on themselves, in all of the file that can be read."""
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
        for key in ("responds_to", "tells"):
            named = event.get(key)
            if isinstance(named, list) and name in named:
                message = f"{name} is in its own {key}"
                found.append(Problem("E407", message, document.location((*route, key))))
        for index, order in _orders_in(event):
            at = document.location((*route, "orders", index))
            found.extend(_order_problems(order, at, orders))
    return found


def _orders_by_id(events: Sequence[tuple[int, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    """Every order of the file; those whose ids cannot be read, which may be any, under none."""
    return {_id_of(order): order for _, event in events for _, order in _orders_in(event)}


def _id_of(order: Mapping[str, Any]) -> str:
    return order["id"] if isinstance(order.get("id"), str) else ""


def _dates_in(event: Mapping[str, Any]) -> Iterator[tuple[str, Route]]:
    """The date statements of an event that are text, each with its claim's route below it."""
    claims = event.get("claims")
    below: list[tuple[Any, Route]] = [(event, ())]
    if isinstance(claims, list):
        below += [(claim, ("claims", place)) for place, claim in enumerate(claims)]
    for one, route in below:
        when = one.get("when") if isinstance(one, dict) else None
        if isinstance(when, str):
            yield when, route


def _leans_on(when: str) -> Collection[str]:
    """The events that a date statement leans on; none where it cannot be read."""
    try:
        return references_of(parse_when(when))
    except NotationError:
        return ()


def _orders_in(event: Mapping[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    """The orders of an event, each with its place."""
    orders = event.get("orders")
    if not isinstance(orders, list):
        return []
    return [(place, order) for place, order in enumerate(orders) if isinstance(order, dict)]


def _doubled_orders(document: Document) -> Iterator[Problem]:
    """Two orders of a case with one id, of which one would be lost."""
    first_with: dict[str, Route] = {}
    for place, event in _events_in(document.root):
        for index, order in _orders_in(event) if _counts(event) else ():
            name = _id_of(order)
            route: Route = ("events", place, "orders", index, "id")
            if name and name in first_with:
                related = (("the other stands here", document.location(first_with[name])),)
                at = document.location(route)
                hint = "give each an id of its own"
                yield Problem("E406", f"two orders answer to {name}", at, hint, related)
            first_with.setdefault(name, route)


def _second_extensions(document: Document, known: Collection[str]) -> Iterator[Problem]:
    """Orders that extend one of the `known` which another order of the case extends already."""
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
    """Whether an event certainly counts, as far as it can be read: see `Event.counts`."""
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
    """An order that extends nothing, or itself."""
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
