"""Source: what a document is, when it could be read, and the figures it states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import model_validator

from timeline.model.case import Toll, toll_faults
from timeline.model.fields import CalendarStatement, Count, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import PydanticCustomError

Test = Literal[
    "disagreement",
    "balance",
    "outcomes",
    "received",
    "carried",
    "killed_total",
    "credible_total",
    "reports_total",
    "falls",
]
"""The sums that `timeline ledger` tries."""


class Caseload(Record):
    """Figures about the whole docket in one period, as a source states them."""

    scope: str
    """Whose docket."""
    period: CalendarStatement
    """The month or months that the figures are of."""
    carried_over: Count | None = None
    """Reports open at the start of the period."""
    received: Count | None = None
    """New reports in the period."""
    completed: Count | None = None
    """Assessments completed in the period."""
    credible: Count | None = None
    """Of these, found credible."""
    not_credible: Count | None = None
    """Of these, found not credible."""
    duplicate: Count | None = None
    """Of these, found to be of an incident already counted."""
    reopened: Count | None = None
    """Reports reopened in the period."""
    open: Count | None = None
    """Reports open at the end of the period."""
    strikes_total: Count | None = None
    """Strikes counted since the start of the campaign."""
    killed: Count | None = None
    """Deaths acknowledged in the period."""
    injured: Count | None = None
    """Injuries acknowledged in the period."""
    killed_total: Count | None = None
    """Deaths acknowledged since the start of the campaign."""
    reports_total: Count | None = None
    """Reports received since the start of the campaign."""
    credible_total: Count | None = None
    """Reports found credible since the start of the campaign."""
    dismissed: Count | None = None
    """Reports of others dismissed as not credible, where they are not the number of the period."""
    explains: Mapping[Test, str] = {}
    """What the source itself says of a sum that does not come out, by the sum."""
    note: str = ""
    """Anything a reader should know."""


class Source(Record):
    """One document, page or statement that claims rest on."""

    title: str
    """The title as it was published."""
    publisher: str
    """Who published it."""
    published: CalendarStatement | None = None
    """The day on which the text cited could be read; absent where not known: no bound."""
    kind: Literal["press", "official", "ngo", "court", "parliament", "academic", "data"]
    """What kind of document."""
    url: str = ""
    """Where it was found."""
    archived: str = ""
    """Where a copy is kept."""
    sha256: str = ""
    """The SHA-256 of that copy."""
    reliability: str = ""
    """What is known of how good this copy or account is."""
    read: Literal["whole", "part", "copy"] | None = None
    """How much was read: the whole, a part, or a copy or retelling; None where not on record."""
    file: str = ""
    """A copy stored in `seeds/files/`."""
    note: str = ""
    """Anything a reader should know."""
    caseload: tuple[Caseload, ...] = ()
    """Figures about the whole docket, where it states them."""
    tolls: tuple[Toll, ...] = ()
    """Figures about a campaign, not one case."""

    @classmethod
    def faults(cls, given: Mapping[str, Any]) -> Iterator[PydanticCustomError]:
        """Check that its tolls name each other."""
        yield from toll_faults(given.get("tolls"))

    @model_validator(mode="after")
    def _together(self) -> Self:
        return self.check_together()
