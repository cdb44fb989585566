"""The frame of a page: its style holds what it wears, and its footer links nothing but the web."""

from datetime import date

from timeline.formats.html import Html
from timeline.results.publish import SiteRecord
from timeline.site.frame import Leaf, framed, style_of

SITE = SiteRecord(
    title="Title",
    tagline="",
    logo="",
    footer="Write to https://example.org/desk. Or javascript:alert(1)",
    corrections="",
    url="",
    pairs=(),
    has_docket=False,
    version="",
    commit=None,
    as_of=date(2026, 11, 21),
    known_on=None,
)


def test_a_rule_stays_where_a_page_has_all_that_it_names() -> None:
    """A class alone does not bring the rules that name another beside it."""
    bare, worn = style_of("<p>"), style_of('<div class="lane"><b class="label">')
    assert "body{" in bare
    assert ".lane" not in bare
    assert ".lane .label{" in worn
    assert ".lane .value" not in worn
    assert "@media print{" in worn
    assert worn.count("{") == worn.count("}")


def test_a_footer_links_addresses_of_the_web_alone() -> None:
    """The full stop behind one is no part of it."""
    page = framed(Leaf("a/b.html", "T", "", Html("<main id=main></main>")), SITE)
    assert 'href="https://example.org/desk"' in page
    assert 'href="javascript' not in page
    assert 'href="../index.html"' in page
    assert "docket.html" not in page
