"""Sources, their dates and figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from timeline.model.case import Toll, toll_faults
from timeline.model.fields import CalendarStatement, Count, Model

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
"""Sums that `timeline ledger` tries."""


class Caseload(Model):
    """A source's figures of a docket in one period."""

    scope: str
    """Whose docket."""
    period: CalendarStatement
    """Month or months that the figures are of."""
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
    """Reports of others dismissed as not credible, if not the number of the period."""
    explains: Mapping[Test, str] = {}
    """The source's own explanation of sums that do not come out, by sum."""
    note: str = ""
    """Anything a reader should know."""


class Source(Model):
    """A document, page or statement that claims rest on."""

    title: str
    """Title as published."""
    publisher: str
    """Publisher of the document."""
    published: CalendarStatement | None = None
    """Day on which the text cited could be read; absent if not known: no bound."""
    kind: Literal["press", "official", "ngo", "court", "parliament", "academic", "data"]
    """Kind of document."""
    language: str = ""
    """Language of the text, as a code such as nl."""
    url: str = ""
    """Address at which it was found."""
    archived: str = ""
    """Address of a stored copy."""
    sha256: str = ""
    """SHA-256 of that copy."""
    reliability: str = ""
    """Known quality of this copy or account."""
    read: Literal["whole", "part", "copy"] | None = None
    """Part that was read: the whole, a part, or a copy or retelling; None if not on record."""
    file: str = ""
    """Copy stored in `seeds/files/`."""
    withheld: bool = False
    """True if nothing that rests on it may be published."""
    note: str = ""
    """Anything a reader should know."""
    caseload: tuple[Caseload, ...] = ()
    """Figures about the whole docket, if it states them."""
    tolls: tuple[Toll, ...] = ()
    """Figures about a campaign, not one case."""

    @classmethod
    def faults(cls, given: Mapping[str, object]) -> Iterator[PydanticCustomError]:
        """Check that its tolls name each other."""
        yield from toll_faults(given.get("tolls"))
