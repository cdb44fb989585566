"""What is made of many files: in order, the same in one process or in many, and kept by content."""

from pathlib import Path

import pytest

from tests.cli.damage import make_workspace
from timeline import gather as gather_module
from timeline.api import View
from timeline.cache.contents import Contents
from timeline.cache.inputs import Inputs
from timeline.cache.store import Store
from timeline.cli.many import overdue_of, row_of
from timeline.errors import TimelineError
from timeline.gather import Made, Memory, gather
from timeline.model.workspace import Workspace, cited_by

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


def all_of(root: Path, memory: Memory | None, task: gather_module.Task = title_of) -> list[Made]:
    """What a run makes of every case."""
    view = view_of(root, None if memory is None else memory.contents)
    return list(gather(view, "cases", view.workspace.case_ids, task, memory))


@pytest.mark.parametrize("task", [row_of, overdue_of])
def test_many_processes_make_the_same_as_one(
    task: gather_module.Task, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the same order, problems included, and with the same inputs noted."""
    alone = view_of(root)
    names = alone.workspace.case_ids
    made = list(gather(alone, "cases", names, task, None))
    monkeypatch.setattr(gather_module, "_FEW", 1)
    monkeypatch.setattr(gather_module, "_A_SHARE", 2)
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
