"""The first page: every case a row, to be searched, filtered and sorted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from timeline.formats.html import Html, element, sign_of
from timeline.site.frame import Leaf
from timeline.site.pieces import bar, cell, downloads, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.results.listing import DelayRecord, ListRecord, ListRowRecord
    from timeline.results.values import Sign

_STANDS: Final[Mapping[str, tuple[str, Sign]]] = {
    "missed": ("missed a deadline", "missed"),
    "perhaps missed": ("perhaps missed one", "unknown"),
    "not checked": ("passed, not checked since", "unknown"),
    "late, no duty": ("not kept, without a duty to", "odd"),
    "running": ("still running", "open"),
    "kept": ("kept every deadline", "kept"),
    "not found": ("length not found", "unknown"),
    "none": ("no deadline in our rules", "done"),
    "no rules": ("no rules on file", "aside"),
}
"""How a case stands against its deadlines, in the order of the tally."""
_SHOWN: Final = ("strike-to-assessment", "strike-to-investigation", "strike-to-conclusion")
"""Measures that have a column, where the list has them; else its last ones have."""
_ORDERS: Final = {
    "": "Newest first",
    "oldest": "Oldest first",
    "slowest": "Longest until a finding",
    "name": "Name",
}


def index_page(
    record: ListRecord, institutions: Mapping[str, str], files: Sequence[tuple[str, str]]
) -> Leaf:
    """Lay out the list of cases.

    Args:
        record: every case.
        institutions: as a newspaper names them, by case.
        files: name and place of each file to download.
    """
    first, *rest = record.answer
    lead = element(
        "header",
        element("h1", "How long did they take to answer?"),
        element("p", element("strong", first), class_="answer"),
        *(element("p", one, class_="second") for one in rest),
        class_="lead",
    )
    parts = [lead, _tally(record.cases), _cases(record, institutions), downloads(files)]
    main = element("main", *parts, id="main", class_="index")
    return Leaf("index.html", "Cases", first, main, section="index.html", has_script=True)


def _tally(rows: Sequence[ListRowRecord]) -> Html:
    """Count how real cases stand; each count is a link that filters."""
    counts = Counter[str](row.deadline for row in rows if not row.example)
    items = []
    for word, (says, sign) in _STANDS.items():
        if counts[word]:
            to = f"#stands={word.replace(' ', '+').replace(',', '%2C')}"
            number = element("b", f"{counts[word]:,}")
            inside = element("a", sign_of(sign), number, element("span", says), href=to)
            items.append(element("li", inside, class_=sign))
    return element("ul", *items, class_="tally", aria_label="Cases by deadline")


def _cases(record: ListRecord, institutions: Mapping[str, str]) -> Html:
    columns = _columns(record)
    *others, drawn = columns or [""]
    found = [row.days for one in record.cases for row in one.delays if row.measure == drawn]
    ends = [end for days in found if days is not None for end in (days.max or days.min,) if end]
    most = max(ends, default=0)
    rows = (_row(row, institutions.get(row.case, ""), columns, most) for row in record.cases)
    noun = record.incident_noun.lower()
    heads = ["", "Case", *(f"{columns[one]}>" for one in others)]
    heads += [f"{columns[drawn]}, days"] if drawn in columns else []
    heads.append("Deadline")
    caption = f"Days from the {noun} to each step."
    notes = element(
        "p",
        f"Days run from the {noun}. Pale: the exact day is not known. none: none on record. "
        "–: not required. ?: not known within a year.",
        class_="note",
    )
    shown = table(heads, rows, caption=caption, class_="cases").replace(
        "<table ", '<table id="cases" ', 1
    )
    heading = element("h2", "All cases")
    controls = _controls(record, institutions)
    return element("section", heading, controls, Html(shown), notes, id="all")


def _columns(record: ListRecord) -> dict[str, str]:
    """Choose the latencies to show, by measure with their heads; the last one is drawn."""
    heads = {delay.measure: delay.label for row in record.cases for delay in row.delays}
    chosen = [one for one in _SHOWN if one in heads]
    return {one: heads[one] for one in chosen or list(heads)[-len(_SHOWN) :]}


def _controls(record: ListRecord, institutions: Mapping[str, str]) -> Html:
    """Build the form; a script shows it, since it does nothing without one."""
    words = [word for word in _STANDS if any(row.deadline == word for row in record.cases)]
    stands = [("", "All"), *((word, _STANDS[word][0].capitalize()) for word in words)]
    names = sorted({institutions.get(row.case, "") for row in record.cases} - {""})
    whose = [("", "All"), *((name, name) for name in names)]
    parts = [
        element("label", "Search", _input("q")),
        element("label", "Deadline", _select("stands", stands)),
        element("label", "Institution", _select("who", whose)),
        element("label", "Sort by", _select("sort", list(_ORDERS.items()))),
        element("button", "Reset", type="reset"),
        element("p", f"{len(record.cases):,} cases", id="count", role="status"),
    ]
    return Html(str(element("form", *parts, id="controls")).replace("<form ", "<form hidden ", 1))


def _input(name: str) -> Html:
    whole = str(element("input", id=name, type="search", autocomplete="off"))
    return Html(whole.removesuffix("</input>"))


def _select(name: str, options: Sequence[tuple[str, str]]) -> Html:
    written = (
        element("option", says, value=value)
        if value
        else Html(str(element("option", says)).replace("<option", '<option value=""', 1))
        for value, says in options
    )
    return element("select", *written, id=name)


def _row(row: ListRowRecord, institution: str, columns: Mapping[str, str], most: float) -> Html:
    delays = {one.measure: one for one in row.delays}
    *others, drawn = columns or [""]
    name = element("a", row.title, href=f"cases/{row.case}.html")
    mark = [element("small", "Invented example", class_="invented")] if row.example else []
    about = " · ".join(part for part in (row.incident_words, institution) if part)
    flags = [element("small", _conflicts(row))] if row.contradictions else []
    cells = [
        element("td", sign_of(row.sign or "done"), class_="sign"),
        element("th", name, *mark, element("small", about), scope="row"),
        *(_delay(columns[one], delays.get(one)) for one in others),
    ]
    last = delays.get(drawn)
    if drawn in columns:
        words = element("span", last.words if last else "", class_=_tone(last))
        line = bar(last.days if last else None, most)
        cells.append(cell(columns[drawn], words, line, class_="drawn"))
    cells.append(cell("Deadline", row.deadline_words, *flags, element("small", row.state)))
    days = None if last is None else last.days
    return element(
        "tr",
        *cells,
        data_stands=row.deadline,
        data_who=institution,
        data_days="" if days is None else str(days.min or 0),
        data_words=f"{row.case} {row.place}".lower(),
    )


def _conflicts(row: ListRowRecord) -> str:
    return "1 conflict" if row.contradictions == 1 else f"{row.contradictions} conflicts"


def _delay(name: str, delay: DelayRecord | None) -> Html:
    words = element("span", delay.words if delay else "", class_=_tone(delay))
    return cell(name, words, class_="number")


def _tone(delay: DelayRecord | None) -> str:
    return "quiet" if delay is None or delay.days is None else ""
