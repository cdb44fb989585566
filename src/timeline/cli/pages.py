"""Text of each record, drawn as before pages were made of records alone.

What a drawing needs beyond its record is taken from the view, which has judged the case already.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import IO

    from timeline.pages.blocks import Page as Blocks
    from timeline.render.page import Page
    from timeline.results.case import ExplainRecord, ShowRecord
    from timeline.results.changes import DiffRecord, DraftRecord, FormattingRecord
    from timeline.results.check import CheckRecord, CodeRecord
    from timeline.results.compare import CompareRecord
    from timeline.results.ledger import LedgerRecord
    from timeline.results.listing import ListRecord
    from timeline.results.overdue import OverdueRecord
    from timeline.results.policies import PolicyDiffRecord, PolicyListRecord, PolicyShowRecord
    from timeline.results.query import QueryRecord
    from timeline.results.record import Record
    from timeline.results.stats import StatsRecord
    from timeline.results.tolls import TollsRecord
    from timeline.view import View


def draw(
    record: Record,
    view: View,
    stream: IO[str],
    *,
    no_color: bool,
    ascii_only: bool,
    **how: Any,
) -> None:
    """Draw a record; `how` holds what only its drawing is asked."""
    name = type(record).__name__
    if name in _NEW_PAGES:
        from timeline.formats.text import print_page, terminal

        page = _NEW_PAGES[name](record, **how)
        print_page(page, terminal(stream, no_color=no_color), ascii_only=ascii_only)
    else:
        from timeline.render.page import Page, make_console

        console = make_console(stream, no_color=no_color)
        _PAGES[name](Page(console, ascii_only=ascii_only), record, view, **how)


def _list(record: ListRecord) -> Blocks:
    from timeline.pages.listing import list_page

    return list_page(record)


def _overdue(record: OverdueRecord, *, full: bool) -> Blocks:
    from timeline.pages.overdue import overdue_page

    return overdue_page(record, is_full=full)


def _compare(record: CompareRecord, *, strips: bool) -> Blocks:
    from timeline.pages.compare import compare_page

    return compare_page(record, are_below=strips)


def _show(record: ShowRecord, *, full: bool = False) -> Blocks:
    from timeline.pages.show import show_page

    return show_page(record, is_full=full)


def _explain(record: ExplainRecord, **_: Any) -> Blocks:
    from timeline.pages.explain import explain_page

    return explain_page(record)


_NEW_PAGES: dict[str, Callable[..., Blocks]] = {
    "ShowRecord": _show,
    "ExplainRecord": _explain,
    "ListRecord": _list,
    "OverdueRecord": _overdue,
    "CompareRecord": _compare,
}
"""Pages that are made of their records."""


def _stats(
    page: Page, record: StatsRecord, view: View, *, names: tuple[str, ...], measure: str
) -> None:
    from timeline.portfolio.selection import condition_of
    from timeline.portfolio.stats import Asked, stats_of
    from timeline.render.stats import print_stats

    cases, _ = view.judge_all(names or view.workspace.case_ids)
    policies = list(view.workspace.policy_files)
    conditions = tuple(condition_of(text, cases, policies) for text in record.where)
    if cases or not record.problems:  # not "there are no cases" where none could be read
        print_stats(page, stats_of(cases, Asked(conditions, record.by, measure, record.min_cases)))


def _tolls(page: Page, record: TollsRecord, view: View, *, case: str | None = None) -> None:
    from timeline.portfolio.tolls import campaign_tolls, judged_tolls
    from timeline.render.tolls import print_all_tolls, print_case_tolls

    found = [view.judge(str(one.case)) for one in record.cases]
    tolls = [judged_tolls(judged, view.as_of) for judged in found]
    if case is not None:
        print_case_tolls(page, tolls[0], found[0].inference.file.case.title)
    else:
        print_all_tolls(page, tolls, campaign_tolls(view.read_sources()[0], view.as_of))


def _ledger(page: Page, record: LedgerRecord, view: View) -> None:
    from timeline.render.ledger import print_ledger

    print_ledger(page, _dockets(record, view))


def _dockets(record: LedgerRecord, view: View) -> list[Any]:
    from timeline.portfolio.ledger import build_dockets

    scopes = {docket.scope for docket in record.dockets}
    return [one for one in build_dockets(view.read_sources()[0], view.as_of) if one.scope in scopes]


def _query(page: Page, record: QueryRecord, _: View) -> None:
    from timeline.render.query import print_answer

    print_answer(page, record)


def _check(page: Page, record: CheckRecord, _: View) -> None:
    from timeline.render.tables import print_problems

    print_problems(page, record)


def _code(page: Page, record: CodeRecord, _: View) -> None:
    from timeline.render.tables import print_code

    print_code(page, record)


def _diff(page: Page, record: DiffRecord, _: View) -> None:
    from timeline.render.changes import print_changes

    print_changes(page, record)


def _draft(page: Page, record: DraftRecord, _: View) -> None:
    from timeline.render.changes import print_draft

    print_draft(page, record)


def _formatting(page: Page, record: FormattingRecord, _: View) -> None:
    from timeline.render.changes import print_formatting

    print_formatting(page, record)


def _policy_list(page: Page, record: PolicyListRecord, view: View) -> None:
    from timeline.render.policies import print_policy_list

    print_policy_list(page, [view.load_policy(one.id) for one in record.policies])


def _policy_show(page: Page, record: PolicyShowRecord, view: View) -> None:
    from timeline.conformance.policies import hypothetical
    from timeline.render.policies import print_policy

    policy = view.load_policy(record.id)
    print_policy(page, policy, hypothetical(policy, view.load_policy))


def _policy_diff(page: Page, record: PolicyDiffRecord, view: View) -> None:
    from timeline.conformance.policies import hypothetical
    from timeline.portfolio.policy_diff import compare_policies
    from timeline.render.policies import print_policy_diff

    names = (record.first.id, record.second.id)
    both = [hypothetical(view.load_policy(name), view.load_policy) for name in names]
    print_policy_diff(page, both[0], both[1], compare_policies(*both))


_PAGES: dict[str, Callable[..., None]] = {
    "StatsRecord": _stats,
    "TollsRecord": _tolls,
    "LedgerRecord": _ledger,
    "QueryRecord": _query,
    "CheckRecord": _check,
    "CodeRecord": _code,
    "DiffRecord": _diff,
    "DraftRecord": _draft,
    "FormattingRecord": _formatting,
    "PolicyListRecord": _policy_list,
    "PolicyShowRecord": _policy_show,
    "PolicyDiffRecord": _policy_diff,
}
