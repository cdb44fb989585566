"""Tolls in words: who says how many, who said so first, and quotients rounded outward."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.interval import Interval
from timeline.model.build import build_source
from timeline.model.source import Source
from timeline.portfolio.tolls import Ratio, campaign_tolls, case_tolls
from timeline.read.parse import parse_yaml
from timeline.results.build.tolls import campaign_record, case_tolls_record, ratio_words
from timeline.results.tolls import TollsOfRecord


def source_of(*rows: str) -> Source:
    """Return a source of the end of 2021 that states these tolls."""
    lines = "".join(f"  - {{{row}}}\n" for row in rows)
    head = "title: T\npublisher: P\nkind: press\npublished: 2021-12-31\ntolls:\n"
    return build_source(parse_yaml(head + lines, "seeds/s.yaml"))


def tolls_of(*rows: str, as_of: str | None = None) -> TollsOfRecord:
    """Those of a case whose strike was on the first day of 2020; every toll is of one source."""
    held = source_of(*rows)
    stated = [toll.model_copy(update={"source": "s"}) for toll in held.tolls]
    strike = date(2020, 1, 1).toordinal()
    by = None if as_of is None else date.fromisoformat(as_of).toordinal()
    return case_tolls_record(case_tolls("test", stated, {"s": held}, Interval(strike, strike), by))


def test_the_lowest_number_of_others_can_be_none() -> None:
    """None is a number that others state; an upper end alone names no lowest one."""
    day = "on: 2020-02-01"
    found = tolls_of(
        f"by: A, {day}, killed: 10", f"by: B, {day}, killed: 0", f"by: C, {day}, killed: 0..3"
    )
    assert (found.others_words, found.claimants) == ("0 to 10", 3)
    found = tolls_of(f"by: A, {day}, killed: 10", f"by: C, {day}, killed: ..5")
    assert (found.others_words, found.claimants) == ("up to 10", 2)


def test_what_may_have_been_stated_later_says_so_everywhere() -> None:
    """Behind its day, in the course, and where it concedes."""
    found = tolls_of(
        "by: Army, official: true, on: 2020-01-05, killed: 0",
        "by: Army, official: true, on: 2020-06, killed: 5",
        "by: NGO, on: 2020-06, killed: 10",
        as_of="2020-06-15",
    )
    assert [(one.stated_words, one.perhaps_later) for one in found.figures] == [
        ("5 Jan 2020", False),
        ("Jun 2020, perhaps later", True),
        ("Jun 2020, perhaps later", True),
    ]
    assert found.figures[2].ratio_words == "at least 2"
    assert found.over_time[0].words == (
        "Army: 0 (5 Jan 2020) → 5 (Jun 2020, perhaps later); from first to last it rose by 5, "
        "perhaps after the day judged"
    )
    assert all("perhaps after the day judged" in one for one in found.concession.sentences)
    assert found.conceded_words.startswith("perhaps ")


def test_an_official_figure_that_is_perhaps_later_is_no_plain_number() -> None:
    """Where nothing else is official."""
    found = tolls_of("by: Army, official: true, on: 2020-06, killed: 5", as_of="2020-06-15")
    assert found.official_words == "5, perhaps later"
    assert found.answer[0] == "5 civilians killed, says Army (Jun 2020), perhaps later."


def test_what_only_a_later_source_dates_is_said_to_be_left_out() -> None:
    """Also where nothing else is left, and in a campaign."""
    rows = ("by: Army, official: true, killed: 5", "by: NGO, killed: 7")
    found = tolls_of(*rows, as_of="2020-06-15")
    why = "only its source dates it, and that was published after the day judged."
    assert [one.words for one in found.concession.left_out] == [
        f"Army, by 31 Dec 2021, 5: {why}",
        f"NGO, by 31 Dec 2021, 7: {why}",
    ]
    assert found.answer[0] == "No official number is on record."
    assert found.conceded_words == "not certain"
    held = source_of(f"scope: S, {rows[0]}")
    (campaign,) = campaign_tolls({"s": held}, date(2020, 6, 15).toordinal())
    (left,) = campaign_record(campaign).concession.left_out
    assert left.words == f"Army, by 31 Dec 2021, 5: {why}"


def test_other_people_have_a_course_of_their_own() -> None:
    """Two civilians and ten fighters are no rise by eight."""
    army = "by: Army, official: true"
    found = tolls_of(
        f"{army}, on: 2020-02-10, killed: 0, of: civilians",
        f"{army}, on: 2020-02-10, killed: 25, of: militants",
        f"{army}, on: 2020-02-25, killed: 33, of: civilians",
        f"{army}, on: 2020-02-25, killed: 22, of: militants",
    )
    assert [one.words for one in found.over_time] == [
        "Army, civilians: 0 (10 Feb 2020) → 33 (25 Feb 2020); from first to last it rose by 33",
        "Army, militants: 25 (10 Feb 2020) → 22 (25 Feb 2020); from first to last it fell by 3",
    ]


def test_a_part_is_told_as_a_part() -> None:
    """Beside its whole, not behind an arrow."""
    found = tolls_of(
        "id: all, by: Army, official: true, on: 2020-02-10, killed: 119",
        "part_of: all, by: Army, official: true, on: 2020-02-10, killed: 64, since: 2020-01",
    )
    (course,) = found.over_time
    assert course.words == "Army: 119 (10 Feb 2020); of which 64 (from Jan 2020)"


def test_no_none_that_nobody_stated() -> None:
    """An unknown number is not known, and no lowest one."""
    found = tolls_of("by: A, on: 2020-02-10, killed: unknown", "by: B, killed: 7")
    assert (found.others_words, found.claimants) == ("7", 1)
    assert found.figures[0].killed_words == "not known"


def test_a_figure_that_nothing_dates_stands_apart() -> None:
    """It is not put last, where it would look like the latest."""
    dated = (
        "by: X, on: 2023-05-03, killed: 1",
        "by: X, killed: 5",
        "by: X, on: 2023-05-09, killed: 2",
    )

    def course(*rows: str) -> str:
        stated = [toll.model_copy(update={"source": "s"}) for toll in source_of(*rows).tolls]
        return case_tolls_record(case_tolls("test", stated, {})).over_time[0].words

    assert course(*dated) == (
        "X: 1 (3 May 2023) → 2 (9 May 2023); undated: 5; their order is not known"
    )
    assert course("by: X, killed: 5", "by: X, killed: 7") == (
        "X: undated: 5 and 7; their order is not known"
    )


def test_an_order_that_is_not_known_is_no_length() -> None:
    """A figure of some day since the strike may have come before the official one, or after it."""
    found = tolls_of(
        "by: Army, official: true, on: 2020-03-01, killed: 5", "by: NGO, killed: 7, on: unknown"
    )
    assert found.conceded_words == "order not known"
    assert found.answer[-1] == (
        "First official number of civilian dead: 1 March 2020; we cannot tell which came first."
    )


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (Fraction(0), None, "not known"),
        (Fraction(78, 24), None, "at least 3.2"),
        (Fraction(8106, 1321), Fraction(12980, 1321), "6.1–9.9"),
        (Fraction(0), Fraction(90, 15), "at most 6"),
        (Fraction(1), Fraction(1), "1"),
        (Fraction(200, 105), Fraction(200, 105), "1.9–2"),
        (Fraction(3, 31), None, "at least 0.09"),
        (Fraction(0), Fraction(0), "0"),
    ],
)
def test_quotients_are_rounded_outward(low: Fraction, high: Fraction | None, words: str) -> None:
    """What is printed holds what is meant; one number only where it is one."""
    assert ratio_words(Ratio(low, high)) == words


@given(st.fractions(0, 500), st.fractions(0, 500))
def test_the_printed_range_holds_the_range(one: Fraction, two: Fraction) -> None:
    """Both ends, read back."""
    low, high = sorted((one, two))
    words = ratio_words(Ratio(low, high))
    ends = words.removeprefix("at most ").split("–")
    assert Fraction(ends[-1]) >= high
    assert words.startswith("at most") or Fraction(ends[0]) <= low
