"""A bar for whoever waits, and for nobody else."""

import io

import pytest

from timeline.cli import progress
from timeline.cli.progress import with_progress


class Stream(io.StringIO):
    """What stands for stderr."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        """Whether somebody looks at it."""
        return self.is_terminal


@pytest.mark.parametrize(
    ("is_terminal", "patience", "shows"),
    [(True, -1.0, True), (True, 60.0, False), (False, -1.0, False)],
)
def test_a_bar_is_drawn_on_a_terminal_after_a_while(
    *, is_terminal: bool, patience: float, shows: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The items are all there, in order, with a bar and without."""
    stream = Stream(is_terminal=is_terminal)
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    monkeypatch.setenv("TERM", "xterm")
    assert list(with_progress(iter(range(40)), 40, "judging cases")) == list(range(40))
    assert ("judging cases" in stream.getvalue()) is shows
