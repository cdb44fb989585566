"""What docs/ci.md shows works: commands, workflows, the hook and the first lines of files."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.runner import run
from timeline.model.json_schema import FILE_MODELS

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
BLOCKS = [
    block.removeprefix("```yaml\n")
    for block in re.findall(r"^```yaml\n.*?(?=^```)", PAGE, re.MULTILINE | re.DOTALL)
]
WORKFLOWS = [block for block in BLOCKS if "jobs:" in block]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def steps(workflow: str) -> list[dict[str, Any]]:
    """The steps of the one job of a workflow."""
    (job,) = yaml.safe_load(workflow)["jobs"].values()
    found = job["steps"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_each_workflow_installs_and_runs_a_command_that_is_there(workflow: str) -> None:
    """It can be copied: it has a trigger and few rights, and its command has these options."""
    tree = yaml.safe_load(workflow)
    assert True in tree  # the key on, as YAML 1.1 reads it
    assert tree["permissions"] == {"contents": "read"}
    *_, install, last = steps(workflow)
    assert install == {"run": "python -m pip install -c constraints.txt ."}
    assert (ROOT / "constraints.txt").is_file()
    program, *words = last["run"].split()
    assert program == "timeline"
    assert run(*words).code in (0, 1)


def test_there_is_a_workflow_and_last_steps_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One to check; a copy of it tells what becomes overdue, or publishes what it has made."""
    assert len(WORKFLOWS) == 1
    others = [yaml.safe_load(block) for block in BLOCKS if "- run: timeline" in block]
    overdue, publish = [one for one in others if isinstance(one, list)][-2:]
    monkeypatch.chdir(tmp_path)
    for step in (overdue[0], publish[0]):
        program, *words = step["run"].split()
        assert program == "timeline"
        assert run(*words, root=ROOT / "docs/examples/police-complaints").code in (0, 1)
    assert publish[1]["with"]["path"] == words[-1]
    assert (tmp_path / words[-1] / "index.html").is_file()


def test_the_program_can_be_fetched_into_a_folder_below_a_workspace() -> None:
    """And is installed from there, with its own constraints."""
    (block,) = [block for block in BLOCKS if "repository:" in block]
    fetch, install = yaml.safe_load(block)
    below = fetch["with"]["path"]
    command = f"python -m pip install -c {below}/constraints.txt ./{below}"
    assert install == {"run": command}


def test_the_sarif_steps_are_steps() -> None:
    """They can stand in place of the last step."""
    (block,) = [block for block in BLOCKS if "sarif_file" in block]
    check, upload = yaml.safe_load(block)
    program, *words = check["run"].partition(">")[0].split()
    assert (program, run(*words).code) == ("timeline", 0)
    assert upload["with"]["sarif_file"] in check["run"]


def test_the_hook_runs_the_check(tmp_path: Path) -> None:
    """The hook that can be had is the one that the page names, and takes a root."""
    assert f"- id: {HOOK['id']}\n" in PAGE
    program, *words = HOOK["entry"].split()
    assert program == "timeline"
    (tmp_path / "cases").mkdir()
    assert run(*words, "--root", str(tmp_path), root=None).code == 0
    assert HOOK["language"] == "python"


@pytest.mark.parametrize(
    ("name", "is_checked"),
    [
        ("cases/a.yaml", True),
        ("seeds/a.yaml", True),
        ("below/policies/calendars/a.yaml", True),
        ("docs/a.yaml", False),
        ("mycases/a.yaml", False),
        ("cases/a.md", False),
    ],
)
def test_the_hook_looks_at_the_files_of_a_workspace(name: str, *, is_checked: bool) -> None:
    """Other files do not start it."""
    assert bool(re.search(HOOK["files"], name)) is is_checked


def test_the_first_lines_lead_to_schemas(tmp_path: Path) -> None:
    """Each path, taken from where its file lies, is the schema that the loop above it writes."""
    rows = re.findall(
        r"^\| `([\w/….]+)` \| `# yaml-language-server: \$schema=(\S+)` \|$", PAGE, re.MULTILINE
    )
    assert len(rows) == len(FILE_MODELS)
    loop = re.search(r"for kind in ([\w ]+);", PAGE)
    assert loop is not None
    assert loop[1].split() == list(FILE_MODELS)
    written = {tmp_path / "schemas" / f"{name}.schema.json" for name in FILE_MODELS}
    assert {((tmp_path / file).parent / path).resolve() for file, path in rows} == {
        path.resolve() for path in written
    }


def test_the_first_line_is_a_comment_to_the_program(tmp_path: Path) -> None:
    """What follows is read as before, and counted with that line."""
    (tmp_path / "cases").mkdir()
    line = "# yaml-language-server: $schema=../schemas/case.schema.json\n"
    (tmp_path / "cases" / "a.yaml").write_text(line + "title: x\n", encoding="utf-8")
    told = run("check", root=tmp_path)
    assert "cases/a.yaml:2:1: E302" in told.out
