"""The benchmarks measure what they say: made-up workspaces, and the table of given numbers."""

import math
import os
import re
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median

import pytest

from benchmarks.__main__ import newest
from benchmarks.growth import format_growth
from benchmarks.journeys import Editor, Journeys, as_installed, empty_folder
from benchmarks.processes import proportional_set, run
from benchmarks.story import made_up_story
from benchmarks.table import WIDTH, Row, format_table, format_time, growth_power
from benchmarks.take import ROOT, Command, FailedRunError, Patience, Taken, environment, take
from benchmarks.workspace import Made, write_workspace
from timeline.checking import check_files
from timeline.model.workspace import Workspace
from timeline.view import View

SEED = 1
"""One by which some of 30 cases contradict themselves."""


def view_of(folder: Path) -> View:
    """The workspace of a folder, seen long after all that is in it."""
    return View(Workspace(folder), today=740_000)


def texts_of(folder: Path) -> dict[str, str]:
    """Every file below a folder."""
    files = sorted(folder.rglob("*.yaml"))
    return {str(file.relative_to(folder)): file.read_text("utf-8") for file in files}


@pytest.fixture(scope="module")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Made]:
    """A workspace of 30 cases, and what was made."""
    folder = tmp_path_factory.mktemp("thirty")
    return folder, write_workspace(folder, 30, SEED)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Made]:
    """As many cases as it takes to see their mixture."""
    folder = tmp_path_factory.mktemp("many")
    return folder, write_workspace(folder, 500)


# Made-up workspaces.


def test_a_seed_gives_the_same_files_each_time(thirty: tuple[Path, Made], tmp_path: Path) -> None:
    """Byte for byte, and another seed gives others."""
    folder, made = thirty
    assert write_workspace(tmp_path / "again", 30, SEED) == made
    assert texts_of(tmp_path / "again") == texts_of(folder)
    write_workspace(tmp_path / "other", 30, SEED + 1)
    assert texts_of(tmp_path / "other") != texts_of(folder)


def test_the_program_finds_the_contradictions_meant_and_no_other_problem(
    thirty: tuple[Path, Made],
) -> None:
    """Whatever else is said of a day is true of it."""
    folder, made = thirty
    told = check_files(view_of(folder)).problems
    assert {problem.code for problem in told if problem.is_warning} <= {"W607", "W608"}
    problems = [problem for problem in told if not problem.is_warning]
    assert {problem.code for problem in problems} == {"E601"}
    found = {Path(str(problem.location).partition(":")[0]).stem for problem in problems}
    assert sorted(found) == sorted(made.contradictory)
    assert 0 < len(found) < 10


def test_what_was_made_is_counted(thirty: tuple[Path, Made]) -> None:
    """Cases, sources and open cases are those of the folder."""
    folder, made = thirty
    assert made.cases == len(list((folder / "cases").iterdir())) == 30
    assert made.sources == len(list((folder / "seeds").iterdir()))
    workspace = Workspace(folder)
    cases = [workspace.load_case(name).case for name in workspace.case_ids]
    assert made.events == sum(len(case.events) for case in cases)
    assert made.claims == sum(len(event.dated_by()) for case in cases for event in case.events)
    assert 0 < len(made.open) < 30


def test_policies_that_are_shipped_apply_to_made_up_cases(thirty: tuple[Path, Made]) -> None:
    """Each case is judged by a policy of its own years, and more than one policy is used."""
    view = view_of(thirty[0])
    reports = [view.judge(name).reports for name in view.workspace.case_ids]
    assert all(report.findings for one in reports for report in one)
    assert not any(report.selection.is_hypothetical for one in reports for report in one)
    assert len({report.selection.policy.id for one in reports for report in one}) > 1


def test_sizes_are_those_of_the_cases_that_are_shipped(many: tuple[Path, Made]) -> None:
    """About two kilobytes and ten events at the median, and a tail of long ones."""
    folder, made = many
    texts = [text for name, text in texts_of(folder).items() if name.startswith("cases")]
    sizes = [len(text.encode()) for text in texts]
    assert 1_700 < median(sizes) < 2_700
    assert 12_000 < max(sizes) < 32_000
    assert 8 <= made.events / made.cases <= 12
    assert 0.01 < len(made.contradictory) / made.cases < 0.06
    assert 0.1 < len(made.open) / made.cases < 0.3


@pytest.mark.parametrize(
    ("pattern", "least", "most"),
    [
        (r"when: \d{4}-\d\d-\d\d\b(?![T/ ])", 0.4, 0.65),
        (r"when: .*\b(after|before|of|as|between) [a-z]", 0.08, 0.25),
        (r"when: \d{4}-\d\d(?=[,\n])", 0.02, 0.1),
        (r"when: (early|mid|late) ", 0.01, 0.06),
        (r"when: \d{4}-\d\d-\dX", 0.005, 0.05),
        (r'when: "\[', 0.002, 0.03),
        (r"when: unknown", 0.01, 0.08),
        (r"when: .* months after", 0.001, 0.05),
        (r"standing: disputed", 0.002, 0.08),
        (r"T\d\d:\d\d", 0.005, 0.05),
    ],
)
def test_claims_are_as_vague_as_those_that_are_shipped(
    many: tuple[Path, Made], pattern: str, least: float, most: float
) -> None:
    """Plain days, months, parts of months, relative, disputed and undated ones, as a share."""
    folder, made = many
    found = sum(len(re.findall(pattern, text)) for text in texts_of(folder).values())
    assert least < found / made.claims < most


@pytest.mark.parametrize(
    ("pattern", "least", "most"),
    [
        (r"^absences:", 0.3, 0.7),
        (r"^tolls:", 1.0, 1.0),
        (r"^recorded_until:", 0.85, 0.99),
        (r"^    orders:", 0.05, 0.5),
        (r"^    round: 2", 0.05, 0.8),
        (r"^    track: ", 0.02, 0.8),
        (r"^    zone: ", 0.5, 3.0),
    ],
)
def test_cases_have_what_those_that_are_shipped_have(
    many: tuple[Path, Made], pattern: str, least: float, most: float
) -> None:
    """Absences, tolls, orders, rounds, tracks and zones, for each case."""
    texts = texts_of(many[0]).values()
    found = sum(len(re.findall(pattern, text, re.MULTILINE)) for text in texts)
    assert least <= found / many[1].cases <= most


def test_each_case_has_a_source_of_its_own_and_shares_others(many: tuple[Path, Made]) -> None:
    """Most sources are cited by one case alone, and some by many."""
    folder, made = many
    cited: dict[str, int] = {}
    for name, text in texts_of(folder).items():
        if name.startswith("cases"):
            for source in set(re.findall(r"source: ([a-z0-9-]+)", text)):
                cited[source] = cited.get(source, 0) + 1
    assert sum(number == 1 for number in cited.values()) >= made.cases
    assert max(cited.values()) > 20


def test_a_story_happens_in_its_own_order() -> None:
    """The strike comes first, no step precedes the one before, ids are unique."""
    for seed in range(200):
        story = made_up_story(Random(seed))  # noqa: S311 - repeatable, not secret
        days = [step.day for step in story.steps]
        assert days == sorted(days)
        assert story.steps[0] == story.strike
        assert len({step.id for step in story.steps}) == len(story.steps)
        assert story.recorded_until >= days[-1]


# The table.


ROWS = [
    Row("timeline --help", "×", 11.04, 12.0, 0.1384),
    Row("completion", "×", 8.2, 8.0, 0.0961),
    Row("show --no-cache", "×", None, 30.0, failure="ended with 2, not 0: no such option"),
    Row("10,000 cases: overdue cold", "×", 1234.5, None, 14.6),
    Row("10,000 cases: check cold, memory", "MB", 299.97, 300.0, note="largest 160 MB"),
    Row("1,000 to 10,000 cases: check cold, growth", "power", 1.104, 1.1),
]

TABLE = """\
what                                                      target    measured            time
timeline --help                                           ≤ 12 ×      11.0 ×          138 ms  met
completion                                                 ≤ 8 ×       8.2 ×           96 ms  missed
show --no-cache                                           ≤ 30 ×           –                  failed
    ended with 2, not 0: no such option
10,000 cases: overdue cold                                         1,234.5 ×          14.6 s
10,000 cases: check cold, memory                        ≤ 300 MB    300.0 MB  largest 160 MB  met
1,000 to 10,000 cases: check cold, growth                  ≤ 1.1        1.10                  missed

2 of 5 targets met"""


def test_the_table_sets_what_was_measured_beside_its_target() -> None:
    """Met, missed, failed, or nothing where nothing is asked."""
    assert format_table(ROWS) == TABLE
    assert max(len(line) for line in TABLE.splitlines()) <= WIDTH


def test_a_long_failure_does_not_widen_the_table() -> None:
    """It is cut at the width of the table."""
    rows = [Row("show", "×", None, 1.0, failure="word " * 60)]
    assert max(len(line) for line in format_table(rows).splitlines()) <= WIDTH


@pytest.mark.parametrize(
    ("measured", "target", "met"),
    [(12.0, 12.0, True), (12.01, 12.0, False), (None, 12.0, False), (12.0, None, None)],
)
def test_a_target_is_met_up_to_and_with_its_number(
    *, measured: float | None, target: float | None, met: bool | None
) -> None:
    """What could not be measured meets no target."""
    assert Row("x", "×", measured, target).is_met is met


def test_a_row_as_data_has_the_number_unrounded() -> None:
    """And says the same of its target as the table."""
    assert ROWS[0].as_json() == {
        "what": "timeline --help",
        "unit": "×",
        "target": 12.0,
        "measured": 11.04,
        "seconds": 0.1384,
        "met": True,
        "note": "",
        "failure": "",
    }


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.0123, "12 ms"), (9.99, "9,990 ms"), (10.0, "10.0 s")]
)
def test_times_are_given_in_milliseconds_and_long_ones_in_seconds(
    seconds: float, text: str
) -> None:
    """The border is at ten seconds."""
    assert format_time(seconds) == text


@pytest.mark.parametrize(("power", "factor"), [(0.0, 1.0), (1.0, 10.0), (2.0, 100.0)])
def test_growth_is_a_power_of_the_size(power: float, factor: float) -> None:
    """By the two largest sizes; a smaller one, where starting up is most of it, says nothing."""
    assert math.isclose(growth_power({10_000: 3 * factor, 15: 99.0, 1_000: 3.0}), power)


def test_the_growth_of_the_inference_is_told_from_the_smallest_size_to_the_largest() -> None:
    """Times, multiples of the first, and the power."""
    assert format_growth({25: 0.001, 50: 0.003, 100: 0.016}).splitlines() == [
        "inference of one case with 3 claims an event",
        "    25 events        1 ms     1.0 ×",
        "    50 events        3 ms     3.0 ×",
        "   100 events       16 ms    16.0 ×",
        "  grows as events to the power of 2.00",
    ]


# Measuring.


@pytest.mark.parametrize(
    ("seconds", "pairs"), [(0.01, 9), (3.0, 9), (7.0, 3), (10.0, 3), (16.0, 1), (600.0, 1)]
)
def test_slow_commands_are_measured_less_often(seconds: float, pairs: int) -> None:
    """An odd number, so that the median is one that was measured; at least one."""
    assert Patience(pairs=9, seconds=30.0).pairs_for(seconds) == pairs


def python(code: str, tmp_path: Path) -> Command:
    """A command that runs this code."""
    return Command(("-c", code), tmp_path, tmp_path / "cache")


def test_a_run_gives_what_the_process_did(tmp_path: Path) -> None:
    """Its output, its talk, its code, and the memory that it held."""
    code = "import sys; held = bytes(60_000_000); print('out'); sys.exit('talk')"
    ran = run(("-c", code), tmp_path, environment(tmp_path))
    assert (ran.code, ran.output, ran.talk) == (1, "out\n", "talk\n")
    assert ran.seconds > 0
    assert 60_000_000 < ran.largest <= ran.together < 1_000_000_000


def test_shared_pages_are_counted_once() -> None:
    """By the kernel's proportional set size; a system that tells nothing counts as nothing."""
    rollup = "00400000-7ffd [rollup]\nRss:    2048 kB\nPss:    1024 kB\nPss_Dirty: 512 kB\n"
    assert proportional_set(rollup) == 1_048_576
    assert proportional_set("Rss: 2048 kB\n") == 0


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    """By its code, or because it does not print what it should."""
    with pytest.raises(FailedRunError, match="ended with 2, not 0: no such option"):
        take(python("import sys; print('no such option', file=sys.stderr); sys.exit(2)", tmp_path),
             Patience())  # fmt: skip
    with pytest.raises(FailedRunError, match="did not print may3-syria"):
        take(replace(python("print('kabul')", tmp_path), prints="may3-syria"), Patience())


def test_preparation_is_done_before_each_run(tmp_path: Path) -> None:
    """The first, which does not count, and those that do."""
    done: list[int] = []
    command = replace(python("print(1)", tmp_path), before=lambda: done.append(1))
    taken = take(command, Patience(pairs=3))
    assert len(done) == 4
    assert taken.output == "1\n"
    assert taken.ratio > 0


def test_a_command_that_takes_all_patience_is_run_once(tmp_path: Path) -> None:
    """Its first run then counts."""
    done: list[int] = []
    command = replace(python("print(1)", tmp_path), before=lambda: done.append(1))
    take(command, Patience(seconds=0.0))
    assert len(done) == 1


def test_settings_of_the_user_do_not_reach_a_measured_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Only the search path does; the cache is the folder that was named."""
    monkeypatch.setenv("TIMELINE_ROOT", "/elsewhere")
    monkeypatch.setenv("NO_COLOR", "1")
    around = environment(tmp_path / "cache")
    assert not {"TIMELINE_ROOT", "NO_COLOR"} & around.keys()
    assert around["TIMELINE_CACHE"] == str(tmp_path / "cache")


def test_completion_is_asked_for_as_the_shell_asks_the_installed_program(tmp_path: Path) -> None:
    """By the entry point of pyproject.toml; it prints ids of cases."""
    words = {
        "_TIMELINE_COMPLETE": "complete_bash",
        "COMP_WORDS": "timeline show may",
        "COMP_CWORD": "2",
    }
    asked = Command(as_installed(), ROOT, tmp_path / "cache", more=words)
    assert asked.run().output.split() == ["may3-syria"]


def taken_with(output: str) -> Taken:
    """Something measured that printed this."""
    return Taken(1.0, 1.0, 1, 1, output)


@pytest.mark.parametrize(("warm", "failure"), [("a", ""), ("b", "does not print what cold prints")])
def test_a_cache_that_changes_the_answer_is_a_failure(
    warm: str, failure: str, tmp_path: Path
) -> None:
    """However fast it is."""
    journeys = Journeys(tmp_path, Patience(), print, [Row("warm", "×", 1.0, 60.0, 0.1)])
    taken = {"cold": taken_with("a"), "warm": taken_with(warm)}
    journeys.same_output(taken, "cold", "warm")
    assert journeys.rows[-1].failure == failure
    assert journeys.rows[-1].is_met is (failure == "")
    assert ("warm" in taken) is (failure == "")


def test_an_edit_changes_one_case_and_leaves_it_right(tmp_path: Path) -> None:
    """Another one each time."""
    write_workspace(tmp_path, 3, SEED)
    before = texts_of(tmp_path)
    edit = Editor(tmp_path / "cases")
    edit()
    once = texts_of(tmp_path)
    edit()
    twice = texts_of(tmp_path)
    first = [name for name in before if once[name] != before[name]]
    second = [name for name in before if twice[name] != once[name]]
    assert len(first) == len(second) == 1
    assert first != second
    assert not check_files(view_of(tmp_path)).problems


def test_an_emptied_cache_is_there_and_empty(tmp_path: Path) -> None:
    """With all that lay below it gone."""
    (tmp_path / "cache" / "below").mkdir(parents=True)
    (tmp_path / "cache" / "below" / "file").touch()
    empty_folder(tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_program_that_is_edited_meanwhile_is_noticed(tmp_path: Path) -> None:
    """By a module written later, or one more or less; its cache starts anew, so nothing is warm."""
    (tmp_path / "room").mkdir()
    module = tmp_path / "room" / "module.py"
    module.write_text("VALUE = 1\n")
    seen = newest(tmp_path)
    (tmp_path / "notes.txt").touch()
    assert newest(tmp_path) == seen
    os.utime(module, ns=(1, seen[1] + 1_000_000_000))
    assert newest(tmp_path) != seen
    module.unlink()
    assert newest(tmp_path) == (0, 0)
