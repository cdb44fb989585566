"""What `make mutants` says of the results that mutmut leaves."""

import json
from pathlib import Path

import pytest

from tools.mutants import ROOMS, Mutant, line_of, main, mutants_of

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


def test_a_mutant_stands_on_the_line_of_its_function(checkout: Path) -> None:
    """Of two with one name, the one of the class."""
    assert [line_of(mutant) for mutant in mutants_of(ROOMS[0])] == [2, 2, 7, 10]
    gone = Mutant("timeline.chrono.interval.x_lost__mutmut_1", checkout / "nothing.py", "survived")
    gone.path.write_text("", encoding="utf-8")
    assert line_of(gone) == 0
