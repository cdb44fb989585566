"""Tolls in words: who says how many, when, and what came first."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.interval import Interval
from timeline.model.build import build_source
from timeline.portfolio.tolls import Ratio, campaign_tolls, case_tolls
from timeline.read.parse import parse_yaml
from timeline.results.build.tolls import case_tolls_record, ratio_words, tolls_record
from timeline.results.tolls import TollsOfRecord

HEAD = "title: T\npublisher: P\nkind: press\npublished: 2021-12-31\ntolls:\n"


def tolls_of(*rows: str, as_of: str | None = None) -> TollsOfRecord:
    """Those of a case whose strike was on the first day of 2020; every toll is of one source."""
    lines = "".join(f"  - {{{row}}}\n" for row in rows)
    held = build_source(parse_yaml(HEAD + lines, "seeds/s.yaml"))
    stated = [toll.model_copy(update={"source": "s"}) for toll in held.tolls]
    strike = date(2020, 1, 1).toordinal()
    by = None if as_of is None else date.fromisoformat(as_of).toordinal()
    return case_tolls_record(case_tolls("test", stated, {"s": held}, Interval(strike, strike), by))


def test_the_lowest_number_of_others_can_be_none() -> None:
    """None is a number that others state; an end that nobody names is no number."""
    found = tolls_of(
        "by: A, on: 2020-02-01, killed: 10",
        "by: B, on: 2020-02-01, killed: 0",
        "by: C, on: 2020-02-01, killed: 0..3",
    )
    assert (found.others_words, found.claimants) == ("0 to 10", 3)
    found = tolls_of("by: A, on: 2020-02-01, killed: 10", "by: C, on: 2020-02-01, killed: ..5")
    assert found.others_words == "up to 10"


def test_what_may_have_been_stated_later_says_so_everywhere() -> None:
    """Behind its day, in the course, and where it concedes."""
    found = tolls_of(
        "by: Army, official: true, on: 2020-01-05, killed: 0",
        "by: Army, official: true, on: 2020-06, killed: 5",
        "by: NGO, on: 2020-06, killed: 10",
        as_of="2020-06-15",
    )
    assert [one.stated_words for one in found.figures] == [
        "5 Jan 2020",
        "Jun 2020, perhaps later",
        "Jun 2020, perhaps later",
    ]
    assert found.conceded_words == "order not known"
    assert found.over_time[0].words == (
        "Army: 0 (5 Jan 2020) → 5 (Jun 2020, perhaps later); from first to last it rose by 5, "
        "perhaps after the day judged"
    )
    first, second = found.concession.sentences[:2]
    assert first == "First outside figure: June 2020, perhaps after the day judged."
    assert second.endswith("perhaps after the day judged; we cannot tell which came first.")


def test_an_official_figure_that_is_perhaps_later_is_no_plain_number() -> None:
    """In the sentence and in the table, where nothing else is official."""
    found = tolls_of("by: Army, official: true, on: 2020-06, killed: 5", as_of="2020-06-15")
    assert found.official_words == "5, perhaps later"
    assert found.answer[0] == "5 civilians killed, says Army (Jun 2020), perhaps later."


def test_what_only_a_later_source_dates_is_said_to_be_left_out() -> None:
    """Also where nothing else is left."""
    rows = ("by: Army, official: true, killed: 5", "by: NGO, killed: 7")
    found = tolls_of(*rows, as_of="2020-06-15")
    why = "only its source dates it, and that was published after the day judged."
    assert [one.words for one in found.concession.left_out] == [
        f"Army, by 31 Dec 2021, 5: {why}",
        f"NGO, by 31 Dec 2021, 7: {why}",
    ]
    assert found.conceded_words == "not certain"
    assert "No casualty count" not in found.answer[0]


def test_other_people_have_a_course_of_their_own() -> None:
    """Two civilians and ten fighters are no rise by eight."""
    found = tolls_of(
        "by: Army, official: true, on: 2020-02-10, killed: 0, of: civilians",
        "by: Army, official: true, on: 2020-02-10, killed: 25, of: militants",
        "by: Army, official: true, on: 2020-02-25, killed: 33, of: civilians",
        "by: Army, official: true, on: 2020-02-25, killed: 22, of: militants",
    )
    civilians, militants = (one.words for one in found.over_time)
    assert civilians.startswith("Army, civilians: 0 (10 Feb 2020) → 33 (25 Feb 2020)")
    assert militants.startswith("Army, militants: 25 (10 Feb 2020) → 22 (25 Feb 2020)")


def test_a_part_is_told_as_a_part() -> None:
    """Beside its whole, not behind an arrow."""
    found = tolls_of(
        "id: all, by: Army, official: true, on: 2020-02-10, killed: 119",
        "part_of: all, by: Army, official: true, on: 2020-02-10, killed: 64, since: 2020-01",
    )
    assert found.over_time[0].words == "Army: 119 (10 Feb 2020); of which 64 (from Jan 2020)"


def test_no_none_that_nobody_stated() -> None:
    """An unknown number is none of those that others state."""
    found = tolls_of("by: A, on: 2020-02-10, killed: unknown", "by: B, killed: 7")
    assert (found.others_words, found.claimants) == ("7", 1)
    assert [one.killed_words for one in found.figures] == ["not known", "7"]


def test_a_part_of_a_month_stays_one() -> None:
    """Late July is no ten days."""
    (figure,) = tolls_of("by: A, on: late 2020-07, killed: 7").figures
    assert figure.stated_words == "late Jul 2020"


def test_soldiers_concede_no_civilian() -> None:
    """Nothing is said of civilians where none is counted."""
    found = tolls_of(
        "by: Army, official: true, on: 2020-03-01, killed: 15.., who: soldiers",
        "by: NGO, on: 2020-02-01, killed: 60, who: soldiers",
    )
    assert found.answer == (
        "At least 15 soldiers killed, says Army (1 Mar 2020).",
        "Another says 60.",
    )
    assert found.conceded_words == "–"


def test_last_figures_that_differ_are_told_each() -> None:
    """A range from one to the other would be nobody's."""
    found = tolls_of(
        "by: Army, official: true, on: 2020-03-01, killed: 4",
        "by: Allies, official: true, on: unknown, killed: 11",
    )
    assert found.answer[0] == (
        "4 civilians killed, says Army (1 Mar 2020); 11, says Allies (by 31 Dec 2021)."
    )


def test_an_order_that_is_not_known_is_no_length() -> None:
    """A figure of some day since the strike may have come before the official one, or after it."""
    found = tolls_of(
        "by: Army, official: true, on: 2020-03-01, killed: 5", "by: NGO, killed: 7, on: unknown"
    )
    assert found.conceded_words == "order not known"
    assert any("we cannot tell which came first" in one for one in found.concession.sentences)


def test_a_campaign_of_nothing_but_what_is_left_out_is_shown() -> None:
    """Its one official figure is named."""
    row = "  - {by: Army, official: true, scope: S, killed: 5}\n"
    held = build_source(parse_yaml(HEAD + row, "seeds/s.yaml"))
    found = campaign_tolls({"s": held}, date(2020, 6, 15).toordinal())
    (campaign,) = tolls_record([], found, []).campaign
    assert [one.words[:24] for one in campaign.concession.left_out] == ["Army, by 31 Dec 2021, 5:"]


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
def test_the_printed_quotient_holds_the_quotient(one: Fraction, two: Fraction) -> None:
    """Both ends, read back."""
    low, high = sorted((one, two))
    words = ratio_words(Ratio(low, high))
    ends = words.removeprefix("at most ").split("–")
    assert Fraction(ends[-1]) >= high
    assert words.startswith("at most") or Fraction(ends[0]) <= low


def test_a_figure_that_nothing_dates_stands_apart() -> None:
    """It is not put last, where it would look like the latest."""

    def course(*rows: str) -> str:
        lines = "".join(f"  - {{{row}}}\n" for row in rows)
        held = build_source(parse_yaml(HEAD + lines, "seeds/s.yaml"))
        stated = [toll.model_copy(update={"source": "s"}) for toll in held.tolls]
        return case_tolls_record(case_tolls("test", stated, {})).over_time[0].words

    dated = (
        "by: X, on: 2023-05-03, killed: 1",
        "by: X, killed: 5",
        "by: X, on: 2023-05-09, killed: 2",
    )
    assert course(*dated) == (
        "X: 1 (3 May 2023) → 2 (9 May 2023); undated: 5; their order is not known"
    )
    assert course("by: X, killed: 5", "by: X, killed: 7") == (
        "X: undated: 5 and 7; their order is not known"
    )
