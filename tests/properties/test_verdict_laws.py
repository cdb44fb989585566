"""Laws of verdicts: what more, other or later knowledge can and cannot change."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.conformance.builders import judged
from tests.properties.strategies import Days, Said, iso
from tests.properties.verdict_worlds import (
    Event,
    Situation,
    results_of,
    situations,
    worlds_of,
)
from timeline.chrono.truth import Truth
from timeline.conformance.finding import Finding
from timeline.conformance.verdict import Word

Key = tuple[str, int]
LATE = {"met late", "overdue", "met possibly late", "possibly overdue"}


def findings_of(situation: Situation) -> dict[Key, Finding]:
    """What is found of the rule, by track and round."""
    report = judged(situation.case_yaml(), situation.rule.as_yaml(), iso(situation.as_of))
    return {
        (finding.question.track, finding.question.round): finding
        for finding in report.findings
        if finding.question.rule.id == "rule"
    }


def said_of(situation: Situation) -> dict[Key, tuple[object, ...]]:
    """What a finding says, without the events that it says it of."""
    return {
        key: (one.verdict, one.possible, one.breach, one.tier, one.days, one.days_late)
        for key, one in findings_of(situation).items()
    }


@given(situations(measured=("unread",), orders=False))
def test_a_limit_nobody_read_is_never_passed(situation: Situation) -> None:
    """Where a limit is not established and nothing else measures, nothing is late or breached."""
    situation = replace(situation, rule=replace(situation.rule, yardstick=None))
    for finding in findings_of(situation).values():
        assert finding.verdict.value not in LATE
        disorder = {Word.OUT_OF_ORDER, Word.MISSING} & set(finding.possible)
        assert disorder or finding.breach is Truth.NO
        assert finding.days_late is None


@given(situations())
def test_a_yardstick_is_never_breached(situation: Situation) -> None:
    """By a yardstick a step is late and no duty is broken."""
    rule = replace(situation.rule, limit="none stated", yardstick=situation.rule.yardstick or 2)
    for finding in findings_of(replace(situation, rule=rule, order=None)).values():
        disorder = {Word.OUT_OF_ORDER, Word.MISSING} & set(finding.possible)
        assert disorder or finding.breach is Truth.NO


@given(situations(orders=False), st.integers(1, 9))
def test_a_later_day_never_heals_a_breach(situation: Situation, days_more: int) -> None:
    """On the same knowledge what is breached stays so, unless later events lift the duty.

    What can lift it is a condition that asks that something did not happen, and the missing step
    itself: once it is taken, the step that required it is the one out of order.
    """
    rule = situation.rule
    if rule.when is not None and rule.when.has_not:
        rule = replace(rule, when=None)
    early = replace(situation, rule=replace(rule, later=False))
    later = findings_of(replace(early, as_of=early.as_of + days_more))
    for key, finding in findings_of(early).items():
        assert finding.breach is not Truth.YES or later[key].breach is Truth.YES


@given(situations(), st.integers(0, 9))
def test_an_event_that_no_rule_speaks_of_changes_nothing(situation: Situation, day: int) -> None:
    """However it is dated, such an event leaves every finding as it is."""
    stray = Event("oversight", (Said(Days(((day, day),)), iso(day)),))
    assert said_of(replace(situation, events=(*situation.events, stray))) == said_of(situation)


@given(situations(), st.data())
def test_a_reprint_changes_nothing(situation: Situation, data: st.DataObject) -> None:
    """The same claim once more, from another source, leaves every finding as it is."""
    place = data.draw(st.integers(0, len(situation.events) - 1))
    event = situation.events[place]
    claim = data.draw(st.sampled_from(event.claims))
    again = replace(event, claims=(*event.claims, replace(claim, source="reprint")))
    events = (*situation.events[:place], again, *situation.events[place + 1 :])
    assert said_of(replace(situation, events=events)) == said_of(situation)


@given(situations(), st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_nothing(situation: Situation, random: object) -> None:
    """Claims of an event may stand in any order."""
    assert hasattr(random, "sample")
    events = tuple(
        replace(event, claims=tuple(random.sample(event.claims, len(event.claims))))
        for event in situation.events
    )
    assert said_of(replace(situation, events=events)) == said_of(situation)


@given(situations(), st.data())
def test_knowing_less_adds_words_and_takes_none_away(
    situation: Situation, data: st.DataObject
) -> None:
    """Without one claim everything that was possible still is, and what is certain was so."""
    place = data.draw(st.integers(0, len(situation.events) - 1))
    event = situation.events[place]
    spare = range(2, len(event.claims))  # the first two keep the event inside the calendar
    if not spare:
        return
    gone = data.draw(st.sampled_from(spare))
    fewer = tuple(claim for number, claim in enumerate(event.claims) if number != gone)
    wider = replace(event, claims=fewer)
    events = (*situation.events[:place], wider, *situation.events[place + 1 :])
    vague = findings_of(replace(situation, events=events))
    for key, sharp in findings_of(situation).items():
        assert set(sharp.possible) <= set(vague[key].possible)
        assert vague[key].breach in (sharp.breach, Truth.UNKNOWN)
        if vague[key].verdict.is_certain:
            assert sharp.verdict is vague[key].verdict
        if sharp.days is not None:
            wide = vague[key].days
            assert wide is not None
            assert sharp.days.hull(wide) == wide


@given(situations(), st.data())
def test_every_choice_agrees_with_what_is_certain(
    situation: Situation, data: st.DataObject
) -> None:
    """With every day known, and everything stated, the word is one of those that were possible."""
    worlds = list(worlds_of(situation))
    world = data.draw(st.sampled_from(worlds))
    hidden = dict(world.hidden)
    events = tuple(
        replace(
            event,
            claims=(*event.claims, Said(Days(((day, day),)), iso(day))),
            form=event.form or hidden.get((place, "form"), ""),
            outcome=event.outcome or hidden.get((place, "outcome"), ""),
        )
        for place, (event, day) in enumerate(zip(situation.events, world.days, strict=True))
    )
    exact = findings_of(replace(situation, events=events))
    for key, finding in findings_of(situation).items():
        words = {one.word for one in results_of(situation, *key, [world])}
        assert words <= {word.value for word in finding.possible}
        if key not in exact:
            continue  # the track or round held nothing but an event that did not fit
        assert words <= {word.value for word in exact[key].possible}
        assert set(exact[key].possible) <= set(finding.possible)
        if finding.verdict.is_certain:
            assert exact[key].verdict is finding.verdict
