"""Laws of judging: what a later day, a denial, more time or more knowledge can change."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.builders import ordinal
from tests.properties.law_cases import (
    LAST,
    STEPS,
    LawCase,
    absences,
    findings_of,
    law_cases,
    said_of,
)
from tests.properties.strategies import iso
from timeline.chrono.truth import Truth
from timeline.conformance.finding import Finding
from timeline.conformance.judged import Judged
from timeline.conformance.verdict import Verdict, Word
from timeline.model.build import CaseFile, build_case
from timeline.model.workspace import Workspace
from timeline.read.parse import parse_yaml
from timeline.view import View

HARDER = {
    Word.MET_LATE: {Word.MET_LATE},
    Word.OVERDUE: {Word.OVERDUE},
    Word.NOT_CHECKED: {Word.OVERDUE, Word.NOT_CHECKED},
    Word.OUT_OF_ORDER: {Word.OUT_OF_ORDER},
    Word.MISSING: {Word.MISSING},
}
"""With less time a world's word is one of these, where with more time it is the key."""


def is_no_later(more: Finding, less: Finding) -> bool:
    """Return whether a step with more time is late or broken in no world that less time allows."""
    words = all(HARDER.get(word, {*Word}) & set(less.possible) for word in more.possible)
    return words and (more.breach is not Truth.YES or less.breach is Truth.YES)


# ------------------------------------------------------------------------------ days and denials


@given(law_cases(), st.integers(1, 9))
def test_a_later_day_heals_no_breach(case: LawCase, days_more: int) -> None:
    """What is broken stays so; a missing step's breach may move to the step that required it."""
    early = findings_of(case)
    late = findings_of(replace(case, as_of=case.as_of + days_more))
    for name, finding in early.items():
        later = late.get(name) or late[f"{name}:first"]  # by an order that was given since
        if finding.breach is Truth.YES and Word.MISSING not in finding.possible:
            assert later.breach is Truth.YES, name
    if any(finding.breach is Truth.YES for finding in early.values()):
        assert any(finding.breach is Truth.YES for finding in late.values())


@given(law_cases(), st.data())
def test_a_denial_makes_no_breach_none(case: LawCase, data: st.DataObject) -> None:
    """A further accepted denial leaves a breach, and where it contradicts nothing for certain."""
    denial = data.draw(absences([rule["step"] for rule in case.rules], searches=False))
    before = case.report()
    after = replace(case, absences=(*case.absences, denial)).report()
    is_certain = not after.inference.contradicting and len(after.inference.readings) == 1
    found = {finding.id: finding for finding in after.findings}
    for finding in before.findings:
        if finding.breach is Truth.YES:
            allowed = {Truth.YES} if is_certain else {Truth.YES, Truth.UNKNOWN}
            assert found[finding.id].breach in allowed, finding.id


@given(law_cases(), st.integers(1, LAST + 8), st.integers(1, LAST + 8))
def test_the_horizon_flips_no_answer(case: LawCase, one: int, two: int) -> None:
    """However far the record was checked, a breach is not yes by one record and no by the other."""
    here, there = (findings_of(replace(case, recorded_until=day)) for day in (one, two))
    assert set(here) == set(there)
    for name, finding in here.items():
        assert {finding.breach, there[name].breach} != {Truth.YES, Truth.NO}, name


# ------------------------------------------------------------------------------ more time


@given(
    case=law_cases(orders=False),
    least=st.integers(0, 4),
    more=st.integers(1, 5),
    form=st.sampled_from(["{last} days", "{least} to {last} days"]),
)
def test_a_longer_limit_makes_no_step_later(
    case: LawCase, least: int, more: int, form: str
) -> None:
    """With a longer upper limit no world has a later word, and no lateness grows."""
    short, long = (
        findings_of(case.with_rule(0, limit=form.format(least=least, last=last)))
        for last in (least + 1, least + 1 + more)
    )
    assert set(short) == set(long)
    for name, finding in long.items():
        assert is_no_later(finding, short[name]), name
        assert short[name].breach is not Truth.NO or finding.breach is Truth.NO
        one, two = finding.days_late, short[name].days_late
        if one is not None and two is not None and two.max is not None:
            assert one.max is not None
            assert one.max <= two.max


@given(law_cases(), st.data())
def test_a_pause_makes_no_step_later(case: LawCase, data: st.DataObject) -> None:
    """While a clock stands still nothing gets late that was in time without the pause."""
    names = [event["id"] for event in case.events]
    start = data.draw(st.sampled_from(names))
    ends = [name for name in names if name != start and case.truth[name] >= case.truth[start]]
    of = ["r0", "first"] if any("orders" in event for event in case.events) else ["r0"]
    pause: dict[str, Any] = {"of": of, "from": start, "source": "daily", "clause": "5"}
    end = data.draw(st.none() | st.sampled_from([*ends, None]))
    if end is not None:
        pause |= {"until": end} | data.draw(st.sampled_from([{}, {"restarts": "true"}]))
    running, paused = findings_of(case), findings_of(replace(case, pauses=(pause,)))
    assert set(running) == set(paused)
    for name, finding in paused.items():
        assert is_no_later(finding, running[name]), name


@pytest.mark.parametrize("when", [f"{iso(0)}/..", "unknown", "after strike"])
def test_a_pause_of_unknown_start_leaves_what_was_in_time(when: str) -> None:
    """A step taken within the limit was in time, whenever its clock stood still."""
    events = (
        {"id": "strike", "kind": "strike", "when": iso(0), "source": "daily"},
        {"id": "asked", "kind": "information_received", "when": when, "source": "daily"},
        {"id": "team", "kind": "assessment_opened", "when": iso(1), "source": "daily"},
    )
    rule = {
        "id": "r0", "step": "assessment_opened", "after": "strike", "limit": "2 days",
        "force": "binding",
    }  # fmt: skip
    pause = {"of": ["r0"], "from": "asked", "source": "daily", "clause": "5"}
    case = LawCase(events, {}, (rule,), 10, 10, (), (pause,), {"daily": None})
    assert findings_of(case)["r0"].verdict is Verdict.MET


# ------------------------------------------------------------------------------ no difference


@given(law_cases(), st.sampled_from(STEPS), st.integers(1, LAST))
def test_an_outside_event_opens_no_track(case: LawCase, kind: str, day: int) -> None:
    """An outside act on a track of its own adds no finding, and changes none.

    Other acts of others stand on another track: on none, one may be the close of this one.
    """
    others = [
        event | {"track": "others"} if event.get("side") == "outside" else event
        for event in case.events
    ]
    plain = replace(case, events=tuple(others), absences=())
    act = {"id": "act", "kind": kind, "side": "outside", "track": "theirs", "source": "notes"}
    for when in (f"{iso(max(day, 2))}/..", "unknown"):
        more = replace(plain, events=(*plain.events, act | {"when": when}))
        assert said_of(findings_of(more)) == said_of(findings_of(plain))


@given(law_cases(lacks=False))
def test_an_implied_event_equals_the_same_written_as_unknown(case: LawCase) -> None:
    """What the record implies may as well stand in the file, undated and from the same source."""
    report = case.report()
    assume(not report.inference.contradicting)
    sources = {event["id"]: event["source"] for event in case.events}
    implied = [one for one in report.inference.events.values() if one.is_implied]
    assume(implied)
    written = [
        {
            "id": f"written-{place}",
            "kind": one.event.kind,
            "track": one.event.track,
            "round": one.event.round,
            "when": "unknown",
            "source": sources.get(one.id.split(":")[0], "daily"),
        }
        | ({"side": one.event.side} if one.event.side else {})
        for place, one in enumerate(implied)
    ]
    same = replace(case, events=(*case.events, *written))
    assert said_of(findings_of(same)) == said_of({one.id: one for one in report.findings})


@given(law_cases(), st.data())
def test_the_order_of_events_in_the_file_changes_nothing(
    case: LawCase, data: st.DataObject
) -> None:
    """Events may stand in any order."""
    events = tuple(data.draw(st.permutations(case.events)))
    assert said_of(findings_of(replace(case, events=events))) == said_of(findings_of(case))


# ------------------------------------------------------------------------------ knowing more


def assert_sharper(vague: Mapping[str, Finding], sharp: Mapping[str, Finding]) -> None:
    """Assert that no word was added, and that what was certain still is."""
    assert set(vague) == set(sharp)
    for name, finding in sharp.items():
        assert set(finding.possible) <= set(vague[name].possible), name
        if vague[name].breach is not Truth.UNKNOWN:
            assert finding.breach is vague[name].breach
        narrow, wide = finding.days, vague[name].days
        if narrow is not None and wide is not None:
            assert narrow.hull(wide) == wide


@given(law_cases(lacks=False), st.integers(0, 3))
def test_dating_a_source_adds_no_word(case: LawCase, days_more: int) -> None:
    """A source published within the record's time says no less than one of unknown date."""
    day = max(case.truth.values()) + days_more
    undated = replace(
        case, recorded_until=max(day, case.recorded_until), published={"daily": None, "later": None}
    )
    dated = replace(undated, published={"daily": None, "later": day})
    assert_sharper(findings_of(undated), findings_of(dated))


@given(law_cases(), st.data())
def test_narrowing_a_claim_adds_no_word(case: LawCase, data: st.DataObject) -> None:
    """The true day beside a claim that allows it says no less than that claim alone."""
    last = max(case.truth.values())
    whole = replace(
        case,
        recorded_until=max(last, case.recorded_until),
        published=dict.fromkeys(("daily", "later"), last),  # so that all counts as done by then
    )
    assume(not whole.report().inference.contradicting)
    place = data.draw(st.integers(0, len(case.events) - 1))
    event = dict(whole.events[place])
    day = iso(case.truth[event["id"]])
    source = event.pop("source")
    claims = [{"when": when, "source": source} for when in (event.pop("when"), day)]
    events = (*whole.events[:place], event | {"claims": claims}, *whole.events[place + 1 :])
    assert_sharper(findings_of(whole), findings_of(replace(whole, events=events)))


# ------------------------------------------------------------------------------ wordings

SPANS = (
    ("{first}/{last}", "{first} to {last}"),
    ("../{last}", "by {last}"),
    ("{first}/..", "since {first}"),
)
DISTANCES = (
    (
        "at most {size} days after strike",
        "0 to {size} days after strike",
        "less than {more} days after strike",
        "within {size} days after strike",
    ),
    (
        "{size} days after strike",
        "exactly {size} days after strike",
        "{size} to {size} days after strike",
    ),
    ("1 day after strike", "the day after strike"),
)


def assert_all_alike(case: LawCase, forms: Sequence[str], size: int) -> None:
    """Assert that the last event of a case may be dated in any of these words."""
    place = len(case.events) - 1
    day = case.truth[case.events[place]["id"]]
    words = {"first": iso(day), "last": iso(day + size), "size": size, "more": size + 1}
    found = [
        said_of(findings_of(case.with_event(place, when=form.format(**words)))) for form in forms
    ]
    assert all(one == found[0] for one in found)


@given(law_cases(), st.sampled_from(SPANS), st.integers(1, 5))
def test_equal_spans_give_equal_findings(case: LawCase, forms: tuple[str, ...], size: int) -> None:
    """Words for the same days are judged the same."""
    assert_all_alike(case, forms, size)


@given(law_cases(), st.sampled_from(DISTANCES), st.integers(1, 5))
def test_equal_distances_give_equal_findings(
    case: LawCase, forms: tuple[str, ...], size: int
) -> None:
    """Words for the same days after an event are judged the same."""
    assert_all_alike(case, forms, size)


# ------------------------------------------------------------------------------ trials


@cache
def _judge_by(root: Path, as_of: int) -> View:
    """A workspace with two policies, one after the other."""
    return View(Workspace(root), ordinal("2021-06-01"), ordinal(iso(as_of)))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two policies of two days each, whose rules come and go too."""
    root = tmp_path_factory.mktemp("trials")
    for folder in ("cases", "seeds", "policies"):
        (root / folder).mkdir()
    rules: list[dict[str, Any]] = [
        {"id": "open", "step": "investigation_opened", "after": "strike", "limit": "3 days",
         "force": "binding", "from": iso(1)},
        {"id": "tell", "step": "release", "after": "investigation_opened", "limit": "2 days",
         "force": "binding", "when": {"event": "investigation_opened"}, "until": iso(2)},
    ]  # fmt: skip
    for name, first, last, limit in (("old", 0, 2, "4 days"), ("new", 3, 9, "1 day")):
        own = [{"label": rule["id"], "source": "text"} | rule for rule in rules]
        own[0]["limit"] = limit
        policy: dict[str, Any] = {"id": name, "title": name, "rules": own}
        policy["applies"] = {"forces": "US", "from": iso(first), "until": iso(last)}
        (root / "policies" / f"{name}.yaml").write_text(json.dumps(policy))
    for name, published in (("daily", None), ("later", iso(9)), ("text", None)):
        seed = {"title": name, "publisher": "P", "kind": "press"}
        seed |= {} if published is None else {"published": published}
        (root / "seeds" / f"{name}.yaml").write_text(json.dumps(seed))
    return root


@st.composite
def _disputed_cases(draw: st.DrawFn) -> dict[str, Any]:
    """A strike, an opening and a release; one claim or absence is disputed."""

    def claim() -> dict[str, Any]:
        first = draw(st.integers(0, 8))
        last = first + draw(st.integers(0, 4))
        source = draw(st.sampled_from(["daily", "later"]))
        when = draw(st.sampled_from([f"{iso(first)}/{iso(last)}", iso(first), "unknown"]))
        return {"when": when, "source": source}

    events: list[dict[str, Any]] = [
        {"kind": kind, "claims": [claim() for _ in range(draw(st.integers(1, 2)))]}
        for kind in ("strike", "investigation_opened", "release")[: draw(st.integers(2, 3))]
    ]
    lacks: list[dict[str, Any]] = []
    disputed = {"standing": "disputed", "because": "doubted"}
    if draw(st.integers(0, 3)) == 3:
        day = iso(draw(st.integers(0, 12)))
        lacks.append({"kind": "investigation_opened", "until": day, "source": "daily"} | disputed)
    else:
        event = draw(st.sampled_from(events))
        event["claims"].append(claim() | disputed)
        if draw(st.booleans()):
            event["orders"] = [
                {"id": "o", "kind": "release", "within": "2 days", "source": "daily"}
            ]
    return {
        "title": "t", "place": "p", "time_zone": "UTC", "forces": "US",
        "recorded_until": iso(draw(st.integers(4, 20))), "events": events,
    } | ({"absences": lacks} if lacks else {})  # fmt: skip


def _accepting(case: dict[str, Any]) -> dict[str, Any]:
    """The case with what is disputed accepted."""
    text = json.dumps(case).replace('"standing": "disputed", "because": "doubted"', '"note": ""')
    found: dict[str, Any] = json.loads(text)
    return found


def _built(view: View, case: dict[str, Any]) -> CaseFile:
    document = parse_yaml(json.dumps(case), "cases/test.yaml")
    return build_case(document, "test", view.workspace.references)


def _verdicts(judged: Judged) -> dict[tuple[str, str], tuple[Verdict, Truth | None]]:
    return {
        (report.selection.policy.id, finding.id): (finding.verdict, finding.breach)
        for report in judged.reports
        for finding in report.findings
    }


@given(case=_disputed_cases(), as_of=st.sampled_from([4, 9, 20]))
def test_a_trial_says_what_the_file_with_the_claim_accepted_says(
    workspace: Path, case: dict[str, Any], as_of: int
) -> None:
    """The same verdicts and breaches change, by the same policies, and the same days move."""
    view = _judge_by(workspace, as_of)
    before = view.judge_file(_built(view, case))
    (trial,) = view.trials(before)
    after = view.judge_file(_built(view, _accepting(case)))
    was, now = _verdicts(before), _verdicts(after)
    if trial.can_be_true:
        none = (None, None)
        told = {
            (one.policy, one.finding): (
                (one.before, one.breach_before),
                (one.after, one.breach_after),
            )
            for one in trial.changes
        }
        assert told == {
            key: (was.get(key, none), now.get(key, none))
            for key in {*was, *now}
            if was.get(key, none) != now.get(key, none)
        }
        assert {name: day for name, _, day in trial.squeezed} == {
            name: after.inference.day_of(name)
            for name in before.inference.events
            if name in after.inference.events
            if after.inference.day_of(name) != before.inference.day_of(name)
        }
    else:
        assert now == was


@pytest.mark.parametrize("events", [1, 2])
def test_a_disputed_denial_is_tried_whether_or_not_the_step_was_taken(
    workspace: Path, events: int
) -> None:
    """What somebody denies is tried too where no event of that kind is on record."""
    view = _judge_by(workspace, 20)
    kinds = ("strike", "investigation_opened")[:events]
    case = {
        "title": "t", "place": "p", "time_zone": "UTC", "forces": "US",
        "recorded_until": iso(4),
        "events": [
            {"kind": kind, "when": iso(2 + 8 * place), "source": "daily"}
            for place, kind in enumerate(kinds)
        ],
        "absences": [
            {"kind": "investigation_opened", "until": iso(9), "source": "daily",
             "standing": "disputed", "because": "doubted"}
        ],
    }  # fmt: skip
    before = view.judge_file(_built(view, case))
    after = view.judge_file(_built(view, _accepting(case)))
    (trial,) = view.trials(before)
    was, now = _verdicts(before), _verdicts(after)
    told = {(one.policy, one.finding): (one.after, one.breach_after) for one in trial.changes}
    assert told == {key: found for key, found in now.items() if was.get(key) != found}
