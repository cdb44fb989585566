"""`timeline fmt`: the canonical layout of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.cli.options import PROBLEMS, UNUSABLE, Options, say, tell
from timeline.errors import Problem, ReadError
from timeline.location import Location

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from timeline.edit.formatting import Formatting


def run_fmt(paths: Sequence[Path], options: Options, *, check: bool, write: bool) -> int:
    """`timeline fmt`.

    Raises:
        ReadError: both or neither of --check and --write, or nothing to write into.
    """
    from timeline.edit.formatting import format_files  # noqa: PLC0415 - fast start

    if check is write:
        message = "say either --check, which changes nothing, or --write"
        hint = "timeline fmt --check"
        raise ReadError([Problem("E707", message, Location("fmt", None), hint)])
    workspace = options.view().workspace
    if write and workspace.is_shipped:
        message = "there is no workspace to write into: no folder here or above holds cases/"
        hint = "make one with mkdir -p cases seeds, or name one with --root"
        raise ReadError([Problem("E702", message, Location("cases", None), hint)])
    done = format_files(workspace, paths, writes=write)
    _print(done, options, is_check=check)
    if tell(done.problems):
        return UNUSABLE
    return PROBLEMS if check and done.changed else 0


def _print(done: Formatting, options: Options, *, is_check: bool) -> None:
    from timeline.render.changes import print_file_change  # noqa: PLC0415 - fast start

    page = options.page()
    for one in done.changed:
        if is_check:
            print_file_change(page, one.shown, _text(one.before), _text(one.after))
        else:
            page.line(f"written: {one.shown}")
    words = "would change" if is_check else "written"
    say(f"{len(done.changed)} of {done.files} files {words}")


def _text(data: bytes) -> str:
    return data.decode("utf-8")
