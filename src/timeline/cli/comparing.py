"""`timeline compare`: latencies of two cases or of any number, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.cli.options import UNUSABLE, Options, print_json, say_unread, tell
from timeline.errors import Problem, ReadError
from timeline.location import Location

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.api import View
    from timeline.conformance.judged import Judged
    from timeline.portfolio.compare import Comparison

_WIDEST_TABLE = 3
"""Cases that fit side by side; more are drawn below each other."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What to compare, and how to show it."""

    cases: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    """By their ids; none for all of them."""
    is_all: bool = False
    as_strips: bool = False


def run_compare(asked: Asked, options: Options) -> int:
    """`timeline compare`.

    Raises:
        ReadError: fewer than two different cases, or no such measure.
    """
    from timeline.portfolio.compare import (  # noqa: PLC0415 - fast start
        compare_cases,
        measured_of,
    )

    names = list(dict.fromkeys(asked.cases))
    if not asked.is_all:
        _refuse_too_few(names)
    view = options.view()
    _refuse_unknown(asked.measures, view)
    if asked.is_all:
        names = list(dict.fromkeys([*names, *view.workspace.case_ids]))
    say_unread(view)
    found, problems = view.judge_all(names)
    if problems and not asked.is_all:
        tell(problems)
        return UNUSABLE
    if len(found) < 2:  # noqa: PLR2004 - a comparison
        tell(problems)
        _refuse_too_few(found)
    comparisons = compare_cases([measured_of(judged) for judged in found], asked.measures)
    if options.as_json:
        from timeline.render.json_tables import compare_json  # noqa: PLC0415 - only for --json

        print_json(compare_json(found, comparisons, problems), options)
    else:
        _print(found, comparisons, asked, options)
    return UNUSABLE if tell(problems) else 0


def _refuse_too_few(cases: Sequence[object]) -> None:
    if len(cases) < 2:  # noqa: PLR2004 - a comparison
        message = "a comparison needs two different cases"
        hint = "timeline compare kabul-2021 may3-syria"
        raise ReadError([Problem("E416", message, Location("compare", None), hint)])


def _refuse_unknown(measures: Sequence[str], view: View) -> None:
    from timeline.model.fields import nearest  # noqa: PLC0415 - fast start

    known = [measure.id for measure in view.measures]
    problems = [
        Problem("E420", f"no measure {name}", Location("--measure", None), nearest(name, known))
        for name in dict.fromkeys(measures)
        if name not in known
    ]
    if problems:
        raise ReadError(problems)


def _print(
    found: Sequence[Judged], comparisons: Sequence[Comparison], asked: Asked, options: Options
) -> None:
    page = options.page()
    if not comparisons:
        page.line("No measure that was asked for applies to any of these cases.")
    elif asked.as_strips or len(found) > _WIDEST_TABLE:
        from timeline.render.strips import print_strips  # noqa: PLC0415 - only where drawn

        print_strips(page, [judged.name for judged in found], comparisons)
    else:
        from timeline.render.tables import print_comparison  # noqa: PLC0415 - not for --json

        print_comparison(page, found, comparisons)
