"""Latencies of a case with inquiries on several tracks: each is measured by its own end."""

from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import inferred, ordinal, span
from timeline.chrono.days import format_day
from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.inference.latency import Latency, latencies_of
from timeline.model.measure import NamedLatency
from timeline.portfolio.compare import Measured, compare_cases

OPENED, CLOSED = "investigation_opened", "investigation_closed"
EITHER = "2020-02-01/2020-02-05"


def latency(
    events: str, as_of: str = "2021-12-31", start: str = OPENED, end: str = CLOSED, **sources: str
) -> Latency:
    """One measure of one case."""
    named = NamedLatency.model_validate({"id": "m", "label": "m", "from": start, "to": end})
    case = inferred("events:\n" + events, today=None, admit=None, **sources)
    (found,) = latencies_of(case, [named], ordinal(as_of))
    return found


def event(kind: str, when: str, track: str = "", round_: int = 1) -> str:
    """An event, called by its kind, track and round."""
    name = f"{kind}-{track or 'none'}-{round_}".replace("_", "-")
    tracked = f"track: {track}, " if track else ""
    return (
        f"  - {{id: {name}, kind: {kind}, {tracked}round: {round_}, "
        f"when: '{when}', source: press}}\n"
    )


def denied(until: str, track: str = "", kind: str = CLOSED) -> str:
    """That a step had not been taken."""
    tracked = f"track: {track}, " if track else ""
    named = f"tracks: {{{track}: {{label: Inquiry}}}}\n" if track else ""
    absence = f"  - {{kind: {kind}, {tracked}until: {until}, source: agency}}\n"
    return f"{named}absences:\n{absence}"


BOTH_OPENED = event(OPENED, EITHER, "us") + event(OPENED, EITHER, "nato")
US_CLOSED = event(CLOSED, "2020-03-01", "us")
NATO_CLOSED = event(CLOSED, "2020-04-01", "nato")


def test_each_inquiry_that_can_be_the_first_is_measured_by_its_own_end() -> None:
    """Had that of NATO begun first, its end on 1 April is meant."""
    found = latency(BOTH_OPENED + US_CLOSED + NATO_CLOSED)
    assert (found.days, found.sure, found.is_open) == (Interval(25, 60), Interval(25, 60), Truth.NO)
    assert (found.start, found.end, found.is_recorded) == ("", "", True)


def test_of_two_opened_on_one_day_no_start_is_paired_with_the_end_of_the_other() -> None:
    """It is not certain which came first, and their ends are not the same."""
    opened = event(OPENED, "2020-02-01", "us") + event(OPENED, "2020-02-01", "nato")
    found = latency(opened + US_CLOSED + NATO_CLOSED)
    assert (found.start, found.end, found.days) == ("", "", Interval(29, 60))
    assert found.starts == ("investigation-opened-us-1", "investigation-opened-nato-1")


def test_where_one_end_serves_both_it_is_named() -> None:
    """What belongs to no track ends whichever inquiry was the first."""
    opened = event(OPENED, "2020-02-01", "us") + event(OPENED, "2020-02-01", "nato")
    found = latency(opened + event(CLOSED, "2020-03-01"))
    assert (found.end, found.days, found.is_open) == (
        "investigation-closed-none-1",
        Interval(29, 29),
        Truth.NO,
    )


@pytest.mark.parametrize(
    ("denial", "days", "open_"),
    [
        ("", Interval(), Truth.UNKNOWN),
        (denied("2020-02-20", "nato"), Interval(16, None), Truth.UNKNOWN),
        (denied("2020-10-01", "nato"), Interval(25, None), Truth.UNKNOWN),
        (denied("2020-10-01", "us_army"), Interval(), Truth.UNKNOWN),
        (denied("2021-12-31", "nato"), Interval(25, None), Truth.UNKNOWN),
    ],
    ids=["silence", "a short denial", "a denial", "of another track", "of the whole day"],
)
def test_the_first_inquiry_may_be_the_one_whose_end_is_not_recorded(
    denial: str, days: Interval, open_: Truth
) -> None:
    """Its end may have come on any day that nobody denies."""
    found = latency(BOTH_OPENED + US_CLOSED + denial)
    assert (found.days, found.sure, found.is_open, found.is_known_open) == (
        days,
        days,
        open_,
        open_,
    )
    assert found.end == "investigation-closed-us-1"


@pytest.mark.parametrize(
    ("denial", "open_"), [("", Truth.UNKNOWN), (denied("2020-02-20", "nato"), Truth.YES)]
)
def test_it_is_certainly_open_only_where_every_inquiry_that_can_be_the_first_is(
    denial: str, open_: Truth
) -> None:
    """That of the US is; what nobody denies of NATO's may have been done."""
    found = latency(BOTH_OPENED + US_CLOSED + denial, "2020-02-20")
    assert (found.is_open, found.is_known_open) == (open_, open_)
    assert found.days == (Interval(15, None) if denial else Interval())


def test_where_no_inquiry_has_an_end_none_is_recorded() -> None:
    """A denial of one track says nothing of the other; a denial of both is one of the first."""
    one = latency(BOTH_OPENED + denied("2021-12-31", "us"))
    assert (one.is_open, one.is_recorded, one.is_denied, one.sure) == (
        Truth.YES,
        False,
        False,
        Interval(),
    )
    every = latency(BOTH_OPENED + denied("2021-12-31"))
    assert (every.is_denied, every.sure) == (True, Interval(696, None))


def test_an_inquiry_that_begins_later_for_certain_does_not_count() -> None:
    """Only the end on the track of the first does."""
    later = event(OPENED, "2020-02-01", "us") + event(OPENED, "2020-02-02", "nato")
    found = latency(later + US_CLOSED + NATO_CLOSED)
    assert (found.start, found.end, found.days) == (
        "investigation-opened-us-1",
        "investigation-closed-us-1",
        Interval(29, 29),
    )


def test_a_denial_that_a_reading_gives_up_makes_nothing_sure() -> None:
    """It goes against the end of the second round, so it may not be true of the first."""
    events = (
        event(OPENED, "2020-02-01")
        + event("review_opened", "2020-02-02")
        + event("reopened", "2020-03-01", round_=2)
        + event(CLOSED, "2020-04-01", round_=2)
    )
    found = latency(events + denied("2021-06-30"), "2021-06-30")
    assert (found.is_known_open, found.sure, found.is_denied) == (Truth.UNKNOWN, Interval(), False)
    agreed = latency(events + denied("2020-03-31"), "2020-03-31")
    assert (agreed.is_known_open, agreed.sure) == (Truth.YES, Interval(60, None))


def test_a_public_statement_answers_one_of_another_track() -> None:
    """What one force denied another acknowledged: tracks part them as little as rounds do."""
    events = event("denial", "2020-01-02", "us") + event("acknowledgement", "2020-02-02", "nato")
    found = latency(events, start="denial", end="acknowledgement")
    assert (found.days, found.is_open, found.end) == (
        Interval(31, 31),
        Truth.NO,
        "acknowledgement-nato-1",
    )


def test_no_comparison_is_certain_that_one_of_the_inquiries_would_make_false() -> None:
    """Forty days are fewer than the sixty that NATO's took."""
    two = latency(BOTH_OPENED + US_CLOSED + NATO_CLOSED)
    forty = latency(event(OPENED, "2020-02-01") + event(CLOSED, "2020-03-12"))
    (found,) = compare_cases([Measured("a", "p", (two,)), Measured("d", "p", (forty,))])
    assert (found.slower, found.certain) == ("", Truth.UNKNOWN)


START, END = "assessment_opened", OPENED
"""Kinds of which none orders the other by meaning: every day of one goes with every day of all."""
DAY = ordinal("2020-01-01")


@dataclass(frozen=True)
class Dated:
    """An event on a track, on one of a few days."""

    is_end: bool
    track: str
    first: int
    more: int

    def line(self, place: int) -> str:
        """As the file has it."""
        when = f"{format_day(DAY + self.first)}/{format_day(DAY + self.first + self.more)}"
        track = f"track: {self.track}, " if self.track else ""
        kind = END if self.is_end else START
        return f"  - {{id: e{place}, kind: {kind}, {track}when: '{when}', source: press}}\n"


DATED = st.builds(
    Dated,
    st.booleans(),
    st.sampled_from(["us", "nato", "us", "nato", ""]),
    st.integers(0, 6),
    st.integers(0, 3),
)


@dataclass(frozen=True)
class Small:
    """A case of a few events, and a denial of what has no recorded end."""

    events: tuple[Dated, ...]
    denied_until: int | None
    denied_of: str
    as_of: int

    @property
    def free(self) -> int | None:
        """The first day that nobody denies."""
        return None if self.denied_until is None else self.denied_until + 1

    def has_ends(self, track: str) -> bool:
        """Whether the record knows of an end for an inquiry on that track."""
        return any(one.is_end and (not track or one.track in ("", track)) for one in self.events)

    def measured(self) -> Latency:
        """What the program says of it."""
        text = "".join(one.line(place) for place, one in enumerate(self.events))
        if self.denied_until is not None:
            text += denied(format_day(DAY + self.denied_until), self.denied_of, END)
        return latency(text, format_day(DAY + self.as_of), START, END)

    def runs(self) -> list[tuple[int, str, int | None]]:
        """For all days: each first start, its track, and the first end on that track."""
        begun = [
            place
            for place, one in enumerate(self.events)
            if not one.is_end and one.first <= self.as_of
        ]
        found = set()
        for days in product(*(range(one.first, one.first + one.more + 1) for one in self.events)):
            first = min((days[place] for place in begun), default=0)
            for place in begun:
                track = self.events[place].track
                if days[place] == first:
                    ends = [
                        day
                        for one, day in zip(self.events, days, strict=True)
                        if one.is_end and (not track or one.track in ("", track))
                    ]
                    found.add((first, track, min(ends, default=None)))
        return sorted(found, key=str)


@st.composite
def smalls(draw: st.DrawFn) -> Small:
    """Two tracks, days that are exact or a few; what is denied has no recorded end."""
    events = tuple(draw(st.lists(DATED, min_size=2, max_size=5)))
    until = draw(st.none() | st.integers(0, 12))
    of = draw(st.sampled_from(["us", "nato", ""]))
    silent = not any(one.is_end and of in ("", one.track) for one in events)
    return Small(events, until if silent else None, of, draw(st.integers(0, 12)))


@given(smalls())
def test_on_all_days_each_first_start_and_the_first_end_on_its_track(small: Small) -> None:
    """No end lies outside what is sure, recorded or not; what is over has the exact hull."""
    found, runs = small.measured(), small.runs()
    if not runs:
        assert found.days is None
        return
    begun = [run for run in runs if run[0] <= small.as_of]
    applying = [run for run in begun if run[2] is None or run[2] >= run[0]]
    if not applying:
        assert found.days is None
        return
    assert found.days is not None
    assert found.sure is not None
    some_recorded = any(small.has_ends(track) for _, track, _ in runs)
    assert found.is_recorded is some_recorded
    assert found.applies is (Truth.YES if applying == runs else Truth.UNKNOWN)
    answers = set()
    for start, track, end in applying:
        if end is not None:
            answers.add(Truth.NO if end <= small.as_of else Truth.YES)
            assert found.sure.contains(end - start)
            continue
        is_denied = small.free is not None and small.denied_of in ("", track)
        least = small.free if is_denied else -100
        assert least is not None
        answers.add(Truth.YES if least > small.as_of else Truth.UNKNOWN)
        for day in (least, small.as_of, small.as_of + 100):
            if day >= least:
                assert found.sure.contains(day - start)
    is_clear = len(answers) == 1 and found.has_begun is Truth.YES
    assert found.is_known_open is (answers.pop() if is_clear else Truth.UNKNOWN)
    if found.is_open is Truth.NO:
        gaps = [end - start for start, _, end in applying if end is not None]
        assert span(found.days) == (min(gaps), max(gaps))


@given(smalls(), smalls())
def test_no_certain_comparison_is_false_on_any_days(one: Small, two: Small) -> None:
    """Whichever days are true in either case, what is called longer for certain is."""
    compared = compare_cases(
        [Measured("one", "p", (one.measured(),)), Measured("two", "p", (two.measured(),))]
    )
    if not compared or compared[0].certain is not Truth.YES:
        return
    found = compared[0]
    longer, shorter = (one, two) if found.slower == "one" else (two, one)
    least = min(
        (longer.free or 0) - start if end is None else end - start
        for start, _, end in longer.runs()
    )
    ends = [(start, end) for start, _, end in shorter.runs()]
    assert all(end is not None and end - start < least for start, end in ends)
