"""What somebody reads whose date statement cannot be read: each sentence, and what to write."""

import pytest

from timeline.chrono.notation import parse_absolute_when, parse_when
from timeline.chrono.when import Absolute, NotationError, Ordering, references_of

ALL_FORMS = (
    "write one of: 2023-05-03, 2023-05, mid 2023-05, ../2023-05-18, 12 days after strike, unknown"
)
FORMS_AFTER = (
    "write N days|weeks|months after EVENT, less than a week after EVENT, at least 3 weeks after "
    "EVENT, 10 to 14 days after EVENT, before EVENT, after EVENT or soon after EVENT"
)


def own_margin(unit: str, side: str) -> str:
    """What can be written in place of words without a number."""
    return f"write {side}, or a margin of your own such as 1 to 7 {unit}s {side}"


def soon(side: str) -> str:
    """What can be written in place of words for a short time."""
    return f"write soon {side}, or a margin of your own such as within 2 days {side}"


TIMES = "times run from 00:00 to 23:59"
MARGIN_UNITS = "give hours a margin in hours, all else one in days"
ONE_OF = "write [2017-03-16, 2017-03-23]: one of these days"
SENTENCES = {
    "2023-02-30": (
        "2023-02-30 is not a day: February 2023 has 28",
        "write 2023-02 if only the month is known",
    ),
    "0987-06-31": (
        "0987-06-31 is not a day: June 987 has 30",
        "write 0987-06 if only the month is known",
    ),
    "0987-13": ("0987-13 is not a month", "write 0987 if only the year is known"),
    "0000": ("there is no year 0 in this calendar", ""),
    "12023-01-01": ("12023-01-01 is outside the years 0001 to 9999", ""),
    "-44-03-15": ("-44-03-15 is outside the years 0001 to 9999", ""),
    "2023-05-12/2023-05-08": (
        "2023-05-12/2023-05-08 ends before it starts",
        "write 2023-05-08/2023-05-12 if that is meant",
    ),
    "../..": ("an interval open at both ends says nothing", "write unknown"),
    "2016-07-19T03:00/T02:45": (
        "2016-07-19T03:00/T02:45 ends before it starts",
        "write both days if it runs past midnight",
    ),
    "2023-05-08T10:00Z/2023-05-09T10:00": (
        "the two ends of 2023-05-08T10:00Z/2023-05-09T10:00 are not written alike",
        "give both ends the same offset, or none",
    ),
    "2023-05-03T24:00": ("24:00 is not a time of day", TIMES),
    "2023-05-03T11:42:60": ("11:42:60 is not a time of day", TIMES),
    "2016-07-19T02:45/T25:00": ("25:00 is not a time of day", TIMES),
    "2016-07-19T02:45:09/T03:60": ("03:60 is not a time of day", TIMES),
    "2023-05-03T11:42+15:00": (
        "+15:00 is not an offset: clocks run from -14:00 to +14:00",
        "",
    ),
    "14 to 10 days after x": (
        "14 to 10 days after x counts down",
        "write the smaller number first",
    ),
    "about 2 weeks after x": (
        '"about" needs a margin that you state',
        "state the margin: 2 weeks ± N days after x",
    ),
    "~3 hours before after": (
        '"~" needs a margin that you state',
        "state the margin: 3 hours ± N hours before after",
    ),
    "circa 2016": (
        "circa 2016 hedges without saying by how much",
        "write the years that can be meant, such as 2015/2017",
    ),
    "~2016-05-03": (
        "~2016-05-03 hedges without saying by how much",
        "state the margin: 2016-05-03 ± 3 days",
    ),
    "roughly then": (
        "roughly then hedges without saying by how much",
        "state the margin: 2023-05-08 ± 3 days, or 2 weeks ± 4 days after strike",
    ),
    "less than 0 days after x": ("less than 0 days after x leaves no day at all", ""),
    "at least 12 days of x": ('"of" goes with within or less than', "write within 12 days of x"),
    "at least 10 to 14 days after x": ('"at least" and a range do not go together', ""),
    "2 weeks ± 4 hours after x": (
        "a margin in hours does not fit a distance in weeks",
        MARGIN_UNITS,
    ),
    "2 hours ± 1 day after x": ("a margin in days does not fit a distance in hours", MARGIN_UNITS),
    "[2017-03-16, ]": ("nothing in [2017-03-16, ] is not a date", ONE_OF),
    "[2017-03-16, after x]": ("after x in [2017-03-16, after x] is not a date", ONE_OF),
    "": ("nothing is not a date statement", ALL_FORMS),
    "yesterday": ("yesterday is not a date statement", ALL_FORMS),
    "mayo 3, 2023": ("mayo 3, 2023 is not a date statement", ALL_FORMS),
    "junk 2021": ("junk 2021 is not a date statement", ALL_FORMS),
    "12 Days after x": (
        '12 Days after x is not a date statement: "12 Days" is not understood',
        FORMS_AFTER,
    ),
    "10-14 days before x": (
        '10-14 days before x is not a date statement: "10-14 days" is not understood',
        FORMS_AFTER,
    ),
    "the week after stike": (
        'the week after stike is not a date statement: "the week" is not understood',
        FORMS_AFTER,
    ),
    "12 days after the strike": (
        '12 days after the strike is not a date statement: "the strike" is not the id of an event',
        FORMS_AFTER,
    ),
    "a few days after strike": ('"a few days" gives no number', own_margin("day", "after strike")),
    "Several weeks before x": ('"Several weeks" gives no number', own_margin("week", "before x")),
    "some months after x": ('"some months" gives no number', own_margin("month", "after x")),
    "a few minutes after x": ('"a few minutes" gives no number', soon("after x")),
    "shortly after the strike": ('"shortly" gives no number', soon("after strike")),
    "soon": ('"soon" gives no number', soon("after EVENT")),
    "soon before x": (
        '"soon" gives no number',
        "write before x, or a margin of your own such as within 2 days before x",
    ),
    "2023-5": ("2023-5 lacks a zero", "write 2023-05"),
    "20230503": ("20230503 is a number, not a date", "write 2023-05-03"),
    "2023-05-03 11:42": ("2023-05-03 11:42 needs a T before the time", "write 2023-05-03T11:42"),
    "2023-05-03t11:42": ("2023-05-03t11:42 needs a T before the time", "write 2023-05-03T11:42"),
    "2023-05-03 11:42 or so": (
        "2023-05-03 11:42 or so needs a T before the time",
        f"{ALL_FORMS}, 2023-05-03T11:42",
    ),
    "03/05/2023": (
        "03/05/2023 can be read as two different days",
        "write year-month-day, such as 2023-05-03",
    ),
}


@pytest.mark.parametrize("text", SENTENCES)
def test_the_whole_sentence_and_the_whole_hint(text: str) -> None:
    """A writer is told in full what is wrong, and what can be written instead."""
    with pytest.raises(NotationError) as caught:
        parse_when(text)
    assert (str(caught.value), caught.value.hint) == SENTENCES[text]


def test_a_date_that_may_not_lean_on_an_event() -> None:
    """The hint names the forms that stand by themselves."""
    with pytest.raises(NotationError) as caught:
        parse_absolute_when("after x")
    assert str(caught.value) == "after x counts from an event"
    assert caught.value.hint == "write a date here: 2023-05-03, 2023-05, mid 2023-05, ../2023-05-18"


@pytest.mark.parametrize("text", ["a few days after strike", "soon", "the week after strike"])
def test_what_may_not_lean_on_an_event_is_not_told_to(text: str) -> None:
    """Whatever else is wrong with it."""
    with pytest.raises(NotationError) as caught:
        parse_absolute_when(text)
    assert caught.value.hint == "write a date here: 2023-05-03, 2023-05, mid 2023-05, ../2023-05-18"


@pytest.mark.parametrize("text", ["a few hours", "Several weeks", "some days", "shortly", "years"])
@pytest.mark.parametrize("side", ["after x", "before x"])
def test_words_without_a_number_are_answered_with_what_can_be_read(text: str, side: str) -> None:
    """Both of what the hint says to write are date statements."""
    with pytest.raises(NotationError) as caught:
        parse_when(f"{text} {side}")
    plain, margin = caught.value.hint.removeprefix("write ").split(
        ", or a margin of your own such as "
    )
    order, written = parse_when(side), parse_when(plain)
    assert isinstance(order, Ordering)
    assert isinstance(written, Ordering)
    assert (written.ref, written.relation) == (order.ref, order.relation)
    assert references_of(parse_when(margin)) == references_of(parse_when(side))


def test_a_sentence_may_come_without_a_hint() -> None:
    """Where nobody can say what was meant."""
    error = NotationError("E205", "there is no year 0 in this calendar")
    assert (error.code, str(error), error.hint) == (
        "E205",
        "there is no year 0 in this calendar",
        "",
    )


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_is_known_by_its_name_and_its_first_letters(number: int) -> None:
    """In capitals or not."""
    names = "January February March April May June July August September October November December"
    name = names.split()[number - 1]
    for written in (name, name.lower(), name[:3], name[:3].upper()):
        when, month = parse_when(f"{written} 2021"), parse_absolute_when(f"2021-{number:02d}")
        assert isinstance(when, Absolute)
        assert isinstance(month, Absolute)
        assert when.options == month.options
