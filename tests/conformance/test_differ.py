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


def found(asked: list[str], of_the_day: list[str]) -> list[Difference]:
    """The differences between two lists of rules, as of the end of 2023."""
    reports = []
    for rules in (asked, of_the_day):
        policy = "\n".join(["rules:", *(f"  - {rule}" for rule in rules)])
        reports.append(judged(CASE, policy, "2023-12-31"))
    return differences(*reports)


def test_the_same_verdicts_do_not_differ() -> None:
    """Even where the limits do."""
    assert found([OPEN % "90 days", PAY % "30 days"], [OPEN % "60 days", PAY % "10 days"]) == []


def test_another_verdict_names_both() -> None:
    """First by the policy asked for, then by the policy of the day."""
    assert found([OPEN % "30 days", PAY % "30 days"], [OPEN % "60 days", PAY % "30 days"]) == [
        Difference("open", "Inquiry opened", Verdict.MET_LATE, Verdict.MET)
    ]


def test_a_rule_that_only_the_policy_asked_for_has() -> None:
    """The policy of the day says nothing of it."""
    assert found([OPEN % "60 days", PAY % "30 days"], [OPEN % "60 days"]) == [
        Difference("pay", "Payment made", Verdict.OVERDUE, None)
    ]


def test_a_rule_that_only_the_policy_of_the_day_has() -> None:
    """The policy asked for says nothing of it."""
    assert found([OPEN % "60 days"], [OPEN % "60 days", PAY % "30 days"]) == [
        Difference("pay", "Payment made", None, Verdict.OVERDUE)
    ]


def test_differences_stand_in_the_order_of_the_policy_asked_for() -> None:
    """Then those that only the policy of the day has."""
    asked = [PAY % "300 days", ASSESS % "10 days", OPEN % "30 days"]
    rules = [one.finding for one in found(asked, [OPEN % "60 days", ASSESS % "3 days"])]
    assert rules == ["pay", "assess", "open"]
    assert [one.finding for one in found([OPEN % "30 days"], asked)] == ["pay", "assess"]


def test_a_rule_without_a_label_goes_by_its_id() -> None:
    """So no difference is nameless: an order for this case alone has a rule without a label."""
    order = "{id: first, kind: investigation_closed, within: 30 days, source: press}"
    inquiry = "  - {kind: investigation_opened, when: 2023-06-23, source: press"
    case = CASE.replace(inquiry, f"{inquiry}, orders: [{order}]")
    policy = f"rules:\n  - {OPEN % '60 days'}\n"
    covered = (
        "rules:\n  - {id: close, label: Closed, step: investigation_closed, "
        "after: investigation_opened, limit: none stated, force: binding}\n"
    )
    (only_ordered, *others) = differences(
        judged(case, policy, "2023-12-31"), judged(case, covered, "2023-12-31")
    )
    assert (only_ordered.finding, only_ordered.label) == ("open", "Inquiry opened")
    assert ("order-first", "order-first") in [(one.finding, one.label) for one in others]
    assert ("close:first", "Closed") in [(one.finding, one.label) for one in others]
