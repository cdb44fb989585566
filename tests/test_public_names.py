"""What `import timeline` gives: the names of `__all__`, each when it is asked for, at no cost."""

import ast
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import timeline
from tests.cli.runner import ROOT, environment
from timeline.results.record import Record

HEAD = Path(timeline.__file__)


NAMES: list[str] = getattr(timeline, "__all__")  # noqa: B009 - found when it is asked for


def for_type_checkers() -> dict[str, str]:
    """The names that a type checker finds, and from which module."""
    tree = ast.parse(HEAD.read_text(encoding="utf-8"))
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("timeline."):
            module = import_module(str(node.module))
            for alias in node.names:
                names = records_of(module) if alias.name == "*" else [alias.name]
                found.update(dict.fromkeys(names, str(node.module)))
    return {name: module for name, module in found.items() if name in NAMES}


def records_of(module: object) -> list[str]:
    """The records that a module holds."""
    return [
        name
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, Record)
    ]


def apart(code: str) -> str:
    """What a program prints, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_the_list_is_in_order_and_names_nothing_twice() -> None:
    """A reader finds a name where it belongs."""
    assert len(set(NAMES)) == len(NAMES)
    assert sorted(NAMES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_what_type_checkers_take_it_for(name: str) -> None:
    """The value that is loaded is the one that types are taken from."""
    module = import_module(for_type_checkers()[name])
    assert getattr(timeline, name) is getattr(module, name)


def test_no_other_name_is_offered() -> None:
    """What a type checker finds, what a star imports, and what `dir` shows are one list."""
    assert sorted(for_type_checkers()) == NAMES
    assert set(NAMES) <= set(dir(timeline))
    starred: dict[str, object] = {}
    exec("from timeline import *", starred)  # noqa: S102 - a star is what is tested
    assert starred.keys() - {"__builtins__"} == set(NAMES)


def test_dir_names_them_before_they_are_loaded() -> None:
    """A notebook can complete a name that nobody has used yet."""
    code = "import timeline; print(set(timeline.__all__) <= set(dir(timeline)))"
    assert apart(code) == "True"


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    """Nothing is made up for a misspelt name."""
    with pytest.raises(AttributeError, match="module 'timeline' has no attribute 'lod_case'"):
        _ = getattr(timeline, "lod_case")  # noqa: B009 - a type checker knows that it is not there


def test_importing_it_loads_nothing() -> None:
    """Not one module beside the package itself, so that it takes a millisecond."""
    code = "import sys; old = set(sys.modules); import timeline; print(set(sys.modules) - old)"
    assert apart(code) == "{'timeline'}"


def test_an_error_can_be_caught_without_loading_the_rest() -> None:
    """`except timeline.TimelineError` and the words of answers need none of the libraries."""
    code = (
        "import sys, timeline; timeline.TimelineError, timeline.Truth, timeline.Verdict; "
        "print({'pydantic', 'rich', 'yaml', 'networkx', 'typer'} & set(sys.modules))"
    )
    assert apart(code) == "set()"


def test_a_case_needs_neither_the_command_line_nor_what_was_not_asked_for() -> None:
    """Frames, graphs and the commands are loaded by who uses them."""
    code = (
        "import sys, timeline; timeline.show(timeline.open_workspace(), 'may3-syria').to_dict(); "
        "print({'networkx', 'typer', 'pandas', 'polars', 'duckdb'} & set(sys.modules))"
    )
    assert apart(code) == "set()"


@cache
def classes() -> list[tuple[Path, ast.ClassDef]]:
    """Every class of the program, with its file below the package."""
    return [
        (path.relative_to(HEAD.parent), node)
        for path in sorted(HEAD.parent.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]


def test_no_two_classes_share_a_name() -> None:
    """One name is one thing; a name that begins with _ is seen in its module alone."""
    found: dict[str, list[str]] = {}
    for path, node in classes():
        if not node.name.startswith("_"):
            found.setdefault(node.name, []).append(path.name)
    assert {name: files for name, files in found.items() if len(files) > 1} == {}


CORE = {"chrono", "read", "model", "inference", "conformance", "portfolio"}


@cache
def declaring() -> dict[tuple[str, str], list[str]]:
    """The classes that declare a field, by its name, in the core and among the records."""
    found: dict[tuple[str, str], list[str]] = {}
    for path, node in classes():
        room = path.parts[0]
        for part in node.body:
            if isinstance(part, ast.AnnAssign):
                key = "core" if room in CORE else room, ast.unparse(part.target)
                found.setdefault(key, []).append(node.name)
    return found


@pytest.mark.parametrize(
    "concept", ["breach", "due", "judged_on", "possible", "trigger_event", "step_event"]
)
@pytest.mark.parametrize("room", ["core", "results"])
def test_a_concept_is_spelled_once_a_room(room: str, concept: str) -> None:
    """One class declares it; others inherit it or hold that one."""
    assert len(declaring()[room, concept]) == 1


def test_only_a_finding_and_a_limit_have_days_late() -> None:
    """A limit's are past this limit alone, a finding's past the one that judges."""
    assert declaring()["core", "days_late"] == ["LimitResult", "Finding"]
    assert declaring()["results", "days_late"] == ["LimitRecord", "FindingStateRecord"]
