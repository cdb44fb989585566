"""The docket over time: figures, sums, gaps, and how long reports stay."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.interval import Interval
from timeline.model.build import build_source
from timeline.model.source import Source
from timeline.model.workspace import Workspace
from timeline.portfolio.ledger import Check, Docket, build_dockets, signed
from timeline.read.parse import parse_yaml
from timeline.results.build.ledger import docket_record
from timeline.results.ledger import FlowRecord
from tools.make_docs import ROOT

COUNTS = st.integers(0, 10**6)


def source(*caseload: str, read: str = "whole") -> Source:
    """A source that states these figures of the docket D."""
    rows = "\n".join(f"  - {{scope: D, {row}}}" for row in caseload)
    text = f"title: T\npublisher: P\nkind: press\nread: {read}\ncaseload:\n{rows}\n"
    return build_source(parse_yaml(text, "seeds/s.yaml"))


def docket(*sources: Source) -> Docket:
    """The one docket of these sources, which are called a, b, c."""
    (found,) = build_dockets(dict(zip("abcdef", sources, strict=False)))
    return found


def flow_of(*sources: Source) -> FlowRecord:
    """How long reports of the one docket of these sources stay."""
    found = docket_record(docket(*sources)).flow
    assert found is not None
    return found


def off(found: Docket) -> tuple[Check, ...]:
    """The sums that are off."""
    return tuple(one for one in found.checks if one.status == "off")


def failures(*caseload: str) -> list[tuple[str, str, int]]:
    """What does not add up in figures of one source: test, month, amount."""
    return [(one.test, one.month, one.off.by) for one in off(docket(source(*caseload)))]


@cache
def shipped() -> Docket:
    """The coalition's docket, from the sources of this checkout."""
    workspace = Workspace(ROOT)
    sources = {name: workspace.load_source(name) for name in sorted(workspace.source_ids)}
    (found,) = [one for one in build_dockets(sources) if one.scope == "CJTF-OIR"]
    return found


FOUND = {
    ("carried", "2016-11", 4, "explained"),
    ("killed_total", "2017-02", 5, "not checked"),
    ("carried", "2017-09", -6, "not checked"),
    ("reports_total", "2017-10", 284, "not checked"),
    ("killed_total", "2017-11", 5, "not checked"),
    ("carried", "2018-03", 2, "not checked"),
    ("outcomes", "2018-05", 5, "not checked"),
    ("carried", "2018-07", -2, "not checked"),
    ("killed_total", "2019-04", 6, "explained"),
    ("killed_total", "2019-08", -8, "not checked"),
}
"""All that does not come out in the coalition's reports; no source of it was read whole."""


def test_all_that_does_not_add_up_is_found_and_nothing_else() -> None:
    """Each by the sum that fails, the month, the amount, and why it is not called off."""
    found = {(one.test, one.month, one.off.by, one.status) for one in shipped().checks}
    assert {one for one in found if one[2]} == FOUND


def failure(test: str, month: str) -> Check:
    """One of those."""
    (found,) = [one for one in shipped().checks if (one.test, one.month) == (test, month)]
    return found


@pytest.mark.parametrize(("month", "reopened"), [("2019-01", 5), ("2019-04", 3), ("2019-08", 2)])
def test_the_reopened_are_counted_inside(month: str, reopened: int) -> None:
    """The sum is exact without them, and adding them breaks it by as many."""
    (check,) = [one for one in shipped().checks if (one.test, one.month) == ("balance", month)]
    assert check.off.by == 0
    assert f"{reopened} reopened must be counted inside" in check.remark
    assert f"off by −{reopened}" in check.remark


def test_every_month_that_states_all_four_balances() -> None:
    """Within months nothing fails."""
    whole = [one for one in shipped().checks if one.test == "balance"]
    assert len(whole) >= 8
    assert [one for one in whole if one.status != "adds up"] == []


def test_the_outcomes_of_may_2018_are_short_by_five() -> None:
    """The page says that duplicates are not stated."""
    check = failure("outcomes", "2018-05")
    assert "= 271, published 276" in check.words
    assert check.remark == "duplicates are not stated"


def test_november_2016_adds_up_with_what_was_received_before() -> None:
    """16 received and 7 from earlier months are the 23 that are told of."""
    check = failure("received", "2016-11")
    assert "= 23, published 16 received + 7 carried over" in check.words
    assert check.status == "adds up"


@pytest.mark.parametrize("read", ["part", "copy"])
def test_a_sum_over_a_part_is_not_called_wrong(read: str) -> None:
    """Nor over a copy, nor where it is not on record how much was read."""
    rows = ("period: 2018-01, carried_over: 5, received: 1, completed: 2, open: 9",)
    assert [one.status for one in docket(source(*rows)).checks] == ["off"]
    assert [one.status for one in docket(source(*rows, read=read)).checks] == ["not checked"]
    unsaid = source(*rows).model_copy(update={"read": None})
    assert [one.status for one in docket(unsaid).checks] == ["not checked"]


def test_one_source_read_whole_vouches_for_a_figure() -> None:
    """A second one, read in part, takes nothing away."""
    row = "period: 2018-01, carried_over: 5, received: 1, completed: 2, open: 9"
    assert [one.status for one in docket(source(row), source(row, read="part")).checks] == ["off"]


def test_what_a_source_says_of_a_difference_explains_it() -> None:
    """Of that sum alone."""
    first = "period: 2018-01, killed_total: 10, open: 3"
    second = "period: 2018-02, carried_over: 4, killed: 1, killed_total: 15"
    found = docket(source(first, f"{second}, explains: {{killed_total: late additions}}"))
    assert [one.explained_by for one in found.checks if one.status == "explained"] == [
        (("a", "late additions"),)
    ]
    assert [one.test for one in off(found)] == ["carried"]


def test_a_derived_number_open_says_so() -> None:
    """485 + 121 − 84 = 522 is not published."""
    assert "522 open (derived)" in failure("carried", "2018-03").words


def test_april_2019_comes_with_the_note_on_reports_not_carried_before() -> None:
    """What the source says of three credible reports explains the total."""
    check = failure("killed_total", "2019-04")
    assert "1,291 + 5 = 1,296, published at least 1,302" in check.words
    assert check.off.or_more
    assert check.explained_by == (
        (
            "fort-russ-2019-05-31",
            "three credible reports that earlier monthly releases had not carried",
        ),
    )


def test_a_total_that_is_too_low_is_found_across_a_gap() -> None:
    """1335 less the 22 of its month is 8 below the last total known."""
    check = failure("killed_total", "2019-08")
    assert check.words.endswith("(from June 2019)")
    assert "not every month between" in check.remark


def test_rounded_strikes_neither_disagree_nor_fall() -> None:
    """28,000 and more beside 28,198; 30,000 and more after 30,008."""
    months = {month.name: month for month in shipped().months}
    assert months["2017-10"].bound("strikes_total") == Interval(28198, 28198)
    assert not [one for one in shipped().checks if one.test in {"falls", "disagreement"}]


def test_months_without_figures_are_gaps() -> None:
    """Three months of 2017, for one."""
    gaps = docket_record(shipped()).gaps
    assert ("2017-05", "2017-07", 3) in {(one.first, one.last, one.months) for one in gaps}


def test_figures_of_no_single_month_stand_aside() -> None:
    """624 to some month of 2017."""
    assert {figures.period.text for _, figures in shipped().aside} == {"../2017-07"}


def test_sources_that_differ_are_told() -> None:
    """Neither wins, and neither enters a sum."""
    found = docket(
        source("period: 2018-01, carried_over: 5, received: 1, completed: 2, open: 4"),
        source("period: 2018-01, open: 7"),
    )
    (check,) = found.checks
    assert (check.test, check.off.by, check.sources) == ("disagreement", 3, ("a", "b"))
    assert check.words == "open: 4 (a) / 7 (b)"
    assert found.months[0].left_open is None


def test_at_least_is_compared_as_printed() -> None:
    """At least 801 and 11 more are not at least 817."""
    rows = (
        "period: 2017-10, killed_total: 801..",
        "period: 2017-11, killed: 11, killed_total: 817..",
    )
    assert failures(*rows) == [("killed_total", "2017-11", 5)]
    (check,) = off(docket(source(*rows)))
    assert "at least 801 + 11 = at least 812, published at least 817" in check.words
    assert "could both be true" in check.remark


@pytest.mark.parametrize(
    "rows",
    [
        ["completed: 3", "completed: 2.."],
        ["completed: 3..", "completed: 2.."],
        ["killed_total: 106", "killed_total: 105.."],
    ],
)
def test_at_least_does_not_contradict_a_number_that_it_allows(rows: list[str]) -> None:
    """At least 2 are also 3; the narrower one is what counts."""
    found = docket(*(source(f"period: 2018-01, {row}") for row in rows))
    assert found.checks == []


def test_at_least_more_than_an_exact_number_contradicts_it() -> None:
    """By so many or more, and the words keep the bound."""
    rows = [source(f"period: 2018-01, completed: {number}") for number in ("3", "5..")]
    (check,) = off(docket(*rows))
    assert check.words == "completed: 3 (a) / at least 5 (b)"
    assert (check.off.by, check.off.or_more) == (2, True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("killed_total: 106", "killed: 4, killed_total: 105.."),
        ("killed_total: 100", "killed: 2.., killed_total: 150"),
        ("open: 104..", "carried_over: 200"),
        ("open: 104", "carried_over: 90.."),
        ("open: 12", "received: 5.., completed: 0, open: 19"),
    ],
)
def test_nothing_is_off_where_the_bounds_can_fit(first: str, second: str) -> None:
    """At least 105 against 110, and the like."""
    assert failures(f"period: 2018-01, {first}", f"period: 2018-02, {second}") == []


def test_at_least_after_a_higher_total_is_no_fall() -> None:
    """At least 105 after 106; but 105 after at least 200 is one, by 95 or more."""
    rows = ("period: 2018-01, killed_total: 106", "period: 2018-02, killed_total: 105..")
    assert failures(*rows) == []
    rows = ("period: 2018-01, killed_total: 200..", "period: 2018-02, killed_total: 105")
    (check,) = off(docket(source(*rows)))
    assert (check.test, check.off.by, check.off.or_more) == ("falls", -95, True)


@given(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()),
    st.tuples(*[st.integers(0, 5)] * 4),
)
def test_a_true_docket_is_never_off_whichever_figures_are_only_lower_ends(
    flows: tuple[int, int, int], floors: tuple[bool, ...], below: tuple[int, ...]
) -> None:
    """True numbers that balance, each printed exactly or as at least something lower."""
    carried, got, done = flows
    done = min(done, carried + got)
    names = ("carried_over", "received", "completed", "open")
    row = ", ".join(
        f"{name}: {max(1, number - less)}.." if is_floor and number else f"{name}: {number}"
        for name, number, is_floor, less in zip(
            names, (carried, got, done, carried + got - done), floors, below, strict=True
        )
    )
    assert failures(f"period: 2018-01, {row}") == []


@pytest.mark.parametrize(
    ("row", "derived"),
    [
        ("carried_over: 100.., received: 5, completed: 3", Interval(102, None)),
        ("carried_over: 100, received: 5, completed: 3..", Interval(0, 102)),
        ("carried_over: 100.., received: 5, completed: 3..", None),
        ("carried_over: 100, received: 5, completed: 3", Interval(102, 102)),
    ],
)
def test_a_number_derived_from_bounds_is_a_bound(row: str, derived: Interval | None) -> None:
    """At least 100 and 5 less 3 are at least 102; nothing is known of two open ends."""
    (month,) = docket(source(f"period: 2019-01, {row}")).months
    assert month.derived_open == derived


def test_months_with_bounds_enter_neither_clearance_nor_littles_law() -> None:
    """They are named; so is a month that completed nothing with reports open."""
    flow = flow_of(
        source(
            "period: 2019-01, carried_over: 100.., received: 5, completed: 3",
            "period: 2019-02, completed: 0, open: 17",
            "period: 2019-03, completed: 2, open: 18",
            "period: 2019-04, completed: 0, open: 0",
        )
    )
    assert flow.left_out == ("2019-01",)
    assert flow.uncleared == ("2019-02",)
    assert [one.month for one in flow.clearances] == ["2019-03"]
    assert flow.months == ("2019-02", "2019-03", "2019-04")


def test_a_flow_of_nothing_but_bounds_has_no_means() -> None:
    """And no division by zero."""
    flow = flow_of(source("period: 2019-01, completed: 3.., open: 9"))
    assert (flow.left_out, flow.mean_open, flow.mean_completed) == (("2019-01",), None, None)


@pytest.mark.parametrize("rounded", ["28000..", "28198.."])
def test_a_rounded_total_above_the_exact_one_disagrees(rounded: str) -> None:
    """More than 28,000 says something against 27,000."""
    found = docket(
        source("period: 2018-01, strikes_total: 27000"),
        source(f"period: 2018-01, strikes_total: {rounded}"),
    )
    assert [one.test for one in off(found)] == ["disagreement"]


def test_a_total_that_goes_down_falls() -> None:
    """Also where a rounded one stood between."""
    rows = (
        "period: 2018-01, strikes_total: 30008",
        "period: 2018-02, strikes_total: 30000..",
        "period: 2018-03, strikes_total: 30004",
    )
    assert failures(*rows) == [("falls", "2018-03", -4)]


def test_months_that_state_no_total_are_added_up() -> None:
    """892, then 62 and 105, is 1059."""
    rows = (
        "period: 2018-04, killed_total: 892..",
        "period: 2018-05, killed: 62",
        "period: 2018-06, killed: 105, killed_total: 1059..",
    )
    assert failures(*rows) == []
    assert [one.words for one in docket(source(*rows)).checks] == [
        (
            "killed in all: at least 892 + 62 + 105 = at least 1,059, published at least 1,059 "
            "(from April 2018)"
        )
    ]


def test_what_is_unknown_or_a_range_enters_no_sum() -> None:
    """Nothing is inferred with a lower end that nobody printed as the number."""
    rows = ("period: 2018-01, carried_over: ..9, received: 2..5, completed: unknown, open: 100",)
    assert docket(source(*rows)).checks == []
    assert "completed" not in docket(source(*rows)).months[0].figures


def test_carried_from_the_month_before_where_a_month_does_not_say() -> None:
    """42 left, 43 in, 47 out: 38."""
    rows = ("period: 2017-03, open: 42", "period: 2017-04, received: 43, completed: 47, open: 39")
    assert failures(*rows) == [("balance", "2017-04", 1)]


def test_only_months_that_had_ended() -> None:
    """A month that ends on the day counts."""
    one = source(
        "period: 2018-01, open: 1", "period: 2018-02, open: 2", "period: ../2018-03, open: 3"
    )
    day = date(2018, 2, 28).toordinal()
    (found,) = build_dockets({"a": one}, day)
    assert [month.name for month in found.months] == ["2018-01", "2018-02"]
    assert found.aside == []
    assert build_dockets({"a": one}, day - 400) == []


def test_half_a_month_is_no_month() -> None:
    """Nor is a year."""
    found = docket(source("period: 2018-01-01/2018-01-15, open: 1", "period: 2018, open: 2"))
    assert (found.months, len(found.aside), found.paces) == ([], 2, [])


def test_nothing_completed_has_no_mean_time() -> None:
    """And no division by zero."""
    flow = flow_of(source("period: 2018-01, completed: 0, open: 9"))
    assert (flow.mean_time_months, flow.clearances) == (None, ())


def test_clearance_and_littles_law() -> None:
    """The second divides mean by mean; a month that completed nothing counts in it."""
    flow = flow_of(
        source(
            "period: 2018-01, completed: 10, open: 30",
            "period: 2018-02, completed: 0, open: 40",
            "period: 2018-03, completed: 20, open: 20",
        )
    )
    assert [one.months for one in flow.clearances] == [3.0, 1.0]
    assert (flow.mean_open, flow.mean_completed) == (30.0, 10.0)
    assert flow.mean_time_months == 3.0


@given(COUNTS, COUNTS, COUNTS, st.integers(-5, 5))
def test_a_month_is_off_by_what_was_added_to_it(carried: int, got: int, done: int, by: int) -> None:
    """Published less inferred, for any figures."""
    still = carried + got - done + by
    if still < 0:
        return
    row = f"carried_over: {carried}, received: {got}, completed: {done}, open: {still}"
    found = failures(f"period: 2018-01, {row}")
    assert found == ([("balance", "2018-01", by)] if by else [])


@given(st.lists(COUNTS, min_size=2, max_size=8), st.data())
def test_a_running_total_is_off_only_where_it_was_changed(
    parts: list[int], data: st.DataObject
) -> None:
    """A sum of sums adds up; one error shows once where it came, with its amount."""
    totals = [sum(parts[: place + 1]) for place in range(len(parts))]
    wrong = data.draw(st.integers(1, len(parts) - 1))
    by = data.draw(st.integers(1, 9))
    totals = [total + (by if place >= wrong else 0) for place, total in enumerate(totals)]
    rows = [
        f"period: 2018-{place + 1:02d}, killed: {part}, killed_total: {total}"
        for place, (part, total) in enumerate(zip(parts, totals, strict=True))
    ]
    assert failures(*rows) == [("killed_total", f"2018-{wrong + 1:02d}", by)]


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=9), st.integers(0, 100))
def test_a_docket_that_is_kept_well_adds_up(flows: list[tuple[int, int]], left: int) -> None:
    """Whatever comes in and goes out."""
    rows = []
    for place, (got, most) in enumerate(flows):
        done = min(most, left + got)
        row = f"carried_over: {left}, received: {got}, completed: {done}, open: {left + got - done}"
        rows.append(f"period: 2018-{place + 1:02d}, {row}")
        left = left + got - done
    assert failures(*rows) == []
    assert docket_record(docket(source(*rows))).gaps == ()


@pytest.mark.parametrize(("number", "words"), [(5, "+5"), (-2, "−2"), (0, "0")])
def test_differences_have_signs(number: int, words: str) -> None:
    """With a minus that is one."""
    assert signed(number) == words
