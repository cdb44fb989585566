"""Quotients and cells in words."""

import io
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.interval import Interval
from timeline.formats.csv import format_csv
from timeline.model.build import build_source
from timeline.portfolio.tolls import Ratio, Tolls, campaign_tolls, case_tolls
from timeline.read.parse import parse_yaml
from timeline.render.page import Page, make_console
from timeline.render.tolls import (
    concession_lines,
    course_words,
    hull_ratio,
    print_all_tolls,
    print_case_tolls,
    ratio_words,
)


def tolls_of(*rows: str, as_of: str | None = None) -> Tolls:
    """Those of a case whose strike was on the first day of 2020; every toll is of one source."""
    lines = "".join(f"  - {{{row}}}\n" for row in rows)
    head = "title: T\npublisher: P\nkind: press\npublished: 2021-12-31\ntolls:\n"
    held = build_source(parse_yaml(head + lines, "seeds/s.yaml"))
    stated = [toll.model_copy(update={"source": "s"}) for toll in held.tolls]
    strike = date(2020, 1, 1).toordinal()
    by = None if as_of is None else date.fromisoformat(as_of).toordinal()
    return case_tolls("test", stated, {"s": held}, Interval(strike, strike), by)


def page_of(tolls: Tolls) -> str:
    """The page of one case, and its line among all, wide enough that nothing is wrapped."""
    file = io.StringIO()
    page = Page(make_console(file, width=400, no_color=True))
    print_case_tolls(page, tolls, "T")
    print_all_tolls(page, [tolls], [])
    return file.getvalue()


def test_the_lowest_number_of_others_can_be_none() -> None:
    """None is a number that others state."""
    found = tolls_of(
        "by: A, on: 2020-02-01, killed: 10",
        "by: B, on: 2020-02-01, killed: 0",
        "by: C, on: 2020-02-01, killed: 0..3",
    )
    assert "0 to 10 (3)" in page_of(found)
    assert "5 to 10 (2)" in page_of(
        tolls_of("by: A, on: 2020-02-01, killed: 10", "by: C, on: 2020-02-01, killed: ..5")
    )


def test_what_may_have_been_stated_later_says_so_everywhere() -> None:
    """Behind its day, in the course, in the quotient, and where it concedes."""
    found = tolls_of(
        "by: Army, official: true, on: 2020-01-05, killed: 0",
        "by: Army, official: true, on: 2020-06, killed: 5",
        "by: NGO, on: 2020-06, killed: 10",
        as_of="2020-06-15",
    )
    page = page_of(found)
    assert "Army      2020-06 (perhaps later)  5" in page
    assert "NGO       2020-06 (perhaps later)  10      ≥2×" in page
    assert "perhaps not yet: 2020-06-01 to 2020-06-30" in page
    assert course_words(found.courses[0]) == (
        "0 (2020-01-05) → 5 (2020-06, perhaps later); from first to last it rose by 5, perhaps "
        "after the day judged from."
    )
    lines = list(concession_lines(found))
    later = "2020-06-01 to 2020-06-30, perhaps after the day judged from."
    assert lines[0] == f"First official figure that does: {later}"
    assert lines[1] == f"First other figure of somebody killed: {later}"


def test_an_official_figure_that_is_perhaps_later_is_no_plain_number() -> None:
    """In the table of cases, where nothing else is official."""
    found = tolls_of("by: Army, official: true, on: 2020-06, killed: 5", as_of="2020-06-15")
    assert "5 (perhaps later)" in page_of(found)


def test_what_only_a_later_source_dates_is_said_to_be_left_out() -> None:
    """Also where nothing else is left."""
    rows = ("by: Army, official: true, killed: 5", "by: NGO, killed: 7")
    lines = list(concession_lines(tolls_of(*rows, as_of="2020-06-15")))
    why = "only its source dates it, which was published after the day judged from."
    assert lines[-2:] == [
        f"Left out: Army by 2021-12-31, 5: {why}",
        f"Left out: NGO by 2021-12-31, 7: {why}",
    ]
    page = page_of(tolls_of(*rows, as_of="2020-06-15"))
    assert "No toll is recorded" not in page
    assert "not certain" in page


def test_other_people_stand_on_a_line_of_their_own() -> None:
    """Two civilians and ten fighters are no rise by eight."""
    page = page_of(
        tolls_of(
            "by: Army, official: true, on: 2020-02-10, killed: 0, of: civilians",
            "by: Army, official: true, on: 2020-02-10, killed: 25, of: militants",
            "by: Army, official: true, on: 2020-02-25, killed: 33, of: civilians",
            "by: Army, official: true, on: 2020-02-25, killed: 22, of: militants",
        )
    )
    assert "Army (official), civilians: 0 (2020-02-10) → 33 (2020-02-25)" in page
    assert "Army (official), militants: 25 (2020-02-10) → 22 (2020-02-25)" in page


def test_a_part_is_told_as_a_part() -> None:
    """Beside its whole, not behind an arrow."""
    page = page_of(
        tolls_of(
            "id: all, by: Army, official: true, on: 2020-02-10, killed: 119",
            "part_of: all, by: Army, official: true, on: 2020-02-10, killed: 64, since: 2020-01",
        )
    )
    assert "Army (official): 119 (2020-02-10); of which 64 (from 2020-01)." in page
    assert "→" not in page


def test_no_none_that_nobody_stated() -> None:
    """An unknown number is a dash among all, and unknown in its case."""
    page = page_of(tolls_of("by: A, on: 2020-02-10, killed: unknown", "by: B, killed: 7"))
    assert "7 (1)" in page
    assert "unknown" in page
    assert "0 to" not in page


def test_a_campaign_of_nothing_but_what_is_left_out_is_shown() -> None:
    """Its one official figure is named."""
    text = "title: T\npublisher: P\nkind: press\npublished: 2021-12-31\ntolls:\n"
    row = "  - {by: Army, official: true, scope: S, killed: 5}\n"
    held = build_source(parse_yaml(text + row, "seeds/s.yaml"))
    file = io.StringIO()
    found = campaign_tolls({"s": held}, date(2020, 6, 15).toordinal())
    print_all_tolls(Page(make_console(file, width=400, no_color=True)), [], found)
    assert "Left out: Army by 2021-12-31, 5" in file.getvalue()


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (Fraction(0), None, "cannot tell"),
        (Fraction(78, 24), None, "≥3.2×"),
        (Fraction(8106, 1321), Fraction(12980, 1321), "6.1–9.9×"),
        (Fraction(0), Fraction(90, 15), "≤6×"),
        (Fraction(1), Fraction(1), "1×"),
        (Fraction(200, 105), Fraction(200, 105), "1.9–2×"),
        (Fraction(3, 31), None, "≥0.09×"),
        (Fraction(0), Fraction(0), "0×"),
    ],
)
def test_quotients_are_rounded_outward(low: Fraction, high: Fraction | None, words: str) -> None:
    """What is printed holds what is meant; one number only where it is one."""
    assert ratio_words(Ratio(low, high)) == words


@given(st.fractions(0, 500), st.fractions(0, 500))
def test_the_printed_range_holds_the_range(one: Fraction, two: Fraction) -> None:
    """Both ends, read back."""
    low, high = sorted((one, two))
    words = ratio_words(Ratio(low, high)).rstrip("×")
    ends = words.lstrip("≤").split("–")
    assert Fraction(ends[-1]) >= high
    assert words.startswith("≤") or Fraction(ends[0]) <= low


def test_a_hull_is_as_open_as_its_parts() -> None:
    """From the least to the most; None for none."""
    parts = [Ratio(Fraction(1), Fraction(2)), Ratio(Fraction(3), None)]
    assert hull_ratio(parts) == Ratio(Fraction(1), None)
    assert hull_ratio([]) is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", " =1", "\t=1", "＝1"])  # noqa: RUF001
def test_no_cell_is_a_formula(text: str) -> None:
    """An apostrophe makes it text; numbers stay numbers."""
    assert format_csv(["a", "b"], [[text, -1]]).splitlines()[1][0] in "'\\"
    assert format_csv(["a", "b"], [[None, -1]]).splitlines()[1] == ",-1"


def test_an_order_that_is_not_known_is_no_length() -> None:
    """A figure of some day since the strike may have come before the official one, or after it."""
    found = tolls_of(
        "by: Army, official: true, on: 2020-03-01, killed: 5", "by: NGO, killed: 7, on: unknown"
    )
    assert "2020-03-01 (order not known)" in page_of(found)
    assert "Which of the two came first is not known." in list(concession_lines(found))
