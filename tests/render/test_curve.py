"""The drawn curve shows as certain only what is so on every day of a column."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.interval import Interval
from timeline.portfolio.survival import Curve, turnbull
from timeline.render.curve import HEIGHT, curve_columns, draw_curve

DATA = [
    *(Interval(day, day) for day in (0, 10, 10, 20)),
    Interval(12, 18),
    Interval(30, None),
    Interval(30, None),
    Interval(5, None),
]


def drawn(curve: Curve, width: int = 40, *, ascii_only: bool = True) -> list[str]:
    """Each row as scale and cells."""
    return [
        f"{scale:>5} {cells}" for scale, cells in draw_curve(curve, width, ascii_only=ascii_only)
    ]


def test_a_curve_falls_from_left_to_right() -> None:
    """Solid at least, pale at most; beyond the last open case all is pale that is left."""
    assert drawn(turnbull(DATA)) == [
        "100 % ",
        "      ##########",
        " 75 % ##########",
        "      ############------",
        " 50 % ####################",
        "      ####################",
        " 25 % ##############################----",
        "      ##############################----",
        "  0 % ----------------------------------",
        "      0 d              17 d         33 d",
    ]


def test_other_characters_mean_the_same() -> None:
    """Blocks where the terminal can show them."""
    rows = drawn(turnbull(DATA), ascii_only=False)
    assert rows[1] == "      ██████████"
    assert rows[3] == "      ████████████░░░░░░"


def test_a_curve_of_one_day_is_drawn() -> None:
    """Everything was over on the day on which it began."""
    rows = drawn(turnbull([Interval(0, 0)]))
    assert rows[0] == "100 % "
    assert rows[-1] == "      0 d  0 d"


def test_days_before_the_start_are_drawn() -> None:
    """An end can lie before its start where the record says so."""
    assert drawn(turnbull([Interval(-4, -4), Interval(3, 3)]))[-1] == "      -4 d  3 d"


bounds = st.tuples(st.integers(-5, 60), st.integers(0, 20) | st.none()).map(
    lambda pair: Interval(pair[0], None if pair[1] is None else pair[0] + pair[1])
)


@given(st.lists(bounds, min_size=1, max_size=10), st.integers(5, 72))
def test_no_column_claims_more_than_holds_on_each_of_its_days(
    data: list[Interval], width: int
) -> None:
    """What is solid is open on each of its days, and what is blank on none."""
    curve = turnbull(data)
    columns = curve_columns(curve, width)
    assert len(columns) <= width
    for one, two in pairwise(columns):
        assert two.first == one.last + 1
    for column in columns:
        for day in range(column.first, column.last + 1):
            low, high = curve.share_open(day)
            assert column.low <= low <= high <= column.high
    rows = draw_curve(curve, width, ascii_only=True)
    assert len(rows) == HEIGHT + 2
    assert all(len(cells) <= len(columns) for _, cells in rows[:-1])
