"""The docket over time as a page and as rows: figures, backlog, what does not add up, how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.interval import Interval
from timeline.formats.csv import format_csv
from timeline.portfolio.ledger import ROUNDED, figure_words, signed, stated_words
from timeline.results.build.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.portfolio.ledger import Check, Docket, DocketFigure, Flow, Gap, Month
    from timeline.render.page import Page

_STOCKS = (
    ("carried_over", "Carried"),
    ("received", "Received"),
    ("completed", "Completed"),
    ("open", "Open"),
)
_REST = (
    ("credible", "Credible"),
    ("not_credible", "Not"),
    ("duplicate", "Dupl."),
    ("reopened", "Reop."),
    ("killed", "Killed"),
    ("killed_total", "In all"),
    ("strikes_total", "Strikes"),
    ("injured", "Injured"),
    ("reports_total", "Reports"),
    ("credible_total", "Cr. in all"),
)
_LONGEST_BAR, _SHORTEST_BAR = 60, 5
_NOT_STATED = "·"
_FIGURE_NOTE = (
    "· not stated. (522) derived: carried over + received − completed. ≥ at least, or more than: "
    "what is reckoned from it is a bound too. A full bar is {most} open reports; a pale one is "
    "derived."
)
_REST_NOTE = (
    "Not: not credible. Dupl., reop.: duplicates, reopened. In all, strikes, reports, cr. in all: "
    "running totals of killed, strikes, reports and credible ones."
)


_GAP_NOTE = (
    "A gap can be a late addition, another way of counting or a misprint; what the source itself "
    "says of it stands below, under adds."
)


_UNREAD_NOTE = "a source of theirs was read in part, in a copy, or it is not on record how much"


def print_ledger(page: Page, dockets: Sequence[Docket]) -> None:
    """Every docket: its figures, its backlog, what does not add up, how long reports stay."""
    if not dockets:
        page.line("No source here states figures of a docket.")
    for number, docket in enumerate(dockets):
        if number:
            page.blank()
        _print_docket(page, docket)


def _print_docket(page: Page, docket: Docket) -> None:
    page.line((docket.scope, "bold"), f"  {_extent(docket)}")
    if docket.months:
        _print_stocks(page, docket)
        _print_rest(page, docket)
        _print_dismissed(page, docket)
        _print_sums(page, docket)
        _print_remarks(page, docket.checks)
    if docket.flow is not None:
        _print_flow(page, docket.flow)
    _print_aside(page, docket)


def _extent(docket: Docket) -> str:
    """2016-10 to 2020-03, figures of 31 of 42 months."""
    if not docket.months:
        return "no figures of a whole month"
    first, last = docket.months[0], docket.months[-1]
    of = last.index - first.index + 1
    have = f"figures of {len(docket.months)} of {of} months"
    return f"{first.name} to {last.name}, {have}" if of > 1 else f"{first.name}, one month"


def _print_stocks(page: Page, docket: Docket) -> None:
    """Carried, received, completed, open, and the backlog as bars; gaps stand as gaps."""
    page.heading("Docket", "month by month")
    rows = [[month.name, *_stock_cells(month)] for month in docket.months]
    heads = ["Month", *(head for _, head in _STOCKS)]
    widths = [
        max(len(row[place]) for row in (heads, *rows)) + (page.ascii_only and place > 0)
        for place in range(len(heads))
    ]
    taken = sum(widths) + 2 * len(widths)
    longest = min(_LONGEST_BAR, page.width - taken)
    opens = [_bar_of(month) for month in docket.months]
    most = max(opens, default=0)
    page.line((_aligned(heads, widths), "dim"))
    after = {gap.first: gap for gap in docket.gaps}
    for month, row, still_open in zip(docket.months, rows, opens, strict=True):
        line = page.text(_aligned(row, widths))
        if still_open and longest >= _SHORTEST_BAR:
            cells = max(1, round(still_open * longest / most))
            sign = "█" if month.value("open") is not None else "░"
            line.append("  ").append_text(page.text(sign * cells, "cyan"))
        page.line(line)
        gap = after.get(_next_name(month))
        if gap is not None:
            page.line((_gap_words(gap), "dim"))
    page.line((_FIGURE_NOTE.format(most=most), "dim"))


def _bar_of(month: Month) -> int:
    """The number open, or the least that it is; 0 where only its upper end is known."""
    left = month.left_open
    return 0 if left is None or left.min is None else max(0, left.min)


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join((first, *others))


def _next_name(month: Month) -> str:
    index = month.index + 1
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def _gap_words(gap: Gap) -> str:
    if gap.months == 1:
        return f"{gap.first}  no figures"
    return f"{gap.first} to {gap.last}  no figures, {gap.months} months"


def _stock_cells(month: Month) -> Iterator[str]:
    for figure, _ in _STOCKS:
        derived = month.derived_open if figure == "open" and "open" not in month.figures else None
        yield f"({_short(derived)})" if derived is not None else _cell(month, figure)


def _short(bound: Interval) -> str:
    """522 · ≥102 · ≤102, for a cell."""
    return stated_words(bound).replace("at least ", "≥").replace("at most ", "≤")


def _cell(month: Month, figure: str) -> str:
    """A figure for a table; where sources differ the list below says how."""
    stated = month.figures.get(figure, ())
    if not stated:
        return _NOT_STATED
    numbers = month.numbers(figure)
    if len(numbers) > 1:
        return "differ"
    if not numbers:
        return _range(stated[0])
    known = [one for one in stated if one.number == numbers[0]]
    return f"≥{numbers[0]}" if all(one.is_at_least for one in known) else str(numbers[0])


def _range(figure: DocketFigure) -> str:
    return f"≤{figure.most}" if figure.least == 0 else f"{figure.least}–{figure.most}"


def _print_rest(page: Page, docket: Docket) -> None:
    """How reports ended, deaths conceded, and running totals."""
    stated = {name for month in docket.months for name in month.figures}
    shown = [(name, head) for name, head in _REST if name in stated]
    if not shown:
        return
    page.heading("Outcomes, deaths and running totals", "as published")
    rows = []
    for month in docket.months:
        cells = [_cell(month, name) for name, _ in shown]
        if any(cell != _NOT_STATED for cell in cells):
            rows.append([month.name, *cells])
    heads = ["Month", *(head for _, head in shown)]
    widest = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
    fitted = [
        [
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(pairs)
        ]
        for pairs in (list(zip(row, widest, strict=True)) for row in (heads, *rows))
    ]
    for part in _parts(widest, page.width - page.ascii_only * len(widest)):
        for number, row in enumerate(fitted):
            line = "  ".join(row[place] for place in part)
            page.line((line, "dim") if number == 0 else line)
        page.blank()
    page.line((_REST_NOTE, "dim"))


def _parts(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """The columns, in as many tables as the page needs; each begins with the month."""
    part, taken = [0], widths[0]
    for place, width in enumerate(widths[1:], start=1):
        if len(part) > 1 and taken + 2 + width > room:
            yield part
            part, taken = [0], widths[0]
        part.append(place)
        taken += 2 + width
    yield part


def _print_dismissed(page: Page, docket: Docket) -> None:
    """Reports of others that were dismissed, with what the source says of them."""
    told = [month for month in docket.months if "dismissed" in month.figures]
    if not told:
        return
    page.heading("Dismissed", "reports of others, called not credible")
    for month in told:
        for figure in month.figures["dismissed"]:
            words = stated_words(Interval(figure.least, figure.most))
            page.line(f"{month.name}  {words} reports", (f"  {figure.source}", "dim"), hang=4)
            for source, note in month.notes:
                if source == figure.source:
                    page.line((note, "dim"), indent=4)


def _print_sums(page: Page, docket: Docket) -> None:
    """The sums that do not come out: off, explained by a source, or not to be checked."""
    tried = f"{len(docket.checks)} sums and comparisons tried"
    off = docket.checks_with("off")
    page.heading("Does not add up", f"{len(off) or 'nothing,'} of {tried}")
    if any(check.off_by for check in docket.checks):
        page.line((_GAP_NOTE, "dim"))
    for check in off:
        _print_sum(page, check, "X" if page.ascii_only else "✗", "bold red")
    explained = docket.checks_with("explained")
    if explained:
        page.heading("Explained by a source", str(len(explained)))
    for check in explained:
        _print_sum(page, check, "!", "bold")
    unchecked = docket.checks_with("not checked")
    if unchecked:
        page.heading("Cannot be checked", f"{len(unchecked)}: {_UNREAD_NOTE}")
    for check in unchecked:
        _print_sum(page, check, "?", "bold")


def _print_sum(page: Page, check: Check, sign: str, style: str) -> None:
    page.line((f"{sign} {check.month}  {_off_words(check)}", style), f"  {check.words}", hang=4)
    for source, words in check.explained_by:
        page.line((f"explained by {source}: ", "dim"), words, indent=4, hang=2)
    if check.remark:
        page.line(f"{check.remark}.", indent=4)
    page.line((f"sources: {', '.join(check.sources)}", "dim"), indent=4, hang=2)
    if check.status == "not checked":
        page.line((f"not read whole: {', '.join(check.read_in_part)}", "dim"), indent=4, hang=2)
    for source, note in check.notes:
        page.line((f"{source} adds: ", "dim"), note, indent=4, hang=2)


def _off_words(check: Check) -> str:
    more = " or more" if check.is_or_more else ""
    if check.test == "disagreement":
        return f"sources differ by {check.off_by}{more}"
    return f"off by {signed(check.off_by)}{more}"


def _print_remarks(page: Page, checks: Iterable[Check]) -> None:
    found = [check for check in checks if check.status == "adds up" and check.remark]
    if not found:
        return
    page.heading("Adds up one way only")
    for check in found:
        page.line(f"{check.month}  {check.words}: {check.remark}.", hang=4)


def _print_flow(page: Page, flow: Flow) -> None:
    """Clearance and Little's law, each with what it rests on."""
    page.heading("How long", "reckoned from the figures above, not published")
    if flow.left_out:
        page.line(
            "Left out here, as a number open or completed is only a bound: "
            f"{listed(flow.left_out)}.",
            hang=2,
        )
    if flow.clearances:
        last = flow.clearances[-1]
        slowest = max(flow.clearances, key=lambda one: one.in_months)
        words = f"{last.open} open ÷ {last.completed} completed in {last.month}"
        page.line(
            ("Clearance: ", "bold"),
            f"{words} is {_months(last.in_months)}, at the pace of that month and with nothing new "
            f"received. Slowest of {_number(len(flow.clearances))}: {slowest.open} ÷ "
            f"{slowest.completed} in {slowest.month}, {_months(slowest.in_months)}."
            f"{_uncleared_words(flow)}",
            hang=2,
        )
    elif flow.uncleared:
        page.line(("Clearance: ", "bold"), _uncleared_words(flow).strip(), hang=2)
    if flow.mean_time is None:
        return
    page.line(
        ("Mean time in the docket: ", "bold"),
        f"{flow.mean_open:.1f} open on average ÷ {flow.mean_completed:.1f} completed a month on "
        f"average is {_months(flow.mean_time)}, by Little's law, over the "
        f"{_number(len(flow.months))} that give both, the number open as published or derived, of "
        f"{flow.months[0]} to {flow.months[-1]}.",
        hang=2,
    )
    page.line(
        "This takes the ends of these months for typical days, months without figures for like "
        "the others, and the docket for one in balance, where as many reports leave as arrive. "
        f"Here the open ones went from {flow.opens[0]} to {flow.opens[-1]}, with "
        f"{min(flow.opens)} at the least and {max(flow.opens)} at the most: read it as a rough "
        "size. It says nothing of any one report.",
        indent=2,
    )


def _uncleared_words(flow: Flow) -> str:
    """The months that have no clearance, slower than any; empty for none."""
    if not flow.uncleared:
        return ""
    return f" In {listed(flow.uncleared)} there were open reports and none was completed."


def _number(months: int) -> str:
    return "1 month" if months == 1 else f"{months} months"


def _months(number: float) -> str:
    return f"about {number:.1f} months"


def _print_aside(page: Page, docket: Docket) -> None:
    if not docket.aside:
        return
    page.heading("Stands aside", "figures that are not of one whole month; they enter no sum")
    for stretch in docket.aside:
        parts = [f"{figure_words(name)} {_one(figure)}" for name, figure in stretch.figures]
        page.line(f"{stretch.period}  {listed(parts) or 'no number'} ({stretch.source})", hang=2)
        if stretch.note:
            page.line((stretch.note, "dim"), indent=2)


def _one(figure: DocketFigure) -> str:
    if figure.is_at_least:
        return f"≥{figure.least}"
    return str(figure.least) if figure.number is not None else _range(figure)


CSV_HEADINGS = ("scope", "period", "figure", "least", "most", "rounded", "derived", "source")


def ledger_csv(dockets: Iterable[Docket]) -> str:
    """One row for each figure that a source states, and for each number open that is derived.

    `most` is empty where the source says "at least".
    """
    return format_csv(CSV_HEADINGS, (row for docket in dockets for row in _csv_rows(docket)))


def _csv_rows(docket: Docket) -> Iterator[Sequence[str | float | None]]:
    for month in docket.months:
        for name, figures in month.figures.items():
            for one in figures:
                yield _csv_row(docket.scope, month.name, name, one)
        derived = month.derived_open
        if derived is not None and "open" not in month.figures:
            least, most = derived.min, derived.max
            yield docket.scope, month.name, "open", least, most, "no", "yes", None
    for stretch in docket.aside:
        for name, one in stretch.figures:
            yield _csv_row(docket.scope, stretch.period, name, one)


def _csv_row(scope: str, period: str, name: str, one: DocketFigure) -> Sequence[str | float | None]:
    rounded = "yes" if name == ROUNDED and one.is_at_least else "no"
    return scope, period, name, one.least, one.most, rounded, "no", one.source
