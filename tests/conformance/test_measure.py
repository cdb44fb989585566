"""What a step is measured by: which orders, from where, and as far as they can be read."""

from dataclasses import replace

from tests.builders import ordinal
from tests.conformance.builders import OFFICES, judged
from timeline.conformance.deadline import Deadline
from timeline.conformance.finding import Finding
from timeline.conformance.question import Candidate, Given, LimitLine, Measure
from timeline.conformance.verdict import Tier
from timeline.model.limit import Limit, parse_limit

OFFICE = OFFICES["office"]
RULE = "{id: close, step: investigation_closed, after: investigation_opened, %s, force: guidance}"


def finding_of(orders: str, rule: str = "limit: none stated", as_of: str = "2023-12-31") -> Finding:
    """The finding of an inquiry with orders."""
    case = (
        "events:\n"
        "  - {kind: strike, when: 2023-05-03, source: press}\n"
        "  - kind: investigation_opened\n    when: 2023-06-01\n    source: press\n"
        f"    orders:\n{orders}"
        "  - {kind: investigation_closed, when: 2023-09-15, source: press}\n"
    )
    policy = f"rules:\n  - {RULE % rule}\n"
    (finding,) = judged(case, policy, as_of, calendars=OFFICES).findings
    assert finding.question.rule.id == "close"
    return finding


def order(name: str, text: str) -> str:
    """One order to close the inquiry."""
    return f"      - {{id: {name}, kind: investigation_closed, {text}, source: letter-{name}}}\n"


def limit(text: str) -> Limit:
    """A limit as a rule writes it."""
    found = parse_limit(text)
    assert found is not None
    return found


def deadlines(finding: Finding) -> list[Deadline | None]:
    """What judges, one for each situation that can hold."""
    return [measure.deadline for measure in finding.question.measures]


def is_unread(finding: Finding) -> bool:
    """Whether an order judges whose limit nobody could read."""
    (measure,) = finding.question.measures
    return (measure.tier, measure.was_read, measure.deadline) == (Tier.ORDER, False, None)


def lines(finding: Finding) -> list[tuple[str, str, str, str]]:
    """Each limit that applied: tier, order, what it says, what it extends."""
    return [(one.tier, one.order, one.text, one.extends) for one in finding.question.limits]


def test_without_an_order_the_rule_measures() -> None:
    """By its limit, then by its benchmark, else by nothing."""
    case = "events:\n  - {kind: investigation_opened, when: 2023-06-01, source: press}\n"
    for rule, measure, shown in [
        (
            "limit: 90 days",
            Measure(Tier.LIMIT, Deadline((limit("90 days"),))),
            [("limit", "90 days", True)],
        ),
        (
            "limit: 90 days, benchmark: {within: 7 days, because: mine}",
            Measure(Tier.LIMIT, Deadline((limit("90 days"),))),
            [("limit", "90 days", True), ("benchmark", "7 days", False)],
        ),
        (
            "limit: none stated, benchmark: {within: 7 days, because: mine}",
            Measure(Tier.BENCHMARK, Deadline((limit("7 days"),))),
            [("none", "none stated", False), ("benchmark", "7 days", True)],
        ),
        ("limit: none stated", Measure(Tier.NONE), [("none", "none stated", False)]),
        (
            "limit: not established",
            Measure(Tier.NONE, was_read=False),
            [("none", "not established", False)],
        ),
    ]:
        (finding,) = judged(case, f"rules:\n  - {RULE % rule}\n", "2023-12-31").findings
        assert finding.question.measures == (measure,)
        assert [
            (one.tier, one.text, one.deadline is not None) for one in finding.question.limits
        ] == shown


def test_a_benchmark_says_why_and_a_limit_says_where_from() -> None:
    """The rule its text, the benchmark no text but a reason."""
    case = "events:\n  - {kind: investigation_opened, when: 2023-06-01, source: press}\n"
    rule = "limit: none stated, benchmark: {within: 7 days, because: mine}"
    (finding,) = judged(case, f"rules:\n  - {RULE % rule}\n", "2023-12-31").findings
    own, benchmark = finding.question.limits
    assert (own.source, own.because) == ("text", "")
    assert (benchmark.source, benchmark.because) == ("", "mine")


def test_working_days_are_read_where_their_calendar_is() -> None:
    """Without one nobody can say which day is the last."""
    case = "events:\n  - {kind: investigation_opened, when: 2023-06-01, source: press}\n"
    policy = f"rules:\n  - {RULE % 'limit: 10 working days, calendar: office'}\n"
    for calendars, measure in [
        (OFFICES, Measure(Tier.LIMIT, Deadline((limit("10 working days"),), OFFICE))),
        ({}, Measure(Tier.LIMIT, was_read=False)),
    ]:
        (finding,) = judged(case, policy, "2023-12-31", calendars=calendars).findings
        assert finding.question.measures == (measure,)


def test_an_order_in_working_days_takes_the_calendar_of_the_rule_or_of_the_case() -> None:
    """The rule's first; the case's stands under the empty name."""
    text = order("o", "within: 10 working days")
    expected = Deadline((limit("10 working days"),), OFFICE)
    assert deadlines(finding_of(text, "limit: none stated, calendar: office")) == [expected]
    assert is_unread(finding_of(text))
    case = (
        "events:\n  - kind: investigation_opened\n    when: 2023-06-01\n    source: press\n"
        f"    orders:\n{text}"
    )
    policy = f"rules:\n  - {RULE % 'limit: none stated'}\n"
    own = judged(case, policy, "2023-12-31", calendars={"": OFFICE})
    assert deadlines(own.findings[0]) == [expected]


def test_an_extension_runs_on_from_what_it_extends() -> None:
    """In its own unit, by the same calendar."""
    finding = finding_of(
        order("first", "within: 30 days")
        + order("second", "within: 10 working days, extends: first, made: 2023-06-20"),
        "limit: none stated, calendar: office",
    )
    both = (limit("30 days"), limit("10 working days"))
    assert deadlines(finding)[1:] == [Deadline(both, OFFICE)]
    assert lines(finding) == [
        ("order", "first", "30 days", ""),
        ("order", "second", "10 working days", "first"),
        ("none", "", "none stated", ""),
    ]
    assert [one.source for one in finding.question.limits] == [
        "letter-first",
        "letter-second",
        "text",
    ]
    assert [one.made for one in finding.question.limits] == ["", "2023-06-20", ""]
    assert finding.question.order == "first"


def test_an_extension_of_a_day_keeps_both_ends_of_that_day() -> None:
    """Until some day in July, and three weeks more."""
    finding = finding_of(
        order("first", "until: 2023-07")
        + order("second", "within: 3 weeks, extends: first, made: 2023-06-20")
    )
    july = ordinal("2023-07-01"), ordinal("2023-07-31")
    assert deadlines(finding)[1:] == [Deadline((limit("3 weeks"),), None, *july)]
    first = finding.question.limits[0]
    assert first == LimitLine(
        "until 2023-07",
        Tier.ORDER,
        "first",
        Deadline((), None, *july),
        source="letter-first",
        force="order",
        location=first.location,
    )


def test_an_extension_without_a_date_keeps_what_went_before() -> None:
    """The deadline is no earlier than it was, and has no known end."""
    july = ordinal("2023-07-01"), ordinal("2023-07-31")
    for first, known in [
        ("until: 2023-07", Deadline((), None, *july, open_ended=True)),
        ("within: 30 days", Deadline((limit("30 days"),), open_ended=True)),
        (
            "within: 10 working days",
            Deadline((limit("10 working days"),), OFFICE, open_ended=True),
        ),
    ]:
        office = ", calendar: office" if "working" in first else ""
        finding = finding_of(
            order("first", first)
            + order("second", "until: unknown, extends: first, made: 2023-06-20"),
            f"limit: none stated{office}",
        )
        assert deadlines(finding)[1:] == [known]
        assert lines(finding)[1] == ("order", "second", "until unknown", "first")


def test_an_extension_of_an_open_end_stays_open() -> None:
    """More time after nobody knows when ends nobody knows when."""
    finding = finding_of(
        order("first", "within: 30 days")
        + order("second", "until: unknown, extends: first, made: 2023-06-20")
        + order("third", "within: 1 week, extends: second, made: 2023-06-25")
    )
    first, both = (limit("30 days"),), (limit("30 days"), limit("1 week"))
    assert deadlines(finding) == [
        Deadline(first),
        Deadline(both),  # the second was made too late; the third was not
        Deadline(first, open_ended=True),
        Deadline(both, open_ended=True),
    ]


def test_an_extension_of_what_nobody_can_read_is_unreadable() -> None:
    """Its own length is known, where it starts is not."""
    finding = finding_of(
        order("first", "within: 10 working days")
        + order("second", "within: 1 week, extends: first, made: 2023-06-20")
    )
    assert [(one.tier, one.was_read) for one in finding.question.measures] == [
        (Tier.ORDER, False),
        (Tier.ORDER, False),
    ]
    assert [one.deadline for one in finding.question.limits[:2]] == [None, None]


def test_an_extension_by_a_day_is_read_whatever_it_extends() -> None:
    """A new date replaces what went before."""
    finding = finding_of(
        order("first", "within: 10 working days")
        + order("second", "until: 2023-08-31, extends: first, made: 2023-06-20")
    )
    day = ordinal("2023-08-31")
    assert deadlines(finding) == [None, Deadline((), None, day, day)]


def test_an_order_until_a_day_open_on_one_side() -> None:
    """Without an end it cannot be read; without a start its end is both."""
    assert deadlines(finding_of(order("o", "until: 2023-08-01/.."))) == [None]
    day = ordinal("2023-08-31")
    assert deadlines(finding_of(order("o", "until: ../2023-08-31"))) == [
        Deadline((), None, day, day)
    ]


def test_an_order_without_end_alone_cannot_be_read() -> None:
    """No earlier limit says from when it counts."""
    assert is_unread(finding_of(order("o", "until: unknown")))


def test_an_order_made_later_measures_only_from_then() -> None:
    """Before its day the rule has no limit, in between either may hold."""
    text = order("o", "within: 30 days, made: 2023-07")
    own = Measure(Tier.NONE)
    by_order = Measure(Tier.ORDER, Deadline((limit("30 days"),)))
    triggers = (Candidate("investigation_opened"),)
    measured = {
        day: [(one.tier, one.deadline) for one in finding_of(text, as_of=day).question.measures]
        for day in ("2023-06-30", "2023-07-01", "2023-07-30", "2023-07-31")
    }
    assert measured == {
        "2023-06-30": [(own.tier, own.deadline)],
        "2023-07-01": [(own.tier, own.deadline), (by_order.tier, by_order.deadline)],
        "2023-07-30": [(own.tier, own.deadline), (by_order.tier, by_order.deadline)],
        "2023-07-31": [(by_order.tier, by_order.deadline)],
    }
    without, with_it = finding_of(text, as_of="2023-07-15").question.measures
    assert (without.triggers, with_it.triggers) == (None, triggers)


def test_an_order_made_on_an_unknown_day_was_given_by_the_end_of_the_record() -> None:
    """Before that it may have been."""
    text = order("o", "within: 30 days, made: unknown")
    assert [one.tier for one in finding_of(text).question.measures] == ["none", "order"]
    case = (
        "recorded_until: 2023-08-31\nevents:\n"
        "  - kind: investigation_opened\n    when: 2023-06-01\n    source: press\n"
        f"    orders:\n{text}"
    )
    policy = f"rules:\n  - {RULE % 'limit: none stated'}\n"
    tiers = {
        day: [one.tier for one in judged(case, policy, day).findings[0].question.measures]
        for day in ("2023-08-30", "2023-08-31", "2023-09-01")
    }
    assert tiers == {
        "2023-08-30": ["none", "order"],
        "2023-08-31": ["order"],
        "2023-09-01": ["order"],
    }


def test_an_order_given_with_an_uncertain_event_measures_where_that_had_happened() -> None:
    """Each situation names the order, and whether it holds with or without."""
    case = (
        "events:\n"
        "  - {kind: investigation_opened, when: 2023-06-01, source: press}\n"
        "  - kind: review_ordered\n    when: 2023-06\n    source: press\n    orders:\n"
        "      - {id: o, kind: investigation_closed, within: 30 days, "
        "from: investigation_opened, source: press}\n"
    )
    policy = f"rules:\n  - {RULE % 'limit: none stated'}\n"
    (finding,) = judged(case, policy, "2023-06-15").findings
    without, with_it = finding.question.measures
    given = Given("o", event="review_ordered")
    assert (without.tier, without.given) == ("none", (late(given),))
    assert (with_it.tier, with_it.given) == ("order", (given,))
    assert finding.question.triggers == (Candidate("investigation_opened"),)
    assert judged(case, policy, "2023-05-31").findings[0].question.order == ""


def test_a_clock_that_starts_at_another_event() -> None:
    """`from` says where; else it is the event that carries the order."""
    case = (
        "events:\n"
        "  - {kind: strike, when: 2023-05-03, source: press}\n"
        "  - kind: investigation_opened\n    when: 2023-06-01\n    source: press\n    orders:\n"
        "      - {id: o, kind: investigation_closed, within: 30 days%s, source: press}\n"
    )
    policy = f"rules:\n  - {RULE % 'limit: none stated'}\n"
    for text, start in [(", from: strike", "strike"), ("", "investigation_opened")]:
        (finding,) = judged(case % text, policy, "2023-12-31").findings
        assert finding.question.measures[0].triggers == (Candidate(start),)
        assert finding.question.triggers == (Candidate("investigation_opened"),)


def test_each_limit_stands_where_the_file_has_it() -> None:
    """The line of the order, and none for the rule's own."""
    finding = finding_of(order("first", "within: 30 days"))
    places = [one.location for one in finding.question.limits]
    assert places[1] is None
    assert places[0] is not None
    assert places[0].span is not None
    assert places[0].span.line == 7


def test_the_rule_names_its_own_source() -> None:
    """Beside those of the orders."""
    finding = finding_of(order("first", "within: 30 days"))
    assert [one.source for one in finding.question.limits] == ["letter-first", "text"]


def test_a_benchmark_may_count_working_days() -> None:
    """By the calendar of its rule."""
    case = "events:\n  - {kind: investigation_opened, when: 2023-06-01, source: press}\n"
    benchmark = (
        "limit: none stated, calendar: office, benchmark: {within: 5 working days, because: so}"
    )
    policy = f"rules:\n  - {RULE % benchmark}\n"
    (finding,) = judged(case, policy, "2023-12-31", calendars=OFFICES).findings
    assert finding.question.measures == (
        Measure(Tier.BENCHMARK, Deadline((limit("5 working days"),), OFFICE)),
    )


def test_an_order_after_an_extension_is_one_of_its_own() -> None:
    """What extends another starts no chain, and ends none that stands below it."""
    found = finding_of_all(
        order("first", "within: 30 days")
        + order("second", "within: 1 week, extends: first, made: 2023-06-20")
        + order("other", "within: 60 days")
    )
    assert [(one.question.order, len(one.question.limits)) for one in found] == [
        ("", 1),
        ("first", 2),
        ("other", 1),
    ]


def finding_of_all(orders: str) -> list[Finding]:
    """Every finding of an inquiry with orders."""
    case = (
        "events:\n  - kind: investigation_opened\n    when: 2023-06-01\n    source: press\n"
        f"    orders:\n{orders}"
    )
    policy = f"rules:\n  - {RULE % 'limit: 90 days'}\n"
    return list(judged(case, policy, "2023-12-31").findings)


def test_each_uncertain_order_is_a_situation_of_its_own() -> None:
    """Without the first; with it, and each of the others in time or too late to move anything."""
    given = "from: investigation_opened, source: press"
    case = (
        "events:\n"
        "  - {kind: investigation_opened, when: 2023-06-01, source: press}\n"
        "  - kind: review_ordered\n    when: 2023-06\n    source: press\n    orders:\n"
        f"      - {{id: first, kind: investigation_closed, within: 30 days, {given}}}\n"
        "  - kind: review_opened\n    when: 2023-06\n    source: press\n    orders:\n"
        "      - {id: second, kind: investigation_closed, within: 1 week, extends: first, "
        "source: press}\n"
        "  - kind: review_closed\n    when: 2023-06\n    source: press\n    orders:\n"
        "      - {id: third, kind: investigation_closed, within: 2 days, extends: second, "
        "source: press}\n"
    )
    (finding,) = judged(case, f"rules:\n  - {RULE % 'limit: none stated'}\n", "2023-06-15").findings
    first = Given("first", event="review_ordered")
    short = Deadline((limit("30 days"),))
    longer = Deadline((limit("30 days"), limit("1 week")))
    second = Given("second", 1, event="review_opened", end=short)
    third = Given("third", 2, event="review_closed")
    assert [one.given for one in finding.question.measures] == [
        (late(first),),
        (first, late(second), late(replace(third, end=short))),
        (first, late(second), replace(third, end=short)),
        (first, second, late(replace(third, end=longer))),
        (first, second, replace(third, end=longer)),
    ]


def late(given: Given) -> Given:
    """The same order, given too late."""
    return replace(given, is_in_time=False)
