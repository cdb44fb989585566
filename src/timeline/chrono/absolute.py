"""Absolute date statements, a subset of EDTF.

EDTF levels 0 and 1, and also "mid 2016-07", "by", sets and times of day.

Source: Library of Congress, Extended Date/Time Format (ISO 8601-2:2019), levels 0 and 1. The
qualifiers `~` and `?` are refused, because the margin has to be stated.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from typing import TYPE_CHECKING

from timeline.chrono.days import FIRST_DAY, LAST_DAY, day_number, month_days
from timeline.chrono.when import MINUTES_A_DAY, Absolute, DateRange, NotationError

if TYPE_CHECKING:
    from collections.abc import Callable

    _Forms = tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], DateRange | None]], ...]

_MARGINS = {
    "day": (1, "days"),
    "week": (7, "days"),
    "minute": (1, "minutes"),
    "hour": (60, "minutes"),
}
_MOST_OFFSET = 14 * 60
_MOST_OPTIONS = 64
_SIXTY = frozenset(range(60))
"""Minutes of an hour, seconds of a minute."""
_TIME = r"(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
_OFFSET = r"(?P<offset>Z|[+-]\d\d(?::?\d\d)?)?"


def parse_absolute(text: str) -> Absolute | None:
    """Read an absolute statement; None if it is none.

    Raises:
        NotationError: the form is right and the day, month, time or order of it is not.
    """
    body, margin = _split_margin(text)
    if not (body.startswith("[") and body.endswith("]")):
        span = _range(body)
        return None if span is None else Absolute((_widened(span, margin),), text)
    options = [_option(part.strip(), text) for part in body[1:-1].split(",")]
    if len(options) > _MOST_OPTIONS:
        raise NotationError("E208", f"{len(options)} days to choose from: at most 64 are read")
    return Absolute(tuple(_widened(span, margin) for span in options), text)


def _option(part: str, text: str) -> DateRange:
    span = _range(part)
    if span is None:
        message = f"{part or 'nothing'} in {text} is not a date"
        raise NotationError("E208", message, "write [2017-03-16, 2017-03-23]: one of these days")
    return span


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


def _widened(span: DateRange, margin: tuple[int, str] | None) -> DateRange:
    """Move both ends apart; a margin in days drops the time of day."""
    if margin is None:
        return span
    amount, unit = margin
    if unit == "minutes":
        return _widened_by_minutes(span, amount)
    first = None if span.first is None else max(FIRST_DAY, span.first - amount)
    last = None if span.last is None else min(LAST_DAY, span.last + amount)
    return DateRange(first, last, offset=span.offset)


def _widened_by_minutes(span: DateRange, minutes: int) -> DateRange:
    start, end = (span.first, span.from_minute), (span.last, span.to_minute)
    if any((day is None) != (minute is None) for day, minute in (start, end)):
        hint = "write 2023-05-03T01:30 ± 15 minutes, or a margin in days"
        raise NotationError("E207", "a margin in minutes or hours needs a time of day", hint)
    first, from_minute = _moved(*start, -minutes)
    last, to_minute = _moved(*end, minutes)
    return DateRange(first, last, from_minute, to_minute, span.offset)


def _moved(day: int | None, minute: int | None, by: int) -> tuple[int | None, int | None]:
    """Shift a minute of a day, within the calendar."""
    if day is None or minute is None:
        return day, minute
    at = day * MINUTES_A_DAY + minute + by
    last = LAST_DAY * MINUTES_A_DAY + MINUTES_A_DAY - 1
    return divmod(min(max(at, FIRST_DAY * MINUTES_A_DAY), last), MINUTES_A_DAY)


def _range(text: str) -> DateRange | None:
    return _matched(text, _POINTS) or _matched(text, _SPANS)


def _matched(text: str, forms: _Forms) -> DateRange | None:
    for pattern, build in forms:
        match = pattern.fullmatch(text)
        if match:
            return build(match)
    return None


def check_month(year: int, month: int) -> None:
    """Refuse a month that no calendar has."""
    if year == 0:
        raise NotationError("E205", "there is no year 0 in this calendar")
    if month not in range(1, 13):
        message = f"{year:04d}-{month:02d} is not a month"
        raise NotationError("E203", message, f"write {year:04d} if only the year is known")


def known_day(year: int, month: int, day: int) -> int:
    """Return the ordinal of a day, and refuse one that no month has."""
    check_month(year, month)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        text = f"{year:04d}-{month:02d}-{day:02d}"
        message = f"{text} is not a day: {month_name[month]} {year} has {last}"
        hint = f"write {year:04d}-{month:02d} if only the month is known"
        raise NotationError("E203", message, hint)
    return day_number(year, month, day)


def part_of_month(year: int, month: int, part: str) -> tuple[int, int]:
    """Return the first and last day of the early, mid or late month."""
    first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}[part]
    end = min(last, monthrange(year, month)[1])
    return day_number(year, month, first), day_number(year, month, end)


def _year(match: re.Match[str]) -> DateRange:
    year = int(match["year"])
    check_month(year, 1)
    return DateRange(day_number(year, 1, 1), day_number(year, 12, 31))


def _month(match: re.Match[str]) -> DateRange:
    year, month = int(match["year"]), int(match["month"])
    check_month(year, month)
    return DateRange(*month_days(year, month))


def _day(match: re.Match[str]) -> DateRange:
    day = known_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return DateRange(day, day)


def _minute(match: re.Match[str], hour: str = "hour", minute: str = "minute") -> int:
    value = int(match[hour]) * 60 + int(match[minute])
    second = match["second"] if hour == "hour" else None
    if value >= MINUTES_A_DAY or not {int(match[minute]), int(second or 0)} <= _SIXTY:
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
    if value > _MOST_OFFSET or int(digits[2:]) not in _SIXTY:
        raise NotationError("E206", f"{text} is not an offset: clocks run from -14:00 to +14:00")
    return -value if text[0] == "-" else value


def _instant(match: re.Match[str]) -> DateRange:
    day, minute = _day(match).first, _minute(match)
    return DateRange(day, day, minute, minute, _zone_offset(match["offset"]))


def _times_of_day(match: re.Match[str]) -> DateRange:
    """Read `2016-07-19T02:45/T03:00`: between two times of one day."""
    day, start = _day(match).first, _minute(match)
    end = _minute(match, "hour2", "minute2")
    if end < start:
        message = f"{match[0]} ends before it starts"
        raise NotationError("E204", message, "write both days if it runs past midnight")
    return DateRange(day, day, start, end, _zone_offset(match["offset"]))


def _part_of_month(match: re.Match[str]) -> DateRange:
    year, month = int(match["year"]), int(match["month"])
    check_month(year, month)
    return DateRange(*part_of_month(year, month, match["part"]))


def _ten_days(match: re.Match[str]) -> DateRange:
    """Read `2016-07-1X`: a day with unknown last digit."""
    year, month, tens = int(match["year"]), int(match["month"]), int(match["tens"]) * 10
    first = known_day(year, month, max(tens, 1))
    return DateRange(first, min(first - max(tens, 1) + tens + 9, month_days(year, month)[1]))


def _unknown_digits_of_year(match: re.Match[str]) -> DateRange:
    """Read `201X` or `20XX`."""
    low, high = (int(match[0].replace("X", digit)) for digit in "09")
    return DateRange(day_number(max(low, 1), 1, 1), day_number(high, 12, 31))


def _interval(match: re.Match[str]) -> DateRange | None:
    start, end = (
        None if part == ".." else _matched(part, _POINTS) for part in (match[1], match[3])
    )
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
    whole = DateRange(
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


def _by(match: re.Match[str]) -> DateRange | None:
    """Read `by 2023-05-18`: on that day or earlier."""
    end = _matched(match[1], _POINTS)
    return end and DateRange(None, end.last, None, end.to_minute, end.offset)


def _since(match: re.Match[str]) -> DateRange | None:
    """Read `since 2023-05-18`: on that day or later."""
    start = _matched(match[1], _POINTS)
    return start and DateRange(start.first, None, start.from_minute, None, start.offset)


def _before(match: re.Match[str]) -> DateRange | None:
    """Read `before 2023-05-18`: at the latest the eve, or the minute before."""
    end = _matched(match[1], _POINTS)
    if end is None or end.first is None:
        return None
    if end.from_minute is None:
        eve = end.first - 1
        if eve >= FIRST_DAY:
            return DateRange(None, eve, offset=end.offset)
    else:
        within_the_minute = re.search(r"T\d\d:\d\d:(?!00)", match[1])
        at = end.first * MINUTES_A_DAY + end.from_minute - (within_the_minute is None)
        if at >= FIRST_DAY * MINUTES_A_DAY:
            last, minute = divmod(at, MINUTES_A_DAY)
            return DateRange(None, last, None, minute, end.offset)
    raise NotationError("E205", f"nothing is before {match[1]} in this calendar")


def _is_reversed(whole: DateRange) -> bool:
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
