"""Pool: records of many files, cached or made anew.

What is made of one file depends on its content, on the content of the sources that it cites, on the
rules of the workspace, on the view, and on the day. All of these are in the key of what is kept, or
beside it and compared. Unknown files are shared out among the processors; each gives back records,
so that no more than one case at a time is held.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import msgspec

from timeline.cache.contents import UNREADABLE, Contents, Notes, names_in
from timeline.cache.digest import digest_of
from timeline.cache.inputs import Inputs
from timeline.read.root import shipped_folder
from timeline.view import Resources

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from timeline.cache.memory import Memory
    from timeline.errors import Problem
    from timeline.view import View

_FEW = 32
"""Files that are sooner read here than shared out."""
_A_SHARE = 24
"""Files given to a processor at a time."""
_A_BATCH = 2048
"""Files looked up, made and kept together."""
_SUFFIX = ".yaml"
_RULES = ("policies", "calendars")


class Made(NamedTuple):
    """Result of making a record of one file."""

    record: msgspec.Struct | None
    """None if nothing could be made."""
    problems: tuple[Problem, ...] = ()
    """Reasons for that, or flaws of files it depends on. Nothing with a problem is kept."""
    cited: Collection[str] = ()
    """Sources that it depends on as well."""
    may_be_kept: bool = False
    """True if it depends on nothing else, such as the names of other files."""


class Task(NamedTuple):
    """Record to make of each file.

    Both `make` and the record's type are of a module, so that other processes find them.
    """

    record: type[msgspec.Struct]
    make: Callable[..., Made]
    """Takes a view and an id, and what was asked."""
    asked: tuple[int | str, ...] = ()
    """Options that the record depends on."""
    trim: Callable[[Any], msgspec.Struct] | None = None
    """Takes from the record what is not worth keeping."""


def make_records(view: View, folder: str, names: Sequence[str], task: Task) -> Iterator[Made]:
    """Make records of files, in the order given.

    Args:
        view: the workspace, how to look at it, and what is at hand.
        folder: where the files are: `cases` or `seeds`.
        names: their ids.
        task: what to make.
    """
    todo = iter(names)
    memory = view.run.memory
    with _Crew(view, folder, task, len(names)) as crew:
        recalled = None if memory is None else _Recalled(view, folder, task, memory)
        while batch := list(islice(todo, _A_BATCH)):
            known = {} if recalled is None else recalled.find(batch)
            made = crew.make([name for name in batch if name not in known])
            fresh: list[tuple[str, _Fresh]] = []
            for name in batch:
                if name in known:
                    yield known[name]
                else:
                    one = next(made)
                    fresh.append((name, one))
                    yield one.made
            if recalled is not None:
                recalled.keep(fresh)


class _Fresh(NamedTuple):
    """A new result with the digests to check later."""

    made: Made
    digests: dict[str, str]
    """Of the file and the sources cited, by path."""


class _Kept(msgspec.Struct, array_like=True):
    """Cached result of one file."""

    day: int
    """Today, when it was made."""
    cited: dict[str, str]
    """Digests of the sources, by id."""
    record: msgspec.Raw


class _Recalled:
    """Earlier results of the same content and view."""

    def __init__(self, view: View, folder: str, task: Task, memory: Memory) -> None:
        self.view, self.folder, self.memory = view, folder, memory
        self.root = os.path.abspath(view.workspace.root)
        looked = [view.as_of, view.policy_id, view.known_on, view.workspace.shown_as, folder]
        looked += task.asked
        if view.workspace.is_published:
            looked.append(json.dumps(sorted(view.workspace.withheld_sources)))
        named = f"{task.make.__module__}.{task.make.__qualname__}"
        rules = self._rules()
        is_inside = all(map(self._is_inside, ("", "cases", "seeds", "policies")))
        self._about = (
            None if rules is None or not is_inside else json.dumps([named, looked, rules]).encode()
        )
        self._listed = frozenset(names_in(os.path.join(self.root, folder), _SUFFIX))
        self._kept = msgspec.json.Decoder(_Kept)
        self._record = msgspec.json.Decoder(task.record)
        self.trim = task.trim

    def _is_inside(self, folder: str) -> bool:
        """Return True unless a link leads the folder elsewhere."""
        place = os.path.realpath(os.path.join(self.root, folder))
        return place == os.path.join(os.path.realpath(self.root), folder).rstrip(os.sep)

    def _rules(self) -> list[list[str]] | None:
        """Return digests of kinds, policies and calendars.

        None if one of the workspace's files is unreadable.
        """
        found = []
        inputs = self.view.workspace.inputs
        for folder in ("policies", "policies/calendars"):
            for name in names_in(os.path.join(self.root, folder), _SUFFIX):
                path = self._path(folder, name)
                inputs.saw_digest(path, self.memory.contents.digest(path))
                found.append([folder, name, inputs.digest(path)])
        if any(digest == UNREADABLE for *_, digest in found):
            return None
        return [*found, *self._shipped_sources()]

    def _shipped_sources(self) -> list[list[str]]:
        """Return a digest of the shipped rules' texts.

        For a workspace that does not hold them.
        """
        if self.view.workspace.is_shipped:
            return []
        folder = os.path.join(shipped_folder(), "seeds")
        digest = self.memory.contents.digest
        digests = [
            digest(os.path.join(folder, f"{name}{_SUFFIX}")) for name in names_in(folder, _SUFFIX)
        ]
        return [["shipped", digest_of("".join(digests).encode()).hex()]]

    def find(self, names: Sequence[str]) -> dict[str, Made]:
        """Map the known files to their results."""
        found = {name: self._found(name) for name in names}
        return {name: Made(record) for name, record in found.items() if record is not None}

    def _found(self, name: str) -> msgspec.Struct | None:
        """Return the record of an unchanged file, or None.

        File, sources and day have to be those that it was made of.
        """
        if name not in self._listed:
            return None
        digest = self.memory.contents.digest
        key = self._key(name, digest(self._path(self.folder, name)))
        row = None if key is None else self.memory.store.get(key)
        if row is None:
            return None
        kept = self._kept.decode(row)
        if kept.day != self.view.today:
            return None
        for source, then in kept.cited.items():
            if digest(self._path("seeds", source)) != then:
                return None
        return self._record.decode(kept.record)

    def keep(self, fresh: Sequence[tuple[str, _Fresh]]) -> None:
        """Keep results for later runs."""
        if self.view.workspace.inputs.is_mixed:  # perhaps the rules are not those in the key
            return
        rows = []
        for name, one in fresh:
            key = self._key(name, one.digests.get(self._path(self.folder, name), UNREADABLE))
            if key is not None and one.made.may_be_kept and not one.made.problems:
                value = self._sealed(one)
                rows += [] if value is None else [(key, value)]
        self.memory.store.put(rows)
        self.memory.contents.save()

    def _sealed(self, one: _Fresh) -> bytes | None:
        """Encode a record with what it was made of.

        None if JSON cannot hold it, or a source is unreadable.
        """
        cited = {
            source: one.digests.get(self._path("seeds", source), UNREADABLE)
            for source in one.made.cited
        }
        if UNREADABLE in cited.values():
            return None
        try:
            whole = one.made.record
            kept = whole if self.trim is None or whole is None else self.trim(whole)
            record = msgspec.Raw(msgspec.json.encode(kept))
            return msgspec.json.encode(_Kept(self.view.today, cited, record))
        except UnicodeEncodeError:  # half of a character, which no UTF-8 can hold
            return None

    def _path(self, folder: str, name: str) -> str:
        return _path(self.root, folder, name)

    def _key(self, name: str, digest: str) -> bytes | None:
        if self._about is None or name not in self._listed or digest == UNREADABLE:
            return None
        return digest_of(
            b"row", self.memory.program, self._about, os.fsencode(name), digest.encode()
        )


class _Crew:
    """Processes that make records; this one alone for few."""

    def __init__(self, view: View, folder: str, task: Task, most: int) -> None:
        self._view, self._folder, self._task = view, folder, task
        self._pool: ProcessPoolExecutor | None = None
        self._processors = view.run.processors if most > _FEW else 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def make(self, names: Sequence[str]) -> Iterator[_Fresh]:
        """Make a record of each file, in order."""
        if len(names) <= _FEW or self._processors == 1:
            for name in names:
                yield _made(self._view, self._folder, name, self._task)
            return
        from concurrent.futures.process import BrokenProcessPool

        if self._pool is None:
            self._pool = _start_pool(self._processors)
        bare = replace(self._view, workspace=self._view.workspace.fresh(), run=Resources())
        work = partial(_make_share, bare, self._folder, self._task)
        shares = [names[start : start + _A_SHARE] for start in range(0, len(names), _A_SHARE)]
        count = 0
        try:
            for done in self._pool.map(work, shares):
                self._note(done)
                count += len(done.fresh)
                yield from done.fresh
        except BrokenProcessPool:  # one was killed: what is left is made here
            self._processors = 1
            yield from self.make(names[count:])

    def _note(self, done: _Done) -> None:
        """Note another process's reads as our own."""
        inputs = self._view.workspace.inputs
        if inputs.contents is not None:
            inputs.contents.take_over(done.notes)
        inputs.saw_digests(done.rules)
        for one in done.fresh:
            inputs.saw_digests(one.digests)
        inputs.is_mixed |= done.is_mixed


def _start_pool(processors: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    way = "fork" if sys.platform == "linux" else None  # nothing here runs in threads
    return ProcessPoolExecutor(processors, get_context(way), _begin, (os.getpid(),))


def _begin(first: int) -> None:
    """Ignore interrupts and end with the first process."""
    # The first process is the one to be interrupted. Cycles are rare here, and looking for them
    # took a tenth of the time.
    import gc
    import signal
    from threading import Thread

    gc.freeze()
    gc.set_threshold(100_000)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(first,), daemon=True).start()


def _end_with(first: int) -> None:
    """Wait until the first process is gone, then exit."""
    # It may have had no time to say so.
    while os.getppid() == first:
        time.sleep(1)
    os._exit(1)


class _Done(NamedTuple):
    """Results of another process."""

    fresh: list[_Fresh]
    notes: Notes
    rules: dict[str, str]
    """Digests of the kinds, policies and calendars that it has read, by path."""
    is_mixed: bool


def _make_share(view: View, folder: str, task: Task, names: Sequence[str]) -> _Done:
    """Make records in another process; the view comes without anything read."""
    view, contents = _opened(view)
    inputs = view.workspace.inputs
    fresh = [_made(view, folder, name, task) for name in names]
    rules = {
        os.path.join(where, name): digest
        for where, digests in inputs.files.items()
        if os.path.basename(where) in _RULES
        for name, digest in digests.items()
    }
    return _Done(fresh, contents.give_notes(), rules, inputs.is_mixed)


def _made(view: View, folder: str, name: str, task: Task) -> _Fresh:
    inputs, root = view.workspace.inputs, os.path.abspath(view.workspace.root)
    found, problems = view.attempt(lambda name: task.make(view, name, *task.asked), folder, name)
    made = found or Made(None, tuple(problems))
    paths = [_path(root, folder, name), *(_path(root, "seeds", source) for source in made.cited)]
    return _Fresh(made, {path: inputs.digest(path) for path in paths})


def _path(root: str, folder: str, name: str) -> str:
    return os.path.join(root, folder, f"{name}{_SUFFIX}")


@lru_cache(maxsize=1)
def _opened(view: View) -> tuple[View, Contents]:
    """Return a view for the shares of another process, and the digests of what it reads."""
    contents = Contents(None)
    return replace(view, workspace=view.workspace.fresh(Inputs(contents))), contents
