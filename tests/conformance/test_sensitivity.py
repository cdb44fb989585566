"""What would change if a disputed claim were accepted."""

from dataclasses import replace

from tests.builders import case_file, days, ordinal, shipped_kinds
from tests.conformance.builders import OFFICES, judged, judged_of
from timeline.chrono.truth import Truth
from timeline.conformance.judged import Judged
from timeline.conformance.sensitivity import Sensitivity, VerdictChange, sensitivity_to_disputed
from timeline.conformance.verdict import Verdict
from timeline.inference.inference import infer
from timeline.model.build import CaseFile

STRIKE = "events:\n  - {kind: strike, when: 2023-05-03, source: press}\n"
OPENED = """
  - kind: investigation_opened
    claims:
      - {when: 2023-05-08, source: press}
      - {when: %s, source: agency, standing: disputed, because: another account has it so}
"""
POLICY = """
id: %s
rules:
  - {id: open, step: investigation_opened, after: strike, limit: %s, force: order}
  - {id: pay, step: payment, after: strike, limit: 7 days, force: order}
"""


def trials(case: str, *policies: str, as_of: str = "2023-12-31") -> list[Sensitivity]:
    """Every disputed statement of a case, accepted by itself."""
    file, sources = case_file(case)
    kinds = shipped_kinds()

    def judge(one: CaseFile) -> Judged:
        whole = infer(one, sources, kinds)
        reports = tuple(judged(whole, policy, as_of, calendars=OFFICES) for policy in policies)
        return judged_of(whole, sources, ordinal(as_of), reports)

    return sensitivity_to_disputed(judge(file), judge)


def verdicts(trial: Sensitivity) -> tuple[VerdictChange, ...]:
    """What becomes of each finding, without its breach."""
    return tuple(replace(one, breach_before=None, breach_after=None) for one in trial.changes)


def squeezed(trial: Sensitivity) -> list[tuple[str, str, str]]:
    """Events whose days change, before and after."""
    return [(name, days(before), days(after)) for name, before, after in trial.squeezed]


def test_a_case_without_disputes_has_no_trial() -> None:
    """A rejected claim is not tried."""
    rejected = OPENED.replace("disputed", "rejected") % "2023-05-20"
    assert trials(STRIKE + rejected, POLICY % ("test", "7 days")) == []


def test_a_claim_that_contradicts_stands_beside_what_it_conflicts_with() -> None:
    """Either would be given up, and the other claim is named as displaced."""
    (trial,) = trials(STRIKE + OPENED % "2023-05-20", POLICY % ("test", "7 days"))
    assert trial.can_be_true
    assert trial.statement.id == "investigation_opened#2"
    assert [one.id for one in trial.displaced] == ["investigation_opened#1"]
    assert verdicts(trial) == (
        VerdictChange("test", "open", Verdict.MET, Verdict.MET_POSSIBLY_LATE),
    )
    assert squeezed(trial) == [("investigation_opened", "2023-05-08", "2023-05-08..2023-05-20")]


def test_a_claim_that_fits_displaces_nothing() -> None:
    """It narrows what the others leave open."""
    case = (STRIKE + OPENED % "2023-05-09").replace("2023-05-08", "2023-05-08/2023-05-12")
    (trial,) = trials(case, POLICY % ("test", "7 days"))
    assert trial.displaced == ()
    assert verdicts(trial) == (
        VerdictChange("test", "open", Verdict.MET_POSSIBLY_LATE, Verdict.MET),
    )
    assert squeezed(trial) == [
        ("investigation_opened", "2023-05-08..2023-05-12", "2023-05-09"),
    ]


def test_a_claim_may_change_days_and_no_verdict() -> None:
    """Both are told apart."""
    (trial,) = trials(STRIKE + OPENED % "2023-05-09", POLICY % ("test", "7 days"))
    assert verdicts(trial) == ()
    assert squeezed(trial) == [("investigation_opened", "2023-05-08", "2023-05-08..2023-05-09")]


def test_a_claim_that_says_what_is_known_changes_nothing() -> None:
    """It can be true."""
    (trial,) = trials(STRIKE + OPENED % "2023-05-08", POLICY % ("test", "7 days"))
    assert trial.can_be_true
    assert (trial.displaced, trial.changes, trial.squeezed) == ((), (), ())


def test_each_disputed_claim_is_tried_by_itself() -> None:
    """The other still stands aside."""
    more = OPENED + "      - {when: 2023-05-09, source: agency, standing: disputed, because: so}\n"
    found = trials(STRIKE + more % "2023-05-20", POLICY % ("test", "7 days"))
    assert [one.statement.id for one in found] == [
        "investigation_opened#2",
        "investigation_opened#3",
    ]
    assert [len(one.changes) for one in found] == [1, 0]


def test_what_the_words_forbid_cannot_be_true() -> None:
    """A response that precedes what it responds to is no account of it."""
    case = """
events:
  - {kind: strike, when: 2023-05-03, source: press}
  - {id: story, kind: external_report, when: 2023-05-20, source: press}
  - kind: investigation_opened
    responds_to: [story]
    claims:
      - {when: 2023-05-25, source: press}
      - {when: before story, source: agency, standing: disputed, because: another account}
"""
    (trial,) = trials(case, POLICY % ("test", "7 days"))
    assert trial.can_be_true is False
    assert trial.statement.id == "investigation_opened#2"
    assert (trial.displaced, trial.changes, trial.squeezed) == ((), (), ())


def test_an_existing_contradiction_is_not_put_down_to_the_trial() -> None:
    """What is given up anyway is not displaced by it."""
    case = (
        STRIKE
        + "  - kind: denial\n    claims:\n"
        + "      - {when: 2023-05-05, source: press}\n      - {when: 2023-05-06, source: agency}\n"
        + OPENED % "2023-05-20"
    )
    (trial,) = trials(case, POLICY % ("test", "7 days"))
    assert [one.id for one in trial.displaced] == ["investigation_opened#1"]
    assert verdicts(trial) == (
        VerdictChange("test", "open", Verdict.MET, Verdict.MET_POSSIBLY_LATE),
    )


def test_changes_are_told_for_each_policy() -> None:
    """A limit of another policy may not be passed."""
    first, second = POLICY % ("first", "7 days"), POLICY % ("second", "30 days")
    (trial,) = trials(STRIKE + OPENED % "2023-05-20", first, second)
    assert [change.policy for change in trial.changes] == ["first"]


def test_a_disputed_absence_is_tried_as_well() -> None:
    """That it had not happened by then moves the event."""
    case = (
        STRIKE
        + "  - {kind: investigation_opened, when: 2023-05-08/2023-05-12, source: press}\n"
        + "absences:\n  - {kind: investigation_opened, until: 2023-05-10, source: agency, "
        + "standing: disputed, because: another account}\n"
    )
    (trial,) = trials(case, POLICY % ("test", "7 days"))
    assert verdicts(trial) == (
        VerdictChange("test", "open", Verdict.MET_POSSIBLY_LATE, Verdict.MET_LATE),
    )
    assert squeezed(trial) == [
        ("investigation_opened", "2023-05-08..2023-05-12", "2023-05-11..2023-05-12"),
    ]


def test_a_breach_that_changes_under_one_verdict_is_a_change() -> None:
    """A denial turns what is overdue by silence alone into a breach."""
    case = (
        "recorded_until: 2023-12-31\n"
        + STRIKE
        + "absences:\n  - {kind: investigation_opened, until: 2023-06-10, source: agency, "
        + "standing: disputed, because: another account}\n"
    )
    (trial,) = trials(case, POLICY % ("test", "7 days"))
    overdue = Verdict.OVERDUE
    assert trial.changes == (
        VerdictChange("test", "open", overdue, overdue, Truth.UNKNOWN, Truth.YES),
    )


def test_working_days_are_counted_in_a_trial_too() -> None:
    """By the calendar that the rule names, on the day that the case is judged from."""
    policy = """
rules:
  - id: open
    step: investigation_opened
    after: strike
    limit: 5 working days
    calendar: office
    force: order
"""
    (trial,) = trials(STRIKE + OPENED % "2023-05-11", policy)
    assert verdicts(trial) == (
        VerdictChange("test", "open", Verdict.MET, Verdict.MET_POSSIBLY_LATE),
    )
    (early,) = trials(STRIKE + OPENED % "2023-05-11", policy, as_of="2023-05-10")
    assert verdicts(early) == (VerdictChange("test", "open", Verdict.MET, Verdict.CANNOT_TELL),)


def test_an_extension_that_was_given_earlier_counts_in_the_trial() -> None:
    """By the calendar of the rule, as the first order does."""
    first = "{id: first, kind: investigation_closed, within: 5 working days, source: press}"
    second = (
        "{id: second, kind: investigation_closed, within: 10 working days, extends: first, "
        "source: press}"
    )
    case = f"""
events:
  - {{kind: strike, when: 2023-05-03, source: press}}
  - {{kind: investigation_opened, when: 2023-05-10, source: press, orders: [{first}]}}
  - kind: review_ordered
    orders: [{second}]
    claims:
      - {{when: 2023-07-15, source: press}}
      - {{when: 2023-05-12, source: agency, standing: disputed, because: another account}}
  - {{kind: investigation_closed, when: 2023-05-25, source: press}}
"""
    policy = """
rules:
  - id: close
    step: investigation_closed
    after: strike
    limit: none stated
    calendar: office
    force: order
"""
    (trial,) = trials(case, policy, as_of="2023-06-15")
    assert verdicts(trial) == (
        VerdictChange("test", "close:first", Verdict.MET_LATE, Verdict.MET_POSSIBLY_LATE),
    )


def test_a_claim_against_two_that_contradict_each_other_displaces_neither() -> None:
    """Each is given up by some version before."""
    case = STRIKE + (
        "  - kind: investigation_opened\n    claims:\n"
        "      - {when: 2023-05-20, source: press}\n"
        "      - {when: 2023-06-20, source: agency}\n"
        "      - {when: 2023-05-06, source: late, standing: disputed, because: a guess}\n"
    )
    (trial,) = trials(case, POLICY % ("test", "7 days"))
    assert trial.displaced == ()


def test_a_claim_against_two_of_which_either_can_be_given_up_displaces_both() -> None:
    """Neither is given up by any version before, and each by one then."""
    case = STRIKE + (
        "  - {id: first, kind: investigation_opened, when: 2023-05-08/2023-05-12, source: press}\n"
        "  - kind: investigation_closed\n    claims:\n"
        "      - {when: 0 to 2 days after first, source: agency}\n"
        "      - {when: 2023-05-20, source: late, standing: disputed, because: a guess}\n"
    )
    (trial,) = trials(case, POLICY % ("test", "7 days"))
    assert [one.id for one in trial.displaced] == ["first#1", "investigation_closed#1"]


def test_a_finding_can_go_with_a_claim() -> None:
    """A round that cannot have begun by the day judged is not judged."""
    case = (
        STRIKE
        + """
  - {kind: investigation_opened, when: 2023-05-08, source: press}
  - {kind: investigation_opened, id: again, round: 2, when: 2023-12-20, source: press}
  - kind: reopened
    round: 2
    claims:
      - {when: 2023-12-01/.., source: press}
      - {when: 2023-12-10/.., source: agency, standing: disputed, because: another account}
"""
    )
    policy = (
        "rules:\n  - {id: open, step: investigation_opened, after: reopened, limit: 7 days, "
        "force: order}\n"
    )
    (trial,) = trials(case, policy, as_of="2023-12-05")
    assert verdicts(trial) == (VerdictChange("test", "open:round-2", Verdict.CANNOT_TELL, None),)
