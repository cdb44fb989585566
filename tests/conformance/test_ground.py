"""On what ground a step counts as undone."""

import pytest

from tests.conformance.builders import judged, one_finding
from timeline.conformance.finding import Standing

POLICY = """
rules:
  - {id: open, step: investigation_opened, after: strike, limit: 7 days, force: practice}
"""
STRIKE = "events:\n  - {kind: strike, when: 2023-05-03, source: press}\n"


def ground(rest: str, as_of: str = "2023-06-30", case: str = STRIKE) -> Standing:
    """The standing of the step in a case with a strike and something else."""
    standing = one_finding(case + rest, POLICY, as_of).standing
    assert standing is not None
    return standing


def absence(text: str) -> str:
    """One absence of the step."""
    return f"absences:\n  - {{kind: investigation_opened, {text}}}"


def test_where_nobody_looked_nobody_is_said_to_have() -> None:
    """An empty record is not a search."""
    assert ground("") == Standing("not searched")


def test_a_denial_names_its_source_and_its_day() -> None:
    """It reaches to the day judged from where it speaks of that day."""
    found = ground(absence("until: 2023-06-30, source: agency"))
    assert (found.ground, found.source, found.day, found.holds_now) == (
        "denied", "agency", "2023-06-30", True,
    )  # fmt: skip
    assert found.location is not None


def test_an_older_denial_holds_for_its_own_day_only() -> None:
    """It is still the ground, and says how far it reaches."""
    found = ground(absence("until: 2023-06-29, source: agency"))
    assert (found.ground, found.day, found.holds_now) == ("denied", "2023-06-29", False)


@pytest.mark.parametrize(("day", "holds"), [("2023-07-01", True), ("2023-06-30", False)])
def test_not_before_a_day_reaches_to_the_day_before(day: str, holds: bool) -> None:  # noqa: FBT001
    """Not before 1 July is a denial for all of June."""
    found = ground(absence(f"before: {day}, source: agency"))
    assert (found.ground, found.day, found.holds_now) == ("denied", f"before {day}", holds)


def test_the_latest_denial_counts() -> None:
    """Of several the one that reaches furthest."""
    both = absence("until: 2023-05-20, source: agency")
    both += "\n  - {kind: investigation_opened, until: 2023-06-10, source: press}"
    assert ground(both).day == "2023-06-10"


def test_a_denial_up_to_an_uncertain_day_reaches_to_its_first() -> None:
    """No more than the statement certainly says."""
    assert not ground(absence("until: 2023-06, source: agency"), "2023-06-20").holds_now
    assert ground(absence("until: 2023-06, source: agency"), "2023-06-01").holds_now


def test_a_disputed_or_rejected_denial_is_no_ground() -> None:
    """It stands aside."""
    for standing in ("disputed", "rejected"):
        rest = f"until: 2023-06-30, source: agency, standing: {standing}, because: it was not so"
        assert ground(absence(rest)).ground == "not searched"


def test_a_search_counts_from_the_day_judged_from_on() -> None:
    """A search of an earlier day is told with its age: it says nothing of what came after it."""
    text = "searched: 2023-06-15, where: press releases"
    assert ground(absence(text), "2023-06-15").ground == "searched"
    assert ground(absence(text), "2023-06-15").where == "press releases"
    older = ground(absence(text), "2023-06-16")
    assert (older.ground, older.age_days, older.holds_now) == ("searched", 1, False)


def test_a_search_on_an_uncertain_day_counts_from_its_first() -> None:
    """It may have been made before the day judged from."""
    text = "searched: 2023-06, where: press releases"
    assert ground(absence(text), "2023-06-01").age_days == 0
    assert ground(absence(text), "2023-06-15").age_days == 14


def test_a_denial_is_stronger_than_a_search_and_a_search_than_a_plan() -> None:
    """The strongest ground is given."""
    plan = "  - {kind: investigation_opened, when: 2023-09, source: agency, planned: true}\n"
    search = absence("searched: 2023-06-30, where: here")
    denial = "\n  - {kind: investigation_opened, until: 2023-05-20, source: agency}"
    assert ground(plan).ground == "waiting"
    assert ground(plan + search).ground == "searched"
    assert ground(plan + search + denial).ground == "denied"


def test_a_plan_names_its_source_and_its_day() -> None:
    """What was promised, by whom."""
    found = ground("  - {kind: investigation_opened, when: 2023-09, source: agency, planned: true}")
    assert (found.ground, found.source, found.day) == ("waiting", "agency", "2023-09")


def test_a_step_dated_later_is_denied_by_that_date() -> None:
    """Who says that it was opened in July says that it had not been in June."""
    found = ground("  - {kind: investigation_opened, when: 2023-07-15, source: agency}")
    assert (found.ground, found.source, found.later) == ("denied", "agency", "investigation_opened")
    assert found.holds_now


def test_a_denial_of_one_event_is_none_of_another() -> None:
    """That the second was not opened by then says nothing of whether the first was."""
    second = "{id: second, kind: investigation_opened, round: 2, when: 2023-09-01, source: press}"
    rest = f"  - {second}\n" + absence("id: second, until: 2023-06-30, source: agency")
    rounds = {
        one.question.round: one for one in judged(STRIKE + rest, POLICY, "2023-06-30").findings
    }
    assert rounds[1].standing == Standing("not searched")
    assert rounds[2].standing is not None
    assert rounds[2].standing.ground == "denied"


def test_a_plan_for_another_round_is_none_for_this_one() -> None:
    """What is promised after a reopening is not what was owed before it."""
    rest = (
        "  - {kind: investigation_opened, round: 2, when: 2023-09, source: agency, planned: true}\n"
    )
    assert ground(rest).ground == "not searched"


def test_a_denial_for_another_track_or_round_is_none_for_this_one() -> None:
    """An absence may speak of one inquiry alone."""
    assert (
        ground(absence("until: 2023-06-30, track: nato, source: agency")).ground == "not searched"
    )
    assert ground(absence("until: 2023-06-30, round: 2, source: agency")).ground == "not searched"


def test_a_step_that_may_have_been_taken_has_no_ground() -> None:
    """Nothing is said of what may not be so."""
    case = STRIKE + "  - {kind: investigation_opened, when: 2023-06/2023-07, source: agency}"
    assert one_finding(case, POLICY, "2023-06-30").standing is None
