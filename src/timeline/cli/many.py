"""Commands about many cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.cli.options import PROBLEMS, UNUSABLE, Options, print_json, tell
from timeline.errors import Problem, ReadError
from timeline.location import Location

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.conformance.judged import Judged
    from timeline.portfolio.compare import Measured


def run_list(options: Options) -> int:
    """`timeline list`."""
    view = options.view()
    found, problems = view.judge_all(view.workspace.case_ids)
    if options.as_json:
        from timeline.render.json_tables import list_json  # noqa: PLC0415 - only for --json

        print_json(list_json(found, problems), options)
    else:
        from timeline.render.tables import print_list  # noqa: PLC0415 - not for --json

        print_list(options.page(), found, len(set(problems)))
    return UNUSABLE if tell(problems) else 0


def run_compare(cases: Sequence[str], options: Options) -> int:
    """`timeline compare`.

    Raises:
        ReadError: fewer than two different cases.
    """
    from timeline.portfolio.compare import compare_cases  # noqa: PLC0415 - fast start

    names = list(dict.fromkeys(cases))
    if len(names) < 2:  # noqa: PLR2004 - a comparison
        message = "a comparison needs two different cases"
        hint = "timeline compare kabul-2021 may3-syria"
        raise ReadError([Problem("E416", message, Location("compare", None), hint)])
    view = options.view()
    found, problems = view.judge_all(names)
    if problems:
        tell(problems)
        return UNUSABLE
    comparisons = compare_cases([_measured(judged) for judged in found])
    if options.as_json:
        from timeline.render.json_tables import compare_json  # noqa: PLC0415 - only for --json

        print_json(compare_json(found, comparisons), options)
    else:
        from timeline.render.tables import print_comparison  # noqa: PLC0415 - not for --json

        print_comparison(options.page(), found, comparisons)
    return 0


def _measured(judged: Judged) -> Measured:
    from timeline.portfolio.compare import Measured  # noqa: PLC0415 - fast start

    rounds = max(event.event.round for event in judged.reckoning.events.values())
    policy = judged.report.selection.policy.id if judged.report else ""
    return Measured(judged.id, policy, judged.latencies, rounds)


def run_overdue(cases: Sequence[str], options: Options, *, exit_code: bool) -> int:
    """`timeline overdue`."""
    from timeline.portfolio.overdue import overdue_findings  # noqa: PLC0415 - fast start

    view = options.view()
    found, problems = view.judge_all(list(dict.fromkeys(cases)) or view.workspace.case_ids)
    rows = overdue_findings(report for judged in found for report in judged.reports)
    if options.as_json:
        from timeline.render.json_tables import overdue_json  # noqa: PLC0415 - only for --json

        print_json(overdue_json(rows, problems, view.workspace.kinds, view.known_on), options)
    elif found or not problems:  # "nothing is overdue" is not said where nothing could be judged
        from timeline.render.tables import print_overdue  # noqa: PLC0415 - not for --json

        print_overdue(options.page(), rows, view.workspace.kinds, view.as_of)
    if tell(problems):
        return UNUSABLE
    return PROBLEMS if rows and exit_code else 0
