"""docs/python.md is real: its examples are run, as those of README.md, and its table is complete.

Run with UPDATE_EXAMPLES=1 to write what Python prints into the page; then read the change.
"""

import contextlib
import doctest
import inspect
import io
import os
import re
import traceback
from pathlib import Path
from typing import Any

import pytest

import timeline
from tests.cli.runner import ROOT

PAGE = ROOT / "docs" / "python.md"
README = ROOT / "README.md"
BLOCK = re.compile(r"```pycon\n(.*?)```\n", re.DOTALL)


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


@pytest.mark.parametrize("page", [PAGE, README], ids=lambda page: page.name)
def test_every_example_prints_what_the_page_says(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the top of a page to its end, each example gives what stands below it."""
    monkeypatch.setenv("TIMELINE_ROOT", str(ROOT))
    text = page.read_text(encoding="utf-8")
    assert ">>> " in text
    now = replayed(text)
    if os.environ.get("UPDATE_EXAMPLES"):
        page.write_text(now, encoding="utf-8")
        pytest.skip("the page was written anew: read what changed")
    assert now == text


def test_the_page_names_every_function() -> None:
    """The table is complete."""
    names: list[str] = getattr(timeline, "__all__")  # noqa: B009 - found when it is asked for
    functions = {name for name in names if inspect.isfunction(getattr(timeline, name))}
    told = set(re.findall(r"`(\w+)\(", PAGE.read_text(encoding="utf-8")))
    assert functions <= told
