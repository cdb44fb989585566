"""Events and absences of a case, as the file gives them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Data = Mapping[str, Any]

CLOSES = {
    "assessment_closed": "assessment_opened",
    "investigation_closed": "investigation_opened",
    "review_closed": "review_opened",
}
OPENS = {opening: close for close, opening in CLOSES.items()}
OUTSIDE = {"external_report", "oversight", "litigation"}
FREE = {"policy_change", "information_received", "other"}
INCIDENT = "strike"
_ORIGIN = date(2021, 3, 6).toordinal()


def day_of(text: str) -> int:
    """Number of a calendar day; 2021-03-06 is 0."""
    return date.fromisoformat(text).toordinal() - _ORIGIN


def iso(day: int) -> str:
    """A numbered day as a file writes it."""
    return date.fromordinal(day + _ORIGIN).isoformat()


def span_of(text: str) -> tuple[int | None, int | None]:
    """First and last day of a calendar date: a day, a month, a range, `unknown`."""
    if text == "unknown":
        return None, None
    if "/" in text:
        first, last = text.split("/")
        return (
            None if first == ".." else span_of(first)[0],
            None if last == ".." else span_of(last)[1],
        )
    if len(text) == len("2021-03"):
        year, month = map(int, text.split("-"))
        following = date(year + month // 12, month % 12 + 1, 1).toordinal()
        return date(year, month, 1).toordinal() - _ORIGIN, following - 1 - _ORIGIN
    day = day_of(text)
    return day, day


def normal(text: str) -> str:
    """Text as patterns compare it."""
    return " ".join(text.casefold().replace("-", " ").split())


@dataclass(frozen=True)
class Event:
    """One event, on record or implied."""

    id: str
    kind: str
    track: str = ""
    round: int = 1
    outside: bool = False
    stated: tuple[tuple[str, str], ...] = ()
    """by, form, outcome, of: where the file gives them."""
    claims: tuple[Data, ...] = ()
    responds_to: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    continues: str = ""
    orders: tuple[Data, ...] = ()
    no_later_than: tuple[int, ...] = ()
    """Of an implied event: the events that imply it."""
    no_earlier_than: tuple[int, ...] = ()

    @property
    def is_implied(self) -> bool:
        """Whether no claim names it."""
        return not self.claims

    def value(self, name: str) -> str:
        """A stated attribute, normalised; empty where the file is silent."""
        return normal(dict(self.stated).get(name, ""))


@dataclass(frozen=True)
class Absence:
    """A denial or a search that is accepted."""

    kind: str
    reach: int
    """The last day on which it had not happened; of a search, the day of it."""
    is_search: bool
    track: str
    round: int | None
    id: str
    outside: bool
    where: str
    source: str

    def binds(self, event: Event) -> bool:
        """Whether it speaks of an event."""
        return (
            event.kind == self.kind
            and event.outside == self.outside
            and self.track in ("", event.track)
            and self.round in (None, event.round)
            and self.id in ("", event.id)
        )


def event_of(data: Data) -> Event:
    """Read one event."""
    claims = data.get("claims") or [
        {key: data[key] for key in ("when", "source", "standing", "planned") if key in data}
    ]
    stated = tuple((key, data[key]) for key in ("by", "form", "outcome", "of") if data.get(key))
    kind = data["kind"]
    return Event(
        data.get("id") or kind, kind, data.get("track", ""), int(data.get("round", 1)),
        data.get("side") == "outside" or kind in OUTSIDE, stated, tuple(claims),
        tuple(data.get("responds_to", ())), tuple(data.get("tells", ())),
        data.get("continues", ""), tuple(data.get("orders", ())),
    )  # fmt: skip


def absence_of(data: Data) -> Absence:
    """Read one absence; a day that it names may be a range."""
    if "before" in data:
        reach = (span_of(data["before"])[0] or 0) - 1
    else:
        reach = span_of(data.get("until") or data["searched"])[0] or 0
    number = data.get("round")
    return Absence(
        data["kind"], reach, "searched" in data, data.get("track", ""),
        None if number is None else int(number), data.get("id", ""),
        data.get("side") == "outside" or data["kind"] in OUTSIDE, data.get("where", ""),
        data.get("source", ""),
    )  # fmt: skip


def may_be_one(first: str, second: str) -> bool:
    """Whether two attributes, where both are given, are the same."""
    return not first or not second or first == second
