"""The drawing as SVG: geometry, words, and laws of every drawing."""

from __future__ import annotations

from dataclasses import dataclass
from xml.parsers.expat import ParserCreate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.charts import CHARTS, charts, due, step
from timeline.formats.chart_svg import STYLE, chart_svg
from timeline.pages.blocks import Chart, Lane, Point, Stretch


@dataclass
class Element:
    """Element of a drawing."""

    tag: str
    attributes: dict[str, str]
    within: list[str]
    """Classes of the elements around it."""
    text: str = ""

    def number(self, name: str) -> float:
        """Attribute as a number, in per cent or in pixels."""
        return float(self.attributes[name].removesuffix("%"))


def read(svg: str) -> list[Element]:
    """Elements of a drawing, by a strict parser."""
    elements: list[Element] = []
    around: list[Element] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        names = [one.attributes.get("class", "") for one in around]
        elements.append(Element(tag, attributes, names))
        around.append(elements[-1])

    def text(words: str) -> None:
        around[-1].text += words

    parser = ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: around.pop()
    parser.CharacterDataHandler = text
    is_whole = True
    parser.Parse(svg, is_whole)
    return elements


def of(chart: Chart, name: str, tag: str = "") -> list[Element]:
    """Elements of a class, outside the key."""
    return [
        one
        for one in read(chart_svg(chart))
        if name in one.attributes.get("class", "").split()
        and (not tag or one.tag == tag)
        and ("%" in one.attributes.get("x", "") + one.attributes.get("x1", ""))
    ]


def ends(rect: Element) -> tuple[float, float]:
    """Where a bar begins and ends, in per cent."""
    return rect.number("x"), rect.number("x") + rect.number("width")


def test_a_bar_is_solid_then_pale() -> None:
    """The two touch, and nothing else does."""
    ((sure, _),) = [(ends(one), one) for one in of(CHARTS["may3"], "sure")[:1]]
    pale = ends(of(CHARTS["may3"], "pale", "rect")[0])
    assert sure[1] == pytest.approx(pale[0], abs=0.02)


def test_what_is_past_a_deadline_begins_at_its_line() -> None:
    """To the pixel: the day after it."""
    chart = CHARTS["late"]
    mark = next(one for one in of(chart, "mark") if "missed" in one.attributes["class"])
    assert any(
        ends(one)[0] == pytest.approx(mark.number("x1"), abs=0.02) for one in of(chart, "late")
    )


def test_only_missed_deadlines_are_red() -> None:
    """A deadline that was perhaps extended is not."""
    assert not of(CHARTS["may3"], "late")
    assert not of(CHARTS["may3"], "missed")
    assert of(CHARTS["may3"], "extended", "rect")


def test_bars_that_run_through_a_cut_are_joined() -> None:
    """With a dotted line, since nobody knows more of it."""
    assert len(of(CHARTS["kabul"], "join")) == 2
    assert not of(CHARTS["late"], "join")


def test_a_stage_known_by_its_years_alone_is_a_question() -> None:
    """An empty frame with a ? in it."""
    assert len(of(CHARTS["halabsa"], "unknown", "rect")) == 1


def test_it_says_in_words_what_it_draws() -> None:
    """For those who hear it."""
    svg = chart_svg(CHARTS["may3"])
    assert "<title>Timeline, 3 May 2023 to 2 May 2024</title>" in svg
    assert (
        "Assessment: from 15 May 2023 to some time between 24 May 2023 and 28 Jun 2023; 9–44 days."
    ) in svg
    assert "Investigation: from 23 Jun 2023 to 15 Nov 2023; due 23 Jul (30 days); " in svg
    assert "no end on record by 18 May 2023" in chart_svg(CHARTS["kabul"])
    assert "waiting from 1 Sep 2026, none on record by 2 Oct 2026" in chart_svg(CHARTS["foi"])


def test_the_key_names_what_is_left_out() -> None:
    """And each sign once."""
    found = [one.text for one in read(chart_svg(CHARTS["kabul"])) if "wide" in one.within]
    assert "left out: 13 months and 4 months" in found
    assert found.count("day known") == 1


def test_labels_are_links_where_a_site_has_a_place_for_them() -> None:
    """Only to places of the same page."""
    lane = Lane("Strike", points=(Point(738_000, 738_000),), anchor="e-strike")
    assert '<a href="#e-strike">' in chart_svg(Chart((lane,)))
    assert "<a " not in chart_svg(CHARTS["may3"])


def test_one_style_for_all_and_no_script() -> None:
    """A site allows the style by its hash."""
    for chart in CHARTS.values():
        elements = read(chart_svg(chart))
        assert [one.text for one in elements if one.tag == "style"] == [STYLE]
        assert not any("style" in one.attributes for one in elements)
        assert not any(one.tag == "script" for one in elements)


def test_nothing_to_draw() -> None:
    """No empty picture."""
    assert chart_svg(Chart(())) == ""


# laws


@given(label=st.text(max_size=60), words=st.text(max_size=120), value=st.text(max_size=60))
def test_text_of_a_file_stays_text(label: str, words: str, value: str) -> None:
    """Markup in it is shown, not obeyed."""
    lane = step(label, "2023-06-23", "2023-11-15", due("2023-07-23", words, "open"), value=value)
    shown = read(chart_svg(Chart((lane,))))
    plain = read(chart_svg(Chart((step("a", "2023-06-23", "2023-11-15"),))))
    assert {one.tag for one in shown} <= {one.tag for one in plain}
    for mark in ("<b>", '"onload="x', "&amp;<script>"):
        text = chart_svg(Chart((Lane(mark, lane.stretches, anchor=mark),)))
        assert mark in [one.text for one in read(text) if one.tag == "text"]


@given(chart=charts())
def test_everything_lies_inside(chart: Chart) -> None:
    """Between 0 and 100 per cent, and above the lower edge."""
    elements = read(chart_svg(chart) or "<svg height='0'></svg>")
    height = elements[0].number("height")
    for one in elements:
        for name in ("x", "x1", "x2"):
            if "%" in one.attributes.get(name, ""):
                assert 0 <= one.number(name) <= 100
        if one.tag == "rect" and "%" in one.attributes.get("x", ""):
            assert 0 <= one.number("width") <= 100.01 - one.number("x")
        for name in ("y", "y1", "y2"):
            if name in one.attributes:
                assert 0 <= one.number(name) <= height


@given(stretch=st.tuples(*[st.integers(0, 400)] * 4))
def test_solid_bars_cover_certain_days_alone(stretch: tuple[int, int, int, int]) -> None:
    """From the latest start to the earliest end, whatever the scale."""
    first, last_start, first_end, last_end = sorted(stretch)
    start, days = 737_000, 420
    frame = Stretch(start, start, start + days - 1, start + days - 1)
    lane = Stretch(start + first, start + last_start, start + first_end, start + last_end)
    chart = Chart((Lane("all", (frame,)), Lane("a", (lane,))))
    (whole, bar) = map(ends, of(chart, "sure", "rect"))
    a_day = (whole[1] - whole[0]) / days
    assert bar[0] >= whole[0] + last_start * a_day - 0.02
    assert bar[1] <= max(whole[0] + (first_end + 1) * a_day, bar[0] + 0.4) + 0.02


@given(chart=charts())
def test_words_of_deadlines_never_overlap(chart: Chart) -> None:
    """By the room that is kept for them on the narrowest screen."""
    placed: dict[float, list[tuple[float, float]]] = {}
    for one in read(chart_svg(chart) or "<svg></svg>"):
        if one.tag != "text" or not one.text.startswith("due-"):
            continue
        wide = 100 * 7.2 * len(one.text) / 320
        side = {"end": 1.0, "middle": 0.5}.get(one.attributes.get("text-anchor", ""), 0.0)
        at = one.number("x") - side * wide
        for low, high in placed.setdefault(one.number("y"), []):
            assert at + wide <= low or high <= at
        placed[one.number("y")].append((at, at + wide))
