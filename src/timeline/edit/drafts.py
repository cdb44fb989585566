"""Drafts of files, judged before they are written."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from timeline.checking import case_problems
from timeline.edit.blocks import Style, format_item, format_mapping
from timeline.edit.insert import as_tree, with_entry
from timeline.edit.whole_file import already_there, hold, write_whole
from timeline.errors import CaseError, Problem, ReadError, refusal
from timeline.location import Location
from timeline.model.build import build_case, build_policy, build_source, build_vocabulary
from timeline.model.names import MOST_ID_CHARACTERS
from timeline.model.workspace import KINDS_FILE, MEASURES_FILE
from timeline.portfolio.changes import CaseChange, compare_judged
from timeline.read.parse import parse_yaml
from timeline.read.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from timeline.edit.blocks import Words
    from timeline.model.build import CaseFile
    from timeline.view import View

SCHEMA_LINE: Final = "# yaml-language-server: $schema=../schemas/{0}.schema.json\n"
"""Comment telling an editor where the schema stands: a folder schemas/ in the workspace."""


@dataclass(frozen=True)
class Draft:
    """One file before and after an edit, written or not."""

    shown: str
    """Name below the workspace."""
    before: str
    """Old text; empty if it was not there."""
    after: str
    change: CaseChange | None
    """Changes in bounds, verdicts and days; None for what is no case."""
    problems: tuple[Problem, ...]
    """Warnings, and what was wrong around the case before."""
    is_written: bool


def add_event(view: View, case_id: str, event: Mapping[str, Words], *, writes: bool) -> Draft:
    """Append an event to a case, its keys in the order given.

    Raises:
        TimelineError: what a check would say of the file; then nothing is written.
    """
    refuse_shipped(view)
    view.workspace.load_case(case_id)
    path = view.workspace.path_of("cases", case_id, "case")
    shown, file = view.workspace.shown(path), path.resolve()
    with hold(file.parent, shown):
        data = read_bytes(file, shown)
        old = _built(view, data, case_id, shown)
        new_data = with_entry(data, old.document, event, "events")
        new = _built(view, new_data, case_id, shown)
        known = [*case_problems(view, old), *view.workspace.load_cited(old)[1]]
        found = _refuse_new_problems(view, new, known)
        change = compare_judged(view.judge_file(old), view.judge_file(new))
        if writes:
            write_whole(file, new_data, data, shown)
    return Draft(shown, data.decode(), new_data.decode(), change, tuple(found), writes)


def new_case(
    view: View,
    case_id: str,
    head: Mapping[str, Words],
    event: Mapping[str, Words],
    *,
    writes: bool,
) -> Draft:
    """Start a case with what stands above the events, and one event.

    Raises:
        TimelineError: what a check would say of the file; then nothing is written.
    """
    path, shown = _free_place(view, "cases", case_id, "case")

    def render(style: Style) -> str:
        body = format_mapping(head, style) + "\nevents:\n" + format_item(event, 2, style)
        return SCHEMA_LINE.format("case") + body

    data = _faithful(render, {**head, "events": [event]}, shown)
    new = _built(view, data, case_id, shown)
    found = _refuse_new_problems(view, new, [])
    change = compare_judged(None, view.judge_file(new))
    if writes:
        with hold(path.parent, shown):
            write_whole(path, data, None, shown)
    return Draft(shown, "", data.decode(), change, tuple(found), writes)


def new_source(view: View, source_id: str, values: Mapping[str, Words], *, writes: bool) -> Draft:
    """Start a source.

    Raises:
        TimelineError: what a check would say of the file; then nothing is written.
    """
    path, shown = _free_place(view, "seeds", source_id, "source")

    data = _faithful(
        lambda style: SCHEMA_LINE.format("source") + format_mapping(values, style), values, shown
    )
    build_source(parse_yaml(data, shown))
    if writes:
        _write_new(path, data, shown)
    return Draft(shown, "", data.decode(), None, (), writes)


def new_policy(view: View, policy_id: str, values: Mapping[str, Words], *, writes: bool) -> Draft:
    """Start a policy whose first rule is to be filled in.

    Raises:
        TimelineError: what a check would say of the file; then nothing is written.
    """
    path, shown = _free_place(view, "policies", policy_id, "policy")
    if policy_id in (KINDS_FILE, MEASURES_FILE):
        message = f"policies/{policy_id}.yaml holds {policy_id}, not a policy"
        raise refusal("E409", message, "policies", "choose another id")
    if policy_id in view.workspace.policy_files:
        raise already_there(shown)

    def render(style: Style) -> str:
        return SCHEMA_LINE.format("policy") + format_mapping(values, style) + _FIRST_RULE

    data = _faithful(render, values, shown)
    build_policy(parse_yaml(data, shown), view.workspace.references, policy_id)
    if writes:
        _write_new(path, data, shown)
    return Draft(shown, "", data.decode(), None, (), writes)


def new_kind(view: View, values: Mapping[str, Words], *, writes: bool) -> Draft:
    """Add a kind of event behind the workspace's own, or begin their file.

    Raises:
        TimelineError: what a check would say of the file; then nothing is written.
    """
    refuse_shipped(view)
    if values["id"] in view.workspace.kinds:
        message = f"there is a kind {values['id']} already"
        raise refusal("E406", message, "kinds", "choose another id; timeline kinds lists them")
    path = view.workspace.path_of("policies", KINDS_FILE, "file")
    shown = view.workspace.shown(path)
    if not path.exists():

        def render(style: Style) -> str:
            return SCHEMA_LINE.format("kinds") + _KINDS_HEAD + format_item(values, 2, style)

        data = _faithful(render, {"kinds": [values]}, shown)
        build_vocabulary(parse_yaml(data, shown), view.workspace.shipped_kinds)
        if writes:
            _write_new(path, data, shown)
        return Draft(shown, "", data.decode(), None, (), writes)
    file = path.resolve()
    with hold(file.parent, shown):
        before = read_bytes(file, shown)
        data = with_entry(before, parse_yaml(before, shown), values, "kinds")
        build_vocabulary(parse_yaml(data, shown), view.workspace.shipped_kinds)
        if writes:
            write_whole(file, data, before, shown)
    return Draft(shown, before.decode(), data.decode(), None, (), writes)


_FIRST_RULE: Final = """
# Take the "# " off the lines below for the first rule. docs/write-a-policy.md explains each key.
# rules:
#   - id: answer
#     step: answer              # what has to be done: a kind of event, see timeline kinds
#     label: Request answered   # as tables show it
#     after: request            # what starts the clock
#     limit: 30 days            # or none stated; or not established, where nobody read the text
#     force: binding            # or order, guidance, practice, recommendation
#     clause: s. 4              # its place in the text
#     source: rules-text        # the text: a file in seeds/
#     reviewed_on: 2024-06-30   # the day on which you read it
"""

_KINDS_HEAD: Final = """\
# Kinds of events of your own, in the order of your process. `timeline kinds` lists them.
# Sentences are made of noun, done and reference: "The answer was given 20 days after the request."
kinds:
"""


def _write_new(path: Path, data: bytes, shown: str) -> None:
    """Write a new file, and make its folder where there is none."""
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"the folder {path.parent.name}/ cannot be made: {reason}"
        raise ReadError([Problem("E703", message, Location(shown, None))]) from error
    with hold(path.parent, shown):
        write_whole(path, data, None, shown)


def _built(view: View, data: bytes, case_id: str, shown: str) -> CaseFile:
    return build_case(parse_yaml(data, shown), case_id, view.workspace.references)


def _refuse_new_problems(view: View, new: CaseFile, known: list[Problem]) -> list[Problem]:
    """List a case's known problems; refuse new ones."""
    found = [*case_problems(view, new), *view.workspace.load_cited(new)[1]]
    before = {(problem.code, problem.message) for problem in known}
    worse = [
        problem
        for problem in found
        if not problem.is_warning and (problem.code, problem.message) not in before
    ]
    if worse:
        raise CaseError(worse)
    return found


def _free_place(view: View, folder: str, name: str, noun: str) -> tuple[Path, str]:
    """Return path and shown name for a new file."""
    refuse_shipped(view)
    if len(name) > MOST_ID_CHARACTERS:
        message = f"an id has {MOST_ID_CHARACTERS} characters at most; this one has {len(name)}"
        raise ReadError([Problem("E409", message, Location(folder, None))])
    path = view.workspace.path_of(folder, name, noun)
    shown = view.workspace.shown(path)
    if path.is_symlink() or path.exists():
        raise already_there(shown)
    return path.parent.resolve() / path.name, shown


def refuse_shipped(view: View) -> None:
    """Refuse to write into the program itself."""
    if view.workspace.is_shipped:
        message = "there is no workspace to write into: no folder here or above holds cases/"
        hint = "make one with timeline init, or name one with --root"
        raise ReadError([Problem("E702", message, Location("cases", None), hint)])


def _faithful(render: Callable[[Style], str], wanted: Mapping[str, Words], shown: str) -> bytes:
    """Return the first rendering that reads as said.

    Raises:
        ReadError: the text cannot stand in a file.
    """
    for style in Style:
        data = render(style).encode("utf-8", errors="surrogatepass")
        with suppress(ReadError):
            if parse_yaml(data, shown).root == as_tree(wanted):
                return data
    parse_yaml(data, shown)
    raise AssertionError("in quotes, what can be read says what was said")
