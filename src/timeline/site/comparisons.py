"""Pages that compare: two cases, and all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.html import Html, element, joined
from timeline.site.frame import Leaf
from timeline.site.pieces import bar, cell, downloads, section, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.results.compare import CompareCellRecord, CompareMeasureRecord, CompareRecord
    from timeline.results.values import Range


class Measured(NamedTuple):
    """One measure of one case, for a page over all."""

    case: str
    title: str
    measure: str
    label: str
    days: Range
    words: str


def pair_path(first: str, second: str) -> str:
    """Return the place of the page that compares two cases."""
    return f"compare/{first}--{second}.html"


def pair_page(record: CompareRecord) -> Leaf:
    """Lay two cases side by side, bars on one scale of days."""
    first, *rest = record.answer
    names = [_short(one.title, one.incident_words) for one in record.cases]
    lead = element(
        "header",
        element("h1", " and ".join(one.title for one in record.cases)),
        element("p", element("strong", first), class_="answer"),
        *(element("p", one, class_="second") for one in rest),
        class_="lead",
    )
    key = []
    for place, (case, name) in enumerate(zip(record.cases, names, strict=True)):
        link = element("a", name, href=f"../cases/{case.case}.html")
        mark = " (INVENTED)" if case.example else ""
        checked = element("small", f"checked to {case.checked_words}{mark}")
        swatch = element("i", class_="ab"[place])
        key.append(element("li", swatch, link, " ", checked))
    compared = [one for one in record.measures if one.group == "compared"]
    alone = [
        one
        for one in record.measures
        if one.group == "one alone" and any(cell.recorded and cell.days for cell in one.cells)
    ]
    parts = [lead, element("ul", *key, class_="pairs")]
    if compared:
        most = max((_end(cell.days) for one in compared for cell in one.cells), default=0)
        rows = (_pair_row(one, most, names) for one in compared)
        heads = ("Step", "Days", "Who was slower")
        parts.append(section("steps", "Days for each step", table(heads, rows, class_="pair")))
        note = (
            "Pale: the exact day is not known. “Slower” is said only if every possible date agrees."
        )
        parts.append(element("p", note, class_="note"))
    if alone:
        rows = (
            element(
                "tr",
                element("th", one.label, scope="row"),
                *(cell(name, each.words) for name, each in zip(names, one.cells, strict=True)),
                id=f"m-{one.measure}",
            )
            for one in alone
        )
        parts.append(section("alone", "Only one has it", table(("Step", *names), rows)))
    parts += [element("p", one, class_="note") for one in record.notes]
    files = [(f"{one.case} JSON", f"../cases/{one.case}.json") for one in record.cases]
    parts.append(downloads(files))
    main = element("main", *parts, id="main", class_="comparison")
    title = " and ".join(one.case for one in record.cases)
    path = pair_path(*(one.case for one in record.cases))
    return Leaf(path, title, first, main, section="compare.html")


def _short(title: str, words: str) -> str:
    return f"{title}, {words}"


def _end(days: Range | None) -> int:
    return 0 if days is None else days.max or days.min or 0


def _pair_row(measure: CompareMeasureRecord, most: int, names: Sequence[str]) -> Html:
    cells = [
        element(
            "div",
            element("span", f"{name}: ", class_="unseen"),
            bar(each.days if _has_end(each) else None, most),
            element("span", each.words, class_="words"),
            class_=f"both {'ab'[place]}",
        )
        for place, (name, each) in enumerate(zip(names, measure.cells, strict=True))
    ]
    slower = measure.slower.words if measure.slower else ""
    cautions = (element("small", one) for one in measure.cautions)
    return element(
        "tr",
        element("th", measure.label, *cautions, scope="row"),
        cell("", *cells, class_="drawn"),
        cell("Slower", slower),
        id=f"m-{measure.measure}",
    )


def _has_end(one: CompareCellRecord) -> bool:
    return one.recorded or one.denied


def compare_page(measured: Sequence[Measured], pairs: Sequence[tuple[str, str, str]]) -> Leaf:
    """Lay out each measure over all cases, the slowest first.

    Args:
        measured: every measure of every case that is not invented.
        pairs: the cases of each page that compares two, and its title.
    """
    by_measure: dict[str, list[Measured]] = {}
    for one in measured:
        by_measure.setdefault(one.measure, []).append(one)
    cases = len({one.case for one in measured})
    several = {name: found for name, found in by_measure.items() if len(found) > 1}
    answer = f"{cases:,} cases, measured in {len(several)} ways."
    lead = element(
        "header",
        element("h1", "Who was slower?"),
        element("p", element("strong", answer), class_="answer"),
        class_="lead",
    )
    parts = [lead]
    if pairs:
        links = (
            element("li", element("a", title, href=pair_path(first, second)))
            for first, second, title in pairs
        )
        parts.append(
            section("pairs", "Two cases side by side", element("ul", *links, class_="plain"))
        )
    jumps = (element("a", found[0].label, href=f"#m-{name}") for name, found in several.items())
    if several:
        parts.append(element("nav", *jumps, class_="jump", aria_label="Measures"))
    parts += [_measure(name, found) for name, found in several.items()]
    note = "Pale: the exact day is not known. Left out are cases with no such step on record."
    parts.append(element("p", note, class_="note"))
    main = element("main", *parts, id="main", class_="comparison")
    return Leaf("compare.html", "Compare", answer, main, section="compare.html")


def _measure(name: str, found: Sequence[Measured]) -> Html:
    told = sorted(found, key=lambda one: (-(one.days.min or 0), one.case))
    most = max(map(_end, (one.days for one in told)), default=0)
    rows = (
        element(
            "tr",
            element("th", element("a", one.title, href=f"cases/{one.case}.html"), scope="row"),
            cell("", element("span", one.words), class_="number"),
            cell("", bar(one.days, most), class_="drawn"),
        )
        for one in told
    )
    whole = table(("Case", "Days>", ""), rows, class_="strips")
    return section(f"m-{name}", told[0].label, joined((whole,)), remark=f"{len(told)} cases")
