"""Cases as strips."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.portfolio.test_dominance import CLOSED, OPEN, dominance, done, unrecorded
from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.inference.latency import Latency
from timeline.portfolio.compare import Measured, compare_cases
from timeline.render.chart import Scale
from timeline.render.page import Page, make_console
from timeline.render.strips import (
    axis_words,
    draw_strip,
    order_words,
    print_strips,
    strip_rows,
    strip_scale,
)
from timeline.render.theme import ASCII, UNICODE

FROM_ZERO, AROUND_ZERO = Scale(0, 9, 10), Scale(-4, 5, 10)
"""A cell for each day."""


@pytest.mark.parametrize(
    ("bound", "scale", "expected"),
    [
        (Interval(0, 0), FROM_ZERO, "◆"),
        (Interval(3, 3), FROM_ZERO, "███◆"),
        (Interval(0, 4), FROM_ZERO, "░░░░░"),
        (Interval(3, 5), FROM_ZERO, "███░░░"),
        (Interval(3, None), FROM_ZERO, "███▶"),
        (Interval(0, None), FROM_ZERO, "▶"),
        (Interval(None, 3), FROM_ZERO, "◀░░░"),
        (Interval(None, None), FROM_ZERO, "◀░░░░░░░░▶"),
        (Interval(-2, 2), AROUND_ZERO, "  ░░░░░"),
        (Interval(-2, -2), AROUND_ZERO, "  ◆██"),
        (Interval(-4, -2), AROUND_ZERO, "░░░██"),
        (Interval(-2, None), AROUND_ZERO, "  ░░▶"),
        (Interval(1, 3), AROUND_ZERO, "    █░░░"),
        (Interval(None, -1), AROUND_ZERO, "◀░░░█"),
    ],
)
def test_a_strip(bound: Interval, scale: Scale, expected: str) -> None:
    """Solid where certain, pale between, an arrow where open, from 0 days on."""
    assert draw_strip(bound, scale, UNICODE)[0].rstrip() == expected


@given(CLOSED | OPEN, st.integers(10, 40))
def test_solid_is_never_more_than_certain(bound: Interval, width: int) -> None:
    """A day in a solid cell has passed, or lies before the start, whatever the days are."""
    scale = strip_scale([bound, Interval(-30, 200)], width)
    _, kinds = draw_strip(bound, scale, ASCII)
    for day in range(scale.first, scale.last + 1):
        if kinds[scale.cell(day)] == "c" and bound.max is not None:
            nearest = bound.min if bound.min is not None and bound.min > 0 else bound.max
            assert scale.cell(day) in range(
                min(scale.cell(0), scale.cell(nearest)), max(scale.cell(0), scale.cell(nearest)) + 1
            )
            assert not bound.contains(day)


def test_a_scale_holds_every_end_and_zero() -> None:
    """Open ends stretch nothing, and a scale is never without length."""
    assert strip_scale([Interval(3, None), Interval(2, 8)], 20) == Scale(0, 8, 20)
    assert strip_scale([Interval(-3, -2)], 20) == Scale(-3, 1, 20)
    assert strip_scale([Interval(0, 0)], 20) == Scale(0, 1, 20)


def test_the_axis_is_as_wide_as_the_strips() -> None:
    """Its ends are days, and zero is marked where it is not one of them."""
    assert axis_words(Scale(0, 355, 14)) == "0 ────── 355 d"
    assert axis_words(Scale(-10, 10, 15)) == "-10 ───│── 10 d"


def test_rows_go_by_the_least_that_is_certain() -> None:
    """What is not recorded stands last, what does not apply nowhere."""
    none = Latency(done(Interval()).measure, "", "", (), (), None, Truth.UNKNOWN)
    cells = [
        ("silent", unrecorded(Interval())),
        ("late", done(Interval(9, 9))),
        ("dash", none),
        ("wide", done(Interval(0, 30))),
        ("narrow", done(Interval(0, 3))),
        ("denied", unrecorded(Interval(2, None))),
        ("any", done(Interval(None, 3))),
    ]
    rows = strip_rows(cells)
    assert [row.case for row in rows] == ["any", "narrow", "wide", "late", "denied", "silent"]
    assert [(row.words, row.bound) for row in rows[-2:]] == [
        ("denied: ≥ 2 d", Interval(2, None)),
        ("none recorded", None),
    ]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(1, 1)], "Nothing to compare."),
        ([(1, 2), (2, 3)], "No order is certain in any of 1 pair."),
        ([(1, 1), (2, 2), (3, 3)], "Order certain in 3 of 3 pairs."),
        (
            [(1, 1), (1, 1), (1, 3), (9, 9)],
            "Order certain in 3 of 6 pairs, 1 certainly equal, no order certain in 2.",
        ),
    ],
)
def test_the_order_in_words(spans: list[tuple[int, int]], expected: str) -> None:
    """The pairs are counted, and those that nobody can order are not told one by one."""
    assert order_words(dominance(*(done(Interval(*span)) for span in spans))) == expected


def printed(width: int, *cells: Latency, ascii_only: bool = False) -> list[str]:
    """The lines of a page of strips."""
    names = [f"case-{place}" for place in range(len(cells))]
    cases = [Measured(name, "p", (cell,)) for name, cell in zip(names, cells, strict=True)]
    file = io.StringIO()
    page = Page(make_console(file, no_color=True, width=width), ascii_only=ascii_only)
    print_strips(page, names, compare_cases(cases))
    return file.getvalue().splitlines()


def test_a_block() -> None:
    """The measure, a line a case with its strip, and what of the order is certain."""
    lines = printed(60, done(Interval(20, 20)), done(Interval(3, 9)), unrecorded(Interval()))
    assert lines[:6] == [
        "opened",
        "Case    Days           Faster  Slower  0 ──────────── 20 d",
        "case-1  3–9 d          0       1       ██░░░░░░",
        "case-0  20 d           1       0       ███████████████████◆",
        "case-2  none recorded",
        "Order certain in 1 of 3 pairs, no order certain in 2.",
    ] or [len(line) for line in lines]


def test_a_narrow_page_puts_strips_below() -> None:
    """Nothing is left out where there is no room beside."""
    lines = printed(40, done(Interval(20, 20)), done(Interval(3, 9)), unrecorded(Interval()))
    text = "\n".join(lines)
    assert all(len(line) <= 40 for line in lines)
    for words in ("case-1  3–9 d  faster 0, slower 1", "case-2  none recorded\n", "◆"):
        assert words in text


def test_nothing_recorded_anywhere_is_not_drawn() -> None:
    """There is no scale where there is no day."""
    lines = printed(80, unrecorded(Interval()), unrecorded(Interval()))
    assert lines[1] == "Case    Days           Faster  Slower"
    assert lines[4] == "No order is certain in any of 1 pair."
