"""`timeline check`: every file, every problem, in one run; and what a problem's code means."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.cli.fixed_words import CHECK_FORMATS
from timeline.cli.options import PROBLEMS, Options, installed_version, print_json, print_text
from timeline.cli.progress import with_progress
from timeline.errors import (
    Problem,
    ReadError,
    TimelineError,
    format_problem,
    problem_as_data,
    problem_from_data,
)
from timeline.location import Location

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.pool import Made
    from timeline.view import Checked, View


def run_check(paths: Sequence[Path], options: Options, format_: str = "text") -> int:
    """`timeline check`.

    Raises:
        ReadError: no such format.
    """
    chosen = "json" if options.as_json else format_
    if chosen not in CHECK_FORMATS:
        raise _unknown("E415", chosen, CHECK_FORMATS, "--format", "format of a check")
    view = options.view()
    view = _from_here(view) if chosen in ("github", "sarif") else view
    checked = _check(view, paths, options)
    _print(checked, options, chosen)
    return PROBLEMS if any(not problem.is_warning for problem in checked.problems) else 0


def _check(view: View, paths: Sequence[Path], options: Options) -> Checked:
    """Check some files, or every file of the workspace."""
    from timeline.pool import gather  # noqa: PLC0415 - fast start
    from timeline.view import Checked, check_file, check_files  # noqa: PLC0415 - fast start

    if paths:
        return check_files(view, paths)
    problems: list[Problem] = []
    files = list(view.workspace.files())
    memory = options.memory()
    for folder, task in (("cases", check_case), ("seeds", check_source)):
        names = [name for place, name, _ in files if place == folder]
        found = gather(view, folder, names, task, memory)
        for made in with_progress(found, len(names), f"checking {folder}"):
            problems.extend(made.problems)
            problems.extend(problem_from_data(data) for data in made.value or ())
    for folder, name, path in files:
        if folder not in ("cases", "seeds"):
            problems.extend(check_file(view, folder, name, path))
    problems.extend(view.workspace.unread)
    return Checked(len(files), tuple(dict.fromkeys(problems)))


def check_case(view: View, name: str) -> Made:
    """What is wrong with one case: by itself, and among its claims."""
    from timeline.model.workspace import cited_by  # noqa: PLC0415 - fast start
    from timeline.pool import Made  # noqa: PLC0415 - fast start
    from timeline.view import case_problems  # noqa: PLC0415 - fast start

    path = view.workspace.root / "cases" / f"{name}.yaml"
    cited: set[str] = set()
    try:
        file = view.workspace.load_case_at(path)
        cited = cited_by(file)
        found = case_problems(view, file)
    except TimelineError as error:
        return Made([problem_as_data(problem) for problem in error.problems], cited=cited)
    return Made([problem_as_data(problem) for problem in found], cited=cited, may_be_kept=True)


def check_source(view: View, name: str) -> Made:
    """What is wrong with one source."""
    from timeline.pool import Made  # noqa: PLC0415 - fast start
    from timeline.view import check_file  # noqa: PLC0415 - fast start

    path = view.workspace.root / "seeds" / f"{name}.yaml"
    found = [problem_as_data(problem) for problem in check_file(view, "seeds", name, path)]
    return Made(found, may_be_kept=not found)


def _print(checked: Checked, options: Options, format_: str) -> None:
    if format_ == "json":
        from timeline.results.build.many import check_record  # noqa: PLC0415 - only for --json

        print_json(check_record(checked.files, checked.problems), options)
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
        from timeline.results.build.many import code_record  # noqa: PLC0415 - only for --json

        print_json(code_record(code.upper(), about), options)
    else:
        from timeline.render.tables import print_code  # noqa: PLC0415 - not for --json

        print_code(options.page(), code.upper(), about)
    return 0


def _unknown(code: str, word: str, known: Sequence[str], option: str, noun: str) -> ReadError:
    from timeline.model.fields import nearest  # noqa: PLC0415 - only when something is wrong

    message = f"{word} is not a {noun}"
    hint = nearest(word.upper() if code == "E418" else word, known)
    return ReadError([Problem(code, message, Location(option, None), hint)])
