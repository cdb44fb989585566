"""Limits as rules and orders word them."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal, cast

from pydantic import ValidationInfo, WithJsonSchema

from timeline.model.fields import ReadBy, fault
from timeline.model.hints import limit_hint

LimitUnit = Literal["days", "working days", "months", "years"]
Rounding = Literal["", "up", "down"]
_NUMBER = r"\d{1,4}|a|one|two|three|four|five|six"
_SPAN = re.compile(
    rf"(?P<number>{_NUMBER})(?:\s+to\s+(?P<most>{_NUMBER}))?\s+"
    r"(?P<unit>working day|business day|day|week|month|year)s?"
    r"(?:\s*\(rounding: (?P<rounding>up|down)\))?"
)
_NO_LEAP_YEAR = 2023
"""A common year: its days exist in every year."""
_YEARLY = re.compile(r"by (?P<month>\d\d)-(?P<day>\d\d)(?P<next> next year)?")
_TWO_UNITS = re.compile(
    rf"(?:{_NUMBER})\s+(?:working\s+|business\s+)?[a-z]+\s+to\s+(?:{_NUMBER})\s+[a-z ]+"
)
"""A range with a unit at each end."""
_WORDS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_UNITS: dict[str, tuple[int, LimitUnit]] = {
    "day": (1, "days"),
    "week": (7, "days"),
    "working day": (1, "working days"),
    "business day": (1, "working days"),
    "month": (1, "months"),
    "year": (1, "years"),
}


@dataclass(frozen=True, slots=True)
class NoneStated:
    """The text was read and sets no limit."""

    text: str = "none stated"


@dataclass(frozen=True, slots=True)
class NotEstablished:
    """A limit that a text not read may set."""

    text: str = "not established"


@dataclass(frozen=True, slots=True)
class Length:
    """Days, working days, months or years after day zero.

    Day zero is the trigger's day. `rounding` says which day is meant if a month is too short; it is
    empty if not stated.
    """

    number: int
    unit: LimitUnit
    text: str
    rounding: Rounding = ""


@dataclass(frozen=True, slots=True)
class LengthRange(Length):
    """From one length to a longer one, by which it is judged."""

    low: Length = field(kw_only=True)
    """Lower end."""

    @property
    def high(self) -> Length:
        """Return the upper end as a plain length."""
        text = f"{self.number} {self.unit}"
        return Length(self.number, self.unit, _rounded(text, self.rounding), self.rounding)


def _rounded(text: str, rounding: Rounding) -> str:
    return f"{text} (rounding: {rounding})" if rounding else text


@dataclass(frozen=True, slots=True)
class YearlyDate:
    """A fixed day of the trigger's year or the next."""

    month: int
    day: int
    next_year: bool
    text: str


@dataclass(frozen=True, slots=True)
class EachQuarter:
    """End of the quarter after the trigger's quarter."""

    text: str = "each quarter"


Limit = NoneStated | NotEstablished | Length | YearlyDate | EachQuarter
_FIXED: dict[str, Limit] = {
    one.text: one for one in (NoneStated(), NotEstablished(), EachQuarter())
}


def parse_limit(text: str) -> Limit | None:
    """Read the text of a limit, or None."""
    if text in _FIXED:
        return _FIXED[text]
    if match := _YEARLY.fullmatch(text):
        month, day = int(match["month"]), int(match["day"])
        with suppress(ValueError):
            date(_NO_LEAP_YEAR, month, day)
            return YearlyDate(month, day, match["next"] is not None, text)
        return None
    match = _SPAN.fullmatch(text)
    return None if match is None else _length(match, text)


def _length(match: re.Match[str], text: str) -> Length | None:
    """Build a length, or a range that ascends."""
    size, unit = _UNITS[match["unit"]]
    rounding: Rounding = cast("Rounding", match["rounding"] or "")
    number = _number(match["number"]) * size
    if match["most"] is None:
        return Length(number, unit, text, rounding)
    most = _number(match["most"]) * size
    if number >= most:
        return None
    low = Length(number, unit, _rounded(f"{number} {unit}", rounding), rounding)
    return LengthRange(most, unit, text, rounding, low=low)


def _number(text: str) -> int:
    return _WORDS[text] if text in _WORDS else int(text)


def limit_or_none(value: object) -> Limit | None:
    """Return the limit of a file's value, or one already read."""
    limit = parse_limit(" ".join(value.split())) if isinstance(value, str) else value
    return limit if isinstance(limit, Limit) else None


def _limit(value: object, _: ValidationInfo) -> Limit:
    limit = limit_or_none(value)
    if limit is not None:
        return limit
    text = " ".join(value.split()) if isinstance(value, str) else ""
    raise fault("E501", f"{value} is not a limit", _range_hint(text) or limit_hint(value))


def _range_hint(text: str) -> str:
    """Return the hint for a range without extent or in two units."""
    if (match := _SPAN.fullmatch(text)) and match["most"] is not None:
        rest = text[match.end("most") :]
        if _number(match["number"]) == _number(match["most"]):
            return f"write {match['most']}{rest}"
        return f"write {match['most']} to {match['number']}{rest}"
    if _TWO_UNITS.fullmatch(text):
        return "write both ends in one unit, such as 42 to 60 days"
    return ""


_SCHEMA_PATTERN = (
    r"^\s*(none\s+stated|not\s+established|each\s+quarter|by\s+\d\d-\d\d(\s+next\s+year)?"
    rf"|({_NUMBER})(\s+to\s+({_NUMBER}))?\s+"
    r"(working\s+day|business\s+day|day|week|month|year)s?(\s*\(rounding:\s+(up|down)\))?)\s*$"
)
"""Texts that `parse_limit` takes, and also days of no year and descending ranges."""

LimitField = Annotated[
    Limit,
    ReadBy(_limit),
    WithJsonSchema({"type": "string", "pattern": _SCHEMA_PATTERN}),
]
"""A limit as text: `30 days`, `none stated`, `not established`, …"""
