"""`timeline check`: every file, every problem, in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.cli.options import PROBLEMS, Options, print_json
from timeline.errors import format_problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def run_check(paths: Sequence[Path], options: Options) -> int:
    """`timeline check`."""
    from timeline.api import check_files  # noqa: PLC0415 - fast start

    checked = check_files(options.view(), paths)
    if options.as_json:
        from timeline.render.json_tables import check_json  # noqa: PLC0415 - only for --json

        print_json(check_json(checked.files, checked.problems), options)
    else:
        from timeline.render.tables import print_problems  # noqa: PLC0415 - not for --json

        texts = [format_problem(problem) for problem in checked.problems]
        contradictions = sum(problem.code == "E601" for problem in checked.problems)
        print_problems(options.page(), texts, checked.files, contradictions)
    return PROBLEMS if any(not problem.is_warning for problem in checked.problems) else 0
