"""Generated files of the checkout: up to date, and written by one command."""

from pathlib import Path

import pytest

from tools.make_docs import OUTPUTS, ROOT, main, outdated_files


def test_published_schemas_are_up_to_date() -> None:
    """The files in schemas/ are what `python -m tools.make_docs` writes, and nothing else."""
    assert outdated_files(ROOT) == {}
    expected = {f"{name}.schema.json" for name in OUTPUTS}
    assert {path.name for path in (ROOT / "schemas").glob("*.schema.json")} >= expected


def test_generated_files_are_written_or_only_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A comparison writes nothing and says what differs; a run writes it, and once is enough."""
    assert main(["--check"], tmp_path) == 1
    assert "out of date: schemas/show.schema.json" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
    assert main([], tmp_path) == 0
    assert "written: schemas/show.schema.json" in capsys.readouterr().out
    assert main(["--check"], tmp_path) == 0
    assert capsys.readouterr().out == ""
