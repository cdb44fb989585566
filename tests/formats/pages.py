"""Pages for the tests of formats: one with every block, and hostile ones by chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeVar, get_args

import msgspec
from hypothesis import strategies as st

from tests.cli.runner import ROOT, TODAY
from tests.formats.charts import CHARTS
from timeline import commands
from timeline.pages import page_of
from timeline.pages.blocks import (
    Bar,
    Block,
    Cell,
    Chart,
    Column,
    Figure,
    Figures,
    Key,
    Line,
    More,
    Note,
    Page,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Title,
    Tone,
    Verbatim,
    Words,
)
from timeline.results.record import Record
from timeline.results.values import Sign
from timeline.view import View

EVERY = Page(
    "Strike on a market",
    (
        Title("Strike on a market", "market", ("10 January 2024", "record checked to 31 May 2024")),
        Paragraph("Two people were killed. Both sold fruit.", most_lines=1),
        Line(
            "missed",
            "The investigation took 60 days; 30 were allowed. Binding rule: s. 4.",
            ("None was open before.",),
            "Binding rule.",
            is_strong=True,
            anchor="f-investigate",
            short="The investigation took 60 days; 30 were allowed.",
            ground=("Binding rule: s. 4. ", Span("https://example.org/4", link="https://example.org/4")),
        ),
        Line("kept", "The answer took 3 days; 5 were allowed.", ground="Guidance, no duty."),
        Line("open", "No payment on record.", ground="Guidance, no duty."),
        Figures((Figure("60 days", "Investigation took", "30 were allowed", "missed"),)),
        CHARTS["late"],
        Table(
            (Column(""), Column("When"), Column("Days", is_number=True), Column("", rank=3)),
            (
                Row(("Investigation", "10 March 2024", "60", Bar(60, 60, 90)), "missed",
                    link="#f-investigate"),
                Row((("Payment ", Span("none", "quiet")), "", "1–90", Bar(1, 90, 90)), "open",
                    anchor="f-pay", below=("promised on 1 May 2024",)),
            ),
            heading="Steps",
            note="2 more steps: --full",
        ),
        Key(("Days. None: none on record", "–: not required")),
        Section(
            "Counted from",
            (
                Paragraph("Not earlier than 10 January 2024."),
                Paragraph("Not later than 10 January 2024.", is_close=True),
                Section("Sources", (Note((Span("A letter", link="https://example.org/a"),)),)),
            ),
            remark="Strike: 10 January 2024",
            is_folded=True,
        ),
        Section("Coming up", (), remark="none"),
        Verbatim(("cases/market.yaml:3:1", ("  ", Span("when: tomorrow", "strong")), "  ^")),
        More(("2 sources", "1 conflict"), ("show market --full",)),
    ),
)  # fmt: skip
"""Every kind of block, once at least."""

HOSTILE = (
    "<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", '" onclick="x', "'>",
    "javascript:alert(1)", "[x](javascript:alert(1))", "![x](https://e.org/x.png)", "`rm`", "```",
    "| a | b |", "# big", "- item", "1. one", "> said", "***", "===", "&lt;b&gt;", "&#60;", "$x$",
    "<https://e.org>", "~~gone~~", "_a_ *b* **c**", "\\", "\u202egnp.exe", "a\u200bb", "\ud800",
    "\ufffe", "\x1b[31m", "\x00", "line\nbreak", "<!-- x", "]]>", "[^1]", "[^1]: x", "{{ x }}",
    "سلام", "👩‍👧", "    four", "a|b", "[x]: y", "<br>", "+ plus", "\tx",
)  # fmt: skip
"""Texts that act in some format."""

_TEXT = (
    st.sampled_from(HOSTILE) | st.text(max_size=12) | st.text("ab<>&\"'`*_[]()|\\#-1. ", max_size=9)
)
_LINK = st.sampled_from(("", "javascript:x", "https://e.org/a", "data:text/html,x", "#f", "x.html"))
_WORDS: st.SearchStrategy[Words] = _TEXT | st.lists(
    _TEXT | st.builds(Span, _TEXT, st.sampled_from(get_args(Tone)), _LINK), min_size=1, max_size=3
).map(tuple)
_SIGN = st.sampled_from(get_args(Sign))
_BAR = st.builds(Bar, st.floats(0, 5), st.floats(5, 9), st.just(9.0), st.booleans())
_T = TypeVar("_T")


def _some(of: st.SearchStrategy[_T], least: int = 0) -> st.SearchStrategy[tuple[_T, ...]]:
    return st.lists(of, min_size=least, max_size=3).map(tuple)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(_some(st.builds(Column, _TEXT, st.booleans(), wraps=st.booleans()), 1))
    cells: st.SearchStrategy[Cell] = _WORDS | _BAR
    row = st.builds(
        Row,
        st.tuples(*(cells for _ in columns)),
        st.none() | _SIGN,
        anchor=_TEXT,
        link=_LINK,
        below=_some(_WORDS),
    )
    return Table(columns, draw(_some(row)), draw(_TEXT), draw(_TEXT))


_LEAF: st.SearchStrategy[Block] = st.one_of(
    st.builds(Title, _TEXT, _TEXT, _some(_TEXT)),
    st.builds(Paragraph, _WORDS, is_close=st.booleans()),
    st.builds(Line, _SIGN, _WORDS, _some(_TEXT), _TEXT, st.booleans(), _TEXT, _TEXT, _WORDS),
    st.builds(Figures, _some(st.builds(Figure, _TEXT, _TEXT, _TEXT, _SIGN))),
    _tables(),
    st.builds(Key, _some(_TEXT)),
    st.builds(Note, _WORDS),
    st.builds(More, _some(_TEXT), _some(_TEXT)),
    st.builds(Verbatim, _some(_WORDS)),
)
_BLOCKS = st.recursive(
    _LEAF,
    lambda inner: st.builds(Section, _TEXT, _some(inner), _TEXT, st.booleans()),
    max_leaves=6,
)


def hostile_pages() -> st.SearchStrategy[Page]:
    """Pages of any blocks, full of texts that act somewhere."""
    return st.builds(Page, _TEXT, _some(_BLOCKS))


_COMMANDS: dict[str, Callable[[View], Record]] = {
    "show": lambda view: commands.show(view, "may3-syria"),
    "kabul": lambda view: commands.show(view, "kabul-2021"),
    "explain": lambda view: commands.explain(view, "may3-syria"),
    "list": commands.list_cases,
    "compare": lambda view: commands.compare(view, ("kabul-2021", "may3-syria")),
    "overdue": commands.overdue,
    "stats": commands.stats,
    "ledger": commands.ledger,
    "tolls": commands.tolls,
    "policy": lambda view: commands.policy_show(view, "us-chmr-ap-2022"),
    "check": lambda view: commands.check(view, ()),
}
SHIPPED = [f"{name}{full}" for name in _COMMANDS for full in ("", " full")]


@cache
def _shipped(name: str) -> Record:
    return _COMMANDS[name](commands.open_workspace(ROOT, as_of=TODAY))


@cache
def shipped_page(name: str) -> Page:
    """Page of a command from the checkout's own cases, such as `show full`."""
    return page_of(_shipped(name.removesuffix(" full")), is_full=name.endswith(" full"))


_SILENT = {"tone", "sign", "link", "anchor", "sort", "status", "tag"}
"""Fields that are no text of a page."""


def texts(part: object) -> Iterator[str]:
    """Every text that a format has to give: of a line with a short text, that one."""
    match part:
        case str():
            yield part
        case tuple():
            for one in part:
                yield from texts(one)
        case Chart():
            return  # tests of drawings
        case Line(short=short) if short:
            yield from texts((short, part.details, part.quiet, part.ground))
        case Verbatim(lines=lines):
            yield from texts(lines)
        case msgspec.Struct():
            for name in part.__struct_fields__:
                if name not in _SILENT:
                    yield from texts(getattr(part, name))
        case _:
            pass
