"""`timeline diff`: what a contribution changes in verdicts, bounds and days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.cli.options import PROBLEMS, UNUSABLE, Options, print_json, tell

if TYPE_CHECKING:
    from timeline.edit.states import Compared

HERE = "the workspace as it stands"


def run_diff(first: str, second: str | None, options: Options, *, exit_code: bool) -> int:
    """`timeline diff`."""
    from timeline.edit.states import compare_states, state_of  # noqa: PLC0415 - fast start

    view = options.view()
    with state_of(view, first) as before, state_of(view, second) as after:
        compared = compare_states(before, after)
    _print(first, HERE if second is None else second, compared, options)
    if tell(compared.problems):
        return UNUSABLE
    return PROBLEMS if compared.changes and exit_code else 0


def _print(first: str, second: str, compared: Compared, options: Options) -> None:
    if options.as_json:
        from timeline.results.build.changes import diff_record  # noqa: PLC0415 - only for --json

        print_json(diff_record(first, second, compared.changes, compared.problems), options)
    else:
        from timeline.render.changes import print_changes  # noqa: PLC0415 - not for --json

        print_changes(options.page(), first, second, compared.changes)
