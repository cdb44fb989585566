"""The days from a case's first event of one kind to its first of another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import ordinal, reckoned, span
from tests.properties.strategies import iso
from timeline.chrono.bound import Bound
from timeline.chrono.truth import Truth, truth_of
from timeline.model.measure import NamedLatency
from timeline.reckoning.latency import Disclosed, Latency, latencies_of

STRIKE = "  - {kind: strike, when: 2023-05-03, source: press}\n"


def measure(start: str, end: str | None) -> NamedLatency:
    """A measure from one kind to another."""
    ends = {} if end is None else {"to": end}
    return NamedLatency.model_validate({"id": "m", "label": "m", "from": start} | ends)


def latency(
    events: str,
    as_of: str = "2023-12-31",
    start: str = "strike",
    end: str | None = "investigation_opened",
    disclosed: Disclosed | None = None,
) -> Latency:
    """One measure of one case."""
    case = reckoned("events:\n" + events)
    (found,) = latencies_of(case, [measure(start, end)], ordinal(as_of), disclosed)
    return found


def opened(when: str, name: str = "open") -> str:
    """The opening of an investigation."""
    return f"  - {{id: {name}, kind: investigation_opened, when: '{when}', source: press}}\n"


def test_exact_days() -> None:
    """Sixty calendar days are sixty days."""
    found = latency(STRIKE + opened("2023-07-02"))
    assert (found.start, found.end) == ("strike", "open")
    assert (found.days, found.is_open, found.is_recorded) == (Bound(60, 60), Truth.NO, True)
    assert found.sure == found.days


def test_the_pair_can_be_known_better_than_its_days() -> None:
    """Twelve days after a strike some time in May are twelve days."""
    strike = "  - {kind: strike, when: 2023-05, source: press}\n"
    assert latency(strike + opened("12 days after strike")).days == Bound(12, 12)


def test_an_end_before_its_start_does_not_apply() -> None:
    """A denial after the acknowledgement is not a fast one."""
    found = latency(STRIKE + opened("2023-06-01"), start="investigation_opened", end="strike")
    assert (found.days, found.sure, found.applies) == (None, None, Truth.NO)
    assert (found.start, found.end) == ("open", "strike")


def test_an_end_that_may_precede_its_start_may_not_apply() -> None:
    """The days are those of the worlds in which it does, and nothing is compared with them."""
    two = said("denial", "2023-05-10/2023-05-20") + said("acknowledgement", "2023-05-14")
    found = latency(STRIKE + two, start="denial", end="acknowledgement")
    assert (found.days, found.is_open, found.applies) == (Bound(0, 4), Truth.NO, Truth.UNKNOWN)
    assert found.comparable is None


@pytest.mark.parametrize(
    ("acknowledged", "applies"),
    [
        ("2023-05-10T09:00", Truth.NO),
        ("2023-05-10T15:00", Truth.YES),
        ("before denial", Truth.NO),
        ("after denial", Truth.YES),
        ("2023-05-10", Truth.YES),
    ],
)
def test_on_one_day_the_clock_decides(acknowledged: str, applies: Truth) -> None:
    """Without a time of day the order within the day is open, and 0 days hold."""
    two = said("denial", "2023-05-10T12:00") + said("acknowledgement", acknowledged)
    assert latency(STRIKE + two, start="denial", end="acknowledgement").applies is applies


def said(kind: str, when: str, more: str = "") -> str:
    """An event of a kind, called by it."""
    return f"  - {{kind: {kind}, when: '{when}', source: press{more}}}\n"


def named(name: str, kind: str, when: str, more: str = "") -> str:
    """An event of a kind with a name of its own."""
    return f"  - {{id: {name}, kind: {kind}, when: '{when}', source: press{more}}}\n"


def test_it_is_open_only_once_it_has_begun() -> None:
    """A start that may be still to come is perhaps not begun; then it may be open, and is not."""
    opening = said("investigation_opened", "2024-03-05/2024-04-20")
    events = opening + said("investigation_closed", "2024-06-01")
    found = latency(events, "2024-03-20", *LENGTH)
    assert (found.has_begun, found.is_open, found.applies) == (Truth.UNKNOWN,) * 3
    assert found.days == Bound(0, None)
    assert latency(events, "2024-04-20", *LENGTH).is_open is Truth.YES
    silent = latency(opening, "2024-03-20", *LENGTH)
    assert (silent.is_open, silent.is_known_open) == (Truth.UNKNOWN, Truth.UNKNOWN)


RELEASED = ("investigation_closed", "release")
CLOSE = said("investigation_closed", "2024-06-01")
SUMMARY = named("summary", "release", "2024-07-01", ", of: summary")


def test_an_undated_second_event_does_not_blur_an_exact_pair() -> None:
    """It is left out, and that is said; on the side of the start as on that of the end."""
    full = named("full", "release", "unknown", ", of: report")
    found = latency(CLOSE + SUMMARY + full, "2024-12-31", *RELEASED)
    assert (found.days, found.ends, found.applies) == (Bound(30, 30), ("summary",), Truth.YES)
    assert found.notes == ("another release, undated, is left out",)
    again = named("again", "investigation_closed", "unknown", ", form: other")
    both = latency(CLOSE + again + SUMMARY, "2024-12-31", *RELEASED)
    assert both.days == Bound(30, 30)
    assert both.notes == ("another investigation closed, undated, is left out",)


@pytest.mark.parametrize(
    "full",
    [
        named("full", "release", "2024", ", of: report"),
        named("full", "release", "../2024-10", ", of: report"),
        named("full", "release", "before summary", ", of: report"),
        named("full", "release", "unknown", ", of: report, track: other"),
    ],
    ids=["vague", "by a day", "relative", "of another track"],
)
def test_a_second_event_that_says_something_of_its_day_counts(full: str) -> None:
    """It may have been the first."""
    found = latency(CLOSE + SUMMARY + full, "2024-12-31", *RELEASED)
    assert found.days != Bound(30, 30)
    assert found.notes == ()


def test_what_came_by_an_earlier_day_was_first() -> None:
    """A report "by 20 March" precedes one of 26 May, and is not dropped beside it."""
    early = named("early", "release", "../2024-06-10", ", of: report")
    found = latency(CLOSE + early + SUMMARY, "2024-12-31", *RELEASED)
    assert (found.days, found.ends) == (Bound(0, 9), ("early",))


def test_an_undated_event_counts_until_the_dated_one_has_happened() -> None:
    """Else a release that may have come would pass for one that certainly had not."""
    full = named("full", "release", "unknown", ", of: report")
    case = CLOSE + SUMMARY + full
    assert latency(case, "2024-06-20", *RELEASED).is_open is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("more", "days", "is_open"),
    [
        (", of: summary", Bound(30, 30), Truth.NO),
        (", of: data", Bound(213, None), Truth.YES),
        ("", Bound(30, 30), Truth.UNKNOWN),
        (", of: report, side: outside", Bound(213, None), Truth.YES),
    ],
    ids=["summary", "data", "not stated", "leaked"],
)
def test_only_findings_that_the_institution_releases_count(
    more: str, days: Bound, is_open: Truth
) -> None:
    """Contents that nobody states may be findings or not."""
    found = latency(CLOSE + said("release", "2024-07-01", more), "2024-12-31", *RELEASED)
    assert (found.days, found.is_open) == (days, is_open)
    assert found.applies is (Truth.YES if more else Truth.UNKNOWN)
    assert (found.sure == found.days) is (more == ", of: summary")


@pytest.mark.parametrize(
    ("outcome", "is_open"),
    [
        ("paid", Truth.NO),
        ("offered", Truth.YES),
        ("promised", Truth.YES),
        ("declined", Truth.YES),
        ("denied", Truth.YES),
        ("", Truth.UNKNOWN),
    ],
)
def test_a_payment_ends_a_measure_only_if_paid(outcome: str, is_open: Truth) -> None:
    """An offer is none; without an outcome nobody can tell."""
    more = f", outcome: {outcome}" if outcome else ""
    found = latency(STRIKE + said("payment", "2023-06-03", more), end="payment")
    assert found.is_open is is_open
    assert bool(found.notes) is not bool(outcome)


def test_an_end_that_may_be_none_and_came_too_early_leaves_the_record_silent() -> None:
    """If it was findings the measure does not apply, and if not none are on record."""
    early = named("early", "release", "2024-05-01")
    found = latency(CLOSE + early, "2024-12-31", *RELEASED)
    assert (found.days, found.is_recorded) == (Bound(213, None), False)
    assert (found.applies, found.is_known_open) == (Truth.UNKNOWN, Truth.UNKNOWN)


def test_acts_of_others_count_only_for_kinds_that_are_theirs() -> None:
    """A report of others is one by nature; an investigation of theirs is not the institution's."""
    theirs = said("investigation_opened", "2023-06-01", ", side: outside")
    assert latency(STRIKE + theirs).is_recorded is False
    report = said("external_report", "2023-05-05")
    assert latency(STRIKE + report, end="external_report").days == Bound(2, 2)


@pytest.mark.parametrize(("side", "least"), [("institution", 21), ("outside", None)])
def test_a_denial_of_what_others_did_denies_nothing_of_the_institution(
    side: str, least: int | None
) -> None:
    """An absence speaks of the institution's acts unless it says so."""
    absence = f"{{kind: investigation_opened, until: 2023-05-23, source: press, side: {side}}}"
    assert latency(f"{STRIKE}absences:\n  - {absence}\n").sure == Bound(least, None)


def test_an_open_end_counts_on() -> None:
    """What had passed by the day judged from, and no more is known."""
    found = latency(STRIKE + opened("2023-07-02"), "2023-06-02")
    assert (found.days, found.is_open, found.end) == (Bound(30, None), Truth.YES, "")
    assert found.sure == Bound(30, None)


def test_an_end_that_is_not_recorded_is_open_and_nothing_is_sure() -> None:
    """The record is silent; so what holds anyway is nothing."""
    found = latency(STRIKE, "2023-06-02")
    assert (found.days, found.is_open, found.is_recorded) == (Bound(30, None), Truth.YES, False)
    assert found.sure == Bound()


def test_a_denial_makes_a_part_sure() -> None:
    """Not by the end of 23 May is at least 21 days."""
    denied = "absences:\n  - {kind: investigation_opened, until: 2023-05-23, source: press}\n"
    found = latency(STRIKE + denied, "2023-06-02")
    assert (found.days, found.sure) == (Bound(30, None), Bound(21, None))


def test_an_end_that_may_have_come_is_open_perhaps() -> None:
    """Between the earliest end and whatever is still to come."""
    found = latency(STRIKE + opened("2023-06/2023-07"), "2023-06-15")
    assert (found.days, found.is_open) == (Bound(29, None), Truth.UNKNOWN)


def test_on_the_day_judged_from_it_has_come() -> None:
    """The end of that day is what counts."""
    found = latency(STRIKE + opened("2023-06-02"), "2023-06-02")
    assert (found.days, found.is_open) == (Bound(30, 30), Truth.NO)


@pytest.mark.parametrize(
    ("as_of", "is_open"),
    [
        ("2023-12-30", Truth.UNKNOWN),
        ("2023-12-31", Truth.NO),
        ("2024-12-31", Truth.NO),
    ],
)
def test_done_on_an_unknown_day_had_happened_by_the_end_of_the_record(
    as_of: str, is_open: Truth
) -> None:
    """That bounds no day, and it had happened by the day from which one looks."""
    record = f"{STRIKE}{opened('unknown')}recorded_until: 2023-12-31\n"
    found = latency(record, as_of)
    assert (found.days, found.is_open) == (Bound(0, None), is_open)


def test_a_measure_without_its_start_does_not_apply() -> None:
    """Neither where it is not recorded nor where it had not happened."""
    for events in (opened("2023-06-01"), STRIKE):
        found = latency(events, "2023-05-02")
        assert (found.days, found.sure, found.start, found.starts) == (None, None, "", ())


def test_the_first_of_each_kind_counts() -> None:
    """In whatever order they stand in the file."""
    found = latency(STRIKE + opened("2023-07-02", "later") + opened("2023-05-13", "early"))
    assert (found.end, found.ends, found.days) == ("early", ("early",), Bound(10, 10))


def test_where_either_can_be_first_both_are_named() -> None:
    """The bounds are those of the earlier one, whichever that is."""
    two = opened("2023-05-10/2023-05-14", "one") + opened("2023-05-12/2023-05-20", "two")
    found = latency(STRIKE + two)
    assert (found.end, found.ends, found.days) == ("", ("one", "two"), Bound(7, 11))


def test_of_two_on_one_day_the_first_in_the_file_stands_for_both() -> None:
    """The days are the same either way."""
    found = latency(STRIKE + opened("2023-05-10", "one") + opened("2023-05-10", "two"))
    assert (found.end, found.days) == ("one", Bound(7, 7))


def test_the_first_start_counts_too() -> None:
    """From the earlier of two reports."""
    reports = "".join(
        f"  - {{id: {name}, kind: external_report, when: {when}, source: press}}\n"
        for name, when in (("late", "2023-05-20"), ("soon", "2023-05-10"))
    )
    found = latency(reports + opened("2023-05-30"), start="external_report")
    assert (found.start, found.days) == ("soon", Bound(20, 20))


def test_readings_are_held_together() -> None:
    """With a contradiction the bounds hold both readings."""
    twice = (
        "  - kind: investigation_opened\n"
        "    claims:\n"
        "      - {when: 2023-05-13, source: press}\n"
        "      - {when: 2023-06-02, source: agency}\n"
    )
    assert latency(STRIKE + twice).days == Bound(10, 30)


def test_a_disclosure_needs_to_be_told() -> None:
    """Where nobody says when a claim became public the measure does not apply."""
    assert latency(STRIKE, end=None).days is None
    assert latency(STRIKE, end=None, disclosed=lambda _: (None, None)).days is None


def test_a_disclosure_is_open_until_its_day() -> None:
    """And exact from that day on."""
    day, lag = Bound(ordinal("2023-05-24"), ordinal("2023-05-24")), Bound(21, 21)
    known = latency(STRIKE, "2023-05-24", end=None, disclosed=lambda _: (day, lag))
    assert (known.days, known.is_open, known.sure) == (Bound(21, 21), Truth.NO, Bound(21, 21))
    later = latency(STRIKE, "2023-05-23", end=None, disclosed=lambda _: (day, lag))
    assert (later.days, later.is_open) == (Bound(20, None), Truth.YES)


@dataclass(frozen=True)
class Vague:
    """An event on some day of a stretch."""

    kind: str
    track: str
    first: int
    last: int


@dataclass(frozen=True)
class Run:
    """One event that can count as the first start, in one world, and what ends its inquiry."""

    start: int
    end: int | None
    """None where the record knows of no such end, on whatever day."""


START_KIND, END_KIND = "assessment_opened", "apology"


@st.composite
def vague_events(draw: st.DrawFn) -> tuple[Vague, ...]:
    """Starts and ends of parallel inquiries, each on one of a few days."""
    kinds = [START_KIND] * draw(st.integers(1, 3)) + [END_KIND] * draw(st.integers(0, 3))
    found = []
    for kind in kinds:
        first = draw(st.integers(0, 8))
        track = draw(st.sampled_from(["", "us", "nato"]))
        found.append(Vague(kind, track, first, first + draw(st.integers(0, 3))))
    return tuple(draw(st.permutations(found)))


def runs_of(events: Sequence[Vague], as_of: int) -> list[list[Run]]:
    """In each world every event that is the first start, with the first end on its own track."""
    places = range(len(events))
    begun = [place for place in places if events[place].kind == START_KIND]
    begun = [place for place in begun if events[place].first <= as_of]
    found = []
    for days in product(*(range(one.first, one.last + 1) for one in events)):
        first = min((days[place] for place in begun), default=0)
        runs = []
        for track in {events[place].track for place in begun if days[place] == first}:
            ends = [
                days[place]
                for place in places
                if events[place].kind == END_KIND
                and (not track or events[place].track in ("", track))
            ]
            runs.append(Run(first, min(ends, default=None)))
        found.append(runs)
    return found


@given(vague_events(), st.integers(0, 12))
def test_against_every_world(events: tuple[Vague, ...], as_of: int) -> None:
    """Closed: the exact hull over all worlds. Open or perhaps: no world lies outside."""
    lines = [
        f"  - {{id: e{place}, kind: {one.kind}, source: press"
        + (f", track: {one.track}" if one.track else "")
        + f", when: {iso(one.first)}/{iso(one.last)}}}\n"
        for place, one in enumerate(events)
    ]
    case = reckoned("events:\n" + "".join(lines))
    (found,) = latencies_of(case, [measure(START_KIND, END_KIND)], ordinal(iso(as_of)))
    runs = [run for world in runs_of(events, as_of) for run in world]
    if not runs:
        assert found.days is None
        return
    can_be_begun = [run for run in runs if run.start <= as_of]
    applying = [run for run in can_be_begun if run.end is None or run.end >= run.start]
    if not applying:
        assert found.days is None
        return
    assert found.days is not None
    assert found.is_recorded is any(run.end is not None for run in runs)
    assert found.has_begun is (Truth.YES if can_be_begun == runs else Truth.UNKNOWN)
    assert found.applies is (Truth.YES if applying == runs else Truth.UNKNOWN)
    answers = {
        (Truth.UNKNOWN if found.is_recorded else Truth.YES)
        if run.end is None
        else truth_of(can_be_true=run.end > as_of, can_be_false=run.end <= as_of)
        for run in applying
    }
    is_clear = len(answers) == 1 and found.has_begun is Truth.YES
    assert found.is_open is (answers.pop() if is_clear else Truth.UNKNOWN)
    for run in applying:
        if run.end is not None and run.end <= as_of:
            assert found.days.contains(run.end - run.start)
        else:
            assert found.days.contains(as_of - run.start)
            assert found.days.max is None
    if found.is_open is Truth.NO:
        gaps = [run.end - run.start for run in applying if run.end is not None]
        assert span(found.days) == (min(gaps), max(gaps))


@pytest.mark.parametrize(
    ("until", "open_"), [("2023-05-23", Truth.UNKNOWN), ("2023-06-02", Truth.YES)]
)
def test_only_a_denial_up_to_the_day_makes_what_is_not_recorded_certainly_open(
    until: str, open_: Truth
) -> None:
    """Silence does not; what counts many cases still has it as open and not recorded."""
    denied = f"absences:\n  - {{kind: investigation_opened, until: {until}, source: press}}\n"
    found = latency(STRIKE + denied, "2023-06-02")
    assert (found.is_known_open, found.is_open, found.is_recorded) == (open_, Truth.YES, False)


def test_silence_and_a_search_leave_open_what_is_open() -> None:
    """Not found is not the same as not done; an end that the record dates later is to come."""
    searched = "absences:\n  - {kind: investigation_opened, searched: 2023-06-30, where: there}\n"
    assert latency(STRIKE, "2023-06-02").is_known_open is Truth.UNKNOWN
    assert latency(STRIKE + searched, "2023-06-02").is_known_open is Truth.UNKNOWN
    assert latency(STRIKE + opened("2023-07-02"), "2023-06-02").is_known_open is Truth.YES
    assert latency(STRIKE + opened("2023-07-02"), "2023-07-02").is_known_open is Truth.NO


def of_round(number: int, kind: str, when: str) -> str:
    """An event of a round, called by its kind and round."""
    name = f"{kind}-{number}".replace("_", "-")
    return f"  - {{id: {name}, kind: {kind}, round: {number}, when: '{when}', source: press}}\n"


REOPENED = (
    STRIKE
    + of_round(1, "investigation_opened", "2024-01-05")
    + of_round(1, "review_opened", "2024-01-06")
    + of_round(2, "reopened", "2024-05-01")
    + of_round(2, "investigation_opened", "2024-05-05")
    + of_round(2, "investigation_closed", "2024-05-20")
)
"""Two stages of the first round were on their way, so the reopening closed neither."""
LENGTH = ("investigation_opened", "investigation_closed")


def test_the_end_of_a_later_round_is_no_end_of_the_first() -> None:
    """Nothing closed the investigation that the first round opened."""
    found = latency(REOPENED, "2024-12-31", *LENGTH)
    assert (found.start, found.end, found.ends) == ("investigation-opened-1", "", ())
    assert (found.days, found.sure) == (Bound(361, None), Bound())
    assert (found.is_open, found.is_recorded) == (Truth.YES, False)


def test_the_one_stage_of_a_round_was_closed_when_the_case_was_reopened() -> None:
    """The close is implied, on some day until then."""
    one = "".join(line for line in REOPENED.splitlines(keepends=True) if "review" not in line)
    found = latency(one, "2024-12-31", *LENGTH)
    assert (found.end, found.days) == ("investigation-opened-1:close", Bound(0, 117))
    assert (found.is_open, found.is_recorded) == (Truth.NO, True)
    strike = latency(one, "2024-12-31", "strike", "investigation_closed")
    assert strike.days == Bound(247, 364)


def test_a_stage_is_measured_in_the_first_round_that_holds_its_start() -> None:
    """The first round where it was closed as well; the second where it was opened there alone."""
    closed = of_round(1, "investigation_closed", "2024-02-04")
    assert latency(REOPENED + closed, "2024-12-31", *LENGTH).days == Bound(30, 30)
    second = "".join(line for line in REOPENED.splitlines(keepends=True) if "opened-1" not in line)
    assert latency(second, "2024-12-31", *LENGTH).days == Bound(15, 15)


def test_an_undated_first_opening_is_never_replaced_by_that_of_the_second_round() -> None:
    """Alone in its round, it is the start, and from the strike it can be the first."""
    undated = REOPENED.replace("2024-01-05", "unknown")
    closed = of_round(1, "investigation_closed", "2024-02-04")
    found = latency(undated + closed, "2024-12-31", *LENGTH)
    assert (found.start, found.days, found.notes) == ("investigation-opened-1", Bound(0, 277), ())
    from_strike = latency(undated + closed, "2024-12-31")
    assert "investigation-opened-1" in from_strike.ends
    assert from_strike.days == Bound(0, 277)


def test_what_counts_from_the_incident_ends_in_any_round() -> None:
    """However late: the first conclusion may have come after a reopening."""
    late = latency(REOPENED, "2024-12-31", "strike", "investigation_closed")
    assert late.days == Bound(383, 383)
    early = REOPENED + of_round(1, "investigation_closed", "2024-02-04")
    assert latency(early, "2024-12-31", "strike", "investigation_closed").days == Bound(277, 277)


def test_a_public_statement_answers_one_of_an_earlier_round() -> None:
    """Denied, looked at again, acknowledged: the first of each counts."""
    events = of_round(1, "denial", "2024-01-05") + of_round(2, "acknowledgement", "2024-05-05")
    assert latency(events, "2024-12-31", "denial", "acknowledgement").days == Bound(121, 121)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (
            of_round(1, "conclusion", "2024-01-05")
            + of_round(2, "reopened", "2024-05-01")
            + of_round(2, "conclusion", "2024-06-01"),
            Bound(117, 117),
        ),
        (
            of_round(1, "conclusion", "2024-01-05") + of_round(1, "reopened", "2024-01-06"),
            Bound(1, 1),
        ),
        (
            of_round(2, "reopened", "2024-05-01")
            + of_round(2, "conclusion", "2024-06-01")
            + of_round(3, "reopened", "2024-07-01"),
            Bound(30, 30),
        ),
    ],
    ids=["of the next round", "whose round is not written", "of the third round"],
)
def test_a_conclusion_is_followed_by_the_reopening_after_it(events: str, expected: Bound) -> None:
    """A reopening belongs to the round that it begins."""
    assert latency(events, "2024-12-31", "conclusion", "reopened").days == expected


def test_a_reopening_is_followed_by_steps_of_its_own_round() -> None:
    """Not by an investigation that was opened before it."""
    assert latency(REOPENED, "2024-12-31", "reopened", "investigation_opened").days == Bound(4, 4)


def test_a_disclosure_is_that_of_the_first_round() -> None:
    """Where both days are unknown it is still certain which opening is meant."""
    events = STRIKE + "".join(of_round(one, "investigation_opened", "unknown") for one in (1, 2))
    day = Bound(ordinal("2023-06-02"), ordinal("2023-06-02"))
    found = latency(
        events, "2024-12-31", "investigation_opened", None, lambda _: (day, Bound(0, 30))
    )
    assert (found.start, found.days) == ("investigation-opened-1", Bound(0, 30))
