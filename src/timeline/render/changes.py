"""What changed, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.results.build.change_words import file_change, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.portfolio.changes import CaseChange
    from timeline.render.page import Page

_STYLES = {"+": "green", "-": "red", "@": "cyan"}
NOT_COMPARED = "Titles, notes, sources and figures are not compared; git diff shows them."


def print_change(page: Page, change: CaseChange) -> None:
    """What a new event, or a new case, changed: one line for each thing."""
    found = sentences(change)
    for one in found:
        page.line((f"{one.about}: ", "bold"), one.text, hang=2)
    if not found:
        page.line("No bound, verdict or number of days changed.")


def print_changes(page: Page, first: str, second: str, changes: Iterable[CaseChange]) -> None:
    """What changed between two states of a workspace, case by case."""
    page.line((f"{first} → {second}", "bold"))
    some = False
    for change in changes:
        some = True
        page.blank()
        for one in sentences(change):
            page.line((f"{change.case}: ", "bold"), one.text, hang=2)
    page.blank()
    if not some:
        page.line("No case was added or removed; no verdict, bound or number of days changed.")
    page.line((NOT_COMPARED, "dim"))


def print_file_change(page: Page, shown: str, before: str, after: str) -> None:
    """The lines that a file gains and loses, as a unified diff."""
    for line in file_change(shown, before, after):
        style = _STYLES.get(line[:1], "") if line[:3] not in ("+++", "---") else "bold"
        page.console.print(page.text(line, style), soft_wrap=True)
