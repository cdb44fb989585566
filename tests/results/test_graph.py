from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.builders import inferred, ordinal, shipped_kinds
from tests.conformance.builders import judged_of
from timeline.chrono.truth import Truth
from timeline.conformance.finding import Report
from timeline.conformance.judge import check
from timeline.conformance.judged import Judged
from timeline.conformance.policies import hypothetical
from timeline.inference.inference import Inference
from timeline.model.build import References, build_policy
from timeline.read.parse import parse_yaml
from timeline.results.build.graph import graph_record
from timeline.results.graph import EdgeRecord, EdgeType, EventNodeRecord, GraphRecord
from timeline.results.values import DayRange, Range
from timeline.view import View, find_workspace

SHIPPED = ["kabul-2021", "manbij-tokhar-2016", "may3-syria", "mosul-jadida-2017"]
KINDS = shipped_kinds()


def report_of(inference: Inference, rules: str, as_of: str) -> Report:
    """A case judged by the rules of a policy given as YAML text."""
    text = f"id: p\ntitle: P\nrules:\n{rules}"
    policy = build_policy(parse_yaml(text, "policies/p.yaml"), References(KINDS.keys(), ["s"]))
    return check(inference, hypothetical(policy, lambda _: policy), ordinal(as_of))


def graph_of(case: str, rules: str = "", as_of: str = "2020-12-31") -> GraphRecord:
    """The graph of a case given as YAML text, with what a policy expects where rules are given."""
    inference = inferred(case)
    reports = (report_of(inference, rules, as_of),) if rules else ()
    judged = judged_of(inference, inference.sources, ordinal(as_of), reports)
    return graph_record(judged, with_claims=True)


@cache
def shipped_case(case_id: str, as_of: str | None = None) -> Judged:
    """A case that comes with the program, judged."""
    workspace = find_workspace(Path(__file__).parents[2], Path())
    day = None if as_of is None else ordinal(as_of)
    return View(workspace, today=ordinal("2026-01-01"), as_of=day).judge(case_id)


def shipped(case_id: str, as_of: str | None = None) -> GraphRecord:
    """The graph of a case that comes with the program."""
    return graph_record(shipped_case(case_id, as_of), with_claims=True)


def edges_of(graph: GraphRecord, kind: EdgeType) -> list[EdgeRecord]:
    """The edges of one kind."""
    return [edge for edge in graph.edges if edge.type == kind]


def pairs(graph: GraphRecord, kind: EdgeType) -> list[str]:
    """The same as `start > end`."""
    return [f"{edge.start} > {edge.end}" for edge in edges_of(graph, kind)]


def ghosts(graph: GraphRecord) -> list[EventNodeRecord]:
    """The steps that are undone."""
    return [node for node in graph.nodes if node.ghost]


def during(first: str | None, last: str | None) -> DayRange:
    """The days from one to another."""
    ends = [None if day is None else date.fromisoformat(day) for day in (first, last)]
    return DayRange(min=ends[0], max=ends[1])


# Events.


def test_an_event_is_a_node_with_what_the_file_says_of_it() -> None:
    """Kind, label, track, round, actor, form and zone are the event's; the case's zone else."""
    graph = graph_of("""
events:
  - {kind: strike, when: 2020-03-03, source: s}
  - {id: inquiry, kind: investigation_opened, label: Inquiry, track: nato, round: 2, by: NATO,
     form: BI, zone: America/New_York, when: 2020-03-04, source: s}
""")
    strike, inquiry, reopening = graph.nodes
    assert (strike.label, strike.zone, strike.round) == ("Strike", "UTC", 1)
    assert (inquiry.kind, inquiry.label, inquiry.zone) == (
        "investigation_opened", "Inquiry", "America/New_York",
    )  # fmt: skip
    assert (inquiry.track, inquiry.round, inquiry.by, inquiry.form) == ("nato", 2, "NATO", "BI")
    assert (inquiry.happened, inquiry.lines) == (
        Truth.YES,
        ("Inquiry", "NATO", "BI, track nato, round 2", "2020-03-04"),
    )
    assert (reopening.kind, reopening.track, reopening.round) == ("reopened", "nato", 2)
    assert reopening.implied


def test_bounds_are_days_of_the_events_own_zone() -> None:
    """A statement made in Washington keeps Washington's day."""
    graph = graph_of("""
time_zone: Asia/Kabul
events:
  - {kind: denial, zone: America/New_York, when: 2020-08-29, source: s}
""")
    assert graph.nodes[0].day == during("2020-08-29", "2020-08-29")


def test_a_later_event_is_a_node_that_had_not_happened() -> None:
    """Events are cut by the day judged from, never lost."""
    graph = graph_of(
        """
events:
  - {kind: strike, when: 2020-03-03, source: s}
  - {kind: denial, when: 2020-03-04/2020-03-06, source: s}
  - {kind: apology, when: 2020-04-01, source: s}
""",
        as_of="2020-03-05",
    )
    happened = {node.id: node.happened for node in graph.nodes}
    assert happened == {"strike": Truth.YES, "denial": Truth.UNKNOWN, "apology": Truth.NO}


def test_withdrawn_and_planned_events_are_no_nodes() -> None:
    """What no longer counts, or is only promised, is not in the graph, nor are answers to it."""
    graph = graph_of("""
events:
  - {kind: strike, when: 2020-03-03, source: s}
  - {kind: denial, when: 2020-03-04, source: s, withdrawn: another strike}
  - {kind: payment, when: 2021, source: s, planned: true}
  - {kind: apology, when: 2020-05, source: s, responds_to: [denial, strike, strike]}
""")
    assert [node.id for node in graph.nodes] == ["strike", "apology"]
    assert pairs(graph, "responds_to") == ["apology > strike"]


def test_an_end_beyond_the_calendar_is_open() -> None:
    """Ten days after 9999-12-30 there are no dates left to name."""
    graph = graph_of("""
events:
  - {kind: strike, when: 9999-12-30, source: s}
  - {kind: denial, when: within 10 days after strike, source: s}
""")
    assert graph.nodes[1].day == during("9999-12-30", None)


# Claims.


def test_each_claim_is_a_node_that_its_event_is_dated_by() -> None:
    """Claims keep their numbers; the claim of a plan dates nothing and is left out."""
    graph = graph_of("""
events:
  - kind: strike
    claims:
      - {when: mid 2020-03, source: a}
      - {when: 2021, source: b, planned: true}
      - {when: 2020-04-01, source: c, standing: rejected, because: a misprint}
""")
    said = [(claim.id, claim.when, claim.source, claim.standing) for claim in graph.claims]
    assert said == [
        ("strike#1", "mid 2020-03", "a", "accepted"),
        ("strike#3", "2020-04-01", "c", "rejected"),
    ]
    assert pairs(graph, "dated_by") == ["strike > strike#1", "strike > strike#3"]


# Before.


def test_before_is_certain_and_reduced() -> None:
    """What follows by a third event is no edge, and what may be the other way round is none."""
    graph = graph_of("""
events:
  - {kind: strike, when: 2020-03-03, source: s}
  - {kind: denial, when: 2020-03-04/2020-03-08, source: s}
  - {id: story, kind: external_report, when: 2020-03-06/2020-03-09, source: s}
  - {kind: apology, when: 2020-04-01, source: s}
""")
    assert pairs(graph, "before") == [
        "strike > denial", "strike > story", "denial > apology", "story > apology",
    ]  # fmt: skip


def test_before_bears_the_pairs_own_days() -> None:
    """The days of a pair are known better than those of either event."""
    graph = graph_of("""
events:
  - {id: story, kind: other, when: 2020-03, source: s}
  - {id: reply, kind: other, when: 3 to 5 days after story, source: s}
""")
    (edge,) = edges_of(graph, "before")
    assert edge.days == Range(min=3, max=5)


def test_two_events_of_one_day_are_in_no_order() -> None:
    """A day alone does not say which came first."""
    graph = graph_of("""
events:
  - {id: one, kind: other, when: 2020-03-03, source: s}
  - {id: two, kind: other, when: 2020-03-03, source: s}
""")
    assert pairs(graph, "before") == []


@pytest.mark.parametrize(
    "second",
    [
        "{id: two, kind: other, when: after one, source: s}",
        "{id: two, kind: other, when: 2020-03-03T11:43, source: s}",
        "{id: two, kind: other, when: 2020-03-03, source: s, responds_to: [one]}",
    ],
)
def test_instants_of_one_day_can_be_ordered(second: str) -> None:
    """By the words of a claim, by clocks, or by meaning: an answer follows what it answers."""
    graph = graph_of(f"""
events:
  - {{id: one, kind: other, when: 2020-03-03T11:42, source: s}}
  - {second}
""")
    assert pairs(graph, "before") == ["one > two"]


def test_events_of_one_instant_are_in_no_order() -> None:
    """No minute lies between two of one instant; neither is before the other."""
    graph = graph_of("""
events:
  - {id: one, kind: other, when: 2020-03-03, source: s}
  - id: two
    kind: other
    claims: [{when: 2020-03-03, source: s}, {when: within 0 hours of one, source: s}]
  - {id: last, kind: other, when: after one, source: s}
""")
    assert pairs(graph, "before") == ["one > last", "two > last"]


def test_no_order_that_one_reading_lacks() -> None:
    """Where accepted claims contradict each other, an order has to hold whichever are given up."""
    graph = graph_of("""
events:
  - {id: one, kind: other, when: 2020-03-03, source: s}
  - {id: last, kind: other, when: 2020-05-01, source: s}
  - id: two
    kind: other
    claims:
      - {when: after one, source: s}
      - {when: before one, source: s}
""")
    assert pairs(graph, "before") == ["one > last"]


# Expectations.

OPENED = """
  - {id: look, step: assessment_opened, label: Assessment after a report, after: external_report,
     limit: 10 days, force: binding}
"""


def test_a_finding_is_an_edge_from_trigger_to_step() -> None:
    """It bears the rule, the verdict and the latency."""
    graph = graph_of(
        """
events:
  - {id: story, kind: external_report, when: 2020-03-03, source: s}
  - {id: look, kind: assessment_opened, when: 2020-03-15/2020-03-16, source: s}
""",
        OPENED,
    )
    (edge,) = edges_of(graph, "expects")
    assert (edge.start, edge.end) == ("story", "look")
    assert (edge.rule, edge.finding, edge.verdict, edge.days) == (
        "look", "look", "met late", Range(min=12, max=13)
    )  # fmt: skip
    assert edge.certain
    assert not ghosts(graph)


def test_an_undone_step_is_a_ghost() -> None:
    """It bears the rule's label and the step's kind, and has no days."""
    graph = graph_of(
        "events: [{id: story, kind: information_received, track: us, when: 2020-03-03, source: s}]",
        OPENED.replace("external_report", "information_received"),
        as_of="2020-03-24",
    )
    (edge,) = edges_of(graph, "expects")
    assert (edge.start, edge.end) == ("story", "ghost:look:us")
    assert (edge.verdict, edge.days) == ("overdue", Range(min=21, max=None))
    (ghost,) = ghosts(graph)
    assert (ghost.id, ghost.kind, ghost.label, ghost.track, ghost.standing) == (
        "ghost:look:us", "assessment_opened", "Assessment after a report", "us", "not searched",
    )  # fmt: skip
    assert (ghost.happened, ghost.day) == (Truth.NO, during(None, None))


@pytest.mark.parametrize(
    ("absence", "standing"),
    [
        ("until: 2020-03-24, source: s", "denied"),
        ("until: 2020-03-10, source: s", None),
        ("searched: 2020-04-01, where: its website", "searched"),
    ],
)
def test_the_ground_of_a_ghost_reaches_to_the_day_judged_from(
    absence: str, standing: str | None
) -> None:
    """Who denied it two weeks earlier does not say that it is undone now."""
    graph = graph_of(
        f"""
events:
  - {{id: story, kind: external_report, when: 2020-03-03, source: s}}
absences:
  - {{kind: assessment_opened, {absence}}}
""",
        OPENED,
        as_of="2020-03-24",
    )
    assert [ghost.standing for ghost in ghosts(graph)] == [standing]


def test_a_step_after_the_day_judged_from_is_a_ghost_beside_the_event() -> None:
    """The step was undone then, and what the record has later is a node that had not happened."""
    graph = graph_of(
        """
events:
  - {id: story, kind: external_report, when: 2020-03-03, source: s}
  - {id: later, kind: assessment_opened, when: 2020-06-01, source: s}
""",
        OPENED,
        as_of="2020-03-24",
    )
    assert pairs(graph, "expects") == ["story > ghost:look"]
    assert {node.id: node.happened for node in graph.nodes}["later"] is Truth.NO


def test_of_uncertain_triggers_the_first_bears_the_edge() -> None:
    """Where either of two may have been first, the edge says that its end is not certain."""
    graph = graph_of(
        """
events:
  - {id: story, kind: external_report, when: 2020-03-01/2020-03-05, source: s}
  - {id: tweet, kind: external_report, when: 2020-03-02/2020-03-04, source: s}
  - {id: look, kind: assessment_opened, when: 2020-03-15, source: s}
""",
        OPENED,
    )
    (edge,) = edges_of(graph, "expects")
    assert (edge.start, edge.end, edge.certain) == ("story", "look", False)


def test_of_uncertain_steps_the_first_that_may_have_been_taken_bears_the_edge() -> None:
    """A step that may have been taken is no ghost."""
    graph = graph_of(
        """
events:
  - {id: story, kind: external_report, when: 2020-03-03, source: s}
  - {id: late, kind: assessment_opened, when: 2020-06-01, source: s}
  - {id: perhaps, kind: assessment_opened, when: 2020-03-20/2020-04-20, source: s}
""",
        OPENED,
        as_of="2020-03-24",
    )
    (edge,) = edges_of(graph, "expects")
    assert (edge.end, edge.verdict) == ("perhaps", "late")
    assert edge.certain


def test_a_trigger_that_is_still_to_come_bears_the_edge() -> None:
    """A step not yet due hangs on the event that it will follow."""
    graph = graph_of(
        "events: [{id: story, kind: external_report, when: 2020-05-01, source: s}]",
        OPENED,
        as_of="2020-03-24",
    )
    (edge,) = edges_of(graph, "expects")
    assert (edge.start, edge.end, edge.verdict) == ("story", "ghost:look", "not yet due")


def test_no_trigger_no_edge() -> None:
    """A rule whose trigger is not in the record has nothing to hang on."""
    graph = graph_of("events: [{kind: strike, when: 2020-03-03, source: s}]", OPENED)
    assert pairs(graph, "expects") == []
    assert not ghosts(graph)


def test_what_is_not_required_has_no_ghost() -> None:
    """A step that nobody has to take is not missed."""
    rule = """
  - {id: pay, step: payment, label: Payment, after: strike, when: {event: acknowledgement},
     force: guidance}
"""
    graph = graph_of("events: [{kind: strike, when: 2020-03-03, source: s}]", rule)
    assert pairs(graph, "expects") == []
    assert not ghosts(graph)


def test_an_order_without_a_rule_names_its_ghost_by_the_kind() -> None:
    """A limit set for this case alone has no label."""
    graph = graph_of(
        """
events:
  - kind: review_ordered
    when: 2020-03-03
    source: s
    orders: [{id: first, kind: review_closed, within: 30 days, source: s}]
""",
        OPENED,
    )
    assert [ghost.label for ghost in ghosts(graph)] == ["Review finished"]
    assert pairs(graph, "expects") == ["review_ordered > ghost:order-first"]


# The shipped cases.


@pytest.mark.parametrize("case_id", SHIPPED)
def test_shipped_edges_join_nodes_of_the_graph(case_id: str) -> None:
    """Every end of every edge is a node or a claim, and no two share an id."""
    graph = shipped(case_id)
    names = [node.id for node in graph.nodes] + [claim.id for claim in graph.claims]
    assert len(set(names)) == len(names)
    assert {edge.start for edge in graph.edges} | {edge.end for edge in graph.edges} <= set(names)
    assert all(pairs(graph, kind) for kind in ("before", "responds_to", "dated_by", "expects"))


def test_three_weeks_after_the_strike_in_syria_no_investigation_is_recorded() -> None:
    """On 2023-05-24 the formal investigation is a ghost, overdue, 21 days after the strike."""
    graph = shipped("may3-syria", "2023-05-24")
    name = "ghost:investigation-after-strike"
    (edge,) = [edge for edge in edges_of(graph, "expects") if edge.end == name]
    assert (edge.start, edge.verdict, edge.days) == (
        "strike", "overdue", Range(min=21, max=None)
    )  # fmt: skip
    (ghost,) = [node for node in graph.nodes if node.id == name]
    assert (ghost.kind, ghost.happened) == ("investigation_opened", Truth.NO)
    later = next(node for node in graph.nodes if node.id == "investigation_opened")
    assert (later.happened, later.day) == (Truth.NO, during("2023-06-23", "2023-06-23"))


@pytest.mark.parametrize(("certain", "policy"), [(True, None), (False, "p")])
def test_what_a_policy_expects_is_as_certain_as_that_it_was_in_force(
    *, certain: bool, policy: str | None
) -> None:
    """Where that is not certain, each edge and each ghost names the policy that it holds under."""
    inference = inferred("""
events:
  - {id: story, kind: external_report, when: 2020-03-03, source: s}
  - {id: sorry, kind: apology, when: 2020-03-05, source: s}
""")
    report = report_of(inference, OPENED, "2020-12-31")
    report = replace(report, selection=replace(report.selection, is_certain=certain))
    graph = graph_record(judged_of(inference, inference.sources, report.as_of, (report,)))
    (edge,) = edges_of(graph, "expects")
    assert (edge.certain, edge.if_in_force) == (certain, policy)
    assert "not certain which event" not in edge.lines
    assert [node.if_in_force for node in graph.nodes] == [None, None, policy]
    assert all(edge.certain for edge in edges_of(graph, "before"))
