"""Options that commands share: workspace, day, form."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.errors import TimelineError, format_problem, refusal
from timeline.formats import Format, formats_of, write
from timeline.visible import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from timeline.results.record import Record
    from timeline.results.values import ProblemRecord
    from timeline.view import View

PROBLEMS, UNUSABLE = 1, 2
_SHOWN = 5
"""Files that are named in one line."""


@dataclass(frozen=True)
class Options:
    """Options that commands share, as they were typed."""

    command: str
    record: str
    """The name of the record that the command gives."""
    near: Path | None = None
    """Folder of a file of some workspace that was named; None for where one stands."""
    root: Path | None = None
    as_of: str = ""
    known_on: str = ""
    policy: str = ""
    format_: str = ""
    full: bool = False
    as_json: bool = False
    output: Path | None = None
    force: bool = False
    no_color: bool = False
    ascii_only: bool = False
    no_cache: bool = False

    @cached_property
    def view(self) -> View:
        """The workspace, opened on the day and by the policy that were asked for.

        Raises:
            TimelineError: no such folder, day or policy; or the format is none.
        """
        from timeline.cache.memory import open_memory
        from timeline.cli.progress import with_progress
        from timeline.commands import open_workspace
        from timeline.view import Resources

        _ = self.chosen  # refused before anything is read
        memory = None if self.no_cache else open_memory()
        view = open_workspace(
            self.root,
            as_of=self.as_of,
            known_on=self.known_on,
            policy=self.policy,
            near=self.near,
            run=Resources(memory, _processors(), with_progress),
        )
        if view.workspace.is_shipped:
            say("using the cases that came with timeline: no folder here or above holds cases/")
        if self.format_ in ("github", "sarif"):
            return _from_here(view)
        return view

    @cached_property
    def whole_view(self) -> View:
        """The view of a command over every case; says which files are left out of the answer."""
        unread = [problem.location.path for problem in self.view.workspace.unread]
        if unread:
            more = f" and {len(unread) - _SHOWN} more" if len(unread) > _SHOWN else ""
            files = "1 file is" if len(unread) == 1 else f"{len(unread)} files are"
            named = visible(", ".join(unread[:_SHOWN]))
            say(f"{files} not read: {named}{more}; see timeline check")
        return self.view

    @cached_property
    def chosen(self) -> Format:
        """The format that was asked for, by its name or by the suffix of the file.

        Raises:
            ReadError: there is none, there are two, or it needs a file.
        """
        known = formats_of(self.record)
        if self.as_json and self.format_ not in ("", "json"):
            message = f"--json and --format {self.format_} are two formats"
            raise refusal("E432", message, "--format", "give one of them")
        name = "json" if self.as_json else self.format_
        if name and name not in known:
            from timeline.model.names import nearest

            message = f"{name} is not a format of timeline {self.command}"
            raise refusal("E415", message, "--format", nearest(name, list(known)))
        if name:
            found = known[name]
        elif self.output is not None:
            found = self._by_suffix(known.values(), self.output.suffix)
        else:
            found = next(iter(known.values()))
        if found.is_binary and self.output is None:
            message = f"{found.name} is not text, and goes into a file"
            hint = f"--output answer{found.suffixes[0]}"
            raise refusal("E445", message, "--format", hint)
        return found

    def _by_suffix(self, known: Collection[Format], suffix: str) -> Format:
        for one in known:
            if suffix.lower() in one.suffixes:
                return one
        endings = ", ".join(one.suffixes[0] for one in known if one.suffixes)
        message = f"no format of timeline {self.command} goes into a file like {self.output}"
        raise refusal("E415", message, "--output", f"end its name in {endings}, or add --format")

    def give(self, record: Record, *, is_judgement: bool = False) -> int:
        """Print or write a record, and tell what is wrong with files.

        Args:
            record: the result.
            is_judgement: whether its problems are what was asked for, and are in it.

        Returns:
            The code to end with.
        """
        self._put(self._written(record))
        problems = () if is_judgement else getattr(record, "problems", ())
        return UNUSABLE if tell(problems) else 0

    def give_json(self, data: dict[str, Any]) -> int:
        """Print or write plain data as JSON; return the code to end with."""
        from timeline.results.record import json_text

        self._put(json_text(data, ascii_only=self.shows_ascii()))
        return 0

    def _put(self, data: str | bytes) -> None:
        """Write to the file that was named, else print."""
        if self.output is not None:
            self._write(self.output, data)
        elif isinstance(data, str):
            _write_text_as_is(sys.stdout)
            print(data, end="")

    def _written(self, record: Record) -> str | bytes:
        if self.chosen.name == "text":
            return self._drawn(record)
        ascii_only = self.shows_ascii()
        return write(record, self.chosen, ascii_only=ascii_only, is_full=self.full)

    def _drawn(self, record: Record) -> str:
        """Print a page; for a file, return its text."""
        from timeline.formats.text import format_text, print_page, terminal
        from timeline.pages import page_of

        page = page_of(record, is_full=self.full)
        if self.output is not None:
            return format_text(page, ascii_only=self.shows_ascii())
        _write_text_as_is(sys.stdout)
        print_page(
            page, terminal(sys.stdout, no_color=self.no_color), ascii_only=self.shows_ascii()
        )
        return ""

    def _write(self, output: Path, data: str | bytes) -> None:
        """Write a file, whole or not at all."""
        from timeline.edit.whole_file import hold, write_whole
        from timeline.read.source import read_bytes

        path = Path(output.parent.resolve(), output.name)
        shown = str(output)
        with hold(path.parent, shown):
            before = None
            if self.force and path.exists():
                path = path.resolve()
                before = read_bytes(path, shown)
            whole = data if isinstance(data, bytes) else data.encode("utf-8", "backslashreplace")
            write_whole(path, whole, before, shown)
        say(f"written: {output}")

    def shows_ascii(self) -> bool:
        """Return whether only ASCII is to be shown: asked for, or all that stdout can take."""
        return self.ascii_only or (self.output is None and not _shows_unicode())


def _from_here(view: View) -> View:
    """The same view, with files named from the folder that one stands in, as other programs do."""
    workspace = view.workspace
    if workspace.is_shipped:
        return view
    below = Path(os.path.relpath(workspace.root.resolve(), Path.cwd())).as_posix()
    return replace(view, workspace=replace(workspace, shown_as="" if below == "." else f"{below}/"))


def _processors() -> int:
    """Count the processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _shows_unicode() -> bool:
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    return encoding.startswith("utf")


def say(words: str) -> None:
    """Talk on stderr."""
    _write_text_as_is(sys.stderr)
    print(words, file=sys.stderr)


def _write_text_as_is(stream: object) -> None:
    """Never fail on characters that a terminal cannot show."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def tell(problems: Sequence[ProblemRecord]) -> int:
    """Draw problems on stderr, each once; return how many there were."""
    told = dict.fromkeys(problems)
    if told:
        from timeline.formats.problems import problem_text

        for problem in told:
            say(problem_text(problem))
    return len(told)


def fail(error: TimelineError) -> int:
    """Say why nothing could be judged; return the code to end with."""
    for problem in dict.fromkeys(error.problems):
        say(format_problem(problem))
    return UNUSABLE
