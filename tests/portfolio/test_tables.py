"""Rows say what the reports say, and no more."""

from functools import cache

from tests.cli.runner import ROOT
from timeline.chrono.days import day_number
from timeline.model.workspace import Workspace
from timeline.portfolio.table_shapes import SHAPES
from timeline.portfolio.tables import Cell, build_tables
from timeline.view import View

TODAY = day_number(2026, 11, 21)
VIEW = View(Workspace(ROOT), TODAY)
CASES = ("kabul-2021", "manbij-tokhar-2016", "may3-syria")


@cache
def tables(
    known_on: int | None = None, as_of: int | None = None
) -> dict[str, list[dict[str, Cell]]]:
    """The rows of some shipped cases and of every source, by table."""
    view = View(Workspace(ROOT), TODAY, as_of, "", known_on)
    judged, problems = view.judge_all(CASES)
    sources, unreadable = view.read_sources()
    assert not problems
    assert not unreadable
    return {
        table.name: [
            dict(zip([one.name for one in table.shape.columns], row, strict=True))
            for row in table.rows
        ]
        for table in build_tables(judged, sources, view.as_of)
    }


def test_every_table_has_rows_of_its_types() -> None:
    """A column holds what its type says, or NULL."""
    types = {"VARCHAR": "str", "DATE": "date", "BIGINT": "int", "BOOLEAN": "bool"}
    for shape in SHAPES:
        assert tables()[shape.name]
        for column in shape.columns:
            found = {type(row[column.name]).__name__ for row in tables()[shape.name]}
            assert found <= {types[column.type], "NoneType"}, (shape.name, column.name)


def test_days_are_those_of_the_inference() -> None:
    """An event's ends are its bounds, and NULL where nothing bounds it."""
    for case in CASES:
        inference = VIEW.judge(case).inference
        rows = [row for row in tables()["events"] if row["case_id"] == case]
        assert [row["id"] for row in rows] == list(inference.events)
        for row in rows:
            bound = inference.day_of(str(row["id"]))
            assert _ordinal(row["earliest"]) == bound.min
            assert _ordinal(row["latest"]) == bound.max


def _ordinal(day: Cell) -> int | None:
    return getattr(day, "toordinal", lambda: None)()


def test_latencies_are_those_of_the_reports() -> None:
    """A row for each that applies; Kabul's investigation was opened within 0 to 6 days."""
    rows = [row for row in tables()["latencies"] if row["measure"] == "strike-to-investigation"]
    days = {row["case_id"]: (row["min_days"], row["max_days"]) for row in rows}
    assert days["kabul-2021"] == (0, 6)
    assert days["may3-syria"] == (51, 51)
    applying = [
        one
        for case in CASES
        for one in VIEW.judge(case).latencies
        if one.days is not None and not one.is_about_the_file
    ]
    assert len(tables()["latencies"]) == len(applying)


def test_an_open_latency_has_no_upper_end() -> None:
    """What is still to come is more, so max_days is NULL."""
    found = tables(as_of=day_number(2023, 5, 24))["latencies"]
    open_ones = [row for row in found if row["is_open"] == "yes"]
    assert open_ones
    assert all(row["max_days"] is None for row in open_ones)


def test_findings_are_those_of_the_reports() -> None:
    """One for each, with the verdict and whether there are numbers at all."""
    found = [finding for case in CASES for finding in VIEW.judge(case).findings]
    rows = tables()["findings"]
    assert [row["verdict"] for row in rows] == [str(one.verdict) for one in found]
    assert [row["has_days"] for row in rows] == [one.days is not None for one in found]
    assert all(row["min_days"] is None for row in rows if not row["has_days"])


def test_disputed_claims_are_there_and_marked() -> None:
    """A query sees how each claim stands, and why."""
    standings = {row["standing"] for row in tables()["claims"]}
    assert standings == {"accepted", "disputed", "rejected"}
    assert all(row["because"] for row in tables()["claims"] if row["standing"] != "accepted")


def test_a_relative_claim_has_no_days_of_its_own() -> None:
    """Its days follow from another event; alone it names none."""
    rows = tables()["claims"]
    assert {row["form"] for row in rows} == {"absolute", "relative", "unknown"}
    assert all(
        (row["earliest"], row["latest"]) == (None, None)
        for row in rows
        if row["form"] != "absolute"
    )


def test_only_what_was_public_is_in_the_tables() -> None:
    """With known_on later sources and the claims that rest on them are left out."""
    known = tables(known_on=day_number(2023, 5, 25))
    sources = {row["id"] for row in known["sources"]}
    assert "cbs-2024-05-02" not in sources
    assert len(known["claims"]) < len(tables()["claims"])
    assert "conclusion" not in {
        row["kind"] for row in known["events"] if row["case_id"] == CASES[2]
    }
    assert len(known["caseload"]) < len(tables()["caseload"])


def test_figures_of_later_months_are_left_out() -> None:
    """With as_of only months that had ended are there."""
    day = day_number(2017, 6, 30)
    rows = tables(as_of=day)["caseload"]
    assert 0 < len(rows) < len(tables()["caseload"])
    assert all((_ordinal(row["latest"]) or 0) <= day for row in rows)


def test_an_unstated_toll_is_not_zero() -> None:
    """Where a claimant says nothing of the injured, the ends are NULL and says_injured is false."""
    rows = tables()["tolls"]
    silent = [row for row in rows if not row["says_injured"]]
    assert silent
    assert all(row["min_injured"] is None and row["max_injured"] is None for row in silent)
    assert {row["case_id"] is None for row in rows} == {True, False}
