"""`timeline ledger`: the docket over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.cli.options import UNUSABLE, Options, print_json, print_text, say, say_unread, tell
from timeline.errors import Problem, ReadError
from timeline.location import Location

if TYPE_CHECKING:
    from timeline.portfolio.ledger import Docket


def run_ledger(scope: str, options: Options, *, as_csv: bool) -> int:
    """`timeline ledger`.

    Raises:
        ReadError: no such docket, or two formats at once.
    """
    from timeline.portfolio.ledger import build_dockets  # noqa: PLC0415 - fast start
    from timeline.render.ledger import (  # noqa: PLC0415 - fast start
        ledger_csv,
        ledger_scope_words,
        print_ledger,
    )

    refuse_two_formats(options, as_csv=as_csv)
    view = options.view()
    say_unread(view)
    sources, problems = view.read_sources()
    dockets = _of_scope(build_dockets(sources, view.as_of), scope)
    if options.as_json:
        from timeline.results.build.ledger import ledger_record  # noqa: PLC0415 - only for --json

        print_json(ledger_record(dockets, problems, view.as_of, view.known_on), options)
    elif as_csv:
        print_text(ledger_csv(dockets))
    else:
        print_ledger(options.page(), dockets)
    left_out = ledger_scope_words(view.as_of, view.known_on)
    if left_out:
        say(left_out)
    return UNUSABLE if tell(problems) else 0


def _of_scope(dockets: list[Docket], scope: str) -> list[Docket]:
    """The dockets asked for: all of them, or the one of a name."""
    found = [docket for docket in dockets if scope in ("", docket.scope)]
    if scope and not found:
        from timeline.model.fields import nearest  # noqa: PLC0415 - only when something is wrong

        hint = nearest(scope, [docket.scope for docket in dockets], what="dockets")
        message = f"no source here states figures of a docket {scope}"
        raise ReadError([Problem("E431", message, Location("--scope", None), hint)])
    return found


def refuse_two_formats(options: Options, *, as_csv: bool) -> None:
    """Refuse `--csv` beside `--json`.

    Raises:
        ReadError: both were asked for.
    """
    if as_csv and options.as_json:
        message = "--csv and --json are two formats"
        raise ReadError([Problem("E432", message, Location("--csv", None), "give one of them")])
