"""Sentences are true in every world, and no surer than that."""

from pathlib import Path

import pytest

from tests.conformance.test_limits_that_count import judged
from timeline.chrono.truth import Truth
from timeline.conformance.finding import Finding
from timeline.conformance.judged import Judged
from timeline.portfolio.overdue import can_be_overdue
from timeline.results.build.overdue import overdue_part
from timeline.results.build.telling import Told
from timeline.results.values import Range


def said_of(case: Judged, rule: str) -> tuple[Finding, str]:
    """The finding of a rule, and its sentence."""
    finding = next(one for one in case.findings if one.question.rule.id == rule)
    return finding, told_of(case, finding)


def told_of(case: Judged, finding: Finding) -> str:
    """The sentence of a finding, without its rule."""
    telling = Told(case.reports[0], finding)
    return " ".join([telling.text, *telling.details])


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
    assert said == (
        "No investigation on record; 10 days were allowed. Unclear: the first outside report may "
        "not have come yet, or it may be overdue. We have not checked for one."
    )
    assert finding.has_started is Truth.UNKNOWN
    assert not finding.has_passed_a_limit
    assert not any(one.is_passed for one in finding.limits)


def test_a_step_taken_before_a_trigger_that_may_be_yet_to_come(tmp_path: Path) -> None:
    """The same of what was done."""
    policy = rule("announce", "announcement", "external_report")
    case = judged(tmp_path, policy, REPORT_PERHAPS + event("announcement", "2019-01-20"))
    finding, said = said_of(case, "announce")
    assert said == (
        "We cannot tell whether the deadline was missed: the public announcement was made 18 days "
        "after the first outside report, if the first outside report had come by then; 10 days "
        "were allowed. If it was, then by 8 days."
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
    assert said == (
        "We cannot tell whether the deadline was missed: the investigation was finished on 1 May "
        "2019; it was due by 20 April 2019. The order may not have been given by 30 June 2019. If "
        "it was, then by 11 days."
    )
    assert not finding.has_passed_a_limit


def test_a_limit_beside_a_benchmark_is_a_limit(tmp_path: Path) -> None:
    """Nothing says that no rule sets one, and the benchmark judges nothing."""
    more = "limit: 10 days, benchmark: {within: 2 days, because: x}"
    policy = rule("open", "investigation_opened", "strike", more)
    _, said = said_of(judged(tmp_path, policy, event("strike", "2019-06-18")), "open")
    assert said == (
        "The investigation was due by 28 June 2019; none is on record 2 days later. 10 days from "
        "the strike were allowed. The record is silent: nobody says that there was none."
    )


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
    assert said == "The investigation is 165–170 days late, done or not; 10 days were allowed."
    (row,) = overdue_part(case).rows
    assert (row.group, row.sign, row.days) == ("overdue", "missed", Range(min=165, max=170))
    assert (row.finding.verdict, row.record_words) == ("late", "not known")


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2019-06-30", "None by 30 June 2019, says P."),
        ("2019-12-31", "None by 30 June 2019, says P."),
        ("2019-03-01", "None by 1 March 2019, says P."),
    ],
)
def test_a_denial_is_told_as_one_up_to_the_day_that_it_reaches(
    tmp_path: Path, until: str, said: str
) -> None:
    """And never beyond the day judged."""
    policy = rule("open", "investigation_opened", "strike")
    denied = f"absences:\n  - {{kind: investigation_opened, until: {until}, source: press}}\n"
    case = judged(tmp_path, policy, event("strike", "2019-01-01"), denied)
    _, words = said_of(case, "open")
    assert words.endswith(said)


def test_what_is_missing_and_beyond_its_limit_is_among_what_is_overdue(tmp_path: Path) -> None:
    """By as many days as it is beyond it."""
    policy = rule("open", "investigation_opened", "strike") + rule(
        "conclude", "conclusion", "strike", "requires: [investigation_opened], limit: none stated"
    )
    events = event("strike", "2019-01-01") + event("conclusion", "2019-05-01")
    case = judged(tmp_path, policy, events)
    (finding,) = filter(can_be_overdue, case.findings)
    assert finding.verdict == "missing"
    (row,) = overdue_part(case).rows
    assert (row.group, row.days, row.finding.verdict) == (
        "overdue", Range(min=170, max=170), "missing"
    )  # fmt: skip


def test_a_limit_that_nobody_read_is_not_overdue(tmp_path: Path) -> None:
    """Else every step without a limit would be listed."""
    policy = rule("open", "investigation_opened", "strike", "limit: not established")
    case = judged(tmp_path, policy, event("strike", "2019-01-01"))
    assert not any(map(can_be_overdue, case.findings))


LOOK = rule("look", "[assessment_opened, investigation_opened]", "strike")


def test_a_step_that_can_be_taken_in_two_ways_is_named_by_both(tmp_path: Path) -> None:
    """While it is undone."""
    _, said = said_of(judged(tmp_path, LOOK, event("strike", "2019-01-01")), "look")
    assert said.startswith("The assessment or investigation was due by 11 January 2019; none is")


def test_a_step_taken_in_one_of_two_ways_is_named_by_that_one(tmp_path: Path) -> None:
    """The other may even be denied."""
    events = event("strike", "2019-01-01") + event("investigation_opened", "2019-01-20")
    denial = "absences:\n  - {kind: assessment_opened, until: 2019-06-30, source: press}\n"
    _, said = said_of(judged(tmp_path, LOOK, events, denial), "look")
    assert said == (
        "The investigation was opened 19 days after the strike; 10 days were allowed: 9 days late."
    )


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
    assert told_of(case, finding) == (
        "The investigation was opened in round 2. "
        "Nothing on record from which its days would count."
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


def test_a_step_taken_after_the_day_judged_is_not_told(tmp_path: Path) -> None:
    """Not even where it was taken on that day in its own zone."""
    policy = rule("open", "investigation_opened", "strike")
    events = event("strike", "2019-06-01") + event(
        "investigation_opened", "2019-06-30T23:00", ", zone: America/New_York"
    )
    _, said = said_of(judged(tmp_path, policy, events), "open")
    assert "2019-07" not in said
    assert "July" not in said


@pytest.mark.parametrize(
    ("closed", "said"),
    [
        ("", "No payment is required so far: no credible finding on record."),
        (
            event("assessment_closed", "2019-06-20/2019-07-05", ", outcome: credible", "later"),
            (
                "No payment on record; 10 days were allowed. "
                "Unclear: it may not be required, or it may be overdue."
            ),
        ),
    ],
)
def test_a_condition_is_met_by_the_record_or_not(tmp_path: Path, closed: str, said: str) -> None:
    """And where it may be, lateness is told under that."""
    more = "limit: 10 days, when: {event: assessment_closed, outcome: credible}"
    policy = rule("pay", "payment", "strike", more)
    _, words = said_of(judged(tmp_path, policy, event("strike", "2019-05-01") + closed), "pay")
    assert words.startswith(said)


def test_a_first_order_without_an_end_is_no_extension(tmp_path: Path) -> None:
    """It is a deadline of which nobody published the day."""
    orders = ", orders: [{id: one, kind: investigation_closed, until: unknown, source: press}]"
    events = event("strike", "2019-01-01") + event("investigation_opened", "2019-02-01", orders)
    policy = rule("close", "investigation_closed", "investigation_opened", "limit: none stated")
    _, said = said_of(judged(tmp_path, policy, events), "close")
    assert said.startswith(
        "No end of the investigation on record; the deadline has no published end."
    )


def test_ways_on_different_grounds_are_told_as_such(tmp_path: Path) -> None:
    """Nobody says that none was looked for, nor that both were."""
    pay = rule("pay", "[payment, apology]", "strike")
    both = (
        "absences:\n  - {kind: payment, until: 2019-06-30, source: press}\n"
        "  - {kind: apology, searched: 2019-06-30, where: web}\n"
    )
    _, said = said_of(judged(tmp_path, pay, event("strike", "2019-01-01"), both), "pay")
    assert said.endswith("All ways to take this step are denied, or were looked for and not found.")


def test_one_way_alone_that_is_denied_is_told_as_such(tmp_path: Path) -> None:
    """The file is not silent of the step."""
    pay = rule("pay", "[payment, apology]", "strike")
    one = "absences:\n  - {kind: payment, until: 2019-06-30, source: press}\n"
    _, said = said_of(judged(tmp_path, pay, event("strike", "2019-01-01"), one), "pay")
    assert said.endswith(
        "Only some ways to take this step are denied, or were looked for and not found."
    )


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
    assert said == "The investigation was opened before the opening of the assessment."
