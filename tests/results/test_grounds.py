"""By which rule, with the clause that says so."""

import pytest

from timeline.results.build.grounds import first_sentence


@pytest.mark.parametrize(
    ("clause", "first"),
    [
        ("s. 1", "s. 1."),
        ("s. 10(1), as amended", "s. 10(1), as amended."),
        ("5 U.S.C. sec. 552(a)(6)", "5 U.S.C. sec. 552(a)(6)."),
        ("Within 90 days. A memorandum may extend this.", "Within 90 days."),
        (
            "At the commander's discretion (C-8). Officials say so.",
            "At the commander's discretion (C-8).",
        ),
        ("Review of the report.", "Review of the report."),
    ],
)
def test_a_clause_is_cut_at_the_end_of_a_sentence(clause: str, first: str) -> None:
    """A citation that is abbreviated stays whole."""
    assert first_sentence(clause) == first
