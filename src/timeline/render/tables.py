"""The commands that show more than one case: list, compare, overdue; and policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Verdict
from timeline.formats.problems import problem_text
from timeline.portfolio.compare import PERHAPS
from timeline.render.theme import LOOKS, ODD
from timeline.results.build.amiss import URGENCY, Urgency
from timeline.results.build.state import followed_words
from timeline.results.build.words import day_words, latency_words, length_words, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.text import Text

    from timeline.conformance.judged import Judged
    from timeline.portfolio.compare import Comparison, Shared
    from timeline.render.page import Page
    from timeline.results.case import CaseHeadRecord
    from timeline.results.check import CheckRecord, CodeRecord
    from timeline.results.many import ListRecord, OverdueGroup, OverdueRecord, OverdueRowRecord
    from timeline.results.values import DayRange


_AMISS = "Late, missing, out of order; contradictions"
_FOLLOWED = {
    "*": "later than the record's last day; nobody has looked since.",
    "**": "the record does not say how far it was followed.",
}


def print_list(page: Page, found: ListRecord) -> None:
    """Every case: dates, state, what is late, missing, out of order or contradictory."""
    labels = {label for row in found.cases for label in row.incidents}
    incident = labels.pop() if len(labels) == 1 else "Incident"
    marks = [_followed(row) for row in found.cases]
    page.table(
        ["Case", incident, "State", _AMISS, "As of", "Title"],
        [
            (
                row.case,
                "none recorded" if row.strike is None else _days(row.strike),
                row.state,
                row.amiss,
                f"{row.as_of}{mark}",
                row.title,
            )
            for row, mark in zip(found.cases, marks, strict=True)
        ],
        wraps=("Title", _AMISS),
    )
    if found.cases:
        page.line(("State: the furthest stage certainly reached, and what was conceded.", "dim"))
    for mark, words in _FOLLOWED.items():
        if mark in marks:
            page.line((f"{mark} {words}", "dim"), hang=2)
    if found.problems:
        kept_out = f"{_counted(len(found.problems), 'problem')} kept files out: see timeline check"
        page.line((kept_out, "yellow"))


def _followed(row: CaseHeadRecord) -> str:
    """A mark for what the record cannot tell of the day judged from."""
    if row.recorded_until is None:
        return "**"
    return "*" if row.as_of > row.recorded_until else ""


def _days(days: DayRange) -> str:
    """A range of days in words."""
    ends = (None if end is None else end.toordinal() for end in (days.min, days.max))
    return day_words(Interval(*ends))


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
    names = [judged.id for judged in cases]
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


def print_overdue(page: Page, found: OverdueRecord) -> None:
    """What is overdue anywhere, limits before benchmarks, in the order given."""
    if found.left_out:
        were = "case was" if found.left_out == 1 else "cases were"
        page.line((f"{found.left_out} {were} left out, because files cannot be read.", "yellow"))
    if not found.overdue:
        day = f" as of {found.as_of}" if found.as_of is not None else ""
        rest = " in the rest" if found.left_out else ""
        page.line(f"Nothing is overdue{rest}{day}, by any limit, order or benchmark.")
        page.line("A step without a limit, an order or a benchmark cannot be overdue.")
        page.line("Steps that were done late, and what is missing, are in timeline list.")
    for group, title in _GROUPS.items():
        rows = [row for row in found.overdue if row.group == group]
        if rows:
            page.line((title, "bold underline"))
        for row in rows:
            _print_overdue_row(page, row)
    if found.unjudged:
        are = "is" if found.unjudged == 1 else "are"
        page.line(f"{found.unjudged} of {_counted(found.cases, 'case')} {are} judged by no policy.")


_GROUPS: Mapping[OverdueGroup, str] = {
    "over": "Over a limit or an order",
    "conditional": "Over a limit or an order, if the policy named was in force",
    "unchecked": "Passed since the record was last checked",
    "perhaps": "Not certainly over: possibly, or over an earlier limit alone",
    "benchmark": "Over a benchmark, which is no rule",
}


def _print_overdue_row(page: Page, row: OverdueRowRecord) -> None:
    finding = row.finding
    look = LOOKS[Verdict.OVERDUE if row.group in ("over", "conditional") else finding.verdict]
    is_benchmark = row.group == "benchmark"
    look = ODD if is_benchmark and URGENCY[finding.verdict] is Urgency.BAD else look
    sign = look.ascii_sign if page.ascii_only else look.sign
    where = [finding.track] if finding.track else []
    where += [f"round {finding.round}"] if finding.round > 1 else []
    apart = f" [{', '.join(where)}]" if where else ""
    recorded = None if row.recorded_until is None else row.recorded_until.toordinal()
    followed = followed_words(row.as_of.toordinal(), recorded)
    as_of = "; ".join(part for part in (str(row.as_of), followed) if part)
    page.line(
        (f"{sign} {row.words}", "yellow" if is_benchmark else look.style),
        (f"  {row.case}", "bold"),
        f"  {finding.label or finding.id}{apart}  as of {as_of}",
        indent=1,
        hang=4,
    )
    page.line(finding.because, indent=5)


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
