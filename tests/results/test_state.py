"""Where a case stands, in words."""

import pytest

from tests.builders import inferred, ordinal
from timeline.results.build.state import case_state

PERHAPS = "2024-05-20/2024-06-20"


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([("strike", "2024-07-01")], "not yet happened"),
        ([("strike", PERHAPS)], "perhaps not yet happened"),
        ([("strike", "2024-05-20")], "nothing opened"),
        ([("strike", "2024-05-20"), ("assessment_opened", PERHAPS)], "perhaps nothing opened"),
        ([("strike", PERHAPS), ("assessment_opened", PERHAPS)], "perhaps not yet happened"),
        ([("strike", "2024-05-20"), ("assessment_opened", "2024-05-21")], "under assessment"),
        ([("investigation_opened", "2024-05-20")], "under investigation"),
        ([("investigation_opened", PERHAPS)], "perhaps nothing opened"),
        ([("investigation_opened", "2024-07-01")], "nothing opened"),
        ([("policy_change", "2024-05-01"), ("strike", "2024-07-01")], "not yet happened"),
        ([("strike", "2024-05-20"), ("acknowledgement", "2024-05-21")], "acknowledged"),
        ([("strike", "2024-05-20"), ("acknowledgement", PERHAPS)], "perhaps acknowledged"),
        ([("strike", "2024-05-20"), ("acknowledgement", "2024-07-01")], "nothing opened"),
        (
            [("assessment_opened", "2024-05-20"), ("acknowledgement", "2024-05-21")],
            "under assessment, acknowledged",
        ),
        ([("conclusion", "2024-05-20"), ("apology", "2024-05-21")], "concluded, apologised"),
        ([("investigation_opened, side: outside", "2024-05-20")], "nothing opened"),
    ],
)
def test_where_a_case_stands(events: list[tuple[str, str]], state: str) -> None:
    """The stage that was certainly reached; and no "not yet" of what may have happened."""
    lines = [f"  - {{kind: {kind}, when: {when}, source: s}}" for kind, when in events]
    assert case_state(inferred("events:\n" + "\n".join(lines)), ordinal("2024-06-01")) == state
