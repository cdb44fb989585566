"""An invented case: marked wherever it is shown, and counted nowhere."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.checking import CASE, policy, rule, write
from tests.cli.runner import run
from timeline import load_workspace, stats

RELEASED = "  - {kind: announcement, when: 2024-03-04, source: paper}\n"
TOLL = "tolls:\n  - {by: residents, killed: 3, source: paper}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three cases, of which one is invented."""
    files = {f"cases/{name}.yaml": CASE + RELEASED + TOLL for name in ("mill", "well")}
    files["cases/tale.yaml"] = CASE.replace("title: T", "title: T\nexample: true") + TOLL
    files["policies/p.yaml"] = policy("p", rule(), applies="{forces: US}")
    return write(tmp_path, files)


@pytest.mark.parametrize(
    "words",
    [
        ("show", "tale"),
        ("explain", "tale"),
        ("explain", "tale", "strike"),
        ("list",),
        ("overdue",),
        ("compare", "tale", "mill"),
        ("compare", "tale", "mill", "--strips"),
        ("tolls",),
        ("tolls", "tale"),
    ],
)
def test_a_page_marks_it(root: Path, words: tuple[str, ...]) -> None:
    """Beside its id; no other case is marked."""
    text = run(*words, root=root).out
    assert "tale (INVENTED)" in text
    assert "mill (INVENTED)" not in text
    assert "tale (INVENTED)" not in _without_the_key(root, words)


def _without_the_key(root: Path, words: tuple[str, ...]) -> str:
    path = root / "cases/tale.yaml"
    path.write_text(path.read_text().replace("example: true\n", ""))
    return run(*words, root=root).out


def test_a_graph_marks_it(root: Path) -> None:
    """In its title, in every format."""
    for format_ in ("mermaid", "dot", "json", "graphml"):
        assert "INVENTED: T" in run("graph", "tale", "--format", format_, root=root).out


@pytest.mark.parametrize(
    "words", [("show", "tale"), ("explain", "tale"), ("list",), ("overdue",), ("tolls",)]
)
def test_data_say_so(root: Path, words: tuple[str, ...]) -> None:
    """In each object that names a case."""
    data = json.loads(run(*words, "--json", root=root).out)
    assert _said(data) == {"tale": True, "mill": False, "well": False} or (
        _said(data) == {"tale": True} and words not in [("list",), ("tolls",)]
    )
    assert load_workspace(root).case("tale").example
    assert not load_workspace(root).case("mill").example


def _said(data: Any) -> dict[str, bool]:  # noqa: ANN401 - JSON
    """Each case that is named with the key, and what it says."""
    if isinstance(data, list):
        return {name: said for part in data for name, said in _said(part).items()}
    if not isinstance(data, dict):
        return {}
    name = str(data.get("case", data.get("name")))
    own = {name: data["example"]} if "example" in data else {}
    return own | {name: said for part in data.values() for name, said in _said(part).items()}


def test_no_statistic_counts_it(root: Path) -> None:
    """By default or by name; the page says that it is left out."""
    text = run("stats", root=root).out
    assert "2 cases" in text
    assert "Left out, as invented: tale." in text
    data = json.loads(run("stats", "--json", root=root).out)
    assert [one["case"] for one in data["cases"]] == ["mill", "well"]
    assert data["invented"] == ["tale"]
    named = stats(load_workspace(root), ["tale", "mill"])
    assert (named.cases, named.invented) == (("mill",), ("tale",))


def test_no_case_is_ranked_against_it(root: Path) -> None:
    """However fast an invented institution is."""
    tale = root / "cases/tale.yaml"
    tale.write_text(tale.read_text().replace("tolls:", f"{RELEASED}tolls:"))
    assert "of 1 other cases" in run("show", "mill", "--peers", root=root).words
