"""The two doors give the same: `to_json()` is what the command prints with `--json`."""

from collections.abc import Callable

import pytest

import timeline
from tests.cli.runner import CASES, ROOT, run
from tests.door.shipped import WORKSPACE


def printed(*words: str) -> str:
    """What a command prints with --json."""
    ran = run(*words, "--json")
    assert ran.code in (0, 1), ran.err
    return ran.out


def test_there_are_cases() -> None:
    """The laws below have something to hold for."""
    assert len(WORKSPACE.case_ids) >= 4


@pytest.mark.parametrize("case_id", WORKSPACE.case_ids)
def test_every_case_is_what_show_tells(case_id: str) -> None:
    """Every shipped case, to the byte."""
    assert WORKSPACE.case(case_id).to_json() == printed("show", case_id)


@pytest.mark.parametrize("case_id", WORKSPACE.case_ids)
def test_and_from_another_day_by_another_policy(case_id: str) -> None:
    """With the three options of every reading command."""
    options = ("--as-of", "2019-06-01", "--known-on", "2018-01-01", "--policy", "us-centcom-2014")
    case = WORKSPACE.case(
        case_id, as_of="2019-06-01", known_on="2018-01-01", policy="us-centcom-2014"
    )
    assert case.to_json() == printed("show", case_id, *options)


RESULTS: dict[str, Callable[[], str]] = {
    "list": lambda: WORKSPACE.cases().to_json(),
    "list --as-of 2023-05-24": lambda: WORKSPACE.cases(as_of="2023-05-24").to_json(),
    "overdue --as-of today": lambda: timeline.overdue(WORKSPACE, as_of="today").to_json(),
    "overdue may3-syria --as-of 2023-05-24": lambda: timeline.overdue(
        WORKSPACE, "may3-syria", as_of="2023-05-24"
    ).to_json(),
    "overdue --policy us-chmr-ap-2022 --known-on 2020-01-01": lambda: timeline.overdue(
        WORKSPACE, policy="us-chmr-ap-2022", known_on="2020-01-01"
    ).to_json(),
    "compare kabul-2021 may3-syria": lambda: timeline.compare(
        WORKSPACE.case("kabul-2021"), WORKSPACE.case("may3-syria")
    ).to_json(),
    "compare kabul-2021 may3-syria --measure strike-to-payment --as-of 2023-06-01": lambda: (
        timeline.compare(
            WORKSPACE.case("kabul-2021"),
            "may3-syria",
            workspace=WORKSPACE,
            measures="strike-to-payment",
            as_of="2023-06-01",
        ).to_json()
    ),
    "compare --all": lambda: timeline.compare(*WORKSPACE.cases()).to_json(),
    "explain may3-syria": lambda: WORKSPACE.case("may3-syria").explain().to_json(),
    "explain may3-syria strike": lambda: WORKSPACE.case("may3-syria").explain("strike").to_json(),
    "explain kabul-2021 strike investigation_opened": lambda: (
        WORKSPACE.case("kabul-2021").explain("strike", "investigation_opened").to_json()
    ),
    "explain may3-syria investigation-after-strike": lambda: (
        WORKSPACE.case("may3-syria").explain("investigation-after-strike").to_json()
    ),
    "check": lambda: timeline.check(WORKSPACE).to_json(),
    "check cases/may3-syria.yaml": lambda: timeline.check(
        WORKSPACE, ROOT / "cases" / "may3-syria.yaml"
    ).to_json(),
    "ledger": lambda: timeline.ledger(WORKSPACE).to_json(),
    "ledger --scope CJTF-OIR --as-of 2018-06-30 --known-on 2020-01-01": lambda: timeline.ledger(
        WORKSPACE, scope="CJTF-OIR", as_of="2018-06-30", known_on="2020-01-01"
    ).to_json(),
    "tolls": lambda: timeline.tolls(WORKSPACE).to_json(),
    "tolls may3-syria --as-of 2023-06-01": lambda: timeline.tolls(
        WORKSPACE, "may3-syria", as_of="2023-06-01"
    ).to_json(),
    "stats --min-cases 3": lambda: timeline.stats(WORKSPACE, min_cases=3).to_json(),
    "stats --where command=centcom --where year=2016.. --by year": lambda: timeline.stats(
        WORKSPACE, where={"command": "centcom", "year": "2016.."}, by="year"
    ).to_json(),
    "stats kabul-2021 may3-syria --measure strike-to-payment": lambda: timeline.stats(
        WORKSPACE, ["kabul-2021", "may3-syria"], measure="strike-to-payment"
    ).to_json(),
}


@pytest.mark.parametrize("words", RESULTS)
def test_every_result_is_what_its_command_tells(words: str) -> None:
    """Each question that both can ask has one answer, to the byte."""
    assert RESULTS[words]() == printed(*words.split())


def test_the_plain_data_is_the_users_own() -> None:
    """Changing what `to_dict` gave changes no result."""
    case = WORKSPACE.case("may3-syria")
    given = case.to_dict()
    given["events"].clear()
    given["title"] = "another"
    assert case.to_dict()["events"]
    assert case.title != "another"


def test_the_text_is_the_page_of_the_command() -> None:
    """`print(case)` is `timeline show` without colours."""
    assert str(WORKSPACE.case("may3-syria")) == run("show", "may3-syria", "--no-color").out
    late = timeline.overdue(WORKSPACE, as_of="2023-05-24")
    assert str(late) == run("overdue", "--as-of", "2023-05-24", "--no-color").out
    assert str(WORKSPACE.cases()) == run("list", "--no-color").out
    pair = timeline.compare("kabul-2021", "may3-syria", workspace=WORKSPACE)
    assert str(pair) == run("compare", "kabul-2021", "may3-syria", "--no-color").out
    four = timeline.compare(*CASES, workspace=WORKSPACE)
    assert str(four) == run("compare", *CASES, "--no-color").out
