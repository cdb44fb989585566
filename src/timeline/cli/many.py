"""Commands about many cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.cli.options import PROBLEMS, UNUSABLE, Options, print_json, say_unread, tell
from timeline.cli.progress import with_progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from timeline.api import View
    from timeline.conformance.judged import Judged
    from timeline.errors import Problem
    from timeline.gather import Made, Task
    from timeline.render.rows import ListRow, OverduePart


def run_list(options: Options) -> int:
    """`timeline list`."""
    view = options.view()
    made, problems = _of_each(view, view.workspace.case_ids, row_of, options)
    rows: list[ListRow] = made
    if options.as_json:
        from timeline.render.json_parts import problems_json  # noqa: PLC0415 - only for --json

        found = [row["json"] for row in rows]
        print_json({"cases": found, "problems": problems_json(problems)}, options)
    else:
        from timeline.render.tables import print_list  # noqa: PLC0415 - not for --json

        print_list(options.page(), rows, len(problems))
    return UNUSABLE if tell(problems) else 0


def run_overdue(cases: Sequence[str], options: Options, *, exit_code: bool) -> int:
    """`timeline overdue`."""
    view = options.view()
    names = list(dict.fromkeys(cases)) or view.workspace.case_ids
    made, problems = _of_each(view, names, overdue_of, options)
    parts: list[OverduePart] = made
    if options.as_json:
        from timeline.render.json_tables import overdue_json  # noqa: PLC0415 - only for --json
        from timeline.render.rows import not_judged_in, worst_first  # noqa: PLC0415

        found = (row["json"] for row in worst_first(parts))
        print_json(overdue_json(found, not_judged_in(parts), problems), options)
    elif made or not problems:  # "nothing is overdue" is not said where nothing could be judged
        from timeline.render.tables import print_overdue  # noqa: PLC0415 - not for --json

        print_overdue(options.page(), parts, view.as_of, left_out=len(names) - len(parts))
    if tell(problems):
        return UNUSABLE
    return PROBLEMS if exit_code and any(part["rows"] for part in parts) else 0


def _of_each(
    view: View, names: Sequence[str], task: Task, options: Options
) -> tuple[list[Any], list[Problem]]:
    """What a task makes of each case that can be judged, and the problems of the others."""
    from timeline.gather import gather  # noqa: PLC0415 - fast start

    values: list[Any] = []
    problems: list[Problem] = []
    say_unread(view)
    found = gather(view, "cases", names, task, options.memory())
    for made in with_progress(found, len(names), "judging cases"):
        problems.extend(made.problems)
        if made.value is not None:
            values.append(made.value)
    return values, list(dict.fromkeys(problems))


def row_of(view: View, name: str) -> Made:
    """One row of `timeline list`."""
    from timeline.render.rows import list_row  # noqa: PLC0415 - fast start

    return made_of(view, name, list_row)


def overdue_of(view: View, name: str) -> Made:
    """What `timeline overdue` has to say of one case."""
    from timeline.render.rows import overdue_part  # noqa: PLC0415 - fast start

    return made_of(view, name, overdue_part)


def made_of(view: View, name: str, make: Callable[[Judged], object]) -> Made:
    """What a function makes of one case that is judged, or its problems."""
    from timeline.errors import TimelineError  # noqa: PLC0415 - fast start
    from timeline.gather import Made  # noqa: PLC0415 - fast start
    from timeline.model.workspace import cited_by  # noqa: PLC0415 - fast start

    cited: set[str] = set()
    try:
        file = view.workspace.load_case(name)
        cited = cited_by(file)
        judged = view.judge_file(file)
    except TimelineError as error:
        return Made(None, error.problems, cited)
    return Made(make(judged), judged.problems, cited, may_be_kept=True)
