"""Forms, outcomes and actors that a record does not give: one value each in a world."""

from tests.conformance.builders import judged, one_finding

CREDIBLE = "{event: assessment_closed, outcome: credible}"
REFUTED = "{event: assessment_closed, outcome: not_credible}"
CLOSED = "  - {id: %s, kind: assessment_closed%s, when: 2023-05-%02d, source: press}\n"


def possible(condition: str, case: str, after: str = "assessment_closed") -> list[str]:
    """The words of a payment owed within ten days, long after."""
    policy = (
        f"rules:\n  - {{id: pay, step: payment, after: {after}, when: {condition}, "
        "limit: 10 days, force: binding}"
    )
    words = one_finding("events:\n" + case, policy, "2023-12-31").possible
    return [word.value for word in words]


def closings(number: int) -> str:
    """Assessments closed with no outcome stated."""
    return "".join(CLOSED % (f"c{place}", "", 1 + place) for place in range(number))


def test_an_outcome_may_or_may_not_be_the_one_asked_for() -> None:
    """Both are worlds."""
    assert possible(CREDIBLE, closings(1)) == ["not required", "overdue"]


def test_an_outcome_is_not_two_outcomes() -> None:
    """What asks for both of one event asks for what cannot be."""
    assert possible(f"{{all: [{CREDIBLE}, {REFUTED}]}}", closings(1)) == ["not required"]
    assert possible(f"{{all: [{CREDIBLE}, {REFUTED}]}}", closings(2)) == ["not required", "overdue"]


def test_an_outcome_is_or_is_not_what_it_is() -> None:
    """Either way a condition that asks for one of the two holds."""
    assert possible(f"{{any: [{CREDIBLE}, {{not: {CREDIBLE}}}]}}", closings(1)) == ["overdue"]
    assert possible(f"{{any: [{CREDIBLE}, {REFUTED}]}}", closings(1)) == ["not required", "overdue"]


def test_trigger_and_condition_ask_of_one_event() -> None:
    """Where the trigger fits, so does the condition that asks the same."""
    assert possible(CREDIBLE, closings(1), CREDIBLE) == ["not required", "overdue"]
    assert possible(REFUTED, closings(1), CREDIBLE) == ["not required", "not yet due"]


def test_capitals_do_not_make_another_outcome() -> None:
    """As with those that are stated."""
    loud = "{event: assessment_closed, outcome: CREDIBLE}"
    assert possible(loud, CLOSED % ("c", ", outcome: credible", 1)) == ["overdue"]
    assert possible(f"{{all: [{CREDIBLE}, {{not: {loud}}}]}}", closings(1)) == ["not required"]


def test_too_many_unstated_outcomes_make_no_verdict_more_certain() -> None:
    """Beyond what is tried one by one, each may fit each question for itself."""
    for number in (6, 7, 12):
        assert possible(CREDIBLE, closings(number)) == ["not required", "overdue"]
        late = closings(number - 1) + CLOSED % ("last", "", 28)
        words = possible(CREDIBLE, late, CREDIBLE)
        assert {"not required", "overdue"} <= set(words)
        assert "pending" not in words


def test_a_dependent_step_asks_of_the_same_event() -> None:
    """Where the form that requires the step is the form that lifts it, it is never missing."""
    policy = """
rules:
  - id: assess
    step: assessment_opened
    after: external_report
    when: {not: {event: investigation_opened, form: AR 15-6}}
    limit: none stated
    force: practice
  - id: open
    step: {event: investigation_opened, form: AR 15-6}
    after: external_report
    requires: [assessment_opened]
    limit: none stated
    force: practice
"""
    case = """
events:
  - {kind: external_report, when: 2023-05-01, source: press}
  - {kind: investigation_opened, when: 2023-05-05, source: press}
"""
    first = judged(case, policy, "2023-06-30").findings[0]
    assert [word.value for word in first.possible] == ["not required", "pending"]


def test_step_and_condition_ask_of_one_event() -> None:
    """Where the inquiry is of the form that makes one due, it is the one that was due."""
    formal = "{event: investigation_opened, form: AR 15-6}"
    policy = (
        f"rules:\n  - {{id: open, step: {formal}, after: external_report, when: {formal}, "
        "limit: 10 days, force: binding}"
    )
    case = """
events:
  - {kind: external_report, when: 2023-05-01, source: press}
  - {kind: investigation_opened, when: 2023-05-05, source: press}
"""
    words = one_finding(case, policy, "2023-12-31").possible
    assert [word.value for word in words] == ["not required", "met"]


def test_the_trigger_of_a_rule_beside_an_order_asks_of_the_same_event() -> None:
    """Where the order was not given, the rule's clock starts at what made it apply."""
    order = "{id: o, kind: payment, within: 300 days, made: 2023, source: press}"
    policy = (
        f"rules:\n  - {{id: pay, step: payment, after: {CREDIBLE}, when: {CREDIBLE}, "
        "limit: none stated, force: binding}"
    )
    case = (
        f"events:\n  - {{kind: strike, when: 2023-05-01, source: press, orders: [{order}]}}\n"
        + closings(1)
    )
    words = one_finding(case, policy, "2023-10-31").possible
    assert [word.value for word in words] == ["not required", "pending"]


def test_what_is_not_asked_for_twice_is_one_thing() -> None:
    """Not credible, and not not credible, of one event cannot both hold."""
    refuted = f"{{not: {CREDIBLE}}}"
    both = f"{{all: [{refuted}, {{not: {refuted}}}]}}"
    assert possible(both, closings(1)) == ["not required"]
