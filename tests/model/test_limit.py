import pytest

from timeline.model.limit import YearlyDate, parse_limit


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
