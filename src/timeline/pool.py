"""Gather: something of each of many files, from what was kept of earlier runs, or anew.

What is made of one file hangs on its content, on the content of the sources that it cites, on the
rules of the workspace, on how it is looked at, and sometimes on the day. All of these are in the
key of what is kept, or beside it and compared. Files that are not known are shared out among the
processors; each gives back plain data, so that no more than one case at a time is held.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeAlias

from timeline.cache.contents import UNREADABLE, Contents, Notes, names_in
from timeline.cache.digest import digest_of
from timeline.cache.inputs import Inputs
from timeline.model.workspace import Workspace
from timeline.view import View

if TYPE_CHECKING:
    from timeline.cache.store import Store
    from timeline.errors import Problem

_FEW = 32
"""Files that are sooner read here than shared out."""
_A_SHARE = 24
"""Files that a processor is given at a time."""
_A_BATCH = 2048
"""Files that are looked up, made and kept together."""
_SUFFIX = ".yaml"
_RULES = ("policies", "calendars")
_YOUNG = 50_000
"""New objects after which the collector looks for what leads to itself: little does here, and
where many cases are judged it need not pile up."""


class Made(NamedTuple):
    """What was made of one file."""

    value: Any
    """Only what JSON can hold; None where nothing could be made."""
    problems: tuple[Problem, ...] = ()
    cited: Collection[str] = ()
    """The sources that it hangs on as well."""
    may_be_kept: bool = False
    """Whether it hangs on nothing else, such as the names of other files."""


Task: TypeAlias = Callable[[View, str], Made]
"""What is to be made of one file; a function of a module, so that other processes find it."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Where what was made is kept."""

    store: Store
    contents: Contents
    program: bytes
    """What program this is: other programs' results are not believed."""


def gather(
    view: View, folder: str, names: Sequence[str], task: Task, memory: Memory | None
) -> Iterator[Made]:
    """Make something of each file, in the order of the names.

    Args:
        view: the workspace, and how to look at it.
        folder: where the files are: `cases` or `seeds`.
        names: their ids.
        task: what to make.
        memory: what was made before; None to make everything anew.
    """
    todo = iter(names)
    with _Crew(view, folder, task, len(names)) as crew:
        recalled = None if memory is None else _Recalled(view, folder, task, memory)
        while batch := list(islice(todo, _A_BATCH)):
            known = {} if recalled is None else recalled.find(batch)
            missing = [name for name in batch if name not in known]
            made = zip(missing, crew.make(missing), strict=True)
            fresh: list[tuple[str, _Fresh]] = []
            for name in batch:
                if name in known:
                    yield known[name]
                else:
                    _, one = next(made)
                    fresh.append((name, one))
                    yield one.made
            if recalled is not None:
                recalled.keep(fresh)


class _Fresh(NamedTuple):
    """What was just made, and what of that one must know to believe it another day."""

    made: Made
    digests: dict[str, str]
    """Of the file and the sources cited, by path."""
    day: int | None
    """Today, where it hangs on that."""


class _Recalled:
    """What was made before of the same content, looked at in the same way."""

    def __init__(self, view: View, folder: str, task: Task, memory: Memory) -> None:
        self.view, self.folder, self.memory = view, folder, memory
        self.root = os.path.abspath(view.workspace.root)  # noqa: PTH100 - as the cache names them
        workspace = view.workspace
        looked = [view.as_of, view.policy_id, view.known_on, workspace.shown_as, folder]
        named = f"{task.__module__}.{task.__qualname__}"
        rules = self._rules()
        is_inside = all(map(self._is_inside, ("", "cases", "seeds", "policies")))
        self._about = (
            None if rules is None or not is_inside else json.dumps([named, looked, rules]).encode()
        )
        self._listed = frozenset(names_in(os.path.join(self.root, folder), _SUFFIX))  # noqa: PTH118

    def _is_inside(self, folder: str) -> bool:
        """Whether a folder of the workspace is none that a link has put there."""
        place = os.path.realpath(os.path.join(self.root, folder))  # noqa: PTH118
        return place == os.path.join(os.path.realpath(self.root), folder).rstrip(os.sep)  # noqa: PTH118

    def _rules(self) -> list[list[str]] | None:
        """The workspace's kinds, policies and calendars, by content; None if one is unreadable."""
        found = []
        inputs = self.view.workspace.inputs
        for folder in ("seeds", "policies", "policies/calendars"):
            place = os.path.join(self.root, folder)  # noqa: PTH118 - as the cache names them
            names = names_in(place, _SUFFIX)
            inputs.saw_names(place, _SUFFIX, names)
            for name in names if folder != "seeds" else ():
                path = self._path(folder, name)
                inputs.saw_digest(path, self.memory.contents.digest(path))
                found.append([folder, name, inputs.digest(path)])
        return None if any(digest == UNREADABLE for *_, digest in found) else found

    def find(self, names: Sequence[str]) -> dict[str, Made]:
        """What is known of these files, by name."""
        found = {}
        for name in names:
            kept = self._kept(name)
            if kept is not None and self._is_same(kept):
                self._note(name, kept)
                found[name] = Made(kept["value"])
        return found

    def keep(self, fresh: Sequence[tuple[str, _Fresh]]) -> None:
        """Keep what was made for later runs."""
        rows = []
        if self.view.workspace.inputs.is_mixed:  # perhaps the rules are not those in the key
            return
        for name, one in fresh:
            key = self._key(name, one.digests.get(self._path(self.folder, name), UNREADABLE))
            if key is not None and one.made.may_be_kept and not one.made.problems:
                cited = {
                    source: one.digests.get(self._path("seeds", source), UNREADABLE)
                    for source in one.made.cited
                }
                kept = {"cited": cited, "day": one.day, "value": one.made.value}
                rows.append((key, json.dumps(kept).encode()))
        self.memory.store.put(rows)

    def _path(self, folder: str, name: str) -> str:
        return os.path.join(self.root, folder, f"{name}{_SUFFIX}")  # noqa: PTH118 - many of them

    def _key(self, name: str, digest: str) -> bytes | None:
        if self._about is None or name not in self._listed or digest == UNREADABLE:
            return None
        return digest_of(
            b"row", self.memory.program, self._about, os.fsencode(name), digest.encode()
        )

    def _kept(self, name: str) -> dict[str, Any] | None:
        if name not in self._listed:
            return None
        key = self._key(name, self.memory.contents.digest(self._path(self.folder, name)))
        kept = None if key is None else self.memory.store.get(key)
        return None if kept is None else dict(json.loads(kept))

    def _is_same(self, kept: dict[str, Any]) -> bool:
        """Whether the sources and the day are those that it was made of."""
        digest = self.memory.contents.digest
        return kept["day"] in (None, self.view.today) and all(
            digest(self._path("seeds", source)) == then for source, then in kept["cited"].items()
        )

    def _note(self, name: str, kept: dict[str, Any]) -> None:
        """Note what the whole answer is made of."""
        inputs = self.view.workspace.inputs
        path = self._path(self.folder, name)
        inputs.saw_digest(path, self.memory.contents.digest(path))
        for source, digest in kept["cited"].items():
            inputs.saw_digest(self._path("seeds", source), digest)
        if kept["day"] is not None:
            self.view.asked_today()


class _Spec(NamedTuple):
    """A view in so few words that another process can open it."""

    root: str
    is_shipped: bool
    shown_as: str
    today: int
    as_of: int | None
    policy_id: str
    known_on: int | None


class _Crew:
    """Processes that make something of files; this one alone where there are few."""

    def __init__(self, view: View, folder: str, task: Task, most: int) -> None:
        self._view, self._folder, self._task = view, folder, task
        self._pool: ProcessPoolExecutor | None = None
        self._processors = _processors() if most > _FEW else 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def make(self, names: Sequence[str]) -> Iterator[_Fresh]:
        """Make something of each file, in order."""
        if len(names) <= _FEW or self._processors == 1:
            for name in names:
                yield _made(self._view, self._folder, name, self._task)
            return
        if self._pool is None:
            way = "fork" if sys.platform == "linux" else None  # nothing here runs in threads
            context = get_context(way)
            self._pool = ProcessPoolExecutor(self._processors, context, _begin, (os.getpid(),))
        work = _Share(_spec(self._view), self._folder, self._task)
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
        """Note what another process has read, as if it had been read here."""
        inputs = self._view.workspace.inputs
        if inputs.contents is not None:
            inputs.contents.take_over(done.notes)
        inputs.saw_digests(done.rules)
        inputs.saw_folders(done.folders)
        for one in done.fresh:
            inputs.saw_digests(one.digests)
            if one.day is not None:
                self._view.asked_today()
        if not done.is_whole:
            inputs.lost()


def _begin(first: int) -> None:
    """Leave it to the first process to be interrupted, and end where it has ended."""
    gc.set_threshold(_YOUNG)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(first,), daemon=True).start()


def _end_with(first: int) -> None:
    """Wait until the first process is gone, which may have had no time to say so."""
    while os.getppid() == first:
        time.sleep(1)
    os._exit(1)


class _Done(NamedTuple):
    """What another process has made of its share."""

    fresh: list[_Fresh]
    notes: Notes
    rules: dict[str, str]
    """The digests of the kinds, policies and calendars that it has read, by path."""
    folders: list[tuple[str, str, str]]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Share:
    """The work of another process."""

    spec: _Spec
    folder: str
    task: Task

    def __call__(self, names: Sequence[str]) -> _Done:
        """Make something of each of these files."""
        view = _opened(self.spec)
        inputs = view.workspace.inputs
        inputs.is_whole = True
        fresh = [_made(view, self.folder, name, self.task) for name in names]
        assert inputs.contents is not None  # noqa: S101 - `_opened` gives it
        read = inputs.as_json()
        rules = {
            os.path.join(folder, name): digest  # noqa: PTH118 - as the cache names them
            for folder, names in read["files"].items()
            if os.path.basename(folder) in _RULES  # noqa: PTH119
            for name, digest in names.items()
        }
        notes = inputs.contents.give_notes()
        return _Done(fresh, notes, rules, read["folders"], inputs.is_whole)


def _made(view: View, folder: str, name: str, task: Task) -> _Fresh:
    inputs, root = view.workspace.inputs, os.path.abspath(view.workspace.root)  # noqa: PTH100
    asked_before = inputs.day
    inputs.day = None
    try:
        made = task(view, name)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of the program takes no other case down
        made = Made(None, (view.failure(error, folder, name),))
    day = inputs.asked()
    if day is None:
        inputs.day = asked_before
    paths = [(folder, name), *(("seeds", source) for source in made.cited)]
    digests = {}
    for place, each in paths:
        path = os.path.join(root, place, f"{each}{_SUFFIX}")  # noqa: PTH118 - many of them
        digests[path] = inputs.digest(path)
    return _Fresh(made, digests, day)


def _spec(view: View) -> _Spec:
    workspace = view.workspace
    return _Spec(
        str(workspace.root),
        workspace.is_shipped,
        workspace.shown_as,
        view.today,
        view.as_of,
        view.policy_id,
        view.known_on,
    )


@lru_cache(maxsize=1)
def _opened(spec: _Spec) -> View:
    """The same view in another process, which lasts as long as its work does."""
    inputs = Inputs(Contents(None))
    workspace = Workspace(Path(spec.root), spec.is_shipped, spec.shown_as, inputs)
    return View(workspace, spec.today, spec.as_of, spec.policy_id, spec.known_on)


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
