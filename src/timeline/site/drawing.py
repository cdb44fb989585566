"""The drawing of a case as rows of a page: label, strip, value; words never scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from timeline.formats.chart_svg import chart_definitions, chart_strips
from timeline.formats.html import Html, element, joined

if TYPE_CHECKING:
    from timeline.formats.chart_svg import Strips
    from timeline.pages.blocks import Chart, Lane

_FORTNIGHT: Final = 14
_LEAST_CROWD: Final = 4
"""Lanes with something in the first fortnight that are worth a drawing of their own."""
_LEAST_SPAN: Final = 200
"""Days of the whole drawing, of which a fortnight is too little to be seen."""


def drawing(chart: Chart) -> tuple[Html, ...]:
    """Draw a case, and its first fortnight where much happened in it; empty for nothing."""
    strips = chart_strips(chart)
    if strips is None:
        return ()
    whole = _figure(chart, strips)
    first = _fortnight(chart)
    return (Html(chart_definitions()), whole, first)


def _figure(chart: Chart, strips: Strips) -> Html:
    rows = [_row(lane, strip) for lane, strip in zip(chart.lanes, strips.lanes, strict=True)]
    key = (element("li", Html(sample), element("span", words)) for sample, words in strips.key)
    lanes = element("div", Html(strips.axis), *rows, class_="lanes")
    return element("figure", lanes, element("ul", *key, class_="key"), aria_hidden="true")


def _row(lane: Lane, strip: str) -> Html:
    label = element("span", lane.label, class_="label")
    value = element("span", lane.value, class_="value")
    return element("div", label, Html(strip), value, class_="lane")


def _fortnight(chart: Chart) -> Html:
    """Draw the first fourteen days from the incident on, if they are crowded."""
    starts = [
        point.first for lane in chart.lanes for point in lane.points if point.sort == "incident"
    ]
    if not starts:
        return Html()
    first = min(starts)
    last = first + _FORTNIGHT - 1
    ends = [point.last for lane in chart.lanes for point in lane.points]
    ends += [one.last_end for lane in chart.lanes for one in lane.stretches]
    if max(ends) - first < _LEAST_SPAN:
        return Html()
    lanes = tuple(filter(None, (_within(lane, first, last) for lane in chart.lanes)))
    if len(lanes) < _LEAST_CROWD:
        return Html()
    part = replace(chart, lanes=lanes)
    strips = chart_strips(part, (first, last))
    if strips is None:
        return Html()
    goes_on = any(one.last_end > last for lane in lanes for one in lane.stretches)
    note = "What reaches the right edge goes on." if goes_on else ""
    return joined((
        element("h3", "The first fourteen days"),
        _figure(part, strips),
        element("p", note, class_="note") if note else Html(),
    ))  # fmt: skip


def _within(lane: Lane, first: int, last: int) -> Lane | None:
    """Keep what happened between two days, and what began or ended there; None for nothing.

    A range that runs on beyond them is no news of these days.
    """
    points = tuple(
        one for one in lane.points if first <= one.first and one.last <= last
        and one.sort != "planned"
    )  # fmt: skip
    stretches = tuple(
        one
        for one in lane.stretches
        if first <= one.first and one.last_start <= last and not one.is_waiting
    )
    if not points and not stretches:
        return None
    return replace(lane, points=points, stretches=stretches, value="")
