"""A second run says what the first one said, only sooner; and never what is no longer so."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.cli.damage import CASE, COMMANDS, damage_and_ask, make_workspace
from tests.cli.runner import environment, run, run_apart, run_on
from timeline import pool
from timeline.cache import contents as contents_module
from timeline.read.source import read_file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with two cases."""
    made = tmp_path / "workspace"
    make_workspace(made)
    return made


@pytest.fixture
def cache(tmp_path: Path) -> str:
    """The folder of a cache that is not there yet."""
    return str(tmp_path / "cache")


@pytest.fixture
def not_again() -> Iterator[None]:
    """No case is judged anew."""
    with patch.object(pool, "_made", side_effect=AssertionError("it was not remembered")):
        yield


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_second_run_says_what_the_first_said(
    words: tuple[str, ...], root: Path, cache: str, request: pytest.FixtureRequest
) -> None:
    """On both streams, with the same code, and as without a cache."""
    without = run(*words, "--no-cache", root=root, TIMELINE_CACHE=cache)
    assert run(*words, root=root, TIMELINE_CACHE=cache) == without
    request.getfixturevalue("not_again")
    assert run(*words, root=root, TIMELINE_CACHE=cache) == without


def test_what_is_kept_needs_nothing_that_judges(root: Path, cache: str) -> None:
    """A page of a case that was seen before, with neither Pydantic nor a parser of YAML."""
    asked = (
        "import sys; from timeline.cli.app import run;"
        "sys.argv = ['timeline', *'{words}'.split()]; run();"
        "print([one for one in ('pydantic', 'yaml', 'networkx') if one in sys.modules])"
    )
    around = environment(TIMELINE_CACHE=cache, TIMELINE_ROOT=str(root))
    for words in ("show market", "overdue"):
        line = [sys.executable, "-c", asked.format(words=words)]
        said = [
            subprocess.run(line, env=around, capture_output=True, check=True).stdout for _ in "12"
        ]
        assert said[0].endswith(b"['pydantic', 'yaml']\n")
        assert said[1].endswith(b"[]\n")


def test_a_process_of_its_own_remembers_as_well(root: Path, cache: str) -> None:
    """The program as it is started from a shell."""
    first, second = (
        run_apart("show", "market", TIMELINE_CACHE=cache, TIMELINE_ROOT=str(root)) for _ in range(2)
    )
    assert first == second
    assert first.code == 0


@pytest.mark.parametrize(
    "path",
    [
        "cases/market.yaml",
        "seeds/paper.yaml",
        "policies/kinds.yaml",
        "policies/own.yaml",
        "policies/calendars/own.yaml",
    ],
)
def test_a_file_that_becomes_wrong_is_noticed(path: str, root: Path, cache: str) -> None:
    """Case, source, kinds, policy or calendar: whatever the answer was made of."""
    commands = (("show", "market"), ("check",), ("list",))
    for words in commands:
        run(*words, root=root, TIMELINE_CACHE=cache)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("titel: wrong\n")
    for words in commands:
        right = run(*words, root=root)
        assert [run(*words, root=root, TIMELINE_CACHE=cache) for _ in "12"] == [right, right]


def test_a_source_that_is_dated_otherwise_is_noticed(root: Path, cache: str) -> None:
    """What it reports had happened by its date: other bounds, or a contradiction."""
    before = run("show", "market", root=root, TIMELINE_CACHE=cache)
    source = root / "seeds" / "paper.yaml"
    text = source.read_text().replace("2024-02-01", "2023-06-01")
    assert text != source.read_text()
    source.write_text(text)
    now = run("show", "market", root=root, TIMELINE_CACHE=cache)
    assert now == run("show", "market", root=root) != before


def test_a_new_case_is_noticed(root: Path, cache: str) -> None:
    """And one that is gone."""
    shutil.move(root / "cases" / "hospital.yaml", root / "kept.yaml")
    run("list", root=root, TIMELINE_CACHE=cache)
    shutil.move(root / "kept.yaml", root / "cases" / "hospital.yaml")
    assert "hospital" in run("list", root=root, TIMELINE_CACHE=cache).out
    (root / "cases" / "hospital.yaml").unlink()
    assert "hospital" not in run("list", root=root, TIMELINE_CACHE=cache).out


def test_a_file_put_back_is_what_it_was(
    root: Path, cache: str, request: pytest.FixtureRequest
) -> None:
    """What counts is what stands in a file, not when it was written."""
    first = run("show", "market", root=root, TIMELINE_CACHE=cache)
    case = root / "cases" / "market.yaml"
    text = case.read_text()
    case.write_text("titel: wrong")
    case.write_text(text)
    request.getfixturevalue("not_again")
    assert first == run("show", "market", root=root, TIMELINE_CACHE=cache)


def test_today_is_the_day_judged(root: Path, cache: str) -> None:
    """A record is remembered for the day on which it was made, by every word for it."""
    for words in (("list",), ("list", "--as-of", "today"), ("list", "--known-on", "today")):
        said = []
        for day in (date(2025, 1, 29), date(2025, 1, 30)):
            said.append(run_on(day, *words, "--json", root=root, TIMELINE_CACHE=cache))
            assert said[-1] == run_on(day, *words, "--json", root=root)
        assert said[0].out != said[1].out


@pytest.mark.parametrize("folder", ["cases", "seeds"])
def test_a_folder_that_a_link_now_leads_out_of_is_noticed(
    folder: str, root: Path, cache: str
) -> None:
    """Though what stands there is the same."""
    commands = (("list",), ("check",), ("show", "market"))
    for words in commands:
        run(*words, root=root, TIMELINE_CACHE=cache)
    (root / folder).rename(root.parent / "elsewhere")
    (root / folder).symlink_to(root.parent / "elsewhere")
    for words in commands:
        assert run(*words, root=root, TIMELINE_CACHE=cache) == run(*words, root=root)


def test_a_name_that_is_no_text_is_a_problem(root: Path, cache: str) -> None:
    """And no more than that."""
    (root / "cases" / os.fsdecode(b"\xff.yaml")).write_text("title: x")
    for words in (("list",), ("check",)):
        now = run(*words, root=root, TIMELINE_CACHE=cache)
        assert now == run(*words, root=root)
        assert "E409" in now.out + now.err


def test_another_program_does_not_believe_it(
    root: Path, cache: str, request: pytest.FixtureRequest
) -> None:
    """After a change of the program everything is found out anew."""
    with patch("timeline.cache.memory.program_digest", return_value=b"older"):
        run("show", "market", root=root, TIMELINE_CACHE=cache)
    request.getfixturevalue("not_again")
    with pytest.raises(AssertionError, match="not remembered"):
        run("show", "market", root=root, TIMELINE_CACHE=cache)


@pytest.mark.parametrize("words", [("show", "market", "--no-cache"), ("show", "market")])
def test_without_a_cache_nothing_is_written(words: tuple[str, ...], root: Path, cache: str) -> None:
    """By the option, or by an empty name of the folder."""
    run(*words, root=root, TIMELINE_CACHE=cache if "--no-cache" in words else "")
    assert not Path(cache).exists()


def test_a_file_that_cannot_be_read_is_tried_again(root: Path, cache: str) -> None:
    """Nothing is kept of a file that the system refused."""
    gone = root / "cases" / "hospital.yaml"
    gone.unlink()
    gone.mkdir()
    assert "E102" in run("list", root=root, TIMELINE_CACHE=cache).err
    gone.rmdir()
    gone.write_text(CASE.replace("STRUCK", "2021-08-29"))
    now = run("list", root=root, TIMELINE_CACHE=cache)
    assert (now.code, now.err) == (0, "")


@pytest.mark.parametrize("path", ["cases/hospital.yaml", "seeds/paper.yaml"])
def test_what_a_link_leads_to_is_looked_at_each_time(path: str, root: Path, cache: str) -> None:
    """Within the workspace, what stands there may change; out of it, nothing is read."""
    target = root / path.replace("/", "/linked-")
    (root / path).rename(target)
    (root / path).symlink_to(target)
    run("list", "--json", root=root, TIMELINE_CACHE=cache)
    text = target.read_text().replace("2021", "2020").replace("2024-02-01", "2023-06-21")
    target.write_text(text)
    now = run("list", "--json", root=root, TIMELINE_CACHE=cache)
    assert now == run("list", "--json", root=root)
    (root / path).unlink()
    target.rename(root.parent / "elsewhere.yaml")
    (root / path).symlink_to(root.parent / "elsewhere.yaml")
    assert "E411" in run("list", root=root, TIMELINE_CACHE=cache).err


@pytest.mark.parametrize("words", [("overdue",), ("check",)])
def test_one_edited_case_is_the_one_that_is_read(
    words: tuple[str, ...], root: Path, cache: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all the cases only that one is opened, once what was there had been left alone."""
    now = time.time_ns
    monkeypatch.setattr("time.time_ns", lambda: now() + 60_000_000_000)
    run(*words, root=root, TIMELINE_CACHE=cache)
    edited = root / "cases" / "hospital.yaml"
    edited.write_text(edited.read_text() + "\n# looked at again\n")
    opened: list[str] = []
    read = read_file

    def counted(path: Path, shown_as: str) -> tuple[bytes, os.stat_result]:
        opened.append(path.as_posix())
        return read(path, shown_as)

    monkeypatch.setattr("timeline.read.source.read_file", counted)
    digests: list[str] = []
    hashed = contents_module._read  # noqa: SLF001 - what opens a file for its digest

    def seen(path: str) -> tuple[bytes, os.stat_result] | None:
        digests.append(path)
        return hashed(path)

    monkeypatch.setattr(contents_module, "_read", seen)
    again = run(*words, root=root, TIMELINE_CACHE=cache)
    assert [path for path in opened if "/cases/" in path] == [edited.as_posix()]
    assert digests == [str(edited)]
    assert again == run(*words, root=root)


def test_damage_never_changes_an_answer(root: Path, cache: str) -> None:
    """`python -m tests.cli.damage 1000` does the same more often."""
    found = damage_and_ask(root, Path(cache), times=20, seed=1)
    assert found.wrong == []
    assert found.rebuilt > 0
    assert found.remembered > 0
