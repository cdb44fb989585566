"""What every test shares: how many examples Hypothesis tries, and that laws come last."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.cli.runner import TODAY
from timeline.chrono.notation import parse_when

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
