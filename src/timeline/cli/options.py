"""Options that commands share, declared once, and the decorator that gives them to a command."""

import inspect
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from timeline.cli.asked import Options
from timeline.formats import formats_of
from timeline.read.root import nearest_root

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

    judged = "Judge at the end of that day: 2023-05-24, or today."
    public = "Count only what was public by the end of that day."
    policies = completed_by("policy")
    written = "Write a file, in the format of its suffix."
    return [
        _option("root", Path | None, "The workspace: a folder that holds cases/.", "--root"),
        _option("as_of", str, judged, "--as-of", metavar="DAY"),
        _option("known_on", str, public, "--known-on", metavar="DAY"),
        _option(
            "policy",
            str,
            "Judge by this policy, as if.",
            "--policy",
            metavar="POLICY",
            autocompletion=policies,
        ),
        _option(
            "format_",
            str,
            f"{listed}.",
            "--format",
            "-f",
            metavar="FORMAT",
            autocompletion=complete,
        ),
        _option("full", bool, "Show everything, also what a page leaves out.", "--full"),
        _option("as_json", bool, "Short for --format json.", "--json"),
        _option("output", Path | None, written, "--output", "-o", metavar="FILE"),
        _option("force", bool, "Write over the file of --output.", "--force"),
        _option("no_color", bool, "Plain text.", "--no-color"),
        _option("ascii_only", bool, "ASCII characters only.", "--ascii"),
        _option("no_cache", bool, "Read everything anew, and keep nothing.", "--no-cache"),
    ]


_DEFAULTS: dict[Any, object] = {str: "", bool: False}


def _option(name: str, kind: Any, says: str, *flags: str, **how: Any) -> inspect.Parameter:
    option = typer.Option(*flags, help=says, show_default=False, **how)
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=_DEFAULTS.get(kind),
        annotation=Annotated[kind, option],
    )


class _Words:
    """Takes what was typed as it is, where typer would import Pydantic to see that it is text."""

    def __init__(self, kind: Callable[[str], Any]) -> None:
        self._kind = kind

    def coerce(self, value: Any, param: Any, **_: Any) -> Any:
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
    """Group of commands whose words stay as typed."""


class Command(NamedTuple):
    """A command before it is built; a run builds only those that it needs."""

    group: typer.Typer
    name: str
    record: str
    """Name of the record that it gives, which decides the formats; empty for plain JSON."""
    example: str
    leaves_out: tuple[str, ...]
    how: dict[str, Any]
    run: Callable[..., int]


COMMANDS: list[Command] = []
"""Commands, in the order of the help."""


def command(
    group: typer.Typer,
    name: str,
    record: str,
    *,
    example: str,
    leaves_out: tuple[str, ...] = (),
    **how: Any,
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Make a command of a function that takes `Options` and options of its own, and gives a code.

    Args:
        group: what it is a command of.
        name: how it is called.
        record: the name of the record that it gives.
        example: that can be typed as it stands, without `timeline`.
        leaves_out: shared options that mean nothing to it.
        **how: for typer.
    """

    def made(run: Callable[..., int]) -> Callable[..., int]:
        COMMANDS.append(Command(group, name, record, example, leaves_out, how, run))
        return run

    return made


def build(commands: Iterable[Command], *, takes_nothing: bool = False) -> None:
    """Give commands to their groups.

    Args:
        commands: which.
        takes_nothing: without any option: a list of commands needs no more.
    """
    for one in COMMANDS:  # what an earlier run in the same process has built
        one.group.registered_commands.clear()
    for one in commands:
        call = _bare_call() if takes_nothing else _call(one)
        call.__name__, call.__doc__ = one.run.__name__, one.run.__doc__
        how = {"cls": PlainCommand, **one.how}
        one.group.command(one.name, epilog=f"Example: timeline {one.example}", **how)(call)


def _near(named: Iterable[object]) -> Path | None:
    """Return the folder of the first file that was named and lies in a workspace."""
    for word in named:
        path = Path(os.path.abspath(str(word)))  # noqa: PTH100 - links stay
        if path.suffix == ".yaml" and path.is_file() and nearest_root(str(path.parent)):
            return path.parent
    return None


def _bare_call() -> Callable[[], None]:
    return lambda: None


def _call(one: Command) -> Callable[..., None]:
    """Return what typer calls: with the signature from which it makes the options."""
    _, *own = inspect.signature(one.run, eval_str=True).parameters.values()
    shared = [option for option in _shared(one.record) if option.name not in one.leaves_out]

    def call(**given: Any) -> None:
        typed = {option.name: given.pop(option.name) for option in shared}
        named = [given.get("case"), *(given.get("cases") or ()), *(given.get("paths") or ())]
        code = one.run(Options(one.name, one.record, _near(named), **typed), **given)
        if code:
            raise typer.Exit(code)

    parameters = [*own, *shared]
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    call.__annotations__ = {option.name: option.annotation for option in parameters}
    return call
