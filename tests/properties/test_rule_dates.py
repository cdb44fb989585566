"""Rules with dates in force of their own, and a strike of which the day is not known.

The oracle puts the strike on each of its days in turn, where every rule is in force or is not, and
gathers what is found. Nothing of it may be missing from what is said to be possible.
"""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from tests.conformance.builders import judged
from timeline.chrono.days import day_number
from timeline.chrono.days import format_day as iso
from timeline.chrono.truth import Truth
from timeline.conformance.finding import Finding
from timeline.conformance.verdict import Word

FIRST = day_number(2023, 5, 1)
days = st.integers(FIRST, FIRST + 8)
later = st.integers(FIRST + 12, FIRST + 20)
"""No sooner than the last day that the strike can be on, so that nothing is contradictory."""
in_force = st.tuples(st.none() | days, st.none() | days).map(
    lambda ends: "".join(
        f", {key}: {iso(day)}"
        for key, day in zip(("from", "until"), _in_order(*ends), strict=True)
        if day is not None
    )
)


def _in_order(start: int | None, end: int | None) -> tuple[int | None, int | None]:
    """The two ends, the earlier first: a rule that ends before it starts is no rule."""
    return (end, start) if start is not None and end is not None and end < start else (start, end)


@dataclass(frozen=True)
class Dated:
    """A strike on one of some days, what followed it, and when two rules were in force."""

    opened: int | None
    closed: int | None
    has_order: bool
    force: str
    open_in_force: str
    close_in_force: str
    as_of: int

    def case(self, first: int, last: int) -> str:
        """The case, as YAML."""
        order = ", orders: [{id: soon, kind: assessment_opened, within: 10 days, source: press}]"
        strike = f"kind: strike, when: {iso(first)}/{iso(last)}, source: press"
        lines = [f"  - {{{strike}{order if self.has_order else ''}}}"]
        for kind, day in (("opened", self.opened), ("closed", self.closed)):
            if day is not None:
                lines.append(f"  - {{kind: assessment_{kind}, when: {iso(day)}, source: press}}")
        return "\n".join(["events:", *lines])

    def policy(self) -> str:
        """Two rules, the second of which requires the step of the first."""
        return (
            "rules:\n"
            "  - {id: open, step: assessment_opened, after: strike, limit: 9 days, "
            f"force: {self.force}{self.open_in_force}}}\n"
            "  - {id: close, step: assessment_closed, after: strike, limit: 12 days, "
            f"requires: [assessment_opened], force: {self.force}{self.close_in_force}}}\n"
        )

    def found(self, first: int, last: int) -> dict[str, Finding]:
        """The findings by the id of their rule, the order as a rule of its own."""
        report = judged(self.case(first, last), self.policy(), iso(self.as_of))
        return {one.question.rule.id: one for one in report.findings}


situations = st.builds(
    Dated,
    opened=st.none() | later,
    closed=st.none() | later,
    has_order=st.booleans(),
    force=st.sampled_from(["binding", "practice"]),
    open_in_force=in_force,
    close_in_force=in_force,
    as_of=later,
).filter(lambda one: one.opened is None or one.closed is None or one.opened <= one.closed)


@given(situations, days, st.integers(0, 4))
def test_what_is_found_on_each_day_is_possible(situation: Dated, first: int, width: int) -> None:
    """Whichever rules were in force on it; and a certain verdict is that of every day."""
    last = first + width
    whole = situation.found(first, last)
    for rule in ("open", "close", "order-soon"):
        for day in range(first, last + 1):
            alone = situation.found(day, day).get(rule)
            words = {Word.NOT_REQUIRED} if alone is None else set(alone.possible)
            said = {Word.NOT_REQUIRED} if rule not in whole else set(whole[rule].possible)
            assert words <= said
            if rule in whole and whole[rule].verdict.is_certain and alone is not None:
                assert alone.verdict is whole[rule].verdict
            breach = None if rule not in whole else whole[rule].breach
            one_day = None if alone is None else alone.breach
            if breach is Truth.YES:
                assert one_day is Truth.YES
            elif breach is not Truth.UNKNOWN:
                assert one_day in (None, breach)


@given(situations, days, st.integers(0, 4))
def test_nothing_else_is_possible(situation: Dated, first: int, width: int) -> None:
    """Of a rule that no other rule requires, each word said to be possible is that of some day."""
    found = [situation.found(day, day).get("close") for day in range(first, first + width + 1)]
    whole = situation.found(first, first + width).get("close")
    words = [{Word.NOT_REQUIRED} if one is None else set(one.possible) for one in found]
    assert set().union(*words) == ({Word.NOT_REQUIRED} if whole is None else set(whole.possible))


@given(situations, days, st.integers(0, 4))
def test_dates_that_hold_every_day_change_nothing(situation: Dated, first: int, width: int) -> None:
    """A rule that was in force whichever day it was is judged as one without dates."""
    wide = ", from: 2023-01-01, until: 2023-12-31"
    dated = Dated(**{**vars(situation), "open_in_force": wide, "close_in_force": wide})
    plain = Dated(**{**vars(situation), "open_in_force": "", "close_in_force": ""})
    first_found, second_found = (one.found(first, first + width) for one in (dated, plain))
    assert {name: (one.verdict, one.possible) for name, one in first_found.items()} == {
        name: (one.verdict, one.possible) for name, one in second_found.items()
    }
