"""Wordings with one meaning say one thing; opposite wordings share out the days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import case_file, days, ordinal, shipped_kinds
from timeline.chrono.calendar import WorkCalendar
from timeline.chrono.days import FIRST_DAY, LAST_DAY
from timeline.chrono.interval import Interval
from timeline.chrono.notation import parse_when
from timeline.chrono.when import Distance
from timeline.inference.inference import infer
from timeline.inference.lengths import edges_from
from timeline.inference.statement import Option, StatedLength

COUNT = st.integers(0, 40)
SIDES = st.sampled_from(["after", "before"])


def said(text: str, *, zones: tuple[str, str] = ("UTC", "UTC")) -> tuple[str, ...]:
    """What a claim about an event of one zone asks, relative to one of another."""
    file, sources = case_file(
        f"""\
time_zone: UTC
events:
  - {{id: x, kind: other, when: 2023-05, zone: {zones[0]}, source: a}}
  - {{id: it, kind: other, when: "{text}", zone: {zones[1]}, source: a}}
"""
    )
    statements = infer(file, sources, shipped_kinds()).statements.accepted
    (claim,) = [one for one in statements if one.id == "it#1"]
    return tuple(map(plain, claim.options))


def plain(option: Option) -> str:
    """An option without the words that it was read from."""
    lengths = [
        (one.start, one.end, one.distance.low, one.distance.high, one.distance.unit,
         one.distance.direction, one.distance.low_days, one.distance.high_days)
        for one in option.lengths
    ]  # fmt: skip
    return repr((option.days, option.times, lengths))


@st.composite
def families(draw: st.DrawFn) -> list[str]:
    """All the ways of saying one thing about an event."""
    number, more, side = draw(COUNT), draw(st.integers(0, 20)), draw(SIDES)
    unit = draw(st.sampled_from(["day", "week", "hour", "month", "year", "working day"]))
    size = {"week": 7}.get(unit, 1)
    there, units = f"{side} x", f"{unit}s"
    exact = [f"{number} {units}", f"exactly {number} {units}", f"{number} to {number} {units}"]
    up_to = [f"within {number} {units}", f"at most {number} {units}", f"0 to {number} {units}"]
    longer = [f"{number} to {number + more} {units}"]
    open_ended = [f"at least {number} {units}"]
    if unit in ("day", "week"):
        days = number * size
        exact += [f"{days} days", f"{days} days ± 0 days"]
        up_to += [f"less than {days + 1} days"]
        up_to += [f"{days // 2} days ± {days // 2} days"] * (days % 2 == 0)
        up_to += [f"{days // 3} days ± {days - days // 3} days"]
        longer += [f"{days + more * size // 2} days ± {more * size // 2} days"] * (
            more * size % 2 == 0
        )
        open_ended += [f"more than {days - 1} days"] * (days > 0)
    if unit == "hour":
        up_to += [f"{number // 2} hours ± {number // 2} hours"] * (number % 2 == 0)
    if unit == "year":
        exact += [f"{number * 12} months"]
        up_to += [f"within {number * 12} months"]
    if unit == "working day":
        exact += [f"{number} business days"]
        up_to += [f"at most {number} business days"]
    return [
        f"{words} {there}" for words in draw(st.sampled_from([exact, up_to, longer, open_ended]))
    ]


NOTHING = [
    [f"{words} {side} x" for words in (
        "0 days", "within 0 days", "at most 0 weeks", "less than 1 day", "0 to 0 days", "0 months",
        "within 0 years", "0 working days", "at most 0 working days")]
    for side in ("after", "before")
]  # fmt: skip
ORDERS = [
    ["after x", "soon after x", "at least 0 days after x", "at least 0 weeks after x"],
    ["before x", "at least 0 days before x"],
    ["same day as x", "within 0 days of x", "at most 0 days of x", "less than 1 day of x"],
    ["within 6 days of x", "at most 6 days of x", "less than a week of x"],
    ["the day after x", "1 day after x", "a day after x", "one day after x"],
    ["within 3 months of x", "at most 3 months of x"],
]
ZONES = st.sampled_from(
    [
        ("UTC", "UTC"),
        ("Asia/Kabul", "Asia/Kabul"),
        ("UTC", "Asia/Kabul"),
        ("Asia/Kabul", "Europe/Paris"),
    ]
)


@given(families() | st.sampled_from([*NOTHING, *ORDERS]), ZONES)
def test_wordings_with_one_meaning_ask_the_same(family: list[str], zones: tuple[str, str]) -> None:
    """Of days, of instants and of lengths, in whichever zones the two events are."""
    first, *others = family
    expected = said(first, zones=zones)
    for text in others:
        assert said(text, zones=zones) == expected, (first, text)


@pytest.mark.parametrize("words", ["0 days", "at most 3 days", "0 to 3 days", "2 days ± 2 days"])
@pytest.mark.parametrize(
    "back", ["after it", "0 days after it", "soon after it", "1 day ± 1 day after it"]
)
def test_what_is_after_is_not_before(words: str, back: str) -> None:
    """A after B and B after A contradict each other, however either is worded."""
    other = back.replace("after", "before").removeprefix("soon ")
    for one, two in ((words, back), (words, other)):
        text = f"""\
events:
  - {{id: x, kind: other, when: "{two}", source: a}}
  - {{id: it, kind: other, when: "{one} after x", source: a}}
"""
        file, sources = case_file(text)
        is_wrong = bool(infer(file, sources, shipped_kinds()).conflicts)
        assert is_wrong is ("after" in two)


OFFICE = WorkCalendar(
    "office",
    frozenset({5, 6}),
    dict.fromkeys(
        map(ordinal, ["2023-05-29", "2023-06-19", "2023-06-20", "2023-07-04"]), "holiday"
    ),
    FIRST_DAY,
    LAST_DAY,
)
NEAR = st.integers(ordinal("2023-05-01"), ordinal("2023-07-31"))


def days_left(text: str, start: int) -> set[int]:
    """The days within 120 of the start that a claim in working days or months leaves."""
    when = parse_when(text)
    assert isinstance(when, Distance)
    low, high = (0, 120) if when.direction > 0 else (-120, 0)
    if when.unit == "days":
        low, high = max(low, when.low), min(high, 120 if when.high is None else when.high)
    else:
        length = StatedLength("x", "it", when, (), OFFICE)
        for edge in edges_from(length, Interval(start, start)):
            if (edge.start, edge.end) == ("x", "it"):
                high = min(high, edge.days)
            else:
                low = max(low, -edge.days)
    return {start + days for days in range(low, high + 1)}


@given(NEAR, st.integers(1, 30), SIDES)
def test_less_and_at_least_share_out_the_days(start: int, number: int, side: str) -> None:
    """Each day to one of them, and to one of more and at most; the working day itself to one."""
    units, there = f"{number} working days", f"{side} x"
    away = 1 if side == "after" else -1
    every = {start + away * days for days in range(121)}
    worked = [
        day for day in sorted(every, key=lambda day: away * day)[1:] if not OFFICE.reason_off(day)
    ]
    end = worked[number - 1]
    less, least = (
        days_left(f"less than {units} {there}", start),
        days_left(f"at least {units} {there}", start),
    )
    more, most = (
        days_left(f"more than {units} {there}", start),
        days_left(f"at most {units} {there}", start),
    )
    assert less == {day for day in every if away * (day - end) < 0}
    assert more == {day for day in every if away * (day - end) > 0}
    assert least == every - less
    assert most == every - more
    assert days_left(f"{units} {there}", start) == {end}
    assert most - less == {end}


@given(
    st.dates().filter(lambda day: 2 < day.year < 9990 and day.day <= 28), st.integers(1, 3), SIDES
)
def test_months_share_out_the_days_as_well(day: object, number: int, side: str) -> None:
    """Where no month is too short, so that one day alone is meant."""
    start = ordinal(str(day))
    units, there = f"{number} months", f"{side} x"
    less, least = (
        days_left(f"less than {units} {there}", start),
        days_left(f"at least {units} {there}", start),
    )
    more, most = (
        days_left(f"more than {units} {there}", start),
        days_left(f"at most {units} {there}", start),
    )
    assert not less & least
    assert not more & most
    assert less | least == more | most
    assert most - less == days_left(f"{units} {there}", start)


def test_where_no_calendar_is_named_every_day_that_can_be_meant_is_left() -> None:
    """Ten working days last from 10 days to 49; less than that is one day less."""
    for text, low, high in [
        ("less than 10 working days after x", None, 48),
        ("more than 10 working days after x", 11, None),
        ("at most 10 working days after x", None, 49),
        ("at least 10 working days after x", 10, None),
    ]:
        when = parse_when(text)
        assert isinstance(when, Distance)
        ends = {
            edge.start: edge.days
            for edge in edges_from(StatedLength("x", "it", when, ()), Interval())
        }
        assert ends.get("x") == high
        assert -ends["it"] == (low or 0)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("less than 21 working days after strike", "2023-05-04..2023-06-04"),
        ("at most 20 working days after strike", "2023-05-04..2023-06-02"),
        ("more than 20 working days after strike", "2023-06-03.."),
        ("at least 21 working days after strike", "2023-06-05.."),
        ("20 working days after strike", "2023-06-02"),
    ],
)
def test_a_weekend_is_less_than_the_next_working_day_and_more_than_the_last(
    text: str, left: str
) -> None:
    """The 20th working day is a Friday, the 21st the Monday after it."""
    claims = f"{{when: {text}, source: a}}"
    weekend = "{when: 2023-06-03/2023-06-04, source: a}"
    for more in ("", f", {weekend}"):
        file, sources = case_file(
            f"""\
events:
  - {{kind: strike, when: 2023-05-04, source: a}}
  - {{kind: announcement, claims: [{claims}{more}]}}
"""
        )
        inference = infer(file, sources, shipped_kinds(), calendar=OFFICE)
        if not more:
            assert days(inference.day_of("announcement")) == left
        else:
            on_the_weekend = text.startswith(("less", "more"))
            assert bool(inference.conflicts) is not on_the_weekend
