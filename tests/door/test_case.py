from collections.abc import Callable
from datetime import date
from typing import assert_type

import networkx as nx
import pytest

import timeline
from tests.cli.runner import ROOT, TODAY
from tests.door.shipped import WORKSPACE
from timeline.portfolio.tables import Table as PlainTable

CASE = WORKSPACE.case("may3-syria")


def test_an_event_is_found_by_its_id_and_by_its_place() -> None:
    """Events stand in the order of the file."""
    strike = CASE.events["strike"]
    assert_type(strike, timeline.Event)
    assert_type(strike.earliest, date | None)
    assert strike.earliest == strike.latest == date(2023, 5, 3)
    assert strike.happened is timeline.Truth.YES
    assert strike.claims[0].source == "cnn-2023-05-24"
    assert CASE.events[0] in CASE.events
    assert "strike" in CASE.events
    assert "strke" not in CASE.events
    assert [event.id for event in CASE.events[:2]] == [CASE.events[0].id, CASE.events[1].id]
    assert [event.id for event in reversed(CASE.events)][-1] == CASE.events[0].id


def test_an_unknown_id_names_the_nearest() -> None:
    """As the command line does."""
    with pytest.raises(KeyError, match="strke is not an event of may3-syria: did you mean strike"):
        _ = CASE.events["strke"]
    with pytest.raises(timeline.TimelineError, match="E414 strke is not an event of may3-syria"):
        CASE.latency("strke", "strike")
    with pytest.raises(timeline.TimelineError, match="E414 strke is neither an event"):
        CASE.explain("strke")
    with pytest.raises(timeline.TimelineError, match="E414 strke is neither an event"):
        CASE.explain("strike", "strke")
    with pytest.raises(TypeError, match="a second event needs a first"):
        CASE.explain(None, "strike")


def test_an_id_that_stands_twice_is_never_taken_for_one() -> None:
    """Where two policies may have been in force, a rule of both has two findings."""
    doubled = timeline.Rows(CASE.findings.items[:1] * 2, ("same", "same"), "a finding", _none)
    with pytest.raises(KeyError, match="2 have the id same"):
        _ = doubled["same"]


def _none() -> PlainTable:
    """No table: nobody asks for one."""
    raise AssertionError


def test_days_between_two_events_are_the_pairs_own() -> None:
    """Known better than either date, and whatever the day judged from."""
    kabul = WORKSPACE.case("kabul-2021")
    assert kabul.latency("strike", "investigation_opened") == timeline.Days(0, 6)
    assert kabul.latency("investigation_opened", "strike") == timeline.Days(-6, 0)
    assert CASE.latency("strike", "investigation_opened") == timeline.Days(51, 51)
    early = CASE.at(as_of="2023-05-24")
    assert early.latency("strike", "investigation_opened") == timeline.Days(51, 51)


def test_what_is_open_has_no_upper_end() -> None:
    """On a day before the step, the days that passed are the least."""
    early = CASE.at(as_of="2023-05-24")
    waiting = early.latencies["strike-to-investigation"]
    assert waiting.days == timeline.Days(21, None)
    assert waiting.open is timeline.Truth.YES
    assert CASE.latencies["strike-to-investigation"].open is timeline.Truth.NO
    perhaps = early.events["ccar-closed"]
    assert perhaps.happened is timeline.Truth.UNKNOWN
    assert perhaps.dates.by(early.as_of) is timeline.Truth.UNKNOWN


def test_a_step_that_nobody_took_is_no_event() -> None:
    """It is in the findings, and a ghost in the data and in the graph."""
    early = CASE.at(as_of="2023-05-24")
    ghosts = [event["id"] for event in early.to_dict()["events"] if event["ghost"]]
    known = early.at(known_on="2023-05-24")
    ghosts += [event["id"] for event in known.to_dict()["events"] if event["ghost"]]
    assert ghosts
    assert not {event.id for event in (*early.events, *known.events)} & set(ghosts)


def test_a_case_from_another_day_keeps_what_was_not_asked_anew() -> None:
    """Each option stays until another is given, and the first case stays as it was."""
    known = CASE.at(known_on="2023-07-01")
    both = known.at(as_of="2023-05-24").at(policy="us-centcom-2014")
    assert (both.known_on, both.as_of) == (date(2023, 7, 1), date(2023, 5, 24))
    assert both.hypothetical
    assert both.policy == "us-centcom-2014"
    assert (CASE.known_on, CASE.hypothetical) == (None, False)
    assert repr(both).startswith(
        "<Case may3-syria as of 2023-05-24, known on 2023-07-01, hypothetical: "
    )


def test_a_finding_carries_its_reckoning() -> None:
    """Verdict, days, limits, a sentence, and every step with the file and line of its inputs."""
    finding = CASE.findings["investigation-after-strike"]
    assert finding.verdict is timeline.Verdict.MET_LATE
    assert finding.tier is timeline.Tier.YARDSTICK
    assert finding.breach is None
    assert finding.days == timeline.Days(51, 51)
    assert finding.days_late == timeline.Days(45, 45)
    assert [limit.text for limit in finding.limits]
    places = [(one.file, one.line) for step in finding.receipt for one in step.inputs]
    assert ("cases/may3-syria.yaml", CASE.events["strike"].claims[0].line) in places
    assert str(finding) == f"met late: {finding.because}"
    again = CASE.explain("investigation-after-strike").receipts[0]
    assert (again.title, again.days, again.steps) == (finding.id, None, finding.receipt)


def test_the_rest_of_a_case_is_there() -> None:
    """Each part that the page shows."""
    assert (CASE.title, CASE.place, CASE.time_zone) == (
        CASE.to_dict()["title"], CASE.to_dict()["place"], "Asia/Damascus",
    )  # fmt: skip
    assert (CASE.forces, CASE.command, CASE.policy) == ("US", "CENTCOM", "us-chmr-ap-2022")
    assert CASE.policies[0].certain
    assert CASE.summary == CASE.to_dict()["summary"]
    assert CASE.tags == tuple(CASE.to_dict()["tags"])
    assert (CASE.recorded_until, CASE.as_of) == (date(2024, 5, 2), TODAY)
    assert CASE.questions[0].settles
    assert {source.id for source in CASE.sources} >= {"cnn-2023-05-24"}
    assert [toll.killed for toll in CASE.tolls if toll.killed] != []
    assert {absence.standing for absence in CASE.absences} <= {"accepted", "disputed", "rejected"}


def test_the_graph_is_one_of_networkx() -> None:
    """Nodes and edges with the attributes that the page lists."""
    graph = CASE.graph()
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.nodes["strike"]["earliest"] == "2023-05-03"
    types = {data["type"] for _, _, data in graph.edges(data=True)}
    assert types == {"before", "responds_to", "dated_by", "expects"}
    assert graph.number_of_nodes() > len(CASE.events)


def test_the_page_lists_every_attribute_of_the_graph() -> None:
    """docs/python.md names what nodes, edges and the graph have, of any case."""
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    rows = page.partition("## The graph")[2].partition("## ")[0]
    for case in WORKSPACE.cases(as_of="2020-01-01"):
        graph = case.graph()
        found = set(graph.graph)
        found |= {name for _, data in graph.nodes(data=True) for name in data}
        found |= {name for _, _, data in graph.edges(data=True) for name in data}
        assert {name for name in found if f"`{name}`" not in rows} == set()


def test_a_comparison_is_of_two_different_cases() -> None:
    """As on the command line; and cases looked at differently are not held together."""
    for cases in ((CASE,), (CASE, CASE), (CASE, CASE.at(as_of="2023-05-24")), ()):
        with pytest.raises(timeline.TimelineError, match="E416"):
            timeline.compare(*cases)
    other = WORKSPACE.case("kabul-2021", known_on="2022-01-01")
    with pytest.raises(ValueError, match="known on the same day"):
        timeline.compare(CASE, other)
    assert timeline.compare(CASE, other, known_on="2023-07-01").cases == (
        "may3-syria", "kabul-2021",
    )  # fmt: skip
    with pytest.raises(timeline.TimelineError, match="E420 no measure strike-to-pay"):
        timeline.compare(CASE, other, known_on="2023-07-01", measures=["strike-to-pay"])


def test_who_was_slower_is_certain_or_it_is_not_said() -> None:
    """Three answers: yes with a name, no where the longest is shared, unknown without a name."""
    pair = timeline.compare(CASE, WORKSPACE.case("kabul-2021"))
    slower = pair.measures["strike-to-investigation"].slower
    assert slower is not None
    assert (slower.case, slower.by, slower.certain) == (
        "may3-syria", timeline.Days(45, 51), timeline.Truth.YES,
    )  # fmt: skip
    for one in pair.measures:
        if one.slower is not None and one.slower.certain is timeline.Truth.UNKNOWN:
            assert one.slower.case is None
    with pytest.raises(KeyError, match="is not a measure that applies"):
        _ = pair.measures["review-lengths"]


REFUSED: dict[str, Callable[[], object]] = {
    "E419 commands is nothing to group by": lambda: timeline.stats(
        WORKSPACE,
        by="commands",  # type: ignore[arg-type]
    ),
    "E420 there is no measure strike-to-pay": lambda: timeline.stats(
        WORKSPACE, measure="strike-to-pay"
    ),
    "E419 colour is nothing to choose by": lambda: timeline.stats(
        WORKSPACE,
        where={"colour": "red"},  # type: ignore[dict-item]
    ),
    "E419 soon is neither a year": lambda: timeline.stats(WORKSPACE, where={"year": "soon"}),
    "E419 no case has the tag dron": lambda: timeline.stats(
        WORKSPACE, where={"tag": ["drone", "dron"]}
    ),
    "E431 no source here states": lambda: timeline.ledger(WORKSPACE, scope="CJTF"),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_not_there_is_refused(words: str) -> None:
    """Groups, measures, conditions and dockets; nothing else is counted in their place."""
    with pytest.raises(timeline.TimelineError, match=words):
        REFUSED[words]()


def test_cases_are_chosen_by_what_they_certainly_are() -> None:
    """Those of which nobody can tell are named apart."""
    chosen = timeline.stats(WORKSPACE, where={"year": 2023})
    assert chosen.cases == ("may3-syria",)
    assert chosen.assumptions
    assert chosen.unclear == tuple(chosen.to_dict()["unclear"])
    judged = timeline.stats(WORKSPACE, where={"policy": "us-chmr-ap-2022"})
    assert judged.cases == ("may3-syria",)


SHOWN: dict[str, Callable[[], object]] = {
    "<Cases: ": WORKSPACE.cases,
    "<Explained may3-syria: the day of strike": lambda: CASE.explain("strike"),
    "<Checked: 1 files, 0 ": lambda: timeline.check(WORKSPACE, ROOT / "cases" / "may3-syria.yaml"),
    "<Comparison of may3-syria, ": lambda: timeline.compare(
        CASE, "kabul-2021", workspace=WORKSPACE
    ),
    "<Overdue: 1 steps, 0 problems>": lambda: timeline.overdue(WORKSPACE, as_of="2023-05-24"),
    "<Stats: 1 cases, 1 groups>": lambda: timeline.stats(WORKSPACE, CASE.id),
    "<Ledger: 1 dockets, ": lambda: timeline.ledger(WORKSPACE, scope="CJTF-OIR"),
    "<Tolls: 1 cases, 4 figures>": lambda: timeline.tolls(WORKSPACE, CASE.id),
    "<Tables: cases ": WORKSPACE.tables,
    "<Table cases: ": lambda: WORKSPACE.tables()["cases"],
}


@pytest.mark.parametrize("shown", SHOWN)
def test_a_result_says_what_it_is(shown: str) -> None:
    """One short line where Python shows a value, never the whole of it."""
    line = repr(SHOWN[shown]())
    assert line.startswith(shown)
    assert "\n" not in line


def test_findings_are_printed_one_a_line() -> None:
    """Each with its verdict and why."""
    lines = str(CASE.findings).splitlines()
    assert len(lines) == len(CASE.findings)
    assert lines[0] == f"{CASE.findings[0].verdict}: {CASE.findings[0].because}"


def test_the_page_of_the_docket_says_what_was_left_out() -> None:
    """Of figures and tolls as of the commands; no measure is no empty page."""
    early = timeline.ledger(WORKSPACE, as_of="2018-06-30")
    assert "only months that had ended by 2018-06-30" in str(early)
    assert "Campaign: " in str(timeline.tolls(WORKSPACE))
    nothing = timeline.compare(
        "hatra-2015", "hit-3-apr-2016", workspace=WORKSPACE, measures="review-length"
    )
    assert str(nothing) == "No measure that was asked for applies to any of these cases.\n"
    assert nothing.to_polars().is_empty()
