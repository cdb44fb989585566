"""Tolls as a page and as rows: who says how many, when, and what was conceded when."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from timeline.chrono.bound import Bound
from timeline.chrono.days import format_day
from timeline.chrono.truth import Truth
from timeline.chrono.when import Unknown
from timeline.render.csv_text import format_csv
from timeline.render.words import (
    after_words,
    count_words,
    day_words,
    listed,
    short_length,
    when_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.portfolio.tolls import (
        Beside,
        Concession,
        Course,
        Figure,
        LeftOut,
        Ratio,
        Tolls,
    )
    from timeline.render.page import Page

_RATIO_NOTE = (
    "÷ official: the figure of this row divided by {official}, as a range that holds whichever "
    "numbers within both ranges are true; rounded outward. The two figures may count other people, "
    "days or places. * who is counted is not said of one of the two. — no number, or no official "
    "one of the same people to hold it against."
)
_CASE_OFFICIAL = "the last official one, or by all that can be the last"
_CAMPAIGN_OFFICIAL = (
    "the official one of the same scope in the same source, else the last one by then, or by all "
    "that can be the last"
)
_WHO = "Who is counted (source)"
_DAY_NOTE = (
    "Days are those that the sources give, each in its own zone; “by” a day is not after it. Where "
    "none is given it is the day on which the source was published."
)
_COURSE_NOTE = (
    "Figures of one claimant need not cover the same time, place or people: a difference is not "
    "always a correction."
)
_COUNTED_NOTE = (
    "Counted as conceding: official figures of at least one dead civilian. Counted as claims: "
    "other figures of at least one killed that do not count fighters or soldiers. Earlier "
    "statements may exist that are not recorded here."
)
_CASES_NOTE = (
    "Official: the last figure of the killed; of civilians where no other people are named. "
    "Others: the lowest and the highest number that others state, and how many claimants. "
    "Conceded: by the first official figure counted as conceding; not certain: only figures that "
    "may do so. Acknowledged: the first event of the record that concedes harm. Perhaps later, "
    "perhaps not yet: it may be later than the day judged from. In brackets, how long after the "
    "first figure of others."
)
_MOST_NAMED = 5
_UNDATED = "undated"
_LATER = "perhaps later"
_AFTER = ", perhaps after the day judged from"
_WHY = {
    "may be none": "as it is written it does not exclude none",
    "counts others": "it counts fighters or soldiers, or everyone together",
    "not said": "it does not say that civilians are counted",
    "not by then": "only its source dates it, which was published after the day judged from",
}


def print_case_tolls(page: Page, tolls: Tolls, title: str) -> None:
    """One case: figures, official and independent, over time, and what was conceded."""
    page.line((tolls.shown_name, "bold"), f"  {title}")
    if not _has_any(tolls):
        page.blank()
        page.line("No toll is recorded, which does not say that there was none.")
        return
    _print_figures(page, tolls, _CASE_OFFICIAL)
    _print_courses(page, tolls.courses)
    _print_concession(page, tolls)


def _has_any(tolls: Tolls) -> bool:
    """Whether there is a figure to show, if only one that was left out."""
    concession = tolls.concession
    return bool(tolls.figures or concession.left_out or concession.claims_left_out)


def print_all_tolls(page: Page, cases: Sequence[Tolls], campaign: Sequence[Tolls]) -> None:
    """Every case in one line, then the figures of whole campaigns."""
    page.line(("Cases", "bold"))
    page.table(
        ["Case", "Official", "Others", "÷ official", "Conceded by a figure", "Acknowledged"],
        [_case_row(tolls) for tolls in cases if _has_any(tolls)],
        wraps=("Conceded by a figure", "Acknowledged"),
    )
    silent = [tolls.shown_name for tolls in cases if not _has_any(tolls)]
    if silent:
        page.line((f"No toll is recorded in {listed(silent)}.", "dim"))
    page.blank()
    page.line((_CASES_NOTE, "dim"))
    page.line((_RATIO_NOTE.format(official=_CASE_OFFICIAL), "dim"))
    page.line((_COUNTED_NOTE, "dim"))
    for tolls in campaign:
        page.blank()
        page.line(("Campaign: ", "bold"), (tolls.name or "scope not stated", "bold"))
        _print_figures(page, tolls, _CAMPAIGN_OFFICIAL, with_period=True)
        _print_courses(page, tolls.courses)
        if tolls.concession.left_out or any(figure.is_official for figure in tolls.figures):
            _print_concession(page, tolls)


def _case_row(tolls: Tolls) -> list[str]:
    concession = tolls.concession
    unsure = "*" if any(one.is_unsure and one.ratio for one in tolls.beside) else ""
    ratio = hull_ratio([one.ratio for one in tolls.beside if one.ratio is not None])
    about = "" if tolls.group == "civilians" else f" ({tolls.group})"
    return [
        tolls.shown_name + about,
        _official_words(tolls),
        _stated_numbers(tolls),
        "—" if ratio is None else ratio_words(ratio) + unsure,
        "—" if about else _conceded_words(concession),
        _acknowledged_words(tolls),
    ]


def _official_words(tolls: Tolls) -> str:
    """5; 5 (perhaps later)."""
    if tolls.official is None:
        return "—"
    later = f" ({_LATER})" if tolls.is_official_perhaps_later else ""
    return count_words(tolls.official) + later


def _acknowledged_words(tolls: Tolls) -> str:
    """2024-05-02 (365 d); perhaps not yet: 2024-05-01 to 2024-06-10 (364–404 d)."""
    words = _when_words(tolls.acknowledged, tolls.concession.claimed)
    unsure = tolls.acknowledged is not None and tolls.is_acknowledged is Truth.UNKNOWN
    return f"perhaps not yet: {words}" if unsure else words


def _conceded_words(concession: Concession) -> str:
    """As below; figures that may concede a death are not none."""
    may = any(left.why != "counts others" for left in concession.left_out)
    if concession.conceded is None and may:
        return "not certain"
    words = _when_words(concession.conceded, concession.claimed)
    return f"perhaps not yet: {words}" if concession.is_conceded_perhaps_later else words


def _when_words(day: Bound | None, claimed: Bound | None) -> str:
    """2024-05-02 (365 d)."""
    if day is None:
        return "none recorded"
    if claimed is None:
        return day_words(day)
    days = day.minus(claimed)
    return f"{day_words(day)} ({short_length(days) if _is_ordered(days) else 'order not known'})"


def _is_ordered(days: Bound) -> bool:
    """Whether the later of two days is known: it cannot be that either came first."""
    may_be_before = days.min is None or days.min < 0
    may_be_after = days.max is None or days.max > 0
    return not (may_be_before and may_be_after)


def _stated_numbers(tolls: Tolls) -> str:
    """The lowest and the highest number that others print, and how many of them there are."""
    counted = [one.figure for one in tolls.beside if one.figure.group == tolls.group]
    bounds = [figure.toll.killed for figure in counted if figure.toll.killed is not None]
    ends = [end for bound in bounds for end in _printed_ends(bound)]
    who = len({figure.toll.by for figure in counted})
    if not ends:
        return "—"
    low, high = min(ends), max(ends)
    numbers = str(low) if low == high else f"{low} to {high}"
    return f"{numbers} ({who})"


def _printed_ends(bound: Bound) -> list[int]:
    """Those that the words of the figure name: "at most 5" prints no lower one."""
    least = None if bound.max and not bound.min else bound.min
    return [end for end in (least, bound.max) if end is not None]


def hull_ratio(ratios: Sequence[Ratio]) -> Ratio | None:
    """From the least to the most of several; None for none."""
    if not ratios:
        return None
    lows = [one.min for one in ratios if one.min is not None]
    highs = [one.max for one in ratios if one.max is not None]
    low = min(lows) if len(lows) == len(ratios) else None
    return type(ratios[0])(low, max(highs) if len(highs) == len(ratios) else None)


def ratio_words(ratio: Ratio) -> str:
    """A quotient as a range, rounded outward: 6.1–9.9× · ≥3.3× · ≤9.9× · cannot tell."""
    if ratio.is_open:
        return "cannot tell"
    low, high = ratio.min or Fraction(0), ratio.max
    if high is None:
        return f"≥{_down(low)}×"
    if low == high:
        return f"{_down(low)}×" if _down(low) == _up(low) else f"{_down(low)}–{_up(high)}×"
    return f"{_down(low)}–{_up(high)}×" if low else f"≤{_up(high)}×"


def _down(number: Fraction) -> str:
    scale = 10 if number >= 1 else 100
    return _decimal(number * scale // 1, scale)


def _up(number: Fraction) -> str:
    scale = 10 if number >= 1 else 100
    return _decimal(-(-number * scale // 1), scale)


def _decimal(parts: int, scale: int) -> str:
    return f"{parts / scale:.2f}".rstrip("0").rstrip(".")


def day_text(figure: Figure) -> str:
    """When it was stated, as the file words it; else by its source's day."""
    on = figure.toll.on
    if on is not None and not isinstance(on, Unknown):
        return when_words(on.text)
    if figure.is_by_source and figure.said.max is not None:
        return f"by {format_day(figure.said.max)}"
    return _UNDATED


def marked_day(figure: Figure) -> str:
    """The same, with a word where it may be later than the day judged from."""
    return day_text(figure) + (f" ({_LATER})" if figure.perhaps_later else "")


def _print_figures(
    page: Page, tolls: Tolls, held_against: str, *, with_period: bool = False
) -> None:
    official = [figure for figure in tolls.figures if figure.is_official]
    others = [figure for figure in tolls.figures if not figure.is_official]
    beside = {one.figure.place: one for one in tolls.beside}
    for heading, figures in (("Official", official), ("Independent and other", others)):
        page.heading(heading, "" if figures else "no figure recorded")
        if not figures:
            continue
        with_ratio = figures is others
        columns = list(_columns(figures, with_period=with_period, with_ratio=with_ratio))
        rows = [_figure_row(one, columns, beside.get(one.place)) for one in figures]
        page.table(columns, rows, wraps=("Claimant", _WHO))
    for figure in tolls.elsewhere:
        page.line(
            f"{figure.source} sets beside it, of another scope: {figure.toll.by} (official), "
            f"{_count(figure.toll.killed)}, {figure.toll.scope or 'scope not stated'}"
            f"{', ' + _period(figure) if _period(figure) else ''}.",
            hang=2,
        )
    page.blank()
    if any(one.ratio is not None for one in tolls.beside):
        page.line((_RATIO_NOTE.format(official=held_against), "dim"))
    page.line((_DAY_NOTE, "dim"))


def _columns(figures: Sequence[Figure], *, with_period: bool, with_ratio: bool) -> Iterator[str]:
    """The columns that hold something, and those that always stand."""
    yield from ("Claimant", "Day", "Killed")
    if any(figure.toll.injured is not None for figure in figures):
        yield "Injured"
    if any(figure.toll.children is not None for figure in figures):
        yield "Children"
    if with_ratio:
        yield "÷ official"
    if with_period:
        yield "Period"
    yield _WHO


def _figure_row(figure: Figure, columns: Iterable[str], beside: Beside | None) -> list[str]:
    toll = figure.toll
    cells = {
        "Claimant": toll.by,
        "Day": marked_day(figure),
        "Killed": _count(toll.killed),
        "Injured": _count(toll.injured),
        "Children": _count(toll.children),
        "÷ official": _beside_words(beside),
        "Period": _period(figure),
        _WHO: f"{toll.of} ({figure.source})" if toll.of else f"({figure.source})",
    }
    return [cells[column] for column in columns]


def _count(bound: Bound | None) -> str:
    return "" if bound is None else count_words(bound)


def _beside_words(beside: Beside | None) -> str:
    if beside is None or beside.ratio is None:
        return "—"
    return ratio_words(beside.ratio) + ("*" if beside.is_unsure else "")


def _period(figure: Figure) -> str:
    """What it counts: 2014-08 to 2019-04."""
    since, until = figure.toll.since, figure.toll.until
    start = "" if since is None else since.text
    end = "" if until is None else until.text
    if start and end:
        return start if start == end else f"{start} to {end}"
    return f"from {start}" if start else f"to {end}" if end else ""


def _print_courses(page: Page, courses: Iterable[Course]) -> None:
    """How the figure of each claimant changed."""
    told = list(courses)
    several = [one for one in told if len(one.figures) > 1 or (one.figures and one.parts)]
    if not several:
        return
    page.heading("Over time", "the killed, as each claimant stated them")
    page.line((_COURSE_NOTE, "dim"))
    for course in several:
        role = " (official)" if course.is_official else ""
        who = people_words(course) if _is_one_of_several(course, told) else ""
        page.line((f"{course.by}{role}{who}: ", "bold"), course_words(course), hang=2)


def _is_one_of_several(course: Course, courses: Iterable[Course]) -> bool:
    """Whether its claimant also counts other people."""
    key = course.by, course.is_official
    return sum((one.by, one.is_official) == key for one in courses) > 1


def people_words(course: Course) -> str:
    """Whom it counts, behind the claimant: ", militants"; ", not said who"."""
    words = {figure.toll.of for figure in course.figures}
    if course.counted == "civilians":
        return ", civilians"
    if len(words) == 1 and (said := words.pop()):
        return f", {said}"
    return ", not said who" if course.counted == "not said" else f", {course.counted}"


def course_words(course: Course) -> str:
    """25 (2016-07-19) → 56 (2016-07-20); undated: 31; the least rose by 31."""
    steps: list[list[str]] = []
    undated = [figure for figure in course.figures if day_text(figure) == _UNDATED]
    for figure in course.figures:
        if figure in undated:  # stands apart, so that it does not look like the latest
            continue
        words = _count(figure.toll.killed) or "no number"
        day = day_text(figure) + (f", {_LATER}" if figure.perhaps_later else "")
        if steps and steps[-1][0] == words:
            steps[-1].append(day)
        else:
            steps.append([words, day])
    path = " → ".join(f"{words} ({_days_of(days)})" for words, *days in steps)
    numbers = [_count(figure.toll.killed) or "no number" for figure in undated]
    apart = f"{_UNDATED}: {listed(numbers)}" if undated else ""
    remarks = [apart, _moved_words(course)] if path else [_moved_words(course)]
    path = path or apart
    if course.parts:
        remarks.insert(0, f"of which {listed([_part_words(one) for one in course.parts])}")
    if not course.is_in_order:
        remarks.append("their days do not tell the whole order")
    if not course.same_words:
        remarks.append("who is counted is worded differently")
    return "; ".join([path, *(remark for remark in remarks if remark)]) + "."


def _part_words(figure: Figure) -> str:
    """64 (2015-11-20 to 2016-09-10)."""
    when = _period(figure) or day_text(figure)
    return f"{_count(figure.toll.killed) or 'no number'} ({when})"


def _days_of(days: Sequence[str]) -> str:
    return days[0] if len(set(days)) == 1 else f"{days[0]} … {days[-1]}, {len(days)} times"


def _moved_words(course: Course) -> str:
    """By how much each end moved from the first figure to the last, where the order is certain."""
    if not course.is_in_order:
        return ""
    numbered = [one for one in course.figures if one.states_killed]
    stated = [one.toll.killed for one in numbered if one.toll.killed is not None]
    if len(stated) < 2:  # noqa: PLR2004 - nothing moved
        return ""
    first, last = stated[0], stated[-1]
    exact = first.exact is not None and last.exact is not None
    parts = []
    for name, one, two in (("least", first.min, last.min), ("most", first.max, last.max)):
        is_stated = one is not None and two is not None and (name == "most" or (one and two))
        if is_stated and one is not None and two is not None and one != two:
            moved = "rose" if two > one else "fell"
            subject = "it" if exact else f"the {name}"
            parts.append(f"{subject} {moved} by {abs(two - one)}")
    later = _AFTER if any(one.perhaps_later for one in numbered) else ""
    return f"from first to last {listed(list(dict.fromkeys(parts)))}{later}" if parts else ""


def _print_concession(page: Page, tolls: Tolls) -> None:
    page.heading("Conceded", "a civilian death, by the figures above")
    for line in concession_lines(tolls):
        page.line(line, hang=2)
    page.line((_COUNTED_NOTE, "dim"))


def concession_lines(tolls: Tolls) -> Iterator[str]:
    """When first conceded, how long after the first claim, and what was counted and left out."""
    concession = tolls.concession
    if concession.conceded is None:
        yield "No official figure recorded here certainly counts a dead civilian."
    else:
        yet = _AFTER if concession.is_conceded_perhaps_later else ""
        yield f"First official figure that does: {_first_words(concession.conceded)}{yet}."
    if concession.claimed is None:
        yield "No other figure recorded here certainly counts somebody killed."
    else:
        yet = _AFTER if concession.is_claimed_perhaps_later else ""
        yield f"First other figure of somebody killed: {_first_words(concession.claimed)}{yet}."
    if concession.days is not None:
        yield _between_words(concession.days)
    if tolls.acknowledged is not None:
        words = _first_words(tolls.acknowledged)
        after = ""
        if concession.claimed is not None:
            days = tolls.acknowledged.minus(concession.claimed)
            known = _is_ordered(days)
            after = f", {after_words(days, 'that first other figure')}" if known else ""
        unsure = tolls.is_acknowledged is Truth.UNKNOWN
        yet = _AFTER if unsure else ""
        yield f"The record's first acknowledgement of harm, an event: {words}{after}{yet}."
    if concession.counted:
        shown = concession.counted[:_MOST_NAMED]
        more = len(concession.counted) - len(shown)
        names = [_named(one) for one in shown] + ([f"{more} more"] if more else [])
        yield f"Counted as conceding: {listed(names)}."
    for left in concession.left_out:
        yield _left_out_words(left, concession.conceded)
    for left in concession.claims_left_out:
        yield _left_out_words(left, concession.claimed)


def _first_words(day: Bound) -> str:
    return "on a day that nothing here bounds" if day == Bound() else day_words(day)


def _between_words(days: Bound) -> str:
    if not _is_ordered(days):
        return "Which of the two came first is not known."
    return f"The official one came {after_words(days, 'that first other figure')}."


def _named(figure: Figure) -> str:
    return f"{figure.toll.by} {marked_day(figure)}, {_count(figure.toll.killed)}"


def _left_out_words(left: LeftOut, first: Bound | None) -> str:
    of = f" ({left.figure.toll.of})" if left.figure.toll.of else ""
    earlier = ""
    day = left.figure.said
    if first is not None and first.max is not None and (day.min is None or day.min < first.max):
        earlier = ", and may be earlier"
    return f"Left out: {_named(left.figure)}{of}: {_WHY[left.why]}{earlier}."


CSV_HEADINGS = (
    "case", "scope", "claimant", "official", "on", "stated_earliest", "stated_latest", "since",
    "until", "killed_min", "killed_max", "injured_min", "injured_max", "children_min",
    "children_max", "of", "counted", "part_of", "official_min", "official_max", "ratio_min",
    "ratio_max", "source", "note",
)  # fmt: skip


def tolls_csv(cases: Iterable[Tolls], campaign: Iterable[Tolls]) -> str:
    """One row for each figure; an empty upper end is open, and so is a quotient's."""
    rows = [row for tolls in cases for row in _csv_rows(tolls, tolls.name)]
    rows += [row for tolls in campaign for row in _csv_rows(tolls, None)]
    return format_csv(CSV_HEADINGS, rows)


def _csv_rows(tolls: Tolls, case: str | None) -> Iterator[list[str | float | None]]:
    beside = {one.figure.place: one for one in tolls.beside}
    for figure in tolls.figures:
        toll, held = figure.toll, beside.get(figure.place)
        ratio = held.ratio if held is not None else None
        yield [
            case,
            toll.scope,
            toll.by,
            "yes" if toll.official else "no",
            *(None if when is None else when.text for when in (toll.on,)),
            *(
                None if day is None else format_day(day)
                for day in (figure.said.min, figure.said.max)
            ),
            *(None if when is None else when.text for when in (toll.since, toll.until)),
            *_ends(toll.killed),
            *_ends(toll.injured),
            *_ends(toll.children),
            toll.of,
            figure.counted,
            toll.part_of or None,
            *_ends(held.official if held is not None else None),
            *(None if end is None else float(end) for end in _quotient(ratio)),
            figure.source,
            toll.note,
        ]


def _ends(bound: Bound | None) -> tuple[int | None, int | None]:
    return (None, None) if bound is None else (bound.min, bound.max)


def _quotient(ratio: Ratio | None) -> tuple[Fraction | None, Fraction | None]:
    return (None, None) if ratio is None else (ratio.min, ratio.max)
