"""Events that others imply: openings of what closed, reopenings, closes of what was reopened."""

from collections.abc import Mapping

import pytest

from tests.builders import days, inferred
from timeline.inference.inference import Inference


def implied(inference: Inference) -> Mapping[str, str]:
    """The days of every implied event, by its id."""
    events = inference.events.values()
    return {event.id: days(inference.day_of(event.id)) for event in events if event.is_implied}


def case(*events: str, absences: str = "") -> Inference:
    """A case of events, each as what stands between the braces without its source."""
    lines = "".join(f"  - {{{event}, source: press}}\n" for event in events)
    return inferred(f"events:\n{lines}{absences}")


STRIKE = "kind: strike, when: 2023-05-03"
CLOSED = "kind: investigation_closed, when: 2023-06-01/2023-06-30"


def test_what_closed_had_opened_by_then() -> None:
    """After the strike, and no later than the close can have been."""
    found = case(STRIKE, CLOSED)
    assert implied(found) == {"investigation_closed:opening": "2023-05-03..2023-06-30"}
    assert days(found.day_of("investigation_closed")) == "2023-06-01..2023-06-30"
    gap = found.between("investigation_closed:opening", "investigation_closed")
    assert (gap.min, gap.max) == (0, 58)


def test_the_opening_is_of_the_same_inquiry_as_the_close() -> None:
    """Actor, side, form, track, round and zone are those of the close."""
    found = case(
        f"{CLOSED}, by: Army, form: AR 15-6, track: us, side: outside, zone: Asia/Kabul",
    )
    event = found.events["investigation_closed:opening"]
    own = event.event
    assert (own.kind, own.by, own.form, own.track, own.round) == (
        "investigation_opened",
        "Army",
        "AR 15-6",
        "us",
        1,
    )
    assert (event.is_outside, own.zone, event.claims, event.orders) == (True, "Asia/Kabul", (), ())


@pytest.mark.parametrize(
    ("opened", "closed", "is_implied"),
    [
        ("", "", False),
        (", by: Army", "", False),
        ("", ", by: Army", False),
        (", by: Army", ", by: ARMY", False),
        (", by: Army", ", by: Navy", True),
        (", form: AR 15-6", ", form: inquiry", True),
        (", form: AR 15-6", "", False),
        (", track: us", ", track: nato", True),
        (", track: us", "", False),
        (", side: outside", "", True),
        (", side: outside", ", side: outside", False),
        (", round: 2", "", True),
    ],
)
def test_none_is_implied_where_one_on_record_could_be_it(
    opened: str,
    closed: str,
    is_implied: bool,  # noqa: FBT001
) -> None:
    """Round and side are the same, and nothing that both give differs."""
    found = case(f"kind: investigation_opened, when: 2023-05-10{opened}", CLOSED + closed)
    assert ("investigation_closed:opening" in found.events) is is_implied


def test_dates_never_decide_which_opening_it_was() -> None:
    """One that was opened only later could be it, and then its date or the close's is wrong."""
    found = case("kind: investigation_opened, when: 2023-07-10", CLOSED)
    assert implied(found) == {}
    assert found.conflicts


@pytest.mark.parametrize("kind", ["conclusion", "closed", "denial"])
def test_what_closes_no_stage_implies_nothing(kind: str) -> None:
    """A conclusion may be of any stage, or of none."""
    assert implied(case(STRIKE, f"kind: {kind}, when: 2023-06-01")) == {}


def test_closes_of_one_inquiry_imply_one_opening() -> None:
    """No later than the first of them, and named for the first by id."""
    again = "id: again, kind: investigation_closed, when: 2023-05-20"
    found = case(CLOSED, again)
    assert implied(found) == {"again:opening": "..2023-05-20"}
    other = case(CLOSED, again + ", by: Army")
    assert implied(other) == {
        "investigation_closed:opening": "..2023-06-30",
        "again:opening": "..2023-05-20",
    }


def test_the_order_of_the_file_names_no_event() -> None:
    """The same inquiry has the same opening whichever of its closes stands first."""
    again = "id: again, kind: investigation_closed, when: 2023-05-20"
    assert implied(case(CLOSED, again)) == implied(case(again, CLOSED))


@pytest.mark.parametrize(
    "close",
    [
        f"{CLOSED}, withdrawn: a mistake",
        f"{CLOSED}, standing: rejected, because: a misprint",
        f"{CLOSED}, planned: true",
    ],
)
def test_what_does_not_count_implies_nothing(close: str) -> None:
    """Withdrawn, rejected or only planned."""
    assert implied(case(STRIKE, close)) == {}


def test_a_disputed_close_implies_its_opening() -> None:
    """Its date is in doubt and nothing else."""
    found = case(STRIKE, f"{CLOSED}, standing: disputed, because: another account")
    assert implied(found) == {"investigation_closed:opening": "2023-05-03.."}


DENIED = "absences:\n  - {kind: investigation_opened, until: %s, source: army}\n"


def test_a_denial_that_ends_before_the_close_bounds_the_opening() -> None:
    """It is true with the opening, which lies behind it."""
    found = case(CLOSED, absences=DENIED % "2023-05-31")
    assert implied(found) == {"investigation_closed:opening": "2023-06-01..2023-06-30"}
    assert len(found.readings) == 1


@pytest.mark.parametrize("until", ["2023-06-01", "2023-06-15", "2023-12-31"])
def test_a_denial_that_reaches_the_close_leaves_two_versions(until: str) -> None:
    """Without the opening or without the denial; the close is narrowed by neither."""
    found = case(STRIKE, CLOSED, absences=DENIED % until)
    name = "investigation_closed:opening"
    (denial,) = (one for one in found.statements.accepted if one.basis == "absence")
    assert {one.dropped for one in found.readings} == {
        frozenset({denial.group}),
        frozenset({f"implied: {name}"}),
    }
    assert implied(found) == {name: "2023-05-03..2023-06-30"}
    assert days(found.day_of("investigation_closed")) == "2023-06-01..2023-06-30"
    assert [one.absent for one in found.branches].count(frozenset({name})) == 1


def test_a_review_was_opened_after_it_was_ordered() -> None:
    """Unless that would narrow the day on which it closed."""
    ordered = "kind: review_ordered, when: 2023-05-20"
    closed = "kind: review_closed, when: %s"
    sure = case(ordered, closed % "2023-06-01/2023-06-30")
    assert implied(sure) == {"review_closed:opening": "2023-05-20..2023-06-30"}
    unsure = case(ordered, closed % "2023-05-01/2023-06-30")
    assert implied(unsure) == {"review_closed:opening": "..2023-06-30"}
    assert days(unsure.day_of("review_closed")) == "2023-05-01..2023-06-30"
    twice = case(ordered, "id: more, kind: review_ordered, when: 2023-05-25", closed % "2023-06-30")
    assert implied(twice) == {"review_closed:opening": "..2023-06-30"}


SECOND = "id: again, kind: investigation_opened, round: 2, when: 2023-08-10"


def test_an_event_of_a_later_round_implies_a_reopening() -> None:
    """No later than it; none where one is on record, and none by acts of others."""
    assert implied(case(STRIKE, SECOND)) == {"again:reopening": "2023-05-03..2023-08-10"}
    assert implied(case(SECOND, "kind: reopened, round: 2, when: 2023-08-01")) == {}
    assert implied(case(SECOND + ", side: outside")) == {}
    first = case(SECOND, "kind: denial, round: 2, when: 2023-08-05")
    assert implied(first) == {"again:reopening": "..2023-08-05"}


def test_a_later_round_of_one_track_is_reopened_on_that_track() -> None:
    """A reopening of another track is not it; one of no track is."""
    us = SECOND + ", track: us"
    other = case(us, "kind: reopened, round: 2, track: nato, when: 2023-08-01")
    assert other.events["again:reopening"].event.track == "us"
    assert implied(case(us, "kind: reopened, round: 2, when: 2023-08-01")) == {}


def test_a_reopening_implies_the_close_of_the_only_stage() -> None:
    """Between its opening and the reopening."""
    opened, again = "kind: investigation_opened, when: 2023-05-10", "kind: reopened, round: 2"
    found = case(opened, f"{again}, when: 2023-08-01")
    assert implied(found) == {"investigation_opened:close": "2023-05-10..2023-08-01"}
    assert found.events["investigation_opened:close"].event.kind == "investigation_closed"
    two = case(opened, "kind: assessment_opened, when: 2023-05-05", f"{again}, when: 2023-08-01")
    assert implied(two) == {}
    over = case(opened, CLOSED, f"{again}, when: 2023-08-01")
    assert implied(over) == {}
    none = case("kind: denial, when: 2023-05-05", f"{again}, when: 2023-08-01")
    assert implied(none) == {}


def test_what_only_implies_a_reopening_implies_the_close_as_well() -> None:
    """The reopening that is implied ends the round before as one on record does."""
    found = case("kind: investigation_opened, when: 2023-05-10", SECOND)
    assert implied(found) == {
        "again:reopening": "2023-05-10..2023-08-10",
        "investigation_opened:close": "2023-05-10..2023-08-10",
    }


def test_rounds_are_in_order() -> None:
    """Stages of the first are not after the reopening, all of the second is not before it."""
    found = case(
        "kind: reopened, round: 2, when: 2023-07-01/2023-07-10",
        "kind: review_opened, when: 2023-06-01/..",
        "kind: payment, when: 2023-06-01/..",
        "kind: release, when: 2023-06-01/..",
        "kind: denial, round: 2, when: ../2023-09-01",
    )
    names = ("review_opened", "payment", "release", "denial", "reopened")
    assert {name: days(found.day_of(name)) for name in names} == {
        "review_opened": "2023-06-01..2023-07-10",
        "payment": "2023-06-01..",
        "release": "2023-06-01..",
        "denial": "2023-07-01..2023-09-01",
        "reopened": "2023-07-01..2023-07-10",
    }


def test_what_tells_of_an_event_is_not_before_it() -> None:
    """A release that tells of a close comes with it or later."""
    found = case(
        "kind: investigation_opened, when: 2023-05-10",
        "kind: investigation_closed, when: 2023-06-01/..",
        "kind: release, of: report, when: ../2023-06-20, tells: [investigation_closed]",
    )
    assert days(found.day_of("investigation_closed")) == "2023-06-01..2023-06-20"
    assert days(found.day_of("release")) == "2023-06-01..2023-06-20"


def test_what_continues_a_stage_is_not_before_it_and_closes_it() -> None:
    """A reopening then implies no other close."""
    found = case(
        "id: first, kind: assessment_opened, when: 2023-05-10",
        "id: second, kind: investigation_opened, continues: first, when: ../2023-06-01",
        "kind: reopened, round: 2, when: 2023-08-01",
    )
    assert days(found.day_of("second")) == "2023-05-10..2023-06-01"
    assert "first:close" not in found.events
