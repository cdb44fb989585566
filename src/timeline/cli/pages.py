"""Text of each record, drawn as before pages were made of records alone.

What a drawing needs beyond its record is taken from the view, which has judged the case already.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from timeline.portfolio.ledger import build_dockets
from timeline.results.record import Record

if TYPE_CHECKING:
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
    from timeline.results.stats import StatsRecord
    from timeline.results.tolls import TollsRecord
    from timeline.view import View


def draw(page: Page, record: Record, view: View, **how: Any) -> None:  # noqa: ANN401 - options of one page
    """Draw a record on a page; `how` holds what only its drawing is asked."""
    name = type(record).__name__
    if name in _NEW_PAGES:
        from timeline.formats.text import print_page

        print_page(_NEW_PAGES[name](record, **how), page.console, ascii_only=page.ascii_only)
    else:
        _PAGES[name](page, record, view, **how)


def _list(record: ListRecord) -> Blocks:
    from timeline.pages.listing import list_page

    return list_page(record)


def _overdue(record: OverdueRecord, *, full: bool) -> Blocks:
    from timeline.pages.overdue import overdue_page

    return overdue_page(record, is_full=full)


def _compare(record: CompareRecord, *, strips: bool) -> Blocks:
    from timeline.pages.compare import compare_page

    return compare_page(record, are_below=strips)


_NEW_PAGES: dict[str, Callable[..., Blocks]] = {
    "ListRecord": _list,
    "OverdueRecord": _overdue,
    "CompareRecord": _compare,
}
"""Pages that are made of their records."""


def _show(page: Page, record: ShowRecord, view: View, *, peers: bool = False) -> None:
    from timeline.render.show import CasePage, Extras

    judged = view.judge(record.case)
    extras = Extras(view.differences(judged), view.peers(judged) if peers else None)
    CasePage(page, judged, view.trials(judged), view.questions(judged), extras).print()


def _explain(page: Page, record: ExplainRecord, view: View, *, asked: tuple[Any, Any]) -> None:
    from timeline.render.explain import print_explained
    from timeline.results.build.explain import asked_for, explained

    judged = view.judge(record.case)
    print_explained(page, judged, explained(asked_for(judged, *asked), judged.inference))


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
    "ShowRecord": _show,
    "ExplainRecord": _explain,
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


def old_table(record: Record, view: View) -> str | bytes | None:
    """Write a ledger or tolls as CSV, from the view; None for every other record."""
    from timeline.results.ledger import LedgerRecord
    from timeline.results.tolls import TollsRecord

    if isinstance(record, LedgerRecord):
        from timeline.render.ledger import ledger_csv

        return ledger_csv(_dockets(record, view))
    if isinstance(record, TollsRecord):
        from timeline.portfolio.tolls import campaign_tolls, judged_tolls
        from timeline.render.tolls import tolls_csv

        own = [judged_tolls(view.judge(str(one.case)), view.as_of) for one in record.cases]
        is_one = not record.campaign
        return tolls_csv(own, [] if is_one else campaign_tolls(view.read_sources()[0], view.as_of))
    return None
