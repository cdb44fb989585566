"""Instants within days, and days in several zones."""

import pytest

from tests.builders import days, inferred, ordinal, span
from timeline.chrono.network import ORIGIN, Constraint


@pytest.mark.parametrize(
    ("one", "two", "is_possible"),
    [
        ("after b", "after a", False),
        ("before b", "before a", False),
        ("after b", "before a", True),
        ("after b", "same day as a", True),
        ("on or after b", "on or after a", True),
        ("after b", "on or after a", True),
        ("after b", "within 2 days after a", False),
        ("after b", "0 days after a", False),
        ("after b", "within 0 days of a", True),
        ("after b", "1 day after a", False),
    ],
)
def test_before_and_after_order_instants(one: str, two: str, is_possible: bool) -> None:  # noqa: FBT001
    """0 days is allowed, but A after B with B after A is a contradiction."""
    inference = inferred(
        f"""\
events:
  - {{id: a, kind: other, when: {one}, source: s}}
  - {{id: b, kind: other, when: {two}, source: s}}
"""
    )
    assert bool(inference.conflicts) is not is_possible


def test_a_strict_circle_of_three() -> None:
    """Three events of one day cannot each come after the next."""
    text = """\
events:
  - {{id: a, kind: other, when: after b, source: s}}
  - {{id: b, kind: other, when: after c, source: s}}
  - {{id: c, kind: other, when: {when}, source: s}}
"""
    assert len(inferred(text.format(when="after a")).conflicts) == 1
    assert span(inferred(text.format(when="same day as a")).between("a", "c")) == (0, 0)


def test_times_of_day_order_events_of_one_day() -> None:
    """11:42 is before 15:00, so what is before the first is before the second."""
    text = """\
events:
  - {{id: a, kind: other, when: 2023-05-03T11:42, source: s}}
  - {{id: b, kind: other, when: 2023-05-03T15:00, source: s}}
  - {{id: c, kind: other, when: {when}, source: s}}
  - {{id: d, kind: other, when: before a, source: s}}
"""
    assert not inferred(text.format(when="after b")).conflicts
    assert days(inferred(text.format(when="after b")).day_of("c")) == "2023-05-03.."
    assert days(inferred(text.format(when="between a and b")).day_of("c")) == "2023-05-03"
    assert inferred(text.format(when="between b and a")).conflicts
    assert inferred(text.format(when="between b and d")).conflicts


def test_times_of_day_push_to_the_next_day() -> None:
    """After the last minute of a day is another day."""
    inference = inferred(
        """\
events:
  - {id: a, kind: other, when: 2023-05-03T23:30, source: s}
  - {id: b, kind: other, when: at least 1 hour after a, source: s}
  - {id: c, kind: other, when: 20 minutes, source: s}
""".replace("20 minutes", "within 1 hour after a")
    )
    assert days(inference.day_of("b")) == "2023-05-04.."
    assert span(inference.between("a", "b")) == (1, None)
    assert days(inference.day_of("c")) == "2023-05-03..2023-05-04"


def test_one_minute_holds_an_order() -> None:
    """Two events of one minute may be in any order, and only one."""
    text = """\
events:
  - {{id: a, kind: other, when: 2023-05-03T11:42, source: s}}
  - {{id: b, kind: other, claims: [{{when: 2023-05-03T11:42, source: s}},
      {{when: after a, source: s}}, {{when: {when}, source: s}}]}}
"""
    assert not inferred(text.format(when="on or after a")).conflicts
    assert inferred(text.format(when="before a")).conflicts


def test_within_24_hours_of() -> None:
    """Minutes where both times are known, the widest minutes of the days where not."""
    text = """\
events:
  - {{id: a, kind: other, when: 2023-05-03T06:00, source: s}}
  - {{id: b, kind: other, claims: [{{when: within 24 hours of a, source: s}},
      {{when: {when}, source: s}}]}}
"""
    assert days(inferred(text.format(when="unknown")).day_of("b")) == "2023-05-02..2023-05-04"
    assert not inferred(text.format(when="2023-05-04T06:00")).conflicts
    assert inferred(text.format(when="2023-05-04T06:01")).conflicts
    assert not inferred(text.format(when="2023-05-02T06:00")).conflicts
    assert inferred(text.format(when="2023-05-02T05:59")).conflicts


def test_hours_between_events_of_unknown_time() -> None:
    """36 hours are one or two days."""
    inference = inferred(
        """\
events:
  - {id: a, kind: other, when: 2023-05, source: s}
  - {id: b, kind: other, when: 36 hours after a, source: s}
  - {id: c, kind: other, when: 36 hours after b, source: s}
"""
    )
    assert span(inference.between("a", "b")) == (1, 2)
    assert span(inference.between("a", "c")) == (3, 3)


KABUL = """\
time_zone: Asia/Kabul
events:
  - {id: strike, kind: strike, when: 2021-08-29T16:53, source: s}
  - {id: said, kind: other, zone: America/New_York, when: 2021-08-29, source: s}
  - {id: later, kind: other, zone: America/New_York, when: 2 days after said, source: s}
"""


def test_a_day_in_washington_is_two_in_kabul() -> None:
    """Own days stay own days; only a pair across zones is widened."""
    inference = inferred(KABUL)
    assert days(inference.day_of("said")) == "2021-08-29"
    assert days(inference.case_day_of("said")) == "2021-08-29..2021-08-30"
    assert span(inference.between("strike", "said")) == (0, 1)
    assert span(inference.between("said", "strike")) == (-1, 0)
    assert days(inference.day_of("later")) == "2021-08-31"
    assert span(inference.between("said", "later")) == (2, 2)
    assert span(inference.between("strike", "later")) == (2, 3)


def test_an_offset_says_which_day_it_is_in_kabul() -> None:
    """`2021-08-29T20:50-04:00` is 05:20 on 30 August in Kabul."""
    text = """\
time_zone: Asia/Kabul
events:
  - {{id: it, kind: other, when: "2021-08-29T20:50-04:00", source: s}}
  - {{id: other, kind: other, when: 2021-08-30T{time}, source: s}}
  - {{id: between, kind: other, when: between other and it, source: s}}
"""
    inference = inferred(text.format(time="05:19"))
    assert days(inference.day_of("it")) == "2021-08-30"
    assert not inference.conflicts
    assert inferred(text.format(time="05:21")).conflicts


def test_a_washington_event_with_an_offset_keeps_its_own_day() -> None:
    """The same minute is 29 August for an event that is dated in Washington."""
    inference = inferred(
        """\
time_zone: Asia/Kabul
events:
  - {id: it, kind: other, zone: America/New_York, when: "2021-08-30T00:50Z", source: s}
"""
    )
    assert days(inference.day_of("it")) == "2021-08-29"
    assert days(inference.case_day_of("it")) == "2021-08-30"


def test_a_time_of_day_in_washington_is_one_day_in_kabul() -> None:
    """Where the time is known the pair is not widened."""
    inference = inferred(KABUL.replace("when: 2021-08-29,", "when: 2021-08-29T20:50,"))
    assert days(inference.day_of("said")) == "2021-08-29"
    assert span(inference.between("strike", "said")) == (1, 1)


def test_order_across_zones_is_one_of_instants() -> None:
    """Before a strike in Kabul may be a day earlier in Washington, and is not a day later."""
    inference = inferred(
        """\
time_zone: Asia/Kabul
events:
  - {id: strike, kind: other, when: 2021-08-29, source: s}
  - {id: it, kind: other, zone: America/New_York, when: after strike, source: s}
"""
    )
    assert days(inference.day_of("it")) == "2021-08-28.."


@pytest.mark.parametrize("own", ["T05:30Z", "T01:30-04:00"])
def test_the_hour_that_clocks_show_twice(own: str) -> None:
    """01:10 after the change is later than 01:30 before it."""
    inference = inferred(
        f"""\
time_zone: America/New_York
events:
  - {{id: a, kind: other, when: "2021-11-07{own}", source: s}}
  - {{id: b, kind: other, claims: [{{when: "2021-11-07T06:10Z", source: s}},
      {{when: after a, source: s}}]}}
"""
    )
    assert not inference.conflicts


def test_an_event_beside_a_contradiction_of_times_and_days() -> None:
    """A branch answers what else it allows: extra days, and a strict order of instants."""
    inference = inferred(
        """\
events:
  - {id: a, kind: other, when: 2023-05-03, source: s}
  - {id: b, kind: other, when: on or after a, source: s}
  - {id: c, kind: other, when: before a, source: s}
"""
    )
    (branch,) = inference.branches
    third = ordinal("2023-05-03")
    assert branch.allows([])
    assert branch.allows([Constraint(ORIGIN, "b", third)], [("a", "b")])
    assert branch.allows([Constraint(ORIGIN, "b", third)], [("b", "a")])
    assert branch.allows([Constraint(ORIGIN, "b", third)], [("b", "c")])
    assert not branch.allows([Constraint(ORIGIN, "b", third)], [("b", "a"), ("a", "b")])
    assert not branch.allows([Constraint("b", ORIGIN, -third - 1)], [("b", "a")])
    assert not branch.allows([], [("a", "c")])
    assert not branch.allows([Constraint(ORIGIN, "b", third - 1)])
    assert days(branch.with_days([Constraint(ORIGIN, "b", third)]).day_of("b")) == "2023-05-03"
