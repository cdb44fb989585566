"""Pages → HTML: one file without scripts or requests, for screens of any width and for paper.

`body` gives the blocks as real elements, `document` puts them into a file of their own.
"""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Final, assert_never

from timeline.formats.chart_svg import DARK, LIGHT, STYLE_IN_PAGE, chart_svg
from timeline.formats.printable import in_markup
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
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from timeline.pages.blocks import Block, Figure, Row, Words
    from timeline.results.values import Sign

SIGNS: Final[Mapping[Sign, str]] = {
    "missed": "✗",
    "kept": "✓",
    "odd": "!",
    "done": "●",
    "open": "…",
    "unknown": "?",
    "aside": "–",
}
_SAID: Final[Mapping[Sign, str]] = {
    "missed": "missed",
    "kept": "kept",
    "odd": "note",
    "done": "done",
    "open": "open",
    "unknown": "not known",
    "aside": "aside",
}
"""Signs for those who hear a page."""

WEB: Final = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
_DEEPEST: Final = 6


class Html(str):
    """Finished markup: `element` leaves it alone, and escapes every other text."""

    __slots__ = ()


def element(tag: str, /, *inside: str, **attributes: str) -> Html:
    """Return an element; an attribute `class_` is named class, one that is empty left out."""
    written = "".join(
        f' {key.strip("_").replace("_", "-")}="{in_markup(value)}"'
        for key, value in attributes.items()
        if value
    )
    return Html(f"<{tag}{written}>{joined(inside)}</{tag}>")


def joined(parts: Iterable[str]) -> Html:
    """Put markup and text one behind the other; text is escaped."""
    return Html("".join(one if isinstance(one, Html) else in_markup(one) for one in parts))


def format_page(page: Page, *, ascii_only: bool = False) -> str:
    """Return a file with one page."""
    text = document(page.name, body(page))
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii") if ascii_only else text


def source_hash(text: str) -> str:
    """Return what allows a style or a script in a content security policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def document(title: str, content: Html) -> str:
    """Put a body into a file of its own, which asks for nothing and runs nothing."""
    policy = (
        f"default-src 'none'; style-src {source_hash(CSS)}; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{element('title', title)}\n<style>{CSS}</style>\n</head>\n"
        f"<body>\n{content}\n</body>\n</html>\n"
    )


def _nowhere(_: str) -> str:
    return ""


def body(page: Page) -> Html:
    """Return the blocks of a page as `main`."""
    titles = sum(isinstance(block, Title) for block in page.blocks)
    name = f"{page.name[:1].upper()}{page.name[1:]}"
    head = [] if titles == 1 else [element("h1", name)]
    blocks = _Writer(page, _nowhere).blocks(page.blocks, 1 if titles == 1 else 2)
    return element("main", *head, blocks)


def below_title(page: Page, address: Callable[[str], str]) -> Html:
    """Return the blocks of a page to stand below a title of another's.

    Args:
        page: the blocks.
        address: of another page of a site, by a row's link; empty where there is none.
    """
    return _Writer(page, address).blocks(page.blocks, 2)


class _Writer:
    """Writes the blocks of one page."""

    def __init__(self, page: Page, address: Callable[[str], str]) -> None:
        self.name = page.name
        self.address = address
        self.has_titles = any(isinstance(block, Title) for block in page.blocks)
        self.anchors = frozenset(_anchors(page.blocks))
        self.used: set[str] = set()

    def blocks(self, blocks: Sequence[Block], level: int) -> Html:
        """Write blocks one after the other, titles at a level of headings, the rest below them."""
        parts: list[Html] = []
        below = level + any(isinstance(block, Title) for block in blocks)
        for kind, group in groupby(blocks, type):
            written = [self.block(one, level if kind is Title else below) for one in group]
            parts += [element("ul", *written, class_="lines")] if kind is Line else written
        return Html("\n".join(part for part in parts if part))

    def block(self, block: Block, level: int) -> Html:
        """Write one block."""
        match block:
            case Title():
                return self.title(block, level)
            case Paragraph() | Note():
                return element("p", self.words(block.text), class_=_paragraph_class(block))
            case Line():
                return self.line(block)
            case Figures():
                return element("dl", *map(_figure, block.items), class_="figures")
            case Table():
                return self.table(block)
            case Chart():
                drawing = Html(chart_svg(block, is_alone=False))
                return element("figure", drawing) if drawing else Html()
            case Key():
                signs = (element("li", sign_of(one.sign), f" {one.text}") for one in block.signs)
                items = (element("li", one) for one in block.items)
                return element("ul", *signs, *items, class_="key")
            case More():
                return self.more(block)
            case Verbatim():
                lines = (element("code", self.words(one)) for one in block.lines)
                return element("div", *lines, class_="verbatim")
            case Section():
                return self.section(block, level)
            case _:
                assert_never(block)

    def words(self, words: Words) -> Html:
        """Write words with their tones and links."""
        if isinstance(words, str):
            return joined((words.strip(" "),))
        return joined(self.span(one) if isinstance(one, Span) else one for one in words)

    def span(self, span: Span) -> Html:
        """Write a stretch of text."""
        match span.tone:
            case "plain":
                text = joined((span.text,))
            case "strong":
                text = element("strong", span.text)
            case tone:
                text = element("span", span.text, class_=tone)
        return self.linked(text, span.link)

    def linked(self, text: Html, link: str) -> Html:
        """Link to an anchor of the page, to a page of the site, or to the web; to nothing else."""
        if link.startswith("#") and link[1:] in self.anchors:
            return element("a", text, href=f"#{id_of(link[1:])}")
        if WEB.fullmatch(link):
            return element("a", text, href=link, rel="noreferrer")
        there = self.address(link) if link else ""
        return element("a", text, href=there) if there else text

    def anchor(self, name: str) -> str:
        """Return the id of an element; the first with a name has it alone."""
        found = "" if name in self.used else id_of(name)
        self.used.add(name)
        return found

    def title(self, block: Title, level: int) -> Html:
        """Write a title; above it the page's name where that is another."""
        above = self.name if level == 1 and block.text != self.name else ""
        aside = (Html(" "), element("span", block.aside, class_="aside")) if block.aside else ()
        facts = (element("li", one) for one in block.facts)
        parts = (
            element("p", above, class_="above") if above else Html(),
            element(f"h{level}", block.text, *aside),
            element("ul", *facts, class_="facts") if block.facts else Html(),
        )
        return element("header", *parts)

    def line(self, block: Line) -> Html:
        """Write a finding: sentence, details, ground to unfold."""
        text = self.words(block.short or block.text)
        sentence = element("strong" if block.is_strong else "span", text)
        parts = [element("p", sentence)]
        parts += [element("p", one, class_="detail") for one in block.details]
        parts += [element("p", block.quiet, class_="quiet")] if block.quiet else []
        if block.ground:
            summary, ground = element("summary", "Rule and source"), self.words(block.ground)
            parts.append(element("details", summary, element("p", ground)))
        text = element("div", *parts)
        return element("li", sign_of(block.sign), text, id=self.anchor(block.anchor))

    def more(self, block: More) -> Html:
        """Write counts, and the commands that tell more."""
        counts = (element("li", one) for one in block.counts)
        commands = (element("li", element("code", one)) for one in block.commands)
        return element("ul", *counts, *commands, class_="more")

    def section(self, block: Section, level: int) -> Html:
        """Write a section, folded up or open."""
        remark = (Html(" "), element("span", block.remark, class_="remark")) if block.remark else ()
        heading = element(f"h{min(level, _DEEPEST)}", block.heading, *remark)
        content = self.blocks(block.blocks, level + 1)
        if block.is_folded:
            return element("details", element("summary", heading), content, class_="section")
        return element("section", heading, content)

    # tables

    def table(self, block: Table) -> Html:
        """Write a table; a column of signs is added where rows have them."""
        has_signs = any(row.sign for row in block.rows)
        names = [Html()] * has_signs + [one.name for one in block.columns]
        classes = [""] * has_signs + ["number" if one.is_number else "" for one in block.columns]
        heads = (
            element("th", name, scope="col", class_=kind) if name else element("td", class_=kind)
            for name, kind in zip(names, classes, strict=True)
        )
        parts = [element("caption", block.heading)] if block.heading else []
        if any(names):
            parts.append(element("thead", element("tr", *heads)))
        rows = (self.row(row, block, has_signs=has_signs) for row in block.rows)
        parts.append(element("tbody", *rows))
        note = element("p", block.note, class_="note") if block.note else Html()
        return Html(f"{element('table', *parts)}{note}")

    def row(self, row: Row, block: Table, *, has_signs: bool) -> Html:
        """Write a row and its lines across all columns."""
        named = _naming_column(block)
        cells = [element("td", sign_of(row.sign), class_="sign")] if row.sign else []
        cells += [element("td")] if has_signs and not row.sign else []
        for place, (cell, column) in enumerate(zip(row.cells, block.columns, strict=True)):
            kind = "number" if column.is_number else "bar" if isinstance(cell, Bar) else ""
            content = _bar(cell) if isinstance(cell, Bar) else self.words(cell)
            if place == named and content:
                link = self.linked(content, row.link)
                cells.append(element("th", link, scope="row", class_=kind))
            else:
                kind = kind if content else f"{kind} empty".strip()
                cells.append(element("td", content, class_=kind, data_name=column.name))
        tone = "" if row.tone == "plain" else row.tone
        kind = " ".join(part for part in (tone, "told" if row.below else "") if part)
        written = element("tr", *cells, class_=kind, id=self.anchor(row.anchor))
        below = [element("div", self.words(one)) for one in row.below]
        if not below:
            return written
        before = element("td") if has_signs else Html()
        across = element("td", *below, colspan=str(len(block.columns)))
        return Html(f"{written}{element('tr', before, across, class_='below')}")


def _anchors(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        match block:
            case Section():
                yield from _anchors(block.blocks)
            case Line() if block.anchor:
                yield block.anchor
            case Table():
                yield from (row.anchor for row in block.rows if row.anchor)
            case _:
                pass


def id_of(anchor: str) -> str:
    """Return an anchor as an id, which holds no space."""
    return re.sub(r"\s", "-", anchor)


def _paragraph_class(block: Paragraph | Note) -> str:
    if isinstance(block, Note):
        return "note"
    is_answer = (
        isinstance(block.text, tuple)
        and isinstance(block.text[0], Span)
        and block.text[0].tone == "strong"
    )
    if is_answer:
        return "answer"
    tone = "" if block.tone == "plain" else block.tone
    return f"{tone} close".strip() if block.is_close else tone


def _figure(figure: Figure) -> Html:
    parts = [element("dt", figure.label), element("dd", figure.value, class_="value")]
    parts += [element("dd", figure.note)] if figure.note else []
    return element("div", *parts, class_=figure.sign)


def sign_of(sign: Sign) -> Html:
    """Return a sign, which is said in a word to those who hear a page."""
    return element("span", SIGNS[sign], class_=f"sign {sign}", role="img", aria_label=_SAID[sign])


def _naming_column(block: Table) -> int:
    """Place of the column that names its rows: the first that is no number."""
    return next((place for place, one in enumerate(block.columns) if not one.is_number), -1)


def _bar(bar: Bar) -> Html:
    """Draw a bar in per cent; the number beside it says the same."""
    scale = 100 / bar.most if bar.most else 0
    low, high = (0 if bar.is_pale else bar.low * scale), bar.high * scale
    parts = []
    if low:
        parts.append(element("rect", class_="sure", width=f"{low:.2f}%", height="12"))
    if high > low:
        x, width = f"{low:.2f}%", f"{high - low:.2f}%"
        parts.append(element("rect", class_="pale", x=x, width=width, height="12"))
    return element("svg", *parts, height="12", aria_hidden="true")


def tokens_of(palette: Mapping[str, str]) -> str:
    """Return colours as custom properties of a style."""
    return "".join(f"--{name}:{value};" for name, value in palette.items())


CSS: Final = (
    f":root{{color-scheme:light dark;{tokens_of(LIGHT)}}}"
    f"@media screen and (prefers-color-scheme:dark){{:root{{{tokens_of(DARK)}}}}}\n"
    f"{files(__package__).joinpath('html.css').read_text('utf-8')}{STYLE_IN_PAGE}"
)
"""The only style of a file, allowed by its hash."""
