"""The page of `stats`: counts and medians of every measure, and curves where there are enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.days import format_day
from timeline.portfolio.stats import State
from timeline.render.curve import draw_curve
from timeline.render.stats_words import ASSUMPTIONS, NO_SAMPLE, remark_words
from timeline.render.words import capital, latency_words, listed, short_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.portfolio.stats import Entry, Group, Spread, Stats
    from timeline.render.page import Page

_HEADINGS = (
    "Cases", "Over", "Unclear", "Open", "None recorded", "Half over after", "Where recorded"
)  # fmt: skip
_COUNTED = (State.OVER, State.UNCLEAR, State.OPEN, State.UNRECORDED)
_TABLE_NOTE = (
    "Half over after: the first day by which at least half of the cases are over, as a range that "
    "holds whatever the unknown dates are; a case in which none is recorded may have ended on any "
    "day. Where recorded: the same without these, which says nothing of them. Over and open are as "
    "of the day that each case is judged from; unclear: nobody can tell. None recorded does not "
    "say that there was none."
)
_NO_MEASURE = (
    "No measure applies to any of these cases: a measure runs from one kind of event to another, "
    "and these cases have no event that one starts with."
)
_FITTED = (
    "The curves are fitted to the ranges of the cases with no shape assumed (Turnbull 1976); no "
    "margin for chance is drawn."
)
_WIDEST = 72
"""Columns of a curve; more would show days that the bounds do not tell apart."""
_SCALE = 8
"""Columns left of a curve."""


def print_stats(page: Page, stats: Stats) -> None:
    """How long the cases took, in numbers, and what the numbers are no ground for."""
    _print_head(page, stats)
    if not stats.cases:
        return
    if not stats.asked.measure and not any(group.spreads for group in stats.groups):
        page.line(_NO_MEASURE)
        return
    if stats.asked.measure:
        _print_one_measure(page, stats)
    else:
        _print_every_measure(page, stats)
    page.blank()
    page.line((_TABLE_NOTE, "dim"))
    page.line(NO_SAMPLE)
    _print_cautions(page, stats)
    _print_curves(page, stats)


def _print_head(page: Page, stats: Stats) -> None:
    where = listed([condition.text for condition in stats.asked.conditions])
    chosen = f" with {where}" if where else ""
    if not stats.cases:
        page.line(f"No case certainly has {where}." if where else "There are no cases.")
    else:
        count = _counted(len(stats.cases), "case")
        page.line((f"{count}{chosen}", "bold"), f", {_as_of_words(stats)}.")
    if stats.unclear:
        names = listed(stats.unclear)
        page.line(f"Left out, for nobody can tell whether it is meant: {names}.", hang=4)
    if stats.invented:
        page.line(f"Left out, as invented: {listed(stats.invented)}.", hang=4)


def _as_of_words(stats: Stats) -> str:
    """As of which day or days the cases are judged."""
    known = {case.known_on for case in stats.cases} - {None}
    words = ""
    if known:
        words = f", by what was public by {listed([format_day(day) for day in known if day])}"
    if all(case.is_default_day for case in stats.cases):
        return f"{_each(stats)} as of the day that its record ends with{words}"
    days = sorted({case.as_of for case in stats.cases})
    if len(days) == 1:
        return f"as of {format_day(days[0])}{words}"
    return f"{_each(stats)} as of a day from {format_day(days[0])} to {format_day(days[-1])}{words}"


def _each(stats: Stats) -> str:
    return "judged" if len(stats.cases) == 1 else "each judged"


def _print_every_measure(page: Page, stats: Stats) -> None:
    """A table for each group, a row for each measure."""
    for group in stats.groups:
        if stats.asked.by:
            page.heading(f"{stats.asked.by}: {group.name}", _counted(len(group.cases), "case"))
        else:
            page.blank()
        rows = [(spread.measure.label, *_cells(spread)) for spread in group.spreads]
        page.table(["Measure", *_HEADINGS], rows, wraps=("Measure", "None recorded"))
        _print_too_few(page, stats, group)


def _print_too_few(page: Page, stats: Stats, group: Group) -> None:
    """Refuse to say more of a few cases than that they are these."""
    few = sum(spread.curve is None for spread in group.spreads)
    if few:
        least = stats.asked.min_cases
        which = "None" if few == len(group.spreads) else f"Only {len(group.spreads) - few}"
        page.line(
            f"{which} of these {len(group.spreads)} measures "
            f"{'rests' if which != 'None' and len(group.spreads) - few == 1 else 'rest'} on "
            f"{least} cases or more that say anything. Fewer are too few for a curve: their "
            "figures describe these cases and say nothing of others."
        )


def _print_one_measure(page: Page, stats: Stats) -> None:
    """A row for each group, then every case."""
    spreads = [(group, spread) for group in stats.groups for spread in group.spreads]
    page.blank()
    if not spreads:
        page.line("The measure applies to none of them.")
        return
    page.line((spreads[0][1].measure.label, "bold"))
    heading = capital(stats.asked.by) if stats.asked.by else "Group"
    rows = [(group.name or "all", *_cells(spread)) for group, spread in spreads]
    page.table([heading, *_HEADINGS], rows, wraps=(heading,))
    for group, spread in spreads:
        page.blank()
        if group.name:
            page.line((group.name, "bold"))
        for entry in sorted(spread.entries, key=_soonest):
            page.line(f"{entry.case}  {latency_words(entry.latency)}", indent=2, hang=2)
        if spread.may_not_apply:
            page.line(f"it may not apply: {listed(spread.may_not_apply)}", indent=2)
        if spread.curve is None:
            page.line(capital(remark_words(spread, stats.asked.min_cases)))


def _soonest(entry: Entry) -> tuple[bool, int, str]:
    """Known lower ends first, from the least."""
    low = entry.bound.min
    return low is None, low or 0, entry.case


def _cells(spread: Spread) -> list[str]:
    counts = [str(spread.count(state) or "·") for state in _COUNTED]
    medians = [short_length(spread.median), short_length(spread.recorded_median)]
    return [str(len(spread.entries)), *counts, *medians]


def _print_cautions(page: Page, stats: Stats) -> None:
    for caution in dict.fromkeys(one for group in stats.groups for one in group.cautions):
        page.line((f"Caution: {caution}.", "yellow"))
    if stats.asked.by == "tag":
        page.line(("Caution: a case with several tags is in several groups.", "yellow"))
    begun = sorted(
        {name for group in stats.groups for one in group.spreads for name in one.may_not_apply}
    )
    if begun:
        caution = (
            f"Caution: some measure may not apply to {listed(begun)}; it is not counted there."
        )
        page.line((caution, "yellow"))


def _print_curves(page: Page, stats: Stats) -> None:
    """Every curve that enough cases bear, and what has to hold for it."""
    drawn = [
        (group, spread, spread.curve)
        for group in stats.groups
        for spread in group.spreads
        if spread.curve is not None
    ]
    if not drawn:
        return
    page.heading("Curves", "share of cases not yet over · solid: at least · pale: at most")
    for group, spread, curve in drawn:
        page.blank()
        name = f"{group.name}: " if group.name else ""
        cases = f"{curve.cases} of {_counted(len(spread.entries), 'case')}"
        page.line((f"{name}{spread.measure.label}", "bold"), f"  {cases}")
        _print_rows(page, draw_curve(curve, _room(page), ascii_only=page.ascii_only))
        page.line(remark_words(spread, stats.asked.min_cases), indent=2)
    page.blank()
    page.line((f"{_FITTED} They assume that {'; that '.join(ASSUMPTIONS)}.", "dim"))


def _room(page: Page) -> int:
    return max(20, min(_WIDEST, page.width - _SCALE - 1))


def _print_rows(page: Page, rows: Sequence[tuple[str, str]]) -> None:
    for scale, cells in rows:
        line = page.text(f"{scale:>{_SCALE - 1}} ", "dim").append_text(page.text(cells, "cyan"))
        line.rstrip()
        page.console.print(line, soft_wrap=True)


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
