"""Counts of practices over the cases of a workspace, from what earlier runs have kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.cli.progress import with_progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.api import View
    from timeline.cli.options import Options
    from timeline.gather import Made
    from timeline.portfolio.practice import Practice, PracticeCount


def counts_beside(view: View, asked: Sequence[Practice], options: Options) -> list[PracticeCount]:
    """Count practices for a page on one case; none where there are too few cases or too many."""
    from timeline.portfolio.practice import is_countable  # noqa: PLC0415 - fast start

    names = view.workspace.case_ids
    return practice_counts(view, asked, options) if is_countable(len(names)) else []


def practice_counts(view: View, asked: Sequence[Practice], options: Options) -> list[PracticeCount]:
    """Count how often practices were followed; each case by the policies of its own day."""
    if not asked:
        return []
    from timeline.gather import gather  # noqa: PLC0415 - fast start
    from timeline.portfolio.practice import count_practices  # noqa: PLC0415 - fast start

    names = view.workspace.case_ids
    own = replace(view, policy_id="")
    found = gather(own, "cases", names, answers_of, options.memory())
    made = with_progress(found, len(names), "counting practice")
    return count_practices((one.value or () for one in made), asked)


def answers_of(view: View, name: str) -> Made:
    """How one case stands against each practice that it called for."""
    from timeline.cli.many import made_of  # noqa: PLC0415 - fast start
    from timeline.portfolio.practice import practice_answers  # noqa: PLC0415 - fast start

    return made_of(view, name, practice_answers)
