"""Corrections on a site: the page, its feed, replies beside findings, and a site without git."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import timeline
from tests.cli.runner import run
from tests.cli.test_diff import git
from tests.edit.builders import CASE, a_workspace, view_of
from tests.edit.test_history import EARLY, OPENED, save
from tests.site.sites import Seen, broken_links, publish

SAID = (
    "  - {id: said, kind: statement, by: Ministry, worded: in time, when: 2024-04-01,"
    " source: daily, responds_to: [investigation_opened]}\n"
)
SETTINGS = (
    "title: Ours\nurl: https://example.org/t\ncorrections: Write to https://example.org/us.\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace in which one finding was corrected, and another commit came after."""
    root = tmp_path / "ws"
    a_workspace(root, CASE + OPENED)
    (root / "site.yaml").write_text(SETTINGS, encoding="utf-8")
    git(root, "init", "--quiet")
    save(root, "first", "2024-07-01")
    save(root, "the order is of 14 March", "2024-07-03", market=CASE + EARLY)
    return root


def page_of(folder: Path, name: str) -> Seen:
    """One page of a site."""
    return Seen(folder / f"{name}.html")


def test_a_corrected_finding_is_told_with_both_sentences(root: Path, tmp_path: Path) -> None:
    """As the record has them; each page leads there, and to the feed."""
    folder = tmp_path / "site"
    assert publish(root, folder).code == 0
    (one,) = timeline.corrections(view_of(root)).corrections
    (finding,) = one.findings
    assert finding.before is not None
    assert finding.after is not None
    page = page_of(folder, "corrections")
    for text in (finding.before.sentence, finding.after.sentence, one.reason, "Write to"):
        assert text in page.words()
    assert "https://example.org/us" in page.addresses
    assert "cases/market.html" in page.addresses
    assert broken_links(folder) == []
    for path in folder.rglob("*.html"):
        found = [found for tag, found, _ in Seen(path).elements if tag == "link"]
        assert [one["type"] for one in found] == ["application/atom+xml"]
        assert (path.parent / found[0]["href"]).resolve() == folder / "corrections.atom"
        assert any(one.endswith("corrections.html") for one in Seen(path).addresses)
    feed = ET.parse(folder / "corrections.atom")  # noqa: S314 - we have written it
    links = [one.get("href") for one in feed.iter("{http://www.w3.org/2005/Atom}link")]
    assert "https://example.org/t/corrections.atom" in links
    assert "https://example.org/t/cases/market.html" in links


def test_a_reply_stands_beside_the_finding_that_it_answers(root: Path, tmp_path: Path) -> None:
    """On the page of the case, with who said it and where."""
    save(root, "a reply", "2024-07-09", market=CASE + EARLY + SAID)
    publish(root, tmp_path / "site")
    text = page_of(tmp_path / "site/cases", "market").text
    beside = text.split('id="f-open-investigation"')[1].split("</details>")[1]
    assert beside.startswith(
        '<p class="reply"><a href="#e-said">Ministry replied</a>, 1 April 2024'
    )
    assert "<q>in time</q>" in beside.split("</p>")[0]
    assert "in time" in page_of(tmp_path / "site", "corrections").words()


def test_without_a_history_the_page_says_so(tmp_path: Path) -> None:
    """Without git, and where nothing of it is under git."""
    a_workspace(tmp_path / "ws", CASE + OPENED)
    for number in range(2):
        folder = tmp_path / f"site{number}"
        assert publish(tmp_path / "ws", folder).code == 0
        words = page_of(folder, "corrections").words()
        assert "no git history" in words
        assert "No published finding has changed" not in words
        git(tmp_path / "ws", "init", "--quiet")


def test_a_second_run_recalls_what_commits_changed(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes, and no commit is judged again until there is another."""
    folder, cache = tmp_path / "site", str(tmp_path / "cache")
    run("publish", str(folder), root=root, TIMELINE_CACHE=cache)
    before = (folder / "corrections.html").read_bytes()

    def judged(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("timeline.results.build.corrections.history", judged)
    ran = run("publish", str(folder), "--json", root=root, TIMELINE_CACHE=cache)
    assert json.loads(ran.out)["written"] == []
    assert (folder / "corrections.html").read_bytes() == before
    save(root, "late again", "2024-07-05", market=CASE + OPENED)
    with pytest.raises(AssertionError):
        run("publish", str(folder), root=root, TIMELINE_CACHE=cache)
