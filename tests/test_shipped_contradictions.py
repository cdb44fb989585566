"""What the shipped cases say when their disputed claims are taken for true."""

from pathlib import Path

import pytest

from timeline.chrono.days import day_number
from timeline.inference.inference import Inference, infer
from timeline.model.build import build_case
from timeline.model.workspace import Workspace
from timeline.read.parse import parse_yaml
from timeline.view import View

ROOT = Path(__file__).resolve().parent.parent
TODAY = day_number(2026, 11, 21)


def with_accepted(case_id: str, *disputed: str) -> Inference:
    """Infer a shipped case with the claims that hold these words taken for true."""
    workspace = Workspace(ROOT)
    text = (ROOT / "cases" / f"{case_id}.yaml").read_text(encoding="utf-8")
    for words in disputed:
        text = accept(text, words)
    file = build_case(parse_yaml(text, f"cases/{case_id}.yaml"), case_id, workspace.references)
    sources, problems = workspace.load_cited(file)
    assert not problems
    return infer(file, sources, workspace.kinds)


def accept(text: str, words: str) -> str:
    """Turn the standing that follows some words to accepted."""
    place = text.index("standing: disputed", text.index(words))
    return text[:place] + "standing: accepted" + text[place + len("standing: disputed") :]


def groups(inference: Inference) -> list[set[str]]:
    """Each contradiction as the set of its groups, a group named by its first claim."""
    return [{group[0].id for group in one.groups} for one in inference.conflicts]


def test_both_datings_of_milleys_words() -> None:
    """Two days after the strike, 1 September, and the group that dates the strike: no others."""
    inference = with_accepted("kabul-2021", "2 days after strike")
    (conflict,) = inference.conflicts
    said = {(one.event, one.says.partition(": ")[2]) for one in conflict.claims}
    assert said == {
        ("strike", "2021-08-29"),
        ("milley-righteous", "2021-09-01"),
        ("milley-righteous", "2 days after strike"),
    }
    assert len(conflict.groups) == 3
    assert len(inference.readings) == 3
    assert all(one.location.span and one.source for one in conflict.claims)
    assert set(conflict.without) == {group[0].id for group in conflict.groups}


def test_finished_on_the_8th_against_still_assessing_on_the_13th() -> None:
    """The contradiction names exactly the claim and the absence."""
    inference = with_accepted("kabul-2021", "until: 2021-09-13")
    (conflict,) = inference.conflicts
    assert {one.id for one in conflict.claims} == {"investigation_closed#1", "absences#1"}


def test_two_contradictions_in_one_run() -> None:
    """Both are named, neither hides the other."""
    inference = with_accepted("kabul-2021", "2 days after strike", "until: 2021-09-13")
    assert len(inference.conflicts) == 2
    assert len(inference.readings) == 6


def test_said_on_monday_or_tuesday() -> None:
    """Two Washington days contradict each other, whatever the day is in Kabul."""
    inference = with_accepted("kabul-2021", "{when: 2021-09-20, source: stripes-2021-09-20")
    (conflict,) = inference.conflicts
    assert {one.event for one in conflict.claims} == {"said-appointed"}
    assert {one.says.partition(": ")[2] for one in conflict.claims} == {"2021-09-20", "2021-09-21"}


def test_an_assessment_after_the_story() -> None:
    """The story of 18 May came three days after the start that others give."""
    inference = with_accepted("may3-syria", "after post-story")
    events = [{one.event for one in conflict.claims} for conflict in inference.conflicts]
    assert {"ccar", "post-story"} in events


def test_the_program_says_what_the_story_would_change() -> None:
    """The trial of that claim displaces others and changes no verdict."""
    view = View(Workspace(ROOT), TODAY)
    judged = view.judge("may3-syria")
    trial = next(one for one in view.trials(judged) if "post-story" in one.statement.says)
    assert trial.can_be_true
    assert not trial.changes
    assert {"ccar", "post-story"} <= {one.event for one in trial.displaced}


@pytest.mark.parametrize("case_id", Workspace(ROOT).case_ids)
def test_every_disputed_claim_can_be_tried(case_id: str) -> None:
    """A trial never fails, and says either what would change or that it cannot be true."""
    view = View(Workspace(ROOT), TODAY)
    judged = view.judge(case_id)
    trials = view.trials(judged)
    assert len(trials) == len(judged.inference.statements.disputed)
