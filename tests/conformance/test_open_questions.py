"""Which fact would settle a verdict, and how surely."""

import pytest

from tests.conformance.builders import judged
from timeline.conformance.finding import Report
from timeline.conformance.open_questions import (
    MOST_DAYS_TRIED,
    Fact,
    OpenQuestion,
    Settled,
    open_questions,
)

STRIKE = "events:\n  - {kind: strike, when: 2023-05-03, source: press}\n"
WITHIN = (
    "rules:\n  - {id: open, step: investigation_opened, after: strike, limit: %s, force: order}"
)


def report_of(case: str, policy: str, as_of: str = "2023-12-31") -> Report:
    """The findings of a case."""
    return judged(case, policy, as_of)


def questions(case: str, policy: str, as_of: str = "2023-12-31") -> list[OpenQuestion]:
    """The open questions of a case, best first."""
    report = report_of(case, policy, as_of)
    return open_questions(report.inference, [report])


def shown(found: list[OpenQuestion]) -> list[tuple[str, str, str]]:
    """Each as kind, what it is about, and what it settles of what it tries."""
    return [
        (
            one.fact.kind,
            one.fact.about,
            ", ".join(
                f"{part.finding} {part.settling}/{part.tried}{'' if part.is_exhaustive else '+'}"
                for part in one.settles
            ),
        )
        for one in found
    ]


def opened(when: str, more: str = "") -> str:
    """An inquiry opened some time."""
    return f"  - {{kind: investigation_opened, when: '{when}', source: press{more}}}\n"


def test_a_certain_verdict_asks_nothing() -> None:
    """Though a date is not exact."""
    assert questions(STRIKE + opened("2023-05"), WITHIN % "30 days") == []


def test_each_day_left_is_tried() -> None:
    """Whichever it is, the verdict is settled, and every one was tried."""
    (asked,) = questions(STRIKE + opened("2023-05-08/2023-05-12"), WITHIN % "7 days")
    assert asked == OpenQuestion(
        Fact("day", "investigation_opened"), (Settled("test", "open", 5, 5, is_exhaustive=True),)
    )
    assert asked.settles[0].share == 1.0
    assert asked.settles[0].share == 1.0
    assert asked.weight == 1.0


def test_many_days_are_tried_at_both_ends_and_between() -> None:
    """So many that it is not certain whether the others would settle it."""
    (asked,) = questions(STRIKE + opened("2023"), WITHIN % "30 days")
    (settled,) = asked.settles
    assert (settled.settling, settled.tried, settled.is_exhaustive) == (24, MOST_DAYS_TRIED, False)
    assert settled.share == 1.0


@pytest.mark.parametrize(
    ("until", "tried", "is_exhaustive"),
    [("2023-05-31", 24, True), ("2023-06-01", 24, False), ("2023-05-30", 23, True)],
)
def test_up_to_so_many_days_all_are_tried(until: str, tried: int, *, is_exhaustive: bool) -> None:
    """One more, and a few are left out."""
    (asked,) = questions(STRIKE + opened(f"2023-05-08/{until}"), WITHIN % "7 days")
    (settled,) = asked.settles
    assert (settled.tried, settled.is_exhaustive) == (tried, is_exhaustive)


def test_both_ends_are_among_the_days_tried() -> None:
    """Only the strike's first and the inquiry's last day leave the other's day to matter."""
    strike = "events:\n  - {kind: strike, when: 2023-05-02/2023-06-30, source: press}\n"
    two = strike + opened("2023-05-02/2023-06-30")
    found = questions(two, WITHIN % "58 days")
    assert sorted(shown(found)) == [
        ("day", "investigation_opened", "open 23/24+"),
        ("day", "strike", "open 23/24+"),
    ]


def test_an_event_without_a_last_day_is_not_asked_for_a_day() -> None:
    """There is no end to what would have to be tried."""
    case = STRIKE + opened("2023-05-08/..")
    assert questions(case, WITHIN % "7 days", "2024-12-31") == []


def test_an_event_without_a_first_day_is_not_asked_for_a_day() -> None:
    """Nor is there a beginning."""
    strike = "events:\n  - {kind: strike, when: ../2023-05-03, source: press}\n"
    assert questions(strike + opened("2023-05-05"), WITHIN % "7 days") == []


def test_one_date_may_settle_a_part() -> None:
    """Of two uncertain dates each settles only what is in time whatever the other is."""
    strike = "events:\n  - {kind: strike, when: 2023-05-01/2023-05-03, source: press}\n"
    found = questions(strike + opened("2023-05-08/2023-05-10"), WITHIN % "7 days")
    assert shown(found) == [
        ("day", "investigation_opened", "open 1/3"),
        ("day", "strike", "open 1/3"),
    ]
    assert found[0].weight == pytest.approx(1 / 3)


def test_a_fact_that_settles_nothing_is_not_asked_for() -> None:
    """Whatever the required step's day was, the limit that nobody read stays unread."""
    policy = """
rules:
  - id: open
    step: investigation_opened
    after: strike
    limit: not established
    force: order
"""
    found = questions(STRIKE + opened("2023-05-08/2023-05-12"), policy)
    assert shown(found) == [("limit", "open", "open 2/2")]


def test_a_limit_that_nobody_read_is_asked_for() -> None:
    """As none at all, and as one without end."""
    (asked,) = questions(STRIKE + opened("2023-05-10"), WITHIN % "not established")
    assert asked.fact == Fact("limit", "open")
    assert shown([asked]) == [("limit", "open", "open 2/2")]
    assert asked.settles[0].is_exhaustive


def test_a_limit_that_nobody_read_may_be_of_no_days_at_all() -> None:
    """Then a step that may have been a day later is not settled; without end it is.

    Nor does every day settle it: only on the day of the strike no limit can have passed.
    """
    case = STRIKE + opened("2023-05-03/2023-05-04")
    assert shown(questions(case, WITHIN % "not established")) == [
        ("day", "investigation_opened", "open 1/2"),
        ("limit", "open", "open 1/2"),
    ]


def test_an_extension_without_a_date_is_asked_for_by_its_order() -> None:
    """The last one, whose end nobody knows."""
    orders = """
    orders:
      - {id: first, kind: investigation_closed, within: 30 days, source: press}
      - id: second
        kind: investigation_closed
        until: unknown
        extends: first
        made: 2023-05-20
        source: press
"""
    case = (
        STRIKE
        + "  - kind: investigation_opened\n    when: 2023-05-10\n    source: press"
        + orders
        + "  - {kind: investigation_closed, when: 2023-08-01, source: press}\n"
    )
    policy = (
        "rules:\n  - {id: close, step: investigation_closed, after: investigation_opened, "
        "limit: none stated, force: order}"
    )
    assert shown(questions(case, policy)) == [("extension", "second", "close:first 2/2")]


def test_an_order_with_an_unreadable_limit_is_asked_for() -> None:
    """It is the order's end that is missing, not the rule's."""
    case = STRIKE + opened(
        "2023-05-10",
        ", orders: [{id: o, kind: investigation_closed, until: unknown, source: press}]",
    )
    policy = (
        "rules:\n  - {id: close, step: investigation_closed, after: investigation_opened, "
        "limit: none stated, force: order}"
    )
    assert shown(questions(case, policy, "2023-06-30")) == [("extension", "o", "close:o 2/2")]


PAY = """
rules:
  - id: pay
    step: payment
    after: assessment_closed
    when: %s
    limit: 30 days
    force: order
"""
CLOSED = "  - {kind: assessment_closed, when: 2023-05-10, source: press%s}\n"


@pytest.mark.parametrize(
    "condition",
    [
        "{event: assessment_closed, outcome: credible}",
        "{not: {event: assessment_closed, outcome: credible}}",
        "{all: [{event: strike}, {event: assessment_closed, outcome: credible}]}",
        "{any: [{event: denial}, {event: assessment_closed, outcome: credible}]}",
    ],
)
def test_an_outcome_that_nobody_stated_is_asked_for(condition: str) -> None:
    """Fitting or not, the condition is decided, however deep it asks."""
    assert shown(questions(STRIKE + CLOSED % "", PAY % condition)) == [
        ("outcome", "assessment_closed", "pay 2/2")
    ]
    assert questions(STRIKE + CLOSED % ", outcome: credible", PAY % condition) == []


@pytest.mark.parametrize(
    "condition",
    [
        "{event: assessment_closed, outcome: credible}",
        "{not: {event: assessment_closed, outcome: credible}}",
        "{all: [{event: strike}, {event: assessment_closed, outcome: credible}]}",
        "{any: [{event: denial}, {event: assessment_closed, outcome: credible}]}",
        "{all: [{not: {event: assessment_closed, outcome: credible}}, {event: strike}]}",
    ],
)
def test_an_outcome_settles_only_what_is_then_certain(condition: str) -> None:
    """One answer lifts the duty; after the other the day of the payment still matters."""
    case = STRIKE + CLOSED % "" + "  - {kind: payment, when: 2023-06, source: press}\n"
    assert shown(questions(case, PAY % condition)) == [
        ("outcome", "assessment_closed", "pay 1/2"),
    ]


def test_a_limit_that_is_read_is_not_asked_for_beside_one_that_is_not() -> None:
    """An order may have been given; if it was, its end is unknown, and the rule has none."""
    late = "investigation_closed, when: 2023-08-01, source: press"
    order = "{id: o, kind: investigation_closed, until: unknown, made: 2023, source: press}"
    case = STRIKE + opened("2023-05-10", f", orders: [{order}]") + f"  - {{kind: {late}}}\n"
    policy = (
        "rules:\n  - {id: close, step: investigation_closed, after: investigation_opened, "
        "limit: none stated, force: order}"
    )
    found = questions(case, policy, "2023-09-01")
    assert shown(found) == [("extension", "o", "close:o 1/2")]


def test_an_extension_is_tried_from_the_end_of_what_it_extends() -> None:
    """Of no days at all it leaves the day of the step to matter, without end it does not."""
    first = "{id: first, kind: investigation_closed, within: 30 days, source: press}"
    second = (
        "{id: second, kind: investigation_closed, until: unknown, extends: first, "
        "made: 2023-05-20, source: press}"
    )
    case = (
        STRIKE
        + opened("2023-05-10", f", orders: [{first}, {second}]")
        + "  - {kind: investigation_closed, when: 2023-06-05/2023-06-15, source: press}\n"
    )
    policy = (
        "rules:\n  - {id: close, step: investigation_closed, after: investigation_opened, "
        "limit: none stated, force: order}"
    )
    assert shown(questions(case, policy)) == [
        ("extension", "second", "close:first 1/2"),
        ("day", "investigation_closed", "close:first 5/11"),
    ]


def test_an_outcome_decides_where_the_clock_of_the_rule_starts() -> None:
    """Beside an order that may have been given, whose clock starts elsewhere."""
    order = "{id: o, kind: payment, within: 300 days, made: 2023-07, source: press}"
    case = STRIKE.replace("source: press", f"source: press, orders: [{order}]") + CLOSED % ""
    policy = """
rules:
  - id: pay
    step: payment
    after: {event: assessment_closed, outcome: credible}
    limit: none stated
    force: order
"""
    assert shown(questions(case, policy, "2023-07-15")) == [
        ("outcome", "assessment_closed", "pay:o 1/2")
    ]


def test_the_form_of_a_step_is_asked_for() -> None:
    """Whether it is the one that the rule speaks of."""
    policy = """
rules:
  - id: open
    step: {event: investigation_opened, form: AR 15-6}
    after: strike
    limit: 30 days
    force: order
"""
    assert shown(questions(STRIKE + opened("2023-05-10"), policy)) == [
        ("outcome", "investigation_opened", "open 2/2")
    ]


def test_the_outcome_of_a_trigger_is_asked_for() -> None:
    """Where it is not the one that starts the clock, nothing is due."""
    policy = """
rules:
  - id: pay
    step: payment
    after: {event: assessment_closed, outcome: credible}
    limit: 30 days
    force: order
"""
    assert shown(questions(STRIKE + CLOSED % "", policy)) == [
        ("outcome", "assessment_closed", "pay 2/2")
    ]


def test_of_two_unstated_outcomes_each_settles_what_the_other_leaves() -> None:
    """One that is credible is enough; one that is not leaves the other."""
    two = "".join(
        f"  - {{id: {name}, kind: assessment_closed, when: 2023-05-1{place}, source: press}}\n"
        for place, name in enumerate(("one", "two"))
    )
    found = questions(STRIKE + two, PAY % "{event: assessment_closed, outcome: credible}")
    assert shown(found) == [("outcome", "one", "pay 1/2"), ("outcome", "two", "pay 1/2")]


def test_the_fact_that_settles_the_most_comes_first() -> None:
    """Counting shares; among equals by kind and name."""
    policy = """
rules:
  - {id: assess, step: assessment_opened, after: strike, limit: 7 days, force: order}
  - {id: open, step: investigation_opened, after: assessment_opened, limit: 7 days, force: order}
  - {id: release, step: release, after: strike, limit: 7 days, force: order}
  - {id: close, step: closed, after: strike, limit: not established, force: order}
"""
    case = STRIKE + (
        "  - {kind: assessment_opened, when: 2023-05-08/2023-05-12, source: press}\n"
        "  - {kind: investigation_opened, when: 2023-05-16, source: press}\n"
        "  - {kind: release, of: report, when: 2023-05-08/2023-05-12, source: press}\n"
        "  - {kind: closed, when: 2023-05-20, source: press}\n"
    )
    assert shown(questions(case, policy)) == [
        ("day", "assessment_opened", "assess 5/5, open 5/5"),
        ("day", "release", "release 5/5"),
        ("limit", "close", "close 2/2"),
    ]


def test_a_day_that_the_times_forbid_is_not_tried() -> None:
    """The days of a second event allow it and the times of day do not."""
    case = """
events:
  - {kind: strike, when: 2023-05-01, source: press}
  - {id: report, kind: external_report, when: 2023-05-08T18:00, source: press}
  - id: opening
    kind: investigation_opened
    claims:
      - {when: 2023-05-08/2023-05-09, source: press}
      - {when: at least 10 hours after report, source: press}
"""
    policy = WITHIN % "7 days"
    assert shown(questions(case, policy)) == []


def test_a_day_that_the_times_forbid_in_one_branch_is_tried_in_the_others() -> None:
    """The report came in the evening or in the morning, and only the morning leaves ten hours."""
    case = """
events:
  - {kind: strike, when: 2023-05-03, source: press}
  - id: report
    kind: external_report
    when: "[2023-05-08T18:00, 2023-05-08T06:00]"
    source: press
  - id: opening
    kind: investigation_opened
    claims:
      - {when: 2023-05-08/2023-05-09, source: press}
      - {when: at least 10 hours after report, source: press}
"""
    assert shown(questions(case, WITHIN % "5 days")) == [("day", "opening", "open 2/2")]


def test_each_report_has_its_own_answer() -> None:
    """A case judged by two policies is asked for both."""
    case = STRIKE + opened("2023-05-08/2023-05-12")
    one = report_of(case, "id: first\n" + WITHIN % "7 days")
    two = report_of(case, "id: second\n" + WITHIN % "6 days")
    (asked,) = open_questions(one.inference, [one, two])
    assert [settled.policy for settled in asked.settles] == ["first", "second"]
    assert asked.weight == 2.0


def test_nothing_tried_is_no_share() -> None:
    """The share of nothing is 0."""
    empty = Settled("p", "f", 0, 0, is_exhaustive=True)
    assert empty.share == 0.0
    assert Settled("p", "f", 1, 4, is_exhaustive=True).share == 0.25
