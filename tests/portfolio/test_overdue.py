"""Steps that are overdue, or may be."""

from dataclasses import replace

from tests.conformance.builders import judged
from timeline.conformance.finding import Report
from timeline.portfolio.overdue import can_be_overdue

AS_OF = "2023-06-30"
POLICY = """
rules:
  - {id: limited, step: investigation_opened, after: strike, limit: 10 days, force: binding}
  - {id: measured, step: release, after: strike, limit: none stated, force: practice,
     benchmark: {within: 1 day, because: mine}}
  - {id: free, step: payment, after: strike, limit: none stated, force: practice}
  - {id: unread, step: apology, after: strike, limit: not established, force: binding}
"""


def report(name: str, when: str, *more: str, policy: str = POLICY, order: str = "") -> Report:
    """A case with a strike and perhaps something else, judged by the policy."""
    orders = f", orders: [{order}]" if order else ""
    events = [f"{{kind: strike, when: '{when}', source: press{orders}}}", *more]
    case = "events:\n" + "".join(f"  - {event}\n" for event in events)
    found = judged(case, policy, AS_OF)
    file = replace(found.inference.file, id=name)
    return replace(found, inference=replace(found.inference, file=file))


def rows(*reports: Report) -> list[str]:
    """Each as `case rule verdict`."""
    return [
        f"{report.case_id} {finding.id} {finding.verdict.value}"
        for report in reports
        for finding in report.findings
        if can_be_overdue(finding)
    ]


def test_what_is_past_its_limit_is_listed() -> None:
    """By a rule, by a benchmark, by an order."""
    assert rows(report("a", "2023-05-03")) == ["a limited overdue", "a measured overdue"]
    order = "{id: o, kind: payment, within: 2 days, source: press}"
    assert "a free:o overdue" in rows(report("a", "2023-05-03", order=order))


def test_what_is_possibly_past_it_is_listed() -> None:
    """On one of its days, and not on another."""
    found = rows(report("perhaps", "2023-06-10/2023-06-25"))
    assert found[0] == "perhaps limited possibly overdue"


def test_what_is_done_pending_or_unknown_is_not_listed() -> None:
    """Only what is overdue, for certain or possibly."""
    done = [
        "{kind: investigation_opened, when: 2023-06-30, source: press}",
        "{kind: release, of: report, when: 2023-06-30, source: press}",
    ]
    assert rows(report("late", "2023-05-03", *done)) == []
    assert rows(report("early", "2023-06-30")) == []
