"""Pages as HTML, Markdown, SVG and documents: nothing is lost, and nothing of a file acts."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from unittest.mock import patch
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import html5lib
import pytest
from docx import Document
from hypothesis import given, settings
from markdown_it import MarkdownIt

from tests.cli.runner import run
from tests.formats.pages import EVERY, SHIPPED, hostile_pages, shipped_page, texts
from timeline.errors import ReadError
from timeline.formats import docx, html, md, svg
from timeline.formats.printable import allowed
from timeline.pages.blocks import Line, Page, Paragraph, plain

HERE = Path(__file__).resolve().parent
UPDATING = os.environ.get("UPDATE_SNAPSHOTS") == "1"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SVG = "{http://www.w3.org/2000/svg}"
READ = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
CODE = re.compile(r"((?<!\\)`+[^`]*`+)")
NOTE = re.compile(r"(?<!\\)\[\^(\d+)\](:?)")
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "section", "details",
    "summary", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "li", "dl", "div", "dt", "dd", "a",
    "strong", "span", "code", "figure", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "svg", "rect", "desc", "defs", "pattern", "path", "circle", "g", "line", "text", "use",
}  # fmt: skip
IN_MARKDOWN = {
    "html", "head", "body", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "li", "strong", "em",
    "a", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "br",
}  # fmt: skip


def parsed(text: str) -> ET.Element:
    """Read a file as a browser does; a fault of the markup is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: ET.Element = parser.parse(text)
    return tree


def squeezed(text: str) -> str:
    """Text without its spaces, which formats may fold."""
    return "".join(text.split())


def lost(page: Page, shown: str) -> list[str]:
    """Texts of a page's blocks that are not shown."""
    whole = squeezed(shown)
    return [one for one in texts(page.blocks) if squeezed(allowed(one)) not in whole]


def read_markdown(text: str) -> ET.Element:
    """Read Markdown as a forge does; numbers of footnotes are left out, they are its own."""
    lines, fence = [], ""
    for line in text.split("\n"):
        mark = re.match("`{3,}", line)
        if mark and fence in {"", line}:
            fence = "" if fence else mark.group()
        around_code = CODE.split(line)  # where nothing is a footnote
        around_code[::2] = [NOTE.sub("", part) for part in around_code[::2]]
        lines.append(line if fence else "".join(around_code))
    rendered = READ.render("\n".join(lines))
    tree: ET.Element = html5lib.HTMLParser(namespaceHTMLElements=False).parse(rendered)
    return tree


def names(tree: ET.Element) -> set[str]:
    """Names of the elements."""
    return {str(one.tag).removeprefix(SVG) for one in tree.iter()}


def links(tree: ET.Element) -> list[str]:
    """Where a page leads."""
    found = (
        one.get("href") or one.get("{http://www.w3.org/1999/xlink}href") for one in tree.iter()
    )
    return [one for one in found if one is not None]


def said(tree: ET.Element) -> str:
    """All of its text, and where it leads: readers of Markdown show an address decoded."""
    return "".join((*tree.itertext(), *links(tree)))


def assert_inert(tree: ET.Element, elements: set[str]) -> None:
    """Nothing runs, nothing is fetched, and links lead to the page or the web."""
    assert names(tree) <= elements
    for one in tree.iter():
        assert not {key for key in one.attrib if key.startswith("on") or key == "src"}
        assert one.get("style", "text-align:right") == "text-align:right"  # of Markdown's tables
    assert all(re.match(r"https?://|#", link) for link in links(tree))


@settings(max_examples=80)
@given(hostile_pages())
def test_html_shows_everything_and_runs_nothing(page: Page) -> None:
    """Whatever the texts are."""
    tree = parsed(html.format_page(page))
    assert_inert(tree, ELEMENTS)
    assert lost(page, said(tree)) == []


@settings(max_examples=80)
@given(hostile_pages())
def test_markdown_shows_everything_and_runs_nothing(page: Page) -> None:
    """Whatever the texts are, as CommonMark with tables reads them."""
    tree = read_markdown(md.format_page(page))
    assert_inert(tree, IN_MARKDOWN)
    assert lost(page, said(tree)) == []


@settings(max_examples=20)
@given(hostile_pages())
def test_a_document_shows_everything(page: Page) -> None:
    """Whatever the texts are; a drawing is left to its table."""
    with ZipFile(BytesIO(docx.format_page(page))) as packed:
        parts = [name for name in packed.namelist() if re.match(r"word/(document|footnotes)", name)]
        trees = [ET.fromstring(packed.read(name)) for name in parts]  # noqa: S314 - made here
    assert lost(page, "".join(map(said, trees))) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_pages_are_valid_and_whole(name: str) -> None:
    """By a strict parser; no id stands twice, and every link within the page has its target."""
    page = shipped_page(name)
    tree = parsed(html.format_page(page))
    assert_inert(tree, ELEMENTS)
    assert lost(page, said(tree)) == []
    assert lost(page, said(read_markdown(md.format_page(page)))) == []
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links(tree) if link.startswith("#")} <= set(ids)


def test_a_file_asks_for_nothing() -> None:
    """Its policy allows its own style by hash, and nothing else."""
    tree = parsed(html.format_page(EVERY))
    (style,) = tree.iter("style")
    digest = base64.b64encode(hashlib.sha256((style.text or "").encode()).digest()).decode()
    policy = next(one.get("content", "") for one in tree.iter("meta") if one.get("http-equiv"))
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "@import" not in (style.text or "")
    assert set(re.findall(r"url\((.)", style.text or "")) == {"#"}


def test_html_has_real_elements() -> None:
    """Tables with heads and names of rows, a drawing with a title, receipts that fold up."""
    tree = parsed(html.format_page(EVERY))
    scopes = {one.get("scope") for one in tree.iter("th")}
    assert scopes == {"col", "row"}
    assert next(tree.iter("caption")).text == "Steps"
    assert next(tree.iter(f"{SVG}svg")).find(f"{SVG}title") is not None
    assert [one.text for one in tree.iter("summary")][:1] == ["Rule and source"]
    assert [said(one) for one in tree.iter("dt")] == ["Investigation took"]
    assert not list(tree.iter("pre"))
    assert [link for link in links(tree) if link.startswith("#f-")] == ["#f-investigate"]


@pytest.mark.parametrize(("name", "module"), [("page.html", html), ("page.md", md)])
def test_a_page_as_it_was_kept(name: str, module: object) -> None:
    """Every block once; rewrite it by UPDATE_SNAPSHOTS=1 after a look at it."""
    text = module.format_page(EVERY)  # type: ignore[attr-defined]
    path = HERE / name
    if UPDATING:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("module", [html, md, svg])
def test_in_ascii(module: object) -> None:
    """No other character is left."""
    assert module.format_page(EVERY, ascii_only=True).isascii()  # type: ignore[attr-defined]


def grounds(page: Page) -> set[str]:
    """Grounds of findings, each once."""
    return {plain(one.ground) for one in page.blocks if isinstance(one, Line) and one.ground}


@pytest.mark.parametrize("name", ["show", "explain", "kabul"])
def test_each_ground_is_one_footnote(name: str) -> None:
    """In Markdown and in a document; each is referred to, and has its text."""
    page = shipped_page(name)
    assert grounds(page)
    notes = NOTE.findall(md.format_page(page))
    defined = [number for number, colon in notes if colon]
    assert defined == [str(number + 1) for number in range(len(grounds(page)))]
    assert {number for number, colon in notes if not colon} == set(defined)
    with ZipFile(BytesIO(docx.format_page(page))) as packed:
        text, note = (
            ET.fromstring(packed.read(f"word/{part}.xml"))  # noqa: S314 - made here
            for part in ("document", "footnotes")
        )
    told = {said(one).strip() for one in note.iter(f"{WORD}footnote")} - {""}
    assert told == {allowed(one) for one in grounds(page)}
    referred = [one.get(f"{WORD}id") for one in text.iter(f"{WORD}footnoteReference")]
    assert referred == defined


def test_a_ground_that_comes_again_has_the_same_number() -> None:
    """A document refers to the first by a field that follows its number."""
    assert md.format_page(EVERY).count("[^2]") == 3
    with ZipFile(BytesIO(docx.format_page(EVERY))) as packed:
        text = packed.read("word/document.xml").decode()
    assert text.count("<w:footnoteReference ") == 2
    assert "NOTEREF _note2" in text


def test_a_document_can_be_opened_and_is_the_same_twice() -> None:
    """Its date is that of every document."""
    made = docx.format_page(EVERY)
    assert made == docx.format_page(EVERY)
    found = Document(BytesIO(made))
    assert found.paragraphs[0].text == "Strike on a market"
    assert found.tables[0].rows[1].cells[0].text == "✗ Investigation"


def test_svg_is_the_drawing_alone() -> None:
    """Of a case its timeline; of a page with bars its tables."""
    assert svg.format_page(EVERY).startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart"'
    )
    bars = svg.format_page(shipped_page("compare"))
    tree = ET.fromstring(bars)  # noqa: S314 - made here
    assert "may3-syria was" in said(tree)
    assert [one.get("class") for one in tree.iter(f"{SVG}rect")].count("sure") == 7


@settings(max_examples=40)
@given(hostile_pages())
def test_svg_of_any_page_is_xml(page: Page) -> None:
    """Or the page has no drawing."""
    with suppress(ReadError):
        assert names(ET.fromstring(svg.format_page(page))) <= ELEMENTS  # noqa: S314 - made here


def test_a_page_without_a_drawing_says_so() -> None:
    """And the code is that of what cannot be done."""
    ran = run("stats", "--format", "svg")
    assert ran.code == 2
    assert "E450 the page of stats has no drawing" in ran.err
    assert not ran.out


@pytest.mark.parametrize(
    ("library", "words", "extra"),
    [
        ("docx", ("explain", "may3-syria", "--output", "x.docx"), "office"),
        ("weasyprint", ("show", "may3-syria", "--output", "x.pdf"), "pdf"),
        ("icalendar", ("overdue", "--format", "ics"), "calendar"),
    ],
)
def test_a_missing_extra_is_named(library: str, words: tuple[str, ...], extra: str) -> None:
    """With the line that installs it."""
    format_ = {"docx": "docx", "icalendar": "ics", "weasyprint": "pdf"}[library]
    module = f"timeline.formats.{format_}"
    with patch.dict(sys.modules, {library: None}):
        kept = sys.modules.pop(module, None)
        ran = run(*words)
    if kept is not None:
        sys.modules[module] = kept
    assert ran.code == 2
    assert "E449" in ran.err
    assert f"-m pip install -c constraints.txt '.[{extra}]'" in ran.err


def test_the_suffix_of_a_file_names_the_format(tmp_path: Path) -> None:
    """An existing file stays, unless it is to be written over."""
    for suffix, start in (("html", b"<!DOCTYPE html>"), ("md", b"# "), ("svg", b"<svg "),
                          ("docx", b"PK")):  # fmt: skip
        path = tmp_path / f"case.{suffix}"
        assert run("show", "hatra-2015", "--output", str(path)).code == 0
        assert path.read_bytes().startswith(start)
        assert run("show", "hatra-2015", "--output", str(path)).code == 2


def test_a_page_of_no_blocks_is_a_page() -> None:
    """With its name as its heading."""
    for page in (Page("list", ()), Page("list", (Paragraph(""),))):
        assert [said(one) for one in parsed(html.format_page(page)).iter("h1")] == ["List"]
        assert md.format_page(page).startswith("# List\n")
