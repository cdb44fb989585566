"""Quotients and cells in words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.portfolio.tolls import Ratio
from timeline.render.csv_text import format_csv
from timeline.render.tolls import hull_ratio, ratio_words


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
