from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.truth import Truth
from timeline.door.values import Count, Dates, Days

ENDS = st.none() | st.integers(-40, 40)


def test_an_unknown_answer_is_no_truth_value() -> None:
    """An `if` that would take unknown for no does not run."""
    for answer in (Days(0, 6).at_most(3), Dates(None, None).by(date(2023, 5, 3))):
        assert answer is Truth.UNKNOWN
        with pytest.raises(TypeError, match="three answers"):
            bool(answer)


def test_a_certain_answer_is_none_either() -> None:
    """Yes and no are compared like unknown, so that no code works by chance."""
    with pytest.raises(TypeError, match="three answers"):
        bool(Days(0, 6).at_most(6))


@given(ENDS, ENDS, st.integers(-40, 40), st.integers(-40, 40))
def test_answers_hold_for_every_number_within_the_ends(
    low: int | None, high: int | None, limit: int, number: int
) -> None:
    """Whichever number it is, a yes or a no is true of it."""
    if low is not None and high is not None and low > high:
        low, high = high, low
    if (low is not None and number < low) or (high is not None and number > high):
        return
    days = Days(low, high)
    for answer, holds in (
        (days.at_most(limit), number <= limit),
        (days.at_least(limit), number >= limit),
    ):
        assert answer is Truth.UNKNOWN or (answer is Truth.YES) is holds


def test_an_answer_is_given_where_there_is_one() -> None:
    """Unknown is no way out of what is certain."""
    assert Days(0, 6).at_most(6) is Truth.YES
    assert Days(0, 6).at_most(-1) is Truth.NO
    assert Days(21, None).at_least(21) is Truth.YES
    assert Days(21, None).at_least(22) is Truth.UNKNOWN
    assert Dates(date(2023, 5, 24), None).by(date(2023, 5, 23)) is Truth.NO
    assert Dates(None, date(2023, 5, 24)).by(date(2023, 5, 24)) is Truth.YES


def test_only_what_is_known_exactly_is_exact() -> None:
    """Two open ends are not the same end."""
    assert Days(51, 51).exact == 51
    assert Days(0, 6).exact is None
    assert Days(None, None).exact is None
    assert Count(10, 10).exact == 10
    assert Count(10, None).exact is None
    assert Dates(date(2023, 5, 3), date(2023, 5, 3)).exact == date(2023, 5, 3)
    assert Dates(None, None).exact is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Days(51, 51), "51 days"),
        (Days(0, 6), "0 to 6 days"),
        (Days(21, None), "at least 21 days"),
        (Days(None, None), "an unknown number of days"),
        (Count(78, 203), "78–203"),
        (Count(0, None), "unknown"),
        (Count(None, None), "unknown"),
        (Dates(date(2023, 5, 3), date(2023, 5, 3)), "2023-05-03"),
        (Dates(None, date(2023, 5, 24)), "by 2023-05-24"),
        (Dates(None, None), "day unknown"),
    ],
)
def test_words_lose_no_open_end(value: object, words: str) -> None:
    """The words are those of the pages."""
    assert str(value) == words
