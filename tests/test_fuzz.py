"""The harnesses of fuzz/: what they once found stays found, and each oracle can still say no."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec import structs

import fuzz.dates
import fuzz.edit
import fuzz.journey
import fuzz.model
import fuzz.reader
from fuzz.__main__ import Run, main, replay
from fuzz.harness import NAMES, ROOT, harness, kept_findings
from timeline.chrono.when import Absolute, DateRange
from timeline.results.build.case import show_record
from timeline.results.case import ShowRecord

KEPT = [(name, path) for name in NAMES for path in kept_findings(name)]
SHARES = {
    "reader": (2, 100),
    "dates": (1, 300),
    "model": (20, 12),
    "journey": (16, 12),
    "edit": (2, 60),
}
"""Of each harness: one seed of how many is tried, and how many inputs are made of them."""


@pytest.mark.parametrize(("name", "path"), KEPT, ids=[f"{one}-{path.name}" for one, path in KEPT])
def test_what_was_found_once_is_not_found_again(name: str, path: Path) -> None:
    """Every input that broke a promise is kept, and breaks none any more."""
    replay(name, [path])


@pytest.mark.parametrize("name", NAMES)
def test_every_oracle_is_content_with_the_seeds(name: str) -> None:
    """Seeds, and what the mutator makes of them by the same chance each time, break no promise."""
    chosen = harness(name)
    step, made = SHARES[name]
    seeds = list(chosen.seeds())[::step]
    assert seeds
    for data in seeds:
        assert len(data) <= 20 * chosen.longest
        chosen.check(data)
    chance = Random(name)  # noqa: S311 - the same inputs each time
    for _ in range(made):
        chosen.check(chosen.mutate(chance.choice(seeds), chance)[: chosen.longest])


def _reads_less(text: str | bytes, path: str) -> object:
    from timeline.read.parse import parse_yaml  # noqa: PLC0415 - the one that is not replaced

    return parse_yaml(text + "z: 1\n" if isinstance(text, str) else text, path)


def _turned_round(text: str) -> Absolute:
    return Absolute((DateRange(20, 10),), " ".join(text.split()))


def _each_event_twice(*asked: Any) -> ShowRecord:  # noqa: ANN401 - as show_record takes them
    found = show_record(*asked)
    return structs.replace(found, events=found.events * 2)


CASE = b"""title: T  # a remark
place: P
time_zone: UTC
forces: US
events:
  - {kind: strike, when: 2023-05-03, source: s}
"""
SABOTAGE: dict[str, tuple[object, str, Callable[..., object], bytes, str]] = {
    "reader": (fuzz.reader, "parse_yaml", _reads_less, CASE, "text and bytes differ"),
    "dates": (fuzz.dates, "parse_when", _turned_round, b"2023", "ends before it starts"),
    "model": (
        fuzz.model,
        "canonical",
        lambda data, _: data.replace(b"2023", b"2024"),
        CASE,
        "another layout is another case",
    ),
    "journey": (fuzz.journey, "show_record", _each_event_twice, CASE, "two events have one id"),
    "edit": (
        fuzz.edit,
        "canonical",
        lambda data, _: data.replace(b"# a", b"# b"),
        CASE,
        "a remark is lost",
    ),
}


@pytest.mark.parametrize("name", NAMES)
def test_every_oracle_notices(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that does otherwise than it says is found out."""
    module, function, instead, data, words = SABOTAGE[name]
    harness(name).check(data)
    monkeypatch.setattr(module, function, instead)
    with pytest.raises(AssertionError, match=words):
        harness(name).check(data)


def test_a_run_is_one_line() -> None:
    """Name, runs, new coverage, time, and what was found."""
    run = Run("dates", 1200, 948, 66, 212, 60.2, (), "")
    line = "dates        1,200 runs   +66 of 948 branches, +212 inputs      60 s   nothing found"
    assert str(run) == line
    assert str(Run("dates", 1, 1, 0, 0, 1, (Path("x"),), "")).endswith("1 found")


def test_unknown_harnesses_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt name runs nothing."""
    monkeypatch.setattr("sys.argv", ["fuzz", "raeder"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2
    with pytest.raises(KeyError):
        harness("raeder")


def test_every_harness_is_described() -> None:
    """docs/testing.md says of each what it holds."""
    page = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}`" not in page] == []
