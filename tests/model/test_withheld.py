"""What is withheld, and what refers to it, is in nothing that is made to be published."""

import os
from pathlib import Path

import pytest
import yaml

import timeline
from tests.builders import ordinal
from tests.cli.runner import ROOT, copy_cases
from tests.edit.builders import SOURCE, view_of
from timeline.cache.contents import Contents
from timeline.cache.inputs import Inputs
from timeline.cache.memory import Memory
from timeline.cache.store import Store
from timeline.errors import TimelineError
from timeline.model.workspace import Workspace
from timeline.read.document import Value
from timeline.view import Resources, View

EVERY_CASE = sorted(path.stem for path in (ROOT / "cases").glob("*.yaml"))
IS_THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"

HEAD = """\
title: Strike on a market
place: Exampleville
time_zone: Europe/Vienna
forces: Exampleland
events:
  - {kind: strike, when: 2024-03-10, source: daily}
  - {kind: assessment_opened, when: 2024-03-12, source: daily, responds_to: [strike]}
"""
OPENED = "  - {kind: investigation_opened, when: 2024-03-20, source: daily}\n"


def tree(text: str) -> Value:
    """Every scalar as text, as the program reads it."""
    found: Value = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - only text, lists and dicts
    return found


def workspace(root: Path, case: str, secret: str = SOURCE, **more: str) -> View:
    """A workspace with one case, and a source that is withheld."""
    files = {
        "cases/market.yaml": case,
        "seeds/daily.yaml": SOURCE,
        "seeds/secret.yaml": f"{secret}withheld: true\n",
        **more,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return view_of(root)


def records(view: View, case: str = "market") -> str:
    """Everything that is told of a case, and of all cases, as it would be published."""
    seen = view.published
    made = [
        timeline.show(seen, case),
        timeline.explain(seen, case),
        timeline.tolls(seen, case),
        timeline.graph(seen, case, claims=True),
        timeline.list_cases(seen),
        timeline.overdue(seen),
        timeline.ledger(seen),
        timeline.tolls(seen),
        timeline.policy_list(seen),
    ]
    return "".join(one.to_json() for one in made)


ALIKE = {
    "an event": (
        """\
  - {kind: denial, when: 2024-03-11, source: daily, withheld: true}
""",
        "",
    ),
    "a claim": (
        """\
  - {kind: denial, claims: [{when: 2024-03-11, source: daily, withheld: true},
     {when: 2024-03, source: daily}]}
""",
        """\
  - {kind: denial, claims: [{when: 2024-03, source: daily}]}
""",
    ),
    "a claim of a withheld source": (
        """\
  - {kind: denial, claims: [{when: 2024-03-11, source: secret}, {when: 2024-03, source: daily}]}
""",
        """\
  - {kind: denial, claims: [{when: 2024-03, source: daily}]}
""",
    ),
    "an event whose claims are all withheld, and a date that counts from it": (
        """\
  - {kind: denial, when: 2024-03-11, source: secret}
  - {kind: statement, when: 3 days after denial, source: daily}
  - {kind: release, of: report, when: after statement, source: daily}
""",
        "",
    ),
    "answers, tellings and continuations of it": (
        """\
  - {id: first, kind: assessment_opened, when: 2024-03-11, source: secret, track: a}
  - {kind: investigation_opened, when: 2024-03-20, source: daily, responds_to: [first],
     tells: [strike, first], continues: first}
""",
        """\
  - {kind: investigation_opened, when: 2024-03-20, source: daily, tells: [strike]}
""",
    ),
    "orders of it, and what extends them or counts from it": (
        """\
  - {kind: denial, when: 2024-03-11, source: secret, orders: [{id: one, kind: release,
     within: 3 days, source: daily}]}
  - {kind: investigation_opened, when: 2024-03-20, source: daily, orders: [{id: two,
     kind: release, within: 9 days, source: secret},
     {id: three, kind: investigation_closed, within: 9 days, extends: two, source: daily},
     {id: four, kind: investigation_closed, within: 9 days, from: denial, source: daily},
     {id: five, kind: payment, within: 9 days, extends: one, source: daily},
     {id: six, kind: payment, within: 30 days, source: daily}]}
pauses:
  - {of: [two, six], from: assessment_opened, source: daily}
  - {of: [two, three], from: assessment_opened, source: daily}
  - {of: [six], from: denial, source: daily}
  - {of: [six], from: assessment_opened, until: denial, source: daily}
  - {of: [six], from: assessment_opened, source: secret}
""",
        """\
  - {kind: investigation_opened, when: 2024-03-20, source: daily, orders: [{id: six,
     kind: payment, within: 30 days, source: daily}]}
pauses:
  - {of: [six], from: assessment_opened, source: daily}
""",
    ),
    "absences": (
        """\
  - {id: n, kind: denial, when: 2024-03-11, source: secret, track: hidden}
absences:
  - {kind: payment, until: 2024-05-01, source: secret}
  - {kind: denial, id: n, until: 2024-03-01, source: daily}
  - {kind: payment, track: hidden, until: 2024-05-01, source: daily}
  - {kind: payment, until: 2024-04-01, source: daily}
""",
        """\
absences:
  - {kind: payment, until: 2024-04-01, source: daily}
""",
    ),
    "tolls": (
        """\
tolls:
  - {id: whole, by: A, killed: 9, source: secret}
  - {id: half, by: A, killed: 5, part_of: whole, source: daily}
  - {by: A, children: 3, part_of: half, source: daily}
  - {by: B, killed: 2, part_of: secret/all, source: daily}
  - {by: C, killed: 3, source: daily}
""",
        """\
tolls:
  - {by: C, killed: 3, source: daily}
""",
    ),
}


@pytest.mark.parametrize("about", ALIKE)
def test_a_case_is_told_as_if_the_item_had_been_removed(tmp_path: Path, about: str) -> None:
    """With all that refers to it, to the byte."""
    with_it, without = ALIKE[about]
    told = records(workspace(tmp_path, HEAD + with_it))
    assert told == records(workspace(tmp_path, HEAD + without))
    (tmp_path / "seeds" / "secret.yaml").unlink()
    assert told == records(view_of(tmp_path))
    assert "secret" not in told


def test_the_day_of_a_withheld_source_is_no_horizon(tmp_path: Path) -> None:
    """Where no key says so, the record is checked to the newest source that may be shown."""
    late = SOURCE.replace("2024-04-02", "2025-01-01")
    case = HEAD + "  - {kind: denial, when: 2024-12-24, source: secret}\n"
    view = workspace(tmp_path, case, late)
    assert "2025-01-01" in timeline.show(view, "market").to_json()
    assert records(view) == records(workspace(tmp_path, HEAD, late))


def test_figures_of_a_withheld_source_are_in_no_docket_and_no_toll(tmp_path: Path) -> None:
    """Other figures change no byte, nor does the file without them."""
    figures = "caseload:\n  - {scope: us, period: 2024-01, received: N, open: 3}\n"
    figures += "tolls:\n  - {by: A, scope: all, on: 2024-02-01, killed: N}\n"
    view = workspace(tmp_path, HEAD, SOURCE + figures.replace("N", "1"))
    assert timeline.ledger(view).dockets
    told = records(view)
    assert told == records(workspace(tmp_path, HEAD, SOURCE + figures.replace("N", "2")))
    (tmp_path / "seeds" / "secret.yaml").unlink()
    assert told == records(view_of(tmp_path))


def test_rules_of_a_withheld_text_judge_nothing(tmp_path: Path) -> None:
    """Neither in their own policy nor in one that inherits them."""
    policy = """\
id: {id}
title: Rules
applies: {{forces: Exampleland}}
{more}rules:
  - {{id: open-{id}, step: investigation_opened, label: Opened, after: strike, limit: 5 days,
     force: binding, source: {source}}}
"""
    secret = policy.format(id="a", source="secret", more="source: secret\n")
    below = policy.format(id="b", source="daily", more="inherits: [a]\n")
    drops = policy.format(id="c", source="daily", more="inherits: [a]\ndrops: [open-a]\n")
    files = {
        f"policies/{name}.yaml": text
        for name, text in zip("abc", (secret, below, drops), strict=True)
    }
    view = workspace(tmp_path, HEAD, **files)
    told = timeline.show(view.published, "market")
    assert {one.name for one in told.findings} == {"open-b", "open-c"}
    assert "open-a" in {one.name for one in timeline.show(view, "market").findings}
    assert "secret" not in records(view)
    assert [one.name for one in timeline.withheld(view).findings] == ["open-a"] * 2  # by a and b


def test_a_slip_in_the_key_shows_nothing(tmp_path: Path) -> None:
    """What is not certainly to be shown is not, nor is a withheld source that cannot be read."""
    denial = "  - {kind: denial, when: 2024-03-11, source: secret}\n"
    view = workspace(tmp_path, HEAD + denial)
    told = records(view)
    for text in (
        f"{SOURCE}withheld: ture\n",
        f'{SOURCE}"with\\x68eld": true\n',
        "withheld: true\ntitle: [\n",
    ):
        (tmp_path / "seeds" / "secret.yaml").write_text(text)
        assert records(view_of(tmp_path)) == told
    (tmp_path / "seeds" / "secret.yaml").write_text(f"{SOURCE}withheld: false\n")
    assert "secret" in records(view_of(tmp_path))


SPELLED = (
    "withheld : true\n",
    '"withheld": true\n',
    "? withheld\n: true\n",
    "? 'withheld' # who\n  # it was\n: true\n",
    "? withheld\u2028: true\n",
    '"with\\u0068eld": true\n',
)


@pytest.mark.parametrize("spelled", SPELLED)
def test_the_key_is_found_however_it_is_spelled(tmp_path: Path, spelled: str) -> None:
    """Files are looked through for it before they are read."""
    workspace(tmp_path, HEAD)
    (tmp_path / "seeds" / "secret.yaml").write_text(SOURCE + spelled, encoding="utf-8")
    assert "secret" not in Workspace(tmp_path).published().source_ids
    (tmp_path / "seeds" / "secret.yaml").write_text(f"{SOURCE}note: withheld in part\n")
    assert "secret" in Workspace(tmp_path).published().source_ids


@pytest.mark.parametrize(
    "case", EVERY_CASE if IS_THOROUGH else ["manbij-tokhar-2016", "mosul-jadida-2017"]
)
def test_what_a_withheld_source_says_changes_no_byte(tmp_path: Path, case: str) -> None:
    """Each source of a shipped case in turn: other words, days and figures, another layout."""
    copy_cases(tmp_path, case)
    path = tmp_path / "cases" / f"{case}.yaml"
    whole = path.read_text(encoding="utf-8")
    cited = sorted(_sources(tree(whole)))
    told = 0
    for name in cited if IS_THOROUGH else cited[::3]:
        seed = tmp_path / "seeds" / f"{name}.yaml"
        text = seed.read_text(encoding="utf-8")
        seed.write_text(f"{text}\nwithheld: true\n", encoding="utf-8")
        try:
            before = _shown(tmp_path, case)
        except TimelineError:  # nothing is left to be judged
            before = ""
        seed.write_text(f"# Longer.\n\n{SOURCE}withheld: yes\n", encoding="utf-8")
        path.write_text(_altered(whole, name), encoding="utf-8")
        if before:
            assert _shown(tmp_path, case) == before
            told += 1
        path.write_text(whole, encoding="utf-8")
        seed.write_text(text, encoding="utf-8")
    assert told or len(cited) == 1


def _shown(root: Path, case: str) -> str:
    seen = view_of(root).published
    return timeline.show(seen, case, trials=IS_THOROUGH).to_json()


def _sources(value: Value) -> set[str]:
    if isinstance(value, list):
        return {name for one in value for name in _sources(one)}
    if not isinstance(value, dict):
        return set()
    source = value.get("source")
    own = {source} if isinstance(source, str) else set[str]()
    return own.union(*map(_sources, value.values()))


def _altered(text: str, source: str) -> str:
    """Write a case anew, with other words and days in all that rests on a source."""

    def other(value: Value) -> Value:
        if isinstance(value, list):
            return [other(one) for one in value]
        if not isinstance(value, dict):
            return value
        kept = {key: other(one) for key, one in value.items()}
        if kept.get("source") == source:
            kept |= {key: "2001-01-01" for key in ("when", "until", "before") if key in kept}
            kept |= {key: "other words" for key in ("note", "worded", "because") if key in kept}
            kept |= {key: "7" for key in ("killed", "injured") if key in kept}
        return kept

    return str(yaml.safe_dump(other(tree(text)), sort_keys=False, allow_unicode=True))


def test_what_is_kept_is_not_given_for_what_is_published(tmp_path: Path) -> None:
    """Nor what was published before for what is published now."""
    root = tmp_path / "ws"
    denial = "  - {kind: denial, when: 2024-03-11, source: secret}\n"
    workspace(root, HEAD + denial)
    store = Store(str(tmp_path / "cache"))

    def told(*, published: bool) -> str:
        memory = Memory(store, Contents(store), b"this program")
        inputs = Inputs(memory.contents)
        whole = View(Workspace(root, inputs=inputs), ordinal("2026-11-21"), run=Resources(memory))
        return timeline.show(whole.published if published else whole, "market").to_json()

    for published in (False, True, False, True):
        assert ("secret" in told(published=published)) is not published
    (root / "seeds" / "secret.yaml").write_text(SOURCE)
    assert "secret" in told(published=True)


def test_odd_values_are_left_to_those_who_refuse_them(tmp_path: Path) -> None:
    """Lists and mappings where names belong are told as in any other file."""
    for key in ("source", "responds_to", "when", "id", "orders", "claims", "track"):
        for odd in ("{a: [b]}", "[[a]]", "~"):
            view = workspace(
                tmp_path, HEAD + f"  - {{kind: denial, source: secret, {key}: {odd}}}\n"
            )
            try:
                timeline.show(view.published, "market")
            except TimelineError as error:
                assert all(one.code != "E602" for one in error.problems)  # noqa: PT017
