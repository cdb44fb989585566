"""What Python gives is what the command line prints: one function, one record, the same bytes."""

import inspect
import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import timeline
from tests.cli.runner import ROOT, TODAY, copy_cases, run
from timeline.results.record import Record

RULE = "investigation-after-strike"
POLICIES = ("us-centcom-2014", "us-chmr-ap-2022")

SAME: dict[str, Callable[[timeline.View], Record]] = {
    "list": timeline.list_cases,
    "show may3-syria": lambda view: timeline.show(view, "may3-syria"),
    "show kabul-2021 --no-peers": lambda view: timeline.show(view, "kabul-2021", peers=False),
    f"explain may3-syria {RULE}": lambda view: timeline.explain(view, "may3-syria", RULE),
    "explain may3-syria strike ccar": lambda view: timeline.explain(
        view, "may3-syria", "strike", "ccar"
    ),
    "compare kabul-2021 may3-syria": lambda view: timeline.compare(
        view, ["kabul-2021", "may3-syria"]
    ),
    "overdue may3-syria": lambda view: timeline.overdue(view, ["may3-syria"]),
    "check": timeline.check,
    "check --explain E203": lambda _: timeline.explain_code("E203"),
    "graph kabul-2021": lambda view: timeline.graph(view, "kabul-2021"),
    "graph kabul-2021 --claims": lambda view: timeline.graph(view, "kabul-2021", claims=True),
    "ledger --scope CJTF-OIR": lambda view: timeline.ledger(view, scope="CJTF-OIR"),
    "tolls": timeline.tolls,
    "tolls kabul-2021": lambda view: timeline.tolls(view, "kabul-2021"),
    "diff {root} {root}": lambda view: timeline.diff(
        view, str(view.workspace.root), str(view.workspace.root)
    ),
    "stats --where year=2021..2023 --by command": lambda view: timeline.stats(
        view, where=["year=2021..2023"], by="command"
    ),
    "query 'SELECT verdict FROM findings'": lambda view: timeline.query(
        view, "SELECT verdict FROM findings"
    ),
    "kinds": timeline.kinds,
    "policy list": timeline.policy_list,
    f"policy show {POLICIES[0]}": lambda view: timeline.policy_show(view, POLICIES[0]),
    f"policy diff {' '.join(POLICIES)}": lambda view: timeline.policy_diff(view, *POLICIES),
}
"""One call for each use of a command that reads."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two of the shipped cases, and a source that counts cases."""
    made = tmp_path_factory.mktemp("workspace")
    copy_cases(made, "kabul-2021", "may3-syria")
    shutil.copy(ROOT / "seeds" / "cjtf-oir-2017-04-30.yaml", made / "seeds")
    return made


@pytest.fixture(scope="module")
def view(root: Path) -> timeline.View:
    """The workspace, opened on the day on which every command is run here."""
    return timeline.open_workspace(root)


@pytest.mark.parametrize("words", SAME)
def test_a_record_is_what_the_command_prints(words: str, root: Path, view: timeline.View) -> None:
    """The same bytes whatever the command, and the same values as a dictionary."""
    ran = run(*shlex.split(words.format(root=root)), "--json", root=root)
    assert ran.code == 0, ran.err
    record = SAME[words](view)
    assert record.to_json() == ran.out
    assert json.dumps(record.to_dict()) == json.dumps(json.loads(ran.out))


def test_every_function_that_reads_is_asked_here() -> None:
    """None is left out that `import timeline` offers."""
    here = Path(__file__).read_text(encoding="utf-8")
    names: list[str] = getattr(timeline, "__all__")  # noqa: B009 - found when it is asked for
    functions = {name for name in names if inspect.isfunction(getattr(timeline, name))}
    left = {name for name in functions if not re.search(rf"\btimeline\.{name}\b", here)}
    read_elsewhere = {"corrections", "tables", "to_networkx", "withheld"}
    writes = {"fmt", "init", "new_case", "new_kind", "new_policy", "new_source", "publish"}
    assert left == read_elsewhere | writes


WRONG: dict[str, Callable[[timeline.View], object]] = {
    "show may3-syri": lambda view: timeline.show(view, "may3-syri"),
    "explain may3-syria strik": lambda view: timeline.explain(view, "may3-syria", "strik"),
    "compare kabul-2021": lambda view: timeline.compare(view, ["kabul-2021"]),
    "overdue nobody": lambda view: timeline.overdue(view, ["nobody"]),
    "policy show nobody": lambda view: timeline.policy_show(view, "nobody"),
    "stats --by colour": lambda view: timeline.stats(view, by="colour"),
    "query 'DROP TABLE cases'": lambda view: timeline.query(view, "DROP TABLE cases"),
    "ledger --scope nobody": lambda view: timeline.ledger(view, scope="nobody"),
    "add kabul-2021 nothing": lambda view: timeline.add(view, "kabul-2021", "nothing"),
    "schema nothing": lambda _: timeline.schema("nothing"),
    "check --explain E999": lambda _: timeline.explain_code("E999"),
}
"""Calls that are refused."""


@pytest.mark.parametrize("words", WRONG)
def test_what_is_wrong_is_told_as_by_the_command(
    words: str, root: Path, view: timeline.View
) -> None:
    """By an error with the codes and messages that the command prints before it ends with 2."""
    ran = run(*shlex.split(words), root=root)
    with pytest.raises(timeline.TimelineError) as raised:
        WRONG[words](view)
    assert (ran.code, ran.out) == (2, "")
    assert raised.value.problems
    for problem in raised.value.problems:
        assert problem.code in ran.err
        assert problem.message in " ".join(ran.err.split())


@pytest.mark.parametrize("option", ["as_of", "known_on", "policy"])
def test_options_of_a_view_are_those_of_the_command(option: str, root: Path) -> None:
    """Day by day, and by whose rules."""
    value = POLICIES[0] if option == "policy" else "2023-05-20"
    ran = run("show", "may3-syria", "--json", f"--{option.replace('_', '-')}", value, root=root)
    view = timeline.open_workspace(root, **{option: value})  # type: ignore[arg-type]
    assert timeline.show(view, "may3-syria").to_json() == ran.out


def test_a_day_is_a_date_a_text_or_today(root: Path) -> None:
    """Nothing else is one."""
    days = (TODAY, TODAY.isoformat(), "today", None)
    views = [timeline.open_workspace(root, as_of=day) for day in days]
    assert len({timeline.show(view, "kabul-2021").as_of for view in views}) == 1
    for wrong in ("2023-02-30", "yesterday", "2023"):
        with pytest.raises(timeline.TimelineError):
            timeline.open_workspace(root, as_of=wrong)
