"""Commands about many cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.cli.options import PROBLEMS, UNUSABLE, Options, print_json, tell

if TYPE_CHECKING:
    from collections.abc import Sequence


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
