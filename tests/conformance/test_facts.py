"""The facts that a verdict waits for."""

import pytest

from tests.conformance.builders import judged
from timeline.conformance.open_questions import Fact, facts_of

STRIKE = "events:\n  - {kind: strike, when: 2023-05-03, source: press}\n"
OPENED = "  - {kind: investigation_opened, when: 2023-05-08/2023-05-12, source: press%s}\n"


def facts(case: str, rule: str, as_of: str = "2023-12-31", rest: str = "") -> list[Fact]:
    """What the first finding of a case waits for."""
    policy = f"rules:\n  - {{id: rule, force: order, {rule}}}\n{rest}"
    report = judged(case, policy, as_of)
    return list(facts_of(report.findings[0], report.inference))


def day(event: str) -> Fact:
    """The day of an event."""
    return Fact("day", event)


def outcome(event: str) -> Fact:
    """The form, the outcome or the actor of an event."""
    return Fact("outcome", event)


def test_a_certain_verdict_waits_for_nothing() -> None:
    """Not even for the dates that are not exact."""
    rule = "step: investigation_opened, after: strike, limit: 30 days"
    assert facts(STRIKE + OPENED % "", rule) == []


def test_only_days_that_are_not_exact_are_waited_for() -> None:
    """The strike is dated, the inquiry is not."""
    rule = "step: investigation_opened, after: strike, limit: 7 days"
    assert facts(STRIKE + OPENED % "", rule) == [day("investigation_opened")]


def test_steps_come_before_triggers_and_these_before_what_is_required() -> None:
    """Each event once, though it is asked of twice."""
    case = (
        "events:\n"
        "  - {kind: external_report, when: 2023-05-01/2023-05-09, source: press}\n"
        "  - {kind: review_opened, when: 2023-05-01/2023-05-09, source: press}\n"
        "  - {kind: assessment_closed, when: 2023-05-01/2023-05-09, source: press}\n"
    )
    rule = (
        "step: investigation_opened, after: external_report, requires: [review_opened, "
        "external_report], when: {event: assessment_closed, outcome: credible}, limit: 3 days"
    )
    assert facts(case + OPENED % "", rule) == [
        day("investigation_opened"),
        day("external_report"),
        day("review_opened"),
        day("assessment_closed"),
        outcome("assessment_closed"),
    ]


@pytest.mark.parametrize(
    "condition",
    [
        "{event: assessment_closed, outcome: credible}",
        "{not: {event: assessment_closed, outcome: credible}}",
        "{all: [{event: strike}, {not: {event: assessment_closed, outcome: credible}}]}",
        "{any: [{event: denial}, {event: assessment_closed, outcome: credible}]}",
    ],
)
def test_a_condition_waits_for_what_it_asks_of(condition: str) -> None:
    """However deep, for the outcome and not for a day that is exact."""
    case = STRIKE + "  - {kind: assessment_closed, when: 2023-05-10, source: press}\n"
    rule = f"step: payment, after: assessment_closed, when: {condition}, limit: 30 days"
    assert facts(case, rule) == [outcome("assessment_closed")]


def test_an_unread_limit_is_named_by_its_rule() -> None:
    """And comes first, before the days."""
    rule = "step: investigation_opened, after: strike, limit: not established"
    assert facts(STRIKE + OPENED % "", rule) == [
        Fact("limit", "rule"),
        day("investigation_opened"),
    ]


def test_an_unread_order_is_named_by_its_id() -> None:
    """It is the order's end that nobody knows."""
    order = "{id: o, kind: payment, within: 10 working days, source: press}"
    case = STRIKE.replace("source: press", f"source: press, orders: [{order}]")
    rule = "step: payment, after: strike, limit: none stated"
    assert facts(case, rule) == [Fact("extension", "o")]


def test_the_extension_that_has_no_date_is_named() -> None:
    """Not the order that it extends."""
    first = "{id: first, kind: payment, within: 10 days, source: press}"
    more = "until: unknown, extends: first, made: 2023-05-10, source: press"
    second = f"{{id: second, kind: payment, {more}}}"
    case = STRIKE.replace("source: press", f"source: press, orders: [{first}, {second}]")
    rule = "step: payment, after: strike, limit: none stated"
    assert facts(case, rule) == [Fact("extension", "second")]


def test_a_rule_beside_an_order_waits_for_its_own_trigger() -> None:
    """Where the order may not have been given, the rule's clock is the one that counts."""
    order = "{id: o, kind: payment, within: 300 days, made: 2023, source: press}"
    case = STRIKE.replace("source: press", f"source: press, orders: [{order}]")
    case += "  - {kind: assessment_closed, when: 2023-05, source: press}\n"
    rule = "step: payment, after: {event: assessment_closed, outcome: credible}, limit: none stated"
    assert facts(case, rule, "2023-07-15") == [
        day("assessment_closed"),
        outcome("assessment_closed"),
    ]
