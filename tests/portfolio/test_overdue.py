"""What is overdue anywhere, worst first."""

from dataclasses import replace

from tests.conformance.builders import judged
from timeline.conformance.finding import Report
from timeline.portfolio.overdue import overdue_findings

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
        for report, finding in overdue_findings(reports)
    ]


def test_limits_come_before_benchmarks() -> None:
    """However long ago a benchmark passed."""
    assert rows(report("a", "2023-05-03")) == ["a limited overdue", "a measured overdue"]
    assert rows(report("old", "2013-05-03"), report("new", "2023-06-15")) == [
        "old limited overdue",
        "new limited overdue",
        "old measured overdue",
        "new measured overdue",
    ]


def test_an_order_counts_as_a_limit() -> None:
    """Among the limits the longest overdue is first, whoever set it."""
    order = "{id: o, kind: payment, within: 2 days, source: press}"
    assert rows(report("a", "2023-05-03", order=order))[:2] == [
        "a free:o overdue",
        "a limited overdue",
    ]


def test_what_is_done_pending_or_unknown_is_not_listed() -> None:
    """Only what is overdue, for certain or possibly."""
    done = [
        "{kind: investigation_opened, when: 2023-06-30, source: press}",
        "{kind: release, of: report, when: 2023-06-30, source: press}",
    ]
    assert rows(report("late", "2023-05-03", *done)) == []
    assert rows(report("early", "2023-06-30")) == []


def test_what_is_certain_comes_before_what_is_possible() -> None:
    """Within a tier; then the more certain days, then the name."""
    assert rows(
        report("perhaps", "2023-06-10/2023-06-25"),
        report("b", "2023-06-15"),
        report("a", "2023-06-15"),
        report("worst", "2023-06-01"),
    )[:4] == [
        "worst limited overdue",
        "a limited overdue",
        "b limited overdue",
        "perhaps limited possibly overdue",
    ]


def test_the_order_of_the_reports_changes_nothing() -> None:
    """Whatever the files are called and however they were read."""
    some = [report("a", "2023-05-03"), report("b", "2023-06-10/2023-06-25"), report("c", "2022")]
    assert rows(*some) == rows(*reversed(some))


def test_by_the_certain_part_of_what_is_uncertain() -> None:
    """A case that is at least five days over comes before one that is at least one day over."""
    vague = report("vague", "2023-06-01/2023-06-19")
    exact = report("exact", "2023-06-15")
    assert rows(vague, exact)[:2] == ["exact limited overdue", "vague limited overdue"]
