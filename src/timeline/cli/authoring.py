"""Commands that write: start a case or a source, append an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.cli.options import Options, print_json, say, tell
from timeline.errors import Problem, ReadError, TimelineError
from timeline.location import Location

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from timeline.edit.blocks import Words
    from timeline.edit.drafts import Draft
    from timeline.edit.events import EventWords

_OF_CASE = ("title", "place", "time_zone", "forces")
_OF_SOURCE = ("title", "publisher", "kind")


@dataclass(frozen=True)
class NewWords:
    """What was said of a new file; empty means not said."""

    case: Mapping[str, Words]
    """The head of a case, in the order to write."""
    source: Mapping[str, Words]
    """The keys of a source, in the order to write."""
    event: EventWords
    """The first event of a case."""


def run_add(case: str, event: EventWords, options: Options, *, dry_run: bool) -> int:
    """`timeline add`."""
    from timeline.edit.drafts import add_event  # noqa: PLC0415 - fast start

    view = options.view()
    values = event.as_values()
    return _show(lambda: add_event(view, case, values, writes=not dry_run), options)


def run_new(words: Sequence[str], new: NewWords, options: Options, *, dry_run: bool) -> int:
    """`timeline new CASE`, `timeline new source SOURCE`.

    Raises:
        ReadError: nothing says what to name it, or something is missing.
    """
    from timeline.edit.drafts import new_case, new_source  # noqa: PLC0415 - fast start

    noun, name = _named(words)
    view = options.view()
    if noun == "source":
        values = _given(new.source, _OF_SOURCE)
        return _show(lambda: new_source(view, name, values, writes=not dry_run), options)
    head = _given(new.case, _OF_CASE)
    event = new.event.as_values()
    return _show(lambda: new_case(view, name, head, event, writes=not dry_run), options)


def _named(words: Sequence[str]) -> tuple[str, str]:
    """What is to be made, and its id."""
    if len(words) == 2 and words[0] in ("case", "source"):  # noqa: PLR2004 - noun and name
        return words[0], words[1]
    if len(words) == 1 and words[0] not in ("case", "source"):
        return "case", words[0]
    message = f"{' '.join(words)} names neither one case nor one source"
    hint = "timeline new market-strike, or timeline new source daily-example"
    raise ReadError([Problem("E707", message, Location("new", None), hint)])


def _given(values: Mapping[str, Words], needed: Sequence[str]) -> dict[str, Words]:
    """The keys that were said.

    Raises:
        ReadError: with every one that is missing.
    """
    kept = {
        key: value.strip() if isinstance(value, str) else value for key, value in values.items()
    }
    gone = [name for name in needed if not kept[name]]
    if gone:
        options = [f"--{name.replace('_', '-')}" for name in gone]
        raise ReadError(
            [
                Problem("E302", f"{option} is missing", Location(option, None), f"add {option} …")
                for option in options
            ]
        )
    return {key: value for key, value in kept.items() if value}


def _show(make: Callable[[], Draft], options: Options) -> int:
    """Make the draft, and show what it changes.

    Raises:
        TimelineError: it was refused; nothing was written.
    """
    try:
        draft = make()
    except TimelineError:
        say("nothing was written")
        raise
    if options.as_json:
        from timeline.results.build.changes import draft_record  # noqa: PLC0415 - only for --json

        texts = (draft.shown, draft.before, draft.after)
        print_json(draft_record(*texts, draft.change, is_written=draft.is_written), options)
    else:
        _print(draft, options)
    tell(draft.problems)
    say(f"written: {draft.shown}" if draft.is_written else f"not written (dry run): {draft.shown}")
    return 0


def _print(draft: Draft, options: Options) -> None:
    from timeline.render.changes import print_change, print_file_change  # noqa: PLC0415 - as above

    page = options.page()
    print_file_change(page, draft.shown, draft.before, draft.after)
    page.blank()
    if draft.change is None:
        page.line("No case that can be read cites this source yet, so no verdict changes.")
    else:
        print_change(page, draft.change)
