"""Build models from documents.

Each function raises every Problem of the file: a CaseError for a case, a plain TimelineError for a
source, a PolicyError for all that stands in policies/.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from timeline.errors import CaseError, PolicyError, TimelineError
from timeline.model import written
from timeline.model.calendar import CalendarFile
from timeline.model.case import Case
from timeline.model.kind import Vocabulary
from timeline.model.measure import Measures
from timeline.model.policy import Policy
from timeline.model.problems import in_file_order, problems_of
from timeline.model.site import SiteFile
from timeline.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from timeline.errors import Problem
    from timeline.location import Location, Route
    from timeline.model.fields import Model
    from timeline.model.kind import Kind
    from timeline.read.document import Document

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
    """Build a case."""
    if too_many := list(written.too_many_events(document)):
        raise CaseError(too_many)
    events = written.event_entries(document)
    known = {
        **references.as_context(),
        "events": {one.name for one in events if one.name is not None},
    }
    found = written.bad_links(document, events, references.kinds, references.openings)
    return CaseFile(case_id, _build(document, Case, known, CaseError, found), document)


def build_source(document: Document) -> Source:
    """Build a source."""
    return _build(document, Source, {}, TimelineError, ())


def build_policy(document: Document, references: References, name: str = "") -> Policy:
    """Build a policy; its id is the name, unless that is empty."""
    if too_many := list(written.too_many_patterns(document)):
        raise PolicyError(too_many)
    found = [*written.misnamed(document, name), *written.doubled(document, "rules")]
    return _build(document, Policy, references.as_context(), PolicyError, found)


def build_vocabulary(document: Document, shipped: Mapping[str, Kind] | None = None) -> Vocabulary:
    """Build a file's kinds, beside those shipped."""
    found = [*written.doubled(document, "kinds"), *written.bad_kinds(document, shipped or {})]
    return _build(document, Vocabulary, {}, PolicyError, found)


def build_calendar(document: Document, name: str = "") -> CalendarFile:
    """Build a calendar; its id is the name, unless that is empty."""
    found = [*written.misnamed(document, name), *written.doubled_holidays(document)]
    return _build(document, CalendarFile, {}, PolicyError, found)


def build_measures(document: Document, references: References) -> Measures:
    """Build the named latencies."""
    found = written.doubled(document, "measures")
    return _build(document, Measures, references.as_context(), PolicyError, found)


def build_site(document: Document, cases: Collection[str]) -> SiteFile:
    """Build the settings of the site."""
    return _build(document, SiteFile, {"cases": cases}, TimelineError, ())


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
