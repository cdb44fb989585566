"""The files of a site, each made when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from timeline.formats.csv import write_csv
from timeline.formats.frames import DataTable
from timeline.formats.html import Html
from timeline.formats.tables import main_table, tables_of
from timeline.formats.xlsx import write_xlsx
from timeline.site.case import case_page, judged_words
from timeline.site.frame import TITLE, Leaf, commit_words, framed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.results.case import ShowRecord
    from timeline.results.corrections import ReplyRecord
    from timeline.results.listing import ListRecord
    from timeline.results.publish import CommitRecord, SiteRecord


class FileToMake(NamedTuple):
    """One file of a site."""

    path: str
    make: Callable[[], bytes]
    key: str = ""
    """Of all that it is made of; empty where that is not known before it is made."""


_SHEETS: Final = (
    "steps", "events", "claims", "findings", "tolls", "sources",
)  # fmt: skip
"""Tables of a case's workbook; the JSON has all of them."""
_TYPES: Final = {
    "BIGINT": "integer",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "number",
    "VARCHAR": "string",
}


def page_file(leaf: Leaf, site: SiteRecord) -> FileToMake:
    """Return a framed page."""
    return FileToMake(leaf.path, lambda: encoded(framed(leaf, site)))


def encoded(text: str) -> bytes:
    """Encode a text; halves of characters are escaped."""
    return text.encode("utf-8", "backslashreplace")


def case_files(
    record: ShowRecord, replies: Sequence[ReplyRecord], calendar: str
) -> dict[str, bytes]:
    """Return the page of a case without its frame, and its downloads, by suffix.

    Args:
        record: the case.
        replies: of its institution.
        calendar: its deadlines to come as ICS; empty for none.
    """
    sheets = [one for one in tables_of(record) if one.name in _SHEETS]
    found = {"json": encoded(record.to_json()), "xlsx": write_xlsx(sheets, is_described=False)}
    if calendar:
        found["ics"] = calendar.encode()
    leaf = _CasePage(
        record.title,
        f"{record.story.headline} {record.story.lead}".strip(),
        judged_words(record),
        case_page(record, replies, tuple(found)),
    )
    return {"html": json.dumps(leaf).encode(), **found}


class _CasePage(NamedTuple):
    """A case's page before it is framed, as it comes from another process."""

    title: str
    about: str
    judged: str
    main: Html


def case_file(case: str, page: bytes, site: SiteRecord, commit: CommitRecord | None) -> bytes:
    """Frame the page of a case, with the last commit of its own files."""
    title, about, judged, main = json.loads(page)
    of = commit_words(commit)
    said = f"{judged} Its files: {of}." if of else judged
    leaf = Leaf(f"cases/{case}.html", title, about, Html(main), said, "index.html")
    return encoded(framed(leaf, site))


def list_files(record: ListRecord, site: SiteRecord) -> Iterator[FileToMake]:
    """Return the table of all cases as data, and what describes it."""
    rows = main_table(record)
    yield FileToMake("cases.csv", lambda: encoded(write_csv(rows)))
    yield FileToMake("cases.json", lambda: encoded(record.to_json()))
    yield FileToMake("cases.xlsx", lambda: write_xlsx([rows]))
    yield FileToMake("datapackage.json", lambda: encoded(_data_package(rows, site)))


LIST_DOWNLOADS: Final = (
    ("CSV", "cases.csv"),
    ("XLSX", "cases.xlsx"),
    ("JSON", "cases.json"),
    ("Data package", "datapackage.json"),
)


def _data_package(rows: DataTable, site: SiteRecord) -> str:
    """Describe cases.csv as a Frictionless data package."""
    fields = [
        {"name": one.name, "type": _TYPES.get(one.type, "any"), "description": one.says}
        for one in rows.columns
    ]
    resource = {
        "name": "cases",
        "path": "cases.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": {"fields": fields, "missingValues": [""]},
    }
    package: dict[str, object] = {
        "name": "cases",
        "profile": "tabular-data-package",
        "title": site.title or TITLE,
        "resources": [resource],
    }
    if site.url:
        package["homepage"] = site.url
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def frame_key(site: SiteRecord) -> str:
    """Return what of the settings each page of a case depends on."""
    return json.dumps(
        [site.title, site.tagline, site.logo, site.footer, site.has_docket, site.version]
    )  # fmt: skip
