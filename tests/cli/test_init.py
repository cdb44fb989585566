"""`timeline init`: a workspace that answers before anything is written in it."""

import json
from pathlib import Path

import pytest

from tests.cli.runner import run, run_in
from tests.edit.builders import files_below
from timeline.edit import beginning
from timeline.edit.whole_file import write_whole
from timeline.errors import Problem, ReadError
from timeline.location import Location


def test_the_example_checks_clean_and_every_screen_speaks_of_it(tmp_path: Path) -> None:
    """Something kept, something in doubt and something overdue, all marked as invented."""
    root = tmp_path / "mine"
    ran = run_in(tmp_path, "init", "mine")
    assert (ran.code, ran.err) == (0, "")
    assert "cases/example-request.yaml" in ran.out
    checked = run("check", root=root)
    assert (checked.code, checked.words) == (0, "14 files, no problems.")
    assert run("fmt", "--check", root=root).code == 0
    shown = run("show", "example-request", root=root).words
    assert shown.startswith("INVENTED EXAMPLE")
    assert "✓ The answer was given 17–27 days after the request" in shown
    assert "? We cannot tell whether the deadline was missed: the acknowledgement" in shown
    assert "example-request (INVENTED) 4 Mar 2024" in run("list", root=root).words
    assert "! 21 days ago example-request (INVENTED)" in run("overdue", root=root).words
    assert "31 kinds of events, 5 of them" in run("kinds", root=root).out


def test_each_command_to_type_next_works(tmp_path: Path) -> None:
    """From the folder that the first leads into."""
    first, *rest = json.loads(run_in(tmp_path, "init", "my cases", "--json").out)["next"]
    assert first == "cd 'my cases'"
    for line in rest:
        ran = run_in(tmp_path / "my cases", *line.split()[1:])
        assert (ran.code, bool(ran.out)) == (0, True)


def test_here_nothing_has_to_be_entered(tmp_path: Path) -> None:
    """Files that lie about do not matter."""
    (tmp_path / "notes.txt").write_text("mine")
    found = json.loads(run_in(tmp_path, "init", "--json").out)
    assert found["next"][0] == "timeline show example-request"
    assert (tmp_path / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("there", ["cases/mine.yaml", "policies/kinds.yaml", "seeds"])
def test_what_is_there_stays(tmp_path: Path, there: str) -> None:
    """A workspace, a file of the same name, a file in place of a folder: nothing is written."""
    path = tmp_path / there
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    before = files_below(tmp_path)
    ran = run_in(tmp_path, "init")
    assert ran.code == 2
    assert "nothing was written" in ran.err
    assert ("E703" if there == "seeds" else "E701") in ran.err
    assert files_below(tmp_path) == before


def test_a_failure_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files and folders that were made are taken away again."""

    def fails(path: Path, data: bytes, before: bytes | None, shown_as: str) -> None:
        if path.parent.name == "cases":
            raise ReadError([Problem("E703", "no room", Location(shown_as, None))])
        write_whole(path, data, before, shown_as)

    monkeypatch.setattr(beginning, "write_whole", fails)
    assert run_in(tmp_path, "init", "deep/mine").code == 2
    assert list(tmp_path.iterdir()) == []
