"""The commands that show more than one case: list, compare, overdue; and policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.days import format_day
from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Verdict
from timeline.portfolio.compare import PERHAPS
from timeline.render.rows import not_judged_in, worst_first
from timeline.render.theme import LOOKS, ODD, Urgency
from timeline.render.words import latency_words, length_words, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from timeline.codes import Code
    from timeline.conformance.judged import Judged
    from timeline.portfolio.compare import Comparison, Shared
    from timeline.render.page import Page
    from timeline.render.rows import ListRow, OverduePart, OverdueRow


_AMISS = "Late, missing, out of order; contradictions"
_FOLLOWED = {
    "*": "later than the record's last day; nobody has looked since.",
    "**": "the record does not say how far it was followed.",
}


def print_list(page: Page, rows: Sequence[ListRow], problems: int) -> None:
    """Every case: dates, state, what is late, missing, out of order or contradictory."""
    labels = {label for row in rows for label in row["incidents"]}
    incident = labels.pop() if len(labels) == 1 else "Incident"
    page.table(
        ["Case", incident, "State", _AMISS, "As of", "Title"],
        [row["cells"] for row in rows],
        wraps=("Title", _AMISS),
    )
    if rows:
        page.line(("State: the furthest stage certainly reached, and what was conceded.", "dim"))
    followed = {row["followed"] for row in rows}
    for mark, words in _FOLLOWED.items():
        if mark in followed:
            page.line((f"{mark} {words}", "dim"), hang=2)
    if problems:
        kept_out = f"{_counted(problems, 'problem')} kept files out: see timeline check"
        page.line((kept_out, "yellow"))


_NONE_RECORDED = "none recorded"
_COMPARISON_NOTE = (
    "A range holds every day that the claims leave open, and across time zones a day more or less; "
    "longer is said only where it holds "
    "whatever the unknown dates are. None recorded does not say that there was none. — means that "
    "the measure does not apply."
)


def print_comparison(
    page: Page, cases: Sequence[Judged], comparisons: Sequence[Comparison]
) -> None:
    """Measures side by side, and which took longer, for certain or not."""
    names = [judged.name for judged in cases]
    rows = []
    for row in comparisons:
        cells = [latency_words(cell) for cell in row.cells]
        rows.append((row.measure.label, *cells, comparison_words(row)))
    page.table(["Measure", *names, "Longer"], rows, wraps=("Measure", "Longer"))
    page.blank()
    page.line((_COMPARISON_NOTE, "dim"))
    cautions = dict.fromkeys(
        caution
        for row in comparisons
        for caution in row.cautions
        if not caution.startswith((_NONE_RECORDED, PERHAPS, "unlike"))  # said in the row
    )
    for caution in cautions:
        page.line((f"Caution: {caution}.", "yellow"))


def comparison_words(row: Comparison) -> str:
    """may3-syria, by 45 to 51 days, certain."""
    if row.unlike:
        return f"not compared, {row.unlike}"
    if row.by is None:
        return "nothing to compare"
    if row.slower:
        return f"{row.slower}, by {length_words(row.by)}, certain"
    if row.certain is Truth.NO:
        return _shared_words(row.shared)
    perhaps = [caution for caution in row.cautions if caution.startswith(PERHAPS)]
    if perhaps:
        return f"cannot tell: {perhaps[0]}"
    unrecorded = [caution for caution in row.cautions if caution.startswith(_NONE_RECORDED)]
    if unrecorded:
        return f"cannot tell: {unrecorded[0].partition(',')[0]}"
    return "cannot tell"


def _shared_words(shared: Shared | None) -> str:
    """equal, certain · c and d, by 6 days, certain · c and d, none longer, certain."""
    if shared is None or shared.by is None:
        return "equal, certain"
    names = listed(shared.cases)
    if shared.by.min == 0:  # others may have taken just as long
        return f"{names}, none longer, certain"
    return f"{names}, by {length_words(shared.by)}, certain"


def print_overdue(
    page: Page,
    parts: Sequence[OverduePart],
    as_of: int | None,
    *,
    left_out: int = 0,
) -> None:
    """Print what is overdue anywhere, limits before yardsticks, worst first.

    Args:
        page: where to print.
        parts: what each case gives.
        as_of: the day that was asked for; None where each case has its own.
        left_out: how many more cases there are that could not be read.
    """
    rows, not_judged = worst_first(parts), not_judged_in(parts)
    if left_out:
        were = "case was" if left_out == 1 else "cases were"
        page.line((f"{left_out} {were} left out, because files cannot be read.", "yellow"))
    if not rows:
        day = f" as of {format_day(as_of)}" if as_of is not None else ""
        rest = " in the rest" if left_out else ""
        what = "Nothing that a rule judges" if not_judged else "Nothing"
        page.line(f"{what} is overdue{rest}{day}, by any limit, order or yardstick.")
        page.line("A step without a limit, an order or a yardstick cannot be overdue.")
        page.line("Steps that were done late, and what is missing, are in timeline list.")
    for title, group_name in _TIERS.items():
        group = [row for row in rows if _tier(row) == group_name]
        if not group:
            continue
        page.line((title, "bold underline"))
        for row in group:
            _print_overdue_row(page, row)
    if not_judged:
        page.line(("Judged by no rule", "bold underline"))
    for problem in not_judged:
        look = LOOKS[Verdict.CANNOT_TELL]
        sign = look.ascii_sign if page.ascii_only else look.sign
        at = f"{problem['file']}:{problem['line']}"
        page.line((f"{sign} {at}", look.style), f"  {problem['message']}", indent=1, hang=4)
        page.line(problem["hint"], indent=5)
    unjudged = sum(not part["is_judged"] for part in parts)
    if unjudged:
        are = "is" if unjudged == 1 else "are"
        page.line(f"{unjudged} of {_counted(len(parts), 'case')} {are} judged by no policy.")


_TIERS = {
    "Over a limit or an order": "over",
    "Over a limit or an order, if the policy named was in force": "conditional",
    "Passed since the record was last checked": "unchecked",
    "Not certainly over: possibly, or over an earlier limit alone": "perhaps",
    "Over a yardstick, which is no rule": "yardstick",
}


def _tier(row: OverdueRow) -> str:
    if row["is_yardstick"]:
        return "yardstick"
    if not row["is_over"]:
        return "unchecked" if row["is_unchecked"] else "perhaps"
    return "conditional" if row["is_conditional"] else "over"


def _print_overdue_row(page: Page, row: OverdueRow) -> None:
    look = LOOKS[Verdict.OVERDUE if row["is_over"] else Verdict(row["verdict"])]
    look = ODD if row["is_yardstick"] and look.urgency is Urgency.BAD else look
    sign = look.ascii_sign if page.ascii_only else look.sign
    style = "yellow" if row["is_yardstick"] else look.style
    page.line(
        (f"{sign} {row['words']}", style),
        (f"  {row['case']}", "bold"),
        f"  {row['label']}  as of {row['as_of']}",
        indent=1,
        hang=4,
    )
    page.line(row["because"], indent=5)


def print_problems(page: Page, texts: Sequence[str], files: int, contradictions: int) -> None:
    """Every problem as it was drawn, and a count."""
    for text in texts:
        page.console.print(page.text("").append_text(_kept_lines(page, text)), soft_wrap=True)
        page.blank()
    if not texts:
        page.line((f"{_counted(files, 'file')}, no problems.", "green"))
        return
    more = f", {contradictions} of them contradictions" if contradictions else ""
    page.line((f"{_counted(files, 'file')}, {_counted(len(texts), 'problem')}{more}.", "bold red"))


def print_code(page: Page, code: str, about: Code) -> None:
    """What the code of a problem means, with examples."""
    page.line((f"{code}  {about.title}", "bold"))
    page.blank()
    page.line(about.paragraph)
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
