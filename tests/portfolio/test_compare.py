"""Which case took longer, whatever the unknown dates are."""

from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import inferred, ordinal
from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.inference.latency import Latency, latencies_of
from timeline.model.measure import NamedLatency
from timeline.portfolio.compare import Comparison, Measured, compare_cases
from timeline.portfolio.selection import HOW_ROUNDS_COUNT

OPENED = NamedLatency.model_validate(
    {"id": "opened", "label": "opened", "from": "strike", "to": "investigation_opened"}
)
CLOSED = NamedLatency.model_validate(
    {"id": "closed", "label": "closed", "from": "strike", "to": "investigation_closed"}
)
STRIKE = "events:\n  - {kind: strike, when: 2023-05-03, source: press}\n"


def measured(name: str, rest: str, as_of: str = "2023-12-31", policy: str = "p") -> Measured:
    """A case with a strike on 3 May and something else, measured on a day."""
    found = latencies_of(inferred(STRIKE + rest), [OPENED, CLOSED], ordinal(as_of))
    return Measured(name, policy, tuple(found))


def opened(when: str) -> str:
    """The opening of the investigation."""
    return f"  - {{kind: investigation_opened, when: '{when}', source: press}}\n"


def absent(text: str) -> str:
    """An absence of that opening."""
    named = "tracks: {nato: {label: NATO}}\n" if "track" in text else ""
    return f"{named}absences:\n  - {{kind: investigation_opened, {text}, source: agency}}\n"


def compared(*cases: Measured) -> Comparison:
    """The comparison of the first measure."""
    first = compare_cases(cases)[0]
    assert first.measure is OPENED
    return first


def answer(comparison: Comparison) -> tuple[str, Interval | None, str]:
    """Who, by how much, and how certain."""
    return comparison.slower, comparison.by, comparison.certain.value


def test_exact_days_differ_exactly() -> None:
    """Twenty days are ten more than ten."""
    cases = measured("a", opened("2023-05-23")), measured("b", opened("2023-05-13"))
    assert answer(compared(*cases)) == ("a", Interval(10, 10), "yes")


def test_uncertain_days_that_do_not_overlap_are_certain() -> None:
    """Slower by at least and at most, whatever the unknown dates are."""
    cases = measured("a", opened("2023-05-10/2023-05-12")), measured("b", opened("2023-07"))
    assert answer(compared(*cases)) == ("b", Interval(59 - 9, 89 - 7), "yes")


def test_uncertain_days_that_overlap_cannot_be_told() -> None:
    """One common day is enough, for then both can be equal."""
    cases = measured("a", opened("2023-05-10/2023-05-12")), measured("b", opened("2023-05-12"))
    assert answer(compared(*cases))[::2] == ("", "unknown")


def test_equal_days_are_certainly_equal() -> None:
    """Nobody was slower, and that is known."""
    cases = measured("a", opened("2023-05-12")), measured("b", opened("2023-05-12"))
    assert answer(compared(*cases)) == ("", Interval(0, 0), "no")


def test_an_open_case_counts_as_open() -> None:
    """A step that the record dates later than the day judged from has already lasted longer."""
    open_case = measured("a", opened("2023-11-01"), "2023-08-03")
    done = measured("b", opened("2023-05-13"), "2023-08-03")
    assert compared(open_case, done).cells[0].days == Interval(92, None)
    assert answer(compared(open_case, done)) == ("a", Interval(82, None), "yes")


def test_a_step_that_is_only_not_recorded_is_never_certainly_slower() -> None:
    """Somebody may have opened an investigation that no source read speaks of."""
    silent, done = measured("a", ""), measured("b", opened("2023-05-13"))
    comparison = compared(silent, done)
    assert comparison.cells[0].days == Interval(242, None)
    assert answer(comparison)[::2] == ("", "unknown")
    assert comparison.cautions == ("none recorded in a, which does not say that there was none",)


def test_two_silent_records_are_not_compared() -> None:
    """Neither is slower than the other."""
    cases = measured("a", ""), measured("b", "")
    assert answer(compared(*cases))[::2] == ("", "unknown")


def test_a_denial_makes_it_certain_up_to_its_day() -> None:
    """Not by the end of 23 May: at least 21 days, and no more is known."""
    denied = measured("a", absent("until: 2023-05-23"))
    assert compared(denied, measured("b", opened("2023-05-13"))).by == Interval(11, None)
    assert compared(denied, measured("b", opened("2023-05-23"))).by == Interval(1, None)
    assert answer(compared(denied, measured("b", opened("2023-05-24"))))[::2] == ("", "unknown")


@pytest.mark.parametrize(
    "text",
    [
        "until: 2023-05-23, standing: disputed, because: it was not so",
        "until: 2023-05-23, standing: rejected, because: it was not so",
        "until: 2023-05-23, track: nato",
        "until: 2023-05-23, round: 2",
        "searched: 2023-05-23, where: everywhere",
    ],
    ids=["disputed", "rejected", "of one track", "of one round", "searched"],
)
def test_what_does_not_deny_every_such_step_makes_nothing_certain(text: str) -> None:
    """A denial has to be accepted, and to speak of the step wherever it was taken."""
    cases = measured("a", absent(text)), measured("b", opened("2023-05-13"))
    assert answer(compared(*cases))[::2] == ("", "unknown")


def test_a_case_without_the_start_is_left_out() -> None:
    """A dash is not compared."""
    nothing = latencies_of(
        inferred("events:\n  - {kind: denial, when: 2023-05-03, source: press}"),
        [OPENED, CLOSED],
        ordinal("2023-12-31"),
    )
    comparison = compared(
        Measured("a", "p", tuple(nothing)),
        measured("b", opened("2023-05-13")),
        measured("c", opened("2023-05-23")),
    )
    assert comparison.cells[0].days is None
    assert answer(comparison) == ("c", Interval(10, 10), "yes")


def test_a_measure_that_one_case_has_is_not_compared() -> None:
    """One number is no comparison."""
    nothing = Measured("a", "p", ())
    other = measured("b", opened("2023-05-13"))
    none = tuple(
        Latency(one.measure, "", "", (), (), None, Truth.UNKNOWN) for one in other.latencies
    )
    comparison = compared(Measured(nothing.case, "p", none), other)
    assert answer(comparison) == ("", None, "unknown")


def test_a_measure_that_no_case_has_is_left_out() -> None:
    """Rows without a number are not shown."""
    none = tuple(Latency(one, "", "", (), (), None, Truth.UNKNOWN) for one in (OPENED, CLOSED))
    assert compare_cases([Measured("a", "p", none), Measured("b", "p", none)]) == []


def test_what_could_mislead_is_said() -> None:
    """Another policy, none, or one that is not certain; and a second round."""
    other = measured("b", opened("2023-05-23"), policy="q")
    assert compared(measured("a", opened("2023-05-13")), other).cautions == (
        "judged under different policies",
    )
    again = Measured("c", "p", other.latencies, rounds=2)
    assert compared(measured("a", opened("2023-05-13")), again).cautions == (
        f"more than one round in c: {HOW_ROUNDS_COUNT}",
    )
    perhaps = Measured("d", "p or q", other.latencies, has_certain_policy=False)
    unsure = "judged under different policies, or it is not certain by which: d"
    assert compared(measured("a", opened("2023-05-13")), perhaps).cautions == (unsure,)
    assert compared(perhaps, other).cautions == (unsure,)
    none = Measured("e", "", other.latencies)
    assert compared(measured("a", opened("2023-05-13")), none).cautions == (
        "judged under no policy: e",
    )


def test_two_cases_that_are_judged_by_the_same_two_policies_need_not_be_under_one() -> None:
    """Each may have fallen under another of them."""
    both = [
        Measured(name, "p or q", measured(name, opened("2023-05-13")).latencies, 1, False)  # noqa: FBT003
        for name in "ab"
    ]
    assert compared(*both).cautions == (
        "judged under different policies, or it is not certain by which: a, b",
    )


def test_a_caution_about_policies_needs_two_cases_that_a_measure_applies_to() -> None:
    """A dash is judged under nothing."""
    one = measured("a", opened("2023-05-13"))
    dashes = tuple(
        Latency(cell.measure, "", "", (), (), None, Truth.UNKNOWN) for cell in one.latencies
    )
    other = Measured("b", "p or q", dashes, has_certain_policy=False)
    assert compared(one, other).cautions == ()


SPANS = st.builds(
    lambda low, width: Interval(low, low + width), st.integers(-2, 6), st.integers(0, 3)
)


def row(spans: list[Interval]) -> Comparison:
    """A comparison of bounds."""
    cases = [
        Measured(f"c{place}", "p", (Latency(OPENED, "s", "e", ("s",), ("e",), one, Truth.NO, one),))
        for place, one in enumerate(spans)
    ]
    return compare_cases(cases)[0]


@given(st.lists(SPANS, min_size=2, max_size=4))
def test_slower_is_what_every_choice_of_days_says(spans: list[Interval]) -> None:
    """Against brute force: who is slower than every other, by how much, or that nobody is."""
    comparison = row(spans)
    worlds = list(product(*(range(one.min or 0, (one.max or 0) + 1) for one in spans)))
    leads = [
        {days[place] - max(days[:place] + days[place + 1 :]) for days in worlds}
        for place in range(len(spans))
    ]
    winners = [f"c{place}" for place, lead in enumerate(leads) if min(lead) > 0]
    nobody = all(max(lead) <= 0 for lead in leads)
    expected = Truth.YES if winners else Truth.NO if nobody else Truth.UNKNOWN
    assert comparison.certain is expected
    assert comparison.slower == (winners[0] if winners else "")
    if winners:
        lead = leads[int(winners[0][1:])]
        assert comparison.by == Interval(min(lead), max(lead))


@given(st.lists(SPANS, min_size=2, max_size=3))
def test_the_order_of_the_cases_changes_no_answer(spans: list[Interval]) -> None:
    """However they are named on the command line."""
    answers = set()
    for order in permutations(range(len(spans))):
        comparison = row([spans[place] for place in order])
        slower = comparison.slower and order[int(comparison.slower[1:])]
        answers.add((slower, comparison.certain))
    assert len(answers) == 1
