"""Date statements as frozen values; `notation` reads them.

When
├─ Absolute   one or more ranges of the calendar; more than one: one of them
├─ Distance   so many hours, days, weeks, months or years after or before an event
├─ Ordering   before, after, on or after, on or before, same day as an event
├─ Between    after one event and before another
└─ Unknown    it happened; no source read dates it
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MINUTES_A_DAY = 1440


class NotationError(ValueError):
    """A flaw of a date statement of some file."""

    def __init__(self, code: str, message: str, hint: str = "", *, event: str = "") -> None:
        """Keep code and hint beside the message.

        Args:
            code: a stable code of `timeline.errors.CODES`, E201 to E210.
            message: one sentence.
            hint: what to write instead; may be empty.
            event: the event that the statement refers to, where its words are not understood.
        """
        super().__init__(message)
        self.code = code
        self.hint = hint
        self.event = event


Unit = Literal["minutes", "days", "working days", "months"]
Relation = Literal["before", "after", "on or before", "on or after", "same day as"]


@dataclass(frozen=True, slots=True)
class DateRange:
    """Range from one day or minute to another.

    Both ends are included. `first` and `last` are day ordinals, None where the range is open.
    Minutes count from local midnight, 0..1439; both are None where the statement names days only.
    `offset` is minutes east of UTC where the statement gives one, so that the days are that
    offset's days.
    """

    first: int | None
    last: int | None
    from_minute: int | None = None
    to_minute: int | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Absolute:
    """The event lies in exactly one of `options`, never in the gaps between them."""

    options: tuple[DateRange, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Distance:
    """The event lies `low`..`high` units from `ref`.

    After it for direction 1, before it for -1; direction 0 means within `high` units on either
    side. None as `high` is open. Weeks are read as days, years as months, hours as minutes.
    `low_days` and `high_days` are calendar days added to the ends: a stated margin, or the day that
    "less than a month" leaves out.
    """

    ref: str
    low: int
    high: int | None
    unit: Unit
    direction: Literal[-1, 0, 1]
    text: str
    low_days: int = 0
    high_days: int = 0

    @property
    def strict(self) -> bool:
        """Return True if it orders the two instants.

        All with after or before do, except exact hours: so many hours order by their own length,
        and 0 hours after is the same minute.
        """
        return self.direction != 0 and (self.unit != "minutes" or self.low != self.high)


@dataclass(frozen=True, slots=True)
class Ordering:
    """The event stands in `relation` to `ref`; before and after are strict."""

    ref: str
    relation: Relation
    text: str


@dataclass(frozen=True, slots=True)
class Between:
    """The event comes after one event and before another, by their instants."""

    after: str
    before: str
    text: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It happened, on a day that no source gives."""

    text: str = "unknown"


When = Absolute | Distance | Ordering | Between | Unknown


def references_of(when: When) -> tuple[str, ...]:
    """Return the ids of the events referred to, as the statement orders them."""
    match when:
        case Distance(ref=ref) | Ordering(ref=ref):
            return (ref,)
        case Between(after=after, before=before):
            return (after, before)
        case Absolute() | Unknown():
            return ()
