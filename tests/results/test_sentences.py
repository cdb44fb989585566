"""Sentences are true in every world, and no surer than that."""

from pathlib import Path

import pytest

from tests.builders import shipped_kinds
from tests.conformance.test_limits_that_count import judged
from timeline.chrono.truth import Truth
from timeline.conformance.finding import Finding
from timeline.conformance.judged import Judged
from timeline.portfolio.overdue import overdue_findings
from timeline.results.build.overdue import overdue_part
from timeline.results.build.sentences import Phrases
from timeline.results.values import Range


def said_of(case: Judged, rule: str) -> tuple[Finding, str]:
    """The finding of a rule, and its sentence."""
    finding = next(one for one in case.findings if one.question.rule.id == rule)
    return finding, Phrases(case.inference, shipped_kinds(), case.as_of).because(finding)


def rule(name: str, step: str, after: str, more: str = "limit: 10 days") -> str:
    """A binding rule."""
    return (
        f"  - {{id: {name}, label: {name}, step: {step}, after: {after}, {more}, force: binding}}\n"
    )


def event(kind: str, when: str, more: str = "", source: str = "press") -> str:
    """An event that the press reports; "later" does so after the record ends."""
    return f'  - {{kind: {kind}, when: "{when}", source: {source}{more}}}\n'


REPORT_PERHAPS = event("strike", "2019-01-01") + event(
    "external_report", "[2019-01-02, 2019-12-01]", source="later"
)


def test_a_trigger_that_may_be_yet_to_come_is_no_fact(tmp_path: Path) -> None:
    """What is counted from it holds if it had come, and no limit has certainly passed."""
    policy = rule("open", "investigation_opened", "external_report")
    finding, said = said_of(judged(tmp_path, policy, REPORT_PERHAPS), "open")
    assert "179 days after the first outside report if that had come" in said
    assert "It is not known whether the first outside report" in said
    assert "If so, that is 169 days beyond the limit of 10 days." in said
    assert finding.has_started is Truth.UNKNOWN
    assert not finding.has_passed_a_limit
    assert not any(one.is_passed for one in finding.limits)


def test_a_step_taken_before_a_trigger_that_may_be_yet_to_come(tmp_path: Path) -> None:
    """The same of what was done."""
    policy = rule("announce", "announcement", "external_report")
    case = judged(tmp_path, policy, REPORT_PERHAPS + event("announcement", "2019-01-20"))
    finding, said = said_of(case, "announce")
    assert said == (
        "The public announcement was made 18 days after the first outside report if that had come "
        "by 2019-06-30. If so, that is 8 days beyond the limit of 10 days."
    )
    assert finding.verdict == "met possibly late"
    assert not finding.has_passed_a_limit


def test_an_order_that_may_not_have_been_given_is_no_fact(tmp_path: Path) -> None:
    """Its limit counts if it was, and has not certainly passed."""
    orders = ", orders: [{id: one, kind: investigation_closed, until: 2019-04-20, source: press}]"
    events = (
        event("strike", "2019-01-01")
        + event("investigation_opened", "2019-02-01")
        + event("review_ordered", "2019-05-01/2019-07-20", orders, "later")
        + event("investigation_closed", "2019-05-01")
    )
    policy = rule("close", "investigation_closed", "investigation_opened", "limit: none stated")
    finding, said = said_of(judged(tmp_path, policy, events), "close")
    assert "If that order had been given by 2019-06-30, that is 11 days beyond the deadline" in said
    assert not finding.has_passed_a_limit


def test_a_limit_beside_a_benchmark_is_a_limit(tmp_path: Path) -> None:
    """Nothing says that no rule sets one, and the benchmark judges nothing."""
    more = "limit: 10 days, benchmark: {within: 2 days, because: x}"
    policy = rule("open", "investigation_opened", "strike", more)
    _, said = said_of(judged(tmp_path, policy, event("strike", "2019-06-18")), "open")
    assert "That is 2 days beyond the limit of 10 days." in said
    assert "No rule" not in said
    assert "benchmark" not in said


def test_what_is_done_or_undone_too_late_is_beyond_the_limit_in_every_world(
    tmp_path: Path,
) -> None:
    """Though nobody can tell whether it was done."""
    policy = rule("open", "investigation_opened", "strike", "limit: 10 days, source: press")
    opened = event("investigation_opened", "2019-06-25/2019-07-05", source="later")
    events = event("strike", "2019-01-01") + opened
    case = judged(tmp_path, policy, events)
    finding, said = said_of(case, "open")
    assert finding.breach is Truth.YES
    assert "That is 165 to 170 days beyond the limit of 10 days." in said
    assert "was kept" not in said
    (row,) = overdue_part(case).rows
    assert (row.group, row.sign, row.days) == ("overdue", "missed", Range(min=165, max=170))
    assert (row.finding.verdict, row.record_words) == ("late", "not known")


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2019-06-30", "had been opened by 2019-06-30"),
        ("2019-12-31", "had been opened by 2019-06-30"),
        ("2019-03-01", "is recorded as opened by 2019-06-30"),
    ],
)
def test_a_denial_is_told_as_one_up_to_the_day_that_it_reaches(
    tmp_path: Path, until: str, said: str
) -> None:
    """Beyond that day only the record is silent."""
    policy = rule("open", "investigation_opened", "strike")
    denied = f"absences:\n  - {{kind: investigation_opened, until: {until}, source: press}}\n"
    case = judged(tmp_path, policy, event("strike", "2019-01-01"), denied)
    _, words = said_of(case, "open")
    assert said in words
    assert ("known only" in words) == (until == "2019-03-01")


def test_what_is_missing_and_beyond_its_limit_is_among_what_is_overdue(tmp_path: Path) -> None:
    """By as many days as it is beyond it."""
    policy = rule("open", "investigation_opened", "strike") + rule(
        "conclude", "conclusion", "strike", "requires: [investigation_opened], limit: none stated"
    )
    events = event("strike", "2019-01-01") + event("conclusion", "2019-05-01")
    case = judged(tmp_path, policy, events)
    ((_, finding),) = overdue_findings(case.reports)
    assert finding.verdict == "missing"
    (row,) = overdue_part(case).rows
    assert (row.group, row.days, row.finding.verdict) == (
        "overdue", Range(min=170, max=170), "missing"
    )  # fmt: skip


def test_a_limit_that_nobody_read_is_not_overdue(tmp_path: Path) -> None:
    """Else every step without a limit would be listed."""
    policy = rule("open", "investigation_opened", "strike", "limit: not established")
    case = judged(tmp_path, policy, event("strike", "2019-01-01"))
    assert overdue_findings(case.reports) == []


LOOK = rule("look", "[assessment_opened, investigation_opened]", "strike")


def test_a_step_that_can_be_taken_in_two_ways_is_named_by_both(tmp_path: Path) -> None:
    """While it is undone."""
    _, said = said_of(judged(tmp_path, LOOK, event("strike", "2019-01-01")), "look")
    assert said.startswith(
        "No credibility assessment or formal investigation is recorded as opened by 2019-06-30"
    )


def test_a_step_taken_in_one_of_two_ways_is_named_by_that_one(tmp_path: Path) -> None:
    """The other may even be denied."""
    events = event("strike", "2019-01-01") + event("investigation_opened", "2019-01-20")
    denial = "absences:\n  - {kind: assessment_opened, until: 2019-06-30, source: press}\n"
    _, said = said_of(judged(tmp_path, LOOK, events, denial), "look")
    assert said.startswith("The formal investigation was opened 19 days after the strike.")


def test_a_step_without_anything_that_its_days_count_from(tmp_path: Path) -> None:
    """What it would be is named, with its round; nobody says that the record lacks it."""
    policy = rule("open", "investigation_opened", "strike")
    events = (
        event("strike", "2019-01-01")
        + event("investigation_opened", "2019-01-05")
        + event("reopened", "2019-03-01", ", round: 2")
        + event("investigation_opened", "2019-03-02", ", round: 2, id: again")
    )
    case = judged(tmp_path, policy, events)
    finding = next(one for one in case.findings if one.question.round == 2)
    said = Phrases(case.inference, shipped_kinds(), case.as_of).because(finding)
    assert said == (
        "The formal investigation was opened; nothing is recorded by 2019-06-30 from which its "
        "days would count (the strike in round 2)."
    )


def test_an_undone_step_is_told_with_its_round(tmp_path: Path) -> None:
    """Another round may have it, and a list of what is overdue says so too."""
    policy = rule("thank", "acknowledgement", "conclusion")
    events = (
        event("strike", "2019-01-01")
        + event("conclusion", "2019-01-05")
        + event("acknowledgement", "2019-01-06")
        + event("reopened", "2019-03-01", ", round: 2")
        + event("conclusion", "2019-03-02", ", round: 2, id: again")
    )
    (row,) = overdue_part(judged(tmp_path, policy, events)).rows
    assert row.step.endswith(", round 2")
    assert row.finding.round == 2


def test_a_form_is_named_where_every_event_that_can_be_meant_has_it(tmp_path: Path) -> None:
    """One whose form nobody states may be the first."""
    policy = rule("open", "investigation_opened", "strike")
    events = (
        event("strike", "2019-05-01")
        + event("investigation_opened", "2019-05-03/2019-05-20", ", form: AR 15-6, id: a")
        + event("investigation_opened", "2019-05-04/2019-05-18", ", id: b")
    )
    _, said = said_of(judged(tmp_path, policy, events), "open")
    assert said.startswith("The formal investigation was opened 2 to 17 days after the strike.")


def test_a_step_taken_after_the_day_is_told_by_the_calendar_of_the_case(tmp_path: Path) -> None:
    """Its own zone's day may be the very day on which it was undone."""
    policy = rule("open", "investigation_opened", "strike")
    events = event("strike", "2019-06-01") + event(
        "investigation_opened", "2019-06-30T23:00", ", zone: America/New_York"
    )
    _, said = said_of(judged(tmp_path, policy, events), "open")
    assert "had been opened by 2019-06-30" in said
    assert said.endswith("It was opened on 2019-07-01.")


@pytest.mark.parametrize(
    ("closed", "said"),
    [
        ("", "Not required: by 2019-06-30 the record does not meet the rule's condition."),
        (
            event("assessment_closed", "2019-06-20/2019-07-05", ", outcome: credible", "later"),
            "Nobody can tell which of these holds: not required or overdue.",
        ),
    ],
)
def test_a_condition_is_met_by_the_record_or_not(tmp_path: Path, closed: str, said: str) -> None:
    """And where it may be, lateness is told under that."""
    more = "limit: 10 days, when: {event: assessment_closed, outcome: credible}"
    policy = rule("pay", "payment", "strike", more)
    _, words = said_of(judged(tmp_path, policy, event("strike", "2019-05-01") + closed), "pay")
    assert said in words
    assert ("If it was required, that is 50 days beyond" in words) == bool(closed)


def test_a_first_order_without_an_end_is_no_extension(tmp_path: Path) -> None:
    """It is a deadline of which nobody published the day."""
    orders = ", orders: [{id: one, kind: investigation_closed, until: unknown, source: press}]"
    events = event("strike", "2019-01-01") + event("investigation_opened", "2019-02-01", orders)
    policy = rule("close", "investigation_closed", "investigation_opened", "limit: none stated")
    _, said = said_of(judged(tmp_path, policy, events), "close")
    assert "The deadline set in this case has no published end" in said


def test_ways_on_different_grounds_are_told_as_such(tmp_path: Path) -> None:
    """Nobody says that none was looked for, nor that both were."""
    pay = rule("pay", "[payment, apology]", "strike")
    both = (
        "absences:\n  - {kind: payment, until: 2019-06-30, source: press}\n"
        "  - {kind: apology, searched: 2019-06-30, where: web}\n"
    )
    _, said = said_of(judged(tmp_path, pay, event("strike", "2019-01-01"), both), "pay")
    assert "recorded as offered or made by" in said
    assert said.endswith(
        "Some ways to take this step are denied, others were looked for and not found."
    )


def test_one_way_alone_that_is_denied_is_told_as_such(tmp_path: Path) -> None:
    """The file is not silent of the step."""
    pay = rule("pay", "[payment, apology]", "strike")
    one = "absences:\n  - {kind: payment, until: 2019-06-30, source: press}\n"
    _, said = said_of(judged(tmp_path, pay, event("strike", "2019-01-01"), one), "pay")
    assert said.endswith("Only some of the ways to take this step are denied or were looked for.")


def test_only_what_can_have_come_too_late_is_named_as_out_of_order(tmp_path: Path) -> None:
    """What certainly came first is not."""
    more = "requires: [assessment_opened, denial], limit: none stated"
    policy = rule("open", "investigation_opened", "strike", more)
    events = (
        event("strike", "2019-05-01")
        + event("denial", "2019-05-02")
        + event("investigation_opened", "2019-05-10")
        + event("assessment_opened", "2019-05-20")
    )
    _, said = said_of(judged(tmp_path, policy, events), "open")
    assert "came before the opening of the assessment (2019-05-20), which has to" in said
    assert "denial" not in said
