"""Findings: the numbers, names and limits that belong to a verdict."""

import pytest

from tests.builders import days, ordinal
from tests.conformance.builders import OFFICES, judged, number_words
from timeline.chrono.truth import Truth
from timeline.conformance.finding import Finding, LimitResult
from timeline.conformance.verdict import Verdict, Word

STRIKE = "events:\n  - {kind: strike, when: 2023-05-03, source: press}\n"
RULE = "{id: open, step: investigation_opened, after: strike, %s, force: %s}"


def finding_of(
    case: str, rule: str = "limit: 7 days", as_of: str = "2023-12-31", force: str = "binding"
) -> Finding:
    """The only finding of a case by one rule."""
    policy = f"rules:\n  - {RULE % (rule, force)}\n"
    (finding,) = judged(case, policy, as_of, calendars=OFFICES).findings
    return finding


def opened(when: str, more: str = "") -> str:
    """An inquiry opened some time."""
    return f"  - {{kind: investigation_opened, when: '{when}', source: press{more}}}\n"


def struck(when: str, more: str = "") -> str:
    """A strike some time."""
    return f"events:\n  - {{kind: strike, when: '{when}', source: press{more}}}\n"


def numbers(finding: Finding) -> tuple[str, str, str]:
    """The latency, what has elapsed where undone, and how late."""
    found = (finding.days, finding.elapsed, finding.days_late)
    return number_words(found[0]), number_words(found[1]), number_words(found[2])


def limit_words(result: LimitResult) -> tuple[str, str, str, str]:
    """One limit: its verdict, how late, its last day, and where its clock started."""
    return (
        "no limit" if result.verdict is None else result.verdict.value,
        number_words(result.days_late),
        "none" if result.last_day is None else days(result.last_day),
        "none" if result.start is None else days(result.start),
    )


def test_the_numbers_of_a_step_that_was_taken() -> None:
    """How long it took and how late it was; nothing is counting any more."""
    late = finding_of(STRIKE + opened("2023-05-12/2023-05-15"))
    assert numbers(late) == ("9..12", "none", "2..5")
    assert not late.is_open
    met = finding_of(STRIKE + opened("2023-05-04/2023-05-10"))
    assert numbers(met) == ("1..7", "none", "none")
    perhaps = finding_of(STRIKE + opened("2023-05-08/2023-05-12"))
    assert numbers(perhaps) == ("5..9", "none", "1..2")


def test_the_numbers_of_a_step_that_was_not() -> None:
    """The latency is open above; what has elapsed has both its ends."""
    overdue = finding_of(struck("2023-05-01/2023-05-03"), as_of="2023-05-20")
    assert numbers(overdue) == ("17..", "17..19", "10..12")
    assert overdue.is_open
    pending = finding_of(struck("2023-05-01/2023-05-03"), as_of="2023-05-05")
    assert numbers(pending) == ("2..", "2..4", "none")
    assert pending.is_open
    perhaps = finding_of(struck("2023-05-01/2023-05-03"), as_of="2023-05-09")
    assert numbers(perhaps) == ("6..", "6..8", "1")


def test_a_step_that_may_have_been_taken_is_not_open() -> None:
    """The days to it are bounded by what it may have been, and what elapsed by where it was not."""
    finding = finding_of(STRIKE + opened("2023-05-05/2023-05-20"), as_of="2023-05-12")
    assert finding.possible == (Word.MET_LATE, Word.MET, Word.OVERDUE)
    assert numbers(finding) == ("2..", "9", "1..2")
    assert not finding.is_open
    assert finding.standing is None


def test_a_trigger_after_the_day_judged_from_has_no_numbers() -> None:
    """Nothing has started to count."""
    finding = finding_of(struck("2023-06-01"), as_of="2023-05-20")
    assert finding.verdict is Verdict.NOT_YET_DUE
    assert numbers(finding) == ("none", "none", "none")
    assert (finding.trigger_event, finding.step_event) == ("", "")
    assert finding.limits[0].verdict is None


def test_an_undated_trigger_bounds_nothing_from_above() -> None:
    """It was by some day; how long ago nobody knows."""
    finding = finding_of(struck("../2023-05-03"), as_of="2023-05-20")
    assert numbers(finding) == ("17..", "17..", "10..")
    assert limit_words(finding.limits[0]) == ("overdue", "10..", "..2023-05-10", "..2023-05-03")


def test_a_trigger_that_may_still_come_counts_from_where_it_has() -> None:
    """Only worlds in which the clock runs have days."""
    finding = finding_of(struck("2023-05-15/2023-06-15"), as_of="2023-05-20")
    assert finding.verdict is Verdict.CANNOT_TELL
    assert numbers(finding) == ("0..", "0..5", "none")
    assert finding.trigger_event == ""


def test_names_that_differ_between_worlds_are_left_out() -> None:
    """Which of two was first is not certain; that the trigger was this one is."""
    two = (
        STRIKE
        + "  - {id: one, kind: investigation_opened, when: 2023-05-08/2023-05-10, source: press}\n"
        + "  - {id: two, kind: investigation_opened, when: %s, source: press}\n"
    )
    uncertain = finding_of(two % "2023-05-09")
    assert (uncertain.trigger_event, uncertain.step_event) == ("strike", "")
    certain = finding_of(two % "2023-05-12")
    assert (certain.trigger_event, certain.step_event) == ("strike", "one")


def test_each_reading_has_its_own_verdict() -> None:
    """Over all of them there is none, and the days are those of both."""
    case = (
        STRIKE
        + "  - kind: investigation_opened\n    claims:\n"
        + "      - {when: 2023-05-08, source: press}\n      - {when: 2023-05-20, source: agency}\n"
    )
    finding = finding_of(case)
    assert sorted(verdict.value for verdict in finding.by_subset) == ["met", "met late"]
    assert finding.verdict is Verdict.MET_POSSIBLY_LATE
    assert numbers(finding) == ("5..17", "none", "10")
    assert finding.breach is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("force", "when", "rule", "breach"),
    [
        ("binding", "2023-05-20", "limit: 7 days", "yes"),
        ("order", "2023-05-20", "limit: 7 days", "yes"),
        ("guidance", "2023-05-20", "limit: 7 days", None),
        ("practice", "2023-05-20", "limit: 7 days", None),
        ("binding", "2023-05-08", "limit: 7 days", "no"),
        ("binding", "2023-05-08/2023-05-20", "limit: 7 days", "unknown"),
        ("binding", "2023-05-20", "limit: none stated", None),
        (
            "binding",
            "2023-05-20",
            "limit: none stated, benchmark: {within: 7 days, because: mine}",
            None,
        ),
        ("binding", "2023-05-20", "limit: not established", None),
    ],
)
def test_what_is_a_breach(force: str, when: str, rule: str, breach: str | None) -> None:
    """A binding limit that was passed; by a benchmark or without a limit nothing can be."""
    found = finding_of(STRIKE + opened(when), rule, force=force).breach
    assert found is (None if breach is None else Truth(breach))


def test_a_finding_is_told_apart_by_track_round_and_order() -> None:
    """In this order; a rule made for an order does not say it twice."""
    order = "{id: o, kind: %s, within: 30 days, source: press}"
    case = STRIKE + (
        "  - {id: us, kind: investigation_opened, track: us, when: 2023-05-10, source: press, "
        f"orders: [{order % 'investigation_closed'}]}}\n"
        "  - {id: us2, kind: investigation_opened, track: us, round: 2, when: 2023-08-10, "
        "source: press}\n"
    )
    close = (
        "rules:\n  - {id: close, step: investigation_closed, after: investigation_opened, "
        "limit: 90 days, force: order}\n"
    )
    assert [one.id for one in judged(case, close, "2023-12-31").findings] == [
        "close:us",
        "close:us:round-2",
        "order-o:us",
    ]
    bare = close.replace("90 days", "none stated")
    assert [one.id for one in judged(case, bare, "2023-12-31").findings] == [
        "close:us:o",
        "close:us:round-2",
    ]
    alone = STRIKE.replace("source: press", f"source: press, orders: [{order % 'payment'}]")
    found = judged(alone, f"rules:\n  - {RULE % ('limit: 7 days', 'order')}\n", "2023-12-31")
    assert [one.id for one in found.findings] == ["open", "order-o"]


def test_each_limit_has_its_own_verdict_and_last_day() -> None:
    """The order's and the extension's, and beside them the rule's own from where that counts."""
    case = struck("2023-05-01/2023-05-03") + (
        "  - kind: investigation_opened\n    when: 2023-05-10/2023-05-12\n    source: press\n"
        "    orders:\n"
        "      - {id: first, kind: investigation_closed, within: 30 days, source: press}\n"
        "      - {id: second, kind: investigation_closed, within: 3 weeks, extends: first, "
        "made: 2023-06-05, source: press}\n"
        "  - {kind: investigation_closed, when: 2023-06-20, source: press}\n"
    )
    policy = (
        "rules:\n  - {id: close, step: investigation_closed, after: strike, limit: 40 days, "
        "benchmark: {within: 20 days, because: mine}, force: order}\n"
    )
    own, ordered = judged(case, policy, "2023-12-31").findings
    assert [limit_words(one) for one in ordered.limits] == [
        ("met late", "9..11", "2023-06-09..2023-06-11", "2023-05-10..2023-05-12"),
        ("met", "none", "2023-06-30..2023-07-02", "2023-05-10..2023-05-12"),
    ]
    assert [one.is_passed for one in ordered.limits] == [True, False]
    assert [one.was_extended for one in ordered.limits] == [Truth.YES, Truth.NO]
    assert [one.given for one in ordered.limits] == [Truth.YES, Truth.YES]
    assert (ordered.verdict, ordered.breach) == (Verdict.MET, Truth.NO)
    assert [limit_words(one) for one in own.limits] == [
        ("met late", "8..10", "2023-06-10..2023-06-12", "2023-05-01..2023-05-03"),
        ("no limit", "none", "none", "none"),
    ]
    assert [one.is_passed for one in own.limits] == [True, False]
    assert (own.verdict, own.breach) == (Verdict.MET_LATE, Truth.YES)


def test_a_limit_in_months_has_days_late_from_its_last_day() -> None:
    """At the least from the latest reading of a short month, at the most from the earliest."""
    finding = finding_of(struck("2023-01-31") + opened("2023-03-05"), "limit: 1 month")
    assert limit_words(finding.limits[0]) == (
        "met late", "4..5", "2023-02-28..2023-03-01", "2023-01-31",
    )  # fmt: skip
    assert numbers(finding) == ("33", "none", "4..5")
    undone = finding_of(struck("2023-01-31"), "limit: 1 month", "2023-03-05")
    assert numbers(undone) == ("33..", "33", "4..5")
    both = finding_of(struck("2023-01-30/2023-01-31"), "limit: 1 month", "2023-03-01")
    assert both.verdict is Verdict.POSSIBLY_OVERDUE
    assert numbers(both) == ("29..", "29..30", "1")


@pytest.mark.parametrize(
    ("when", "as_of", "verdict"),
    [
        ("2023-05-03", "2023-05-31", "met"),
        ("2023-05-04", "2023-05-31", "met late"),
        ("", "2023-05-03", "pending"),
        ("", "2023-05-04", "overdue"),
    ],
)
def test_a_limit_of_no_days_is_the_day_itself(when: str, as_of: str, verdict: str) -> None:
    """The next day is one too many."""
    step = opened(when) if when else ""
    assert finding_of(STRIKE + step, "limit: 0 days", as_of).verdict.value == verdict


def test_lateness_is_at_least_a_day_where_something_is_late() -> None:
    """Worlds in which nothing is late do not count."""
    finding = finding_of(struck("2023-01-20/2023-02-20") + opened("2023-03-01"), "limit: 1 month")
    assert finding.verdict is Verdict.MET_POSSIBLY_LATE
    assert number_words(finding.days_late) == "1..9"


def test_an_order_without_a_known_end_has_no_days_late() -> None:
    """Only its first limit can be passed by so many days."""
    case = STRIKE + (
        "  - kind: investigation_opened\n    when: 2023-05-10\n    source: press\n    orders:\n"
        "      - {id: first, kind: investigation_closed, within: 30 days, source: press}\n"
        "      - {id: second, kind: investigation_closed, until: unknown, extends: first, "
        "made: 2023-06-05, source: press}\n"
    )
    policy = (
        "rules:\n  - {id: close, step: investigation_closed, after: strike, limit: none stated, "
        "force: order}\n"
    )
    (finding,) = judged(case, policy, "2023-06-19").findings
    assert [limit_words(one) for one in finding.limits] == [
        ("overdue", "10", "2023-06-09", "2023-05-10"),
        ("cannot tell", "none", "none", "2023-05-10"),
        ("no limit", "none", "none", "none"),
    ]
    assert finding.days_late is None
    assert finding.has_passed_a_limit


def test_an_order_that_may_not_have_been_given_judges_only_where_it_was() -> None:
    """Where the rule has no limit, no limit is the other world; beside one, there is no order."""
    case = STRIKE + (
        "  - {kind: investigation_opened, when: 2023-05-10, source: press}\n"
        "  - kind: review_ordered\n    when: 2023-05-20/2023-06-20\n    source: press\n"
        "    orders:\n"
        "      - {id: o, kind: investigation_closed, within: 10 days, "
        "from: investigation_opened, source: press}\n"
    )
    policy = (
        "rules:\n  - {id: close, step: investigation_closed, after: strike, limit: 60 days, "
        "force: order}\n"
    )
    bare = policy.replace("60 days", "none stated")
    (finding,) = judged(case, bare, "2023-06-01").findings
    assert [limit_words(one) for one in finding.limits] == [
        ("overdue", "12", "2023-05-20", "2023-05-10"),
        ("no limit", "none", "none", "none"),
    ]
    assert finding.limits[0].given is Truth.UNKNOWN
    assert finding.verdict is Verdict.POSSIBLY_OVERDUE
    assert finding.tier == "order"
    own, alone = judged(case, policy, "2023-06-01").findings
    assert own.verdict is Verdict.PENDING
    assert [limit_words(one) for one in alone.limits] == [limit_words(finding.limits[0])]
    assert alone.possible == (Word.NOT_YET_DUE, Word.OVERDUE)


def test_a_fixed_day_is_the_last_whatever_the_start() -> None:
    """From the first to the last day that it can mean."""
    order = "{id: o, kind: investigation_opened, until: 2023-06, source: press}"
    case = struck("2023-05-03", f", orders: [{order}]")
    finding = finding_of(case, "limit: none stated", "2023-07-02")
    assert limit_words(finding.limits[0]) == (
        "overdue", "2..31", "2023-06-01..2023-06-30", "2023-05-03",
    )  # fmt: skip
    assert numbers(finding) == ("60..", "60", "2..31")
    done = finding_of(case + opened("2023-07-05"), "limit: none stated")
    assert limit_words(done.limits[0])[:2] == (
        "met late",
        "5..34",
    )


def test_a_working_week_beyond_the_listed_years_may_be_late_by_any_day() -> None:
    """Holidays that nobody listed may put the end off, and then nothing is late."""
    rule = "limit: 5 working days, calendar: office"
    finding = finding_of(struck("2024-12-25"), rule, "2025-03-01")
    assert finding.verdict is Verdict.POSSIBLY_OVERDUE
    assert finding.days_late is not None
    assert finding.days_late.min == 1


def test_a_report_keeps_what_it_was_made_of() -> None:
    """The case, the policy, the day, and the findings in the order of the rules."""
    policy = (
        "rules:\n  - {id: pay, step: payment, after: strike, limit: 30 days, force: order}\n"
        f"  - {RULE % ('limit: 7 days', 'order')}\n"
    )
    report = judged(STRIKE, policy, "2023-12-31")
    assert (report.as_of, report.case_id) == (ordinal("2023-12-31"), "test")
    assert report.selection.policy.id == "test"
    assert [one.id for one in report.findings] == ["pay", "open"]


def test_a_step_is_open_whichever_word_of_an_undone_one_holds() -> None:
    """Missing, not yet due, overdue or pending: in none of these worlds was it taken."""
    case = (
        "events:\n"
        "  - {kind: external_report, when: 2023-05-01/2023-06-30, source: press}\n"
        "  - {kind: release, when: 2023-06-10/2023-07-10, source: press}\n"
    )
    policy = (
        "rules:\n  - {id: open, step: investigation_opened, after: external_report, "
        "limit: 30 days, force: order}\n"
        "  - {id: release, step: release, after: external_report, "
        "requires: [investigation_opened], limit: none stated, force: order}\n"
    )
    finding = judged(case, policy, "2023-06-20").findings[0]
    assert finding.possible == (Word.MISSING, Word.NOT_YET_DUE, Word.OVERDUE, Word.PENDING)
    assert finding.is_open
    assert finding.standing is not None


def test_a_world_has_its_order_or_the_limit_of_its_rule() -> None:
    """The inquiry was opened with the order: done in time by that, else undone without a limit."""
    order = "{id: o, kind: investigation_opened, within: 60 days, from: strike, source: press}"
    case = STRIKE + (
        "  - {kind: review_ordered, when: 2023-06-14/2023-06-16, source: press, "
        f"orders: [{order}]}}\n" + opened("same day as review_ordered")
    )
    finding = finding_of(case, "limit: none stated", "2023-06-15")
    assert finding.possible == (Word.MET, Word.PENDING)


def test_a_limit_counts_in_the_worlds_where_its_clock_runs() -> None:
    """In the first of two the strike is still to come, and nothing is measured there."""
    finding = finding_of(struck("[2023-06-15, 2023-05-03]"), as_of="2023-05-20")
    assert finding.possible == (Word.NOT_YET_DUE, Word.OVERDUE)
    assert limit_words(finding.limits[0]) == ("overdue", "10", "2023-05-10", "2023-05-03")
