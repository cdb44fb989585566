"""An invented case: marked wherever it is shown, and counted nowhere."""

import json
from pathlib import Path
from typing import Any

import pytest

import timeline
from tests.checking import CASE, policy, rule, write
from tests.cli.runner import run
from timeline.portfolio.peers import peer_case, rank_among

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
        ("show", "tale", "--full"),
        ("tolls",),
        ("tolls", "tale"),
    ],
)
def test_a_page_marks_it(root: Path, words: tuple[str, ...]) -> None:
    """Beside its id; no other case is marked."""
    text = run(*words, root=root).out
    assert "INVENTED" in text
    assert "mill (INVENTED)" not in text
    assert "INVENTED" not in _without_the_key(root, words)


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
    data = json.loads(run("stats", "--json", root=root).out)
    assert [one["case"] for one in data["cases"]] == ["mill", "well"]
    assert data["invented"] == ["tale"]
    named = timeline.stats(timeline.open_workspace(root), ["tale", "mill"])
    assert ([one.case for one in named.cases], named.invented) == (["mill"], ("tale",))


def test_no_case_is_ranked_against_it(root: Path) -> None:
    """However fast an invented institution is."""
    tale = root / "cases/tale.yaml"
    tale.write_text(tale.read_text().replace("tolls:", f"{RELEASED}tolls:"))
    view = timeline.open_workspace(root)
    cases = [peer_case(view.judge(name)) for name in view.workspace.case_ids]
    ranks = rank_among(peer_case(view.judge("mill")), cases)
    assert {rank.others for rank in ranks.values()} == {1}
