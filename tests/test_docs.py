"""What the pages say of the program is so, and their links lead somewhere."""

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.cli.app import app
from timeline.cli.options import COMMANDS
from timeline.codes import CODES
from timeline.model.json_schema import FILE_MODELS, file_schema

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "timeline"


def codes_in_source(pattern: str) -> dict[str, list[str]]:
    """Every code that stands in the program, and in which files."""
    found = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        for code in re.findall(pattern, path.read_text(encoding="utf-8")):
            found[code].append(path.relative_to(ROOT).as_posix())
    return dict(found)


def test_every_code_that_is_named_is_explained() -> None:
    """A problem never bears a code of which nothing is said; nor does a comment."""
    named = codes_in_source(r"\b[EW]\d{3}\b")
    assert {code: files for code, files in named.items() if code not in CODES} == {}


def test_every_code_that_is_explained_is_used() -> None:
    """Nothing is explained that cannot happen."""
    assert sorted(CODES.keys() - codes_in_source(r'"([EW]\d{3})"').keys()) == []


def commands() -> list[str]:
    """Every command as one types it: `show`, `policy list`."""
    return [
        one.name if one.group is app else f"{one.group.info.name} {one.name}" for one in COMMANDS
    ]


def test_there_are_commands() -> None:
    """The tree is read as the program has it."""
    assert {"list", "show", "compare", "overdue", "check", "policy show"} <= set(commands())


@pytest.mark.parametrize("command", commands())
def test_readme_names_every_command(command: str) -> None:
    """A reader of README.md learns of all that the program can do."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"\btimeline {command}\b", text)


def test_readme_names_no_command_that_is_not_there() -> None:
    """What it shows can be typed: each `timeline WORD` in code is a command."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```.*?^```|`[^`\n]+`", text, re.MULTILINE | re.DOTALL))
    named = set(re.findall(r"(?<![\w./-])timeline ([a-z]+)\b", code))
    known = {command.partition(" ")[0] for command in commands()}
    assert sorted(named - known) == []


@pytest.mark.parametrize("name", FILE_MODELS)
def test_every_key_of_a_file_is_on_the_page_of_files(name: str) -> None:
    """docs/files.md leaves no key out, however short it gets."""
    page = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")
    keys = set(_keys(file_schema(name)))
    assert len(keys) > 1
    assert sorted(key for key in keys if not re.search(rf"\b{key}[`:]", page)) == []


def _keys(schema: object) -> Iterator[str]:
    """Every key that a schema knows, at any depth."""
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
        schema = list(schema.values())
    if isinstance(schema, list):
        for inner in schema:
            yield from _keys(inner)


PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], key=lambda page: page.as_posix()
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Each file that a page links to is there, and so is the heading."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    lost = []
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
        name, _, heading = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (heading and heading not in _headings(target)):
            lost.append(link)
    assert lost == []


def _headings(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def test_the_pages_are_short_enough_to_be_read() -> None:
    """README.md and docs/ have at most 20,000 words, made pages included.

    Questions that a screen is tried with are not for readers.
    """
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    pages = [page for page in pages if page.parent.name != "reading"]
    words = {
        str(page.relative_to(ROOT)): len(page.read_text(encoding="utf-8").split()) for page in pages
    }
    assert sum(words.values()) <= 20_000, words


def test_architecture_names_every_room() -> None:
    """docs/architecture.md has a line for each folder of the program."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [path.name for path in SOURCE.iterdir() if any(path.glob("*.py"))]
    assert "results" in rooms
    assert [room for room in rooms if not re.search(rf"(`|  ){room}\b", page)] == []


DIFFS = re.findall(
    r"^```diff\n(.*?)^```",
    (ROOT / "docs" / "extending.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)


@pytest.mark.parametrize("diff", DIFFS, ids=lambda diff: diff.splitlines()[1][6:])
def test_each_diff_of_a_recipe_applies(diff: str) -> None:
    """docs/extending.md shows changes to the code as it is, or as it was before they were made."""
    tried = [
        subprocess.run(
            ["git", "apply", "--check", *words, "-"],  # noqa: S607 - git, wherever it is
            cwd=ROOT, input=diff, capture_output=True, text=True, check=False,
        )
        for words in ([], ["--reverse"])
    ]  # fmt: skip
    assert "" in [one.stderr for one in tried], tried[0].stderr
