"""The oracle gives what the contract gives, in examples worked out by hand."""

from typing import Any

import pytest

from tests.oracle.events import iso
from tests.oracle.oracle import judge

Data = dict[str, Any]
D = [iso(day) for day in range(40)]
"""D[0] is the day of the strike."""


def event(kind: str, when: int | str, name: str = "", **more: Any) -> Data:  # noqa: ANN401 - JSON
    """An event with one claim; a number is a day after the strike."""
    claim = {"when": D[when] if isinstance(when, int) else when, "source": more.pop("source", "s")}
    return {"id": name or kind, "kind": kind, "claims": [claim], **more}


STRIKE = event("strike", 0)
OPEN: Data = {
    "id": "open", "label": "open", "step": "investigation_opened", "after": "strike",
    "limit": "3 days", "force": "binding", "source": "text",
}  # fmt: skip
CLOSE: Data = OPEN | {
    "id": "close", "step": "investigation_closed", "after": "investigation_opened",
}  # fmt: skip


def found(
    events: list[Data],
    rules: list[Data],
    as_of: int,
    *,
    sources: dict[str, str] | None = None,
    today: int | None = None,
    **case: Any,  # noqa: ANN401 - JSON
) -> dict[str, Data]:
    """The findings by name; the record is followed to the day judged unless it says."""
    case = {"events": [STRIKE, *events], "recorded_until": D[as_of], **case}
    case = {key: value for key, value in case.items() if value is not None}
    situation = {
        "case": case, "policy": {"rules": rules}, "sources": sources or {}, "as_of": D[as_of],
    }  # fmt: skip
    if today is not None:
        situation["today"] = D[today]
    return {finding["name"]: finding for finding in judge(situation)}


def denial(kind: str, until: int, **more: Any) -> Data:  # noqa: ANN401 - JSON
    """Somebody says that it had not happened by the end of a day."""
    return {"kind": kind, "until": D[until], "source": "s", **more}


def span(first: int, last: int) -> str:
    """A range of days."""
    return f"{D[first]}/{D[last]}"


def due(first: int, last: int | None = None) -> Data:
    """A last day on time that is known."""
    return {"min": D[first], "max": D[first if last is None else last], "status": "known"}


def days(first: int, last: int | None = None) -> Data:
    """Numbers of days."""
    return {"min": first, "max": first if last is None else last}


def finding(name: str, got: dict[str, Data], **expected: Any) -> None:  # noqa: ANN401 - JSON
    """Check some fields of one finding."""
    assert name in got, sorted(got)
    assert {key: got[name][key] for key in expected} == expected


def opened(when: int | str, **more: Any) -> Data:  # noqa: ANN401 - JSON
    """An investigation that was opened."""
    return event("investigation_opened", when, **more)


def test_done_in_time_is_met_and_no_breach() -> None:
    """Done in time is met and no breach."""
    got = found([opened(3)], [OPEN], 10)
    finding("open", got, verdict="met", breach="no", done="yes", due=due(3), judged_on=None)


def test_done_after_the_limit_is_met_late() -> None:
    """Done after the limit is met late."""
    got = found([opened(5)], [OPEN], 10)
    finding("open", got, verdict="met late", breach="yes", days_late=days(2), standing=None)


def test_a_range_across_the_limit_is_met_possibly_late() -> None:
    """A range across the limit is met possibly late."""
    got = found([opened(span(2, 5))], [OPEN], 10)
    finding("open", got, verdict="met possibly late", breach="unknown", days_late=days(1, 2))


def test_silence_beyond_the_limit_is_overdue_and_no_certain_breach() -> None:
    """Silence beyond the limit is overdue and no certain breach."""
    got = found([], [OPEN], 10)
    finding(
        "open", got, verdict="overdue", breach="unknown", done="unknown", days_late=days(7),
        judged_on=D[10], standing="not searched",
    )  # fmt: skip


def test_a_denial_to_the_last_day_on_time_is_a_breach() -> None:
    """A denial to the last day on time is a breach."""
    got = found([], [OPEN], 10, absences=[denial("investigation_opened", 3)])
    finding("open", got, verdict="overdue", breach="yes", done="unknown", standing="denied")


def test_a_denial_short_of_the_last_day_is_no_breach() -> None:
    """A denial short of the last day is no breach."""
    got = found([], [OPEN], 10, absences=[denial("investigation_opened", 2)])
    finding("open", got, verdict="overdue", breach="unknown")


def test_a_denial_to_the_day_judged_answers_done() -> None:
    """A denial to the day judged answers done."""
    got = found([], [OPEN], 10, absences=[denial("investigation_opened", 10)])
    finding("open", got, done="no", breach="yes")


def test_a_denial_to_the_end_of_the_limit_is_late_by_one_day_at_least() -> None:
    """A denial to the end of the limit is late by one day at least."""
    got = found([], [OPEN], 10, recorded_until=D[1], absences=[denial("investigation_opened", 3)])
    finding("open", got, verdict="overdue", judged_on=D[3], days_late=days(1), breach="yes")


def test_a_search_never_makes_a_breach() -> None:
    """A search never makes a breach."""
    search = {"kind": "investigation_opened", "searched": D[9], "where": "the court's register"}
    got = found([], [OPEN], 10, recorded_until=D[1], absences=[search])
    finding(
        "open", got, verdict="overdue", breach="unknown", standing="searched", judged_on=D[9],
        days_late=days(6),
    )  # fmt: skip


def test_a_limit_that_ends_on_the_horizon_is_not_checked() -> None:
    """A limit that ends on the horizon is not checked."""
    got = found([], [OPEN], 10, recorded_until=D[3])
    finding("open", got, verdict="not checked", breach="unknown", judged_on=D[3], days_late=None)


def test_a_limit_that_ends_on_the_day_judged_is_pending() -> None:
    """A limit that ends on the day judged is pending."""
    got = found([], [OPEN], 3)
    finding("open", got, verdict="pending", breach="no", due=due(3))


def test_the_newest_source_is_the_horizon_of_a_record_without_a_day() -> None:
    """The newest source is the horizon of a record without a day."""
    events = [
        event("announcement", 2, source="paper"),
        event("external_report", 8, source="outside"),
    ]
    dated = {"paper": D[2], "outside": D[9]}
    got = found(events, [OPEN], 10, recorded_until=None, sources=dated)
    finding("open", got, verdict="not checked", judged_on=D[2])


def test_today_ends_the_horizon() -> None:
    """Today ends the horizon."""
    got = found([], [OPEN], 10, today=3)
    finding("open", got, verdict="not checked", judged_on=D[3])


def test_a_mixture_with_overdue_is_possibly_overdue() -> None:
    """A mixture with overdue is possibly overdue."""
    rule = OPEN | {"after": "external_report"}
    got = found([event("external_report", span(1, 8))], [rule], 9, recorded_until=D[6])
    # The last day on time is 4 to 11: before the horizon, between, and not before the day judged.
    finding(
        "open", got, words=["not checked", "overdue", "pending"], verdict="possibly overdue",
        due=due(4, 11), days_late=days(1, 2),
    )  # fmt: skip


def test_a_mixture_without_overdue_is_not_checked() -> None:
    """A mixture without overdue is not checked."""
    rule = OPEN | {"after": "external_report"}
    got = found([event("external_report", span(4, 8))], [rule], 9, recorded_until=D[6])
    finding("open", got, words=["not checked", "pending"], verdict="not checked")


def test_late_either_way_is_late() -> None:
    """Late either way is late."""
    got = found([opened(f"{D[5]}/..")], [OPEN], 7, sources={"s": D[9]})
    finding(
        "open", got, words=["met late", "overdue"], verdict="late", breach="yes", done="unknown",
        days_late=days(2, 4),
    )  # fmt: skip


def test_an_undated_source_shows_what_was_done_by_the_end_of_the_record() -> None:
    """An undated source shows what was done by the end of the record, and bounds no day."""
    got = found([opened(f"{D[5]}/..")], [OPEN], 7)
    finding(
        "open", got, words=["met late"], breach="yes", done="yes", days_late=days(2) | {"max": "*"}
    )
    got = found([opened(f"{D[8]}/..")], [OPEN], 9, recorded_until=D[7])
    finding("open", got, words=["met late", "overdue"], done="unknown")
    got = found([opened(f"{D[5]}/..")], [OPEN], 7, recorded_until=None, sources={"paper": D[7]},
                absences=[denial("release", 1) | {"source": "paper"}])  # fmt: skip
    finding("open", got, words=["met late", "overdue"], done="unknown")


def test_a_step_dated_after_the_day_judged_is_known_to_be_undone() -> None:
    """A step dated after the day judged is known to be undone."""
    got = found([opened(9)], [OPEN], 7, recorded_until=D[1])
    finding(
        "open", got, verdict="overdue", breach="yes", done="no", judged_on=D[7], standing="denied"
    )


def test_a_step_whose_trigger_never_happened_is_met() -> None:
    """A step whose trigger never happened is met."""
    got = found([event("investigation_closed", 5)], [CLOSE | {"after": "reopened"}], 10)
    finding("close", got, verdict="met", due={"min": None, "max": None, "status": "not running"})


def test_not_yet_due_by_silence_is_no_ground_and_by_the_record_is_one() -> None:
    """Not yet due by silence is no ground and by the record is one."""
    finding("close", found([], [CLOSE], 10), verdict="not yet due", breach="unknown")
    finding("close", found([opened(12)], [CLOSE], 10), verdict="not yet due", breach="no")


CREDIBLE = OPEN | {"when": {"event": "assessment_closed", "outcome": "credible"}}


def test_a_condition_false_by_silence_is_no_ground() -> None:
    """A condition false by silence is no ground."""
    finding("open", found([], [CREDIBLE], 10), verdict="not required", breach="unknown", due=None)


def test_a_condition_false_by_recorded_facts_is_no_breach() -> None:
    """A condition false by recorded facts is no breach."""
    other = event("assessment_closed", 2, outcome="not_credible")
    finding("open", found([other], [CREDIBLE], 10), verdict="not required", breach="no")
    lack = [denial("assessment_closed", 10)]
    finding("open", found([], [CREDIBLE], 10, absences=lack), breach="no")


def test_an_outcome_that_is_not_stated_is_tried_both_ways() -> None:
    """An outcome that is not stated is tried both ways."""
    got = found([event("assessment_closed", 2)], [CREDIBLE], 10)
    finding("open", got, words=["not required", "overdue"], verdict="cannot tell")


def test_what_stands_under_not_excuses_only_by_the_last_day_on_time() -> None:
    """What stands under not excuses only by the last day on time."""
    rule = OPEN | {"when": {"not": {"event": "acknowledgement"}}}
    finding("open", found([event("acknowledgement", 3)], [rule], 10), verdict="not required")
    finding("open", found([event("acknowledgement", 4)], [rule], 10), verdict="overdue")


IN_ORDER: Data = CLOSE | {"id": "release", "step": "release", "requires": ["investigation_opened"]}


def test_done_before_what_it_requires_is_out_of_order() -> None:
    """Done before what it requires is out of order."""
    events = [event("release", 2, of="report"), opened(4)]
    got = found(events, [IN_ORDER | {"limit": "none stated"}], 10)
    finding("release", got, verdict="out of order", breach="yes")


def test_two_steps_of_one_day_are_possibly_out_of_order() -> None:
    """Two steps of one day are possibly out of order."""
    rule = IN_ORDER | {"limit": "none stated"}
    got = found([event("release", 4, of="report"), opened(4)], [rule], 10)
    finding("release", got, verdict="possibly out of order", breach="unknown")
    after = event("release", 4, of="report")
    after["claims"].append({"when": "after investigation_opened", "source": "s"})
    finding("release", found([after, opened(4)], [rule], 10), verdict="met", breach="no")


MISSING: list[Data] = [OPEN | {"limit": "none stated"}, IN_ORDER | {"after": "strike"}]


def test_undone_though_required_is_missing_and_a_breach_only_where_denied() -> None:
    """Undone though required is missing and a breach only where denied."""
    events = [event("release", 4, of="report")]
    got = found(events, MISSING, 10)
    finding("open", got, verdict="missing", breach="unknown")
    got = found(events, MISSING, 10, absences=[denial("investigation_opened", 4)])
    finding("open", got, verdict="missing", breach="yes")


def test_missing_by_a_passed_limit_and_a_denial_to_its_end() -> None:
    """Missing by a passed limit and a denial to its end."""
    rules = [OPEN, MISSING[1]]
    got = found(
        [event("release", 8, of="report")], rules, 10, absences=[denial("investigation_opened", 3)]
    )
    finding("open", got, verdict="missing", breach="yes")


def test_missing_beyond_the_horizon_is_not_checked() -> None:
    """Missing beyond the horizon is not checked."""
    got = found([event("release", 4, of="report")], MISSING, 10, recorded_until=D[2])
    finding("open", got, verdict="not checked", breach="unknown")


def test_a_rule_whose_condition_is_false_requires_nothing() -> None:
    """A rule whose condition is false requires nothing."""
    later = MISSING[1] | {"when": {"event": "apology"}}
    got = found([event("release", 4, of="report")], [MISSING[0], later], 10)
    finding("open", got, verdict="pending", breach="unknown")


def test_a_stage_that_closed_had_opened() -> None:
    """A stage that closed had opened."""
    got = found([event("investigation_closed", 5)], [OPEN], 10)
    finding("open", got, words=["met", "met late"], done="yes", days_late=days(1, 2))


def test_an_implied_opening_is_given_up_beside_the_absence() -> None:
    """An implied opening is given up beside the absence."""
    # Denied to the first day on which it can have closed: without the opening it is overdue,
    # without the denial it was opened on day 0 to 5.
    lack = [denial("investigation_opened", 5)]
    got = found([event("investigation_closed", 5)], [OPEN], 10, absences=lack)
    finding("open", got, words=["met", "met late", "overdue"], verdict="cannot tell")


def test_an_absence_before_the_close_only_bounds_the_implied_opening() -> None:
    """An absence before the close only bounds the implied opening."""
    lack = [denial("investigation_opened", 4)]
    got = found([event("investigation_closed", 5)], [OPEN], 10, absences=lack)
    finding("open", got, verdict="met late", days_late=days(2), breach="yes")


def test_a_stage_that_was_continued_needs_no_close() -> None:
    """A stage that was continued needs no close."""
    rule = CLOSE | {
        "id": "end", "step": "assessment_closed", "after": "assessment_opened", "limit": "4 days",
    }  # fmt: skip

    def stages(when: int) -> list[Data]:
        return [event("assessment_opened", 1), opened(when, continues="assessment_opened")]

    finding("end", found(stages(5), [rule], 10), verdict="not required", breach="no")
    finding("end", found(stages(7), [rule], 10), verdict="met late", days_late=days(2))


def pause(first: str, until: str = "", of: str = "open", **more: Any) -> Data:  # noqa: ANN401
    """A pause of a rule."""
    ends = {"until": until} if until else {}
    return {"of": [of], "from": first, **ends, "clause": "s. 1", "source": "s", **more}


ASKED = [event("announcement", 1, "asked"), event("announcement", 3, "given")]


def test_a_paused_day_does_not_count() -> None:
    """A paused day does not count."""
    got = found([*ASKED, opened(5)], [OPEN], 10, pauses=[pause("asked", "given")])
    # Days 1, 4 and 5 count; 2 and 3 do not.
    finding("open", got, verdict="met", due=due(5))


def test_pauses_that_overlap_count_once() -> None:
    """Pauses that overlap count once."""
    more = [event("announcement", 2, "again"), event("announcement", 4, "done")]
    both = [pause("asked", "given"), pause("again", "done")]
    got = found([*ASKED, *more], [OPEN], 10, pauses=both)
    finding("open", got, due=due(6), verdict="overdue", days_late=days(4))


def test_a_pause_after_the_limit_ran_out_moves_nothing() -> None:
    """A pause after the limit ran out moves nothing."""
    late = [event("announcement", 3, "asked"), event("announcement", 6, "given")]
    got = found(late, [OPEN], 10, pauses=[pause("asked", "given")])
    finding("open", got, due=due(3))


def test_a_restart_runs_the_whole_limit_again() -> None:
    """A restart runs the whole limit again."""
    got = found(ASKED, [OPEN], 10, pauses=[pause("asked", "given", restarts=True)])
    finding("open", got, due=due(6))


def test_a_pause_without_an_end_is_pending_and_then_not_checked() -> None:
    """A pause without an end is pending and then not checked."""
    got = found(ASKED[:1], [OPEN], 10, pauses=[pause("asked")])
    status = {"min": None, "max": None, "status": "not running"}
    finding("open", got, verdict="pending", breach="unknown", due=status)
    got = found(ASKED[:1], [OPEN], 10, recorded_until=D[5], pauses=[pause("asked")])
    finding("open", got, verdict="not checked", breach="unknown")


def test_a_range_is_judged_by_its_upper_end() -> None:
    """A range is judged by its upper end."""
    got = found([opened(4)], [OPEN | {"limit": "2 to 4 days"}], 10)
    finding("open", got, verdict="met", due=due(4))


def test_a_benchmark_is_never_a_breach() -> None:
    """A benchmark is never a breach."""
    rule = OPEN | {"limit": "none stated", "benchmark": {"within": "3 days", "because": "mine"}}
    finding("open", found([opened(5)], [rule], 10), verdict="met late", breach=None)


def test_guidance_is_never_a_breach_and_no_source_no_certain_one() -> None:
    """Guidance is never a breach and no source no certain one."""
    finding("open", found([opened(5)], [OPEN | {"force": "guidance"}], 10), breach=None)
    unsourced: Data = {key: value for key, value in OPEN.items() if key != "source"}
    finding("open", found([opened(5)], [unsourced], 10), verdict="met late", breach="unknown")


def test_a_limit_nobody_could_read_cannot_be_told() -> None:
    """A limit nobody could read cannot be told."""
    rule = OPEN | {"limit": "not established"}
    got = found([opened(5)], [rule], 10)
    status = {"min": None, "max": None, "status": "not established"}
    finding("open", got, verdict="cannot tell", words=["met", "met late"], due=status)
    finding("open", found([], [rule], 10), verdict="cannot tell", days_late=None)


def ordered(*orders: Data) -> Data:
    """An opening that carries orders to finish."""
    given = [
        {"kind": "investigation_closed", "source": "s", "force": "order"} | one for one in orders
    ]
    return opened(1, orders=given)


FIRST: Data = {"id": "first", "within": "4 days"}
CLOSED = event("investigation_closed", 8)
UNLIMITED = CLOSE | {"limit": "none stated"}


def test_an_order_judges_a_rule_without_a_limit() -> None:
    """An order judges a rule without a limit."""
    got = found([ordered(FIRST), CLOSED], [UNLIMITED], 10)
    assert list(got) == ["close:first"]
    finding("close:first", got, verdict="met late", breach="yes", days_late=days(3), due=due(5))


def test_an_order_stands_beside_a_limit() -> None:
    """An order stands beside a limit."""
    got = found([ordered(FIRST), CLOSED], [CLOSE | {"limit": "10 days"}], 12)
    finding("close", got, verdict="met", due=due(11))
    finding("order-first", got, verdict="met late", due=due(5))


def test_an_extension_in_time_moves_the_end_and_one_too_late_does_not() -> None:
    """An extension in time moves the end and one too late does not."""
    more = {"id": "second", "within": "3 days", "extends": "first"}
    got = found([ordered(FIRST, more | {"made": D[5]}), CLOSED], [UNLIMITED], 10)
    finding("close:first", got, verdict="met", due=due(8), breach="no")
    got = found([ordered(FIRST, more | {"made": D[6]}), CLOSED], [UNLIMITED], 10)
    finding("close:first", got, verdict="met late", due=due(5), breach="yes")
    got = found([ordered(FIRST, more | {"made": span(5, 6)}), CLOSED], [UNLIMITED], 10)
    finding("close:first", got, verdict="met possibly late", due=due(5, 8), breach="unknown")


def test_an_end_not_published_cannot_be_told_past_the_end_before_it() -> None:
    """An end not published cannot be told past the end before it."""
    more = {"id": "second", "until": "unknown", "extends": "first", "made": D[4]}
    got = found([ordered(FIRST, more), CLOSED], [UNLIMITED], 10)
    status = {"min": D[5], "max": None, "status": "end not published"}
    finding("close:first", got, verdict="cannot tell", due=status, days_late=None)
    early = event("investigation_closed", 5)
    finding("close:first", found([ordered(FIRST, more), early], [UNLIMITED], 10), verdict="met")


def test_a_recommendation_is_no_breach_and_no_condition_excuses_an_order() -> None:
    """A recommendation is no breach and no condition excuses an order."""
    mild = FIRST | {"force": "recommendation"}
    finding("close:first", found([ordered(mild)], [UNLIMITED], 10), verdict="overdue", breach=None)
    rule = UNLIMITED | {"when": {"event": "apology"}}
    finding("close:first", found([ordered(FIRST)], [rule], 10), verdict="overdue")


def test_an_order_not_yet_given_judges_nothing() -> None:
    """An order not yet given judges nothing."""
    got = found([ordered(FIRST | {"made": D[11]})], [UNLIMITED], 10)
    assert list(got) == ["close"]
    finding("close", got, verdict="pending", breach=None)


def test_an_outside_act_opens_no_track_and_meets_no_duty() -> None:
    """An outside act opens no track and meets no duty."""
    theirs = opened(2, side="outside", track="nato")
    got = found([theirs], [OPEN], 10)
    assert list(got) == ["open"]
    finding("open", got, verdict="overdue")


def test_tracks_of_triggers_are_judged_apart() -> None:
    """Tracks of triggers are judged apart."""
    events = [
        opened(1, name="a", track="us"), opened(2, name="b", track="nato"),
        event("investigation_closed", 3, track="us"),
    ]  # fmt: skip
    got = found(events, [CLOSE], 10)
    assert list(got) == ["close:nato", "close:us"]
    finding("close:us", got, verdict="met")
    finding("close:nato", got, verdict="overdue")


def test_triggers_on_no_track_are_judged_by_the_first_step_on_any() -> None:
    """Triggers on no track are judged by the first step on any."""
    events = [opened(5, name="a", track="us"), opened(2, name="b", track="nato")]
    got = found(events, [OPEN], 10)
    assert list(got) == ["open"]
    finding("open", got, verdict="met")


def test_a_round_has_no_findings_before_it_can_have_begun() -> None:
    """A round has no findings before it can have begun."""
    events = [opened(1, name="a"), event("reopened", 6, round=2), opened(7, name="b", round=2)]
    assert list(found(events, [CLOSE], 5)) == ["close"]
    assert list(found(events, [CLOSE], 6)) == ["close", "close:round-2"]


def test_a_reopening_implies_the_close_of_a_lone_stage() -> None:
    """A reopening implies the close of a lone stage."""
    events = [opened(1, name="a"), event("reopened", 4, round=2), opened(5, name="b", round=2)]
    finding("close", found(events, [CLOSE], 10), verdict="met", done="yes")


def test_a_payment_that_was_offered_is_not_paid_and_one_without_outcome_may_be() -> None:
    """A payment that was offered is not paid and one without outcome may be."""
    rule = OPEN | {"id": "pay", "step": "payment"}
    finding("pay", found([event("payment", 2, outcome="offered")], [rule], 10), verdict="overdue")
    finding("pay", found([event("payment", 2)], [rule], 10), words=["met", "overdue"])


def test_footage_is_no_released_finding() -> None:
    """Footage is no released finding."""
    rule = OPEN | {"id": "tell", "step": "release"}
    finding("tell", found([event("release", 2, of="footage")], [rule], 10), verdict="overdue")
    finding("tell", found([event("release", 2, of="summary")], [rule], 10), verdict="met")


def test_a_source_published_by_the_end_of_the_record_counts_as_done() -> None:
    """A source published by the end of the record counts as done."""
    step = opened(f"{D[3]}/..", source="paper")
    got = found([step], [OPEN], 5, sources={"paper": D[5]})
    # Its day is 3 to 6: the source bounds it by the day after its own.
    finding("open", got, words=["met", "met late"], done="yes", days_late=days(1, 3))


def test_a_denial_of_one_of_two_ways_is_none() -> None:
    """A denial of one of two ways is none."""
    rule = OPEN | {"step": ["investigation_opened", "review_opened"]}
    got = found([], [rule], 10, absences=[denial("review_opened", 10)])
    finding("open", got, verdict="overdue", breach="unknown", standing="not searched")


@pytest.mark.parametrize("side", ["", "outside"])
def test_an_absence_speaks_of_the_acts_of_the_institution(side: str) -> None:
    """An absence speaks of the acts of the institution."""
    lack = denial("investigation_opened", 10, **({"side": side} if side else {}))
    got = found([], [OPEN], 10, absences=[lack])
    finding("open", got, breach="unknown" if side else "yes")


def test_a_restart_on_the_last_day_on_time_counts_and_one_later_does_not() -> None:
    """A restart that begins on the last day on time counts; one that begins later does not."""
    for start, last in ((3, 9), (4, 3)):
        clock = [event("announcement", start, "asked"), event("announcement", 6, "given")]
        got = found(clock, [OPEN], 12, pauses=[pause("asked", "given", restarts=True)])
        finding("open", got, due=due(last))


def test_no_more_is_given_up_than_has_to_be() -> None:
    """Without the denial there is the opening: no version is without both."""
    lack = [denial("investigation_opened", 10)]
    got = found([event("investigation_closed", 5)], [OPEN], 10, recorded_until=D[1], absences=lack)
    # Without both, the horizon would be day 1 and the step not checked.
    finding("open", got, words=["met", "met late", "overdue"])


def test_a_reopening_of_two_stages_only_orders() -> None:
    """Where two stages are on record, a reopening says of neither that it had closed."""
    stages = [opened(1, name="a"), event("assessment_opened", 1), event("reopened", 4, round=2)]
    finding("close", found(stages, [CLOSE], 10), verdict="overdue", done="unknown")


def test_after_on_one_day_is_strictly_after() -> None:
    """What comes after another on one day is out of order for certain where it should not."""
    before = event("release", 4, of="report")
    before["claims"].append({"when": "before investigation_opened", "source": "s"})
    got = found([before, opened(4)], [IN_ORDER | {"limit": "none stated"}], 10)
    finding("release", got, verdict="out of order", breach="yes")


def test_a_fixed_date_of_an_order_waits_for_nothing() -> None:
    """A date to finish by counts although the event that was to start the clock is not known."""
    order = {"id": "first", "until": D[5], "from": "later", "made": D[2]}
    events = [ordered(order), event("announcement", 20, "later")]
    finding("close:first", found(events, [UNLIMITED], 10), verdict="overdue", due=due(5))
