"""Deadlines to come → a calendar: an all-day entry for each, on its first possible last day."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from timeline.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from timeline.results.overdue import OverdueRecord, OverdueRowRecord

_SET: Final = ("order", "limit")
"""Tiers that set a deadline; a benchmark is our own."""


def format_ics(record: OverdueRecord, *, ascii_only: bool = False) -> str:
    """Write an entry for each deadline that is known and not past; the same bytes all day."""
    calendar = Calendar()
    calendar.add("prodid", "-//timeline//overdue//EN")
    calendar.add("version", "2.0")
    for row, day in _to_come(record):
        calendar.add_component(_event(row, day))
    written: bytes = calendar.to_ical()
    return written.decode()


def has_entries(record: OverdueRecord) -> bool:
    """Return True where the calendar would not be empty."""
    return any(True for _ in _to_come(record))


def _to_come(record: OverdueRecord) -> Iterator[tuple[OverdueRowRecord, date]]:
    for row in (*record.overdue, *record.not_checked, *record.coming_up):
        finding, due = row.finding, row.finding.due
        if finding.tier not in _SET or due is None or due.status != "known":
            continue
        if due.min is not None and due.min >= row.as_of:
            yield row, due.min


def _event(row: OverdueRowRecord, day: date) -> Event:
    """Make an entry; without an end it lasts the day."""
    finding, mark = row.finding, "INVENTED: " if row.example else ""
    parts = (finding.text, row.deadline_words, row.condition, finding.ground)
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"timeline:{row.case}:{row.policy}:{finding.name}")))
    event.add("dtstamp", datetime.combine(row.as_of, time(tzinfo=UTC)))
    event.add("dtstart", day)
    event.add("transp", "TRANSPARENT")
    event.add("summary", visible(f"{mark}{row.step} due: {row.title}"))
    event.add("description", "\n".join(visible(part) for part in parts if part))
    if finding.source_url:
        event.add("url", visible(finding.source_url))
    return event
