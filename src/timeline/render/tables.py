"""Problems, and what their codes mean, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.problems import problem_text

if TYPE_CHECKING:
    from rich.text import Text

    from timeline.render.page import Page
    from timeline.results.check import CheckRecord, CodeRecord


def print_problems(page: Page, checked: CheckRecord) -> None:
    """Every problem as it is drawn, and a count."""
    files = _counted(checked.files, "file")
    for problem in checked.problems:
        text = problem_text(problem)
        page.console.print(page.text("").append_text(_kept_lines(page, text)), soft_wrap=True)
        page.blank()
    if not checked.problems:
        page.line((f"{files}, no problems.", "green"))
        return
    more = f", {checked.contradictions} of them contradictions" if checked.contradictions else ""
    page.line((f"{files}, {_counted(len(checked.problems), 'problem')}{more}.", "bold red"))


def print_code(page: Page, about: CodeRecord) -> None:
    """What the code of a problem means, with examples."""
    page.line((f"{about.code}  {about.title}", "bold"))
    page.blank()
    page.line(about.explanation)
    page.blank()
    page.line(("wrong: ", "dim"), about.wrong, indent=2, hang=7)
    page.line(("right: ", "dim"), about.right, indent=2, hang=7)


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def _kept_lines(page: Page, text: str) -> Text:
    """A drawing of several lines, each made safe by itself."""
    whole = page.text("")
    for number, line in enumerate(text.split("\n")):
        whole.append("\n" if number else "")
        whole.append_text(page.text(line))
    return whole
