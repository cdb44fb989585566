"""In whose days an absence is read, and what it leaves of an event in another zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import days, inferred, ordinal
from timeline.chrono.days import format_day


def announced(*, case: str, event: str, absence: str, when: str, says: str) -> str:
    """A case with one announcement and one absence of it."""
    zone = f", zone: {absence}" if absence else ""
    return f"""\
time_zone: {case}
events: [{{kind: announcement, when: "{when}", zone: {event}, source: a}}]
absences: [{{kind: announcement, {says}, source: a{zone}}}]
"""


@pytest.mark.parametrize("when", ["2024-05-01", "2024-05-01T20:00"])
def test_days_of_an_absence_are_days_of_the_case(when: str) -> None:
    """Eight in the evening in New York is half past four on the next morning in Kabul."""
    text = announced(
        case="Asia/Kabul",
        event="America/New_York",
        absence="",
        when=when,
        says="until: 2024-05-01",
    )
    inference = inferred(text)
    assert not inference.conflicts
    assert days(inference.day_of("announcement")) == "2024-05-01"
    assert days(inference.case_day_of("announcement")) == "2024-05-02"


def test_an_absence_may_be_said_in_days_of_another_zone() -> None:
    """The same words, said in New York."""
    text = announced(
        case="Asia/Kabul",
        event="America/New_York",
        absence="America/New_York",
        when="2024-05-01",
        says="until: 2024-05-01",
    )
    (conflict,) = inferred(text).conflicts
    assert [part.says for part in conflict.claims] == [
        "announcement: 2024-05-01",
        "no announcement by the end of 2024-05-01 in America/New_York",
    ]


@pytest.mark.parametrize(
    ("says", "earliest"),
    [
        ("until: 2024-05-23T02:00+09:00", "2024-05-22"),
        ("before: 2024-05-23T02:00+09:00", "2024-05-22"),
        ("until: 2024-05-23T02:00Z ± 1 day", "2024-05-22"),
        ("until: 2024-05-22T12:00Z", "2024-05-22"),
        ("until: 2024-05-23T00:00-14:00", "2024-05-23"),
        ("until: [2024-05-24, 2024-05-23T12:00]", "2024-05-23"),
    ],
)
def test_a_time_with_an_offset_is_brought_to_the_zone(says: str, earliest: str) -> None:
    """Two in the morning in Tokyo is the day before in New York."""
    zone = "America/New_York"
    text = announced(case=zone, event=zone, absence="", when="2024", says=says)
    assert days(inferred(text).day_of("announcement")) == f"{earliest}..2024-12-31"


@pytest.mark.parametrize(
    "says", ["until: ../2024-05-23", "until: unknown", "before: by 2024-05-23"]
)
def test_an_absence_without_a_first_day_bounds_nothing(says: str) -> None:
    """Not by some day that may have been any earlier one."""
    text = announced(case="UTC", event="UTC", absence="", when="2024", says=says)
    assert days(inferred(text).day_of("announcement")) == "2024-01-01..2024-12-31"


ZONES = st.sampled_from(
    ["UTC", "Asia/Kabul", "America/New_York", "Pacific/Kiritimati", "Pacific/Niue", "Europe/Paris"]
)
FREE = ordinal("2024-05-20")


def could_be(day: int, event: str, absence: str, case: str, of_case: int | None) -> bool:
    """Whether a quarter of an hour of a day is not before the first free day of an absence."""
    for quarter in range(-96, 192):
        at = datetime.fromordinal(day).replace(tzinfo=UTC) + timedelta(minutes=15 * quarter)
        if at.astimezone(ZoneInfo(event)).toordinal() != day:
            continue
        here = at.astimezone(ZoneInfo(case)).toordinal()
        free = at.astimezone(ZoneInfo(absence)).toordinal() >= FREE
        if free and of_case in (None, here):
            return True
    return False


@given(ZONES, ZONES, st.none() | ZONES, st.integers(-3, 3), st.sampled_from(["until", "before"]))
def test_nothing_that_can_be_true_is_ruled_out(
    case: str, event: str, absence: str | None, away: int, word: str
) -> None:
    """By every quarter of an hour of the day; of two zones nothing else is left either."""
    day, said = FREE + away, FREE - (word == "until")
    text = announced(
        case=case,
        event=event,
        absence=absence or "",
        when=format_day(day),
        says=f"{word}: {format_day(said)}",
    )
    inference = inferred(text)
    zone = absence or case
    is_possible = could_be(day, event, zone, case, None)
    if is_possible:
        assert not inference.conflicts
        bound = inference.case_day_of("announcement")
        for here in range(day - 2, day + 3):
            assert bound.contains(here) or not could_be(day, event, zone, case, here)
    if zone in (event, case):
        assert bool(inference.conflicts) is not is_possible
