"""What is asked for in Python → what the journey takes."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TypeAlias

from timeline.errors import Problem, ReadError
from timeline.location import Location
from timeline.model.fields import nearest

Day: TypeAlias = date | str
"""A day: a `datetime.date`, its ISO text, or `today`."""


def day_asked(name: str, day: Day | None, today: int) -> int | None:
    """The day that an argument names, as an ordinal; None where it was not given.

    Args:
        name: of the argument, for messages.
        day: as it was given.
        today: the day on which the program runs.

    Raises:
        ReadError: the text is not a day.
        TypeError: it is neither a day nor a text; a moment is not cut down to its day.
    """
    if day is None:
        return None
    if isinstance(day, date) and not isinstance(day, datetime):
        return day.toordinal()
    if not isinstance(day, str):
        given = type(day).__name__
        message = f"{name} takes a datetime.date or a text such as 2023-05-24, not a {given}"
        raise TypeError(message)
    if day == "today":
        return today
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        try:
            return date.fromisoformat(day).toordinal()
        except ValueError:
            pass
    raise refusal("E413", f"{day or 'an empty text'} is not a day", name, "2023-05-24, or today")


def refusal(code: str, message: str, name: str, hint: str) -> ReadError:
    """Something that was asked for and cannot be had; `name` is the argument that asked."""
    return ReadError([Problem(code, message, Location(name, None), hint)])


def unknown(code: str, message: str, name: str, word: str, known: list[str]) -> ReadError:
    """A word that is none of those known, with the nearest ones as the hint."""
    return refusal(code, message, name, nearest(word, known))
