"""Records of many files: in order, the same in one process or in many, and kept by content."""

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from tests.cli.runner import ROOT, copy_cases
from timeline import pool as pool_module
from timeline.cache.contents import Contents
from timeline.cache.inputs import Inputs
from timeline.cache.memory import Memory
from timeline.cache.store import Store
from timeline.commands import LIST_ROW, OVERDUE
from timeline.model.workspace import Workspace, cited_by
from timeline.pool import Made, Task, make_records
from timeline.view import Resources, View

CASES = ["kabul-2021", "may3-syria"]
TODAY = 740_000


class Title(msgspec.Struct, frozen=True):
    """The title of a case."""

    text: str


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a few cases, one of which cannot be read."""
    made = tmp_path / "workspace"
    copy_cases(made, *CASES)
    (made / "cases" / "broken.yaml").write_text("titel: wrong\n")
    return made


def view_of(
    root: Path, memory: Memory | None = None, today: int = TODAY, processors: int = 1
) -> View:
    """A view, with what it reads noted."""
    contents = Contents(None) if memory is None else memory.contents
    workspace = Workspace(root, inputs=Inputs(contents))
    return View(workspace, today, run=Resources(memory, processors))


def memory_of(root: Path) -> Memory:
    """What a run finds that earlier ones have kept."""
    store = Store(str(root.parent / "cache"))
    return Memory(store, Contents(store), b"this program")


def make_title(view: View, name: str, *more: int) -> Made:
    """The title of a case; it is noted that this process was asked."""
    ASKED.append(name)
    file = view.workspace.load_case(name)
    view.workspace.load_cited(file)
    return Made(Title(f"{file.case.title}{more or ''}"), cited=cited_by(file), may_be_kept=True)


TITLE = Task(Title, make_title)
ASKED: list[str] = []
"""The files that a task of this process was given."""


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    """Each test counts for itself."""
    ASKED.clear()


def all_of(root: Path, task: Task = TITLE, today: int = TODAY) -> list[Made]:
    """What a run makes of every case, with what earlier ones have kept."""
    view = view_of(root, memory_of(root), today)
    return list(make_records(view, "cases", view.workspace.case_ids, task))


@pytest.fixture
def small_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let few files be shared out as well."""
    monkeypatch.setattr(pool_module, "_FEW", 1)
    monkeypatch.setattr(pool_module, "_A_SHARE", 2)


@pytest.mark.usefixtures("small_shares")
@pytest.mark.parametrize("task", [LIST_ROW, OVERDUE._replace(asked=(60,))], ids=["list", "overdue"])
def test_many_processes_make_the_same_as_one(task: Task, root: Path) -> None:
    """In the same order, problems included, and with the same files noted."""
    alone, together = view_of(root), view_of(root, processors=2)
    names = alone.workspace.case_ids
    made = list(make_records(alone, "cases", names, task))
    assert list(make_records(together, "cases", names, task)) == made
    read, by_others = (
        {
            f"{folder}/{name}": digest
            for folder, names in view.workspace.inputs.files.items()
            if folder.startswith(str(root))
            for name, digest in names.items()
        }
        for view in (alone, together)
    )
    assert by_others == read
    assert [problem.code for one in made for problem in one.problems]


def test_what_was_made_is_not_made_again(root: Path) -> None:
    """But for files with problems: what they lack may stand in another file."""
    first = all_of(root)
    assert len(ASKED) == 3
    ASKED.clear()
    assert [one.record for one in all_of(root)] == [one.record for one in first]
    assert ASKED == ["broken"]


def test_only_what_changed_is_made_again(root: Path) -> None:
    """A case by its own content, or by that of a source that it cites."""
    all_of(root)
    ASKED.clear()
    for path in ("cases/kabul-2021.yaml", "seeds/cnn-2023-05-24.yaml"):
        (root / path).write_text((root / path).read_text() + "\n")
    all_of(root)
    assert ASKED == ["broken", "kabul-2021", "may3-syria"]


def test_two_folders_with_the_same_content_share_what_was_made(root: Path) -> None:
    """The key is the content: a clone elsewhere need not begin anew."""
    all_of(root)
    ASKED.clear()
    clone = root.parent / "clone"
    copy_cases(clone, *CASES)
    all_of(clone)
    assert ASKED == []


@pytest.mark.parametrize("path", ["policies/own.yaml", "policies/calendars/own.yaml"])
def test_new_rules_change_everything(root: Path, path: str) -> None:
    """A policy, kind or calendar may bear on every case."""
    all_of(root)
    ASKED.clear()
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text("titel: wrong\n")
    all_of(root)
    assert len(ASKED) == 3


def test_the_text_of_a_rule_may_bear_on_every_case(root: Path) -> None:
    """A case says whose rule it is judged by: the source of a rule counts as one of its own."""
    source = root / "seeds" / "cjtf-oir-2017-04-30.yaml"
    shutil.copy(ROOT / "seeds" / source.name, source)
    names = CASES

    def titles() -> set[str]:
        view = view_of(root, memory_of(root))
        return {str(made.record) for made in make_records(view, "cases", names, LIST_ROW)}

    before = titles()
    view = view_of(root)
    cited = set().union(*(cited_by(view.workspace.load_case(name)) for name in names))
    assert source.stem in view.rule_sources - cited
    source.write_text(source.read_text() + "note: read again\n")
    assert titles() == before
    memory = memory_of(root)
    recalled = pool_module._Recalled(view_of(root, memory), "cases", LIST_ROW, memory)  # noqa: SLF001
    assert set(recalled.find(names)) == set(names)
    source.unlink()
    memory = memory_of(root)
    recalled = pool_module._Recalled(view_of(root, memory), "cases", LIST_ROW, memory)  # noqa: SLF001
    assert recalled.find(names) == {}


def test_what_was_made_yesterday_is_made_again(root: Path) -> None:
    """The day is a part of every judgement."""
    all_of(root)
    all_of(root)
    assert ASKED.count("may3-syria") == 1
    all_of(root, today=TODAY + 1)
    assert ASKED.count("may3-syria") == 2


def test_each_way_to_look_has_answers_of_its_own(root: Path) -> None:
    """Day, policy, what was public, what else was asked and the task are in the key."""
    looks = ((None, "", None), (1, "", None), (None, "p", None), (None, "", 1))
    for as_of, policy, known_on in looks:
        memory = memory_of(root)
        workspace = Workspace(root, inputs=Inputs(memory.contents))
        view = View(workspace, TODAY, as_of, policy, known_on, Resources(memory))
        list(make_records(view, "cases", ["may3-syria"], TITLE))
    assert len(ASKED) == 4
    list(
        make_records(
            view_of(root, memory_of(root)), "cases", ["may3-syria"], TITLE._replace(asked=(7,))
        )
    )
    assert len(ASKED) == 5
    again = TITLE._replace(make=make_title_otherwise)
    list(make_records(view_of(root, memory_of(root)), "cases", ["may3-syria"], again))
    assert len(ASKED) == 6


def make_title_otherwise(view: View, name: str) -> Made:
    """The same by another function."""
    return make_title(view, name)


def test_half_of_a_character_is_not_kept(root: Path) -> None:
    """JSON cannot hold it; the case is judged anew each time, and never fails."""
    task = Task(Title, make_odd_title)
    first, second = ([one.record for one in all_of(root, task)] for _ in "12")
    assert first == second
    assert Title("\ud800") in first
    assert ASKED.count("kabul-2021") == 2
    assert ASKED.count("may3-syria") == 1


def make_odd_title(view: View, name: str) -> Made:
    """A title with half of a character in it, for one case."""
    made = make_title(view, name)
    return made._replace(record=Title("\ud800")) if name == "kabul-2021" else made


def test_no_file_outside_is_looked_up(root: Path) -> None:
    """A name that is none of the folder's is left to the task, which refuses it."""
    (root.parent / "secret.yaml").write_text("title: secret")
    memory = memory_of(root)
    (made,) = make_records(view_of(root, memory), "cases", ["../../secret"], TITLE)
    assert [problem.code for problem in made.problems] == ["E409"]
    assert str(root.parent / "secret.yaml") not in memory.contents._known  # noqa: SLF001


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


def test_a_source_that_is_saved_while_a_run_goes_on_is_believed_as_it_was_read(
    tmp_path: Path,
) -> None:
    """What was found for the old one is made again; what was made of the new one is kept."""
    root = tmp_path / "workspace"
    source = shared_workspace(root)
    task = Task(Title, make_title_after_save)
    all_of(root, task)
    (root / "cases" / "b.yaml").write_text(SHARED + "tags: [edited]\n")
    SAVES.append(source)
    view = view_of(root, memory_of(root))
    list(make_records(view, "cases", ["a", "b"], task))
    ASKED.clear()
    all_of(root, task)
    assert ASKED == ["a"]


SAVES: list[Path] = []
"""A file that somebody saves while the next case is read."""


def make_title_after_save(view: View, name: str) -> Made:
    """The title, once whoever is editing has saved."""
    while SAVES:
        file = SAVES.pop()
        file.write_text(file.read_text() + "url: x\n")
    return make_title(view, name)


@pytest.mark.usefixtures("small_shares")
@pytest.mark.parametrize("processors", [1, 2])
def test_rules_that_are_saved_while_a_run_goes_on_leave_nothing_behind(
    processors: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was judged by the new ones must not be found again under the old."""
    own = root / "policies" / "us-centcom-2014.yaml"
    shipped = Path(pool_module.__file__).parent / "policies" / own.name
    own.parent.mkdir()
    own.write_text(shipped.read_text())
    found = pool_module._Crew.make  # noqa: SLF001 - the moment between the key and the reading

    def saved_first(crew: pool_module._Crew, names: Sequence[str]) -> Iterator[object]:
        own.write_text(shipped.read_text() + "\n# saved\n")
        return found(crew, names)

    monkeypatch.setattr(pool_module._Crew, "make", saved_first)  # noqa: SLF001
    view = view_of(root, memory_of(root), processors=processors)
    assert len(list(make_records(view, "cases", view.workspace.case_ids, LIST_ROW))) == 3
    assert view.workspace.inputs.is_mixed
    own.write_text(shipped.read_text())
    memory = memory_of(root)
    recalled = pool_module._Recalled(view_of(root, memory), "cases", LIST_ROW, memory)  # noqa: SLF001
    assert recalled.find(view.workspace.case_ids) == {}


@pytest.mark.usefixtures("small_shares")
def test_what_a_killed_process_left_undone_is_done_here(root: Path) -> None:
    """As where the system ends one for want of memory."""
    alone = [one.record for one in make_records(view_of(root), "cases", CASES, TITLE)]
    view = view_of(root, processors=2)
    task = Task(Title, make_title_or_die)
    assert [one.record for one in make_records(view, "cases", CASES, task)] == alone


def make_title_or_die(view: View, name: str) -> Made:
    """A title; or the end of the process, where that is not the first one."""
    if os.getppid() == FIRST:
        os._exit(9)
    return make_title(view, name)


FIRST = os.getpid()
