"""Dates as people write them, such as 3 May 2023, or 24 May–28 June 2023.

Read only where one thing can be meant. What pages print as a date is read back here.
"""

from __future__ import annotations

import re

from timeline.chrono.absolute import check_month, known_day, part_of_month
from timeline.chrono.days import FIRST_DAY, day_number, month_days
from timeline.chrono.when import Absolute, DateRange, NotationError

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NAMES = "|".join(f"{name}|{name[:3]}" for name in MONTHS) + "|Sept"
_M = rf"(?:(?P<month{{0}}>{_NAMES})\b\.?)"
_D = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_Y = r"(?P<year{0}>\d{{4}})"
_TO = r"(?: ?[–-] ?| to )"
_PART = r"(?:(?P<part>early|mid|late)[ -])?"
_POINTS = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"{_D} {_M},? {_Y}".format(""),
        rf"{_M} {_D},? {_Y}".format("", "", ""),
        rf"{_PART}{_M.format('')},? {_Y.format('')}",
        rf"(?:some time in )?{_Y.format('')}",
    )
)
_RANGES = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"{_D.format(1)}{_TO}{_D.format(2)} {_M.format(2)},? {_Y.format(2)}",
        rf"{_M.format(1)} {_D.format(1)}{_TO}{_D.format(2)},? {_Y.format(2)}",
        rf"{_D.format(1)} {_M.format(1)}{_TO}{_D.format(2)} {_M.format(2)},? {_Y.format(2)}",
        rf"{_M.format(1)} {_D.format(1)}{_TO}{_M.format(2)} {_D.format(2)},? {_Y.format(2)}",
        rf"{_M.format(1)}{_TO}{_M.format(2)},? {_Y.format(2)}",
    )
)
_SIDES = re.compile(
    r"(?:(?P<word>by|before|since) )?(?P<point>.+?)(?P<open> or later)?", re.IGNORECASE
)
_BETWEEN = re.compile(r" ?– ?| - | to ")


def parse_spoken(text: str) -> Absolute | None:
    """Read a date in everyday words; None for others.

    Raises:
        NotationError: such a form that names no day, or runs backwards.
    """
    *first, last = re.split(r" or (?!later)", text)
    options = [_range(f"{part}{_shared(part, last)}") for part in first] + [_range(last)]
    found = tuple(one for one in options if one is not None)
    return Absolute(found, text) if len(found) == len(options) else None


def _shared(part: str, last: str) -> str:
    """Return the words an option shares with the last, as May 2023 in 3 or 4 May 2023."""
    if re.search(r"\b\d{4}\b", part):
        return ""
    words = last.split()
    return f" {' '.join(words[-2:] if part.isdigit() else words[-1:])}"


def _range(text: str) -> DateRange | None:
    for form in _RANGES:
        if match := form.fullmatch(text):
            return _in_order(_days_of(match, "1"), _days_of(match, "2"), text)
    sides = _SIDES.fullmatch(text)
    if sides is None:
        return None
    if point := _point(sides["point"]):
        return _sided(point, (sides["word"] or "").lower(), is_open=sides["open"] is not None)
    match [_point(part) for part in _BETWEEN.split(text)]:
        case [(int(), int()) as start, (int(), int()) as end]:
            return _in_order(start, end, text)
    return None


def _point(text: str) -> tuple[int, int] | None:
    """Return the first and last day of a date that is no range."""
    matches = (form.fullmatch(text) for form in _POINTS)
    return next((_days_of(match, "") for match in matches if match), None)


def _days_of(match: re.Match[str], number: str) -> tuple[int, int]:
    """Return the days of a date, or of the numbered end of a range.

    The first end may leave its year, and each its month, to the other.
    """
    found = match.groupdict()
    year = found.get(f"year{number}") or match["year2"]
    month = found.get(f"month{number}") or found.get("month1") or found.get("month2")
    return _days(int(year), month, found.get(f"day{number}"), found.get("part"))


def _days(year: int, name: str | None, day: str | None, part: str | None) -> tuple[int, int]:
    month = 1 if name is None else [one[:3] for one in MONTHS].index(name[:3].capitalize()) + 1
    check_month(year, month)
    if name is None:
        return day_number(year, 1, 1), day_number(year, 12, 31)
    if part:
        return part_of_month(year, month, part.lower())
    if day is None:
        return month_days(year, month)
    return (known_day(year, month, int(day)),) * 2


def _in_order(start: tuple[int, int], end: tuple[int, int], text: str) -> DateRange:
    if start[0] > end[1]:
        message = f"{text} ends before it starts"
        raise NotationError("E204", message, "write the earlier date first, each with its year")
    return DateRange(start[0], end[1])


def _sided(point: tuple[int, int], word: str, *, is_open: bool) -> DateRange | None:
    """Open a date at the end its words name; None if they name both."""
    first, last = point
    match word, is_open:
        case "", False:
            return DateRange(first, last)
        case ("", True) | ("since", False):
            return DateRange(first, None)
        case "by", False:
            return DateRange(None, last)
        case "before", False:
            if first == FIRST_DAY:
                raise NotationError("E205", "nothing is before that in this calendar")
            return DateRange(None, first - 1)
    return None
