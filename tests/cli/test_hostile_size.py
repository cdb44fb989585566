"""Policies made to take for ever are refused, or are done in no time."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.checking import CASE, check, policy, rule, write
from tests.cli.runner import TODAY, run
from timeline.model.workspace import Workspace
from timeline.model.written import MOST_PATTERNS
from timeline.view import View

DENIALS = "".join(
    f"  - {{id: d{number}, kind: denial, form: f{number}, when: unknown, source: paper}}\n"
    for number in range(12)
)
ONE = "{{event: denial, form: f{}}}"


def several(number: int) -> str:
    """A list of patterns."""
    return f"[{', '.join(map(ONE.format, range(number)))}]"


WAYS = {
    "any": ("when", "{{any: {}}}"),
    "all": ("when", "{{all: {}}}"),
    "not any": ("when", "{{not: {{any: {}}}}}"),
    "first": ("step", "{{first: {}}}"),
    "a list": ("after", "{}"),
}


def files(key: str, words: str) -> dict[str, str]:
    """A case, and a policy for it with one such rule."""
    text = policy("p", rule(**{key: words}), applies="{forces: US}")
    return {"cases/c.yaml": CASE + DENIALS, "policies/p.yaml": text}


@pytest.mark.parametrize("number", [MOST_PATTERNS + 1, 1000])
@pytest.mark.parametrize("way", WAYS)
def test_too_many_patterns_are_refused_by_every_command(
    tmp_path: Path, way: str, number: int
) -> None:
    """With one problem, at the key that holds them."""
    key, words = WAYS[way]
    (found,) = check(tmp_path, files(key, words.format(several(number))))
    assert (found.code, found.file) == ("E508", "policies/p.yaml")
    for command in ("show c", "overdue", "list", "policy show p", "stats"):
        done = run(*command.split(), root=tmp_path)
        assert done.code == 2
        assert "policies/p.yaml:5:" in done.err
        assert f"E508 {key} has {number:,} patterns" in done.err


@pytest.mark.parametrize("way", WAYS)
def test_as_many_patterns_as_are_read_are_judged(tmp_path: Path, way: str) -> None:
    """Against a dozen events on unknown days."""
    key, words = WAYS[way]
    assert check(tmp_path, files(key, words.format(several(MOST_PATTERNS)))) == []
    assert run("show", "c", root=tmp_path).code == 0


def test_a_condition_as_deep_as_a_file_may_be_is_judged(tmp_path: Path) -> None:
    """One that is deeper is no file that is read."""
    words = ONE.format(1)
    for _ in range(19):
        words = f"{{not: {words}}}"
    assert check(tmp_path, files("when", words)) == []
    assert run("show", "c", root=tmp_path).code == 0
    (found,) = check(tmp_path, files("when", f"{{not: {{not: {words}}}}}"))
    assert found.code == "E140"


def diamonds(levels: int) -> dict[str, str]:
    """Policies of which each has the two above it for parents: a way for each power of two."""
    found = {"policies/l0.yaml": policy("l0", rule("told"))}
    above = "l0"
    for level in range(1, levels + 1):
        for side in "ab":
            name = f"l{level}{side}"
            found[f"policies/{name}.yaml"] = policy(name, inherits=f"[{above}]")
        above = f"l{level}a, l{level}b"
    top = policy("top", inherits=f"[{above}]", applies="{forces: US}")
    return found | {"policies/top.yaml": top, "cases/c.yaml": CASE}


def test_diamonds_of_policies_are_read_once_each(tmp_path: Path) -> None:
    """Twenty-four levels have sixteen million ways from the bottom to the top."""
    assert check(tmp_path, diamonds(24)) == []
    view = View(Workspace(tmp_path), TODAY.toordinal())
    (report,) = [one for one in view.judge("c").reports if one.selection.policy.id == "top"]
    assert [owner for _, owner in report.selection.rules] == ["l0"]
    assert run("policy", "show", "top", root=tmp_path).code == 0


def test_too_long_a_chain_of_policies_is_refused(tmp_path: Path) -> None:
    """Before anything is followed to its end."""
    names = [f"l{number}" for number in range(1500)]
    chain = {
        f"policies/{name}.yaml": policy(name, inherits=f"[{above}]")
        for above, name in pairwise(names)
    }
    write(tmp_path, chain | {"policies/l0.yaml": policy("l0", rule()), "cases/c.yaml": CASE})
    workspace = Workspace(tmp_path)
    with pytest.raises(Exception, match="E504 1499 policies stand above this one"):
        workspace.load_policy("l1499")
    assert workspace.load_policy("l64").id == "l64"
