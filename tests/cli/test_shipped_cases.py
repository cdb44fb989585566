"""`compare mine shipped:kabul-2021`: shipped cases beside those of a workspace of one's own."""

from pathlib import Path

import pytest

from tests.checking import write
from tests.cli.runner import ROOT, copy_cases, read, run

KABUL = "shipped:kabul-2021"
ANEW = "kinds:\n  - {id: conclusion, label: C, about: A., noun: n, done: d, reference: r}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with one case, which ships too."""
    copy_cases(tmp_path / "mine", "may3-syria")
    return tmp_path / "mine"


def cells(root: Path, *words: str) -> dict[str, list[object]]:
    """The days of each measure, in the order of the cases."""
    rows = read("compare", *words, "--no-peers", root=root)["measures"]
    return {row["measure"]: [cell["days"] for cell in row["cells"]] for row in rows}


def test_it_is_compared_as_where_it_ships(root: Path) -> None:
    """Every length is that of the two cases side by side in the shipped workspace."""
    assert cells(root, "may3-syria", KABUL) == cells(ROOT, "may3-syria", "kabul-2021")
    assert cells(root, KABUL, "may3-syria") == cells(ROOT, "kabul-2021", "may3-syria")
    page = run("compare", "may3-syria", KABUL, root=root)
    assert f"365 days in may3-syria and 19–20 days in {KABUL}" in page.words
    assert page.err == ""


def test_a_case_of_the_same_name_is_another(root: Path) -> None:
    """What the workspace changed in it is changed in its own alone."""
    path = root / "cases" / "may3-syria.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("when: 2023-05-03T11:42", "when: 2023-05-02T11:42"), "utf-8")
    mine, shipped = cells(root, "may3-syria", "shipped:may3-syria")["strike-to-conclusion"]
    assert shipped == {"min": 365, "max": 365}
    assert mine != shipped


def test_own_kinds_and_policies_change_nothing_in_a_shipped_case(root: Path) -> None:
    """A kind that is worded anew is left out, and said to be; so is a kind of one's own."""
    before = cells(root, "may3-syria", KABUL)
    own = "  - {id: visit, label: V, about: A., noun: n, done: d, reference: r}\n"
    policy = "id: us-chmr-ap-2022\ntitle: T\napplies: {forces: US}\n"
    write(root, {"policies/kinds.yaml": ANEW + own, "policies/us-chmr-ap-2022.yaml": policy})
    after = cells(root, "may3-syria", KABUL)
    assert "strike-to-conclusion" in before
    assert after == {name: days for name, days in before.items() if "conclusion" not in name}
    record = read("compare", "may3-syria", KABUL, root=root)
    left_out = "Not compared, as policies/kinds.yaml words them anew: conclusion."
    assert record["notes"][-1] == left_out
    assert [one["policy"] for one in record["cases"]][1] == "us-centcom-2014"
    ran = run("compare", "may3-syria", KABUL, "--measure", "strike-to-conclusion", root=root)
    assert (ran.code, ran.out) == (2, "")
    assert "E420 shipped cases have no measure strike-to-conclusion" in ran.err


def test_all_cases_here_with_some_that_ship(root: Path) -> None:
    """Those that ship are named; the rest are the workspace's."""
    record = read("compare", "--all", KABUL, root=root)
    assert [one["case"] for one in record["cases"]] == [KABUL, "may3-syria"]


def test_what_is_not_known_by_then_is_not_known_of_either(root: Path) -> None:
    """The days that are asked for hold for shipped cases too."""
    words = ("may3-syria", KABUL, "--as-of", "2021-09-01")
    record = read("compare", *words, root=root)
    assert [one["as_of"] for one in record["cases"]] == ["2021-09-01"] * 2


def test_an_unknown_one_names_the_nearest(root: Path) -> None:
    """With the prefix, so that it can be typed."""
    ran = run("compare", "may3-syria", "shipped:kabul-201", root=root)
    assert (ran.code, ran.out) == (2, "")
    assert "there is no case shipped:kabul-201\n  hint: did you mean shipped:kabul-2021" in ran.err


def test_no_rank_among_cases_that_are_no_peers(root: Path) -> None:
    """A shipped case is not ranked among those of the workspace."""
    for number in range(5):
        text = (root / "cases" / "may3-syria.yaml").read_text("utf-8")
        (root / "cases" / f"copy-{number}.yaml").write_text(text, "utf-8")
    rows = read("compare", "may3-syria", KABUL, root=root)["measures"]
    paces = [[cell["pace"] is None for cell in row["cells"]] for row in rows]
    assert [False, True] in paces
    assert all(shipped for _, shipped in paces)


def test_a_page_links_to_no_shipped_case(root: Path) -> None:
    """There is none of it here."""
    page = run("compare", "may3-syria", KABUL, "--format", "html", root=root).out
    assert KABUL in page
    assert f"{KABUL}.html" not in page
