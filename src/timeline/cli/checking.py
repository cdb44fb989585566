"""`timeline check`: every file, every problem, in one run; and what a problem's code means."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.cli.options import PROBLEMS, Options, installed_version, print_json, print_text
from timeline.errors import Problem, ReadError, format_problem
from timeline.location import Location

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.api import Checked, View

FORMATS = ("text", "json", "github", "sarif")


def run_check(paths: Sequence[Path], options: Options, format_: str = "text") -> int:
    """`timeline check`.

    Raises:
        ReadError: no such format.
    """
    from timeline.api import check_files  # noqa: PLC0415 - fast start

    chosen = "json" if options.as_json else format_
    if chosen not in FORMATS:
        raise _unknown("E415", chosen, FORMATS, "--format", "format of a check")
    view = options.view()
    checked = check_files(_from_here(view) if chosen in ("github", "sarif") else view, paths)
    _print(checked, options, chosen)
    return PROBLEMS if any(not problem.is_warning for problem in checked.problems) else 0


def _print(checked: Checked, options: Options, format_: str) -> None:
    if format_ == "json":
        from timeline.render.json_tables import check_json  # noqa: PLC0415 - only for --json

        print_json(check_json(checked.files, checked.problems), options)
    elif format_ == "text":
        from timeline.render.tables import print_problems  # noqa: PLC0415 - not for --json

        texts = [format_problem(problem) for problem in checked.problems]
        contradictions = sum(problem.code == "E601" for problem in checked.problems)
        print_problems(options.page(), texts, checked.files, contradictions)
    else:
        from timeline.render import problem_formats  # noqa: PLC0415 - only for these formats

        if format_ == "github":
            is_ascii = options.shows_ascii()
            print_text(problem_formats.format_github(checked.problems, ascii_only=is_ascii))
        else:
            version = installed_version()
            print_json(problem_formats.sarif_json(checked.problems, version), options)


def _from_here(view: View) -> View:
    """The same view, with files named from the folder that one stands in, as other programs do."""
    workspace = view.workspace
    if workspace.is_shipped:
        return view
    below = Path(os.path.relpath(workspace.root.resolve(), Path.cwd())).as_posix()
    return replace(view, workspace=replace(workspace, shown_as="" if below == "." else f"{below}/"))


def run_explain_code(code: str, options: Options) -> int:
    """`timeline check --explain`.

    Raises:
        ReadError: no problem has this code.
    """
    from timeline.codes import CODES  # noqa: PLC0415 - fast start

    about = CODES.get(code.upper())
    if about is None:
        raise _unknown("E418", code, list(CODES), "--explain", "code of a problem")
    if options.as_json:
        from timeline.render.json_tables import code_json  # noqa: PLC0415 - only for --json

        print_json(code_json(code.upper(), about), options)
    else:
        from timeline.render.tables import print_code  # noqa: PLC0415 - not for --json

        print_code(options.page(), code.upper(), about)
    return 0


def _unknown(code: str, word: str, known: Sequence[str], option: str, noun: str) -> ReadError:
    from timeline.model.fields import nearest  # noqa: PLC0415 - only when something is wrong

    message = f"{word} is not a {noun}"
    hint = nearest(word.upper() if code == "E418" else word, known)
    return ReadError([Problem(code, message, Location(option, None), hint)])
