"""What `import timeline` gives: the names of `__all__`, each when it is asked for, at no cost."""

import ast
import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import timeline
from tests.cli.runner import ROOT, environment

HEAD = Path(timeline.__file__)


def for_type_checkers() -> dict[str, str]:
    """The names that a type checker finds, and from which module."""
    tree = ast.parse(HEAD.read_text(encoding="utf-8"))
    return {
        alias.name: str(node.module)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("timeline.")
        for alias in node.names
    }


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
    assert len(set(timeline.__all__)) == len(timeline.__all__)
    assert timeline.__all__ == sorted(timeline.__all__)


@pytest.mark.parametrize("name", timeline.__all__)
def test_every_name_is_what_type_checkers_take_it_for(name: str) -> None:
    """The value that is loaded is the one that types are taken from."""
    module = import_module(for_type_checkers()[name])
    assert getattr(timeline, name) is getattr(module, name)


def test_no_other_name_is_offered() -> None:
    """What a type checker finds, what a star imports, and what `dir` shows are one list."""
    assert sorted(for_type_checkers()) == timeline.__all__
    assert set(timeline.__all__) <= set(dir(timeline))
    starred: dict[str, object] = {}
    exec("from timeline import *", starred)  # noqa: S102 - a star is what is tested
    assert starred.keys() - {"__builtins__"} == set(timeline.__all__)


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
        "import sys, timeline; timeline.load_case('may3-syria').to_dict(); "
        "print({'networkx', 'typer', 'pandas', 'polars', 'duckdb'} & set(sys.modules))"
    )
    assert apart(code) == "set()"


@pytest.mark.parametrize("name", ["list_cases", "overdue", "compare", "show", "workspace"])
def test_what_a_command_gives_is_public(name: str) -> None:
    """Whoever keeps a record in a variable can name its type."""
    given = inspect.signature(getattr(timeline, name)).return_annotation
    assert given in timeline.__all__


def test_tables_are_public() -> None:
    """Frames are made of the tables of a record, without going into the program."""
    view = timeline.open_workspace(ROOT)
    tables = {table.name: table for table in timeline.tables_of(timeline.workspace(view))}
    columns = {"case_id", "name", "verdict", "days_late_max"}
    assert columns <= set(tables["findings"].headings)
    assert len(tables["cases"]) == len(view.workspace.case_ids)
