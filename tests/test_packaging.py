"""What is shipped, as pyproject.toml says it; nothing is built here."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline.model.workspace import Workspace, shipped_root

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def pyproject() -> dict[str, Any]:
    """The project's own description."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_wheel_holds_the_cases_where_the_program_looks(pyproject: dict[str, Any]) -> None:
    """`shipped_root` looks into timeline/shipped; there cases/ and seeds/ are put."""
    wheel = pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["sources"] == {
        "src/timeline": "timeline",
        "cases": "timeline/shipped/cases",
        "seeds": "timeline/shipped/seeds",
    }
    assert set(wheel["only-include"]) == set(wheel["sources"])
    assert [name for name in wheel["only-include"] if not (ROOT / name).is_dir()] == []


def test_no_data_file_is_ignored(pyproject: dict[str, Any]) -> None:
    """A build takes only what git does not ignore, so nothing that ships may be ignored."""
    assert "exclude" not in pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]
    shipped = [
        str(path.relative_to(ROOT))
        for name in ("cases", "seeds", "src/timeline")
        for path in (ROOT / name).rglob("*")
        if path.suffix in {".toml", ".yaml", ".typed"}
    ]
    assert len(shipped) > 100
    asked = subprocess.run(
        ["git", "check-ignore", "--no-index", "--stdin"],  # noqa: S607 - git, wherever it is
        cwd=ROOT, input="\n".join(shipped), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert asked.stdout == ""


def test_the_shipped_cases_are_found() -> None:
    """In the package, or in the checkout that the package stands in."""
    workspace = Workspace(shipped_root(), is_shipped=True)
    assert {"kabul-2021", "may3-syria"} <= set(workspace.case_ids)
    assert "cnn-2023-05-24" in workspace.source_ids
    assert workspace.load_case("may3-syria").case.title


def test_the_command_is_where_the_script_says(pyproject: dict[str, Any]) -> None:
    """`timeline` after an install, and `python -m timeline`, are the same function."""
    assert pyproject["project"]["scripts"] == {"timeline": "timeline.cli.start:main"}
    from timeline.cli.start import main  # noqa: PLC0415 - the name that the script imports

    assert callable(main)


def imported(node: ast.AST) -> list[str]:
    """The modules that a statement imports; none where it is no import."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module]
    return []


def test_every_library_that_is_imported_is_a_dependency(pyproject: dict[str, Any]) -> None:
    """Nothing is there only because something else happens to need it."""
    found = {
        name.partition(".")[0]
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported(node)
    }
    found -= {*sys.stdlib_module_names, "timeline"}
    named = {
        "yaml": "pyyaml",
        "dateutil": "python-dateutil",
        "pydantic_core": "pydantic",
        "typing_extensions": "typing-extensions",
        "ruamel": "ruamel.yaml",
        "docx": "python-docx",
    }
    declared = {text.partition(">")[0] for text in pyproject["project"]["dependencies"]}
    extras = pyproject["project"]["optional-dependencies"]
    used = ("query", "frames", "calendar", "office", "pdf", "serve")
    optional = [text for name in used for text in extras[name]]
    declared |= {text.partition(">")[0] for text in optional}
    assert {named.get(name, name) for name in found} <= declared
