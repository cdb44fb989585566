import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.builders import ordinal
from timeline.chrono.days import format_day, format_minute
from timeline.chrono.zones import (
    clock_slack,
    is_zone,
    local_minute,
    minutes_ahead,
    offsets_on,
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
    """Kabul has no summer time, New York has."""
    assert minutes_ahead("Asia/Kabul", "America/New_York") == (510, 570)
    assert minutes_ahead("America/New_York", "Asia/Kabul") == (-570, -510)
    assert minutes_ahead("Asia/Kabul", "Asia/Kabul") == (0, 0)


def test_clock_slack() -> None:
    """Only clocks that change can differ from the time that passed."""
    assert clock_slack("Asia/Kabul") == 0
    assert clock_slack("America/New_York") == 60


@pytest.mark.parametrize(
    ("zone", "day", "least", "most"),
    [
        ("Asia/Kabul", "2021-08-29", 270, 270),
        ("America/New_York", "2021-07-01", -240, -240),
        ("America/New_York", "2021-11-07", -300, -240),
        ("America/New_York", "2021-03-14", -300, -240),
    ],
)
def test_offsets_on(zone: str, day: str, least: int, most: int) -> None:
    """On the day of a clock change there are two offsets."""
    assert offsets_on(zone, ordinal(day)) == (least, most)


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
    assert offsets_on("UTC", ordinal(day)) == (0, 0)


@pytest.mark.parametrize(
    "name",
    ["localtime", "posixrules", "Factory", "posix/Asia/Kabul", "right/UTC"],
)
def test_names_of_the_machine_are_no_zones(name: str) -> None:
    """They mean another thing elsewhere, or count leap seconds."""
    assert not is_zone(name)


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Beirut", "Asia/Kabul", "UTC"])
@pytest.mark.parametrize("change", ["2021-03-14", "2021-03-28", "2021-10-30", "2021-11-07"])
def test_no_offset_of_a_day_is_left_out(zone: str, change: str) -> None:
    """Whatever the clock shows, and whichever time of the day it changes at."""
    for day in range(ordinal(change) - 3, ordinal(change) + 4):
        least, most = offsets_on(zone, day)
        shown_then = {
            datetime.fromordinal(day).replace(hour=hour, tzinfo=ZoneInfo(zone), fold=fold)
            for hour in range(24)
            for fold in (0, 1)
        }
        offsets = [each.utcoffset() or timedelta() for each in shown_then]
        assert all(
            timedelta(minutes=least) <= one <= timedelta(minutes=most) for one in offsets if one
        )


@pytest.mark.parametrize(
    ("zone", "day", "offset"),
    [
        ("America/New_York", "2021-11-05", -240),
        ("America/New_York", "2021-11-08", -300),
        ("America/New_York", "2021-03-12", -300),
        ("America/New_York", "2021-03-15", -240),
        ("Asia/Kolkata", "0001-01-01", 353),
        ("Asia/Kolkata", "9999-12-31", 330),
    ],
)
def test_days_away_from_a_clock_change_have_one_offset(zone: str, day: str, offset: int) -> None:
    """So a bound is not widened for a change that is far."""
    assert offsets_on(zone, ordinal(day)) == (offset, offset)


def test_offsets_are_whole_minutes() -> None:
    """Clocks of long ago were off by seconds, which no date statement counts."""
    assert all(isinstance(each, int) for each in offsets_on("Asia/Kabul", ordinal("1880-01-01")))
    assert offsets_on("Asia/Kabul", ordinal("1880-01-01")) == (276, 276)


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
        assert minutes_ahead("America/New_York", "Asia/Karachi") == (-600, -540)
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
