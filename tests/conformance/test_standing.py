"""On what ground a step counts as undone."""

import pytest

from tests.builders import ordinal
from tests.conformance.builders import judged, one_finding
from timeline.conformance.finding import Standing
from timeline.conformance.standing import came_after, came_too_soon

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
    assert found.reaches == ordinal("2023-06-30")
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


NATO = "\ntracks: {nato: {label: NATO}}\n"


def test_a_denial_for_another_track_or_round_is_none_for_this_one() -> None:
    """An absence may speak of one inquiry alone."""
    other = absence("until: 2023-06-30, track: nato, source: agency") + NATO
    assert ground(other).ground == "not searched"
    assert ground(absence("until: 2023-06-30, round: 2, source: agency")).ground == "not searched"


def test_a_step_that_may_have_been_taken_has_no_ground() -> None:
    """Nothing is said of what may not be so."""
    case = STRIKE + "  - {kind: investigation_opened, when: 2023-06/2023-07, source: agency}"
    assert one_finding(case, POLICY, "2023-06-30").standing is None


def line(found: Standing) -> int | None:
    """The line of the file on which a ground stands."""
    assert found.location is not None
    assert found.location.span is not None
    return found.location.span.line


def test_every_ground_stands_on_its_line() -> None:
    """So that a reader can look it up."""
    plan = "  - {kind: investigation_opened, when: 2023-09, source: agency, planned: true}\n"
    first = absence("until: 2023-05-20, source: agency") + "\n"
    second = "  - {kind: investigation_opened, until: 2023-06-20, source: agency}"
    assert line(ground(first + second)) == 5
    assert line(ground(absence("searched: 2023-06-15, where: here"))) == 4
    assert line(ground(plan)) == 3
    assert ground("").location is None


def test_a_search_names_its_day_and_its_source_if_it_has_one() -> None:
    """Whoever keeps the record may have looked without a source."""
    named = ground(absence("searched: 2023-06, where: press releases, source: archive"))
    assert (named.source, named.day, named.where) == ("archive", "2023-06", "press releases")
    assert ground(absence("searched: 2023-06-15, where: here")).source == ""


def test_a_search_of_the_day_judged_from_is_of_that_day() -> None:
    """One made later says no less of it."""
    for day in ("2023-06-30", "2023-07-15"):
        found = ground(absence(f"searched: {day}, where: here"))
        assert (found.ground, found.age_days, found.holds_now) == ("searched", 0, True)


def test_a_day_without_a_beginning_is_no_ground() -> None:
    """It bounds nothing: not by some day up to June may be not by the day of the strike."""
    assert ground(absence("until: ../2023-06-30, source: agency")).ground == "not searched"
    assert ground(absence("searched: ../2023-06-30, where: here")).ground == "not searched"
    unknown = absence("until: unknown, source: agency")
    assert ground(unknown).ground == "not searched"


def test_of_denials_that_reach_the_day_judged_from_the_first_is_given() -> None:
    """One that ends the day before does not reach it, however late it stands in the file."""
    text = "\n  - {kind: investigation_opened, until: %s, source: agency}"
    short, full, more = (absence(f"until: {day}, source: agency") for day in DAYS)
    assert ground(short + text % DAYS[1]).day == DAYS[1]
    assert ground(full + text % DAYS[2]).day == DAYS[1]
    assert ground(more + text % DAYS[1]).day == DAYS[2]
    assert ground(full + text % DAYS[0]).day == DAYS[1]


DAYS = ("2023-06-29", "2023-06-30", "2023-07-01")


def test_what_names_no_track_holds_for_every_track() -> None:
    """A denial or a plan of none of several inquiries is one of each."""
    story = "  - {kind: assessment_opened, track: us, when: 2023-05-04, source: press}\n"
    plan = "  - {kind: investigation_opened, when: 2023-09, source: agency, planned: true}\n"
    policy = POLICY.replace("after: strike", "after: assessment_opened")
    for rest, expected in [
        (absence("until: 2023-06-30, source: agency"), "denied"),
        (absence("until: 2023-06-30, track: us, source: agency"), "denied"),
        (absence("until: 2023-06-30, track: nato, source: agency") + NATO, "not searched"),
        (plan, "waiting"),
        (plan.replace("when", "track: us, when"), "waiting"),
        (plan.replace("when", "track: nato, when"), "not searched"),
    ]:
        found = judged(STRIKE + story + rest, policy, "2023-06-30").findings
        standing = next(one.standing for one in found if one.question.track == "us")
        assert standing is not None
        assert standing.ground == expected


def test_a_later_step_that_may_be_another_denies_nothing() -> None:
    """An inquiry of no stated form in July does not say that a formal one was not opened before."""
    policy = POLICY.replace(
        "step: investigation_opened", "step: {event: investigation_opened, form: AR 15-6}"
    )
    later = "  - {kind: investigation_opened, when: 2023-07-15, source: agency}\n"
    for form, expected in [("", "not searched"), (", form: AR 15-6", "denied")]:
        case = STRIKE + later.replace("}", f"{form}}}")
        standing = one_finding(case, policy, "2023-06-30").standing
        assert standing is not None
        assert standing.ground == expected


def test_a_later_step_without_an_accepted_date_names_no_source() -> None:
    """That it came after the report of July follows from the words, and no source says when."""
    rest = (
        "  - {id: story, kind: external_report, when: 2023-07-15, source: press}\n"
        "  - kind: investigation_opened\n    responds_to: [story]\n    claims:\n"
        "      - {when: 2023-05-10, source: agency, standing: disputed, because: another account}\n"
    )
    found = ground(rest)
    assert (found.ground, found.source, found.later) == ("denied", "", "investigation_opened")


def test_the_latest_search_counts() -> None:
    """Of two of one day the first in the file."""
    text = "\n  - {kind: investigation_opened, searched: %s, where: %s}"
    assert (
        ground(absence("searched: 2023-06-10, where: a") + text % ("2023-06-20", "b")).where == "b"
    )
    assert (
        ground(absence("searched: 2023-06-20, where: a") + text % ("2023-06-10", "b")).where == "a"
    )
    assert (
        ground(absence("searched: 2023-06-20, where: a") + text % ("2023-06-20", "b")).where == "a"
    )


TWO_WAYS = """
rules:
  - {id: pay, step: [payment, apology], after: strike, limit: 7 days, force: practice}
"""
PAYMENT_DENIED = "  - {kind: payment, until: 2023-06-30, source: press}\n"
APOLOGY_SEARCHED = "  - {kind: apology, searched: 2023-06-30, where: web}\n"


@pytest.mark.parametrize(
    ("absences", "ground_found", "covers"),
    [
        ("", "not searched", ""),
        (PAYMENT_DENIED, "not searched", "some"),
        (APOLOGY_SEARCHED, "not searched", "some"),
        (PAYMENT_DENIED + APOLOGY_SEARCHED, "not searched", "all"),
        (PAYMENT_DENIED + PAYMENT_DENIED.replace("payment", "apology"), "denied", ""),
        (APOLOGY_SEARCHED + APOLOGY_SEARCHED.replace("apology", "payment"), "searched", ""),
    ],
)
def test_how_many_ways_to_take_a_step_have_a_ground(
    absences: str, ground_found: str, covers: str
) -> None:
    """One ground only where it holds of all; else it is told how far the grounds go."""
    case = STRIKE + (f"absences:\n{absences}" if absences else "")
    standing = one_finding(case, TWO_WAYS, "2023-06-30").standing
    assert standing is not None
    assert (standing.ground, standing.covers) == (ground_found, covers)


def test_of_two_denials_the_one_that_reaches_least_far_is_told() -> None:
    """In whichever order they stand."""
    early = "  - {kind: payment, until: 2023-05-20, source: press}\n"
    late = "  - {kind: apology, until: 2023-06-30, source: agency}\n"
    for absences in (early + late, late + early):
        found = one_finding(STRIKE + "absences:\n" + absences, TWO_WAYS, "2023-06-30").standing
        assert found is not None
        assert (found.source, found.day, found.holds_now) == ("press", "2023-05-20", False)


ORDERED = """
rules:
  - {id: open, step: investigation_opened, after: strike, force: binding,
     requires: [assessment_opened, denial]}
"""


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        ("2023-05-10", ["assessment_opened"]),
        ("2023-05-04", ["assessment_opened", "denial"]),
        ("2023-05-04/2023-05-10", ["assessment_opened", "denial"]),
        ("2023-05-25", []),
    ],
)
def test_what_a_step_can_have_come_before(opened: str, expected: list[str]) -> None:
    """Of what is required, only what does not certainly come first."""
    case = STRIKE + (
        "  - {kind: denial, when: 2023-05-06, source: press}\n"
        f"  - {{kind: investigation_opened, when: {opened}, source: press}}\n"
        "  - {kind: assessment_opened, when: 2023-05-20, source: press}\n"
    )
    report = judged(case, ORDERED, "2023-06-30")
    assert came_too_soon(report.findings[0], report.inference) == expected


def test_where_it_is_open_which_event_took_the_step_all_that_is_required_is_named() -> None:
    """It may have come before any of it."""
    case = STRIKE + (
        "  - {kind: denial, when: 2023-05-06, source: press}\n"
        "  - {id: a, kind: investigation_opened, when: 2023-05-08/2023-05-12, source: press}\n"
        "  - {id: b, kind: investigation_opened, when: 2023-05-09/2023-05-11, source: press}\n"
        "  - {kind: assessment_opened, when: 2023-05-20, source: press}\n"
    )
    report = judged(case, ORDERED, "2023-06-30")
    assert report.findings[0].step_event == ""
    found = came_too_soon(report.findings[0], report.inference)
    assert found == ["assessment_opened", "denial"]


def test_a_step_that_comes_first_in_one_version_alone_can_have_come_before() -> None:
    """Two sources disagree on the day of what it requires."""
    case = STRIKE + (
        "  - {kind: denial, when: 2023-05-06, source: press}\n"
        "  - {kind: investigation_opened, when: 2023-05-10, source: press}\n"
        "  - kind: assessment_opened\n"
        "    claims: [{when: 2023-05-08, source: press}, {when: 2023-05-20, source: agency}]\n"
    )
    report = judged(case, ORDERED, "2023-06-30")
    assert came_too_soon(report.findings[0], report.inference) == ["assessment_opened"]


REQUIRED = """
rules:
  - {id: open, step: investigation_opened, after: strike, force: binding}
  - {id: tell, step: conclusion, after: strike, force: binding, requires: [investigation_opened]}
  - {id: pay, step: [payment, apology], after: strike, force: binding,
     requires: [investigation_opened]}
"""


def test_a_step_is_missing_after_what_had_come_by_the_day_judged() -> None:
    """Neither a later event nor a rule whose step was not taken makes it missing."""
    case = STRIKE + (
        "  - {kind: apology, when: 2023-05-20, source: press}\n"
        "  - {id: paid, kind: payment, outcome: paid, when: 2023-09-01, source: press}\n"
        "  - {kind: conclusion, when: 2023-09-01, source: press}\n"
    )
    report = judged(case, REQUIRED, "2023-06-30")
    found = came_after(report.findings[0], report.inference, report.as_of)
    assert [(requirer.rule.id, names) for requirer, names in found] == [("pay", ("apology",))]
