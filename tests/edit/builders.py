"""A small workspace on disk, and the view of it."""

from pathlib import Path

from tests.builders import ordinal
from timeline.model.workspace import Workspace
from timeline.view import View

SOURCE = "title: T\npublisher: P\nkind: press\npublished: 2024-04-02\n"
CASE = """\
# A remark above all.
title: Strike on a market
place: Exampleville   # a remark beside a value
time_zone: Europe/Vienna
forces: Exampleland
recorded_until: 2024-06-30

events:
  - kind: strike
    when: 2024-03-10
    source: daily

  # A remark below the last event.
"""
POLICY = """\
id: rules
title: Rules
applies: {forces: Exampleland}
rules:
  - id: open-investigation
    step: investigation_opened
    label: Investigation opened
    after: strike
    limit: 5 days
    force: binding
"""


def a_workspace(root: Path, case: str = CASE) -> Path:
    """Write a workspace with one case, two sources and a policy; gives the file of the case."""
    for folder in ("cases", "seeds", "policies"):
        (root / folder).mkdir(parents=True)
    for name in ("daily", "weekly"):
        (root / "seeds" / f"{name}.yaml").write_text(SOURCE)
    (root / "policies" / "rules.yaml").write_text(POLICY)
    file = root / "cases" / "market.yaml"
    file.write_bytes(case.encode())
    return file


def view_of(root: Path) -> View:
    """A view that was not used before."""
    return View(Workspace(root), ordinal("2026-11-21"))


def files_below(root: Path) -> dict[str, bytes]:
    """Every file with its bytes."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }
