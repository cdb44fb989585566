"""How verdicts by one policy differ from those by another."""

from tests.conformance.builders import judged
from timeline.conformance.finding import Difference, differences
from timeline.conformance.verdict import Verdict

CASE = """
events:
  - {kind: strike, when: 2023-05-03, source: press}
  - {kind: assessment_opened, when: 2023-05-10, source: press}
  - {kind: investigation_opened, when: 2023-06-23, source: press}
"""
ASSESS = "{id: assess, step: assessment_opened, after: strike, limit: %s, force: binding}"
OPEN = (
    "{id: open, label: Inquiry opened, step: investigation_opened, after: strike, limit: %s, "
    "force: binding}"
)
PAY = "{id: pay, label: Payment made, step: payment, after: strike, limit: %s, force: binding}"


Told = tuple[str, Verdict | None, Verdict | None]


def found(asked: list[str], of_the_day: list[str]) -> list[Told]:
    """The differences between two lists of rules, as of the end of 2023."""
    reports = []
    for rules in (asked, of_the_day):
        policy = "\n".join(["rules:", *(f"  - {rule}" for rule in rules)])
        reports.append(judged(CASE, policy, "2023-12-31"))
    return [told(one) for one in differences(*reports)]


def told(one: Difference) -> Told:
    """The rule that differs, and both verdicts."""
    (name,) = {finding.id for finding in (one.asked, one.of_the_day) if finding}
    asked = one.asked.verdict if one.asked else None
    return name, asked, one.of_the_day.verdict if one.of_the_day else None


def test_the_same_verdicts_do_not_differ() -> None:
    """Even where the limits do."""
    assert found([OPEN % "90 days", PAY % "30 days"], [OPEN % "60 days", PAY % "10 days"]) == []


def test_another_verdict_names_both() -> None:
    """First by the policy asked for, then by the policy of the day."""
    assert found([OPEN % "30 days", PAY % "30 days"], [OPEN % "60 days", PAY % "30 days"]) == [
        ("open", Verdict.MET_LATE, Verdict.MET)
    ]


def test_a_rule_that_only_the_policy_asked_for_has() -> None:
    """The policy of the day says nothing of it."""
    assert found([OPEN % "60 days", PAY % "30 days"], [OPEN % "60 days"]) == [
        ("pay", Verdict.OVERDUE, None)
    ]


def test_a_rule_that_only_the_policy_of_the_day_has() -> None:
    """The policy asked for says nothing of it."""
    assert found([OPEN % "60 days"], [OPEN % "60 days", PAY % "30 days"]) == [
        ("pay", None, Verdict.OVERDUE)
    ]


def test_differences_stand_in_the_order_of_the_policy_asked_for() -> None:
    """Then those that only the policy of the day has."""
    asked = [PAY % "300 days", ASSESS % "10 days", OPEN % "30 days"]
    rules = [one[0] for one in found(asked, [OPEN % "60 days", ASSESS % "3 days"])]
    assert rules == ["pay", "assess", "open"]
    assert [one[0] for one in found([OPEN % "30 days"], asked)] == ["pay", "assess"]


def test_an_order_differs_from_the_rule_that_judges_it() -> None:
    """What a case orders is a finding of its own where no rule asks for the step."""
    order = "{id: first, kind: investigation_closed, within: 30 days, source: press}"
    inquiry = "  - {kind: investigation_opened, when: 2023-06-23, source: press"
    case = CASE.replace(inquiry, f"{inquiry}, orders: [{order}]")
    policy = f"rules:\n  - {OPEN % '60 days'}\n"
    covered = (
        "rules:\n  - {id: close, label: Closed, step: investigation_closed, "
        "after: investigation_opened, limit: none stated, force: binding}\n"
    )
    found = differences(judged(case, policy, "2023-12-31"), judged(case, covered, "2023-12-31"))
    assert {"open", "order-first", "close:first"} <= {told(one)[0] for one in found}
