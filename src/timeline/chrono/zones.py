"""Time zones: days and minutes elsewhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from timeline.chrono.days import day_number
from timeline.chrono.transitions import offsets_of, worked_out

_NAME = re.compile(r"[A-Za-z]+(?:[/_+-][A-Za-z0-9_+-]+)*")
_OF_THE_MACHINE = re.compile(r"localtime|posixrules|Factory|(posix|right)/.*")
"""Names that mean another thing on another machine, or count leap seconds."""
_OF_A_PLACE = re.compile(r"(?!posix/|right/|Etc/|SystemV/)[A-Za-z]+/[A-Za-z0-9_+/-]+")
"""Names to offer; some others, such as Etc/GMT+3, mean the reverse of what one reads."""
_LONGEST = 64
"""Characters; no name has more."""
_WIDEST = 16 * 3600
"""Seconds; no clock was ever further from UTC. So a day of any zone lies within a day of UTC
widened by them on both sides."""
_DAY_OF_EPOCH = day_number(1970, 1, 1)
_NO_EARLIER, _NO_LATER = -(10**12), 10**12
"""Seconds beyond the calendar's ends."""


@lru_cache(maxsize=256)
def is_zone(name: str) -> bool:
    """Return True if `name` is an IANA zone."""
    # Opens no file for a name of another shape.
    if len(name) > _LONGEST or not _NAME.fullmatch(name) or _OF_THE_MACHINE.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def zones_near(name: str) -> list[str]:
    """Suggest up to three zones with similar names.

    The place in the name is compared as well. Capitals do not matter, and spaces are taken for the
    underscores of IANA names.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    wanted = "_".join(name.lower().split())
    if len(wanted) > _LONGEST:
        return []
    zones, places = _zones_by_name()
    close = get_close_matches(wanted, zones, cutoff=0.8)
    named = get_close_matches(_place(wanted), places, n=1, cutoff=0.8)
    found = [*(zones[one] for one in close), *(places[one] for one in named)]
    return list(dict.fromkeys(found))[:3]


@lru_cache(maxsize=1)
def _zones_by_name() -> tuple[dict[str, str], dict[str, str]]:
    """Map zones by name and by place.

    Both in small letters.
    """
    from zoneinfo import available_timezones  # noqa: PLC0415 - only when something is wrong

    of_places = {name for name in available_timezones() if _OF_A_PLACE.fullmatch(name)}
    zones = {name.lower(): name for name in sorted({"UTC", *of_places})}
    return zones, {_place(low): name for low, name in zones.items()}


def _place(name: str) -> str:
    return name.rpartition("/")[2]


@lru_cache(maxsize=1024)
def minutes_ahead(
    zone: str, other: str, first: int | None = None, last: int | None = None
) -> tuple[int, int]:
    """Return the least and most minutes `zone` is ahead.

    Args:
        zone: whose clocks.
        other: those they are compared with.
        first: the first day in question, in any zone; None for all that tzdata knows, local mean
            time before standard time included.
        last: the last day in question; None for all days to come, by today's rules.
    """
    one, two = offsets_of(zone), offsets_of(other)
    start, end = worked_out(
        _NO_EARLIER if first is None else _utc(first) - _WIDEST,
        _NO_LATER if last is None else _utc(last + 1) + _WIDEST,
    )
    instants = [start, *one.changes(start, end), *two.changes(start, end)]
    seconds = [one.at(instant) - two.at(instant) for instant in instants]
    return min(seconds) // 60, -(-max(seconds) // 60)


def _utc(day: int) -> int:
    """Return the second at which a UTC day begins.

    Seconds of UTC since 1970.
    """
    return (day - _DAY_OF_EPOCH) * 86_400


def local_minute(day: int, minute: int, offset: int, zone: str) -> tuple[int, int]:
    """Convert a minute with a UTC offset to `zone`.

    Returns the local day and minute. A time that the calendar of `zone` does not reach stays as it
    is.
    """
    try:
        at = datetime.fromordinal(day) + timedelta(minutes=minute - offset)
        local = at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    except OverflowError:
        return day, minute
    return local.toordinal(), local.hour * 60 + local.minute


def wall_minute(day: int, minute: int, zone: str, other: str) -> tuple[int, int]:
    """Convert a wall time of `zone` to `other`.

    Returns the earliest and the latest minute, counted from day 0. A wall time that clocks showed
    twice has two; one that they skipped is read both ways; one that the calendar of `other` does
    not reach stays as it is.
    """
    at = datetime.fromordinal(day) + timedelta(minutes=minute)
    seen = []
    for fold in (0, 1):
        try:
            there = at.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(ZoneInfo(other))
        except OverflowError:
            there = at
        seen.append(there.toordinal() * 1440 + there.hour * 60 + there.minute)
    return min(seen), max(seen)


def shown_twice(at: int, zone: str) -> tuple[int, int]:
    """Return the wall minutes around `at` shown twice.

    From the first to the last; `at` alone if shown once. Within them a later minute need not be the
    later instant, so that it orders nothing.

    Args:
        at: a wall minute, counted from day 0.
        zone: whose clocks.
    """
    first = last = at
    if _is_shown_twice(at, zone):
        while _is_shown_twice(first - 1, zone):
            first -= 1
        while _is_shown_twice(last + 1, zone):
            last += 1
    return first, last


def _is_shown_twice(at: int, zone: str) -> bool:
    day, minute = divmod(at, 1440)
    wall = datetime.fromordinal(day) + timedelta(minutes=minute)
    before, after = (
        wall.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() or timedelta() for fold in (0, 1)
    )
    return before > after


def clock_slack(zone: str, first: int | None = None, last: int | None = None) -> int:
    """Return how far clock time can stray from real time.

    In minutes, over any stretch between the two days.

    Args:
        zone: whose clocks.
        first: the first day in question; None for all that tzdata knows.
        last: the last day in question; None for all days to come.
    """
    least, most = minutes_ahead(zone, "UTC", first, last)
    return most - least
