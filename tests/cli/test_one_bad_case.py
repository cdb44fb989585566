"""A fault of the program in one case takes no other case down."""

import json
from pathlib import Path

import pytest

import timeline
from tests.checking import CASE, PAPER, policy, rule, write
from tests.cli.runner import run
from timeline.api import View
from timeline.conformance.policies import choose_policies
from timeline.model import workspace
from timeline.read.document import Document
from timeline.reckoning.reckoning import Reckoning

NAMES = ("a", "b", "c")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three cases that are overdue."""
    files = {f"cases/{name}.yaml": CASE for name in NAMES}
    return write(tmp_path, files | {"policies/p.yaml": policy("p", rule(), applies="{forces: US}")})


@pytest.fixture(
    params=[
        RecursionError("maximum recursion depth exceeded"),
        KeyError("day"),
        AssertionError(),
        OSError(5, "Input/output error"),
    ],
    ids=lambda error: type(error).__name__,
)
def _failing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the judging of case b fail."""

    def choose(reckoning: Reckoning, *rest: object) -> object:
        if reckoning.file.id == "b":
            raise request.param
        return choose_policies(reckoning, *rest)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr("timeline.api.choose_policies", choose)


@pytest.mark.usefixtures("_failing")
@pytest.mark.parametrize(
    ("command", "key"),
    [
        ("list", "cases"),
        ("overdue", "overdue"),
        ("compare --all", "cases"),
        ("stats", ""),
        ("tolls", ""),
        ("query 'SELECT id FROM cases'", "rows"),
    ],
)
def test_every_command_does_the_rest(root: Path, command: str, key: str) -> None:
    """It names the case, and ends as for a file that cannot be read."""
    words = command.replace("'", "").split(" ", 1) if "query" in command else command.split()
    done = run(*words, "--json", root=root)
    assert done.code == 2
    found = json.loads(done.out)
    assert [one["code"] for one in found["problems"]] == ["E602"]
    assert found["problems"][0]["file"] == "cases/b.yaml"
    assert "E602 timeline could not judge this case" in done.err
    assert "please report it" in done.err
    if key:
        assert len(found[key]) == 2


@pytest.mark.usefixtures("_failing")
def test_check_and_python_do_the_rest(root: Path) -> None:
    """As the commands."""
    (root / "cases" / "a.yaml").write_text(CASE.replace("2024-03-01", "2024-02-30"))
    found = json.loads(run("check", "--json", root=root).out)["problems"]
    assert [(one["file"], one["code"]) for one in found] == [
        ("cases/a.yaml", "E203"),
        ("cases/b.yaml", "E602"),
    ]
    problems = timeline.check(timeline.load_workspace(root)).problems
    assert [one.code for one in problems] == ["E203", "E602"]
    cases = timeline.load_workspace(root).cases()
    assert [one.id for one in cases] == ["c"]


@pytest.mark.usefixtures("_failing")
def test_a_single_case_says_so_too(root: Path) -> None:
    """Without a traceback on the page."""
    done = run("show", "b", root=root)
    assert (done.code, done.out) == (2, "")
    assert "E602" in done.err
    assert run("show", "a", root=root).code == 0


def test_a_page_that_cannot_be_made_of_one_case_is_its_problem(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is made of a case, not its judging alone."""

    def make(judged: object) -> object:
        if getattr(judged, "id", "") == "b":
            raise IndexError
        return {"rows": [], "is_judged": True, "not_judged": []}

    monkeypatch.setattr("timeline.render.rows.overdue_part", make)
    done = run("overdue", "--json", root=root)
    assert done.code == 2
    assert "cases/b.yaml: E602" in done.err


@pytest.mark.parametrize(("build", "file"), [("source", "seeds/q"), ("policy", "policies/q")])
def test_a_source_or_a_policy_that_fails_hides_no_other(
    root: Path, build: str, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named, and what does not lean on it is judged."""
    write(root, {f"{file}.yaml": policy("q") if build == "policy" else PAPER})
    real = getattr(workspace, f"build_{build}")

    def fail(document: Document, *rest: object) -> object:
        if document.path == f"{file}.yaml":
            raise IndexError
        return real(document, *rest)

    monkeypatch.setattr(workspace, f"build_{build}", fail)
    done = run("tolls", "--json", root=root)
    assert done.code == 2
    assert [one["file"] for one in json.loads(done.out)["problems"]] == [f"{file}.yaml"]


def test_no_memory_is_nobodys_problem(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest would fail as well."""

    def judge(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(View, "judge_file", judge)
    with pytest.raises(MemoryError):
        timeline.load_workspace(root).cases()
