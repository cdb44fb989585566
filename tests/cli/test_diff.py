"""`timeline diff`: what a contribution changes, between revisions and between folders."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.runner import ROOT, run
from tests.edit.builders import CASE, a_workspace, files_below
from tools.make_docs import schema_of

OPENED = "  - {kind: investigation_opened, when: 2024-03-20, source: daily}\n"
VAGUE = OPENED.replace("2024-03-20", "2024-03-12/2024-03-20")
LINES_AT_THE_END = (
    "Titles, notes, sources and figures are not compared; git diff shows them.",
    "No case was added or removed. No day, verdict or length changes.",
)


POSSIBLY_LATE = (
    "market: open-investigation was met late by 5 days, is now met possibly late, by 1–5 days if so"
)
DAYS = (
    "market: open-investigation was 10 days from trigger to step, is now 2–10 days from trigger "
    "to step"
)


def git(root: Path, *words: str) -> str:
    """Run git with a made-up name and none of the user's own settings."""
    around = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    named = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *named, "-C", str(root), *words],  # noqa: S607 - git, wherever it is
        env=around,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def commit(root: Path) -> None:
    """Commit everything."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "x")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace below the top of a repository, with an investigation opened late, committed."""
    root = tmp_path / "repo" / "ws"
    a_workspace(root, CASE + OPENED)
    git(root.parent, "init", "--quiet")
    commit(root.parent)
    return root


def write(root: Path, text: str, name: str = "market") -> None:
    """Write a case."""
    (root / "cases" / f"{name}.yaml").write_text(text)


def told(*words: str, root: Path | None) -> list[str]:
    """The sentences of a diff that ended well."""
    ran = run("diff", *words, root=root, COLUMNS="200")
    assert (ran.code, ran.err) == (0, "")
    found, case = [], ""
    for line in ran.out.splitlines()[1:-1]:
        if line.startswith("  "):
            found.append(f"{case}: {line.strip()}")
        elif line:
            case = line
    return found


def test_a_verdict_that_changed_is_a_sentence(root: Path) -> None:
    """With what it was, what it is, and the days behind it."""
    policy = root / "policies" / "rules.yaml"
    text = policy.read_text()
    policy.write_text(text.replace("    force:", "    source: daily\n    force:"))
    commit(root)
    write(root, CASE + VAGUE)
    assert told("HEAD", root=root) == [
        "market: investigation_opened was 20 March 2024, is now 12–20 March 2024",
        POSSIBLY_LATE,
        "market: breach of open-investigation was yes, is now unknown",
        DAYS,
        "market: Strike to investigation was 10 days, is now 2–10 days",
    ]


def test_two_revisions(root: Path) -> None:
    """Both out of git; the files as they stand play no part."""
    write(root, CASE + VAGUE)
    commit(root)
    write(root, "broken: [\n")
    found = told("HEAD~1", "HEAD", root=root)
    assert "investigation_opened was 20 March 2024, is now 12–20 March 2024" in found[0]
    assert told("HEAD", "HEAD~1", root=root)[0].endswith("12–20 March 2024, is now 20 March 2024")
    assert told("HEAD", "HEAD", root=root) == []


def test_a_file_that_can_no_longer_be_read_is_told_with_where_its_problems_are(root: Path) -> None:
    """They stand by themselves, on stderr."""
    write(root, CASE + "  - {kind: denial, when: 2024-02-30, source: daily}\n")
    ran = run("diff", "HEAD", root=root)
    assert "market cannot be judged now, because a file cannot be read" in ran.words
    assert "E203" in ran.err


def test_nothing_changed_is_said_of_what_is_compared(root: Path) -> None:
    """A note or a title changes no verdict; the page does not say that nothing changed."""
    write(root, (CASE + OPENED).replace("Strike on", "An air strike on"))
    ran = run("diff", "HEAD", root=root)
    for line in LINES_AT_THE_END:
        assert line in ran.words
    assert run("diff", "HEAD", "--exit-code", root=root).code == 0


def test_cases_that_come_and_go(root: Path) -> None:
    """A new case with what is judged of it; one that is gone."""
    write(root, CASE, "bridge")
    (root / "cases" / "market.yaml").unlink()
    assert told("HEAD", root=root) == [
        "bridge: is new: 1 event; judged on 21 November 2026: 1 overdue",
        "market: is no longer there",
    ]
    assert run("diff", "HEAD", "--exit-code", root=root).code == 1


def test_a_source_or_a_policy_changes_verdicts_too(root: Path) -> None:
    """The date of a page bounds what it reports; a limit judges."""
    policy = root / "policies" / "rules.yaml"
    policy.write_text(policy.read_text().replace("5 days", "30 days"))
    found = told("HEAD", root=root)
    assert found[0] == "market: open-investigation was met late by 5 days, is now met"
    deadline = "market: deadline of open-investigation was 5 days (limit), is now 30 days (limit)"
    assert deadline in found
    commit(root)
    write(root, CASE + OPENED.replace("2024-03-20", "unknown"))
    commit(root)
    source = root / "seeds" / "daily.yaml"
    source.write_text(source.read_text().replace("2024-04-02", "2024-03-12"))
    assert (
        "market: investigation_opened was 10 March–3 April 2024, is now 10–13 March 2024"
    ) in told("HEAD", root=root)


def test_a_record_that_was_checked_further_changes_no_verdict_of_a_step_taken(root: Path) -> None:
    """What is on record counts whatever the horizon; both sides are judged on one day."""
    write(root, (CASE + OPENED).replace("2024-06-30", "2024-07-01"))
    assert told("HEAD", root=root) == []


def test_a_contradiction_that_came_is_told(root: Path) -> None:
    """Claims that cannot all be true any more."""
    write(root, CASE + OPENED + "  - {kind: denial, when: 2024-01-01, source: daily}\n")
    found = told("HEAD", root=root)
    assert found[0] == "market: had no conflicts of claims, has 1 now"


def test_a_case_that_cannot_be_read_any_more(root: Path) -> None:
    """Its problems on stderr, the others compared, and 2 at the end."""
    write(root, "title: [\n")
    write(root, CASE, "bridge")
    ran = run("diff", "HEAD", root=root)
    assert ran.code == 2
    assert "cases/market.yaml:1:8: E122" in ran.err
    assert "market cannot be judged now" in ran.words
    assert "bridge is new" in ran.words
    commit(root)
    write(root, CASE)
    ran = run("diff", "HEAD", root=root)
    assert (ran.code, "market could not be judged before: 1 event" in ran.words) == (2, True)
    assert "HEAD:cases/market.yaml:1:8: E122" in ran.err
    write(root, "title: [\n")
    assert "could be judged neither before nor now" in run("diff", "HEAD", root=root).words


def test_two_folders(root: Path, tmp_path: Path) -> None:
    """No git is needed for them."""
    other = tmp_path / "other"
    a_workspace(other, CASE + VAGUE)
    found = told(str(root), str(other), root=other)
    assert "investigation_opened was 20 March 2024, is now 12–20 March 2024" in found[0]
    assert told(str(root), root=other) == found
    assert told(str(root), str(root), root=other) == []


def test_json(root: Path) -> None:
    """The same as data, in its published shape."""
    write(root, CASE + VAGUE)
    write(root, CASE, "bridge")
    ran = run("diff", "HEAD", "--json", root=root)
    found = json.loads(ran.out)
    Draft202012Validator(schema_of("diff")).validate(found)
    assert [one["status"] for one in found["changes"]] == ["added", "changed"]
    (finding,) = found["changes"][1]["findings"]
    assert (finding["before"]["verdict"], finding["after"]["verdict"]) == (
        "met late",
        "met possibly late",
    )


BAD_REVISIONS = [
    "nosuch", "--output=x", "-x", "HEAD:cases", "HEAD..HEAD", "HEAD --help", "a b", "", "$(id)",
    "HEAD\nHEAD", ":/x", "^HEAD", "HEAD~9", "HEAD^{tree}", "é", "x" * 300, "../elsewhere",
]  # fmt: skip


@pytest.mark.parametrize("word", BAD_REVISIONS)
def test_what_is_no_revision_is_refused(root: Path, word: str) -> None:
    """With a problem or a usage error, without a traceback, and without a trace in the files."""
    before = files_below(root.parent)
    ran = run("diff", "--", word, root=root)
    assert ran.code == 2
    assert "E706" in ran.err
    assert "Traceback" not in ran.err
    assert files_below(root.parent) == before


def test_outside_a_repository(tmp_path: Path) -> None:
    """Git's own reason is given."""
    a_workspace(tmp_path / "ws")
    ran = run("diff", "HEAD", root=tmp_path / "ws", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert ran.code == 2
    assert "not a git repository" in ran.err


def test_without_git(root: Path) -> None:
    """It is said what is missing."""
    ran = run("diff", "HEAD", root=root, PATH="/nowhere")
    assert (ran.code, "E706 git could not be run" in ran.err) == (2, True)


def test_a_link_in_a_revision_is_named_and_not_followed(root: Path) -> None:
    """Whatever it leads to."""
    (root / "cases" / "link.yaml").symlink_to("/etc/passwd")
    commit(root)
    (root / "cases" / "link.yaml").unlink()
    ran = run("diff", "HEAD", root=root)
    assert ran.code == 2
    assert "HEAD:cases/link.yaml: E411" in ran.err


def test_nothing_of_a_repository_runs_or_hides(root: Path, tmp_path: Path) -> None:
    """Filters, attributes, hooks, monitors, aliases and pagers of a contributor are idle."""
    mark = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    script.chmod(0o755)
    write(root, CASE + VAGUE)
    (root.parent / ".gitattributes").write_text(
        "*.yaml filter=evil diff=evil export-ignore export-subst\n"
    )
    commit(root)
    for key in ("filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv",
                "diff.evil.command", "core.fsmonitor", "core.pager", "core.sshCommand",
                "diff.external", "alias.ls-tree", "alias.cat-file"):  # fmt: skip
        git(root, "config", key, f"!{script}" if key.startswith("alias") else str(script))
    for hook in ("post-checkout", "post-index-change", "reference-transaction"):
        shutil.copy(script, root.parent / ".git" / "hooks" / hook)
    before = files_below(root.parent)
    assert told("HEAD~1", "HEAD", root=root)
    assert not mark.exists()
    assert files_below(root.parent) == before


def test_a_hook_s_surroundings_lead_nowhere_else(root: Path, tmp_path: Path) -> None:
    """Where git runs the program as a hook of another repository, the workspace's own is asked."""
    around = {"GIT_DIR": str(tmp_path / "none"), "GIT_INDEX_FILE": "none", "GIT_WORK_TREE": "/"}
    ran = run("diff", "HEAD", root=root, **around)
    assert (ran.code, ran.err) == (0, "")


def test_the_shipped_cases_against_themselves() -> None:
    """The checkout's own folder, as two states: nothing differs."""
    assert told(str(ROOT), str(ROOT), root=ROOT) == []
