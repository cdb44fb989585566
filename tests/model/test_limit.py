import pytest
from pydantic import TypeAdapter, ValidationError

from timeline.model.limit import Length, LengthRange, LimitField, YearlyDate, parse_limit


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [("by 12-31", 12, 31), ("by 01-31", 1, 31), ("by 02-28", 2, 28), ("by 04-30", 4, 30)],
)
def test_a_date_that_every_year_has(text: str, month: int, day: int) -> None:
    """Of this year or of the next."""
    assert parse_limit(text) == YearlyDate(month, day, next_year=False, text=text)
    assert parse_limit(f"{text} next year") == YearlyDate(
        month, day, next_year=True, text=f"{text} next year"
    )


@pytest.mark.parametrize("text", ["by 02-29", "by 04-31", "by 00-10", "by 13-01", "by 12-00"])
def test_no_date_that_some_year_lacks(text: str) -> None:
    """Nor one that is none."""
    assert parse_limit(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "rounding"),
    [
        ("6 to 9 months", 6, 9, "months", ""),
        ("six to 9 months", 6, 9, "months", ""),
        ("56 to 60 days", 56, 60, "days", ""),
        ("6 to 8 weeks", 42, 56, "days", ""),
        ("1 to 2 years", 1, 2, "years", ""),
        ("10 to 20 working days", 10, 20, "working days", ""),
        ("10 to 20 business days", 10, 20, "working days", ""),
        ("6 to 9 months (rounding: up)", 6, 9, "months", "up"),
    ],
)
def test_a_range_has_two_ends(text: str, low: int, high: int, unit: str, rounding: str) -> None:
    """Of one unit and one rounding; its own number is the upper end, and its text is kept."""
    found = parse_limit(text)
    assert isinstance(found, LengthRange)
    assert (found.number, found.unit, found.rounding, found.text) == (high, unit, rounding, text)
    for end, number in ((found.low, low), (found.high, high)):
        assert not isinstance(end, LengthRange)
        assert (end.number, end.unit, end.rounding) == (number, unit, rounding)
        assert parse_limit(end.text) == end


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("9 to 6 months", "write 6 to 9 months"),
        ("9 to 6 months (rounding: up)", "write 6 to 9 months (rounding: up)"),
        ("9 to 9 working days", "write 9 working days"),
        ("6 weeks to 2 months", "write both ends in one unit, such as 42 to 60 days"),
        ("10 working days to 1 month", "write both ends in one unit, such as 42 to 60 days"),
    ],
)
def test_ranges_that_are_none_say_what_to_write(text: str, hint: str) -> None:
    """And what the hint says to write is a limit."""
    assert parse_limit(text) is None
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(LimitField).validate_python(text)
    (error,) = caught.value.errors()
    assert error["ctx"]["hint"] == hint
    if "such as" not in hint:
        assert isinstance(parse_limit(hint.removeprefix("write ")), Length)
