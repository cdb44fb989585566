import json
from dataclasses import replace
from datetime import date

import msgspec

from tests.builders import inferred, ordinal, shipped_kinds
from timeline.chrono.truth import Truth
from timeline.conformance.judge import check
from timeline.conformance.judged import Judged
from timeline.conformance.open_questions import open_questions
from timeline.conformance.policies import Selection
from timeline.conformance.sensitivity import sensitivity_to_disputed
from timeline.conformance.verdict import Tier, Verdict
from timeline.errors import Problem
from timeline.formats.json import format_json
from timeline.inference.inference import Inference, infer
from timeline.inference.latency import latencies_of
from timeline.location import Location, TextSpan
from timeline.model.build import References, build_policy
from timeline.model.measure import NamedLatency
from timeline.model.policy import Policy
from timeline.read.parse import parse_yaml
from timeline.results.build.case import show_record
from timeline.results.case import EventRecord, FindingRecord, ShowRecord
from timeline.results.values import DayRange, Range

POLICY = """\
id: p
title: A policy
rules:
  - id: open
    step: investigation_opened
    label: Opened after the strike
    after: strike
    limit: 30 days
    force: binding
    clause: section 1
    source: s
  - {id: pay, step: payment, label: Paid, after: strike, limit: 1 month, force: practice}
"""

CASE = """\
recorded_until: 2023-08-01
events:
  - {kind: strike, when: 2023-05-03T11:42, source: a}
  - kind: investigation_opened
    form: AR 15-6
    claims:
      - {when: 2023-06, source: a, worded: in June}
      - {when: 2023-06-20, source: b, standing: disputed, because: b was not there}
      - {when: 2023-07-01, source: c, standing: rejected, because: a misprint}
    orders:
      - {id: first, kind: investigation_closed, within: 30 days, source: a}
      - {id: second, kind: investigation_closed, until: 2023-09-01, extends: first, source: a,
         made: 2023-07-20}
  - {kind: release, when: 2023-10-10, source: a}
absences:
  - {kind: payment, searched: 2023-08-01, where: press releases}
tolls:
  - {by: residents, on: 2023-05, killed: 100.., children: unknown, source: a}
"""

CONTRADICTION = """\
events:
  - {kind: strike, when: 2023-05-03, source: a}
  - kind: investigation_opened
    claims:
      - {when: 2023-05-10, source: a}
      - {when: 2023-06-30, source: b}
      - {when: 2023-06-30, source: c}
"""


def a_policy(text: str = POLICY) -> Policy:
    """A policy given as YAML text."""
    kinds = shipped_kinds().keys()
    return build_policy(parse_yaml(text, "policies/p.yaml"), References(kinds, {"s"}, {"p"}))


def selected(policy: Policy, *, is_certain: bool = True) -> Selection:
    """A policy with its own rules."""
    rules = tuple((rule, policy.id) for rule in policy.rules)
    return Selection(policy, rules, "named in the case", is_certain=is_certain)


def judged(case: str = CASE, as_of: str = "2023-08-01", *policies: Selection) -> Judged:
    """A case given as YAML text, judged by policies; by the one above where none is named."""
    return judged_of(inferred(case), as_of, *policies)


def judged_of(inference: Inference, as_of: str = "2023-08-01", *policies: Selection) -> Judged:
    """The same of a case that is inferred already."""
    day = ordinal(as_of)
    measure = NamedLatency.model_validate(
        {"id": "strike-to-payment", "label": "strike → payment", "from": "strike", "to": "payment"}
    )
    return Judged(
        inference,
        shipped_kinds(),
        {},
        day,
        is_default_day=True,
        known_on=None,
        reports=tuple(
            check(inference, selection, day) for selection in policies or [selected(a_policy())]
        ),
        latencies=tuple(latencies_of(inference, [measure], day)),
        problems=(
            Problem("E110", "not text", Location("seeds/x.yaml", TextSpan(2, 3, 2, 9)), "", ()),
        ),
    )


def shown(case: str = CASE, as_of: str = "2023-08-01", *policies: Selection) -> ShowRecord:
    """Return the record of a case given as YAML text."""
    return show_record(judged(case, as_of, *policies))


def during(first: str, last: str) -> DayRange:
    """Return the days from one to another."""
    return DayRange(min=date.fromisoformat(first), max=date.fromisoformat(last))


def event(data: ShowRecord, name: str) -> EventRecord:
    """One event by its id."""
    return next(one for one in data.events if one.id == name)


def finding(data: ShowRecord, name: str) -> FindingRecord:
    """One finding by its id."""
    return next(one for one in data.findings if one.name == name)


def test_the_head_says_from_which_day() -> None:
    """The day judged from is named, and whether it is the end of the record."""
    found = shown()
    assert (found.as_of, found.default_day) == (date(2023, 8, 1), True)
    assert found.recorded_until == date(2023, 8, 1)
    assert (found.case, found.policy, found.hypothetical) == ("test", "p", False)
    assert found.known_on is None


def test_without_a_policy_nothing_is_judged() -> None:
    """A case that no policy is for has events and measures, and no findings."""
    found = show_record(replace(judged(), reports=()))
    assert (found.policy, found.policies, found.findings) == (None, (), ())
    assert not any(one.ghost for one in found.events)


def test_two_policies_are_both_named() -> None:
    """Where it is not certain which policy was in force none is named as the one."""
    other = a_policy(POLICY.replace("id: p\n", "id: q\n"))
    found = shown(
        CASE,
        "2023-08-01",
        selected(a_policy(), is_certain=False),
        selected(other, is_certain=False),
    )
    assert found.policy is None
    assert [(one.id, one.certain) for one in found.policies] == [
        ("p", False),
        ("q", False),
    ]
    assert [one.judged_by for one in found.findings if one.name == "open"] == ["p", "q"]
    ids = [one.id for one in found.events]
    assert len(ids) == len(set(ids))


def test_problems_stand_at_their_place() -> None:
    """A file that could not be read is told with its line and column."""
    assert shown().to_dict()["problems"] == [
        {
            "code": "E110", "message": "not text", "file": "seeds/x.yaml", "line": 2, "column": 3,
            "end_line": 2, "end_column": 9, "excerpt": "", "hint": "", "warning": False,
            "related": [],
        }
    ]  # fmt: skip


def test_an_event_has_its_days_and_its_claims() -> None:
    """Days are the hull of what the claims leave; every claim is there with its standing."""
    found = event(shown(), "investigation_opened")
    assert found.day == during("2023-06-01", "2023-06-30")
    assert found.happened is Truth.YES
    assert found.first_public is None
    assert event(shown(), "release").first_public == during("2023-10-10", "2023-10-10")
    assert [(one.id, one.when, one.standing) for one in found.claims] == [
        ("investigation_opened#1", "2023-06", "accepted"),
        ("investigation_opened#2", "2023-06-20", "disputed"),
        ("investigation_opened#3", "2023-07-01", "rejected"),
    ]
    assert [(one.file, one.line) for one in found.claims] == [
        ("cases/test.yaml", 7),
        ("cases/test.yaml", 8),
        ("cases/test.yaml", 9),
    ]
    assert [one.text for one in found.orders] == ["30 days", "until 2023-09-01"]
    assert event(shown(), "strike").time == "11:42"


def test_what_has_not_happened_keeps_its_days() -> None:
    """An event after the day judged from has its dates, and had not happened."""
    later = event(shown(), "release")
    assert (later.day.min, later.happened) == (date(2023, 10, 10), Truth.NO)
    on_the_way = event(shown(CASE, "2023-06-10"), "investigation_opened")
    assert on_the_way.happened is Truth.UNKNOWN


def test_an_unbounded_day_is_null() -> None:
    """Nothing stands for a day that nothing bounds, nor for one that has no name."""
    case = "events:\n  - {kind: strike, when: unknown, source: a}\n"
    found = event(shown(case), "strike")
    assert found.day == DayRange(min=None, max=None)
    case = """\
events:
  - {kind: strike, when: 9999-12-31, source: a}
  - {kind: other, when: at least 3 weeks after strike, source: a}
"""
    assert event(shown(case), "other").day.max is None


def test_a_step_not_taken_is_a_ghost() -> None:
    """An undone step stands among the events: it did not happen by then, and has no days."""
    ghosts = [one for one in shown().events if one.ghost]
    assert [(one.id, one.kind, one.happened) for one in ghosts] == [
        ("ghost:pay", "payment", Truth.NO),
        ("ghost:order-first", "investigation_closed", Truth.NO),
    ]
    assert all(one.day == DayRange(min=None, max=None) for one in ghosts)
    assert all(one.claims == () for one in ghosts)
    early = shown(CASE, "2023-05-20")  # its event is in the record, only later
    assert "ghost:open" in [one.id for one in early.events]


def test_what_does_not_count_is_still_told() -> None:
    """Withdrawn, planned and rejected events are kept apart from those that count."""
    found = shown("""\
events:
  - {kind: strike, when: 2023-05-03, source: a}
  - {kind: denial, when: 2023-05-04, source: a, withdrawn: never said}
  - {kind: release, when: 2023-09-01, source: a, planned: true}
  - {kind: apology, when: 2023-06-01, source: a, standing: rejected, because: a hoax}
""")
    assert [(one.id, one.reason, one.because) for one in found.not_counted] == [
        ("denial", "withdrawn", "never said"),
        ("release", "planned", ""),
        ("apology", "rejected", ""),
    ]
    assert found.not_counted[1].claims[0].planned is True


def test_a_finding_has_its_numbers() -> None:
    """A finding carries verdict, breach, days, limits, clause and a sentence."""
    found = finding(shown(), "open")
    assert (found.verdict, found.breach, found.tier) == (
        Verdict.MET_POSSIBLY_LATE,
        Truth.UNKNOWN,
        Tier.LIMIT,
    )
    assert (found.trigger_event, found.step_event) == ("strike", "investigation_opened")
    assert found.days == Range(min=29, max=58)
    assert found.days_late == Range(min=1, max=28)
    assert (found.clause, found.source, found.policy) == ("section 1", "s", "p")
    assert found.standing is None is found.standing_detail
    limit = found.limits[0]
    assert (limit.days, limit.unit, limit.text, limit.order) == (
        30,
        "days",
        "30 days",
        None,
    )
    assert limit.last_day == during("2023-06-02", "2023-06-02")
    assert found.sentence == (
        "We cannot tell whether the deadline was missed: the investigation was opened 29–58 days "
        "after the strike; 30 days were allowed. If it was, then by 1–28 days. Binding rule: "
        "section 1. Source: s. Record checked to 1 August 2023."
    )
    assert [step.step for step in found.receipt][-1] == "verdict"
    assert found.versions == (Verdict.MET_POSSIBLY_LATE,)


def test_a_step_undone_says_on_what_ground() -> None:
    """The ground is a plain word, with the search behind it beside."""
    found = finding(shown(), "pay")
    detail = found.standing_detail
    assert (found.open, found.standing) == (True, "searched")
    assert detail is not None
    assert (detail.day, detail.where, detail.line) == ("2023-08-01", "press releases", 16)
    assert found.days == Range(min=90, max=None)
    limit = found.limits[0]
    assert (limit.number, limit.unit, limit.days) == (1, "months", None)


def test_orders_show_the_first_limit_and_the_extended_one() -> None:
    """An order for a step without a rule is a finding of no policy, with each of its limits."""
    found = finding(shown(), "order-first")
    assert (found.policy, found.judged_by, found.tier) == (None, "p", "order")
    assert found.label == "Investigation finished"
    lines = [(one.order, one.extends, one.days) for one in found.limits]
    assert lines[:2] == [("first", None, 30), ("second", "first", None)]
    assert found.limits[0].line == 11


def test_a_measure_counts_on_while_no_end_is_recorded_and_is_not_said_to_be_open() -> None:
    """It counts to the day judged from, has no upper end, and may be over all the same."""
    assert shown().to_dict()["latencies"] == [
        {
            "measure": "strike-to-payment", "label": "strike → payment", "words": "none",
            "start": "strike",
            "end": None, "days": {"min": 90, "max": None}, "open": "unknown",
            "sure": {"min": None, "max": None}, "recorded": False, "denied": False,
            "applies": "yes", "notes": [],
        }
    ]  # fmt: skip


def test_tolls_are_as_stated() -> None:
    """At least 100 has no upper end, and what is not said is null."""
    toll = shown().tolls[0]
    assert (toll.by, toll.on) == ("residents", "2023-05")
    assert toll.killed == Range(min=100, max=None)
    assert toll.injured is None


def test_a_contradiction_gives_versions() -> None:
    """Claims that cannot all be true are named, with what giving up each group would leave."""
    found = shown(CONTRADICTION, "2023-08-01")
    (one,) = found.contradictions
    assert [claim.id for claim in one.claims] == [
        "investigation_opened#1",
        "investigation_opened#2",
        "investigation_opened#3",
    ]
    assert one.groups == (
        ("investigation_opened#1",),
        ("investigation_opened#2", "investigation_opened#3"),
    )
    assert one.against == ()
    assert one.without == {
        "investigation_opened#1": {"investigation_opened": during("2023-06-30", "2023-06-30")},
        "investigation_opened#2": {"investigation_opened": during("2023-05-10", "2023-05-10")},
    }
    versions = found.versions
    assert (versions.count, versions.capped) == (2, False)
    dropped = {one.dropped: one for one in versions.list}
    late = dropped[("investigation_opened#1",)]
    assert {one.name: one.verdict for one in late.findings}["open"] == "met late"
    assert late.events[1].id == "investigation_opened"
    assert (late.events[1].min, late.events[1].max) == (date(2023, 6, 30), date(2023, 6, 30))
    opened = event(found, "investigation_opened")
    assert opened.day == during("2023-05-10", "2023-06-30")
    assert [part.min for part in opened.stretches] == [date(2023, 5, 10), date(2023, 6, 30)]


def test_questions_say_what_they_would_settle() -> None:
    """A fact that would settle a finding is asked, with how far it would."""
    one = judged()
    questions = open_questions(one.inference, one.reports)
    asked = show_record(one, (), questions).questions
    (day,) = [part for part in asked if part.kind == "day"]
    assert day.about == "investigation_opened"
    assert day.text.endswith("?")
    settled = [(part.finding, part.judged_by) for part in day.settles]
    assert settled == [("open", "p"), ("order-first", "p")]
    assert (day.settles[0].settling, day.settles[0].exhaustive) == (24, False)


def test_disputed_claims_are_tried() -> None:
    """What a disputed claim would change is told, with what it would stand in place of."""
    one = judged()
    kinds = shipped_kinds()
    trials = sensitivity_to_disputed(
        one, lambda file: judged_of(infer(file, one.inference.sources, kinds))
    )
    found = show_record(one, trials)
    assert {
        "claim": "investigation_opened#2", "finding": "open", "judged_by": "p",
        "before": "met possibly late", "after": "met late",
    } in found.to_dict()["disputed_matter"]  # fmt: skip
    (trial,) = found.trials
    assert (trial.claim.id, trial.can_be_true) == ("investigation_opened#2", True)
    (moved,) = trial.events
    assert (moved.id, moved.before, moved.after) == (
        "investigation_opened",
        during("2023-06-01", "2023-06-30"),
        during("2023-06-20", "2023-06-20"),
    )


def test_hostile_text_stays_data() -> None:
    """Escapes, markup and formulas come back letter for letter, and nothing raw is printed."""
    hostile = "=1+1 [red]x[/red] <script> \x1b[31m \u202e \u009b2J \"'"
    quoted = json.dumps(hostile).replace("[", "\\x5b")  # YAML's double quotes know both
    case = f"title: {quoted}\n" + CASE
    found = shown(case)
    text = format_json(found)
    assert found.title == hostile
    assert msgspec.convert(json.loads(text), ShowRecord) == found
    assert not set(text) & {"\x1b", "\u202e", "\u009b"}
