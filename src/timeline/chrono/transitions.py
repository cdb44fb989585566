"""Clock changes of a zone, from tzdata.

Source: TZif, RFC 9636. Only the instants are taken from the file; `zoneinfo` is asked for the
offset after each, so that the two never disagree.
"""

from __future__ import annotations

import zoneinfo
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib import resources
from pathlib import Path
from struct import Struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEADER = Struct(">4sc15x6l")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND, _FOUR_WEEKS = timedelta(seconds=1), 28 * 86_400
_FIRST = (datetime(1, 1, 3, tzinfo=UTC) - _EPOCH) // _SECOND
"""Two days after the calendar begins: room for any offset."""
_CYCLE_ENDS = (datetime(2100, 1, 1, tzinfo=UTC) - _EPOCH) // _SECOND
_CYCLE_BEGINS = (datetime(2072, 1, 1, tzinfo=UTC) - _EPOCH) // _SECOND
"""Start of 28 years whose 1 Januaries fall on each weekday, in leap years and others."""


@dataclass(frozen=True, slots=True)
class Offsets:
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
    """Cap a stretch of time at the computed years.

    Clocks change by the same rules in the capped stretch as in the whole.

    Args:
        first: seconds of UTC since 1970.
        last: the same.
    """
    if last <= _CYCLE_ENDS:
        return first, last
    return min(first, _CYCLE_BEGINS), _CYCLE_ENDS


@lru_cache(maxsize=64)
def offsets_of(zone: str) -> Offsets:
    """Return the offsets of a zone.

    From tzdata's first entry to the end of the century.
    """
    info = zoneinfo.ZoneInfo(zone)
    data = _tzif(zone)
    since = [_FIRST, *(at for at in _written_changes(data) if _FIRST < at < _CYCLE_ENDS)]
    if b"," in data.splitlines()[-1]:  # the last line of a file says by which rule clocks go on
        since += _changes_by_rule(info, since[-1])
    return Offsets(tuple(since), tuple(_offset(info, at) for at in since))


def _offset(info: zoneinfo.ZoneInfo, second: int) -> int:
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


def _changes_by_rule(info: zoneinfo.ZoneInfo, begins: int) -> Iterator[int]:
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


def _first_with(info: zoneinfo.ZoneInfo, offset: int, low: int, high: int) -> int:
    """Bisect for the first second with another offset.

    After `low`, up to `high`.
    """
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(info, middle) == offset:
            high = middle
        else:
            low = middle
    return high
