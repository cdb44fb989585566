"""Records → what is printed or written: one module and one line below for each format.

A format knows records and nothing below them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from timeline.errors import missing_extra
from timeline.pages import page_of

if TYPE_CHECKING:
    from timeline.results.record import Record


class Format(NamedTuple):
    """One way to write records."""

    name: str
    suffixes: tuple[str, ...]
    """Of files in this format; `--output FILE` goes by them."""
    writer: str
    """Module and function: takes a record or page and `ascii_only`, gives text or bytes."""
    takes: tuple[str, ...] = ()
    """The names of the records that it can write; none for every record."""
    lacks: tuple[str, ...] = ()
    """Those that it cannot write, though it takes every other."""
    is_binary: bool = False
    lays_out: bool = False
    """True of one that takes a record's page."""
    extra: str = ""
    """The optional extra of the program that it needs."""


_DRAWN = ("GraphRecord", "PolicyShowRecord")
_WITH_DRAWING = ("ShowRecord", "CompareRecord", "StatsRecord", "LedgerRecord")
_WITHOUT_PAGE = ("GraphRecord",)
_WITHOUT_TABLE = ("GraphRecord", "CodeRecord", "DraftRecord", "FormattingRecord")

FORMATS: Final = (
    Format("text", (".txt",), "", lacks=_WITHOUT_PAGE),
    Format("html", (".html", ".htm"), "html:format_page", lacks=_WITHOUT_PAGE, lays_out=True),
    Format("md", (".md", ".markdown"), "md:format_page", lacks=_WITHOUT_PAGE, lays_out=True),
    Format("svg", (".svg",), "svg:format_page", _WITH_DRAWING, lays_out=True),
    Format(
        "docx",
        (".docx",),
        "docx:format_page",
        ("ExplainRecord", "ShowRecord"),
        is_binary=True,
        lays_out=True,
        extra="office",
    ),
    Format(
        "pdf",
        (".pdf",),
        "pdf:format_page",
        lacks=_WITHOUT_PAGE,
        is_binary=True,
        lays_out=True,
        extra="pdf",
    ),
    Format("ics", (".ics",), "ics:format_ics", ("OverdueRecord",), extra="calendar"),
    Format("mermaid", (".mmd", ".mermaid"), "mermaid:format_mermaid", _DRAWN),
    Format("dot", (".dot", ".gv"), "dot:format_dot", ("GraphRecord",)),
    Format("graphml", (".graphml",), "graphml:format_graphml", ("GraphRecord",)),
    Format("json", (".json",), "json:format_json"),
    Format("csv", (".csv",), "csv:format_record", lacks=_WITHOUT_TABLE),
    Format("xlsx", (".xlsx",), "xlsx:format_record", lacks=_WITHOUT_TABLE, is_binary=True),
    Format("parquet", (".parquet",), "sql:format_record", lacks=_WITHOUT_TABLE, is_binary=True),
    Format("sarif", (".sarif",), "sarif:format_sarif", ("CheckRecord",)),
    Format("github", (), "github:format_github", ("CheckRecord",)),
)
"""Every format; the first that takes a record is its default."""


def formats_of(record: str) -> dict[str, Format]:
    """Return the formats that a record can be written in, by name; the default comes first."""
    return {
        one.name: one
        for one in FORMATS
        if record not in one.lacks and (not one.takes or record in one.takes)
    }


def write(
    record: Record, form: Format, *, ascii_only: bool = False, is_full: bool = False
) -> str | bytes:
    """Write a record in a format; with `is_full` all of its page.

    Raises:
        ReadError: an extra is not installed, or the page has nothing to draw.
    """
    module, _, function = form.writer.partition(":")
    try:
        writer: Any = getattr(import_module(f"{__name__}.{module}"), function)
    except ModuleNotFoundError as error:
        if not form.extra:
            raise
        raise missing_extra(f"--format {form.name}", form.extra) from error
    given = page_of(record, is_full=is_full) if form.lays_out else record
    written: str | bytes = writer(given, ascii_only=ascii_only)
    return written
