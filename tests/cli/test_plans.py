"""Claims of what was still to come: listed with their sources, and dating nothing."""

from pathlib import Path

import pytest

from tests.cli.runner import read

CASE = """\
title: Strike on a mill
place: Exampleville
time_zone: UTC
forces: Exampleland
recorded_until: 2024-12-31
events:
  - {kind: strike, when: 2024-03-01, source: daily}
  - kind: release
    claims:
      - {when: 2024-07-01, source: daily}
      - {when: 2024-06-04, source: plan, planned: true, worded: on the fourth}
"""
SOURCE = "title: T\npublisher: P\nkind: press\npublished: {}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace of one case with a plan."""
    for folder in ("cases", "seeds"):
        (tmp_path / folder).mkdir()
    (tmp_path / "cases" / "mill.yaml").write_text(CASE, encoding="utf-8")
    for name, day in (("daily", "2024-12-01"), ("plan", "2024-05-30")):
        (tmp_path / "seeds" / f"{name}.yaml").write_text(SOURCE.format(day), encoding="utf-8")
    return tmp_path


def test_a_plan_dates_nothing_and_stands_with_its_source(root: Path) -> None:
    """Its source is a source of the case; the event keeps the day that was reported."""
    found = read("show", "mill", root=root)
    (release,) = [one for one in found["events"] if one["kind"] == "release"]
    assert release["day"] == {"min": "2024-07-01", "max": "2024-07-01"}
    assert [(one["source"], one["planned"]) for one in release["claims"]] == [
        ("daily", False),
        ("plan", True),
    ]
    assert "plan" in {one["id"] for one in found["sources"]}


def test_the_receipt_of_an_event_names_its_plans(root: Path) -> None:
    """Of that event, and of no other."""
    for name, planned in (("release", [False, True]), ("strike", [False])):
        (told,) = read("explain", "mill", name, root=root)["receipts"]
        (event,) = told["events"]
        assert [one["planned"] for one in event["claims"]] == planned
