"""The survival curve from bounds, against published tables, an oracle and its own laws."""

import math
from collections.abc import Sequence
from fractions import Fraction
from importlib import import_module
from importlib.util import find_spec
from warnings import catch_warnings, simplefilter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.interval import ANY, Interval
from timeline.portfolio import survival
from timeline.portfolio.survival import Curve, turnbull

Steps = list[tuple[int | None, int | None, float]]

REMISSIONS = (
    (6, 6, 6, 7, 10, 13, 16, 22, 23),
    (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35),
)
"""Weeks in remission under 6-MP, ended and lasting: Freireich et al. 1963, Blood 21, p. 699."""

COSMESIS = (
    "45- 6,10 0,7 46- 46- 7,16 17- 7,14 37,44 0,8 4,11 15- 11,15 22- 46- 46- 25,37 46- 26,40 46- "
    "27,34 36,44 46- 36,48 37- 40- 17,25 46- 11,18 38- 5,12 37- 0,5 18- 24- 36- 5,11 19,35 17,25 "
    "24- 32- 33- 19,26 37- 34- 36-"
)
"""Months to cosmetic deterioration of 46 women after radiotherapy alone, each after the first visit
named and by the second: Finkelstein and Wolfe 1985, Biometrics 41, p. 933."""


def visits(text: str) -> list[Interval]:
    """After one visit and by the next, or after the last."""
    found = []
    for word in text.split():
        after, _, by = word.rstrip("-").partition(",")
        found.append(Interval(int(after) + 1, int(by) if by else None))
    return found


def bounds(*ends: tuple[int, int | None]) -> list[Interval]:
    """Bounds from their ends."""
    return [Interval(low, high) for low, high in ends]


def steps(curve: Curve, places: int) -> Steps:
    """Where the curve falls, and by how much."""
    return [(one.days.min, one.days.max, round(one.share, places)) for one in curve.steps]


def share_open(curve: Curve, day: int) -> tuple[float, float]:
    """The least and the greatest share still open at the end of a day."""
    begun = sum(one.share for one in curve.steps if one.days.min is None or one.days.min <= day)
    ended = sum(
        one.share for one in curve.steps if one.days.max is not None and one.days.max <= day
    )
    return max(0.0, 1 - begun), max(0.0, 1 - ended)


def test_a_published_table_of_interval_censored_data() -> None:
    """As Fay and Shaw 2010 (J. Stat. Softw. 36, no. 2) print it for radiotherapy alone.

    They write (4, 5] for what is day 5 here.
    """
    data = visits(COSMESIS)
    assert len(data) == 46
    assert steps(turnbull(data), 4) == [
        (5, 5, 0.0463),
        (7, 7, 0.0334),
        (8, 8, 0.0887),
        (12, 12, 0.0708),
        (25, 25, 0.0926),
        (34, 34, 0.0818),
        (39, 40, 0.1209),
        (47, 48, 0.4656),
    ]


def test_a_published_table_of_exact_and_open_data() -> None:
    """Kaplan and Meier's curve of the 6-MP arm, as textbooks print it."""
    ended, lasting = REMISSIONS
    data = [Interval(week, week) for week in ended] + [Interval(week + 1, None) for week in lasting]
    curve = turnbull(data)
    shares = [round(share_open(curve, week)[1], 3) for week in (6, 7, 10, 13, 16, 22, 23)]
    assert shares == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert curve.half_over() == Interval(23, 23)


ORACLE: dict[str, tuple[list[Interval], Steps]] = {
    "cosmesis": (
        visits(COSMESIS),
        [
            (5, 5, 0.04635), (7, 7, 0.03336), (8, 8, 0.08867), (12, 12, 0.07075),
            (25, 25, 0.09265), (34, 34, 0.08179), (39, 40, 0.12088), (47, 48, 0.46556),
        ],
    ),
    "days and stretches": (
        bounds(
            (0, 6), (51, 51), (5, 8), (0, 12), (20, 40), (30, None), (45, 60), (3, 3), (3, 9),
            (10, 25), (60, None), (12, 12),
        ),
        [
            (3, 3, 0.19663), (5, 6, 0.19663), (12, 12, 0.15353), (20, 25, 0.11987),
            (51, 51, 0.16667), (60, 60, 0.16667),
        ],
    ),
    "before and after": (
        bounds((-3, 2), (-1, -1), (0, 4), (2, 9), (-5, 0), (7, None), (1, 1), (3, 6)),
        [(-1, -1, 0.32204), (1, 1, 0.23672), (3, 4, 0.26683), (7, 9, 0.17441)],
    ),
    "overlapping stretches": (
        bounds(
            (0, 10), (5, 15), (8, 20), (12, 30), (18, 25), (2, 9), (22, 40), (28, 50), (35, 60),
            (14, 16),
        ),
        [(8, 9, 0.31204), (14, 15, 0.24498), (22, 25, 0.18467), (35, 40, 0.25831)],
    ),
    "nearly all still open": (
        bounds(
            (10, None), (25, None), (12, 14), (40, None), (31, 33), (5, None), (60, None),
            (33, None),
        ),
        [(12, 14, 0.16667), (33, 33, 0.27778), (60, None, 0.55556)],
    ),
}  # fmt: skip
"""Data, and what lifelines 0.30.3 makes of them (lifelines.fitters.npmle.npmle, tol 1e-13)."""


def oracle(data: Sequence[Interval], typed_in: Steps) -> Steps:
    """What lifelines says: itself where it is installed, else the answer that was typed in."""
    if find_spec("lifelines") is None:
        return typed_in
    with catch_warnings():
        simplefilter("ignore")
        npmle = import_module("lifelines.fitters.npmle").npmle
        lows = [float("-inf") if one.min is None else float(one.min) for one in data]
        highs = [float("inf") if one.max is None else float(one.max) for one in data]
        shares, cells = npmle(lows, highs, tol=1e-13)
    return [
        (int(cell.left), None if math.isinf(cell.right) else int(cell.right), round(share, 5))
        for share, cell in zip(map(float, shares), cells, strict=True)
        if share > 5e-6
    ]


@pytest.mark.parametrize(("data", "typed_in"), ORACLE.values(), ids=ORACLE.keys())
def test_the_curve_is_that_of_an_independent_program(data: list[Interval], typed_in: Steps) -> None:
    """The same steps, and shares alike to four places."""
    found = steps(turnbull(data), 5)
    expected = oracle(data, typed_in)
    assert [one[:2] for one in found] == [one[:2] for one in expected]
    assert [one[2] for one in found] == pytest.approx([one[2] for one in expected], abs=5e-5)


def test_one_case_is_its_own_curve() -> None:
    """All of the mass lies somewhere in its bound, and where is not known."""
    curve = turnbull([Interval(3, 9)])
    assert steps(curve, 6) == [(3, 9, 1.0)]
    assert [share_open(curve, day) for day in (2, 3, 8, 9)] == [(1, 1), (0, 1), (0, 1), (0, 0)]
    assert curve.half_over() == Interval(3, 9)


def test_no_case_has_no_curve() -> None:
    """There is nothing to estimate."""
    with pytest.raises(ValueError, match="at least one case"):
        turnbull([])


def test_what_may_have_ended_any_day_alone_says_nothing() -> None:
    """Every share is possible on every day."""
    curve = turnbull([ANY])
    assert share_open(curve, 0) == (0, 1)
    assert curve.half_over() == ANY


def test_open_cases_alone_never_end() -> None:
    """All that is known is that nothing was over by the last day on which any was seen open."""
    curve = turnbull(bounds((10, None), (25, None)))
    assert steps(curve, 6) == [(25, None, 1.0)]
    assert share_open(curve, 24) == (1, 1)


def test_a_fit_that_does_not_settle_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a curve all the same, and marked."""
    monkeypatch.setattr(survival, "MOST_ROUNDS", 1)
    data, _ = ORACLE["overlapping stretches"]
    assert not turnbull(data).is_settled


def test_a_share_that_is_taken_too_soon_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Taking what dwindles makes the fit fast, never wrong, even where it takes far too much."""
    data, expected = ORACLE["days and stretches"]
    monkeypatch.setattr(survival, "_DWINDLING", 3.0)
    monkeypatch.setattr(survival, "_TRIM_EVERY", 2)
    curve = turnbull(data)
    assert curve.is_settled
    assert [one[2] for one in steps(curve, 5)] == pytest.approx(
        [one[2] for one in expected], abs=2e-5
    )


lengths = st.integers(-5, 40)
closed = st.tuples(lengths, st.integers(0, 20)).map(lambda pair: Interval(pair[0], sum(pair)))
right_open = lengths.map(lambda low: Interval(low, None))
left_open = lengths.map(lambda high: Interval(None, high))
many = st.lists(closed | right_open | left_open, min_size=1, max_size=14)


@given(st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=14))
def test_exact_and_open_cases_give_kaplan_and_meiers_curve(cases: list[tuple[int, bool]]) -> None:
    """The product-limit formula, inferred by fractions, on every day up to the last that ended."""
    ends = [day for day, is_over in cases if is_over]
    curve = turnbull(
        [Interval(day, day) if over else Interval(day + 1, None) for day, over in cases]
    )
    share = Fraction(1)
    for day in range(max(ends, default=-1) + 1):
        at_risk = sum(other >= day for other, _ in cases)
        share *= 1 - Fraction(ends.count(day), at_risk) if at_risk else 1
        assert share_open(curve, day) == pytest.approx((float(share), float(share)), abs=1e-4)


@given(many)
def test_shares_add_up_and_steps_stand_in_order(data: list[Interval]) -> None:
    """No share is lost, and no step overlaps the next."""
    curve = turnbull(data)
    assert curve.is_settled
    assert math.isclose(sum(one.share for one in curve.steps), 1)
    for one, two in zip(curve.steps, curve.steps[1:], strict=False):
        assert one.days.max is not None
        assert two.days.min is not None
        assert one.days.max < two.days.min


@given(many, st.data())
def test_no_other_curve_makes_the_cases_likelier(
    data: list[Interval], chance: st.DataObject
) -> None:
    """Neither one with its mass on days drawn at will, nor a mixture with the one found."""
    curve = turnbull(data)
    found = likelihood(data, {one.days: one.share for one in curve.steps})
    days = chance.draw(st.lists(st.integers(-6, 62), min_size=1, max_size=8))
    drawn = {Interval(day, day): days.count(day) / len(days) for day in days}
    for part in (1.0, 0.5, 0.01):
        mixed = {one.days: one.share * (1 - part) for one in curve.steps}
        for day, share in drawn.items():
            mixed[day] = mixed.get(day, 0.0) + share * part
        assert likelihood(data, mixed) <= found + 1e-5 * len(data)


def likelihood(data: Sequence[Interval], masses: dict[Interval, float]) -> float:
    """The logarithm of the likelihood."""
    shares = [sum(share for days, share in masses.items() if one.hull(days) == one) for one in data]
    return sum(math.log(share) if share > 0 else -math.inf for share in shares)


@given(many, st.integers(-1000, 1000))
def test_days_counted_from_elsewhere_shift_the_curve(data: list[Interval], by: int) -> None:
    """No day is special."""
    here, there = turnbull(data), turnbull([one.shifted(by) for one in data])
    assert [one.days.shifted(by) for one in here.steps] == [one.days for one in there.steps]


@given(many)
def test_what_may_have_ended_any_day_changes_nothing(data: list[Interval]) -> None:
    """It is as likely under one curve as under another."""
    with_it, without = turnbull([*data, ANY]), turnbull(data)
    for day in range(-6, 62):
        assert share_open(with_it, day) == pytest.approx(share_open(without, day), abs=2e-3)


@given(many)
def test_the_share_still_open_only_falls(data: list[Interval]) -> None:
    """From one to none, the least never above the greatest."""
    curve = turnbull(data)
    shares = [share_open(curve, day) for day in range(-7, 62)]
    assert all(0 <= low <= high <= 1 for low, high in shares)
    for ends in zip(*shares, strict=True):
        assert list(ends) == sorted(ends, reverse=True)
