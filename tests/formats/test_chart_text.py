"""The drawing as text: signs, deadlines, key; and laws of every drawing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from tests.formats.charts import CHARTS, charts, day, due, step, with_examples
from timeline.formats.chart_text import draw_chart
from timeline.formats.scale import Medium, Scale, scale_of
from timeline.pages.blocks import Chart, Lane, Mark, Point, Stretch

SHARP = set("◆█")
ASCII = dict(zip("◆█░▓▒┆╌▶?○◇▲╱", "*=.x~:->?o+^/", strict=True))
WIDTHS = st.sampled_from([60, 79, 80, 89, 90, 99, 100, 140])


def left(width: int) -> int:
    """Columns left of the drawing."""
    return 29 if width >= 100 else 26


def scale(chart: Chart, width: int) -> Scale | None:
    """Scale of a drawing of some width."""
    cuts = 2 if width >= 90 else 1
    medium = Medium(width - left(width), 1, cuts, lambda text, _: len(text) + 7, 2, is_whole=True)
    lanes = [replace(lane, marks=tuple(deadlines(lane))) for lane in chart.lanes]
    return scale_of(replace(chart, lanes=tuple(lanes)), medium)


def deadlines(lane: Lane) -> Iterator[Mark]:
    """Marks of a lane that are drawn; text leaves benchmarks out."""
    return (mark for mark in lane.marks if mark.status != "benchmark")


def lines(chart: Chart, width: int = 100, *, ascii_only: bool = False) -> list[str]:
    """Lines of a drawing."""
    return [line.plain for line in draw_chart(chart, width, ascii_only=ascii_only)]


def rows(chart: Chart, width: int = 100) -> list[tuple[Lane, str]]:
    """Lanes, each with its cells."""
    named = [replace(lane, label=f"lane-{number}") for number, lane in enumerate(chart.lanes)]
    drawn = lines(replace(chart, lanes=tuple(named)), width)
    cells = [line[left(width) :].ljust(width - left(width)) for line in drawn if "  lane-" in line]
    return list(zip(named, cells, strict=True))


def ten_days(lane: Lane, **days: int) -> str:
    """Cells of a lane on a scale of ten days a column, from 1 January 2024."""
    first = day("2024-01-01")
    ends = Lane("ends", points=(Point(first, first), Point(first + 709, first + 709)))
    busy = Lane("busy", stretches=(Stretch(first, first, first + 709, first + 709),))
    return rows(Chart((ends, busy, lane), **days))[-1][1].rstrip()


def test_a_bar_is_pale_where_it_may_not_have_begun_or_may_have_ended() -> None:
    """Solid from the latest start to the earliest end."""
    assert ten_days(step("a", "2024-01-11/2024-01-30", "2024-03-01/2024-03-30")) == " ░░███░░░"


def test_doubt_wins_a_shared_cell() -> None:
    """One uncertain day makes the cell pale."""
    assert ten_days(step("a", "2024-01-11/2024-01-12", "2024-02-09")) == " ░██"


def test_a_bar_that_may_have_ended_before_it_began_for_certain_is_pale() -> None:
    """No day is certain."""
    assert ten_days(step("a", "2024-01-11/2024-02-09", "2024-01-21/2024-02-19")) == " ░░░░"


def test_a_stage_known_by_its_years_alone_is_not_known() -> None:
    """A long grey bar would look like a long inquiry; where one end is known it is one."""
    assert ten_days(step("a", "2024-01-11/2024-01-12", "2024-01-11/2024-02-29")) == " ░░░░░"
    assert set(ten_days(step("a", "2024-01-11/2025-03-01", "2024-01-11/2025-03-01"))) == {" ", "?"}


def test_a_known_day_is_a_diamond_and_a_range_never_is() -> None:
    """Two days in one cell are a range as well."""
    assert ten_days(Lane("a", points=(Point(day("2024-01-11"), day("2024-01-11")),))) == " ◆"
    assert ten_days(Lane("a", points=(Point(day("2024-01-11"), day("2024-01-12")),))) == " ░"
    assert ten_days(
        Lane("a", points=(Point(day("2024-01-11"), day("2024-01-11"), "planned"),))
    ) == (" ◇")


def test_a_day_known_in_another_zone_is_known_where_its_two_days_share_a_cell() -> None:
    """Else it is a range."""
    ends = day("2024-01-11"), day("2024-01-12")
    assert ten_days(Lane("a", points=(Point(*ends, is_known=True),))) == " ◆"
    ends = day("2024-01-20"), day("2024-01-21")
    assert ten_days(Lane("a", points=(Point(*ends, is_known=True),))) == " ░░"


def test_past_begins_the_day_after_the_first_missed_deadline() -> None:
    """An extension that came too late changes nothing."""
    marks = (due("2024-02-09", "due", "missed"), due("2024-03-10", "more", "missed"))
    assert ten_days(step("a", "2024-01-11", "2024-03-30", *marks)) == " ███▓▓▓▓▓"
    kept = (due("2024-02-09", "due", "kept"), due("2024-02-09", "due", "benchmark"))
    assert ten_days(step("a", "2024-01-11", "2024-03-30", *kept)) == " ████████"


def test_past_a_deadline_that_was_perhaps_extended_begins_after_the_last_one() -> None:
    """Until then it may have been in time."""
    marks = (due("2024-02-09", "due", "extended"), due("2024-02-29", "more", "unknown"))
    assert ten_days(step("a", "2024-01-11", "2024-03-30", *marks)) == " █████▒▒▒"


def test_a_cell_that_holds_the_last_day_in_time_is_not_past_it() -> None:
    """Doubt is for whoever is judged."""
    awaited = step(
        "a", "2024-01-11", "2024-03-05", due("2024-02-03", "due", "missed"), is_waiting=True
    )
    assert ten_days(awaited) == " ╌╌╌▓▓▓"
    act = Point(day("2024-03-01"), day("2024-03-01"))
    paid = Lane("a", points=(act,), marks=(due("2024-02-03", "due", "missed"),))
    assert ten_days(paid) == "    ▓▓◆"
    paid = Lane("a", points=(act,), marks=(due("2024-02-03", "due", "unknown"),))
    assert ten_days(paid) == "      ◆"


def test_nothing_is_past_where_the_end_is_a_range() -> None:
    """It may have ended in time."""
    marks = (due("2024-02-09", "due", "missed"),)
    assert ten_days(step("a", "2024-01-11", "2024-02-29/2024-03-30", *marks)) == " █████░░░"


def test_a_missed_deadline_for_the_start_shades_the_wait() -> None:
    """What began late was not late to end."""
    mark = due("2024-01-20", "open by", "missed", is_for_start=True)
    assert ten_days(step("a", "2024-02-10", "2024-02-29", mark)) == "  ▓▓██"


def test_no_end_on_record_runs_to_the_last_day_checked() -> None:
    """And nobody has looked since."""
    checked, judged = day("2024-03-05"), day("2024-03-30")
    lane = step("a", "2024-01-11", "2024-03-05", is_open=True)
    assert ten_days(lane, checked_to=checked) == " ◆╌╌╌╌▶"
    assert ten_days(lane, checked_to=checked, judged_on=judged) == " ◆╌╌╌╌▶??"
    overtaken = step("a", "2024-01-11", "2024-02-05", is_open=True)
    assert ten_days(overtaken, checked_to=checked, judged_on=judged) == " ◆╌╌"


def test_what_is_awaited_past_a_missed_deadline_is_past_it() -> None:
    """Up to the last day checked."""
    lane = step(
        "a", "2024-01-11", "2024-03-05", due("2024-02-09", "due", "missed"), is_waiting=True
    )
    assert ten_days(lane, checked_to=day("2024-03-05")) == " ╌╌╌▓▓▶"


def test_a_clock_that_stood_still_and_an_implied_opening() -> None:
    """Both have signs of their own."""
    lane = step("a", "2024-01-11", "2024-02-29", stopped=("2024-01-21/2024-02-09",))
    assert ten_days(lane) == " █┆┆██"
    implied = step("a", "2024-01-11/2024-02-19", "2024-01-11/2024-02-19", is_opening_implied=True)
    assert ten_days(implied) == " ○░░░"
    implied = step("a", "2024-01-11", "2024-02-19", is_open=True, is_opening_implied=True)
    assert ten_days(implied) == " ○╌╌╌"


def test_words_of_deadlines_stand_below_the_bar() -> None:
    """The last at the right of its sign, the others at the left, else on a line of their own."""
    found = lines(CHARTS["may3"])
    assert "   due 23 Jul (30 days) ▲    ▲ 13 Aug (3 weeks more)" in found[5]
    narrow = lines(CHARTS["late"], 80)
    assert narrow[3].strip() == "▲ to open by 3 Apr (14 days)"
    assert narrow[4].strip() == "▲ due 20 May (30 days)"


def test_a_deadline_on_a_day_between_two_is_drawn_as_a_range() -> None:
    """The sign is at the last."""
    assert any("░░▲ due 1–15 Aug" in line for line in lines(CHARTS["late"]))


def test_a_deadline_with_many_words_takes_several_lines() -> None:
    """None of them is lost."""
    words = "due 20 working days after the day on which the last of all answers was received"
    mark = due("2024-02-09", words, "open")
    chart = Chart((step("a", "2024-01-11", "2024-03-30", mark),))
    below = [line.replace("▲", " ") for line in lines(chart, 60)[2:-1]]
    assert len(below) > 1
    assert " ".join(" ".join(below).split()) == words


def test_a_long_label_runs_on_where_nothing_is_drawn_else_it_is_wrapped() -> None:
    """Acts that share a row are all named."""
    assert "  Finding, acknowledgement, summary   " in lines(CHARTS["may3"])[6]
    found = lines(CHARTS["kabul"])
    assert found[4].startswith("  Finding, acknowledgement,     ◆")
    assert found[5] == "    apology"


def test_the_key_names_only_the_signs_that_are_drawn() -> None:
    """On one line, in fewer words if need be."""
    assert lines(CHARTS["kunduz"])[-1].strip() == (
        "◆ day known   █ under way   ░ some time in here"
    )
    assert lines(CHARTS["foi"], 80)[-1] == (
        "  ◆ day known   ┆ clock not running   ╌ waiting   ▶ last check   ? not checked"
    )


def test_only_what_is_past_a_missed_deadline_is_red() -> None:
    """Not even the deadline itself."""
    for chart in CHARTS.values():
        for line in draw_chart(chart, 100, ascii_only=False):
            for span in line.spans:
                if "red" in str(span.style):
                    assert set(line.plain[span.start : span.end]) == {"▓"}


def test_nothing_to_draw() -> None:
    """No axis without a day."""
    assert lines(Chart(())) == []
    assert lines(Chart((Lane("a"),), checked_to=day("2024-01-01"))) == []


# laws


class Doubt(NamedTuple):
    """Days of a lane, found without the code that draws."""

    certain: set[int]
    known: set[int]
    ranges: list[tuple[int, int]]
    elsewhere: list[tuple[int, int]]
    """Days known in another zone, which lie on two here."""

    @property
    def uncertain(self) -> set[int]:
        """All days in the ranges."""
        return {day for first, last in self.ranges for day in range(first, last + 1)}


def doubt(lane: Lane) -> Doubt:
    """Which days are certain, and which ranges are not."""
    found = Doubt(set(), set(), [], [])
    for one in lane.stretches:
        if one.is_open:
            note(found, one.first, one.last_start, is_known=False)
        elif not (one.is_planned or one.is_waiting):
            sure = range(one.last_start, one.first_end + 1)
            found.certain.update(sure)
            before = one.last_start - 1 if sure else one.last_end
            found.ranges.extend(
                (first, last)
                for first, last in ((one.first, before), (one.first_end + 1, one.last_end))
                if first <= last
            )
    for point in lane.points:
        if point.sort != "planned":
            note(found, point.first, point.last, is_known=point.is_known)
    return found


def note(found: Doubt, first: int, last: int, *, is_known: bool) -> None:
    """Note a day between two."""
    if first == last:
        found.known.add(first)
    elif is_known:
        found.elsewhere.append((first, last))
    else:
        found.ranges.append((first, last))


def days_by_column(found: Scale) -> dict[int, set[int]]:
    """Days that each column holds, by brute force."""
    columns: dict[int, set[int]] = {}
    for segment in found.segments:
        for one in range(segment.first, segment.last + 1):
            for column in found.columns(one, one):
                columns.setdefault(column, set()).add(one)
    return columns


@with_examples
@given(chart=charts(), width=WIDTHS)
def test_no_cell_is_sharp_for_a_day_that_is_not_certain(chart: Chart, width: int) -> None:
    """Solid cells hold certain days alone, and diamonds a known day."""
    found = scale(chart, width)
    if found is None:
        return
    columns = days_by_column(found)
    for lane, cells in rows(chart, width):
        days = doubt(lane)
        uncertain = days.uncertain - (days.certain if len(lane.stretches) > 1 else set())
        for column, cell in enumerate(cells):
            if cell not in SHARP:
                continue
            here = columns[column]
            assert not here & uncertain
            if cell == "█":
                assert here & days.certain
            else:
                elsewhere = any({*pair} <= here for pair in days.elsewhere)
                assert here & days.known or elsewhere


@with_examples
@given(chart=charts(), width=WIDTHS)
def test_every_day_of_a_range_is_inside_pale_cells(chart: Chart, width: int) -> None:
    """Also where the range runs through a cut."""
    found = scale(chart, width)
    if found is None:
        return
    for lane, cells in rows(chart, width):
        for first, last in doubt(lane).ranges:
            drawn = {cells[column] for column in found.columns(first, last)}
            assert drawn <= set("░?○◇▶╱"), (first, last)


@with_examples
@given(chart=charts(), width=WIDTHS)
def test_nothing_is_red_without_a_missed_deadline_before_it(chart: Chart, width: int) -> None:
    """Nor does it cover a day that certainly ran in time."""
    found = scale(chart, width)
    if found is None:
        return
    columns = days_by_column(found)
    for lane, cells in rows(chart, width):
        missed = [mark.last for mark in lane.marks if mark.status == "missed"]
        in_time = {one for one in doubt(lane).certain if one <= min(missed, default=one)}
        for column, cell in enumerate(cells):
            if cell == "▓":
                assert max(columns[column]) > min(missed)
                assert not columns[column] & in_time


@with_examples
@given(chart=charts(), width=WIDTHS)
def test_ascii_has_the_same_shape(chart: Chart, width: int) -> None:
    """Sign by sign."""
    if any(not lane.label.isascii() for lane in chart.lanes) or chart is CHARTS["late"]:
        return
    drawn = lines(chart, width)[:-1]  # words of the key have their own dashes
    assert ["".join(ASCII.get(sign, sign) for sign in line) for line in drawn] == (
        lines(chart, width, ascii_only=True)[:-1]
    )


@with_examples
@given(chart=charts(), width=WIDTHS)
def test_labels_never_overlap(chart: Chart, width: int) -> None:
    """Each is found whole, with a blank before and behind it, deadlines beside their sign."""
    drawn = lines(chart, width)
    assert all(cell_len(line) <= width for line in drawn)
    text = "\n".join(f"{line} " for line in drawn)
    for lane in chart.lanes if drawn else ():
        if len(lane.label) < left(width) - 2:
            assert f"\n  {lane.label} " in text
        for mark in deadlines(lane):
            words = mark.label.replace("–", "-") if mark.label not in text else mark.label
            assert f" {words} ▲ " in text or f"▲ {words} " in text or f" {words} ░" in text
    found = scale(chart, width)
    if found is not None:
        for cut in found.cuts:
            assert f"╱╱ {cut.label} ╱╱ " in f"{drawn[0]} "


@given(
    label=st.text(max_size=60),
    words=st.text(max_size=120),
    width=WIDTHS,
    ascii_only=st.booleans(),
    status=st.sampled_from(["kept", "missed", "extended"]),
)
def test_nothing_is_drawn_outside_the_width(
    label: str, words: str, width: int, status: str, *, ascii_only: bool
) -> None:
    """Whatever a file says, wide letters and controls too."""
    lane = step(label, "2023-06-23", "2023-11-15", due("2023-07-23", words, status))
    chart = Chart((lane, Lane(label, points=CHARTS["may3"].lanes[-1].points)))
    for line in draw_chart(chart, width, ascii_only=ascii_only):
        assert line.cell_len <= width
        assert not ascii_only or line.plain.isascii()


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("name", CHARTS)
def test_the_key_is_one_line(name: str, width: int) -> None:
    """A legend is a design fault: for real cases one line is enough."""
    drawn = lines(CHARTS[name], width)
    signs = {part.strip()[0] for part in drawn[-1].split("   ") if part.strip()}
    body = "".join(line[left(width) :] for line in drawn[1:-1])
    assert signs == {sign for sign in "◆█░▓▒┆╌▶?○◇" if sign in body}


def test_marks_of_a_lane_are_drawn_however_many_there_are() -> None:
    """Each on a line with room for it."""
    marks = tuple(
        Mark(
            day("2024-02-09") + 9 * number, day("2024-02-09") + 9 * number, f"due {number}", "open"
        )
        for number in range(8)
    )
    chart = Chart((step("a", "2024-01-11", "2024-03-30", *marks),))
    text = "\n".join(lines(chart))
    assert all(f"due {number}" in text for number in range(8))
