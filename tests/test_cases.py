"""Everything that is shipped in cases/, seeds/ and policies loads, and keeps the record's rules."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.checking import check_files
from timeline.model.case import Claim, Statement
from timeline.model.workspace import Workspace, cited_by
from timeline.view import View

ROOT = Path(__file__).resolve().parent.parent
WORKSPACE = Workspace(ROOT)
VIEW = View(WORKSPACE, today=740_000)

CASES, SOURCES = WORKSPACE.case_ids, sorted(WORKSPACE.source_ids)
POLICIES = sorted(WORKSPACE.policy_files)


def test_nothing_is_wrong_with_any_file() -> None:
    """Not a Problem in any of them, contradictions of accepted claims included."""
    checked = check_files(VIEW)
    assert checked.files >= len(CASES) + len(SOURCES) + len(POLICIES)
    assert [str(problem.location) for problem in checked.problems] == []


def test_every_file_has_the_ending_that_is_read() -> None:
    """None is passed over in silence for its name."""
    for folder in ("cases", "seeds"):
        names = [path.name for path in (ROOT / folder).iterdir()]
        assert [name for name in names if not name.endswith(".yaml")] == []


@pytest.mark.parametrize("case_id", CASES)
def test_every_source_of_a_case_exists(case_id: str) -> None:
    """Each claim, order, absence and toll rests on a source that can be read."""
    file = WORKSPACE.load_case(case_id)
    sources, problems = WORKSPACE.load_cited(file)
    assert problems == []
    assert sources.keys() == cited_by(file)
    assert [toll.by for toll in file.case.tolls if toll.source is None] == []


@pytest.mark.parametrize("case_id", CASES)
def test_accepted_claims_do_not_contradict(case_id: str) -> None:
    """One reading, and no conflict: what is contested is marked so."""
    inference = VIEW.judge(case_id).inference
    assert [conflict.claims for conflict in inference.conflicts] == []
    assert len(inference.readings) == 1


def statements(case_id: str) -> Iterator[tuple[str, Statement]]:
    """Every claim and absence of a case, with a name for it."""
    case = WORKSPACE.load_case(case_id).case
    for event in case.events:
        for number, (claim, _) in enumerate(event.dated_by(), start=1):
            yield f"{event.id or event.kind}#{number}", claim
    for number, absence in enumerate(case.absences, start=1):
        yield f"absences#{number}", absence


@pytest.mark.parametrize("case_id", CASES)
def test_what_is_not_accepted_says_why(case_id: str) -> None:
    """A disputed or rejected statement gives its reason in a sentence."""
    aside = {name: one for name, one in statements(case_id) if one.standing != "accepted"}
    assert [name for name, one in aside.items() if len(one.because.split()) < 4] == []


JUDGED_BY_NOTHING = {"hawija-2015", "deir-ez-zor-sept-2016"}
"""Of forces or a command that no policy here is for."""


@pytest.mark.parametrize("case_id", CASES)
def test_a_case_says_how_far_it_was_followed(case_id: str) -> None:
    """And it has a strike, a summary, and findings wherever a policy here is for it."""
    case = WORKSPACE.load_case(case_id).case
    assert case.recorded_day is not None
    assert case.summary
    assert any(event.kind == "strike" for event in case.events)
    judged = VIEW.judge(case_id)
    assert bool(judged.findings) is (case_id not in JUDGED_BY_NOTHING)
    assert not any(report.selection.is_hypothetical for report in judged.reports)


def test_claims_are_worded_briefly() -> None:
    """`worded` holds the few words that date an event, never a passage of the source."""
    too_long = [
        f"{case_id} {name}"
        for case_id in CASES
        for name, one in statements(case_id)
        if isinstance(one, Claim) and len(one.worded.split()) > 25
    ]
    assert too_long == []


def cited_anywhere() -> set[str]:
    """The id of every source that a case or a policy rests on."""
    found: set[str] = set()
    for case_id in CASES:
        found |= cited_by(WORKSPACE.load_case(case_id))
    for policy_id in POLICIES:
        policy = WORKSPACE.load_policy(policy_id)
        named = [policy.source, *(rule.source for rule in policy.rules)]
        named += [remark.source for remark in policy.notes]
        found |= {name for name in named if name}
    return found


WHY_UNCITED = {
    "centcom-2016-07-28": "not the one of 19 July",
    "fort-russ-2019-05-31": "started from",
    "rudaw-2020-03-report": "started from",
}
"""The words by which the note of a source says why it is here though nothing cites it."""


def test_a_source_that_nothing_cites_says_why_it_is_here() -> None:
    """It carries figures of its own, or its note has words for it, which stand above."""
    sources = {name: WORKSPACE.load_source(name) for name in SOURCES}
    silent = [
        name
        for name in sorted(sources.keys() - cited_anywhere())
        if not (sources[name].caseload or sources[name].tolls)
        and (name not in WHY_UNCITED or WHY_UNCITED[name] not in sources[name].note)
    ]
    assert silent == []


def test_the_five_starting_documents_are_here() -> None:
    """The documents that the project started from are marked in their notes."""
    notes = [WORKSPACE.load_source(name).note for name in SOURCES]
    assert sum("started from" in note for note in notes) == 5


@pytest.mark.parametrize("policy_id", POLICIES)
def test_every_rule_says_where_it_stands(policy_id: str) -> None:
    """A clause, a source, a day on which it was held against its text, and a label."""
    policy = WORKSPACE.load_policy(policy_id)
    assert policy.id == policy_id
    bare = [
        rule.id
        for rule in policy.rules
        if not (rule.clause and rule.source and rule.reviewed_on and rule.label)
    ]
    assert bare == []
