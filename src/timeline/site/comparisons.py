"""Pages that compare: two cases, and all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from timeline.formats.html import Html, element
from timeline.site.frame import Leaf
from timeline.site.naming import in_words
from timeline.site.pieces import bar, cell, downloads, section, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.results.compare import CompareCellRecord, CompareMeasureRecord, CompareRecord
    from timeline.results.values import Range
    from timeline.site.naming import Names


_MOST: Final = 100
"""Cases below one measure."""


class CaseLength(NamedTuple):
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


def pair_page(record: CompareRecord, names_of: Names) -> Leaf:
    """Lay two cases side by side, bars on one scale of days."""
    first, *rest = (in_words(one, names_of) for one in record.answer)
    names = [names_of[one.case].short for one in record.cases]
    lead = element(
        "header",
        element("h1", f"{' and '.join(names)}, compared"),
        element("p", element("strong", first), class_="answer"),
        *(element("p", one, class_="second") for one in rest),
        class_="lead",
    )
    key = []
    for place, (case, name) in enumerate(zip(record.cases, names, strict=True)):
        link = element("a", case.title, href=f"../cases/{case.case}.html")
        mark = " (INVENTED)" if case.example else ""
        told = f"{name}: {case.incident_words}, checked to {case.checked_words}{mark}"
        checked = element("small", told)
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
        shared = _in_all(compared)
        rows = (_pair_row(one, most, names, shared) for one in compared)
        heads = ("Step", "Days", "Who was slower")
        parts.append(section("steps", "Days for each step", table(heads, rows, class_="pair")))
        note = (
            "Pale: the exact day is not known. “Slower” is said only if every possible date agrees."
        )
        parts.append(element("p", note, class_="note"))
        parts += [element("p", f"All of it: {one}.", class_="note") for one in shared]
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
    title = " and ".join(names)
    path = pair_path(*(one.case for one in record.cases))
    return Leaf(path, title, first, main, section="compare.html")


def _end(days: Range | None) -> int:
    return 0 if days is None else days.max or days.min or 0


def _pair_row(
    measure: CompareMeasureRecord, most: int, names: Sequence[str], shared: Sequence[str]
) -> Html:
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
    slower = _slower(measure, names)
    shown = [one for one in measure.cautions if one not in shared]
    cautions = (element("small", one) for one in shown)
    return element(
        "tr",
        element("th", measure.label, *cautions, scope="row"),
        cell("", *cells, class_="drawn"),
        cell("Slower", slower),
        id=f"m-{measure.measure}",
    )


def _in_all(measures: Sequence[CompareMeasureRecord]) -> list[str]:
    """Return the cautions that hold of every measure, to be said once."""
    first, *others = measures
    return [one for one in first.cautions if all(one in each.cautions for each in others)]


def _slower(measure: CompareMeasureRecord, names: Sequence[str]) -> str:
    """Say who was slower, and by how much; the record speaks of the last case."""
    found = measure.slower
    if found is None:
        return ""
    for place, (name, each) in enumerate(zip(names, measure.cells, strict=True)):
        if found.case == each.case and place:
            return f"{name}: {found.words}"
    return f"{names[-1]}: {found.words}" if found.case else found.words


def _has_end(one: CompareCellRecord) -> bool:
    return one.recorded or one.denied


def compare_page(measured: Sequence[CaseLength], pairs: Sequence[tuple[str, str, str]]) -> Leaf:
    """Lay out each measure over all cases, the slowest first.

    Args:
        measured: every measure of every case that is not invented.
        pairs: the cases of each page that compares two, and its title.
    """
    by_measure: dict[str, list[CaseLength]] = {}
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


def _measure(name: str, found: Sequence[CaseLength]) -> Html:
    told = sorted(found, key=lambda one: (-(one.days.min or 0), one.case))
    most = max(map(_end, (one.days for one in told)), default=0)
    rows = (
        element(
            "tr",
            element("th", element("a", one.title, href=f"cases/{one.case}.html"), scope="row"),
            cell("", element("span", one.words), class_="number"),
            cell("", bar(one.days, most), class_="drawn"),
        )
        for one in told[:_MOST]
    )
    whole = table(("Case", "Days>", ""), rows, class_="strips")
    remark = (
        f"{len(told):,} cases" if len(told) <= _MOST else f"the {_MOST} longest of {len(told):,}"
    )
    return section(f"m-{name}", told[0].label, whole, remark=remark)
