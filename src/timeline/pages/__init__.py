"""Records → pages: what is said in which order, as blocks that every format lays out.

A page knows records and nothing below them. It chooses and orders; it computes and decides nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from timeline.pages.blocks import Page
    from timeline.results.record import Record

PAGES: Final = {
    "CheckRecord": "check:check_page",
    "CodeRecord": "check:code_page",
    "CompareRecord": "compare:compare_page",
    "CorrectionsRecord": "corrections:corrections_page",
    "DiffRecord": "changes:diff_page",
    "DraftRecord": "changes:draft_page",
    "ExplainRecord": "explain:explain_page",
    "FormattingRecord": "changes:formatting_page",
    "KindsRecord": "kinds:kinds_page",
    "LedgerRecord": "ledger:ledger_page",
    "ListRecord": "listing:list_page",
    "OverdueRecord": "overdue:overdue_page",
    "PolicyDiffRecord": "policies:policy_diff_page",
    "PolicyListRecord": "policies:policy_list_page",
    "PolicyShowRecord": "policies:policy_show_page",
    "PublishRecord": "publish:publish_page",
    "QueryRecord": "query:query_page",
    "ShowRecord": "show:show_page",
    "StartRecord": "changes:start_page",
    "StatsRecord": "stats:stats_page",
    "TollsRecord": "tolls:tolls_page",
    "WithheldRecord": "withheld:withheld_page",
}
"""Module and function that make the page of a record, by the record's name."""


def page_of(record: Record, *, is_full: bool = False) -> Page:
    """Make the page of a record; with `is_full` of everything in it."""
    module, _, function = PAGES[type(record).__name__].partition(":")
    made: Any = getattr(import_module(f"{__name__}.{module}"), function)
    page: Page = made(record, is_full=is_full)
    return page
