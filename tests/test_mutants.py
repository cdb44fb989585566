"""What `make mutants` says of the results that mutmut leaves."""

import json
from pathlib import Path

import pytest

from tools.mutants import ROOMS, SMALL, Mutant, line_of, main, mutants_of, picked

CODE = """
def found(text: str) -> int:
    return 1


class Interval:
    def found(self) -> int:
        return 2

    def __init__(self) -> None:
        self.low = 3
"""
RESULTS = {
    "timeline.chrono.interval.x_found__mutmut_1": 1,
    "timeline.chrono.interval.x_found__mutmut_2": 3,
    "timeline.chrono.interval.xǁIntervalǁfound__mutmut_1": -24,
    "timeline.chrono.interval.xǁIntervalǁ__init____mutmut_1": 1,
}


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one module, of which every mutant was noticed."""
    module, results = (tmp_path / top / ROOMS[0] / "interval.py" for top in ("", "mutants"))
    for path in (module, results):
        path.parent.mkdir(parents=True)
    module.write_text(CODE, encoding="utf-8")
    text = json.dumps({"exit_code_by_key": RESULTS})
    results.with_suffix(".py.meta").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_mutant_that_never_ended_counts_as_killed(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And is counted apart."""
    assert [mutant.result for mutant in mutants_of(ROOMS[0])] == [
        "killed",
        "killed",
        "timed out",
        "killed",
    ]
    assert mutants_of(ROOMS[1]) == []
    assert main(["--report"]) == 0
    assert checkout == Path.cwd()
    *_, chrono, conformance, both = capsys.readouterr().out.splitlines()
    assert chrono.split() == ["chrono", "4", "3", "1", "0", "0", "100.0", "%"]
    assert conformance.split() == ["conformance", "0", "0", "0", "0", "0"]
    assert both.split() == ["both", "rooms", "4", "3", "1", "0", "0", "100.0", "%"]


@pytest.mark.parametrize(
    ("code", "result"),
    [(0, "survived"), (33, "untested"), (5, "untested"), (None, "not run"), (152, "timed out")],
)
def test_what_no_test_noticed_is_not_killed(checkout: Path, code: int | None, result: str) -> None:
    """No test reached it, it was not tried, or every test passed."""
    text = json.dumps({"exit_code_by_key": {"timeline.chrono.interval.x_found__mutmut_1": code}})
    (checkout / "mutants" / ROOMS[0] / "interval.py.meta").write_text(text, encoding="utf-8")
    (mutant,) = mutants_of(ROOMS[0])
    assert mutant.result == result
    assert mutant.is_killed is (result == "timed out")


def test_a_sample_is_the_same_for_one_seed_and_grows(checkout: Path) -> None:
    """So that more can be tried of it later, and a result can be had again."""
    assert checkout == Path.cwd()
    assert sorted(picked(9, seed=1)) == sorted(RESULTS)
    for count in range(4):
        assert picked(count, seed=1) == picked(9, seed=1)[:count]
    assert {tuple(picked(2, seed)) for seed in range(20)} > {tuple(picked(2, 0))}


def test_of_a_sample_only_what_was_picked_is_counted(
    checkout: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever else an earlier run has left, or was tried for the names of all."""
    assert checkout == Path.cwd()
    asked: list[list[str]] = []

    def noted(names: list[str]) -> int:
        asked.append(names)
        return 0

    monkeypatch.setattr("tools.mutants.run", noted)
    assert main(["--sample", "3", "--seed", "5"]) == 0
    assert asked == [[SMALL], picked(3, seed=5)]
    assert capsys.readouterr().out.splitlines()[-1].split()[:3] == ["both", "rooms", "3"]
    assert main(["timeline.chrono.interval.*"]) == 0
    assert asked[2:] == [["timeline.chrono.interval.*"]]


def test_a_mutant_stands_on_the_line_of_its_function(checkout: Path) -> None:
    """Of two with one name, the one of the class."""
    assert [line_of(mutant) for mutant in mutants_of(ROOMS[0])] == [2, 2, 7, 10]
    gone = Mutant("timeline.chrono.interval.x_lost__mutmut_1", checkout / "nothing.py", "survived")
    gone.path.write_text("", encoding="utf-8")
    assert line_of(gone) == 0
