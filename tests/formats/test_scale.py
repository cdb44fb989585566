"""Days to positions: cuts, segments, the axis; and their laws."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.charts import CHARTS, at, charts, due, step
from timeline.formats.scale import Medium, Scale, gap_words, scale_of, ticks
from timeline.pages.blocks import Chart, Lane

COLUMNS = Medium(71, 1, 2, lambda label, _: len(label) + 7, 2, is_whole=True)
PER_CENT = Medium(97, 2.25, 2, lambda _, share: min(34, max(7, 36 * share)), 1)
MEDIA = st.sampled_from([COLUMNS, PER_CENT, COLUMNS._replace(width=34, most_cuts=1)])


def of(chart: Chart, medium: Medium = COLUMNS) -> Scale:
    """Scale of a chart that has something to draw."""
    found = scale_of(chart, medium)
    assert found is not None
    return found


def cuts(*lanes: Lane, **days: int) -> list[str]:
    """Labels of the cuts of a chart."""
    return [cut.label for cut in of(Chart(lanes, **days)).cuts]


def test_a_long_silence_is_cut() -> None:
    """What happened near each other stays legible."""
    assert cuts(at("a", "2020-01-01", "2020-02-01", "2024-01-01")) == ["3.9 years"]


def test_a_short_silence_is_not() -> None:
    """At most 45 days, a tenth of the record or a fifth of what is left."""
    assert cuts(at("a", "2024-01-01", "2024-01-10", "2024-02-20")) == []
    assert cuts(at("a", *(f"20{year}-01-01" for year in range(10, 25)))) == []


def test_at_most_two_silences_are_cut_the_longest_first() -> None:
    """More would leave no line of time."""
    lane = at(
        "a", "2018-01-01", "2018-02-01", "2020-01-01", "2020-02-01", "2022-03-01", "2023-06-01"
    )
    assert cuts(lane) == ["1.9 years", "2.1 years"]


def test_no_cut_shortens_what_certainly_ran() -> None:
    """A cut bar would look short."""
    ran = step("b", "2020-03-01", "2023-12-01")
    assert cuts(at("a", "2020-01-01", "2020-02-01", "2024-01-01"), ran) == []


def test_no_cut_lies_in_a_step_with_a_deadline() -> None:
    """Not even where nothing is certain: the wait is what is measured."""
    open_ = step("b", "2020-02-01", "2024-01-01", is_open=True)
    near = at("a", "2020-01-01", "2020-02-01", "2024-01-01")
    assert cuts(near, open_) == ["3.9 years"]
    late = step("b", "2020-02-01", "2024-01-01", due("2020-03-01", "due", "missed"), is_open=True)
    assert cuts(near, late) == []


def test_days_without_a_certain_one_gain_nothing_by_a_cut() -> None:
    """A few weeks of doubt would take more room than years."""
    assert cuts(at("a", "2016-04-17"), at("b", "2020-03-01/2020-05-07")) == []
    found = of(Chart((at("a", "2016-04-17", "2016-06-17"), at("b", "2020-03-01/2020-05-07"))))
    assert [segment.width for segment in found.segments] == [46, 9]


def test_the_length_of_a_cut() -> None:
    """In days, months or years."""
    assert [gap_words(days) for days in (48, 183, 395, 1461, 1424)] == [
        "48 days",
        "6 months",
        "13 months",
        "4 years",
        "3.9 years",
    ]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2023-05-03", "2023-11-15", "May Jun Jul Aug Sep Oct Nov"),
        ("2023-05-03", "2024-11-15", "May Jul Oct 2024 Apr Jul Oct"),
        ("2015-06-02", "2021-06-14", "Jun 2016 2017 2018 2019 2020 2021"),
        ("1995-06-02", "2015-02-14", "Jun 1998 2000 2002 2004 2006 2008 2010 2012 2014"),
    ],
)
def test_the_axis_has_months_quarters_or_years(first: str, last: str, expected: str) -> None:
    """As close as there is room for."""
    found = ticks(of(Chart((step("a", first, last),))), 1, has_gutter=True)
    assert " ".join(tick.label for tick in found) == expected


def test_each_cut_is_followed_by_month_and_year() -> None:
    """The years left out are not guessed."""
    labels = [tick.label for tick in ticks(of(CHARTS["kabul"]), 1, has_gutter=True)]
    assert labels == ["Aug", "Oct", "Nov", "Jan 2023", "May 2023"]


# laws


@given(chart=charts(), medium=MEDIA)
def test_cuts_never_hide_a_drawn_day(chart: Chart, medium: Medium) -> None:
    """Nor a day on which something certainly ran, or that counts against a deadline."""
    found = scale_of(chart, medium)
    if found is None:
        return
    drawn = {chart.checked_to, chart.judged_on} - {None}
    runs = []
    for lane in chart.lanes:
        ends = [(one.first, one.last) for one in lane.points]
        ends += [(one.first, one.last) for one in lane.marks]
        ends += [(one.first, one.last_end) for one in lane.stretches]
        drawn |= {day for pair in (*ends, *lane.stopped) for day in pair}
        for one in lane.stretches:
            is_closed = not (one.is_open or one.is_waiting or one.is_planned)
            if is_closed and one.last_start <= one.first_end:
                drawn |= {one.last_start, one.first_end}
                runs.append((one.last_start, one.first_end))
        if any(mark.status != "benchmark" for mark in lane.marks):
            runs.append((min(min(pair) for pair in ends), max(max(pair) for pair in ends)))
    for cut in found.cuts:
        assert not any(cut.first <= day <= cut.last for day in drawn if day is not None)
        assert not any(first <= cut.last and cut.first <= last for first, last in runs)


@given(chart=charts(), medium=MEDIA)
def test_days_stand_in_order_and_inside(chart: Chart, medium: Medium) -> None:
    """Segments, cuts and segments again fill the width and no more."""
    found = scale_of(chart, medium)
    if found is None:
        return
    edges = [found.start(found.first)]
    for segment in found.segments:
        edges += [found.start(segment.first), found.end(segment.first), found.end(segment.last)]
    assert edges == sorted(edges)
    assert edges[0] == 0
    assert edges[-1] <= medium.width + 1e-6
    for (before, after), cut in zip(pairwise(found.segments), found.cuts, strict=True):
        assert before.last + 1 == cut.first
        assert cut.last + 1 == after.first
        assert before.at + before.width <= cut.at + 1e-6
        assert cut.at + cut.width == pytest.approx(after.at)


@given(chart=charts(), medium=MEDIA)
def test_labels_of_the_axis_never_overlap(chart: Chart, medium: Medium) -> None:
    """Nor do they reach into a cut."""
    found = scale_of(chart, medium)
    if found is None:
        return
    placed = [(tick.at, len(tick.label)) for tick in ticks(found, medium.letter)]
    placed += [(cut.at, 0) for cut in found.cuts]
    for (at_, letters), (after, _) in pairwise(sorted(placed)):
        assert at_ + letters * medium.letter <= after + 1e-6
    if placed and len(found.segments) == 1:
        at_, letters = max(placed)
        assert at_ + letters * medium.letter <= medium.width + 1e-6


@given(chart=charts())
def test_columns_hold_each_day_once_or_in_a_row(chart: Chart) -> None:
    """In whole numbers: neighbours share at most the column between them."""
    found = scale_of(chart, COLUMNS)
    for segment in found.segments if found is not None else ():
        assert found is not None
        days = range(segment.first, min(segment.last, segment.first + 400) + 1)
        for one, other in pairwise(found.columns(day, day) for day in days):
            assert len(one) > 0
            assert other.start in {one.stop - 1, one.stop}
