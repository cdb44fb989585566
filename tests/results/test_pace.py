"""Ranks and ranges among comparable cases, in words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.interval import Interval
from timeline.portfolio.peers import PeerRank
from timeline.results.build.dates import is_vague
from timeline.results.build.pace import pace_words, spread_words


@st.composite
def days(draw: st.DrawFn) -> Interval:
    """Days of a case, exact, wide or open."""
    low = draw(st.integers(0, 3000))
    high = draw(st.one_of(st.none(), st.integers(low, low + 2000)))
    return Interval(low, high)


def test_a_case_of_which_next_to_nothing_is_known_widens_no_range() -> None:
    """It took 0 to 972 days: that no case is known to have taken 972 is not hidden."""
    ended = (Interval(0, 6), Interval(0, 972), Interval(38, 38), Interval(0, 6), Interval(5, 8))
    rank = PeerRank(
        "m", faster=tuple("abcd"), unclear=("e",), unended=("f", "g"), ended=ended, forces="US"
    )
    assert spread_words(rank) == (
        "4 comparable US cases took at most 38 days (1 unclear; 2 more have none on record)."
    )
    assert pace_words(rank) == (
        "slower than 4 of 5 comparable US cases (1 unclear; 2 more have none on record)"
    )


@given(st.lists(days(), max_size=9), st.integers(0, 3))
def test_every_case_is_in_the_range_or_beside_it(ended: list[Interval], unended: int) -> None:
    """What is said adds up to all comparable cases; under five, nothing is said."""
    said = spread_words(PeerRank("m", unended=("x",) * unended, ended=tuple(ended), forces="US"))
    if len(ended) < 5:
        assert said == ""
    if not said:
        return
    numbers = re.match(r"(\d+) comparable", said), re.search(r"(\d+) unclear", said)
    counted = [0 if found is None else int(found[1]) for found in numbers]
    assert sum(counted) == len(ended)
    assert counted[1] == sum(is_vague(one) for one in ended)
    assert (f"{unended} more ha" in said) == (unended > 0)
