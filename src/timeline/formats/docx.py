"""Pages → a document for word processors, with the grounds of findings as real footnotes.

python-docx writes no footnotes yet: their part of the package is made here (ECMA-376, 17.11).
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final, assert_never
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from timeline.formats.html import SIGNS
from timeline.formats.printable import allowed, in_markup
from timeline.pages.blocks import (
    Bar,
    Chart,
    Figures,
    Key,
    Line,
    More,
    Note,
    Page,
    Paragraph,
    Section,
    Span,
    Table,
    Title,
    Verbatim,
    plain,
    worded,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as Doc
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph as Par

    from timeline.pages.blocks import Block, Row, Words

_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no zone
"""Date of every document, so that the same page gives the same bytes."""
_MOST_LEVELS: Final = 9
_GREY: Final = RGBColor(0x56, 0x5D, 0x66)


def format_page(page: Page, *, ascii_only: bool = False) -> bytes:
    """Return a page as a document."""
    writer = _Writer(page.name)
    if not any(isinstance(block, Title) for block in page.blocks):
        writer.heading(f"{page.name[:1].upper()}{page.name[1:]}", 1)
    writer.blocks(page.blocks, 1)
    return writer.packed()


class _Writer:
    """Writes blocks into a document, and collects its footnotes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.doc: Doc = Document()
        self.notes: list[str] = []
        normal = self.doc.styles["Normal"]
        normal.font.size = Pt(10.5)
        normal.paragraph_format.space_after = Pt(6)
        text = self.doc.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
        text.base_style, text.font.size = normal, Pt(9)
        text.paragraph_format.space_after = Pt(2)
        mark = self.doc.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True
        self.text_style, self.mark_style = text.style_id, mark.style_id

    def blocks(self, blocks: Sequence[Block], level: int) -> None:
        """Write blocks, titles at a level of headings and the rest below them."""
        below = level + any(isinstance(block, Title) for block in blocks)
        for block in blocks:
            self.block(block, level if isinstance(block, Title) else below)

    def block(self, block: Block, level: int) -> None:
        """Write one block."""
        match block:
            case Title():
                above = self.name if block.text != self.name else ""
                self.heading(block.text, level)
                facts = (above, *block.facts, block.aside)
                self.paragraph(" · ".join(one for one in facts if one), is_quiet=True)
            case Paragraph():
                self.paragraph(block.text)
            case Line():
                self.line(block)
            case Figures():
                for one in block.items:
                    note = f" ({one.note})" if one.note else ""
                    self.paragraph((f"{one.label}: ", Span(one.value, "strong"), note))
            case Table():
                self.table(block)
            case Chart():
                pass  # the table of steps says the same
            case Key():
                signs = (f"{SIGNS[one.sign]} {one.text}" for one in block.signs)
                self.paragraph(" · ".join((*signs, *block.items)), is_quiet=True)
            case Note():
                self.paragraph(block.text, is_quiet=True)
            case More():
                self.paragraph(" · ".join((*block.counts, *block.commands)), is_quiet=True)
            case Verbatim():
                for words in block.lines:
                    self.paragraph(words)
            case Section():
                remark = f" ({block.remark})" if block.remark else ""
                self.heading(f"{block.heading}{remark}", level)
                self.blocks(block.blocks, level + 1)
            case _:
                assert_never(block)

    def heading(self, text: str, level: int) -> None:
        """Write a heading."""
        self.doc.add_heading(allowed(text), min(level, _MOST_LEVELS))

    def paragraph(self, words: Words, *, is_quiet: bool = False) -> None:
        """Write a paragraph; none for no words."""
        if plain(words).strip():
            self.words(self.doc.add_paragraph(), words, is_quiet=is_quiet)

    def words(
        self, par: Par, words: Words, *, is_quiet: bool = False, is_strong: bool = False
    ) -> None:
        """Add words to a paragraph."""
        for part in (words,) if isinstance(words, str) else words:
            text, tone = (part.text, part.tone) if isinstance(part, Span) else (part, "plain")
            run = par.add_run(allowed(text if par.runs else text.lstrip(" ")))
            run.bold = is_strong or tone == "strong" or None
            if is_quiet or tone == "quiet":
                run.font.color.rgb = _GREY

    def line(self, block: Line) -> None:
        """Write a finding, its ground as a footnote."""
        par = self.doc.add_paragraph()
        par.paragraph_format.left_indent = Pt(18)
        par.paragraph_format.first_line_indent = Pt(-18)
        par.paragraph_format.tab_stops.add_tab_stop(Pt(18))
        par.add_run(f"{SIGNS[block.sign]}\t")
        self.words(par, block.short or block.text, is_strong=block.is_strong)
        self.words(par, "".join(f" {one}" for one in block.details))
        if block.ground:
            self.footnote(par, plain(block.ground))
        if block.quiet and block.quiet not in plain(block.ground):
            self.words(par, f" {block.quiet}", is_quiet=True)

    def table(self, block: Table) -> None:
        """Write a table without its bars."""
        places = worded(block)
        if not places:
            return
        names = [block.columns[place].name for place in places]
        if block.heading and names[0]:
            self.paragraph((Span(block.heading, "strong"),))
        elif block.heading:
            names[0] = block.heading
        has_head = any(names)
        table = self.doc.add_table(len(block.rows) + has_head, len(places), "Table Grid")
        if has_head:
            head = table.rows[0]
            head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no other way
            for cell, name in zip(head.cells, names, strict=True):
                self.words(cell.paragraphs[0], name, is_strong=True)
        for row, written in zip(block.rows, table.rows[has_head:], strict=True):
            for cell, place in zip(written.cells, places, strict=True):
                par = cell.paragraphs[0]
                self.words(par, _cell_words(row, place, is_first=place == places[0]))
                if block.columns[place].is_number:
                    par.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            for words in row.below:
                self.words(written.cells[0].add_paragraph(), words, is_quiet=True)
        self.paragraph(block.note, is_quiet=True)

    # footnotes

    def footnote(self, par: Par, text: str) -> None:
        """Refer to a footnote; a text that stands already is referred to again."""
        if text in self.notes:
            number = str(self.notes.index(text) + 1)
            field = _made("w:fldSimple", instr=f" NOTEREF _note{number} \\f \\h ")
            field.append(_run(self.mark_style, _text(number)))
            par._p.append(field)  # noqa: SLF001 - no other way
            return
        self.notes.append(text)
        number = str(len(self.notes))
        for one in (
            _made("w:bookmarkStart", id=number, name=f"_note{number}"),
            _run(self.mark_style, _made("w:footnoteReference", id=number)),
            _made("w:bookmarkEnd", id=number),
        ):
            par._p.append(one)  # noqa: SLF001 - no other way

    def packed(self) -> bytes:
        """Return the file, always of one date."""
        about = self.doc.core_properties
        about.title, about.author, about.comments = allowed(self.name)[:255], "timeline", ""
        about.created = about.modified = _MADE
        if self.notes:
            self._add_footnotes()
        saved, whole = BytesIO(), BytesIO()
        self.doc.save(saved)
        with ZipFile(saved) as read, ZipFile(whole, "w", ZIP_DEFLATED) as written:
            for name in read.namelist():
                written.writestr(ZipInfo(name), read.read(name), ZIP_DEFLATED)
        return whole.getvalue()

    def _add_footnotes(self) -> None:
        """Add the part of the footnotes, the first two of which are lines above the others."""
        rules = [("-1", "separator"), ("0", "continuationSeparator")]
        lines = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
            "</w:footnote>"
            for number, kind in rules
        )
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{self.text_style}"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="{self.mark_style}"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {in_markup(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(self.notes, 1)
        )
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        xml = f"{head}<w:footnotes {nsdecls('w')}>{lines}{notes}</w:footnotes>"
        name, kind = PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES
        part = Part(name, kind, xml.encode(), self.doc.part.package)
        self.doc.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        listed = OxmlElement("w:footnotePr")
        for number, _ in rules:
            listed.append(_made("w:footnote", id=number))
        settings = self.doc.settings.element
        settings.find(qn("w:compat")).addprevious(listed)


def _cell_words(row: Row, place: int, *, is_first: bool) -> Words:
    cell = row.cells[place]
    words = "" if isinstance(cell, Bar) else cell
    if not row.sign or not is_first:
        return words
    return (f"{SIGNS[row.sign]} ", *((words,) if isinstance(words, str) else words))


def _made(tag: str, **attributes: str) -> BaseOxmlElement:
    found = OxmlElement(tag)
    for key, value in attributes.items():
        found.set(qn(f"w:{key}"), value)
    return found


def _text(text: str) -> BaseOxmlElement:
    found = OxmlElement("w:t")
    found.text = text
    return found


def _run(style: str, content: BaseOxmlElement) -> BaseOxmlElement:
    run, properties = OxmlElement("w:r"), OxmlElement("w:rPr")
    properties.append(_made("w:rStyle", val=style))
    run.append(properties)
    run.append(content)
    return run
