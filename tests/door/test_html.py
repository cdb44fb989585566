"""What a notebook shows: readable on any ground, fetched from nowhere; no text of a case acts."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

import timeline
from tests.door.shipped import WORKSPACE
from tests.test_safety import FILES, HOSTILE, UNSEEN, written
from timeline.door.frames import Table
from timeline.portfolio.table_shapes import Column, Shape
from timeline.portfolio.tables import Table as PlainTable
from timeline.render.html import COLOURS, MOST_ROWS, page_html, page_text, table_html
from timeline.render.page import Page
from timeline.visible import visible

TAGS = {"pre", "span", "p", "table", "thead", "tbody", "tr", "th", "td"}
PROPERTIES = {
    "color", "font-family", "font-style", "font-weight", "line-height", "opacity", "overflow-x",
    "padding", "text-align", "text-decoration", "vertical-align", "white-space",
}  # fmt: skip
GROUNDS = ("#ffffff", "#111111", "#1e1e1e")


class Parsed(HTMLParser):
    """The elements of a page, their attributes, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element that opens."""
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Each element is closed by its own end."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """Nothing is hidden in comments."""
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        """Nothing is declared."""
        raise AssertionError(decl)


def assert_harmless(html: str) -> Parsed:
    """Only the program's own elements, closed in order, with styles that fetch nothing."""
    parsed = Parsed(html)
    assert parsed.open == []
    for tag, attributes in parsed.tags:
        assert tag in TAGS
        assert attributes.keys() <= {"style"}
        for style in filter(None, (attributes.get("style") or "").split(";")):
            name, _, value = style.partition(":")
            assert name in PROPERTIES
            assert not re.search(r"url|expression|@|\\", value)
    assert not UNSEEN.search(html.replace("\n", ""))
    return parsed


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> timeline.Workspace:
    """A workspace in which every text is hostile, and a file that cannot be read."""
    files = FILES | {"cases/broken.yaml": f"title: {HOSTILE.encode('unicode_escape').decode()}\n"}
    return timeline.load_workspace(written(tmp_path_factory.mktemp("hostile"), files))


def pages(workspace: timeline.Workspace) -> Iterator[tuple[str, Callable[[], str]]]:
    """Everything that a notebook can show of a workspace, by name."""
    one, two = workspace.case("one"), workspace.case("two")
    shown = {
        "workspace": workspace,
        "case": one,
        "known": one.at(known_on="2023-07-02"),
        "events": one.events,
        "latencies": one.latencies,
        "findings": one.findings,
        "explained": one.explain(),
        "event explained": one.explain("strike"),
        "comparison": timeline.compare(one, two),
        "measures": timeline.compare(one, two).measures,
        "overdue": timeline.overdue(workspace),
        "cases": workspace.cases(),
        "checked": timeline.check(workspace),
        "stats": timeline.stats(workspace, by="tag"),
        "ledger": timeline.ledger(workspace),
        "tolls": timeline.tolls(workspace),
        "tolls of one": timeline.tolls(workspace, "one"),
        **{f"table {name}": table for name, table in workspace.tables().items()},
    }
    for name, value in shown.items():
        yield name, getattr(value, "_repr_html_")  # noqa: B009 - what a notebook asks for


def test_hostile_text_is_shown_and_never_acts(hostile: timeline.Workspace) -> None:
    """In every page there are only the program's own elements; the text stands there to be read."""
    seen = set()
    for name, make in pages(hostile):
        html = make()
        parsed = assert_harmless(html)
        if "<script>x()</script>" in parsed.text.replace("\n", ""):
            seen.add(name)
    assert {"case", "cases", "table cases", "events", "findings", "tolls of one"} <= seen


def test_hostile_text_is_shown_whole(hostile: timeline.Workspace) -> None:
    """Every character of it, with what is unseen as an escape."""
    html = hostile.tables()["cases"]._repr_html_()
    assert visible(HOSTILE) in unescape(html)


def test_a_page_is_its_text_with_styles() -> None:
    """HTML adds nothing to what the command prints and leaves nothing out."""
    for name in ("may3-syria", "kabul-2021"):
        case = WORKSPACE.case(name)
        parsed = assert_harmless(case._repr_html_())
        lines = [line.rstrip() for line in parsed.text.splitlines()]
        assert lines == [line.rstrip() for line in str(case).splitlines()]
        styles = {attributes.get("style") for tag, attributes in parsed.tags if tag == "span"}
        assert any(style and COLOURS["yellow"] in style for style in styles)


def test_a_page_is_the_same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a terminal changes no page, and a notebook's printer is not used."""

    def draw(page: Page) -> None:
        page.line(("late", "bold red"), " and the rest")

    before = page_html(draw)
    assert "font-weight:bold;color:#dd3c3c" in before
    around = {"NO_COLOR": "1", "COLUMNS": "30", "TERM": "dumb", "FORCE_COLOR": "1"}
    for name, value in around.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("rich.console._is_jupyter", lambda: True)
    assert page_html(draw) == before
    assert page_text(draw) == "late and the rest\n"


def luminance(colour: str) -> float:
    """How bright a colour is, from 0 to 1, by WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", COLOURS)
def test_colours_are_read_on_light_and_dark(name: str, ground: str) -> None:
    """Each colour stands out from white and from the dark grounds of notebooks."""
    dark, light = sorted((luminance(COLOURS[name]), luminance(ground)))
    assert (light + 0.05) / (dark + 0.05) >= 3.5


def test_a_long_table_says_how_much_is_left_out() -> None:
    """No row is dropped in silence."""
    shape = Shape("long", "Numbers.", (Column("number", "BIGINT", "a number"),))
    table = Table(PlainTable(shape, tuple((number,) for number in range(MOST_ROWS + 7))))
    parsed = assert_harmless(table._repr_html_())
    assert "… and 7 more rows" in parsed.text
    assert len([tag for tag, _ in parsed.tags if tag == "tr"]) == MOST_ROWS + 1
    assert "null" in Table(PlainTable(shape, ((None,),)))._repr_html_()


def test_headings_are_text_as_well() -> None:
    """Whatever a column is named after."""
    parsed = assert_harmless(table_html([HOSTILE], [[HOSTILE]]))
    assert parsed.text == visible(HOSTILE) * 2


def test_a_workspace_shows_where_it_is(tmp_path: Path) -> None:
    """Its folder and its cases, also where the folder has a name that acts."""
    root = tmp_path / "<b>x</b>"
    (root / "cases").mkdir(parents=True)
    html = timeline.load_workspace(root)._repr_html_()
    assert_harmless(html)
    assert "<b>x</b>" in unescape(html)
