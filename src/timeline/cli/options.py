"""The options that every reading command takes, and what they turn into."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.running import running, today
from timeline.errors import Problem, ReadError, TimelineError, format_problem
from timeline.location import Location
from timeline.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from timeline.pool import Memory
    from timeline.render.page import Page
    from timeline.view import View

PROBLEMS, UNUSABLE = 1, 2
_SHOWN = 5
"""Files that are named in one line."""


def completed_by(what: str) -> Callable[[str], list[str]]:
    """What completes a word for the shell: a case, a policy, a kind, ….

    Args:
        what: a key of `completion.completions`.
    """

    def complete(incomplete: str) -> list[str]:
        from timeline.cli.completion import completions  # noqa: PLC0415 - only for the shell

        return completions()[what](incomplete)

    return complete


Root = Annotated[
    Path | None,
    typer.Option("--root", help="The workspace: a folder that holds cases/.", show_default=False),
]
AsOf = Annotated[
    str,
    typer.Option(
        "--as-of", metavar="DAY", help="Judge at the end of that day: 2023-05-24, or today."
    ),
]
KnownOn = Annotated[
    str,
    typer.Option(
        "--known-on", metavar="DAY", help="Count only what was public by the end of that day."
    ),
]
PolicyOption = Annotated[
    str,
    typer.Option(
        "--policy",
        metavar="POLICY",
        help="Judge by this policy, as if.",
        autocompletion=completed_by("policy"),
    ),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Read everything anew, and keep nothing.")
]
Json = Annotated[bool, typer.Option("--json", help="The same result as JSON.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="Plain text.")]
Ascii = Annotated[bool, typer.Option("--ascii", help="ASCII characters only.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show tracebacks.", hidden=True)]


@dataclass(frozen=True)
class Options:
    """What the user asked for."""

    root: Path | None = None
    as_of: str = ""
    known_on: str = ""
    policy: str = ""
    as_json: bool = False
    no_color: bool = False
    ascii_only: bool = False
    no_cache: bool = False

    def view(self) -> View:
        """The workspace, and the day and policy to look at it by.

        Raises:
            TimelineError: no such folder, day or policy.
        """
        from timeline.view import View, open_workspace  # noqa: PLC0415 - not needed for --help

        day, run = today(), None if self.no_cache else running()
        inputs = None if run is None else run.inputs
        named = self.root or _from_environment()
        if named is not None and not (named / "cases").is_dir():
            said_by = "--root" if self.root else "TIMELINE_ROOT"
            message = f"{named} is not a folder that holds cases/"
            hint = "name the folder above cases/"
            raise ReadError([Problem("E412", message, Location(said_by, None), hint)])
        workspace = open_workspace(named, Path.cwd() if named is None else named, inputs)
        if inputs is not None and named is not None:
            inputs.saw_names(str(named / "cases"), ".yaml", workspace.case_ids)
        if workspace.is_shipped:
            say("using the cases that came with timeline: no folder here or above holds cases/")
        as_of = _day("--as-of", self.as_of, day)
        known_on = _day("--known-on", self.known_on, day)
        view = View(workspace, day, as_of, self.policy, known_on)
        if "today" in (self.as_of, self.known_on):
            view.asked_today()
        return view

    def memory(self) -> Memory | None:
        """What earlier runs have made of files; None where nothing is to be believed or kept."""
        from timeline.pool import Memory  # noqa: PLC0415 - only for many files

        run = None if self.no_cache else running()
        return None if run is None else Memory(run.store, run.contents, run.program)

    def page(self) -> Page:
        """A page on stdout."""
        from timeline.render.page import Page, make_console  # noqa: PLC0415 - not for --json

        _write_text_as_is(sys.stdout)
        console = make_console(sys.stdout, no_color=self.no_color)
        return Page(console, ascii_only=self.shows_ascii())

    def shows_ascii(self) -> bool:
        """Whether only ASCII is to be shown: asked for, or all that stdout can take."""
        return self.ascii_only or not _shows_unicode()


def _day(option: str, text: str, today: int) -> int | None:
    """The day that an option names; None where it was not given.

    Raises:
        ReadError: that is not a day.
    """
    if not text:
        return None
    if text == "today":
        return today
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        try:
            return date.fromisoformat(text).toordinal()
        except ValueError:
            pass
    hint = "write 2023-05-24, or today"
    raise ReadError([Problem("E413", f"{text} is not a day", Location(option, None), hint)])


def _shows_unicode() -> bool:
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    return encoding.startswith("utf")


def _write_text_as_is(stream: object) -> None:
    """Never fail on a character that the terminal cannot show."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def _from_environment() -> Path | None:
    named = os.environ.get("TIMELINE_ROOT")
    return Path(named) if named else None


def say(words: str) -> None:
    """Talk goes to stderr."""
    _write_text_as_is(sys.stderr)
    print(words, file=sys.stderr)  # noqa: T201 - the one place that talks


def say_unread(view: View) -> None:
    """Say which files of the workspace are left out of every answer."""
    unread = [problem.file for problem in view.workspace.unread]
    if unread:
        more = f" and {len(unread) - _SHOWN} more" if len(unread) > _SHOWN else ""
        files = "1 file is" if len(unread) == 1 else f"{len(unread)} files are"
        say(f"{files} not read: {visible(', '.join(unread[:_SHOWN]))}{more}; see timeline check")


def tell(problems: Iterable[Problem]) -> int:
    """Draw problems on stderr, each once; how many there were."""
    told = dict.fromkeys(problems)
    for problem in told:
        say(format_problem(problem))
    return len(told)


def installed_version() -> str:
    """The version of the program; empty where it runs from a checkout that is not installed."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - on request

    try:
        return version("investigation-timeline")
    except PackageNotFoundError:
        return ""


def print_text(text: str) -> None:
    """A result that is text already, on stdout."""
    _write_text_as_is(sys.stdout)
    print(text, end="")  # noqa: T201 - the result


def print_json(value: object, options: Options) -> None:
    """One JSON value on stdout."""
    from timeline.formats.json import format_json  # noqa: PLC0415 - only where asked for

    print_text(format_json(value, ascii_only=options.shows_ascii()))


def not_to_be_kept() -> None:
    """Have this run's answer found out again next time: why it failed is not noted."""
    run = running()
    if run is not None:
        run.inputs.lost()


def fail(error: TimelineError) -> typer.Exit:
    """Say why nothing could be judged."""
    tell(error.problems)
    return typer.Exit(UNUSABLE)
