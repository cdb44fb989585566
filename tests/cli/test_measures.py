"""Measures on every page: what does not apply, has not begun, or is denied."""

import json
from pathlib import Path

import pytest

from tests.cli.runner import run

HEAD = "title: T\nplace: P\ntime_zone: UTC\nforces: X\nrecorded_until: 2024-12-31\nevents:\n"
STRIKE = "  - {kind: strike, when: 2018-03-01, source: daily}\n"
CASES = {
    "early": STRIKE
    + "  - {kind: acknowledgement, when: 2018-03-04, source: daily}\n"
    + "  - {kind: denial, when: 2021-11-05, source: daily}\n",
    "proper": STRIKE
    + "  - {kind: denial, when: 2018-03-02, source: daily}\n"
    + "  - {kind: acknowledgement, when: 2019-03-04, source: daily}\n",
    "vague": STRIKE
    + "  - {kind: investigation_opened, when: 2018-03-05/2018-04-20, source: daily}\n"
    + "  - {kind: investigation_closed, when: 2018-06-01, source: daily}\n",
    "paid": STRIKE + "  - {kind: payment, outcome: paid, when: 2018-04-01, source: daily}\n",
    "denied": STRIKE + "absences:\n  - {kind: payment, until: 2024-12-31, source: daily}\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a case for each."""
    place = tmp_path_factory.mktemp("measures")
    for folder in ("cases", "seeds"):
        (place / folder).mkdir()
    (place / "seeds" / "daily.yaml").write_text("title: T\npublisher: P\nkind: press\n")
    for name, events in CASES.items():
        (place / "cases" / f"{name}.yaml").write_text(HEAD + events)
    return place


CONCEDED = ("--measure", "denial-to-acknowledgement")
PAYMENT = ("--measure", "strike-to-payment")


def test_a_denial_after_the_acknowledgement_is_nowhere_a_latency(root: Path) -> None:
    """Not on the page of the case, in no comparison, in no median."""
    assert "first denial" not in run("show", "early", root=root).out
    assert (
        "— 367 d nothing to compare"
        in run("compare", "early", "proper", *CONCEDED, root=root).words
    )
    (group,) = json.loads(run("stats", *CONCEDED, "--json", root=root).out)["groups"]
    (found,) = group["measures"]
    assert (found["cases"], found["median"]) == (1, {"min": 367, "max": 367})


def test_the_list_says_what_was_conceded(root: Path) -> None:
    """An acknowledged case is no case in which nothing happened."""
    rows = {
        one["case"]: one["state"]
        for one in json.loads(run("list", "--json", root=root).out)["cases"]
    }
    assert rows["early"] == "acknowledged"
    assert rows["paid"] == "nothing opened"


def test_what_has_perhaps_not_begun_is_not_open(root: Path) -> None:
    """The investigation may have been opened a month after the day judged from."""
    then = run("show", "vague", "--as-of", "2018-03-20", root=root)
    assert "investigation opened → closed ≥ 0 d, perhaps not begun" in then.words
    (found,) = [
        one
        for one in json.loads(
            run("show", "vague", "--as-of", "2018-03-20", "--json", root=root).out
        )["latencies"]
        if one["measure"] == "investigation-length"
    ]
    assert (found["open"], found["applies"]) == (None, "unknown")


@pytest.mark.parametrize(
    "words",
    [
        ("compare", "denied", "paid", *PAYMENT),
        ("compare", "denied", "paid", "--strips", *PAYMENT),
        ("show", "denied"),
        ("stats", *PAYMENT, "denied"),
    ],
    ids=["table", "strips", "page", "stats"],
)
def test_a_denial_is_told_in_the_same_words_on_every_page(
    words: tuple[str, ...], root: Path
) -> None:
    """So that no page says "none recorded" of what another says is denied."""
    page = run(*words, root=root).words
    assert "denied: ≥ 2498 d" in page
    (line,) = [
        one
        for one in run(*words, root=root).out.splitlines()
        if "2498 d" in one and "denied" in one
    ]
    assert "none recorded" not in line


def test_a_denial_is_told_in_data_as_well(root: Path) -> None:
    """With the days for which it holds."""
    (row,) = json.loads(run("compare", "denied", "paid", *PAYMENT, "--json", root=root).out)[
        "measures"
    ]
    cell = row["cells"][0]
    assert (cell["denied"], cell["sure"]) == (True, {"min": 2498, "max": None})
    assert row["slower"] == {"case": "denied", "by": {"min": 2467, "max": None}, "certain": "yes"}


def test_measures_about_the_file_are_shown_on_request(root: Path) -> None:
    """The first source on file says nothing of the institution."""
    asked = ("--measure", "strike-disclosure")
    for words in (("show", "paid"), ("compare", "paid", "denied"), ("stats",)):
        assert "first source on file" not in run(*words, root=root).out
    assert "first source on file" in run("stats", *asked, root=root).out
