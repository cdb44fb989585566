"""Every shipped case and source as one record, now, as of a day and as known on one."""

from datetime import date
from functools import cache

from tests.cli.runner import ROOT, TODAY
from timeline.formats.frames import Cell
from timeline.formats.tables import tables_of
from timeline.model.workspace import Workspace
from timeline.results.build.many import workspace_record
from timeline.results.many import WorkspaceRecord
from timeline.view import View

Days = tuple[date | None, date | None]

ASKED: tuple[Days, ...] = (
    (None, None),
    (date(2017, 6, 30), None),
    (date(2023, 5, 24), None),
    (None, date(2017, 6, 30)),
    (None, date(2023, 5, 24)),
    (date(2018, 6, 30), date(2021, 12, 31)),
)
"""Days judged from, and days known on."""


@cache
def view(asked: Days = (None, None)) -> View:
    """The checkout's own workspace."""
    as_of, known_on = (None if day is None else day.toordinal() for day in asked)
    return View(Workspace(ROOT), TODAY.toordinal(), as_of, "", known_on)


@cache
def workspace(asked: Days = (None, None)) -> WorkspaceRecord:
    """Everything of it."""
    seen = view(asked)
    cases, problems = seen.judge_all(seen.workspace.case_ids)
    sources, unreadable = seen.read_sources()
    assert not problems
    assert not unreadable
    return workspace_record(cases, sources, (), seen.as_of, seen.known_on)


@cache
def rows(asked: Days = (None, None)) -> dict[str, list[dict[str, Cell]]]:
    """The rows of its tables."""
    return {table.name: table.to_dicts() for table in tables_of(workspace(asked))}
