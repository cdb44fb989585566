from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, get_type_hints

import pytest

import timeline
from tests.door.shipped import WORKSPACE
from timeline.door import comparing, overdue, records, stats, tolls
from timeline.door.shaping import shaped
from timeline.door.values import Dates
from timeline.render import json_shapes, json_shapes_stats, json_shapes_tolls

SHAPES: list[tuple[type, Any, set[str]]] = [
    (records.Statement, json_shapes.StatementJson, set()),
    (records.ReceiptStep, json_shapes.ReceiptStepJson, set()),
    (records.Receipt, json_shapes.ExplainedJson, {"finding", "events"}),
    (records.Claim, json_shapes.ClaimJson, set()),
    (records.Order, json_shapes.OrderJson, set()),
    (records.Event, json_shapes.EventJson, {"ghost"}),
    (records.Absence, json_shapes.AbsenceJson, set()),
    (records.Latency, json_shapes.LatencyJson, set()),
    (records.Limit, json_shapes.LimitJson, set()),
    (records.Ground, json_shapes.StandingJson, set()),
    (records.Finding, json_shapes.FindingJson, set()),
    (records.Contradiction, json_shapes.ContradictionJson, {"without"}),
    (records.VerdictChange, json_shapes.DisputedMatterJson, set()),
    (records.Settles, json_shapes.SettledJson, set()),
    (records.Question, json_shapes.QuestionJson, set()),
    (records.Toll, json_shapes.TollJson, set()),
    (records.Source, json_shapes.SourceJson, set()),
    (records.JudgedBy, json_shapes.SelectionJson, set()),
    (comparing.Cell, json_shapes.CompareCellJson, set()),
    (comparing.Slower, json_shapes.SlowerJson, set()),
    (comparing.Compared, json_shapes.CompareMeasureJson, set()),
    (overdue.OverdueStep, json_shapes.OverdueRowJson, {"known_on", "recorded_until"}),
    (stats.StatsGroup, json_shapes_stats.StatsGroupJson, set()),
    (stats.StatsMeasure, json_shapes_stats.StatsMeasureJson, set()),
    (stats.StatsRow, json_shapes_stats.StatsRowJson, set()),
    (stats.StatsCurve, json_shapes_stats.CurveJson, set()),
    (tolls.TollsOf, json_shapes_tolls.TollsOfJson, set()),
    (tolls.TollFigure, json_shapes_tolls.TollFigureJson, set()),
    (tolls.TollConcession, json_shapes_tolls.ConcessionJson, set()),
    (tolls.TollCourse, json_shapes_tolls.CourseJson, set()),
]
"""Each value, the JSON that it is made of, and the keys of it that stand elsewhere."""


@pytest.mark.parametrize(
    ("kind", "shape", "elsewhere"), SHAPES, ids=[kind.__name__ for kind, _, _ in SHAPES]
)
def test_every_key_has_its_field(kind: Any, shape: Any, elsewhere: set[str]) -> None:  # noqa: ANN401 - a class
    """No value leaves anything of its JSON out, also what is added later."""
    keys = {one.metadata.get("key", one.name) for one in fields(kind)}
    assert keys | elsewhere == get_type_hints(shape).keys()
    assert not keys & elsewhere


def plain(value: object, like: object) -> object:
    """A value back in the form of its JSON."""
    if isinstance(value, timeline.Truth) and (like is None or isinstance(like, bool)):
        return {"yes": True, "no": False, "unknown": None}[value.value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Dates) and isinstance(like, Mapping) and "min" in like:
        return {"min": plain(value.earliest, ""), "max": plain(value.latest, "")}
    if is_dataclass(value):
        assert isinstance(like, Mapping)
        names = {one.metadata.get("key", one.name): one.name for one in fields(value)}
        return {key: plain(getattr(value, name), like[key]) for key, name in names.items()}
    if isinstance(value, tuple):
        assert isinstance(like, list)
        return [plain(one, other) for one, other in zip(value, like, strict=True)]
    return value


def assert_same(values: Iterable[object], data: Iterable[Mapping[str, Any]]) -> None:
    """Each value in the form of its JSON is that JSON, but for the keys that stand elsewhere."""
    for value, like in zip(values, data, strict=True):
        found = plain(value, like)
        assert isinstance(found, dict)
        assert found == {key: like[key] for key in found}


def every_case() -> list[timeline.Case]:
    """The shipped cases to the end of their records, and a few on an earlier day."""
    late = [WORKSPACE.case(name) for name in WORKSPACE.case_ids]
    return late + [WORKSPACE.case(name, as_of="2017-03-20") for name in WORKSPACE.case_ids[::4]]


def test_every_value_of_every_case_is_its_json() -> None:
    """Turned back, each gives what `--json` gives: no end, no answer and no day is lost."""
    for case in every_case():
        data = case.to_dict()
        assert_same(case.events, [one for one in data["events"] if not one["ghost"]])
        assert_same(case.latencies, [one for one in data["latencies"] if one["days"]])
        assert_same(case.findings, data["findings"])
        assert_same(case.absences, data["absences"])
        assert_same(case.contradictions, data["contradictions"])
        assert_same(case.disputed_matter, data["disputed_matter"])
        assert_same(case.questions, data["questions"])
        assert_same(case.tolls, data["tolls"])
        assert_same(case.sources, data["sources"])
        assert_same(case.policies, data["policies"])


def test_so_is_every_value_over_many_cases() -> None:
    """Comparisons, statistics and tolls likewise."""
    comparison = timeline.compare(*WORKSPACE.cases())
    assert_same(comparison.measures, comparison.to_dict()["measures"])
    spread = timeline.stats(WORKSPACE, by="command", min_cases=3)
    assert_same(spread.groups, spread.to_dict()["groups"])
    stated = timeline.tolls(WORKSPACE)
    assert_same(stated.cases, stated.to_dict()["cases"])
    assert_same(stated.campaign, stated.to_dict()["campaign"])
    docket = timeline.ledger(WORKSPACE)
    assert_same(docket.dockets, docket.to_dict()["dockets"])


def test_unknown_stays_unknown() -> None:
    """Null for a flag that nobody can tell is a third answer, not false."""
    given: dict[str, object] = {
        "measure": "m", "label": "l", "from": None, "to": None, "days": {"min": 3, "max": None},
        "open": None, "sure": {"min": None, "max": None}, "recorded": False,
        "denied": False, "applies": "unknown", "notes": [],
    }  # fmt: skip
    latency = shaped(timeline.Latency, given)
    assert (latency.open, latency.applies) == (timeline.Truth.UNKNOWN, timeline.Truth.UNKNOWN)
    assert latency.days == timeline.Days(3, None)
    assert latency.sure == timeline.Days(None, None)


def test_values_are_frozen() -> None:
    """A result is no place to write to."""
    event = WORKSPACE.case("may3-syria").events["strike"]
    for name in ("earliest", "anything"):
        with pytest.raises((AttributeError, TypeError)):
            setattr(event, name, None)
