"""An answer is given again only where all that it was made of is as it was."""

from pathlib import Path

import pytest

from timeline.cache.contents import Contents
from timeline.cache.inputs import Inputs, InputsJson, is_unchanged


def unchanged(kept: InputsJson, day: int = 7) -> bool:
    """Whether a later run finds all as it was."""
    return is_unchanged(kept, Contents(None), day)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with one word in it."""
    made = tmp_path / "file.yaml"
    made.write_text("one")
    return made


def test_a_file_that_holds_the_same(file: Path) -> None:
    """Another file of the same content is as good."""
    inputs = Inputs(Contents(None))
    inputs.saw_bytes(str(file), b"one", file.stat())
    file.unlink()
    file.write_text("one")
    assert unchanged(inputs.as_json())


@pytest.mark.parametrize("change", ["write", "remove"])
def test_a_file_that_holds_something_else(file: Path, change: str) -> None:
    """Or that is no longer there."""
    inputs = Inputs(Contents(None))
    inputs.saw_bytes(str(file), b"one", file.stat())
    if change == "write":
        file.write_text("two")
    else:
        file.unlink()
    assert not unchanged(inputs.as_json())


def test_a_file_that_was_changed_while_it_was_read(file: Path) -> None:
    """The digest is that of the bytes that were read."""
    inputs = Inputs(Contents(None))
    inputs.saw_bytes(str(file), b"before", file.stat())
    assert not unchanged(inputs.as_json())


def test_a_folder_with_another_name_in_it(file: Path) -> None:
    """Only names with the ending that was asked for matter."""
    inputs = Inputs(Contents(None))
    inputs.saw_names(str(file.parent), ".yaml", ["file"])
    (file.parent / "other.txt").write_text("")
    assert unchanged(inputs.as_json())
    (file.parent / "other.yaml").write_text("")
    assert not unchanged(inputs.as_json())


def test_another_day_matters_where_it_was_asked_for() -> None:
    """And only there."""
    inputs = Inputs(Contents(None))
    assert unchanged(inputs.as_json(), day=8)
    inputs.asked_day(7)
    assert unchanged(inputs.as_json(), day=7)
    assert not unchanged(inputs.as_json(), day=8)


def test_what_cannot_be_checked_again_is_not_kept(file: Path) -> None:
    """A file that two processes have read differently, or that could not be read, is no ground."""
    inputs = Inputs(Contents(None))
    assert inputs.is_whole
    inputs.saw_digests({str(file): "aa"})
    assert inputs.is_whole
    inputs.saw_digests({str(file): "bb"})
    assert not inputs.is_whole


def test_where_nobody_asks_nothing_is_noted(file: Path) -> None:
    """Without contents to note in, no answer can be kept."""
    inputs = Inputs()
    inputs.saw_bytes(str(file), b"one", file.stat())
    inputs.saw_names(str(file.parent), ".yaml", ["file"])
    assert not inputs.is_whole
    assert inputs.as_json() == {"files": {}, "folders": [], "day": None}
