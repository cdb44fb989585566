"""How long many cases took: which are meant, how they are counted, where the median lies."""

from collections.abc import Sequence
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import inferred, ordinal, shipped_kinds
from tests.cli.runner import CASES, ROOT
from tests.conformance.builders import policy_of
from timeline.chrono.interval import ANY, Interval
from timeline.chrono.network import Constraint
from timeline.conformance.finding import Report
from timeline.conformance.judge import check
from timeline.conformance.judged import Judged
from timeline.conformance.policies import Selection
from timeline.inference.inference import Inference
from timeline.inference.latency import Latency, latencies_of
from timeline.inference.statement import day_nodes
from timeline.model.measure import NamedLatency
from timeline.model.workspace import Workspace
from timeline.portfolio.selection import (
    HOW_ROUNDS_COUNT,
    CaseFilter,
    Key,
    choose,
    grouped,
    years_of,
)
from timeline.portfolio.stats import Asked, Spread, StatsEntry, StepState, median_bound, stats_of
from timeline.view import View

OPENED = NamedLatency.model_validate(
    {"id": "opened", "label": "opened", "from": "strike", "to": "investigation_opened"}
)
CONCEDED = NamedLatency.model_validate(
    {"id": "conceded", "label": "conceded", "from": "denial", "to": "acknowledgement"}
)
SHOWN = NamedLatency.model_validate({"id": "shown", "label": "shown", "from": "strike"})
ROUNDS = f"more than one round: {HOW_ROUNDS_COUNT}"
NO_RULES = policy_of("rules: []", "p")


def a_case(
    rest: str = "",
    *,
    strike: str = "2023-05-03",
    as_of: str = "2024-12-31",
    head: str = "",
    policies: Sequence[tuple[str, bool]] = (("p", True),),
) -> Judged:
    """A case with a strike and something else, measured on a day.

    Args:
        rest: further events and absences.
        strike: its day.
        as_of: the day judged from.
        head: such as its tags.
        policies: those that it is judged by, each with whether that is certain.
    """
    text = f"{head}\nevents:\n  - {{kind: strike, when: '{strike}', source: press}}\n{rest}"
    inference = inferred(text, today=as_of)
    day = ordinal(as_of)
    reports = tuple(
        check(
            inference,
            Selection(NO_RULES.model_copy(update={"id": name}), (), "test", is_certain=certain),
            day,
        )
        for name, certain in policies
    )
    measured = tuple(latencies_of(inference, [OPENED, SHOWN, CONCEDED], day))
    return judged_as_of(day, inference, reports, measured)


def judged_as_of(
    day: int, inference: Inference, reports: tuple[Report, ...], latencies: tuple[Latency, ...]
) -> Judged:
    """A case without sources, seen from a day that was asked for."""
    return Judged(
        inference=inference,
        kinds=shipped_kinds(),
        sources={},
        as_of=day,
        is_default_day=False,
        known_on=None,
        reports=reports,
        latencies=latencies,
    )


def opened(when: str) -> str:
    """The opening of the investigation."""
    return f"  - {{kind: investigation_opened, when: '{when}', source: press}}\n"


def spread(*cases: Judged, min_cases: int = 8) -> Spread:
    """The first measure over all cases."""
    (group,) = stats_of(cases, Asked(min_cases=min_cases)).groups
    assert group.spreads[0].measure is OPENED
    return group.spreads[0]


def states(found: Spread) -> list[str]:
    """How each case stands."""
    return [entry.state.value for entry in found.entries]


class TestMedian:
    """The first day by which at least half are over."""

    def test_of_exact_days_it_is_one_of_them(self) -> None:
        """Of an odd number the middle one, of an even one the lower of the two."""
        assert median_bound([Interval(day, day) for day in (9, 1, 4)]) == Interval(4, 4)
        assert median_bound([Interval(day, day) for day in (9, 1, 4, 6)]) == Interval(4, 4)

    def test_an_open_end_bounds_nothing_above(self) -> None:
        """Half are over by some day, and nobody can tell by which."""
        assert median_bound([Interval(3, 3), Interval(10, None), Interval(20, None)]) == Interval(
            10, None
        )

    def test_what_is_not_known_bounds_nothing(self) -> None:
        """One unknown among three leaves the other two as ends, two of three leave nothing."""
        assert median_bound([Interval(3, 3), Interval(9, 9), ANY]) == Interval(3, 9)
        assert median_bound([Interval(3, 3), ANY, ANY]) == ANY

    def test_no_case_has_none(self) -> None:
        """There is nothing to halve."""
        assert median_bound([]) is None

    @given(
        st.lists(
            st.tuples(st.integers(-3, 9), st.integers(0, 3)).map(
                lambda pair: Interval(pair[0], sum(pair))
            ),
            min_size=1,
            max_size=6,
        )
    )
    def test_it_holds_in_every_world_and_both_ends_are_reached(self, cases: list[Interval]) -> None:
        """Every way in which the unknown days can have fallen, one by one."""
        worlds = product(*(range(_known(one.min), _known(one.max) + 1) for one in cases))
        medians = {sorted(world)[(len(world) - 1) // 2] for world in worlds}
        assert median_bound(cases) == Interval(min(medians), max(medians))


def _known(end: int | None) -> int:
    assert end is not None
    return end


class TestShippedCases:
    """From the strike to the first acknowledgement, in the cases that ship."""

    MEASURE = "strike-to-acknowledgement"

    def test_four_cases_in_every_world(self) -> None:
        """Each possible number of days of each case against each of the others."""
        entries = self.entries(CASES)
        lists = [self.possible(entry) for entry in entries]
        medians = {sorted(world)[(len(world) - 1) // 2] for world in product(*lists)}
        found = median_bound([entry.bound for entry in entries])
        assert found == Interval(min(medians), max(medians)) == Interval(69, 69)

    def test_all_cases_in_every_world(self) -> None:
        """Whatever the unknown dates are, and on whatever day an unrecorded one came, if ever."""
        entries = self.entries(WORKSPACE.case_ids)
        found = median_bound([entry.bound for entry in entries])
        assert found is not None
        low, high = _known(found.min), _known(found.max)
        assert self.is_median_of_a_world(entries, low)
        assert self.is_median_of_a_world(entries, high)
        for away in range(1, 40):
            assert not self.is_median_of_a_world(entries, low - away)
            assert not self.is_median_of_a_world(entries, high + away)

    def entries(self, names: Sequence[str]) -> tuple[StatsEntry, ...]:
        """The cases that the measure applies to."""
        found, problems = shipped().judge_all(names)
        assert problems == []
        (group,) = stats_of(found, Asked(measure=self.MEASURE)).groups
        assert len(group.spreads[0].entries) == len(names)
        return group.spreads[0].entries

    def possible(self, entry: StatsEntry) -> list[int]:
        """Every number of days that some reading allows, tried one by one on all the claims."""
        return possible_days(entry.case, entry.latency.start, entry.latency.end)

    def is_median_of_a_world(self, entries: Sequence[StatsEntry], day: int) -> bool:
        """Whether some world has this median.

        In a world `below` cases were over before the day and `by` on it or before; all pairs that
        the choices of the cases can add up to are gathered, which is every world.
        """
        sums = {(0, 0)}
        for entry in entries:
            if entry.state is StepState.OVER:
                choices = {(int(one < day), int(one <= day)) for one in self.possible(entry)}
            else:  # on any day that is left
                low, high = entry.bound.min, entry.bound.max
                choices = {(1, 1)} if low is None or low < day else set()
                choices |= {(0, 1)} if entry.bound.contains(day) else set()
                choices |= {(0, 0)} if high is None or high > day else set()
            sums = {(a + c, b + d) for a, b in sums for c, d in choices}
        half = (len(entries) + 1) // 2
        return any(below < half <= by for below, by in sums)


WORKSPACE = Workspace(ROOT)


@cache
def shipped() -> View:
    """The shipped cases, each as of the end of its record."""
    return View(WORKSPACE, ordinal("2026-11-21"))


@cache
def possible_days(case: str, start: str, end: str) -> list[int]:
    """Every number of days from one event to another that the claims of a case allow."""
    found = []
    inference = shipped().judge(case).inference
    for days in range(-40, 2500):
        for branch in inference.branches:
            one, two = day_nodes(branch.events[start], branch.events[end])
            if branch.days.allows([Constraint(one, two, days), Constraint(two, one, -days)]):
                found.append(days)
                break
    return found


class TestCounting:
    """Over, unclear, open and not recorded are different words."""

    def test_each_case_stands_in_one_way(self) -> None:
        """By the day that it is judged from."""
        found = spread(
            a_case(opened("2023-05-23")),
            a_case(opened("2023-11"), as_of="2023-11-15"),
            a_case(opened("2024-01-01"), as_of="2023-11-15"),
            a_case(),
        )
        assert states(found) == ["over", "unclear", "open", "none recorded"]
        assert [found.count(state) for state in StepState] == [1, 1, 1, 1]

    def test_what_is_only_not_recorded_is_never_certainly_open(self) -> None:
        """It may have come on any day, so it bounds nothing, and says nothing."""
        found = spread(a_case(opened("2023-05-23")), a_case())
        assert found.entries[1].bound == ANY
        assert found.telling == 1
        assert found.median == Interval(None, 20)
        assert found.recorded_median == Interval(20, 20)

    def test_a_denial_of_what_is_not_recorded_bounds_it_below(self) -> None:
        """Not by the end of 23 May: at least 21 days."""
        denied = "absences:\n  - {kind: investigation_opened, until: 2023-05-23, source: agency}\n"
        found = spread(a_case(denied))
        assert states(found) == ["unclear"]
        assert (found.median, found.telling) == (Interval(21, None), 1)

    def test_a_denial_up_to_the_day_leaves_it_open(self) -> None:
        """Not by the end of that day: one day more than had passed, and no second day on top."""
        denied = "absences:\n  - {kind: investigation_opened, until: 2023-05-23, source: agency}\n"
        found = spread(a_case(denied, as_of="2023-05-23"))
        assert states(found) == ["open"]
        assert (found.median, found.entries[0].fitted) == (Interval(21, None), Interval(21, None))

    def test_what_may_not_apply_is_named_and_counted_nowhere(self) -> None:
        """Nor is what certainly does not."""
        denied = "  - {kind: denial, when: 2023-05-10, source: press}\n"
        conceded = "  - {{kind: acknowledgement, when: {}, source: press}}\n".format
        cases = [a_case(denied + conceded(when)) for when in ("2023-05/2023-06", "2023-05-04")]
        (group,) = stats_of(cases, Asked(measure="conceded")).groups
        assert group.spreads[0].may_not_apply == ("test",)
        assert group.spreads[0].entries == ()

    def test_an_open_case_counts_as_open(self) -> None:
        """What had passed by then, or more."""
        found = spread(a_case(opened("2024-01-01"), as_of="2023-08-03"))
        assert found.median == Interval(92, None)

    def test_a_disclosure_that_cannot_be_dated_is_unclear(self) -> None:
        """The measure applies, and nobody can tell how long it was."""
        (group,) = stats_of([a_case()], Asked(measure="shown")).groups
        assert states(group.spreads[0]) == ["unclear"]
        assert group.spreads[0].median == ANY

    def test_a_case_whose_start_had_not_happened_is_not_counted(self) -> None:
        """One strike came later, another may have; the second is named."""
        (group,) = stats_of(
            [
                a_case(strike="2023-05-03", as_of="2023-04-01"),
                a_case(strike="2023-05", as_of="2023-05-15"),
            ],
            Asked(measure="opened"),
        ).groups
        assert group.spreads[0].entries == ()
        assert group.spreads[0].may_not_apply == ("test",)
        assert group.spreads[0].median is None

    def test_a_measure_that_applies_nowhere_has_no_row(self) -> None:
        """Nothing is shown of it."""
        (group,) = stats_of([a_case(as_of="2023-04-01")], Asked()).groups
        assert group.spreads == ()


class TestCurves:
    """Only where enough cases say anything."""

    def test_a_curve_needs_as_many_cases_as_were_asked_for(self) -> None:
        """One fewer, and there is none."""
        cases = [a_case(opened("2023-05-23"))] * 3
        assert spread(*cases, min_cases=4).curve is None
        curve = spread(*cases, min_cases=3).curve
        assert curve is not None
        assert curve.half_over() == Interval(20, 20)

    def test_what_is_open_at_the_end_of_a_day_does_not_end_on_it(self) -> None:
        """One was over on the twentieth day, seven were not."""
        day = "2023-05-23"
        cases = [a_case(opened(day), as_of=day), *[a_case(opened("2024-01-01"), as_of=day)] * 7]
        curve = spread(*cases).curve
        assert curve is not None
        first, rest = curve.steps
        assert first.days == Interval(20, 20)
        assert first.share == pytest.approx(1 / 8, abs=1e-3)
        assert (rest.days.min or 0) > 20

    def test_cases_that_say_nothing_do_not_count_towards_it(self) -> None:
        """Seven unrecorded ends and one known are one case, not eight."""
        assert spread(*[a_case()] * 7, a_case(opened("2023-05-23"))).curve is None
        assert spread(*[a_case()] * 9, min_cases=1).curve is None

    def test_it_rests_on_the_cases_that_say_anything(self) -> None:
        """And the spread tells how many do not."""
        found = spread(*[a_case(opened("2023-05-23"))] * 8, *[a_case()] * 3)
        assert found.curve is not None
        assert (found.curve.cases, len(found.entries)) == (8, 11)


class TestChoosing:
    """A case is meant only where that is certain; where nobody can tell it is named."""

    @pytest.mark.parametrize(
        ("text", "years"),
        [
            ("2016", Interval(2016, 2016)),
            ("2016..2019", Interval(2016, 2019)),
            ("2016..", Interval(2016, None)),
            ("..2019", Interval(None, 2019)),
            ("..", None),
            ("2019..2016", None),
            ("2016-2019", None),
            ("16", None),
            ("", None),
        ],
    )
    def test_years(self, text: str, years: Interval | None) -> None:
        """A year, or from one to another, or open at one end."""
        assert years_of(text) == years

    @pytest.mark.parametrize(
        ("key", "value", "fits"),
        [
            ("tag", "Drone", "yes"),
            ("tag", "dron", "no"),
            ("command", "centcom", "yes"),
            ("forces", "US", "no"),
            ("policy", "p", "yes"),
            ("policy", "q", "no"),
            ("year", "2023", "yes"),
            ("year", "..2022", "no"),
        ],
    )
    def test_a_condition(self, key: Key, value: str, fits: str) -> None:
        """Words are compared without regard to capitals."""
        case = a_case(head="tags: [drone, night]\ncommand: CENTCOM\nforces: X")
        assert CaseFilter(key, value, years_of(value)).holds(case).value == fits

    def test_every_condition_has_to_be_met(self) -> None:
        """One that is not is enough to leave a case out."""
        case = a_case(head="tags: [drone, night]")
        drone, night, day = (CaseFilter("tag", tag) for tag in ("drone", "night", "day"))
        assert choose([case], [drone, night]).cases == (case,)
        assert choose([case], [drone, day]).cases == ()
        assert choose([case], []).cases == (case,)

    def test_a_year_that_nobody_can_tell_leaves_the_case_out_and_names_it(self) -> None:
        """The strike was on New Year's Eve or the day after."""
        case = a_case(strike="2022-12-31/2023-01-01")
        asked = Asked((CaseFilter("year", "2023", Interval(2023, 2023)),))
        found = stats_of([case], asked)
        assert (found.cases, found.unclear, found.groups) == ((), ("test",), ())
        both = CaseFilter("year", "2022..2023", Interval(2022, 2023))
        assert choose([case], [both]).cases == (case,)

    def test_a_case_without_an_incident_is_of_no_year(self) -> None:
        """There is no day to take it from."""
        text = "events:\n  - {kind: denial, when: 2023-05-03, source: press}\n"
        case = a_case()
        silent = judged_as_of(case.as_of, inferred(text), (), case.latencies)
        assert CaseFilter("year", "2023", Interval(2023, 2023)).holds(silent).value == "no"
        assert list(grouped([silent], "year")) == ["no year"]

    def test_a_policy_that_may_have_been_in_force_is_not_certain(self) -> None:
        """Neither of the two is the case's own for certain."""
        case = a_case(policies=[("p", False), ("q", False)])
        assert CaseFilter("policy", "p").holds(case).value == "unknown"
        assert choose([case], [CaseFilter("policy", "q")]).unclear == (case,)

    @pytest.mark.parametrize(
        ("policies", "name"),
        [
            ([("p", True)], "p"),
            ([("p", True), ("q", True)], "p and q"),
            ([("p", False), ("q", False)], "p or q"),
            ([("p", False)], "p or none"),
            ([], "no policy"),
        ],
    )
    def test_groups_by_policy(self, policies: Sequence[tuple[str, bool]], name: str) -> None:
        """Doubt has a group of its own."""
        assert list(grouped([a_case(policies=policies)], "policy")) == [name]

    @pytest.mark.parametrize(
        ("strike", "name"),
        [
            ("2023", "2023"),
            ("2022-12/2023-01", "2022 or 2023"),
            ("2021-12/2023-01", "2021 to 2023"),
            ("../2023-01", "by 2023"),
            ("2023-01/..", "2023 or later"),
            ("unknown", "year unknown"),
        ],
    )
    def test_groups_by_year(self, strike: str, name: str) -> None:
        """No year is made up for a strike of which it is not certain."""
        assert list(grouped([a_case(strike=strike)], "year")) == [name]

    def test_a_case_stands_in_the_group_of_each_of_its_tags(self) -> None:
        """And one without a tag in a group of its own."""
        tagged, plain = a_case(head="tags: [drone, night]"), a_case()
        assert grouped([tagged, plain], "tag") == {
            "drone": (tagged,),
            "night": (tagged,),
            "no tag": (plain,),
        }
        assert list(grouped([plain], "command")) == ["no command"]

    def test_what_could_mislead_is_said(self) -> None:
        """Other policies, and cases that were reopened."""
        again = "  - {kind: reopened, round: 2, when: 2024-01-01, source: press}\n"
        cases = [a_case(), a_case(again), a_case(again, policies=[("q", True)])]
        (group,) = stats_of(cases, Asked()).groups
        assert group.cautions == (
            "the cases are judged under different policies",
            f"2 cases have {ROUNDS}",
        )
        (one,) = stats_of(cases[1:2], Asked()).groups
        assert one.cautions == (f"1 case has {ROUNDS}",)

    def test_a_reopening_that_is_still_to_come_is_no_caution(self) -> None:
        """Judged from a day before it there is one round."""
        again = "  - {kind: reopened, round: 2, when: 2024-01-01, source: press}\n"
        (group,) = stats_of([a_case(again, as_of="2023-12-31")], Asked()).groups
        assert group.cautions == ()

    def test_a_policy_that_is_not_certain_is_said(self) -> None:
        """Also where both cases may fall under the same two."""
        cases = [a_case(policies=[("p", False), ("q", False)]) for _ in range(2)]
        (group,) = stats_of(cases, Asked()).groups
        assert group.cautions == (
            "the cases are judged under different policies, or it is not certain by which",
        )
