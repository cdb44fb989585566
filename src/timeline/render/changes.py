"""What changed, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.render.page import Page
    from timeline.results.changes import DiffRecord, DraftRecord, FormattingRecord

_STYLES = {"+": "green", "-": "red", "@": "cyan"}
NOT_COMPARED = "Titles, notes, sources and figures are not compared; git diff shows them."


def print_draft(page: Page, draft: DraftRecord) -> None:
    """The change of a file, and what it changes in the case: one line for each thing."""
    _print_lines(page, draft.diff)
    page.blank()
    if draft.change is None:
        page.line("No case that can be read cites this source yet, so no verdict changes.")
        return
    for one in draft.change.sentences:
        page.line((f"{one.about}: ", "bold"), one.text, hang=2)
    if not draft.change.sentences:
        page.line("No bound, verdict or number of days changed.")


def print_changes(page: Page, found: DiffRecord) -> None:
    """What changed between two states of a workspace, case by case."""
    page.line((f"{found.first} → {found.second}", "bold"))
    for change in found.changes:
        page.blank()
        for one in change.sentences:
            page.line((f"{change.case}: ", "bold"), one.text, hang=2)
    page.blank()
    if not found.changes:
        page.line("No case was added or removed; no verdict, bound or number of days changed.")
    page.line((NOT_COMPARED, "dim"))


def print_formatting(page: Page, done: FormattingRecord) -> None:
    """The files that were written, or the lines that would change."""
    for one in done.changed:
        if done.written:
            page.line(f"written: {one.file}")
        else:
            _print_lines(page, one.diff)


def _print_lines(page: Page, lines: Iterable[str]) -> None:
    """The lines of a unified diff."""
    for line in lines:
        style = _STYLES.get(line[:1], "") if line[:3] not in ("+++", "---") else "bold"
        page.console.print(page.text(line, style), soft_wrap=True)
