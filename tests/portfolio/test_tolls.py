"""Tolls: who says how many, when; quotients, courses, and what was conceded."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.interval import Interval
from timeline.model.build import build_source
from timeline.model.source import Source
from timeline.portfolio.tolls import (
    Tolls,
    are_perhaps_later,
    campaign_tolls,
    case_tolls,
    ratio_of,
    who_is_counted,
)
from timeline.read.parse import parse_yaml
from timeline.results.build.tolls import case_tolls_record

STRIKE = Interval(date(2023, 5, 3).toordinal(), date(2023, 5, 3).toordinal())


def source(published: str | None, *rows: str) -> Source:
    """A source with tolls."""
    lines = [f"published: {published}"] if published else []
    lines += ["tolls:", *(f"  - {{{row}}}" for row in rows)] if rows else []
    text = "\n".join(["title: T", "publisher: P", "kind: press", *lines]) + "\n"
    return build_source(parse_yaml(text, "seeds/s.yaml"))


def tolls_of(*rows: str, published: str | None = "2024-06-01", as_of: str | None = None) -> Tolls:
    """The tolls of a case whose strike was on 2023-05-03; every toll rests on one source."""
    held = source(None, *(f"{row}, source: s" for row in rows))
    by = None if as_of is None else date.fromisoformat(as_of).toordinal()
    return case_tolls("test", held.tolls, {"s": source(published)}, STRIKE, by)


def campaign(*sources: Source) -> dict[str, Tolls]:
    """Campaign tolls by scope; the sources are called a, b, c."""
    return {one.name: one for one in campaign_tolls(dict(zip("abcdef", sources, strict=False)))}


@pytest.mark.parametrize(
    ("of", "counted"),
    [
        ("", "civilians"),
        ("a civilian", "civilians"),
        ("civilians; of 80 dead, beside 16 fighters and 60 not established", "civilians"),
        ("non-combatants likely killed", "civilians"),
        ("civilians in the target area", "civilians"),
        ("mostly civilians", "civilians"),
        ("civilians, two tribal leaders among them", "civilians"),
        ("a senior al-Qaeda leader said to be the target", "others"),
        ("Syrian soldiers", "others"),
        ("combatants", "others"),
        ("about 70, very probably civilians and fighters of ISIS", "others"),
        ("no civilians", "others"),
        ("targets other than civilians", "others"),
        ("internal assessment made public later", "not said"),
        ("101 in the house and 4 next door; 2 fighters", "not said"),
        ("; civilians", "not said"),
    ],
)
def test_who_is_counted(of: str, counted: str) -> None:
    """By the words before the first semicolon or "beside"; both together are not civilians."""
    assert who_is_counted(of) == counted


def test_a_leader_who_was_the_target_is_not_a_conceded_civilian() -> None:
    """The institution conceded a year later, 365 days after others said so."""
    found = tolls_of(
        "by: White Helmets, on: 2023-05-03, killed: 1, of: a civilian",
        "by: CENTCOM, on: 2023-05-03, killed: 1, of: a senior leader, official: true",
        "by: CENTCOM, on: 2024-05-02, killed: 1, of: a civilian, official: true",
    ).concession
    day = date(2024, 5, 2).toordinal()
    assert found.conceded == Interval(day, day)
    assert found.days == Interval(365, 365)
    assert [(left.figure.toll.of, left.why) for left in found.left_out] == [
        ("a senior leader", "counts others")
    ]


def test_at_most_ten_may_be_none() -> None:
    """As it is written; it is left out, and said to be."""
    found = tolls_of(
        "by: US, on: 2023-05-04, killed: ..10, of: civilians, official: true"
    ).concession
    assert (found.conceded, found.days) == (None, None)
    assert [left.why for left in found.left_out] == ["may be none"]


def test_none_and_no_number_concede_nothing() -> None:
    """Nor are they left out: there was nothing to count."""
    found = tolls_of(
        "by: US, on: 2023-05-04, killed: 0, of: civilians, official: true",
        "by: US, on: 2023-05-04, injured: 2, official: true",
    ).concession
    assert (found.conceded, found.left_out) == (None, ())


def test_an_undated_figure_was_stated_by_the_day_of_its_source() -> None:
    """And not before the strike; a page's date can be a day later here."""
    found = tolls_of("by: US, killed: 1, official: true", published="2023-05-10")
    assert found.concession.conceded == Interval(STRIKE.min, date(2023, 5, 11).toordinal())
    (figure,) = found.figures
    assert figure.said == Interval(STRIKE.min, date(2023, 5, 10).toordinal())


def test_a_figure_that_nothing_dates_is_not_dated() -> None:
    """It comes last, and bounds only from below."""
    found = tolls_of(
        "by: A, on: unknown, killed: 2",
        "by: B, on: 2023-06-01, killed: 3",
        published=None,
    )
    assert [one.toll.by for one in found.figures] == ["B", "A"]
    assert found.concession.claimed == Interval(STRIKE.min, date(2023, 6, 1).toordinal())


def test_held_against_the_last_official_figure() -> None:
    """Whichever can be the last; fighters are held against nothing."""
    found = tolls_of(
        "by: US, on: 2023-05-03, killed: 0, official: true",
        "by: US, on: 2023-06-03, killed: ..24, of: civilians, official: true",
        "by: Monitor, on: 2023-05-03, killed: 78..203",
        "by: Army, on: 2023-05-03, killed: 60, of: soldiers",
        "by: Town, on: 2023-05-03, killed: 50, of: bodies",
    )
    assert found.official == Interval(0, 24)
    monitor, army, town = found.beside
    assert (monitor.ratio, monitor.is_unsure) == (
        ratio_of(Interval(78, 203), Interval(0, 24)),
        False,
    )
    assert monitor.ratio is not None
    assert (monitor.ratio.min, monitor.ratio.max) == (Fraction(78, 24), None)
    assert army.ratio is None
    assert town.is_unsure


def test_what_can_be_the_last_is_a_hull() -> None:
    """Two official figures of which neither is certainly later."""
    found = tolls_of(
        "by: US, on: 2023-06, killed: 4, official: true",
        "by: US, on: 2023-06-15, killed: 11, official: true",
    )
    assert found.official == Interval(4, 11)


def test_as_of_a_day() -> None:
    """What was certainly stated later is not there; a page of a later day neither."""
    rows = (
        "by: A, on: 2023-05-04, killed: 2",
        "by: B, on: 2023-06-01, killed: 3",
        "by: C, killed: 4",
    )
    found = tolls_of(*rows, as_of="2023-05-31")
    assert [one.toll.by for one in found.figures] == ["A"]


def test_what_perhaps_came_later_is_marked_and_rules_out_nothing() -> None:
    """By the middle of a month the figure of that month need not have been stated."""
    rows = (
        "by: US, on: 2023-05-05, killed: 0, official: true",
        "by: US, on: 2023-06, killed: 5, official: true",
        "by: NGO, on: 2023-06, killed: 10",
    )
    found = tolls_of(*rows, as_of="2023-06-15")
    assert [one.perhaps_later for one in found.figures] == [False, True, True]
    assert found.official == Interval(0, 5)
    assert found.beside[0].ratio == ratio_of(Interval(10, 10), Interval(0, 5))
    assert are_perhaps_later(found.concession.counted)
    assert are_perhaps_later(found.concession.claims)
    later = tolls_of(*rows, as_of="2023-06-30")
    assert not any(one.perhaps_later for one in later.figures)
    assert later.official == Interval(5, 5)
    assert not are_perhaps_later(later.concession.counted)
    assert not any(one.perhaps_later for one in tolls_of(*rows).figures)


def test_one_that_only_a_later_source_dates_is_left_out_by_name() -> None:
    """It may have been stated by then: no concession is not what the record says."""
    rows = (
        "by: US, killed: 5, official: true",
        "by: US, killed: 0, official: true",
        "by: NGO, killed: 7",
    )
    found = tolls_of(*rows, as_of="2023-06-15")
    assert found.figures == ()
    assert [(left.figure.toll.by, left.why) for left in found.concession.left_out] == [
        ("US", "not by then")
    ]
    assert [left.figure.toll.by for left in found.concession.claims_left_out] == ["NGO"]
    before = tolls_of(*rows, as_of="2023-05-01")
    assert before.concession.left_out == before.concession.claims_left_out == ()


def test_other_people_are_another_series() -> None:
    """Civilians, fighters and soldiers of one claimant never make one course."""
    found = tolls_of(
        "by: A, on: 2023-05-04, killed: 0, of: civilians",
        "by: A, on: 2023-05-04, killed: 25, of: militants",
        "by: A, on: 2023-06-04, killed: 33, who: civilians",
        "by: A, on: 2023-06-04, killed: 22, of: militants",
        "by: A, on: 2023-06-04, killed: 7, who: soldiers, of: men in uniform",
    )
    killed = {
        one.counted: [figure.toll.killed.exact for figure in one.figures if figure.toll.killed]
        for one in found.courses
    }
    assert killed == {"civilians": [0, 33], "others": [25, 22], "soldiers": [7]}


def test_who_outranks_the_words() -> None:
    """The words stay as they are."""
    found = tolls_of(
        "by: A, killed: 2, who: civilians, of: three members of the militia's families"
    )
    assert [one.counted for one in found.figures] == ["civilians"]


def test_a_part_is_no_change_of_the_whole() -> None:
    """Nor is it the last figure, whatever its day."""
    found = tolls_of(
        "id: all, by: US, on: 2023-05-04, killed: 119, official: true",
        "part_of: all, by: US, on: 2023-05-20, killed: 64, official: true",
    )
    (course,) = found.courses
    assert (len(course.figures), len(course.parts)) == (1, 1)
    assert case_tolls_record(found).over_time[0].changes == ()
    assert found.official == Interval(119, 119)


@given(st.sampled_from(["killed", "injured", "children"]))
def test_unknown_is_no_number(key: str) -> None:
    """It is never none, and nothing is divided by it or held against it."""
    found = tolls_of(
        f"by: NGO, on: 2023-05-04, {key}: unknown",
        "by: US, on: 2023-05-05, killed: 3, official: true",
        "by: US, on: 2023-05-06, killed: unknown, official: true",
    )
    assert getattr(found.figures[0].toll, key) == Interval()
    assert found.beside == ()
    assert found.official == Interval(3, 3)


def test_soldiers_are_held_against_soldiers() -> None:
    """Where nobody counts civilians, the case is about them."""
    found = tolls_of(
        "by: US, on: 2023-05-04, killed: 15.., who: soldiers, official: true",
        "by: Ministry, on: 2023-05-04, killed: 62, who: soldiers",
    )
    assert (found.group, found.official) == ("soldiers", Interval(15, None))
    assert found.beside[0].official == Interval(15, None)
    assert found.concession.conceded is None


def test_how_a_figure_changed() -> None:
    """By how much each end moved; open ends do not move."""
    found = tolls_of(
        "by: A, on: 2023-05-04, killed: 25..",
        "by: A, on: 2023-05-05, killed: 56",
        "by: A, on: 2023-05-06, killed: 50..70",
        "by: A, on: 2023-05-07, injured: 4",
    )
    (course,) = case_tolls_record(found).over_time
    assert course.in_order
    assert [(one.min, one.max) for one in course.changes] == [(31, None), (-6, 14)]


def test_an_order_that_the_days_do_not_tell() -> None:
    """Two figures of one day, or of a stretch that holds the other."""
    rows = (
        "by: A, on: 2023-05-04, killed: 1, of: men",
        "by: A, on: 2023-05-04/.., killed: 2, of: dead",
    )
    (course,) = case_tolls_record(tolls_of(*rows)).over_time
    assert (course.in_order, course.same_words) == (False, False)


def test_a_campaign_figure_is_held_against_the_one_beside_it() -> None:
    """In the same source, of the same scope; else the last printed by then."""
    older = source("2019-07-26", "by: C, scope: S, until: 2019-06, killed: 1321.., official: true")
    both = source(
        "2019-08-07",
        "by: M, scope: S, killed: 8106..12980",
        "by: C, scope: S, killed: 1321, official: true",
        "by: N, scope: R, killed: 1600..",
    )
    later = source("2019-09-01", "by: M, scope: S, killed: 9000")
    before = source("2019-01-01", "by: M, scope: S, killed: 5")
    found = campaign(older, both, later, before)
    by_source = {one.figure.source: one for one in found["S"].beside}
    held = by_source["b"].ratio
    assert held is not None
    assert (held.min, held.max) == (Fraction(8106, 1321), Fraction(12980, 1321))
    assert by_source["c"].official == Interval(1321, 1321)
    assert by_source["d"].ratio is None
    assert found["R"].beside[0].ratio is None


def test_a_scope_without_official_figures_shows_those_of_the_same_source() -> None:
    """Beside it and undivided: no part of one, and none of another source."""
    found = campaign(
        source(
            "2016-11-09",
            "id: all, by: US, scope: Both, killed: 119, official: true",
            "part_of: all, by: US, scope: Both, killed: 64, official: true",
            "by: NGO, scope: One, killed: 300..",
        ),
        source("2016-11-09", "by: US, scope: Both, killed: 55, official: true"),
    )
    assert [one.toll.killed for one in found["One"].elsewhere] == [Interval(119, 119)]
    assert found["One"].beside[0].ratio is None
    assert found["Both"].elsewhere == ()


@pytest.mark.parametrize("day", ["2019-07-01", "2019-06-15", "2019-04/2019-12"])
def test_every_official_figure_that_can_be_the_last_by_then_counts(day: str) -> None:
    """A month within a quarter: either can be the later one."""
    found = campaign(
        source(
            "2021-12-31",
            "by: US, scope: S, on: 2019-05, killed: 10, official: true",
            "by: US, scope: S, on: 2019-04/2019-06, killed: 100, official: true",
        ),
        source("2021-12-31", f"by: NGO, scope: S, on: {day}, killed: 200"),
    )
    assert found["S"].beside[0].official == Interval(10, 100)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 15)), min_size=1, max_size=4),
    st.tuples(st.integers(0, 30), st.integers(0, 15)),
    st.data(),
)
def test_the_last_by_then_is_within_the_hull(
    stretches: list[tuple[int, int]], then: tuple[int, int], data: st.DataObject
) -> None:
    """Whatever the true days within all stretches are."""
    start = date(2019, 1, 1).toordinal()

    def text(first: int, width: int) -> str:
        days = [date.fromordinal(start + first + more).isoformat() for more in (0, width)]
        return "/".join(days)

    rows = [
        f"by: US, scope: S, on: {text(*one)}, killed: {place + 1}, official: true"
        for place, one in enumerate(stretches)
    ]
    other = source("2021-12-31", f"by: N, scope: S, on: {text(*then)}, killed: 9")
    held = campaign(source("2021-12-31", *rows), other)["S"].beside[0].official
    days = [data.draw(st.integers(first, first + width)) for first, width in stretches]
    by = data.draw(st.integers(then[0], then[0] + then[1]))
    stated = [(day, place + 1) for place, day in enumerate(days) if day <= by]
    if stated:
        assert held is not None
        assert held.contains(max(stated)[1])


def test_at_least_beside_at_least_cannot_be_told() -> None:
    """No number is printed where both ends are open."""
    found = ratio_of(Interval(7900, None), Interval(1302, None))
    assert found is not None
    assert found.is_open


def test_nothing_is_divided_by_none() -> None:
    """A figure of none gives no quotient."""
    assert ratio_of(Interval(1, 2), Interval(0, 0)) is None


@st.composite
def ranges(draw: st.DrawFn) -> Interval:
    """A number of people, perhaps open above."""
    low = draw(st.integers(0, 60))
    return Interval(low, draw(st.none() | st.integers(low, low + 60)))


@given(ranges(), ranges(), st.data())
def test_a_quotient_holds_for_every_pair(
    above: Interval, below: Interval, data: st.DataObject
) -> None:
    """Whatever the true numbers within both ranges are."""
    one = data.draw(st.integers(above.min or 0, 200 if above.max is None else above.max))
    two = data.draw(st.integers(below.min or 0, 200 if below.max is None else below.max))
    found = ratio_of(above, below)
    if two == 0:
        return
    assert found is not None
    assert found.min is not None
    assert found.min <= Fraction(one, two)
    assert found.max is None or Fraction(one, two) <= found.max


@given(ranges(), ranges())
def test_the_ends_of_a_quotient_are_reached(above: Interval, below: Interval) -> None:
    """A range is no wider than it has to be."""
    found = ratio_of(above, below)
    if found is None:
        assert below.max == 0
        return
    if below.max is not None:
        assert found.min == Fraction(above.min or 0, below.max)
    if found.max is not None:
        assert above.max == 0 or found.max == Fraction(above.max or 0, below.min or 1)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 60), st.booleans()), min_size=1))
def test_the_lag_holds_for_every_day_left(rows: list[tuple[int, int, bool]]) -> None:
    """From the first claim to the first concession, for any days within the stretches given."""
    start = date(2023, 5, 3).toordinal()
    texts = []
    for first, width, official in rows:
        days = [date.fromordinal(start + first + more).isoformat() for more in (0, width)]
        flag = str(official).lower()
        texts.append(f"by: A, on: {days[0]}/{days[1]}, killed: 1, official: {flag}")
    found = tolls_of(*texts, published=None).concession
    early = {is_own: [start + a for a, _, own in rows if own is is_own] for is_own in (True, False)}
    late = {
        is_own: [start + a + b for a, b, own in rows if own is is_own] for is_own in (True, False)
    }
    if not early[True] or not early[False]:
        assert found.days is None
        return
    assert found.days == Interval(
        min(early[True]) - min(late[False]), min(late[True]) - min(early[False])
    )
