"""docs/python.md is real: its examples are run, as those of README.md, and its list is complete.

Run with UPDATE_EXAMPLES=1 to write what Python prints, and the list, into the page; then read the
change.
"""

import contextlib
import dataclasses
import doctest
import inspect
import io
import os
import re
import traceback
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import timeline
from tests.cli.runner import ROOT

PAGE = ROOT / "docs" / "python.md"
README = ROOT / "README.md"
BLOCK = re.compile(r"```pycon\n(.*?)```\n", re.DOTALL)
LIST = re.compile(r"## Every name\n.*\Z", re.DOTALL)


def played(source: str, names: dict[str, Any]) -> str:
    """What Python prints for one statement; of an exception only its last line, as it can move."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(source, "<page>", "single"), names)  # noqa: S102 - our own page
        except Exception as error:  # noqa: BLE001 - what the example raises is what it shows
            last = traceback.format_exception_only(error)[-1]
            out.write(f"Traceback (most recent call last):\n  …\n{last}")
    return out.getvalue()


def replayed(page: str) -> str:
    """The page with what its examples print now."""
    names: dict[str, Any] = {"__name__": "__main__"}

    def replay(block: re.Match[str]) -> str:
        lines = []
        for example in doctest.DocTestParser().get_examples(block[1].replace("…", "...")):
            first, *rest = example.source.rstrip("\n").split("\n")
            lines += [f">>> {first}", *(f"... {line}" for line in rest)]
            shown = played(example.source, names)
            lines += [line.rstrip() for line in shown.rstrip("\n").split("\n")] if shown else []
        return "```pycon\n" + "\n".join(lines) + "\n```\n"

    return BLOCK.sub(replay, page)


def first_line(value: object) -> str:
    """The first line of what is said of a value."""
    if isinstance(value, types.UnionType):  # an alias, which nothing is said of at run time
        return "A day: a `datetime.date`, its text such as `2023-05-24`, or `today`."
    return (inspect.getdoc(value) or "").partition("\n")[0]


def parts_of(value: type) -> Iterator[str]:
    """The public fields, properties and methods of a class that are its own, in their order."""
    if issubclass(value, Exception):
        yield "`problems`"
        return
    own = [base for base in value.__mro__ if base.__module__.startswith("timeline.")]
    fields = dataclasses.fields(value) if dataclasses.is_dataclass(value) else ()
    inside = {one.name for one in fields if one.metadata.get("inside")}
    names = [one.name for one in fields] + [name for base in own for name in vars(base)]
    for name in dict.fromkeys(names):
        if not name.startswith("_") and name not in inside:
            is_method = inspect.isfunction(inspect.getattr_static(value, name, None))
            yield f"`{name}()`" if is_method else f"`{name}`"


def listed() -> str:
    """Every public name, what it is, and what it has."""
    calls, rest = [], []
    for name in sorted(timeline.__all__, key=str.casefold):
        value = getattr(timeline, name)
        if inspect.isfunction(value):
            calls.append(f"| `{name}` | {first_line(value)} |")
        else:
            parts = ", ".join(parts_of(value)) if isinstance(value, type) else ""
            rest.append(f"| `{name}` | {first_line(value)} | {parts} |")
    return "\n".join(
        [
            "## Every name",
            "",
            "| function | what it gives |",
            "|---|---|",
            *calls,
            "",
            "| value | what it is | what it has |",
            "|---|---|---|",
            *rest,
            "",
        ]
    )


@pytest.mark.parametrize("page", [PAGE, README], ids=lambda page: page.name)
def test_every_example_prints_what_the_page_says(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the top of a page to its end, each example gives what stands below it."""
    monkeypatch.setenv("TIMELINE_ROOT", str(ROOT))
    text = page.read_text(encoding="utf-8")
    assert ">>> " in text
    now = replayed(text)
    if page == PAGE:
        now = LIST.sub(lambda _: listed(), now) if LIST.search(now) else f"{now}\n{listed()}"
    if os.environ.get("UPDATE_EXAMPLES"):
        page.write_text(now, encoding="utf-8")
        pytest.skip("the page was written anew: read what changed")
    assert now == text


def test_the_page_names_every_public_name_once() -> None:
    """The list is complete: one row for each name of `__all__`."""
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(name for name, _ in rows if name in timeline.__all__) == timeline.__all__
    assert all(says.strip() for _, says in rows)
