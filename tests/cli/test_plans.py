"""Claims of what was still to come: listed with their sources, and dating nothing."""

from pathlib import Path

import pytest

from tests.cli.runner import run

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


PLANNED = "release planned for 2024-06-04 (plan): “on the fourth”"


def test_a_page_lists_plans_and_their_sources(root: Path) -> None:
    """The source of a plan is a source of the page."""
    words = run("show", "mill", root=root).words
    assert PLANNED in words
    assert "plan P, 2024-05-30" in words


def test_the_receipt_of_an_event_names_its_plans(root: Path) -> None:
    """Of that event, and of no other."""
    assert PLANNED in run("explain", "mill", "release", root=root).words
    assert "planned" not in run("explain", "mill", "strike", root=root).words
