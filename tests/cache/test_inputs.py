"""What is made of files is kept by the digests of what was read."""

from pathlib import Path

import pytest

from timeline.cache.contents import UNREADABLE, Contents
from timeline.cache.digest import digest_of
from timeline.cache.inputs import Inputs


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with one word in it."""
    made = tmp_path / "file.yaml"
    made.write_text("one")
    return made


def test_the_digest_is_that_of_the_bytes_that_were_read(file: Path) -> None:
    """Though the file was saved meanwhile."""
    inputs = Inputs(Contents(None))
    inputs.saw_bytes(str(file), b"before", file.stat())
    assert inputs.digest(str(file)) == digest_of(b"before").hex()


def test_a_file_that_was_not_read_counts_as_it_is(file: Path) -> None:
    """One that is not there has no digest."""
    inputs = Inputs(Contents(None))
    assert inputs.digest(str(file)) == digest_of(b"one").hex()
    assert inputs.digest(str(file) + ".not") == UNREADABLE


def test_a_file_that_changes_while_a_run_goes_on_is_noticed(file: Path) -> None:
    """By this process, or by two that have read it differently."""
    inputs = Inputs(Contents(None))
    inputs.saw_digests({str(file): "aa"})
    assert not inputs.is_mixed
    inputs.saw_digests({str(file): "bb"})
    assert inputs.is_mixed


def test_where_nobody_asks_nothing_is_noted(file: Path) -> None:
    """Without contents to note in, nothing can be kept."""
    inputs = Inputs()
    inputs.saw_bytes(str(file), b"one", file.stat())
    assert inputs.files == {}
    assert inputs.digest(str(file)) == UNREADABLE
