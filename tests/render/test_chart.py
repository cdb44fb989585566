"""The drawn timeline: what lies in which row, and which sign stands for what."""

import pytest

from tests.builders import inferred, ordinal, shipped_kinds
from timeline.chrono.interval import Interval
from timeline.render.chart import Bar, axis, chart_bars, draw, scale_of, stages_of

KINDS = shipped_kinds()
AS_OF = "2024-03-31"


def row(*events: tuple[str, str], as_of: str = AS_OF, width: int = 10) -> str:
    """The row of the investigation, a cell for each ten days from 2024-01-01 on."""
    lines = [
        f"  - {{id: e{place}, kind: {kind}, when: {when}, source: s}}"
        for place, (kind, when) in enumerate([("policy_change", "2024-01-01"), *events])
    ]
    found = inferred("events:\n" + "\n".join(lines))
    day = ordinal(as_of)
    bars = [Bar("first", (Interval(ordinal("2024-01-01"), ordinal("2024-01-01")),))]
    bars += chart_bars(found, (), KINDS, day)
    return next(one for one in draw(bars, width, day) if one.label == "Investigation").cells


def opened(when: str) -> tuple[str, str]:
    """An investigation is opened."""
    return "investigation_opened", when


def closed(when: str) -> tuple[str, str]:
    """An investigation is closed."""
    return "investigation_closed", when


def test_inquiries_are_paired_by_day_and_not_by_their_place_in_the_file() -> None:
    """Two were opened and the first was closed: neither is lost, whichever is written first."""
    expected = " ███  ███▶"
    assert row(opened("2024-03-05"), opened("2024-01-15"), closed("2024-02-05")) == expected
    assert row(opened("2024-01-15"), closed("2024-02-05"), opened("2024-03-05")) == expected


def test_two_inquiries_in_turn_are_two_bars() -> None:
    """Each from its own opening to its own closing."""
    found = row(
        closed("2024-03-25"), closed("2024-02-05"), opened("2024-03-05"), opened("2024-01-15")
    )
    assert found == " ███  ███ "


def test_inquiries_of_which_none_is_closed_are_all_open() -> None:
    """From the first opening on there is one."""
    assert row(opened("2024-03-05"), opened("2024-01-15/2024-02-05")) == " ░░██████▶"


@pytest.mark.parametrize(
    "events",
    [
        (opened("2024-01-15"), opened("2024-02-05"), closed("2024-03-05")),
        (opened("2024-01-15"), closed("2024-02-05"), closed("2024-03-05")),
        (opened("2024-02-05"), closed("2024-01-15"), opened("2024-03-05")),
    ],
)
def test_where_it_is_open_which_closes_which_the_days_alone_are_drawn(
    events: tuple[tuple[str, str], ...],
) -> None:
    """Nothing is drawn as certainly going on, and no day is lost."""
    assert row(*events) == " ◆ ◆  ◆   "


def test_a_pair_that_is_turned_round_is_no_stage() -> None:
    """A closing before every opening closes something else."""
    assert stages_of([Interval(9, 9)], [Interval(5, 5)]) == ()
    assert stages_of([Interval(9, 12)], [Interval(5, 10)]) == ((Interval(9, 12), Interval(5, 10)),)


def test_on_one_day_it_is_open_which_is_closed() -> None:
    """An inquiry opened on the day of a closing may be the one that was closed."""
    assert stages_of([Interval(1, 1), Interval(5, 5)], [Interval(5, 5)]) == ()
    assert stages_of([Interval(1, 1), Interval(6, 6)], [Interval(1, 1)]) == (
        (Interval(1, 1), Interval(1, 1)),
        (Interval(6, 6), None),
    )


def cells(*bars: Bar, ascii_only: bool = False) -> list[str]:
    """The drawn rows of ten cells over ninety-one days, from day 100 to 190."""
    frame = Bar("frame", (Interval(100, 100),))
    return [one.cells for one in draw([frame, *bars], 10, 190, ascii_only=ascii_only)[1:]]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ((Interval(115, 115),), " ◆        "),
        ((Interval(111, 118),), " ░        "),
        ((Interval(111, 118), Interval(115, 115)), " ◆        "),
        ((Interval(115, 115), Interval(105, 125)), "░◆░       "),
        ((Interval(150, None),), "     ░░░░▶"),
        ((Interval(None, 125),), "◀░░       "),
    ],
)
def test_only_a_day_that_is_known_has_the_sign_of_one(
    points: tuple[Interval, ...], expected: str
) -> None:
    """A range is pale although one cell holds all of it; what is exact stays on top."""
    assert cells(Bar("x", points)) == [expected]


def test_a_day_of_another_zone_is_exact_where_one_cell_holds_both_days_that_it_is_here() -> None:
    """Else it is open on which of the two it lies."""
    within, across = Interval(115, 116), Interval(119, 120)
    assert cells(Bar("x", (within,), known=(within,))) == [" ◆        "]
    assert cells(Bar("x", (within,))) == [" ░        "]
    assert cells(Bar("x", (across,), known=(across,))) == [" ░░       "]
    found = inferred(
        "time_zone: Asia/Kabul\nevents:\n"
        "  - {kind: denial, when: 2024-03-01, zone: America/New_York, source: s}\n"
        "  - {kind: release, when: 2024-03-01/2024-03-02, source: s}\n"
    )
    bars = {bar.label: bar for bar in chart_bars(found, (), KINDS, ordinal(AS_OF))}
    assert bars["Denial"].known == bars["Denial"].points
    assert bars["Release"].known == ()


def test_the_drawing_begins_within_the_calendar() -> None:
    """What is dated by so many years before something may lie before its first day."""
    bars = [Bar("x", (Interval(-900_000, 5), Interval(10, 10)))]
    scale = scale_of(bars, 10, 190)
    assert (scale.first, scale.last) == (1, 190)
    assert axis(scale)[0] == "0001-01-01"
    assert draw(bars, 10, 190)[0].cells.startswith("◆")


def test_an_opening_that_may_be_still_to_come_is_pale_to_its_arrow() -> None:
    """The arrow of an open stage is certain only where the stage has certainly begun."""
    bars = [
        Bar("x", stages=((Interval(150, 220), None),)),
        Bar("y", stages=((Interval(150, 150), None),)),
    ]
    perhaps, certain = draw([Bar("frame", (Interval(100, 100),)), *bars], 10, 190)[1:]
    assert (perhaps.cells, perhaps.kinds) == ("     ░░░░▶", "     ppppp")
    assert (certain.cells, certain.kinds) == ("     ████▶", "     ccccc")


def test_a_closing_with_no_last_day_keeps_its_arrow() -> None:
    """It is pale: whether the stage goes on is not known."""
    (drawn,) = draw([Bar("x", stages=((Interval(100, 100), Interval(190, None)),))], 10, 190)
    assert (drawn.cells, drawn.kinds) == ("█████████▶", "cccccccccp")


def test_the_drawing_begins_with_the_first_day_that_any_row_knows() -> None:
    """Be it the last on which something with no first day can have been."""
    bars = [
        Bar("x", (Interval(150, 150),)),
        Bar("y", stages=((Interval(None, 130), Interval(None, 140)),)),
        Bar("z", (Interval(), Interval(180, None))),
    ]
    assert scale_of(bars, 10, 190).first == 130
    assert scale_of([Bar("z", (Interval(),))], 10, 190).first == 190
