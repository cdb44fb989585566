"""Inquiries of one track: each from its own opening to its own end, and none lost."""

from datetime import date

import pytest

from tests.builders import inferred, ordinal
from tests.conformance.builders import judged_of
from timeline.results.build.story import story_record
from timeline.results.story import LaneRecord


def lane(*events: tuple[str, str]) -> LaneRecord:
    """Return the lane of the investigation, judged at the end of March 2024."""
    lines = [
        f"  - {{id: e{place}, kind: investigation_{kind}, when: 2024-{when}, source: s}}"
        for place, (kind, when) in enumerate(events)
    ]
    inference = inferred("recorded_until: 2024-03-31\nevents:\n" + "\n".join(lines))
    judged = judged_of(inference, inference.sources, ordinal("2024-03-31"), ())
    (found,) = story_record(judged).lanes
    return found


def bars(*events: tuple[str, str]) -> list[tuple[date | None, date | None, bool]]:
    """Return each bar: its first day, its last, and whether it has no end on record."""
    return [(bar.start.min, bar.end.max, bar.is_open) for bar in lane(*events).bars]


def test_one_inquiry_is_one_bar() -> None:
    """From its opening to its end, with how long that took."""
    found = lane(("closed", "02-05"), ("opened", "01-15"))
    assert found.value == "took 21 days"
    assert bars(("opened", "01-15")) == [(date(2024, 1, 15), date(2024, 3, 31), True)]


def test_inquiries_are_paired_by_day_and_not_by_their_place_in_the_file() -> None:
    """Two were opened and the first was closed: neither is lost, whichever is written first."""
    expected = [
        (date(2024, 1, 15), date(2024, 2, 5), False),
        (date(2024, 3, 5), date(2024, 3, 31), True),
    ]
    assert bars(("opened", "03-05"), ("opened", "01-15"), ("closed", "02-05")) == expected
    assert bars(("opened", "01-15"), ("closed", "02-05"), ("opened", "03-05")) == expected


def test_two_inquiries_in_turn_are_two_bars() -> None:
    """Each from its own opening to its own closing."""
    found = bars(("closed", "03-25"), ("closed", "02-05"), ("opened", "03-05"), ("opened", "01-15"))
    assert found == [
        (date(2024, 1, 15), date(2024, 2, 5), False),
        (date(2024, 3, 5), date(2024, 3, 25), False),
    ]


@pytest.mark.parametrize(
    "events",
    [
        (("opened", "01-15"), ("opened", "02-05"), ("closed", "03-05")),
        (("opened", "02-05"), ("closed", "01-15"), ("opened", "03-05")),
    ],
)
def test_where_it_is_open_which_closes_which_no_length_is_told(
    events: tuple[tuple[str, str], ...],
) -> None:
    """What was closed may be the second; and what closed before any opening closed another."""
    assert not lane(*events).value.startswith("took")
