"""Time zones: which day it is elsewhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from timeline.chrono.days import FIRST_DAY, LAST_DAY

_NAME = re.compile(r"[A-Za-z]+(?:[/_+-][A-Za-z0-9_+-]+)*")
_OF_THE_MACHINE = re.compile(r"localtime|posixrules|Factory|(posix|right)/.*")
"""Names that mean another thing on another machine, or count leap seconds."""
_OF_A_PLACE = re.compile(r"(?!posix/|right/|Etc/|SystemV/)[A-Za-z]+/[A-Za-z0-9_+/-]+")
"""Names to offer: of the others some, such as Etc/GMT+3, say the reverse of what one reads."""
_LONGEST = 64
"""More characters than any name has."""
_MINUTE = timedelta(minutes=1)


@lru_cache(maxsize=256)
def is_zone(name: str) -> bool:
    """Whether `name` is an IANA zone; never opens a file for a name that is not shaped like one."""
    if len(name) > _LONGEST or not _NAME.fullmatch(name) or _OF_THE_MACHINE.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def zones_near(name: str) -> list[str]:
    """The zones with the nearest names, three at most; or whose place is named so or nearly so.

    Small and capital letters are not told apart. Spaces are taken for the lines of IANA names.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    wanted = "_".join(name.lower().split())
    if len(wanted) > _LONGEST:
        return []
    zones, places = _zones_by_name()
    close = get_close_matches(wanted, zones, n=3, cutoff=0.8)
    named = get_close_matches(_place(wanted), places, n=1, cutoff=0.8)
    found = [*(zones[one] for one in close), *(places[one] for one in named)]
    return list(dict.fromkeys(found))[:3]


@lru_cache(maxsize=1)
def _zones_by_name() -> tuple[dict[str, str], dict[str, str]]:
    """Every zone, by its name and by the place in it; both in small letters."""
    from zoneinfo import available_timezones  # noqa: PLC0415 - only when something is wrong

    of_places = {name for name in available_timezones() if _OF_A_PLACE.fullmatch(name)}
    zones = {name.lower(): name for name in sorted({"UTC", *of_places})}
    return zones, {_place(low): name for low, name in zones.items()}


def _place(name: str) -> str:
    return name.rpartition("/")[2]


def offsets_on(zone: str, day: int) -> tuple[int, int]:
    """The least and the most minutes east of UTC that clocks of `zone` show about a local day.

    A change of clocks within two hours of the day, before or after, is taken for one on it: the
    bounds are never too narrow.
    """
    info = ZoneInfo(zone)
    day = min(max(day, FIRST_DAY + 1), LAST_DAY - 1)  # room for the hours looked at
    noon = datetime.fromordinal(day).replace(hour=12)
    seen = []
    for hours in (-14, 0, 14):
        offset = (noon + timedelta(hours=hours)).replace(tzinfo=info).utcoffset() or timedelta()
        seen.append(offset // _MINUTE)
    return min(seen), max(seen)


@lru_cache(maxsize=256)
def minutes_ahead(zone: str, other: str) -> tuple[int, int]:
    """How many minutes the clocks of `zone` are ahead of those of `other`, at the least and most.

    Looked up for every week from 1990 to 2040, so across all clock changes of that time.
    """
    pairs = zip(_offsets(zone), _offsets(other), strict=True)
    differences = [(first - second) // _MINUTE for first, second in pairs]
    return min(differences), max(differences)


@lru_cache(maxsize=64)
def _offsets(zone: str) -> tuple[timedelta, ...]:
    """How far the clocks of `zone` are ahead of UTC, for every week from 1990 to 2040."""
    info = ZoneInfo(zone)
    at, week = datetime(1990, 1, 1, 12, tzinfo=info), timedelta(weeks=1)
    found = []
    for _ in range(51 * 52):
        found.append(info.fromutc(at).utcoffset() or timedelta())  # `at` is read as UTC
        at += week
    return tuple(found)


def local_minute(day: int, minute: int, offset: int, zone: str) -> tuple[int, int]:
    """The local day and minute in `zone` of a time of day given with its own offset from UTC.

    A time that the calendar of `zone` does not reach stays as it is.
    """
    try:
        at = datetime.fromordinal(day) + timedelta(minutes=minute - offset)
        local = at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    except OverflowError:
        return day, minute
    return local.toordinal(), local.hour * 60 + local.minute


def wall_minute(day: int, minute: int, zone: str, other: str) -> tuple[int, int]:
    """The earliest and latest minute, counted from day 0, of a wall time of `zone` in `other`.

    A wall time that clocks showed twice has two; one that they skipped is read both ways; one that
    the calendar of `other` does not reach stays as it is.
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
    """The stretch of wall minutes around `at` that clocks of `zone` showed twice; else `at` alone.

    Within it a later minute need not be the later instant, so that it orders nothing.

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


@lru_cache(maxsize=256)
def clock_slack(zone: str) -> int:
    """How many minutes a stretch on the clocks of `zone` can differ from the time that passed."""
    least, most = minutes_ahead(zone, "UTC")
    return most - least
