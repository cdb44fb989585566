"""One rank of a case, whichever command tells it, and pages that fit a screen."""

import pytest

import timeline
from tests.cli.runner import ROOT, TODAY, run

EVERY = sorted(path.stem for path in (ROOT / "cases").glob("*.yaml"))
FINDING = "strike-to-conclusion"


@pytest.fixture(scope="module")
def view() -> timeline.View:
    """The shipped cases, as they are judged in every test."""
    return timeline.open_workspace(ROOT, as_of=TODAY)


@pytest.fixture(scope="module")
def compared(view: timeline.View) -> timeline.CompareRecord:
    """Every shipped case, by every measure."""
    return timeline.compare(view, every_case=True)


def test_list_and_compare_give_one_rank(
    view: timeline.View, compared: timeline.CompareRecord
) -> None:
    """The finding of a case ranks the same in both."""
    (measure,) = [one for one in compared.measures if one.measure == FINDING]
    paces = {cell.case: cell.pace for cell in measure.cells if cell.recorded}
    listed = {row.case: row.pace for row in timeline.list_cases(view).cases}
    assert paces == {case: listed[case] for case in paces}
    assert any(paces.values())


@pytest.mark.parametrize("case", ["kabul-2021", "may3-syria"])
def test_show_tells_no_other_rank(
    case: str, view: timeline.View, compared: timeline.CompareRecord
) -> None:
    """Each rank in its steps is one of those that compare gives the case."""
    cells = [cell for one in compared.measures for cell in one.cells if cell.case == case]
    briefs = {cell.pace.brief for cell in cells if cell.pace}
    assert {step.pace for step in timeline.show(view, case).story.steps if step.pace} <= briefs


def test_numbers_of_a_rank_add_up(compared: timeline.CompareRecord) -> None:
    """Faster, slower, as long and unclear are all the others, in five cases at least."""
    paces = [cell.pace for one in compared.measures for cell in one.cells if cell.pace]
    for pace in paces:
        named = [*pace.faster, *pace.slower, *pace.same, *pace.unclear]
        assert pace.others == len(named) == len(set(named)) >= 5
        assert bool(pace.unended) == pace.brief.endswith(" none") or not pace.brief


def test_what_waits_is_told_how_long_others_took(view: timeline.View) -> None:
    """Days of others stand beside a step that is not on record; no rank is made of silence."""
    waiting = [row for row in timeline.overdue(view).waiting if row.pace is not None]
    assert waiting
    for row in waiting:
        assert row.pace is not None
        assert row.measure
        assert (row.pace.faster, row.pace.slower) == ((), ())


def test_two_cases_rank_among_all(view: timeline.View) -> None:
    """Those that are not named count as well; `peers=False` leaves ranks out."""
    two = ("kabul-2021", "may3-syria")
    with_peers, without = timeline.compare(view, two), timeline.compare(view, two, peers=False)
    assert any(cell.pace for one in with_peers.measures for cell in one.cells)
    assert not any(cell.pace for one in without.measures for cell in one.cells)


@pytest.mark.parametrize("case", EVERY)
def test_a_case_fits_a_screen(case: str) -> None:
    """45 lines of 100 columns; and the answer needs no scrolling."""
    page = run("show", case, COLUMNS="100").out
    assert len(page.splitlines()) <= 45
