"""Commands: from a view and arguments to a record.

The command line and `import timeline` call these and nothing below them, so that whatever is
refused is refused here, once. What a command needs is imported when it is called: if the answer is
in the cache, little is.
"""

from __future__ import annotations

import os
import re
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from timeline.errors import (
    Problem,
    ReadError,
    TimelineError,
    failure_problem,
    missing_extra,
    refusal,
)
from timeline.location import Location
from timeline.model.names import close_to, did_you_mean, nearest
from timeline.model.workspace import SHIPPED
from timeline.pool import Made, Task, make_records
from timeline.portfolio.peers import PeerCase
from timeline.results.case import PracticeAnswersRecord, ShowRecord
from timeline.results.check import CheckedFileRecord, CheckRecord
from timeline.results.corrections import MOST_REVISIONS
from timeline.results.listing import ListRecord, ListRowRecord
from timeline.results.overdue import OverdueCaseRecord
from timeline.view import Resources, View, find_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from typing import Unpack

    from timeline.conformance.judged import Judged
    from timeline.edit.blocks import Words
    from timeline.edit.drafts import Draft
    from timeline.edit.events import EventKeys
    from timeline.formats.frames import DataTable
    from timeline.portfolio.peers import PeerRank
    from timeline.results.case import ExplainRecord, PracticeRecord
    from timeline.results.changes import (
        DiffRecord,
        DraftRecord,
        FormattingRecord,
        StartRecord,
    )
    from timeline.results.check import CodeRecord
    from timeline.results.compare import CompareRecord
    from timeline.results.corrections import CorrectionsRecord
    from timeline.results.graph import GraphRecord
    from timeline.results.kinds import KindsRecord
    from timeline.results.ledger import LedgerRecord
    from timeline.results.many import WorkspaceRecord
    from timeline.results.overdue import OverdueRecord
    from timeline.results.policies import PolicyDiffRecord, PolicyListRecord, PolicyShowRecord
    from timeline.results.publish import PublishRecord
    from timeline.results.query import QueryRecord
    from timeline.results.stats import StatsRecord
    from timeline.results.tolls import TollsRecord
    from timeline.results.withheld import WithheldRecord

Day: TypeAlias = date | str
"""A day: a date, its ISO text, or `today`."""

WITHIN_DAYS = 60
"""Days ahead in which a deadline counts as coming up, by default."""
EVERY_DAY = 999_999
"""The same of a calendar: as many as `--within` takes."""
KIND_MARKS = ("incident", "outside", "public", "free")
"""Keys of a kind that are true or left out."""


# A workspace opened on a day.


def open_workspace(
    root: Path | str | None = None,
    *,
    as_of: Day | None = None,
    known_on: Day | None = None,
    policy: str | None = None,
    near: Path | None = None,
    run: Resources | None = None,
) -> View:
    """Open a workspace on a day.

    Args:
        root: a folder that holds `cases/`; else `$TIMELINE_ROOT`, the nearest such folder upward,
            or the cases that came with the program.
        as_of: judge at the end of that day; today unless given, or the day of `known_on`.
        known_on: count only what was public by the end of that day.
        policy: judge by this policy, as if it had been in force.
        near: where to look upward from, in place of the folder that one stands in.
        run: what is at hand where many files are judged.

    Raises:
        ReadError: no such folder, or no such day.
    """
    run = run or Resources()
    today = _today()
    folder = root or os.environ.get("TIMELINE_ROOT")
    named = Path(folder) if folder else None
    if named is not None and not (named / "cases").is_dir():
        option = "--root" if root else "TIMELINE_ROOT"
        message = f"{named} is not a folder that holds cases/"
        raise refusal("E412", message, option, "name the folder above cases/")
    inputs = None
    if run.memory is not None:
        from timeline.cache.inputs import Inputs

        inputs = Inputs(run.memory.contents)
    workspace = find_workspace(named, Path() if named else (near or Path.cwd()), inputs)
    days = [_day("--as-of", as_of, today), _day("--known-on", known_on, today)]
    return View(workspace, today, days[0], policy or "", days[1], run)


def _today() -> int:
    """Return today's ordinal, by the local clock."""
    # The clock is read in this one place.
    here = time.localtime()
    return date(here.tm_year, here.tm_mon, here.tm_mday).toordinal()


def _day(option: str, day: Day | None, today: int) -> int | None:
    """Return a day as an ordinal.

    None if it was not given.

    Raises:
        ReadError: that is not a day.
    """
    if not day:
        return None
    if isinstance(day, date):
        return day.toordinal()
    if day == "today":
        return today
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        try:
            return date.fromisoformat(day).toordinal()
        except ValueError:
            pass
    raise refusal("E413", f"{day} is not a day", option, "write 2023-05-24, or today")


def _case_id(view: View, case: str | Path) -> str:
    """Return the case id of an id, or of a path from here or from the workspace.

    Raises:
        ReadError: the path is none of a case of the workspace.
    """
    word, path = str(case), Path(case)
    is_file = path.suffix in (".yaml", ".yml")
    if path.name == word and not is_file:
        return word
    root = view.workspace.root
    folders = {path.parent.resolve(), (root / path).parent.resolve()}
    if (root / "cases").resolve() in folders and path.suffix != ".yml":
        return path.stem if is_file else path.name
    message = f"{word} is no case of the workspace {root}"
    raise refusal("E411" if is_file else "E409", message, "cases", _instead_of(view, path))


def _instead_of(view: View, path: Path) -> str:
    """Return the hint for a path that is no case here."""
    if path.is_file() and path.parent.resolve().name == "cases":
        return f"name its workspace: --root {path.parent.parent}"
    if path.is_file():
        return f"a case lies in a folder cases/; other files are read by timeline check {path}"
    if close := close_to(path.name, view.workspace.case_ids):
        return did_you_mean(close)
    return "there is no such file; timeline list names the cases"


# One case.


def show(view: View, case: str | Path, *, peers: bool = True, trials: bool = True) -> ShowRecord:
    """Tell one case: events, findings, tolls, conflicts, sources.

    Args:
        view: the workspace.
        case: its id, or its file.
        peers: say how it ranks among comparable cases, if the workspace has 5 to 200.
        trials: say what accepting each disputed claim would change; the case is judged again
            for each.

    Raises:
        TimelineError: there is no such case, or it cannot be judged.
    """
    name = _case_id(view, case)
    ranks = msgspec.json.encode(_ranks(view, name) if peers else {}).decode()
    (made,) = make_records(view, "cases", [name], SHOW._replace(asked=(int(trials), ranks)))
    if not isinstance(made.record, ShowRecord):
        raise TimelineError(made.problems)
    asked = [
        practice
        for finding in made.record.findings
        if finding.verdict.group == "astray"
        for practice in finding.practices
    ]
    return msgspec.structs.replace(made.record, practices=_practices(view, asked))


def _ranks(view: View, name: str) -> Mapping[str, PeerRank]:
    """Rank a case among the others, by measure; none if these are too few or too many."""
    from timeline.portfolio.peers import rank_among

    cases = _peers(view)
    own = next((one for one in cases if one.case == name), None)
    return {} if own is None else rank_among(own, cases)


def _peers(view: View) -> list[PeerCase]:
    """Return the cases that ranks are taken among; none if these are too few or too many."""
    from timeline.portfolio.peers import is_countable

    names = view.workspace.case_ids
    return _of_each(view, names, PEERS)[0] if is_countable(len(names)) else []


def _peer_case(view: View, name: str) -> Made:
    from timeline.portfolio.peers import peer_case

    return _judged(view, name, peer_case)


def _practices(
    view: View, asked: Iterable[str], *, always: bool = False
) -> tuple[PracticeRecord, ...]:
    """Count how often practices were followed.

    Beside a case, none if there are too few cases or too many.
    """
    named = list(dict.fromkeys(asked))
    if not named:
        return ()
    from timeline.portfolio.peers import is_countable
    from timeline.portfolio.practice import count_practices
    from timeline.results.build.values import practice_record

    names = view.workspace.case_ids
    if not always and not is_countable(len(names)):
        return ()
    pairs = [(policy, rule) for policy, _, rule in (one.partition("/") for one in named)]
    records, _ = _of_each(view.by_own_policy, names, PRACTICES)
    counts = count_practices((record.answers for record in records), pairs)
    return tuple(practice_record(count) for count in counts)


def _practice_answers(view: View, name: str) -> Made:
    from timeline.portfolio.practice import practice_answers

    return _judged(
        view,
        name,
        lambda judged: PracticeAnswersRecord(answers=tuple(practice_answers(judged))),
    )


def _show(view: View, name: str, trials: int, ranks: str) -> Made:
    from timeline.conformance.open_questions import open_questions
    from timeline.portfolio.peers import PeerRank
    from timeline.results.build.case import OtherPolicies, show_record

    judged = view.judge(name)
    peers = msgspec.json.decode(ranks, type=dict[str, PeerRank])
    tried = view.trials(judged) if trials else ()
    asked = open_questions(judged.inference, judged.reports)
    others = OtherPolicies(view.differences(judged), view.awaiting_command(judged))
    return _made(view, judged, show_record(judged, tried, asked, peers, others))


def explain(
    view: View, case: str | Path, what: str | None = None, other: str | None = None
) -> ExplainRecord:
    """Give the receipts of a finding, event or pair.

    Of every finding by default.

    Raises:
        TimelineError: no such case, rule or event.
    """
    from timeline.results.build.explain import asked_for, practices_in
    from timeline.results.build.many import explain_record

    judged = view.judge(_case_id(view, case))
    receipts = asked_for(judged, what, other)
    asked = [f"{policy}/{rule}" for policy, rule in practices_in(receipts)]
    return explain_record(judged, receipts, _practices(view, asked))


def graph(view: View, case: str | Path, *, claims: bool = False) -> GraphRecord:
    """Give a case as a directed graph.

    Events, expectations and ghosts; claims if asked for.

    Raises:
        TimelineError: there is no such case, or it cannot be judged.
    """
    from timeline.results.build.graph import graph_record

    return graph_record(view.judge(_case_id(view, case)), with_claims=claims)


# Many cases.


def list_cases(view: View) -> ListRecord:
    """List every case with its steps and deadlines.

    When it was, how long each step took, and how it stands against its deadlines.
    """
    from timeline.portfolio.peers import is_countable
    from timeline.results.build.sums import list_record

    names = view.workspace.case_ids
    task = LIST_ROW._replace(asked=(int(is_countable(len(names))),))
    parts, problems = _of_each(view, names, task)
    peers = [part.peer for part in parts if part.peer is not None]
    return list_record([part.record for part in parts], peers, problems)


class _ListPart(msgspec.Struct, frozen=True):
    """One case of the list, with what its rank needs."""

    record: ListRowRecord
    peer: PeerCase | None


def _list_row(view: View, name: str, with_peer: int = 0) -> Made:
    from timeline.portfolio.peers import peer_case
    from timeline.results.build.listing import delay_columns, list_row_record

    space = view.workspace
    columns = delay_columns(space.kinds, space.own_kinds, view.own_policies, view.measures)
    return _judged(
        view,
        name,
        lambda judged: _ListPart(
            list_row_record(judged, columns), peer_case(judged) if with_peer else None
        ),
    )


def overdue(
    view: View, cases: Sequence[str | Path] = (), *, within_days: int = WITHIN_DAYS
) -> OverdueRecord:
    """Give steps overdue, unchecked, coming up or waiting.

    Those that wait have no deadline.

    Args:
        view: the workspace.
        cases: every case unless given.
        within_days: how far ahead a deadline counts as coming up.
    """
    from timeline.portfolio.peers import is_countable
    from timeline.results.build.sums import overdue_record

    named = dict.fromkeys(_case_id(view, case) for case in cases)
    every = view.workspace.case_ids
    has_peers = is_countable(len(every)) and not named
    task = OVERDUE._replace(asked=(within_days, int(has_peers)))
    found, problems = _of_each(view, list(named) or every, task)
    if named and not found:
        raise TimelineError(problems)
    peers = _peers(view) if named else [one.peer for one in found if one.peer is not None]
    parts = [one.record for one in found]
    return overdue_record(parts, peers, problems, view.judged_day, within_days)


class _OverduePart(msgspec.Struct, frozen=True):
    """Undone steps of one case, with what its ranks need."""

    record: OverdueCaseRecord
    peer: PeerCase | None


def _overdue(view: View, name: str, within_days: int, with_peer: int = 0) -> Made:
    from timeline.portfolio.peers import peer_case
    from timeline.results.build.overdue import overdue_part

    return _judged(
        view,
        name,
        lambda judged: _OverduePart(
            overdue_part(judged, within_days), peer_case(judged) if with_peer else None
        ),
    )


def _of_each(view: View, names: Sequence[str], task: Task) -> tuple[list[Any], list[Problem]]:
    """Make a record of each case; collect the problems."""
    records: list[Any] = []
    problems: list[Problem] = []
    found = make_records(view, "cases", names, task)
    for made in view.run.watched(found, len(names), "judging cases"):
        problems.extend(made.problems)
        if made.record is not None:
            records.append(made.record)
    return records, list(dict.fromkeys(problems))


def _judged(view: View, name: str, make: Callable[[Judged], msgspec.Struct]) -> Made:
    """Make a record of one judged case."""
    # The case is forgotten at once, so that many do not pile up.
    judged = view.judge_file(view.workspace.load_case(name))
    return _made(view, judged, make(judged))


def _made(view: View, judged: Judged, record: msgspec.Struct) -> Made:
    from timeline.model.workspace import cited_by

    cited = cited_by(judged.inference.file) | view.rule_sources
    return Made(record, judged.problems, cited, may_be_kept=True)


def compare(
    view: View,
    cases: Sequence[str | Path] = (),
    *,
    every_case: bool = False,
    measures: Sequence[str] = (),
    peers: bool = True,
) -> CompareRecord:
    """Compare latencies: who was certainly slower, and by how much.

    Args:
        view: the workspace.
        cases: two or more; `shipped:ID` for one that came with the program.
        every_case: compare every case that can be read with them.
        measures: their ids; all but those about the file itself unless given.
        peers: say how each ranks among comparable cases, if the workspace has 5 to 200.

    Raises:
        TimelineError: fewer than two different cases that can be read, or no such measure.
    """
    from timeline.portfolio.compare import compare_cases, measured_of, shared_measures
    from timeline.results.build.compare import compare_record

    names = list(dict.fromkeys(_case_id(view, case) for case in cases))
    if not every_case:
        _refuse_too_few(names, ())
    _refuse_unknown_measures(view, measures)
    if every_case:
        names = list(dict.fromkeys([*names, *view.workspace.case_ids]))
    lent = [name for name in names if name.startswith(SHIPPED)]
    _refuse_unknown_shipped(view, lent)
    found, problems = view.judge_all(name for name in names if name not in lent)
    if problems and not every_case:
        raise TimelineError(problems)
    if lent:
        by_name = {case.id: case for case in [*found, *map(view.judge_shipped, lent)]}
        found = [by_name[name] for name in names if name in by_name]
    _refuse_too_few(found, problems)
    shared, redefined = None, frozenset[str]()
    if lent:
        redefined = view.workspace.redefined_kinds
        shared = shared_measures(view.measures, view.shipped.measures, redefined)
        _refuse_unshared_measures(measures, [measure.id for measure in shared])
    comparisons = compare_cases([measured_of(judged, shared) for judged in found], measures)
    ranked = _peers(view) if peers else ()
    return compare_record(found, comparisons, ranked, problems, sorted(redefined))


def _refuse_unknown_shipped(view: View, names: Sequence[str]) -> None:
    if not names:
        return
    known = [f"{SHIPPED}{name}" for name in view.workspace.shipped.case_ids]
    problems = [
        Problem("E410", f"there is no case {name}", Location("compare", None), nearest(name, known))
        for name in names
        if name not in known
    ]
    if problems:
        raise ReadError(problems)


def _refuse_unshared_measures(measures: Iterable[str], shared: Collection[str]) -> None:
    for name in measures:
        if name not in shared:
            message = f"shipped cases have no measure {name} that means the same here"
            raise refusal("E420", message, "--measure", nearest(name, shared))


def _refuse_too_few(cases: Sequence[object], problems: Sequence[Problem]) -> None:
    if not cases[1:]:
        message = "a comparison needs two different cases"
        hint = "timeline compare kabul-2021 may3-syria"
        few = Problem("E416", message, Location("compare", None), hint)
        raise ReadError([*problems, few])


def _refuse_unknown_measures(view: View, measures: Iterable[str]) -> None:
    known = [measure.id for measure in view.measures]
    problems = [
        Problem("E420", f"no measure {name}", Location("--measure", None), nearest(name, known))
        for name in dict.fromkeys(measures)
        if name not in known
    ]
    if problems:
        raise ReadError(problems)


def stats(
    view: View,
    cases: Sequence[str | Path] = (),
    *,
    where: Sequence[str] = (),
    by: str | None = None,
    measure: str | None = None,
    min_cases: int = 8,
) -> StatsRecord:
    """Give counts, median bounds and survival curves.

    Of the latencies of many cases.

    Args:
        view: the workspace.
        cases: those to count; every case unless given.
        where: conditions that all have to hold: `tag=drone`, `year=2016..2019`.
        by: `policy`, `command`, `forces`, `year` or `tag`, to group by.
        measure: one measure, with every case of it.
        min_cases: how many cases a curve needs.

    Raises:
        ReadError: no such measure, group or condition.
    """
    from timeline.portfolio.selection import KEYS, condition_of
    from timeline.portfolio.stats import Asked, stats_of
    from timeline.results.build.stats import stats_record

    key = next((one for one in KEYS if one == by), None)
    if by and key is None:
        message = f"{by} is nothing to group by"
        raise refusal("E419", message, "--by", nearest(by, KEYS))
    if measure:
        _refuse_unknown_measures(view, [measure])
    names = dict.fromkeys(_case_id(view, case) for case in cases)
    found, problems = view.judge_all(list(names) or view.workspace.case_ids)
    if problems and not found:  # not "there are no cases" where none could be read
        raise TimelineError(problems)
    policies = list(view.workspace.policy_files)
    conditions = tuple(condition_of(text, found, policies) for text in where)
    return stats_record(stats_of(found, Asked(conditions, key, measure or "", min_cases)), problems)


def tolls(view: View, case: str | Path | None = None) -> TollsRecord:
    """Give official and independent tolls, who and when.

    For a case or for all.

    Raises:
        TimelineError: there is no such case, or it cannot be judged.
    """
    from timeline.portfolio.tolls import campaign_tolls, judged_tolls
    from timeline.results.build.tolls import tolls_record

    if case is not None:
        judged = view.judge(_case_id(view, case))
        own = [judged_tolls(judged)]
        return tolls_record(own, [], judged.problems, view.as_of, view.known_on)
    found, problems = view.judge_all(view.workspace.case_ids)
    sources, unreadable = view.read_sources()
    problems = list(dict.fromkeys([*problems, *unreadable]))
    own = [judged_tolls(judged) for judged in found]
    campaign = campaign_tolls(sources, view.as_of)
    return tolls_record(own, campaign, problems, view.as_of, view.known_on)


def ledger(view: View, *, scope: str | None = None) -> LedgerRecord:
    """Give the dockets over time, with failing sums.

    Reports received, completed and open.

    Raises:
        ReadError: no source states figures of a docket of that name.
    """
    from timeline.portfolio.ledger import build_dockets
    from timeline.results.build.ledger import ledger_record

    sources, problems = view.read_sources()
    dockets = build_dockets(sources, view.as_of)
    found = [docket for docket in dockets if scope in (None, "", docket.scope)]
    if scope and not found:
        hint = nearest(scope, [docket.scope for docket in dockets], what="dockets")
        message = f"no source here states figures of a docket {scope}"
        raise refusal("E431", message, "--scope", hint)
    return ledger_record(found, problems, view.as_of, view.known_on)


def tables(view: View) -> dict[str, DataTable]:
    """Give every table that `query` reads, for data frames."""
    from timeline.formats.tables import tables_of

    return {table.name: table for table in tables_of(_whole(view))}


def query(view: View, sql: str) -> QueryRecord:
    """Ask with SQL over tables of the workspace.

    The tables are events, claims, latencies, findings, sources, caseload and tolls.

    Raises:
        ReadError: DuckDB is not installed, or the query cannot be run.
    """
    from timeline.formats.sql import ask, require_duckdb

    require_duckdb()  # said before the cases are judged
    return ask(_whole(view), sql)


def _whole(view: View) -> WorkspaceRecord:
    """Build the record of the whole workspace, for tables."""
    from timeline.results.build.many import workspace_record

    cases, problems = view.judge_all(view.workspace.case_ids)
    sources, unreadable = view.read_sources()
    problems = list(dict.fromkeys([*problems, *unreadable]))
    return workspace_record(cases, sources, problems, view.as_of, view.known_on)


# Files.


def check(view: View, paths: Sequence[Path | str] = ()) -> CheckRecord:
    """Check files: problems, conflicting claims, missing sources.

    Problems have file, line and column.

    Args:
        view: the workspace.
        paths: the files; every file of the workspace unless given.
    """
    from timeline.results.build.sums import check_record
    from timeline.results.build.values import problem_records

    if paths:
        from timeline.checking import check_files

        checked = check_files(view, [Path(path) for path in paths])
        return check_record(checked.files, problem_records(checked.problems))
    files = list(view.workspace.files())
    by_folder = {
        folder: [name for place, name, _ in files if place == folder]
        for folder in ("cases", "seeds")
    }
    cases = _checked(view, "cases", by_folder["cases"], CHECK_CASE)
    read = {source for one in cases for source in one.sources}  # in order, with a case of theirs
    sources = [name for name in by_folder["seeds"] if name not in read]
    found = [problem for one in cases for problem in one.problems]
    for one in _checked(view, "seeds", sources, CHECK_SOURCE):
        found.extend(one.problems)
    rest = [one for one in files if one[0] not in by_folder]
    if rest:
        from timeline.checking import check_file

        for folder, name, path in rest:
            found.extend(problem_records(check_file(view, folder, name, path)))
    found.extend(problem_records(view.workspace.unread))
    return check_record(len(files), list(dict.fromkeys(found)))


def _checked(view: View, folder: str, names: Sequence[str], task: Task) -> list[CheckedFileRecord]:
    from timeline.results.build.values import problem_records

    found = []
    for made in view.run.watched(
        make_records(view, folder, names, task), len(names), f"checking {folder}"
    ):
        if isinstance(made.record, CheckedFileRecord):
            found.append(made.record)
        else:
            found.append(CheckedFileRecord(problems=problem_records(made.problems)))
    return found


def _check_case(view: View, name: str) -> Made:
    """Check one case by itself and among its claims."""
    from timeline.checking import case_problems
    from timeline.model.workspace import cited_by
    from timeline.results.build.values import problem_records

    file = view.workspace.load_case_at(view.workspace.root / "cases" / f"{name}.yaml")
    sources, _ = view.workspace.load_cited(file)
    problems = problem_records(case_problems(view, file, sources))
    record = CheckedFileRecord(problems=problems, sources=tuple(sources))
    return Made(record, cited=cited_by(file) | view.rule_sources, may_be_kept=True)


def _check_source(view: View, name: str) -> Made:
    """Check one source."""
    from timeline.checking import check_file
    from timeline.results.build.values import problem_records

    path = view.workspace.root / "seeds" / f"{name}.yaml"
    found = check_file(view, "seeds", name, path)
    return Made(CheckedFileRecord(problems=problem_records(found)), may_be_kept=not found)


def explain_code(code: str) -> CodeRecord:
    """Say what the code of a problem means, with an example.

    Raises:
        ReadError: no problem has this code.
    """
    from timeline.codes import CODES
    from timeline.results.build.many import code_record

    about = CODES.get(code.upper())
    if about is None:
        message = f"{code} is not a code of a problem"
        raise refusal("E418", message, "--explain", nearest(code.upper(), list(CODES)))
    return code_record(code.upper(), about)


def schema(kind: str = "case") -> dict[str, Any]:
    """Give the JSON Schema of a kind of file, for editors.

    Raises:
        ReadError: there is no such kind of file.
    """
    from timeline.model.json_schema import FILE_MODELS, file_schema

    if kind not in FILE_MODELS:
        message = f"{kind} is not a kind of file that has a schema"
        raise refusal("E415", message, "timeline schema", nearest(kind, FILE_MODELS))
    return file_schema(kind)


def diff(view: View, first: str, second: str | None = None) -> DiffRecord:
    """Give the changes between two revisions or folders.

    In verdicts, bounds and days.

    Raises:
        TimelineError: there is no such state of the workspace.
    """
    from timeline.edit.states import compare_states, state_of
    from timeline.results.build.changes import diff_record

    with state_of(view, first) as before, state_of(view, second) as after:
        compared = compare_states(before, after)
        named = "the workspace as it stands" if second is None else second
        return diff_record(first, named, compared.changes, compared.problems)


def withheld(view: View) -> WithheldRecord:
    """Compare findings with and without what is withheld.

    For the author alone; its problems are the reasons not to publish.
    """
    from timeline.edit.states import compare_published
    from timeline.results.build.withheld import refusals, withheld_record

    cases = list(compare_published(view))
    return withheld_record(view.workspace.withheld_sources, cases, refusals(cases))


def publishable(view: View) -> View:
    """Return the view of what may be published.

    Raises:
        TimelineError: a finding would be more adverse than with everything.
    """
    from timeline.edit.states import compare_published
    from timeline.results.build.withheld import refusals

    if problems := list(refusals(compare_published(view))):
        raise TimelineError(problems)
    return view.published


def corrections(
    view: View, *, how: str = "", since: str | None = None, most: int = MOST_REVISIONS
) -> CorrectionsRecord:
    """Tell what commits changed in published findings, and what institutions replied.

    Args:
        view: what is published.
        how: how to send a correction.
        since: a revision after which to begin; else the newest commits.
        most: how many commits that changed something are judged.

    Raises:
        ReadError: git knows no such revision.
    """
    from timeline.results.build.corrections import corrected, corrections_record, replies_of

    found = corrected(view, since, most)
    named = [name for name in view.workspace.case_ids if _has_reply(view, name)]
    replies = [reply for judged in view.judge_all(named)[0] for reply in replies_of(judged)]
    return corrections_record(found, replies, how)


def _has_reply(view: View, case: str) -> bool:
    """Return True if a case may have a statement that answers something."""
    from timeline.results.build.corrections import REPLY

    try:
        file = view.workspace.load_case(case).case
    except TimelineError:
        return False
    return not file.example and any(one.kind == REPLY and one.responds_to for one in file.events)


def fmt(view: View, paths: Sequence[Path | str] = (), *, write: bool = False) -> FormattingRecord:
    """Bring files into the canonical layout.

    Spaces and empty lines change, never a word.

    Args:
        view: the workspace.
        paths: the files; all that are the workspace's own unless given.
        write: write them; else nothing is changed.

    Raises:
        ReadError: there is no workspace to write into.
    """
    from timeline.edit.drafts import refuse_shipped
    from timeline.edit.formatting import format_files
    from timeline.results.build.changes import formatting_record

    if write:
        refuse_shipped(view)
    done = format_files(view.workspace, [Path(path) for path in paths], writes=write)
    changed = [(one.shown, one.before.decode(), one.after.decode()) for one in done.changed]
    return formatting_record(done.files, changed, done.problems, is_written=write)


# Policies and kinds.


def policy_list(view: View) -> PolicyListRecord:
    """List the policies and their dates in force."""
    from timeline.results.build.policies import policy_list_record

    return policy_list_record(*view.readable_policies)


def policy_show(view: View, policy: str) -> PolicyShowRecord:
    """Show a policy: its steps, limits, clauses and benchmarks.

    Raises:
        TimelineError: there is no such policy, or it cannot be read.
    """
    from timeline.conformance.policies import hypothetical
    from timeline.results.build.policies import policy_show_record

    found = view.load_policy(policy)
    selection = hypothetical(found, view.load_policy)
    asked = [f"{owner}/{rule.id}" for rule, owner in selection.rules if rule.force == "practice"]
    return policy_show_record(found, selection, _practices(view, asked, always=True))


def policy_diff(view: View, first: str, second: str) -> PolicyDiffRecord:
    """Tell what changed from one policy to another.

    Raises:
        TimelineError: there is no such policy, or it cannot be read.
    """
    from timeline.conformance.policies import hypothetical
    from timeline.portfolio.policy_diff import compare_policies
    from timeline.results.build.policies import policy_diff_record

    both = [hypothetical(view.load_policy(name), view.load_policy) for name in (first, second)]
    return policy_diff_record(both[0], both[1], compare_policies(*both))


def kinds(view: View) -> KindsRecord:
    """List the kinds of events that a case here can use.

    Raises:
        TimelineError: `policies/kinds.yaml` cannot be read.
    """
    from timeline.results.build.kinds import kinds_record

    return kinds_record(view.workspace.kinds, view.workspace.shipped_kinds)


# A site.


def publish(view: View, folder: Path | str, *, title: str = "") -> PublishRecord:
    """Write a static site of every case into a folder.

    Files that are there already, to the byte, are not written again.

    Args:
        view: the workspace.
        folder: a new or an empty one, or one of an earlier site.
        title: of the site, in place of the one in `site.yaml`.

    Raises:
        TimelineError: the folder holds other files or cannot be written into, `site.yaml` cannot
            be read, or without what is withheld a finding would be more adverse.
    """
    from timeline.publishing import publish_site

    view.workspace.load_site()  # what is published has lost the places in its files
    return publish_site(publishable(view), Path(folder), title)


def serve(
    opened: Callable[[], View], *, port: int, title: str, says: Callable[[str], None]
) -> None:
    """Show the site in a browser of this machine, anew after each change, until interrupted.

    Args:
        opened: opens the workspace as its files are then.
        port: to listen on; 0 for a free one.
        title: of the site, in place of the one in `site.yaml`.
        says: told the address.

    Raises:
        TimelineError: the port is taken, or the extra is not installed.
    """
    try:
        from timeline.site.serve import Built, LiveSite, serve_site
    except ModuleNotFoundError as error:
        raise missing_extra("timeline serve", "serve") from error
    from tempfile import TemporaryDirectory

    from timeline.results.build.values import problem_records

    root = opened().workspace.root
    with TemporaryDirectory(prefix="timeline-") as folder:

        def build() -> Built:
            try:
                view = opened()
                made = publish(view, folder, title=title)
                # What is published lacks what is withheld, and with it the places in the files.
                problems = check(view).problems if made.problems else ()
            except TimelineError as error:
                return Built(has_changed=False, problems=problem_records(error.problems))
            except Exception as error:  # noqa: BLE001 - our fault, of which a writer has to learn
                failed = failure_problem(error, "timeline serve", "build the site")
                return Built(has_changed=False, problems=problem_records([failed]))
            return Built(bool(made.written or made.removed), problems)

        serve_site(LiveSite(Path(folder), build), root, port, says)


# Files written.


def init(folder: Path | str = ".") -> StartRecord:
    """Begin a workspace with one invented case, its sources, kinds and rules.

    Raises:
        ReadError: the folder holds `cases/` or one of these files, or cannot be written into;
            then nothing is written.
    """
    from timeline.edit.beginning import EXAMPLE_CASE, begin_workspace
    from timeline.results.build.changes import start_record

    written = begin_workspace(Path(folder), _today())
    return start_record(str(Path(folder)), written, EXAMPLE_CASE)


def add(
    view: View, case: str | Path, kind: str, *, dry_run: bool = False, **event: Unpack[EventKeys]
) -> DraftRecord:
    """Append an event to a case.

    Every other byte of the file stays as it is.

    Args:
        view: the workspace.
        case: its id.
        kind: the kind of event.
        dry_run: write nothing.
        **event: keys of the event; at least `when` and `source`.

    Raises:
        TimelineError: what a check would say of the file; then nothing is written.
    """
    from timeline.edit.drafts import add_event
    from timeline.edit.events import event_values

    values = event_values(kind, event)
    return _draft_record(add_event(view, _case_id(view, case), values, writes=not dry_run))


def new_case(
    view: View,
    case: str,
    *,
    title: str = "",
    place: str = "",
    time_zone: str = "",
    forces: str = "",
    command: str = "",
    policy: str = "",
    recorded_until: str = "",
    kind: str = "strike",
    dry_run: bool = False,
    **event: Unpack[EventKeys],
) -> DraftRecord:
    """Start a case with its first event.

    An existing file is never written over.

    Raises:
        TimelineError: a key is missing, or what a check would say of the file; then nothing is
            written.
    """
    from timeline.edit.drafts import new_case as draft
    from timeline.edit.events import event_values

    head = {"title": title, "place": place, "time_zone": time_zone, "forces": forces}
    rest = {"command": command, "policy": policy, "recorded_until": recorded_until}
    values = _given({**head, **rest}, head)
    made = draft(view, case, values, event_values(kind, event), writes=not dry_run)
    return _draft_record(made)


def new_source(
    view: View,
    source: str,
    *,
    title: str = "",
    publisher: str = "",
    published: str = "",
    kind: str = "",
    url: str = "",
    reliability: str = "",
    note: str = "",
    dry_run: bool = False,
) -> DraftRecord:
    """Start a source.

    An existing file is never written over.

    Raises:
        TimelineError: a key is missing, or what a check would say of the file; then nothing is
            written.
    """
    from timeline.edit.drafts import new_source as draft

    values = {
        "title": title,
        "publisher": publisher,
        "published": published,
        "kind": kind,
        "url": url,
        "reliability": reliability,
        "note": note,
    }
    needed = ("title", "publisher", "kind")
    return _draft_record(draft(view, source, _given(values, needed), writes=not dry_run))


def new_policy(
    view: View,
    policy: str,
    *,
    title: str = "",
    forces: str = "",
    source: str = "",
    dry_run: bool = False,
) -> DraftRecord:
    """Start a policy, with a rule to fill in as a comment.

    An existing file is never written over.

    Args:
        view: the workspace.
        policy: its id.
        title: one line.
        forces: the institution whose cases it judges.
        source: the text that the rules come from: a file in `seeds/`.
        dry_run: write nothing.

    Raises:
        TimelineError: a key is missing, or what a check would say of the file; then nothing is
            written.
    """
    from timeline.edit.drafts import new_policy as draft

    said = {"title": title, "forces": forces, "source": source}
    given = _given(said, said)
    head = {"id": policy, "title": given["title"], "source": given["source"]}
    values: dict[str, Words] = {**head, "applies": {"forces": given["forces"]}}
    return _draft_record(draft(view, policy, values, writes=not dry_run))


def new_kind(
    view: View,
    kind: str,
    *,
    label: str = "",
    about: str = "",
    noun: str = "",
    done: str = "",
    reference: str = "",
    closes: str = "",
    marks: Sequence[str] = (),
    dry_run: bool = False,
) -> DraftRecord:
    """Add a kind of event to `policies/kinds.yaml`, which is made if it is not there.

    Args:
        view: the workspace.
        kind: its id.
        label: as tables show it.
        about: a sentence that says what it is.
        noun: such as written answer.
        done: participle that goes with the noun, such as given.
        reference: phrase to count from, such as the answer.
        closes: opening kind of the stage that it ends.
        marks: of incident, outside, public and free.
        dry_run: write nothing.

    Raises:
        TimelineError: a key is missing, or what a check would say of the file; then nothing is
            written.
    """
    from timeline.edit.drafts import new_kind as draft

    for mark in marks:
        if mark not in KIND_MARKS:
            message = f"{mark} is no mark of a kind"
            raise refusal("E419", message, "--mark", nearest(mark, KIND_MARKS))
    needed = {"label": label, "about": about, "noun": noun, "done": done, "reference": reference}
    values = {"id": kind, **_given({**needed, "closes": closes}, needed)}
    values |= dict.fromkeys(marks, "true")
    return _draft_record(draft(view, values, writes=not dry_run))


def _given(values: dict[str, str], needed: Collection[str]) -> dict[str, Words]:
    """Return the keys that were said, in their order.

    Raises:
        ReadError: with every needed one that is missing.
    """
    kept: dict[str, Words] = {key: text.strip() for key, text in values.items() if text.strip()}
    options = [f"--{name.replace('_', '-')}" for name in needed if name not in kept]
    if options:
        raise ReadError(
            [
                Problem("E302", f"{option} is missing", Location(option, None), f"add {option} …")
                for option in options
            ]
        )
    return kept


def _draft_record(draft: Draft) -> DraftRecord:
    from timeline.results.build.changes import draft_record

    texts = (draft.shown, draft.before, draft.after)
    return draft_record(*texts, draft.change, draft.problems, is_written=draft.is_written)


# What is made of one file, in this process or in another.

SHOW = Task(ShowRecord, _show)
PEERS = Task(PeerCase, _peer_case)
PRACTICES = Task(PracticeAnswersRecord, _practice_answers)
LIST_ROW = Task(_ListPart, _list_row)
OVERDUE = Task(_OverduePart, _overdue)
CHECK_CASE = Task(CheckedFileRecord, _check_case)
CHECK_SOURCE = Task(CheckedFileRecord, _check_source)
