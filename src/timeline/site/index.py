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
    found = [row.days for one in record.cases for row in one.delays if row.step == "finding"]
    ends = [end for days in found if days is not None for end in (days.max or days.min,) if end]
    most = max(ends, default=0)
    rows = (_row(row, institutions.get(row.case, ""), most) for row in record.cases)
    noun = record.incident_noun.lower()
    heads = ("", "Case", "Assessed>", "Investigated>", "Days until a finding", "Deadline")
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


def _row(row: ListRowRecord, institution: str, most: float) -> Html:
    delays = {one.step: one for one in row.delays}
    name = element("a", row.title, href=f"cases/{row.case}.html")
    mark = [element("small", "Invented example", class_="invented")] if row.example else []
    about = " · ".join(part for part in (row.incident_words, institution) if part)
    finding = delays["finding"]
    flags = [element("small", _conflicts(row))] if row.contradictions else []
    cells = [
        element("td", sign_of(row.sign or "done"), class_="sign"),
        element("th", name, *mark, element("small", about), scope="row"),
        _delay("Assessed", delays["assessment"]),
        _delay("Investigated", delays["investigation"]),
        cell("Until a finding", element("span", finding.words, class_=_tone(finding)),
             bar(finding.days, most), class_="drawn"),
        cell("Deadline", row.deadline_words, *flags, element("small", row.state)),
    ]  # fmt: skip
    days = finding.days
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


def _delay(name: str, delay: DelayRecord) -> Html:
    return cell(name, element("span", delay.words, class_=_tone(delay)), class_="number")


def _tone(delay: DelayRecord) -> str:
    return "quiet" if delay.days is None else ""
