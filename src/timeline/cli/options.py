"""Options that commands share, declared once, and the decorator that gives them to a command.

Annotations are values here, not text: typer reads them when a command is built.
"""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from timeline.cli.asked import Asked
from timeline.formats import formats_of

JUDGES = ("as_of", "known_on", "policy")
"""Options of commands that judge cases."""
WRITES = ("known_on", "policy", "format_", "full", "output", "force", "no_cache")
"""Options that a command that writes files of the workspace leaves out."""


def completed_by(what: str) -> Callable[[str], list[str]]:
    """Return what completes a word for the shell.

    Args:
        what: a key of `completion.COMPLETIONS`.
    """

    def complete(incomplete: str) -> list[str]:
        from timeline.cli.completion import COMPLETIONS

        return COMPLETIONS[what](incomplete)

    return complete


def _shared(record: str) -> list[inspect.Parameter]:
    """Build the shared options of a command that gives such a record."""
    names = list(formats_of(record)) if record else ["text", "json"]
    listed = f"{', '.join(names[:-1])} or {names[-1]}" if names[1:] else names[0]

    def complete(incomplete: str) -> list[str]:
        return [name for name in names if name.startswith(incomplete)]

    return [
        _option("root", Path | None, None, "--root", "The workspace: a folder that holds cases/."),
        _option(
            "as_of",
            str,
            "",
            "--as-of",
            "Judge at the end of that day: 2023-05-24, or today.",
            metavar="DAY",
        ),
        _option(
            "known_on",
            str,
            "",
            "--known-on",
            "Count only what was public by the end of that day.",
            metavar="DAY",
        ),
        _option(
            "policy",
            str,
            "",
            "--policy",
            "Judge by this policy, as if.",
            metavar="POLICY",
            autocompletion=completed_by("policy"),
        ),
        _option(
            "format_",
            str,
            "",
            "--format",
            f"{listed}.",
            "-f",
            metavar="FORMAT",
            autocompletion=complete,
        ),
        _option("full", bool, False, "--full", "Show everything, also what a page leaves out."),
        _option("as_json", bool, False, "--json", "Short for --format json."),
        _option(
            "output",
            Path | None,
            None,
            "--output",
            "Write a file, in the format of its suffix.",
            "-o",
            metavar="FILE",
        ),
        _option("force", bool, False, "--force", "Write over the file of --output."),
        _option("no_color", bool, False, "--no-color", "Plain text."),
        _option("ascii_only", bool, False, "--ascii", "ASCII characters only."),
        _option("no_cache", bool, False, "--no-cache", "Read everything anew, and keep nothing."),
    ]


def _option(
    name: str, kind: Any, default: object, flag: str, says: str, *more: str, **how: Any
) -> inspect.Parameter:
    option = typer.Option(flag, *more, help=says, show_default=False, **how)
    annotation = Annotated[kind, option]
    keyword = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, keyword, default=default, annotation=annotation)


class _Words:
    """Takes what was typed as it is, where typer would import Pydantic to see that it is text."""

    def __init__(self, kind: Callable[[str], Any]) -> None:
        self._kind = kind

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002 - as typer calls it
        if param.multiple or param.nargs == -1:
            return [self._kind(one) for one in value or ()]
        return None if value is None else self._kind(value)


_PLAIN = {str: str, list[str]: str, Path: Path, list[Path]: Path, bool: bool}


class _Plainly:
    """Has words, paths and flags taken as they are."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Give every parameter, `--help` among them."""
        found: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for one in found:
            described = getattr(one, "type_descriptor", None)
            kind = None if described is None else _PLAIN.get(described.annotation)
            if kind is not None:
                one._runtime_param = _Words(kind)  # noqa: SLF001 - without it typer's own is used
        return found


class PlainCommand(_Plainly, TyperCommand):
    """Command whose words are taken as they are."""


class PlainGroup(_Plainly, TyperGroup):
    """Group of commands whose words are taken as they are."""


def command(
    app: typer.Typer,
    name: str,
    record: str,
    *,
    example: str,
    leaves_out: tuple[str, ...] = (),
    **how: Any,
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Make a command of a function that takes `Asked` and options of its own, and gives a code.

    Args:
        app: what it is a command of.
        name: how it is called.
        record: the name of the record that it gives, which decides what it can be written in.
        example: that can be typed as it stands, without `timeline`.
        leaves_out: shared options that mean nothing to it.
        **how: for typer.
    """

    def made(run: Callable[..., int]) -> Callable[..., int]:
        _, *own = inspect.signature(run).parameters.values()
        shared = [one for one in _shared(record) if one.name not in leaves_out]

        def call(**given: Any) -> None:
            asked = Asked(name, record, **{one.name: given.pop(one.name) for one in shared})
            code = run(asked, **given)
            if code:
                raise typer.Exit(code)

        parameters = [*own, *shared]
        call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        call.__annotations__ = {one.name: one.annotation for one in parameters}
        call.__name__, call.__doc__ = run.__name__, run.__doc__
        how.setdefault("cls", PlainCommand)
        app.command(name, epilog=f"Example: timeline {example}", **how)(call)
        return run

    return made
