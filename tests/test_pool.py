"""What is made of many files: in order, the same in one process or in many, and kept by content."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.damage import make_workspace
from timeline import pool
from timeline.cache.contents import Contents
from timeline.cache.inputs import Inputs
from timeline.cache.store import Store
from timeline.cli.many import overdue_of, row_of
from timeline.errors import TimelineError
from timeline.model.workspace import Workspace, cited_by
from timeline.pool import Made, Memory, gather
from timeline.view import View

TODAY = 740_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a few cases, one of which cannot be read."""
    made = tmp_path / "workspace"
    make_workspace(made)
    (made / "cases" / "broken.yaml").write_text("titel: wrong\n")
    return made


def view_of(root: Path, contents: Contents | None = None, today: int = TODAY) -> View:
    """A view, with what it reads noted."""
    return View(Workspace(root, inputs=Inputs(contents or Contents(None))), today)


def memory_of(root: Path) -> Memory:
    """What a run finds that earlier ones have kept."""
    store = Store(str(root.parent / "cache"))
    return Memory(store, Contents(store), b"this program")


def title_of(view: View, name: str) -> Made:
    """The title of a case, and how often this process was asked."""
    ASKED.append(name)
    try:
        file = view.workspace.load_case(name)
    except TimelineError as error:
        return Made(None, error.problems)
    view.workspace.load_cited(file)
    return Made(file.case.title, cited=cited_by(file), may_be_kept=True)


def day_of(view: View, name: str) -> Made:
    """Something that hangs on the day."""
    ASKED.append(name)
    view.workspace.load_case(name)
    return Made([name, view.asked_today()], may_be_kept=True)


ASKED: list[str] = []
"""The files that a task of this process was given."""


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    """Each test counts for itself."""
    ASKED.clear()


def all_of(root: Path, memory: Memory | None, task: pool.Task = title_of) -> list[Made]:
    """What a run makes of every case."""
    view = view_of(root, None if memory is None else memory.contents)
    return list(gather(view, "cases", view.workspace.case_ids, task, memory))


@pytest.mark.parametrize("task", [row_of, overdue_of])
def test_many_processes_make_the_same_as_one(
    task: pool.Task, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the same order, problems included, and with the same inputs noted."""
    alone = view_of(root)
    names = alone.workspace.case_ids
    made = list(gather(alone, "cases", names, task, None))
    monkeypatch.setattr(pool, "_FEW", 1)
    monkeypatch.setattr(pool, "_A_SHARE", 2)
    together = view_of(root)
    assert list(gather(together, "cases", names, task, None)) == made
    read, by_others = (
        {
            path: digest
            for folder, names in view.workspace.inputs.as_json()["files"].items()
            for name, digest in names.items()
            if (path := f"{folder}/{name}").startswith(str(root))
        }
        for view in (alone, together)
    )
    assert by_others == read
    assert [problem.code for one in made for problem in one.problems]


def test_what_was_made_is_not_made_again(root: Path) -> None:
    """But for files with problems: what they lack may stand in another file."""
    first = all_of(root, memory_of(root))
    assert len(ASKED) == 5
    ASKED.clear()
    again = all_of(root, memory_of(root))
    assert [one.value for one in again] == [one.value for one in first]
    assert ASKED == ["broken"]


def test_only_what_changed_is_made_again(root: Path) -> None:
    """A case by its own content, or by that of a source that it cites."""
    all_of(root, memory_of(root))
    ASKED.clear()
    for path in ("cases/kabul-2021.yaml", "seeds/cnn-2023-05-24.yaml"):
        (root / path).write_text((root / path).read_text() + "\n")
    all_of(root, memory_of(root))
    assert ASKED == ["broken", "kabul-2021", "may3-syria"]


def test_two_folders_with_the_same_content_share_what_was_made(root: Path) -> None:
    """The key is the content: a clone elsewhere need not begin anew."""
    all_of(root, memory_of(root))
    ASKED.clear()
    clone = root.parent / "clone"
    make_workspace(clone)
    all_of(clone, memory_of(root))
    assert ASKED == []


@pytest.mark.parametrize("path", ["policies/own.yaml", "policies/calendars/own.yaml"])
def test_new_rules_change_everything(root: Path, path: str) -> None:
    """A policy, kind or calendar may bear on every case."""
    all_of(root, memory_of(root))
    ASKED.clear()
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text("titel: wrong\n")
    all_of(root, memory_of(root))
    assert len(ASKED) == 5


def test_what_hangs_on_the_day_is_made_again_the_next_day(root: Path) -> None:
    """And not sooner."""
    names = ["kabul-2021", "may3-syria"]

    def run(today: int) -> list[object]:
        memory = memory_of(root)
        view = view_of(root, memory.contents, today)
        return [made.value for made in gather(view, "cases", names, day_of, memory)]

    assert run(1) == run(1) == [[name, 1] for name in names]
    assert len(ASKED) == 2
    assert run(2) == [[name, 2] for name in names]


def test_each_way_to_look_has_answers_of_its_own(root: Path) -> None:
    """Day, policy and what was public are in the key, as is the task."""
    names = ["may3-syria"]
    for as_of, policy, known_on in (
        (None, "", None),
        (1, "", None),
        (None, "p", None),
        (None, "", 1),
    ):
        memory = memory_of(root)
        workspace = Workspace(root, inputs=Inputs(memory.contents))
        view = View(workspace, TODAY, as_of, policy, known_on)
        list(gather(view, "cases", names, title_of, memory))
    assert len(ASKED) == 4
    memory = memory_of(root)
    list(gather(view_of(root, memory.contents), "cases", names, day_of, memory))
    assert len(ASKED) == 5


def test_no_file_outside_is_looked_up(root: Path) -> None:
    """A name that is none of the folder's is left to the task, which refuses it."""
    (root.parent / "secret.yaml").write_text("title: secret")
    memory = memory_of(root)
    view = view_of(root, memory.contents)
    (made,) = gather(view, "cases", ["../../secret"], title_of, memory)
    assert [problem.code for problem in made.problems] == ["E409"]
    assert memory.contents.files_read == 0


SHARED = """\
title: Strike on a market
place: Exampleville
time_zone: UTC
forces: Exampleland
recorded_until: 2024-06-30
events:
  - {kind: strike, when: 2024-03-10, source: shared}
"""


def shared_workspace(root: Path) -> Path:
    """Two cases that cite the same source; gives the source."""
    (root / "cases").mkdir(parents=True)
    (root / "seeds").mkdir()
    for name in "ab":
        (root / "cases" / f"{name}.yaml").write_text(SHARED)
    source = root / "seeds" / "shared.yaml"
    source.write_text("title: t\npublisher: p\nkind: press\n")
    return source


def test_a_source_that_is_saved_while_a_run_goes_on_leaves_nothing_behind(tmp_path: Path) -> None:
    """Rows of the old one and of the new one are no ground for an answer, and are not kept."""
    root = tmp_path / "workspace"
    source = shared_workspace(root)
    all_of(root, memory_of(root), title_after_save)
    (root / "cases" / "b.yaml").write_text(SHARED + "tags: [edited]\n")
    SAVES.append(source)
    memory = memory_of(root)
    view = view_of(root, memory.contents)
    list(gather(view, "cases", ["a", "b"], title_after_save, memory))
    assert not view.workspace.inputs.is_whole
    ASKED.clear()
    all_of(root, memory_of(root), title_after_save)
    assert ASKED == ["a", "b"]


SAVES: list[Path] = []
"""A file that somebody saves while the next case is read."""


def title_after_save(view: View, name: str) -> Made:
    """The title, once whoever is editing has saved."""
    while SAVES:
        file = SAVES.pop()
        file.write_text(file.read_text() + "url: x\n")
    return title_of(view, name)


def test_rules_that_are_saved_while_a_run_goes_on_leave_nothing_behind(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was judged by the new ones must not be found again under the old."""
    own = root / "policies" / "us-centcom-2014.yaml"
    shipped = Path(pool.__file__).parent / "policies" / own.name
    own.parent.mkdir()
    own.write_text(shipped.read_text())
    monkeypatch.setattr(pool, "_FEW", 1)
    found = pool._Crew.make  # noqa: SLF001 - the moment between the key and the reading

    def saved_first(crew: pool._Crew, names: list[str]) -> Iterator[object]:
        own.write_text(shipped.read_text() + "\n# saved\n")
        return found(crew, names)

    monkeypatch.setattr(pool._Crew, "make", saved_first)  # noqa: SLF001
    memory = memory_of(root)
    view = view_of(root, memory.contents)
    made = list(gather(view, "cases", view.workspace.case_ids, row_of, memory))
    assert len(made) == 5
    assert view.workspace.inputs.is_mixed
    own.write_text(shipped.read_text())
    monkeypatch.setattr(pool._Crew, "make", found)  # noqa: SLF001
    again = memory_of(root)
    recalled = pool._Recalled(view_of(root, again.contents), "cases", row_of, again)  # noqa: SLF001
    assert recalled.find(view.workspace.case_ids) == {}


def test_what_a_killed_process_left_undone_is_done_here(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the system ends one for want of memory."""
    monkeypatch.setattr(pool, "_FEW", 1)
    monkeypatch.setattr(pool, "_A_SHARE", 1)
    view = view_of(root)
    alone = [one.value for one in gather(view_of(root), "cases", CASES, row_of, None)]
    assert [one.value for one in gather(view, "cases", CASES, row_or_death, None)] == alone


CASES = ["kabul-2021", "may3-syria"]


def row_or_death(view: View, name: str) -> Made:
    """A row; or the end of the process, where that is not the first one."""
    if os.getppid() == FIRST:
        os._exit(9)
    return row_of(view, name)


FIRST = os.getpid()
