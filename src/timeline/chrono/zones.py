"""Time zones: days and minutes elsewhere, and clock changes from tzdata.

Source: TZif, RFC 9636. Only the instants are taken from the file; `zoneinfo` is asked for the
offset after each, so that the two never disagree.
"""

from __future__ import annotations

import re
import zoneinfo
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib import resources
from pathlib import Path
from struct import Struct
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from timeline.chrono.days import day_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_HEADER = Struct(">4sc15x6l")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND, _FOUR_WEEKS = timedelta(seconds=1), 28 * 86_400
_FIRST = (datetime(1, 1, 3, tzinfo=UTC) - _EPOCH) // _SECOND
"""Two days after the calendar begins: room for any offset."""
_CYCLE_ENDS = (datetime(2100, 1, 1, tzinfo=UTC) - _EPOCH) // _SECOND
_CYCLE_BEGINS = (datetime(2072, 1, 1, tzinfo=UTC) - _EPOCH) // _SECOND
"""Start of 28 years whose 1 Januaries fall on each weekday, in leap years and others."""


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
    """Suggest up to three zones of similar name."""
    from difflib import get_close_matches

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
    """Map zones by name and by place, both in small letters."""
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
    """Return the second of UTC since 1970 at which a day begins."""
    return (day - _DAY_OF_EPOCH) * 86_400


def local_minute(day: int, minute: int, offset: int, zone: str) -> tuple[int, int]:
    """Convert a minute with a UTC offset to `zone`; unchanged beyond its calendar."""
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
    """Return the first and last of the wall minutes around `at` shown twice.

    Within them a later minute need not be the later instant, so that it orders nothing.
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
    """Return how many minutes clock time can stray from real time between two days."""
    least, most = minutes_ahead(zone, "UTC", first, last)
    return most - least


@dataclass(frozen=True, slots=True)
class _Offsets:
    """Seconds east of UTC, from each clock change on."""

    since: Sequence[int]
    """Seconds of UTC since 1970; the first stands for all time before the first change."""
    east: Sequence[int]

    def at(self, second: int) -> int:
        """Return the offset at an instant."""
        return self.east[max(0, bisect_right(self.since, second) - 1)]

    def changes(self, first: int, last: int) -> Sequence[int]:
        """Return clock changes after `first` up to `last`."""
        return self.since[bisect_right(self.since, first) : bisect_right(self.since, last)]


def worked_out(first: int, last: int) -> tuple[int, int]:
    """Cap seconds of UTC since 1970 at the computed years, whose rules repeat."""
    if last <= _CYCLE_ENDS:
        return first, last
    return min(first, _CYCLE_BEGINS), _CYCLE_ENDS


@lru_cache(maxsize=64)
def offsets_of(zone: str) -> _Offsets:
    """Return a zone's offsets, from tzdata's first entry to the century's end."""
    info = ZoneInfo(zone)
    data = _tzif(zone)
    since = [_FIRST, *(at for at in _written_changes(data) if _FIRST < at < _CYCLE_ENDS)]
    if b"," in data.splitlines()[-1]:  # the last line of a file says by which rule clocks go on
        since += _changes_by_rule(info, since[-1])
    return _Offsets(tuple(since), tuple(_offset(info, at) for at in since))


def _offset(info: ZoneInfo, second: int) -> int:
    at = (_EPOCH + timedelta(seconds=second)).astimezone(info)
    return (at.utcoffset() or timedelta()) // _SECOND


def _tzif(zone: str) -> bytes:
    """Read a zone's file where `zoneinfo` looks for it."""
    for folder in zoneinfo.TZPATH:
        file = Path(folder, zone)
        if file.is_file():
            return file.read_bytes()
    return resources.files("tzdata.zoneinfo").joinpath(zone).read_bytes()


def _written_changes(data: bytes) -> Iterator[int]:
    """Yield the instants listed in a TZif file."""
    at, size = 0, 4
    _, version, *counts = _HEADER.unpack_from(data)
    if version >= b"2":  # the same again in 64 bits, after a block in 32
        utc, standard, leap, times, types, letters = counts
        at = _HEADER.size + times * 5 + types * 6 + letters + leap * 8 + standard + utc
        size = 8
        _, _, *counts = _HEADER.unpack_from(data, at)
    at += _HEADER.size
    for place in range(counts[3]):
        start = at + place * size
        yield int.from_bytes(data[start : start + size], "big", signed=True)


def _changes_by_rule(info: ZoneInfo, begins: int) -> Iterator[int]:
    """Yield the clock changes after the last listed."""
    # A rule changes clocks twice a year, months apart, so looking every four weeks finds each.
    low = begins
    before = _offset(info, low)
    while low < _CYCLE_ENDS:
        high = min(low + _FOUR_WEEKS, _CYCLE_ENDS)
        after = _offset(info, high)
        if after != before:
            yield _first_with(info, after, low, high)
        low, before = high, after


def _first_with(info: ZoneInfo, offset: int, low: int, high: int) -> int:
    """Find the first second after `low` with another offset."""
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(info, middle) == offset:
            high = middle
        else:
            low = middle
    return high
