"""What may not have come, been ordered, or been another form: told, and not taken for a fact."""

import pytest

from tests.builders import case_file, shipped_kinds
from tests.conformance.builders import judged, judged_of
from timeline.chrono.truth import Truth
from timeline.conformance.judged import Judged
from timeline.conformance.sensitivity import sensitivity_to_disputed
from timeline.conformance.verdict import Verdict
from timeline.inference.inference import infer
from timeline.model.build import CaseFile

LIMIT = """
rules:
  - {id: open, step: investigation_opened, after: external_report, limit: 10 days, force: binding}
"""


@pytest.mark.parametrize(
    ("report", "has_started"),
    [
        ("2019-01-02", Truth.YES),
        ("2019-01-02/2019-12-01", Truth.UNKNOWN),
        ("2019-11-02", Truth.NO),
    ],
)
def test_whether_the_clock_has_started(report: str, has_started: Truth) -> None:
    """A limit counts where it has; where it has not there is nothing to hold against it."""
    case = (
        "events:\n  - {kind: strike, when: 2019-01-01, source: press}\n"
        f"  - {{kind: external_report, when: {report}, source: press}}\n"
    )
    (finding,) = judged(case, LIMIT, "2019-06-30").findings
    assert finding.has_started is has_started
    (result,) = finding.limits
    assert result.is_passed is (has_started is Truth.YES)
    if has_started is not Truth.NO:
        assert result.counts is has_started
        assert result.passed is (Truth.YES if has_started is Truth.YES else Truth.UNKNOWN)


ORDERED = """
events:
  - {kind: strike, when: 2019-01-01, source: press}
  - {kind: external_report, when: 2019-01-02, source: press}
  - kind: review_ordered
    when: WHEN
    source: press
    orders: [{id: soon, kind: investigation_opened, until: 2019-03-01, source: press}]
"""


@pytest.mark.parametrize(
    ("when", "counts"), [("2019-02-01", Truth.YES), ("2019-02-01/2019-08-01", Truth.UNKNOWN)]
)
def test_whether_an_order_counts(when: str, counts: Truth) -> None:
    """It does where it had been given; the rule's own limit is judged by itself."""
    own, ordered = judged(ORDERED.replace("WHEN", when), LIMIT, "2019-06-30").findings
    (order,) = ordered.limits
    assert (order.given, order.counts, order.passed) == (counts, counts, Truth.YES)
    assert order.is_passed is (counts is Truth.YES)
    assert own.limits[0].is_passed


FORMS = """
events:
  - {kind: strike, when: 2019-01-01, source: press}
  - {kind: conclusion, when: 2019-02-01, source: press}
  - kind: investigation_opened
    form: commander's inquiry
    claims:
      - {when: 2019-12-01, source: press}
      - {when: 2019-01-20, source: other, standing: disputed, because: a guess}
"""
FORM_RULES = """
rules:
  - {id: open, step: {event: investigation_opened, form: AR 15-6}, after: strike, force: binding}
  - {id: end, step: conclusion, after: strike, requires: [investigation_opened], force: binding}
"""


def test_a_trial_asks_anew_what_had_been_opened_by_then() -> None:
    """An inquiry of another form that had been keeps the step from being missing."""
    file, sources = case_file(FORMS)

    def judge(one: CaseFile) -> Judged:
        whole = infer(one, sources, shipped_kinds())
        report = judged(whole, FORM_RULES, "2019-06-30")
        return judged_of(whole, sources, report.as_of, (report,))

    before = judge(file)
    found = {finding.id: finding for finding in before.findings}
    assert found["open"].verdict is Verdict.MISSING
    (trial,) = sensitivity_to_disputed(before, judge)
    changed = {change.finding: change.after for change in trial.changes}
    assert changed["open"] is Verdict.CANNOT_TELL


DATED = """
rules:
  - {id: open, step: assessment_opened, after: strike, force: binding}
  - {id: end, step: assessment_closed, after: strike, requires: [assessment_opened],
     force: binding, from: 2019-01-02}
  - {id: tell, step: release, after: strike, requires: [assessment_opened], force: binding}
"""


def test_which_requiring_rule_may_not_have_been_in_force() -> None:
    """It may not make the step missing; the other does."""
    case = "events:\n  - {kind: strike, when: 2019-01-01/2019-01-03, source: press}\n"
    found = {one.id: one for one in judged(case, DATED, "2019-06-30").findings}
    requirers = found["open"].question.requirers
    assert [(one.rule.id, one.may_not_apply) for one in requirers] == [
        ("end", True),
        ("tell", False),
    ]
