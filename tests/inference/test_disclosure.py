"""The days from an event to its first public claim: to what told of it, or to a page's date."""

import pytest

from tests.builders import case_file, ordinal, shipped_kinds, span
from timeline.inference.inference import infer
from timeline.inference.knowledge import disclosure_lag, first_public, public_by

DAY = ordinal("2023-05-03")


def lag(events: str, event: str = "strike", **published: str) -> tuple[int | None, int | None]:
    """The lag of an event, of a case whose sources were published on those days."""
    file, sources = case_file("events:\n" + events, published)
    kinds = shipped_kinds()
    found = disclosure_lag(event, infer(file, sources, kinds), sources)
    assert found is not None
    return span(found)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2023-05-03", (0, 1)),
        ("2023-05-24", (21, 22)),
        ("2023-05", (0, 29)),
        ("2023-05-24/..", (21, None)),
    ],
)
def test_to_a_page_it_can_be_a_day_more(
    published: str, expected: tuple[int | None, int | None]
) -> None:
    """A page's date has no zone, so on the calendar of the case it can be the day after."""
    strike = "  - {kind: strike, when: 2023-05-03, source: press}\n"
    assert lag(strike, press=published) == expected


def test_the_day_on_which_a_claim_itself_was_public_is_the_date_of_a_page_too() -> None:
    """It stands in the place of the source's own."""
    strike = "  - {kind: strike, when: 2023-05-03, source: press, public: 2023-05-10}\n"
    assert lag(strike, press="2024-01-01") == (7, 8)


def test_to_an_event_that_tells_it_is_exact() -> None:
    """Both are days of one calendar."""
    strike = "  - {kind: strike, when: 2023-05-03, source: press}\n"
    told = "  - {kind: announcement, when: 2023-05-04, source: press, tells: [strike]}\n"
    assert lag(strike + told, press="2023-05-24") == (1, 1)


def test_an_event_that_is_public_itself_has_none() -> None:
    """It was public on its own day, whatever page reports it."""
    told = "  - {kind: announcement, when: 2023-05-04, source: press}\n"
    assert lag(told, "announcement", press="2023-05-04") == (0, 0)


def test_where_a_page_and_an_event_come_close_either_can_be_first() -> None:
    """A page of the day before can be of the same day here."""
    strike = "  - {kind: strike, when: 2023-05-03, source: press}\n"
    told = "  - {kind: announcement, when: 2023-05-05, source: other, tells: [strike]}\n"
    assert lag(strike + told, press="2023-05-04") == (1, 2)


def test_what_was_known_on_a_day_goes_by_the_date_of_the_page() -> None:
    """Neither the day of the first claim nor what counts as known moves."""
    strike = "events:\n  - {kind: strike, when: 2023-05-03, source: press}\n"
    file, sources = case_file(strike, {"press": "2023-05-24"})
    kinds = shipped_kinds()
    case = infer(file, sources, kinds)
    found = first_public("strike", case, sources)
    assert found is not None
    assert span(found) == (DAY + 21, DAY + 21)
    answers = [public_by(DAY + late, case, sources).source("press") for late in (20, 21)]
    assert answers == [False, True]
