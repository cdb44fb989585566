import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.interval import ANY, Interval, hull_of
from timeline.chrono.truth import Truth

ENDS = st.none() | st.integers(-6, 6)
SEEN = range(-30, 31)
"""Wide enough for every finite end, so that an open end is seen as the last number."""


@st.composite
def bounds(draw: st.DrawFn) -> Interval:
    """Bounds, open ones included."""
    low, high = draw(ENDS), draw(ENDS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Interval(low, high)


def inside(bound: Interval) -> set[int]:
    """The numbers of a bound, as far as they are looked at."""
    return {
        number
        for number in SEEN
        if (bound.min is None or number >= bound.min) and (bound.max is None or number <= bound.max)
    }


def test_a_bound_that_holds_nothing_is_refused() -> None:
    """An empty bound would be a contradiction that nobody names."""
    with pytest.raises(ValueError, match="3 to 2 holds nothing"):
        Interval(3, 2)


def test_exact() -> None:
    """Only one number left is exact; an open bound never is."""
    assert Interval(4, 4).exact == 4
    assert Interval(4, 5).exact is None
    assert Interval(4, None).exact is None
    assert ANY.exact is None


def test_contains_both_ends() -> None:
    """Both ends are included."""
    assert [number for number in SEEN if Interval(2, 4).contains(number)] == [2, 3, 4]


@given(bounds(), bounds())
def test_meet_is_what_both_allow(one: Interval, two: Interval) -> None:
    """The meet holds exactly the common numbers, and is None where there are none."""
    met = one.meet(two)
    assert (set() if met is None else inside(met)) == inside(one) & inside(two)


@given(bounds(), bounds())
def test_hull_is_the_narrowest_that_holds_both(one: Interval, two: Interval) -> None:
    """The hull reaches from the lower start to the higher end."""
    both = inside(one) | inside(two)
    assert inside(one.hull(two)) == set(range(min(both), max(both) + 1))


@given(st.lists(bounds(), min_size=1, max_size=4))
def test_hull_of_several(several: list[Interval]) -> None:
    """The hull of a list does not hang on its order."""
    assert hull_of(several) == hull_of(several[::-1])
    assert all(inside(bound) <= inside(hull_of(several)) for bound in several)


@given(bounds(), bounds(), st.integers(-4, 4), st.integers(-4, 4))
def test_minus_holds_every_difference(
    one: Interval, two: Interval, first: int, second: int
) -> None:
    """Two numbers taken freely never differ by more than the difference says."""
    if one.contains(first) and two.contains(second):
        assert one.minus(two).contains(first - second)


def test_minus_is_tight() -> None:
    """Ends are differences of ends."""
    assert Interval(1, 3).minus(Interval(10, 20)) == Interval(-19, -7)
    assert Interval(1, None).minus(Interval(10, 20)) == Interval(-19, None)
    assert Interval(1, 3).minus(Interval(10, None)) == Interval(None, -7)


@given(bounds(), st.integers(-4, 4))
def test_shifted(bound: Interval, by: int) -> None:
    """A shift moves the ends that there are."""
    assert bound.shifted(by).shifted(-by) == bound
    assert bound.shifted(by) == bound.minus(Interval(-by, -by))


@given(bounds())
def test_negated_is_the_difference_from_nothing(bound: Interval) -> None:
    """Both ends change sign and places."""
    assert bound.negated() == Interval(0, 0).minus(bound)
    assert bound.negated().negated() == bound


def test_negated() -> None:
    """An open end stays open, on the other side."""
    assert Interval(1, 3).negated() == Interval(-3, -1)
    assert Interval(1, None).negated() == Interval(None, -1)
    assert Interval(None, 3).negated() == Interval(-3, None)
    assert ANY.negated() == ANY


@given(bounds(), st.integers(-8, 8))
def test_at_most_agrees_with_every_number(bound: Interval, limit: int) -> None:
    """The answer is what all the numbers left agree on."""
    answers = {number <= limit for number in inside(bound)}
    assert bound.at_most(limit) is {
        (True,): Truth.YES, (False,): Truth.NO, (False, True): Truth.UNKNOWN
    }[tuple(sorted(answers))]  # fmt: skip
