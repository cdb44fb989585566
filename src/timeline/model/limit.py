"""Limit: how long a step may take, as the text of a rule or an order says it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import ValidationInfo, WithJsonSchema

from timeline.model.fields import ReadBy, fault
from timeline.model.hints import limit_hint

LimitUnit = Literal["days", "working days", "months", "years"]
Rounding = Literal["", "up", "down"]
_SPAN = re.compile(
    r"(?P<number>\d{1,4}|a|one|two|three|four|five|six)\s+"
    r"(?P<unit>working day|business day|day|week|month|year)s?"
    r"(?:\s*\(rounding: (?P<rounding>up|down)\))?"
)
_NO_LEAP_YEAR = 2023
"""A year whose days every year has."""
_YEARLY = re.compile(r"by (?P<month>\d\d)-(?P<day>\d\d)(?P<next> next year)?")
_WORDS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, slots=True)
class NoneStated:
    """The text was read and sets no limit."""

    text: str = "none stated"


@dataclass(frozen=True, slots=True)
class NotEstablished:
    """Nobody here could read the text; a limit may exist."""

    text: str = "not established"


@dataclass(frozen=True, slots=True)
class Length:
    """So many days, working days, months or years after day zero (the trigger's day).

    `rounding` says which day is meant where a month is too short; empty where not stated.
    """

    number: int
    unit: LimitUnit
    text: str
    rounding: Rounding = ""


@dataclass(frozen=True, slots=True)
class YearlyDate:
    """By a fixed day of the trigger's year, or of the year after it."""

    month: int
    day: int
    next_year: bool
    text: str


@dataclass(frozen=True, slots=True)
class EachQuarter:
    """By the end of the quarter after the one that the trigger falls in."""

    text: str = "each quarter"


Limit = NoneStated | NotEstablished | Length | YearlyDate | EachQuarter


def parse_limit(text: str) -> Limit | None:
    """Read the text of a limit; None where it is not one."""
    if text == "none stated":
        return NoneStated()
    if text == "not established":
        return NotEstablished()
    if text == "each quarter":
        return EachQuarter()
    if match := _YEARLY.fullmatch(text):
        month, day = int(match["month"]), int(match["day"])
        if 1 <= month <= 12 and 1 <= day <= monthrange(_NO_LEAP_YEAR, month)[1]:  # noqa: PLR2004
            return YearlyDate(month, day, match["next"] is not None, text)
        return None
    if match := _SPAN.fullmatch(text):
        number = _WORDS.get(match["number"]) or int(match["number"])
        unit = match["unit"]
        if unit == "week":
            return Length(number * 7, "days", text)
        if unit in ("working day", "business day"):
            return Length(number, "working days", text)
        whole: dict[str, LimitUnit] = {"day": "days", "month": "months", "year": "years"}
        return Length(number, whole[unit], text, match["rounding"] or "")  # type: ignore[arg-type]
    return None


def limit_or_none(value: Any) -> Limit | None:  # noqa: ANN401 - what the file holds, or a limit
    """The limit that a value of a file says or that was read from it; None where it is not one."""
    limit = parse_limit(" ".join(value.split())) if isinstance(value, str) else value
    return limit if isinstance(limit, Limit) else None


def _limit(value: Any, _: ValidationInfo) -> Limit:  # noqa: ANN401 - what the file holds
    limit = limit_or_none(value)
    if limit is not None:
        return limit
    raise fault("E501", f"{value} is not a limit", limit_hint(value))


_SCHEMA_PATTERN = (
    r"^\s*(none\s+stated|not\s+established|each\s+quarter|by\s+\d\d-\d\d(\s+next\s+year)?"
    r"|(\d{1,4}|a|one|two|three|four|five|six)\s+"
    r"(working\s+day|business\s+day|day|week|month|year)s?(\s*\(rounding:\s+(up|down)\))?)\s*$"
)
"""Every text that `parse_limit` takes, and a few days that no year has."""

LimitField = Annotated[
    Limit,
    ReadBy(_limit),
    WithJsonSchema({"type": "string", "pattern": _SCHEMA_PATTERN}),
]
"""A limit as text: `30 days`, `none stated`, `not established`, …"""
