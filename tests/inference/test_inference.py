"""The questions that a inference answers."""

import pytest

from tests.builders import days, inferred, ordinal, span
from timeline.chrono.network import ORIGIN
from timeline.chrono.truth import Truth


@pytest.mark.parametrize(
    ("as_of", "answer"),
    [
        ("2023-05-02", Truth.NO),
        ("2023-05-03", Truth.UNKNOWN),
        ("2023-05-07", Truth.UNKNOWN),
        ("2023-05-08", Truth.YES),
    ],
)
def test_happened_by_the_end_of_a_day(as_of: str, answer: Truth) -> None:
    """Yes from its latest day on, no before its earliest, and else nobody can tell."""
    inference = inferred("events: [{kind: strike, when: 2023-05-03/2023-05-08, source: a}]")
    assert inference.happened("strike", ordinal(as_of)) is answer


def test_happened_on_the_days_of_the_case() -> None:
    """29 August in Washington may be 30 August in Kabul."""
    inference = inferred(
        """\
time_zone: Asia/Kabul
events: [{kind: other, zone: America/New_York, when: 2021-08-29, source: a}]
"""
    )
    assert inference.happened("other", ordinal("2021-08-28")) is Truth.NO
    assert inference.happened("other", ordinal("2021-08-29")) is Truth.UNKNOWN
    assert inference.happened("other", ordinal("2021-08-30")) is Truth.YES


OPEN = """\
recorded_until: 2024-05-02
events:
  - {kind: strike, when: 2023-05-03, source: a}
  - {kind: denial, when: unknown, source: a}
  - {kind: release, when: 2024-06-01/.., source: a}
  - {kind: apology, when: 2023-05-10/.., source: a}
  - {kind: other, when: 12 days after denial, source: a}
"""


def test_what_is_on_record_counts_as_done_by_its_end_and_that_bounds_no_day() -> None:
    """Done, day unknown: it had been done when the record was made."""
    inference = inferred(OPEN)
    assert inference.horizon == ordinal("2024-05-02")
    assert days(inference.day_of("denial")) == "2023-05-03.."
    (branch,) = inference.branches
    assert days(branch.day_of("denial")) == "2023-05-03.."
    assert days(branch.day_of("apology")) == "2023-05-10.."
    assert inference.done_by(ordinal("2024-05-01")) == frozenset()
    done = {"strike", "denial", "apology", "other"}
    assert inference.done_by(ordinal("2024-05-02")) == done
    assert inference.happened("denial", ordinal("2024-05-02")) is Truth.YES
    assert inference.happened("denial", ordinal("2024-05-01")) is Truth.UNKNOWN
    assert inference.happened("release", ordinal("2024-05-31")) is Truth.NO
    assert inference.happened("release", ordinal("2024-06-01")) is Truth.UNKNOWN


def test_the_horizon_is_no_later_than_the_day_of_reading() -> None:
    """Nobody has checked a day to come."""
    assert inferred(OPEN, today="2024-03-01").horizon == ordinal("2024-03-01")
    assert inferred(OPEN, today="2024-06-01").horizon == ordinal("2024-05-02")


def test_the_horizon_of_a_record_that_does_not_say_is_that_of_its_newest_source() -> None:
    """The first day on which that can have been published; without any there is none."""
    text = OPEN.replace("recorded_until: 2024-05-02", "recorded_until:")
    assert inferred(text).horizon is None
    assert inferred(text).happened("denial", ordinal("2026-01-01")) is Truth.UNKNOWN
    dated = text.replace("  - {kind: release, when: 2024-06-01/.., source: a}\n", "")
    read = inferred(dated, a="2024-04-01/2024-04-05")
    assert read.horizon == ordinal("2024-04-01")
    assert days(read.day_of("apology")) == "2023-05-10..2024-04-06"
    assert read.happened("apology", ordinal("2024-04-05")) is Truth.UNKNOWN
    assert read.happened("apology", ordinal("2024-04-06")) is Truth.YES


def test_disputing_a_date_leaves_the_event_known() -> None:
    """Its source still shows that it was done."""
    text = """\
recorded_until: 2024-05-02
events:
  - {kind: denial, when: 2023-05-20, source: a, standing: disputed, because: no}
"""
    read = inferred(text, a="2024-04-01")
    assert days(read.day_of("denial")) == ".."
    assert read.happened("denial", ordinal("2024-05-02")) is Truth.YES


def test_a_record_with_a_bound_of_its_own_is_left_alone() -> None:
    """Only what nothing else bounds is bounded by the record."""
    inference = inferred(
        """\
recorded_until: 2024-05-02
events: [{kind: strike, when: 2023-05-03/2024-07-01, source: a}]
"""
    )
    assert days(inference.branches[0].day_of("strike")) == "2023-05-03..2024-07-01"


def test_readings_find_their_own_branches() -> None:
    """One branch for each way that its claims can be true."""
    inference = inferred(
        """\
recorded_until: 2023-12-31
events:
  - {id: a, kind: other, claims: [{when: "[2023-05-03, 2023-05-05]", source: s},
      {when: 2023-05-08/.., source: t}]}
"""
    )
    found = [
        sorted(days(branch.day_of("a")) for branch in reading.branches)
        for reading in inference.readings
    ]
    assert sorted(found) == [["2023-05-03", "2023-05-05"], ["2023-05-08.."]]


def test_touching_stretches_are_one() -> None:
    """Stretches are apart only where a day between them is impossible."""
    inference = inferred(
        """\
events:
  - {id: a, kind: other, when: "[2023-05-03, 2023-05-04, 2023-05-06]", source: s}
  - {id: b, kind: other, when: "[../2023-05-03, 2023-05-05/..]", source: s}
"""
    )
    assert [days(part) for part in inference.days_of("a")] == [
        "2023-05-03..2023-05-04", "2023-05-06",
    ]  # fmt: skip
    assert [days(part) for part in inference.days_of("b")] == ["..2023-05-03", "2023-05-05.."]
    assert days(inference.day_of("b")) == ".."


def test_withdrawn_and_rejected_events_do_not_count() -> None:
    """They bound nothing, and what leans on them is not dated by them."""
    inference = inferred(
        """\
events:
  - {kind: strike, when: 2023-05-03, source: a}
  - {kind: denial, when: 2023-05-08, source: a, withdrawn: another incident}
  - {kind: apology, when: 2023-05-09, source: a, standing: rejected, because: a misprint}
  - {kind: release, when: after denial, source: a}
"""
    )
    assert list(inference.events) == ["strike", "release"]
    assert days(inference.day_of("release")) == "2023-05-03.."


def test_every_number_can_be_traced() -> None:
    """The chain of a bound leads to the statements behind it."""
    inference = inferred(
        """\
events:
  - {kind: strike, when: 2023-05-03, source: a}
  - {kind: denial, when: less than a week after strike, source: b}
  - {kind: apology, when: 3 days after denial, source: c}
"""
    )
    (branch,) = inference.branches
    chain = branch.days.chain(ORIGIN, "apology")
    behind = [inference.by_number[number].id for edge in chain for number in edge.reasons]
    assert behind == ["strike#1", "denial#1", "apology#1"]
    assert sum(edge.days for edge in chain) == ordinal("2023-05-12")
    assert span(inference.between("strike", "apology")) == (3, 9)


def against(text: str, **sources: str | None) -> list[tuple[list[str], list[str]]]:
    """Of each conflict its claims, and what cannot be given up that they go against."""
    return [
        ([one.says for one in found.claims], [one.says_by_meaning for one in found.against])
        for found in inferred(text, admit=None, **sources).conflicts
    ]


STRIKE_AND_OPENING = """
events:
  - {kind: strike, when: 2024-03-01}
  - {kind: investigation_opened, when: 2024-05-01, source: press}
"""


def test_a_conflict_with_the_date_of_a_source_names_it() -> None:
    """The claim lies after the day on which its own source was published."""
    date = "published 2024-04-02 (here perhaps a day later)"
    said = [f"investigation_opened: reported by press, {date}"]
    found = against(STRIKE_AND_OPENING.replace("01}", "01, source: other}"), press="2024-04-02")
    assert found == [(["investigation_opened: 2024-05-01"], said)]


def test_a_conflict_with_the_process_names_no_more_than_it_needs() -> None:
    """Both claims and the order of the two; the dates of the sources have no part in it."""
    found = against(
        """
events:
  - {kind: strike, when: 2024-03-01, source: press}
  - {kind: investigation_opened, when: 2024-02-01, source: press}
""",
        press="2024-04-02",
    )
    claims = ["strike: 2024-03-01", "investigation_opened: 2024-02-01"]
    assert found == [(claims, ["by meaning: investigation_opened is not before the strike"])]


def test_claims_that_contradict_one_another_go_against_nothing_else() -> None:
    """Two days for one event need no more, though the source is dated as well."""
    found = against(
        """
events:
  - kind: strike
    claims:
      - {when: 2024-03-01, source: press}
      - {when: 2024-03-05, source: press}
""",
        press="2024-04-02",
    )
    assert found == [(["strike: 2024-03-01", "strike: 2024-03-05"], [])]
