"""Document → Case, Source, Policy or Vocabulary; every Problem at its place, none lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from timeline.chrono.when import references_of
from timeline.errors import CaseError, PolicyError, Problem, TimelineError
from timeline.model.calendar import CalendarFile
from timeline.model.case import Case, event_ids
from timeline.model.kind import Vocabulary
from timeline.model.measure import Measures
from timeline.model.policy import Policy
from timeline.model.problems import problems_of
from timeline.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from timeline.location import Location, Route
    from timeline.model.case import Event, Order
    from timeline.model.fields import Record
    from timeline.read.document import Document

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
    ids = _ids_in(document.root)
    known = {**references.as_context(), "events": ids}
    found = _doubled_ids(document, ids)
    try:
        case = Case.model_validate(document.root, context=known)
    except ValidationError as error:
        raise CaseError([*problems_of(error, document, Case), *found]) from error
    found.extend(_reference_loops(case, document))
    if found:
        raise CaseError(found)
    return CaseFile(case_id, case, document)


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


def _reference_loops(case: Case, document: Document) -> list[Problem]:
    """Dates, responses and orders that lean on themselves."""
    found = []
    ids = event_ids(case.events)
    orders = {order.id: order for event in case.events for order in event.orders}
    for place, event in enumerate(case.events):
        route: Route = ("events", place)
        for when, below in event.statements():
            if ids[place] in references_of(when):
                message = f"{ids[place]} is dated by itself"
                at = document.location((*route, *below, "when"))
                found.append(Problem("E407", message, at, "name another event"))
        for name in ("responds_to", "tells"):
            if ids[place] in getattr(event, name):
                message = f"{ids[place]} is in its own {name}"
                found.append(Problem("E407", message, document.location((*route, name))))
        found.extend(_order_problems(event, place, orders, document))
    return found


def _order_problems(
    event: Event, place: int, all_orders: Mapping[str, Order], document: Document
) -> list[Problem]:
    """Orders of one event that extend nothing, or each other."""
    found = []
    for index, order in enumerate(event.orders):
        at = document.location(("events", place, "orders", index))
        if order.extends and order.extends not in all_orders:
            found.append(Problem("E408", f"{order.extends} is not an order of this case", at))
        seen, name = {order.id}, order.extends
        while name in all_orders and name not in seen:
            seen.add(name)
            name = all_orders[name].extends
        if name in seen:
            found.append(Problem("E407", f"the order {order.id} extends itself", at))
    return found
