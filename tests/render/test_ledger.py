"""The docket's page and rows: what is only a bound is shown as one."""

import io

from timeline.model.build import build_source
from timeline.portfolio.ledger import Docket, build_dockets
from timeline.read.parse import parse_yaml
from timeline.render.ledger import ledger_csv, print_ledger
from timeline.render.page import Page, make_console
from timeline.results.build.ledger import ledger_record
from timeline.results.values import Range

FLOORS = (
    "period: 2019-01, carried_over: 100.., received: 5, completed: 3",
    "period: 2019-02, completed: 0, open: 17",
    "period: 2019-03, completed: 2, open: 18",
)


def dockets(*rows: str) -> list[Docket]:
    """Those of one source."""
    lines = "".join(f"  - {{scope: D, {row}}}\n" for row in rows)
    text = f"title: T\npublisher: P\nkind: press\ncaseload:\n{lines}"
    return build_dockets({"s": build_source(parse_yaml(text, "seeds/s.yaml"))})


def page_of(*rows: str) -> str:
    """The page, wide enough that nothing is wrapped."""
    file = io.StringIO()
    print_ledger(Page(make_console(file, width=400, no_color=True)), dockets(*rows))
    return file.getvalue()


def test_a_derived_lower_end_stays_one() -> None:
    """On the page, as a row, and as JSON, where the other end is null."""
    assert "(≥102)" in page_of(*FLOORS)
    assert "D,2019-01,open,102,,no,yes," in ledger_csv(dockets(*FLOORS)).splitlines()
    (docket,) = ledger_record(dockets(*FLOORS), []).dockets
    assert docket.months[0].open_derived == Range(min=102, max=None)
    assert "(≤102)" in page_of("period: 2019-01, carried_over: 100, received: 5, completed: 3..")


def test_months_that_have_no_clearance_are_named() -> None:
    """Those of bounds, and those that completed nothing."""
    page = page_of(*FLOORS)
    assert "Left out here, as a number open or completed is only a bound: 2019-01." in page
    assert "Slowest of 1 month: 18 ÷ 2 in 2019-03, about 9.0 months." in page
    assert "In 2019-02 there were open reports and none was completed." in page
    none = page_of("period: 2019-02, completed: 0, open: 17")
    assert "Clearance: In 2019-02 there were open reports and none was completed." in none


def test_what_may_be_off_by_more_says_so() -> None:
    """And the words keep the bound."""
    page = page_of("period: 2019-01, completed: 3", "period: 2019-01, completed: 5..")
    assert "sources differ by 2 or more  completed: 3 (s) / at least 5 (s)" in page
    page = page_of("period: 2019-01, open: 104..", "period: 2019-02, carried_over: 90")
    assert "off by −14 or more  at least 104 open at the end of 2019-01, 90 carried" in page
