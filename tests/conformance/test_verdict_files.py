"""Every file of `tests/verdicts/`: a case, a policy, a day, and the findings that they must give.

name       one sentence: what the file shows
case       the case, as text; what every case needs may be left out
policy     the policy, as text; its id and title, and labels of rules, may be left out
as_of      the day to judge from
today      the day the record is read (left out: it is not bounded by one)
sources    when sources were published
expect     one entry for each finding, in order; what an entry leaves out is not compared,
           but each names its verdict. `limits` names each limit that applied, in order, as
           `text: verdict` or `text: verdict, days late`. `due` is `2023-06-02 known`,
           `2023-06-02..2023-06-05 known`, `2023-06-02.. end not published`, the status alone, or
           `none` where no world requires the step.
"""

from pathlib import Path

import pytest

from tests.builders import days
from tests.conformance.builders import OFFICES, judged, number_words
from timeline.chrono.days import format_day
from timeline.conformance.finding import Due, Finding, LimitResult
from timeline.conformance.verdict import Verdict
from timeline.read.document import Value
from timeline.read.parse import read_document

FOLDER = Path(__file__).parent.parent / "verdicts"
FILES = sorted(FOLDER.glob("*.yaml"))
KEYS = {"name", "case", "policy", "as_of", "today", "sources", "expect"}


def fields_of(finding: Finding) -> dict[str, Value]:
    """What an entry of `expect` can name."""
    question, standing = finding.question, finding.standing
    return {
        "rule": question.rule.id,
        "id": finding.id,
        "track": question.track,
        "round": str(question.round),
        "order": question.order,
        "verdict": finding.verdict.value,
        "possible": [word.value for word in finding.possible],
        "breach": "none" if finding.breach is None else finding.breach.value,
        "tier": finding.tier.value,
        "trigger": finding.trigger_event,
        "step": finding.step_event,
        "days": number_words(finding.days),
        "days_late": number_words(finding.days_late),
        "done": finding.done.value,
        "due": due_words(finding.due),
        "judged_on": "none" if finding.judged_on is None else format_day(finding.judged_on),
        "standing": "none" if standing is None else standing.ground,
        "by_subset": [verdict.value for verdict in finding.by_subset],
        "limits": [limit_words(result) for result in finding.limits],
    }


def due_words(due: Due | None) -> str:
    """The last day on time as `2023-06-02 known`, `2023-06-02.. end not published`."""
    if due is None:
        return "none"
    return due.status if due.days is None else f"{days(due.days)} {due.status}"


def limit_words(result: LimitResult) -> str:
    """One limit as `text: verdict, days late`."""
    words = "no limit" if result.verdict is None else result.verdict.value
    late = "" if result.days_late is None else f", {number_words(result.days_late)}"
    return f"{result.line.text}: {words}{late}"


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_the_findings_are_those_that_the_file_expects(path: Path) -> None:
    """Each finding is the one that the file names, and there is no other."""
    file = read_document(path, path.name).root
    assert isinstance(file, dict)
    assert set(file) <= KEYS
    case, policy, as_of, expect = (file[key] for key in ("case", "policy", "as_of", "expect"))
    today, sources = file.get("today"), file.get("sources") or {}
    assert isinstance(case, str)
    assert isinstance(policy, str)
    assert isinstance(as_of, str)
    assert isinstance(expect, list)
    assert isinstance(sources, dict)
    assert today is None or isinstance(today, str)
    published = {name: day for name, day in sources.items() if day is None or isinstance(day, str)}
    report = judged(case, policy, as_of, today=today, sources=published, calendars=OFFICES)
    found = [fields_of(finding) for finding in report.findings]
    wanted = [entry for entry in expect if isinstance(entry, dict)]
    assert all("verdict" in entry for entry in wanted)
    shown = [
        {key: value.get(key, "no such key") for key in entry}
        for value, entry in zip(found, wanted, strict=False)
    ]
    assert shown == wanted
    assert [finding["id"] for finding in found[len(wanted) :]] == []


def test_every_verdict_has_a_file() -> None:
    """No word of the closed list is without an example."""
    shown = set()
    for path in FILES:
        file = read_document(path, path.name).root
        assert isinstance(file, dict)
        assert isinstance(file["expect"], list)
        shown |= {entry["verdict"] for entry in file["expect"] if isinstance(entry, dict)}
    assert shown == {verdict.value for verdict in Verdict}
