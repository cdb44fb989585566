"""Limits as lawyers count them: working days, months, fixed dates, searches that grow old."""

from pathlib import Path

import pytest

from timeline.chrono.days import day_number, format_day
from timeline.chrono.truth import Truth
from timeline.conformance.deadline import Deadline
from timeline.conformance.finding import Finding, Report
from timeline.conformance.judged import Judged
from timeline.model.limit import parse_limit
from timeline.model.workspace import Workspace
from timeline.results.build.receipts import Receipts
from timeline.results.build.telling import Told
from timeline.results.case import ReceiptStepRecord
from timeline.view import View

TODAY = day_number(2026, 11, 21)


def judged(tmp_path: Path, policy: str, events: str, rest: str = "") -> Judged:
    """Judge one case by one policy, both written out."""
    for folder in ("cases", "seeds", "policies"):
        (tmp_path / folder).mkdir()
    (tmp_path / "seeds" / "press.yaml").write_text(
        "title: T\npublisher: P\nkind: press\n", encoding="utf-8"
    )
    (tmp_path / "seeds" / "later.yaml").write_text(
        "title: T\npublisher: P\npublished: 2020-01-15\nkind: press\n", encoding="utf-8"
    )
    (tmp_path / "policies" / "mine.yaml").write_text(
        f"id: mine\ntitle: Mine\napplies: {{forces: US}}\nrules:\n{policy}", encoding="utf-8"
    )
    head = "title: T\nplace: P\ntime_zone: UTC\nforces: US\npolicy: mine\n"
    head += "recorded_until: 2019-06-30\n"
    (tmp_path / "cases" / "one.yaml").write_text(f"{head}events:\n{events}{rest}", encoding="utf-8")
    return View(Workspace(tmp_path), TODAY, day_number(2019, 6, 30)).judge("one")


def receipt_words(case: Judged) -> str:
    """Every word of the receipt of the first finding."""
    report = case.reports[0]
    return "\n".join(step.text for step in receipt_of(report.findings[0], report))


def receipt_of(finding: Finding, report: Report) -> tuple[ReceiptStepRecord, ...]:
    """The receipt of a finding."""
    return Receipts(report.inference).of_finding(finding, report)


RULE = """
  - id: answer
    step: assessment_opened
    label: An answer
    after: strike
    limit: {limit}
    calendar: {calendar}
    force: binding
"""


def test_twenty_working_days_over_a_december_of_closures(tmp_path: Path) -> None:
    """After 26 November 2018 they end on 27 December; 5, 24 and 25 December are skipped by name."""
    case = judged(
        tmp_path,
        RULE.format(limit="20 working days", calendar="us-federal"),
        "  - {kind: strike, when: 2018-11-26, source: press}\n"
        "  - {kind: assessment_opened, when: 2018-12-28, source: press}\n",
    )
    finding = case.reports[0].findings[0]
    (limit,) = [one for one in finding.limits if one.last_day]
    assert limit.last_day is not None
    assert limit.last_day.exact == day_number(2018, 12, 27)
    assert finding.verdict == "met late"
    words = receipt_words(case)
    mourning = "National Day of Mourning for former President George H. W. Bush"
    assert f"5 December 2018 ({mourning})" in words
    assert "24 December 2018 (Christmas Eve)" in words
    assert "25 December 2018 (Christmas Day)" in words
    assert "1 December 2018 (Saturday)" in words
    assert "working days by the calendar us-federal, the first day is day 0" in words


def test_the_day_itself_is_still_on_time(tmp_path: Path) -> None:
    """Within means the last day too."""
    case = judged(
        tmp_path,
        RULE.format(limit="20 working days", calendar="us-federal"),
        "  - {kind: strike, when: 2018-11-26, source: press}\n"
        "  - {kind: assessment_opened, when: 2018-12-27, source: press}\n",
    )
    assert case.reports[0].findings[0].verdict == "met"


def test_ten_business_days(tmp_path: Path) -> None:
    """From Friday 1 March 2019 they end on Friday 15 March."""
    case = judged(
        tmp_path,
        RULE.format(limit="10 business days", calendar="us-federal"),
        "  - {kind: strike, when: 2019-03-01, source: press}\n"
        "  - {kind: assessment_opened, when: 2019-03-18, source: press}\n",
    )
    (limit,) = [one for one in case.reports[0].findings[0].limits if one.last_day]
    assert limit.last_day is not None
    assert limit.last_day.exact == day_number(2019, 3, 15)


@pytest.mark.parametrize(
    ("text", "early", "late"),
    [
        ("1 month (rounding: down)", "2023-02-28", "2023-02-28"),
        ("1 month (rounding: up)", "2023-03-01", "2023-03-01"),
        ("1 month", "2023-02-28", "2023-03-01"),
        ("1 year", "2024-01-31", "2024-01-31"),
        ("by 05-01 next year", "2024-05-01", "2024-05-01"),
        ("each quarter", "2023-06-30", "2023-06-30"),
        ("30 days", "2023-03-02", "2023-03-02"),
    ],
)
def test_limits_from_31_january(text: str, early: str, late: str) -> None:
    """Where no rounding is stated both readings of a short month are held."""
    limit = parse_limit(text)
    assert limit is not None
    deadline = Deadline((limit,))
    start = day_number(2023, 1, 31)
    assert format_day(deadline.last_day(start, "early")) == early
    assert format_day(deadline.last_day(start, "late")) == late


def test_a_month_without_a_rounding_is_not_late_for_certain(tmp_path: Path) -> None:
    """On the day between both readings it may be late, and that is all."""
    case = judged(
        tmp_path,
        RULE.format(limit="1 month", calendar="us-federal"),
        "  - {kind: strike, when: 2019-01-31, source: press}\n"
        "  - {kind: assessment_opened, when: 2019-03-01, source: press}\n",
    )
    assert case.reports[0].findings[0].verdict == "met possibly late"


def test_beyond_the_years_that_a_calendar_lists(tmp_path: Path) -> None:
    """Holidays that nobody knows yet can only put a deadline off: possibly late, no more."""
    case = judged(
        tmp_path,
        RULE.format(limit="10 working days", calendar="us-federal"),
        "  - {kind: strike, when: 1999-03-01, source: press}\n"
        "  - {kind: assessment_opened, when: 1999-04-18, source: press}\n",
    )
    assert case.reports[0].findings[0].verdict == "met possibly late"


PAYMENT = """
  - id: pay
    step: payment
    label: Payment
    after: strike
    limit: none stated
    searches_stale_after: 100 days
    force: practice
"""


@pytest.mark.parametrize(
    ("searched", "age", "is_stale"),
    [("2019-06-30", 0, False), ("2019-03-22", 100, False), ("2019-03-21", 101, True)],
)
def test_a_search_grows_stale(tmp_path: Path, searched: str, age: int, *, is_stale: bool) -> None:
    """Older than the rule's stated age it is called stale, and it stays a search."""
    case = judged(
        tmp_path,
        PAYMENT,
        "  - {kind: strike, when: 2019-01-01, source: press}\n",
        f"absences:\n  - {{kind: payment, searched: {searched}, where: the website}}\n",
    )
    standing = case.reports[0].findings[0].standing
    assert standing is not None
    assert (standing.ground, standing.age_days, standing.is_stale) == ("searched", age, is_stale)
    assert standing.holds_now is (age == 0)


ROOT = Path(__file__).resolve().parent.parent.parent


def test_kunduz_has_four_tracks() -> None:
    """The US, the NATO and Afghan, the Afghan and the MSF inquiry, each told apart."""
    case = View(Workspace(ROOT), TODAY).judge("kunduz-msf-2015")
    tracks = {event.event.track for event in case.inference.events.values()} - {""}
    assert tracks == {"us", "nato-afghan", "afghan", "msf"}
    assert len({finding.question.track for finding in case.findings} - {""}) >= 2


def test_a_case_that_was_dismissed_and_taken_up_again_has_two_rounds() -> None:
    """Each round has findings and a clock of its own."""
    case = View(Workspace(ROOT), TODAY).judge("raqqa-four-families-2017")
    rounds = {finding.question.round for finding in case.findings}
    assert rounds == {1, 2}
    finished = [one for one in case.findings if one.question.rule.id == "finish-assessment"]
    assert len(finished) == 2
    assert finished[0].trigger_event != finished[1].trigger_event


def test_an_assessment_that_became_an_investigation_needs_no_close() -> None:
    """Mosul: the assessment turned into the 15-6 and was never completed."""
    case = View(Workspace(ROOT), TODAY).judge("mosul-jadida-2017")
    finding = next(one for one in case.findings if one.question.rule.id == "finish-assessment")
    assert finding.verdict == "not required"
    assert finding.breach is None
    assert [one.rule.id for one in finding.question.requirers] == ["investigate-if-credible"]


def test_another_policy_is_hypothetical_and_says_what_differs() -> None:
    """The policy of the day is named, with each verdict that is not the same."""
    view = View(Workspace(ROOT), TODAY, policy_id="us-dodi-3000-17-2023")
    case = view.judge("may3-syria")
    assert case.is_hypothetical
    ((selection, found),) = view.differences(case)
    assert selection.policy.id == "us-chmr-ap-2022"
    both = [(one.asked, one.of_the_day) for one in found]
    assert "investigation-after-strike" in {one.id for pair in both for one in pair if one}
    assert all(was is None or now is None or was.verdict is not now.verdict for was, now in both)


def test_the_receipt_of_what_is_missing_shows_what_makes_it_missing() -> None:
    """The claims that date the later step, and the rule that requires the one asked for."""
    case = View(Workspace(ROOT), TODAY).judge("kabul-2021")
    report = case.reports[0]
    finding = next(one for one in report.findings if one.question.rule.id == "finish-assessment")
    steps = receipt_of(finding, report)
    assert [one.step for one in steps] == [
        "later", "not earlier", "not later", "rule", "requires", "limit", "verdict",
    ]  # fmt: skip
    assert "investigation_opened#1" in [one.id for one in steps[0].inputs]
    assert "finish-assessment, us-centcom-2014." in steps[3].text
    assert steps[4].text == (
        "By the rule “formal investigation after a credible finding” the end of the assessment "
        "comes first."
    )


def test_a_step_that_is_not_missing_has_no_later_step_in_its_receipt() -> None:
    """Nothing was made missing."""
    case = View(Workspace(ROOT), TODAY).judge("kabul-2021")
    report = case.reports[0]
    others = [one for one in report.findings if "missing" not in one.possible]
    shown = {step.step for one in others for step in receipt_of(one, report)}
    assert others
    assert shown.isdisjoint({"later", "requires"})


REQUIRED = """
  - {id: assess, label: A, step: assessment_opened, after: external_report, limit: 90 days,
     force: OWN}
  - {id: open, label: O, step: investigation_opened, after: external_report,
     requires: [assessment_opened],
     limit: none stated, force: OTHER}
"""
OPENED_ALONE = """
  - {kind: external_report, when: 2019-05-30, source: press}
  - {kind: investigation_opened, when: 2019-06-10, source: press}
"""


@pytest.mark.parametrize(
    ("own", "other", "words"),
    [
        ("practice", "practice", ""),
        ("binding", "guidance", ""),
        ("binding", "binding", ""),
        ("guidance", "order", "It has to come first by the rule “O”."),
    ],
)
def test_only_a_duty_has_to_come_first(tmp_path: Path, own: str, other: str, words: str) -> None:
    """Practice says what comes before what."""
    policy = REQUIRED.replace("OWN", own).replace("OTHER", other)
    case = judged(tmp_path, policy, OPENED_ALONE)
    told = Told(case.reports[0], case.findings[0])
    assert told.text == "The investigation was opened with no assessment on record."
    assert [one for one in told.details if "first" in one] == [words] * bool(words)


ASSESSED_LATER = """
  - {kind: external_report, when: 2019-05-30, source: press}
  - {kind: investigation_opened, when: 2019-06-10, source: press}
  - {kind: assessment_opened, when: WHEN, source: press}
"""


@pytest.mark.parametrize(
    ("when", "verdict", "shown"),
    [
        ("2019-06-12", "out of order", 1),
        ("2019-06", "possibly out of order", 1),
        ("2019-06-01", "met", 0),
    ],
)
def test_the_receipt_of_a_wrong_order_shows_what_had_to_come_first(
    tmp_path: Path, when: str, verdict: str, shown: int
) -> None:
    """With its claims, and why its days are what they are."""
    policy = REQUIRED.replace("OWN", "binding").replace("OTHER", "binding")
    case = judged(tmp_path, policy, ASSESSED_LATER.replace("WHEN", when))
    finding = next(one for one in case.findings if one.question.rule.id == "open")
    steps = receipt_of(finding, case.reports[0])
    assert finding.verdict == verdict
    found = [place for place, one in enumerate(steps) if one.step == "required"]
    assert len(found) == shown
    for place in found:
        assert steps[place].text.startswith("Assessment opened: ")
        assert steps[place].text.endswith("June 2019")
        assert [one.says for one in steps[place].inputs] == [when]
        chains = [one.step for one in steps[place + 1 : place + 3]]
        assert chains == ["not earlier", "not later"]


EXTENDED = """
  - {kind: strike, when: 2019-05-30, source: press}
  - kind: investigation_opened
    when: 2019-06-01
    source: press
    orders:
      - {id: first, kind: investigation_closed, within: 10 days, source: press}
      - {id: second, kind: investigation_closed, within: 5 days, extends: first, made: MADE,
         source: press}
"""
FINISHED = """
  - {id: finish, label: F, step: investigation_closed, after: investigation_opened,
     limit: none stated, force: practice}
"""


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ("2019-06", "made June 2019"),
        ("2019", "made 2019"),
        ("2019-06-08", "made 8 June 2019"),
        ("2019-06-02/2019-06-08", "made 2–8 June 2019"),
        ("../2019-06-08", "made by 8 June 2019"),
    ],
)
def test_an_extension_is_named_with_the_day_it_was_made(
    tmp_path: Path, made: str, words: str
) -> None:
    """In words, not as it is written in the file."""
    case = judged(tmp_path, FINISHED, EXTENDED.replace("MADE", made))
    assert f"Order: 5 days, from the end of first; {words};" in receipt_words(case)


def test_an_extension_may_be_public_before_what_it_extends(tmp_path: Path) -> None:
    """By then it is known that there was an order, and not until when."""
    for folder in ("cases", "seeds", "policies"):
        (tmp_path / folder).mkdir()
    for name, day in (("early", "2019-03-10"), ("late", "2019-05-10")):
        (tmp_path / "seeds" / f"{name}.yaml").write_text(
            f"title: T\npublisher: P\nkind: press\npublished: {day}\n", encoding="utf-8"
        )
    rule = FINISHED
    (tmp_path / "policies" / "mine.yaml").write_text(
        f"id: mine\ntitle: Mine\napplies: {{forces: US}}\nrules:\n{rule}", encoding="utf-8"
    )
    (tmp_path / "cases" / "one.yaml").write_text(
        "title: T\nplace: P\ntime_zone: UTC\nforces: US\npolicy: mine\n"
        "recorded_until: 2019-06-30\nevents:\n"
        "  - {kind: strike, when: 2019-01-01, source: early}\n"
        "  - kind: investigation_opened\n    when: 2019-02-01\n    source: early\n    orders:\n"
        "      - {id: one, kind: investigation_closed, within: 30 days, source: late}\n"
        "      - {id: two, kind: investigation_closed, within: 3 weeks, extends: one,\n"
        "         made: 2019-03-01, source: early}\n",
        encoding="utf-8",
    )
    judged_on = day_number(2019, 3, 15)
    known = View(Workspace(tmp_path), TODAY, judged_on, known_on=judged_on).judge("one")
    since = View(Workspace(tmp_path), TODAY, judged_on).judge("one")
    assert [finding.verdict.value for finding in known.findings] == ["cannot tell"]
    assert [finding.verdict.value for finding in since.findings] == ["pending"]
    assert known.findings[0].breach is Truth.UNKNOWN
