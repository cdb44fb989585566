"""Source: what a document is, when it could be read, and the figures it states."""

from __future__ import annotations

from typing import Literal

from timeline.model.case import Toll
from timeline.model.fields import CalendarStatement, Count, Record


class Caseload(Record):
    """Figures about the whole docket in one period, as a source states them."""

    scope: str
    period: CalendarStatement
    carried_over: Count | None = None
    received: Count | None = None
    completed: Count | None = None
    credible: Count | None = None
    not_credible: Count | None = None
    duplicate: Count | None = None
    reopened: Count | None = None
    open: Count | None = None
    strikes_total: Count | None = None
    killed: Count | None = None
    injured: Count | None = None
    killed_total: Count | None = None
    reports_total: Count | None = None
    credible_total: Count | None = None
    note: str = ""


class Source(Record):
    """One document, page or statement that claims rest on."""

    title: str
    publisher: str
    published: CalendarStatement | None = None
    """The day on which the text cited could be read; absent where not known: no bound."""
    kind: Literal["press", "official", "ngo", "court", "parliament", "academic", "data"]
    url: str = ""
    archived: str = ""
    sha256: str = ""
    reliability: str = ""
    note: str = ""
    caseload: tuple[Caseload, ...] = ()
    tolls: tuple[Toll, ...] = ()
