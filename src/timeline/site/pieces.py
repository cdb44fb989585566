"""Pieces that several pages share: bars in per cent, links, headings, downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.html import Html, element

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.results.values import Range

_EMPTY = element("td")


def small(text: str | None) -> Html:
    """Return a quiet line below; nothing for no text."""
    return element("small", text) if text else Html()


def section(anchor: str, heading: str, *inside: str, remark: str = "") -> Html:
    """Return a section under a heading that can be linked to."""
    beside = element("span", f" {remark}", class_="remark") if remark else Html()
    return element("section", element("h2", heading, beside), *inside, id=anchor)


def bar(days: Range | None, most: float, *, is_open: bool = False) -> Html:
    """Draw a number of days: solid what is certain, pale what is not."""
    if days is None or not most:
        return Html()
    low = max(days.min or 0, 0) * 100 / most
    high = 100.0 if days.max is None else max(days.max, 0) * 100 / most
    parts = []
    if low or not high:
        width = f"{max(low, 0.4):.2f}%"
        parts.append(element("rect", class_="sure", width=width, height="10"))
    if high > low:
        kind = "open" if is_open or days.max is None else "pale"
        width = f"{max(high - low, 0.8):.2f}%"
        parts.append(element("rect", class_=kind, x=f"{low:.2f}%", width=width, height="10"))
    return element("svg", *parts, class_="days", height="10", aria_hidden="true")


def limited_bar(days: Range, allowed: int, *, is_missed: bool) -> Html:
    """Draw what was allowed, and below it what was taken."""
    most = max(allowed, days.max or 0, days.min or 0, 1)
    part = 100 / most
    least = days.min or 0
    high = most if days.max is None else days.max
    rects = [
        element("rect", class_="allowed", y="1", width=f"{allowed * part:.2f}%", height="6"),
        element("rect", class_="sure", y="10", width=f"{min(least, allowed) * part:.2f}%",
                height="10"),
    ]  # fmt: skip
    if least > allowed:
        kind = "over" if is_missed else "beyond"
        width, x = f"{(least - allowed) * part:.2f}%", f"{allowed * part:.2f}%"
        rects.append(element("rect", class_=kind, x=x, y="10", width=width, height="10"))
    if high > least:
        width, x = f"{(high - least) * part:.2f}%", f"{least * part:.2f}%"
        rects.append(element("rect", class_="pale", x=x, y="10", width=width, height="10"))
    return element("svg", *rects, class_="mini", height="21", aria_hidden="true")


def table(
    heads: Sequence[str], rows: Iterable[Html], *, caption: str = "", class_: str = ""
) -> Html:
    """Return a table; a head that ends in a sign > is of numbers."""
    names = (
        element("th", head.removesuffix(">"), scope="col", class_="number" * head.endswith(">"))
        if head
        else element("td")
        for head in heads
    )
    told = element("caption", caption, class_="unseen") if caption else Html()
    head, body = element("thead", element("tr", *names)), element("tbody", *rows)
    return element("table", told, head, body, class_=class_)


def cell(name: str, *inside: str, class_: str = "") -> Html:
    """Return a cell that knows its column, for screens too narrow for columns."""
    return element("td", *inside, data_name=name, class_=class_) if any(inside) else _EMPTY


def downloads(files: Iterable[tuple[str, str]]) -> Html:
    """Return a line of files to download, by their names and places."""
    links = (
        element("a", name, href=path, download=path.rpartition("/")[2]) for name, path in files
    )
    return element("p", element("b", "Download"), *links, class_="downloads", id="downloads")
