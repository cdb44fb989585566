"""Measures on every page: what does not apply, has not begun, or is denied."""

from pathlib import Path

import pytest

from tests.cli.runner import read

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
    """Not in the case, in no comparison, in no median."""
    own = {one["measure"]: one["days"] for one in read("show", "early", root=root)["latencies"]}
    assert own.get("denial-to-acknowledgement") is None
    (row,) = read("compare", "early", "proper", *CONCEDED, root=root)["measures"]
    assert [cell["days"] for cell in row["cells"]] == [None, {"min": 367, "max": 367}]
    assert row["slower"] is None
    (group,) = read("stats", *CONCEDED, root=root)["groups"]
    (found,) = group["measures"]
    assert (found["cases"], found["median"]) == (1, {"min": 367, "max": 367})


def test_the_list_says_what_was_conceded(root: Path) -> None:
    """An acknowledged case is no case in which nothing happened."""
    rows = {one["case"]: one["state"] for one in read("list", root=root)["cases"]}
    assert rows["early"] == "acknowledged"
    assert rows["paid"] == "nothing opened"


def test_what_has_perhaps_not_begun_is_not_open(root: Path) -> None:
    """The investigation may have been opened a month after the day judged from."""
    (found,) = [
        one
        for one in read("show", "vague", "--as-of", "2018-03-20", root=root)["latencies"]
        if one["measure"] == "investigation-length"
    ]
    assert (found["open"], found["applies"]) == ("unknown", "unknown")


def test_a_denial_is_told_with_the_days_for_which_it_holds(root: Path) -> None:
    """In the case, in a comparison and in statistics alike."""
    (row,) = read("compare", "denied", "paid", *PAYMENT, root=root)["measures"]
    cell = row["cells"][0]
    assert (cell["denied"], cell["sure"]) == (True, {"min": 2498, "max": None})
    assert (row["slower"]["case"], row["slower"]["certain"]) == ("denied", "yes")
    assert row["slower"]["by"] == {"min": 2467, "max": None}
    (own,) = [
        one
        for one in read("show", "denied", root=root)["latencies"]
        if one["measure"] == PAYMENT[1]
    ]
    assert (own["denied"], own["sure"]) == (True, cell["sure"])
    (group,) = read("stats", *PAYMENT, "denied", root=root)["groups"]
    (found,) = group["measures"][0]["rows"]
    assert (found["case"], found["sure"]) == ("denied", cell["sure"])


def test_measures_about_the_file_are_told_on_request(root: Path) -> None:
    """The first source on file says nothing of the institution."""
    asked = "strike-disclosure"
    for words in (("show", "paid"), ("compare", "paid", "denied"), ("stats",)):
        assert asked not in str(read(*words, root=root))
    assert asked in str(read("stats", "--measure", asked, root=root))
