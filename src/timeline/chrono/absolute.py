"""Absolute date statements, a subset of EDTF.

EDTF levels 0 and 1, and also "mid 2016-07", "by", sets and times of day.

Source: Library of Congress, Extended Date/Time Format (ISO 8601-2:2019), levels 0 and 1. The
qualifiers `~` and `?` are refused, because an author must state the margin.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from typing import TYPE_CHECKING

from timeline.chrono.days import FIRST_DAY, LAST_DAY, day_number, month_days
from timeline.chrono.problem import NotationError
from timeline.chrono.when import MINUTES_A_DAY, Absolute, Stretch

if TYPE_CHECKING:
    from collections.abc import Callable

    _Forms = tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Stretch | None]], ...]

_MARGINS = {
    "day": (1, "days"),
    "week": (7, "days"),
    "minute": (1, "minutes"),
    "hour": (60, "minutes"),
}
_PARTS_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_MOST_OFFSET = 14 * 60
_MOST_OPTIONS = 64
_TIME = r"(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
_OFFSET = r"(?P<offset>Z|[+-]\d\d(?::?\d\d)?)?"


def parse_absolute(text: str) -> Absolute | None:
    """Read an absolute statement; None if it is none.

    Raises:
        NotationError: the form is right and the day, month, time or order of it is not.
    """
    body, margin = _split_margin(text)
    if body.startswith("[") and body.endswith("]"):
        options = tuple(_option(part.strip(), text) for part in body[1:-1].split(","))
        if len(options) > _MOST_OPTIONS:
            raise NotationError("E208", f"{len(options)} days to choose from: at most 64 are read")
        stretches: tuple[Stretch | None, ...] = options
    else:
        stretches = (_stretch(body),)
    if any(stretch is None for stretch in stretches):
        return None
    widened = tuple(_widened(stretch, margin) for stretch in stretches if stretch is not None)
    return Absolute(widened, text)


def _option(part: str, text: str) -> Stretch:
    stretch = _stretch(part)
    if stretch is None:
        message = f"{part or 'nothing'} in {text} is not a date"
        raise NotationError("E208", message, "write [2017-03-16, 2017-03-23]: one of these days")
    return stretch


def _split_margin(text: str) -> tuple[str, tuple[int, str] | None]:
    """Cut off a margin such as "± 3 days", and the hedge that it answers."""
    if "±" not in text and "+" not in text:
        return text, None
    match = re.fullmatch(r"(.*?)\s*(?:±|\+/?-)\s*(\d{1,6})\s*(day|week|minute|hour)s?", text)
    if match is None:
        return text, None
    size, unit = _MARGINS[match[3]]
    return without_hedge(match[1]), (int(match[2]) * size, unit)


def without_hedge(text: str) -> str:
    """Strip "about" or a sign for it."""
    return re.sub(r"^(?:~|about |around |nearly |circa |c\. ?|ca\. ?)\s*|[~?]$", "", text)


def _widened(stretch: Stretch, margin: tuple[int, str] | None) -> Stretch:
    """Move both ends apart; a margin in days drops the time of day."""
    if margin is None:
        return stretch
    amount, unit = margin
    if unit == "minutes":
        return _widened_by_minutes(stretch, amount)
    first = None if stretch.first is None else max(FIRST_DAY, stretch.first - amount)
    last = None if stretch.last is None else min(LAST_DAY, stretch.last + amount)
    return Stretch(first, last, offset=stretch.offset)


def _widened_by_minutes(stretch: Stretch, minutes: int) -> Stretch:
    start, end = (stretch.first, stretch.from_minute), (stretch.last, stretch.to_minute)
    if any((day is None) != (minute is None) for day, minute in (start, end)):
        hint = "write 2023-05-03T01:30 ± 15 minutes, or a margin in days"
        raise NotationError("E207", "a margin in minutes or hours needs a time of day", hint)
    first, from_minute = _moved(*start, -minutes)
    last, to_minute = _moved(*end, minutes)
    return Stretch(first, last, from_minute, to_minute, stretch.offset)


def _moved(day: int | None, minute: int | None, by: int) -> tuple[int | None, int | None]:
    """Shift a minute of a day, within the calendar."""
    if day is None or minute is None:
        return day, minute
    at = day * MINUTES_A_DAY + minute + by
    last = LAST_DAY * MINUTES_A_DAY + MINUTES_A_DAY - 1
    return divmod(min(max(at, FIRST_DAY * MINUTES_A_DAY), last), MINUTES_A_DAY)


def _stretch(text: str) -> Stretch | None:
    return _point(text) or _matched(text, _SPANS)


def _point(text: str) -> Stretch | None:
    """Read a date that is no range."""
    return _matched(text, _POINTS)


def _matched(text: str, forms: _Forms) -> Stretch | None:
    for pattern, build in forms:
        match = pattern.fullmatch(text)
        if match:
            return build(match)
    return None


def _month_end(year: int, month: int) -> int:
    _known_month(year, month)
    return monthrange(year, month)[1]


def _known_month(year: int, month: int) -> None:
    if year == 0:
        raise NotationError("E205", "there is no year 0 in this calendar")
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        message = f"{year:04d}-{month:02d} is not a month"
        raise NotationError("E203", message, f"write {year:04d} if only the year is known")


def _known_day(year: int, month: int, day: int) -> int:
    last = _month_end(year, month)
    if not 1 <= day <= last:
        text = f"{year:04d}-{month:02d}-{day:02d}"
        message = f"{text} is not a day: {month_name[month]} {year} has {last}"
        hint = f"write {year:04d}-{month:02d} if only the month is known"
        raise NotationError("E203", message, hint)
    return day_number(year, month, day)


def _year(match: re.Match[str]) -> Stretch:
    year = int(match["year"])
    _known_month(year, 1)
    return Stretch(day_number(year, 1, 1), day_number(year, 12, 31))


def _month(match: re.Match[str]) -> Stretch:
    year, month = int(match["year"]), int(match["month"])
    _known_month(year, month)
    return Stretch(*month_days(year, month))


def _day(match: re.Match[str]) -> Stretch:
    day = _known_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return Stretch(day, day)


def _minute(match: re.Match[str], hour: str = "hour", minute: str = "minute") -> int:
    value = int(match[hour]) * 60 + int(match[minute])
    second = match["second"] if hour == "hour" else None
    if value >= MINUTES_A_DAY or max(int(match[minute]), int(second or 0)) > 59:  # noqa: PLR2004 - minutes
        shown = ":".join(part for part in (match[hour], match[minute], second) if part)
        message = f"{shown} is not a time of day"
        raise NotationError("E209", message, "times run from 00:00 to 23:59")
    return value


def _zone_offset(text: str | None) -> int | None:
    """Return minutes east of UTC for `Z`, `+03`, `+0300` or `+03:00`."""
    if text is None:
        return None
    if text == "Z":
        return 0
    digits = text[1:].replace(":", "").ljust(4, "0")
    value = int(digits[:2]) * 60 + int(digits[2:])
    if value > _MOST_OFFSET or int(digits[2:]) > 59:  # noqa: PLR2004 - minutes
        raise NotationError("E206", f"{text} is not an offset: clocks run from -14:00 to +14:00")
    return -value if text[0] == "-" else value


def _instant(match: re.Match[str]) -> Stretch:
    day, minute = _day(match).first, _minute(match)
    return Stretch(day, day, minute, minute, _zone_offset(match["offset"]))


def _times_of_day(match: re.Match[str]) -> Stretch:
    """Read `2016-07-19T02:45/T03:00`: between two times of one day."""
    day, start = _day(match).first, _minute(match)
    end = _minute(match, "hour2", "minute2")
    if end < start:
        message = f"{match[0]} ends before it starts"
        raise NotationError("E204", message, "write both days if it runs past midnight")
    return Stretch(day, day, start, end, _zone_offset(match["offset"]))


def _part_of_month(match: re.Match[str]) -> Stretch:
    first, last = _PARTS_OF_MONTH[match["part"]]
    year, month = int(match["year"]), int(match["month"])
    end = min(last, _month_end(year, month))
    return Stretch(_known_day(year, month, first), _known_day(year, month, end))


def _ten_days(match: re.Match[str]) -> Stretch:
    """Read `2016-07-1X`: a day with unknown last digit."""
    year, month, tens = int(match["year"]), int(match["month"]), int(match["tens"]) * 10
    end = min(tens + 9, _month_end(year, month))
    return Stretch(_known_day(year, month, max(tens, 1)), _known_day(year, month, end))


def _unknown_digits_of_year(match: re.Match[str]) -> Stretch:
    """Read `201X` or `20XX`."""
    low, high = (int(match[0].replace("X", digit)) for digit in "09")
    return Stretch(day_number(max(low, 1), 1, 1), day_number(high, 12, 31))


def _interval(match: re.Match[str]) -> Stretch | None:
    start, end = (None if part == ".." else _point(part) for part in (match[1], match[3]))
    if (match[1] != ".." and start is None) or (match[3] != ".." and end is None):
        return None
    if match[2] != "/" and (start is None or end is None):
        return None
    if start is None and end is None:
        raise NotationError("E204", "an interval open at both ends says nothing", "write unknown")
    offsets = {part.offset for part in (start, end) if part is not None}
    if len(offsets) > 1:
        message = f"the two ends of {match[0]} are not written alike"
        raise NotationError("E204", message, "give both ends the same offset, or none")
    whole = Stretch(
        start.first if start else None,
        end.last if end else None,
        start.from_minute if start else None,
        end.to_minute if end else None,
        offsets.pop(),
    )
    if _is_reversed(whole):
        hint = f"write {match[3]}{match[2]}{match[1]} if that is meant"
        raise NotationError("E204", f"{match[0]} ends before it starts", hint)
    return whole


def _by(match: re.Match[str]) -> Stretch | None:
    """Read `by 2023-05-18`: on that day or earlier."""
    end = _point(match[1])
    return end and Stretch(None, end.last, None, end.to_minute, end.offset)


def _since(match: re.Match[str]) -> Stretch | None:
    """Read `since 2023-05-18`: on that day or later."""
    start = _point(match[1])
    return start and Stretch(start.first, None, start.from_minute, None, start.offset)


def _before(match: re.Match[str]) -> Stretch | None:
    """Read `before 2023-05-18`: at the latest the eve, or the minute before."""
    end = _point(match[1])
    if end is None or end.first is None:
        return None
    if end.from_minute is None:
        eve = end.first - 1
        if eve >= FIRST_DAY:
            return Stretch(None, eve, offset=end.offset)
    else:
        within_the_minute = re.search(r"T\d\d:\d\d:(?!00)", match[1])
        at = end.first * MINUTES_A_DAY + end.from_minute - (within_the_minute is None)
        if at >= FIRST_DAY * MINUTES_A_DAY:
            last, minute = divmod(at, MINUTES_A_DAY)
            return Stretch(None, last, None, minute, end.offset)
    raise NotationError("E205", f"nothing is before {match[1]} in this calendar")


def _is_reversed(whole: Stretch) -> bool:
    if whole.first is None or whole.last is None:
        return False
    start = (whole.first, whole.from_minute or 0)
    end = (whole.last, MINUTES_A_DAY if whole.to_minute is None else whole.to_minute)
    return start > end


_Y, _M, _D = r"(?P<year>\d{4})", r"(?P<month>\d\d)", r"(?P<day>\d\d)"
_POINTS: _Forms = (
    (re.compile(_Y), _year),
    (re.compile(rf"{_Y}-(?:{_M})"), _month),
    (re.compile(rf"{_Y}-{_M}-{_D}"), _day),
    (re.compile(rf"{_Y}-{_M}-{_D}T{_TIME}{_OFFSET}"), _instant),
    (
        re.compile(rf"{_Y}-{_M}-{_D}T{_TIME}/T(?P<hour2>\d\d):(?P<minute2>\d\d){_OFFSET}"),
        _times_of_day,
    ),
    (re.compile(rf"(?P<part>early|mid|late)[ -]{_Y}-{_M}"), _part_of_month),
    (re.compile(rf"{_Y}-{_M}-(?P<tens>[0-3])X"), _ten_days),
    (re.compile(rf"{_Y}-{_M}-XX"), _month),
    (re.compile(rf"{_Y}-XX(?:-XX)?"), _year),
    (re.compile(r"\d\dXX|\d{3}X"), _unknown_digits_of_year),
)
_SPANS: _Forms = (
    (re.compile(r"([^/]+)(/)([^/]+)"), _interval),
    (re.compile(r"(.+)( to )(.+)"), _interval),
    (re.compile(r"by (.+)"), _by),
    (re.compile(r"since (.+)"), _since),
    (re.compile(r"before (.+)"), _before),
)
