"""The law of withholding: nothing that is withheld leaves a trace in the published folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import run
from tests.cli.test_diff import git
from tests.edit.builders import CASE, SOURCE, a_workspace
from tests.edit.test_history import EARLY, OPENED, save
from tests.site.sites import files_of, pages_of, publish

KEPT_BACK = (
    "  - {id: secret, kind: external_report, when: 2024-03-12, source: weekly,"
    " withheld: true, note: The neighbour saw it}\n"
)
MORE = KEPT_BACK.replace("secret", "more").replace("03-12", "03-13").replace("neighbour", "driver")
HIDDEN = f"{SOURCE}withheld: true\nfile: weekly.txt\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace under git with a withheld source, its copy, and a withheld event."""
    root = tmp_path / "ws"
    a_workspace(root, CASE + OPENED + KEPT_BACK)
    (root / "seeds/weekly.yaml").write_text(HIDDEN, encoding="utf-8")
    (root / "seeds/files").mkdir()
    (root / "seeds/files/weekly.txt").write_text("The neighbour saw it.", encoding="utf-8")
    (root / "seeds/files/daily.txt").write_text("The daily's own text.", encoding="utf-8")
    git(root, "init", "--quiet")
    save(root, "first", "2024-07-01")
    save(root, "the order is of 14 March", "2024-07-03", market=CASE + EARLY + KEPT_BACK)
    return root


def _event_changed(root: Path) -> None:
    save(
        root,
        "the neighbour again",
        "2024-07-05",
        market=CASE + EARLY + KEPT_BACK.replace("12", "13"),
    )


def _event_gone(root: Path) -> None:
    (root / "cases/market.yaml").write_text(CASE + EARLY, encoding="utf-8")


def _event_added(root: Path) -> None:
    (root / "cases/market.yaml").write_text(
        CASE.replace("events:\n", f"events:\n{MORE}") + EARLY + KEPT_BACK, encoding="utf-8"
    )


def _source_changed(root: Path) -> None:
    save(root, "who it was", "2024-07-06", weekly=f"{HIDDEN}note: From the driver.\n")


def _copy_changed(root: Path) -> None:
    (root / "seeds/files/weekly.txt").write_text("Another text.", encoding="utf-8")


CHANGES = (_event_changed, _event_gone, _event_added, _source_changed, _copy_changed)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("with_cache", [False, True])
def test_a_change_of_what_is_withheld_changes_no_byte(
    change: Callable[[Path], None], root: Path, tmp_path: Path, *, with_cache: bool
) -> None:
    """In the working tree or by a commit, in the same folder or a new one; not even a key."""
    cache = {"TIMELINE_CACHE": str(tmp_path / "cache")} if with_cache else {}
    assert run("publish", str(tmp_path / "one"), root=root, **cache).code == 0
    before = files_of(tmp_path / "one")
    change(root)
    assert run("publish", str(tmp_path / "one"), root=root, **cache).code == 0
    assert run("publish", str(tmp_path / "two"), root=root, **cache).code == 0
    assert files_of(tmp_path / "one") == before
    assert files_of(tmp_path / "two") == before


def test_no_commit_is_named_and_no_copy_is_published(root: Path, tmp_path: Path) -> None:
    """The id of a commit confirms a guess at what it holds; copies are the workspace's own."""
    publish(root, tmp_path / "site")
    whole = b"\n".join(files_of(tmp_path / "site").values()).decode("utf-8", "replace")
    log = git(root, "log", "--format=%h")
    assert log
    for text in (*log.split(), "neighbour", "The daily's own text", "weekly"):
        assert text not in whole
    assert not [page for page in pages_of(tmp_path / "site") if "commit " in page.words()]


def test_no_excerpt_of_a_file_is_published(root: Path, tmp_path: Path) -> None:
    """A file with a flaw is quoted to its author, and nobody else."""
    (root / "cases/broken.yaml").write_text(
        f"{CASE}  - {{kind: the-neighbour, when: 2024-03-12, source: daily}}\n", encoding="utf-8"
    )
    ran = publish(root, tmp_path / "site")
    assert "the-neighbour" in ran.err
    for path, data in files_of(tmp_path / "site").items():
        assert b"neighbour" not in data, path
        assert path != "cases/broken.html"
