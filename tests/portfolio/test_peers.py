"""Only like events are compared, and only where the measure certainly applies."""

import pytest

from tests.builders import inferred, ordinal
from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.inference.latency import Latency, latencies_of
from timeline.model.measure import NamedLatency
from timeline.portfolio.compare import Comparison, Measured, compare_cases
from timeline.portfolio.peers import (
    PeerCase,
    PeerLatency,
    PeerRank,
    rank_among,
    slower_cases,
)

CLOSE = "  - {kind: investigation_closed, when: 2024-06-01, source: press}\n"


def measured(start: str, end: str | None, events: str) -> Latency:
    """One measure of one case."""
    data = {"id": "m", "label": "m", "from": start} | ({"to": end} if end else {})
    measure = NamedLatency.model_validate(data)
    day = Interval(ordinal("2024-06-03"), ordinal("2024-06-03"))
    case = inferred("events:\n" + events)
    (found,) = latencies_of(case, [measure], ordinal("2024-12-31"), lambda _: (day, Interval(2, 3)))
    return found


def released(when: str, of: str) -> Latency:
    """The release after the close of an investigation."""
    contents = f", of: {of}" if of else ""
    event = f"  - {{kind: release, when: {when}, source: press{contents}}}\n"
    return measured("investigation_closed", "release", CLOSE + event)


def conceded(when: str) -> Latency:
    """The acknowledgement after a denial on 10 May."""
    return measured(
        "denial",
        "acknowledgement",
        "  - {kind: denial, when: 2023-05-10, source: press}\n"
        f"  - {{kind: acknowledgement, when: {when}, source: press}}\n",
    )


def peer(case: str, latency: Latency, *, forces: str = "us", is_invented: bool = False) -> PeerCase:
    """A case of one measure, as far as it can be compared."""
    days, marks = latency.comparable, (latency.start_marks, latency.end_marks)
    rows = () if days is None else (PeerLatency("m", days, latency.is_recorded, *marks),)
    return PeerCase(case, forces, is_invented, rows)


def compared(*cells: Latency) -> Comparison:
    """The comparison of cases named by their places."""
    cases = [Measured(str(place), "p", (cell,)) for place, cell in enumerate(cells)]
    return compare_cases(cases)[0]


def answer(found: Comparison) -> tuple[str, Interval | None, Truth]:
    """Who was slower, by how much, and whether that is certain."""
    return found.slower, found.by, found.certain


def test_releases_of_one_sort_are_compared() -> None:
    """A summary with a summary."""
    pair = released("2024-06-11", "summary"), released("2024-07-01", "summary")
    assert answer(compared(*pair)) == ("1", Interval(20, 20), Truth.YES)


@pytest.mark.parametrize("of", ["report", "findings"])
def test_releases_of_two_sorts_are_not_compared(of: str) -> None:
    """Neither in a table, nor in an order, nor among peers; and the row says why."""
    pair = released("2024-06-11", "summary"), released("2024-07-01", of)
    found = compared(*pair)
    assert answer(found) == ("", None, Truth.UNKNOWN)
    assert found.cautions[0] == f"unlike: summary, {of}"
    assert slower_cases([("a", pair[0]), ("b", pair[1])]) == {"a": [], "b": []}
    assert rank_among(peer("a", pair[0]), [peer("b", pair[1])])["m"] == PeerRank("m", forces="us")


def test_what_is_not_yet_released_is_like_every_release() -> None:
    """It has lasted that long already, whatever comes."""
    later = released("2025-02-01", "summary")
    assert later.is_open is Truth.YES
    assert compared(released("2024-07-01", "report"), later).slower == "1"


def test_a_case_to_which_it_may_not_apply_is_in_no_comparison() -> None:
    """A denial that may have come after the acknowledgement is no slow one."""
    fast, slow, perhaps = (
        conceded("2023-05-12"),
        conceded("2023-06-10"),
        conceded("2023-05/2023-12"),
    )
    assert perhaps.applies is Truth.UNKNOWN
    found = compared(fast, slow, perhaps)
    assert (found.slower, found.certain) == ("", Truth.UNKNOWN)
    assert found.cautions == ("it may not apply to 2",)
    order = slower_cases([("fast", fast), ("slow", slow), ("perhaps", perhaps)])
    assert order == {"fast": ["slow"], "slow": []}
    others = [peer("slow", slow), peer("perhaps", perhaps)]
    assert rank_among(peer("fast", fast), others)["m"] == PeerRank(
        "m", slower=("slow",), ended=(Interval(31, 31),), forces="us"
    )
    assert rank_among(peer("perhaps", perhaps), others) == {}


def test_peers_are_real_cases_of_the_same_forces_and_not_the_case_itself() -> None:
    """A case of other forces, an invented one and its own record leave the rank empty."""
    fast, slow = conceded("2023-05-12"), conceded("2023-06-10")
    others = [
        peer("fast", fast),
        peer("abroad", slow, forces="netherlands"),
        peer("tale", slow, is_invented=True),
    ]
    assert rank_among(peer("fast", fast), others)["m"] == PeerRank("m", forces="us")


def test_a_case_to_which_it_does_not_apply_leaves_the_others_compared() -> None:
    """The acknowledgement came first for certain."""
    found = compared(conceded("2023-05-12"), conceded("2023-06-10"), conceded("2023-05-01"))
    assert answer(found) == ("1", Interval(29, 29), Truth.YES)


def test_a_measure_about_the_file_is_compared_on_request() -> None:
    """The first source on file says nothing of the institution."""
    cell = measured("investigation_closed", None, CLOSE)
    cases = [Measured("a", "p", (cell,)), Measured("b", "p", (cell,))]
    assert compare_cases(cases) == []
    assert len(compare_cases(cases, ["m"])) == 1
