"""The docket: columns for each month, then every figure and sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.formats.html import Html, element, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.results.ledger import DocketRecord, LedgerMonthRecord, StatedRecord

_HIGH: Final = 240
_TOP: Final = 18
_STEPS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1_000, 2_000, 5_000, 10_000)
_LINES: Final = 5
"""Lines of the scale at most."""


def docket_chart(docket: DocketRecord) -> Html:
    """Draw the open and the closed reports of each month; empty for none."""
    months = {one.month: one for one in docket.months}
    if not months:
        return Html()
    names = list(_every_month(min(months), max(months)))
    told = {name: _told(months[name]) for name in names if name in months}
    ends = [_end(figures.get(figure)) for figures in told.values() for figure in _DRAWN]
    most = max(ends, default=0)
    if not most:
        return Html()
    step = next((one for one in _STEPS if most / one <= _LINES), _STEPS[-1])
    parts = [*_scale(step, most)]
    wide = 100 / len(names)
    own = sum(name[:4] == names[0][:4] for name in names)
    for place, name in enumerate(names):
        parts += _month(told.get(name), place * wide, wide, most)
        if name.endswith("-01") or place == 0:
            x = f"{place * wide:.2f}%"
            parts.append(
                element("line", class_="grid", x1=x, x2=x, y1=str(_TOP), y2=_y(0, most, 6))
            )
            year = element("text", name[:4], class_="axis", x=x, y=_y(0, most, 20))
            parts += [year] if place or own * wide >= _YEAR else []
    parts.append(element("line", class_="base", x1="0", x2="100%", y1=_y(0, most), y2=_y(0, most)))
    drawn = element("svg", *parts, class_="columns", height=str(_TOP + _HIGH + 26))
    key = (
        element("li", element("i", class_=kind), words)
        for kind, words in (
            ("open", "open at the end of the month"),
            ("derived", "open, worked out from other figures"),
            ("closed", "closed in the month"),
            ("silent", "no report on file"),
        )
    )
    return element(
        "figure", drawn, element("ul", *key, class_="key"), class_="docket", aria_hidden="true"
    )


_YEAR: Final = 12.0
"""Per cent of a phone's screen that the name of the first year needs before the next."""
_DRAWN: Final = ("open", "completed")


def _every_month(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:])
    while (name := f"{year:04}-{month:02}") <= last:
        yield name
        year, month = (year + 1, 1) if month == len("JFMAMJJASOND") else (year, month + 1)


def _told(month: LedgerMonthRecord) -> dict[str, StatedRecord]:
    return {one.figure: one for one in month.stated}


def _end(stated: StatedRecord | None) -> int:
    numbers = None if stated is None else stated.numbers
    return 0 if numbers is None else numbers.max or numbers.min or 0


def _y(number: float, most: int, below: int = 0) -> str:
    return f"{_TOP + _HIGH - number * _HIGH / most + below:.1f}"


def _scale(step: int, most: int) -> Iterator[Html]:
    for number in range(step, most + 1, step):
        y = _y(number, most)
        yield element("line", class_="grid", x1="0", x2="100%", y1=y, y2=y)
        yield element("text", f"{number:,}", class_="axis", x="2", y=_y(number, most, -3))


def _month(
    told: Mapping[str, StatedRecord] | None, x: float, wide: float, most: int
) -> Sequence[Html]:
    found = told or {}
    if not any(figure in found for figure in ("received", *_DRAWN)):
        return [_rect("silent", x, wide, float(_TOP), float(_HIGH))]
    parts = []
    for figure, inset, least in (("open", 0.12, 0.0), ("completed", 0.32, 1.5)):
        stated = found.get(figure)
        if stated is None or stated.numbers is None:
            continue
        kind = "closed" if figure == "completed" else "derived" if stated.derived else "open"
        high = max(_end(stated) * _HIGH / most, least)
        at, width = x + wide * inset, wide * (1 - 2 * inset)
        parts.append(_rect(kind, at, width, _TOP + _HIGH - high, high))
    return parts


def _rect(kind: str, x: float, width: float, y: float, height: float) -> Html:
    at, across = f"{x:.2f}%", f"{width:.2f}%"
    return element("rect", class_=kind, x=at, width=across, y=f"{y:.1f}", height=f"{height:.1f}")


def with_charts(dockets: Sequence[DocketRecord]) -> Html:
    """Draw each docket, under its name where there are several."""
    drawn = []
    for docket in dockets:
        chart = docket_chart(docket)
        if chart:
            name = [element("h3", docket.scope)] if len(dockets) > 1 else []
            drawn += [*name, chart]
    if not drawn:
        return Html()
    return element("section", element("h2", "Month by month"), joined(drawn), id="months")
