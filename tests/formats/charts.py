"""Charts for the tests of drawings: after well-known cases, and by chance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from hypothesis import example
from hypothesis import strategies as st

from timeline.pages.blocks import Chart, Lane, Mark, Point, Stretch


def day(text: str) -> int:
    """Ordinal of a day in ISO form."""
    return date.fromisoformat(text).toordinal()


def _days(text: str) -> tuple[int, int]:
    """Ends of a range: 2023-05-03 or 2023-05-24/2023-06-28."""
    first, _, last = text.partition("/")
    return day(first), day(last or first)


def at(label: str, *when: str, sort: str = "event") -> Lane:
    """Lane of points."""
    return Lane(label, points=tuple(Point(*_days(one), sort=sort) for one in when))  # type: ignore[arg-type]


def step(
    label: str,
    start: str,
    end: str,
    *marks: Mark,
    is_open: bool = False,
    is_opening_implied: bool = False,
    is_waiting: bool = False,
    stopped: tuple[str, ...] = (),
    value: str = "",
) -> Lane:
    """Lane of one stretch."""
    stretch = Stretch(
        *_days(start),
        *_days(end),
        is_open=is_open,
        is_opening_implied=is_opening_implied,
        is_waiting=is_waiting,
    )
    pauses = tuple(_days(one) for one in stopped)
    return Lane(label, stretches=(stretch,), marks=marks, stopped=pauses, value=value)


def due(when: str, label: str, status: str, *, is_for_start: bool = False) -> Mark:
    """Mark of a deadline."""
    return Mark(*_days(when), label, status, is_for_start)  # type: ignore[arg-type]


MAY3 = Chart(
    (
        at("Strike", "2023-05-03", sort="incident"),
        at("Outside report", "2023-05-03"),
        step("Assessment", "2023-05-15", "2023-05-24/2023-06-28", value="9–44 days"),
        step(
            "Investigation",
            "2023-06-23",
            "2023-11-15",
            due("2023-07-23", "due 23 Jul (30 days)", "extended"),
            due("2023-08-13", "13 Aug (3 weeks more)", "extended"),
            value="145 days",
        ),
        at("Finding, acknowledgement, summary", "2024-05-02"),
    ),
    checked_to=day("2024-05-02"),
)

KABUL = Chart(
    (
        at("Strike", "2021-08-29", sort="incident"),
        at("Outside report", "2021-08-29"),
        step("Investigation", "2021-08-29/2021-09-04", "2021-09-07/2021-09-10"),
        at("Finding, acknowledgement, apology", "2021-09-17"),
        step(
            "Review, Gen. Said",
            "2021-09-21",
            "2021-09-21/2021-11-03",
            due("2021-11-05", "due 5 Nov (45 days)", "kept"),
            value="0–43 days",
        ),
        step("Review, Inspector General", "2021-09-23", "2023-05-18", is_open=True),
        at("Payment offered", "2021-10-14"),
        at("Accountability decision", "2021-12-13"),
        at("Documents released", "2023-01-06"),
    ),
    checked_to=day("2023-05-18"),
)

HAWIJA = Chart(
    (
        at("Strike", "2015-06-02/2015-06-03", sort="incident"),
        at("Outside report", "2015-06-02/2015-06-04"),
        step(
            "Assessment, US command",
            "2015-06-01/2015-06-10",
            "2015-06-01/2015-06-10",
            is_opening_implied=True,
        ),
        at("Denial", "2015-06-23", sort="denial"),
        step("Investigation, ministry", "2015-06-01/2016-06-30", "2016-06-30"),
        at("Harm acknowledged", "2019-11-04"),
        at("Finding, ministry", "2020-02-03/2020-02-24"),
        at("Documents released", "2020-02-03/2020-02-24"),
        at("Payment offered", "2020-10-02"),
        Lane(
            "Review, commission",
            stretches=(
                Stretch(day("2020-11-26"), day("2020-11-26"), day("2020-11-26"), day("2025-01-27")),
            ),
            points=(Point(day("2021-01-01"), day("2021-01-01"), "planned"),),
        ),
        at("Payment made", "2022-01-01/2022-12-31"),
        at("Finding, commission", "2025-01-27"),
        at("Apology", "2025-03-14"),
        step("Review, commander", "2025-03-27/2025-04-30", "2025-03-27/2026-02-13"),
        step("Review, commission again", "2025-03-27/2026-02-13", "2025-03-27/2026-02-13"),
        at("Findings of the commander and of the commission", "2026-02-13"),
    ),
    checked_to=day("2026-02-14"),
)

KUNDUZ = Chart(
    (
        at("Strike", "2015-10-03", sort="incident"),
        at("Outside report", "2015-10-03"),
        step("Assessment, NATO–Afghan", "2015-10-03/2015-10-05", "2015-11-06/2015-11-25"),
        step("Investigation, US", "2015-10-03/2015-10-05", "2015-11-21"),
        at("Harm acknowledged", "2015-10-05"),
        at("Apology", "2015-10-07"),
        step("Review, Afghan government", "2015-10-10", "2015-10-11/2015-10-31"),
        step("Review, MSF", "2015-10-03/2015-11-05", "2015-10-03/2015-11-05"),
        at("Finding, US", "2015-11-25"),
        at("Finding, NATO–Afghan", "2015-11-27"),
        at("Payment made", "2015-11-01/2016-02-26"),
        at("Report published", "2016-04-29"),
    ),
    checked_to=day("2016-07-25"),
)

FOI = Chart(
    (
        at("Request", "2026-09-01", sort="incident"),
        step(
            "Answer",
            "2026-09-01",
            "2026-10-02",
            due("2026-10-22", "due 22 Oct (20 working days)", "unknown"),
            is_waiting=True,
            stopped=("2026-09-10/2026-09-23",),
        ),
        at("Receipt confirmed", "2026-09-03"),
    ),
    checked_to=day("2026-10-02"),
    judged_on=day("2026-11-30"),
)

HALABSA = Chart(
    (
        at("Strike", "2016-04-17", sort="incident"),
        at("Outside report", "2016-04-17"),
        step("Assessment", "2016-04-17/2020-05-07", "2016-04-17/2020-05-07"),
        at("Finding published", "2020-03-01/2020-05-07"),
    ),
    checked_to=day("2020-05-10"),
)

MOSUL = Chart(
    (
        at("Strike", "2017-03-17", sort="incident"),
        at("Outside report", "2017-03-17/2017-03-24"),
        step("Assessment", "2017-03-17/2017-03-25", "2017-03-29", is_open=True),
        at("Denial, Iraqi military", "2017-03-26", sort="denial"),
        at("Harm acknowledged", "2017-03-28"),
        step("Investigation", "2017-03-17/2017-03-29", "2017-05-08"),
        at("Finding, summary", "2017-05-25"),
    ),
    checked_to=day("2021-07-07"),
)

LATE = Chart(
    (
        at("Strike", "2024-03-20", sort="incident"),
        step(
            "Investigation",
            "2024-04-20",
            "2024-06-30",
            due("2024-04-03", "to open by 3 Apr (14 days)", "missed", is_for_start=True),
            due("2024-05-20", "due 20 May (30 days)", "missed"),
        ),
        step(
            "Report",
            "2024-06-30",
            "2024-11-30",
            due("2024-08-01/2024-08-15", "due 1–15 Aug", "missed"),
            is_waiting=True,
        ),
        Lane(
            "Payment",
            points=(Point(day("2024-11-01"), day("2024-11-01")),),
            marks=(due("2024-09-01", "due 1 Sep", "missed"),),
        ),
    ),
    checked_to=day("2024-11-30"),
)

CHARTS = {
    "may3": MAY3,
    "kabul": KABUL,
    "hawija": HAWIJA,
    "kunduz": KUNDUZ,
    "foi": FOI,
    "halabsa": HALABSA,
    "mosul": MOSUL,
    "late": LATE,
}

# charts by chance

_FIRST = day("2020-01-01")
_STATUSES = ("kept", "missed", "extended", "open", "unknown", "benchmark")


def _range(draw: st.DrawFn, low: int, high: int) -> tuple[int, int]:
    first = draw(st.integers(low, high))
    return first, draw(st.one_of(st.just(first), st.integers(first, high)))


@st.composite
def _stretches(draw: st.DrawFn, low: int, high: int, checked: int) -> Stretch:
    first, last_start = _range(draw, low, high)
    first_end, last_end = _range(draw, first, high)
    sort = draw(st.sampled_from(["closed", "closed", "closed", "open", "waiting", "planned"]))
    implied = sort == "closed" and draw(st.booleans())
    last_end = max(last_end, last_start)
    if sort in {"open", "waiting"}:
        last_end = max(last_start, checked if draw(st.booleans()) else last_start)
    return Stretch(
        first,
        last_start,
        first_end,
        last_end,
        is_open=sort == "open",
        is_waiting=sort == "waiting",
        is_planned=sort == "planned",
        is_opening_implied=implied,
    )


@st.composite
def _points(draw: st.DrawFn, low: int, high: int) -> Point:
    first, last = _range(draw, low, high)
    sort: Literal["event", "denial", "planned"]
    sort = draw(st.sampled_from(["event", "denial", "planned"]))
    if low < high and draw(st.booleans()):
        first = min(first, high - 1)
        return Point(first, first + 1, sort, is_known=True)
    return Point(first, last, sort)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Chart of a few lanes, over days or over decades."""
    span = draw(st.sampled_from([0, 1, 20, 200, 1500, 6000]))
    low, high = _FIRST, _FIRST + span
    checked = draw(st.one_of(st.none(), st.integers(high, high + span // 4)))
    judged = None
    if checked is not None and draw(st.booleans()):
        judged = checked + draw(st.integers(0, span // 4 + 1))
    lanes = []
    for number in range(draw(st.integers(1, 4))):
        marks = tuple(
            Mark(
                *_range(draw, low, high),
                f"due-{number}-{mark}",
                draw(st.sampled_from(_STATUSES)),
                draw(st.booleans()),
            )
            for mark in range(draw(st.integers(0, 3)))
        )
        points = tuple(draw(_points(low, high)) for _ in range(draw(st.integers(0, 2))))
        stretches = draw(
            st.lists(_stretches(low, high, checked or high), max_size=0 if points else 2)
        )
        stopped = (_range(draw, low, high),) if draw(st.integers(0, 4)) == 0 else ()
        lanes.append(Lane(f"lane-{number}", tuple(stretches), points, marks, stopped))
    return Chart(tuple(lanes), checked, judged)


def with_examples(test: Callable[..., None]) -> Callable[..., None]:
    """Try the charts made by hand as well, on every width."""
    for chart in CHARTS.values():
        for width in (80, 100):
            test = example(chart=chart, width=width)(test)
    return test
