import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from timeline.api import View
from timeline.chrono.truth import Truth
from timeline.conformance.finding import Finding, Report
from timeline.conformance.judged import Judged
from timeline.conformance.policies import hypothetical
from timeline.conformance.settle import open_questions
from timeline.conformance.verdict import Verdict, Word
from timeline.model.workspace import Workspace
from timeline.portfolio.compare import Measured, compare_cases
from timeline.portfolio.overdue import overdue_findings
from timeline.render.explain import explained
from timeline.render.json_parts import problems_json
from timeline.render.json_policies import policy_list_json, policy_show_json
from timeline.render.json_shapes import TruthWord
from timeline.render.json_show import show_json
from timeline.render.json_tables import (
    check_json,
    compare_json,
    explain_json,
    list_json,
    overdue_json,
    overdue_row_json,
)
from timeline.render.json_text import format_json
from tools.make_docs import OUTPUTS, ROOT, main, outdated_files, schema_of

TODAY = date(2026, 11, 21).toordinal()
WORKSPACE = Workspace(ROOT)
KEYS = {
    "case", "title", "policy", "hypothetical", "as_of", "known_on", "problems", "events",
    "latencies", "findings", "contradictions", "readings", "disputed_matter", "questions", "tolls",
}  # fmt: skip
EVENT_KEYS = {
    "id", "kind", "form", "track", "round", "by", "zone", "happened", "earliest", "latest",
    "first_public", "claims",
}  # fmt: skip
FINDING_KEYS = {
    "id", "rule", "step", "trigger_event", "step_event", "track", "round", "verdict", "possible",
    "breach", "tier", "force", "clause", "source", "limits", "days", "days_late", "standing",
    "because", "receipt",
}  # fmt: skip


def a_view(as_of: int | None = None, policy: str = "") -> View:
    """The shipped cases, seen from a day, or from the end of each record."""
    return View(WORKSPACE, TODAY, as_of, policy)


@cache
def days_to_judge(case_id: str) -> tuple[int | None, int]:
    """The end of the record, and a day a month after the strike."""
    strike = a_view().judge(case_id).reckoning.case_day_of("strike").max
    assert strike is not None
    return None, strike + 30


def strict(schema: Any) -> Any:  # noqa: ANN401 - a tree
    """The same schema, with keys forbidden that it does not name."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {key: strict(value) for key, value in schema.items()}
    return inside | ({"additionalProperties": False} if "properties" in schema else {})


def assert_fits(name: str, data: object) -> None:
    """The text of an output is JSON, fits its schema, and has no key that the schema lacks."""
    assert isinstance(data, dict)
    Draft202012Validator(strict(schema_of(name))).validate(json.loads(format_json(data)))


def shown() -> Iterator[Judged]:
    """Every shipped case on two days."""
    for case_id in WORKSPACE.case_ids:
        for day in days_to_judge(case_id):
            yield a_view(day).judge(case_id)


def test_there_are_shipped_cases() -> None:
    """The tests below have something to test."""
    assert len(WORKSPACE.case_ids) >= 4


@pytest.mark.parametrize("case_id", WORKSPACE.case_ids)
def test_every_case_fits_the_schema(case_id: str) -> None:
    """Each shipped case gives the documented keys, and no others, on two days."""
    for day in days_to_judge(case_id):
        view = a_view(day)
        judged = view.judge(case_id)
        questions = open_questions(judged.reckoning, judged.reports)
        found = show_json(judged, WORKSPACE.kinds, view.trials(judged), questions)
        assert_fits("show", found)
        assert found.keys() >= KEYS
        assert all(event.keys() >= EVENT_KEYS for event in found["events"])
        assert all(finding.keys() >= FINDING_KEYS for finding in found["findings"])


def test_one_input_gives_one_text() -> None:
    """The same case judged twice gives the same bytes."""
    texts = [
        format_json(show_json(view.judge("may3-syria"), WORKSPACE.kinds))
        for view in (a_view(), a_view())
    ]
    assert texts[0] == texts[1]


def test_receipts_fit_the_schema() -> None:
    """Everything that can be explained of every case is documented."""
    for judged in shown():
        events = list(judged.reckoning.events)
        asked: list[tuple[Report, Finding] | tuple[str, ...]] = []
        asked += [(report, finding) for report in judged.reports for finding in report.findings]
        asked += [*((event,) for event in events), (events[0], events[-1])]
        found = explain_json(judged, explained(asked, judged.reckoning))
        assert_fits("explain", found)
        assert len(found["receipts"]) == len(asked)
        assert all(one["receipt"] for one in found["receipts"])
        assert (found["receipts"][0]["finding"] is not None) is bool(judged.findings)
        assert [one["id"] for one in found["receipts"][-1]["events"]] == [events[0], events[-1]]


def test_tables_fit_the_schema() -> None:
    """The list, the comparison, what is overdue and the check are documented."""
    view = a_view(TODAY, "us-chmr-ap-2022")
    cases, problems = view.judge_all(WORKSPACE.case_ids)
    rows = overdue_findings(report for case in cases for report in case.reports)
    measured = [Measured(case.id, view.policy_id, case.latencies) for case in cases]
    assert_fits("list", list_json(cases, problems))
    assert_fits("compare", compare_json(cases, compare_cases(measured)))
    late = [overdue_row_json(*row, WORKSPACE.kinds, None) for row in rows]
    assert_fits("overdue", overdue_json(late, problems_json(problems), problems))
    assert_fits("check", check_json(len(cases), problems))


def test_policies_fit_the_schema() -> None:
    """Every shipped policy is documented with all its rules."""
    view = a_view()
    assert_fits("policy-list", policy_list_json(view.policies))
    for policy in view.policies:
        selection = hypothetical(policy, view.load_policy)
        found = policy_show_json(policy, selection)
        assert_fits("policy-show", found)
        assert len(found["rules"]) == len(selection.rules)


@pytest.mark.parametrize("name", OUTPUTS)
def test_schemas_are_schemas(name: str) -> None:
    """A published schema is valid, names its output, and describes each of its parts."""
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"timeline:{name}"
    assert all(part["description"] for part in (schema, *schema["$defs"].values()))


def test_fields_are_described() -> None:
    """What stands below a field, also one that is inherited, and in its annotation is published."""
    parts = schema_of("show")
    events, latencies = parts["$defs"]["EventJson"], parts["$defs"]["LatencyJson"]
    assert "description" in parts["properties"]["as_of"]
    assert "description" in events["properties"]["file"]
    assert latencies["properties"]["from"]["description"].startswith("The event it starts at")


def test_closed_lists_are_published() -> None:
    """The words that the program can say are those of the schema."""
    parts = schema_of("show")["$defs"]
    assert parts["Verdict"]["enum"] == [verdict.value for verdict in Verdict]
    assert parts["Word"]["enum"] == [word.value for word in Word]
    assert get_args(TruthWord) == tuple(answer.value for answer in Truth)


def test_published_schemas_are_up_to_date() -> None:
    """The files in schemas/ are what `python -m tools.make_docs` writes, and nothing else."""
    assert outdated_files(ROOT) == {}
    expected = {f"{name}.schema.json" for name in OUTPUTS}
    assert {path.name for path in (ROOT / "schemas").glob("*.schema.json")} >= expected


def test_generated_files_are_written_or_only_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A comparison writes nothing and says what differs; a run writes it, and once is enough."""
    assert main(["--check"], tmp_path) == 1
    assert "out of date: schemas/show.schema.json" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
    assert main([], tmp_path) == 0
    assert "written: schemas/show.schema.json" in capsys.readouterr().out
    assert main(["--check"], tmp_path) == 0
    assert capsys.readouterr().out == ""
