"""Corrections as an Atom feed: valid, the same bytes from the same data, and nothing acts."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import timeline
from tests.cli.test_diff import git
from tests.edit.builders import CASE, a_workspace, view_of
from tests.edit.test_history import EARLY, OPENED, save
from timeline.formats.atom import format_atom
from timeline.results.corrections import CorrectionsRecord

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace in which one finding was corrected."""
    root = tmp_path / "ws"
    a_workspace(root, CASE + OPENED)
    git(root, "init", "--quiet")
    save(root, "first", "2024-07-01")
    save(root, "the order is of 14 March", "2024-07-03", market=CASE + EARLY)
    return root


def feed_of(record: CorrectionsRecord, **options: str) -> ET.Element:
    """Read the feed as a feed reader does."""
    return ET.fromstring(format_atom(record, **options))  # noqa: S314 - we have written it


def texts(feed: ET.Element, path: str) -> list[str]:
    """The texts of the elements on a path."""
    steps = "/".join(f"{ATOM}{step}" for step in path.split("/"))
    return [one.text or "" for one in feed.findall(steps)]


def test_the_feed_has_what_readers_ask_for(root: Path) -> None:
    """Ids, titles and days of the feed and its entries, and links where the site has an address."""
    record = timeline.corrections(view_of(root))
    feed = feed_of(record, title="Ours", author="Us", url="https://example.org/t/")
    assert feed.tag == f"{ATOM}feed"
    assert texts(feed, "title") == ["Ours"]
    assert texts(feed, "author/name") == ["Us"]
    assert texts(feed, "updated") == texts(feed, "entry/updated") == ["2024-07-03T00:00:00Z"]
    (link,) = feed.findall(f"{ATOM}entry/{ATOM}link")
    assert link.get("href") == "https://example.org/t/cases/market.html"
    (content,) = texts(feed, "entry/content")
    assert "the order is of 14 March" in content
    assert not feed_of(record).findall(f".//{ATOM}link")


def test_ids_are_unique_and_stay(root: Path) -> None:
    """An entry is not told anew because a later one came, and the bytes are the same."""
    view = view_of(root)
    old = format_atom(timeline.corrections(view))
    assert old == format_atom(timeline.corrections(view_of(root)))
    save(root, "late again", "2024-07-04", market=CASE + OPENED)
    ids = texts(feed_of(timeline.corrections(view_of(root))), "entry/id")
    assert len(set(ids)) == 2
    assert ids[1].encode() in old
    assert all(one.startswith("urn:uuid:") for one in ids)


def test_hostile_text_is_text(root: Path) -> None:
    """Markup, escapes and turned-round letters in subjects and titles."""
    hostile = "</content><script>alert(1)</script>&evil;\x1b[2J\u202e]]>"
    title = CASE.replace("Strike on a market", "<b>&amp; ]]> \\u202e")
    save(root, hostile, "2024-07-04", market=title + OPENED)
    record = timeline.corrections(view_of(root))
    feed = feed_of(record)
    assert {one.tag.removeprefix(ATOM) for one in feed.iter()} == {
        "feed", "id", "title", "updated", "author", "name", "entry", "content",
    }  # fmt: skip
    content = texts(feed, "entry/content")[0]
    assert "<script>alert(1)</script>" in content
    assert "\x1b" not in content
    assert "\u202e" not in content
