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

from tests.cli.damage import damage_and_ask, make_workspace
from tests.cli.runner import ROOT, Ran, environment, run, run_apart, run_on
from timeline.cache import contents as contents_module
from timeline.cli import app
from timeline.read.source import read_file

COMMANDS = (
    ("list",),
    ("show", "may3-syria"),
    ("show", "may3-syria", "--json"),
    ("show", "may3-syria", "--as-of", "2023-05-24", "--ascii"),
    ("show", "may3-syria", "--known-on", "2023-07-01"),
    ("show", "may3-syria", "--peers"),
    ("explain", "may3-syria", "strike"),
    ("compare", "kabul-2021", "may3-syria"),
    ("compare", "--all", "--json"),
    ("overdue",),
    ("overdue", "--exit-code"),
    ("overdue", "--policy", "us-chmr-ap-2022", "--json"),
    ("check",),
    ("check", "--format", "sarif"),
    ("graph", "may3-syria"),
    ("ledger",),
    ("tolls",),
    ("stats",),
    ("policy", "list"),
    ("policy", "show", "us-chmr-ap-2022"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a few of the shipped cases."""
    made = tmp_path / "workspace"
    make_workspace(made)
    return made


@pytest.fixture
def cache(tmp_path: Path) -> str:
    """The folder of a cache that is not there yet."""
    return str(tmp_path / "cache")


@pytest.fixture
def not_again() -> Iterator[None]:
    """Nothing is found out anew: the command itself does not run."""
    with patch.object(app, "run", side_effect=AssertionError("it was not remembered")):
        yield


def same(one: Ran, two: Ran) -> bool:
    """Whether two runs said the same and ended alike."""
    return (one.code, one.out, one.err) == (two.code, two.out, two.err)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_second_run_says_what_the_first_said(
    words: tuple[str, ...], root: Path, cache: str, request: pytest.FixtureRequest
) -> None:
    """On both streams, with the same code, and as without a cache."""
    without = run(*words, "--no-cache", root=root, TIMELINE_CACHE=cache)
    first = run(*words, root=root, TIMELINE_CACHE=cache)
    request.getfixturevalue("not_again")
    assert same(without, first)
    assert same(first, run(*words, root=root, TIMELINE_CACHE=cache))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_the_same_again(shell: str, root: Path, cache: str) -> None:
    """Until there is another case."""
    asked = {
        "bash": {"COMP_WORDS": "timeline show m", "COMP_CWORD": "2"},
        "zsh": {"_TYPER_COMPLETE_ARGS": "timeline show m"},
        "fish": {
            "_TYPER_COMPLETE_ARGS": "timeline show m",
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        },
    }[shell]

    def ask() -> Ran:
        around = {"_TIMELINE_COMPLETE": f"complete_{shell}", "TIMELINE_CACHE": cache}
        return run(root=root, **around, **asked)

    first = ask()
    assert "mosul-jadida-2017" in first.out
    assert "kabul-2021" not in first.out
    with patch.object(app, "run", side_effect=AssertionError("it was not remembered")):
        assert same(first, ask())
    (root / "cases" / "mine.yaml").write_text("")
    assert "mine" in ask().out


@pytest.mark.parametrize(
    ("typed", "path", "text", "offered"),
    [
        ("show may3-syria --policy mi", "policies/mine.yaml", "id: mine\n", "mine"),
        ("policy show mi", "policies/mine.yaml", "id: mine\n", "mine"),
        ("add may3-syria inq", "policies/kinds.yaml", "kinds:\n  - id: inquest\n", "inquest"),
    ],
)
def test_what_a_shell_was_told_is_not_believed_once_there_is_more(
    typed: str, path: str, text: str, offered: str, root: Path, cache: str
) -> None:
    """A policy or a kind that is new, or that is called otherwise, is offered at once."""
    words = f"timeline {typed}"

    def ask() -> list[str]:
        count = str(len(words.split()) - 1)
        around = {"_TIMELINE_COMPLETE": "complete_bash", "TIMELINE_CACHE": cache}
        return run(root=root, COMP_WORDS=words, COMP_CWORD=count, **around).out.split()

    assert ask() == []
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(text)
    assert ask() == [offered]
    with patch.object(app, "run", side_effect=AssertionError("it was not remembered")):
        assert ask() == [offered]
    (root / path).unlink()
    assert ask() == []


def test_a_kind_that_is_called_otherwise_is_offered_under_its_new_name(
    root: Path, cache: str
) -> None:
    """The file has the name that it had, and other words in it."""
    path = root / "policies" / "kinds.yaml"
    path.parent.mkdir(exist_ok=True)

    def ask() -> list[str]:
        words = {"COMP_WORDS": "timeline add may3-syria inq", "COMP_CWORD": "3"}
        around = {"_TIMELINE_COMPLETE": "complete_bash", "TIMELINE_CACHE": cache}
        return run(root=root, **words, **around).out.split()

    for name in ("inquest", "inquiry"):
        path.write_text(f"kinds:\n  - id: {name}\n")
        assert ask() == [name]


def test_a_process_of_its_own_remembers_as_well(root: Path, cache: str) -> None:
    """The program as it is started from a shell."""
    first, second = (
        run_apart("show", "may3-syria", TIMELINE_CACHE=cache, TIMELINE_ROOT=str(root))
        for _ in range(2)
    )
    assert same(first, second)
    assert first.code == 0


@pytest.mark.parametrize(
    "path",
    [
        "cases/may3-syria.yaml",
        "seeds/cnn-2023-05-24.yaml",
        "policies/kinds.yaml",
        "policies/own.yaml",
        "policies/calendars/own.yaml",
    ],
)
@pytest.mark.parametrize("words", [("show", "may3-syria"), ("overdue",), ("check",), ("list",)])
def test_a_file_that_becomes_wrong_is_noticed(
    words: tuple[str, ...], path: str, root: Path, cache: str
) -> None:
    """Case, source, kinds, policy or calendar: whatever the answer was made of."""
    run(*words, root=root, TIMELINE_CACHE=cache)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("titel: wrong\n")
    now = run(*words, root=root, TIMELINE_CACHE=cache)
    assert same(now, run(*words, root=root))
    assert same(now, run(*words, root=root, TIMELINE_CACHE=cache))


@pytest.mark.parametrize("words", [("show", "may3-syria"), ("overdue",), ("check",), ("list",)])
def test_a_source_that_is_dated_otherwise_is_noticed(
    words: tuple[str, ...], root: Path, cache: str
) -> None:
    """What it reports had happened by its date: other bounds, or a contradiction."""
    before = run(*words, root=root, TIMELINE_CACHE=cache)
    source = root / "seeds" / "cnn-2023-05-24.yaml"
    text = source.read_text().replace("2023-05-24", "2023-05-01")
    assert text != source.read_text()
    source.write_text(text)
    now = run(*words, root=root, TIMELINE_CACHE=cache)
    assert same(now, run(*words, root=root))
    assert words == ("list",) or not same(now, before)


def test_a_new_case_is_noticed(root: Path, cache: str) -> None:
    """And one that is gone."""
    shutil.move(root / "cases" / "kabul-2021.yaml", root / "kept.yaml")
    run("list", root=root, TIMELINE_CACHE=cache)
    shutil.move(root / "kept.yaml", root / "cases" / "kabul-2021.yaml")
    assert "kabul-2021" in run("list", root=root, TIMELINE_CACHE=cache).out
    (root / "cases" / "kabul-2021.yaml").unlink()
    assert "kabul-2021" not in run("list", root=root, TIMELINE_CACHE=cache).out


def test_a_file_put_back_is_what_it_was(
    root: Path, cache: str, request: pytest.FixtureRequest
) -> None:
    """What counts is what stands in a file, not when it was written."""
    first = run("show", "may3-syria", root=root, TIMELINE_CACHE=cache)
    case = root / "cases" / "may3-syria.yaml"
    text = case.read_text()
    case.write_text("titel: wrong")
    case.write_text(text)
    request.getfixturevalue("not_again")
    assert same(first, run("show", "may3-syria", root=root, TIMELINE_CACHE=cache))


def test_today_is_the_day_judged(root: Path, cache: str) -> None:
    """A page is remembered for the day on which it was made."""
    then, later = date(2027, 1, 29), date(2027, 1, 30)
    first = run_on(then, "show", "may3-syria", root=root, TIMELINE_CACHE=cache)
    assert "2027-01-29" in first.out
    second = run_on(later, "show", "may3-syria", root=root, TIMELINE_CACHE=cache)
    assert "2027-01-30" in second.out
    with patch.object(app, "run", side_effect=AssertionError("it was not remembered")):
        assert same(second, run_on(later, "show", "may3-syria", root=root, TIMELINE_CACHE=cache))


def test_a_day_that_was_asked_of_the_clock_is_not_forgotten(root: Path, cache: str) -> None:
    """On the next day the same words give the page of that day."""
    for words in (("list",), ("list", "--as-of", "today"), ("list", "--known-on", "today")):
        said = []
        for day in (date(2027, 1, 29), date(2027, 1, 30)):
            said.append(run_on(day, *words, root=root, TIMELINE_CACHE=cache))
            assert same(said[-1], run_on(day, *words, root=root))
        assert said[0].out != said[1].out


@pytest.mark.parametrize("folder", ["cases", "seeds"])
@pytest.mark.parametrize("words", [("list",), ("check",), ("show", "may3-syria"), ("ledger",)])
def test_a_folder_that_a_link_now_leads_out_of_is_noticed(
    words: tuple[str, ...], folder: str, root: Path, cache: str
) -> None:
    """Though what stands there is the same."""
    run(*words, root=root, TIMELINE_CACHE=cache)
    (root / folder).rename(root.parent / "elsewhere")
    (root / folder).symlink_to(root.parent / "elsewhere")
    now = run(*words, root=root, TIMELINE_CACHE=cache)
    assert same(now, run(*words, root=root))


def test_a_folder_that_is_gone_is_not_an_empty_one(tmp_path: Path, cache: str) -> None:
    """An empty workspace is one; a missing one is refused."""
    root = tmp_path / "empty"
    (root / "cases").mkdir(parents=True)
    assert run("overdue", root=root, TIMELINE_CACHE=cache).code == 0
    (root / "cases").rmdir()
    assert run("overdue", root=root, TIMELINE_CACHE=cache).code == 2


def test_a_name_that_is_no_text_is_a_problem(root: Path, cache: str) -> None:
    """And no more than that."""
    (root / "cases" / os.fsdecode(b"\xff.yaml")).write_text("title: x")
    for words in (("list",), ("overdue",), ("check",)):
        now = run(*words, root=root, TIMELINE_CACHE=cache)
        assert same(now, run(*words, root=root))
        assert "E409" in now.out + now.err


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_closed_stream_is_no_trouble(stream: str, root: Path, cache: str) -> None:
    """Whoever closes one wants to hear nothing from it."""
    asked = (
        f"import sys; sys.{stream} = None; sys.argv = ['timeline', 'policy', 'show', 'x'];"
        "from timeline.cli.start import main; main()"
    )
    around = environment(TIMELINE_CACHE=cache, TIMELINE_ROOT=str(root))
    done = subprocess.run(
        [sys.executable, "-c", asked], env=around, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "around", [{"COLUMNS": "80"}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}, {"TERM": "dumb"}]
)
def test_another_look_is_another_answer(root: Path, cache: str, around: dict[str, str]) -> None:
    """Width and colours are those of the run that asks."""
    run("show", "may3-syria", root=root, TIMELINE_CACHE=cache)
    now = run("show", "may3-syria", root=root, TIMELINE_CACHE=cache, **around)
    assert same(now, run("show", "may3-syria", root=root, **around))


def test_another_program_does_not_believe_it(root: Path, cache: str) -> None:
    """After a change of the program everything is found out anew."""
    with patch("timeline.cli.tape.program_digest", return_value=b"older"):
        run("show", "may3-syria", root=root, TIMELINE_CACHE=cache)
    with (
        patch.object(app, "run", side_effect=ZeroDivisionError),
        pytest.raises(ZeroDivisionError),
    ):
        run("show", "may3-syria", root=root, TIMELINE_CACHE=cache)


@pytest.mark.parametrize("words", [("show", "may3-syria", "--no-cache"), ("show", "may3-syria")])
def test_without_a_cache_nothing_is_written(words: tuple[str, ...], root: Path, cache: str) -> None:
    """By the option, or by an empty name of the folder."""
    run(*words, root=root, TIMELINE_CACHE=cache if "--no-cache" in words else "")
    assert not Path(cache).exists()


def test_a_file_that_cannot_be_read_is_tried_again(root: Path, cache: str) -> None:
    """Nothing is kept of a run in which the system refused a file."""
    gone = root / "cases" / "kabul-2021.yaml"
    gone.unlink()
    gone.mkdir()
    first = run("list", root=root, TIMELINE_CACHE=cache)
    assert "E102" in first.err
    gone.rmdir()
    shutil.copy(ROOT / "cases" / "kabul-2021.yaml", gone)
    now = run("list", root=root, TIMELINE_CACHE=cache)
    assert (now.code, now.err) == (0, "")


def test_a_refusal_is_found_out_again(root: Path, cache: str) -> None:
    """A folder or a case that was not there may be there now."""
    later = root.parent / "later"
    for words in (("list",), ("show", "may3-syria"), ("policy", "list")):
        assert run(*words, root=later, TIMELINE_CACHE=cache).code == 2
    shutil.copytree(root, later)
    for words in (("list",), ("show", "may3-syria"), ("policy", "list")):
        assert run(*words, root=later, TIMELINE_CACHE=cache).code == 0
    (later / "cases").rename(later / "gone")
    assert run("policy", "list", root=later, TIMELINE_CACHE=cache).code == 2


def test_what_leads_out_of_the_workspace_is_not_remembered(root: Path, cache: str) -> None:
    """A link that is mended later is read later."""
    case = root / "cases" / "kabul-2021.yaml"
    case.unlink()
    case.symlink_to(ROOT / "cases" / "kabul-2021.yaml")
    assert "E411" in run("list", root=root, TIMELINE_CACHE=cache).err
    case.unlink()
    shutil.copy(ROOT / "cases" / "kabul-2021.yaml", case)
    assert run("list", root=root, TIMELINE_CACHE=cache).err == ""


@pytest.mark.parametrize("words", [("overdue",), ("check",), ("list",)])
def test_one_edited_case_is_the_one_that_is_read(
    words: tuple[str, ...], root: Path, cache: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all the cases only that one is opened, once what was there had been left alone."""
    now = time.time_ns
    monkeypatch.setattr("time.time_ns", lambda: now() + 60_000_000_000)
    run(*words, root=root, TIMELINE_CACHE=cache)
    edited = root / "cases" / "kabul-2021.yaml"
    edited.write_text(edited.read_text() + "\n# looked at again\n")
    opened: list[str] = []
    read = read_file

    def counted(path: Path, shown_as: str) -> tuple[bytes, os.stat_result]:
        opened.append(path.as_posix())
        return read(path, shown_as)

    monkeypatch.setattr("timeline.model.workspace.read_file", counted)
    digests: list[str] = []
    hashed = contents_module._read  # noqa: SLF001 - what opens a file for its digest

    def seen(path: str) -> tuple[bytes, os.stat_result] | None:
        digests.append(path)
        return hashed(path)

    monkeypatch.setattr(contents_module, "_read", seen)
    again = run(*words, root=root, TIMELINE_CACHE=cache)
    assert [path for path in opened if "/cases/" in path] == [edited.as_posix()]
    assert digests == [str(edited)]
    assert same(again, run(*words, root=root))


def test_damage_never_changes_an_answer(root: Path, cache: str) -> None:
    """`python -m tests.cli.damage 1000` does the same more often."""
    found = damage_and_ask(root, Path(cache), times=40, seed=1)
    assert found.wrong == []
    assert found.rebuilt > 0
    assert found.remembered > 0
