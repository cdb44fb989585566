"""Small workspaces that were once answered wrongly, each with its right answer."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.builders import days, ordinal
from tests.cli.runner import Ran, run
from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.conformance.finding import Finding
from timeline.conformance.judged import Judged
from timeline.conformance.sensitivity import VerdictChange
from timeline.inference.latency import Latency
from timeline.model.workspace import Workspace
from timeline.view import View

FAULTS = Path(__file__).parent / "faults"


def view_of(folder: str, as_of: str, known_on: str | None = None) -> View:
    """A workspace of this test, seen from one day.

    Args:
        folder: its name.
        as_of: the day judged; also today.
        known_on: only what was public by then counts.
    """
    known = None if known_on is None else ordinal(known_on)
    return View(Workspace(FAULTS / folder), ordinal(as_of), ordinal(as_of), known_on=known)


def judged_in(folder: str, case: str, as_of: str, known_on: str | None = None) -> Judged:
    """One case of a workspace of this test, judged."""
    return view_of(folder, as_of, known_on).judge(case)


def ends(bound: Interval | None) -> tuple[int | None, int | None] | None:
    """Both ends of a bound."""
    return None if bound is None else (bound.min, bound.max)


def by_name(judged: Judged) -> dict[str, Finding]:
    """Findings by name."""
    return {finding.id: finding for finding in judged.findings}


def words_of(judged: Judged) -> dict[str, str]:
    """Verdicts by the name of their finding."""
    return {finding.id: finding.verdict.value for finding in judged.findings}


def latency_of(judged: Judged, name: str) -> Latency:
    """One measure of a case."""
    (found,) = (one for one in judged.latencies if one.measure.id == name)
    return found


def ask(folder: str, *words: str, as_of: str) -> Ran:
    """Run a command on a workspace of this test."""
    return run(*words, "--as-of", as_of, root=FAULTS / folder)


def ask_data(folder: str, *words: str, as_of: str) -> Any:  # noqa: ANN401 - JSON
    """What a command says in JSON."""
    return json.loads(ask(folder, *words, "--json", as_of=as_of).out)


# ---------------------------------------------------------------- implied events


def test_a_stage_that_closed_had_opened() -> None:
    """An end on record is an opening too: met in time, and a condition that asks for it holds."""
    judged = judged_in("closed-not-opened-breach", "mill", "2024-06-30")
    assert words_of(judged) == {"open": "met", "finish": "met", "tell": "overdue"}
    found = by_name(judged)
    assert ends(found["open"].days) == (0, 2)
    assert ends(found["tell"].days_late) == (99, 99)
    assert found["open"].breach is Truth.NO
    assert found["tell"].breach is Truth.UNKNOWN  # nobody denies it


def test_no_stage_that_closed_is_missing_by_the_shipped_rules() -> None:
    """Openings that are only implied serve steps, triggers and conditions."""
    words = words_of(judged_in("closed-not-opened-breach", "well", "2018-12-31"))
    assert "missing" not in words.values()
    assert words["finish-investigation"] == "met"
    assert words["release-after-investigation"] == "pending"


# ---------------------------------------------------------------- what is known, and from when


def test_a_statement_shows_that_what_it_answers_happened() -> None:
    """The strike is known by what responds to it; its day is open, and a policy is chosen."""
    then = judged_in("known-on-no-strike", "mill", "2019-03-05", "2019-03-05")
    assert days(then.inference.day_of("strike")) == "..2019-03-02"
    assert [one.selection.policy.id for one in then.reports] == ["us-centcom-2014"]
    now = judged_in("known-on-no-strike", "mill", "2019-12-31")
    assert ends(latency_of(now, "strike-disclosure").days) == (1, 1)


@pytest.mark.parametrize(("case", "most"), [("mill-daily", 122), ("mill-undated", None)])
def test_what_a_record_tells_had_happened_by_its_last_day(case: str, most: int | None) -> None:
    """A source of the record's last day makes no answer vaguer than one without a date.

    Published by then counts as done by then, and bounds no day (design 14): nothing bounds the
    days of what an undated source tells.
    """
    judged = judged_in("published-on-last-day", case, "2024-06-30")
    assert words_of(judged) == {"open": "met"}
    assert ends(by_name(judged)["open"].days) == (0, most)


def test_what_was_told_had_happened() -> None:
    """An acknowledgement that tells of an assessment bounds its end, on whatever day one looks."""
    whole = judged_in("tells-bounds-nothing", "mill", "2023-12-31")
    assert days(whole.inference.day_of("assessment_closed")) == "2018-04-03..2019-04-05"
    assert ends(latency_of(whole, "assessment-length").days) == (0, 367)
    told = by_name(whole)["acknowledge-if-credible"]
    assert told.verdict.value == "met"
    assert ends(told.days) == (0, 367)
    earlier = judged_in("tells-bounds-nothing", "mill", "2019-12-31")
    assert words_of(earlier)["finish-assessment"] == "met"
    then = judged_in("tells-bounds-nothing", "mill", "2019-06-01", "2019-06-01")
    assert days(then.inference.day_of("assessment_closed")) == "..2019-04-05"


def test_telling_of_an_event_tells_no_date_that_came_later() -> None:
    """In 2019 one knew that the assessment had ended, and not the day that a later leak gave."""
    then = judged_in("tells-leaks-later-date", "mill", "2019-06-01", "2019-06-01")
    assert days(then.inference.day_of("assessment_closed")) == "2018-04-01..2019-04-05"
    assert then.inference.events["assessment_closed"].claims == ()
    assert (
        "2018-04-17"
        not in run(
            "show", "mill", "--known-on", "2019-06-01", root=FAULTS / "tells-leaks-later-date"
        ).out
    )


def test_a_circle_of_telling_and_answering_is_a_problem() -> None:
    """A denial cannot tell of what answers it (design 3)."""
    ran = run("check", root=FAULTS / "circle-of-telling")
    assert ran.code == 1
    assert "cases/mill.yaml" in ran.out


# ---------------------------------------------------------------- tracks, rounds, sides


def test_an_outside_report_opens_no_track() -> None:
    """A report put on the track of another body is no second duty there."""
    judged = judged_in("track-of-a-report", "mill", "2024-12-31")
    assert words_of(judged) == {"team": "met"}
    assert ends(by_name(judged)["team"].days) == (3, 3)
    assert ask("track-of-a-report", "overdue", "--exit-code", as_of="2024-12-31").code == 0


def test_a_round_is_not_judged_before_it_can_have_begun() -> None:
    """The case is reopened in October; in June there is one round."""
    early = judged_in("round2-before-it-begins", "mill", "2017-06-01")
    assert {finding.question.round for finding in early.findings} == {1}
    late = judged_in("round2-before-it-begins", "mill", "2018-12-31")
    assert {finding.question.round for finding in late.findings} == {1, 2}


def test_a_payment_by_somebody_else_meets_no_duty() -> None:
    """Marked as outside, it neither counts as the step nor ends the measure."""
    judged = judged_in("payment-by-others", "mill-outside", "2018-12-31")
    assert words_of(judged)["payment-if-acknowledged"] == "pending"
    assert not latency_of(judged, "strike-to-payment").ends


def test_a_payment_of_no_stated_outcome_is_not_certainly_paid() -> None:
    """Without an outcome both are tried (design 3)."""
    judged = judged_in("payment-by-others", "mill", "2018-12-31")
    found = by_name(judged)["payment-if-acknowledged"]
    assert [word.value for word in found.possible] == ["met", "pending"]


def test_a_reopened_case_whose_rounds_are_not_written_is_pointed_out() -> None:
    """A second opening behind a reopening stands in round 1; the line to write is named."""
    ran = run("check", root=FAULTS / "reopened-without-round")
    for case in ("reopened", "reopened-closed"):
        own = [line for line in _problems(ran.out) if line.startswith(f"cases/{case}.yaml:11:")]
        assert any("round: 2" in one for one in own), ran.out


def test_nothing_is_overdue_is_not_said_of_an_inquiry_that_no_rule_judges() -> None:
    """The page and the data name it and the line to write, once it may have begun."""
    ran = ask("reopened-without-round", "overdue", "reopened", as_of="2024-12-31")
    words = " ".join(ran.out.split())
    assert "1 inquiry is not covered by our rules; see below." in words
    assert "cases/reopened.yaml:11 second opens a stage again after the case was reopened" in words
    assert "add round: 2" in words
    data = ask_data("reopened-without-round", "overdue", as_of="2024-12-31")
    named = [(one["file"], one["line"]) for one in data["not_judged"]]
    assert named == [("cases/reopened.yaml", 11), ("cases/reopened-closed.yaml", 11)]
    before = ask_data("reopened-without-round", "overdue", as_of="2023-12-31")
    assert before["not_judged"] == []


def _problems(text: str) -> list[str]:
    """Each problem of a check, with its hint and what else it names."""
    return [" ".join(part.split()) for part in text.split("\n\n")]


# ---------------------------------------------------------------- whose rules


def test_a_policy_of_one_command_is_not_chosen_for_another() -> None:
    """The rules of CENTCOM do not bind AFRICOM."""
    assert judged_in("other-command", "well", "2019-12-31").reports == ()


def test_a_label_says_no_more_than_its_pattern() -> None:
    """What a charity hands over is not reported by the unit."""
    judged = judged_in("unit-report-by-anyone", "mill", "2012-12-31")
    wrong = [
        finding.id
        for finding in judged.findings
        if finding.step_event == "information_received"
        and "by the unit" in finding.question.rule.label
    ]
    assert wrong == []


@pytest.mark.parametrize("case", ["court", "no-incident"])
def test_an_order_is_judged_where_no_policy_fits(case: str) -> None:
    """14 days from 4 March, nothing by 30 December."""
    rows = ask_data("orders-without-policy", "overdue", as_of="2024-12-30")["overdue"]
    (row,) = (row for row in rows if row["case"] == case)
    assert row["policy"] == "orders-of-this-case"
    assert row["finding"]["days_late"] == {"min": 287, "max": 287}
    assert row["finding"]["tier"] == "order"
    assert ask("orders-without-policy", "overdue", "--exit-code", as_of="2024-12-30").code == 1


# ---------------------------------------------------------------- measures


@pytest.mark.parametrize("case", ["mill-a", "mill-b", "mill-c"])
def test_a_denial_after_the_acknowledgement_is_no_fast_one(case: str) -> None:
    """Where the acknowledgement came before any denial the measure does not apply."""
    judged = judged_in("denial-after-acknowledgement", case, "2024-12-31")
    assert latency_of(judged, "denial-to-acknowledgement").days is None


def test_a_measure_that_does_not_apply_is_in_no_figure() -> None:
    """It is out of the median, and out of comparisons."""
    data = ask_data("denial-after-acknowledgement", "stats", as_of="2024-12-31")
    (measure,) = _found(data, "measure", "denial-to-acknowledgement")
    assert measure["median"] == {"min": 367, "max": 367}
    compared = ask_data(
        "denial-after-acknowledgement", "compare", "mill-a", "well", as_of="2024-12-31"
    )
    (row,) = _found(compared, "measure", "denial-to-acknowledgement")
    assert row["slower"] is None


def _found(data: Any, key: str, value: str) -> list[Any]:  # noqa: ANN401 - JSON
    """Every object in JSON whose key has this value."""
    if isinstance(data, list):
        return [one for part in data for one in _found(part, key, value)]
    if not isinstance(data, dict):
        return []
    own = [data] if data.get(key) == value else []
    return own + [one for part in data.values() for one in _found(part, key, value)]


@pytest.mark.parametrize("name", ["investigation-length", "investigation-disclosure"])
def test_what_may_not_have_begun_is_not_open(name: str) -> None:
    """The opening may be after the day judged: the measure is perhaps open."""
    judged = judged_in("as-of-start-not-come", "mill", "2024-03-20")
    assert latency_of(judged, name).is_open is Truth.UNKNOWN


@pytest.mark.parametrize(
    "words", [("show", "mill"), ("show", "mill", "--full"), ("compare", "mill", "well")]
)
def test_a_denial_stands_beside_the_measure_that_it_decides(words: tuple[str, ...]) -> None:
    """Somebody says that nothing was paid: the page does not say that nothing is on record."""
    judged = judged_in("denied-payment", "mill", "2024-12-31")
    assert latency_of(judged, "strike-to-payment").is_denied
    text = ask("denied-payment", *words, as_of="2024-12-31").out
    (line,) = (one for one in text.splitlines() if "Strike to payment" in one)
    assert re.search(r"denied|, says", line), line


def test_a_day_that_nothing_dates_stays_open() -> None:
    """No end of a latency comes from how far the record was followed."""
    for as_of in ("2023-12-31", "2023-06-30"):
        judged = judged_in("untraceable-bound", "a", as_of)
        found = latency_of(judged, "strike-to-information")
        assert (ends(found.days), found.sure) == ((0, None), Interval(0, None))  # once it applies
        assert ends(judged.inference.between("strike", "information_received")) == (None, None)
    data = ask_data("untraceable-bound", "show", "a", as_of="2023-12-31")
    (row,) = _found(data["latencies"], "measure", "strike-to-information")
    assert row["days"] == {"min": 0, "max": None}
    assert row["applies"] == "unknown"


# ---------------------------------------------------------------- dates


def test_working_days_leave_no_gap_and_no_overlap() -> None:
    """Of a Friday: the 20th working day is 31 May, the 21st is Monday 3 June."""
    whole = {
        case: judged_in("working-days-gap", case, "2024-12-30")
        for case in ("sat-late", "sure-met", "both", "more-than")
    }
    assert {case: words_of(one)["answer"] for case, one in whole.items()} == {
        "sat-late": "met late",
        "sure-met": "met possibly late",
        "both": "met late",
        "more-than": "met late",
    }
    assert ends(by_name(whole["sat-late"])["answer"].days_late) == (1, 1)
    assert ends(by_name(whole["sure-met"])["answer"].days_late) == (1, 2)
    assert days(whole["sure-met"].inference.day_of("reply")) == "2024-05-03..2024-06-02"
    assert days(whole["more-than"].inference.day_of("reply")) == "2024-06-01.."
    assert not whole["both"].inference.conflicts


def test_an_absence_is_read_in_the_days_of_the_case() -> None:
    """1 May in New York may be 2 May in Kabul: `until 1 May` contradicts neither (design 3)."""
    for case in ("absent", "absent4"):
        judged = judged_in("absence-zone", case, "2024-12-30")
        assert not judged.inference.conflicts
        assert days(judged.inference.case_day_of("announcement")) == "2024-05-02"
        found = by_name(judged)
        assert {name: one.verdict.value for name, one in found.items()} == {
            "by": "met late",
            "d": "met late",
        }
        assert ends(found["by"].days_late) == (1, 1)


def test_a_clock_that_may_have_started_before_the_calendar_stops_nothing() -> None:
    """One case whose day nobody knows takes no page down, and is perhaps overdue."""
    words = words_of(judged_in("working-days-open-start", "c", "2024-12-30"))
    assert words["a"] in {"overdue", "possibly overdue"}
    ordered = words_of(judged_in("working-days-open-start", "by-order", "2024-12-30"))
    assert ordered["order-x"] in {"overdue", "possibly overdue"}
    assert ordered["a"] == "overdue"
    for words_ in (("list",), ("overdue",), ("stats",)):
        assert ask("working-days-open-start", *words_, as_of="2024-12-30").code == 0


def test_equal_wordings_give_equal_answers() -> None:
    """Five ways to say at most some days after: order, days and verdict are the same."""
    whole = {name: judged_in("wordings-differ", name, "2023-12-31") for name in _WORDINGS}
    assert {words_of(one)["r0"] for one in whole.values()} == {"met"}
    found = {name: days(one.inference.day_of("assessment_opened")) for name, one in whole.items()}
    assert found == _WORDINGS


_WORDINGS = {
    "c1": "2023-01-01..2023-01-04",
    "c2": "2023-01-01..2023-01-04",
    "c3": "2023-01-01..2023-01-04",
    "c4": "2023-01-01..2023-01-05",
    "c5": "2023-01-01",
}


# ---------------------------------------------------------------- trials and receipts


def test_a_trial_says_what_accepting_would() -> None:
    """The file with the disputed claim accepted differs from it by just what the trial says."""
    view = view_of("trial-not-acceptance", "2023-12-31")
    before, after = view.judge("a"), view.judge("b")
    (trial,) = view.trials(before)
    was, now = by_name(before)["r0"], by_name(after)["r0"]
    assert trial.changes == (
        VerdictChange("pol", "r0", was.verdict, now.verdict, was.breach, now.breach),
    )
    assert words_of(after) == {"r0": "overdue"}
    ((name, _, then),) = trial.squeezed
    assert (name, days(then)) == ("strike", days(after.inference.day_of("strike")))


def test_a_receipt_prints_a_possibility_once() -> None:
    """Versions that differ in an unrelated event alone are one for this question."""
    text = ask(
        "explain-repeats", "explain", "mill", "strike", "acknowledgement", as_of="2024-12-31"
    )
    assert len(re.findall("at least 9 days|not earlier", text.out)) <= 1
    data = ask_data(
        "explain-repeats", "explain", "mill", "strike", "acknowledgement", as_of="2024-12-31"
    )
    steps = [
        json.dumps({key: part for key, part in step.items() if key != "text"})
        for receipt in data["receipts"]
        for step in receipt["receipt"]
    ]
    assert len(steps) == len(set(steps)), steps
