"""Pages → PDF: tagged for those who hear it (PDF/UA-1), and the same bytes each time.

WeasyPrint lays out the HTML of the page. It does not style drawings by the page's own style, knows
neither halos of letters nor grids that fit themselves, and takes every drawing for a figure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline.errors import Problem, ReadError
from timeline.formats.chart_svg import STYLE
from timeline.formats.html import body, document
from timeline.location import Location

try:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher
except OSError as error:
    message = "--format pdf needs the library Pango, which is not installed"
    hint = "apt install libpangoft2-1.0-0 libharfbuzz-subset0 (Debian), brew install pango"
    raise ReadError([Problem("E449", message, Location("--format", None), hint)]) from error

if TYPE_CHECKING:
    from timeline.pages.blocks import Page

_CHART_STYLE: Final = (
    f"<style>{STYLE}.chart .halo{{stroke:none}}.chart .narrow{{display:none}}</style>"
)
_WIDTH: Final = 800
"""Pixels of a drawing, which are made smaller until it fits between the margins."""
_CHART: Final = re.compile(r'(<svg [^>]*class="chart" )width="\d+" height="([\d.]+)"([^>]*>)')
_BAR: Final = re.compile(r'<svg height="12" aria-hidden="true">(.*?)</svg>')
_RECT: Final = re.compile(
    r'<rect class="(\w+)"(?: x="([\d.]+%)")? width="([\d.]+%)" height="12"></rect>'
)
_PAPER: Final = """
@page{size:A4;margin:16mm 16mm 18mm;
@bottom-left{content:string(name);font:8pt sans-serif;color:#565d66}
@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#565d66}}
h1{string-set:name content()}
html{font-size:9pt}
.answer,.lines>li:first-child strong{font-size:13pt}
.lines summary,.more{display:none}
th,td{padding-top:.3rem;padding-bottom:.3rem}
.lines>li{padding-top:.4rem;padding-bottom:.4rem}
.figures{display:grid;grid-template-columns:repeat(4,1fr);gap:0 1rem;margin-top:1.25rem}
.figures>div{display:block}
.figures .value{font-size:1.5rem}
.lines>li{display:block;position:relative;padding-left:1.75rem}
.lines>li>.sign{position:absolute;left:0}
.track{position:relative;height:12px}
.track i{position:absolute;top:0;height:12px}
.track .sure{background:var(--bar)}
.track .pale{background:var(--pale);border:1px dashed var(--bar)}
section,details.section{margin-top:1.5rem}
main>table{margin-top:1.5rem}
"""


def format_page(page: Page, *, ascii_only: bool = False) -> bytes:
    """Return a PDF with one page of the program, on as many sheets as it needs."""
    text = _for_paper(document(page.name, body(page)))
    html = HTML(string=text, url_fetcher=URLFetcher(allowed_protocols=()))  # it asks for nothing
    made: bytes = html.write_pdf(pdf_variant="pdf/ua-1")
    return made


def _for_paper(text: str) -> str:
    """Add the style of paper and of drawings; make boxes of the bars in tables."""
    text = text.replace("</style>", f"{_PAPER}</style>", 1)
    text = _CHART.sub(
        rf'\1viewBox="0 0 {_WIDTH} \2" width="{_WIDTH}" height="\2"\3{_CHART_STYLE}', text
    )
    return _BAR.sub(lambda found: f'<div class="track">{_RECT.sub(_box, found[1])}</div>', text)


def _box(found: re.Match[str]) -> str:
    return f'<i class="{found[1]}" style="left:{found[2] or 0};width:{found[3]}"></i>'
