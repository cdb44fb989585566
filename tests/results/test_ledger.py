"""A docket in words: what is only a bound is told as one."""

import re

from timeline.model.build import build_source
from timeline.portfolio.ledger import build_dockets
from timeline.read.parse import parse_yaml
from timeline.results.build.ledger import ledger_record
from timeline.results.ledger import DocketRecord
from timeline.results.values import Range

FLOORS = (
    "period: 2019-01, carried_over: 100.., received: 5, completed: 3",
    "period: 2019-02, completed: 0, open: 17",
    "period: 2019-03, completed: 2, open: 18",
)


def docket(*rows: str, head: str = "") -> DocketRecord:
    """The docket of one source."""
    lines = "".join(f"  - {{scope: D, {row}}}\n" for row in rows)
    text = f"title: T\npublisher: The Weekly\nkind: press\n{head}caseload:\n{lines}"
    source = build_source(parse_yaml(text, "seeds/s.yaml"))
    (found,) = ledger_record(build_dockets({"s": source}), []).dockets
    return found


def still_open(found: DocketRecord) -> dict[str, str]:
    """Each month with its number open, in words."""
    return {
        month.month: one.words
        for month in found.months
        for one in month.stated
        if one.figure == "open"
    }


def test_a_derived_end_stays_one() -> None:
    """A lower one and an upper one, each in brackets."""
    found = docket(*FLOORS)
    assert still_open(found) == {"2019-01": "(102+)", "2019-02": "17", "2019-03": "18"}
    assert found.months[0].open_derived == Range(min=102, max=None)
    upper = docket("period: 2019-01, carried_over: 100, received: 5, completed: 3..")
    assert still_open(upper) == {"2019-01": "(up to 102)"}
    assert found.answer[0] == (
        "Open reports: at least 102 by our sum at the highest (January 2019), 18 at the last count "
        "(March 2019)."
    )


def test_months_that_have_no_clearance_are_named() -> None:
    """Those of bounds, and those that closed nothing."""
    found = docket(*FLOORS)
    assert found.flow is not None
    assert "Left out, for a figure is only a bound: January 2019." in found.flow.sentences
    assert "None was closed in February 2019." in found.flow.sentences
    assert found.flow.sentences[0].startswith(
        "At the pace of March 2019 the open reports would take about 9.0 months (18 open, 2 closed)"
    )


def test_what_may_be_off_by_more_says_so() -> None:
    """And the words keep the bound."""
    (one,) = docket("period: 2019-01, completed: 3", "period: 2019-01, completed: 5..").sums
    assert (one.off_words, one.words) == ("2 or more apart", "completed: 3 (s) / at least 5 (s)")
    (two,) = docket("period: 2019-01, open: 104..", "period: 2019-02, carried_over: 90").sums
    assert two.off_words == "−14 or more"


def test_figures_that_differ_are_no_number() -> None:
    """Nor are they the highest, or drawn."""
    (month,) = docket("period: 2019-01, open: 4", "period: 2019-01, open: 7").months
    (one,) = month.stated
    assert (one.words, one.numbers) == ("differ", None)


def test_a_note_says_whose_it_is() -> None:
    """By publisher and day, not by the name of a file."""
    (month,) = docket("period: 2019-01, open: 4, note: N", head="published: 2019-02-03\n").months
    assert [note.by for note in month.notes] == ["The Weekly, 3 February 2019"]


def test_months_between_are_counted() -> None:
    """From one month with a figure of the docket to the next; other figures do not count."""
    found = docket(
        "period: 2019-01, open: 4", "period: 2019-03, killed: 9", "period: 2019-06, open: 2"
    )
    assert [month.gap_words for month in found.months] == ["4 months without these figures", "", ""]


def test_an_explained_sum_is_no_fault() -> None:
    """It is told who explains it, and none is left unexplained."""
    found = docket(
        "period: 2019-01, carried_over: 5, received: 1, completed: 2, open: 9, "
        "explains: {balance: five were found}",
        head="read: whole\n",
    )
    assert re.sub(r"\.$", "", found.answer[2]) == "1 of 1 sum does not add up"
    assert found.answer[3] == "A source explains 1."
    assert [(one.sign, one.explained_by[0].by) for one in found.sums] == [("done", "The Weekly")]
