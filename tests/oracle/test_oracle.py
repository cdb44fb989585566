"""The program answers small cases made by chance as brute force does."""

from collections import Counter

import pytest

from tests.oracle.adapter import RefusedError, differences, program_findings, told
from tests.oracle.oracle import judge
from tests.oracle.situations import situation
from tests.oracle.worlds import TooLargeError

FIRST, COUNT, PART = 1000, 300, 50


@pytest.mark.parametrize("start", range(FIRST, FIRST + COUNT, PART))
def test_the_program_agrees_with_brute_force(start: int) -> None:
    """The first case that differs is shown whole, with a count of the others."""
    faults: list[str] = []
    counts: Counter[str] = Counter()
    for number in range(start, start + PART):
        made = situation(number)
        try:
            found = differences(judge(made), program_findings(made))
        except TooLargeError:
            continue
        except RefusedError as error:
            counts["refused"] += 1
            faults.append(f"case {number} is refused\n{error}")
            continue
        counts["judged"] += 1
        if found:
            counts["different"] += 1
            faults.append(f"case {number}\n{told(made, found)}")
    assert not faults, f"{dict(counts)}; the first:\n{faults[0]}"
    assert counts["judged"] > PART // 2
