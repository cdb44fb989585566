"""The docket in words: what is only a bound is told as one."""

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


def docket(*rows: str) -> DocketRecord:
    """That of one source."""
    lines = "".join(f"  - {{scope: D, {row}}}\n" for row in rows)
    text = f"title: T\npublisher: P\nkind: press\ncaseload:\n{lines}"
    dockets = build_dockets({"s": build_source(parse_yaml(text, "seeds/s.yaml"))})
    (found,) = ledger_record(dockets, []).dockets
    return found


def open_words(*rows: str) -> str:
    """The number open in the first month of a docket."""
    (found,) = [one for one in docket(*rows).months[0].stated if one.figure == "open"]
    assert found.derived
    return found.words


def test_a_derived_bound_stays_one() -> None:
    """In words, and as a range of which one end is null or nothing."""
    assert open_words(*FLOORS) == "(102+)"
    assert docket(*FLOORS).months[0].open_derived == Range(min=102, max=None)
    row = "period: 2019-01, carried_over: 100, received: 5, completed: 3.."
    assert open_words(row) == "(up to 102)"
    assert docket(row).months[0].open_derived == Range(min=0, max=102)


def test_months_that_have_no_clearance_are_named() -> None:
    """Those of bounds, and those that completed nothing."""
    flow = docket(*FLOORS).flow
    assert flow is not None
    assert flow.sentences[0].startswith("At the pace of March 2019")
    assert "about 9.0 months (18 open, 2 closed)" in flow.sentences[0]
    assert "None was closed in February 2019." in flow.sentences
    assert flow.sentences[-1] == "Left out, for a figure is only a bound: January 2019."
    none = docket("period: 2019-02, completed: 0, open: 17").flow
    assert none is not None
    assert none.sentences == ("None was closed in February 2019.",)


def test_what_may_be_off_by_more_says_so() -> None:
    """And the words keep the bound."""
    (apart,) = docket("period: 2019-01, completed: 3", "period: 2019-01, completed: 5..").sums
    assert (apart.words, apart.off_words) == (
        "completed: 3 (s) / at least 5 (s)",
        "2 or more apart",
    )
    (carried,) = docket("period: 2019-01, open: 104..", "period: 2019-02, carried_over: 90").sums
    assert carried.words.startswith("at least 104 open at the end of January 2019")
    assert carried.off_words == "−14 or more"
