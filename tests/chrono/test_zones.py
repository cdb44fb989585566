import time
import zoneinfo
from datetime import UTC, datetime, timedelta
from math import ceil, floor
from pathlib import Path
from struct import pack
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import ordinal
from timeline.chrono.days import format_day, format_minute
from timeline.chrono.zones import (
    clock_slack,
    is_zone,
    local_minute,
    minutes_ahead,
    offsets_of,
    shown_twice,
    wall_minute,
    zones_near,
)


def shown(day: int, minute: int) -> str:
    """A day and a minute of it as text."""
    return f"{format_day(day)}T{format_minute(minute)}"


@pytest.mark.parametrize(
    "name", ["UTC", "Asia/Kabul", "America/New_York", "Etc/GMT+5", "America/Argentina/Ushuaia"]
)
def test_zones(name: str) -> None:
    """IANA names are known."""
    assert is_zone(name)


@pytest.mark.parametrize(
    "name",
    ["", "Asia/Kabull", "../../etc/passwd", "/etc/localtime", "Asia/../UTC", "Asia", "+04:30",
     "Asia/Kabul\n", "Z" * 65, "Asia\0Kabul"],
)  # fmt: skip
def test_no_zones(name: str) -> None:
    """What is not the name of a zone is refused, and opens no file elsewhere."""
    assert not is_zone(name)


def test_a_time_in_washington_is_another_day_in_kabul() -> None:
    """20:50 on 29 August with -04:00 is 05:20 on 30 August in Kabul."""
    at = local_minute(ordinal("2021-08-29"), 20 * 60 + 50, -240, "Asia/Kabul")
    assert shown(*at) == "2021-08-30T05:20"


def test_a_time_with_an_offset_can_be_the_day_before() -> None:
    """Midnight in Kabul is the evening before in UTC."""
    assert shown(*local_minute(ordinal("2021-08-30"), 0, 270, "UTC")) == "2021-08-29T19:30"


def test_minutes_ahead_over_all_clock_changes() -> None:
    """Kabul has no summer time, New York has; before standard time both went by the sun."""
    year = ordinal("2021-01-01"), ordinal("2021-12-31")
    assert minutes_ahead("Asia/Kabul", "America/New_York", *year) == (510, 570)
    assert minutes_ahead("America/New_York", "Asia/Kabul", *year) == (-570, -510)
    assert minutes_ahead("Asia/Kabul", "America/New_York") == (480, 577)
    assert minutes_ahead("America/New_York", "Asia/Kabul") == (-577, -480)
    assert minutes_ahead("Asia/Kabul", "Asia/Kabul") == (0, 0)


def test_minutes_ahead_of_long_ago() -> None:
    """Manila kept the days of America until the end of 1844."""
    then = ordinal("1840-05-01")
    assert minutes_ahead("Asia/Manila", "UTC", then, then) == (-957, -956)
    assert minutes_ahead("UTC", "Asia/Manila", then, then) == (956, 957)
    assert minutes_ahead("Asia/Manila", "UTC")[0] == -957
    assert minutes_ahead("Asia/Manila", "UTC", ordinal("2020-01-01")) == (480, 480)


def test_the_days_to_come_go_by_the_rules_of_today() -> None:
    """Summer and winter of every year, and no season that a stretch of days does not hold."""
    for first in ("2023-05-01", "2099-12-01", "2100-01-01", "2500-07-01"):
        assert minutes_ahead("Europe/Berlin", "UTC", ordinal(first)) == (60, 120)
    summer = ordinal("2099-07-01"), ordinal("2099-07-31")
    assert minutes_ahead("Europe/Berlin", "UTC", *summer) == (120, 120)
    assert minutes_ahead("UTC", "Asia/Kabul", ordinal("9999-12-31")) == (-270, -270)


ZONES = sorted(
    name for name in available_timezones() if is_zone(name) and not name.startswith("SystemV/")
)
EARLIEST, LATEST = ordinal("1850-01-01"), ordinal("2099-12-28")


@given(
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.integers(EARLIEST, LATEST),
    st.integers(0, 400),
    st.integers(0, 1439),
)
def test_no_two_clocks_are_further_apart_than_said(
    zone: str, other: str, first: int, more: int, minute: int
) -> None:
    """At any minute of any of the days in question, by both clocks; nor with open ends."""
    day = first + more // 2
    at = (datetime.fromordinal(day) + timedelta(minutes=minute)).replace(tzinfo=ZoneInfo(zone))
    there = at.astimezone(ZoneInfo(other))
    apart = (at.replace(tzinfo=None) - there.replace(tzinfo=None)) / timedelta(minutes=1)
    if at.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != at.replace(
        tzinfo=None
    ):
        return  # no clock ever showed it
    spans = [(first, first + more), (first, None), (None, first + more), (None, None)]
    for span in spans:
        least, most = minutes_ahead(zone, other, *span)
        assert least <= apart <= most


@settings(max_examples=30)
@given(st.sampled_from(ZONES), st.sampled_from(ZONES), st.integers(EARLIEST, LATEST))
def test_clocks_are_as_far_apart_as_said(zone: str, other: str, day: int) -> None:
    """Some quarter of an hour of the day, or of the sixteen hours about it, shows both ends."""
    start = datetime.fromordinal(day).replace(tzinfo=UTC) - timedelta(hours=16)
    apart = []
    for quarter in range((24 + 32) * 4 + 1):
        at = start + timedelta(minutes=15 * quarter)
        here, there = (at.astimezone(ZoneInfo(name)).utcoffset() for name in (zone, other))
        assert here is not None
        assert there is not None
        apart.append((here - there) / timedelta(minutes=1))
    assert minutes_ahead(zone, other, day, day) == (floor(min(apart)), ceil(max(apart)))


@pytest.mark.parametrize(
    ("zone", "day", "apart"),
    [
        ("America/Los_Angeles", "2023-03-13", (-480, -420)),  # 14 hours after the change
        ("America/Chicago", "2023-03-14", (-300, -300)),
        ("Asia/Tehran", "2022-09-20", (270, 270)),  # 19½ hours before
        ("Asia/Tehran", "2022-09-21", (210, 270)),
    ],
)
def test_a_day_of_any_zone_reaches_sixteen_hours_beyond_that_of_utc(
    zone: str, day: str, apart: tuple[int, int]
) -> None:
    """So a change of clocks counts for a day up to sixteen hours before it and after."""
    assert minutes_ahead(zone, "UTC", ordinal(day), ordinal(day)) == apart


def test_zones_of_the_installed_package_are_read_where_the_machine_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As zoneinfo does: first the machine's files, then those of tzdata."""
    expected = offsets_of("America/New_York")
    monkeypatch.setattr(zoneinfo, "TZPATH", ())
    offsets_of.cache_clear()
    try:
        found = offsets_of("America/New_York")
    finally:
        offsets_of.cache_clear()
    assert found == expected


def tzif(version: bytes, changes: list[int], leaps: int) -> bytes:
    """A file of two offsets by turns: 32 bits per instant, from version 2 on once more in 64."""
    blocks = b""
    for size in (4, 8) if version >= b"2" else (4,):
        blocks += pack(">4sc15x6l", b"TZif", version, 0, 0, leaps, len(changes), 2, 8)
        blocks += b"".join(change.to_bytes(size, "big", signed=True) for change in changes)
        blocks += bytes(1 - place % 2 for place in range(len(changes)))
        blocks += pack(">lBBlBB", -3600, 0, 0, 7200, 1, 4) + b"AAA\0BBB\0"
        blocks += b"".join(
            (86_400 * 365 * (leap + 1)).to_bytes(size, "big") + (leap + 1).to_bytes(4, "big")
            for leap in range(leaps)
        )
    return blocks + (b"\n<+02>-2\n" if version >= b"2" else b"")


@pytest.mark.parametrize("version", [b"\0", b"2", b"3"])
@pytest.mark.parametrize("leaps", [0, 1, 3])
def test_every_change_that_a_file_lists_is_read(tmp_path: Path, version: bytes, leaps: int) -> None:
    """In each version of the form, after whatever leap seconds it lists, before 1970 and after."""
    changes = [-1_500_000_000, -86_400, 0, 1_000_000_007, 2_000_000_000]
    (tmp_path / "Land").mkdir()
    (tmp_path / "Land" / "Town").write_bytes(tzif(version, changes, leaps))
    zoneinfo.reset_tzpath([str(tmp_path)])
    try:
        found = offsets_of("Land/Town")
    finally:
        zoneinfo.reset_tzpath()
        zoneinfo.ZoneInfo.clear_cache(only_keys=["Land/Town"])
        offsets_of.cache_clear()
    assert list(found.since[1:]) == changes
    assert list(found.east) == [-3600, 7200, -3600, 7200, -3600, 7200]


def test_clock_slack() -> None:
    """Only clocks that change can differ from the time that passed."""
    lately = ordinal("2000-01-01")
    assert clock_slack("Asia/Kabul", lately) == 0
    assert clock_slack("Asia/Kabul") == 37
    assert clock_slack("America/New_York", lately) == 60
    winter = ordinal("2021-12-01"), ordinal("2021-12-31")
    assert clock_slack("America/New_York", *winter) == 0


def wall(day: str, minute: int) -> list[str]:
    """What a wall time of New York is in UTC, at the earliest and latest."""
    found = wall_minute(ordinal(day), minute, "America/New_York", "UTC")
    return [shown(*divmod(each, 1440)) for each in found]


def test_a_wall_time_elsewhere() -> None:
    """An ordinary wall time is one minute elsewhere."""
    assert wall("2021-07-01", 21 * 60) == ["2021-07-02T01:00"] * 2


def test_a_wall_time_that_clocks_showed_twice() -> None:
    """01:30 stood on the clock twice when summer time ended."""
    assert wall("2021-11-07", 90) == ["2021-11-07T05:30", "2021-11-07T06:30"]


def test_a_wall_time_that_clocks_skipped() -> None:
    """02:30 never stood on the clock; both readings are taken."""
    assert wall("2021-03-14", 150) == ["2021-03-14T06:30", "2021-03-14T07:30"]


@pytest.mark.parametrize(
    ("at", "first", "last"),
    [
        ("00:59", "00:59", "00:59"),
        ("01:00", "01:00", "01:59"),
        ("01:30", "01:00", "01:59"),
        ("02:00", "02:00", "02:00"),
    ],
)
def test_the_hour_that_clocks_showed_twice(at: str, first: str, last: str) -> None:
    """One hour of an autumn night is there twice; its neighbours are not."""
    minute = int(at[:2]) * 60 + int(at[3:])
    found = shown_twice(ordinal("2021-11-07") * 1440 + minute, "America/New_York")
    assert [shown(*divmod(each, 1440))[-5:] for each in found] == [first, last]


@pytest.mark.parametrize(("day", "offset"), [("0001-01-01", 840), ("9999-12-31", -840)])
def test_the_ends_of_the_calendar(day: str, offset: int) -> None:
    """A time that leaves the calendar in another zone stays on its first or last day."""
    minute = 0 if offset > 0 else 1439
    local, _ = local_minute(ordinal(day), minute, offset, "UTC")
    assert format_day(local) == day
    earliest, latest = wall_minute(ordinal(day), minute, "UTC", "America/New_York")
    assert ordinal("0001-01-01") * 1440 <= earliest <= latest < (ordinal("9999-12-31") + 1) * 1440


@pytest.mark.parametrize(
    "name",
    ["localtime", "posixrules", "Factory", "posix/Asia/Kabul", "right/UTC"],
)
def test_names_of_the_machine_are_no_zones(name: str) -> None:
    """They mean another thing elsewhere, or count leap seconds."""
    assert not is_zone(name)


def test_a_time_of_one_zone_in_another_that_is_not_utc() -> None:
    """Noon in New York is evening in Kabul."""
    at = ordinal("2021-07-01")
    earliest, latest = wall_minute(at, 720, "America/New_York", "Asia/Kabul")
    assert earliest == latest
    assert shown(*divmod(earliest, 1440)) == "2021-07-01T20:30"


def test_times_do_not_hang_on_the_zone_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same in Kabul as anywhere."""
    monkeypatch.setenv("TZ", "Asia/Kabul")
    time.tzset()
    try:
        at = local_minute(ordinal("2021-08-29"), 20 * 60 + 50, -240, "America/New_York")
        assert shown(*at) == "2021-08-29T20:50"
        assert wall("2021-07-01", 21 * 60) == ["2021-07-02T01:00"] * 2
        year = ordinal("2021-01-01"), ordinal("2021-12-31")
        assert minutes_ahead("America/New_York", "Asia/Karachi", *year) == (-600, -540)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_night_whose_hour_comes_twice_is_nothing_where_clocks_stand_still() -> None:
    """Zones without summer time have no such hour."""
    at = ordinal("2021-11-07") * 1440 + 90
    assert shown_twice(at, "Asia/Kabul") == (at, at)


def test_half_an_hour_can_come_twice() -> None:
    """Lord Howe's clocks go back by half an hour."""
    at = ordinal("2021-04-04") * 1440 + 105
    found = shown_twice(at, "Australia/Lord_Howe")
    assert [shown(*divmod(each, 1440)) for each in found] == [
        "2021-04-04T01:30",
        "2021-04-04T01:59",
    ]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Europe/Viena", ["Europe/Vienna"]),
        ("asia/damascus", ["Asia/Damascus"]),
        ("Asia/Kabol", ["Asia/Kabul"]),
        ("Kabul", ["Asia/Kabul"]),
        ("Mexico/Kabul", ["Asia/Kabul"]),
        ("Damascis", ["Asia/Damascus"]),
        ("America/New York", ["America/New_York"]),
        ("  new   york ", ["America/New_York"]),
        ("La Paz", ["America/La_Paz"]),
        ("Port of Spain", ["America/Port_of_Spain"]),
        ("Dakar", ["Africa/Dakar"]),
        ("Europe/Londo", ["Europe/London", "Europe/Monaco", "Europe/Lisbon"]),
        ("utc", ["UTC"]),
        ("Nowhere", []),
        ("Asia", []),
        ("GMT+3", []),
        ("Etc/GMT+3", []),
        ("a" * 58 + "/Kabul", ["Asia/Kabul"]),
        ("a" * 59 + "/Kabul", []),
    ],
)
def test_zones_near_a_name(name: str, near: list[str]) -> None:
    """By the whole name or by the place in it, three at most; none that says the reverse."""
    assert zones_near(name) == near


def test_no_more_zones_than_three_are_near() -> None:
    """Whole names first; the place would be a fourth."""
    found = zones_near("Africa/Daka")
    assert found[0] == "Africa/Dakar"
    assert len(found) == len(set(found)) == 3
    assert "Asia/Dhaka" not in found
