"""The drawing of a case as rows of a page: label, strip, value; words never scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from timeline.chrono.truth import Truth
from timeline.formats.chart_svg import chart_definitions, chart_strips
from timeline.formats.html import Html, element, id_of, joined
from timeline.pages.blocks import Chart, Lane, Point
from timeline.pages.show import show_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.formats.chart_svg import Strips
    from timeline.results.case import EventRecord, ShowRecord

_FORTNIGHT: Final = 14
_LEAST_CROWD: Final = 6
"""Events of the first fortnight that are worth a drawing of their own."""
_LEAST_SPAN: Final = 200
"""Days of the whole drawing, of which a fortnight is too little to be seen."""


def drawing(record: ShowRecord) -> tuple[Html, ...]:
    """Draw a case, and its first fortnight where much happened in it; empty for nothing."""
    chart = next(one for one in show_page(record, is_full=True).blocks if isinstance(one, Chart))
    strips = chart_strips(chart)
    if strips is None:
        return ()
    whole = _figure(chart, strips)
    first = _fortnight(record, chart)
    return (Html(chart_definitions()), whole, first)


def _figure(chart: Chart, strips: Strips) -> Html:
    rows = [_row(lane, strip) for lane, strip in zip(chart.lanes, strips.lanes, strict=True)]
    key = (element("li", Html(sample), element("span", words)) for sample, words in strips.key)
    lanes = element("div", Html(strips.axis), *rows, class_="lanes")
    return element("figure", lanes, element("ul", *key, class_="key"))


def _row(lane: Lane, strip: str) -> Html:
    name = element("a", lane.label, href=f"#{id_of(lane.anchor)}") if lane.anchor else lane.label
    label = element("span", name, class_="label")
    value = element("span", lane.value, class_="value")
    return element("div", label, Html(strip), value, class_="lane")


def _fortnight(record: ShowRecord, chart: Chart) -> Html:
    """Draw the events of the first fourteen days, a row each, where they are crowded."""
    incident = record.story.incident
    if incident is None or incident.min is None:
        return Html()
    first = incident.min.toordinal()
    last = first + _FORTNIGHT - 1
    ends = [one.last for lane in chart.lanes for one in lane.points]
    ends += [one.last_end for lane in chart.lanes for one in lane.stretches]
    if max(ends, default=first) - first < _LEAST_SPAN:
        return Html()
    lanes = [lane for event in record.events for lane in _lane_of(event, first, last)]
    if len(lanes) < _LEAST_CROWD:
        return Html()
    lanes.sort(key=lambda lane: (lane.points[0].first, lane.points[-1].last))
    part = Chart(tuple(lanes))
    strips = chart_strips(part, (first, last))
    if strips is None:
        return Html()
    return joined((element("h3", "The first fourteen days"), _figure(part, strips)))


def _lane_of(event: EventRecord, first: int, last: int) -> Iterator[Lane]:
    """Draw an event that certainly fell between two days."""
    if event.ghost or event.implied or event.happened is not Truth.YES:
        return
    low, high = event.case_day.min, event.case_day.max
    if low is None or high is None or low.toordinal() < first or high.toordinal() > last:
        return
    sort: Literal["event", "denial"] = "denial" if event.kind == "denial" else "event"
    is_known = event.day.min == event.day.max
    point = Point(low.toordinal(), high.toordinal(), sort, is_known=is_known)
    yield Lane(event.label, points=(point,), value=event.case_when, anchor=f"e-{event.id}")
