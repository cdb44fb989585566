"""What every test shares: how many examples Hypothesis tries, and that laws come last."""

import os
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.cli.runner import ROOT, TODAY
from timeline.chrono.notation import parse_when
from timeline.conformance.judged import Judged
from timeline.model.build import CaseFile
from timeline.model.source import Source
from timeline.model.workspace import Workspace
from timeline.view import View

T = TypeVar("T")

# The same examples each time, so that a red run says something of the change that it is run on;
# new ones are looked for by HYPOTHESIS_PROFILE=thorough.
settings.register_profile(
    "dev",
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough",
    max_examples=2000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# A change to the code is noticed or it is not: nobody reads the counterexample, so none is shrunk.
settings.register_profile(
    "mutants",
    settings.get_profile("dev"),
    max_examples=10,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

os.environ["TIMELINE_CACHE"] = ""  # no test finds what another run has kept, unless it says so


@pytest.fixture(autouse=True, scope="session")
def _one_day() -> Iterator[None]:
    """Let workspaces be opened on one day, so that no test depends on the calendar."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("timeline.commands._today", TODAY.toordinal)
        yield


@pytest.fixture(autouse=True, scope="session")
def _shipped_cases_once() -> Iterator[None]:
    """Read and judge a shipped case once for all tests that ask the same of it.

    No test writes into the checkout. A third of the time of all tests went into judging the same
    twenty cases again.
    """
    known: dict[tuple[object, ...], Any] = {}
    judge_file, load_case, load_source = View.judge_file, Workspace.load_case, Workspace.load_source

    def once(key: tuple[object, ...], workspace: Workspace, make: Callable[[], T]) -> T:
        if workspace.root.resolve() != ROOT:
            return make()
        seen = (workspace.is_shipped, workspace.shown_as, workspace.is_published)
        key = (*key, str(workspace.root), *seen)
        if key not in known:
            known[key] = make()
        found: T = known[key]
        return found

    def judge_once(self: View, file: CaseFile) -> Judged:
        key = ("judge", file.id, id(file), self.today, self.as_of, self.policy_id, self.known_on)
        # The file is held too: its id would else be that of another one made later.
        _, judged = once(key, self.workspace, lambda: (file, judge_file(self, file)))
        return judged

    def load_case_once(self: Workspace, name: str) -> CaseFile:
        return once(("case", name), self, lambda: load_case(self, name))

    def load_source_once(self: Workspace, name: str) -> Source:
        return once(("source", name), self, lambda: load_source(self, name))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(View, "judge_file", judge_once)
        patch.setattr(Workspace, "load_case", load_case_once)
        patch.setattr(Workspace, "load_source", load_source_once)
        yield


@pytest.fixture(autouse=True)
def _read_anew() -> None:
    """Forget dates already read, while it is noted which tests reach which function."""
    if "MUTANT_UNDER_TEST" in os.environ:
        parse_when.cache_clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the laws last, and what tests a changed module first: there a failure is found sooner."""
    changed = os.environ.get(
        "MUTANT_UNDER_TEST", ""
    )  # timeline.chrono.interval.x_hull_of__mutmut_1
    room, module = f"{changed}..".split(".")[1:3]

    def place(item: pytest.Item) -> tuple[bool, bool, bool]:
        folders, name = item.path.parts, item.path.stem
        return name != f"test_{module}", room not in folders, "properties" in folders

    items.sort(key=place)
