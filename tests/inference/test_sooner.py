"""What the search for readings says without solving anew is what solving anew says."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings

from tests.builders import inferred
from tests.properties.strategies import Small, small_cases
from tests.properties.test_inference_oracle import inference_of
from timeline.inference.inference import Inference
from timeline.inference.subsets import _Search

MOST = 7

TIMED = """\
time_zone: Asia/Damascus
events:
  - kind: strike
    claims:
      - {when: 2023-05-03T11:42, source: a}
      - {when: within 24 hours before report, source: b}
  - id: report
    kind: external_report
    zone: America/New_York
    claims:
      - {when: 2023-05-03, source: a}
      - {when: 2023-05-05T10:00, source: b}
      - {when: after strike, source: c}
  - id: look
    kind: assessment_opened
    claims:
      - {when: before report, source: a}
      - {when: 2 days after strike, source: b}
"""

MONTHS = """\
events:
  - kind: strike
    claims: [{when: 2023-01, source: a}, {when: 2023-03-31, source: b}]
  - id: look
    kind: assessment_opened
    claims:
      - {when: 1 month after strike, source: a}
      - {when: 2023-05-02, source: b}
      - {when: within 2 months of strike, source: c}
  - id: end
    kind: assessment_closed
    claims:
      - {when: 10 working days after look, source: a}
      - {when: less than a week after look, source: b}
"""

CHOICES = """\
events:
  - kind: strike
    claims:
      - {when: "[2023-05-03, 2023-05-08]", source: a}
      - {when: 2023-05-05, source: b}
  - id: report
    kind: external_report
    claims:
      - {when: 3 days after strike, source: a}
      - {when: "[2023-05-06, 2023-05-08]", source: b}
"""


def subsets(search: _Search) -> Iterator[frozenset[str]]:
    """Every choice among the first few groups of a case."""
    groups = sorted(search.everything)[:MOST]
    for size in range(len(groups) + 1):
        for chosen in combinations(groups, size):
            yield frozenset(chosen)


def agrees(inference: Inference) -> bool:
    """Whether each choice of groups holds by the search exactly where solving it finds a way."""
    search = _Search(inference.events, inference.statements.accepted)
    return all(
        search.can_hold(groups) is bool(search.solve(search.everything - groups).branches)
        for groups in subsets(search)
    )


@pytest.mark.parametrize("text", [TIMED, MONTHS, CHOICES])
def test_times_months_and_choices(text: str) -> None:
    """Also where instants, months or one-of claims make it harder."""
    assert agrees(inferred(text))


@settings(deadline=None)
@given(small_cases(sizes=[(3, 8), (4, 8)], most_claims=7, walls=False))
def test_any_groups_of_a_small_case(case: Small) -> None:
    """Days and orders of every form."""
    assert agrees(inference_of(case))
