from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import timeline
from tests.cli.runner import ROOT, TODAY
from timeline.model.workspace import shipped_root

HEAD = "title: T\nplace: P\ntime_zone: UTC\nforces: US\n"
GOOD = HEAD + (
    "recorded_until: 2023-12-31\n"
    "events:\n"
    "  - {kind: strike, when: 2023-05-03, source: s}\n"
    "  - {kind: denial, when: 2023-05-04/2023-05-08, source: s}\n"
)
BAD = HEAD + "events:\n  - {kind: strike, when: 2023-02-30, source: s}\n"
SOURCE = "title: S\npublisher: P\nkind: press\n"


def written(root: Path, **cases: str) -> Path:
    """A workspace with these cases, one source, and nothing else."""
    files = {"seeds/s": SOURCE} | {f"cases/{name}": text for name, text in cases.items()}
    for name, text in files.items():
        path = root / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(autouse=True)
def nothing_around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No workspace is named in the environment, and none lies upward."""
    monkeypatch.delenv("TIMELINE_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_folder_that_is_named_comes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Then the environment, then the nearest folder upward, then the shipped cases."""
    assert timeline.load_workspace().is_shipped
    assert timeline.load_workspace().root == shipped_root()
    near = written(tmp_path / "near", one=GOOD)
    (near / "deep").mkdir()
    monkeypatch.chdir(near / "deep")
    assert timeline.load_workspace().root == near
    assert not timeline.load_workspace().is_shipped
    named = written(tmp_path / "named", two=GOOD)
    monkeypatch.setenv("TIMELINE_ROOT", str(named))
    assert timeline.load_workspace().case_ids == ("two",)
    assert timeline.load_workspace(str(near)).case_ids == ("one",)
    assert timeline.load_case("one", root=near).id == "one"


def test_a_folder_stays_the_same_wherever_one_goes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A notebook may change its folder after it has loaded a workspace."""
    written(tmp_path / "mine", one=GOOD)
    workspace = timeline.load_workspace("mine")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert workspace.case("one").title == "T"


@pytest.mark.parametrize("said_by", ["root", "TIMELINE_ROOT"])
def test_a_folder_without_cases_is_refused(
    said_by: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nothing else is taken in its place."""
    if said_by == "TIMELINE_ROOT":
        monkeypatch.setenv(said_by, str(tmp_path))
    with pytest.raises(timeline.TimelineError) as caught:
        timeline.load_workspace(tmp_path if said_by == "root" else None)
    problem = caught.value.problems[0]
    assert (problem.code, problem.file, problem.line, problem.column) == (
        "E412", said_by, None, None,
    )  # fmt: skip


def test_what_cannot_be_read_is_raised_where_it_was_named(tmp_path: Path) -> None:
    """With its file, line, column, code and hint."""
    workspace = timeline.load_workspace(written(tmp_path, good=GOOD, bad=BAD))
    with pytest.raises(timeline.TimelineError) as caught:
        workspace.case("bad")
    problem = caught.value.problems[0]
    assert (problem.file, problem.line, problem.column) == ("cases/bad.yaml", 6, 26)
    assert problem.code == "E203"
    assert problem.hint == "write 2023-02 if only the month is known"
    for ask in (
        lambda: timeline.overdue(workspace, ["good", "bad"]),
        lambda: timeline.stats(workspace, "bad"),
        lambda: timeline.tolls(workspace, "bad"),
        lambda: timeline.compare("good", "bad", workspace=workspace),
    ):
        with pytest.raises(timeline.TimelineError, match="E203"):
            ask()


def test_what_cannot_be_read_is_named_beside_the_rest(tmp_path: Path) -> None:
    """Of many cases the good ones are judged, and no problem is lost."""
    workspace = timeline.load_workspace(written(tmp_path, good=GOOD, bad=BAD))
    for problems in (
        workspace.cases().problems,
        timeline.overdue(workspace).problems,
        timeline.stats(workspace).problems,
        timeline.tolls(workspace).problems,
        workspace.tables().problems,
        timeline.check(workspace).problems,
    ):
        assert [problem.code for problem in problems] == ["E203"]
    assert [case.id for case in workspace.cases()] == ["good"]
    assert [row["id"] for row in workspace.tables()["cases"].to_dicts()] == ["good"]
    for shown in (str(timeline.overdue(workspace)), str(timeline.stats(workspace))):
        assert "1 problem kept files out" in shown
    checked = timeline.check(workspace)
    assert (checked.files > 2, checked.is_fine, checked.contradictions) == (True, False, 0)
    assert checked.to_dicts()[0]["column"] == 26


def test_where_nothing_could_be_read_nothing_is_said_of_it(tmp_path: Path) -> None:
    """Neither "nothing is overdue" nor "there are no cases" where none could be judged."""
    workspace = timeline.load_workspace(written(tmp_path, bad=BAD))
    for result in (timeline.overdue(workspace), timeline.stats(workspace)):
        assert str(result) == "1 problem kept files out: see problems of this result\n"


def test_a_source_that_cannot_be_read_is_named_with_its_case(tmp_path: Path) -> None:
    """The case is judged without it, and says so."""
    root = written(tmp_path, good=GOOD)
    (root / "seeds" / "s.yaml").write_text("title: S\n", encoding="utf-8")
    workspace = timeline.load_workspace(root)
    case = workspace.case("good")
    assert case.problems
    assert {problem.file for problem in case.problems} == {"seeds/s.yaml"}
    assert case.explain("strike").problems == case.problems
    assert timeline.overdue(workspace, "good").problems == case.problems
    assert timeline.ledger(workspace).problems == case.problems


@pytest.mark.parametrize("day", ["2023-05-24", date(2023, 5, 24)])
def test_a_day_is_a_date_or_its_text(day: timeline.Day, tmp_path: Path) -> None:
    """Both mean the end of that day."""
    workspace = timeline.load_workspace(written(tmp_path, good=GOOD))
    case = workspace.case("good", as_of=day, known_on=day)
    assert case.as_of == case.known_on == date(2023, 5, 24)


def test_today_is_a_day(tmp_path: Path) -> None:
    """As on the command line; and it is the day judged where none is given."""
    workspace = timeline.load_workspace(written(tmp_path, good=GOOD))
    assert workspace.case("good", as_of="today").as_of == TODAY
    assert workspace.case("good").as_of == TODAY


@pytest.mark.parametrize("day", ["2023-02-30", "24 May 2023", "2023", "", "20230524"])
def test_what_is_no_day_is_refused(day: str, tmp_path: Path) -> None:
    """Nothing is guessed; an empty text is no way to say "none"."""
    workspace = timeline.load_workspace(written(tmp_path, good=GOOD))
    for name in ("as_of", "known_on"):
        with pytest.raises(timeline.TimelineError, match="E413") as caught:
            workspace.case("good", **{name: day})
        assert caught.value.problems[0].file == name


@pytest.mark.parametrize("day", [datetime(2023, 5, 24, 23, 30, tzinfo=UTC), 738000, 2023.4])
def test_a_moment_is_not_cut_down_to_its_day(day: object, tmp_path: Path) -> None:
    """Which day it is hangs on the zone, so the caller has to say it."""
    workspace = timeline.load_workspace(written(tmp_path, good=GOOD))
    with pytest.raises(TypeError, match=r"as_of takes a datetime\.date or a text"):
        workspace.case("good", as_of=day)  # type: ignore[arg-type]


def test_an_unknown_policy_is_refused_at_once(tmp_path: Path) -> None:
    """Also where many cases are judged: else none of them would be, each for the same reason."""
    workspace = timeline.load_workspace(written(tmp_path, good=GOOD))
    for ask in (workspace.cases, workspace.tables):
        with pytest.raises(timeline.TimelineError, match="there is no policy us-chmr"):
            ask(policy="us-chmr")
    with pytest.raises(timeline.TimelineError, match="there is no policy us-chmr"):
        timeline.overdue(workspace, policy="us-chmr")


def test_files_are_read_once_and_anew_when_asked(tmp_path: Path) -> None:
    """What is shown does not change under the reader; `reloaded` and `check` see what did."""
    root = written(tmp_path, good=GOOD)
    workspace = timeline.load_workspace(root)
    assert workspace.case("good").title == "T"
    written(root, good=GOOD.replace("title: T", "title: U"), bad=BAD)
    assert workspace.case("good").title == "T"
    assert workspace.reloaded().case("good").title == "U"
    assert workspace.reloaded().case_ids == ("bad", "good")
    assert [problem.code for problem in timeline.check(workspace).problems] == ["E203"]


def test_what_it_holds_can_be_looked_up() -> None:
    """The ids that can be asked for."""
    workspace = timeline.load_workspace(ROOT)
    assert "may3-syria" in workspace.case_ids
    assert "cnn-2023-05-24" in workspace.source_ids
    assert "us-chmr-ap-2022" in workspace.policy_ids
    assert "strike-to-investigation" in workspace.measure_ids
    assert repr(workspace).startswith(f"<Workspace {ROOT}: ")
