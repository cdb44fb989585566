"""Text of each record, drawn as before pages were made of records alone.

What a drawing needs beyond its record is taken from the view, which has judged the case already.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from timeline.pages import PAGES, page_of

if TYPE_CHECKING:
    from typing import IO

    from timeline.render.page import Page
    from timeline.results.changes import DiffRecord, DraftRecord, FormattingRecord
    from timeline.results.check import CheckRecord, CodeRecord
    from timeline.results.policies import PolicyDiffRecord, PolicyListRecord, PolicyShowRecord
    from timeline.results.query import QueryRecord
    from timeline.results.record import Record
    from timeline.view import View


def draw(
    record: Record,
    view: View,
    stream: IO[str],
    *,
    is_full: bool,
    no_color: bool,
    ascii_only: bool,
) -> None:
    """Draw a record on a stream."""
    name = type(record).__name__
    if name in PAGES:
        from timeline.formats.text import print_page, terminal

        blocks = page_of(record, is_full=is_full)
        print_page(blocks, terminal(stream, no_color=no_color), ascii_only=ascii_only)
    else:
        from timeline.render.page import Page, make_console

        console = make_console(stream, no_color=no_color)
        _OLD_PAGES[name](Page(console, ascii_only=ascii_only), record, view)


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


_OLD_PAGES: dict[str, Callable[..., None]] = {
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
