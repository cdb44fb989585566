"""Many events of which any may have been the first."""

import pytest

from tests.conformance.builders import judged
from timeline.chrono.network import SimpleTemporalNetwork

POLICY = """
id: p
title: T
applies: {forces: US}
rules:
  - {id: told, step: denial, label: L, after: strike, limit: 5 days, force: binding}
"""


def looks(number: int) -> int:
    """How often the network is asked for a distance while so many events are judged."""
    denials = "".join(
        f"  - {{id: d{place}, kind: denial, when: 2024, source: press}}\n"
        for place in range(number)
    )
    case = f"events:\n  - {{kind: strike, when: 2023-12-30, source: press}}\n{denials}"
    count = 0
    real = SimpleTemporalNetwork.most

    def most(network: SimpleTemporalNetwork, start: str, end: str) -> int | None:
        nonlocal count
        count += 1
        return real(network, start, end)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SimpleTemporalNetwork, "most", most)
        (finding,) = judged(case, POLICY, "2024-12-31").findings
    assert finding.verdict.value == "met possibly late"
    return count


def test_work_grows_as_the_square_of_the_events_that_may_be_first() -> None:
    """Twice as many need four times the work, not eight: sixty are judged at once."""
    assert looks(40) < 5 * looks(20)
