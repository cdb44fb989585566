"""Dates as people write them, such as 3 May 2023.

Others are 24 May–28 June 2023, by 9 June 2023, some time in 2019. Read only where one thing can be
meant. What pages print as a date is read back here.
"""

from __future__ import annotations

import re
from calendar import monthrange

from timeline.chrono.days import FIRST_DAY, day_number
from timeline.chrono.problem import NotationError
from timeline.chrono.when import Absolute, Stretch

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
_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
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
    """Read a date in everyday words; None if it is none.

    Raises:
        NotationError: such a form that names no day, or runs backwards.
    """
    *first, last = re.split(r" or (?!later)", text)
    options = [_stretch(f"{part}{_shared(part, last)}") for part in first] + [_stretch(last)]
    found = tuple(one for one in options if one is not None)
    return Absolute(found, text) if len(found) == len(options) else None


def _shared(part: str, last: str) -> str:
    """Return the words an option shares with the last, as May 2023 in 3 or 4 May 2023."""
    if re.search(r"\b\d{4}\b", part):
        return ""
    words = last.split()
    return f" {' '.join(words[-2:] if part.isdigit() else words[-1:])}"


def _stretch(text: str) -> Stretch | None:
    for form in _RANGES:
        if match := form.fullmatch(text):
            return _in_order(_first_part(match), _point_of(match, "2"), text)
    sides = _SIDES.fullmatch(text)
    if sides is None:
        return None
    if point := _point(sides["point"]):
        return _sided(point, (sides["word"] or "").lower(), is_open=sides["open"] is not None)
    ends = [_point(part) for part in _BETWEEN.split(text)]
    if len(ends) == 2 and ends[0] and ends[1]:  # noqa: PLR2004 - two ends
        return _in_order(ends[0], ends[1], text)
    return None


def _point(text: str) -> Stretch | None:
    matches = (form.fullmatch(text) for form in _POINTS)
    return next((_point_of(match, "") for match in matches if match), None)


def _first_part(match: re.Match[str]) -> Stretch:
    """Read the first end of a range; the second may give its month or year."""
    found = match.groupdict()
    month = found.get("month1") or found.get("month2")
    day = found.get("day1")
    return _days(match["year2"], month, day)


def _point_of(match: re.Match[str], number: str) -> Stretch:
    found = match.groupdict()
    month = found.get(f"month{number}") or found.get("month1")
    part, year = found.get("part"), match[f"year{number}"]
    if part:
        first, last = _PARTS[part.lower()]
        whole = _days(year, month, None)
        assert whole.first is not None  # noqa: S101 - a month has both ends
        assert whole.last is not None  # noqa: S101
        return Stretch(whole.first + first - 1, min(whole.first + last - 1, whole.last))
    return _days(year, month, found.get(f"day{number}"))


def _days(year_text: str, name: str | None, day: str | None) -> Stretch:
    """Return the days of a year, month or day."""
    year = int(year_text)
    if year == 0:
        raise NotationError("E205", "there is no year 0 in this calendar")
    if name is None:
        return Stretch(day_number(year, 1, 1), day_number(year, 12, 31))
    month = next(n for n, one in enumerate(MONTHS, 1) if one[:3].lower() == name[:3].lower())
    most = monthrange(year, month)[1]
    if day is None:
        return Stretch(day_number(year, month, 1), day_number(year, month, most))
    if not 1 <= int(day) <= most:
        message = f"{year:04d}-{month:02d}-{int(day):02d} is not a day: {MONTHS[month - 1]} {year}"
        hint = f"write {year:04d}-{month:02d} if only the month is known"
        raise NotationError("E203", f"{message} has {most}", hint)
    return Stretch(*[day_number(year, month, int(day))] * 2)


def _in_order(start: Stretch, end: Stretch, text: str) -> Stretch:
    assert start.first is not None  # noqa: S101 - a point has both ends
    assert end.last is not None  # noqa: S101
    if start.first > end.last:
        message = f"{text} ends before it starts"
        raise NotationError("E204", message, "write the earlier date first, each with its year")
    return Stretch(start.first, end.last)


def _sided(point: Stretch, word: str, *, is_open: bool) -> Stretch | None:
    """Open a date at the end its words name; None if they name both."""
    if not word:
        return Stretch(point.first, None) if is_open else point
    if is_open:
        return None
    if word == "since":
        return Stretch(point.first, None)
    if word == "by":
        return Stretch(None, point.last)
    assert point.first is not None  # noqa: S101 - a point has both ends
    if point.first == FIRST_DAY:
        raise NotationError("E205", "nothing is before that in this calendar")
    return Stretch(None, point.first - 1)
